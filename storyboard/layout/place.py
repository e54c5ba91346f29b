"""Where the lettering of a panel goes: a beam search over candidate places, by a stated cost.

For each piece of lettering, in reading order, every setting of its words is tried on a grid
of places. The cost of an arrangement is the sum of

=====================  ======  ==========================================================
covering a face        1000    per balloon and face, plus 400 times the share covered
overlapping another    1000    plus 400 times the share covered (with a gap between)
order                    60    a balloon that would be read before an earlier one: it lies
                               wholly to the right with its top higher, or not wholly to
                               the right and not below (Comic Chat's rule, mirrored for
                               right-to-left)
tail over something     160    another's face, a balloon, or another tail
height                   14    times how far down the panel it stands
aside                    10    times the distance from its speaker, across, in panel widths
below the mouth           9    a balloon lower than its speaker's mouth
tail length               5    times its length in panel heights, and 0.12 a point past 45
resting on a head         6    its lower edge within 3 pt above a head
unlike the asked place   80    times the distance from ``at:``, in panel sizes
shape                    30    times the setting's own cost, and 2 for very flat or tall ones
far from the last one     3    times the distance from the piece read before, in panel sizes
=====================  ======  ==========================================================

A thousand cannot be won back by the rest, so faces and balloons stay clear of one another
while any tried arrangement leaves them so. The search has no randomness.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from storyboard.geometry import Point, Rect
from storyboard.layout.balloons import Body
from storyboard.story.model import Place

BEAM = 10
GRID = 11
KEPT = 260
GAP = 2.5
"""Points between balloons, and between a balloon and a face."""
TAIL_CROSSES = 160.0

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of lettering to place: its possible bodies and what it must mind."""

    bodies: tuple[Body, ...]
    mouth: Point | None
    """What its tail aims at; None for captions and effects."""
    head: Rect | None
    """The speaker's own head."""
    at: Place | None = None
    caption: bool = False
    effect: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece's chosen body and the middle of its words; `clear` where no hard rule is broken."""

    body: Body
    centre: Point
    clear: bool


@dataclass(slots=True)
class _Options:
    """All candidates of one piece as arrays: boxes (x0, y0, x1, y1), centres, static costs."""

    x0: Array
    y0: Array
    x1: Array
    y1: Array
    cost: Array
    hard: NDArray[np.bool_]
    body: NDArray[np.intp]
    tail: Array | None
    """Sample points along the tail, shape (n, 4, 2)."""


_ANCHORS: dict[str, tuple[float, float]] = {
    "top": (0.5, 0.0), "bottom": (0.5, 1.0), "left": (0.0, 0.5), "right": (1.0, 0.5),
    "top-left": (0.0, 0.0), "top-right": (1.0, 0.0),
    "bottom-left": (0.0, 1.0), "bottom-right": (1.0, 1.0), "middle": (0.5, 0.5),
}  # fmt: skip


def place(
    pieces: Sequence[Piece], area: Rect, faces: Sequence[Rect], *, rtl: bool = False
) -> list[Placed]:
    """The cheapest arrangement found; `area` is where bodies may stand, in page points."""
    if not pieces:
        return []
    beams: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
    options = [_options(p, area, faces, rtl) for p in pieces]
    for i, option in enumerate(options):
        grown: list[tuple[float, tuple[int, ...]]] = []
        for cost, chosen in beams:
            total = cost + option.cost
            for j, c in enumerate(chosen):
                total = total + _pair(
                    options[j], c, option, pieces[j], pieces[i], area, rtl, j == i - 1
                )
            few = np.argsort(total, kind="stable")[:BEAM]
            grown += [(float(total[k]), (*chosen, int(k))) for k in few]
        grown.sort(key=lambda g: (g[0], g[1]))
        beams = _varied(grown)
    _, best = beams[0]
    out = []
    for i, k in enumerate(best):
        o = options[i]
        hit = bool(o.hard[k]) or any(
            _hit(options[j], best[j], o, k) for j in range(len(best)) if j != i
        )
        centre = (float(o.x0[k] + o.x1[k]) / 2, float(o.y0[k] + o.y1[k]) / 2)
        out.append(Placed(pieces[i].bodies[int(o.body[k])], centre, not hit))
    return out


