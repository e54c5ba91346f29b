"""Beach, pier and harbour."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .sets_coast import far_coast
from .sets_colour import BRIGHTS, STONES, WHITE, mix, pick, scale
from .sets_facade import facade
from .sets_green import palm, rock
from .sets_props import barrel, crate, lantern_post
from .sets_wall import PAPER, Wall
from .sets_water import edge_x, rowing_boat, sea, sea_colour
from .sky import draw_sky, gulls
from .weather import fog_bank, snow_colour, wet_ground

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit


def beach(kit: Kit) -> None:
    """Sand, surf and sea, with what people leave there."""
    rng = kit.rng
    dome = draw_sky(kit)
    far_coast(kit)
    sea(kit, -0.3, 9.0)
    shore = 8.5 + 3 * rng.random()
    kit.room_back = 6.5
    sand = snow_colour(kit, mix((232, 204, 152), pick(rng, STONES), 0.25))
    slope = (rng.random() - 0.5) * 0.35
    x0, x1, _, _ = kit.view(shore + 6)
    x0, x1 = x0 - 8, x1 + 8
    for k, (off, c) in enumerate(
        (
            (1.6, mix(sea_colour(kit), WHITE, 0.35)),
            (0.9, WHITE),
            (0.55, scale(sand, 0.82)),
            (0.0, sand),
        )
    ):
        edge = []
        n = 26
        for i in range(n + 1):
            x = x0 + (x1 - x0) * i / n
            z = shore + off + slope * x + 0.5 * math.sin(x * 0.55 + k) + 0.25 * math.sin(x * 1.4)
            edge.append((x, -0.02, max(z, 3.4)))
        near = kit.camera.eye[2] + 0.2
        kit.poly([(x1 + 40, 0, near), (x0 - 40, 0, near), *edge], c, depth=6.0)
    fog_bank(kit, 9.0, 0.3)
    rake = kit.own("ripples")
    for _ in range(26 if not kit.close else 8):
        z = 0.4 + 6.5 * rake.random()
        a, b, _, _ = kit.view(z)
        x = a + (b - a) * rake.random()
        w = 0.15 + 0.5 * rake.random()
        kit.stroke([(x, 0, z), (x + w * 0.5, 0, z + 0.03), (x + w, 0, z)], scale(sand, 0.8), 0.3)
    s = 1 if rng.random() < 0.5 else -1
    kind = rng.randrange(4)
    if kit.says("umbrella", "parasol", "towel", "holiday") or kind == 0:
        _parasol(kit, edge_x(kit, s, 0.72, 3.4, 1.9), 3.4)
    elif kit.says("boat", "rowboat") or kind == 1:
        rowing_boat(kit, edge_x(kit, s, 0.62, 4.4, 2.0), 4.4)
    elif kind == 2:
        palm(kit, edge_x(kit, s, 0.74, 4.6, 1.5), 4.6, 5.0)
    else:
        rock(kit, s * 2.3, 3.4, 0.8)
        rock(kit, s * 3.3, 4.1, 1.2)
    rock(kit, -s * 3.2, 6.2, 0.9)
    for _ in range(7):
        x, z = (rng.random() - 0.5) * 7, 0.8 + 4 * rng.random()
        kit.disc(x, 0.01, z, 0.05 + 0.05 * rng.random(), scale(sand, 0.7), level=True)
    if kit.staging.time != "night" and kit.staging.weather != "storm":
        gulls(kit, dome, 4)


def _parasol(kit: Kit, x: float, z: float) -> None:
    rng = kit.own("parasol")
    c = pick(rng, BRIGHTS)
    kit.shadow(x + 0.3, z, 1.2, 0.5, 0.25)
    kit.rod((x, 0, z), (x, 2.2, z), 0.025, (226, 220, 206), 0.3)
    n = 8
    for i in range(n):
        a, b = math.pi * i / n, math.pi * (i + 1) / n
        kit.poly([(x - 1.3 * math.cos(a), 1.85 - 0.06 * math.sin(a), z),
                  (x - 1.3 * math.cos(b), 1.85 - 0.06 * math.sin(b), z),
                  (x - 0.4 * math.cos(b), 2.22, z), (x, 2.34, z), (x - 0.4 * math.cos(a), 2.22, z)],
                 c if i % 2 else PAPER, 0.35)  # fmt: skip
    kit.floor(x - 1.5, x - 0.2, z - 0.6, z, mix(pick(rng, BRIGHTS), WHITE, 0.2), 0.01, 0.3)


def pier(kit: Kit) -> None:
    """A wooden pier or a stone quay above the water, bollards, boats, a ferry far off."""
    rng = kit.rng
    stone = kit.says("quay", "harbour", "harbor", "dock", "port") and not kit.says("pier", "jetty")
    kit.turn((rng.random() - 0.5) * 0.4, 1.0)
    dome = draw_sky(kit)
    far_coast(kit)
    if kit.says("harbour", "harbor", "port", "town", "village"):
        _water_front(kit)
    sea(kit, -1.2)
    fog_bank(kit, 30, 0.35, 5)
    half = 1.9 + (0.9 if kit.far else 0.0)
    mid = rng.choice((-1, 1)) * 0.5
    end = 11.0 + 6 * rng.random() if not stone else 5.0
    boats = [(mid + half + 2.8, 7.5), (mid - half - 3.4, 10.0)]
    for x, z in boats:
        if rng.random() < 0.75 or kit.says("boat", "rowboat"):
            rowing_boat(kit, x, z, -1.25)
    near = kit.camera.eye[2] - 4
    wood: RGB = (166, 134, 104)
    plank = snow_colour(kit, mix(pick(rng, STONES), (168, 160, 150), 0.6) if stone else wood)
    kit.room_back, kit.room_sides = end - 0.6, half - 0.3
    if stone:
        half_l, half_r = (60.0, half) if mid < 0 else (half, 60.0)
    else:
        half_l = half_r = half
    for x in (mid - half_l, mid + half_r):
        z = end
        while z > 1.0 and not stone:
            kit.drum(x, z, 0.15, -2.0, -0.05, scale(wood, 0.62), 0.4)
            z -= 2.6
    kit.box(mid - half_l, mid + half_r, -0.3, 0, near, end, plank, 0.5, top=plank)
    if stone:
        kit.box(mid - half_l, mid + half_r, -2.4, 0, near, end, scale(plank, 0.8), 0.5, top=plank)
    step = 0.34 if not stone else 1.2
    z = end - step
    boards = kit.own("boards")
    while z > kit.camera.eye[2] + 0.6:
        tone = scale(plank, 0.72)
        kit.stroke([(mid - half_l, 0, z), (mid + half_r, 0, z)], tone, 0.3)
        if not stone and boards.random() < 0.4:
            kit.floor(mid - half, mid + half, z, z + step, scale(plank, 0.94), 0.001)
        if stone:
            for i in range(-6, 7):
                a = mid + i * 1.7 + (0.85 if int(z * 2) % 2 else 0.0)
                if mid - half_l < a < mid + half_r:
                    kit.stroke([(a, 0, z), (a, 0, z + step)], tone, 0.25)
        z -= step
    for s, x in ((-1, mid - half_l), (1, mid + half_r)):
        if abs(x) > 20:
            continue
        for z in (end - 0.5, end - 4.5, 2.6):
            if not kit.close or z > 4:
                bollard(kit, x - s * 0.35, z)
    rail = not stone and rng.random() < 0.55
    if rail:
        s = 1 if mid < 0 else -1
        x = mid - s * half
        z = end
        while z > kit.camera.eye[2] + 0.5:
            kit.rod((x, 0, z), (x, 1.05, z), 0.045, scale(wood, 0.8), 0.3)
            z -= 2.0
        for y in (0.55, 1.05):
            kit.rod(
                (x, y, end), (x, y, max(0.4, kit.camera.eye[2] + 0.8)), 0.035, scale(wood, 0.9), 0.3
            )
    s = 1 if rng.random() < 0.5 else -1
    lantern_post(kit, mid + s * (half - 0.45), 4.6)
    lantern_post(kit, mid + s * (half - 0.45), 9.4)
    if not kit.close:
        crate(kit, mid - s * (half - 0.45), 3.4, 0.62)
        barrel(kit, mid - s * (half - 0.5), 4.3)
        rope(kit, mid - s * 1.1, 2.2)
    wet_ground(kit)
    fog_bank(kit, 6, 0.22)
    if kit.staging.time != "night" and kit.staging.weather != "storm":
        gulls(kit, dome, 5)


def bollard(kit: Kit, x: float, z: float) -> None:
    """A mooring post with a turn of rope."""
    iron: RGB = (84, 82, 92)
    kit.shadow(x, z, 0.26, 0.2, 0.3)
    kit.lathe(
        x,
        z,
        [(0.17, 0), (0.12, 0.1), (0.11, 0.36), (0.19, 0.42), (0.18, 0.52), (0.08, 0.57)],
        iron,
        0.5,
    )
    kit.front(x - 0.15, x + 0.15, 0.14, 0.24, z - 0.05, (206, 186, 146), 0.35)


def rope(kit: Kit, x: float, z: float) -> None:
    for r in (0.36, 0.28, 0.2, 0.12):
        kit.disc(x, 0.04, z, r, (200, 178, 136) if r > 0.15 else (150, 128, 98), 0.35, level=True)


def _water_front(kit: Kit) -> None:
    """Houses along the far side of the harbour."""
    rng = kit.own("water_front")
    z = 70.0
    wall = Wall(kit, "back", z)
    x0, x1, _, _ = kit.view(z)
    w = (x1 - x0) * 0.6
    x = x0 - 6 if rng.random() < 0.5 else x1 - w
    end = x + w
    kit.front(x, end, -2, 0.4, z, (150, 140, 136), 0.3)
    while x < end:
        wide = 5 + 4 * rng.random()
        top = 6 + 5 * rng.random()
        c = pick(rng, STONES)
        facade(wall, x, x + wide, top, c, shop=False, fine=False)
        kit.poly(
            [(x, top, z), (x + wide, top, z), (x + wide / 2, top + 2.4, z)], (168, 96, 82), 0.35
        )
        x += wide
