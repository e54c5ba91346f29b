"""Tails: from mid-balloon, tapered, a little curved, aimed at the speaker's mouth.

A tail ends 50-60 % of the way from the balloon to the head, or at the very point where somebody
wants its tip. It bows as a pen would pull it: its tip stands off the line from root to mouth by
`OFF` degrees, and its axis ends there in the direction of the mouth, so both the chord and the
tip point at the mouth within 5 degrees. Outline and tail are one path (a union of both).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from storyboard.geometry import CurveTo, LineTo, Move, Path, Point, Rect
from storyboard.layout.balloons import Body
from storyboard.layout.model import Tail
from storyboard.layout.outlines import Hull

REACH = 0.55
THOUGHT_REACH = 0.8
GUESSED = 22.0
"""Points: the longest where nobody knows the head, and a longer one would only show it."""
BASE = 0.95
"""Width at the root, in type sizes."""
STOUT = (6.0, 1.6)
"""From this length on, in type sizes, a tail is the wider the longer it is, to so many times the
width: else it would end as a mere line."""
BUBBLES, SMALLEST, DRIFT = (0.46, 0.33, 0.22), 0.12, 0.05
"""A thought's bubbles: the radii of the first, the middle and the last, and the least of the last,
in type sizes; how far they drift off their line, as a share of its length."""
FARTHEST, MOST = 0.75, 7
"""A thought has another bubble where the gaps between them would be wider, in type sizes, and at
most so many."""
BETWEEN = 0.2
"""The gaps, in type sizes, as they stand best."""
KEEP = 3.0
"""Points that a tail keeps from what it may not cross."""
LEAST = 3.5
"""Points: a shorter tail is none."""
BOW = 0.12
"""How far a tail swings out on its way, as a share of its length (at most a type size)."""
OFF = 3.2
"""Degrees between the tail's chord and the line from its root to the mouth."""


def aim(
    shape: Body,
    centre: Point,
    mouth: Point,
    head: Rect | None,
    *,
    exact: bool = False,
    placed: bool = False,
    slide: float | None = None,
) -> Tail | None:
    """The tail's line from a placed body to a mouth; None where the body lies over the mouth.

    The root slides from mid-balloon towards the mouth by at most 45 % of the half width, so
    that a wide balloon's tail does not run along under it. Where there is no head the tail
    stays short, and its target is the point it would reach, unless the mouth is `exact`.
    A tail that is `placed` ends at the mouth itself. `slide` puts the root elsewhere, in points
    from the middle.
    """
    dx = mouth[0] - centre[0]
    if slide is None:
        slide = max(-0.45 * shape.a, min(0.45 * shape.a, dx * 0.5))
    start = (centre[0] + slide, centre[1])
    angle = math.atan2(mouth[1] - start[1], mouth[0] - start[0])
    root = _leave(shape, slide, angle, centre)
    gap = math.dist(root, mouth)
    if shape.hull.holds((mouth[0] - centre[0], mouth[1] - centre[1])) or gap < 1.0:
        return None
    if placed:
        return Tail(root, mouth, mouth)
    to_head = gap if head is None else max(_distance_to(root, mouth, head), 0.0)
    reach = THOUGHT_REACH if shape.kind == "thought" else REACH
    length = to_head * reach
    target = mouth
    if head is None and not exact and length > GUESSED:
        length = GUESSED
        far = length / reach / gap
        target = (root[0] + (mouth[0] - root[0]) * far, root[1] + (mouth[1] - root[1]) * far)
    if length < 1.0:
        return None  # the balloon rests on the head
    ux, uy = (mouth[0] - root[0]) / gap, (mouth[1] - root[1]) / gap
    if shape.kind not in ("thought", "radio") and length > 3:
        side = _side(root, centre, (ux, uy))
        turn = math.radians(OFF) * side
        ux, uy = (
            ux * math.cos(turn) - uy * math.sin(turn),
            ux * math.sin(turn) + uy * math.cos(turn),
        )
    return Tail(root, (root[0] + ux * length, root[1] + uy * length), target)


