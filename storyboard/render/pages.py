"""Every page as a picture of its own."""

from __future__ import annotations

import io
from pathlib import Path

from storyboard.geometry import Rect
from storyboard.layout.model import Sheet
from storyboard.render.job import Job, asked, safe_name
from storyboard.render.raster import Kind, named, pictures
from storyboard.render.surface import number

WORDS = ("guides",)

_TRIM = "0.9 0 0.35 RG"
_LIVE = "0 0.5 0.9 RG"
_LINE = 0.75
"""Points of a guide."""


def png(job: Job) -> list[Path]:
    """Every page as a PNG, cut to its trim; with the word `guides` as a proof (see `_guided`)."""
    return _written(job, "png")


def jpg(job: Job) -> list[Path]:
    """Every page as a JPEG, otherwise as `png`."""
    return _written(job, "jpg")


def webp(job: Job) -> list[Path]:
    """Every page as a WebP, otherwise as `png`."""
    return _written(job, "webp")


def _written(job: Job, kind: Kind) -> list[Path]:
    words = asked(job, WORDS, kind)
    numbers = [job.folios(index) for index in range(len(job.pages))]
    name = safe_name(job.name)
    if not words:
        return pictures(job.pages, named(job.folder, name, numbers, kind), job.dpi, kind)
    pages = [
        _guided(page, sheet, job.leaf(index).fold)
        for index, (page, sheet) in enumerate(zip(job.pages, job.sheets, strict=True))
    ]
    return pictures(pages, named(job.folder, f"{name}-guides", numbers, kind), job.dpi, kind)


def _guided(page: bytes | Path, sheet: Sheet, fold: Rect | None) -> bytes:
    """A page with its bleed, and lines along its trim and its live area, and round the fold."""
    from pikepdf import Pdf

    whole = sheet.trim.union(sheet.bleed)

    def box(rect: Rect) -> str:
        sides = (rect.x - whole.x, whole.bottom - rect.bottom, rect.w, rect.h)
        return f"{' '.join(number(side) for side in sides)} re S"

    lines = [(_TRIM, "[]", sheet.trim), (_LIVE, "[]", sheet.live)]
    if fold:
        halves = [
            Rect(fold.x, fold.y, fold.w / 2, fold.h),
            Rect(fold.cx, fold.y, fold.w / 2, fold.h),
        ]
        lines += [(_LIVE, "[4 3]", half) for half in halves]
    # Seen on light and dark alike: each stands on a wider white one.
    drawn = [
        f"[] 0 d 1 G {3 * _LINE} w {box(rect)} {dash} 0 d {colour} {_LINE} w {box(rect)}"
        for colour, dash, rect in lines
    ]
    with Pdf.open(io.BytesIO(page) if isinstance(page, bytes) else page) as pdf:
        one = pdf.pages[0]
        one.trimbox = one.mediabox
        one.contents_add(b"q", prepend=True)
        one.contents_add(f"Q q 0 J 0 j {' '.join(drawn)} Q".encode())
        out = io.BytesIO()
        pdf.save(out, static_id=True)
        return out.getvalue()
