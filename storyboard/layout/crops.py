"""Where a picture stands in its panel: covering it, with the heads in sight and air about them.

A panel hides what of its picture lies outside its outline, which a slanted gutter or a round
border takes more of than the bounding rectangle tells; the knife takes what runs off the page;
and what crosses the fold of a double page is swallowed by the spine. The picture is moved along
what it has to spare; where that does not help it is brought a little nearer, which gives it more.

Of the places that hide the same of the heads, one is better the more air they have: half a head
above, a third at the sides and the shoulders below, as a camera frames people; then as their eyes
come near the upper third; then as it cuts less on one side alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from storyboard.geometry import Point, Rect, bounds
from storyboard.plan.model import Frame, PagePlan

Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]
"""x, y, width, height."""
_STEPS = 12
"""Places tried along an axis, beside those at which a head just comes into sight."""
_NEARER = (1.0, 1.08, 1.16, 1.25)
"""How much larger than its panel needs a picture may be drawn for a head's sake."""
_NEARNESS = 0.3
"""What it costs to draw a picture twice as large."""
_SEEN = 6.0
"""What it costs to hide a head."""
_OFF_CENTRE = 0.02
"""What it costs to cut a picture on one side alone."""
_LEAST = 0.04
"""The share of a head that may be hidden before the picture is brought nearer."""
_AIR = ((0.5, 1.0), (1.0, 0.5), (0.35, 0.8))
"""Above a head, below it and beside it: the air it wants, in heads, and what having none of it
costs."""
_THIRD, _NEAR_THIRD, _LOW = 0.36, 0.1, 0.4
"""How far down their panel eyes best are, how far off that is as good, and what it costs a panel's
height to stand farther off."""
_EYES = 0.45
"""How far down a head its eyes are."""
_SIDE, _OFF = 0.2, 0.25
"""How far from the middle of the panel heads may stand, and what a panel's width more costs."""
_KNIFE = 9.0
"""Points inside the trim within which a knife may still cut: an eighth of an inch."""
_SPARE = 0.01
"""The share of a panel's side that a picture must have to spare for moving it to matter."""
_RIM = np.array([(math.cos(math.tau * i / 12), math.sin(math.tau * i / 12)) for i in range(12)])


def sure(frame: Frame, page: PagePlan) -> tuple[Point, ...]:
    """The outline of what is sure to be seen of a panel: off the knife's way where it bleeds."""
    safe = page.trim.inset(_KNIFE)
    if not frame.bleed or safe.overlap(frame.box) <= 0:
        return frame.outline
    points = list(frame.outline)
    for axis, at, side in (
        (0, safe.x, 1),
        (1, safe.y, 1),
        (0, safe.right, -1),
        (1, safe.bottom, -1),
    ):
        points = _cut(points, axis, at, side)
    return tuple(points)


def _cut(points: Sequence[Point], axis: int, at: float, side: int) -> list[Point]:
    """What of a convex outline lies beyond `at` on an axis (`side` 1), or before it (-1)."""
    out: list[Point] = []
    for p, q in zip(points, [*points[1:], *points[:1]], strict=True):
        before, after = side * (p[axis] - at), side * (q[axis] - at)
        if before >= 0:
            out.append(p)
        if (before >= 0) != (after >= 0):
            t = before / (before - after)
            out.append((p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t))
    return out


def placed(
    size: tuple[int, int],
    frame: Rect,
    outline: Sequence[Point],
    heads: Sequence[Box],
    fold: Rect | None = None,
    most: float = 1.25,
    *,
    air: bool = False,
) -> Rect:
    """The whole picture of `size` pixels on the page, so that it covers `frame`.

    `outline` is the border, convex, of what is sure to be seen: the panel's own, less what the
    knife may take; `heads` are boxes in fractions of the picture; `fold` is what the spine of a
    double page swallows. A picture of nobody is centred. It is never drawn more than `most` times
    as large as the frame needs. With `air` it is moved for the heads' air too, and not only to
    bring them into sight.
    """
    scale = max(frame.w / size[0], frame.h / size[1])
    w, h = size[0] * scale, size[1] * scale
    centred = Rect(frame.cx - w / 2, frame.cy - h / 2, w, h)
    moves = air and max(w / frame.w, h / frame.h) > 1 + _SPARE
    if not heads or (not moves and hidden(centred, outline, heads, fold) == 0.0):
        return centred
    seen = bounds(outline)
    best = (math.inf, Rect(0.0, 0.0, 0.0, 0.0))
    for nearer in (n for n in _NEARER if n <= most):
        w, h = size[0] * scale * nearer, size[1] * scale * nearer
        lefts = _cuts(w, frame.w, [(b[0] * w, (b[0] + b[2]) * w) for b in heads])
        tops = _cuts(h, frame.h, [(b[1] * h, (b[1] + b[3]) * h) for b in heads])
        boxes = [Rect(frame.x - x, frame.y - y, w, h) for x in lefts for y in tops]
        aside = [_aside(x, w - frame.w) + _aside(y, h - frame.h) for x in lefts for y in tops]
        lost = _lost(boxes, outline, heads, fold)
        costs = _SEEN * lost + _NEARNESS * (nearer - 1) + _OFF_CENTRE * np.array(aside)
        if air:
            costs = costs + _framing(boxes, seen, heads)
        chosen = int(np.argmin(np.round(costs, 6)))
        if costs[chosen] < best[0] - 1e-6:
            best = (float(costs[chosen]), boxes[chosen])
        if lost.min() <= _LEAST:
            break
    return best[1]


