"""A railway platform under its roof, and a graveyard at the edge of town."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, GREENS, STONES, WHITE, mix, pick, scale
from .sets_facade import pane_lit, skyline
from .sets_green import grass, tree
from .sets_land import clear_x, meadow, path
from .sets_props import DARK, STEEL, crate, lantern_post, pendant, shine
from .sets_seats import bench
from .sets_shape import ring
from .sets_wall import LAMP, PAPER, Wall, door
from .sky import draw_sky, gulls
from .weather import fog_bank, snow_colour, wet_ground

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit


def platform(kit: Kit) -> None:
    """A platform running away: a train at one side, the station house at the other, a clock."""
    rng = kit.rng
    kit.turn((rng.random() - 0.5) * 0.12, 0.5)
    draw_sky(kit, 0.6)
    skyline(kit, 130, mix((140, 144, 164), kit.light.sky[3], 0.4), 10, 24)
    near, end = kit.camera.eye[2] + 0.3, 60.0
    s = rng.choice((-1, 1))
    edge = s * (2.1 + (1.2 if kit.far else 0.0))
    back = -s * (2.9 + (1.4 if kit.far else 0.0) + max(0.0, (kit.w / kit.h - 1) * 1.2))
    paving = mix(pick(rng, STONES), (186, 180, 176), 0.5)
    kit.floor(-90, 90, near, 90, snow_colour(kit, (136, 128, 122), 0.6), -1.0)
    for k in (0.5, 1.93):
        x = edge + s * k
        kit.floor(min(x, x + 0.09), max(x, x + 0.09), near, 90, STEEL, -0.9, 0.3)
    lo, hi = sorted((edge, back))
    kit.room_sides = min(-lo, hi) - 0.4
    kit.box(lo, hi, -1.0, 0, near - 1, end, paving, 0.4, top=paving)
    strip = edge - s * 0.5
    kit.floor(min(strip, strip + 0.14), max(strip, strip + 0.14), near, end, (238, 206, 110), 0.002)
    z = near + 0.8
    while z < 24 and not kit.close:
        kit.stroke([(lo, 0.001, z), (hi, 0.001, z)], scale(paving, 0.8), 0.24)
        z += 1.2
    if rng.random() < 0.75 or kit.says("train"):
        _carriages(kit, edge + s * 0.35, s, pick(rng, BRIGHTS[:5]))
    wall = Wall(kit, "left" if back < 0 else "right", back)
    c = pick(rng, STONES)
    wall.rect(near, end, 0, 4.4, scale(c, wall.value), 0.4)
    wall.rect(near, end, 0, 1.0, scale(c, 0.8 * wall.value), 0.3, n=0.005)
    z = 2.0
    while z < 40:
        door(wall, z, 1.0, 2.2, (96, 122, 110), (224, 216, 200), pane=True)
        lit = kit.mood.lamp
        wall.rect(z + 1.6, z + 3.0, 1.0, 2.4, (224, 216, 200), 0.35, n=0.01)
        if lit:
            pane_lit(wall, z + 1.7, z + 2.9, 1.1, 2.3, 0.02)
        else:
            wall.rect(z + 1.7, z + 2.9, 1.1, 2.3, (128, 156, 166), 0.3, n=0.02)
        z += 4.4
    fog_bank(kit, 20, 0.35, 4)
    iron: RGB = (84, 108, 104)
    mid = edge - s * 1.0
    z = 33.0
    while z > 1.4:
        kit.drum(mid, z, 0.14, 0, 0.5, iron, 0.35, r1=0.09)
        kit.rod((mid, 0.5, z), (mid, 3.5, z), 0.065, iron, 0.3)
        for k in (-0.7, 0.7):
            kit.rod((mid, 2.8, z), (mid + k, 3.5, z), 0.04, iron)
        z -= 4.5
    top = max(3.6, kit.eye[1] + 0.8)
    if kit.eye[1] < top:
        a, b = sorted((edge + s * 0.3, back))
        kit.floor(a, b, near, end, mix(iron, PAPER, 0.35), top)
        z = near + 0.5
        while z < 40:
            kit.stroke([(a, top - 0.01, z), (b, top - 0.01, z)], scale(iron, 0.7), 0.5)
            z += 2.2
    for z in (24.0, 15.0, 6.5):
        pendant(kit, (edge + back) / 2, top - 0.55, z, 0.22, STEEL, top)
    cx = (edge + back) / 2 - s * 0.2
    _clock(kit, cx, top - 0.75, 4.6)
    if not kit.close:
        bench(kit, back + s * 0.9, 5.2, 1.4)
        crate(kit, back + s * 0.55, 2.6, 0.55, (150, 104, 74))
        crate(kit, back + s * 0.6, 2.6, 0.38, BRIGHTS[4], y=0.44)


def _clock(kit: Kit, x: float, y: float, z: float) -> None:
    """A round station clock hung from the roof."""
    kit.rod((x, y + 0.3, z), (x, y + 0.8, z), 0.02, DARK)
    kit.disc(x, y, z, 0.34, DARK, 0.4)
    if kit.mood.lamp:
        kit.glow(x, y, z - 0.01, 0.8, LAMP, 0.4)
        shine(kit, [(a, b, z - 0.01) for a, b in ring(x, y, 0.29)], (255, 238, 196))
    else:
        kit.disc(x, y, z - 0.01, 0.29, PAPER)
    a = kit.own("clock").random() * math.tau
    for angle, k in ((a, 0.16), (a * 12, 0.24)):
        kit.stroke(
            [(x, y, z - 0.02), (x + k * math.sin(angle), y + k * math.cos(angle), z - 0.02)],
            DARK, 0.7,
        )  # fmt: skip


def _carriages(kit: Kit, at: float, s: int, c: RGB) -> None:
    """A train standing along the platform's edge at x `at`."""
    z = kit.camera.eye[2] - 2 if kit.own("carriages").random() < 0.5 else 4.5
    wall = Wall(kit, "right" if s > 0 else "left", at)
    if z > 0:
        a, b = sorted((at, at + s * 2.4))
        kit.front(a, b, -0.6, 2.7, z, scale(c, 0.9), 0.5)
        kit.front(a + 0.35, b - 0.35, 1.2, 2.2, z - 0.01, (120, 146, 158), 0.4)
        kit.disc(at + s * 0.5, 0.4, z - 0.02, 0.13, (255, 240, 200), 0.4)
        kit.disc(at + s * 1.9, 0.4, z - 0.02, 0.13, (255, 240, 200), 0.4)
    cars = []
    while z < 60:
        cars.append((z, z + 11.0))
        z += 11.6
    for a, b in reversed(cars):
        wall.rect(a, b, -0.6, 2.7, scale(c, wall.value), 0.5)
        wall.rect(a, b, 0.9, 1.0, PAPER, n=0.005)
        wall.rect(a, b, 2.45, 2.7, mix(c, PAPER, 0.6), 0.3, n=0.005)
        u = a + 0.5
        while u < b - 1.2:
            if int((u - a) / 1.7) % 3 == 1:
                wall.rect(u, u + 0.95, 0.05, 2.25, scale(c, 0.8), 0.4, n=0.01)
                wall.rect(u + 0.2, u + 0.75, 1.15, 2.05, (120, 146, 158), 0.3, n=0.015)
            elif kit.mood.lamp:
                pane_lit(wall, u, u + 1.2, 1.15, 2.05, 0.01)
            else:
                wall.rect(u, u + 1.2, 1.15, 2.05, (120, 146, 158), 0.35, n=0.01)
            u += 1.7


