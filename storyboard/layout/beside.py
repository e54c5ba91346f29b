"""What a place costs beside others of its panel: overlaps, order, tails that meet."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from storyboard.layout.candidates import Options
from storyboard.layout.costs import ASKED, DRAWN, EVEN, GAP, GRAVE, HARD, TAIL, WIDE, within
from storyboard.layout.room import Array, Room

Pick = NDArray[np.intp] | slice
"""Which of a piece's candidates."""
BACK, LOWER = 60.0, 2.5
"""What it costs to stand beside an earlier balloon, on the side that is read first; and type
sizes by which it must be lower to be read after it none the less."""
ASTRIDE = 90.0
"""Tails that would cross on their way to the mouths."""
NEAR = 7.0
"""Points between balloons that are air enough."""


def sides_of(offer: Options) -> list[tuple[Array, Array, Array, Array]]:
    """For each balloon of a piece its candidates' sides, each of shape (1, n)."""
    return [
        (offer.x0[q][None], offer.y0[q][None], offer.x1[q][None], offer.y1[q][None])
        for q in range(len(offer.x0))
    ]


def words_of(offer: Options) -> list[tuple[Array, Array, Array, Array]]:
    """The same for the words of each balloon."""
    x0, y0, x1, y1 = offer.words
    return [(x0[q][None], y0[q][None], x1[q][None], y1[q][None]) for q in range(len(x0))]


def beside(
    before: Sequence[Options], chosen: NDArray[np.intp], offer: Options, room: Room
) -> Array:
    """What each candidate costs beside each beam's earlier places, shape (beams, n)."""
    cost = np.zeros((len(chosen), len(offer.cost)))
    everything = slice(None)
    for j, earlier in enumerate(before):
        cost += between(earlier, chosen[:, j], offer, everything, room)
    read = [
        (tuple(v[p, chosen[:, j]][:, None] for v in earlier.words), earlier.caption)
        for j, earlier in enumerate(before)
        if not earlier.effect
        for p in range(len(earlier.x0))
    ]
    if read and not offer.effect:
        mine = words_of(offer)
        if not (offer.fixed or offer.caption):
            cost += _nearest([here for here, _ in read], [caption for _, caption in read], mine)
        cost += 3 * _far(read[-1][0], mine[0], room)
    return cost


def between(earlier: Options, one: Pick, later: Options, other: Pick, room: Room) -> Array:
    """What candidates of a piece cost beside those of one read after it: overlaps, the order of
    tops, tails. Shape (those of the earlier piece, those of the later one).
    """
    ours, theirs = _picked(earlier, one, 0), _picked(later, other, 1)
    cost: Array = np.zeros(())
    asked = earlier.fixed and later.fixed
    covered = 2 * ASKED if asked else GRAVE
    for ex0, ey0, ex1, ey1 in ours:
        area = np.maximum((ex1 - ex0) * (ey1 - ey0), 1e-9)
        for x0, y0, x1, y1 in theirs:
            w = np.minimum(x1, ex1) - np.maximum(x0, ex0)
            h = np.minimum(y1, ey1) - np.maximum(y0, ey0)
            over = np.clip(w + GAP, 0, None) * np.clip(h + GAP, 0, None) / area
            cost = cost + np.where(over > 0, covered + 400 * over, 0.0)
            # Apart by the larger of the two gaps, near enough.
            apart = np.maximum(-w, -h)
            cost = cost + np.clip(NEAR - apart, 0, NEAR - GAP) * (6 / (NEAR - GAP))
            if not (earlier.effect or later.effect):
                aside = (x1 <= ex0 + 0.5) if room.rtl else (x0 >= ex1 - 0.5)
                good = np.where(aside, y0 >= ey0 - 0.5, y0 >= ey1 - 0.5)
                # The order of what the story places itself is the story's own.
                cost = cost + np.where(good, 0.0, 0.3 * HARD if asked else HARD)
                # To the left of an earlier one it must be clearly lower to be read after it.
                back = (x0 >= ex1 - 0.5) if room.rtl else (x1 <= ex0 + 0.5)
                step = np.clip(1 - (y0 - ey1) / (LOWER * room.size), 0.0, 1.0)
                cost = cost + BACK * back * step
            elif earlier.effect and later.effect:
                after = (x1 <= ex0) if room.rtl else (x0 >= ex1)
                cost = cost + np.where(after | (y0 >= ey1), 0.0, BACK)
    tail = None if earlier.tail is None else earlier.tail[one][:, None]
    next_tail = None if later.tail is None else later.tail[other][None]
    for points, boxes in ((tail, theirs), (next_tail, ours)):
        if points is not None:
            for sides in boxes:
                x0, y0, x1, y1 = (v[..., None] for v in sides)
                over_it = within(points[..., 1:, :], x0 - WIDE, y0 - WIDE, x1 + WIDE, y1 + WIDE)
                cost = cost + np.where(over_it.any(axis=2), TAIL, 0.0)
    if tail is not None and next_tail is not None:
        cost = cost + _crossing(tail, next_tail)
    return cost


