"""The outlines of balloon bodies by kind, round (0, 0), each a closed path that holds its hull.

A superellipse |x/a|^n + |y/b|^n = 1 holds a box with 2^(1/n) times its sides: 1.41 for an
ellipse, 1.32 for n = 2.5, 1.26 for n = 3.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from storyboard.geometry import CurveTo, LineTo, Move, Path, Point, Rect, Segment, rectangle

ROUND = 2.5
_STEPS = 180


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

    def walk(self, step: float, *, jitter: float = 0.0) -> list[float]:
        """Angles about `step` points apart along the outline, an even number of them.

        `jitter` moves each by up to that share of a step, always in the same way.
        """
        fine = [self.at(2 * math.pi * i / _STEPS) for i in range(_STEPS + 1)]
        lengths = [math.dist(p, q) for p, q in pairwise(fine)]
        whole = sum(lengths)
        n = max(8, 2 * round(whole / step / 2))
        wanted = [(i + (jitter * uneven(i) if i else 0.0)) * whole / n for i in range(n)]
        out, run, at = [], 0.0, 0
        for i, length in enumerate(lengths):
            while at < n and wanted[at] < run + length:
                out.append(2 * math.pi * (i + (wanted[at] - run) / length) / _STEPS)
                at += 1
            run += length
        return out


def uneven(i: int) -> float:
    """A fixed, irregular sequence in -1..1, so that no outline looks machine-cut."""
    return math.sin(i * 2.399963) * 0.6 + math.sin(i * 5.13) * 0.4


def speech(hull: Hull, size: float) -> Path:
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


def cloud(hull: Hull, size: float) -> Path:
    """A cloud of bumps whose valleys lie on the body."""
    spots = [hull.at(t) for t in hull.walk(1.9 * size, jitter=0.16)]
    out: list[Segment] = [Move(spots[0])]
    for i, p in enumerate(spots):
        q = spots[(i + 1) % len(spots)]
        dx, dy = q[0] - p[0], q[1] - p[1]
        lift = 0.55 + 0.06 * uneven(i + 3)
        nx, ny = dy * lift, -dx * lift
        out.append(
            CurveTo(
                (p[0] + nx - dx * 0.13, p[1] + ny - dy * 0.13),
                (q[0] + nx + dx * 0.13, q[1] + ny + dy * 0.13),
                q,
            )
        )
    return tuple(out)


def burst(hull: Hull, size: float, toward: float | None = None) -> Path:
    """A burst: long and short spikes with hollow sides, their valleys on the body.

    Near the direction `toward`, where the tail is the longest spike, the others stay low.
    """
    angles = hull.walk(0.98 * size, jitter=0.3)
    spots: list[Point] = []
    for i, t in enumerate(angles):
        x, y = hull.at(t)
        if i % 2 == 0:
            # Every third spike leaps; the rest are short, as a brush would set them.
            leap = 1.35 if i % 6 == 0 else 0.72
            if toward is not None and math.cos(math.atan2(y, x) - toward) > 0.7:
                leap = 0.42
            grow = 1 + size * leap * (1 + 0.3 * uneven(i)) / math.hypot(x, y)
            x, y = x * grow, y * grow
        spots.append((x, y))
    out: list[Segment] = [Move(spots[0])]
    for i, p in enumerate(spots):
        q = spots[(i + 1) % len(spots)]
        mx, my = (p[0] + q[0]) / 2, (p[1] + q[1]) / 2
        m = math.hypot(mx, my)
        # The sides bow towards the words, so that the tips come out sharp.
        pull = 0.11 * math.dist(p, q) / m
        cx, cy = mx * (1 - pull), my * (1 - pull)
        out.append(
            CurveTo(
                (p[0] + (cx - p[0]) * 2 / 3, p[1] + (cy - p[1]) * 2 / 3),
                (q[0] + (cx - q[0]) * 2 / 3, q[1] + (cy - q[1]) * 2 / 3),
                q,
            )
        )
    return tuple(out)


def jagged(hull: Hull, size: float) -> Path:
    """A radio's outline: teeth like a saw's, long and short, each with a steep side."""
    points: list[Point] = []
    angles = hull.walk(0.86 * size, jitter=0.16)
    for i, t in enumerate(angles):
        x, y = hull.at(t)
        if i % 2 == 0:
            # The tip leans along the outline, over the valley after it.
            nx, ny = hull.at(t + 1e-3)
            step = math.dist((x, y), (nx, ny))
            lift = size * (0.56 + 0.16 * uneven(i)) / math.hypot(x, y)
            lean = 0.42 * size / step
            x, y = x * (1 + lift) + (nx - x) * lean, y * (1 + lift) + (ny - y) * lean
        points.append((x, y))
    return (Move(points[0]), *(LineTo(p) for p in points[1:]))


def box(hull: Hull, size: float) -> Path:
    return rectangle(Rect(-hull.a, -hull.b, 2 * hull.a, 2 * hull.b))


OUTLINES: dict[str, Callable[[Hull, float], Path]] = {
    "speech": speech,
    "whisper": speech,
    "thought": cloud,
    "shout": burst,
    "radio": jagged,
    "caption": box,
    "sfx": box,
}
"""Balloon shapes by kind: from what holds the words, and the type size, to an outline."""


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
