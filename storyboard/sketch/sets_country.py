"""Fields, parks and gardens."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, GREENS, WHITE, mix, pick, saturate, scale
from .sets_green import BARK, crown, leafage, tree
from .sets_land import clear_x, cottage, meadow, path
from .sets_props import lantern_post
from .sets_seats import bench
from .sets_wall import PAPER
from .sky import draw_sky, gulls
from .weather import fog_bank, snow_colour, wet_ground

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit


def field(kit: Kit) -> None:
    """Meadow or wheat, hedges, a farm, hills; a park when the words want one."""
    rng = kit.rng
    dome = draw_sky(kit)
    sky = kit.light.sky
    park = kit.says("park", "lawn", "playground", "pond")
    wheat = kit.says("wheat", "corn", "barley", "harvest") or (rng.random() < 0.35 and not park)
    base = (214, 180, 106) if wheat else GREENS[rng.randrange(3)][0]
    for z, tall, c in ((400.0, 26.0, (140, 160, 160)), (170.0, 10.0, (128, 156, 124))):
        x0, x1, _, _ = kit.view(z)
        rgb: RGB = snow_colour(kit, mix((c[0], c[1], c[2]), sky[3], 0.2), 0.7)
        edge = kit.ridge(x0 - 9, x1 + 9, 0, tall, 8, 0.4)
        kit.poly([(x1 + 9, -9, z), (x0 - 9, -9, z), *((x, y, z) for x, y in edge)], rgb, 0.25)
    turf = meadow(kit, (base[0], base[1], base[2]))
    fog_bank(kit, 60, 0.35, 8)
    if not park:
        for i in range(-7, 8):
            kit.stroke(
                [(i * 0.9, 0.002, kit.camera.eye[2] + 1.2), (i * 6.0, 0.002, 90)],
                scale(turf, 0.86),
                0.35,
            )
    x0, x1, _, _ = kit.view(80)
    for _ in range(9):
        x = x0 + (x1 - x0) * rng.random()
        light, dark = leafage(kit)
        crown(kit, x, 2.0, 80, 4 + 3 * rng.random(), 3.0, light, dark, 0.25)
    s = 1 if rng.random() < 0.5 else -1
    if park:
        path(kit, (206, 190, 158), 1.1, s * 0.9)
        if kit.says("pond", "lake", "swan", "duck"):
            kit.disc(
                kit.across(s * 0.4, 14),
                0.003,
                14,
                5,
                mix(sky[2], (96, 146, 160), 0.4),
                0.4,
                level=True,
            )
        bench(kit, kit.across(-s * 0.6, 4.2), 4.2)
        lantern_post(kit, kit.across(-s * 0.82, 5.0), 5.0)
    else:
        cottage(kit, kit.across(s * 0.55, 46), 46.0, barn=True)
        if kit.says("windmill", "mill"):
            _windmill(kit, kit.across(-s * 0.5, 60), 60.0, 14.0)
        if kit.says("scarecrow"):
            _scarecrow(kit, kit.across(-s * 0.6, 5), 5.0)
    fog_bank(kit, 25, 0.3, 4)
    tree(kit, kit.across(-s * 0.7, 17), 17.0, 8.0)
    if park or rng.random() < 0.5:
        tree(kit, kit.across(s * 0.85, 10), 10.0, 6.5)
    if not park and rng.random() < 0.65:
        _fence(kit, 6.5)
    if wheat:
        gold = scale(turf, 0.9)
        for z in (5.0, 3.6, 2.4):
            a, b, _, _ = kit.view(z)
            n = 46 if not kit.close else 20
            for i in range(n):
                x = a + (b - a) * (i + rng.random()) / n
                if abs(x) > 0.45 or z > 2.5:
                    h = 0.5 + 0.25 * rng.random()
                    kit.stroke([(x, 0, z), (x + 0.06 * kit.key, h, z)], gold, 0.45)
                    kit.disc(x + 0.06 * kit.key, h, z, 0.025, mix(turf, WHITE, 0.2), ry=0.08)
    else:
        for _ in range(26):
            z = 1.2 + 6 * rng.random()
            x = clear_x(kit, z, 0.5)
            kit.disc(
                x,
                0.1 + 0.08 * rng.random(),
                z,
                0.035,
                pick(rng, (*BRIGHTS[:2], PAPER, (240, 226, 130))),
            )
    if kit.staging.time != "night":
        gulls(kit, dome, 3)
    wet_ground(kit)


def _fence(kit: Kit, z: float) -> None:
    wood: RGB = snow_colour(kit, (168, 140, 110), 0.2)
    x0, x1, _, _ = kit.view(z)
    for y in (0.45, 0.85):
        kit.front(x0 - 1, x1 + 1, y, y + 0.1, z, wood, 0.4)
    x = x0 - 1
    while x < x1 + 1:
        kit.front(x - 0.06, x + 0.06, 0, 1.1, z - 0.03, mix(wood, WHITE, 0.1), 0.4)
        x += 1.7


def _scarecrow(kit: Kit, x: float, z: float) -> None:
    kit.rod((x, 0, z), (x, 1.8, z), 0.04, BARK, 0.35)
    kit.rod((x - 0.7, 1.35, z), (x + 0.7, 1.35, z), 0.035, BARK, 0.35)
    kit.poly([(x - 0.3, 0.6, z), (x + 0.35, 0.55, z), (x + 0.65, 1.25, z), (x + 0.6, 1.45, z),
              (x - 0.6, 1.45, z), (x - 0.65, 1.22, z)], BRIGHTS[2], 0.5)  # fmt: skip
    kit.disc(x, 1.65, z, 0.17, (222, 196, 140), 0.45)
    kit.poly(
        [
            (x - 0.34, 1.75, z),
            (x + 0.34, 1.75, z),
            (x + 0.12, 1.84, z),
            (x, 2.15, z),
            (x - 0.14, 1.84, z),
        ],
        (120, 90, 66),
        0.45,
    )


def _windmill(kit: Kit, x: float, z: float, h: float) -> None:
    kit.poly(
        [
            (x - h * 0.16, 0, z),
            (x + h * 0.16, 0, z),
            (x + h * 0.09, h * 0.7, z),
            (x - h * 0.09, h * 0.7, z),
        ],
        (232, 222, 204),
        0.4,
    )
    kit.poly(
        [(x - h * 0.11, h * 0.7, z), (x + h * 0.11, h * 0.7, z), (x, h * 0.86, z)],
        (150, 90, 74),
        0.4,
    )
    a0 = kit.own("windmill").random()
    for i in range(4):
        a = a0 + i * math.pi / 2
        ca, sa = math.cos(a), math.sin(a)
        cy = h * 0.72
        kit.poly(
            [
                (x, cy, z - 1),
                (x + ca * h * 0.42, cy + sa * h * 0.42, z - 1),
                (x + ca * h * 0.42 - sa * h * 0.07, cy + sa * h * 0.42 + ca * h * 0.07, z - 1),
                (x + ca * h * 0.1 - sa * h * 0.07, cy + sa * h * 0.1 + ca * h * 0.07, z - 1),
            ],
            PAPER,
            0.35,
        )


def garden(kit: Kit) -> None:
    """Hedges, flower beds, a gravel path, a pergola or fountain."""
    rng = kit.rng
    draw_sky(kit)
    meadow(kit, GREENS[0][0])
    light, dark = leafage(kit, 0)
    for z, h in ((16.0, 3.2), (9.0, 1.5)):
        x0, x1, _, _ = kit.view(z)
        for i in range(9):
            x = x0 + (x1 - x0) * (i + rng.random() * 0.5) / 8
            crown(kit, x, h * 0.55, z, (x1 - x0) * 0.1, h * 0.62, light, dark)
    path(kit, (222, 206, 176), 0.8, rng.choice((-1, 1)) * 0.6, 14)
    s = rng.choice((-1, 1))
    tree(kit, kit.across(s * 0.7, 8), 8.0, 5.0)
    if rng.random() < 0.5 or kit.says("fountain"):
        x, z = kit.across(-s * 0.4, 7), 7.0
        stone: RGB = (196, 190, 182)
        kit.drum(x, z, 1.1, 0, 0.45, stone, 0.45)
        kit.disc(x, 0.46, z, 0.98, mix(kit.light.sky[2], (110, 160, 176), 0.4), 0.3, level=True)
        kit.drum(x, z, 0.14, 0.4, 1.3, stone, 0.4)
        kit.drum(x, z, 0.2, 1.3, 1.45, stone, 0.4, r1=0.5)
        for k in (-1, 1):
            kit.stroke(
                [
                    (x, 1.9, z),
                    (x + k * 0.2, 1.95, z),
                    (x + k * 0.42, 1.6, z),
                    (x + k * 0.5, 0.8, z),
                ],
                (224, 238, 244),
                0.7,
            )
    else:
        bench(kit, kit.across(-s * 0.55, 4.6), 4.6)
    hues = [pick(rng, (*BRIGHTS, (244, 236, 220), (236, 150, 160))) for _ in range(3)]
    for i in range(44 if not kit.close else 18):
        z = 5.2 - 3.6 * (i / 44) + 0.2 * rng.random()
        x = clear_x(kit, z, 1.1)
        h = 0.3 + 0.4 * rng.random()
        kit.stroke([(x, 0, z), (x, h, z)], dark, 0.5)
        c = saturate(hues[i % 3], 1.15)
        kit.disc(x, h, z, 0.07 + 0.03 * rng.random(), c, 0.3)
        kit.disc(x, h, z - 0.01, 0.03, (246, 226, 130))
    wet_ground(kit)
