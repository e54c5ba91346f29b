"""What a place costs whatever else stands in the panel: faces, ground, height, its tail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from storyboard.geometry import Rect
from storyboard.layout.room import CLEAR, Array, Room
from storyboard.story.model import Place

if TYPE_CHECKING:
    from storyboard.layout.candidates import Piece

HARD = 1000.0
"""A broken hard rule: no sum of soft costs comes near it."""
MISLED = 1200.0
"""The nearest unread balloon is not the next: worse than a broken hard rule that no reader trips
over."""
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
    out: Array = np.maximum(w, 0.0) * np.maximum(h, 0.0)
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
    if room.fold is not None:
        over = (x0 < room.fold.right - 0.01) & (x1 > room.fold.x + 0.01)
        # Bound, the words would be in the spine, whoever asked for them there.
        cost += np.where(over.any(axis=0), 3 * ASKED if piece.at else 2 * GRAVE, 0.0)
    left, top = x0.min(axis=0), y0.min(axis=0)
    right, low = x1.max(axis=0), y1.max(axis=0)
    area = np.maximum((right - left) * (low - top), 1e-9)
    for torso in room.torsos:
        share = cover(left, top, right, low, torso, 0.0) / area
        cost += weight * (30.0 if piece.effect else TORSO_COST) * share
    if room.ground is not None:
        cost += 18.0 * room.ground.under(left, top, right, low)
    down = (top - box.y) / max(box.h, 1e-9)
    if isinstance(piece.at, tuple):
        away = np.abs(cx - piece.at[0])
        if room.fold is not None:
            # However broad it is, it stands where it was asked to if it stands next to the fold.
            aside = (right - left + room.fold.w) / 2 + CLEAR * room.size
            away = np.maximum(away - np.maximum(aside - abs(piece.at[0] - room.fold.cx), 0), 0)
        far = np.hypot(away / box.w, (cy - piece.at[1]) / box.h)
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
