"""Every place that a piece of lettering may take in its panel, with what each costs alone.

Places are a grid of floating ones, clear of the border, and those that butt against it: the
border cuts a plain balloon, and a cloud, a burst or a radio's teeth hang over it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storyboard.geometry import Point, Rect
from storyboard.layout.balloons import Joined
from storyboard.layout.costs import (
    ASKED,
    GAP,
    GRAVE,
    HARD,
    LAST,
    PACKED,
    cover,
    static,
    tails,
    within,
)
from storyboard.layout.room import CLEAR, CORNER, MARGIN, Array, Room, half_planes
from storyboard.story.model import Place

SHAPE = 70.0
"""What the cost of a setting's lines is multiplied by."""
LONELY = 8.0
"""A last line of one word, under two lines or more."""
GRID, FINE, FINEST = 8, 14, 20
"""Places along each axis: in a panel of one or two pieces, where many must be packed, and where
a wide search looks for any place at all."""
MOST_BODIES, FAR_WORSE = 10, 34.0
"""Settings tried, and how much worse than the best alone the last of them may be; a wide search
goes three times as far in both."""
ALONE, ALONE_BODIES, ALONE_WORSE = 12, 14, 44.0
"""The same three for a panel's only balloon."""
KEPT = 220
KEPT_CELL = 26
"""Candidates kept: in all, or of each cell where many pieces must be packed."""
ROOM = 1.7
"""How much more room balloons need than their boxes cover."""
CELLS, WIDE_CELLS = 5, 8
"""A panel counts as five by five places of which each gives some candidates; as eight by eight
in a wide search."""
_NEAR = tuple(s * d for d in (0.0, 3.0, 7.0, 12.0, 18.0, 28.0, 44.0, 70.0) for s in (-1.0, 1.0))
"""Points from the asked place at which to look for room."""
HANG, HANG_WIDE, FAR_OVER = (0.5, 1.2), (0.5, 1.2, math.inf), 4.0
"""Type sizes by which a cloud, a burst or a radio's teeth may hang over a border: into the gutter,
or just across it, and farther where nothing else keeps the order; and what each point beyond the
first costs where the words need more."""
_CUTTING = (math.inf,)
"""What the border cuts may reach as far as its words do."""
PARTS = 12
"""The same across, where arrangements must differ."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of lettering to place: its possible bodies and what it must mind."""

    bodies: tuple[Joined, ...]
    mouth: Point | None
    """What its tail aims at; None for captions, effects, and balloons without a tail."""
    head: Rect | None
    """The speaker's own head."""
    at: Place | Point | None = None
    """Where the story wants it: by name, or a point of the page."""
    caption: bool = False
    effect: bool = False
    off: bool = False
    """The speaker is out of the panel."""


@dataclass(slots=True)
class Options:
    """A piece's candidates as arrays of n; boxes have a row for each of its balloons."""

    words: Array
    """The boxes of the words (x0, y0, x1, y1), shape (4, balloons, n): what a reader goes to."""

    x0: Array
    y0: Array
    x1: Array
    y1: Array
    cx: Array
    cy: Array
    cost: Array
    body: NDArray[np.intp]
    cell: NDArray[np.intp]
    sorts: NDArray[np.intp]
    """The candidates, those of one sort together: of one body, in one part of the panel."""
    starts: NDArray[np.intp]
    """Where in `sorts` each sort begins."""
    tail: Array | None
    """Points along the tail, shape (n, len(ALONG), 2)."""
    effect: bool
    caption: bool
    fixed: bool
    """The story says where it stands."""


_CUT = ("speech", "whisper")


def _reach(body: Joined) -> tuple[float, float, float, float]:
    """How far the words lie from the middle: left, top, right, bottom (all positive)."""
    sides = [
        (
            b.setting.w / 2 - x,
            b.setting.h / 2 - y,
            b.setting.w / 2 + x,
            b.setting.h / 2 + y,
        )
        for b, (x, y) in body.parts
    ]
    l, t, r, b = (max(s) for s in zip(*sides, strict=True))
    return l, t, r, b


