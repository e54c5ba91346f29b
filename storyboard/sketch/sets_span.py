"""Over and along inland water: a bridge across a river, and a canal with its towpath and lock."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from .sets_colour import STONES, WHITE, mix, pick, scale
from .sets_facade import skyline
from .sets_green import bush, grass, tree
from .sets_props import DARK, lantern_post, street_lamp
from .sets_wall import PAPER
from .sets_water import rowing_boat, sea
from .sky import draw_sky
from .weather import fog_bank, snow_colour, wet_ground

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit

_IRON: RGB = (84, 104, 112)
_BEAM: RGB = (58, 52, 54)


def bridge(kit: Kit) -> None:
    """On a bridge, down its length; or, with nobody there, the bridge from the bank."""
    if kit.staging.figures and not kit.says("beneath", "below"):
        _deck(kit)
    else:
        _from_the_bank(kit)


def _deck(kit: Kit) -> None:
    """The roadway between two portals, railings on both sides, water far below."""
    rng = kit.own("bridge")
    kit.turn((rng.random() - 0.5) * 0.16, 0.0)
    draw_sky(kit, 0.7)
    skyline(kit, 150, mix((150, 150, 170), kit.light.sky[3], 0.4), 8, 22, y=-6.0)
    sea(kit, -7.0, z1=150.0)
    fog_bank(kit, 60, 0.3, 6)
    mid = rng.choice((-1.0, 1.0)) * (0.5 + 0.5 * rng.random())
    half = 3.2 + (0.9 if kit.far else 0.0)
    near, end = kit.camera.eye[2] + 0.3, 96.0
    road = snow_colour(kit, mix((146, 142, 146), kit.light.sky[3], 0.1), 0.7)
    kit.floor(mid - half, mid + half, near, end, road)
    for s in (-1, 1):
        a, b = sorted((mid + s * half, mid + s * (half - 0.9)))
        kit.floor(a, b, near, end, mix(road, PAPER, 0.35), 0.003, 0.3)
    for i in range(14):
        z = near + 0.6 + 3.4 * i
        kit.floor(mid - 0.07, mid + 0.07, z, z + 1.5, (224, 220, 208), 0.004)
    for z in (58.0, 15.0):
        _portal(kit, mid, half, z)
    for s in (-1, 1):
        _railing(kit, mid + s * half, near, end)
        _cable(kit, mid + s * (half + 0.12))
    for z in (26.0, 7.5):
        street_lamp(kit, mid - half + 0.2, z, 1.1)
    wet_ground(kit)
    fog_bank(kit, 9, 0.2)


def _portal(kit: Kit, mid: float, half: float, z: float) -> None:
    high = 13.0
    for s in (-1, 1):
        x = mid + s * (half + 0.35)
        kit.box(x - 0.32, x + 0.32, -7.0, high, z, z + 0.7, _IRON, 0.5)
    for y in (5.2, high - 0.9):
        kit.box(mid - half - 0.3, mid + half + 0.3, y, y + 0.6, z + 0.1, z + 0.5,
                scale(_IRON, 0.94), 0.45)  # fmt: skip
    for a, b in ((-1, 1), (1, -1)):
        kit.rod((mid + a * half, 5.8, z + 0.3), (mid + b * half, high - 0.9, z + 0.3), 0.1,
                scale(_IRON, 0.9), 0.3)  # fmt: skip


def _cable(kit: Kit, x: float) -> None:
    """The cable that sags between the portals and comes down towards the viewer, its hangers."""

    def height(z: float) -> float:
        if z < 15.0:
            return 1.6 + 11.2 * max(0.0, (z + 6.0) / 21.0) ** 2
        return 2.4 + 10.4 * ((z - 36.5) / 21.5) ** 2

    first = max(kit.camera.eye[2] + 0.6, -6.0)
    spots = [first + (58.0 - first) * i / 30 for i in range(31)]
    line = [(x, height(z), z) for z in spots]
    for a, b in pairwise(line):
        kit.rod(a, b, 0.07, scale(_IRON, 0.8))
    for z in spots[1::2]:
        kit.stroke([(x, 1.1, z), (x, height(z), z)], scale(_IRON, 0.7), 0.3)


def _railing(kit: Kit, x: float, near: float, end: float) -> None:
    z = end
    while z > near + 0.4:
        kit.rod((x, 0, z), (x, 1.1, z), 0.035, _IRON, 0.25)
        z -= 1.5 if z < 24 else 4.0
    for y, r in ((0.12, 0.025), (0.6, 0.02), (1.1, 0.05)):
        kit.rod((x, y, near + 0.3), (x, y, end), r, _IRON, 0.3)


def _from_the_bank(kit: Kit) -> None:
    """Arches of stone across the river, seen from its bank."""
    rng = kit.own("bridge")
    kit.turn((rng.random() - 0.5) * 0.3, 0.0)
    draw_sky(kit, 0.8)
    skyline(kit, 130, mix((150, 150, 170), kit.light.sky[3], 0.4), 7, 18)
    sea(kit, -1.6, z1=120.0)
    fog_bank(kit, 50, 0.3, 6)
    z = 34.0 if kit.far else 24.0
    stone = snow_colour(kit, mix(pick(rng, STONES), (150, 142, 140), 0.6), 0.4)
    span, foot, rise, deck = 11.0, -1.6, 4.4, 4.4
    first = kit.across(-1.3, z)
    count = int((kit.across(1.3, z) - first) / span) + 2
    for i in range(count):
        a = first + i * span
        arch = [(a + span / 2 - 4.6 * math.cos(math.pi * k / 16),
                 foot + rise * math.sin(math.pi * k / 16)) for k in range(17)]  # fmt: skip
        for dz, tone, line in ((4.5, scale(stone, 0.55), 0.0), (0.0, stone, 0.5)):
            kit.poly([(a, foot, z + dz), *((u, v, z + dz) for u, v in arch),
                      (a + span, foot, z + dz), (a + span, deck, z + dz), (a, deck, z + dz)],
                     tone, line)  # fmt: skip
        kit.stroke([(u, v + 0.35, z - 0.02) for u, v in arch[1:-1]], scale(stone, 0.72), 0.35)
        kit.box(a - 0.7, a + 0.7, foot, 2.6, z - 1.1, z, scale(stone, 0.94), 0.5)
    left, right = first - span, first + count * span
    kit.box(left, right, deck, deck + 0.35, z - 0.25, z + 4.6, mix(stone, WHITE, 0.16), 0.5)
    kit.front(left, right, deck + 0.35, deck + 1.15, z - 0.1, scale(stone, 0.96), 0.45)
    for i in range(count):
        lantern_post(kit, first + i * span, z + 0.6, deck + 4.2)
    # The bank on which we stand.
    near = kit.camera.eye[2] + 0.3
    soil = snow_colour(kit, (118, 132, 96))
    edge = [(60, 0, near + 2.6), (8, 0, near + 4.2), (-7, 0, near + 3.4), (-60, 0, near + 5.0)]
    kit.poly([(-60, 0, near), (60, 0, near), *edge], soil, 0.5)
    for i in range(14):
        z = near + 3.0 + 0.3 * (i % 3)
        grass(kit, kit.across(-1 + i / 6.5, z), z, 0.34, scale(soil, 0.8))
    wet_ground(kit)


def canal(kit: Kit) -> None:
    """A towpath beside straight water, trees and sheds beyond; a lock where the words say so."""
    rng = kit.own("canal")
    side = rng.choice((-1, 1))
    kit.turn(-side * (0.06 + 0.08 * rng.random()), 0.0)
    draw_sky(kit, 0.75)
    skyline(kit, 110, mix((140, 142, 158), kit.light.sky[3], 0.4), 6, 15)
    near, end, low = kit.camera.eye[2] + 0.3, 90.0, -0.7
    soil = snow_colour(kit, (116, 134, 92))
    kit.floor(-90, 90, near, 110, soil)
    edge, far = side * 0.8, side * 4.9
    w0, w1 = sorted((edge, far))
    water = (58, 92, 96) if not kit.night else (22, 34, 60)
    surface = scale(mix(water, kit.light.sky[3], 0.24), 0.86)
    kit.floor(w0, w1, near, end, surface, low)
    for i in range(26):
        z = 3.0 + 60 * rng.random() ** 2
        u = w0 + (w1 - w0) * rng.random()
        kit.floor(u, min(u + 0.5 + 0.9 * rng.random(), w1), z, z + 0.05 + 0.012 * z,
                  (mix(surface, WHITE, 0.2), scale(surface, 0.84))[i % 2], low + 0.002)  # fmt: skip
    stone = snow_colour(kit, mix(pick(rng, STONES), (150, 146, 142), 0.6), 0.5)
    kit.poly([(far, low, near), (far, low, end), (far, 0.0, end), (far, 0.0, near)],
             scale(stone, 0.7), 0.4)  # fmt: skip
    _far_side(kit, far, side)
    fog_bank(kit, 30, 0.3, 6)
    path = snow_colour(kit, (196, 178, 148))
    a, b = sorted((edge - side * 0.35, edge - side * 3.1))
    kit.floor(a, b, near, end, path)
    a, b = sorted((edge, edge - side * 0.35))
    kit.floor(a, b, near, end, mix(stone, WHITE, 0.3), 0.01, 0.4)
    kit.stroke([(edge, 0.012, near + 0.4), (edge, 0.012, end)], scale(stone, 0.45), 0.9)
    z = 3.0
    while z < 30:
        kit.stroke([(a, 0.012, z), (b, 0.012, z)], scale(stone, 0.7), 0.25)
        z += 1.1
    z = 22.0
    while z > 2.0:
        hedge = edge - side * (4.0 + 0.6 * rng.random())
        if kit.depth(hedge, z) > 1.0:
            bush(kit, hedge, z, 0.9 + 0.3 * rng.random(), 0)
        z -= 2.2
    if kit.says("lock", "gate"):
        _lock(kit, edge, far, side, low)
    if kit.says("boat", "barge", "narrowboat", "rowboat"):
        if kit.says("barge", "narrowboat"):
            _narrowboat(kit, edge + side * 2.2, 4.6, low)
        else:
            rowing_boat(kit, edge + side * 2.1, 5.6, low - 0.08)
    for z in (12.0, 5.2):
        kit.drum(edge - side * 0.5, z, 0.13, 0, 0.5, DARK, 0.45, r1=0.1)
    wet_ground(kit)
    fog_bank(kit, 7, 0.2)


def _far_side(kit: Kit, far: float, side: int) -> None:
    """Sheds of brick and trees on the other bank."""
    rng = kit.own("bank")
    z = 46.0
    while z > 7.0:
        x = far + side * (2.4 + 1.5 * rng.random())
        if rng.random() < 0.4:
            tall = 4.0 + 2.4 * rng.random()
            brick: RGB = (158, 98, 82)
            a, b = sorted((x, x + side * 6.0))
            kit.box(a, b, 0, tall, z, z + 5.5, brick, 0.5)
            for k in (0.7, 2.5, 4.3):
                lit: RGB = (
                    (250, 214, 140) if kit.mood.lamp and rng.random() < 0.5 else (84, 96, 112)
                )
                kit.poly([(x - side * 0.01, 1.5, z + k), (x - side * 0.01, 1.5, z + k + 0.8),
                          (x - side * 0.01, 2.7, z + k + 0.8), (x - side * 0.01, 2.7, z + k)],
                         lit, 0.3)  # fmt: skip
        else:
            tree(kit, x, z, 4.4 + 1.8 * rng.random())
        z -= 6.2


def _lock(kit: Kit, edge: float, far: float, side: int, low: float) -> None:
    """A pair of lock gates across the water, each with its long balance beam."""
    z = 7.0
    middle = (edge + far) / 2
    for a, way in ((edge, 1), (far, -1)):
        kit.poly([(a, low - 0.2, z), (middle, low - 0.2, z + 1.0), (middle, 0.5, z + 1.0),
                  (a, 0.5, z)], (92, 74, 62), 0.5)  # fmt: skip
        for k in range(1, 5):
            u = a + (middle - a) * k / 5
            kit.stroke([(u, low, z + k / 5), (u, 0.5, z + k / 5)], (60, 50, 46), 0.35)
        back = a - way * side * 3.0
        kit.rod((middle, 0.72, z + 1.0), (back, 0.86, z - 0.9), 0.13, _BEAM, 0.5)
        tip = a - way * side * 2.3
        kit.rod((tip, 0.83, z - 0.72), (back, 0.86, z - 0.92), 0.14, (238, 236, 228), 0.45)
        kit.drum(a, z, 0.14, low, 0.7, _BEAM, 0.4)


def _narrowboat(kit: Kit, x: float, z: float, low: float) -> None:
    """A long low boat with a cabin, seen from its bow."""
    rng = kit.own("narrowboat")
    hull = (52, 62, 74)
    cabin = pick(rng, ((164, 58, 52), (58, 104, 84), (62, 84, 138)))
    kit.box(x - 1.05, x + 1.05, low, low + 0.62, z, z + 13, hull, 0.5)
    kit.box(x - 0.9, x + 0.9, low + 0.62, low + 1.6, z + 2.2, z + 12, cabin, 0.5,
            top=mix(cabin, WHITE, 0.3))  # fmt: skip
    s = -1 if kit.eye[0] < x else 1
    for k in range(5):
        u = z + 3.2 + 1.7 * k
        flank = x + s * 0.91
        glass = (236, 214, 160) if kit.mood.lamp else (170, 192, 200)
        a, b = low + 0.95, low + 1.35
        kit.poly([(flank, a, u), (flank, a, u + 0.6), (flank, b, u + 0.6), (flank, b, u)],
                 glass, 0.3)  # fmt: skip
    kit.front(x - 0.35, x + 0.35, low + 0.7, low + 1.45, z + 2.19, scale(cabin, 0.6), 0.4)
    kit.drum(x + 0.4, z + 6, 0.1, low + 1.6, low + 2.2, DARK, 0.35)
