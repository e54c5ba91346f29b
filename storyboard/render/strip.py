"""A webtoon: one column of panels, in slices of the size that a platform takes."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PIL import Image

from storyboard.errors import FileError
from storyboard.geometry import bounds, flatten
from storyboard.layout.model import PanelSheet, Sheet
from storyboard.render.files import aside, clear_numbered
from storyboard.render.frames import of_page
from storyboard.render.job import Job, asked
from storyboard.render.prints import Prints
from storyboard.render.raster import encoded, page_picture


@dataclass(frozen=True, slots=True)
class Platform:
    """What a platform takes: pixels of a slice, and bytes of its file."""

    width: int
    height: int
    size: int


PLATFORMS = {
    "webtoon": Platform(800, 1280, 2_000_000),
    "tapas": Platform(940, 4000, 2_000_000),
}
_MARGIN = 0.04
"""Of the width, beside a panel that was made for a page."""
_GAP = 0.25
"""Of the width, between such panels; before a new scene more (250 and 800 px of 1000)."""
_SCENE = 0.8
_LOSS = 0.4
"""Of a slice's height: as much of a gutter goes rather than make a slice of nothing but white."""
_QUALITIES = (92, 88, 84, 78, 70, 60, 45)

Piece = int | Image.Image
"""White rows, which may be cut anywhere, or a picture, which may not."""


def webtoon(job: Job) -> list[Path]:
    """`NAME-webtoon/001.jpg` and so on, for Webtoon (`webtoon:webtoon`, as when nothing is said)
    or Tapas (`webtoon:tapas`), cut in the gutters only.

    Pages that are one column are taken as they are; of others, the panels are set one under the
    other, with the words under them where they have such. A panel that is higher than a slice, a
    gutter included, is made smaller until it fits.
    """
    words = asked(job, tuple(PLATFORMS), "webtoon")
    platform = PLATFORMS[words[0] if words else "webtoon"]
    folder = job.file("-webtoon")
    with tempfile.TemporaryDirectory(prefix="storyboard-") as kept:
        drafts: list[Path] = []
        for picture in slices(pieces(job, platform), platform):
            draft = Path(kept) / f"{len(drafts) + 1:03}.jpg"
            draft.write_bytes(_within(picture, platform.size))
            drafts.append(draft)
        files = []
        for draft in drafts:
            with aside(folder / draft.name) as temporary:
                shutil.copyfile(draft, temporary)
            files.append(folder / draft.name)
    clear_numbered(folder, {file.name for file in files})
    return files


def _within(picture: Image.Image, size: int) -> bytes:
    for quality in _QUALITIES:
        data = encoded(picture, "jpg", quality=quality)
        if len(data) <= size:
            return data
    raise FileError(f"a slice of {picture.width} x {picture.height} px is over {size} bytes")


def pieces(job: Job, platform: Platform) -> Iterator[Piece]:
    """The strip from its top, as white rows and pictures by turns, drawn page by page."""
    prints = Prints(job.cache)
    for index, (page, sheet) in enumerate(zip(job.pages, job.sheets, strict=True)):
        if job.leaf(index).cuts or _is_column(sheet):
            yield from _rows(page, sheet, platform)
        else:
            yield from _stacked(job, sheet, platform, prints, first=index == 0)
            if index == len(job.pages) - 1:
                yield round(platform.width * _MARGIN)


def _is_column(sheet: Sheet) -> bool:
    boxes = [panel.box for panel in sheet.panels]
    below = all(b.y >= a.bottom - 0.5 for a, b in pairwise(boxes))
    return below and all(box.w >= 0.7 * sheet.live.w for box in boxes)


