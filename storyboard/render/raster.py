"""Pages as pixels: the PDF's own pages, drawn by pdfium."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from math import ceil
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Literal

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from storyboard.errors import FileError, UsageError
from storyboard.render import files

Kind = Literal["png", "jpg", "webp"]
MIMES: dict[Kind, str] = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}

_FEW = 6
"""Pages up to which one process is sooner done than several have started."""

_MOST = 4
_LARGEST = 20_000
"""Pixels of a page's longer side; more than any use, less than would take the memory."""

_WEBP = 16_383
"""Pixels of a side that the format can hold."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One page to be drawn into a file."""

    pdf: Path | bytes
    index: int
    """Of the page in the PDF, from 0."""
    out: Path
    dpi: float
    kind: Kind = "png"
    quality: int = 90
    """Of JPEG and WebP."""
    lasting: bool = True
    """Whether the file must outlive a power cut, as `files.aside` has it."""


def pngs(
    pdf: Path | bytes,
    target: Path,
    name: str,
    dpi: float,
    pages: Sequence[int] | None = None,
    *,
    numbers: Sequence[int] | None = None,
) -> list[Path]:
    """Writes pages of a PDF as `target`/`name`-01.png and so on; gives the files in order.

    `pages` counts from 1 in the PDF; all of them where it is None. `numbers` names the PDF's
    pages otherwise than by that count, for a PDF of a part of a story. A page with a bleed is
    cut to its trim, so a picture's first pixel is the origin of the layout. The same bytes for
    the same page. Each file takes its name only when it is whole.

    Raises `FileError` where the PDF cannot be read or a file not be written, `UsageError` where
    a page does not exist or the pictures would be too large.
    """
    sizes = _sizes(pdf)
    count = len(sizes)
    chosen = list(range(1, count + 1)) if pages is None else list(pages)
    for page in chosen:
        if not 1 <= page <= count:
            raise UsageError(f"there is no page {page}: the book has {count}")
    _check(max((max(size) for size in sizes), default=72.0), dpi, "png")
    called = range(1, count + 1) if numbers is None else numbers
    outs = named(target, name, [(called[page - 1],) for page in chosen], "png", max(called))
    draw([Picture(pdf, page - 1, out, dpi) for page, out in zip(chosen, outs, strict=True)])
    return outs


def pictures(
    pages: Sequence[Path | bytes],
    outs: Sequence[Path],
    dpi: float | Sequence[float],
    kind: Kind = "png",
    *,
    quality: int = 90,
    lasting: bool = True,
) -> list[Path]:
    """Draws one-page PDFs into a file each, cut to their trim; gives the files.

    `dpi` is one for all, or one for each. Raises as `pngs` does.
    """
    each = [dpi] * len(pages) if isinstance(dpi, int | float) else list(dpi)
    for page, one in zip(pages, each, strict=True):
        _check(max(_sizes(page)[0]), one, kind)
    draw(
        [
            Picture(page, 0, out, one, kind, quality, lasting)
            for page, out, one in zip(pages, outs, each, strict=True)
        ]
    )
    return list(outs)


def named(
    target: Path,
    name: str,
    numbers: Sequence[Sequence[int]],
    suffix: str,
    last: int | None = None,
) -> list[Path]:
    """Files of pages by their printed numbers, which sort by name as they are read.

    A double page has both of its numbers: name-12-13.png.
    """
    digits = max(2, len(str(last or max((max(n) for n in numbers), default=1))))
    labels = ["-".join(f"{number:0{digits}}" for number in page) for page in numbers]
    return [target / f"{name}-{label}.{suffix}" for label in labels]


def draw(tasks: Sequence[Picture]) -> None:
    """Draws pages into their files, several at once where there are many."""
    workers = min(_MOST, os.cpu_count() or 1, len(tasks))
    if len(tasks) > _FEW and workers > 1:
        try:
            _together(tasks, workers)
            return
        except BrokenProcessPool:
            # Where a program cannot be started again from its main module, as from a prompt.
            pass
    _draw(tasks)


