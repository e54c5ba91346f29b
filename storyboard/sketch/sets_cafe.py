"""Cafés and bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .sets_colour import mix, scale
from .sets_props import DARK, STEEL, cup, pedestal, pendant, potted
from .sets_seats import chair, stool
from .sets_shell import Room, room
from .sets_shelves import shelf
from .sets_wall import PAPER, Wall, picture, window

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit


def cafe(kit: Kit) -> None:
    """A café: windows, booths or a counter; a bar where the words say so."""
    rng = kit.rng
    bar = kit.says("bar", "pub", "tavern", "saloon", "whisky", "beer", "bartender", "inn")
    diner = kit.says("diner", "booth", "milkshake", "burger")
    plan, tiled = rng.randrange(3), rng.random() < 0.5
    r = room(
        kit,
        half=3.0,
        depth=3.2,
        top=2.9,
        floor="tiles" if diner or tiled else "planks",
        palette=5 if diner else -1,
    )
    back, d = r.back, r.depth
    s = 1 if rng.random() < 0.5 else -1
    dark = mix(r.wood, DARK, 0.3)
    plan = 0 if bar else 2 if diner else plan
    if plan == 2:
        _booths(kit, r, dark)
    elif plan == 0:
        # Shelves of bottles or cups behind a long counter.
        a, b = (-r.half * 0.85, r.half * 0.5) if s < 0 else (-r.half * 0.5, r.half * 0.85)
        if bar:
            back.rect(a, b, 1.05, 2.3, mix(r.accent, DARK, 0.35), 0.4, n=0.01)
        for v in (1.3, 1.72, 2.14):
            shelf(back, a + 0.1, b - 0.1, v, dark, "bottles" if bar else "jars")
        kit.box(a, b, 0, 1.02, d - 1.3, d - 0.85, r.wood, 0.5)
        n = max(3, round((b - a) / 0.7))
        for i in range(n):
            p, q = a + (b - a) * (i + 0.1) / n, a + (b - a) * (i + 0.9) / n
            kit.front(p, q, 0.14, 0.86, d - 1.302, scale(r.wood, 0.86), 0.3)
        kit.box(a - 0.06, b + 0.06, 1.02, 1.09, d - 1.38, d - 0.8, dark, 0.5)
        if bar:
            for k in (-0.1, 0.0, 0.1):
                kit.rod((a + 0.9 + k, 1.09, d - 1.1), (a + 0.9 + k, 1.42, d - 1.1), 0.018, r.second)
        else:
            _coffee_machine(kit, a + 0.7 if s > 0 else b - 0.7, 1.09, d - 1.05)
            _cake_dome(kit, (a + b) / 2, 1.09, d - 1.1, r.second)
        if not kit.close:
            for i in range(4):
                stool(kit, a + (b - a) * (i + 0.5) / 4, d - 1.75, r.second)
        u0, u1 = (b + 0.5, r.half - 0.25) if s < 0 else (-r.half + 0.25, a - 0.5)
        if u1 - u0 > 0.7:
            window(back, u0, u1, 0.9, 2.3, dark, "town", 2, 2)
    else:
        x = -r.half + 0.6
        while x + 1.7 < r.half:
            window(back, x, x + 1.6, 0.7, 2.35, dark, "town", 2, 1)
            x += 2.1
        if not kit.close:
            for x in (-1.9, 1.9):
                _cafe_group(kit, r, x, d - 0.8)
    wall = r.side(s)
    u = max(0.4, d - 1.5)
    if rng.random() < 0.5:
        _menu_board(wall, u - 0.5, u + 0.5)
    else:
        picture(wall, u, 1.75, 0.8, 0.6, dark)
    picture(r.side(-s), max(0.7, d - 1.0), 1.75, 0.55, 0.7, dark)
    n = 3 if not kit.far else 4
    for i in range(n):
        x = (i - (n - 1) / 2) * (1.7 if not kit.far else 2.2) + 0.2
        pendant(kit, x, min(2.1, r.top - 0.5), d - 1.4, 0.2, r.accent if i % 2 else r.second, r.top)
    if kit.staging.shot in ("full", "wide", "extreme-wide", "medium-long"):
        _cafe_group(kit, r, -s * min(r.half - 0.8, 1.7), 1.5)
        if kit.far:
            _cafe_group(kit, r, s * min(r.half - 0.8, 2.4), 0.9)
    potted(kit, s * (r.half - 0.4), d - 0.5, 1.3)


def _booths(kit: Kit, r: Room, dark: RGB) -> None:
    """Padded booths along a brick wall under a row of mirrors."""
    back, d = r.back, r.depth
    brick = mix((172, 106, 84), r.wall_c, 0.2)
    back.rect(-r.half, r.half, 1.05, r.top, brick, n=0.004)
    rows = 0 if kit.close else 9
    for i in range(rows):
        v = 1.05 + (r.top - 1.05) * i / 9
        back.line(-r.half, v, r.half, v, mix(brick, PAPER, 0.35), 0.3, n=0.006)
        u = -r.half + (0.28 if i % 2 else 0.0)
        while u < r.half:
            back.line(u, v, u, v + (r.top - 1.05) / 9, mix(brick, PAPER, 0.35), 0.25, n=0.006)
            u += 0.56
    wide = 1.9
    n = int(r.half * 2 / wide) + 1
    x0 = -n * wide / 2
    for i in range(n):
        a, b = max(-r.half, x0 + i * wide), min(r.half, x0 + (i + 1) * wide)
        if b - a < 0.9:
            continue
        mid = (a + b) / 2
        if i % 2:
            window(back, mid - 0.5, mid + 0.5, 1.35, 2.3, dark, "town", 2)
        else:
            back.disc(mid, 1.85, 0.42, dark, 0.45, n=0.03)
            back.disc(mid, 1.85, 0.36, (196, 214, 216), 0.3, n=0.034)
        kit.box(a + 0.04, b - 0.04, 0, 0.46, d - 0.55, d - 0.05, scale(r.second, 0.85), 0.45)
        kit.box(a + 0.04, b - 0.04, 0.46, 1.12, d - 0.2, d - 0.05, r.second, 0.5)
        k = a + 0.3
        while k < b - 0.1:
            kit.front(k, k + 0.02, 0.5, 1.08, d - 0.202, scale(r.second, 0.7))
            k += 0.3
        if not kit.close:
            pedestal(kit, mid, d - 0.95, 0.42, mix(dark, PAPER, 0.5))
            cup(kit, mid + 0.12, 0.74, d - 1.0)
        kit.box(a - 0.05, a + 0.05, 0, 1.35, d - 0.75, d - 0.02, dark, 0.45)


def _coffee_machine(kit: Kit, x: float, y: float, z: float) -> None:
    kit.box(x - 0.35, x + 0.35, y, y + 0.12, z - 0.2, z + 0.2, STEEL, 0.4)
    kit.box(x - 0.32, x + 0.32, y + 0.12, y + 0.42, z, z + 0.2, (168, 86, 72), 0.45)
    kit.box(x - 0.35, x + 0.35, y + 0.38, y + 0.5, z - 0.2, z + 0.2, STEEL, 0.4)
    for k in (-0.18, 0.18):
        kit.rod((x + k, y + 0.3, z - 0.15), (x + k, y + 0.38, z - 0.15), 0.04, DARK)
    for k in (-0.2, -0.07, 0.06, 0.19):
        kit.lathe(x + k, z, [(0.03, 0), (0.045, 0.07)], PAPER, 0.3, y=y + 0.5)


def _cake_dome(kit: Kit, x: float, y: float, z: float, c: RGB) -> None:
    kit.drum(x, z, 0.18, y, y + 0.03, PAPER, 0.35)
    kit.drum(x, z, 0.13, y + 0.03, y + 0.12, c, 0.35)
    kit.lathe(
        x, z, [(0.17, 0), (0.17, 0.12), (0.12, 0.2), (0.02, 0.23)], (214, 226, 226), 0.0, y=y + 0.03
    )
    kit.drum(x, z, 0.13, y + 0.03, y + 0.11, c, 0.35)


def _menu_board(wall: Wall, u0: float, u1: float) -> None:
    wall.block(u0, u1, 1.3, 2.2, 0.03, (140, 104, 76), 0.4)
    wall.rect(u0 + 0.05, u1 - 0.05, 1.35, 2.15, (66, 74, 76), 0.3, n=0.032)
    for i in range(5):
        v = 2.02 - i * 0.13
        end = u0 + (u1 - u0) * (0.5 + 0.3 * wall.kit.own("menu_board").random())
        wall.line(u0 + 0.14, v, end, v, (222, 220, 208), 0.5, n=0.034)


def _cafe_group(kit: Kit, r: Room, x: float, z: float) -> None:
    chair(kit, x - 0.52, z + 0.12, r.wood, 1.1)
    chair(kit, x + 0.52, z + 0.12, r.wood, -1.1)
    pedestal(kit, x, z, 0.36, mix(r.wood, PAPER, 0.35))
    cup(kit, x - 0.1, 0.74, z - 0.08)
    kit.lathe(x + 0.1, z, [(0.03, 0), (0.045, 0.08), (0.02, 0.14)], r.accent, 0.3, y=0.74)
