"""By and on the water: beach, pier and harbour, lighthouse rock, a ship's deck."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, STONES, WHITE, Mood, mix, pick, scale
from .sets_facade import facade
from .sets_green import grass, palm, rock
from .sets_kit import ring
from .sets_props import DARK, barrel, crate, lantern_post, shine
from .sets_wall import LAMP, PAPER, Wall
from .sky import draw_sky, gulls
from .weather import fog_bank, snow_colour, wet_ground

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit


def sea_colour(kit: Kit) -> RGB:
    """The water's own colour: it answers to the sky."""
    sky = kit.light.sky
    body: RGB = (52, 116, 132)
    if kit.night:
        return mix((16, 30, 66), sky[2], 0.35)
    if kit.staging.weather in ("rain", "storm", "fog", "snow"):
        body = (82, 104, 116)
    return mix(body, mix(sky[1], sky[2], 0.5), 0.42)


def sea(kit: Kit, y: float = 0.0, near: float | None = None, z1: float = 3000.0) -> None:
    """Water from depth `near` to the horizon at level `y`, with glints and waves."""
    rng = kit.rng
    sky = kit.light.sky
    c = sea_colour(kit)
    z0 = kit.camera.eye[2] + 0.2 if near is None else near
    mood, kit.mood = kit.mood, plain_mood(kit)
    far = mix(c, sky[3], 0.5)
    depths = [z for z in (z1, 300.0, 120.0, 60.0, 32.0, 18.0, 9.0) if z > z0]
    for i, z in enumerate(depths):
        t = i / 6
        pts = kit.camera.points([(-6000, y, z0), (6000, y, z0), (6000, y, z), (-6000, y, z)])
        kit.flat_fill(pts, mix(far, c, min(1.0, t * 1.3)))
    rough = {"storm": 2.4, "wind": 1.7, "rain": 1.3}.get(kit.staging.weather, 1.0)
    crest = mix(c, WHITE, 0.5 if not kit.night else 0.24)
    trough = scale(c, 0.8)
    for _ in range(90 if not kit.close else 40):
        z = max(z0, 5.0) * (1.05 + 26 * rng.random() ** 3.0)
        if z < z0 + 0.5 or z > z1:
            continue
        x0, x1, _, _ = kit.view(z)
        x = x0 + (x1 - x0) * rng.random()
        w = (x1 - x0) * (0.02 + 0.07 * rng.random())
        h = z * 0.011 * rough * (0.5 + rng.random())
        px, py = kit.camera.point(x, y, z)
        qx, qy = kit.camera.point(x + w, y, z)
        lift = h * kit.px(z) * 0.35
        colour = crest if rng.random() < 0.5 else trough
        kit.flat_fill([(px, py), ((px + qx) / 2, (py + qy) / 2 - lift), (qx, qy),
                       ((px + qx) / 2, (py + qy) / 2 - lift * 0.35)], colour, 0.8)  # fmt: skip
    _glitter(kit, y, max(z0, 6.0))
    kit.mood = mood


def plain_mood(kit: Kit) -> Mood:
    """A light that leaves colours as they are."""
    return replace(kit.mood, tint=(1.0, 1.0, 1.0), lift_by=0.0)


def _glitter(kit: Kit, y: float, z0: float) -> None:
    """The path of light under a low sun or the moon."""
    staging, rng = kit.staging, kit.rng
    if staging.weather not in ("clear", "wind") or staging.time == "day":
        return
    c: RGB = {"night": (214, 220, 236), "dusk": (255, 190, 150)}.get(staging.time, (255, 232, 180))
    for _ in range(40):
        z = z0 + 240 * rng.random() ** 3
        s = kit.px(z)
        if kit.depth(0, z) < 1:
            continue
        _, py = kit.camera.point(0, y, z)
        spread = kit.w * (0.03 + 0.05 * rng.random())
        px = kit.w * (0.5 + kit.key * 0.3) + (rng.random() - 0.5) * spread * 2
        w = spread * (0.2 + 0.5 * rng.random())
        h = max(0.6, 0.03 * s) * 0.8
        kit.flat_fill([(px - w, py), (px, py - h), (px + w, py), (px, py + h * 0.6)], c, 0.6)


