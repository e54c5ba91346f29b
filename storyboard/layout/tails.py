"""Tails: from mid-balloon, tapered, a little curved, aimed at the speaker's mouth.

A tail ends 50-60 % of the way from the balloon to the head; its root, its tip and the mouth
lie on one line. Outline and tail are one path (a union of both).
"""

from __future__ import annotations

import math

from storyboard.geometry import CurveTo, LineTo, Move, Path, Point, Rect, Segment
from storyboard.layout.balloons import Body
from storyboard.layout.model import Tail

REACH = 0.55
THOUGHT_REACH = 0.8
SHORTEST = 5.0
LONGEST = 90.0
GUESSED = 22.0
"""Points; the last one where nobody knows the head, and a long tail would only show it."""
BASE = 0.95
"""Width at the root, in type sizes."""
BOW = 0.05
"""How far the axis bows, of its length (Comic Chat)."""


def aim(shape: Body, centre: Point, mouth: Point, head: Rect | None) -> Tail | None:
    """The tail's line from a placed body to a mouth; None where the body lies over the mouth.

    The root slides from mid-balloon towards the mouth by at most 45 % of the half width, so
    that a wide balloon's tail does not run along under it.
    """
    dx = mouth[0] - centre[0]
    slide = max(-0.45 * shape.a, min(0.45 * shape.a, dx * 0.5))
    start = (centre[0] + slide, centre[1])
    angle = math.atan2(mouth[1] - start[1], mouth[0] - start[0])
    root = _leave(shape, slide, angle, centre)
    gap = math.dist(root, mouth)
    if shape.hull.holds((mouth[0] - centre[0], mouth[1] - centre[1])) or gap < 1.0:
        return None
    to_head = gap if head is None else max(_distance_to(root, mouth, head), 0.0)
    most = LONGEST if head else GUESSED
    reach = THOUGHT_REACH if shape.kind == "thought" else REACH
    length = min(max(to_head * reach, min(SHORTEST, to_head)), most)
    ux, uy = (mouth[0] - root[0]) / gap, (mouth[1] - root[1]) / gap
    tip = (root[0] + ux * length, root[1] + uy * length)
    return Tail(root, tip, mouth)


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
    wide = min(BASE * size, shape.b * 0.8) / 2
    # Bow towards the side the balloon hangs on, as a pen would pull it.
    side = 1.0 if (centre[0] - rx) * nx + (centre[1] - ry) * ny > 0 else -1.0
    bow = side * BOW * 2 * length
    # Past the valleys of a burst or a cloud, not past the middle.
    deep = (shape.b - shape.inner.b) + min(0.9 * size, 0.7 * shape.inner.b)
    sx, sy = rx - ux * deep, ry - uy * deep
    mx, my = rx + ux * length * 0.45 + nx * bow, ry + uy * length * 0.45 + ny * bow
    left, right = (sx + nx * wide, sy + ny * wide), (sx - nx * wide, sy - ny * wide)
    pinch = 0.42
    return (
        Move(left),
        CurveTo(
            (rx + nx * wide * 0.95, ry + ny * wide * 0.95),
            (mx + nx * wide * pinch, my + ny * wide * pinch),
            (tx, ty),
        ),
        CurveTo(
            (mx - nx * wide * pinch, my - ny * wide * pinch),
            (rx - nx * wide * 0.95, ry - ny * wide * 0.95),
            right,
        ),
        LineTo(left),
    )


def lightning(tail: Tail, size: float) -> Path:
    """A radio's tail: two kinks."""
    (rx, ry), (tx, ty) = tail.root, tail.tip
    length = math.dist(tail.root, tail.tip) or 1.0
    ux, uy = (tx - rx) / length, (ty - ry) / length
    nx, ny = -uy, ux
    w = BASE * size / 2

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
    """A thought's shrinking bubbles along the tail's line, the largest next to the cloud.

    They end at the tail's tip: a short tail has smaller ones, or fewer.
    """
    (rx, ry), (tx, ty) = tail.root, tail.tip
    length = math.dist(tail.root, tail.tip) or 1.0
    ux, uy = (tx - rx) / length, (ty - ry) / length
    radii = [size * 0.46, size * 0.33, size * 0.22]
    gap = size * 0.2
    scale = min(1.0, length / (2 * sum(radii) + 3 * gap))
    if scale < 0.6:
        radii = radii[1:]
        scale = min(1.0, length / (2 * sum(radii) + 2 * gap))
    out: list[Path] = []
    at = 0.0
    for r in radii:
        at += (gap + r) * scale
        out.append(_circle(rx + ux * at, ry + uy * at, r * scale))
        at += r * scale
    return out


def _circle(x: float, y: float, r: float) -> Path:
    k = 0.5523 * r
    return (
        Move((x + r, y)),
        CurveTo((x + r, y + k), (x + k, y + r), (x, y + r)),
        CurveTo((x - k, y + r), (x - r, y + k), (x - r, y)),
        CurveTo((x - r, y - k), (x - k, y - r), (x, y - r)),
        CurveTo((x + k, y - r), (x + r, y - k), (x + r, y)),
    )


def union(a: Path, b: Path) -> Path:
    """Both as one outline. Where the paths are too degenerate to be united, `a` alone."""
    import pathops

    one, two = pathops.Path(), pathops.Path()
    _draw(a, one.getPen())
    _draw(b, two.getPen())
    try:
        made = pathops.op(one, two, pathops.PathOp.UNION)
    except pathops.PathOpsError:
        return a
    return _read(made)


def _draw(path: Path, pen: object) -> None:
    p: object = pen
    assert hasattr(p, "moveTo")
    assert hasattr(p, "lineTo")
    assert hasattr(p, "curveTo")
    assert hasattr(p, "closePath")
    for i, s in enumerate(path):
        if isinstance(s, Move):
            if i:
                p.closePath()
            p.moveTo(s.to)
        elif isinstance(s, LineTo):
            p.lineTo(s.to)
        else:
            p.curveTo(s.a, s.b, s.to)
    p.closePath()


def _read(made: object) -> Path:
    out: list[Segment] = []
    here: Point = (0.0, 0.0)
    for verb, points in made.segments:  # type: ignore[attr-defined]
        if verb == "moveTo":
            out.append(Move(points[0]))
        elif verb == "lineTo":
            out.append(LineTo(points[0]))
        elif verb == "curveTo":
            out.append(CurveTo(*points))
        elif verb == "qCurveTo":
            q, to = points[-2], points[-1]
            a = (here[0] + (q[0] - here[0]) * 2 / 3, here[1] + (q[1] - here[1]) * 2 / 3)
            b = (to[0] + (q[0] - to[0]) * 2 / 3, to[1] + (q[1] - to[1]) * 2 / 3)
            out.append(CurveTo(a, b, to))
        if points:
            here = points[-1]
    return tuple(out)
