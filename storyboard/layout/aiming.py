"""What a place's tail costs: its length and lean, and what it would run over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from storyboard.layout.costs import (
    BELOW,
    DRAWN,
    FIGURE,
    HARD,
    TAIL,
    WIDE,
    beyond,
    within,
)
from storyboard.layout.room import Array, Room

if TYPE_CHECKING:
    from storyboard.layout.candidates import Piece

ALONG = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Where along its drawn length a tail is watched."""
SLIDES = (0.0, -0.4, 0.4, -0.7, 0.7)
"""Where else a tail may leave its balloon, in half widths from the middle: the letterer tries
these where the first root has no free way."""
LONG = 1.7
"""How much more a long tail costs among many, where it is hard to follow."""
SLID = 8.0
"""What another root costs."""


def tails(
    piece: Piece,
    room: Room,
    cx: Array,
    cy: Array,
    hull: Array,
    x0: Array,
    y0: Array,
    x1: Array,
    y1: Array,
    *,
    weight: float = 1.0,
    packed: bool = False,
    roots: bool = False,
) -> tuple[Array, Array | None, Array]:
    """Points along each place's tail, those of tails from other `roots`, and what tails cost.

    The first are of shape (n, len(ALONG), 2), the second, where they are asked for, of shape
    (n, len(SLIDES), len(ALONG), 2), and nan where such a tail would run over a face.
    """
    assert piece.mouth is not None
    box = room.box
    mx, my = piece.mouth[0], np.broadcast_to(piece.mouth[1], cx.shape)
    if piece.off:
        my = beyond(mx, my, cx, cy)
    middle, low = (x0 + x1) / 2, y1
    cost = 10 * np.abs(middle - mx) / box.w + np.where((y0 + y1) / 2 > my, weight * BELOW, 0.0)
    gap = np.hypot(middle - mx, np.where(my > low, my - low, np.where(my < y0, y0 - my, 0.0)))
    far = 0.2 * np.maximum(gap - 45, 0.0) + 0.4 * np.maximum(gap - 90, 0.0)
    cost += 6 * gap / box.h + far * (LONG if packed and not piece.at else 1.0)
    # A tail has room: a balloon that all but touches the head has a stub of one.
    head = piece.head
    if head is not None:
        space = np.maximum(np.maximum(head.y - y1, y0 - head.bottom), 0.0)
        aside = np.maximum(np.maximum(head.x - x1, x0 - head.right), 0.0)
        cost += 1.5 * np.maximum(12.0 - np.hypot(space, aside), 0.0)
        # Comic Chat: no tail leans more than 45 degrees.
        lean = np.abs(middle - mx) - 0.5 * (x1 - x0) - np.abs(my - low)
        cost += 0.06 * np.maximum(lean, 0.0)
    hidden = (mx > x0) & (mx < x1) & (my > y0) & (my < y1)
    cost += np.where(hidden, 60.0, 0.0)
    # The tail leaves the hull where `tails.aim` will have it, very nearly.
    a = hull[0]
    tail = _drawn(piece, mx, my, cx, cy, hull, np.clip((mx - cx) * 0.5, -0.45 * a, 0.45 * a))
    met = _met(tail, piece, room)
    others = None
    if roots:
        shape = (len(SLIDES), len(cx))
        slides = np.broadcast_to(np.array(SLIDES)[:, None] * a, shape).ravel()
        ys, xs, middles = (np.tile(v, len(SLIDES)) for v in (my, cx, cy))
        drawn = _drawn(piece, mx, ys, xs, middles, np.tile(hull, len(SLIDES)), slides)
        price = _met(drawn, piece, room).reshape(shape).T
        others = drawn.reshape(*shape, *drawn.shape[1:]).swapaxes(0, 1).copy()
        best = price.argmin(axis=1)
        rows = np.flatnonzero(price[np.arange(len(best)), best] + SLID < met)
        tail[rows], met[rows] = others[rows, best[rows]], price[rows, best[rows]] + SLID
        others[price > 0] = np.nan
    cost += met
    for body, face in zip(room.torsos, room.bodied, strict=True):
        if face != head:
            crossed = within(tail, body.x, body.y, body.right, body.bottom).any(axis=1)
            cost += np.where(crossed, weight * FIGURE, 0.0)
    return tail, others, cost