def beach(kit: Kit) -> None:
    """Sand, surf and sea, with what people leave there."""
    rng = kit.rng
    dome = draw_sky(kit)
    _far_coast(kit)
    sea(kit, -0.3, 9.0)
    shore = 8.5 + 3 * rng.random()
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
    for _ in range(26 if not kit.close else 8):
        z = 0.4 + 6.5 * rng.random()
        a, b, _, _ = kit.view(z)
        x = a + (b - a) * rng.random()
        w = 0.15 + 0.5 * rng.random()
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


def edge_x(kit: Kit, side: int, t: float, z: float, least: float) -> float:
    """Where to stand a thing to one side: `t` of the way to the frame's edge, clear of the cast."""
    x = kit.across(side * t, z)
    return max(x, least) if side > 0 else min(x, -least)


def _far_coast(kit: Kit) -> None:
    """Headlands on the horizon, perhaps a sail or a steamer."""
    rng = kit.rng
    sky = kit.light.sky
    z = 900.0
    x0, x1, _, _ = kit.view(z)
    w = x1 - x0
    left = rng.random() < 0.5
    a, b = (x0 - w * 0.1, x0 + w * 0.42) if left else (x1 - w * 0.4, x1 + w * 0.1)
    tall = w * 0.06
    c = mix((92, 112, 124), sky[3], 0.55) if not kit.night else mix((18, 24, 52), sky[3], 0.35)
    top = kit.ridge(a, b, 0, tall, 12, 0.55)
    fade = [(x, -2 + y * math.sin(math.pi * min(1.0, max(0.0, (x - a) / (b - a)))) ** 0.6)
            for x, y in top]  # fmt: skip
    kit.flat_fill([kit.camera.point(x, y, z) for x, y in [(b, -4.0), (a, -4.0), *fade]], c)
    if kit.says("lighthouse"):
        lighthouse(kit, (x0 + w * 0.78) if left else (x0 + w * 0.22), z, w * 0.17, -2)
    else:
        x = x0 + w * (0.78 if left else 0.2)
        if kit.says("ferry", "steamer", "ship", "liner") or rng.random() < 0.4:
            steamer(kit, x, 260.0 if kit.says("ferry") else 500.0)
        elif rng.random() < 0.6:
            _sail(kit, x * 0.3, 280.0)


def steamer(kit: Kit, x: float, z: float) -> None:
    """A ferry far off with its funnel and, after dark, lit ports; `x` as at depth 900."""
    x = x * z / 900
    s = max(6.0, 0.028 * (kit.view(z)[1] - kit.view(z)[0]))
    hull_c: RGB = (72, 82, 104)
    kit.poly([(x - s * 2.6, 0, z), (x + s * 2.3, 0, z), (x + s * 2.9, s * 0.8, z),
              (x - s * 2.8, s * 0.62, z)], hull_c, 0.3)  # fmt: skip
    kit.front(x - s * 2.1, x + s * 1.7, s * 0.66, s * 1.25, z, (236, 232, 222), 0.3)
    kit.front(x - s * 1.3, x + s * 1.1, s * 1.25, s * 1.7, z, (226, 222, 214), 0.3)
    kit.poly([(x - s * 0.5, s * 1.7, z), (x + s * 0.15, s * 1.7, z), (x + s * 0.05, s * 2.7, z),
              (x - s * 0.6, s * 2.7, z)], (188, 86, 70), 0.3)  # fmt: skip
    kit.rod((x + s * 1.5, s * 1.2, z), (x + s * 1.6, s * 2.9, z), s * 0.05, DARK)
    for i in range(9):
        a = x - s * 1.9 + i * s * 0.42
        q = [
            (a, s * 0.86, z),
            (a + s * 0.2, s * 0.86, z),
            (a + s * 0.2, s * 1.06, z),
            (a, s * 1.06, z),
        ]
        if kit.mood.lamp:
            shine(kit, q, LAMP)
        else:
            kit.poly(q, (96, 112, 128))
    for i in range(4):
        kit.disc(x - s * (0.7 + i * 0.75), s * (3.0 + i * 0.28), z, s * (0.28 + 0.13 * i),
                 mix((228, 228, 228), kit.light.sky[2], 0.45), alpha=0.75)  # fmt: skip


