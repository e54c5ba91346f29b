"""Pictures as a PDF holds them: JPEGs as they came, everything else encoded to JPEG once."""

from __future__ import annotations

import contextlib
import hashlib
import io
import struct
from dataclasses import dataclass
from pathlib import Path

from storyboard.errors import FileError, PictureError, StoryboardError
from storyboard.layout.model import Art
from storyboard.pictures import loaded
from storyboard.render import files

_RECIPE = "jpeg-444-q92-1"
"""Names what `_encode` does; another recipe must not find this one's prints."""

_DIGEST = 32


@dataclass(frozen=True, slots=True)
class Print:
    """A JPEG stream and what the PDF must say of it."""

    data: bytes
    width: int
    height: int
    components: int
    """1 grey, 3 colour, 4 CMYK."""
    inverted: bool
    """Whether CMYK counts from full ink, as Adobe's files do."""


@dataclass(frozen=True, slots=True)
class _Header:
    width: int
    height: int
    components: int
    adobe: bool
    orientation: int


class Prints:
    """Makes prints, and keeps those it had to encode in the folder `cache`, if there is one.

    A print is kept under the sha256 of its source, with its own digest behind it: one that does
    not match is encoded again.
    """

    def __init__(self, cache: Path | None) -> None:
        self._cache = cache

    def of(self, art: Art) -> Print:
        """The print of a picture.

        Raises `FileError` where the file cannot be read, `PictureError` where it is no picture.
        """
        if art.mime == "image/jpeg":
            data = _read(art.file)
            header = _header(data)
            if header is not None and header.orientation == 1:
                return _print(data, header)
            return self._encoded(art, data)
        return self._encoded(art, None)

    def _encoded(self, art: Art, source: bytes | None) -> Print:
        place = self._cache / _RECIPE / art.sha256[:2] / art.sha256 if self._cache else None
        if place is not None:
            with contextlib.suppress(OSError):
                kept = place.read_bytes()
                data = kept[:-_DIGEST]
                header = _header(data)
                if header is not None and hashlib.sha256(data).digest() == kept[-_DIGEST:]:
                    return _print(data, header)
        data = _encode(art.file, _read(art.file) if source is None else source)
        header = _header(data)
        assert header is not None
        if place is not None:
            # A cache that cannot be written to costs time, never the page.
            with contextlib.suppress(StoryboardError):
                files.write(place, data + hashlib.sha256(data).digest(), lasting=False)
        return _print(data, header)


def _print(data: bytes, header: _Header) -> Print:
    inverted = header.components == 4 and header.adobe
    return Print(data, header.width, header.height, header.components, inverted)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise FileError(f"cannot read the picture {file}: {error.strerror}") from error


def _encode(file: Path, data: bytes) -> bytes:
    out = io.BytesIO()
    try:
        loaded(data).save(out, "JPEG", quality=92, subsampling=0, exif=b"")
    except (OSError, PictureError) as error:
        raise PictureError(f"cannot read {file} as a picture: {error}") from error
    return out.getvalue()


def _header(data: bytes) -> _Header | None:
    """What a JPEG's segments say before its first scan; None where a PDF cannot hold it as it is.

    A PDF takes 8-bit Huffman-coded baseline, extended and progressive files (SOF0 to SOF2) that
    are whole.
    """
    if not data.startswith(b"\xff\xd8"):
        return None
    adobe, orientation, at = False, 1, 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        body = at + 4
        if marker in (0xC0, 0xC1, 0xC2):
            if length < 8 or body + 6 > len(data):
                return None
            bits, height, width, components = struct.unpack_from(">BHHB", data, body)
            if bits != 8 or components not in (1, 3, 4) or not width or not height:
                return None
            if data.rfind(b"\xff\xd9", body) < 0:  # cut short
                return None
            return _Header(width, height, components, adobe, orientation)
        if (0xC3 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC)) or marker in (0xD9, 0xDA):
            return None
        if marker == 0xE1 and data[body : body + 6] == b"Exif\0\0":
            orientation = _orientation(data[body + 6 : at + 2 + length])
        elif marker == 0xEE and data[body : body + 5] == b"Adobe":
            adobe = True
        at += 2 + length
    return None


def _orientation(tiff: bytes) -> int:
    """The orientation (tag 274) of an EXIF block, 1 where it says none."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 10:
        return 1
    (start,) = struct.unpack_from(order + "I", tiff, 4)
    if start + 2 > len(tiff):
        return 1
    (count,) = struct.unpack_from(order + "H", tiff, start)
    for entry in range(start + 2, min(start + 2 + 12 * count, len(tiff) - 11), 12):
        tag, _, _, value = struct.unpack_from(order + "HHIH", tiff, entry)
        if tag == 274:
            return int(value) if 1 <= value <= 8 else 1
    return 1
