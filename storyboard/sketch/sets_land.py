"""What open country is made of: meadows, paths, peaks, cottages, foreground leaves."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, mix, scale
from .sets_facade import pane_lit
from .sets_green import grass
from .sets_props import DARK, shine
from .sets_wall import LAMP, Wall
from .sky import ground
from .weather import snow_colour

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import P3, Kit


def clear_x(kit: Kit, z: float, gap: float) -> float:
    """A place at depth `z` anywhere in view but not behind the cast in the middle."""
    x0, x1, _, _ = kit.view(z)
    x = x0 - 1 + (x1 - x0 + 2) * kit.own("clear_x").random()
    if abs(x) >= gap:
        return x
    return (gap + abs(x) * 0.5) * (1 if x > 0 else -1)


def meadow(kit: Kit, c: RGB, far: RGB | None = None) -> RGB:
    """Grass ground with tufts; gives its colour."""
    rng = kit.own("meadow")
    c = snow_colour(kit, c)
    ground(kit, c, far=snow_colour(kit, far or mix(c, (150, 180, 130), 0.3)))
    for _ in range(34 if not kit.close else 10):
        z = kit.camera.eye[2] + 1.6 + 12 * rng.random() ** 1.5
        x0, x1, _, _ = kit.view(z)
        x = x0 + (x1 - x0) * rng.random()
        if not (abs(x) < 0.5 and z < 1):
            grass(kit, x, z, 0.16 + 0.2 * rng.random(), scale(c, 0.8), 4)
    return c


def path(kit: Kit, c: RGB, w: float, bend: float, end: float = 40.0) -> None:
    """A path winding away from the viewer."""
    near = kit.camera.eye[2] + 0.2
    zs = [near, 1.0, 3.0, 6.0, 10.0, 16.0, 26.0, end]
    left: list[P3] = []
    right: list[P3] = []
    for z in zs:
        x = bend * math.sin(max(0.0, z) * 0.16) * min(3.5, 0.6 + z * 0.16)
        left.append((x - w, 0.002, z))
        right.append((x + w, 0.002, z))
    for i in range(len(zs) - 1):
        kit.poly([left[i], right[i], right[i + 1], left[i + 1]], snow_colour(kit, c, 0.6))


def campfire(kit: Kit, x: float, z: float) -> None:
    """A small fire between stones."""
    kit.glow(x, 0.4, z, 2.2, (255, 170, 90), 0.55)
    for a in (0.0, 0.9, 1.9, 2.9, 3.9, 4.9, 5.7):
        kit.disc(
            x + 0.34 * math.cos(a), 0.06, z + 0.2 * math.sin(a), 0.1, (126, 120, 122), 0.35, ry=0.07
        )
    for s in (-1, 1):
        kit.rod((x - s * 0.25, 0.06, z), (x + s * 0.18, 0.3, z), 0.04, (110, 80, 62), 0.3)
    for k, c in ((1.0, (232, 112, 48)), (0.66, (252, 182, 76)), (0.36, (255, 240, 180))):
        rgb: RGB = (c[0], c[1], c[2])
        w, t = 0.22 * k, 0.62 * k
        shine(
            kit,
            [
                (x - w * 0.6, 0.08, z),
                (x + w * 0.6, 0.08, z),
                (x + w, 0.08 + t * 0.4, z),
                (x + w * 0.3, 0.08 + t * 0.7, z),
                (x, 0.08 + t, z),
                (x - w * 0.5, 0.08 + t * 0.6, z),
                (x - w, 0.08 + t * 0.35, z),
            ],
            rgb,
        )


def peak_chain(kit: Kit, z: float, tall: float, c: RGB, snow: float, y: float = 0.0) -> None:
    """A chain of peaks across the view with facets in light and shade."""
    rng = kit.own("peak_chain")
    x0, x1, _, _ = kit.view(z)
    w = x1 - x0
    n = max(3, round(w / tall * 0.9))
    peaks = []
    for i in range(n + 1):
        x = x0 - w * 0.1 + w * 1.2 * (i + 0.5 * (rng.random() - 0.5)) / n
        peaks.append((x, tall * (0.55 + 0.45 * rng.random()), rng.random()))
    k = kit.key
    for x, h, r in sorted(peaks, key=lambda p: -p[1]):
        b = h * (0.85 + 0.3 * r)
        top = (x, y + h, z)
        s = 0.12 * b
        kit.poly(
            [
                (x - b, y, z),
                (x - b * 0.5, y + h * 0.47, z),
                (x - s * 1.4, y + h * 0.82, z),
                top,
                (x + s * 1.2, y + h * 0.86, z),
                (x + b * 0.45, y + h * 0.5, z),
                (x + b, y, z),
            ],
            c,
            0.3,
        )
        kit.poly([top, (x - k * s * 1.3, y + h * 0.84, z), (x - k * b * 0.47, y + h * 0.48, z),
                  (x - k * b, y, z), (x - k * b * 0.25, y, z), (x - k * b * 0.02, y + h * 0.4, z),
                  (x - k * b * 0.14, y + h * 0.62, z)], scale(c, 0.84))  # fmt: skip
        if snow > 0:
            d = 1 - 0.42 * snow
            white: RGB = (246, 248, 252)
            kit.poly([(x - b * 0.44 * (1 - d) * 2.0, y + h * d, z), top,
                      (x + b * 0.42 * (1 - d) * 2.0, y + h * d, z),
                      (x + b * 0.2 * (1 - d) * 2, y + h * (d + 0.06), z),
                      (x + b * 0.05, y + h * (d - 0.05), z),
                      (x - b * 0.14 * (1 - d) * 2, y + h * (d + 0.07), z)], white)  # fmt: skip
            kit.poly(
                [
                    top,
                    (x - k * b * 0.44 * (1 - d) * 2.0, y + h * d, z),
                    (x - k * b * 0.14 * (1 - d) * 2, y + h * (d + 0.07), z),
                ],
                (206, 216, 234),
            )


def cottage(kit: Kit, x: float, z: float, barn: bool = False) -> None:
    """A house far off with a lit window after dark and smoke."""
    c: RGB = (176, 84, 70) if barn else (226, 214, 190)
    kit.box(x - 3, x + 3, 0, 2.8, z, z + 4, c, 0.4)
    roof = snow_colour(kit, (128, 92, 84))
    kit.poly(
        [
            (x - 3.4, 2.7, z - 0.3),
            (x + 3.4, 2.7, z - 0.3),
            (x + 2.6, 5.0, z + 2),
            (x - 2.6, 5.0, z + 2),
        ],
        roof,
        0.4,
    )
    kit.front(x + 1.4, x + 2.0, 4.0, 5.8, z + 1.8, (150, 110, 96), 0.35)
    wall = Wall(kit, "back", z)
    wall.rect(x - 0.5, x + 0.5, 0, 2.0, scale(c, 0.6), 0.35, n=0.02)
    for u in (-2.0, 1.9):
        if kit.mood.lamp:
            pane_lit(wall, x + u - 0.5, x + u + 0.5, 1.0, 1.9, 0.02)
            kit.glow(x + u, 1.4, z - 0.1, 1.6, LAMP, 0.4)
        else:
            wall.rect(x + u - 0.5, x + u + 0.5, 1.0, 1.9, (120, 150, 160), 0.3, n=0.02)
    for i in range(4):
        kit.disc(x + 1.7 + i * 0.35, 6.2 + i * 0.75, z + 2, 0.35 + 0.16 * i,
                 mix((226, 226, 226), kit.light.sky[2], 0.4), alpha=0.6)  # fmt: skip


def castle_far(kit: Kit, x: float, z: float, h: float, y: float = 0.0) -> None:
    """A castle with towers and pennants."""
    c = mix((168, 160, 160), kit.light.sky[3], 0.2)
    rng = kit.own("castle_far")
    parts = [
        (-0.95, 0.24, 0.7),
        (0.9, 0.22, 0.78),
        (-0.45, 0.2, 0.95),
        (0.4, 0.2, 1.1),
        (0.0, 0.55, 0.62),
    ]
    for a, w, t in parts:
        px, ww, tt = x + a * h, w * h * 0.5, t * h
        kit.front(px - ww, px + ww, y - h * 0.1, y + tt, z, c, 0.35)
        s = -kit.key
        p, q = sorted((px + s * ww, px + s * ww * 0.3))
        kit.front(p, q, y - h * 0.1, y + tt, z, scale(c, 0.82))
        n = 5
        for i in range(0, n, 2):
            m = px - ww * 1.1 + 2.2 * ww * i / n
            kit.front(m, m + 2.2 * ww / n, y + tt, y + tt + h * 0.05, z, c, 0.25)
        if w < 0.3 and rng.random() < 0.7:
            kit.poly(
                [
                    (px - ww * 1.2, y + tt, z),
                    (px + ww * 1.2, y + tt, z),
                    (px, y + tt + h * 0.32, z),
                ],
                (132, 84, 92),
                0.35,
            )
            kit.rod((px, y + tt + h * 0.3, z), (px, y + tt + h * 0.42, z), h * 0.006, DARK)
            kit.poly([(px, y + tt + h * 0.42, z), (px + h * 0.12, y + tt + h * 0.39, z),
                      (px, y + tt + h * 0.36, z)], BRIGHTS[0])  # fmt: skip
        quad: list[P3] = [
            (px - h * 0.02, y + tt * 0.6, z),
            (px + h * 0.02, y + tt * 0.6, z),
            (px + h * 0.02, y + tt * 0.7, z),
            (px - h * 0.02, y + tt * 0.7, z),
        ]
        if kit.mood.lamp:
            shine(kit, quad, LAMP)
        else:
            kit.poly(quad, DARK)
    kit.poly(
        [
            (x - h * 0.09, y - h * 0.1, z),
            (x + h * 0.09, y - h * 0.1, z),
            (x + h * 0.09, y + h * 0.14, z),
            (x, y + h * 0.24, z),
            (x - h * 0.09, y + h * 0.14, z),
        ],
        scale(c, 0.45),
        0.35,
    )


def country_front(kit: Kit) -> None:
    """Dark leaves and a bough in the corners of wide and full shots."""
    if kit.staging.shot not in ("full", "wide", "extreme-wide"):
        return
    w, h, rng = kit.w, kit.h, kit.rng
    u = (w * h) ** 0.5
    s = rng.choice((-1, 1))
    c = kit.mood.front
    x = w if s > 0 else 0.0
    if kit.far:
        bough = [(x, h * 0.03), (x - s * u * 0.16, h * 0.05), (x - s * u * 0.3, h * 0.02)]
        kit.canvas.line(bough, u * 0.014, c, taper=True)
        for _ in range(22):
            t = rng.random()
            px, py = (
                x - s * u * 0.32 * t,
                h * 0.03 + u * 0.02 * math.sin(t * 3) + u * 0.03 * (rng.random() - 0.4),
            )
            a = math.pi / 2 + (rng.random() - 0.5) * 2.0
            r = u * (0.02 + 0.02 * rng.random())
            ca, sa = math.cos(a) * r, math.sin(a) * r
            kit.flat_fill(
                [
                    (px, py),
                    (px + ca - sa * 0.35, py + sa + ca * 0.35),
                    (px + ca * 2, py + sa * 2),
                    (px + ca + sa * 0.35, py + sa - ca * 0.35),
                ],
                c,
            )
    corner = w - x
    for i in range(7):
        a = math.pi * (0.54 + 0.38 * i / 6) if corner > 0 else math.pi * (0.08 + 0.38 * i / 6)
        r = u * (0.12 + 0.1 * rng.random())
        ca, sa = math.cos(a), -math.sin(a)
        droop = u * 0.03
        wide = u * 0.016
        spine = [(corner + ca * r * t, h * 1.01 + sa * r * t + droop * t * t) for t in
                 (0.0, 0.3, 0.6, 0.85, 1.0)]  # fmt: skip
        girth = (0.4, 1.0, 0.9, 0.5, 0.0)
        kit.flat_fill(
            [
                *(
                    (x - sa * wide * g, y + ca * wide * g)
                    for (x, y), g in zip(spine, girth, strict=True)
                ),
                *(
                    (x + sa * wide * g, y - ca * wide * g)
                    for (x, y), g in reversed(list(zip(spine, girth, strict=True)))
                ),
            ],
            c,
        )
