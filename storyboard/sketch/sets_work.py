"""Rooms to work and learn in: office, classroom, laboratory, hospital, workshop, shop."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, WHITE, mix, pick, saturate, scale
from .sets_props import (
    DARK,
    STEEL,
    chair,
    crate,
    cup,
    floor_lamp,
    pendant,
    potted,
    shine,
    stool,
    table,
)  # fmt: skip
from .sets_rooms import Room, dress, room, rug, sunlight
from .sets_wall import LAMP, PAPER, blinds, bookcase, clock, door, picture, shelf, window

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit

LONG = ("medium-long", "full", "wide", "extreme-wide")
"""Shots with room for furniture beside the figures."""


def tubes(r: Room, rows: int = 3) -> None:
    """Rows of strip lights under the ceiling."""
    kit = r.kit
    if kit.eye[1] > r.top:
        return
    for i in range(rows):
        z = r.depth - 0.9 - i * 1.7
        for x in (-r.half * 0.45, r.half * 0.45):
            pts = [(x - 0.6, r.top - 0.01, z), (x + 0.6, r.top - 0.01, z),
                   (x + 0.6, r.top - 0.01, z + 0.3), (x - 0.6, r.top - 0.01, z + 0.3)]  # fmt: skip
            if kit.depth(x, z) > 0.4:
                shine(kit, pts, (252, 250, 236))


def office(kit: Kit) -> None:
    """Desk with screen and lamp, filing cabinets, shelves of folders, blinds."""
    rng = kit.rng
    old = kit.says("detective", "typewriter", "study", "lamp", "noir", "lawyer", "attorney")
    r = room(kit, half=2.8, depth=2.9, floor="planks" if old or rng.random() < 0.5 else "plain",
             palette=2 if old else -1)  # fmt: skip
    back, d = r.back, r.depth
    s = 1 if rng.random() < 0.5 else -1
    wx = s * (0.4 + 0.4 * rng.random())
    w = 0.95 if not kit.far else 1.4
    window(back, wx - w, wx + w, 0.95, 2.3, mix(STEEL, PAPER, 0.4) if not old else r.wood, "city",
           3 if kit.far else 2, 1)  # fmt: skip
    if old or rng.random() < 0.5:
        blinds(back, wx - w, wx + w, 0.95, 2.3, PAPER)
    sunlight(r, wx, 1.5)
    ox = -s * min(r.half - 0.75, 1.75)
    if rng.random() < 0.5:
        bookcase(back, ox - 0.55, ox + 0.55, 0, 2.2, mix(r.wood, r.wall_c, 0.2), 5)
    else:
        for k in (-0.27, 0.27):
            _cabinet(kit, ox + k, d - 0.3, mix(STEEL, r.accent, 0.35))
        potted(kit, ox, d - 0.3, 0.55, 1.35)
        _notes(r, ox)
    side = r.side(-s)
    a = max(kit.eye[2] + 1.3, d - 2.0)
    door(side, a, 0.95, 2.1, mix(r.wood, PAPER, 0.15), mix(r.wood, PAPER, 0.4), pane=old)
    clock(r.side(s), d - 0.9, 2.1)
    picture(r.side(s), d - 1.9, 1.65, 0.8, 0.55, DARK)
    if kit.staging.shot in LONG:
        dx = s * min(r.half - 1.0, 1.65)
        _desk(kit, dx, 1.75 if not kit.far else 1.2, r, old, -s)
        if kit.far:
            _desk(kit, -s * min(r.half - 1.0, 2.2), 2.5, r, old, s)
            rug(kit, 0, 0.9, 1.8, 1.4, mix(r.accent, r.floor_c, 0.5))
    else:
        _desk(kit, wx + s * 0.25, d - 0.75, r, old, -s)
    if not old:
        tubes(r)
    else:
        pendant(kit, 0.3 * s, r.top - 0.55, 1.2, 0.26, r.second, r.top)
    potted(kit, wx + s * (w + 0.4), d - 0.4, 1.25)
    dress(r, 3.0)


def _notes(r: Room, x: float) -> None:
    """A pin board with papers."""
    rng = r.kit.rng
    r.back.block(x - 0.6, x + 0.6, 1.5, 2.2, 0.03, (178, 140, 100), 0.4)
    for _ in range(7):
        u, v = x - 0.5 + 0.85 * rng.random(), 1.56 + 0.42 * rng.random()
        c = pick(rng, (PAPER, (238, 214, 130), mix(r.accent, WHITE, 0.4)))
        r.back.rect(u, u + 0.15, v, v + 0.19, c, 0.25, n=0.035)


def _cabinet(kit: Kit, x: float, z: float, c: RGB) -> None:
    kit.box(x - 0.25, x + 0.25, 0, 1.35, z - 0.3, z + 0.3, c, 0.5)
    for i in range(4):
        y = 0.05 + i * 0.325
        kit.front(x - 0.22, x + 0.22, y, y + 0.29, z - 0.302, mix(c, WHITE, 0.1), 0.35)
        kit.front(x - 0.07, x + 0.07, y + 0.17, y + 0.21, z - 0.31, STEEL, 0.25)


def _desk(kit: Kit, x: float, z: float, r: Room, old: bool, way: int) -> None:
    c = mix(r.wood, PAPER, 0.12)
    chair(kit, x, z + 0.6, DARK, 0.0, back=0.55)
    kit.shadow(x, z, 0.85, 0.5, 0.25)
    kit.box(x - 0.75, x + 0.75, 0.7, 0.75, z - 0.36, z + 0.36, c, 0.5)
    kit.box(x - 0.72, x - 0.3, 0.04, 0.7, z - 0.33, z + 0.33, scale(c, 0.9), 0.45)
    for i in range(3):
        kit.front(x - 0.68, x - 0.34, 0.1 + i * 0.2, 0.27 + i * 0.2, z - 0.332, c, 0.3)
    kit.box(x + 0.66, x + 0.72, 0, 0.7, z - 0.33, z + 0.33, scale(c, 0.8), 0.4)
    y = 0.75
    if old:
        kit.box(x - 0.2, x + 0.2, y, y + 0.11, z - 0.15, z + 0.15, (78, 84, 92), 0.4)
        kit.box(x - 0.16, x + 0.16, y + 0.11, y + 0.2, z, z + 0.15, (96, 100, 108), 0.4)
        kit.front(x - 0.12, x + 0.12, y + 0.2, y + 0.42, z + 0.1, PAPER, 0.3)
    else:
        # The back of a screen: it faces the worker.
        kit.box(x - 0.05, x + 0.05, y, y + 0.16, z, z + 0.04, STEEL, 0.3)
        kit.box(x - 0.3, x + 0.3, y + 0.14, y + 0.52, z - 0.02, z + 0.02, (92, 96, 108), 0.45)
    lx = x + way * 0.55
    kit.drum(lx, z, 0.08, y, y + 0.02, DARK, 0.3)
    kit.rod((lx, y, z), (lx - way * 0.06, y + 0.4, z), 0.012, DARK)
    if kit.mood.lamp:
        kit.glow(lx - way * 0.1, y + 0.4, z, 0.9, LAMP, 0.55)
    kit.lathe(lx - way * 0.1, z, [(0.12, 0), (0.05, 0.12)], (98, 138, 112), 0.4, y=y + 0.36)
    for i in range(4):
        kit.box(x - way * 0.5 - 0.13, x - way * 0.5 + 0.13, y + i * 0.03, y + i * 0.03 + 0.028,
                z - 0.15, z + 0.12, (PAPER, mix(r.accent, WHITE, 0.3))[i % 2], 0.25)  # fmt: skip
    cup(kit, x + way * 0.25, y, z - 0.2, r.second)


def classroom(kit: Kit) -> None:
    """Board, map, desks in rows, windows down one side."""
    rng = kit.rng
    r = room(kit, half=3.2, depth=3.6, top=2.9)
    back, d = r.back, r.depth
    s = 1 if rng.random() < 0.5 else -1
    w = min(r.half - 0.7, 1.9)
    green: RGB = (74, 108, 92) if rng.random() < 0.7 else (66, 74, 80)
    back.block(-w, w, 0.95, 2.2, 0.04, r.wood, 0.5)
    back.rect(-w + 0.06, w - 0.06, 1.01, 2.14, green, 0.3, n=0.045)
    chalk = mix(green, WHITE, 0.75)
    sums = rng.random() < 0.5
    for i in range(4):
        u = -w + 0.3 + i * w * 0.45
        v = 1.9 - 0.1 * rng.random()
        for j in range(3):
            back.line(
                u, v - j * 0.2, u + w * (0.2 + 0.14 * rng.random()), v - j * 0.2, chalk, 0.5, n=0.05
            )
    if sums:
        pts = [
            (w * 0.5 + 0.25 * math.cos(a), 1.35 + 0.25 * math.sin(a)) for a in (0.5, 2.6, 4.7, 0.5)
        ]
        kit.stroke([back.pt(u, v, 0.05) for u, v in pts], chalk, 0.6)
    back.block(-w, w, 0.9, 0.95, 0.1, r.wood, 0.35)
    clock(back, s * (w + 0.35), 2.2)
    dress(r, w + 1.2, "trees")
    mx = -s * (w + 0.62)
    if r.half - w > 0.9:
        back.rect(mx - 0.4, mx + 0.4, 1.1, 2.1, (190, 214, 220), 0.4, n=0.02)
        for _ in range(4):
            u, v = mx - 0.22 + 0.44 * rng.random(), 1.3 + 0.6 * rng.random()
            kit.poly([back.pt(a, b, 0.022) for a, b in kit.lobes(u, v, 0.13, 0.1, 5)],
                     pick(rng, BRIGHTS), 0.2)  # fmt: skip
    side = r.side(s)
    u = d - 1.6
    while u > kit.eye[2] + 0.5:
        window(side, u, u + 1.2, 0.9, 2.3, PAPER, "trees", 2, 2)
        u -= 1.8
    picture(r.side(-s), d - 1.2, 1.7, 0.7, 0.9, r.wood)
    shelf(r.side(-s), max(kit.eye[2] + 1.0, d - 3.2), d - 1.9, 1.2, r.wood, "books")
    if kit.staging.shot in LONG:
        rows = [d - 1.3, d - 2.5] + ([0.4] if kit.far else [])
        for z in rows:
            x = -r.half + 0.85
            while x < r.half - 0.4:
                if not (z < 1.6 and abs(x) < 0.85):
                    chair(kit, x, z + 0.42, r.wood, 0.0, h=0.42, back=0.36)
                    table(kit, x, z, 0.75, 0.5, mix(r.wood, PAPER, 0.4), 0.68)
                x += 1.5
    else:
        kit.box(s * 0.5 - 0.7, s * 0.5 + 0.7, 0, 0.8, d - 1.0, d - 0.5, r.wood, 0.5)
        for i in range(3):
            kit.box(
                s * 0.7 - 0.15,
                s * 0.7 + 0.15,
                0.8 + i * 0.05,
                0.845 + i * 0.05,
                d - 0.9,
                d - 0.7,
                BRIGHTS[i],
                0.3,
            )
        kit.disc(s * 0.15, 0.86, d - 0.75, 0.055, (196, 70, 58), 0.4)
    tubes(r)


def _glass(kit: Kit, x: float, z: float, y: float, kind: int, c: RGB) -> None:
    """Laboratory glass with a coloured liquid."""
    pale: RGB = (206, 226, 230)
    if kind == 0:
        kit.lathe(x, z, [(0.09, 0), (0.03, 0.15), (0.03, 0.22)], pale, 0.35, y=y)
        kit.lathe(x, z, [(0.085, 0.005), (0.055, 0.08)], c, 0.0, y=y)
    elif kind == 1:
        kit.lathe(x, z, [(0.05, 0), (0.05, 0.16)], pale, 0.35, y=y)
        kit.lathe(x, z, [(0.046, 0.005), (0.046, 0.09)], c, 0.0, y=y)
    else:
        kit.disc(x, y + 0.1, z, 0.09, pale, 0.35)
        kit.rod((x, y + 0.17, z), (x, y + 0.28, z), 0.02, pale, 0.3)
        pts = [(x + 0.08 * math.cos(a), y + 0.1 + 0.08 * math.sin(a), z - 0.002)
               for a in (math.pi * (1 + k / 8) for k in range(9))]  # fmt: skip
        kit.poly(pts, c)


def laboratory(kit: Kit) -> None:
    """Benches of glassware, shelves, a fume cupboard, screens."""
    rng = kit.rng
    r = room(kit, half=2.9, depth=3.0, floor="tiles", palette=(3, 1, 5)[rng.randrange(3)])
    back, d = r.back, r.depth
    s = 1 if rng.random() < 0.5 else -1
    liquids: tuple[RGB, ...] = ((108, 190, 150), (224, 140, 80), (120, 130, 210), (214, 90, 120))
    bench: RGB = (226, 230, 230)
    x0, x1 = -r.half, r.half
    back.block(x0, x1, 0, 0.88, 0.65, bench, 0.5)
    u = x0
    while u < x1 - 0.1:
        back.rect(
            u + 0.04, min(x1, u + 0.6) - 0.04, 0.1, 0.8, mix(r.accent, WHITE, 0.35), 0.35, n=0.655
        )
        u += 0.6
    back.block(x0, x1, 0.88, 0.93, 0.7, (94, 104, 112), 0.45)
    hx = s * min(r.half - 0.8, 1.6)
    back.block(hx - 0.7, hx + 0.7, 0.93, 2.3, 0.6, (206, 212, 214), 0.5)
    back.rect(hx - 0.58, hx + 0.58, 1.0, 1.9, (126, 152, 160), 0.4, n=0.605)
    back.rect(hx - 0.58, hx + 0.58, 1.55, 1.9, (176, 200, 204), 0.35, n=0.61)
    a, b = (x0 + 0.15, hx - 0.9) if s > 0 else (hx + 0.9, x1 - 0.15)
    for v in (1.45, 1.85):
        shelf(back, a, b, v, STEEL, "bottles" if v > 1.5 else "jars")
    n = 7 if kit.far else 5
    for i in range(n):
        u = a + (b - a) * (i + 0.5) / n
        _glass(kit, u, d - 0.4, 0.93, rng.randrange(3), liquids[rng.randrange(4)])
    # A tall piece of apparatus: flask, coil and clamp stand.
    sx = (a + b) / 2 + 0.3
    kit.rod((sx, 0.93, d - 0.5), (sx, 1.62, d - 0.5), 0.012, STEEL)
    kit.rod((sx, 1.4, d - 0.5), (sx - 0.22, 1.4, d - 0.5), 0.01, STEEL)
    _glass(kit, sx - 0.22, d - 0.5, 1.22, 2, liquids[1])
    side = r.side(-s)
    z = max(kit.eye[2] + 1.4, d - 2.0)
    window(side, z, z + 1.3, 1.0, 2.2, PAPER, "city", 2)
    screens = r.side(s)
    for k in (0.0, 0.75):
        p = max(kit.eye[2] + 1.3, d - 2.2) + k
        screens.block(p, p + 0.62, 1.25, 1.7, 0.06, (76, 82, 94), 0.4)
        shine(kit, [screens.pt(p + 0.04, 1.29, 0.065), screens.pt(p + 0.58, 1.29, 0.065),
                    screens.pt(p + 0.58, 1.66, 0.065), screens.pt(p + 0.04, 1.66, 0.065)],
              (86, 150, 160))  # fmt: skip
        wave = [screens.pt(p + 0.06 + i * 0.05, 1.47 + 0.1 * math.sin(i * 1.3 + k * 5), 0.07)
                for i in range(11)]  # fmt: skip
        kit.stroke(wave, (220, 250, 230), 0.5)
    if kit.staging.shot in LONG:
        tx = -s * min(r.half - 0.9, 1.6)
        tz = 1.3
        kit.box(tx - 0.7, tx + 0.7, 0, 0.86, tz - 0.35, tz + 0.35, bench, 0.5)
        kit.box(tx - 0.74, tx + 0.74, 0.86, 0.91, tz - 0.4, tz + 0.4, (94, 104, 112), 0.45)
        for i in range(4):
            _glass(kit, tx - 0.5 + i * 0.32, tz, 0.91, rng.randrange(3), liquids[i])
        stool(kit, tx + s * 1.1, tz + 0.3, r.accent)
    tubes(r)


def hospital(kit: Kit) -> None:
    """A ward: bed, drip, monitor, curtain on its rail."""
    rng = kit.rng
    r = room(kit, half=2.7, depth=2.9, floor="tiles" if rng.random() < 0.4 else "plain", palette=1)
    back, d = r.back, r.depth
    s = 1 if rng.random() < 0.5 else -1
    for wall, a, b in ((back, -r.half, r.half), (r.left, r.near, d), (r.right, r.near, d)):
        wall.rect(a, b, 0, 1.05, scale((158, 196, 190), wall.value), n=0.004)
        wall.block(a, b, 1.05, 1.15, 0.04, (226, 222, 208), 0.3)
    wx = -s * 0.7
    window(back, wx - 0.7, wx + 0.7, 1.1, 2.25, PAPER, "trees" if rng.random() < 0.5 else "city", 2)
    blinds(back, wx - 0.7, wx + 0.7, 1.1, 2.25, PAPER)
    bx = s * min(r.half - 0.8, 1.4)
    _ward_bed(kit, bx, d - 0.15)
    if kit.far:
        _ward_bed(kit, -s * min(r.half - 0.8, 2.6), d - 0.15)
        x = 4.4
        while x < r.half - 0.5:
            for k in (-1, 1):
                _ward_bed(kit, k * x, d - 0.15)
                window(
                    back, k * (x + 0.85) - 0.4, k * (x + 0.85) + 0.4, 1.15, 2.2, PAPER, "trees", 2
                )
            x += 1.9
    px = bx - s * 0.78
    kit.rod((px, 0, d - 0.6), (px, 1.95, d - 0.6), 0.014, STEEL)
    kit.rod((px - 0.12, 1.93, d - 0.6), (px + 0.12, 1.93, d - 0.6), 0.01, STEEL)
    kit.poly([(px - 0.17, 1.6, d - 0.61), (px - 0.03, 1.6, d - 0.61), (px - 0.03, 1.88, d - 0.61),
              (px - 0.17, 1.88, d - 0.61)], (214, 232, 228), 0.35)  # fmt: skip
    kit.stroke(
        [(px - 0.1, 1.6, d - 0.6), (px - 0.05, 1.1, d - 0.7), (bx, 0.75, d - 1.0)],
        (206, 220, 220),
        0.5,
    )
    back.block(bx - 0.55, bx - 0.05, 1.3, 1.65, 0.15, (206, 210, 210), 0.4)
    shine(
        kit,
        [
            back.pt(bx - 0.51, 1.34, 0.155),
            back.pt(bx - 0.09, 1.34, 0.155),
            back.pt(bx - 0.09, 1.61, 0.155),
            back.pt(bx - 0.51, 1.61, 0.155),
        ],
        (48, 74, 84),
    )
    beat = [(0, 0), (0.1, 0), (0.14, 0.08), (0.18, -0.06), (0.22, 0.03), (0.26, 0), (0.38, 0)]
    kit.stroke([back.pt(bx - 0.49 + a, 1.46 + b, 0.16) for a, b in beat], (130, 232, 170), 0.6)
    z = d - 1.5
    cx = s * (r.half - 0.15)
    kit.rod((s * 0.35, 2.25, z), (s * r.half, 2.25, z), 0.015, STEEL)
    c: RGB = (150, 190, 196)
    for i in range(4):
        a = cx - s * i * 0.13
        kit.poly(
            [(a - 0.07, 0.35, z), (a + 0.07, 0.35, z), (a + 0.06, 2.23, z), (a - 0.06, 2.23, z)],
            c if i % 2 else mix(c, WHITE, 0.2),
            0.3,
        )
    door(r.side(-s), max(kit.eye[2] + 1.5, d - 2.0), 1.0, 2.1, (214, 210, 196), STEEL, pane=True)
    kit.box(bx + s * 0.0 - 0.2, bx + 0.2, 0, 0.0, d, d, STEEL, 0.0)
    if kit.staging.shot in LONG:
        chair(kit, -s * min(r.half - 0.6, 1.5), 1.7, (108, 148, 160), -s * -0.6)
    tubes(r)


def _ward_bed(kit: Kit, x: float, z1: float) -> None:
    w, z0 = 0.46, z1 - 2.0
    kit.shadow(x, (z0 + z1) / 2, 0.6, 1.1, 0.22)
    for a in (-1, 1):
        for z in (z0, z1):
            kit.rod((x + a * w, 0, z), (x + a * w, 0.6, z), 0.025, STEEL, 0.3)
    kit.box(x - w, x + w, 0.55, 1.15, z1 - 0.04, z1, mix(STEEL, WHITE, 0.3), 0.45)
    kit.box(x - w, x + w, 0.5, 0.68, z0, z1 - 0.05, (244, 244, 240), 0.45)
    kit.poly([(x - 0.32, 0.69, z1 - 0.5), (x + 0.32, 0.69, z1 - 0.5), (x + 0.34, 0.88, z1 - 0.12),
              (x - 0.34, 0.88, z1 - 0.12)], WHITE, 0.4)  # fmt: skip
    c: RGB = (158, 196, 208)
    kit.box(x - w * 1.04, x + w * 1.04, 0.42, 0.72, z0 - 0.02, z1 - 0.75, c, 0.45)
    kit.floor(x - w * 1.04, x + w * 1.04, z1 - 0.98, z1 - 0.75, WHITE, 0.722, 0.3)
    kit.box(x - w, x + w, 0.4, 0.85, z0 - 0.06, z0 - 0.03, mix(STEEL, WHITE, 0.4), 0.45)


def workshop(kit: Kit) -> None:
    """A bench with tools on the wall, shelves, crates; garages and sheds too."""
    rng = kit.rng
    r = room(kit, half=2.7, depth=2.8, palette=2)
    back, d = r.back, r.depth
    s = 1 if rng.random() < 0.5 else -1
    back.rect(-r.half, r.half, 0, r.top, (168, 146, 124), n=0.002)
    u = -r.half
    while u < r.half:
        back.line(u, 0, u, r.top, (128, 106, 90), 0.3, n=0.003)
        u += 0.32
    window(back, -s * 1.2 - 0.4, -s * 1.2 + 0.4, 1.2, 2.1, r.wood, "trees", 2, 2)
    a, b = (-0.3, r.half - 0.3) if s > 0 else (-r.half + 0.3, 0.3)
    back.block(a, b, 0.82, 0.92, 0.7, (176, 138, 98), 0.5)
    for u in (a + 0.1, b - 0.2):
        back.block(u, u + 0.1, 0, 0.82, 0.65, (140, 106, 76), 0.4)
    back.block(a, b, 1.3, 2.1, 0.03, (150, 116, 84), 0.4)
    n = 8
    for i in range(n):
        u = a + 0.15 + (b - a - 0.3) * i / (n - 1)
        h = 0.25 + 0.25 * rng.random()
        back.rect(u - 0.018, u + 0.018, 1.95 - h, 1.95, r.wood, 0.25, n=0.035)
        back.rect(u - 0.05, u + 0.05, 1.9 - h, 1.98 - h, STEEL, 0.3, n=0.04)
    for u in (a + 0.5, a + 1.0):
        kit.box(u, u + 0.3, 0.92, 1.1, d - 0.5, d - 0.25, pick(rng, BRIGHTS), 0.4)
    shelf(r.side(-s), max(kit.eye[2] + 1.0, d - 2.2), d - 0.4, 1.5, r.wood)
    shelf(r.side(-s), max(kit.eye[2] + 1.0, d - 2.2), d - 0.4, 1.0, r.wood)
    crate(kit, -s * min(r.half - 0.5, 1.7), d - 0.5, 0.6)
    crate(kit, -s * min(r.half - 0.5, 1.7), d - 0.5, 0.42, y=0.48)
    pendant(kit, s * 0.4, r.top - 0.6, 1.4, 0.24, STEEL, r.top)


def shop(kit: Kit) -> None:
    """Shelves to the ceiling and a counter with a till."""
    rng = kit.rng
    r = room(kit, half=2.8, depth=3.0)
    back, d = r.back, r.depth
    s = 1 if rng.random() < 0.5 else -1
    u = -r.half + 0.1
    i = 0
    while u < r.half - 0.5:
        w = min(1.2, r.half - u - 0.1)
        if rng.random() < 0.5 or kit.says("bookshop", "bookstore"):
            bookcase(back, u, u + w, 0, 2.3, r.wood, 5)
        else:
            back.rect(u, u + w, 0, 2.3, scale(r.wood, 0.7), 0.4, n=0.01)
            for v in (0.4, 0.9, 1.4, 1.9):
                shelf(back, u, u + w, v, r.wood, "bottles" if rng.random() < 0.4 else "jars")
        u += w + 0.05
        i += 1
    z = max(kit.eye[2] + 1.2, d - 2.4)
    for v in (0.5, 1.0, 1.5, 2.0):
        shelf(r.side(s), z, d - 0.1, v, r.wood)
    window(r.side(-s), z, z + 1.6, 0.7, 2.2, r.wood, "town", 2)
    cx = s * min(r.half - 1.0, 1.6)
    kit.box(cx - 0.8, cx + 0.8, 0, 0.98, d - 1.3, d - 0.8, r.accent, 0.5)
    kit.box(cx - 0.86, cx + 0.86, 0.98, 1.04, d - 1.36, d - 0.74, r.wood, 0.5)
    kit.box(cx - 0.22, cx + 0.22, 1.04, 1.2, d - 1.2, d - 0.9, r.second, 0.45)
    kit.box(cx - 0.18, cx + 0.18, 1.2, 1.42, d - 1.02, d - 0.9, saturate(r.second, 0.8), 0.45)
    kit.lathe(
        cx + 0.55, d - 1.05, [(0.09, 0), (0.1, 0.2), (0.06, 0.24)], (206, 222, 220), 0.35, y=1.04
    )
    for i in (-1, 1):
        pendant(kit, i * 0.9, r.top - 0.55, d - 1.2, 0.2, r.second, r.top)
    if rng.random() < 0.4:
        floor_lamp(kit, -cx, d - 0.6, PAPER)