def graveyard(kit: Kit) -> None:
    """Headstones and crosses in long grass, a bare tree, a chapel behind."""
    rng = kit.rng
    dome = draw_sky(kit)
    turf = meadow(kit, mix(GREENS[2][0], (128, 128, 110), 0.35))
    s = rng.choice((-1, 1))
    x0, x1, _, _ = kit.view(50)
    hill = kit.ridge(x0 - 5, x1 + 5, 1.0, 4, 8, 0.5)
    kit.poly(
        [(x1 + 5, -2, 50), (x0 - 5, -2, 50), *((x, y, 50) for x, y in hill)], scale(turf, 0.85), 0.3
    )
    _chapel(kit, kit.across(s * 0.5, 34), 34.0)
    fog_bank(kit, 28, 0.35, 4)
    path(kit, (178, 168, 150), 0.7, -s * 0.7, 30)
    z = 17.0
    while z > 2.2:
        for _ in range(4):
            _headstone(kit, clear_x(kit, z, 1.1), z + 0.4 * rng.random())
        if 8 < z < 10:
            tree(kit, kit.across(-s * 0.75, z), z, 6.5)
            fog_bank(kit, 8, 0.25, 1.4)
        z -= 2.3
    fog_bank(kit, 4, 0.2, 0.8)
    lantern_post(kit, kit.across(s * 0.8, 6), 6.0)
    for _ in range(16):
        gz = 1.5 + 5 * rng.random()
        grass(kit, clear_x(kit, gz, 0.6), gz, 0.3, scale(turf, 0.75))
    if kit.staging.weather != "storm":
        gulls(kit, dome, 3)
    wet_ground(kit)


