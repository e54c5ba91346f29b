"""Which of each panel's arrangements make up the page: reading must run across the borders.

A reader goes on to the nearest unread balloon, even in another panel. For every balloon of the
page, in reading order, the nearest of those after it should be the next. What the panels'
own search calls an arrangement's cost is added to

=====================  ====  =============================================================
two balloons overlap   1000  where one hangs over a gutter
nearest-unread          400  a balloon from which another is nearer than the next, by gaps
                              (6 where the next begins a new tier, to which the eye returns)
by middles                4  the same, as their middles are measured
=====================  ====  =============================================================

and the cheapest combination that a beam search over the panels finds is taken. Where it still
leads a reader astray, the panels concerned are searched again, each beside what stands in the
others, for as long as that helps.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from storyboard.geometry import Rect
from storyboard.layout.place import ACROSS, RETURN, Around, Arrangement
from storyboard.layout.room import Array

OVERLAP, MIDDLES = 1000.0, 4.0
BEAM = 8
SWEEPS = 4
"""How often the panels are looked at again, each beside the others."""

Again = Callable[[Around], Sequence[Arrangement]]


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


def astray(boxes: Sequence[Rect], ends: Collection[int] = ()) -> list[Astray]:
    """Where the nearest-unread rule fails among a page's balloons, given in reading order.

    `ends` are the last balloons of tiers, after which the eye returns to the page's edge.
    """
    out = []
    for i in range(len(boxes) - 2):
        if i in ends:
            continue
        gaps = [gap(boxes[i], b) for b in boxes[i + 1 :]]
        nearest = min(range(len(gaps)), key=gaps.__getitem__)
        if gaps[nearest] < gaps[0] - 0.01:
            out.append(Astray(i, i + 1 + nearest))
    return out


def choose(
    panels: Sequence[Sequence[Arrangement]],
    boxes: Sequence[Rect],
    searches: Sequence[Again] = (),
) -> list[Arrangement]:
    """One arrangement for each panel, whose boxes on the page are given.

    `searches` look again in a panel, told what stands in the others; they are asked where the
    combination leaves a reader astray.
    """
    picked = _combined(panels, boxes)
    if not searches:
        return picked
    stands = [list(a.read) for a in picked]
    worst, wrong = _wrong(stands, boxes)
    for sweep in range(SWEEPS):
        before = worst
        for p in _involved(stands, wrong, late=sweep % 2 == 0):
            now = picked[p].cost + worst
            for way in searches[p](_around(stands, boxes, p)):
                tried = [*stands[:p], list(way.read), *stands[p + 1 :]]
                cost, left = _wrong(tried, boxes)
                if way.cost + cost < now - 1e-6:
                    picked[p], stands, wrong, worst = way, tried, left, cost
                    now = way.cost + cost
        if worst < ACROSS or (sweep and worst == before):
            break
    return picked


def _returns(a: Rect, b: Rect) -> bool:
    """Whether going from panel `a` to panel `b` is going back to the start of a new tier."""
    return b.y >= a.bottom - 1.0


def _wrong(
    stands: Sequence[Sequence[Rect]], boxes: Sequence[Rect]
) -> tuple[float, list[tuple[int, int]]]:
    """What all misleading balloons cost, and each pair that costs most, page-wide.

    A pair is a balloon, and one that is nearer to it than the next.
    """
    flat = [b for panel in stands for b in panel]
    if len(flat) < 2:
        return 0.0, []
    home = [p for p, panel in enumerate(stands) for _ in panel]
    gaps, _ = _tables(flat)
    cost, out = 0.0, []
    for i in range(len(flat) - 1):
        row, near = gaps[i], gaps[i][i + 1] - 0.01
        returns = home[i] != home[i + 1] and _returns(boxes[home[i]], boxes[home[i + 1]])
        for k in range(i + 1, len(flat)):
            if row[k] < 0 and home[k] != home[i]:
                cost += OVERLAP
                out.append((i, k))
        for k in range(i + 2, len(flat)):
            if row[k] < near and home[k] != home[i]:
                cost += RETURN if returns else ACROSS
                if not returns:
                    out.append((i, k))
    return cost, out


def _involved(
    stands: Sequence[Sequence[Rect]], wrong: Sequence[tuple[int, int]], *, late: bool
) -> list[int]:
    """The panels that have a part in what is wrong, the later ones first or last."""
    home = [p for p, panel in enumerate(stands) for _ in panel]
    found = {home[x] for i, k in wrong for x in (i, i + 1, k)}
    return sorted(found, reverse=late)


def _around(stands: Sequence[Sequence[Rect]], boxes: Sequence[Rect], p: int) -> Around:
    home = [q for q, panel in enumerate(stands[:p]) for _ in panel]
    before = [b for panel in stands[:p] for b in panel]
    after = [b for panel in stands[p + 1 :] for b in panel]
    gaps = [gap(a, b) for a, b in pairwise(before)]
    weights = [
        RETURN if q != r and _returns(boxes[q], boxes[r]) else ACROSS for q, r in pairwise(home)
    ]
    later = next((q for q in range(p + 1, len(stands)) if stands[q]), p)
    return Around(
        _array(before[:-1]),
        np.array(gaps),
        _array(before[-1:]),
        _array(after),
        np.array(weights),
        RETURN if home and _returns(boxes[home[-1]], boxes[p]) else ACROSS,
        RETURN if _returns(boxes[p], boxes[later]) else ACROSS,
    )


def _array(boxes: Sequence[Rect]) -> Array:
    rows = [(b.x, b.y, b.right, b.bottom) for b in boxes]
    return np.array(rows, dtype=np.float64).reshape(len(rows), 4)


def _combined(panels: Sequence[Sequence[Arrangement]], boxes: Sequence[Rect]) -> list[Arrangement]:
    """The cheapest combination of what each panel offers, by a beam search."""
    if all(len(p) == 1 for p in panels):
        return [p[0] for p in panels]
    # Every balloon of every arrangement once, with all gaps between them worked out at a blow.
    rects: list[Rect] = []
    groups: list[list[list[int]]] = []
    for panel in panels:
        mine = []
        for way in panel:
            mine.append(list(range(len(rects), len(rects) + len(way.read))))
            rects += way.read
        groups.append(mine)
    gaps, spans = _tables(rects)
    beams: list[tuple[float, tuple[int, ...], tuple[int, ...]]] = [(0.0, (), ())]
    last = 0
    for p, (ways, mine) in enumerate(zip(panels, groups, strict=True)):
        leaving = RETURN if _returns(boxes[last], boxes[p]) else ACROSS
        grown = []
        for cost, picked, read in beams:
            for k, (way, here) in enumerate(zip(ways, mine, strict=True)):
                extra = _between(read, here, gaps, spans, leaving) if read and here else 0.0
                grown.append((cost + way.cost + extra, (*picked, k), (*read, *here)))
        grown.sort(key=lambda g: (g[0], g[1]))
        beams = grown[:BEAM]
        if any(mine):
            last = p
    return [ways[k] for ways, k in zip(panels, beams[0][1], strict=True)]


def _tables(rects: Sequence[Rect]) -> tuple[list[list[float]], list[list[float]]]:
    if not rects:
        return [], []
    x0, y0, x1, y1 = np.array([(r.x, r.y, r.right, r.bottom) for r in rects]).T
    dx = np.maximum(np.maximum(x0[None] - x1[:, None], x0[:, None] - x1[None]), 0.0)
    dy = np.maximum(np.maximum(y0[None] - y1[:, None], y0[:, None] - y1[None]), 0.0)
    gaps = np.hypot(dx, dy)
    # Boxes that overlap, or all but touch, are told by a gap below nothing.
    w = np.minimum(x1[None], x1[:, None]) - np.maximum(x0[None], x0[:, None])
    h = np.minimum(y1[None], y1[:, None]) - np.maximum(y0[None], y0[:, None])
    gaps = np.where((w > -1.0) & (h > -1.0), -1.0, gaps)
    cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
    spans = np.hypot(cx[None] - cx[:, None], cy[None] - cy[:, None])
    return gaps.tolist(), spans.tolist()


def _between(
    read: Sequence[int],
    boxes: Sequence[int],
    gaps: Sequence[Sequence[float]],
    spans: Sequence[Sequence[float]],
    leaving: float,
) -> float:
    """What the balloons of one more panel cost those that are read before them."""
    cost = 0.0
    first = boxes[0]
    last = len(read) - 1
    for i, here in enumerate(read):
        after = read[i + 1] if i < last else first
        row, middles = gaps[here], spans[here]
        near, mid = row[after] - 0.01, middles[after] - 0.01
        for other in boxes:
            if row[other] < 0:
                cost += OVERLAP
            if other != after:
                if row[other] < near:
                    cost += leaving if i == last else ACROSS
                if middles[other] < mid:
                    cost += MIDDLES
    return cost
