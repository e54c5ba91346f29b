"""Pictures that a person brings: what they are, by their bytes; their pixels and main colours.

Nothing is decoded to find out what a picture is, and a picture's name is not believed.
"""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from storyboard.errors import PictureError

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_BYTES = 50_000_000
MAX_PIXELS = 100_000_000

RGB = tuple[int, int, int]

_ORIENTATION = 0x0112
"""The Exif tag of how a picture lies (Exif 2.32, 4.6.4)."""
_TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
"""What sets a picture upright, by that tag."""

_OTHERS = (
    (b"GIF8", "a GIF"),
    (b"BM", "a BMP"),
    (b"II*\0", "a TIFF"),
    (b"MM\0*", "a TIFF"),
    (b"%PDF", "a PDF"),
    (b"8BPS", "a Photoshop file"),
    (b"<svg", "an SVG"),
    (b"<?xml", "an XML or SVG file"),
    (b"<!DOC", "a web page"),
    (b"<html", "a web page"),
    (b"PK\3\4", "a ZIP archive"),
)


@dataclass(frozen=True, slots=True)
class Probe:
    """What a picture is: its type, its size in pixels as it is shown, its size in bytes."""

    mime: str
    width: int
    height: int
    size: int


def probe(path: Path) -> Probe:
    """Reads a picture's header.

    Raises `PictureError`, with a phrase that goes on from the file's name ("is empty"), where
    the file is no JPEG, PNG or WebP, is cut short, moves, or passes 50 MB or 100 megapixels.
    """
    try:
        if not path.is_file():
            raise PictureError("is no file" if path.exists() else "does not exist")
        with path.open("rb") as stream:
            size = stream.seek(0, 2)
            stream.seek(0)
            return _probe(stream, size)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it has no readable name"
        raise PictureError(f"cannot be read: {reason.lower()}") from None


def _probe(stream: IO[bytes], size: int) -> Probe:
    if size == 0:
        raise PictureError("is empty")
    if size > MAX_BYTES:
        raise PictureError(f"has {size / 1e6:.0f} MB, more than {MAX_BYTES / 1e6:.0f}")
    head = stream.read(32)
    stream.seek(0)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        mime, walk = "image/png", _png
    elif head.startswith(b"\xff\xd8"):
        mime, walk = "image/jpeg", _jpeg
    elif head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        mime, walk = "image/webp", _webp
    else:
        what = next((name for start, name in _OTHERS if head.lstrip().startswith(start)), None)
        if head[4:8] == b"ftyp":
            what = "an AVIF or HEIC picture" if head[8:11] in (b"avi", b"hei", b"mif") else "a film"
        raise PictureError(f"is {what or 'no picture'}, not a JPEG, PNG or WebP")
    early = walk(stream, size)
    if early is not None:
        _not_too_large(*early)
    stream.seek(0)
    width, height = _header(stream, mime)
    _not_too_large(width, height)
    return Probe(mime, width, height, size)


def _not_too_large(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise PictureError(
            f"has {width} × {height} pixels, more than {MAX_PIXELS // 1_000_000} megapixels"
        )


def _open(stream: IO[bytes], mime: str) -> Any:
    # The plug-in itself is asked, not `Image.open`: that one warns by a limit of its own, turns
    # a camera's JPEG with a second picture into another format, and tries every plug-in.
    if mime == "image/png":
        from PIL.PngImagePlugin import PngImageFile

        return PngImageFile(stream)
    if mime == "image/jpeg":
        from PIL.JpegImagePlugin import JpegImageFile

        return JpegImageFile(stream)
    from PIL.WebPImagePlugin import WebPImageFile

    return WebPImageFile(stream)


def _header(stream: IO[bytes], mime: str) -> tuple[int, int]:
    try:
        image = _open(stream, mime)
        width, height = image.size
    except Exception:  # the plug-ins raise many kinds on bytes that are broken
        raise PictureError("is damaged: its header cannot be read") from None
    if width < 1 or height < 1:
        raise PictureError("is damaged: it has no size")
    return (height, width) if _turn(image) >= 5 else (width, height)


def _turn(image: Image) -> int:
    """How a picture lies, 1 (upright) to 8, without decoding it: Exif that stands before it."""
    from PIL.Image import Exif

    exif = Exif()
    try:
        exif.load(image.info.get("exif", b""))
        turn = int(exif.get(_ORIENTATION, 1))
    except Exception:  # as above
        return 1
    return turn if 1 <= turn <= 8 else 1


def loaded(source: Path | bytes, least: int = 0, grey: bool = False) -> Image:
    """A picture's pixels: upright, eight bits a part, white where it is see-through.

    Its mode is L, RGB or CMYK; L where only its lightness is wanted (`grey`). Where a small one
    will do a JPEG is decoded smaller, no side less than `least` pixels. Raises `PictureError`.
    """
    from PIL import Image as Images

    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    try:
        with _unwarned(), Images.open(stream) as opened:
            if least:
                opened.draft("L" if grey else None, (least, least))
            image = _plain(opened)
            return image.convert("L") if grey else image
    except Exception as error:  # the plug-ins raise many kinds on bytes that are broken
        raise PictureError(f"cannot be read as a picture: {error}") from error


def _plain(image: Image) -> Image:
    from PIL import Image as Images

    if turn := _TURNS.get(_turn(image)):
        image = image.transpose(Images.Transpose[turn])
    image = eight_bits(image)
    if image.has_transparency_data:
        image = image.convert("RGBA")
        image = Images.alpha_composite(Images.new("RGBA", image.size, "white"), image)
    if image.mode not in ("L", "CMYK"):
        image = image.convert("L" if image.mode == "1" else "RGB")
    image.load()
    return image


def eight_bits(image: Image) -> Image:
    """A picture of 16 or 32 bits a part in eight; any other as it is."""
    if image.mode == "F":
        return image.convert("L")
    if image.mode.startswith("I"):
        # Pillow's own conversion cuts 16-bit greys off at 255 instead of scaling them.
        return image.convert("I").point(lambda value: value / 257).convert("L")
    return image


@contextmanager
def _unwarned() -> Iterator[None]:
    # Pillow warns of large pictures, which were weighed when they came in.
    from PIL.Image import DecompressionBombWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DecompressionBombWarning)
        yield