def clear(
    tail: Tail,
    bodies: Sequence[tuple[Body, Point]],
    faces: Sequence[Rect],
    others: Sequence[tuple[Point, Point]],
) -> Tail | None:
    """The tail as far as it meets nothing; None where nothing worth drawing is left.

    `bodies` are the other balloons with their middles, `faces` those of other people, and
    `others` the lines of tails drawn already.
    """
    (rx, ry), (tx, ty) = tail.root, tail.tip
    length = math.dist(tail.root, tail.tip)
    if length < 1e-6:
        return tail
    ux, uy = (tx - rx) / length, (ty - ry) / length
    steps = max(2, math.ceil(length / 1.5))
    reach = length
    for i in range(1, steps + 1):
        along = length * i / steps
        p = (rx + ux * along, ry + uy * along)
        if any(_near(p, body, at) for body, at in bodies) or any(
            f.x - KEEP < p[0] < f.right + KEEP and f.y - KEEP < p[1] < f.bottom + KEEP
            for f in faces
        ):
            reach = min(reach, along - KEEP)
            break
    for start, end in others:
        share = _meets(
            tail.root, (rx + ux * (length + KEEP), ry + uy * (length + KEEP)), start, end
        )
        if share is not None:
            reach = min(reach, share * (length + KEEP) - KEEP)
    if reach >= length:
        return tail
    if reach < LEAST:
        return None
    return Tail(tail.root, (rx + ux * reach, ry + uy * reach), tail.target)


def _near(p: Point, body: Body, at: Point) -> bool:
    hull = body.hull
    return Hull(hull.a + KEEP, hull.b + KEEP, hull.n).holds((p[0] - at[0], p[1] - at[1]))


def _meets(p: Point, q: Point, r: Point, s: Point) -> float | None:
    """Where along p-q it crosses r-s, as a share of it."""
    dx, dy, ex, ey = q[0] - p[0], q[1] - p[1], s[0] - r[0], s[1] - r[1]
    across = dx * ey - dy * ex
    if abs(across) < 1e-9:
        return None
    t = ((r[0] - p[0]) * ey - (r[1] - p[1]) * ex) / across
    u = ((r[0] - p[0]) * dy - (r[1] - p[1]) * dx) / across
    return t if 0 <= t <= 1 and 0 <= u <= 1 else None


def _side(root: Point, centre: Point, along: Point) -> float:
    """On which side of the tail's line the balloon hangs."""
    nx, ny = -along[1], along[0]
    return 1.0 if (centre[0] - root[0]) * nx + (centre[1] - root[1]) * ny > 0 else -1.0


def _leave(shape: Body, slide: float, angle: float, centre: Point) -> Point:
    """Where a ray from (slide, 0) leaves the body."""
    hull = shape.hull
    c, s = math.cos(angle), math.sin(angle)
    near, far = 0.0, shape.a + shape.b
    for _ in range(24):
        mid = (near + far) / 2
        if hull.holds((slide + mid * c, mid * s)):
            near = mid
        else:
            far = mid
    return (centre[0] + slide + near * c, centre[1] + near * s)


def _distance_to(root: Point, mouth: Point, head: Rect) -> float:
    """How far along root-mouth the head's box begins."""
    whole = math.dist(root, mouth)
    near, far = 0.0, 1.0
    for lo, hi, a, b in (
        (head.x, head.right, root[0], mouth[0]),
        (head.y, head.bottom, root[1], mouth[1]),
    ):
        d = b - a
        if abs(d) < 1e-9:
            if not lo <= a <= hi:
                return whole
            continue
        t0, t1 = sorted(((lo - a) / d, (hi - a) / d))
        near, far = max(near, t0), min(far, t1)
    return whole * near if near <= far else whole


