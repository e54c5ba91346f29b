"""Corridors, stairs, libraries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, PALETTES, WHITE, mix, saturate, scale
from .sets_props import flame, pendant, potted, shine, table
from .sets_seats import chair
from .sets_shell import room, rug
from .sets_shelves import bookcase
from .sets_wall import LAMP, PAPER, Wall, bare, door, picture, window

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
    kit.room_sides = half - 0.3
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
    rng = wall.kit.own("masonry")
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


def stairs(kit: Kit) -> None:
    """A stairwell: a carpeted flight with a rail climbs behind the figures to a landing."""
    rng = kit.rng
    r = room(kit, half=2.6, depth=3.4, top=3.4)
    s = 1 if rng.random() < 0.5 else -1
    run, rise = 0.29, 0.18
    reach = min(r.half - 0.35, 2.9)
    # The flight ends under a landing that runs on to the wall.
    n = max(8, min(int((r.top - 1.3) / rise), int(2 * reach / run) - 2))
    x = -s * min(reach, 1.9 if not kit.far else reach * 0.85)
    zf, zb = r.depth - 1.35, r.depth - 0.02
    wood = scale(r.wood, 0.92)
    side = mix(r.wood, PAPER, 0.42)
    tread, carpet = mix(r.wood, PAPER, 0.18), scale(r.second, 0.95)
    high = rise * n
    end = x + s * run * n
    wall_end = s * r.half
    # The landing, with a door above the flight's head.
    a, b = sorted((end, wall_end))
    if b - a > 0.2:
        kit.box(a, b, high - 0.16, high, zf, zb, side, 0.4, top=tread)
        kit.front(a, b, 0.0, high - 0.16, r.depth - 0.4, scale(r.wall_c, 0.72), 0.3)
        if b - a > 1.0 and r.top - high > 1.6:
            mid = (a + b) / 2
            kit.front(mid - 0.4, mid + 0.4, high, min(high + 1.9, r.top - 0.1), r.depth - 0.03,
                mix(r.wood, PAPER, 0.2), 0.45)  # fmt: skip
    for i in range(n):
        a, b = sorted((x + s * run * i, x + s * run * (i + 1)))
        top = rise * (i + 1)
        kit.box(a, b, 0, top, zf, zb, side, 0.0, top=tread)
        kit.floor(a, b, zf + 0.3, zb - 0.3, carpet, top + 0.002)
        # The riser that is seen, and the nosing's line over the stringer.
        face = x + s * run * i
        kit.poly([(face, top - rise, zf), (face, top, zf), (face, top, zb), (face, top - rise, zb)],
            mix(tread, carpet, 0.35), 0.3)  # fmt: skip
        kit.front(a - 0.02, b + 0.02, top - 0.045, top, zf - 0.015, wood, 0.3)
        kit.stroke([(face, top - rise, zf - 0.01), (face, top, zf - 0.01)], scale(wood, 0.6), 0.45)
    foot = [(x, 0.0, zf - 0.01), (x + s * run * 1.2, 0.0, zf - 0.01), (end, high - 0.42, zf - 0.01),
        (end, high - 0.2, zf - 0.01)]  # fmt: skip
    kit.poly(foot, wood, 0.45)
    for k in (0.45, 0.68):
        # Panels under the flight.
        u0, u1 = x + s * run * n * k, x + s * run * n * (k + 0.19)
        v0, v1 = high * k - 0.62, high * (k + 0.19) - 0.62
        if v0 > 0.3:
            kit.poly([(u0, 0.16, zf - 0.012), (u1, 0.16, zf - 0.012), (u1, v1, zf - 0.012),
                (u0, v0, zf - 0.012)], scale(side, 0.86), 0.4)  # fmt: skip
    for i in range(n):
        u = x + s * run * (i + 0.5)
        v = rise * (i + 1)
        kit.rod((u, v, zf), (u, v + 0.85, zf), 0.022, mix(wood, WHITE, 0.35), 0.35)
    kit.rod((x, 1.02, zf), (end, high + 1.02, zf), 0.05, scale(wood, 0.72), 0.5)
    kit.box(x - 0.09, x + 0.09, 0, 1.22, zf - 0.1, zf + 0.08, scale(wood, 0.78), 0.5)
    kit.disc(x, 1.3, zf - 0.1, 0.1, scale(wood, 0.78), 0.45)
    if abs(wall_end - end) > 0.2:
        kit.rod((end, high + 1.02, zf), (wall_end, high + 1.02, zf), 0.05, scale(wood, 0.72), 0.5)
        u = end + s * 0.2
        while abs(u) < r.half:
            kit.rod((u, high, zf), (u, high + 1.0, zf), 0.022, mix(wood, WHITE, 0.35), 0.35)
            u += s * 0.24
    picture(r.back, x + s * run * n * 0.30, high * 0.30 + 1.5, 0.5, 0.62, r.wood)
    picture(r.back, x + s * run * n * 0.62, high * 0.62 + 1.35, 0.5, 0.62, r.wood)
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