def _stops(
    low: float,
    high: float,
    half: float,
    before: float,
    after: float,
    words: tuple[float, float],
    clear: float,
    butts: tuple[bool, bool],
    wanted: float | None,
    butt: float,
    grid: int,
    hang: tuple[float, ...],
) -> tuple[list[float], list[float], float]:
    """Middles along one axis, their cost, and how far the words leave their room (points).

    `low` and `high` are the panel's borders, `before` and `after` the words' reach, and `hang`
    says how far a balloon that no border cuts may hang over one.
    """
    first, last = words[0] + before, words[1] - after
    if first > last:
        middle = (low + high) / 2 + (before - after) / 2
        return [middle], [0.0], first - last
    a, b = max(low + clear + half, first), min(high - clear - half, last)
    stops: list[float] = []
    costs: list[float] = []
    if a <= b:
        stops = [a + (b - a) * i / (grid - 1) for i in range(grid)] if b > a else [a]
        costs = [0.0] * len(stops)
        if butts[0] and a - first > 0.6:
            stops += [max(first, low + half - over) for over in hang]
            costs += [butt * (k + 1) for k in range(len(hang))]
        if butts[1] and last - b > 0.6:
            stops += [min(last, high - half + over) for over in hang]
            costs += [butt * (k + 1) for k in range(len(hang))]
    else:
        stops = [first, (first + last) / 2, last]
        costs = [3.0, 4.0, 3.0]
        over = [max(low - at + half, 0.0) + max(at + half - high, 0.0) for at in stops]
        costs = [c + FAR_OVER * max(o - hang[0], 0.0) for c, o in zip(costs, over, strict=True)]
    if wanted is not None:
        # There, or as near to it as what else is asked for leaves room.
        near = {min(max(wanted + step, first), last) for step in _NEAR}
        stops += sorted(near)
        costs += [0.0] * len(near)
    return stops, costs, 0.0


