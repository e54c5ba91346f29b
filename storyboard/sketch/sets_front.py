"""What stands at the frame's edge before the figures: dark shapes that give a wide shot depth."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .sets_colour import mix
from .sets_shape import ring

if TYPE_CHECKING:
    from .sets_kit import P2, Kit

Shape = Sequence[tuple[float, float]]

_CHAIR: tuple[Shape, ...] = (
    ((0.02, 0.0), (0.045, 0.0), (0.035, 0.24), (0.015, 0.24)),
    ((0.15, 0.0), (0.175, 0.0), (0.175, 0.24), (0.155, 0.24)),
    ((0.01, 0.24), (0.18, 0.24), (0.175, 0.205), (0.015, 0.205)),
    ((0.02, 0.165), (0.17, 0.165), (0.17, 0.145), (0.02, 0.145)),
    ((0.0, 0.075), (0.19, 0.075), (0.195, 0.045), (0.0, 0.045)),
)
_ARMCHAIR: tuple[Shape, ...] = (
    ((-0.05, 0.0), (0.21, 0.0), (0.22, 0.1), (0.19, 0.13), (0.165, 0.12), (0.16, 0.2),
     (0.13, 0.225), (-0.05, 0.23)),
)  # fmt: skip
_MONITOR: tuple[Shape, ...] = (
    ((-0.05, 0.0), (0.3, 0.0), (0.3, 0.035), (-0.05, 0.035)),
    ((0.02, 0.075), (0.2, 0.085), (0.2, 0.2), (0.02, 0.2)),
    ((0.1, 0.03), (0.125, 0.03), (0.125, 0.09), (0.1, 0.09)),
    ((0.235, 0.035), (0.265, 0.035), (0.262, 0.085), (0.238, 0.085)),
)
_GLASSWARE: tuple[Shape, ...] = (
    ((-0.05, 0.0), (0.33, 0.0), (0.33, 0.03), (-0.05, 0.03)),
    ((0.02, 0.03), (0.12, 0.03), (0.082, 0.11), (0.082, 0.16), (0.06, 0.16), (0.06, 0.11)),
    ((0.15, 0.03), (0.172, 0.03), (0.172, 0.17), (0.15, 0.17)),
    ((0.14, 0.17), (0.182, 0.17), (0.182, 0.182), (0.14, 0.182)),
    ((0.21, 0.03), (0.28, 0.03), (0.29, 0.06), (0.265, 0.1), (0.262, 0.13), (0.228, 0.13),
     (0.225, 0.1), (0.2, 0.06)),
)  # fmt: skip
_CRATES: tuple[Shape, ...] = (
    ((-0.05, 0.0), (0.17, 0.0), (0.17, 0.13), (-0.05, 0.13)),
    ((-0.05, 0.135), (0.1, 0.135), (0.095, 0.22), (-0.05, 0.22)),
    ((0.19, 0.0), (0.27, 0.0), (0.28, 0.03), (0.27, 0.06), (0.19, 0.06), (0.18, 0.03)),
)
_BEDPOST: tuple[Shape, ...] = (
    ((0.11, 0.0), (0.14, 0.0), (0.14, 0.16), (0.11, 0.16)),
    ((0.105, 0.165), (0.125, 0.2), (0.145, 0.165)),
    ((-0.05, 0.0), (0.12, 0.0), (0.12, 0.1), (0.06, 0.115), (-0.05, 0.12)),
)
_DRIP: tuple[Shape, ...] = (
    ((0.1, 0.0), (0.11, 0.0), (0.11, 0.44), (0.1, 0.44)),
    ((0.065, 0.43), (0.145, 0.43), (0.145, 0.442), (0.065, 0.442)),
    ((0.055, 0.34), (0.085, 0.34), (0.085, 0.43), (0.055, 0.43)),
    ((-0.05, 0.0), (0.06, 0.0), (0.06, 0.13), (-0.05, 0.14)),
)
_TABLE: tuple[Shape, ...] = (
    ((-0.05, 0.08), (0.26, 0.08), (0.27, 0.105), (-0.05, 0.105)),
    ((0.2, 0.0), (0.225, 0.0), (0.225, 0.08), (0.2, 0.08)),
    ((0.06, 0.105), (0.11, 0.105), (0.115, 0.15), (0.055, 0.15)),
    ((0.17, 0.105), (0.195, 0.105), (0.195, 0.17), (0.19, 0.18), (0.19, 0.21), (0.175, 0.21),
     (0.175, 0.18), (0.17, 0.17)),
)  # fmt: skip
_CANDLES: tuple[Shape, ...] = (
    ((0.06, 0.0), (0.1, 0.0), (0.088, 0.02), (0.088, 0.3), (0.105, 0.32), (0.055, 0.32),
     (0.072, 0.3), (0.072, 0.02)),
    ((0.07, 0.32), (0.09, 0.32), (0.09, 0.4), (0.07, 0.4)),
    ((-0.05, 0.0), (0.05, 0.0), (0.05, 0.12), (-0.05, 0.14)),
)  # fmt: skip


class _Edge:
    """One side of the frame, measured inwards and up from its foot, in the frame's own unit."""

    def __init__(self, kit: Kit) -> None:
        self.kit = kit
        self.side: int = kit.rng.choice((-1, 1))
        # In a strip the shapes keep to its height.
        self.unit = min(math.sqrt(kit.w * kit.h), 1.25 * min(kit.w, kit.h))
        dusk = mix(kit.mood.front, kit.mood.haze, 0.12 if kit.indoors or kit.night else 0.06)
        self.colour = dusk

    def at(self, x: float, y: float, side: int = 0) -> P2:
        kit = self.kit
        inward = x * self.unit
        left = (side or self.side) < 0
        return (inward if left else kit.w - inward, kit.h * 1.005 - y * self.unit)

    def hung(self, x: float, y: float, side: int = 0) -> P2:
        """As `at`, measured down from the top."""
        return self.at(x, 0, side)[0], y * self.unit - self.kit.h * 0.005

    def fill(self, shape: Shape, side: int = 0) -> None:
        self.kit.flat_fill([self.at(x, y, side) for x, y in shape], self.colour)

    def hang(self, shape: Shape, side: int = 0) -> None:
        self.kit.flat_fill([self.hung(x, y, side) for x, y in shape], self.colour)

    def jamb(self, wide: float = 0.05) -> None:
        """The frame of a door through which the room is seen."""
        tall = self.kit.h / self.unit + 0.05
        self.fill(((-0.05, 0), (wide, 0), (wide, tall), (-0.05, tall)))
        self.fill(((wide, 0), (wide + 0.012, 0), (wide + 0.012, tall), (wide, tall)))

    def fronds(
        self, x: float, y: float, n: int = 7, long: float = 0.15, slim: float = 0.02
    ) -> None:
        """Leaves that fan out from a point."""
        rng = self.kit.own("fronds")
        for i in range(n):
            a = math.pi * (0.08 + 0.84 * (i + 0.5 * rng.random()) / n)
            r = long * (0.75 + 0.5 * rng.random())
            ca, sa = math.cos(a), math.sin(a)
            spine = [(x + ca * r * t, y + sa * r * t - 0.03 * t * t) for t in (0, 0.4, 0.75, 1.0)]
            girth = (0.3, 1.0, 0.6, 0.0)
            one = [(px - sa * slim * g, py + ca * slim * g)
                   for (px, py), g in zip(spine, girth, strict=True)]  # fmt: skip
            two = [(px + sa * slim * g, py - ca * slim * g)
                   for (px, py), g in zip(spine, girth, strict=True)]  # fmt: skip
            self.fill([*one, *reversed(two)])

    def lamp(self, x: float) -> None:
        """A shade that hangs into the picture."""
        self.hang(((x - 0.003, 0), (x + 0.003, 0), (x + 0.003, 0.05), (x - 0.003, 0.05)))
        self.hang(((x - 0.02, 0.05), (x + 0.02, 0.05), (x + 0.06, 0.1), (x - 0.06, 0.1)))


