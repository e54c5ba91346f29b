"""The grid of a page: straight places for its cells, and the lines that cut slanted ones.

All of it is worked out for a page that is read from left to right; a page read the other way
is its mirror image.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from storyboard.geometry import Point, Rect

Shares = Sequence[float | Sequence[float | Sequence[float]]]
"""A tier as a layout writes it: widths, and columns of heights or of rows of widths."""
Cells = Shares | Sequence[float | Sequence[float]] | Sequence[float]

_STEEPEST = 0.35
"""The most of a panel's width or height that a leaning gutter may take from one end of it."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A half-plane: what lies on the side that `inward`, a unit vector, points to from `at`."""

    at: Point
    inward: Point

    def depth(self, p: Point) -> float:
        """How far inside `p` lies; below 0 outside."""
        return (p[0] - self.at[0]) * self.inward[0] + (p[1] - self.at[1]) * self.inward[1]


@dataclass(frozen=True, slots=True)
class Place:
    """One cell: its straight rectangle, the cuts where gutters lean, its sides at the edge."""

    rect: Rect
    free: frozenset[str]
    """Those of left, right, top and bottom where no other cell follows."""
    cuts: tuple[Cut, ...] = ()
    loose: frozenset[str] = frozenset()
    """The sides that cuts bound, and not the rectangle."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Where the tiers of a page stand, top to bottom: the y and height of each."""

    spans: tuple[tuple[float, float], ...]
    slant: tuple[float, ...] = ()
    """Degrees by tier; none where empty."""
    tilt: tuple[float, ...] = field(default=())
    """Degrees by gutter between tiers; none where empty."""


def arrange(area: Rect, rows: Rows, tiers: Sequence[Shares], gutter: float) -> list[Place]:
    """Every cell of a page in reading order.

    `area` bounds the tiers at left and right. A column's panels stand `gutter` apart.
    """
    between = _tilts(area, rows, tiers, gutter)
    out: list[Place] = []
    last = len(tiers) - 1
    for index, (tier, (y, h)) in enumerate(zip(tiers, rows.spans, strict=True)):
        free = {"left", "right"}
        free |= {"top"} if index == 0 else set()
        free |= {"bottom"} if index == last else set()
        above, below = between[index]
        cuts = tuple(c for c in (above, below) if c)
        loose = frozenset((("top",) if above else ()) + (("bottom",) if below else ()))
        slant = rows.slant[index] if rows.slant else 0.0
        rect = Rect(area.x, y, area.w, h)
        lean = _Lean(_eased(slant, rect, tier, gutter), rect.cy, gutter)
        out += _row(Place(rect, frozenset(free), cuts, loose), tier, lean)
    return out


def _tilts(
    area: Rect, rows: Rows, tiers: Sequence[Shares], gutter: float
) -> list[tuple[Cut | None, Cut | None]]:
    """For every tier the cuts above and below it, where the gutters between tiers climb."""
    found: list[list[Cut | None]] = [[None, None] for _ in rows.spans]
    for index, angle in enumerate(rows.tilt):
        (y0, h0), (y1, h1) = rows.spans[index], rows.spans[index + 1]
        low = min(_lowest(tiers[index], h0, gutter, -1), _lowest(tiers[index + 1], h1, gutter, 0))
        most = math.atan(2 * _STEEPEST * max(low, 0.0) / area.w)
        a = max(-most, min(most, math.radians(angle)))
        if a == 0:
            continue
        middle, half = ((y0 + h0) + y1) / 2, (y1 - (y0 + h0)) / 2
        up = (-math.sin(a), -math.cos(a))
        down = (math.sin(a), math.cos(a))
        found[index][1] = Cut((area.cx + up[0] * half, middle + up[1] * half), up)
        found[index + 1][0] = Cut((area.cx + down[0] * half, middle + down[1] * half), down)
    return [(a, b) for a, b in found]


def _lowest(tier: Shares, h: float, gutter: float, end: int) -> float:
    """The lowest of a tier's cells at its head (0) or foot (-1)."""
    stacks = [cell for cell in tier if isinstance(cell, list | tuple)]
    return min([h, *(split(0.0, h, cell, gutter)[end][1] for cell in stacks)])


def _eased(slant: float, rect: Rect, tier: Shares, gutter: float) -> float:
    """The slant in radians, made gentler where it would eat up a narrow panel."""
    if not slant:
        return 0.0
    narrow = _narrowest(tier, rect.w, gutter)
    most = math.atan(2 * _STEEPEST * max(narrow, 0.0) / rect.h) if rect.h > 0 else 0.0
    return max(-most, min(most, math.radians(slant)))


def _narrowest(tier: Shares, w: float, gutter: float) -> float:
    least = w
    for cell, (_, own) in zip(tier, split(0.0, w, tier, gutter), strict=True):
        least = min(least, own)
        for row in cell if isinstance(cell, list | tuple) else ():
            if isinstance(row, list | tuple):
                least = min(least, *(c for _, c in split(0.0, own, row, gutter)))
    return least


def left_by(length: float, count: int, gutter: float) -> float:
    """What the gutters between `count` cells leave of a length: half of it at least."""
    return max(length - gutter * (count - 1), length / 2)


