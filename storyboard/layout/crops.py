"""Where a picture stands in its panel: covering it, with the heads in sight.

A panel hides what of its picture lies outside its outline, which a slanted gutter or a round
border takes more of than the bounding rectangle tells; and what crosses the fold of a double
page is swallowed by the spine. The picture is moved along what it has to spare; where that does
not help it is brought a little nearer, which gives it more.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from storyboard.geometry import Point, Rect

Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]
"""x, y, width, height."""
_STEPS = 12
"""Places tried along an axis, beside those at which a head just comes into sight."""
_NEARER = (1.0, 1.08, 1.16, 1.25)
"""How much larger than its panel needs a picture may be drawn for a head's sake."""
_NEARNESS = 0.3
"""What it costs to draw a picture twice as large, in heads hidden."""
_OFF_CENTRE = 0.02
"""What it costs to cut a picture on one side alone."""
_LEAST = 0.04
"""The share of a head that may be hidden before the picture is brought nearer."""
_RIM = np.array([(math.cos(math.tau * i / 12), math.sin(math.tau * i / 12)) for i in range(12)])


def placed(
    size: tuple[int, int],
    frame: Rect,
    outline: Sequence[Point],
    heads: Sequence[Box],
    fold: Rect | None = None,
    most: float = 1.25,
) -> Rect:
    """The whole picture of `size` pixels on the page, so that it covers `frame`.

    `outline` is the panel's true border, convex; `heads` are boxes in fractions of the picture;
    `fold` is what the spine of a double page swallows. A picture of nobody is centred. It is
    never drawn more than `most` times as large as the frame needs.
    """
    scale = max(frame.w / size[0], frame.h / size[1])
    w, h = size[0] * scale, size[1] * scale
    centred = Rect(frame.cx - w / 2, frame.cy - h / 2, w, h)
    if hidden(centred, outline, heads, fold) == 0.0:
        return centred
    best = (math.inf, Rect(0.0, 0.0, 0.0, 0.0))
    for nearer in (n for n in _NEARER if n <= most):
        w, h = size[0] * scale * nearer, size[1] * scale * nearer
        lefts = _cuts(w, frame.w, [(b[0] * w, (b[0] + b[2]) * w) for b in heads])
        tops = _cuts(h, frame.h, [(b[1] * h, (b[1] + b[3]) * h) for b in heads])
        boxes = [Rect(frame.x - x, frame.y - y, w, h) for x in lefts for y in tops]
        aside = [_aside(x, w - frame.w) + _aside(y, h - frame.h) for x in lefts for y in tops]
        lost = _lost(boxes, outline, heads, fold)
        costs = lost + _NEARNESS * (nearer - 1) + _OFF_CENTRE * np.array(aside)
        chosen = int(np.argmin(np.round(costs, 6)))
        if costs[chosen] < best[0] - 1e-6:
            best = (float(costs[chosen]), boxes[chosen])
        if lost.min() <= _LEAST:
            break
    return best[1]


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