def _far(kit: Kit) -> bool:
    return kit.staging.shot in ("full", "wide", "extreme-wide")


def _shapes(kit: Kit, shapes: Sequence[Shape], lamp: bool = False) -> None:
    if not _far(kit):
        return
    edge = _Edge(kit)
    for shape in shapes:
        edge.fill(shape)
    if lamp:
        edge.side = -edge.side
        edge.lamp(0.12)


def cafe_front(kit: Kit) -> None:
    """A table with a cup and a bottle, or the back of a chair, under a lamp."""
    _shapes(kit, (_TABLE, _CHAIR)[kit.own("which").randrange(2)], lamp=True)


def kitchen_front(kit: Kit) -> None:
    """The corner of the table and a lamp."""
    _shapes(kit, (_CHAIR, _TABLE)[kit.own("which").randrange(2)])


def office_front(kit: Kit) -> None:
    """A colleague's desk with its screen."""
    _shapes(kit, _MONITOR)


def laboratory_front(kit: Kit) -> None:
    """Glass on the near bench."""
    _shapes(kit, _GLASSWARE)


def bedroom_front(kit: Kit) -> None:
    """The foot of the bed."""
    _shapes(kit, _BEDPOST)


def hospital_front(kit: Kit) -> None:
    """A drip stand beside another bed."""
    _shapes(kit, _DRIP)


