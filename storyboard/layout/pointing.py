"""A panel's tails: which balloon bears each, where it aims, and what it must not run over."""

from __future__ import annotations

import math
from collections.abc import Sequence

from storyboard.geometry import Point
from storyboard.layout import balloons
from storyboard.layout.costs import beyond
from storyboard.layout.model import Tail
from storyboard.layout.pieces import Bunch, Target
from storyboard.layout.place import Placed
from storyboard.layout.room import Room
from storyboard.layout.tails import aim, clear


def bearing(bunch: Bunch, spot: Placed) -> int:
    """Which of joined balloons has their one tail: the one next to the mouth."""
    target = bunch.target
    return 0 if target and target.mouth[1] < spot.centre[1] else len(spot.body.parts) - 1


def pointed(bunches: Sequence[Bunch], spots: Sequence[Placed], room: Room) -> list[Tail | None]:
    """Each piece's tail, cut short where it would run over a face, a balloon or another tail.

    One that somebody placed is never cut short.
    """
    out: list[Tail | None] = []
    hulls = [[(b, (s.centre[0] + x, s.centre[1] + y)) for b, (x, y) in s.body.parts] for s in spots]
    for i, (bunch, spot) in enumerate(zip(bunches, spots, strict=True)):
        bears = bearing(bunch, spot)
        body, at = hulls[i][bears]
        tail = _tail(bunch.target, body, at, room)
        if tail is not None and not (bunch.target and bunch.target.placed):
            others = [h for j, row in enumerate(hulls) if j != i for h in row]
            head = bunch.target.head if bunch.target else None
            faces = [f for f in (*room.faces, *room.blocked) if f != head]
            crossed = [(t.root, t.tip) for t in out if t]
            free = clear(tail, others, faces, crossed)
            if free is not tail:
                # Another root may see the mouth.
                for share in (0.0, -0.4, 0.4, -0.7, 0.7):
                    other = _tail(bunch.target, body, at, room, share * body.a)
                    seen = clear(other, others, faces, crossed) if other else None
                    if seen and (free is None or _long(seen) > _long(free) + 2):
                        free = seen
            tail = free
        out.append(tail)
    return out


def _long(tail: Tail) -> float:
    return math.dist(tail.root, tail.tip)


def _tail(
    target: Target | None,
    body: balloons.Body,
    centre: Point,
    room: Room,
    slide: float | None = None,
) -> Tail | None:
    if target is None:
        return None
    mouth = target.mouth
    if target.off:
        mouth = (mouth[0], float(beyond(*mouth, *centre)))
    tail = aim(
        body, centre, mouth, target.head, exact=target.exact, placed=target.placed, slide=slide
    )
    if tail is None or not target.off:
        return tail
    # A tail to somebody out of sight stops before the border.
    inside = room.box.inset(2.0)
    rx, ry = tail.root
    dx, dy = tail.tip[0] - rx, tail.tip[1] - ry
    share = 1.0
    if dx > 0:
        share = min(share, max(inside.right - rx, 0.0) / dx)
    elif dx < 0:
        share = min(share, max(rx - inside.x, 0.0) / -dx)
    if share * math.hypot(dx, dy) < 1.5:
        return None
    tip = (rx + dx * share, ry + dy * share)
    far = share
    return Tail(
        tail.root,
        tip,
        (rx + (tail.target[0] - rx) * far, ry + (tail.target[1] - ry) * far),
    )