def _varied(grown: list[tuple[float, tuple[int, ...]]]) -> list[tuple[float, tuple[int, ...]]]:
    """The best beams, but no more than three that share all but their last piece's place."""
    seen: dict[tuple[int, ...], int] = {}
    out = []
    for cost, chosen in grown:
        n = seen.get(chosen[:-1], 0)
        if n < 4:
            seen[chosen[:-1]] = n + 1
            out.append((cost, chosen))
        if len(out) == BEAM:
            break
    return out


def _options(piece: Piece, area: Rect, faces: Sequence[Rect], rtl: bool) -> _Options:
    least = min(b.setting.cost for b in piece.bodies)
    w, h = (np.array(v) for v in zip(*((2 * b.a, 2 * b.b) for b in piece.bodies), strict=True))
    shape = [30 * (b.setting.cost - least) for b in piece.bodies]
    if piece.caption:
        lines = np.array([len(b.setting.lines) for b in piece.bodies])
        own = shape + 1.5 * lines + 30 * np.maximum(w / area.w - 0.62, 0.0)
    else:
        own = shape + 2 * np.maximum(w / h - 3.2, 0.0) + 8 * np.maximum(1.15 - w / h, 0.0)
    # Too large for its panel in one way: the narrower settings are cheaper.
    out = np.maximum(w - area.w, 0.0) / area.w + np.maximum(h - area.h, 0.0) / area.h
    own = own + 500 * out
    steps = np.linspace(0.0, 1.0, GRID)
    grid_x, grid_y = (g.ravel() for g in np.meshgrid(steps, steps, indexing="ij"))
    free_w, free_h = area.w - w, area.h - h
    left = np.where(free_w < 0, area.cx - w / 2, area.x)
    top = np.where(free_h < 0, area.cy - h / 2, area.y)
    x0 = (left[:, None] + np.maximum(free_w, 0.0)[:, None] * grid_x).ravel()
    y0 = (top[:, None] + np.maximum(free_h, 0.0)[:, None] * grid_y).ravel()
    index = np.repeat(np.arange(len(piece.bodies)), GRID * GRID)
    x1, y1 = x0 + w[index], y0 + h[index]
    cost: Array = own[index]
    cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
    hard = np.zeros(len(x0), dtype=bool)
    for face in faces:
        share = _cover(x0, y0, x1, y1, face, GAP) / max(face.area, 1e-9)
        hard |= share > 0
        cost += np.where(share > 0, 1000 + 400 * share, 0.0)
        rest = (face.y - y1 >= 0) & (face.y - y1 < 3 + GAP) & (x0 < face.right) & (x1 > face.x)
        cost += np.where(rest, 6.0, 0.0)
    down = (y0 - area.y) / max(area.h, 1e-9)
    if piece.at:
        ax, ay = _ANCHORS[piece.at]
        if rtl:
            ax = 1 - ax if piece.at in ("top", "bottom") else ax
        room_w = np.maximum(area.w - (x1 - x0), 1e-9)
        room_h = np.maximum(area.h - (y1 - y0), 1e-9)
        far = np.abs((x0 - area.x) / room_w - ax) * (piece.at not in ("top", "bottom") or 0.4)
        far += np.abs((y0 - area.y) / room_h - ay) * (piece.at not in ("left", "right") or 0.4)
        cost += 80 * far
    elif piece.caption:
        side = (area.right - x1) if rtl else (x0 - area.x)
        cost += 40 * down + 14 * side / area.w
    elif piece.effect:
        cost += 3 * np.abs(cy - area.y - area.h * 0.55) / area.h
    else:
        cost += 14 * down
    tail = None
    if piece.mouth is not None:
        mx, my = piece.mouth
        cost += 10 * np.abs(cx - mx) / area.w
        cost += np.where(cy > my, 9.0, 0.0)
        gap = np.hypot(cx - mx, np.where(my > y1, my - y1, np.where(my < y0, y0 - my, 0.0)))
        cost += 5 * gap / area.h + 0.12 * np.maximum(gap - 45, 0.0)
        along = np.array([0.25, 0.5, 0.75, 0.95]) * 0.6
        # The tail runs from the balloon's edge towards the mouth.
        ex = np.clip(mx, x0 + (x1 - x0) * 0.3, x1 - (x1 - x0) * 0.3)
        ey = np.clip(my, y0, y1)
        tail = np.stack(
            [
                ex[:, None] + (mx - ex)[:, None] * along,
                ey[:, None] + (my - ey)[:, None] * along,
            ],
            axis=2,
        )
        for face in faces:
            if face == piece.head:
                continue
            crossed = _within(tail, face.x, face.y, face.right, face.bottom).any(axis=1)
            cost += np.where(crossed, TAIL_CROSSES, 0.0)
    keep = np.argsort(cost, kind="stable")[:KEPT]
    return _Options(
        x0[keep],
        y0[keep],
        x1[keep],
        y1[keep],
        cost[keep],
        hard[keep],
        index[keep],
        None if tail is None else tail[keep],
    )


