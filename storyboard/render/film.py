"""The film storyboard: frames with shot, camera, action, dialogue, notes and times, as a PDF."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from storyboard.errors import UsageError
from storyboard.geometry import IN, MM, Rect, rectangle
from storyboard.layout.model import (
    RGB,
    Art,
    Book,
    Letter,
    PanelSheet,
    Shape,
    Sheet,
    TextLine,
)
from storyboard.render import files
from storyboard.render.job import Job, PanelNote, Typeset, plain
from storyboard.render.pdf import page_pdf
from storyboard.render.prints import Prints
from storyboard.render.screen import write_pdf
from storyboard.render.shots import clock, seconds, shot_and_camera

_PAPERS = {"a4": (297 * MM, 210 * MM), "letter": (11 * IN, 8.5 * IN)}
_MARGIN = 0.5 * IN
_HEAD = 30.0
_GUTTER = 16.0
_LEAST_SIZE = 5.5
_GREY: RGB = (0.42, 0.42, 0.42)
_HAIR: RGB = (0.72, 0.72, 0.72)


@dataclass(frozen=True, slots=True)
class Layout:
    """How frames and words share a page. Lengths in points, `share` a part of the cell."""

    width: float
    height: float
    columns: int
    rows: int
    beside: bool
    share: float
    aspect: float
    size: float
    table: bool = False

    @property
    def frames(self) -> int:
        return self.columns * self.rows


@dataclass(frozen=True, slots=True)
class _Entry:
    """One frame's words."""

    number: str
    note: PanelNote
    start: float
    time: float
    guessed: bool


def sheet(job: Job) -> list[Path]:
    """`NAME-sheet.pdf`: three, four or six frames a page (`sheet:6`, as when nothing is said),
    on A4 or `letter`. Any template in `sheets/` can be named in the number's place.
    """
    layout = _layout(job)
    typeset = job.typeset
    if typeset is None:
        raise UsageError("this format needs a way to set type, and there is none")
    panels = [panel for one in job.sheets for panel in one.panels]
    entries: list[_Entry] = []
    start = 0.0
    for place, panel in enumerate(panels, 1):
        note = job.note(panel.id)
        time, guessed = seconds(note)
        entries.append(_Entry(_number(panel.id, place), note, start, time, guessed))
        start += time
    count = max(1, -(-len(panels) // layout.frames))
    book = Book(job.title, job.author, job.language, ())
    target = job.file("-sheet.pdf")
    prints = Prints(job.cache)
    sheets: list[Sheet] = []
    pages: list[Path] = []
    with tempfile.TemporaryDirectory(prefix="storyboard-") as folder:
        for page in range(count):
            part = slice(page * layout.frames, (page + 1) * layout.frames)
            made = [
                _cell(panel, entry, _place(layout, k, job), layout, typeset, rtl=job.right_to_left)
                for k, (panel, entry) in enumerate(zip(panels[part], entries[part], strict=True))
            ]
            one = _sheet(job, layout, page + 1, count, made, start, typeset)
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
            letters=tuple(replace(letter, lines=(), shapes=()) for letter in panel.letters),
        )
        for panel in sheet.panels
    )
    return replace(sheet, panels=panels)


def _number(id: str, place: int) -> str:
    """A panel's own name, or its place in the film where it has only that of its page."""
    generated = id[:1] == "p" and id[1:].replace(".", "").isdigit()
    return str(place) if generated else id


def _layout(job: Job) -> Layout:
    import yaml

    names = sorted(p.stem for p in (job.templates or Path()).glob("sheets/*.yaml"))
    chosen, paper = "6", "a4"
    for word in job.words:
        if word in _PAPERS:
            paper = word
        elif word in names:
            chosen = word
        else:
            choice = ", ".join((*names, *_PAPERS))
            raise UsageError(f"'{word}' is nothing that sheet knows: choose from {choice}")
    name = f"sheets/{chosen}.yaml"
    try:
        given = yaml.safe_load(job.template(name))
        long, short = _PAPERS[paper]
        wide = str(given["page"]) == "landscape"
        return Layout(
            long if wide else short,
            short if wide else long,
            int(given["columns"]),
            int(given["rows"]),
            str(given["words"]) == "beside",
            float(given["share"]),
            float(given["aspect"]),
            float(given["size"]),
            bool(given.get("table", False)),
        )
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"the template {name} cannot be used: {error}") from error


