"""Long and high rooms: corridor, stairs, library, church, court, theatre, cell, lamp room."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, PALETTES, STONES, WHITE, mix, pick, saturate, scale
from .sets_props import DARK, STEEL, bench, chair, floor_lamp, pendant, potted, shine, table
from .sets_rooms import room, rug
from .sets_wall import (
    LAMP,
    PAPER,
    Wall,
    bare,
    bookcase,
    clock,
    curtains,
    door,
    picture,
    shelf,
    window,
)  # fmt: skip
from .sets_water import sea
from .sky import draw_sky
from .weather import fog_bank

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import P3, Kit


def corridor(kit: Kit) -> None:
    """A corridor running away: doors, lamps, a runner; stone and torches, or steel, by words."""
    rng = kit.rng
    stone = kit.says(
        "castle",
        "dungeon",
        "crypt",
        "catacomb",
        "monastery",
        "tunnel",
        "mine",
        "stone",
        "torch",
        "vault",
        "cellar",
        "tomb",
        "passage",
    )
    steel = kit.says("spaceship", "station", "bunker", "airlock", "submarine", "reactor", "hatch")
    kit.turn((rng.random() - 0.5) * 0.16, 0.5)
    x0, x1, _, _ = kit.view(0.5)
    half = max(1.35, (x1 - x0) * 0.36, abs(kit.eye[0]) + 0.5)
    half = min(half, 3.2 if not kit.far else 5.0)
    half = max(half, abs(kit.eye[0]) + 0.5)
    top = max(2.7 if not kit.far else 3.2, kit.eye[1] + 0.5 if kit.staging.angle != "high" else 2.8)
    end, near = 13.0, kit.eye[2] - 1
    wall_c, wood, floor_c, accent, second = PALETTES[rng.randrange(len(PALETTES))]
    if stone:
        wall_c, floor_c, wood = (150, 142, 138), (132, 122, 118), (112, 84, 66)
    elif steel:
        wall_c, floor_c, wood = (176, 186, 194), (118, 126, 138), (120, 132, 146)
    dark = kit.lit(scale(wall_c, 0.5), 10)
    kit.flat_fill([(-9, -9), (kit.w + 9, -9), (kit.w + 9, kit.h + 9), (-9, kit.h + 9)], dark)
    # Bands of depth: the far end lies in shadow, lit by pools from the lamps.
    cuts = [near, 1.5, 3.5, 6.0, 9.0, end]
    for i in range(len(cuts) - 2, -1, -1):
        a, b = cuts[i], cuts[i + 1]
        k = 1.0 - 0.085 * i
        kit.floor(-half, half, a, b, scale(floor_c, k) if k < 1 else floor_c)
        if kit.eye[1] < top:
            c = mix(wall_c, WHITE, 0.3)
            kit.floor(-half, half, a, b, scale(c, k) if k < 1 else c, top)
        for wall in (Wall(kit, "left", -half), Wall(kit, "right", half)):
            wall.rect(a, b, 0, top, scale(wall_c, wall.value * k))
    back = Wall(kit, "back", end)
    bare(back, -half, half, top, scale(wall_c, 0.66), wood)
    if rng.random() < 0.5 and not stone:
        window(back, -0.6, 0.6, 0.9, 2.2, PAPER, "city", 2)
    else:
        door(back, -0.5, 1.0, 2.1, scale(wood, 0.8), scale(wood, 0.7))
    left, right = Wall(kit, "left", -half), Wall(kit, "right", half)
    for wall in (left, right):
        if not stone:
            wall.block(near, end, 0, 0.12, 0.025, mix(wood, WHITE, 0.2), 0.3)
            if not steel:
                low = scale(mix(wall_c, accent, 0.45), wall.value)
                wall.rect(near, end, 0.12, 1.0, low, n=0.003)
                wall.block(near, end, 1.0, 1.05, 0.03, mix(wood, WHITE, 0.15), 0.3)
        for v in (0, top):
            wall.line(near, v, end, v, scale(wall_c, 0.45), 0.5)
        z = 1.9 + rng.random()
        while z < end - 1.2:
            if stone:
                _masonry(wall, z, top, wall_c)
                _torch(wall, z + 0.9)
                z += 2.7
            elif steel:
                wall.block(z, z + 0.16, 0, top, 0.14, mix(wall_c, WHITE, 0.2), 0.45)
                wall.rect(z + 0.4, z + 1.6, 1.5, 1.62, second, 0.3, n=0.01)
                wall.rect(z + 0.4, z + 1.6, 0.4, 1.3, scale(wall_c, 0.9), 0.35, n=0.01)
                z += 2.1
            else:
                door(wall, z, 0.9, 2.05, mix(wood, PAPER, 0.15), mix(wood, PAPER, 0.4),
                     pane=kit.says("school", "hospital", "office", "station"))  # fmt: skip
                if z + 2.2 < end and rng.random() < 0.7:
                    picture(wall, z + 1.75, 1.65, 0.5, 0.65, wood)
                z += 2.9
    if not stone:
        z = end - 1.5
        while z > kit.eye[2] + 0.6:
            pts: list[P3] = [
                (-0.3, top - 0.01, z),
                (0.3, top - 0.01, z),
                (0.3, top - 0.01, z + 0.8),
                (-0.3, top - 0.01, z + 0.8),
            ]
            if kit.eye[1] < top:
                shine(kit, pts, (252, 246, 222))
                kit.disc(0, 0.005, z + 0.4, min(0.9, half * 0.6), WHITE, level=True, alpha=0.1)
            z -= 2.6
        if not steel and rng.random() < 0.6:
            kit.floor(-half * 0.5, half * 0.5, near, end, saturate(second, 0.9), 0.003, 0.3)
            for s in (-1, 1):
                a, b = sorted((s * half * 0.44, s * half * 0.41))
                kit.floor(a, b, near, end, mix(second, PAPER, 0.6), 0.004)
    elif not kit.close:
        for i in range(7):
            z = 1.2 + i * 1.1
            kit.stroke([(-half, 0.002, z), (half, 0.002, z)], scale(floor_c, 0.75), 0.3)
            x = half * (rng.random() - 0.5)
            kit.stroke([(x, 0.002, z), (x, 0.002, z + 1.1)], scale(floor_c, 0.75), 0.3)
    if kit.staging.shot in ("full", "wide", "extreme-wide") and not stone and not steel:
        potted(kit, (half - 0.35) * rng.choice((-1, 1)), 1.6, 1.1)


def _masonry(wall: Wall, z: float, top: float, c: RGB) -> None:
    rng = wall.kit.rng
    for _ in range(14):
        u, v = z + 2.6 * rng.random(), top * rng.random()
        w, h = 0.35 + 0.3 * rng.random(), 0.22
        k = scale(c, (0.82 + 0.12 * rng.random()) * wall.value)
        wall.rect(u, u + w, v, min(top, v + h), k, 0.25, n=0.003)
    wall.block(z - 0.35, z - 0.05, 0, top, 0.22, scale(c, 0.92), 0.45)


def _torch(wall: Wall, z: float) -> None:
    kit = wall.kit
    x, y, zz = wall.pt(z, 1.75, 0.18)
    kit.rod(wall.pt(z, 1.5, 0.02), (x, y, zz), 0.03, (92, 70, 56), 0.3)
    kit.glow(x, y + 0.15, zz, 1.5, (255, 176, 90), 0.6)
    flame(kit, x, y, zz, 0.34)


def flame(kit: Kit, x: float, y: float, z: float, h: float) -> None:
    """A flame of three colours standing at height `y`."""
    for k, c in ((1.0, (232, 116, 50)), (0.66, (252, 186, 80)), (0.36, (255, 240, 180))):
        w, t = h * 0.26 * k, h * k
        rgb: RGB = (c[0], c[1], c[2])
        shine(kit, [(x - w * 0.5, y, z), (x + w * 0.5, y, z), (x + w, y + t * 0.35, z),
                    (x + w * 0.35, y + t * 0.7, z), (x + w * 0.1, y + t, z),
                    (x - w * 0.4, y + t * 0.62, z), (x - w, y + t * 0.38, z)], rgb)  # fmt: skip


def stairs(kit: Kit) -> None:
    """A stairwell: a flight with a rail climbing behind the figures."""
    rng = kit.rng
    r = room(kit, half=2.6, depth=3.4, top=3.4)
    s = 1 if rng.random() < 0.5 else -1
    n = 12
    run, rise = 0.27, 0.175
    x = -s * 1.9
    zf, zb = r.depth - 1.3, r.depth - 0.1
    tread = mix(r.wood, PAPER, 0.25)
    for i in range(n):
        a, b = sorted((x + s * run * i, x + s * run * (i + 1)))
        if abs(a) > r.half or abs(b) > r.half:
            continue
        kit.box(a, b, 0, rise * (i + 1), zf, zb, mix(r.wall_c, r.wood, 0.25), 0.0, top=tread)
        kit.front(a, b, rise * (i + 1) - 0.04, rise * (i + 1), zf - 0.01, tread, 0.3)
        kit.rod(((a + b) / 2, rise * (i + 1), zf), ((a + b) / 2, rise * (i + 1) + 0.85, zf), 0.018,
                r.wood, 0.3)  # fmt: skip
    kit.rod((x, 1.0, zf), (x + s * run * n, rise * n + 1.0, zf), 0.045, scale(r.wood, 0.8), 0.45)
    kit.box(x - 0.09, x + 0.09, 0, 1.2, zf - 0.1, zf + 0.08, scale(r.wood, 0.8), 0.5)
    picture(r.back, s * 0.2, 2.3, 0.6, 0.75, r.wood)
    picture(r.back, -s * 0.9, 1.8, 0.5, 0.6, r.wood)
    window(
        r.side(-s),
        max(kit.eye[2] + 1.4, r.depth - 2.4),
        r.depth - 1.5,
        1.1,
        2.3,
        PAPER,
        "trees",
        2,
        2,
    )
    pendant(kit, 0.2 * s, r.top - 0.8, 1.0, 0.24, r.second, r.top)
    rug(kit, 0, 0.5, 1.8, 1.2, r.second)


def library(kit: Kit) -> None:
    """Shelves to the ceiling, ladder, reading tables with green lamps."""
    rng = kit.rng
    r = room(kit, half=3.0, depth=3.4, top=3.2, palette=0)
    back, d = r.back, r.depth
    wood: RGB = (134, 94, 68)
    x = -r.half + 0.05
    while x < r.half - 0.3:
        w = min(1.15, r.half - x - 0.02)
        bookcase(back, x, x + w, 0, min(r.top - 0.2, 3.1), wood, 6, fill=1.0)
        x += w + 0.03
    for side in (r.left, r.right):
        z = d - 1.3
        while z > kit.eye[2] + 0.4:
            bookcase(side, z, z + 1.15, 0, min(r.top - 0.2, 3.1), wood, 6, fill=1.0)
            z -= 1.25
    s = 1 if rng.random() < 0.5 else -1
    lx = s * 0.9
    for k in (-0.22, 0.22):
        kit.rod((lx + k, 0, d - 1.1), (lx + k, 2.9, d - 0.4), 0.022, (176, 132, 92), 0.3)
    for i in range(1, 9):
        t = i / 9
        kit.rod(
            (lx - 0.22, 2.9 * t, d - 1.1 + 0.7 * t),
            (lx + 0.22, 2.9 * t, d - 1.1 + 0.7 * t),
            0.016,
            (176, 132, 92),
            0.25,
        )
    if kit.staging.shot in ("medium-long", "full", "wide", "extreme-wide"):
        tx = -s * min(r.half - 1.0, 1.7)
        chair(kit, tx, 2.1, wood, 0.0)
        table(kit, tx, 1.5, 1.5, 0.8, wood)
        for k in (-0.35, 0.35):
            kit.rod((tx + k, 0.75, 1.5), (tx + k, 1.05, 1.5), 0.014, (196, 160, 90))
            kit.glow(tx + k, 1.05, 1.5, 0.6, LAMP, 0.4)
            kit.poly(
                [
                    (tx + k - 0.16, 1.02, 1.5),
                    (tx + k + 0.16, 1.02, 1.5),
                    (tx + k + 0.1, 1.14, 1.5),
                    (tx + k - 0.1, 1.14, 1.5),
                ],
                (72, 132, 98),
                0.4,
            )
        for i in range(3):
            kit.box(
                tx - 0.13,
                tx + 0.13,
                0.75 + i * 0.045,
                0.79 + i * 0.045,
                1.25,
                1.42,
                BRIGHTS[i],
                0.25,
            )
        rug(kit, 0, 0.6, 2.4, 1.6, (150, 74, 66))
    for x in (-1.0, 1.0):
        pendant(kit, x, r.top - 0.7, 1.6, 0.24, (196, 160, 90), r.top)


def church(kit: Kit) -> None:
    """A nave: pillars, pointed windows of coloured glass, pews, candles; temples too."""
    rng = kit.rng
    kit.turn((rng.random() - 0.5) * 0.1, 1.0)
    c = mix(pick(rng, STONES), (206, 198, 186), 0.5)
    x0, x1, _, _ = kit.view(1.0)
    half = max(4.2, (x1 - x0) * 0.55)
    top, end, near = max(8.0, kit.eye[1] + 2), 16.0, kit.eye[2] - 1
    kit.flat_fill(
        [(-9, -9), (kit.w + 9, -9), (kit.w + 9, kit.h + 9), (-9, kit.h + 9)], kit.lit(scale(c, 0.6))
    )
    kit.floor(-half, half, near, end, mix(c, (150, 130, 120), 0.4))
    back = Wall(kit, "back", end)
    back.rect(-half, half, 0, top + 4, scale(c, 0.86), 0.3)
    _lancet(back, 0, 2.6, 1.5, 5.2)
    for x in (-2.7, 2.7):
        _lancet(back, x, 2.6, 0.9, 4.0)
    kit.box(-1.3, 1.3, 0, 1.1, end - 2.2, end - 1.2, PAPER, 0.4)
    for k in (-0.9, 0.9):
        kit.rod((k, 1.1, end - 1.7), (k, 1.6, end - 1.7), 0.05, PAPER)
        flame(kit, k, 1.6, end - 1.7, 0.22)
        kit.glow(k, 1.7, end - 1.7, 0.9, LAMP, 0.5)
    for s in (-1, 1):
        wall = Wall(kit, "left" if s < 0 else "right", s * half)
        wall.rect(near, end, 0, top, scale(c, wall.value * 0.9), 0.3)
        z = end - 2.5
        while z > kit.eye[2]:
            _lancet(wall, z, 2.2, 0.6, 3.0)
            z -= 3.4
    z = end - 2.0
    while z > 1.4:
        for s in (-1, 1):
            x = s * half * 0.62
            kit.drum(x, z, 0.42, 0, 0.4, c, 0.4)
            kit.drum(x, z, 0.3, 0.4, top * 0.62, mix(c, WHITE, 0.1), 0.45)
            kit.drum(x, z, 0.32, top * 0.62, top * 0.68, c, 0.45, r1=0.48)
            arch = [(s * half * 0.62 * math.cos(a) if s > 0 else -half * 0.62 * math.cos(a),
                     top * 0.68 + (top * 0.42) * math.sin(a), z) for a in
                    (math.pi / 2 * k / 6 for k in range(7))]  # fmt: skip
            for a, b in zip(arch, arch[1:], strict=False):
                kit.rod(a, b, 0.17, mix(c, WHITE, 0.06), 0.35)
        z -= 3.4
    kit.floor(-0.75, 0.75, near, end - 2.4, (156, 74, 70), 0.004, 0.3)
    z = end - 3.5
    while z > 1.2:
        for s in (-1, 1):
            p, q = sorted((s * 1.0, s * half * 0.56))
            kit.box(p, q, 0.0, 0.42, z - 0.42, z, (140, 100, 72), 0.35)
            kit.box(p, q, 0.4, 0.95, z - 0.48, z - 0.42, (150, 108, 78), 0.4)
        z -= 1.15
    if not kit.night and kit.staging.weather in ("clear", "wind"):
        for i in range(3):
            z = 4.0 + i * 3
            kit.poly(
                [
                    (half, 5.0, z),
                    (half, 3.0, z),
                    (-half * 0.3, 0, z - 0.5),
                    (half * 0.25, 0, z - 0.5),
                ],
                (255, 244, 206),
                alpha=0.13,
            )


def _lancet(wall: Wall, u: float, v: float, w: float, h: float) -> None:
    """A pointed window of coloured glass."""
    kit, rng = wall.kit, wall.kit.rng
    out = [
        (-1.0, 0.0),
        (1.0, 0.0),
        (1.0, 0.62),
        (0.72, 0.82),
        (0.0, 1.0),
        (-0.72, 0.82),
        (-1.0, 0.62),
    ]
    kit.poly(
        [wall.pt(u + a * w * 1.22, v - 0.1 + b * (h + 0.35), 0.01) for a, b in out],
        (150, 142, 138),
        0.4,
    )
    glass: tuple[RGB, ...] = (
        (110, 152, 196),
        (206, 98, 88),
        (232, 190, 96),
        (120, 168, 124),
        (142, 112, 176),
    )
    base = mix(glass[0], kit.light.sky[2], 0.3)
    kit.poly(
        [wall.pt(u + a * w, v + b * h, 0.02) for a, b in out],
        scale(base, 0.6 if kit.night else 1.0),
        0.3,
    )
    for i in range(5):
        for s in (-1, 1):
            c = glass[rng.randrange(5)]
            c = scale(c, 0.5) if kit.night else mix(c, WHITE, 0.12)
            a, b = sorted((s * 0.08, s * 0.88))
            wall.rect(
                u + a * w,
                u + b * w,
                v + h * (0.03 + 0.12 * i),
                v + h * (0.13 + 0.12 * i),
                c,
                n=0.03,
            )
    wall.disc(
        u, v + h * 0.78, w * 0.42, scale(glass[2], 0.6) if kit.night else glass[2], 0.3, n=0.03
    )


def courtroom(kit: Kit) -> None:
    """Judge's bench, panelling, flags, rail and benches."""
    r = room(kit, half=3.4, depth=4.2, top=3.4, palette=0)
    back, d = r.back, r.depth
    wood: RGB = (146, 100, 70)
    for wall, a, b in ((back, -r.half, r.half), (r.left, r.near, d), (r.right, r.near, d)):
        wall.rect(a, b, 0, 2.2, scale(wood, wall.value), 0.4, n=0.01)
        u = a + 0.15
        while u < b - 0.5:
            wall.rect(u, u + 0.62, 0.25, 1.05, scale(wood, 0.84 * wall.value), 0.3, n=0.012)
            wall.rect(u, u + 0.62, 1.2, 2.05, scale(wood, 0.84 * wall.value), 0.3, n=0.012)
            u += 0.8
    back.disc(0, 2.75, 0.4, (206, 172, 100), 0.5, n=0.04)
    kit.stroke([back.pt(-0.22, 2.85, 0.05), back.pt(0.22, 2.85, 0.05)], DARK, 0.7)
    kit.stroke([back.pt(0, 2.55, 0.05), back.pt(0, 2.95, 0.05)], DARK, 0.7)
    chair(kit, 0, d - 0.5, (120, 60, 54), 0.0, h=0.9, back=0.95)
    kit.box(-1.6, 1.6, 0, 1.3, d - 1.4, d - 0.95, wood, 0.5)
    for k in (-1.4, -0.45, 0.5):
        kit.front(k, k + 0.9, 0.2, 1.1, d - 1.402, scale(wood, 0.84), 0.35)
    kit.box(-1.7, 1.7, 1.3, 1.38, d - 1.5, d - 0.9, scale(wood, 0.8), 0.5)
    kit.rod((0.55, 1.42, d - 1.2), (0.75, 1.42, d - 1.2), 0.05, scale(wood, 0.7), 0.3)
    for s in (-1, 1):
        kit.rod((s * 2.1, 0, d - 0.5), (s * 2.1, 2.6, d - 0.5), 0.02, (206, 172, 100))
        c = BRIGHTS[0] if s < 0 else BRIGHTS[4]
        kit.poly([(s * 2.1, 2.5, d - 0.5), (s * 1.55, 2.35, d - 0.5), (s * 1.7, 1.3, d - 0.5),
                  (s * 2.1, 1.5, d - 0.5)], c, 0.4)  # fmt: skip
    if kit.staging.shot in ("full", "wide", "extreme-wide", "medium-long"):
        for s in (-1, 1):
            x = s * min(r.half - 1.0, 1.9)
            chair(kit, x, 1.5, wood, math.pi)
            table(kit, x, 2.1, 1.4, 0.7, wood)
    pendant(kit, 0, r.top - 0.6, 2.0, 0.4, (206, 172, 100), r.top)


