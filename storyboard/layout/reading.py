"""How a reader goes over a page: on to the nearest unread balloon, even in another panel."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storyboard.geometry import Point, Rect


@dataclass(frozen=True, slots=True)
class Astray:
    """A balloon after which a reader may go wrong: places in the page's reading order."""

    at: int
    """The balloon, counted from 0."""
    to: int
    """The nearest unread one, where it is not the next."""


def gap(a: Rect, b: Rect) -> float:
    """Between two boxes, in points; 0 where they touch."""
    dx = max(b.x - a.right, a.x - b.right, 0.0)
    dy = max(b.y - a.bottom, a.y - b.bottom, 0.0)
    return math.hypot(dx, dy)


def astray(boxes: Sequence[Rect], starts: Mapping[int, Point] | None = None) -> list[Astray]:
    """Where the nearest-unread rule fails among a page's balloons, given in reading order.

    `boxes` are those of their words. `starts` has the balloons that begin a tier, and the
    corner from which the eye comes to each of them.
    """
    starts = starts or {}
    out = []
    for i in range(len(boxes) - 2):
        start = starts.get(i + 1)
        here = Rect(*start, 0.0, 0.0) if start else boxes[i]
        gaps = [gap(here, b) for b in boxes[i + 1 :]]
        nearest = min(range(len(gaps)), key=gaps.__getitem__)
        if gaps[nearest] < gaps[0] - 0.01:
            out.append(Astray(i, i + 1 + nearest))
    return out


def corner(last: Rect, panel: Rect, *, rtl: bool = False) -> Point | None:
    """Where the eye starts afresh on its way from one panel to another; None if it goes on."""
    if panel.y < last.bottom - 1.0:
        return None
    return (panel.right if rtl else panel.x, panel.y)
