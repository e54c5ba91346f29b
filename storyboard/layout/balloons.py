"""Balloon bodies: the smallest of each kind's shape round its lines, and the outline of it.

The shapes stand round (0, 0), the middle of their text. A superellipse |x/a|^n + |y/b|^n = 1
with n = 2.5 holds a box with 1.32 times its sides where an ellipse needs 1.41.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from storyboard.geometry import CurveTo, LineTo, Move, Path, Point, Rect, Segment, rectangle
from storyboard.layout.breaking import Setting
from storyboard.layout.model import Kind

EXPONENT = 2.5
# A quarter of the superellipse as one cubic: its middle is right when the handles are
# (8 * 2^(-1/n) - 4) / 3 long.
_HANDLE = (8 * 2 ** (-1 / EXPONENT) - 4) / 3
AIR = 0.62
"""Between the words and the outline, in type sizes: about one letter's width."""
CAPTION_AIR = 0.5


@dataclass(frozen=True, slots=True)
class Body:
    """A balloon before it is placed: half its width and height, round its words' middle."""

    kind: Kind
    a: float
    b: float
    setting: Setting

    def box(self, centre: Point) -> Rect:
        return Rect(centre[0] - self.a, centre[1] - self.b, 2 * self.a, 2 * self.b)


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
        return Body(kind, setting.w / 2 + pad * 1.3, setting.h / 2 + pad, setting)
    if kind == "sfx":
        return Body(kind, setting.w / 2, setting.h / 2, setting)
    points = [(x + air, abs(y) + air) for x, y in corners(setting)]
    half_w, half_h = setting.w / 2 + air, setting.h / 2 + air
    best: tuple[float, float, float] | None = None
    for lean in (0.85, 1.0, 1.2, 1.45):
        # A flatter or rounder ratio may hug a lens-shaped text closer.
        a0, b0 = half_w * lean, half_h
        s = max((x / a0) ** EXPONENT + (y / b0) ** EXPONENT for x, y in points) ** (1 / EXPONENT)
        a, b = a0 * s, b0 * s
        if best is None or a * b < best[0]:
            best = (a * b, a, b)
    assert best is not None
    _, a, b = best
    extra = {"thought": 0.42, "shout": 0.62, "radio": 0.2}.get(kind, 0.0) * setting.size
    return Body(kind, a + extra, b + extra, setting)


def speech_outline(a: float, b: float) -> Path:
    """The superellipse as four curves."""
    k = _HANDLE
    return (
        Move((a, 0.0)),
        CurveTo((a, k * b), (k * a, b), (0.0, b)),
        CurveTo((-k * a, b), (-a, k * b), (-a, 0.0)),
        CurveTo((-a, -k * b), (-k * a, -b), (0.0, -b)),
        CurveTo((k * a, -b), (a, -k * b), (a, 0.0)),
    )


def on_body(a: float, b: float, angle: float) -> Point:
    """The point of the superellipse in the direction `angle` (radians, y down)."""
    c, s = math.cos(angle), math.sin(angle)
    r = (abs(c / a) ** EXPONENT + abs(s / b) ** EXPONENT) ** (-1 / EXPONENT)
    return (r * c, r * s)


def _round(a: float, b: float, step: float) -> list[float]:
    """Angles that walk the body in about equal steps of `step` points, an even number of them."""
    fine = [on_body(a, b, 2 * math.pi * i / 360) for i in range(361)]
    lengths = [math.dist(p, q) for p, q in zip(fine, fine[1:], strict=False)]
    n = max(8, 2 * round(sum(lengths) / step / 2))
    each, out, run = sum(lengths) / n, [0.0], 0.0
    for i, length in enumerate(lengths):
        run += length
        if run >= each * len(out) and len(out) < n:
            out.append(2 * math.pi * (i + 1) / 360)
    return out


def _uneven(i: int) -> float:
    """A fixed, irregular sequence in -1..1, so that no outline looks machine-cut."""
    return math.sin(i * 2.399963) * 0.6 + math.sin(i * 5.13) * 0.4


def cloud_outline(a: float, b: float, size: float) -> Path:
    """A cloud of bumps whose valleys lie inside a by b."""
    depth = 0.42 * size
    angles = _round(a - depth, b - depth, 1.75 * size)
    spots = [on_body(a - depth, b - depth, t + 0.05 * _uneven(i)) for i, t in enumerate(angles)]
    out: list[Segment] = [Move(spots[0])]
    for i, p in enumerate(spots):
        q = spots[(i + 1) % len(spots)]
        dx, dy = q[0] - p[0], q[1] - p[1]
        lift = 0.62 + 0.1 * _uneven(i + 3)
        nx, ny = dy * lift, -dx * lift
        out.append(
            CurveTo(
                (p[0] + nx - dx * 0.12, p[1] + ny - dy * 0.12),
                (q[0] + nx + dx * 0.12, q[1] + ny + dy * 0.12),
                q,
            )
        )
    return tuple(out)


def burst_outline(a: float, b: float, size: float) -> Path:
    """A burst: points of uneven length whose valleys lie on the body less its spikes."""
    depth = 0.62 * size
    angles = _round(a - depth, b - depth, 1.15 * size)
    points: list[Point] = []
    for i, t in enumerate(angles):
        x, y = on_body(a - depth, b - depth, t)
        if i % 2 == 0:
            r = math.hypot(x, y)
            grow = (r + depth * (1.25 + 0.55 * _uneven(i))) / r
            x, y = x * grow, y * grow
        points.append((x, y))
    return (Move(points[0]), *(LineTo(p) for p in points[1:]))


def jagged_outline(a: float, b: float, size: float) -> Path:
    """A radio's outline: short even teeth."""
    depth = 0.2 * size
    points = []
    for i, t in enumerate(_round(a - depth, b - depth, 0.7 * size)):
        x, y = on_body(a - depth, b - depth, t)
        r = math.hypot(x, y)
        grow = (r + (depth if i % 2 == 0 else -depth * 0.4)) / r
        points.append((x * grow, y * grow))
    return (Move(points[0]), *(LineTo(p) for p in points[1:]))


def _box(a: float, b: float, size: float) -> Path:
    return rectangle(Rect(-a, -b, 2 * a, 2 * b))


OUTLINES: dict[str, Callable[[float, float, float], Path]] = {
    "speech": lambda a, b, size: speech_outline(a, b),
    "whisper": lambda a, b, size: speech_outline(a, b),
    "thought": cloud_outline,
    "shout": burst_outline,
    "radio": jagged_outline,
    "caption": _box,
    "sfx": _box,
}
"""Balloon shapes by kind: half width, half height and type size to an outline round (0, 0)."""


def outline(shape: Body, centre: Point) -> Path:
    """The outline of a body whose words' middle stands at `centre`."""
    return moved(OUTLINES[shape.kind](shape.a, shape.b, shape.setting.size), centre)


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