def _rows(page: bytes | Path, sheet: Sheet, platform: Platform) -> Iterator[Piece]:
    """A page that is one column: its rows, split where nothing stands in them."""
    scale = platform.width / sheet.trim.w
    whole = page_picture(page, scale * 72).convert("RGB")
    if whole.width != platform.width:
        height = max(round(sheet.trim.h * scale), 1)
        whole = whole.resize((platform.width, height), Image.Resampling.LANCZOS)
    here = 0
    for top, bottom in _bands(sheet):
        first = max(int((top - sheet.trim.y) * scale) - 1, here)
        last = min(int((bottom - sheet.trim.y) * scale) + 2, whole.height)
        if first > here:
            yield first - here
        yield _fitting(whole.crop((0, first, whole.width, last)), platform)
        here = last
    if here < whole.height:
        yield whole.height - here


def _bands(sheet: Sheet) -> list[tuple[float, float]]:
    """From where to where, from the top, rows belong together; gutters are what is between."""
    spans = sorted(_span(panel) for panel in sheet.panels)
    spans += [(line.box.y, line.box.bottom) for line in sheet.furniture]
    out: list[tuple[float, float]] = []
    for top, bottom in sorted(spans):
        if out and top <= out[-1][1] + 1.0:
            out[-1] = (out[-1][0], max(out[-1][1], bottom))
        else:
            out.append((top, bottom))
    return out


def _span(panel: PanelSheet) -> tuple[float, float]:
    paths = [panel.border, *(letter.outline for letter in panel.letters if letter.outline)]
    paths += [shape.path for letter in panel.letters for shape in letter.shapes if shape.path]
    box = bounds(p for path in paths for contour in flatten(path) for p in contour)
    for line in [*panel.legend, *(line for letter in panel.letters for line in letter.lines)]:
        box = box.union(line.box)
    return box.y - panel.border_width, box.bottom + panel.border_width


def _stacked(
    job: Job, sheet: Sheet, platform: Platform, prints: Prints, *, first: bool
) -> Iterator[Piece]:
    # With room for its gutter a panel never leaves a slice of nothing but white behind it.
    high = platform.height - round(platform.width * _GAP)
    room = (round(platform.width * (1 - 2 * _MARGIN)), high)
    for place, (panel, picture) in enumerate(of_page(sheet, room, prints, legends=True)):
        gap = _SCENE if job.note(panel.id).scene else _GAP
        yield round(platform.width * (_MARGIN if first and place == 0 else gap))
        yield _centred(picture, platform.width)


def _fitting(picture: Image.Image, platform: Platform) -> Image.Image:
    if picture.height <= platform.height:
        return picture
    width = max(round(picture.width * platform.height / picture.height), 1)
    smaller = picture.resize((width, platform.height), Image.Resampling.LANCZOS)
    return _centred(smaller, platform.width)


def _centred(picture: Image.Image, width: int) -> Image.Image:
    out = Image.new("RGB", (width, picture.height), "white")
    out.paste(picture, ((width - picture.width) // 2, 0))
    return out


def slices(strip: Iterator[Piece], platform: Platform) -> Iterator[Image.Image]:
    """The strip in slices no higher than the platform's, cut in white rows only.

    A slice is all white only where a pause is longer than a slice has room for.
    """
    most = platform.height
    held: list[tuple[int, Image.Image]] = []
    height = gap = 0

    def made(rows: int) -> Image.Image:
        out = Image.new("RGB", (platform.width, rows), "white")
        for top, picture in held:
            out.paste(picture, (0, top))
        return out

    for piece in strip:
        if isinstance(piece, int):
            gap += piece
            continue
        if height and height + gap + piece.height > most:
            # Half of a gutter stays with each side, unless one side has no room for it.
            after = max(min(gap // 2, most - height), gap - (most - piece.height))
            after = min(after, most - height)
            yield made(height + after)
            held, height, gap = [], 0, gap - after
        over = gap + piece.height - most
        if 0 < over < _LOSS * most:
            gap -= over
        while gap + piece.height > most:
            blank = min(gap, most)
            yield made(blank)
            gap -= blank
        held.append((height + gap, piece))
        height += gap + piece.height
        gap = 0
    rows = min(height + gap, most)
    if rows:
        yield made(rows)
