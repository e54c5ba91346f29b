"""Pages and takes as pictures for the screen, kept by their content."""

from __future__ import annotations

import io
import tempfile
import threading
from pathlib import Path

from storyboard.errors import PictureError
from storyboard.generate.model import Take
from storyboard.pictures import loaded
from storyboard.render.files import write
from storyboard.studio.shown import Composed

SIZES = {"thumb": 32.0, "page": 104.0, "sharp": 216.0}
"""Dots an inch; `sharp` is for screens of two device pixels a pixel, and for large windows."""
STRIP = (440, 220)
"""The largest size of a take in the filmstrip, pixels."""
_KEPT = 600
"""Pictures kept from earlier sittings."""
_LONGEST = 16_000
"""Pixels of a page's longer side."""

_PDFIUM = threading.Lock()


class Previews:
    """The pictures of one story, in `folder`; `prints` keeps the JPEGs that pages are made with."""

    def __init__(self, folder: Path, prints: Path) -> None:
        self._folder = folder
        self._prints = prints
        # pdfium is not safe in threads.
        self._lock = _PDFIUM

    def page(self, made: Composed, size: str) -> Path:
        """A page as a PNG file, cut to its trim."""
        name = f"{made.leaf.key[:40]}-{size}"
        path = self._folder / f"{name}-01.png"
        with self._lock:
            if path.exists():
                return path
            from storyboard.render.raster import pngs

            longest = max(made.sheet.trim.w, made.sheet.trim.h)
            dpi = min(SIZES[size], _LONGEST * 72 / longest)
            with tempfile.TemporaryDirectory(prefix="storyboard-") as spare:
                pdf = made.pages.file(made.leaf, self._prints, Path(spare))
                pngs(pdf, self._folder, name, dpi)
            return path

    def take(self, take: Take) -> Path:
        """A take as a small JPEG file."""
        from PIL import ImageOps

        path = self._folder / f"take-{take.sha256}.jpg"
        if path.exists():
            return path
        try:
            small = ImageOps.contain(loaded(take.path, 2 * max(STRIP)).convert("RGB"), STRIP)
        except PictureError as error:
            raise PictureError(f"take {take.number} cannot be shown: {error}") from error
        data = io.BytesIO()
        small.save(data, "JPEG", quality=88)
        write(path, data.getvalue(), lasting=False)
        return path

    def tidy(self) -> None:
        """Lets go of the oldest pictures, where there are many."""
        try:
            found = sorted(self._folder.glob("*.*g"), key=lambda p: p.stat().st_mtime_ns)
        except OSError:
            return
        for path in found[:-_KEPT]:
            path.unlink(missing_ok=True)
