"""Where in its panel a piece of lettering may stand: a grid of places for each of its settings.

Places are floating ones, clear of the border, and those that butt against it: the border cuts a
plain balloon, and a cloud, a burst or a radio's teeth hang over it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from storyboard.geometry import Rect
from storyboard.layout.balloons import Joined
from storyboard.layout.costs import ASKED, GRAVE
from storyboard.layout.room import CLEAR, CORNER, Array, Room, half_planes

if TYPE_CHECKING:
    from storyboard.layout.candidates import Piece

CUT = ("speech", "whisper")
"""The kinds that a border cuts; the others hang over it."""
_NEAR = tuple(s * d for d in (0.0, 3.0, 7.0, 12.0, 18.0, 28.0, 44.0, 70.0) for s in (-1.0, 1.0))
"""Points from the asked place at which to look for room."""
HANG, HANG_WIDE, FAR_OVER = (0.5, 1.2), (0.5, 1.2, math.inf), 4.0
"""Type sizes by which a cloud, a burst or a radio's teeth may hang over a border: into the gutter,
or just across it, and farther where nothing else keeps the order; and what each point beyond the
first costs where the words need more."""
OVER, OUTER = 20.0, 30.0
"""What it costs to hang over a border, and as much again for each way farther; and what more where
no other panel lies beyond it."""
TIPS = 0.3
"""Between the bumps, spikes or teeth of a balloon and the border, in type sizes."""
_CUTTING = (math.inf,)
"""What the border cuts may reach as far as its words do."""
BROAD, NARROW = 5.5, 4.2
"""Type sizes: a balloon butts against the border only if one of its lines, of more than one word,
is longer (in a wide search: the second)."""


def places(
    piece: Piece, room: Room, numbers: Sequence[int], grid: int, *, wide: bool = False
) -> tuple[Array, Array, Array, NDArray[np.intp]]:
    """The middles of places (x, y), what each costs for how it stands to the border, and which of
    the piece's bodies stands there: of those of the given `numbers`.

    `grid` places along each axis, and those at the border; more of these in a `wide` search.
    """
    box, size, words = room.box, room.size, room.inner()
    left, top, right, bottom = room.butts()
    outer = room.outer()
    boxed = piece.caption or piece.effect
    clear = 0.0 if piece.effect else (CORNER if piece.caption else CLEAR) * size
    aim = piece.at if isinstance(piece.at, tuple) else None
    xs: list[float] = []
    ys: list[float] = []
    wide_of: list[int] = []
    high_of: list[int] = []
    price_x: list[float] = []
    price_y: list[float] = []
    out_of: list[float] = []
    for number in numbers:
        body = piece.bodies[number]
        before_x, before_y, after_x, after_y = _reach(body)
        cuttable = not boxed and any(
            " " in line.shown and length > (NARROW if wide else BROAD) * size
            for part, _ in body.parts
            for line, length in zip(part.setting.lines, part.setting.widths, strict=True)
        )
        whole = body.parts[0][0].kind not in CUT
        butt = OVER if whole else 1.6
        off = [butt + (OUTER if whole and edge else 0.0) for edge in outer]
        near = TIPS * size if whole and not boxed and not room.slanted else clear
        hang = tuple(share * size for share in (HANG_WIDE if wide else HANG)) if whole else _CUTTING
        span_x, span_y = (words.x, words.right), (words.y, words.bottom)
        if boxed:
            span_x = (box.x + clear + body.a - before_x, box.right - clear - body.a + after_x)
            span_y = (box.y + clear + body.b - before_y, box.bottom - clear - body.b + after_y)
            span_x = (max(span_x[0], room.live.x), min(span_x[1], room.live.right))
            span_y = (max(span_y[0], room.live.y), min(span_y[1], room.live.bottom))
        # The first of joined balloons is the one that was asked for.
        _, (first_x, first_y) = body.parts[0]
        stops_x, cost_x, out_x = _stops(
            box.x, box.right, body.a, before_x, after_x, span_x, near,
            (left and cuttable and not piece.off, right and cuttable and not piece.off),
            aim[0] - first_x if aim else None, (off[0], off[2]), grid, hang,
        )  # fmt: skip
        stops_y, cost_y, out_y = _stops(
            box.y, box.bottom, body.b, before_y, after_y, span_y, near,
            (top and cuttable, bottom and cuttable), aim[1] - first_y if aim else None,
            (off[1], off[3]), grid, hang,
        )  # fmt: skip
        if room.fold:
            beside = _beside(room.fold, body.a, span_x, (before_x, after_x), clear)
            stops_x += beside
            cost_x += [0.0] * len(beside)
        xs += stops_x
        ys += stops_y
        wide_of.append(len(stops_x))
        high_of.append(len(stops_y))
        price_x += cost_x
        price_y += cost_y
        out_of.append(out_x / box.w + out_y / box.h)
    across, down, turn_of = _grid(wide_of, high_of)
    cx, cy = np.array(xs)[across], np.array(ys)[down]
    index = np.array(numbers, dtype=np.intp)[turn_of]
    cost = np.array(price_x)[across] + np.array(price_y)[down]
    if any(out_of):
        out = np.array(out_of)[turn_of]
        cost = cost + np.where(out > 0, GRAVE + 2000 * out, 0.0)
    if room.slanted:
        beyond = np.empty(len(cx))
        for k, number in enumerate(numbers):
            these = turn_of == k
            beyond[these] = _outside(cx[these], cy[these], piece.bodies[number], room)
        cost = cost + np.where(beyond > 0, 2 * ASKED if piece.at else GRAVE, 0.0)
        cost = cost + 40 * beyond / size
    return cx, cy, cost, index


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
    butt: tuple[float, float],
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
            costs += [butt[0] * (k + 1) for k in range(len(hang))]
        if butts[1] and last - b > 0.6:
            stops += [min(last, high - half + over) for over in hang]
            costs += [butt[1] * (k + 1) for k in range(len(hang))]
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


def _beside(
    fold: Rect, half: float, words: tuple[float, float], reach: tuple[float, float], clear: float
) -> list[float]:
    """The middles that stand nearest to the fold of a double page, on either side of it."""
    near = (fold.x - clear - half, fold.right + clear + half)
    return [at for at in near if words[0] + reach[0] <= at <= words[1] - reach[1]]


def _grid(
    across: list[int], down: list[int]
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Grids of so many columns and rows laid end to end: each place's column and row, counted
    over all the grids, and the grid that it is of."""
    wide, high = np.array(across), np.array(down)
    size = wide * high
    ends = np.cumsum(size)
    grid = np.repeat(np.arange(len(size)), size)
    column, row = np.divmod(np.arange(ends[-1]) - (ends - size)[grid], high[grid])
    return column + (np.cumsum(wide) - wide)[grid], row + (np.cumsum(high) - high)[grid], grid


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
