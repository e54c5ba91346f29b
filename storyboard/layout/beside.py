"""What a place costs beside others of its panel: overlaps, order, tails that meet."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from storyboard.layout.candidates import Options
from storyboard.layout.costs import GAP, HARD, TAIL, WIDE, within
from storyboard.layout.room import Array, Room

NEAR = 7.0
"""Points between balloons that are air enough."""


def sides_of(offer: Options) -> list[tuple[Array, Array, Array, Array]]:
    """For each balloon of a piece its candidates' sides, each of shape (1, n)."""
    return [
        (offer.x0[q][None], offer.y0[q][None], offer.x1[q][None], offer.y1[q][None])
        for q in range(len(offer.x0))
    ]


def beside(
    before: Sequence[Options], chosen: NDArray[np.intp], offer: Options, room: Room
) -> Array:
    """What each candidate costs beside each beam's earlier places, shape (beams, n)."""
    rtl = room.rtl
    cost = np.zeros((len(chosen), len(offer.cost)))
    read: list[tuple[Array, Array, Array, Array]] = []
    captions: list[bool] = []
    mine = sides_of(offer)
    for j, earlier in enumerate(before):
        c = chosen[:, j]
        for p in range(len(earlier.x0)):
            e = tuple(v[p, c][:, None] for v in (earlier.x0, earlier.y0, earlier.x1, earlier.y1))
            ex0, ey0, ex1, ey1 = e
            area = np.maximum((ex1 - ex0) * (ey1 - ey0), 1e-9)
            for x0, y0, x1, y1 in mine:
                w = np.minimum(x1, ex1) - np.maximum(x0, ex0)
                h = np.minimum(y1, ey1) - np.maximum(y0, ey0)
                over = np.clip(w + GAP, 0, None) * np.clip(h + GAP, 0, None) / area
                cost += np.where(over > 0, HARD + 400 * over, 0.0)
                # Apart by the larger of the two gaps, near enough.
                apart = np.maximum(-w, -h)
                cost += np.clip(NEAR - apart, 0, NEAR - GAP) * (6 / (NEAR - GAP))
                if not (earlier.effect or offer.effect):
                    aside = (x1 <= ex0 + 0.5) if rtl else (x0 >= ex1 - 0.5)
                    good = np.where(aside, y0 >= ey0 - 0.5, y0 >= ey1 - 0.5)
                    cost += np.where(good, 0.0, HARD)
            if not earlier.effect:
                read.append((ex0, ey0, ex1, ey1))
                captions.append(earlier.caption)
        if earlier.tail is not None:
            points = earlier.tail[c]
            x, y = points[..., 0][:, None, :], points[..., 1][:, None, :]
            for x0, y0, x1, y1 in mine:
                inside = (x > x0[..., None] - WIDE) & (x < x1[..., None] + WIDE)
                inside &= (y > y0[..., None] - WIDE) & (y < y1[..., None] + WIDE)
                cost += np.where(inside.any(axis=2), TAIL, 0.0)
        if offer.tail is not None:
            tail = offer.tail[None]
            for p in range(len(earlier.x0)):
                ex0, ey0, ex1, ey1 = (
                    v[p, c][:, None, None] for v in (earlier.x0, earlier.y0, earlier.x1, earlier.y1)
                )
                over_it = within(tail, ex0 - WIDE, ey0 - WIDE, ex1 + WIDE, ey1 + WIDE)
                cost += np.where(over_it.any(axis=2), TAIL, 0.0)
            if earlier.tail is not None:
                cost += np.where(_cross(earlier.tail[c], offer.tail), TAIL, 0.0)
    if read and not offer.effect:
        if not (offer.fixed or offer.caption):
            cost += _nearest(read, captions, mine)
        cx, cy = (mine[0][0] + mine[0][2]) / 2, (mine[0][1] + mine[0][3]) / 2
        ex0, ey0, ex1, ey1 = read[-1]
        box = room.box
        cost += 3 * np.hypot((cx - (ex0 + ex1) / 2) / box.w, (cy - (ey0 + ey1) / 2) / box.h)
    return cost


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
    read: Sequence[tuple[Array, Array, Array, Array]],
    captions: Sequence[bool],
    mine: Sequence[tuple[Array, Array, Array, Array]],
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
            cost = cost + np.where(gap(here, other) < gap_ - 0.01, HARD, 0.0)
            cost = cost + np.where(span(here, other) < span_ - 0.01, 12.0, 0.0)
    return cost


def _cross(tails: Array, others: Array) -> NDArray[np.bool_]:
    """Whether each beam's tail crosses each candidate's, shape (beams, n)."""
    p, q = tails[:, None, 0, :], tails[:, None, -1, :]
    r, s = others[None, :, 0, :], others[None, :, -1, :]

    def turn(a: Array, b: Array, c: Array) -> Array:
        out: Array = (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (
            c[..., 0] - a[..., 0]
        )
        return out

    found: NDArray[np.bool_] = (turn(p, q, r) * turn(p, q, s) < 0) & (
        turn(r, s, p) * turn(r, s, q) < 0
    )
    return found