def split(start: float, length: float, shares: Cells, gutter: float) -> list[tuple[float, float]]:
    """Start and length of each share of a length, `gutter` apart; a list has a share of 1."""
    own = [s if isinstance(s, float | int) else 1.0 for s in shares]
    free = left_by(length, len(own), gutter)
    if len(own) > 1 and gutter * (len(own) - 1) > length - free:
        gutter = (length - free) / (len(own) - 1)
    at, out = start, []
    for share in own:
        part = free * share / sum(own)
        out.append((at, part))
        at += part + gutter
    return out


@dataclass(frozen=True, slots=True)
class _Lean:
    """How the gutters of one tier stand: radians from upright, about the height `middle`."""

    angle: float
    middle: float
    gutter: float

    def edge(self, before: float, after: float, side: float) -> Cut:
        """The left (-1) or right (1) edge of the gutter that runs from `before` to `after`."""
        inward = (side * math.cos(self.angle), side * math.sin(self.angle))
        x, half = (before + after) / 2, (after - before) / 2
        return Cut((x + inward[0] * half, self.middle + inward[1] * half), inward)


def _row(within: Place, shares: Shares, lean: _Lean) -> list[Place]:
    """Cells side by side; where gutters lean, their tops lean to the right."""
    rect = within.rect
    spans = split(rect.x, rect.w, shares, lean.gutter)
    out: list[Place] = []
    for index, (cell, (x, w)) in enumerate(zip(shares, spans, strict=True)):
        inner = {"left"} if index else set()
        inner |= {"right"} if index < len(spans) - 1 else set()
        cuts, loose = within.cuts, within.loose - inner
        if lean.angle:
            loose |= inner
            if "left" in inner:
                cuts += (lean.edge(sum(spans[index - 1]), x, 1.0),)
            if "right" in inner:
                cuts += (lean.edge(x + w, spans[index + 1][0], -1.0),)
        place = Place(Rect(x, rect.y, w, rect.h), within.free - inner, cuts, loose)
        if isinstance(cell, list | tuple):
            out += _column(place, cell, lean)
        else:
            out.append(place)
    return out


def _column(within: Place, shares: Sequence[float | Sequence[float]], lean: _Lean) -> list[Place]:
    """Cells one above another."""
    rect = within.rect
    spans = split(rect.y, rect.h, shares, lean.gutter)
    out: list[Place] = []
    for index, (cell, (y, h)) in enumerate(zip(shares, spans, strict=True)):
        inner = {"top"} if index else set()
        inner |= {"bottom"} if index < len(spans) - 1 else set()
        place = Place(
            Rect(rect.x, y, rect.w, h), within.free - inner, within.cuts, within.loose - inner
        )
        if isinstance(cell, list | tuple):
            out += _row(place, cell, lean)
        else:
            out.append(place)
    return out


def parted(places: Sequence[Place], fold: Rect) -> list[Place]:
    """The cells of a double page, those that end at its fold `fold.w` apart there.

    A cell that crosses the fold stays as it is, and so does one that would lose half its width.
    """
    return [_clear(place, fold) for place in places]


def _clear(place: Place, fold: Rect) -> Place:
    r = place.rect
    left = fold.right if fold.x < r.x < fold.right else r.x
    right = fold.x if fold.x < r.right < fold.right else r.right
    if right - left < r.w / 2:
        return place
    # A gutter that leans is as far off, half way down it.
    cuts = tuple(_moved(c, left - r.x if c.inward[0] > 0 else right - r.right) for c in place.cuts)
    return replace(place, rect=Rect(left, r.y, right - left, r.h), cuts=cuts)


def _moved(cut: Cut, aside: float) -> Cut:
    """A cut that bounds its cell at one side, so far aside; any other as it is."""
    upright = abs(cut.inward[0]) > abs(cut.inward[1])
    return replace(cut, at=(cut.at[0] + aside, cut.at[1])) if upright else cut


def outline(place: Place, bleed: Rect, sides: frozenset[str]) -> tuple[Point, ...]:
    """The polygon of a cell, clockwise from its top left, run out to `bleed` on `sides`."""
    r, far = place.rect, place.rect.w + place.rect.h
    left = bleed.x if "left" in sides else r.x - (far if "left" in place.loose else 0.0)
    top = bleed.y if "top" in sides else r.y - (far if "top" in place.loose else 0.0)
    right = bleed.right if "right" in sides else r.right + (far if "right" in place.loose else 0.0)
    bottom = (
        bleed.bottom if "bottom" in sides else r.bottom + (far if "bottom" in place.loose else 0.0)
    )
    points: Sequence[Point] = ((left, top), (right, top), (right, bottom), (left, bottom))
    for cut in place.cuts:
        points = clip(points, cut)
    start = min(range(len(points)), key=lambda i: points[i][0] + points[i][1])
    return (*points[start:], *points[:start])


def clip(points: Sequence[Point], cut: Cut) -> list[Point]:
    """What of a convex polygon lies inside a cut."""
    out: list[Point] = []
    depths = [cut.depth(p) for p in points]
    for i, (p, d) in enumerate(zip(points, depths, strict=True)):
        q, e = points[i - 1], depths[i - 1]
        if (d >= 0) != (e >= 0):
            t = e / (e - d)
            out.append((q[0] + (p[0] - q[0]) * t, q[1] + (p[1] - q[1]) * t))
        if d >= 0:
            out.append(p)
    return out