def _chapel(kit: Kit, x: float, z: float) -> None:
    c: RGB = (190, 180, 170)
    roof = snow_colour(kit, (112, 96, 104))
    kit.box(x - 2.6, x + 2.6, 0, 3.6, z, z + 6, c, 0.4)
    kit.poly([(x - 2.9, 3.5, z - 0.1), (x + 2.9, 3.5, z - 0.1), (x, 6.2, z - 0.1)], roof, 0.4)
    kit.front(x - 0.9, x + 0.9, 0, 6.8, z - 0.4, mix(c, WHITE, 0.1), 0.4)
    kit.poly([(x - 1.1, 6.8, z - 0.4), (x + 1.1, 6.8, z - 0.4), (x, 10.5, z - 0.4)], roof, 0.4)
    kit.poly(
        [(x - 0.45, 0, z - 0.42), (x + 0.45, 0, z - 0.42), (x + 0.45, 1.5, z - 0.42),
         (x, 2.1, z - 0.42), (x - 0.45, 1.5, z - 0.42)], scale(c, 0.5), 0.35,
    )  # fmt: skip
    wall = Wall(kit, "back", z - 0.42)
    if kit.mood.lamp:
        pane_lit(wall, x - 0.25, x + 0.25, 4.6, 5.6, 0.01)
    else:
        wall.rect(x - 0.25, x + 0.25, 4.6, 5.6, DARK, 0.3, n=0.01)


def _headstone(kit: Kit, x: float, z: float) -> None:
    if kit.depth(x, z) < 1.0:
        return
    rng = kit.own("headstone")
    c = mix(pick(rng, STONES), (156, 156, 160), 0.6)
    lean = (rng.random() - 0.5) * 0.12
    kit.shadow(x, z, 0.4, 0.16, 0.28)
    h, w = 0.65 + 0.3 * rng.random(), 0.27
    if rng.random() < 0.35:
        kit.poly([(x - 0.07, 0, z), (x + 0.07, 0, z), (x + 0.07 + lean, h * 1.3, z),
                  (x - 0.07 + lean, h * 1.3, z)], c, 0.45)  # fmt: skip
        kit.front(
            x - 0.25 + lean * 0.8, x + 0.25 + lean * 0.8, h * 0.85, h * 0.85 + 0.13, z, c, 0.45
        )
        return
    top = [(w * math.cos(a), h - 0.2 + 0.22 * math.sin(a)) for a in
           (math.pi * i / 8 for i in range(9))]  # fmt: skip
    kit.poly([(x - w, 0, z), (x + w, 0, z), *((x + a + lean * b, b, z) for a, b in top)], c, 0.5)
    k = -kit.key
    kit.poly([(x + k * w, 0, z), (x + k * w * 0.6, 0, z), (x + k * w * 0.6 + lean * h, h - 0.06, z),
              (x + k * w + lean * h * 0.7, h - 0.24, z)], scale(c, 0.78))  # fmt: skip
    for i in range(3):
        y = h * 0.62 - i * 0.09
        kit.stroke([(x - 0.13 + lean * y, y, z - 0.01), (x + 0.12 + lean * y, y, z - 0.01)],
                   scale(c, 0.62), 0.4)  # fmt: skip