def options(
    piece: Piece,
    room: Room,
    *,
    packed: bool = False,
    wide: bool = False,
    alone: bool = False,
    later: float = 0.0,
    turn: float = 0.0,
    crowding: float = 0.0,
) -> Options:
    """The candidates that cost least alone.

    `packed` where many pieces share the panel; `wide` to look for
    any place at all; both for some places of every part of the panel. `alone` where nothing else
    of its kind does: there is time to look closer.
    `later` is the area, in square points, that the pieces read after this one will need, and
    `turn` the share of all that those before it take; `crowding` is the share of the panel that
    all of them take.
    """
    box, size, words = room.box, room.size, room.words()
    left, top, right, bottom = room.butts()
    further, cells = (3, WIDE_CELLS) if wide else (1, CELLS)
    grid = FINEST if wide else FINE if packed else ALONE if alone else GRID
    most, worse = (ALONE_BODIES, ALONE_WORSE) if alone else (MOST_BODIES, FAR_WORSE)
    clear = 0.0 if piece.effect else (CORNER if piece.caption else CLEAR) * size
    aim = piece.at if isinstance(piece.at, tuple) else None
    rows: list[Array] = []
    shapes, outs, extra = [], [], []
    least = min(b.cost for b in piece.bodies)
    own = [_shape_cost(piece, b, least, room) for b in piece.bodies]
    worth = sorted(range(len(own)), key=own.__getitem__)[: most * further]
    for number in sorted(worth):
        body = piece.bodies[number]
        if own[number] > own[worth[0]] + worse * further and number != worth[0]:
            continue
        before_x, before_y, after_x, after_y = _reach(body)
        cuttable = not (piece.caption or piece.effect) and any(
            " " in line.shown and wide > 5.5 * size
            for part, _ in body.parts
            for line, wide in zip(part.setting.lines, part.setting.widths, strict=True)
        )
        whole = body.parts[0][0].kind not in _CUT
        butt = 8.0 if whole else 1.6
        hang = tuple(share * size for share in (HANG_WIDE if wide else HANG)) if whole else _CUTTING
        span_x, span_y = (words.x, words.right), (words.y, words.bottom)
        if piece.caption or piece.effect:
            span_x = (box.x + clear + body.a - before_x, box.right - clear - body.a + after_x)
            span_y = (box.y + clear + body.b - before_y, box.bottom - clear - body.b + after_y)
            span_x = (max(span_x[0], room.live.x), min(span_x[1], room.live.right))
            span_y = (max(span_y[0], room.live.y), min(span_y[1], room.live.bottom))
        # The first of joined balloons is the one that was asked for.
        _, (first_x, first_y) = body.parts[0]
        xs, cost_x, out_x = _stops(
            box.x, box.right, body.a, before_x, after_x, span_x, clear,
            (left and cuttable and not piece.off, right and cuttable and not piece.off),
            aim[0] - first_x if aim else None, butt, grid, hang,
        )  # fmt: skip
        ys, cost_y, out_y = _stops(
            box.y, box.bottom, body.b, before_y, after_y, span_y, clear,
            (top and cuttable, bottom and cuttable), aim[1] - first_y if aim else None, butt,
            grid, hang,
        )  # fmt: skip
        gx, gy = np.repeat(xs, len(ys)), np.tile(ys, len(xs))
        price = np.repeat(cost_x, len(ys)) + np.tile(cost_y, len(xs))
        price = price + own[number]
        outs.append(np.full(len(gx), out_x / box.w + out_y / box.h))
        rows.append(np.stack([gx, gy, price]))
        shapes.append(np.full(len(gx), number))
        extra.append(_outside(gx, gy, body, room) if room.slanted else np.zeros(len(gx)))
    cx, cy, cost = np.concatenate(rows, axis=1)
    index = np.concatenate(shapes).astype(np.intp)
    out, beyond = np.concatenate(outs), np.concatenate(extra)
    cost = cost + np.where(out > 0, GRAVE + 2000 * out, 0.0)
    cost = cost + np.where(beyond > 0, 2 * ASKED if piece.at else GRAVE, 0.0)
    cost = cost + 40 * beyond / size
    x0, y0, x1, y1 = _boxes(piece, room, cx, cy, index)
    firsts = np.array([b.parts[0][1] for b in piece.bodies])[index].T
    weight = LAST if wide else PACKED if packed else 1.0
    cost = cost + static(piece, room, cx + firsts[0], cy + firsts[1], x0, y0, x1, y1, weight=weight)
    tail = None
    if piece.mouth is not None:
        # Joined balloons have one tail, from the one next to the mouth.
        first = piece.mouth[1] < cy
        bearing = (np.where(first, v[0], v[-1]) for v in (x0, y0, x1, y1))
        hulls = np.array(
            [
                [(b.a, b.b, b.inner.n, x, y) for b, (x, y) in (body.parts[0], body.parts[-1])]
                for body in piece.bodies
            ]
        )
        hull = hulls[index, np.where(first, 0, 1)].T
        tail, price = tails(piece, room, cx + hull[3], cy + hull[4], hull, *bearing, weight=weight)
        cost = cost + price
    if packed and not piece.effect and not piece.at:
        # Nobody's words start lower than those before them need.
        crowd = min(max((crowding - 0.35) / 0.3, 0.0), 1.0)
        cost = cost + 45 * crowd * np.maximum((y0.min(axis=0) - box.y) / box.h - turn, 0.0)
    if later > 0:
        # What is read later stands to the right of it or below it.
        aside = (x0.min(axis=0) - box.x) if room.rtl else (box.right - x1.max(axis=0))
        across = box.w - aside
        free = aside * (box.bottom - y0.min(axis=0)) + across * (box.bottom - y1.max(axis=0))
        cost = cost + 70 * np.maximum(1 - np.maximum(free, 0.0) / (ROOM * later), 0.0)
    if piece.at:
        # As near to the place that the story asks for as it can be costs nothing.
        cost = cost - float(cost.min())
    order = np.argsort(cost, kind="stable")
    cell = (
        np.clip((cx - box.x) / box.w * cells, 0, cells - 1).astype(np.intp) * cells
        + np.clip((cy - box.y) / box.h * cells, 0, cells - 1).astype(np.intp)
    )  # fmt: skip
    keep = order[:KEPT]
    if packed or wide:
        ranked = cell[order]
        by_cell = np.argsort(ranked, kind="stable")
        starts = np.r_[0, np.flatnonzero(np.diff(ranked[by_cell])) + 1]
        sizes = np.diff(np.r_[starts, len(by_cell)])
        place = np.arange(len(by_cell)) - np.repeat(starts, sizes)
        keep = order[np.sort(by_cell[place < KEPT_CELL])]
    part = np.clip((cx[keep] - box.x) / box.w * PARTS, 0, PARTS - 1).astype(np.intp)
    sort = (cell[keep] * PARTS + part) * len(piece.bodies) + index[keep]
    sorts = np.argsort(sort, kind="stable").astype(np.intp)
    starts = np.r_[0, np.flatnonzero(np.diff(sort[sorts])) + 1].astype(np.intp)
    return Options(
        _word_boxes(piece, cx[keep], cy[keep], index[keep]),
        x0[:, keep], y0[:, keep], x1[:, keep], y1[:, keep], cx[keep], cy[keep], cost[keep],
        index[keep], cell[keep], sorts, starts, None if tail is None else tail[keep], piece.effect,
        piece.caption, piece.at is not None,
    )  # fmt: skip