def _picked(offer: Options, which: Pick, axis: int) -> list[tuple[Array, ...]]:
    """For each balloon the sides of some candidates, of shape (n, 1) for axis 0, else (1, n)."""
    sides = (offer.x0, offer.y0, offer.x1, offer.y1)
    return [
        tuple(np.expand_dims(v[q, which], 1 - axis) for v in sides) for q in range(len(offer.x0))
    ]


def _far(a: tuple[Array, ...], b: tuple[Array, ...], room: Room) -> Array:
    """Between the middles of boxes, in panel sizes."""
    dx = (b[0] + b[2] - a[0] - a[2]) / 2 / room.box.w
    dy = (b[1] + b[3] - a[1] - a[3]) / 2 / room.box.h
    out: Array = np.hypot(dx, dy)
    return out


def gap(a: tuple[Array, ...], b: tuple[Array, ...]) -> Array:
    """Between boxes, in points."""
    dx = np.maximum(np.maximum(b[0] - a[2], a[0] - b[2]), 0.0)
    dy = np.maximum(np.maximum(b[1] - a[3], a[1] - b[3]), 0.0)
    out: Array = np.hypot(dx, dy)
    return out


def lies_over(a: tuple[Array, ...], b: tuple[Array, ...]) -> NDArray[np.bool_]:
    """Whether boxes overlap, or all but touch."""
    w = np.minimum(a[2], b[2]) - np.maximum(a[0], b[0])
    h = np.minimum(a[3], b[3]) - np.maximum(a[1], b[1])
    found: NDArray[np.bool_] = (w > -1.0) & (h > -1.0)
    return found


def span(a: tuple[Array, ...], b: tuple[Array, ...]) -> Array:
    """Between the middles of boxes, in points."""
    out: Array = np.hypot((a[0] + a[2] - b[0] - b[2]) / 2, (a[1] + a[3] - b[1] - b[3]) / 2)
    return out


def _nearest(
    read: Sequence[tuple[Array, ...]],
    captions: Sequence[bool],
    mine: Sequence[tuple[Array, ...]],
) -> Array:
    """What the nearest-unread rule costs a new piece after those that are read before it."""
    cost: Array = np.zeros(())
    for i, here in enumerate(read):
        rest = mine
        if i + 1 < len(read):
            gap_, span_ = gap(here, read[i + 1]), span(here, read[i + 1])
        else:
            gap_, span_ = gap(here, mine[0]), span(here, mine[0])
            rest = mine[1:]
        for other in rest:
            if captions[i]:
                continue  # boxes are read in their order wherever they stand
            cost = cost + np.where(gap(here, other) < gap_ + EVEN, HARD, 0.0)
            cost = cost + np.where(span(here, other) < span_ - 0.01, 12.0, 0.0)
    return cost


def _crossing(tails: Array, others: Array) -> Array:
    """What it costs that tails cross, as arrays of points along them that broadcast."""
    p, q = tails[..., 0, :], tails[..., -1, :] - tails[..., 0, :]
    r, s = others[..., 0, :], others[..., -1, :] - others[..., 0, :]
    dx, dy = r[..., 0] - p[..., 0], r[..., 1] - p[..., 1]
    across = q[..., 0] * s[..., 1] - q[..., 1] * s[..., 0]
    across = np.where(np.abs(across) < 1e-9, 1e-9, across)
    # Where along each, as shares of what is drawn, the lines that they lie on meet.
    first = (dx * s[..., 1] - dy * s[..., 0]) / across
    second = (dx * q[..., 1] - dy * q[..., 0]) / across
    ahead = (first > 0) & (second > 0)
    farther = np.maximum(first, second)
    # Nor may they cross were they drawn all the way: who speaks must be seen at a glance.
    out: Array = np.where(ahead & (farther < 1 / DRAWN), np.where(farther < 1, TAIL, ASTRIDE), 0.0)
    return out
