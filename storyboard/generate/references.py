"""The pictures that go along with a shot: read once, upright, and small enough for a host."""

from __future__ import annotations

import asyncio
import hashlib
import io
import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storyboard.errors import GenerationError, InvalidInput
from storyboard.generate.flights import Flights
from storyboard.generate.model import Journal
from storyboard.pictures import eight_bits
from storyboard.plan.hosts import MAX_REFERENCE
from storyboard.plan.model import Asset, Shot

if TYPE_CHECKING:
    from PIL import Image

_KEPT = 8
"""Pictures kept in memory: the cast of a story rather than all its panels."""
_USEFUL = 4096
"""Pixels of the longest side beyond which a reference has nothing more to say to the model."""
_ORIENTATION = 274
"""EXIF's tag."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A picture as it is sent."""

    data: bytes
    mime: str
    width: int
    height: int
    reduced: bool
    orientation: int = 1
    """EXIF's, of the picture as it was stored."""


class References:
    """The pictures of one run, below `root`."""

    def __init__(self, root: Path, title: str, limit: int = MAX_REFERENCE) -> None:
        self._root = root
        self._title = title
        self._limit = limit
        self._flights = Flights[Sent](_KEPT)

    async def sent(self, shot: Shot, asset: Asset, journal: Journal) -> Sent:
        """A picture of the shot as it is to be sent; a mask fits the reference it belongs to.

        Raises `GenerationError` where it cannot be read or was changed since the plan.
        """
        like = None
        if asset is shot.mask and shot.reference and asset is not shot.reference:
            like = await self.sent(shot, shot.reference, journal)
        return await self._flights.result(
            marked(shot, asset), lambda: self._made(asset, like, journal)
        )

    async def close(self) -> None:
        await self._flights.close()

    async def _made(self, asset: Asset, like: Sent | None, journal: Journal) -> Sent:
        sent = await asyncio.to_thread(self._read, asset, like)
        if sent.reduced:
            journal.notice(
                f"{asset.path} has {asset.size / 1e6:.1f} MB and {self._title} takes "
                f"{self._limit / 1e6:.0f}: it is sent as {sent.width}x{sent.height}, "
                f"{len(sent.data) / 1e6:.1f} MB",
                "reference-reduced",
            )
        return sent

    def _read(self, asset: Asset, like: Sent | None) -> Sent:
        try:
            data = (self._root / asset.path).read_bytes()
        except OSError as error:
            raise GenerationError(
                f"{asset.path} cannot be read: {(error.strerror or str(error)).lower()}",
                "put it back and run again",
            ) from error
        if hashlib.sha256(data).hexdigest() != asset.sha256:
            raise GenerationError(f"{asset.path} was changed during the run", "run again")
        try:
            return fitted(data, asset.mime, self._limit, like)
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            raise InvalidInput(
                f"{asset.path} cannot be decoded ({error})", "save it anew as PNG or JPEG"
            ) from error


def marked(shot: Shot, asset: Asset) -> str:
    """What a picture is remembered by: its digest; a mask's along with its reference's."""
    if asset is shot.mask and shot.reference and asset is not shot.reference:
        return f"{asset.sha256[:32]}{shot.reference.sha256[:32]}"
    return asset.sha256


def fitted(data: bytes, mime: str, limit: int = MAX_REFERENCE, like: Sent | None = None) -> Sent:
    """A picture upright and of at most `limit` bytes; as it is where it already is both.

    A mask is brought to the size of `like`, the reference as it is sent. What has no
    transparency becomes a JPEG (92, full colour resolution) when it has to be written anew,
    or a PNG if it was one and that fits; its longest side shrinks until it fits.
    """
    from PIL import Image, ImageOps
    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile
    from PIL.WebPImagePlugin import WebPImageFile

    # The plug-in itself: `Image.open` warns of sizes that the plan has already let through.
    kinds: dict[str, Any] = {
        "image/png": PngImageFile,
        "image/jpeg": JpegImageFile,
        "image/webp": WebPImageFile,
    }
    image: Image.Image = kinds[mime](io.BytesIO(data))
    turn = int(image.getexif().get(_ORIENTATION, 1) or 1)
    turn = turn if 1 <= turn <= 8 else 1
    width, height = image.size
    shown = (height, width) if turn >= 5 else (width, height)
    wanted = (like.width, like.height) if like else shown
    if len(data) <= limit and turn == 1 and shown == wanted:
        return Sent(data, mime, width, height, reduced=False)
    heavy = len(data) > limit
    image.load()
    image = ImageOps.exif_transpose(image)
    if like:
        if like.orientation >= 5 and turn == 1 and (width > height) != (like.width > like.height):
            # Painted over the picture as it is stored, not as it is shown.
            image.getexif()[_ORIENTATION] = like.orientation
            image = ImageOps.exif_transpose(image)
        image = image.resize(wanted, Image.Resampling.NEAREST)
    image = eight_bits(image)
    clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    grey = image.mode in ("1", "L")
    image = image.convert("RGBA" if clear else "L" if grey else "RGB")
    lossless = like is not None or clear or (mime == "image/png" and not heavy)
    longest = max(image.size)
    if heavy and not like and longest > _USEFUL:
        image = _scaled(image, _USEFUL / longest)
    while True:
        out = io.BytesIO()
        if lossless:
            image.save(out, "PNG", compress_level=6)
        else:
            image.save(out, "JPEG", quality=92, subsampling=0)
        if out.tell() <= limit or max(image.size) <= 64:
            break
        image = _scaled(image, min(0.9, 0.95 * math.sqrt(limit / out.tell())))
    made = "image/png" if lossless else "image/jpeg"
    return Sent(out.getvalue(), made, *image.size, reduced=heavy, orientation=turn)


def _scaled(image: Image.Image, factor: float) -> Image.Image:
    from PIL import Image

    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    return image.resize(size, Image.Resampling.LANCZOS)
