"""Seats: chairs, stools, benches, sofas."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .sets_colour import WHITE, mix, scale
from .sets_props import DARK, STEEL
from .sets_wall import PAPER

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import P3, Kit


def chair(
    kit: Kit, x: float, z: float, c: RGB, way: float = 0.0, h: float = 0.45, back: float = 0.45
) -> None:
    """A plain chair; `way` is where its sitter looks, in radians from the viewer, to the right."""
    kit.shadow(x, z, 0.26, 0.24, 0.2)
    ca, sa = math.cos(way), math.sin(way)

    def at(u: float, y: float, v: float) -> P3:
        return x + u * ca + v * sa, y, z + u * sa - v * ca

    behind_first = ca >= 0  # the back is on the far side when the sitter faces the viewer

    def rear() -> None:
        for u in (-0.19, 0.19):
            kit.rod(at(u, h, -0.19), at(u, h + back, -0.23), 0.018, scale(c, 0.9), 0.3)
        for k in (0.62, 0.95):
            kit.poly(
                [
                    at(-0.2, h + back * (k - 0.22), -0.22),
                    at(0.2, h + back * (k - 0.22), -0.22),
                    at(0.2, h + back * k, -0.23),
                    at(-0.2, h + back * k, -0.23),
                ],
                c,
                0.4,
            )

    for u, v in ((-0.19, -0.19), (0.19, -0.19), (-0.19, 0.19), (0.19, 0.19)):
        kit.rod(at(u, 0, v), at(u, h, v), 0.018, scale(c, 0.8), 0.3)
    if behind_first:
        rear()
    kit.poly([at(-0.22, h - 0.03, 0.22), at(0.22, h - 0.03, 0.22), at(0.22, h, 0.22),
              at(-0.22, h, 0.22)], scale(c, 0.9), 0.35)  # fmt: skip
    kit.poly([at(-0.22, h, -0.22), at(0.22, h, -0.22), at(0.22, h, 0.22), at(-0.22, h, 0.22)],
             mix(c, WHITE, 0.12), 0.4)  # fmt: skip
    if not behind_first:
        rear()


def stool(kit: Kit, x: float, z: float, c: RGB, h: float = 0.7) -> None:
    """A bar stool."""
    kit.drum(x, z, 0.19, 0, 0.03, STEEL, 0.3)
    kit.drum(x, z, 0.028, 0.03, h - 0.06, STEEL, 0.3)
    kit.drum(x, z, 0.18, h - 0.07, h, c, 0.45)


def bench(kit: Kit, x: float, z: float, w: float = 1.7, c: RGB = (150, 112, 78)) -> None:
    """A slatted bench facing the viewer."""
    kit.shadow(x, z, w * 0.55, 0.35, 0.22)
    for s in (-0.42, 0.42):
        kit.box(x + s * w - 0.03, x + s * w + 0.03, 0, 0.42, z - 0.2, z + 0.2, DARK, 0.35)
        kit.rod((x + s * w, 0.42, z + 0.2), (x + s * w, 0.86, z + 0.28), 0.025, DARK, 0.3)
    for k in (0.52, 0.66, 0.8):
        kit.box(x - w / 2, x + w / 2, k, k + 0.09, z + 0.22, z + 0.25, c, 0.4)
    for k in (-0.2, -0.06, 0.08):
        kit.box(x - w / 2, x + w / 2, 0.42, 0.45, z + k, z + k + 0.11, c, 0.4)


def sofa(kit: Kit, x: float, z: float, w: float, c: RGB, cushion: RGB) -> None:
    """A sofa facing the viewer."""
    kit.shadow(x, z, w * 0.58, 0.55, 0.25)
    a = w / 2
    kit.box(x - a, x + a, 0.35, 0.86, z + 0.22, z + 0.45, c, 0.5)
    kit.box(x - a, x + a, 0.1, 0.42, z - 0.4, z + 0.22, c, 0.5, top=mix(c, WHITE, 0.16))
    n = 3 if w > 1.6 else 2
    for i in range(1, n):
        p = x - a + w * i / n
        kit.stroke(
            [(p, 0.42, z - 0.4), (p, 0.42, z + 0.22), (p, 0.86, z + 0.22)], scale(c, 0.6), 0.35
        )
    for s in (-1, 1):
        p = x + s * (a + 0.08)
        kit.box(p - 0.12, p + 0.12, 0.1, 0.6, z - 0.42, z + 0.45, mix(c, WHITE, 0.05), 0.5)
    for k, t in ((-0.3, cushion), (0.28, mix(cushion, PAPER, 0.5))):
        p = x + k * w
        kit.poly([(p - 0.2, 0.44, z + 0.1), (p + 0.2, 0.46, z + 0.1), (p + 0.19, 0.82, z + 0.18),
                  (p - 0.21, 0.8, z + 0.18)], t, 0.4)  # fmt: skip


def armchair(kit: Kit, x: float, z: float, c: RGB) -> None:
    sofa(kit, x, z, 0.62, c, mix(c, PAPER, 0.6))