def _place(layout: Layout, place: int, job: Job) -> Rect:
    """The cell of the `place`-th frame of a page."""
    w = (layout.width - 2 * _MARGIN - (layout.columns - 1) * _GUTTER) / layout.columns
    high = layout.height - 2 * _MARGIN - _HEAD
    h = (high - (layout.rows - 1) * _GUTTER) / layout.rows
    row, column = divmod(place, layout.columns)
    if job.right_to_left:
        column = layout.columns - 1 - column
    return Rect(_MARGIN + column * (w + _GUTTER), _MARGIN + _HEAD + row * (h + _GUTTER), w, h)


def _cell(
    panel: PanelSheet, entry: _Entry, cell: Rect, layout: Layout, typeset: Typeset, *, rtl: bool
) -> PanelSheet:
    """A panel of a page as a frame with its words."""
    if layout.beside:
        h = min(cell.h, cell.w * layout.share / layout.aspect)
        w = h * layout.aspect
        frame = Rect(cell.right - w if rtl else cell.x, cell.y, w, h)
        words = Rect(cell.x if rtl else frame.right + _GUTTER, cell.y, cell.w - w - _GUTTER, cell.h)
    else:
        w = min(cell.w, cell.h * layout.share * layout.aspect)
        frame = Rect(cell.x + (cell.w - w) / 2, cell.y, w, w / layout.aspect)
        words = Rect(cell.x, frame.bottom + 6, cell.w, cell.bottom - frame.bottom - 6)
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
        moved = Art(
            art.file, art.mime, art.width, art.height, art.sha256, box, art.ppi / scale, art.crop
        )
    waiting: tuple[TextLine, ...] = ()
    if art is None:
        waiting = typeset("no picture", "comic", 8.0, (inner.cx - 20, inner.cy - 5), inner.w)
    outline = Shape(rectangle(frame), None, (0.0, 0.0, 0.0), 0.75)
    edge = Letter("caption", "", "", 1, 8.0, (), (outline,), ())
    letters = (edge, *_words(entry, words, layout, typeset))
    return PanelSheet(panel.id, inner, rectangle(inner), 0.0, moved, waiting, (), letters)


def _words(entry: _Entry, box: Rect, layout: Layout, typeset: Typeset) -> list[Letter]:
    """The words of a frame, in the largest type that fits; cut short where none does."""
    if layout.table:
        return _columns(entry, box, layout, typeset)
    head, rows = _said(entry)
    size = layout.size
    while True:
        made, bottom = _stack(head, rows, box, size, typeset)
        if bottom <= box.bottom + 0.1 or size <= _LEAST_SIZE:
            break
        size -= 0.25
    return _cut(made, box)


def _said(entry: _Entry) -> tuple[str, list[tuple[str, str]]]:
    shot, camera = shot_and_camera(entry.note.shot)
    guess = "~" if entry.guessed else ""
    times = f"{guess}{entry.time:g} s  ·  {clock(entry.start)} to {clock(entry.start + entry.time)}"
    rows = [
        ("Time", times),
        ("Shot", shot),
        ("Camera", camera),
        ("Action", " ".join(entry.note.prompt.split())),
        ("Dialogue", _dialogue(entry.note)),
        ("Notes", " ".join(entry.note.notes.split())),
    ]
    return entry.number, [(label, text) for label, text in rows if text]


def _dialogue(note: PanelNote) -> str:
    return "\n".join(
        (f"{said.speaker.upper()}: " if said.speaker else "")
        + ("" if said.kind in ("speech", "caption", "sfx") else f"({said.kind}) ")
        + ("Sound: " if said.kind == "sfx" else "")
        + plain(said.text)
        for said in note.said
    )


def _letter(text: str, lines: Sequence[TextLine], size: float) -> Letter:
    return Letter("caption", "", text, 1, size, (), (), tuple(lines))


