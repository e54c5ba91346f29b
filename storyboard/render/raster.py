"""Pages as pixels: the PDF's own pages, drawn by pdfium."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

import pypdfium2 as pdfium

from storyboard.errors import FileError, UsageError
from storyboard.render import files

_FEW = 6
"""Pages up to which one process is sooner done than several have started."""

_MOST = 4
_LARGEST = 20_000
"""Pixels of a page's longer side; more than any use, less than would take the memory."""


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
    count, longest = _measured(pdf)
    chosen = list(range(1, count + 1)) if pages is None else list(pages)
    for page in chosen:
        if not 1 <= page <= count:
            raise UsageError(f"there is no page {page}: the book has {count}")
    if not 0 < dpi * longest / 72 <= _LARGEST:
        most = int(_LARGEST * 72 / longest)
        raise UsageError(f"cannot draw pages at {dpi:g} dpi: choose from 1 to {most}")
    called = range(1, count + 1) if numbers is None else numbers
    digits = max(2, len(str(max(called))))
    outs = [target / f"{name}-{called[page - 1]:0{digits}}.png" for page in chosen]
    workers = min(_MOST, os.cpu_count() or 1, len(chosen))
    if len(chosen) > _FEW and workers > 1:
        try:
            return _together(pdf, chosen, outs, dpi, workers)
        except BrokenProcessPool:
            # Where a program cannot be started again from its main module, as from a prompt.
            pass
    _draw(pdf, chosen, outs, dpi)
    return outs


def _together(
    pdf: Path | bytes, pages: list[int], outs: list[Path], dpi: float, workers: int
) -> list[Path]:
    # pdfium is not safe in threads. The pages are dealt out like cards, so that heavy and light
    # ones mix, and every worker opens the file once.
    shares = [(pages[i::workers], outs[i::workers]) for i in range(workers)]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        some, paths = zip(*shares, strict=True)
        for _ in pool.map(_draw, repeat(pdf), some, paths, repeat(dpi)):
            pass
    return outs


def _opened(pdf: Path | bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(pdf)
    except (pdfium.PdfiumError, OSError) as error:
        what = "the pages" if isinstance(pdf, bytes) else str(pdf)
        raise FileError(f"cannot read {what} as a PDF: render it again") from error


def _measured(pdf: Path | bytes) -> tuple[int, float]:
    document = _opened(pdf)
    try:
        sizes = [document.get_page_size(index) for index in range(len(document))]
    finally:
        document.close()
    return len(sizes), max((max(size) for size in sizes), default=72.0)


def _draw(pdf: Path | bytes, pages: Sequence[int], outs: Sequence[Path], dpi: float) -> None:
    document = _opened(pdf)
    try:
        for page, out in zip(pages, outs, strict=True):
            _write(document, page - 1, out, dpi)
    finally:
        document.close()


def _write(document: pdfium.PdfDocument, index: int, out: Path, dpi: float) -> None:
    page = document[index]
    if page.get_trimbox() != page.get_cropbox():
        # The page's size is settled when it is opened.
        page.set_cropbox(*page.get_trimbox())
        page.close()
        page = document[index]
    bitmap = page.render(scale=dpi / 72, rev_byteorder=True)
    picture = bitmap.to_pil()
    data = io.BytesIO()
    # Level 6 takes five times as long for a twelfth fewer bytes.
    picture.save(data, "PNG", compress_level=1, dpi=(dpi, dpi))
    bitmap.close()
    page.close()
    files.write(out, data.getvalue())