def _framing(pictures: Sequence[Rect], seen: Rect, heads: Sequence[Box]) -> Floats:
    """How badly the heads stand in what is seen: too little air about them, too high, too low."""
    at = np.array([p.as_list() for p in pictures])[:, None, :]
    own = np.array(heads)[None]
    sides = own[..., 2:] * at[..., 2:]
    start = at[..., :2] + own[..., :2] * at[..., 2:]
    end, far = start + sides, at[..., :2] + at[..., 2:]
    (above, no_above), (below, no_below), (beside, no_beside) = _AIR
    cost: Floats = np.zeros(len(at))
    for axis, low, high, price in (
        (1, above, 0.0, no_above),
        (1, 0.0, below, no_below),
        (0, beside, 0.0, no_beside),
        (0, 0.0, beside, no_beside),
    ):
        head = np.maximum(sides[..., axis], 1e-9)
        edge = (seen.x, seen.y)[axis], (seen.right, seen.bottom)[axis]
        if low:
            wanted = np.minimum(low * head, np.maximum(start[..., axis] - at[..., axis], 0.0))
            short = wanted - np.maximum(start[..., axis] - edge[0], 0.0)
        else:
            wanted = np.minimum(high * head, np.maximum(far[..., axis] - end[..., axis], 0.0))
            short = wanted - np.maximum(edge[1] - end[..., axis], 0.0)
        share = np.maximum(short, 0.0) / ((low or high) * head)
        cost = cost + price * (share**2).sum(axis=1)
    eyes = (start[..., 1] + _EYES * sides[..., 1]).mean(axis=1)
    down = np.abs((eyes - seen.y) / seen.h - _THIRD)
    middle = (start[..., 0].min(axis=1) + end[..., 0].max(axis=1)) / 2
    aside = np.abs(middle - seen.cx) / seen.w
    cost = cost + _LOW * np.maximum(down - _NEAR_THIRD, 0.0)
    total: Floats = cost + _OFF * np.maximum(aside - _SIDE, 0.0)
    return total


def hidden(
    picture: Rect, outline: Sequence[Point], heads: Sequence[Box], fold: Rect | None = None
) -> float:
    """How much of the heads the outline hides or the fold takes, a whole head counting 1."""
    if not heads or (fold is None and _clear(picture, outline, heads)):
        return 0.0
    return float(_lost([picture], outline, heads, fold)[0])


def _clear(picture: Rect, outline: Sequence[Point], heads: Sequence[Box]) -> bool:
    """Whether every head lies inside the outline: what is usual, told without much work."""
    for x, y, w, h in heads:
        left, top = min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)
        half_w = (min(max(x + w, 0.0), 1.0) - left) * picture.w / 2
        half_h = (min(max(y + h, 0.0), 1.0) - top) * picture.h / 2
        cx, cy = picture.x + left * picture.w + half_w, picture.y + top * picture.h + half_h
        for (ax, ay), (bx, by) in zip(outline, (*outline[1:], outline[0]), strict=True):
            dx, dy = bx - ax, by - ay
            if dx * (cy - ay) - dy * (cx - ax) < math.hypot(dx * half_h, dy * half_w):
                return False
    return True


def _lost(
    pictures: Sequence[Rect], outline: Sequence[Point], heads: Sequence[Box], fold: Rect | None
) -> Floats:
    """`hidden` for many places of the picture at once."""
    at = np.array([p.as_list() for p in pictures])[:, None, :]
    # What lies beyond the picture no cutting brings back.
    boxes = np.array(heads)
    corner = np.clip(boxes[:, :2], 0.0, 1.0)
    sides = np.clip(boxes[:, :2] + boxes[:, 2:], 0.0, 1.0) - corner
    own = np.concatenate([corner, sides], axis=1)[None, :, :]
    half = own[..., 2:] / 2 * at[..., 2:]
    middle = at[..., :2] + own[..., :2] * at[..., 2:] + half
    rim = middle[..., None, :] + half[..., None, :] * _RIM  # on the ellipse in the head's box
    corners = np.array(outline)
    along = np.roll(corners, -1, axis=0) - corners
    # Clockwise as it is seen, y growing downward: what is inside lies on the right of each edge.
    apart = rim[..., None, :] - corners
    side = along[:, 0] * apart[..., 1] - along[:, 1] * apart[..., 0]
    lost = (side < -1e-6).any(axis=-1).mean(axis=-1)
    if fold is not None:
        reach = half[..., 0] + fold.w / 2
        lost = lost + np.clip((reach - np.abs(middle[..., 0] - fold.cx)) / reach, 0.0, 1.0)
    total: Floats = lost.sum(axis=-1)
    return total


def _cuts(whole: float, seen: float, spans: Sequence[tuple[float, float]]) -> list[float]:
    """How much may be cut at the start of an axis: half of what is spare first."""
    spare = max(whole - seen, 0.0)
    if spare < 1e-6:
        return [spare / 2]
    out = [spare * i / _STEPS for i in range(_STEPS + 1)]
    for first, last in ((min(a for a, _ in spans), max(b for _, b in spans)), *spans):
        wanted = (first, last - seen, (first + last - seen) / 2)
        out += [min(max(cut, 0.0), spare) for cut in wanted]
    return [spare / 2, *sorted(set(out) - {spare / 2})]


def _aside(cut: float, spare: float) -> float:
    return abs(cut - spare / 2) / spare * 2 if spare > 1e-6 else 0.0
