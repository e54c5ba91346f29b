"""The book as one page for a browser, with everything it needs inside it."""

from __future__ import annotations

import base64
import tempfile
import unicodedata
from pathlib import Path
from typing import Any, BinaryIO

from PIL import Image

from storyboard.geometry import Rect, bounds, flatten
from storyboard.layout.model import PanelSheet, Sheet, TextLine
from storyboard.render.files import aside
from storyboard.render.job import Job, asked, hand, makers, part_of, plain, said_in, scenes, seen
from storyboard.render.raster import pictures
from storyboard.templating import fill

_LONGEST = 2000.0
"""Pixels of a page's longer side: enough for one panel to fill a screen."""
_WIDEST = 1600.0
_COLUMN = 1200.0
_HIGHEST = 16_000.0
_STROKE = 1.0
"""Points: a balloon's line."""
_AIR = 0.5
_PAGES = "<!--PAGES-->"
_PICTURE = "<!--PICTURE-->"


def html(job: Job) -> list[Path]:
    """One HTML file with its pictures inside, to be read page by page or panel by panel.

    The words lie over the pictures, unseen, to be found and copied, and in reading order beside
    them, for those who cannot see or want them large. Without scripts all pages stand one under
    the other.
    """
    asked(job, (), "html")
    sheets = job.sheets
    target = job.file(".html")
    starts = [{"page": index + 1, "title": title} for index, title in scenes(job)]
    whole = fill(
        job.template("html/reader.html.j2"),
        "html/reader.html.j2",
        {
            "title": job.title or job.name,
            "author": ", ".join(makers(job)),
            "series": part_of(job),
            "summary": " ".join(job.summary.split()),
            "language": job.language or "und",
            "rtl": job.right_to_left,
            "strip": any(leaf.cuts for leaf in job.leaves),
            "scenes": starts,
            "count": len(sheets),
            "style": job.template("html/reader.css"),
            "script": job.template("html/reader.js"),
        },
    )
    before, _, after = whole.partition(_PAGES)
    source = job.template("html/page.html.j2")
    with tempfile.TemporaryDirectory(prefix="storyboard-") as folder, aside(target) as temporary:
        outs = [Path(folder) / f"{index}.webp" for index in range(len(sheets))]
        each = [screen_dpi(sheet.trim) for sheet in sheets]
        pictures(job.pages, outs, each, "webp", quality=84, lasting=False)
        with temporary.open("wb") as file:
            file.write(before.encode("utf-8"))
            for index, out in enumerate(outs):
                with Image.open(out) as picture:
                    values = _page(job, index, picture.size)
                made = fill(source, "html/page.html.j2", values)
                start, _, end = made.partition(_PICTURE)
                file.write(start.encode("utf-8"))
                _embed(file, out)
                file.write(end.encode("utf-8"))
            file.write(after.encode("utf-8"))
    return [target]


def screen_dpi(trim: Rect) -> float:
    """The resolution at which a page fills a screen, and one panel still does."""
    if trim.h > 2.2 * trim.w:
        # A strip fills the width and scrolls; a WebP can be no higher than this.
        return 72 * min(_COLUMN / trim.w, _HIGHEST / trim.h)
    return 72 * min(_LONGEST / max(trim.w, trim.h), _WIDEST / min(trim.w, trim.h))


def _embed(file: BinaryIO, picture: Path) -> None:
    file.write(b"data:image/webp;base64,")
    file.write(base64.b64encode(picture.read_bytes()))


def _page(job: Job, index: int, pixels: tuple[int, int]) -> dict[str, Any]:
    sheet = job.sheets[index]
    return {
        "number": index + 1,
        "first": job.folios(index)[0],
        "side": hand(job, index),
        "folio": "–".join(str(folio) for folio in job.folios(index)),
        "width": round(sheet.trim.w, 2),
        "height": round(sheet.trim.h, 2),
        "pixels": pixels,
        "lines": [_line(line, sheet) for line in _lines(sheet)],
        "panels": [_panel(panel, sheet, job) for panel in sheet.panels],
    }


def _lines(sheet: Sheet) -> list[TextLine]:
    out = [*sheet.furniture]
    for panel in sheet.panels:
        for letter in panel.letters:
            out += letter.lines
        out += panel.legend
    return [line for line in out if line.runs and not any(run.angle for run in line.runs)]


def _line(line: TextLine, sheet: Sheet) -> dict[str, Any]:
    read = "".join(glyph.text for run in line.runs for glyph in run.glyphs)
    rtl = any(unicodedata.bidirectional(c) in ("R", "AL") for c in line.text)
    run = line.runs[0]
    return {
        # Where the line starts: at its right where it is read leftwards.
        "x": round((line.box.right if rtl else line.box.x) - sheet.trim.x, 2),
        "y": round(run.at[1] - sheet.trim.y, 2),
        "w": round(max(line.box.w, 0.01), 2),
        "size": round(run.size, 2),
        "rtl": rtl,
        "text": line.text if rtl else read,
    }


def _panel(panel: PanelSheet, sheet: Sheet, job: Job) -> dict[str, Any]:
    note = job.note(panel.id)
    return {
        "alt": seen(note, panel),
        "box": " ".join(f"{value:.5f}" for value in view(panel, sheet)),
        "said": [
            {
                "kind": said.kind,
                "who": said.speaker,
                "how": "" if said.kind in ("speech", "caption", "sfx") else f"({said.kind})",
                "text": plain(said.text),
            }
            for said in said_in(note, panel)
        ],
    }


def view(panel: PanelSheet, sheet: Sheet) -> tuple[float, float, float, float]:
    """What is shown of a page for one panel, as x, y, width and height in parts of its trim.

    The panel and all that is lettered in it, where that reaches over the border, with a little
    air, within the page.
    """
    paths = [panel.border, *(letter.outline for letter in panel.letters if letter.outline)]
    paths += [shape.path for letter in panel.letters for shape in letter.shapes if shape.path]
    box = bounds(p for path in paths for contour in flatten(path) for p in contour)
    # Half of a stroke lies outside of its path.
    box = box.inset(-max(panel.border_width, _STROKE) / 2 - _AIR)
    for line in panel.legend:
        box = box.union(line.box.inset(-_AIR))
    for line in (line for letter in panel.letters for line in letter.lines):
        box = box.union(line.box.inset(-max((r.outline + r.edge for r in line.runs), default=0.0)))
    trim = sheet.trim
    x, y = max(box.x, trim.x), max(box.y, trim.y)
    right, bottom = min(box.right, trim.right), min(box.bottom, trim.bottom)
    return (
        (x - trim.x) / trim.w,
        (y - trim.y) / trim.h,
        (right - x) / trim.w,
        (bottom - y) / trim.h,
    )
