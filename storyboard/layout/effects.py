"""Lettered effects: words without a balloon that climb, and whose letters swell, arch or jump.

A sound's word is drawn, not set: its baseline rises, and its letters change size and lean from
one to the next. Three ways of it are known here, and the word says which: a shout or a drawn-out
sound grows towards its end, a rattle of repeated letters jumps, any other word of some length
arches. What is copied from the page stays one straight word.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from storyboard.geometry import Point, Rect, bounds, rectangle
from storyboard.layout.model import RGB, Glyph, Letter, Run, TextLine
from storyboard.layout.shaping import runs
from storyboard.layout.styled import Family, Styled
from storyboard.layout.typefaces import reach

OUTLINE, LINE = 0.08, 0.035
"""Widths of the white outline round an effect's letters, and of the black line between, in type
sizes."""
SWELL = (0.82, 1.16)
"""The first letter's size and the last one's, of the word's own."""
ARCH = 10.0
"""Degrees by which the first and the last letter of an arch lean away from its middle."""
JUMP = (0.045, 3.5, 0.05)
"""What letters jump by, up and down in turn: of the type size, in degrees, in size."""
CURL = 5.0
"""Degrees by which those of a swelling word lean towards it: its baseline curls up."""
APART = 0.045
"""Between bent letters, in type sizes, more than in a straight line."""

_SINGLE = re.compile(
    "[ -\u02ff\u0370-\u052f\u1e00-\u1fff\u2010-\u205e\u3000-\u9fff\uac00-\ud7a3\uff00-\uffef]*"
)
"""Scripts whose letters stand alone: a bent line would tear others apart."""
_DRAWN_OUT = re.compile(r"(\w)\1\1")
_RATTLE = re.compile(r"(\w{3,})[ -]?\1")


def lean_of(text: str) -> float:
    """Degrees by which an effect climbs: its own, and the same every time."""
    return 4.0 + zlib.crc32(text.encode("utf-8")) % 7


def drawn(line: Styled, of: Family, text: str) -> tuple[tuple[Run, ...], Rect]:
    """An effect's letters at size 1, its baseline starting at (0, 0), and the box of their ink."""
    plain = runs(line, of, 1.0, (0.0, 0.0))
    lean = lean_of(text)
    made = tuple(_bent(plain, text, lean))
    ink = [corner for run in made for corner in _corners(run)]
    return made, bounds(ink) if ink else Rect(0.0, 0.0, 0.0, 0.0)


def _bent(plain: Sequence[Run], text: str, lean: float) -> Iterator[Run]:
    whole = sum(run.width for run in plain)
    single = bool(_SINGLE.fullmatch(text)) and all(g.text for run in plain for g in run.glyphs)
    way = _way(text) if single and sum(len(r.glyphs) for r in plain) > 2 else "straight"
    pen, place = 0.0, 0
    for run in plain:
        start = pen
        starts = [g.x for g in run.glyphs] + [run.width]
        glyphs, turns, sizes = [], [], []
        for glyph, x, end in zip(run.glyphs, starts, starts[1:], strict=False):
            along = (run.at[0] + (x + end) / 2) / whole * 2 - 1
            size, turn, drop = _change(way, along, place, whole)
            wide = (end - x) * size
            half = wide / 2
            angle = math.radians(turn)
            glyphs.append(
                Glyph(
                    glyph.id,
                    pen - start + half - half * math.cos(angle),
                    glyph.y + drop + half * math.sin(angle),
                    glyph.text,
                )
            )
            turns.append(turn)
            sizes.append(size)
            pen += wide + (0.0 if way == "straight" else APART)
            place += 1
        at = (start * math.cos(math.radians(lean)), -start * math.sin(math.radians(lean)))
        yield Run(
            run.font,
            run.size,
            at,
            tuple(glyphs),
            pen - start,
            angle=lean,
            slant=run.slant,
            heavier=run.heavier,
            turns=tuple(turns),
            sizes=tuple(sizes),
        )


def _way(text: str) -> str:
    if _DRAWN_OUT.search(text.casefold()):
        return "swell"
    if _RATTLE.search(text.casefold()):
        return "jump"
    if "!" in text:
        return "swell"
    return "arch" if len(text) > 4 else "jump"


def _change(way: str, along: float, place: int, whole: float) -> tuple[float, float, float]:
    """A letter's size, its turn in degrees, and how far it drops below the baseline.

    `along` is where it stands in the word, -1 to 1, and `whole` the word's width.
    """
    if way in ("arch", "swell"):
        # A parabola, level at the middle of the word: its ends drop, or rise.
        ends = ARCH if way == "arch" else -CURL
        drop = math.tan(math.radians(ends)) * whole / 4
        turn = -math.degrees(math.atan(4 * drop * along / whole))
        first, last = SWELL
        size = 1 + 0.08 * along**2 if way == "arch" else first + (last - first) * (along + 1) / 2
        return size, turn, drop * along * along
    if way == "jump":
        drop, turn, grow = JUMP
        side = 1.0 if place % 2 else -1.0
        return 1 - side * grow, side * turn, side * drop
    return 1.0, 0.0, 0.0


def _corners(run: Run) -> Iterator[Point]:
    lean = math.radians(run.angle)
    cos, sin = math.cos(lean), math.sin(lean)
    for glyph, turn, size in zip(run.glyphs, run.turns, run.sizes, strict=True):
        left, right, up, down = (size * v for v in reach(run.font, glyph.id))
        t = math.radians(turn)
        for x, y in ((left, -up), (right, -up), (right, down), (left, down)):
            px = glyph.x + x * math.cos(t) + y * math.sin(t)
            py = glyph.y - x * math.sin(t) + y * math.cos(t)
            yield (run.at[0] + px * cos + py * sin, run.at[1] - px * sin + py * cos)


def effect(
    line: Styled, of: Family, text: str, box: Rect, size: float, colour: RGB, order: int
) -> Letter:
    """An effect with the middle of its ink in the middle of `box`, at a size in points."""
    unit, ink = drawn(line, of, text)
    x, y = box.cx - ink.cx * size, box.cy - ink.cy * size
    made = tuple(
        replace(
            run,
            size=size,
            at=(x + run.at[0] * size, y + run.at[1] * size),
            glyphs=tuple(Glyph(g.id, g.x * size, g.y * size, g.text) for g in run.glyphs),
            width=run.width * size,
            colour=colour,
            outline=size * OUTLINE,
            edge=size * LINE,
            heavier=run.heavier * size,
        )
        for run in unit
    )
    outline = rectangle(box)
    return Letter("sfx", "", text, order, size, outline, (), (TextLine(line.read, box, made),))