def outline(tail: Tail, shape: Body, centre: Point) -> Path:
    """The tail as a closed path, its root deep enough inside the body to be one with it."""
    (rx, ry), (tx, ty) = tail.root, tail.tip
    length = math.dist(tail.root, tail.tip) or 1.0
    ux, uy = (tx - rx) / length, (ty - ry) / length
    nx, ny = -uy, ux
    size = shape.setting.size
    stout = _stout(length, size)
    wide = min(BASE * size * (1.35 if shape.kind == "shout" else stout), shape.b * 0.8) / 2
    # The last of the axis runs towards the mouth.
    gap = math.dist(tail.tip, tail.target) or 1.0
    dx, dy = (tail.target[0] - tx) / gap, (tail.target[1] - ty) / gap
    if dx * ux + dy * uy < 0.9:
        dx, dy = ux, uy
    bx, by = tx - dx * length * 0.5, ty - dy * length * 0.5
    # Past the valleys of a burst or a cloud, not past the middle.
    deep = (shape.b - shape.inner.b) + min(0.9 * size, 0.7 * shape.inner.b)
    sx, sy = bx - rx, by - ry
    s = math.hypot(sx, sy) or 1.0
    ix, iy = rx - sx / s * deep, ry - sy / s * deep
    left, right = (ix + nx * wide, iy + ny * wide), (ix - nx * wide, iy - ny * wide)
    pinch = 0.3 * stout

    # It leaves the balloon on the side that it bends away from; a tail that was placed points
    # straight at its end, and bends as any other would there.
    bend = dx * uy - dy * ux if tail.tip != tail.target else _side(tail.root, centre, (ux, uy))
    bow = math.copysign(min(BOW * length, size), bend)

    def edge(way: float) -> tuple[Point, Point]:
        start = (rx + nx * (wide * way * 0.9 + bow), ry + ny * (wide * way * 0.9 + bow))
        late = (bx + nx * wide * way * pinch, by + ny * wide * way * pinch)
        return start, late

    (a0, b0), (a1, b1) = edge(1.0), edge(-1.0)
    return (Move(left), CurveTo(a0, b0, (tx, ty)), CurveTo(b1, a1, right), LineTo(left))


def _stout(length: float, size: float) -> float:
    """How many times as wide as others a tail of that length is."""
    long, most = STOUT
    return min(max(length / (long * size), 1.0), most)


def lightning(tail: Tail, size: float) -> Path:
    """A radio's tail: two kinks."""
    (rx, ry), (tx, ty) = tail.root, tail.tip
    length = math.dist(tail.root, tail.tip) or 1.0
    ux, uy = (tx - rx) / length, (ty - ry) / length
    nx, ny = -uy, ux
    w = BASE * size * 0.62 * _stout(length, size)

    def at(along: float, across: float) -> Point:
        return (
            rx + ux * along * length + nx * across * w,
            ry + uy * along * length + ny * across * w,
        )

    back = -0.9 * size / length
    points = [
        at(back, 1.0), at(0.48, 0.95), at(0.36, 0.15), (tx, ty),
        at(0.52, -0.95), at(0.62, -0.1), at(back, -1.0),
    ]  # fmt: skip
    return (Move(points[0]), *(LineTo(p) for p in points[1:]))


def bubbles(tail: Tail, size: float) -> list[Path]:
    """A thought's bubbles along the tail's line, shrinking from the cloud to the tail's tip.

    There are three or, on a long tail, up to seven; on a short one they are smaller.
    """
    (rx, ry), (tx, ty) = tail.root, tail.tip
    length = math.dist(tail.root, tail.tip) or 1.0
    ux, uy = (tx - rx) / length, (ty - ry) / length
    nx, ny = -uy, ux
    radii = _radii(3)
    while len(radii) < MOST and length > size * (2 * sum(radii) + FARTHEST * len(radii)):
        radii = _radii(len(radii) + 1)
    # The first nearly touches the cloud, the last ends at the tip.
    natural = 2 * sum(radii) + BETWEEN * len(radii)
    scale = size * max(min(1.0, length / (size * natural)), SMALLEST / BUBBLES[2])
    gap = max(length - scale * 2 * sum(radii), 0.0) / len(radii)
    out: list[Path] = []
    at = 0.0
    for r in radii:
        at += gap + r * scale
        aside = 4 * DRIFT * at * (1 - min(at / length, 1.0))
        out.append(_circle(rx + ux * at + nx * aside, ry + uy * at + ny * aside, r * scale))
        at += r * scale
    return out


def _radii(count: int) -> list[float]:
    """The radii of so many bubbles, three or more, in type sizes."""
    first, middle, last = BUBBLES
    half = (count - 1) / 2
    return [
        first + (middle - first) * i / half
        if i <= half
        else middle + (last - middle) * (i - half) / half
        for i in range(count)
    ]


def _circle(x: float, y: float, r: float) -> Path:
    k = 0.5523 * r
    return (
        Move((x + r, y)),
        CurveTo((x + r, y + k), (x + k, y + r), (x, y + r)),
        CurveTo((x - k, y + r), (x - r, y + k), (x - r, y)),
        CurveTo((x - r, y - k), (x - k, y - r), (x, y - r)),
        CurveTo((x + k, y - r), (x + r, y - k), (x + r, y)),
    )
