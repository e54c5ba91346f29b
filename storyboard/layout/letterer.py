"""The letterer: a panel's words become placed balloons, captions and effects."""

from __future__ import annotations

import math
from collections.abc import Sequence

from storyboard.geometry import (
    Path,
    Point,
    Rect,
    bounds,
    flatten,
    inside,
    polygon,
    rectangle,
)
from storyboard.layout import balloons, bidi, tails, unite
from storyboard.layout.breaking import Setting
from storyboard.layout.effects import effect
from storyboard.layout.model import (
    BLACK,
    RGB,
    Kind,
    Letter,
    Remark,
    Shape,
    Tail,
    TextLine,
    has_rtl,
)
from storyboard.layout.phrases import units
from storyboard.layout.pieces import Bunch, Head, bunches
from storyboard.layout.place import Around, Arrangement, Placed, Search
from storyboard.layout.pointing import bearing, pointed
from storyboard.layout.remarks import Lettered, panel_remarks
from storyboard.layout.room import Room
from storyboard.layout.text import Styled, display, runs, width
from storyboard.layout.voices import LEADING, Manner
from storyboard.layout.words import Word, words_of

APART = 14.0
"""What each balloon costs that stands alone and could be joined to its speaker's one before."""

_CUT = ("speech", "whisper")
_BLEED = 0.25
"""Points inside the panel at which its border cuts a balloon: their strokes become one."""


class Ways:
    """The ways to letter a panel: its pieces, searched for where they may stand.

    Consecutive balloons of one speaker are joined. Where no arrangement of them keeps every
    hard rule, each balloon is tried alone too.
    """

    def __init__(
        self,
        words: Sequence[Word],
        room: Room,
        heads: Sequence[Head],
        cast: Sequence[str],
        manner: Manner,
    ) -> None:
        self.room = room
        self._given = words, room, heads, cast, manner
        joined = bunches(*self._given)
        self._variants = [joined]
        if any(len(b.words) > 1 for b in joined):
            self._variants.append(bunches(*self._given, join=False))
        self._known: list[tuple[Search, list[Bunch]]] = []
        self._searches = [self._search(joined)]
        self._wide = False
        self.arrangements = self.again()
        if len(self._variants) > 1 and not self.arrangements[0].lawful:
            self._searches.append(self._search(self._variants[1]))
            self.arrangements = self.again()

    def _search(self, variant: list[Bunch], *, wide: bool = False) -> Search:
        extra = APART * (len(variant) - len(self._variants[0]))
        search = Search([b.piece for b in variant], self.room, wide=wide, extra=extra)
        self._known.append((search, variant))
        return search

    def again(self, around: Around | None = None) -> list[Arrangement]:
        """The ways beside what stands in the page's other panels, the cheapest first."""
        found = [way for search in self._searches for way in search.arrangements(around)]
        return sorted(found, key=lambda way: way.cost + way.across)

    def widen(self) -> None:
        """From now on `again` weighs more places and more lines, and joined balloons apart."""
        if not self._wide:
            self._wide = True
            self._variants = [
                bunches(*self._given, join=not apart, more=True)
                for apart in range(len(self._variants))
            ]
            self._searches = [self._search(v, wide=True) for v in self._variants]

    def loose(self, around: Around, way: Arrangement, *, apart: bool) -> Arrangement:
        """An arrangement whose pieces have many places, with what is joined in `way` apart."""
        self.widen()
        search = self._searches[-1 if apart else 0]
        return way if way.search is search else search.arrangements(around)[0]

    def bunches(self, way: Arrangement) -> list[Bunch]:
        """The pieces that stand in the places of an arrangement."""
        return next(pieces for search, pieces in self._known if search is way.search)


def letter(
    panel: str,
    words: Sequence[Word],
    room: Room,
    heads: Sequence[Head],
    cast: Sequence[str],
    manner: Manner,
) -> tuple[tuple[Letter, ...], list[Remark]]:
    """Sets, places and outlines one panel's words. Remarks tell what could not be kept."""
    found = Ways(words, room, heads, cast, manner)
    return finished(panel, found, found.arrangements[0], manner)


def finished(
    panel: str, found: Ways, way: Arrangement, manner: Manner
) -> tuple[tuple[Letter, ...], list[Remark]]:
    """The letters of one of a panel's arrangements, with what is to be said of them."""
    letters: list[Letter] = []
    told: list[Lettered] = []
    pieces = found.bunches(way)
    aimed = pointed(pieces, way.spots, found.room)
    for bunch, spot, tail in zip(pieces, way.spots, aimed, strict=True):
        made = _letters(bunch, spot, found.room, manner, len(letters) + 1, tail)
        letters += made
        aim = bunch.target
        cut, guessed = (aim.cut, aim.guessed) if aim else (False, False)
        told += [
            Lettered(w, x, b, aim is not None, tail is not None, cut, guessed)
            for w, x, b in zip(bunch.words, made, spot.boxes, strict=True)
        ]
    return tuple(letters), panel_remarks(panel, told, found.room, manner)


