"""Paths made one, cut by one another, or taken from one another: the home of skia-pathops."""

from __future__ import annotations

from typing import Any, Literal

from storyboard.geometry import CurveTo, LineTo, Move, Path, Point, Segment

Operation = Literal["UNION", "INTERSECTION", "DIFFERENCE"]


def union(a: Path, b: Path) -> Path:
    """Both as one outline. Where the paths are too degenerate to be united, `a` alone."""
    return _made(a, b, "UNION")


def common(a: Path, b: Path) -> Path:
    """What lies in both. Where the paths are too degenerate, or apart, `a` as it is."""
    return _made(a, b, "INTERSECTION")


def without(a: Path, b: Path) -> Path:
    """`a` less `b`. Where the paths are too degenerate, or nothing is left, `a` as it is."""
    return _made(a, b, "DIFFERENCE")


def shared(a: Path, b: Path) -> float:
    """The area that lies in both, in square points."""
    import pathops

    one, two = pathops.Path(), pathops.Path()
    _draw(a, one.getPen())
    _draw(b, two.getPen())
    try:
        return abs(float(pathops.op(one, two, pathops.PathOp.INTERSECTION).area))
    except pathops.PathOpsError:
        return 0.0


def _made(a: Path, b: Path, operation: Operation) -> Path:
    import pathops

    one, two = pathops.Path(), pathops.Path()
    _draw(a, one.getPen())
    _draw(b, two.getPen())
    try:
        made = pathops.op(one, two, pathops.PathOp[operation])
    except pathops.PathOpsError:
        return a
    return _read(made) or a


def _draw(path: Path, pen: Any) -> None:
    for i, s in enumerate(path):
        if isinstance(s, Move):
            if i:
                pen.closePath()
            pen.moveTo(s.to)
        elif isinstance(s, LineTo):
            pen.lineTo(s.to)
        else:
            pen.curveTo(s.a, s.b, s.to)
    pen.closePath()


def _read(made: Any) -> Path:
    out: list[Segment] = []
    here: Point = (0.0, 0.0)
    for verb, points in made.segments:
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
