"""A panel as its lettering finds it: what is free, what is taken, what is calm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from storyboard.geometry import Point, Rect

Array = NDArray[np.float64]

CLEAR = 0.72
"""Between a balloon and the border it stands away from, in type sizes."""
MARGIN = 0.78
"""Between words and the border that cuts their balloon, in type sizes."""
CORNER = 0.5
"""Between a caption and the border, in type sizes."""
TORSO = 2.3
"""How wide shoulders are, in heads."""


@dataclass(frozen=True, slots=True)
class Ground:
    """How busy the picture is below the panel, for any box at once (an integral image)."""

    sums: Array
    """One row and one column more than the map, from the top left."""
    box: Rect
    """Where on the page the map lies."""

    def under(self, x0: Array, y0: Array, x1: Array, y1: Array) -> Array:
        """The mean busyness, 0 to 1, under each box."""
        rows, columns = self.sums.shape[0] - 1, self.sums.shape[1] - 1

        across, down = columns / self.box.w, rows / self.box.h

        def cells(v: Array, start: float, scale: float, most: int) -> NDArray[np.intp]:
            at = np.rint((v - start) * scale)
            out: NDArray[np.intp] = np.minimum(np.maximum(at, 0), most).astype(np.intp)
            return out

        c0, r0 = cells(x0, self.box.x, across, columns), cells(y0, self.box.y, down, rows)
        c1, r1 = cells(x1, self.box.x, across, columns), cells(y1, self.box.y, down, rows)
        c1, r1 = np.maximum(c1, c0 + 1), np.maximum(r1, r0 + 1)
        c1, r1 = np.minimum(c1, columns), np.minimum(r1, rows)
        s = self.sums
        total = s[r1, c1] - s[r0, c1] - s[r1, c0] + s[r0, c0]
        out: Array = total / np.maximum((r1 - r0) * (c1 - c0), 1)
        return out


def ground(busy: NDArray[np.float32] | None, box: Rect) -> Ground | None:
    """A map of a picture's edges (`calm.calm_map`), laid where the picture lies."""
    if busy is None or busy.size == 0:
        return None
    sums = np.zeros((busy.shape[0] + 1, busy.shape[1] + 1))
    sums[1:, 1:] = busy.astype(np.float64).cumsum(axis=0).cumsum(axis=1)
    return Ground(sums, box)


@dataclass(frozen=True, slots=True)
class Room:
    """Where a panel's lettering may stand, and what it must mind."""

    box: Rect
    live: Rect
    size: float
    """Of the type; clearances are shares of it."""
    outline: tuple[Point, ...] = ()
    """The true panel, where it is no upright box."""
    faces: tuple[Rect, ...] = ()
    blocked: tuple[Rect, ...] = ()
    """Where other panels lie over this one."""
    ground: Ground | None = None
    borderless: bool = False
    rtl: bool = False
    signs: tuple[Rect, ...] = ()
    """Where words stand in the picture."""
    fold: Rect | None = None
    """The strip at the fold of a double page, where no lettering belongs, if it crosses the box."""
    slanted: bool = field(init=False, repr=False, compare=False)
    """Whether the panel is anything but an upright box."""
    bodied: tuple[Rect, ...] = field(init=False, repr=False, compare=False)
    """The faces under which the panel shows something of a body."""
    torsos: tuple[Rect, ...] = field(init=False, repr=False, compare=False)
    """Where bodies probably are: below each face of `bodied`, to the panel's foot."""

    def __post_init__(self) -> None:
        box = self.box
        low = box.bottom
        bodied = tuple(f for f in self.faces if low - f.bottom > 1)
        torsos = []
        for f in bodied:
            wide = TORSO * f.w
            high = min(3.2 * f.h, low - f.bottom)
            torsos.append(Rect(f.cx - wide / 2, f.bottom, wide, high))
        slanted = bool(self.outline) and (
            len(self.outline) != 4
            or any(
                min(abs(x - box.x), abs(x - box.right)) > 0.1
                or min(abs(y - box.y), abs(y - box.bottom)) > 0.1
                for x, y in self.outline
            )
        )
        object.__setattr__(self, "slanted", slanted)
        object.__setattr__(self, "bodied", bodied)
        object.__setattr__(self, "torsos", tuple(torsos))

    def butts(self) -> tuple[bool, bool, bool, bool]:
        """Whether a balloon may be cut by the left, top, right and bottom border."""
        if self.borderless or self.slanted:
            return (False, False, False, False)
        b, v = self.box, self.live
        return (
            b.x >= v.x - 0.1,
            b.y >= v.y - 0.1,
            b.right <= v.right + 0.1,
            b.bottom <= v.bottom + 0.1,
        )

    def outer(self) -> tuple[bool, bool, bool, bool]:
        """Whether the left, top, right and bottom border have the page's margin beyond them."""
        b, v = self.box, self.live
        return (
            b.x <= v.x + 1.0,
            b.y <= v.y + 1.0,
            b.right >= v.right - 1.0,
            b.bottom >= v.bottom - 1.0,
        )

    def inner(self) -> Rect:
        """Where words may stand: inside the border with air, and inside the live area."""
        m = MARGIN * self.size
        return _within(self.box.inset(min(m, self.box.w / 4), min(m, self.box.h / 4)), self.live)

    def words(self) -> Rect:
        """Where the words of one piece may stand: `inner`, or what is broader beside the fold."""
        inner, fold = self.inner(), self.fold
        if fold is None:
            return inner
        before, after = fold.x - inner.x, inner.right - fold.right
        x = inner.x if before >= after else fold.right
        most = max(before, after)
        return Rect(x, inner.y, most, inner.h) if most > 8 else inner

    def free(self) -> float:
        """Square points of the panel that no face and no other panel takes."""
        taken = sum(self.box.overlap(r) for r in (*self.faces, *self.blocked))
        return self.box.area - taken


def _within(a: Rect, b: Rect) -> Rect:
    x, y = max(a.x, b.x), max(a.y, b.y)
    right, bottom = min(a.right, b.right), min(a.bottom, b.bottom)
    return Rect(x, y, right - x, bottom - y) if right - x > 8 and bottom - y > 6 else a


def half_planes(outline: Sequence[Point]) -> Array:
    """A convex outline as rows (nx, ny, d): a point lies inside where nx·x + ny·y <= d."""
    points = np.asarray(outline, dtype=np.float64)
    after = np.roll(points, -1, axis=0)
    edge = after - points
    length = np.hypot(edge[:, 0], edge[:, 1])
    keep = length > 1e-6
    points, edge, length = points[keep], edge[keep], length[keep]
    normal = np.stack([edge[:, 1], -edge[:, 0]], axis=1) / length[:, None]
    middle = points.mean(axis=0)
    flip = np.where(((points - middle) * normal).sum(axis=1) < 0, -1.0, 1.0)
    normal = normal * flip[:, None]
    out: Array = np.column_stack([normal, (normal * points).sum(axis=1)])
    return out
