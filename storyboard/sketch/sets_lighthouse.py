"""Under a lighthouse and in its lamp room."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .sets_colour import scale
from .sets_green import grass, rock
from .sets_props import shine
from .sets_tower import lighthouse
from .sets_water import sea
from .sky import draw_sky, gulls
from .weather import fog_bank, snow_colour, wet_ground

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import P3, Kit


def lighthouse_rock(kit: Kit) -> None:
    """The foot of a lighthouse on its headland, the sea behind."""
    rng = kit.rng
    dome = draw_sky(kit)
    sea(kit, -9.0)
    s = 1 if rng.random() < 0.5 else -1
    if kit.staging.time != "night" and kit.staging.weather != "storm":
        gulls(kit, dome, 5)
    turf = snow_colour(kit, (136, 152, 104))
    stone: RGB = (146, 138, 138)
    x0, x1, _, _ = kit.view(26)
    span = x1 - x0
    edge = kit.ridge(x0 - 8, x1 + 8, 0, 1.6, 16, 0.6)
    near = kit.camera.eye[2] + 0.3
    kit.poly([(x1 + 8, -6, 26), (x0 - 8, -6, 26), *((x, y - 0.6, 26) for x, y in edge)], stone, 0.4)
    kit.poly([(-80, 0, near), (80, 0, near), (60, 0, 25), (-60, 0, 25)], turf)
    fog_bank(kit, 24, 0.35, 4)
    shot = kit.staging.shot
    z = 17.0 if shot != "extreme-wide" else 24.0
    _, _, _, y1 = kit.view(z)
    tall = min(17.0, max(7.0, y1 * 0.92)) if kit.staging.angle != "low" else 17.0
    x = s * span * (0.17 if kit.w < 1.4 * kit.h else 0.24)
    kit.box(x - s * 1.2 - 2.2, x - s * 1.2 + 2.2, 0, 2.6, z + 0.5, z + 3, (232, 226, 212), 0.5)
    kit.poly(
        [
            (x - s * 1.2 - 2.5, 2.6, z + 0.4),
            (x - s * 1.2 + 2.5, 2.6, z + 0.4),
            (x - s * 1.2 + 1.8, 3.9, z + 1.6),
            (x - s * 1.2 - 1.8, 3.9, z + 1.6),
        ],
        (164, 92, 80),
        0.5,
    )
    lighthouse(kit, x + s * 1.6, z, tall, beam=True)
    for a, b, r in ((-0.42, 12, 1.4), (0.4, 8, 0.7), (-0.3, 5, 0.5), (0.46, 4.2, 0.6)):
        rock(kit, a * span * b / 26 * 1.8, b, r, stone)
    path = snow_colour(kit, (206, 190, 160))
    kit.poly(
        [
            (-0.7, 0.002, near),
            (0.9, 0.002, near),
            (x * 0.4 + 0.6, 0.002, z * 0.6),
            (x + 0.8, 0.002, z),
            (x, 0.002, z),
            (x * 0.4 - 0.4, 0.002, z * 0.6),
        ],
        path,
        depth=5,
    )
    tufts = kit.own("tufts")
    for _ in range(20 if not kit.close else 6):
        gz = 1.0 + 9 * tufts.random()
        a, b, _, _ = kit.view(gz)
        gx = a + (b - a) * tufts.random()
        if abs(gx) > 0.8:
            grass(kit, gx, gz, 0.22 + 0.2 * tufts.random(), scale(turf, 0.8))
    wet_ground(kit)


def lamp_room(kit: Kit) -> None:
    """The top of a lighthouse: the great lens, glass all round, the sea far below."""
    draw_sky(kit)
    sea(kit, -24.0, 3.0)
    fog_bank(kit, 30, 0.4, 6)
    near = kit.eye[2] - 1
    iron: RGB = (92, 88, 96)
    x0, x1, _, _ = kit.view(2.6)
    half = max(2.6, (x1 - x0) * 0.5)
    kit.floor(-half * 1.4, half * 1.4, near, 2.8, (140, 118, 104))
    if not kit.close:
        for i in range(-8, 9):
            kit.stroke(
                [(i * 0.4, 0.002, kit.eye[2] + 0.3), (i * 0.4, 0.002, 2.8)], (108, 88, 78), 0.28
            )
    n = max(6, round(half / 0.5))
    kit.box(-half * 1.4, half * 1.4, 0, 0.75, 2.8, 2.9, (206, 196, 178), 0.5)
    for i in range(n + 1):
        x = -half * 1.2 + half * 2.4 * i / n
        kit.rod((x, 0.75, 2.8), (x, 4.2, 2.8), 0.03, iron, 0.35)
    for y in (1.75, 2.75):
        kit.rod((-half * 1.4, y, 2.8), (half * 1.4, y, 2.8), 0.02, iron, 0.3)
    s = 1 if kit.rng.random() < 0.5 else -1
    lx = kit.across(s * 0.55, 1.7)
    lx = max(lx, 0.85) if s > 0 else min(lx, -0.85)
    kit.drum(lx, 1.7, 0.5, 0, 0.9, iron, 0.5, r1=0.4)
    on = kit.mood.lamp or kit.staging.weather in ("fog", "storm")
    if on:
        kit.glow(lx, 1.6, 1.7, 2.6, (255, 238, 184), 0.75)
    for i in range(7):
        y = 0.95 + i * 0.2
        w = 0.52 * math.sin(math.pi * (i + 1.2) / 8.6)
        c: RGB = (255, 244, 206) if on else (186, 212, 210)
        quad: list[P3] = [(lx - w, y, 1.6), (lx + w, y, 1.6), (lx + w * 0.96, y + 0.17, 1.6),
                          (lx - w * 0.96, y + 0.17, 1.6)]  # fmt: skip
        if on:
            shine(kit, quad, c)
        else:
            kit.poly(quad, c, 0.35)
        kit.stroke([(lx - w, y, 1.59), (lx + w, y, 1.59)], (168, 132, 76), 0.8)
    kit.drum(lx, 1.7, 0.3, 2.38, 2.52, (176, 140, 84), 0.45, r1=0.12)
