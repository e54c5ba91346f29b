"""Pages and takes as pictures for the screen, kept by their content."""

from __future__ import annotations

import hashlib
import io
import threading
from pathlib import Path

from storyboard.errors import PictureError
from storyboard.generate.model import Take
from storyboard.layout.model import Book, Sheet
from storyboard.render.files import write

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
        self._known: dict[tuple[str, str], Path] = {}
        self._pdf: tuple[str, bytes] = ("", b"")

    def page(self, book: Book, sheet: Sheet, digest: str, size: str) -> Path:
        """The page's PDF as a PNG file, cut to its trim. `digest` names what it is made from."""
        from storyboard.render.pdf import page_pdf
        from storyboard.render.prints import Prints
        from storyboard.render.raster import pngs

        with self._lock:
            known = self._known.get((digest, size))
            if known and known.exists():
                return known
            if self._pdf[0] != digest:
                self._pdf = (digest, page_pdf(book, sheet, Prints(self._prints)))
            pdf = self._pdf[1]
            # By the bytes of the page itself: what an earlier sitting drew is right or not found.
            name = f"{hashlib.sha256(pdf).hexdigest()[:32]}-{size}"
            path = self._folder / f"{name}-01.png"
            if not path.exists():
                longest = max(sheet.trim.w, sheet.trim.h)
                dpi = min(SIZES[size], _LONGEST * 72 / longest)
                (path,) = pngs(pdf, self._folder, name, dpi)
            self._known[digest, size] = path
            return path

    def take(self, take: Take) -> Path:
        """A take as a small JPEG file."""
        from PIL import Image, ImageOps

        path = self._folder / f"take-{take.sha256}.jpg"
        if path.exists():
            return path
        try:
            with Image.open(take.path) as picture:
                picture.draft("RGB", (STRIP[0] * 2, STRIP[1] * 2))
                small = ImageOps.contain(picture.convert("RGB"), STRIP)
        except (OSError, ValueError) as error:
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
