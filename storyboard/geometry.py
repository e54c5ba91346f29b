"""Points, rectangles, paths and lengths, in PostScript points (1/72 inch); y grows downward."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Point = tuple[float, float]

IN = 72.0
MM = 72.0 / 25.4
PX = 0.75
"""A CSS pixel is 1/96 inch."""

_UNITS = {"in": IN, "mm": MM, "cm": 10 * MM, "pt": 1.0, "px": PX}
_LENGTH = re.compile(r"^\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*(in|mm|cm|pt|px)\s*$", re.IGNORECASE)


def parse_length(text: str) -> float:
    """Points of a length such as ``6.625in``, ``182mm``, ``12pt``, ``800px``.

    Raises `ValueError`, with what to write instead, where the unit is missing or unknown.
    """
    found = _LENGTH.match(text)
    if not found:
        raise ValueError(f"'{text}' is no length: write a number and in, mm, cm, pt or px")
    return float(found[1]) * _UNITS[found[2].lower()]


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle by its top left corner and its size."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def cx(self) -> float:
        return self.x + self.w / 2

    @property
    def cy(self) -> float:
        return self.y + self.h / 2

    @property
    def area(self) -> float:
        return self.w * self.h

    @property
    def corners(self) -> tuple[Point, Point, Point, Point]:
        """Clockwise from the top left."""
        return (
            (self.x, self.y),
            (self.right, self.y),
            (self.right, self.bottom),
            (self.x, self.bottom),
        )

    def inset(self, dx: float, dy: float | None = None) -> Rect:
        """The rectangle smaller by `dx` at left and right and `dy` at top and bottom."""
        dy = dx if dy is None else dy
        return Rect(self.x + dx, self.y + dy, max(self.w - 2 * dx, 0.0), max(self.h - 2 * dy, 0.0))

    def moved(self, dx: float, dy: float) -> Rect:
        return Rect(self.x + dx, self.y + dy, self.w, self.h)

    def overlap(self, other: Rect) -> float:
        """The area that both cover."""
        w = min(self.right, other.right) - max(self.x, other.x)
        h = min(self.bottom, other.bottom) - max(self.y, other.y)
        return w * h if w > 0 and h > 0 else 0.0

    def holds(self, other: Rect, slack: float = 1e-6) -> bool:
        """Whether `other` lies inside, to within `slack`."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def union(self, other: Rect) -> Rect:
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def as_list(self) -> list[float]:
        return [self.x, self.y, self.w, self.h]


@dataclass(frozen=True, slots=True)
class Move:
    """Starts a contour at `to`."""

    to: Point


@dataclass(frozen=True, slots=True)
class LineTo:
    to: Point


@dataclass(frozen=True, slots=True)
class CurveTo:
    """A cubic Bézier segment with control points `a` and `b`."""

    a: Point
    b: Point
    to: Point


Segment = Move | LineTo | CurveTo
Path = tuple[Segment, ...]
"""Closed contours: each starts with `Move` and is closed back to it."""


def polygon(points: Iterable[Point]) -> Path:
    """A closed contour of straight lines."""
    first, *rest = points
    return (Move(first), *(LineTo(p) for p in rest))


def rectangle(rect: Rect) -> Path:
    return polygon(rect.corners)


def flatten(path: Path, tolerance: float = 0.25) -> list[list[Point]]:
    """The closed polygons of a path, no farther than `tolerance` points from its curves."""
    contours: list[list[Point]] = []
    here: Point = (0.0, 0.0)
    for segment in path:
        if isinstance(segment, Move):
            contours.append([segment.to])
        elif isinstance(segment, LineTo):
            contours[-1].append(segment.to)
        else:
            contours[-1].extend(_curve(here, segment, tolerance))
        here = segment.to
    for contour in contours:
        if len(contour) > 1 and math.dist(contour[0], contour[-1]) < 1e-9:
            contour.pop()
    return contours


def _curve(start: Point, c: CurveTo, tolerance: float) -> list[Point]:
    # Wang's formula for degree d = 3: d(d-1)/8 times the largest second difference.
    d1 = math.hypot(start[0] - 2 * c.a[0] + c.b[0], start[1] - 2 * c.a[1] + c.b[1])
    d2 = math.hypot(c.a[0] - 2 * c.b[0] + c.to[0], c.a[1] - 2 * c.b[1] + c.to[1])
    n = max(1, math.ceil(math.sqrt(0.75 * max(d1, d2) / tolerance)))
    out = []
    for i in range(1, n + 1):
        t = i / n
        u = 1 - t
        k0, k1, k2, k3 = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        out.append(
            (
                k0 * start[0] + k1 * c.a[0] + k2 * c.b[0] + k3 * c.to[0],
                k0 * start[1] + k1 * c.a[1] + k2 * c.b[1] + k3 * c.to[1],
            )
        )
    return out


def bounds(points: Iterable[Point]) -> Rect:
    """The smallest rectangle round `points`."""
    xs, ys = zip(*points, strict=True)
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def inside(point: Point, contour: Sequence[Point]) -> bool:
    """Whether a point lies inside a closed polygon (even-odd rule)."""
    x, y = point
    hit = False
    for (x0, y0), (x1, y1) in zip(contour, [*contour[1:], contour[0]], strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            hit = not hit
    return hit
