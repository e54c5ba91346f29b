"""Balloon bodies: the smallest of each kind's shape round its lines, and bodies joined.

The shapes stand round (0, 0), the middle of their text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from storyboard.geometry import Path, Point, Rect, bounds, flatten
from storyboard.layout.breaking import Setting
from storyboard.layout.model import Kind
from storyboard.layout.outlines import OUTLINES, ROUND, Hull, burst, moved

SQUASHED = 3.2
"""An exponent: lens-shaped words sit well in a rounder body, one or two lines want squashing."""
AIR = 0.62
"""Between the words and the outline, in type sizes: about one letter's width."""
CAPTION_AIR = 0.5
EDGE = 0.1
"""Of an effect's outline beyond its letters, in type sizes."""
SUNK = 0.34
"""How far joined bodies reach into one another, in type sizes: no more than their air."""


@dataclass(frozen=True, slots=True)
class Body:
    """A balloon before it is placed: half its width and height, round its words' middle."""

    kind: Kind
    a: float
    b: float
    setting: Setting
    inner: Hull
    """What holds the words: the body without its bumps and spikes."""

    def box(self, centre: Point) -> Rect:
        return Rect(centre[0] - self.a, centre[1] - self.b, 2 * self.a, 2 * self.b)

    @property
    def hull(self) -> Hull:
        """Whole, with its bumps and spikes."""
        return Hull(self.a, self.b, self.inner.n)


@dataclass(frozen=True, slots=True)
class Joined:
    """One speaker's consecutive balloons, in order, each sunk a little into the one before.

    `parts` are bodies and the middles of their words, round the middle of them all.
    """

    parts: tuple[tuple[Body, Point], ...]
    a: float
    b: float

    @property
    def cost(self) -> float:
        return sum(body.setting.cost for body, _ in self.parts)


def single(body: Body) -> Joined:
    """A balloon that stands alone."""
    return Joined(((body, (0.0, 0.0)),), body.a, body.b)


def join(bodies: Sequence[Body], leans: Sequence[float]) -> Joined:
    """Bodies one below the other, each moved aside by a share (-1 to 1) of what keeps them one."""
    places: list[Point] = [(0.0, 0.0)]
    for above, below, lean in zip(bodies, bodies[1:], leans, strict=False):
        x, y = places[-1]
        size = max(above.setting.size, below.setting.size)
        # They still meet along a third of the narrower one.
        reach = above.inner.a + below.inner.a - 1.1 * min(above.inner.a, below.inner.a)
        dx = lean * reach
        # So far apart that their outlines meet and sink by no more than their air allows.
        spots = [-above.inner.a + above.inner.a * i / 6 for i in range(13)]
        apart = max(
            above.inner.b * _height(above.inner, s) + below.inner.b * _height(below.inner, s - dx)
            for s in spots
            if abs(s - dx) < below.inner.a
        )
        # Bumps and teeth stand out beyond the hulls that hold the words.
        bumps = 0.8 * max(above.b - above.inner.b, below.b - below.inner.b)
        places.append((x + dx, y + apart + bumps - SUNK * size))
    boxes = [body.box(p) for body, p in zip(bodies, places, strict=True)]
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.union(box)
    parts = tuple(
        (body, (x - whole.cx, y - whole.cy)) for body, (x, y) in zip(bodies, places, strict=True)
    )
    return Joined(parts, whole.w / 2, whole.h / 2)


def _height(hull: Hull, x: float) -> float:
    """How high a hull stands at `x`, as a share of its half height."""
    return float(max(1 - min(abs(x) / hull.a, 1.0) ** hull.n, 0.0) ** (1 / hull.n))


def corners(setting: Setting) -> list[Point]:
    """The corners of every line, round the middle of the text block."""
    cap = setting.size * 0.72
    top = -setting.h / 2
    out = []
    for i, w in enumerate(setting.widths):
        y = top + i * setting.leading
        out += [(w / 2, y), (w / 2, y + cap)]
    return out


@lru_cache(maxsize=4096)
def body(kind: Kind, setting: Setting, breadth: float = 1.0) -> Body:
    """The smallest body of a kind that holds the lines with air all round.

    At the sides there is the more of it the wider the font runs (`breadth`).
    """
    air = AIR * setting.size
    aside = air * breadth
    if kind == "caption":
        pad = CAPTION_AIR * setting.size
        return plain(kind, setting.w / 2 + pad * 1.3 * breadth, setting.h / 2 + pad, setting)
    points = [(x + aside, abs(y) + air) for x, y in corners(setting)]
    half_w, half_h = setting.w / 2 + aside, setting.h / 2 + air
    n = SQUASHED if len(setting.lines) <= 2 else ROUND
    best: tuple[float, float, float] | None = None
    powers = [(x**n, y**n) for x, y in points]
    for lean in (0.85, 1.0, 1.2, 1.45):
        # A flatter or rounder ratio may hug a lens-shaped text closer.
        a0, b0 = half_w * lean, half_h
        across, down = a0**-n, b0**-n
        s = max(x * across + y * down for x, y in powers) ** (1 / n)
        a, b = a0 * s, b0 * s
        if best is None or a * b < best[0] - 1e-9:
            best = (a * b, a, b)
    assert best is not None
    _, a, b = best
    inner = Hull(a, b, n)
    if kind in ("speech", "whisper"):
        return Body(kind, a, b, setting, inner)
    reach = bounds(p for c in flatten(OUTLINES[kind](inner, setting.size), 0.5) for p in c)
    a, b = max(-reach.x, reach.right), max(-reach.y, reach.bottom)
    return Body(kind, a, b, setting, inner)


def plain(kind: Kind, a: float, b: float, setting: Setting) -> Body:
    """A body without bumps: half its width and height given."""
    return Body(kind, a, b, setting, Hull(a, b))


def outline(shape: Body, centre: Point, toward: float | None = None) -> Path:
    """The outline of a body whose words' middle stands at `centre`.

    `toward` is the direction (radians, y down) of its tail, which a burst's spikes make way for.
    """
    made = OUTLINES[shape.kind](shape.inner, shape.setting.size)
    if shape.kind == "shout" and toward is not None:
        made = burst(shape.inner, shape.setting.size, toward)
    return moved(made, centre)


__all__ = [
    "Body", "Hull", "Joined", "body", "corners", "join", "outline", "plain", "single",
]  # fmt: skip