def _together(tasks: Sequence[Picture], workers: int) -> None:
    # pdfium is not safe in threads. The pages are dealt out like cards, so that heavy and light
    # ones mix, and every worker opens a file once.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for _ in pool.map(_draw, [tasks[i::workers] for i in range(workers)]):
            pass


def _check(longest: float, dpi: float, kind: Kind) -> None:
    largest = _WEBP if kind == "webp" else _LARGEST
    if not 0 < dpi * longest / 72 <= largest:
        most = int(largest * 72 / longest)
        raise UsageError(f"cannot draw pages at {dpi:g} dpi: choose from 1 to {most}")


def _opened(pdf: Path | bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(pdf)
    except (pdfium.PdfiumError, OSError) as error:
        what = "the pages" if isinstance(pdf, bytes) else str(pdf)
        raise FileError(f"cannot read {what} as a PDF: render it again") from error


def _sizes(pdf: Path | bytes) -> list[tuple[float, float]]:
    document = _opened(pdf)
    try:
        return [document.get_page_size(index) for index in range(len(document))]
    finally:
        document.close()


def _draw(tasks: Iterable[Picture]) -> None:
    document, of = None, None
    try:
        for task in tasks:
            if document is None or task.pdf is not of:
                if document is not None:
                    document.close()
                document, of = _opened(task.pdf), task.pdf
            picture = _drawn(document, task.index, task.dpi)
            data = encoded(picture, task.kind, dpi=task.dpi, quality=task.quality)
            files.write(task.out, data, lasting=task.lasting)
    finally:
        if document is not None:
            document.close()


def page_picture(pdf: Path | bytes, dpi: float, *, paper: bool = True) -> Image.Image:
    """The one page of a PDF as a picture, cut to its trim; without `paper` on nothing (RGBA)."""
    document = _opened(pdf)
    try:
        return _drawn(document, 0, dpi, paper=paper)
    finally:
        document.close()


def pixels(width: float, height: float, dpi: float) -> tuple[int, int]:
    """The size of the picture of a page, from its size in points: a part of a pixel is a whole one.

    A hundredth of a pixel is no part but a rounding.
    """
    w, h = (max(ceil(side * dpi / 72 - 0.01), 1) for side in (width, height))
    return w, h


def _drawn(
    document: pdfium.PdfDocument, index: int, dpi: float, *, paper: bool = True
) -> Image.Image:
    page = document[index]
    if page.get_trimbox() != page.get_cropbox():
        # The page's size is settled when it is opened.
        page.set_cropbox(*page.get_trimbox())
        page.close()
        page = document[index]
    clear: dict[str, Any] = {}
    if not paper:
        clear = {"fill_color": (0, 0, 0, 0), "force_bitmap_format": pdfium_c.FPDFBitmap_BGRA}
    bitmap = page.render(scale=dpi / 72, rev_byteorder=True, **clear)
    # pdfium's page may be a hair larger than the sheet, and then has a row more than it.
    width, height = page.get_size()
    right, bottom = pixels(width, height, dpi)
    picture: Image.Image = bitmap.to_pil().crop((0, 0, right, bottom))
    bitmap.close()
    page.close()
    return picture


def encoded(picture: Image.Image, kind: Kind, *, dpi: float = 0.0, quality: int = 90) -> bytes:
    """A picture's file, the same bytes for the same pixels; `dpi` is noted where it can be."""
    data = io.BytesIO()
    more: dict[str, object] = {"dpi": (dpi, dpi)} if dpi else {}
    if kind == "png":
        # Level 6 takes five times as long for a twelfth fewer bytes.
        picture.save(data, "PNG", compress_level=1, **more)
    elif kind == "jpg":
        # Coloured letters fray where colour is sampled coarsely.
        picture.convert("RGB").save(
            data, "JPEG", quality=quality, subsampling=0, optimize=True, **more
        )
    else:
        picture.convert("RGB").save(data, "WEBP", quality=quality, method=4)
    return data.getvalue()
