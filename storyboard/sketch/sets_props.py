"""Furniture and street furniture, placed in metres; `x`, `z` is the middle of the foot."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, GREENS, WHITE, mix, pick, scale
from .sets_kit import hull, ring
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
    rng = kit.rng
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
    for a, b in zip(bend, bend[1:], strict=False):
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


def bin_(kit: Kit, x: float, z: float, c: RGB = (96, 110, 108), h: float = 0.95) -> None:
    """A dustbin with a lid."""
    kit.shadow(x, z, 0.36, 0.32, 0.28)
    kit.drum(x, z, 0.26, 0, h * 0.88, c, 0.5, r1=0.3)
    kit.drum(x, z, 0.32, h * 0.88, h * 0.94, scale(c, 0.9), 0.45)
    kit.drum(x, z, 0.06, h * 0.94, h, c, 0.35)


def car(kit: Kit, x: float, z: float, c: RGB, front: bool = True, length: float = 4.1) -> None:
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


def bottle(kit: Kit, x: float, y: float, z: float, h: float, c: RGB) -> None:
    """A bottle standing at height `y`."""
    r = h * 0.13
    kit.lathe(x, z, [(r, 0), (r, h * 0.55), (r * 0.36, h * 0.72), (r * 0.36, h)], c, 0.3, y=y)


def cup(kit: Kit, x: float, y: float, z: float, c: RGB = PAPER) -> None:
    """A cup on its saucer, steaming a little."""
    kit.disc(x, y + 0.004, z, 0.07, scale(c, 0.92), 0.3, level=True)
    kit.lathe(x, z, [(0.028, 0), (0.042, 0.07)], c, 0.35, y=y + 0.005)
