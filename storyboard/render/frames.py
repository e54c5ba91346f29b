"""Single panels as pictures, cut out of their pages with all that is lettered in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw

from storyboard.geometry import Rect, flatten
from storyboard.layout.model import PanelSheet, Sheet
from storyboard.render.job import Job
from storyboard.render.raster import page_picture
from storyboard.render.web import view

_FINEST = 400.0
"""Dots an inch: finer than that, a page's pictures have no more to show."""

Pixels = tuple[int, int]


def panels(job: Job, room: Pixels) -> Iterator[tuple[PanelSheet, Image.Image]]:
    """Every panel in reading order, as large as fits in `room`, on white.

    What lies beside a panel on its page is left out; its own balloons are kept where they reach
    over its border. Pages are drawn one by one.
    """
    for page, sheet in zip(job.pages, job.sheets, strict=True):
        yield from of_page(page, sheet, room)


def of_page(
    page: bytes | Path, sheet: Sheet, room: Pixels
) -> Iterator[tuple[PanelSheet, Image.Image]]:
    """The panels of one page, as `panels` gives them."""
    boxes = [_points(panel, sheet) for panel in sheet.panels]
    if not boxes:
        return
    scales = [min(room[0] / box.w, room[1] / box.h) for box in boxes]
    scale = min(max(scales), _FINEST / 72)
    whole = page_picture(page, scale * 72)
    for panel, box, wanted in zip(sheet.panels, boxes, scales, strict=True):
        cut = _cut(whole, panel, box, sheet, scale)
        size = (
            min(max(round(box.w * wanted), 1), room[0]),
            min(max(round(box.h * wanted), 1), room[1]),
        )
        yield panel, cut.resize(size, Image.Resampling.LANCZOS)


def _points(panel: PanelSheet, sheet: Sheet) -> Rect:
    bare = panel if not panel.legend else _without_legend(panel)
    x, y, w, h = view(bare, sheet)
    trim = sheet.trim
    return Rect(trim.x + x * trim.w, trim.y + y * trim.h, w * trim.w, h * trim.h)


def _without_legend(panel: PanelSheet) -> PanelSheet:
    from dataclasses import replace

    return replace(panel, legend=())


def _cut(
    whole: Image.Image, panel: PanelSheet, box: Rect, sheet: Sheet, scale: float
) -> Image.Image:
    def at(value: float, start: float) -> float:
        return (value - start) * scale

    corner = (round(at(box.x, sheet.trim.x)), round(at(box.y, sheet.trim.y)))
    size = (max(round(box.w * scale), 1), max(round(box.h * scale), 1))
    part = whole.crop((*corner, corner[0] + size[0], corner[1] + size[1])).convert("RGB")
    mask = Image.new("L", size, 0)
    draw = ImageDraw.Draw(mask)
    # Half a stroke lies outside of a path.
    width = max(round(scale * max(panel.border_width, 1.5)), 1)
    paths = [panel.border, *(letter.outline for letter in panel.letters if letter.outline)]
    paths += [shape.path for letter in panel.letters for shape in letter.shapes if shape.path]
    for path in paths:
        for contour in flatten(path):
            points = [
                (at(x, sheet.trim.x) - corner[0], at(y, sheet.trim.y) - corner[1])
                for x, y in contour
            ]
            if len(points) > 2:
                draw.polygon(points, fill=255)
                draw.line([*points, points[0]], fill=255, width=width + 1)
    for line in (line for letter in panel.letters for line in letter.lines):
        x, y = at(line.box.x, box.x), at(line.box.y, box.y)
        grown = scale * max((run.outline + run.edge for run in line.runs), default=0.0)
        draw.rectangle(
            (
                x - grown,
                y - grown,
                x + max(line.box.w, 0.0) * scale + grown,
                y + max(line.box.h, 0.0) * scale + grown,
            ),
            fill=255,
        )
    made = Image.new("RGB", size, "white")
    made.paste(part, (0, 0), mask)
    return made
