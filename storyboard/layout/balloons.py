"""Balloon bodies: the smallest of each kind's shape round its lines, and the outline of it.

The shapes stand round (0, 0), the middle of their text. A superellipse |x/a|^n + |y/b|^n = 1
holds a box with 2^(1/n) times its sides: 1.41 for an ellipse, 1.32 for n = 2.5, 1.26 for n = 3.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from storyboard.geometry import (
    CurveTo,
    LineTo,
    Move,
    Path,
    Point,
    Rect,
    Segment,
    bounds,
    flatten,
    rectangle,
)
from storyboard.layout.breaking import Setting
from storyboard.layout.model import Kind

ROUND, SQUASHED = 2.5, 3.2
"""Exponents: lens-shaped words sit well in the rounder one, one or two lines want squashing."""
AIR = 0.62
"""Between the words and the outline, in type sizes: about one letter's width."""
CAPTION_AIR = 0.5
EDGE = 0.1
"""Of an effect's outline beyond its letters, in type sizes."""


@dataclass(frozen=True, slots=True)
class Hull:
    """A superellipse by half its width, half its height, and its exponent."""

    a: float
    b: float
    n: float = ROUND

    def at(self, angle: float) -> Point:
        """The point in the direction `angle` (radians, y down)."""
        c, s = math.cos(angle), math.sin(angle)
        r = (abs(c / self.a) ** self.n + abs(s / self.b) ** self.n) ** (-1 / self.n)
        return (r * c, r * s)

    def holds(self, p: Point) -> bool:
        return bool(abs(p[0] / self.a) ** self.n + abs(p[1] / self.b) ** self.n <= 1)

    def walk(self, step: float) -> list[float]:
        """Angles about `step` points apart along the outline, an even number of them."""
        fine = [self.at(2 * math.pi * i / 360) for i in range(361)]
        lengths = [math.dist(p, q) for p, q in pairwise(fine)]
        n = max(8, 2 * round(sum(lengths) / step / 2))
        each, out, run = sum(lengths) / n, [0.0], 0.0
        for i, length in enumerate(lengths):
            run += length
            if run >= each * len(out) and len(out) < n:
                out.append(2 * math.pi * (i + 1) / 360)
        return out


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


def corners(setting: Setting) -> list[Point]:
    """The corners of every line, round the middle of the text block."""
    cap = setting.size * 0.72
    top = -setting.h / 2
    out = []
    for i, w in enumerate(setting.widths):
        y = top + i * setting.leading
        out += [(w / 2, y), (w / 2, y + cap)]
    return out


def body(kind: Kind, setting: Setting) -> Body:
    """The smallest body of a kind that holds the lines with air all round."""
    air = AIR * setting.size
    if kind == "caption":
        pad = CAPTION_AIR * setting.size
        return plain(kind, setting.w / 2 + pad * 1.3, setting.h / 2 + pad, setting)
    points = [(x + air, abs(y) + air) for x, y in corners(setting)]
    half_w, half_h = setting.w / 2 + air, setting.h / 2 + air
    n = SQUASHED if len(setting.lines) <= 2 else ROUND
    best: tuple[float, float, float] | None = None
    for lean in (0.85, 1.0, 1.2, 1.45):
        # A flatter or rounder ratio may hug a lens-shaped text closer.
        a0, b0 = half_w * lean, half_h
        s = max((x / a0) ** n + (y / b0) ** n for x, y in points) ** (1 / n)
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


def speech_outline(hull: Hull, size: float) -> Path:
    """The superellipse as four curves, right at the axes and at their middles."""
    a, b = hull.a, hull.b
    k = (8 * 2 ** (-1 / hull.n) - 4) / 3
    return (
        Move((a, 0.0)),
        CurveTo((a, k * b), (k * a, b), (0.0, b)),
        CurveTo((-k * a, b), (-a, k * b), (-a, 0.0)),
        CurveTo((-a, -k * b), (-k * a, -b), (0.0, -b)),
        CurveTo((k * a, -b), (a, -k * b), (a, 0.0)),
    )


def _uneven(i: int) -> float:
    """A fixed, irregular sequence in -1..1, so that no outline looks machine-cut."""
    return math.sin(i * 2.399963) * 0.6 + math.sin(i * 5.13) * 0.4


def cloud_outline(hull: Hull, size: float) -> Path:
    """A cloud of bumps whose valleys lie on the body."""
    angles = hull.walk(1.6 * size)
    spots = [hull.at(t + 0.05 * _uneven(i)) for i, t in enumerate(angles)]
    out: list[Segment] = [Move(spots[0])]
    for i, p in enumerate(spots):
        q = spots[(i + 1) % len(spots)]
        dx, dy = q[0] - p[0], q[1] - p[1]
        lift = 0.52 + 0.06 * _uneven(i + 3)
        nx, ny = dy * lift, -dx * lift
        out.append(
            CurveTo(
                (p[0] + nx - dx * 0.12, p[1] + ny - dy * 0.12),
                (q[0] + nx + dx * 0.12, q[1] + ny + dy * 0.12),
                q,
            )
        )
    return tuple(out)


def burst_outline(hull: Hull, size: float) -> Path:
    """A burst: spikes of uneven length whose valleys lie on the body."""
    angles = hull.walk(1.1 * size)
    points: list[Point] = []
    for i, t in enumerate(angles):
        x, y = hull.at(t)
        if i % 2 == 0:
            r = math.hypot(x, y)
            grow = (r + size * (0.68 + 0.3 * _uneven(i))) / r
            x, y = x * grow, y * grow
        points.append((x, y))
    return (Move(points[0]), *(LineTo(p) for p in points[1:]))


def jagged_outline(hull: Hull, size: float) -> Path:
    """A radio's outline: short even teeth."""
    depth = 0.25 * size
    points = []
    for i, t in enumerate(hull.walk(0.7 * size)):
        x, y = hull.at(t)
        r = math.hypot(x, y)
        grow = (r + (depth if i % 2 == 0 else -depth * 0.3)) / r
        points.append((x * grow, y * grow))
    return (Move(points[0]), *(LineTo(p) for p in points[1:]))


def _box(hull: Hull, size: float) -> Path:
    return rectangle(Rect(-hull.a, -hull.b, 2 * hull.a, 2 * hull.b))


OUTLINES: dict[str, Callable[[Hull, float], Path]] = {
    "speech": speech_outline,
    "whisper": speech_outline,
    "thought": cloud_outline,
    "shout": burst_outline,
    "radio": jagged_outline,
    "caption": _box,
    "sfx": _box,
}
"""Balloon shapes by kind: from what holds the words, and the type size, to an outline."""


def outline(shape: Body, centre: Point) -> Path:
    """The outline of a body whose words' middle stands at `centre`."""
    return moved(OUTLINES[shape.kind](shape.inner, shape.setting.size), centre)


def moved(path: Path, by: Point) -> Path:
    """The path shifted."""

    def at(p: Point) -> Point:
        return (p[0] + by[0], p[1] + by[1])

    return tuple(
        CurveTo(at(s.a), at(s.b), at(s.to))
        if isinstance(s, CurveTo)
        else (Move(at(s.to)) if isinstance(s, Move) else LineTo(at(s.to)))
        for s in path
    )
