"""The film storyboard: frames with shot, camera, action, dialogue, notes and times, as a PDF."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from storyboard.errors import UsageError
from storyboard.geometry import Rect, rectangle
from storyboard.layout.model import RGB, Book, Letter, PanelSheet, Shape, Sheet, TextLine
from storyboard.render import files
from storyboard.render.film_layout import AIR, MARGIN, Layout, layout_of
from storyboard.render.film_words import (
    Entry,
    Words,
    bottom_of,
    parted,
    raised,
    shifted,
    stack,
)
from storyboard.render.job import Job, Typeset, makers, part_of
from storyboard.render.pdf import page_pdf
from storyboard.render.prints import Prints
from storyboard.render.screen import write_pdf
from storyboard.render.shots import clock, seconds

_NOTHING = TextLine("", Rect(0.0, 0.0, 0.0, 0.0), ())
_SLACK = 0.5
_GIVE = 1.5
"""Points by which the type is made smaller for the sake of the fullest frames."""
_WIDER = (0.15, 0.12, 0.09, 0.06, 0.03)
"""Shares by which frames are made larger where words leave them room."""
_LARGER = (2.0, 1.5, 1.0, 0.5)
"""Points by which the type is."""
_HAIR: RGB = (0.72, 0.72, 0.72)
_MATTE: RGB = (0.9, 0.9, 0.9)
"""Beside a picture that is not of the frame's shape."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A place on a page: a frame, or, without a panel, what a frame's words had no room for."""

    entry: Entry
    panel: PanelSheet | None = None
    left: tuple[Letter, ...] = ()


def sheet(job: Job) -> list[Path]:
    """`NAME-sheet.pdf`: three, four or six frames a page (`sheet:6`, as when nothing is said),
    on A4 or `letter`. Any template in `sheets/` can be named in the number's place.

    The type is of one size, the template's or up to 1.5 pt smaller where that gives all words
    room. Those that have none go on in the next frame's place: none are lost.
    """
    layout = layout_of(job)
    typeset = job.typeset
    if typeset is None:
        raise UsageError("this format needs a way to set type, and there is none")
    entries = _entries(job)
    layout, size = _fitted(entries, layout, typeset)
    cells = list(_cells(job, entries, layout, size, typeset))
    count = max(1, -(-len(cells) // layout.frames))
    book = Book(job.title, job.author, job.language, ())
    target = job.file("-sheet.pdf")
    prints = Prints(job.cache)
    sheets: list[Sheet] = []
    pages: list[Path] = []
    with tempfile.TemporaryDirectory(prefix="storyboard-") as folder:
        for page in range(count):
            part = cells[page * layout.frames : (page + 1) * layout.frames]
            made = [
                _made(one, layout, place, size, typeset, rtl=job.right_to_left)
                for place, one in enumerate(part)
            ]
            one = _sheet(job, layout, page + 1, count, made, entries, typeset)
            pages.append(Path(folder) / f"{one.number}.pdf")
            files.write(pages[-1], page_pdf(book, one, prints), lasting=False)
            sheets.append(_skeleton(one))
        whole = replace(book, sheets=tuple(sheets))
        write_pdf(replace(job, pages=pages, book=whole, leaves=(), numbers=()), target)
    return [target]


def _skeleton(sheet: Sheet) -> Sheet:
    """What the tags of a written page are made from, without its glyphs."""
    panels = tuple(
        replace(
            panel,
            placeholder=panel.placeholder[:1] and (_NOTHING,),
            letters=tuple(replace(letter, lines=(), shapes=()) for letter in panel.letters),
        )
        for panel in sheet.panels
    )
    return replace(sheet, panels=panels, furniture=sheet.furniture[:1] and (_NOTHING,))


def _entries(job: Job) -> list[Entry]:
    panels = [panel for one in job.sheets for panel in one.panels]
    # Names count as numbers only where every panel has one: 1, 2, 2A.
    named = not any(_generated(panel.id) for panel in panels)
    out: list[Entry] = []
    start = 0.0
    for place, panel in enumerate(panels, 1):
        note = job.note(panel.id)
        time, guessed = seconds(note)
        number = panel.id if named else str(place)
        name = "" if named or _generated(panel.id) else panel.id
        out.append(Entry(number, name, note, start, time, guessed))
        start += time
    return out


def _generated(id: str) -> bool:
    return id[:1] == "p" and id[1:].replace(".", "").isdigit()


def _fitted(entries: Sequence[Entry], layout: Layout, typeset: Typeset) -> tuple[Layout, float]:
    """The layout and the size at which all words have room, save those that need far more.

    Where there is room to spare, the frames take it, and then the type.
    """
    _, words = layout.divided(layout.cell(0, rtl=False), rtl=False)
    size, fitting = layout.size, []
    for entry in entries:
        trial = size
        while trial >= layout.size - _GIVE and _over(stack(entry, words, trial, typeset), words):
            trial -= 0.25
        if trial >= layout.size - _GIVE:
            size = trial
            fitting.append(entry)
    if size < layout.size or layout.table:
        return layout, size

    def fits(layout: Layout, size: float) -> bool:
        _, words = layout.divided(layout.cell(0, rtl=False), rtl=False)
        return not any(_over(stack(entry, words, size, typeset), words) for entry in fitting)

    # What fails mostly does so within a few frames.
    wider = next((w for by in _WIDER if fits(w := layout.widened(by), size)), layout)
    if layout.words == "beside":
        # Larger type in a narrow column is read no more easily.
        return wider, size
    return wider, next((size + by for by in _LARGER if fits(wider, size + by)), size)


def _over(letters: Sequence[Letter], words: Words) -> bool:
    return bottom_of(letters) > words.box.bottom + _SLACK


def _cells(
    job: Job, entries: Sequence[Entry], layout: Layout, size: float, typeset: Typeset
) -> Iterator[_Cell]:
    """Every frame, and behind it as many places as its words need."""
    panels = (panel for one in job.sheets for panel in one.panels)
    _, words = layout.divided(layout.cell(0, rtl=False), rtl=False)
    for panel, entry in zip(panels, entries, strict=True):
        yield _Cell(entry, panel)
        left = parted(stack(entry, words, size, typeset), words.box.bottom + _SLACK)[1]
        while left:
            yield _Cell(entry, left=tuple(left))
            left = parted(*_continued(entry, left, layout, size, typeset))[1]


def _continued(
    entry: Entry, left: Sequence[Letter], layout: Layout, size: float, typeset: Typeset
) -> tuple[list[Letter], float]:
    """What was left over under a heading in the first place of a page, and where that ends."""
    cell = layout.cell(0, rtl=False)
    _, words = layout.divided(cell, rtl=False)
    head = f"{entry.number}, continued"
    lines = typeset(head, "comic", size * 1.25, (words.box.x, cell.y), words.box.w)
    made = Letter("caption", "", head, 1, size, (), (), lines)
    top = lines[-1].box.bottom + size * 0.5
    return [made, *raised(left, top)], cell.bottom + _SLACK


def _made(
    one: _Cell, layout: Layout, place: int, size: float, typeset: Typeset, *, rtl: bool
) -> PanelSheet:
    """A cell in its place on the page."""
    cell = layout.cell(place, rtl=rtl)
    frame, words = layout.divided(cell, rtl=rtl)
    if one.panel is not None:
        letters = parted(stack(one.entry, words, size, typeset), words.box.bottom + _SLACK)[0]
        return _framed(one.panel, frame, _ruled(words, letters), letters, typeset)
    first = layout.cell(0, rtl=False)
    _, at = layout.divided(first, rtl=False)
    letters = parted(*_continued(one.entry, one.left, layout, size, typeset))[0]
    dx, dy = words.box.x - at.box.x, cell.y - first.y
    moved = [replace(x, lines=tuple(shifted(line, dx, dy) for line in x.lines)) for x in letters]
    corner = Rect(cell.x, cell.y, 0.0, 0.0)
    name = f"{one.entry.number}, continued"
    return PanelSheet(name, corner, rectangle(corner), 0.0, None, (), (), tuple(moved))


def _ruled(words: Words, letters: Sequence[Letter]) -> Rect | None:
    """The lines around words, further down where they reach further."""
    if words.ruled is None:
        return None
    over = bottom_of(letters) + _SLACK > words.ruled.bottom
    return replace(words.ruled, h=words.box.h + 2 * AIR) if over else words.ruled


def _framed(
    panel: PanelSheet, frame: Rect, ruled: Rect | None, words: Sequence[Letter], typeset: Typeset
) -> PanelSheet:
    """A panel of a page as a frame with its words, without its balloons."""
    scale = min(frame.w / panel.box.w, frame.h / panel.box.h)
    w, h = panel.box.w * scale, panel.box.h * scale
    inner = Rect(frame.cx - w / 2, frame.cy - h / 2, w, h)
    art = panel.art
    moved = None
    if art is not None:
        box = Rect(
            inner.x + (art.box.x - panel.box.x) * scale,
            inner.y + (art.box.y - panel.box.y) * scale,
            art.box.w * scale,
            art.box.h * scale,
        )
        moved = replace(art, box=box, ppi=art.ppi / scale)
    waiting: tuple[TextLine, ...] = ()
    if art is None:
        waiting = typeset("no picture", "comic", 8.0, (inner.cx - 20, inner.cy - 5), inner.w)
    shapes = [Shape(rectangle(side), _MATTE, None) for side in _beside(frame, inner)]
    if ruled is not None:
        shapes.append(Shape(rectangle(ruled), None, _HAIR, 0.5))
    shapes.append(Shape(rectangle(frame), None, (0.0, 0.0, 0.0), 0.75))
    edge = Letter("caption", "", "", 1, 8.0, (), tuple(shapes), ())
    return PanelSheet(panel.id, inner, rectangle(inner), 0.0, moved, waiting, (), (edge, *words))


def _beside(frame: Rect, inner: Rect) -> list[Rect]:
    """What of a frame its picture leaves free."""
    out = []
    if inner.x - frame.x > 0.5:
        out.append(Rect(frame.x, frame.y, inner.x - frame.x, frame.h))
        out.append(Rect(inner.right, frame.y, frame.right - inner.right, frame.h))
    if inner.y - frame.y > 0.5:
        out.append(Rect(frame.x, frame.y, frame.w, inner.y - frame.y))
        out.append(Rect(frame.x, inner.bottom, frame.w, frame.bottom - inner.bottom))
    return out


def _headed(job: Job, at: tuple[float, float], wide: float, typeset: Typeset) -> Sequence[TextLine]:
    """Series, title and makers in one line: what there is no room for goes, from the end."""
    title = " ".join(job.title.split())
    heads = [head for head in (part_of(job), title) if head]
    for parts in ([*heads, *[", ".join(makers(job))]], heads, [title]):
        lines = typeset("  ·  ".join(part for part in parts if part), "comic", 12.0, at, wide)
        if len(lines) <= 1:
            return lines
    while len(lines) > 1 and len(title) > 1:
        title = title[:-1].rstrip()
        lines = typeset(f"{title}…", "comic", 12.0, at, wide)
    return lines[:1]


def _sheet(
    job: Job,
    layout: Layout,
    number: int,
    count: int,
    panels: Sequence[PanelSheet],
    entries: Sequence[Entry],
    typeset: Typeset,
) -> Sheet:
    trim = Rect(0.0, 0.0, layout.width, layout.height)
    live = trim.inset(MARGIN)
    total = clock(entries[-1].start + entries[-1].time) if entries else clock(0.0)
    guessed = any(entry.guessed for entry in entries)
    text = f"Running time {'~' if guessed else ''}{total}  ·  {number} / {count}"
    if guessed:
        text = f"~ estimated from the words  ·  {text}"
    probe = typeset(text, "comic-light", 9.0, (0.0, 0.0), live.w)
    at = (live.right - probe[0].box.w, live.y + 2.5)
    right = typeset(text, "comic-light", 9.0, at, live.w)
    left = _headed(job, (live.x, live.y), at[0] - live.x - 18.0, typeset)
    return Sheet(number, trim, trim, live, tuple(panels), (*left, *right))
