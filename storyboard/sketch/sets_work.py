"""Rooms to work and learn in: office, classroom, workshop, shop."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, WHITE, mix, pick, scale
from .sets_props import DARK, STEEL, cup, pendant, potted, shine, table
from .sets_seats import chair
from .sets_shell import Room, dress, room, rug, sunlight
from .sets_shelves import bookcase, shelf
from .sets_wall import LAMP, PAPER, blinds, clock, door, picture, window

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
    rng = r.kit.own("notes")
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
