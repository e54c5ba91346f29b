"""Frames: the cells of a page with all that its panels ask for, as true polygons."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from storyboard.geometry import Point, Rect, bounds
from storyboard.plan.grid import Place, outline, parted
from storyboard.plan.model import Frame, Hand
from storyboard.plan.tiers import mirrored
from storyboard.story.model import Panel

Named = tuple[str, Panel]
_LEAST_POINTS = 48
_FLATNESS = 0.05
"""Points between a round outline and its circle."""
_FLIP = {"left": "right", "right": "left"}
_ORDER = ("left", "top", "right", "bottom")


@dataclass(frozen=True, slots=True)
class Ground:
    """The page that frames stand on."""

    trim: Rect
    bleed: Rect
    live: Rect
    side: Hand
    rtl: bool
    fold: Rect | None = None
    """The strip at a double page's fold: borders that would stand in it keep clear of it."""


def frames(group: Sequence[Named], places: Sequence[Place], ground: Ground) -> tuple[Frame, ...]:
    """The frames of a page's panels: each takes the next cell, save insets, which take none."""
    out: list[Frame] = []
    free = iter(places if ground.fold is None else parted(places, ground.fold))
    host: Frame | None = None
    for id, panel in group:
        if panel.inset and host:
            out.append(_inset(id, panel, host, ground))
            continue
        place = next(free, None)
        if place is None:
            break
        host = _frame(id, panel, place, ground)
        out.append(host)
    return tuple(out)


def clusters(group: Sequence[Named]) -> list[list[Named]]:
    """The panels of a page that take a cell, each with the insets that lie inside it."""
    out: list[list[Named]] = []
    for named in group:
        if named[1].inset and out:
            out[-1].append(named)
        else:
            out.append([named])
    return out


def wanted(panel: Panel, side: Hand) -> frozenset[str]:
    """The sides that a panel asks to run off the page."""
    if panel.bleed is True:
        return frozenset(_ORDER)
    found: set[str] = set(panel.bleed or ())
    if "outer" in found:
        found.remove("outer")
        found |= {side} if side in _FLIP else set(_FLIP)
    return frozenset(found)


def _frame(id: str, panel: Panel, place: Place, ground: Ground) -> Frame:
    g = ground
    asked = wanted(panel, g.side) if panel.shape == "box" else frozenset()
    # Cells are worked out for a page read from left to right.
    sides = frozenset(_FLIP.get(s, s) if g.rtl else s for s in asked) & place.free
    if not sides and not place.cuts:
        rect = mirrored(place.rect, g.live) if g.rtl else place.rect
        points: tuple[Point, ...] = rect.corners
    else:
        points = outline(place, mirrored(g.bleed, g.live) if g.rtl else g.bleed, sides)
        if g.rtl:
            points = _turned([(g.live.x + g.live.right - x, y) for x, y in points])
        rect = bounds(points)
    if panel.shape != "box":
        rect = _within(rect, points, panel.shape)
        return Frame(id, rect, ellipse(rect), None, (), panel.borderless)
    free = [_FLIP.get(s, s) if g.rtl else s for s in place.free]
    gone = tuple(s for s in _ORDER if s in free and _reaches(rect, g.trim, s))
    return Frame(id, rect, points, None, gone, panel.borderless)


def _reaches(rect: Rect, trim: Rect, side: str) -> bool:
    return {
        "left": rect.x <= trim.x,
        "top": rect.y <= trim.y,
        "right": rect.right >= trim.right,
        "bottom": rect.bottom >= trim.bottom,
    }[side]


def _inset(id: str, panel: Panel, host: Frame, ground: Ground) -> Frame:
    """A panel inside another, by fractions of what is seen of that one when the page is cut."""
    assert panel.inset
    trim, box = ground.trim, host.box
    left, top = max(box.x, trim.x), max(box.y, trim.y)
    w = min(box.right, trim.right) - left
    h = min(box.bottom, trim.bottom) - top
    x, y, own_w, own_h = panel.inset
    rect = Rect(left + x * w, top + y * h, own_w * w, own_h * h)
    points: tuple[Point, ...] = rect.corners
    if panel.shape != "box":
        rect = _round(rect) if panel.shape == "round" else rect
        points = ellipse(rect)
    return Frame(id, rect, points, None, (), panel.borderless, host.panel)


def _turned(points: Sequence[Point]) -> tuple[Point, ...]:
    """A mirrored polygon, clockwise from its top left again."""
    back = list(reversed(points))
    start = min(range(len(back)), key=lambda i: back[i][0] + back[i][1])
    return (*back[start:], *back[:start])


def _round(rect: Rect) -> Rect:
    d = min(rect.w, rect.h)
    return Rect(rect.cx - d / 2, rect.cy - d / 2, d, d)


def _within(rect: Rect, points: Sequence[Point], shape: str) -> Rect:
    """The box of the largest round or oval that stands in the middle of a cell."""
    full = _round(rect) if shape == "round" else rect
    low, high = 0.0, 2.0
    while high - low > 1e-4:  # halving from 2 tries the whole cell first
        scale = (low + high) / 2
        if scale <= 1 and all(_holds(points, p) for p in ellipse(_scaled(full, scale))):
            low = scale
            if scale == 1:
                break
        else:
            high = scale
    return _scaled(full, low)


def _scaled(rect: Rect, scale: float) -> Rect:
    w, h = rect.w * scale, rect.h * scale
    return Rect(rect.cx - w / 2, rect.cy - h / 2, w, h)


def _holds(polygon: Sequence[Point], p: Point) -> bool:
    """Whether a convex polygon holds a point, its edge included."""
    for (x0, y0), (x1, y1) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        if (x1 - x0) * (p[1] - y0) - (y1 - y0) * (p[0] - x0) < -1e-6:
            return False
    return True


def ellipse(rect: Rect) -> tuple[Point, ...]:
    """The ellipse in a rectangle as a polygon, clockwise from its top left."""
    a, b = rect.w / 2, rect.h / 2
    n = max(_LEAST_POINTS, math.ceil(math.pi / math.acos(1 - _FLATNESS / max(a, b, 1.0))))
    n += -n % 8  # so that its box is the rectangle
    start = -0.75 * math.pi
    out = []
    for i in range(n):
        t = start + 2 * math.pi * i / n
        out.append((rect.cx + a * math.cos(t), rect.cy + b * math.sin(t)))
    return tuple(out)
