"""Desert, cave, castle hill, and the plain ground of what is not known."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

from .sets_colour import GREENS, PALETTES, WHITE, mix, scale
from .sets_green import rock, tree
from .sets_land import campfire, castle_far, clear_x, meadow, path, peak_chain
from .sets_props import shine
from .sets_shape import ring
from .sky import Dome, draw_sky, ground, gulls
from .weather import fog_bank, snow_colour, wet_ground

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit


def desert(kit: Kit) -> None:
    """Dunes or mesas, cacti or ruins, under a wide sky."""
    rng = kit.rng
    draw_sky(kit, 0.4)
    sky = kit.light.sky
    sand = snow_colour(kit, ((232, 192, 132), (224, 170, 120), (236, 208, 150))[rng.randrange(3)])
    dunes = kit.says("dune", "sahara", "camel", "sand") or rng.random() < 0.5
    ground(kit, sand, far=mix(sand, sky[3], 0.3))
    k = kit.key
    if dunes:
        for z, tall in ((300.0, 26.0), (120.0, 11.0), (46.0, 4.0), (24.0, 1.9), (13.0, 0.7)):
            x0, x1, _, _ = kit.view(z)
            w = x1 - x0
            x = x0 - w * 0.3
            while x < x1:
                b = w * (0.35 + 0.35 * rng.random())
                h = tall * (0.5 + 0.5 * rng.random())
                top = x + b * (0.45 + 0.1 * rng.random())
                crest = [(x + b * t, h * math.sin(math.pi * t) ** 1.5) for t in (0.15, 0.3, 0.42)]
                end = [(x + b * t, h * math.sin(math.pi * t) ** 1.3) for t in (0.6, 0.75, 0.9)]
                kit.poly(
                    [
                        (x, -0.2, z),
                        *((a, c, z) for a, c in crest),
                        (top, h, z),
                        *((a, c, z) for a, c in end),
                        (x + b, -0.2, z),
                    ],
                    mix(sand, WHITE, 0.08),
                    0.25,
                )
                face = [(top, h, z), *((a, c, z) for a, c in (end if k < 0 else crest[::-1]))]
                foot = x + b if k < 0 else x
                kit.poly(
                    [
                        *face,
                        (foot, -0.2, z),
                        (top - k * b * 0.1, h * 0.1, z),
                        (top + k * b * 0.03, h * 0.55, z),
                    ],
                    scale(sand, 0.8),
                )
                x += b * 0.6
    else:
        for z, tall in ((400.0, 42.0), (160.0, 20.0)):
            x0, x1, _, _ = kit.view(z)
            for _ in range(3):
                x = x0 + (x1 - x0) * rng.random()
                w, h = tall * (0.6 + 0.9 * rng.random()), tall * (0.5 + 0.5 * rng.random())
                c = mix((196, 112, 84), sky[3], 0.25 if z < 200 else 0.5)
                kit.poly(
                    [
                        (x - w * 1.25, 0, z),
                        (x - w * 0.95, h * 0.5, z),
                        (x - w * 0.9, h, z),
                        (x + w * 0.85, h * 1.02, z),
                        (x + w, h * 0.45, z),
                        (x + w * 1.3, 0, z),
                    ],
                    c,
                    0.3,
                )
                for i in range(4):
                    a = x - w * 0.8 + w * 0.45 * i
                    kit.poly(
                        [
                            (a, h, z - 1),
                            (a + w * 0.14, h, z - 1),
                            (a + w * 0.2, h * 0.4, z - 1),
                            (a + w * 0.02, h * 0.35, z - 1),
                        ],
                        scale(c, 0.82),
                    )
                kit.front(x - w * 0.93, x + w * 0.88, h * 0.72, h * 0.8, z - 1, mix(c, WHITE, 0.14))
        for z in (18.0, 11.0, 6.5):
            _cactus(kit, clear_x(kit, z, 1.6), z, 1.6 + 1.6 * rng.random())
    if kit.says("pyramid"):
        z = 220.0
        x = kit.across(0.5, z)
        kit.poly(
            [(x - 60, 0, z), (x + 60, 0, z), (x, 76, z)], mix(sand, (200, 150, 100), 0.5), 0.35
        )
        kit.poly(
            [(x - k * 60, 0, z), (x - k * 16, 0, z), (x, 76, z)],
            scale(mix(sand, (200, 150, 100), 0.5), 0.78),
        )
    for _ in range(24):
        z = 1.0 + 9 * rng.random()
        x0, x1, _, _ = kit.view(z)
        x = x0 + (x1 - x0) * rng.random()
        kit.stroke([(x, 0, z), (x + 0.25, 0, z + 0.04), (x + 0.5, 0, z)], scale(sand, 0.82), 0.28)
    for z, r in ((7.0, 0.7), (4.0, 0.4), (2.8, 0.28)):
        rock(kit, clear_x(kit, z, 1.3), z, r, (190, 146, 114), 0.6)
    fog_bank(kit, 15, 0.3, 4)


def _cactus(kit: Kit, x: float, z: float, h: float) -> None:
    if kit.depth(x, z) < 0.8:
        return
    c: RGB = (104, 138, 96)
    r = h * 0.075
    kit.shadow(x, z, h * 0.25, h * 0.07, 0.25)

    def limb(pts: list[tuple[float, float]], w: float) -> None:
        for a, b in itertools.pairwise(pts):
            kit.rod((a[0], a[1], z), (b[0], b[1], z), w, c, 0.4)
        for a in pts[1:]:
            kit.disc(a[0], a[1], z, w, c)

    for s, y0, y1 in ((-1, 0.4, 0.72), (1, 0.5, 0.86)):
        limb([(x, h * y0), (x + s * h * 0.24, h * y0), (x + s * h * 0.24, h * y1)], r * 0.75)
    kit.rod((x, 0, z), (x, h, z), r, c, 0.45)
    kit.disc(x, h, z, r, c)
    for k in (-0.4, 0.2):
        kit.stroke([(x + r * k, 0.05, z - 0.01), (x + r * k, h, z - 0.01)], scale(c, 0.72), 0.35)


def cave(kit: Kit) -> None:
    """A cavern: the bright mouth far off or glowing crystals, stalactites, boulders."""
    rng = kit.rng
    c: RGB = ((116, 104, 108), (104, 108, 124), (122, 104, 92))[rng.randrange(3)]
    sky = kit.light.sky
    veil, kit.veil = kit.veil, False
    back = scale(c, 0.36)
    kit.flat_fill(
        [(-9, -9), (kit.w + 9, -9), (kit.w + 9, kit.h + 9), (-9, kit.h + 9)], kit.lit(back)
    )
    mouth = rng.random() < 0.6 or kit.says("mouth", "entrance", "daylight")
    x0, x1, _, _ = kit.view(16)
    w = x1 - x0
    mx = kit.across(rng.choice((-1, 1)) * 0.3, 16)
    if mouth:
        role = kit.mood
        r = min(w * 0.22, 3.6)
        rim = [
            (-1.0, -0.9),
            (-1.12, -0.3),
            (-0.9, 0.2),
            (-0.95, 0.55),
            (-0.5, 0.8),
            (-0.32, 1.05),
            (0.1, 0.96),
            (0.4, 1.02),
            (0.72, 0.62),
            (0.86, 0.1),
            (1.1, -0.35),
            (1.0, -0.9),
        ]
        pts = [(mx + a * r * (0.9 + 0.2 * rng.random()), r * 0.8 + b * r) for a, b in rim]
        px, py = kit.pt(mx, r * 0.8, 16)
        kit.canvas.glow(px, py, r * 2.6 * kit.px(16), sky[3], 0.5)
        for k, col in ((1.0, mix(sky[3], sky[2], 0.4)), (0.8, sky[3])):
            kit.flat_fill(
                [kit.pt(mx + (a - mx) * k, r * 0.8 + (b - r * 0.8) * k, 16) for a, b in pts], col
            )
        kit.mood = role
    near = kit.camera.eye[2] + 0.2
    floor_c = scale(c, 0.86)
    warm: RGB = (214, 178, 132)
    floor_c = mix(floor_c, warm, 0.3)
    for z, k in ((15.9, 0.5), (9.0, 0.66), (5.0, 0.82), (2.5, 1.0)):
        edge = kit.ridge(-40, 40, -0.05, 0.3, 32, 0.7)
        kit.poly([(40, 0, near), (-40, 0, near), *((x, y, z) for x, y in edge)],
                 scale(floor_c, k) if k < 1 else floor_c, depth=z)  # fmt: skip
    crystal = kit.says("crystal", "gem", "glow", "glowing") or (not mouth)
    for z, k in ((12.0, 0.52), (8.0, 0.68), (4.6, 0.84)):
        a, b, _, y1 = kit.view(z)
        # Nearer walls catch more of the light, and a warmer one.
        rockface = mix(scale(c, k), warm, 0.26 * max(0.0, k - 0.5))
        top = max(y1, 3.0)
        ceil_low = max(2.6, min(top * 0.8, 2.2 + z * 0.32))
        teeth = [(x, ceil_low + y) for x, y in kit.ridge(a - 2, b + 2, 0, 0.9, 8, 0.6)]
        pts2: list[tuple[float, float]] = [(b + 2, top + 6), (a - 2, top + 6)]
        for x, y in teeth:
            drop = 0.2 + 1.0 * rng.random() ** 2
            pts2 += [(x - 0.12 * z * 0.2, y), (x, y - drop), (x + 0.12 * z * 0.2, y)]
        kit.poly([(x, y, z) for x, y in pts2], rockface, 0.45)
        for s in (-1, 1):
            e = a if s < 0 else b
            side = [(e + s * 2, -1.0)]
            n = 6
            for i in range(n + 1):
                y = top * 1.1 * i / n
                bulge = (b - a) * (0.10 + 0.12 * (2 * i / n - 1) ** 2 + 0.04 * rng.random())
                side.append((e - s * bulge, y))
            side.append((e + s * 2, top * 1.1))
            kit.poly([(x, y, z) for x, y in side], rockface, 0.45)
        for _ in range(2):
            x = clear_x(kit, z, 1.6)
            h = 0.5 + 0.9 * rng.random()
            kit.poly(
                [
                    (x - h * 0.24, 0, z),
                    (x + h * 0.24, 0, z),
                    (x + h * 0.03, h, z),
                    (x - h * 0.03, h, z),
                ],
                mix(rockface, WHITE, 0.06),
                0.4,
            )
    if not mouth:
        # A shaft of the day, or of the moon, through a crack in the roof.
        pale = mix(sky[3], (255, 244, 214), 0.4)
        for k in (1.0, 0.55):
            shaft = [
                (mx - 0.5 * k, 9.0),
                (mx + 0.3 * k, 9.0),
                (mx + 2.2 * k, 0.0),
                (mx - 1.2 * k, 0.0),
            ]
            kit.flat_fill([kit.pt(x, y, 9.0) for x, y in shaft], pale, 0.13)
        spot = kit.camera.points([(a, 0.01, b) for a, b in ring(mx + 0.5, 9.0, 1.8, 0.9, 24)])
        kit.flat_fill(spot, pale, 0.22)
    if crystal:
        glow: RGB = ((120, 220, 230), (190, 140, 240), (140, 240, 180))[rng.randrange(3)]
        for z in (7.0, 4.5, 3.4):
            x = clear_x(kit, z, 1.3)
            kit.glow(x, 0.5, z, 1.6, glow, 0.55)
            for i in range(5):
                lean = (i - 2) * 0.16
                h = 0.35 + 0.45 * rng.random()
                px2 = x + (i - 2) * 0.1
                shine(kit, [(px2 - 0.05, 0, z), (px2 + 0.05, 0, z), (px2 + 0.06 + lean, h * 0.8, z),
                            (px2 + lean, h, z), (px2 - 0.05 + lean, h * 0.78, z)],
                      mix(glow, (60, 60, 110), 0.12 * (i % 3)))  # fmt: skip
    if kit.says("pool", "lake", "water", "river"):
        kit.disc(
            kit.across(0.3, 6), 0.01, 6, 2.4, mix((60, 110, 126), sky[2], 0.2), 0.4, level=True
        )
    for z, r in ((5.5, 0.8), (3.8, 0.5), (2.4, 0.35)):
        rock(kit, clear_x(kit, z, 1.3), z, r, mix(c, WHITE, 0.05))
    if kit.says("torch", "fire", "campfire"):
        campfire(kit, 1.0, 1.6)
    kit.veil = veil


def castle(kit: Kit) -> None:
    """A castle on its hill, the road leading up."""
    rng = kit.rng
    dome = draw_sky(kit)
    sky = kit.light.sky
    peak_chain(kit, 900, 130, mix((128, 142, 172), sky[2], 0.4), 0.4, -20)
    turf = meadow(kit, GREENS[0][0])
    x0, x1, _, _ = kit.view(80)
    hill = kit.ridge(x0 - 9, x1 + 9, 1.0, 5, 8, 0.4)
    kit.poly(
        [(x1 + 9, -2, 80), (x0 - 9, -2, 80), *((x, y, 80) for x, y in hill)], scale(turf, 0.92), 0.3
    )
    _, _, _, y1 = kit.view(76)
    s = rng.choice((-1, 1))
    castle_far(kit, kit.across(s * 0.35, 76), 76.0, min(24.0, max(9.0, (y1 - 5) * 0.6)), 5.0)
    fog_bank(kit, 60, 0.35, 6)
    path(kit, (206, 188, 156), 0.9, s * 0.7, 70)
    for z in (18.0, 9.0):
        tree(kit, clear_x(kit, z, 2.2), z, 6.0)
    for z in (6.0, 3.5):
        rock(kit, clear_x(kit, z, 1.5), z, 0.5)
    if kit.staging.time != "night":
        gulls(kit, dome, 4)


def neutral(kit: Kit) -> None:
    """An honest ground for what is not known: a soft horizon, a floor, a wash of colour."""
    rng = kit.rng
    wall, wood, floor_c, accent, _second = PALETTES[rng.randrange(len(PALETTES))]
    outdoors = kit.staging.weather != "clear" or kit.staging.time not in ("day",)
    if outdoors:
        draw_sky(kit)
        sky = kit.light.sky
        for z, tall, k in ((300.0, 22.0, 0.55), (120.0, 7.0, 0.3)):
            x0, x1, _, _ = kit.view(z)
            edge = kit.ridge(x0 - 9, x1 + 9, 0, tall, 8, 0.45)
            c = mix((128, 146, 142), sky[3], k)
            kit.poly(
                [(x1 + 9, -9, z), (x0 - 9, -9, z), *((x, y, z) for x, y in edge)],
                snow_colour(kit, c, 0.7),
            )
        ground(kit, snow_colour(kit, mix(floor_c, (170, 170, 150), 0.5)))
        fog_bank(kit, 20, 0.3, 4)
        wet_ground(kit)
        return
    tone = mix(wall, accent, 0.22)
    dome = Dome(kit)
    r = dome.reach
    kit.flat_fill(
        [(-9, -9), (kit.w + 9, -9), (kit.w + 9, kit.h + 9), (-9, kit.h + 9)], kit.lit(tone)
    )
    for i in range(1, 9):
        y = dome.span * i / 9
        kit.flat_fill([dome.at(-r, y), dome.at(r, y), dome.at(r, y + r), dome.at(-r, y + r)],
                      kit.lit(mix(tone, WHITE, 0.06 * i)))  # fmt: skip
    z1 = 5.0
    floor_c = mix(floor_c, tone, 0.55)
    near = kit.camera.eye[2] + 0.2
    kit.poly([(-900, 0, near), (900, 0, near), (900, 0, z1), (-900, 0, z1)], floor_c, depth=2.0)
    kit.poly(
        [(-900, 0, z1), (900, 0, z1), (900, 0.14, z1), (-900, 0.14, z1)],
        mix(tone, wood, 0.3),
        depth=2.0,
    )
    kit.stroke([(-90, 0.14, z1), (90, 0.14, z1)], scale(tone, 0.6), 0.3)
    kit.disc(0, 0.002, 0.4, 1.5, mix(floor_c, WHITE, 0.3), level=True, alpha=0.5)
