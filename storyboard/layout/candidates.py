"""Every place that a piece of lettering may take in its panel, with what each costs alone.

Of the places there are (`spots`) those are kept that cost least.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storyboard.geometry import Point, Rect
from storyboard.layout.aiming import tails
from storyboard.layout.balloons import Joined
from storyboard.layout.costs import LAST, PACKED, static
from storyboard.layout.room import Array, Room
from storyboard.layout.spots import CUT, places
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
KEPT, KEPT_CELL, KEPT_SORT = 220, 26, 5
"""Candidates kept: in all; of each cell where many pieces must be packed; of each setting in each
cell in a wide search."""
ROOM = 1.7
"""How much more room balloons need than their boxes cover."""
CELLS, WIDE_CELLS = 5, 8
"""A panel counts as five by five places of which each gives some candidates; as eight by eight
in a wide search."""
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
    starts: NDArray[np.intp]
    """Where each sort begins: candidates of one body, in one part of the panel, stand together."""
    tail: Array | None
    """Points along the tail, shape (n, len(ALONG), 2)."""
    roots: Array | None
    """In a wide search: the same for tails from other roots, shape (n, len(SLIDES), ...); nan for
    those that run over a face."""
    hulls: Array
    """In a wide search the balloons' hulls (middle x, y, half width, half height, exponent): shape
    (5, balloons, n)."""
    effect: bool
    caption: bool
    fixed: bool
    """The story says where it stands."""


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

    `packed` where many pieces share the panel; `wide` to look for any place at all; both for some
    places of every part of the panel. `alone` where nothing else of its kind does: there is time
    to look closer.
    `later` is the area, in square points, that the pieces read after this one will need, and
    `turn` the share of all that those before it take; `crowding` is the share of the panel that
    all of them take.
    """
    box = room.box
    further, cells = (3, WIDE_CELLS) if wide else (1, CELLS)
    grid = FINEST if wide else FINE if packed else ALONE if alone else GRID
    most, worse = (ALONE_BODIES, ALONE_WORSE) if alone else (MOST_BODIES, FAR_WORSE)
    least = min(b.cost for b in piece.bodies)
    own = [_shape_cost(piece, b, least, room) for b in piece.bodies]
    worth = sorted(range(len(own)), key=own.__getitem__)[: most * further]
    worth = [k for k in worth if own[k] <= own[worth[0]] + worse * further]
    cx, cy, cost, index = places(piece, room, sorted(worth), grid, wide=wide)
    cost = cost + np.array(own)[index]
    x0, y0, x1, y1 = _boxes(piece, room, cx, cy, index)
    firsts = np.array([b.parts[0][1] for b in piece.bodies])[index].T
    weight = LAST if wide else PACKED if packed else 1.0
    cost = cost + static(piece, room, cx + firsts[0], cy + firsts[1], x0, y0, x1, y1, weight=weight)
    tail = roots = None
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
        tail, roots, price = tails(
            piece,
            room,
            cx + hull[3],
            cy + hull[4],
            hull,
            *bearing,
            weight=weight,
            packed=packed,
            roots=wide,
        )
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
    cell = _cells(cx - box.x, box.w, cells) * cells + _cells(cy - box.y, box.h, cells)
    keep = order[:KEPT]
    if packed or wide or piece.at:
        ranked = (cell * len(piece.bodies) + index if wide else cell)[order]
        by_cell = np.argsort(ranked, kind="stable")
        ranked = ranked[by_cell]
        starts = np.flatnonzero(np.concatenate([_YES, ranked[1:] != ranked[:-1]]))
        sizes = np.diff(starts, append=len(by_cell))
        place = np.arange(len(by_cell)) - np.repeat(starts, sizes)
        keep = order[np.sort(by_cell[place < (KEPT_SORT if wide else KEPT_CELL)])]
    part = _cells(cx[keep] - box.x, box.w, PARTS)
    sort = (cell[keep] * PARTS + part) * len(piece.bodies) + index[keep]
    sorts = np.argsort(sort, kind="stable")
    keep, sort = keep[sorts], sort[sorts]
    starts = np.flatnonzero(np.concatenate([_YES, sort[1:] != sort[:-1]]))
    cx, cy, index = cx[keep], cy[keep], index[keep]
    return Options(
        _word_boxes(piece, cx, cy, index),
        x0[:, keep], y0[:, keep], x1[:, keep], y1[:, keep], cx, cy, cost[keep],
        index, cell[keep], starts, None if tail is None else tail[keep],
        None if roots is None else roots[keep], _hulls(piece, cx, cy, index) if wide else _NONE,
        piece.effect, piece.caption, piece.at is not None,
    )  # fmt: skip


_YES = np.ones(1, dtype=np.bool_)
_NONE: Array = np.zeros((5, 0, 0))


def _cells(along: Array, whole: float, count: int) -> NDArray[np.intp]:
    """In which of `count` equal parts of an axis points lie."""
    at = np.minimum(np.maximum(along / whole * count, 0.0), count - 1)
    out: NDArray[np.intp] = at.astype(np.intp)
    return out


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


def _boxes(
    piece: Piece, room: Room, cx: Array, cy: Array, index: NDArray[np.intp]
) -> tuple[Array, Array, Array, Array]:
    """The boxes of what is seen of each balloon, a row a balloon."""
    count = len(piece.bodies[0].parts)
    table = np.array([[(b.a, b.b, x, y) for b, (x, y) in body.parts] for body in piece.bodies])
    x0, y0, x1, y1 = (np.empty((count, len(cx))) for _ in range(4))
    cut = piece.bodies[0].parts[0][0].kind in CUT
    box = room.box
    for p in range(count):
        a, b, dx, dy = table[index, p].T
        x0[p], x1[p] = cx + dx - a, cx + dx + a
        y0[p], y1[p] = cy + dy - b, cy + dy + b
    if cut:
        x0, y0 = np.maximum(x0, box.x), np.maximum(y0, box.y)
        x1, y1 = np.minimum(x1, box.right), np.minimum(y1, box.bottom)
    return x0, y0, x1, y1


def _hulls(piece: Piece, cx: Array, cy: Array, index: NDArray[np.intp]) -> Array:
    """The balloons' hulls: middles, half widths and heights, exponents; shape (5, balloons, n)."""
    table = np.array(
        [[(x, y, b.a, b.b, b.inner.n) for b, (x, y) in body.parts] for body in piece.bodies]
    )
    out: Array = table[index].transpose(2, 1, 0)
    out[0] += cx
    out[1] += cy
    return out


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