def _shape_cost(piece: Piece, body: Joined, least: float, room: Room) -> float:
    w, h = 2 * body.a, 2 * body.b
    cost = SHAPE * (body.cost - least)
    if piece.caption:
        lines = sum(len(b.setting.lines) for b, _ in body.parts)
        wide = max(w / room.box.w - 0.62, 0.0) + max(w / (24 * room.size) - 1, 0.0)
        return cost + 1.5 * lines + 30 * wide + 12 * max(h / w - 0.5, 0.0)
    if piece.effect:
        return cost
    form = 0.0
    for part, _ in body.parts:
        ratio, set_as = part.a / part.b, part.setting.lines
        flat = 6 * max(ratio - 3.0, 0.0) if part.kind == "shout" else 2.5 * max(ratio - 3.2, 0.0)
        form += flat + 32 * max(1.2 - ratio, 0.0)
        if len(set_as) > 2 and " " not in set_as[-1].shown:
            form += LONELY
    cost += form / len(body.parts)
    if len(body.parts) > 1:
        leans = abs(body.parts[0][1][0] - body.parts[-1][1][0])
        cost += 0.0 if leans > 0.1 * w else 1.0
    return cost + 12 * max(w / room.box.w - 0.8, 0.0) + 20 * max(h / room.box.h - 0.6, 0.0)


def _outside(gx: Array, gy: Array, body: Joined, room: Room) -> Array:
    """How far each place leaves an outline that is no box, in points; 0 inside."""
    planes = half_planes(room.outline)
    clear = 0.0 if body.parts[0][0].kind == "sfx" else 0.45 * room.size
    worst = np.full(len(gx), -np.inf)
    for part, (px, py) in body.parts:
        hull = part.hull
        if part.kind in ("caption", "sfx"):
            support = hull.a * np.abs(planes[:, 0]) + hull.b * np.abs(planes[:, 1])
        else:
            # The support function of a superellipse: the dual norm.
            q = hull.n / (hull.n - 1)
            ax, by = hull.a * np.abs(planes[:, 0]), hull.b * np.abs(planes[:, 1])
            support = (ax**q + by**q) ** (1 / q)
        reach = support - planes[:, 2] + clear
        far = np.outer(gx + px, planes[:, 0]) + np.outer(gy + py, planes[:, 1]) + reach
        worst = np.maximum(worst, far.max(axis=1))
    out: Array = np.maximum(worst, 0.0)
    return out


def _boxes(
    piece: Piece, room: Room, cx: Array, cy: Array, index: NDArray[np.intp]
) -> tuple[Array, Array, Array, Array]:
    """The boxes of what is seen of each balloon, a row a balloon."""
    count = len(piece.bodies[0].parts)
    table = np.array([[(b.a, b.b, x, y) for b, (x, y) in body.parts] for body in piece.bodies])
    x0, y0, x1, y1 = (np.empty((count, len(cx))) for _ in range(4))
    cut = piece.bodies[0].parts[0][0].kind in _CUT
    box = room.box
    for p in range(count):
        a, b, dx, dy = table[index, p].T
        x0[p], x1[p] = cx + dx - a, cx + dx + a
        y0[p], y1[p] = cy + dy - b, cy + dy + b
    if cut:
        x0, y0 = np.maximum(x0, box.x), np.maximum(y0, box.y)
        x1, y1 = np.minimum(x1, box.right), np.minimum(y1, box.bottom)
    return x0, y0, x1, y1


def _word_boxes(piece: Piece, cx: Array, cy: Array, index: NDArray[np.intp]) -> Array:
    """The boxes of each balloon's words, shape (4, balloons, n)."""
    table = np.array(
        [
            [(x, y, b.setting.w / 2, b.setting.h / 2) for b, (x, y) in body.parts]
            for body in piece.bodies
        ]
    )
    dx, dy, w, h = table[index].transpose(2, 1, 0)
    return np.stack([cx + dx - w, cy + dy - h, cx + dx + w, cy + dy + h])


__all__ = ["GAP", "HARD", "MARGIN", "Options", "Piece", "cover", "options", "within"]