def church_front(kit: Kit) -> None:
    """A candlestick beside the end of a pew."""
    _shapes(kit, _CANDLES)


def hold_front(kit: Kit) -> None:
    """Crates, and a rope from above."""
    _shapes(kit, _CRATES)
    if _far(kit):
        edge = _Edge(kit)
        edge.side = -edge.side
        edge.hang(((0.1, 0), (0.112, 0), (0.118, 0.2), (0.106, 0.2)))
        edge.hang(((0.09, 0.2), (0.13, 0.2), (0.138, 0.26), (0.112, 0.28), (0.086, 0.26)))


def luggage_front(kit: Kit) -> None:
    """Boxes in the corner."""
    _shapes(kit, _CRATES)


def room_front(kit: Kit) -> None:
    """An armchair's back or a plant."""
    if kit.own("which").random() < 0.5:
        _shapes(kit, _ARMCHAIR)
    elif _far(kit):
        edge = _Edge(kit)
        edge.fill(((0.02, 0), (0.12, 0), (0.135, 0.09), (0.005, 0.09)))
        edge.fronds(0.07, 0.08, 9)


def door_front(kit: Kit) -> None:
    """The door through which one looks in."""
    if _far(kit):
        _Edge(kit).jamb()


def shelf_front(kit: Kit) -> None:
    """The end of a bookcase, its books in outline."""
    if not _far(kit):
        return
    edge, rng = _Edge(kit), kit.own("books")
    tall = kit.h / edge.unit
    edge.fill(((-0.05, 0), (0.03, 0), (0.03, tall + 0.05), (-0.05, tall + 0.05)))
    y = 0.02
    while y < tall:
        edge.fill(((0.0, y), (0.15, y), (0.15, y + 0.012), (0.0, y + 0.012)))
        x = 0.03
        while x < 0.12:
            wide, high = 0.012 + 0.012 * rng.random(), 0.06 + 0.05 * rng.random()
            edge.fill(((x, y), (x + wide, y), (x + wide, y + high), (x, y + high)))
            x += wide + (0.003 if rng.random() < 0.8 else 0.02)
        y += 0.16


def seats_front(kit: Kit) -> None:
    """The backs of a row of seats, with heads in some of a theatre's."""
    if not _far(kit):
        return
    edge = _Edge(kit)
    wide = kit.w / edge.unit
    n = max(2, round(wide / 0.2))
    theatre = kit.staging.setting == "theatre" or kit.says("theatre", "opera")
    for i in range(n):
        x = wide * (i + 0.5) / n
        if abs(x - wide / 2) < 0.16 * wide:
            continue
        high = 0.075 if theatre else 0.12
        half = 0.36 * wide / n
        edge.fill([(x + a * half, b * high) for a, b in
                   ((-1, 0), (-1, 0.75), (-0.8, 1), (0.8, 1), (1, 0.75), (1, 0))])  # fmt: skip
        if theatre and kit.own("heads").random() < 0.5:
            edge.fill(ring(x, high + 0.035, 0.028, 0.036, 16))
            edge.fill(((x - 0.05, high - 0.01), (x + 0.05, high - 0.01), (x, high + 0.03)))