def theatre(kit: Kit) -> None:
    """A stage seen from the house: curtains, footlights, boards, painted drop."""
    rng = kit.rng
    r = room(kit, half=3.4, depth=3.8, top=3.8, yaw=0.06)
    back, d = r.back, r.depth
    red: RGB = (170, 52, 56)
    drop = mix(r.accent, (110, 130, 170), 0.5)
    back.rect(-r.half, r.half, 0, r.top, drop, n=0.01)
    hills = kit.ridge(-r.half, r.half, 0.8, 1.0, 10, 0.6)
    kit.poly([back.pt(r.half, 0), back.pt(-r.half, 0), *(back.pt(x, y, 0.012) for x, y in hills)],
             scale(drop, 0.75), 0.3)  # fmt: skip
    back.disc(1.1, 2.6, 0.4, (248, 226, 160), n=0.011)
    for s in (-1, 1):
        for i in range(6):
            a = s * (r.half - i * 0.24)
            z = d - 0.5 - 0.1 * (i % 2)
            kit.poly(
                [(a - 0.14, 0, z), (a + 0.14, 0, z), (a + 0.12, r.top, z), (a - 0.12, r.top, z)],
                red if i % 2 else mix(red, (230, 110, 90), 0.3),
                0.35,
            )
    n = 9
    for i in range(n):
        a, b = -r.half + 2 * r.half * i / n, -r.half + 2 * r.half * (i + 1) / n
        z = d - 0.7
        kit.poly([(a, r.top, z), (b, r.top, z), (b, r.top - 0.6, z), ((a + b) / 2, r.top - 0.95, z),
                  (a, r.top - 0.6, z)], red if i % 2 else scale(red, 0.85), 0.35)  # fmt: skip
    for k in (-1, 1):
        px, py = kit.pt(k * r.half * 0.7, r.top, 0.6)
        qx, qy = kit.pt(0, 0, 0.6)
        w = kit.px(0.6)
        kit.flat_fill(
            [(px - 0.1 * w, py), (px + 0.1 * w, py), (qx + 1.1 * w, qy), (qx - 1.1 * w, qy)],
            (255, 244, 206),
            0.14,
        )
    kit.disc(0, 0.005, 0.4, 1.3, (255, 246, 214), level=True, alpha=0.3, ry=0.9)
    if rng.random() < 0.5:
        chair(kit, 1.5, 1.8, r.wood, 0.5)