def _letters(
    bunch: Bunch, spot: Placed, room: Room, manner: Manner, order: int, tail: Tail | None
) -> list[Letter]:
    first = bunch.words[0]
    if first.kind == "sfx":
        setting = spot.body.parts[0][0].setting
        of = manner.family(first.voice.font)
        line = setting.lines[0]
        return [effect(line, of, first.text, spot.boxes[0], setting.size, first.colour, order)]
    places = [(spot.centre[0] + x, spot.centre[1] + y) for _, (x, y) in spot.body.parts]
    bodies = [body for body, _ in spot.body.parts]
    bears = bearing(bunch, spot)
    toward = None
    if tail is not None:
        cx, cy = places[bears]
        toward = math.atan2(tail.root[1] - cy, tail.root[0] - cx)
    paths = [
        balloons.outline(b, at, toward if i == bears else None)
        for i, (b, at) in enumerate(zip(bodies, places, strict=True))
    ]
    shapes: list[Shape] = []
    voice = first.voice
    stroke = manner.stroke(voice.stroke)
    dash = tuple(d * manner.scale for d in voice.dash)

    def paint(outline: Path) -> Shape:
        return Shape(outline, voice.fill, BLACK, stroke, dash)

    if tail is not None:
        size = bodies[bears].setting.size
        off = bunch.target is not None and bunch.target.off
        if first.kind == "thought":
            shapes += [paint(b) for b in tails.bubbles(tail, size) if _seen(b, off, room)]
        else:
            made = (
                tails.lightning(tail, size)
                if first.kind == "radio"
                else tails.outline(tail, bodies[bears], places[bears])
            )
            if room.slanted and not inside(tail.tip, room.outline):
                # Somebody wants the tip beyond the border: what the panel shows of it.
                made = unite.common(made, polygon(room.outline))
            paths[bears] = unite.union(paths[bears], made)
    if first.kind in _CUT and not all(
        room.box.holds(b.box(at)) for b, at in zip(bodies, places, strict=True)
    ):
        border = rectangle(room.box.inset(_BLEED)) if not room.slanted else polygon(room.outline)
        paths = [unite.common(p, border) for p in paths]
    whole = paths[-1]
    for path in reversed(paths[:-1]):
        whole = unite.union(path, whole)
    # What is told of joined balloons does not overlap: each but the last ends at the next.
    for i in range(len(paths) - 1):
        paths[i] = unite.without(paths[i], paths[i + 1])
    out = []
    for i, (word, body, at, path) in enumerate(
        zip(bunch.words, bodies, places, paths, strict=True)
    ):
        out.append(
            Letter(
                word.kind,
                word.speaker,
                word.text,
                order + i,
                body.setting.size,
                path,
                (*shapes, paint(whole)) if i == 0 else (),
                _lines(word, body.setting, at, manner),
                tail if i == bears else None,
            )
        )
    return out


def _seen(bubble: Path, off: bool, room: Room) -> bool:
    """Whether a thought's bubble stands in its panel; one to somebody `off` it never leaves it."""
    contour = flatten(bubble, 1.0)[0]
    if room.slanted:
        return all(inside(p, room.outline) for p in contour)
    return not off or room.box.holds(bounds(contour))


def _lines(word: Word, setting: Setting, centre: Point, manner: Manner) -> tuple[TextLine, ...]:
    font = manner.family(word.voice.font, italic=word.voice.italic)
    cap = setting.size * 0.68
    base = centre[1] - setting.h / 2 + setting.size * 0.7
    left = centre[0] - setting.w / 2
    way = bidi.base_level(word.text) if has_rtl(word.text) else 0
    out = []
    for i, (line, w) in enumerate(zip(setting.lines, setting.widths, strict=True)):
        x = centre[0] - w / 2
        if word.kind == "caption":
            x = left + setting.w - w if way else left
        y = base + i * setting.leading
        made = runs(line, font, setting.size, (x, y), colour=word.colour, base=way)
        box = Rect(x, y - cap, w, cap + setting.size * 0.04)
        out.append(TextLine(line.read, box, made))
    return tuple(out)


def paragraph(
    text: str,
    font: str,
    size: float,
    at: Point,
    wide: float,
    *,
    colour: RGB = (0, 0, 0),
    manner: Manner | None = None,
) -> tuple[TextLine, ...]:
    """Lines set flush left from `at` (the top left), mixed case, as few as will fit `wide`."""
    manner = manner or Manner()
    family = manner.family(font)
    styled = display(text, font, upper=False, language=manner.language)
    lines: list[Styled] = []
    start = end = 0
    for unit in units(styled.shown, manner.language):
        if end > start and width(styled[start : end + len(unit)].strip(), family, size) > wide:
            lines.append(styled[start:end].strip())
            start = end
        end += len(unit)
    if end > start:
        lines.append(styled[start:end].strip())
    out = []
    leading = size * LEADING * 1.06
    for i, line in enumerate(lines):
        y = at[1] + size * 0.78 + i * leading
        w = width(line, family, size)
        box = Rect(at[0], y - size * 0.72, w, size * 0.95)
        out.append(TextLine(line.read, box, runs(line, family, size, (at[0], y), colour=colour)))
    return tuple(out)


__all__ = [
    "Arrangement", "Head", "Kind", "Ways", "Word", "finished", "letter", "paragraph", "words_of",
]  # fmt: skip
