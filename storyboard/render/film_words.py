"""The words of a film storyboard's frames, set into their places."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from storyboard.geometry import Rect, rectangle
from storyboard.layout.model import RGB, Letter, Shape, TextLine
from storyboard.render.job import PanelNote, Typeset, plain
from storyboard.render.shots import clock, shot_and_camera

_GREY: RGB = (0.42, 0.42, 0.42)
_HAIR: RGB = (0.72, 0.72, 0.72)
_BRIEF = ("Time", "Shot", "Camera")
"""What is a word or two, and can stand in a narrow place."""
_TABLE = (("Shot", 0.16), ("Action", 0.34), ("Dialogue", 0.28), ("Notes", 0.22))


@dataclass(frozen=True, slots=True)
class Entry:
    """One frame's words."""

    number: str
    name: str
    """The panel's own, where that is not its number."""
    note: PanelNote
    start: float
    """Seconds from the film's start."""
    time: float
    guessed: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Where the words of a frame stand: under or beside it, the brief ones maybe elsewhere."""

    box: Rect
    brief: Rect | None = None
    table: bool = False
    ruled: Rect | None = None
    """What a hair line goes around: the words' own place, or the whole cell."""


def told(entry: Entry) -> list[tuple[str, str]]:
    """What is said of a frame, each with its label; only what there is."""
    shot, camera = shot_and_camera(entry.note.shot)
    end = clock(entry.start + entry.time)
    guess = "~" if entry.guessed else ""
    rows = [
        ("Time", f"{guess}{entry.time:g} s  ·  {clock(entry.start)} to {end}"),
        ("Shot", shot),
        ("Camera", camera),
        ("Action", " ".join(entry.note.prompt.split())),
        ("Dialogue", _dialogue(entry.note)),
        ("Notes", " ".join(entry.note.notes.split())),
    ]
    return [(label, text) for label, text in rows if text]


def _dialogue(note: PanelNote) -> str:
    return "\n".join(
        (f"{said.speaker.upper()}{' (O.S.)' if said.off else ''}: " if said.speaker else "")
        + ("" if said.kind in ("speech", "caption", "sfx") else f"({said.kind}) ")
        + {"sfx": "Sound: ", "caption": "Caption: "}.get(said.kind, "")
        + plain(said.text)
        for said in note.said
    )


def stack(entry: Entry, place: Words, size: float, typeset: Typeset) -> list[Letter]:
    """The words of a frame from the top of their place, however far down they reach."""
    if place.table:
        return _columns(entry, place.box, size, typeset)
    rows = told(entry)
    head = place.brief or place.box
    out, y, wide = _head(entry, rows[0][1], head, size, typeset, apart=place.brief is not None)
    if place.brief:
        brief = [row for row in rows[1:] if row[0] in _BRIEF]
        for _, text in brief:
            lines = flush(text, "comic-light", size, (head.x, y), head.w, typeset)
            out.append(_letter(text, lines, size))
            y = lines[-1].box.bottom + size * 0.3
        y = place.box.y
    labelled = [row for row in rows[1:] if not (place.brief and row[0] in _BRIEF)]
    small = size * 0.82
    names = {n: typeset(n.upper(), "comic", small, (place.box.x, 0.0), 999.0) for n, _ in rows[1:]}
    if not place.brief:
        wide = max([wide, *(lines[0].box.w + 7 for lines in names.values())])
    else:
        wide = max((names[n][0].box.w + 7 for n, _ in labelled), default=0.0)
    for name, text in labelled:
        x = place.box.x + wide
        label = [_shaded(shifted(x_, 0.0, y + size * 0.1)) for x_ in names[name]]
        lines = []
        for part in text.split("\n"):
            top = lines[-1].box.bottom + size * 0.18 if lines else y
            lines += flush(part, "comic-light", size, (x, top), place.box.right - x, typeset)
        out.append(_letter(f"{name}: {text}", [*label, *lines], size))
        y = lines[-1].box.bottom + size * 0.28
    return out