def cell(kit: Kit) -> None:
    """A prison cell: bars, bunk, barred window, stone."""
    rng = kit.rng
    r = room(kit, half=1.9, depth=2.3, floor="plain", palette=3)
    back, d = r.back, r.depth
    s = 1 if rng.random() < 0.5 else -1
    c: RGB = (158, 156, 152)
    for wall, a, b in ((back, -r.half, r.half), (r.left, r.near, d), (r.right, r.near, d)):
        wall.rect(a, b, 0, r.top, scale(c, wall.value), 0.3, n=0.004)
        for i in range(1, 8):
            wall.line(a, i * 0.38, b, i * 0.38, scale(c, 0.75), 0.25, n=0.006)
            u = a + (0.4 if i % 2 else 0.0)
            while u < b:
                wall.line(u, (i - 1) * 0.38, u, i * 0.38, scale(c, 0.75), 0.22, n=0.006)
                u += 0.8
    window(back, s * 0.5 - 0.3, s * 0.5 + 0.3, 1.75, 2.25, scale(c, 0.7), "sky", 1, 1, sill=False)
    for k in (-0.15, 0.0, 0.15):
        kit.rod(back.pt(s * 0.5 + k, 1.75, 0.03), back.pt(s * 0.5 + k, 2.25, 0.03), 0.016, DARK)
    bx = -s * (r.half - 0.5)
    kit.box(bx - 0.45, bx + 0.45, 0.38, 0.44, d - 1.9, d, STEEL, 0.4)
    kit.box(bx - 0.43, bx + 0.43, 0.44, 0.54, d - 1.88, d - 0.02, (188, 184, 164), 0.4)
    for _ in range(3):
        u, v = s * 0.9 + 0.3 * rng.random(), 1.0 + 0.5 * rng.random()
        for i in range(4):
            back.line(u + i * 0.05, v, u + i * 0.05, v + 0.14, scale(c, 0.6), 0.4, n=0.01)
        back.line(u - 0.03, v + 0.02, u + 0.19, v + 0.12, scale(c, 0.6), 0.4, n=0.01)
    pendant(kit, 0, r.top - 0.45, 1.0, 0.16, DARK, r.top)


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