def _cover(x0: Array, y0: Array, x1: Array, y1: Array, r: Rect, gap: float) -> Array:
    w = np.minimum(x1 + gap, r.right) - np.maximum(x0 - gap, r.x)
    h = np.minimum(y1 + gap, r.bottom) - np.maximum(y0 - gap, r.y)
    out: Array = np.clip(w, 0, None) * np.clip(h, 0, None)
    return out


def _within(points: Array, x0: Any, y0: Any, x1: Any, y1: Any) -> NDArray[np.bool_]:
    x, y = points[..., 0], points[..., 1]
    found: NDArray[np.bool_] = (x > x0) & (x < x1) & (y > y0) & (y < y1)
    return found


def _hit(a: _Options, ca: int, b: _Options, cb: int) -> bool:
    w = min(a.x1[ca], b.x1[cb]) - max(a.x0[ca], b.x0[cb])
    h = min(a.y1[ca], b.y1[cb]) - max(a.y0[ca], b.y0[cb])
    return bool(w > 0.5 and h > 0.5)


def _pair(
    one: _Options,
    c: int,
    two: _Options,
    first: Piece,
    second: Piece,
    area: Rect,
    rtl: bool,
    neighbours: bool,
) -> Array:
    """What each candidate of a later piece costs beside the chosen place of an earlier one."""
    ex0, ey0, ex1, ey1 = (float(v[c]) for v in (one.x0, one.y0, one.x1, one.y1))
    gap = GAP
    w = np.minimum(two.x1 + gap, ex1) - np.maximum(two.x0 - gap, ex0)
    h = np.minimum(two.y1 + gap, ey1) - np.maximum(two.y0 - gap, ey0)
    over = np.clip(w, 0, None) * np.clip(h, 0, None) / max((ex1 - ex0) * (ey1 - ey0), 1e-9)
    cost: Array = np.where(over > 0, 1000 + 400 * over, 0.0)
    if not (first.effect or second.effect):
        aside = (two.x1 <= ex0) if rtl else (two.x0 >= ex1)
        good = np.where(aside, two.y0 >= ey0 - 0.5, two.y0 >= ey1)
        cost += np.where(good, 0.0, 60.0)
        # Side by side but lower than the earlier one's end reads late; fine, only less tight.
        if neighbours:
            cx, cy = (two.x0 + two.x1) / 2, (two.y0 + two.y1) / 2
            away = np.hypot((cx - (ex0 + ex1) / 2) / area.w, (cy - (ey0 + ey1) / 2) / area.h)
            cost += 3 * away
    if one.tail is not None:
        points = one.tail[c]
        x, y = points[:, 0][:, None], points[:, 1][:, None]
        crossed = ((x > two.x0) & (x < two.x1) & (y > two.y0) & (y < two.y1)).any(axis=0)
        cost += np.where(crossed, TAIL_CROSSES, 0.0)
    if two.tail is not None:
        cost += np.where(_within(two.tail, ex0, ey0, ex1, ey1).any(axis=1), TAIL_CROSSES, 0.0)
        if one.tail is not None:
            cost += np.where(_cross(one.tail[c][0], one.tail[c][-1], two.tail), TAIL_CROSSES, 0.0)
    return cost


def _cross(p: Array, q: Array, tails: Array) -> NDArray[np.bool_]:
    """Whether the segment p-q crosses each tail's segment."""
    r, s = tails[:, 0, :], tails[:, -1, :]

    def turn(a: Array, b: Array, c: Array) -> Array:
        out: Array = (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (
            c[..., 0] - a[..., 0]
        )
        return out

    found: NDArray[np.bool_] = (turn(p, q, r) * turn(p, q, s) < 0) & (
        turn(r, s, p) * turn(r, s, q) < 0
    )
    return found
