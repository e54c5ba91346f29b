"""Double pages: nobody stands where the binding swallows the middle of the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .camera import Camera
from .figure import head_centre
from .model import Brief, Staging
from .placing import CLOSE, Member

HALF = 0.04
"""Half the strip that is kept free, as a share of the picture's width."""
_LONG = 1.9
"""Pictures longer than so many times their height may lie across a fold though nobody says so."""
_SHOULDERS = 0.24
"""Half the width of somebody who stands, in metres."""
_MARGIN = 0.02


def fold_of(brief: Brief) -> float | None:
    """The share of the width at which the fold falls, None where there is none."""
    if brief.fold is not None:
        return brief.fold if 0.0 < brief.fold < 1.0 else None
    return 0.5 if brief.width > _LONG * brief.height else None


def roomy(staging: Staging, brief: Brief, fold: float | None) -> Staging:
    """The staging with a shot in which a face fits beside the fold."""
    if fold is None or staging.shot not in CLOSE[:2] or brief.width > _LONG * brief.height:
        return staging
    return replace(staging, shot=CLOSE[CLOSE.index(staging.shot) + 1])


def parted(cast: Sequence[Member], camera: Camera, fold: float, shot: str) -> list[Member]:
    """The figures moved aside, as little as it takes, so that none crosses the fold.

    Those to its left go left together and the others right, each by the pixels that it takes; in
    close shots only heads count.
    """
    wide = camera.width
    low, high = (fold - HALF) * wide, (fold + HALF) * wide
    spans = [_span(m, camera, shot) for m in cast]
    order = sorted(range(len(cast)), key=lambda i: sum(spans[i]))
    best: tuple[float, int, float, float] | None = None
    for k in range(len(order) + 1):
        left, right = order[:k], order[k:]
        back = max([spans[i][1] - low for i in left] + [0.0])
        ahead = max([high - spans[i][0] for i in right] + [0.0])
        out = [_MARGIN * wide - (spans[i][0] - back) for i in left]
        out += [spans[i][1] + ahead - (1 - _MARGIN) * wide for i in right]
        # Out of the frame is worse than far from where they were meant to be.
        cost = back + ahead + 4.0 * sum(max(o, 0.0) for o in out)
        if best is None or cost < best[0] - 1e-6:
            best = (cost, k, back, ahead)
    if best is None or best[2] + best[3] <= 0.0:
        return list(cast)
    moved = {i: -best[2] if n < best[1] else best[3] for n, i in enumerate(order)}
    return [
        replace(m, place=replace(m.place, x=m.place.x + moved[i] / camera.scale(m.place.z)))
        for i, m in enumerate(cast)
    ]


def _span(member: Member, camera: Camera, shot: str) -> tuple[float, float]:
    """The columns that a figure takes, in pixels."""
    x, y = head_centre(member.figure, member.design, member.place)
    px, _ = camera.point(x, y, member.place.z)
    unit = camera.scale(member.place.z)
    if member.design.beast:
        body, _ = camera.point(member.place.x, y, member.place.z)
        half = 0.35 * member.design.height * unit
        return min(px, body) - half, max(px, body) + half
    half = (0.54 if shot in CLOSE else 0.66) * member.design.head
    if shot not in CLOSE and member.figure.pose != "lie":
        half = max(half, _SHOULDERS)
    return px - half * unit, px + half * unit
