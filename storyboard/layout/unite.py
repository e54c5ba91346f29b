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

    one, two = _drawn(a, pathops.Path()), _drawn(b, pathops.Path())
    try:
        return abs(float(pathops.op(one, two, pathops.PathOp.INTERSECTION).area))
    except pathops.PathOpsError:
        return 0.0


def _made(a: Path, b: Path, operation: Operation) -> Path:
    import pathops

    one, two = _drawn(a, pathops.Path()), _drawn(b, pathops.Path())
    try:
        made = pathops.op(one, two, pathops.PathOp[operation])
    except pathops.PathOpsError:
        return a
    return _read(made) or a


def _drawn(path: Path, onto: Any) -> Any:
    """`onto`, a path of skia's, with ours in it."""
    for i, s in enumerate(path):
        if isinstance(s, Move):
            if i:
                onto.close()
            onto.moveTo(*s.to)
        elif isinstance(s, LineTo):
            onto.lineTo(*s.to)
        else:
            onto.cubicTo(*s.a, *s.b, *s.to)
    onto.close()
    return onto


def _read(made: Any) -> Path:
    """A path of skia's as ours: its verbs and points come in two lists, which is quick."""
    from pathops import PathVerb

    move, line, curve, quad = PathVerb.MOVE, PathVerb.LINE, PathVerb.CUBIC, PathVerb.QUAD
    points = iter(made.points)
    out: list[Segment] = []
    here: Point = (0.0, 0.0)
    for verb in made.verbs:
        if verb is line:
            here = next(points)
            out.append(LineTo(here))
        elif verb is curve:
            a, b, here = next(points), next(points), next(points)
            out.append(CurveTo(a, b, here))
        elif verb is move:
            here = next(points)
            out.append(Move(here))
        elif verb is quad:
            q, to = next(points), next(points)
            a = (here[0] + (q[0] - here[0]) * 2 / 3, here[1] + (q[1] - here[1]) * 2 / 3)
            b = (to[0] + (q[0] - to[0]) * 2 / 3, to[1] + (q[1] - to[1]) * 2 / 3)
            out.append(CurveTo(a, b, to))
            here = to
    return tuple(out)