def _stack(
    head: str, rows: Sequence[tuple[str, str]], box: Rect, size: float, typeset: Typeset
) -> tuple[list[Letter], float]:
    """Number, then each label with its text beside it; gives how far down they reach."""
    label_size = size * 0.82
    labels = {
        label: typeset(label.upper(), "comic", label_size, (box.x, 0.0), box.w) for label, _ in rows
    }
    wide = max((line.box.w for lines in labels.values() for line in lines), default=0.0) + 7
    out = []
    number = typeset(head, "comic", size * 1.25, (box.x, box.y), box.w * 0.4)
    out.append(_letter(head, number, size * 1.25))
    # The times stand beside the number, the rest under both.
    y = box.y
    for label, text in rows:
        first = label == "Time"
        x = box.x + max(wide, number[0].box.w + 9) if first else box.x + wide
        top = y + size * 0.26 if first else y
        lines: list[TextLine] = []
        for part in text.split("\n"):
            at = lines[-1].box.bottom + size * 0.18 if lines else top
            lines += typeset(part, "comic-light", size, (x, at), box.right - x)
        if not first:
            name = typeset(label.upper(), "comic", label_size, (box.x, y + size * 0.1), wide)
            shown = tuple(_greyed(line) for line in name)
            out.append(_letter(f"{label}: {text}", (*shown, *lines), size))
        else:
            out.append(_letter(text, lines, size))
        bottom = max([lines[-1].box.bottom, number[-1].box.bottom if first else 0.0])
        y = bottom + size * 0.36
    return out, y - size * 0.36


def _greyed(line: TextLine) -> TextLine:
    return TextLine(line.text, line.box, tuple(replace(run, colour=_GREY) for run in line.runs))


def _cut(letters: Sequence[Letter], box: Rect) -> list[Letter]:
    return [
        replace(letter, lines=tuple(x for x in letter.lines if x.box.bottom <= box.bottom + 2))
        for letter in letters
    ]


_TABLE = (("Shot", 0.16), ("Action", 0.34), ("Dialogue", 0.28), ("Notes", 0.22))


def _columns(entry: _Entry, box: Rect, layout: Layout, typeset: Typeset) -> list[Letter]:
    """The words of a frame in columns, with a hair line between them."""
    head, rows = _said(entry)
    told = dict(rows)
    told["Shot"] = "\n".join(
        part for part in (head, told.get("Time"), told.get("Shot"), told.get("Camera")) if part
    ).replace("  ·  ", "\n")
    out: list[Letter] = []
    x = box.x
    for name, share in _TABLE:
        wide = box.w * share - 10
        column = Rect(x, box.y, wide, box.h)
        size = layout.size
        while True:
            lines = list(typeset(name.upper(), "comic", size * 0.82, (x, box.y), wide))
            lines = [_greyed(line) for line in lines]
            for part in told.get(name, "").split("\n"):
                if part:
                    at = lines[-1].box.bottom + size * 0.3
                    lines += typeset(part, "comic-light", size, (x, at), wide)
            if lines[-1].box.bottom <= box.bottom or size <= _LEAST_SIZE:
                break
            size -= 0.25
        rule = Shape(rectangle(Rect(x - 6, box.y, 0.0, box.h)), None, _HAIR, 0.75)
        made = Letter(
            "caption", "", f"{name}: {told.get(name, '')}", 1, size, (), (rule,), tuple(lines)
        )
        out += _cut([made], column)
        x += box.w * share
    return out


def _sheet(
    job: Job,
    layout: Layout,
    number: int,
    count: int,
    panels: Sequence[PanelSheet],
    total: float,
    typeset: Typeset,
) -> Sheet:
    trim = Rect(0.0, 0.0, layout.width, layout.height)
    live = trim.inset(_MARGIN)
    title = " ".join(job.title.split()) + (f"  ·  {job.author}" if job.author else "")
    left = typeset(title, "comic", 12.0, (live.x, live.y), live.w * 0.66)[:1]
    text = f"Running time {clock(total)}  ·  {number} / {count}"
    probe = typeset(text, "comic-light", 9.0, (0.0, 0.0), live.w)
    at = (live.right - probe[0].box.w, live.y + 2.5)
    right = typeset(text, "comic-light", 9.0, at, live.w)
    return Sheet(number, trim, trim, live, tuple(panels), (*left, *right))
