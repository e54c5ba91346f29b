"""Cars standing in the street."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .sets_colour import WHITE, mix, scale
from .sets_props import STEEL, shine
from .sets_shape import hull
from .sets_wall import PAPER

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import P3, Kit


def parked_car(
    kit: Kit, x: float, z: float, c: RGB, front: bool = True, length: float = 4.1
) -> None:
    """A car parked along z, its end nearest to the viewer at `z`; `front`: it faces him."""
    if kit.depth(x, z) < 0.6:
        return
    w = 0.86
    z1 = z + length
    kit.shadow(x, (z + z1) / 2, w * 1.15, length * 0.53, 0.42)
    side = -1 if kit.eye[0] < x else 1
    cab0, cab1 = (z + 1.15, z1 - 0.45) if front else (z + 0.4, z1 - 1.2)

    def wheel(s: int, at: float) -> None:
        r = 0.33
        tyre = [(x + s * w, r + r * math.sin(a), at + r * math.cos(a)) for a, _ in
                ((i * 0.3491, 0) for i in range(18))]  # fmt: skip
        kit.poly(tyre, (46, 44, 52), 0.35)
        hub = [(p[0] + s * 0.01, r + (p[1] - r) * 0.5, at + (p[2] - at) * 0.5) for p in tyre]
        kit.poly(hub, (176, 180, 186), 0.2)

    solid = hull([kit.pt(x + sx * w * k, y, zz) for sx in (-1, 1) for k, y, zz in (
        (0.9, 0.22, z + 0.05), (0.97, 0.35, z), (0.97, 0.62, z), (0.9, 0.74, z + 0.14),
        (0.9, 0.82, z1 - 0.12), (0.97, 0.62, z1), (0.9, 0.22, z1))])  # fmt: skip
    for at in (z + 0.75, z1 - 0.75):
        kit.box(x - w * 0.95, x + w * 0.95, 0.0, 0.4, at - 0.2, at + 0.2, (46, 44, 52), 0.0)
    kit.shape(solid, c, z, 0.6)
    # The side that is seen, a value darker, with its wheels.
    body = [(x + side * w, y, zz) for y, zz in ((0.25, z + 0.05), (0.6, z), (0.72, z + 0.14),
            (0.8, z1 - 0.1), (0.6, z1), (0.25, z1))]  # fmt: skip
    kit.poly(body, scale(c, 0.84), 0.3)
    for at in (z + 0.75, z1 - 0.75):
        wheel(side, at)
    roof = 1.36
    cabin = hull(
        [
            kit.pt(x + sx * kx * w, y, zz)
            for sx in (-1, 1)
            for kx, y, zz in (
                (0.9, 0.76, cab0),
                (0.9, 0.76, cab1),
                (0.74, roof, cab0 + 0.5),
                (0.74, roof, cab1 - 0.35),
            )
        ]
    )
    kit.shape(cabin, mix(c, WHITE, 0.1), z, 0.55)
    glass: RGB = (166, 196, 208) if not kit.night else (74, 88, 118)
    kit.poly([(x - 0.8 * w, 0.8, cab0 + 0.02), (x + 0.8 * w, 0.8, cab0 + 0.02),
              (x + 0.66 * w, roof - 0.08, cab0 + 0.45), (x - 0.66 * w, roof - 0.08, cab0 + 0.45)],
             glass, 0.4)  # fmt: skip
    kit.poly(
        [
            (x + side * 0.88 * w, 0.82, cab0 + 0.2),
            (x + side * 0.88 * w, 0.82, cab1 - 0.1),
            (x + side * 0.76 * w, roof - 0.1, cab1 - 0.4),
            (x + side * 0.76 * w, roof - 0.1, cab0 + 0.58),
        ],
        scale(glass, 0.86),
        0.35,
    )
    lamp: RGB = (250, 240, 200) if front else (196, 60, 56)
    for s in (-0.68, 0.68):
        px = x + s * w
        pts: list[P3] = [(px - 0.14, 0.5, z - 0.01), (px + 0.14, 0.5, z - 0.01),
                         (px + 0.12, 0.66, z - 0.01), (px - 0.12, 0.66, z - 0.01)]  # fmt: skip
        if kit.mood.lamp and front:
            kit.glow(px, 0.58, z, 0.8, (255, 240, 200), 0.5)
            shine(kit, pts, (255, 246, 214))
        else:
            kit.poly(pts, lamp, 0.3)
    kit.front(x - 0.4, x + 0.4, 0.46, 0.6, z - 0.01, scale(c, 0.55), 0.25)
    kit.front(x - 0.8 * w, x + 0.8 * w, 0.26, 0.38, z - 0.02, STEEL, 0.3)
    kit.front(x - 0.2, x + 0.2, 0.29, 0.37, z - 0.03, PAPER, 0.2)