def _head(
    entry: Entry, time: str, box: Rect, size: float, typeset: Typeset, *, apart: bool
) -> tuple[list[Letter], float, float]:
    """The number, the name and the time; with where they end below and how wide the number is."""
    large = size * 1.25
    number = typeset(entry.number, "comic", large, (box.x, box.y), box.w * 0.6)[:1]
    out = [_letter(entry.number, number, large)]
    bottom = number[0].box.bottom
    wide = number[0].box.w + 9
    if entry.name and apart:
        name = typeset(entry.name, "comic", size, (box.x, bottom + size * 0.2), box.w)
        out.append(_letter(entry.name, [_shaded(line) for line in name], size))
        bottom = name[-1].box.bottom
    if apart:
        lines: list[TextLine] = []
        for part in time.split("  ·  "):
            top = lines[-1].box.bottom + size * 0.2 if lines else bottom + size * 0.3
            lines += typeset(part, "comic-light", size, (box.x, top), box.w)
        out.append(_letter(time, lines, size))
        return out, lines[-1].box.bottom + size * 0.3, wide
    text = f"{time}  ·  {entry.name}" if entry.name else time
    lines = list(
        typeset(text, "comic-light", size, (box.x + wide, box.y + size * 0.26), box.w - wide)
    )
    out.append(_letter(text, lines, size))
    return out, max(lines[-1].box.bottom, bottom) + size * 0.28, wide


def _columns(entry: Entry, box: Rect, size: float, typeset: Typeset) -> list[Letter]:
    """The words of a frame in columns, with a hair line between them."""
    rows = dict(told(entry))
    brief = [entry.name, *rows["Time"].split("  ·  "), rows.get("Shot"), rows.get("Camera")]
    rows["Shot"] = "\n".join(part for part in brief if part)
    out: list[Letter] = []
    x = box.x
    for name, share in _TABLE:
        wide = box.w * share - 10
        first = name == "Shot"
        top = entry.number if first else name.upper()
        kind = size * 1.25 if first else size * 0.82
        head = typeset(top, "comic", kind, (x, box.y), wide)
        lines = list(head) if first else [_shaded(line) for line in head]
        for part in rows.get(name, "").split("\n"):
            if part:
                at = lines[-1].box.bottom + size * 0.3
                lines += flush(part, "comic-light", size, (x, at), wide, typeset)
        rule = Shape(rectangle(Rect(x - 6, box.y, 0.0, box.h)), None, _HAIR, 0.75)
        words = f"{entry.number}: {rows[name]}" if first else f"{name}: {rows.get(name, '')}"
        out.append(Letter("caption", "", words, 1, size, (), (rule,), tuple(lines)))
        x += box.w * share
    return out


def bottom_of(letters: Sequence[Letter]) -> float:
    """How far down words reach."""
    return max((line.box.bottom for letter in letters for line in letter.lines), default=0.0)


def parted(letters: Sequence[Letter], bottom: float) -> tuple[list[Letter], list[Letter]]:
    """What of the words ends above `bottom`, and what is left over."""
    fits: list[Letter] = []
    rest: list[Letter] = []
    for letter in letters:
        upper = tuple(line for line in letter.lines if line.box.bottom <= bottom)
        lower = tuple(line for line in letter.lines if line.box.bottom > bottom)
        if not lower:
            fits.append(letter)
            continue
        if upper or letter.shapes:
            fits.append(replace(letter, text=_joined(upper), lines=upper))
        rest.append(replace(letter, text=_joined(lower), lines=lower, shapes=()))
    return fits, rest


def raised(letters: Sequence[Letter], top: float) -> list[Letter]:
    """Words moved together so that the first of them starts at `top`."""
    first = min(line.box.y for letter in letters for line in letter.lines)
    return [
        replace(letter, lines=tuple(shifted(line, 0.0, top - first) for line in letter.lines))
        for letter in letters
    ]


def _joined(lines: Sequence[TextLine]) -> str:
    return " ".join(line.text for line in lines)


def _letter(text: str, lines: Sequence[TextLine], size: float) -> Letter:
    return Letter("caption", "", text, 1, size, (), (), tuple(lines))


def flush(
    text: str,
    font: str,
    size: float,
    at: tuple[float, float],
    wide: float,
    typeset: Typeset,
    colour: RGB = (0.0, 0.0, 0.0),
) -> list[TextLine]:
    """Lines flush with the side that the text is read from."""
    lines = list(typeset(text, font, size, at, wide, colour=colour))
    strong = (unicodedata.bidirectional(c) for c in text)
    if next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L":
        return [shifted(line, at[0] + wide - line.box.right, 0.0) for line in lines]
    return lines


def shifted(line: TextLine, dx: float, dy: float) -> TextLine:
    """A line moved to the right and down."""
    runs = tuple(replace(run, at=(run.at[0] + dx, run.at[1] + dy)) for run in line.runs)
    return TextLine(line.text, line.box.moved(dx, dy), runs)


def _shaded(line: TextLine) -> TextLine:
    return replace(line, runs=tuple(replace(run, colour=_GREY) for run in line.runs))