def _drawn(
    piece: Piece, mx: float, my: Array, cx: Array, cy: Array, hull: Array, slide: Array
) -> Array:
    """Points along tails whose roots stand `slide` points aside of their balloons' middles."""
    thought = piece.bodies[0].parts[0][0].kind == "thought"
    along = np.array(ALONG) * (0.8 if thought else DRAWN)
    a, b, n = hull[0], hull[1], hull[2]
    dx, dy = mx - cx - slide, my - cy
    away = np.hypot(dx, dy) + 1e-9
    dx, dy = dx / away, dy / away
    room_x = np.maximum(a - slide * np.sign(dx), 1e-6)
    low_b = b * np.maximum(1 - (np.abs(slide) / a) ** n, 1e-3) ** (1 / n)
    # A balloon whose middle lies on the mouth has no direction.
    off = np.maximum(np.abs(dx / room_x) ** n + np.abs(dy / low_b) ** n, 1e-9)
    reach = off ** (-1 / n)
    ex, ey = cx + slide + dx * reach, cy + dy * reach
    out: Array = np.stack(
        [ex[:, None] + (mx - ex)[:, None] * along, ey[:, None] + (my - ey)[:, None] * along],
        axis=2,
    )
    return out


def _met(tail: Array, piece: Piece, room: Room) -> Array:
    """What it costs that tails run over other people's faces, other panels, and signs."""
    cost: Array = np.zeros(len(tail))
    for other in (*room.faces, *room.blocked):
        if other == piece.head:
            continue
        o = other.inset(-WIDE)
        crossed = within(tail, o.x, o.y, o.right, o.bottom).any(axis=1)
        cost += np.where(crossed, TAIL, 0.0)
    for sign in room.signs:
        crossed = within(tail, sign.x, sign.y, sign.right, sign.bottom).any(axis=1)
        cost += np.where(crossed, 0.5 * HARD, 0.0)
    return cost


def meeting(
    tail: Array | None, balloons: Array, other: Array | None, others: Array
) -> NDArray[np.bool_]:
    """Whether two pieces' tails have free ways past each other and the other's balloons.

    `tail` and `other` are each piece's possible tails, of shape (m, tails, len(ALONG), 2), nan
    for those that are none; `balloons` and `others` their hulls, of shape (5, balloons, m).
    """
    free = _free(tail, others)
    more = _free(other, balloons)
    if tail is None or other is None:
        return np.logical_and(free.any(axis=1), more.any(axis=1))
    both = free[:, :, None] & more[:, None, :]
    p, q = tail[:, :, None, 0], tail[:, :, None, -1] - tail[:, :, None, 0]
    r, s = other[:, None, :, 0], other[:, None, :, -1] - other[:, None, :, 0]
    d = r - p
    across = q[..., 0] * s[..., 1] - q[..., 1] * s[..., 0]
    across = np.where(np.abs(across) < 1e-9, 1e-9, across)
    one = (d[..., 0] * s[..., 1] - d[..., 1] * s[..., 0]) / across
    two = (d[..., 0] * q[..., 1] - d[..., 1] * q[..., 0]) / across
    # A little longer than they are drawn, for air.
    crossed = (one > 0) & (one < 1.1) & (two > 0) & (two < 1.1)
    out: NDArray[np.bool_] = np.any(both & ~crossed, axis=(1, 2))
    return out


KEEP = 3.2
"""Points that a tail keeps from another balloon's hull."""


def _free(tail: Array | None, hulls: Array) -> NDArray[np.bool_]:
    """Which tails keep clear of hulls: shape (m, tails)."""
    if tail is None:
        return np.ones((hulls.shape[2], 1), dtype=np.bool_)
    free: NDArray[np.bool_] = ~np.isnan(tail[:, :, 0, 0])
    fine = np.concatenate([tail, (tail[:, :, 1:] + tail[:, :, :-1]) / 2], axis=2)
    for x, y, a, b, n in hulls.transpose(1, 0, 2)[..., None, None]:
        # The octagon that touches the hull on its axes and on its diagonals holds it.
        u, v = np.abs(fine[..., 0] - x) / (a + KEEP), np.abs(fine[..., 1] - y) / (b + KEEP)
        free &= ~((u < 1) & (v < 1) & (u + v < 2 ** (1 - 1 / n))).any(axis=2)
    return free