def _sail(kit: Kit, x: float, z: float) -> None:
    s = 0.02 * (kit.view(z)[1] - kit.view(z)[0])
    kit.poly(
        [(x - s, 0, z), (x + s * 1.1, 0, z), (x + s * 1.4, s * 0.5, z), (x - s * 1.3, s * 0.4, z)],
        (120, 88, 76),
        0.25,
    )
    kit.poly([(x, s * 0.5, z), (x, s * 4.2, z), (x + s * 1.4, s * 0.8, z)], PAPER, 0.25)
    kit.poly([(x - 0.1 * s, s * 0.6, z), (x - 0.1 * s, s * 3.5, z), (x - s * 1.2, s * 0.8, z)],
             scale(PAPER, 0.9), 0.25)  # fmt: skip


def _parasol(kit: Kit, x: float, z: float) -> None:
    c = pick(kit.rng, BRIGHTS)
    kit.shadow(x + 0.3, z, 1.2, 0.5, 0.25)
    kit.rod((x, 0, z), (x, 2.2, z), 0.025, (226, 220, 206), 0.3)
    n = 8
    for i in range(n):
        a, b = math.pi * i / n, math.pi * (i + 1) / n
        kit.poly([(x - 1.3 * math.cos(a), 1.85 - 0.06 * math.sin(a), z),
                  (x - 1.3 * math.cos(b), 1.85 - 0.06 * math.sin(b), z),
                  (x - 0.4 * math.cos(b), 2.22, z), (x, 2.34, z), (x - 0.4 * math.cos(a), 2.22, z)],
                 c if i % 2 else PAPER, 0.35)  # fmt: skip
    kit.floor(x - 1.5, x - 0.2, z - 0.6, z, mix(pick(kit.rng, BRIGHTS), WHITE, 0.2), 0.01, 0.3)


def rowing_boat(kit: Kit, x: float, z: float, y: float = 0.0, c: RGB | None = None) -> None:
    """A small boat side on."""
    c = c or pick(kit.rng, BRIGHTS)
    if y == 0:
        kit.shadow(x, z, 1.7, 0.5, 0.3)
    rim = [(-1.6, 0.78), (-1.0, 0.6), (0.0, 0.52), (1.0, 0.58), (1.5, 0.7)]
    inner = [(a * 0.96, y + b + 0.12, z + 0.5) for a, b in rim]
    kit.poly(
        [*((x + a, y + b, z) for a, b in rim), *((x + a, b, d) for a, b, d in reversed(inner))],
        (120, 92, 74),
        0.4,
    )
    keel = [(1.3, 0.1), (0.6, 0.0), (-0.8, 0.0), (-1.3, 0.25)]
    kit.poly([(x + a, y + b, z) for a, b in [*rim, *keel]], c, 0.5)
    kit.poly(
        [(x + a, y + b * 0.98, z - 0.01) for a, b in rim]
        + [(x + a * 0.985, y + b - 0.1, z - 0.01) for a, b in reversed(rim)],
        PAPER,
        0.3,
    )
    kit.rod(
        (x - 0.9, y + 0.62, z + 0.1), (x + 1.9, y + 0.95, z - 0.2), 0.025, (176, 140, 100), 0.25
    )