def bars_front(kit: Kit) -> None:
    """The bars through which the cell is seen, at one side."""
    if not _far(kit):
        return
    edge = _Edge(kit)
    tall = kit.h / edge.unit + 0.02
    wide = kit.w / edge.unit
    for way, n in ((1, 4), (-1, 2)):
        for i in range(n):
            x = 0.02 + 0.065 * i
            x = x if way > 0 else wide - x - 0.013
            edge.fill(((x, 0), (x + 0.013, 0), (x + 0.013, tall), (x, tall)))
        for y in (0.16, tall * 0.6):
            a, b = (-0.02, 0.065 * n - 0.02) if way > 0 else (wide - 0.065 * n + 0.02, wide + 0.02)
            edge.fill(((a, y), (b, y), (b, y + 0.016), (a, y + 0.016)))


def cave_front(kit: Kit) -> None:
    """Teeth of rock above and below, on both sides."""
    if not _far(kit):
        return
    edge, rng = _Edge(kit), kit.own("teeth")
    for side in (-1, 1):
        top, foot = [(-0.05, -0.05), (0.42, -0.05)], [(-0.05, -0.05)]
        for x, high in ((0.36, 0.03), (0.31, 0.09), (0.26, 0.05), (0.19, 0.16), (0.13, 0.1),
                        (0.07, 0.26), (-0.05, 0.34)):  # fmt: skip
            top.append((x, high * (0.7 + 0.6 * rng.random())))
        for x, high in ((-0.05, 0.2), (0.05, 0.13), (0.1, 0.15), (0.17, 0.05), (0.24, 0.06)):
            foot.append((x, high * (0.6 + 0.5 * rng.random())))
        edge.hang(top, side)
        edge.fill([*foot, (0.3, -0.05)], side)


def shore_front(kit: Kit) -> None:
    """Dune grass in the corner."""
    if not _far(kit):
        return
    edge, rng = _Edge(kit), kit.own("blades")
    edge.fill(((-0.05, -0.05), (-0.05, 0.05), (0.1, 0.025), (0.26, -0.05)))
    for _ in range(16):
        x, tall, lean = 0.2 * rng.random(), 0.08 + 0.12 * rng.random(), 0.12 * rng.random() - 0.03
        edge.fill(((x, 0.0), (x + 0.007, 0.0), (x + 0.006 + 0.5 * lean, 0.6 * tall),
                   (x + lean, tall), (x + 0.45 * lean, 0.6 * tall)))  # fmt: skip


def desert_front(kit: Kit) -> None:
    """The spikes of an agave among stones."""
    if not _far(kit):
        return
    edge = _Edge(kit)
    edge.fill(((-0.05, -0.05), (-0.05, 0.03), (0.06, 0.05), (0.14, 0.03), (0.2, -0.05)))
    edge.fronds(0.07, 0.02, 11, 0.17, 0.012)


def wall_front(kit: Kit) -> None:
    """The corner of a wall, with a pipe that runs down it."""
    if not _far(kit):
        return
    edge = _Edge(kit)
    edge.jamb(0.045)
    tall = kit.h / edge.unit
    edge.fill(((0.072, 0), (0.084, 0), (0.084, tall), (0.072, tall)))
    for y in (0.25, 0.6, 0.95):
        edge.fill(((0.05, y), (0.09, y), (0.09, y + 0.02), (0.05, y + 0.02)))


def stall_front(kit: Kit) -> None:
    """The scalloped edge of an awning above, and a crate below."""
    _shapes(kit, _CRATES)
    if not kit.far:
        return
    edge = _Edge(kit)
    wide = 0.42 * kit.w / edge.unit
    n = 5
    edge.hang(((-0.05, -0.05), (wide, -0.05), (wide, 0.03), (-0.05, 0.05)), -edge.side)
    for i in range(n):
        x, r = wide * (i + 0.5) / n, wide / n / 2
        y = 0.047 - 0.02 * (i + 0.5) / n
        edge.hang([(x + r * math.cos(a), y + 0.6 * r * math.sin(a)) for a in
                   (0, 0.5, 1.0, 1.57, 2.1, 2.6, 3.14)], -edge.side)  # fmt: skip
