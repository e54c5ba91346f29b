"""Furniture and street furniture, placed in metres; `x`, `z` is the middle of the foot."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, GREENS, WHITE, mix, pick, scale
from .sets_shape import ring
from .sets_wall import LAMP, PAPER

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import P3, Kit

STEEL: RGB = (132, 138, 148)


DARK: RGB = (72, 68, 80)


def table(
    kit: Kit, x: float, z: float, w: float, d: float, c: RGB, h: float = 0.75, cloth: bool = False
) -> None:
    """A four-legged table."""
    kit.shadow(x, z, w * 0.56, d * 0.6, 0.22)
    a, b = w / 2, d / 2
    for sx, sz in ((-1, 1), (1, 1), (-1, -1), (1, -1)):
        kit.box(
            x + sx * a * 0.92 - 0.03,
            x + sx * a * 0.92 + 0.03,
            0,
            h - 0.04,
            z + sz * b * 0.85 - 0.03,
            z + sz * b * 0.85 + 0.03,
            scale(c, 0.86),
            0.35,
        )
    kit.box(x - a, x + a, h - (0.24 if cloth else 0.05), h, z - b, z + b, c, 0.5)


def pedestal(kit: Kit, x: float, z: float, r: float, c: RGB, h: float = 0.74) -> None:
    """A round café table on one foot."""
    kit.shadow(x, z, r * 0.8, r * 0.8, 0.22)
    kit.drum(x, z, r * 0.55, 0, 0.03, DARK, 0.35)
    kit.drum(x, z, 0.035, 0.03, h - 0.03, DARK, 0.35)
    kit.drum(x, z, r, h - 0.035, h, c, 0.5)


def pendant(kit: Kit, x: float, y: float, z: float, r: float, c: RGB, ceiling: float) -> None:
    """A lamp hung from the ceiling, its rim at height `y`."""
    kit.stroke([(x, y + r * 0.7, z), (x, ceiling, z)], DARK, 0.45)
    if kit.mood.lamp:
        kit.glow(x, y, z, r * 5, LAMP, 0.5)
    kit.lathe(x, z, [(r, 0), (r * 0.86, r * 0.3), (r * 0.3, r * 0.62), (r * 0.14, r * 0.8)], c,
              0.5, y=y)  # fmt: skip
    bulb = LAMP if kit.mood.lamp else (244, 236, 210)
    kit.poly([(a, b, z) for a, b in ring(x, y, r, r * 0.13, 16)], bulb, 0.3)


def floor_lamp(kit: Kit, x: float, z: float, c: RGB, h: float = 1.6) -> None:
    """A standing lamp with a shade."""
    kit.drum(x, z, 0.14, 0, 0.03, DARK, 0.35)
    kit.rod((x, 0.03, z), (x, h, z), 0.012, DARK)
    if kit.mood.lamp:
        kit.glow(x, h, z, 1.3, LAMP, 0.5)
        c = mix(c, LAMP, 0.7)
    kit.lathe(x, z, [(0.22, -0.15), (0.14, 0.18)], c, 0.45, y=h)


def potted(kit: Kit, x: float, z: float, h: float, y: float = 0.0) -> None:
    """A pot plant with long leaves."""
    rng = kit.own("potted")
    pot = pick(rng, BRIGHTS)
    r = h * 0.16
    light, dark = GREENS[rng.randrange(len(GREENS))]
    if y == 0:
        kit.shadow(x, z, r * 1.6, r * 1.4, 0.2)
    kit.lathe(x, z, [(r * 0.72, 0), (r, h * 0.26), (r * 1.1, h * 0.26), (r * 1.1, h * 0.31)], pot,
              0.45, y=y)  # fmt: skip
    n = 9
    for i in range(n):
        t = (i + 0.5) / n * 2 - 1
        t = t * (0.8 + 0.3 * rng.random())
        reach, rise = h * 0.42 * t, h * (0.62 + 0.36 * (1 - abs(t)) * (0.7 + 0.5 * rng.random()))
        bend = h * 0.05
        tip = (x + reach, y + rise, z)
        root = (x + t * r * 0.3, y + h * 0.3, z)
        mid_y = y + h * 0.3 + (rise - h * 0.3) * 0.62
        kit.poly([root, (x + reach * 0.55 - bend, mid_y, z), tip,
                  (x + reach * 0.55 + bend, mid_y - bend * 0.7, z)],
                 dark if i % 2 else light, 0.3)  # fmt: skip


def crate(kit: Kit, x: float, z: float, s: float, c: RGB = (172, 132, 88), y: float = 0.0) -> None:
    """A wooden crate of edge `s`."""
    if y == 0:
        kit.shadow(x, z, s * 0.62, s * 0.6, 0.28)
    kit.box(x - s / 2, x + s / 2, y, y + s * 0.8, z - s / 2, z + s / 2, c, 0.55)
    n = z - s / 2 - 0.002
    for k in (0.27, 0.53):
        kit.stroke([(x - s / 2, y + s * k, n), (x + s / 2, y + s * k, n)], scale(c, 0.5), 0.35)
    for k in (-0.5, 0.38):
        kit.front(x + s * k, x + s * (k + 0.12), y, y + s * 0.8, n, mix(c, WHITE, 0.12), 0.3)


def barrel(kit: Kit, x: float, z: float, h: float = 0.85, c: RGB = (150, 104, 70)) -> None:
    """A barrel with hoops."""
    kit.shadow(x, z, h * 0.42, h * 0.36, 0.28)
    r = h * 0.34
    kit.lathe(x, z, [(r * 0.82, 0), (r, h * 0.3), (r, h * 0.68), (r * 0.82, h)], c, 0.55)
    for a, b in ((0.16, 0.23), (0.76, 0.83)):
        ra = r * 0.93
        kit.front(x - ra, x + ra, h * a, h * b, z - 0.01, DARK, 0.25)
    if kit.eye[1] > h:
        kit.disc(x, h, z, r * 0.82, mix(c, WHITE, 0.16), 0.4, level=True)


def street_lamp(kit: Kit, x: float, z: float, arm: float, h: float = 4.6) -> None:
    """A street lamp with its arm reaching `arm` metres sideways."""
    kit.drum(x, z, 0.09, 0, 0.55, DARK, 0.35, r1=0.07)
    kit.rod((x, 0.5, z), (x, h, z), 0.045, DARK, 0.3)
    bend = [(x + arm * (1 - math.cos(i * math.pi / 8)), h + 0.35 * math.sin(i * math.pi / 8), z)
            for i in range(5)]  # fmt: skip
    for a, b in itertools.pairwise(bend):
        kit.rod(a, b, 0.03, DARK, 0.25)
    tip = bend[-1]
    on = kit.mood.lamp or kit.staging.weather == "storm"
    if on:
        kit.disc(tip[0], 0.004, z, 1.9, mix(LAMP, WHITE, 0.2), level=True, alpha=0.13)
        kit.glow(tip[0], tip[1] - 0.1, z, 1.6, LAMP, 0.62)
    lx, ly = tip[0], tip[1]
    kit.poly([(lx - 0.16, ly - 0.1, z), (lx + 0.16, ly - 0.1, z), (lx + 0.08, ly + 0.05, z),
              (lx - 0.08, ly + 0.05, z)], DARK, 0.3)  # fmt: skip
    if on:
        shine(kit, [(lx - 0.12, ly - 0.1, z), (lx + 0.12, ly - 0.1, z), (lx + 0.07, ly - 0.18, z),
                    (lx - 0.07, ly - 0.18, z)], (255, 236, 180))  # fmt: skip


def lantern_post(kit: Kit, x: float, z: float, h: float = 3.2) -> None:
    """An old lamp-post with a glazed lantern."""
    kit.drum(x, z, 0.12, 0, 0.3, DARK, 0.35, r1=0.08)
    kit.rod((x, 0.3, z), (x, h, z), 0.04, DARK, 0.3)
    on = kit.mood.lamp or kit.staging.weather in ("storm", "fog")
    if on:
        kit.disc(x, 0.004, z, 1.7, mix(LAMP, WHITE, 0.2), level=True, alpha=0.13)
        kit.glow(x, h + 0.22, z, 1.5, LAMP, 0.62)
    pane: list[P3] = [
        (x - 0.1, h, z),
        (x + 0.1, h, z),
        (x + 0.17, h + 0.4, z),
        (x - 0.17, h + 0.4, z),
    ]
    if on:
        shine(kit, pane, (255, 230, 160))
    else:
        kit.poly(pane, (206, 216, 214), 0.4)
    for a, b in ((-0.1, -0.17), (0.1, 0.17), (0.0, 0.0)):
        kit.stroke([(x + a, h, z), (x + b, h + 0.4, z)], DARK, 0.5)
    kit.poly([(x - 0.22, h + 0.4, z), (x + 0.22, h + 0.4, z), (x + 0.05, h + 0.58, z),
              (x, h + 0.7, z), (x - 0.05, h + 0.58, z)], DARK, 0.35)  # fmt: skip


def shine(kit: Kit, xyz: list[P3], c: RGB) -> None:
    """A lit surface: keeps its own colour in any light."""
    pts = kit.camera.points([kit.world(*p) for p in xyz])
    if len(pts) > 2:
        kit.flat_fill(pts, c)


def bin_(kit: Kit, x: float, z: float, c: RGB = (96, 110, 108), h: float = 0.95) -> None:
    """A dustbin with a lid."""
    kit.shadow(x, z, 0.36, 0.32, 0.28)
    kit.drum(x, z, 0.26, 0, h * 0.88, c, 0.5, r1=0.3)
    kit.drum(x, z, 0.32, h * 0.88, h * 0.94, scale(c, 0.9), 0.45)
    kit.drum(x, z, 0.06, h * 0.94, h, c, 0.35)


def bottle(kit: Kit, x: float, y: float, z: float, h: float, c: RGB) -> None:
    """A bottle standing at height `y`."""
    r = h * 0.13
    kit.lathe(x, z, [(r, 0), (r, h * 0.55), (r * 0.36, h * 0.72), (r * 0.36, h)], c, 0.3, y=y)


def cup(kit: Kit, x: float, y: float, z: float, c: RGB = PAPER) -> None:
    """A cup on its saucer, steaming a little."""
    kit.disc(x, y + 0.004, z, 0.07, scale(c, 0.92), 0.3, level=True)
    kit.lathe(x, z, [(0.028, 0), (0.042, 0.07)], c, 0.35, y=y + 0.005)


def flame(kit: Kit, x: float, y: float, z: float, h: float) -> None:
    """A flame of three colours standing at height `y`."""
    for k, c in ((1.0, (232, 116, 50)), (0.66, (252, 186, 80)), (0.36, (255, 240, 180))):
        w, t = h * 0.26 * k, h * k
        rgb: RGB = (c[0], c[1], c[2])
        shine(kit, [(x - w * 0.5, y, z), (x + w * 0.5, y, z), (x + w, y + t * 0.35, z),
                    (x + w * 0.35, y + t * 0.7, z), (x + w * 0.1, y + t, z),
                    (x - w * 0.4, y + t * 0.62, z), (x - w, y + t * 0.38, z)], rgb)  # fmt: skip