def lighthouse(kit: Kit, x: float, z: float, h: float, y: float = 0.0, beam: bool = True) -> None:
    """A banded lighthouse `h` metres tall; lit in the dark and in thick weather."""
    r0, r1 = h * 0.115, h * 0.075
    band: RGB = (190, 72, 60)
    for i in range(5):
        a, b = i / 5, (i + 1) / 5
        ra, rb = r0 + (r1 - r0) * a, r0 + (r1 - r0) * b
        c = band if i % 2 else (238, 232, 220)
        kit.poly(
            [
                (x - ra, y + h * 0.76 * a, z),
                (x + ra, y + h * 0.76 * a, z),
                (x + rb, y + h * 0.76 * b, z),
                (x - rb, y + h * 0.76 * b, z),
            ],
            c,
            0.3,
        )
        s = -kit.key
        kit.poly([(x + s * ra, y + h * 0.76 * a, z), (x + s * ra * 0.3, y + h * 0.76 * a, z),
                  (x + s * rb * 0.3, y + h * 0.76 * b, z), (x + s * rb, y + h * 0.76 * b, z)],
                 scale(c, 0.76))  # fmt: skip
    for a, b in ((0.2, 0.0), (0.46, 0.02)):
        kit.front(
            x - h * 0.012 + b * h, x + h * 0.012 + b * h, y + h * a, y + h * (a + 0.05), z, DARK
        )
    kit.front(x - r1 * 1.35, x + r1 * 1.35, y + h * 0.76, y + h * 0.785, z, DARK, 0.3)
    top = y + h * 0.785
    on = kit.mood.lamp or kit.staging.weather in ("fog", "storm", "rain")
    room = [(x - r1 * 0.7, top, z), (x + r1 * 0.7, top, z), (x + r1 * 0.7, top + h * 0.1, z),
            (x - r1 * 0.7, top + h * 0.1, z)]  # fmt: skip
    if on:
        if beam:
            _beam(kit, x, top + h * 0.05, z, h)
        kit.glow(x, top + h * 0.05, z, h * 0.4, (255, 240, 190), 0.8)
        shine(kit, room, (255, 244, 200))
    else:
        kit.poly(room, (170, 198, 206), 0.35)
    for k in (-0.7, -0.23, 0.23, 0.7):
        kit.stroke([(x + k * r1, top, z), (x + k * r1, top + h * 0.1, z)], DARK, 0.35)
    for k in (-1.3, -0.8, 0.8, 1.3):
        kit.stroke([(x + k * r1, top, z), (x + k * r1, top + h * 0.04, z)], DARK, 0.3)
    kit.poly([(x - r1 * 0.9, top + h * 0.1, z), (x + r1 * 0.9, top + h * 0.1, z),
              (x + r1 * 0.35, top + h * 0.165, z), (x, top + h * 0.19, z),
              (x - r1 * 0.35, top + h * 0.165, z)], band, 0.35)  # fmt: skip


def _beam(kit: Kit, x: float, y: float, z: float, h: float) -> None:
    px, py = kit.pt(x, y, z)
    far = 1.4 * kit.w
    slant = 0.03 + 0.05 * kit.rng.random()
    r = h * 0.02 * kit.px(z)
    for s in (-1, 1):
        for k, alpha in ((0.16, 0.13), (0.09, 0.16)):
            tip = py - slant * s * far
            kit.flat_fill([(px, py - r), (px, py + r), (px + s * far, tip + k * far),
                           (px + s * far, tip - k * far)], (255, 240, 196), alpha)  # fmt: skip


