"""What a place costs beside others of its panel: overlaps, order, tails that meet."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from storyboard.layout.aiming import SLID, meeting
from storyboard.layout.candidates import Options
from storyboard.layout.costs import ASKED, DRAWN, EVEN, GAP, GRAVE, HARD, MISLED, TAIL, WIDE, within
from storyboard.layout.room import Array, Room

Pick = NDArray[np.intp] | slice
"""Which of a piece's candidates."""
BACK, LOWER = 80.0, 3.2
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
    asked = earlier.fixed and later.fixed
    covered = 2 * ASKED if asked else GRAVE
    # The order of what the story places itself is the story's own.
    wrong = 0.3 * HARD if asked else HARD
    cost: Array = np.zeros((ours[0][0].shape[0], theirs[0][0].shape[1]))
    for ex0, ey0, ex1, ey1 in ours:
        share = 400 / np.maximum((ex1 - ex0) * (ey1 - ey0), 1e-9)
        for x0, y0, x1, y1 in theirs:
            w = np.minimum(x1, ex1) - np.maximum(x0, ex0)
            h = np.minimum(y1, ey1) - np.maximum(y0, ey0)
            # Apart by the larger of the two gaps, near enough.
            lap = np.minimum(w, h)
            air = lap + NEAR
            np.maximum(air, 0.0, out=air)
            np.minimum(air, NEAR - GAP, out=air)
            air *= 6 / (NEAR - GAP)
            cost += air
            over = lap > -GAP
            w += GAP
            h += GAP
            w *= h
            w *= share
            w += covered
            w *= over
            cost += w
            if not (earlier.effect or later.effect):
                aside = (x1 <= ex0 + 0.5) if room.rtl else (x0 >= ex1 - 0.5)
                bad = np.where(aside, y0 < ey0 - 0.5, y0 < ey1 - 0.5)
                cost += wrong * bad
                # To the left of an earlier one it must be clearly lower to be read after it.
                back = (x0 >= ex1 - 0.5) if room.rtl else (x1 <= ex0 + 0.5)
                step = 1 - (y0 - ey1) / (LOWER * room.size)
                np.maximum(step, 0.0, out=step)
                np.minimum(step, 1.0, out=step)
                step *= BACK
                step *= back
                cost += step
            elif earlier.effect and later.effect:
                after = (x1 <= ex0) if room.rtl else (x0 >= ex1)
                cost += np.where(after | (y0 >= ey1), 0.0, BACK)
    tails = _tails(earlier, one, ours, later, other, theirs)
    if earlier.roots is not None or later.roots is not None:
        _reroot(tails, cost, earlier, one, later, other)
    return cost + tails


def _tails(
    earlier: Options,
    one: Pick,
    ours: Sequence[tuple[Array, ...]],
    later: Options,
    other: Pick,
    theirs: Sequence[tuple[Array, ...]],
) -> Array:
    """What tails cost that run over the other piece's balloons or cross its tail."""
    tail = None if earlier.tail is None else earlier.tail[one][:, None]
    next_tail = None if later.tail is None else later.tail[other][None]
    cost: Array = np.zeros((ours[0][0].shape[0], theirs[0][0].shape[1]))
    if earlier.tail is not None:
        for sides in theirs:
            _add_over(cost, earlier.tail[one], tuple(v[0] for v in sides))
    if later.tail is not None:
        for sides in ours:
            _add_over(cost.T, later.tail[other], tuple(v[:, 0] for v in sides))
    if tail is not None and next_tail is not None:
        cost += _crossing(tail, next_tail)
    return cost


def _add_over(cost: Array, tails: Array, sides: tuple[Array, ...]) -> None:
    """Adds what it costs that tails run over balloons: a row a tail, a column a balloon."""
    x0, y0, x1, y1 = sides[0] - WIDE, sides[1] - WIDE, sides[2] + WIDE, sides[3] + WIDE
    # Few come near, as their ends tell.
    first, last = tails[:, 1, :, None], tails[:, -1, :, None]
    least, most = np.minimum(first, last), np.maximum(first, last)
    near = (most[:, 0] > x0) & (least[:, 0] < x1)
    near &= most[:, 1] > y0
    near &= least[:, 1] < y1
    i, j = np.nonzero(near)
    points = tails[i, 1:]
    over = within(points, x0[j, None], y0[j, None], x1[j, None], y1[j, None]).any(axis=1)
    cost[i[over], j[over]] += TAIL


def _reroot(
    price: Array, rest: Array, earlier: Options, one: Pick, later: Options, other: Pick
) -> None:
    """Lowers what tails cost where they have free ways from other roots.

    `rest` is what else the candidates cost: those that cannot be taken are left alone.
    """
    i, j = np.nonzero((price >= TAIL) & (rest < HARD))
    if len(i):
        a, b = np.arange(len(earlier.cost))[one][i], np.arange(len(later.cost))[other][j]
        free = meeting(
            _roots(earlier, a), earlier.hulls[:, :, a], _roots(later, b), later.hulls[:, :, b]
        )
        price[i[free], j[free]] = SLID


def _roots(offer: Options, which: NDArray[np.intp]) -> Array | None:
    """All the tails that candidates may have."""
    if offer.tail is None:
        return None
    own = offer.tail[which, None]
    return own if offer.roots is None else np.concatenate([own, offer.roots[which]], axis=1)


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
        last = i + 1 == len(read)
        following, rest = (mine[0], mine[1:]) if last else (read[i + 1], mine)
        if captions[i] or not rest:
            continue  # boxes are read in their order wherever they stand
        gap_, span_ = gap(here, following) + EVEN, span(here, following) - 0.01
        for other in rest:
            cost = cost + MISLED * (gap(here, other) < gap_) + 12.0 * (span(here, other) < span_)
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
