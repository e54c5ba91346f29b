"""Plane geometry: ovals, silhouettes, cutting to the frame."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .sets_kit import P2


def ring(cx: float, cy: float, rx: float, ry: float = 0.0, n: int = 20) -> list[P2]:
    """Points of an ellipse, counter-clockwise from its right-hand end."""
    ry, step = ry or rx, math.tau / n
    return [(cx + rx * math.cos(i * step), cy + ry * math.sin(i * step)) for i in range(n)]


def hull(points: Sequence[P2]) -> list[P2]:
    """Convex hull (Andrew's monotone chain): the silhouette of a convex solid."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered

    def half(run: Sequence[P2]) -> list[P2]:
        out: list[P2] = []
        for p in run:
            while len(out) > 1 and (
                (out[-1][0] - out[-2][0]) * (p[1] - out[-2][1])
                - (out[-1][1] - out[-2][1]) * (p[0] - out[-2][0])
                <= 0
            ):
                out.pop()
            out.append(p)
        return out[:-1]

    return half(ordered) + half(ordered[::-1])


def clip(points: Sequence[P2], box: tuple[float, float, float, float]) -> list[P2]:
    """A polygon cut to an upright box `(x0, y0, x1, y1)` (Sutherland and Hodgman)."""
    out = list(points)
    for axis, bound, keep_less in ((0, box[0], False), (0, box[2], True), (1, box[1], False),
                                   (1, box[3], True)):  # fmt: skip
        src, out = out, []
        for i, b in enumerate(src):
            a = src[i - 1]
            ina = a[axis] <= bound if keep_less else a[axis] >= bound
            inb = b[axis] <= bound if keep_less else b[axis] >= bound
            if ina != inb:
                t = (bound - a[axis]) / (b[axis] - a[axis])
                out.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
            if inb:
                out.append(b)
        if not out:
            return out
    return out


def clip_line(a: P2, b: P2, box: tuple[float, float, float, float]) -> tuple[P2, P2] | None:
    """A segment cut to an upright box (Liang and Barsky), or None when it misses it."""
    t0, t1 = 0.0, 1.0
    dx, dy = b[0] - a[0], b[1] - a[1]
    for p, q in ((-dx, a[0] - box[0]), (dx, box[2] - a[0]), (-dy, a[1] - box[1]),
                 (dy, box[3] - a[1])):  # fmt: skip
        if abs(p) < 1e-9:
            if q < 0:
                return None
            continue
        t = q / p
        if p < 0:
            t0 = max(t0, t)
        else:
            t1 = min(t1, t)
    if t0 >= t1:
        return None
    return (a[0] + t0 * dx, a[1] + t0 * dy), (a[0] + t1 * dx, a[1] + t1 * dy)
