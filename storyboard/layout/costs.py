"""What a place costs whatever else stands in the panel: faces, ground, height, its tail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from storyboard.geometry import Rect
from storyboard.layout.room import Array, Room

if TYPE_CHECKING:
    from storyboard.layout.candidates import Piece

HARD = 1000.0
"""A broken hard rule: no sum of soft costs comes near it."""
GRAVE = 5000.0
"""A hard rule that is not broken to keep any number of others: the page would be spoilt."""
GAP = 2.5
"""Points between balloons, and between a balloon and a face."""
EVEN = 0.6
"""Points by which an unread balloon must be farther than the next one, to be clearly farther."""
TAIL = 480.0
"""A tail over a face, a balloon or another tail: it would have to be cut short."""
WIDE = 2.6
"""Points that a tail keeps from what it passes: half its width."""
ALONG = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Where along its drawn length a tail is watched."""

_ANCHORS: dict[str, tuple[float, float]] = {
    "top": (0.5, 0.0), "bottom": (0.5, 1.0), "left": (0.0, 0.5), "right": (1.0, 0.5),
    "top-left": (0.0, 0.0), "top-right": (1.0, 0.0),
    "bottom-left": (0.0, 1.0), "bottom-right": (1.0, 1.0), "middle": (0.5, 0.5),
}  # fmt: skip


def cover(x0: Array, y0: Array, x1: Array, y1: Array, r: Rect, gap: float) -> Array:
    """The area of `r` under each box grown by `gap`."""
    w = np.minimum(x1 + gap, r.right) - np.maximum(x0 - gap, r.x)
    h = np.minimum(y1 + gap, r.bottom) - np.maximum(y0 - gap, r.y)
    out: Array = np.clip(w, 0, None) * np.clip(h, 0, None)
    return out


def static(
    piece: Piece, room: Room, cx: Array, cy: Array, x0: Array, y0: Array, x1: Array, y1: Array
) -> Array:
    """What each place costs whatever else stands in the panel."""
    box, rtl = room.box, room.rtl
    cost: Array = np.zeros(len(cx))
    for face in room.faces:
        share = cover(x0, y0, x1, y1, face, GAP).sum(axis=0) / max(face.area, 1e-9)
        cost += np.where(share > 0, GRAVE + 400 * share, 0.0)
        near = (face.y - y1 >= 0) & (face.y - y1 < 3 + GAP) & (x0 < face.right) & (x1 > face.x)
        cost += np.where(near.any(axis=0), 6.0, 0.0)
    for other in room.blocked:
        share = cover(x0, y0, x1, y1, other, GAP).sum(axis=0) / max(other.area, 1e-9)
        cost += np.where(share > 0, GRAVE + 400 * share, 0.0)
    for sign in room.signs:
        share = cover(x0, y0, x1, y1, sign, 0.0).sum(axis=0) / max(sign.area, 1e-9)
        cost += np.where(share > 0, HARD * (1 + share), 0.0)
    left, top = x0.min(axis=0), y0.min(axis=0)
    right, low = x1.max(axis=0), y1.max(axis=0)
    area = np.maximum((right - left) * (low - top), 1e-9)
    for torso in room.torsos():
        share = cover(left, top, right, low, torso, 0.0) / area
        cost += (16.0 if piece.effect else 30.0) * share
    if room.ground is not None:
        cost += 18.0 * room.ground.under(left, top, right, low)
    down = (top - box.y) / max(box.h, 1e-9)
    if isinstance(piece.at, tuple):
        far = np.hypot((cx - piece.at[0]) / box.w, (cy - piece.at[1]) / box.h)
        cost += 300 * far + 6000 * np.maximum(far - 0.08, 0.0)
        return cost
    if piece.at:
        ax, ay = _ANCHORS[piece.at]
        w, h = np.maximum(box.w - (right - left), 1e-9), np.maximum(box.h - (low - top), 1e-9)
        far = np.abs((left - box.x) / w - ax) * (piece.at not in ("top", "bottom") or 0.4)
        far += np.abs((top - box.y) / h - ay) * (piece.at not in ("left", "right") or 0.4)
        # Clear of the border or cut by it: both are the same place.
        same = 0.0 if piece.caption or piece.effect else 0.07
        cost += 240 * np.maximum(far - same, 0.0) + 4800 * np.maximum(far - 0.3, 0.0)
        return cost
    if piece.caption:
        side = (box.right - right) if rtl else (left - box.x)
        # In a corner or along the top, not a little off either.
        cost += 40 * down + 14 * side / box.w
        return cost
    if piece.effect:
        away = np.zeros(len(cx))
        for face in room.faces:
            away = np.maximum(away, 1 - np.hypot(cx - face.cx, cy - face.cy) / box.w)
        cost += 4 * np.abs(cy - box.y - box.h * 0.6) / box.h + 3 * away
        return cost
    cost += 14 * down
    return cost


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
) -> tuple[Array, Array]:
    """Points along each place's tail, and what the tail costs."""
    assert piece.mouth is not None
    box = room.box
    mx, my = piece.mouth
    middle, low = (x0 + x1) / 2, y1
    cost = 10 * np.abs(middle - mx) / box.w + np.where((y0 + y1) / 2 > my, 9.0, 0.0)
    gap = np.hypot(middle - mx, np.where(my > low, my - low, np.where(my < y0, y0 - my, 0.0)))
    cost += 6 * gap / box.h + 0.2 * np.maximum(gap - 45, 0.0) + 0.4 * np.maximum(gap - 90, 0.0)
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
    thought = piece.bodies[0].parts[0][0].kind == "thought"
    along = np.array(ALONG) * (0.8 if thought else 0.56)
    # The tail leaves the hull where `tails.aim` will have it, very nearly.
    a, b, n = hull[0], hull[1], hull[2]
    slide = np.clip((mx - cx) * 0.5, -0.45 * a, 0.45 * a)
    dx, dy = mx - cx - slide, my - cy
    away = np.hypot(dx, dy) + 1e-9
    dx, dy = dx / away, dy / away
    room_x = np.maximum(a - slide * np.sign(dx), 1e-6)
    low_b = b * np.maximum(1 - (np.abs(slide) / a) ** n, 1e-3) ** (1 / n)
    reach = (np.abs(dx / room_x) ** n + np.abs(dy / low_b) ** n) ** (-1 / n)
    ex, ey = cx + slide + dx * reach, cy + dy * reach
    tail = np.stack(
        [ex[:, None] + (mx - ex)[:, None] * along, ey[:, None] + (my - ey)[:, None] * along],
        axis=2,
    )
    for other in (*room.faces, *room.blocked):
        if other == piece.head:
            continue
        o = other.inset(-WIDE)
        crossed = within(tail, o.x, o.y, o.right, o.bottom).any(axis=1)
        cost += np.where(crossed, TAIL, 0.0)
    return tail, cost


def within(points: Array, x0: Any, y0: Any, x1: Any, y1: Any) -> NDArray[np.bool_]:
    """Which of an array of points lie inside boxes that its leading axes match."""
    x, y = points[..., 0], points[..., 1]
    found: NDArray[np.bool_] = (x > x0) & (x < x1) & (y > y0) & (y < y1)
    return found
