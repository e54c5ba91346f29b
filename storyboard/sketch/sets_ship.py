"""The deck of a ship."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

from .sets_coast import far_coast
from .sets_colour import scale
from .sets_props import DARK, barrel, crate, shine
from .sets_shape import ring
from .sets_shore import bollard, rope
from .sets_wall import LAMP, PAPER, Wall
from .sets_water import sea
from .sky import draw_sky, gulls
from .weather import fog_bank, snow_colour, wet_ground

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit


def ship(kit: Kit) -> None:
    """The deck of a ship: a sailing ship, or a ferry when the words are of steam."""
    rng = kit.rng
    steam = kit.says(
        "ferry",
        "steamer",
        "liner",
        "trawler",
        "tanker",
        "submarine",
        "cruise",
        "engine",
        "freighter",
        "cargo",
        "ferryman",
        "deckhand",
        "boat",
    )
    sails = kit.says("mast", "sail", "pirate", "schooner", "galleon", "frigate")
    steam = steam and not sails if (steam or sails) else rng.random() < 0.35
    dome = draw_sky(kit)
    heel = {"storm": 0.07, "wind": 0.04}.get(kit.staging.weather, 0.0)
    far_coast(kit)
    sea(kit, -3.4, 3.0)
    fog_bank(kit, 24, 0.4, 4)
    kit.turn((rng.random() - 0.5) * 0.3 + heel, 1.0)
    if kit.staging.time != "night" and kit.staging.weather != "storm":
        gulls(kit, dome, 4)
    half = 3.4 + (1.2 if kit.far else 0.0) + max(0.0, (kit.w / kit.h - 1.2) * 0.8)
    bow = 10.0 if not kit.far else 14.0
    kit.room_back, kit.room_sides = bow * 0.4, half - 0.5
    near = kit.camera.eye[2] - 3
    wood: RGB = (188, 150, 110) if not steam else (160, 152, 146)
    deck = snow_colour(kit, wood)
    outline = [
        (-half, near),
        (-half, bow * 0.45),
        (-half * 0.72, bow * 0.72),
        (-half * 0.3, bow * 0.94),
        (0.0, bow),
        (half * 0.3, bow * 0.94),
        (half * 0.72, bow * 0.72),
        (half, bow * 0.45),
        (half, near),
    ]
    kit.poly([(x, 0, z) for x, z in outline], deck, 0.4, depth=3.0)
    for i in range(-9, 10):
        x = i * half / 9.5
        stop = bow * (0.96 - 0.55 * (abs(x) / half) ** 1.6)
        kit.stroke([(x, 0.001, kit.eye[2] + 0.3), (x, 0.001, stop)], scale(deck, 0.74), 0.26)
    rail: RGB = (140, 96, 70) if not steam else (226, 224, 216)
    white: RGB = (222, 214, 198)
    # The bulwark or rail, from the bow back on both sides.
    parts = list(itertools.pairwise(outline))
    for a, b in sorted(parts, key=lambda p: -max(p[0][1], p[1][1])):
        if steam:
            n = 3
            for i in range(n + 1):
                t = i / n
                x, z = a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t
                if z > kit.eye[2]:
                    kit.rod((x, 0, z), (x, 1.05, z), 0.03, rail, 0.3)
            for y in (0.38, 0.72, 1.05):
                kit.stroke([(a[0], y, a[1]), (b[0], y, b[1])], rail, 0.8 if y < 1 else 1.5)
        else:
            kit.poly([(a[0], 0, a[1]), (b[0], 0, b[1]), (b[0], 0.75, b[1]), (a[0], 0.75, a[1])],
                     white if a[1] > 0 else scale(white, 0.9), 0.45)  # fmt: skip
            out = 1.03
            kit.poly([(a[0], 0.75, a[1]), (b[0], 0.75, b[1]), (b[0] * out, 0.86, b[1]),
                      (a[0] * out, 0.86, a[1])], rail, 0.45)  # fmt: skip
    if steam:
        _steam_deck(kit, half, bow)
    else:
        _sail_deck(kit, half, bow, wood)
    wet_ground(kit)


def _sail_deck(kit: Kit, half: float, bow: float, wood: RGB) -> None:
    rng = kit.own("sail_deck")
    spar = scale(wood, 0.8)
    mz = bow * 0.52
    mx = rng.choice((-1, 1)) * 0.9
    kit.rod((0, 0.7, bow), (0, 2.6, bow + 4.5), 0.13, spar, 0.4)
    canvas_c: RGB = (236, 226, 202)
    gust = 0.5 if kit.staging.weather in ("wind", "storm") else 0.25
    for y, w, h in ((3.1, 2.5, 2.6), (6.1, 2.0, 2.2)):
        top, low = y + h, y
        left = [(mx - w, low), (mx - w * 0.84 - gust * 0.3, (low + top) / 2), (mx - w * 0.82, top)]
        right = [(mx + w * 0.82, top), (mx + w * 0.84 + gust, (low + top) / 2), (mx + w, low)]
        belly = [(mx + w * 0.5, low + 0.34), (mx, low + 0.46), (mx - w * 0.5, low + 0.34)]
        kit.poly([(a, b, mz - 0.2) for a, b in [*left, *right, *belly]], canvas_c, 0.5)
        for k in (-0.4, 0.05, 0.5):
            kit.poly(
                [
                    (mx + w * k, low + 0.4, mz - 0.21),
                    (mx + w * (k + 0.06), low + 0.4, mz - 0.21),
                    (mx + w * (k + 0.03), top, mz - 0.21),
                ],
                scale(canvas_c, 0.9),
            )
        kit.rod((mx - w, top + 0.03, mz - 0.25), (mx + w, top + 0.03, mz - 0.25), 0.07, spar, 0.35)
    kit.drum(mx, mz, 0.2, 0, 9.5, spar, 0.5, r1=0.14)
    for s in (-1, 1):
        foot = s * half * 0.96
        for k in (-0.7, 0.0, 0.7):
            kit.stroke([(foot, 0.8, mz + k), (mx, 8.6, mz)], DARK, 0.45)
        for i in range(1, 9):
            t = i / 11
            a = [
                (foot + (mx - foot) * t, 0.8 + 7.8 * t, mz + k * (1 - t)) for k in (-0.7, 0.0, 0.7)
            ]
            kit.stroke(a, DARK, 0.3)
    hatch_z = mz * 0.62
    hx = -mx * 1.3
    kit.box(hx - 0.8, hx + 0.8, 0, 0.32, hatch_z, hatch_z + 1.2, scale(wood, 0.82), 0.5)
    for k in range(1, 4):
        kit.stroke(
            [(hx - 0.8 + k * 0.4, 0.325, hatch_z), (hx - 0.8 + k * 0.4, 0.325, hatch_z + 1.2)],
            DARK,
            0.35,
        )
    if not kit.close:
        barrel(kit, half * 0.78, 2.6)
        barrel(kit, half * 0.74, 3.4, 0.75)
        crate(kit, -half * 0.74, 2.8, 0.6)
        rope(kit, -half * 0.6, 1.7)
    x = mx * 0.98
    if kit.mood.lamp:
        kit.glow(x, 2.1, mz - 0.3, 1.5, LAMP, 0.65)
        shine(
            kit,
            [
                (x - 0.09, 1.95, mz - 0.3),
                (x + 0.09, 1.95, mz - 0.3),
                (x + 0.09, 2.2, mz - 0.3),
                (x - 0.09, 2.2, mz - 0.3),
            ],
            (255, 232, 170),
        )


def _steam_deck(kit: Kit, half: float, bow: float) -> None:
    rng = kit.own("steam_deck")
    s = rng.choice((-1, 1))
    x, z = s * half * 0.5, bow * 0.42
    white: RGB = (230, 226, 216)
    kit.box(x - 1.25, x + 1.25, 0, 2.7, z, z + 2.4, white, 0.55)
    kit.box(x - 1.4, x + 1.4, 2.7, 2.85, z - 0.2, z + 2.6, (150, 110, 84), 0.5)
    wall = Wall(kit, "back", z)
    wall.rect(x - 0.95, x - 0.2, 0.05, 2.05, (150, 106, 78), 0.45, n=0.01)
    wall.disc(x - 0.58, 1.5, 0.18, LAMP if kit.mood.lamp else (150, 186, 200), 0.5, n=0.02)
    for u in (0.5,):
        wall.disc(x + u, 1.55, 0.3, (190, 160, 96), 0.5, n=0.01)
        if kit.mood.lamp:
            shine(
                kit, [(x + u + 0.24 * a, 1.55 + 0.24 * b, z - 0.02) for a, b in ring(0, 0, 1)], LAMP
            )
        else:
            wall.disc(x + u, 1.55, 0.24, (150, 186, 200), 0.3, n=0.02)
    kit.drum(x, z + 1.4, 0.62, 2.85, 5.3, (188, 84, 66), 0.55, r1=0.55)
    kit.drum(x, z + 1.4, 0.58, 4.8, 5.3, DARK, 0.4, r1=0.56)
    _lifebuoy(kit, x + 0.55 * 1, 0.8, z - 0.06)
    vx = -s * half * 0.55
    kit.drum(vx, 4.2, 0.2, 0, 1.0, white, 0.5)
    kit.lathe(vx, 4.1, [(0.2, 0), (0.36, 0.22), (0.4, 0.5), (0.2, 0.62)], white, 0.5, y=0.95)
    kit.disc(vx + 0.05, 1.28, 3.95, 0.25, (172, 74, 60), 0.4)
    kit.drum(0, bow * 0.8, 0.1, 0, 5.5, white, 0.45, r1=0.06)
    kit.stroke([(0, 5.4, bow * 0.8), (x, 5.2, z + 1.4)], DARK, 0.4)
    if not kit.close:
        bollard(kit, -s * half * 0.8, 2.6)
        rope(kit, -s * half * 0.55, 2.1)
        crate(kit, s * half * 0.8, 1.9, 0.55)
    if kit.mood.lamp:
        kit.glow(0, 5.4, bow * 0.8, 1.2, (255, 240, 200), 0.6)


def _lifebuoy(kit: Kit, x: float, y: float, z: float) -> None:
    kit.disc(x, y, z, 0.3, (214, 88, 66), 0.45)
    for i in range(4):
        a = math.pi / 4 + i * math.pi / 2
        kit.disc(x + 0.22 * math.cos(a), y + 0.22 * math.sin(a), z - 0.005, 0.085, PAPER)
    kit.disc(x, y, z - 0.01, 0.155, (230, 226, 216), 0.4)