def house_inside(kit: Kit) -> None:
    """A plain wooden cabin or hut."""
    rng = kit.rng
    r = room(kit, half=2.5, depth=2.6, palette=0)
    back, d = r.back, r.depth
    log: RGB = (158, 118, 84)
    for wall, a, b in ((back, -r.half, r.half), (r.left, r.near, d), (r.right, r.near, d)):
        for i in range(10):
            c = scale(log if i % 2 else mix(log, WHITE, 0.08), wall.value)
            wall.rect(a, b, i * 0.3, i * 0.3 + 0.3, c, 0.3, n=0.005)
    s = 1 if rng.random() < 0.5 else -1
    window(back, s * 0.7 - 0.4, s * 0.7 + 0.4, 1.1, 1.95, scale(log, 0.7),
           "sea" if kit.says("ship", "cabin", "boat", "sea") else "trees", 2, 2)  # fmt: skip
    shelf(back, min(-s * 1.9, -s * 0.8), max(-s * 1.9, -s * 0.8), 1.6, log)
    clock(r.side(s), d - 0.8, 1.9)
    curtains(back, s * 0.7 - 0.4, s * 0.7 + 0.4, 1.2, 1.95, BRIGHTS[0], 0.25)
    table(kit, -s * 1.35, d - 0.7, 1.0, 0.6, log)
    bench(kit, s * 1.3, d - 0.6, 1.2)
    floor_lamp(kit, -s * (r.half - 0.4), d - 0.4, PAPER)
    pendant(kit, 0, r.top - 0.6, 1.0, 0.2, STEEL, r.top)