def pier(kit: Kit) -> None:
    """A wooden pier or a stone quay above the water, bollards, boats, a ferry far off."""
    rng = kit.rng
    stone = kit.says("quay", "harbour", "harbor", "dock", "port") and not kit.says("pier", "jetty")
    kit.turn((rng.random() - 0.5) * 0.4, 1.0)
    dome = draw_sky(kit)
    _far_coast(kit)
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
    while z > kit.camera.eye[2] + 0.6:
        tone = scale(plank, 0.72)
        kit.stroke([(mid - half_l, 0, z), (mid + half_r, 0, z)], tone, 0.3)
        if not stone and rng.random() < 0.4:
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
        _rope(kit, mid - s * 1.1, 2.2)
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


def _rope(kit: Kit, x: float, z: float) -> None:
    for r in (0.36, 0.28, 0.2, 0.12):
        kit.disc(x, 0.04, z, r, (200, 178, 136) if r > 0.15 else (150, 128, 98), 0.35, level=True)


def _water_front(kit: Kit) -> None:
    """Houses along the far side of the harbour."""
    rng = kit.rng
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
    for _ in range(20 if not kit.close else 6):
        gz = 1.0 + 9 * rng.random()
        a, b, _, _ = kit.view(gz)
        gx = a + (b - a) * rng.random()
        if abs(gx) > 0.8:
            grass(kit, gx, gz, 0.22 + 0.2 * rng.random(), scale(turf, 0.8))
    wet_ground(kit)


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
    _far_coast(kit)
    sea(kit, -3.4, 3.0)
    fog_bank(kit, 24, 0.4, 4)
    kit.turn((rng.random() - 0.5) * 0.3 + heel, 1.0)
    if kit.staging.time != "night" and kit.staging.weather != "storm":
        gulls(kit, dome, 4)
    half = 3.4 + (1.2 if kit.far else 0.0) + max(0.0, (kit.w / kit.h - 1.2) * 0.8)
    bow = 10.0 if not kit.far else 14.0
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
    parts = list(zip(outline, outline[1:], strict=False))
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
    rng = kit.rng
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
                    (mx + w * (k + 0.12), low + 0.4, mz - 0.21),
                    (mx + w * (k + 0.04), top, mz - 0.21),
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
        _rope(kit, -half * 0.6, 1.7)
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
    rng = kit.rng
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
        _rope(kit, -s * half * 0.55, 2.1)
        crate(kit, s * half * 0.8, 1.9, 0.55)
    if kit.mood.lamp:
        kit.glow(0, 5.4, bow * 0.8, 1.2, (255, 240, 200), 0.6)


def _lifebuoy(kit: Kit, x: float, y: float, z: float) -> None:
    kit.disc(x, y, z, 0.3, (214, 88, 66), 0.45)
    for i in range(4):
        a = math.pi / 4 + i * math.pi / 2
        kit.disc(x + 0.22 * math.cos(a), y + 0.22 * math.sin(a), z - 0.005, 0.085, PAPER)
    kit.disc(x, y, z - 0.01, 0.155, (230, 226, 216), 0.4)


def water_front(kit: Kit) -> None:
    """A dark post with a rope across a corner of a wide shot."""
    if not kit.far:
        return
    w, h = kit.w, kit.h
    u = (w * h) ** 0.5
    s = kit.rng.choice((-1, 1))
    c = kit.mood.front
    x = w * (0.5 + s * 0.43)
    kit.flat_fill([(x - u * 0.03, h * 0.78), (x + u * 0.03, h * 0.78), (x + u * 0.036, h + 9),
                   (x - u * 0.036, h + 9)], c)  # fmt: skip
    kit.canvas.role = "sky"
    kit.canvas.ellipse(x, h * 0.78, u * 0.03, u * 0.012, mix(c, kit.mood.haze, 0.12))
    rope = [(x + s * u * 0.2 * t, h * 0.83 + u * 0.05 * math.sin(math.pi * t)) for t in
            (0, 0.2, 0.4, 0.6, 0.8, 1.0)]  # fmt: skip
    kit.canvas.line(rope, kit.base * 2.2, c)
    kit.canvas.line([(2 * x - a, b + u * 0.02) for a, b in rope], kit.base * 2.2, c)
