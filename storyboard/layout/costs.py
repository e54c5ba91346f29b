"""What a place costs whatever else stands in the panel: faces, ground, height, its tail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from storyboard.geometry import Rect
from storyboard.layout.room import Array, Room
from storyboard.story.model import Place

if TYPE_CHECKING:
    from storyboard.layout.candidates import Piece

HARD = 1000.0
"""A broken hard rule: no sum of soft costs comes near it."""
GRAVE = 5000.0
"""A hard rule that is not broken to keep any number of others: the page would be spoilt."""
ASKED = 50_000.0
"""Standing elsewhere than the story says with ``at:``: no number of broken rules is worth it."""
GAP = 2.5
"""Points between balloons, and between a balloon and a face."""
EVEN = 0.6
"""Points by which an unread balloon must be farther than the next one, to be clearly farther."""
PACKED, LAST = 0.35, 0.1
"""What the next three weigh where many pieces share a panel, and where no lawful place was found
with them: something must give."""
TORSO_COST = 80.0
"""A balloon that lies wholly over a body; none is worth more than a tail's whole length."""
BELOW = 30.0
"""A balloon lower than its speaker's mouth."""
FIGURE = 30.0
"""A tail that runs over somebody else's body."""
TAIL = 700.0
"""A tail over a face, a balloon or another tail: it would have to be cut short."""
WIDE = 2.6
"""Points that a tail keeps from what it passes: half its width."""
LEAN = 0.5
"""How steep a tail to somebody out of sight may be: its drop by its run."""
DRAWN = 0.56
"""How far along its way to the mouth a tail is drawn, nearly."""
ALONG = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Where along its drawn length a tail is watched."""

SPOT, ZONE = 0.002, 0.3
"""How far from a point, and from a place by name, a balloon stands where it was asked to."""

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
    piece: Piece,
    room: Room,
    cx: Array,
    cy: Array,
    x0: Array,
    y0: Array,
    x1: Array,
    y1: Array,
    *,
    weight: float = 1.0,
) -> Array:
    """What each place costs whatever else stands in the panel.

    `weight` is what figures count for, beside their faces.
    """
    box, rtl = room.box, room.rtl
    cost: Array = np.zeros(len(cx))
    for face in room.faces:
        share = cover(x0, y0, x1, y1, face, GAP).sum(axis=0) / max(face.area, 1e-9)
        cost += np.where(share > 0, GRAVE + 400 * share, 0.0)
        near = (face.y - y1 >= 0) & (face.y - y1 < 3 + GAP) & (x0 < face.right) & (x1 > face.x)
        cost += np.where(near.any(axis=0), 6.0, 0.0)
    for other in room.blocked:
        share = cover(x0, y0, x1, y1, other, GAP).sum(axis=0) / max(other.area, 1e-9)
        # What lies over the panel would hide the words, whoever asked for them there.
        cost += np.where(share > 0, (2 * ASKED if piece.at else GRAVE) + 400 * share, 0.0)
    for sign in room.signs:
        share = cover(x0, y0, x1, y1, sign, 0.0).sum(axis=0) / max(sign.area, 1e-9)
        cost += np.where(share > 0, HARD * (1 + share), 0.0)
    left, top = x0.min(axis=0), y0.min(axis=0)
    right, low = x1.max(axis=0), y1.max(axis=0)
    area = np.maximum((right - left) * (low - top), 1e-9)
    for torso in room.torsos():
        share = cover(left, top, right, low, torso, 0.0) / area
        cost += weight * (30.0 if piece.effect else TORSO_COST) * share
    if room.ground is not None:
        cost += 18.0 * room.ground.under(left, top, right, low)
    down = (top - box.y) / max(box.h, 1e-9)
    if isinstance(piece.at, tuple):
        far = np.hypot((cx - piece.at[0]) / box.w, (cy - piece.at[1]) / box.h)
        cost += 300 * far + _elsewhere(far, SPOT)
        return cost
    if piece.at:
        far = unlike(piece.at, left, top, right, low, box)
        # Clear of the border or cut by it: both are the same place.
        same = 0.0 if piece.caption or piece.effect else 0.07
        cost += 240 * np.maximum(far - same, 0.0) + _elsewhere(far, ZONE)
        return cost
    if piece.caption:
        side = (box.right - right) if rtl else (left - box.x)
        # In a corner or along the top, not a little off either.
        cost += 40 * down + 30 * side / box.w
        return cost
    if piece.effect:
        away = np.zeros(len(cx))
        for face in room.faces:
            away = np.maximum(away, 1 - np.hypot(cx - face.cx, cy - face.cy) / box.w)
        cost += 4 * np.abs(cy - box.y - box.h * 0.6) / box.h + 3 * away
        return cost
    cost += 14 * down
    return cost


def unlike(at: Place, x0: Any, y0: Any, x1: Any, y1: Any, panel: Rect) -> Any:
    """How far boxes stand from a place by name, in shares of what room the panel leaves them."""
    ax, ay = _ANCHORS[at]
    w, h = np.maximum(panel.w - (x1 - x0), 1e-9), np.maximum(panel.h - (y1 - y0), 1e-9)
    across = np.abs((x0 - panel.x) / w - ax) * (at not in ("top", "bottom") or 0.4)
    return across + np.abs((y0 - panel.y) / h - ay) * (at not in ("left", "right") or 0.4)


def _elsewhere(far: Array, most: float) -> Array:
    """What it costs to stand farther than `most` from the asked place, the farther the more."""
    out: Array = np.where(far > most, ASKED * (1 + far), 0.0)
    return out


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
) -> tuple[Array, Array]:
    """Points along each place's tail, and what the tail costs."""
    assert piece.mouth is not None
    box = room.box
    mx, my = piece.mouth[0], np.broadcast_to(piece.mouth[1], cx.shape)
    if piece.off:
        my = beyond(mx, my, cx, cy)
    middle, low = (x0 + x1) / 2, y1
    cost = 10 * np.abs(middle - mx) / box.w + np.where((y0 + y1) / 2 > my, weight * BELOW, 0.0)
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
    along = np.array(ALONG) * (0.8 if thought else DRAWN)
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
    for sign in room.signs:
        crossed = within(tail, sign.x, sign.y, sign.right, sign.bottom).any(axis=1)
        cost += np.where(crossed, 0.5 * HARD, 0.0)
    for body, face in zip(room.torsos(), room.bodied(), strict=True):
        if face != head:
            crossed = within(tail, body.x, body.y, body.right, body.bottom).any(axis=1)
            cost += np.where(crossed, weight * FIGURE, 0.0)
    return tail, cost


def beyond(mx: Any, my: Any, cx: Any, cy: Any) -> Any:
    """How high the mouth of somebody out of sight is taken to be, for balloons at those middles.

    The voice comes from past the border at `mx`, about as high as `my`; the tail leans towards
    it no more than `LEAN`, wherever the balloon stands.
    """
    reach = LEAN * np.abs(mx - cx)
    return cy + np.clip(my - cy, -reach, reach)


def within(points: Array, x0: Any, y0: Any, x1: Any, y1: Any) -> NDArray[np.bool_]:
    """Which of an array of points lie inside boxes that its leading axes match."""
    x, y = points[..., 0], points[..., 1]
    found: NDArray[np.bool_] = (x > x0) & (x < x1) & (y > y0) & (y < y1)
    return found