def _png(stream: IO[bytes], size: int) -> tuple[int, int] | None:
    """Walks the chunks (PNG, 3rd edition, 5.3) to the end; the size of the first."""
    found: tuple[int, int] | None = None
    at = 8
    for _ in range(1_000_000):
        stream.seek(at)
        head = stream.read(8)
        if len(head) < 8:
            raise PictureError("is cut short")
        (length,) = struct.unpack(">I", head[:4])
        name = head[4:]
        if name == b"IHDR" and found is None:
            body = stream.read(8)
            if len(body) < 8:
                raise PictureError("is cut short")
            found = struct.unpack(">II", body)
        elif name == b"acTL":
            raise PictureError("is an animation, and a still picture is wanted")
        at += 12 + length
        if at > size:
            raise PictureError("is cut short")
        if name == b"IEND":
            return found
    raise PictureError("is damaged: its header cannot be read")


def _jpeg(stream: IO[bytes], size: int) -> None:
    """A JPEG ends with FF D9; cameras may write a little behind it."""
    tail = min(size, 65536)
    stream.seek(size - tail)
    if b"\xff\xd9" not in stream.read(tail):
        raise PictureError("is cut short")


def _webp(stream: IO[bytes], size: int) -> tuple[int, int] | None:
    """The length and the flags of the RIFF header (WebP Container Specification)."""
    head = stream.read(30)
    if len(head) < 30 or struct.unpack("<I", head[4:8])[0] + 8 > size:
        raise PictureError("is cut short")
    if head[12:16] == b"VP8X":
        if head[20] & 0x02:
            raise PictureError("is an animation, and a still picture is wanted")
        return (
            1 + int.from_bytes(head[24:27], "little"),
            1 + int.from_bytes(head[27:30], "little"),
        )
    return None


def palette(path: Path, n: int = 6) -> tuple[RGB, ...]:
    """At most `n` main colours of a picture, most frequent first; the same every time.

    See-through parts count for nothing. Raises `PictureError` where it cannot be decoded.
    """
    found = probe(path)
    from PIL import Image

    try:
        with path.open("rb") as stream:
            image = _open(stream, found.mime)
            image.draft("RGB", (256, 256))
            image = eight_bits(image)
            clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
            whole = image.convert("RGBA" if clear else "RGB")
    except Exception:  # as above
        raise PictureError("is damaged: it cannot be decoded") from None
    whole.thumbnail((96, 96), Image.Resampling.BOX)
    small = whole.convert("RGBA").tobytes()
    solid = b"".join(small[i : i + 3] for i in range(0, len(small), 4) if small[i + 3] >= 128)
    if not solid:
        return ()
    row = Image.frombytes("RGB", (len(solid) // 3, 1), solid)
    few = row.quantize(n, Image.Quantize.MEDIANCUT, kmeans=2)
    table = few.getpalette() or []
    indexes = few.tobytes()
    counts = [(-indexes.count(i), *table[3 * i : 3 * i + 3]) for i in sorted(set(indexes))]
    return tuple((r, g, b) for _, r, g, b in sorted(counts))
