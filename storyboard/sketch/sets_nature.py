"""Open country: forest, desert, mountains, field, garden, cave, castle, and plain ground."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, GREENS, PALETTES, STONES, WHITE, mix, pick, saturate, scale
from .sets_facade import pane_lit
from .sets_green import BARK, bush, crown, fir, grass, leafage, rock, tree
from .sets_props import DARK, bench, lantern_post, shine
from .sets_wall import LAMP, PAPER, Wall
from .sky import Dome, draw_sky, ground, gulls
from .weather import fog_bank, snow_colour, wet_ground

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import P3, Kit


def clear_x(kit: Kit, z: float, gap: float) -> float:
    """A place at depth `z` anywhere in view but not behind the cast in the middle."""
    x0, x1, _, _ = kit.view(z)
    x = x0 - 1 + (x1 - x0 + 2) * kit.rng.random()
    if abs(x) >= gap:
        return x
    return (gap + abs(x) * 0.5) * (1 if x > 0 else -1)


def meadow(kit: Kit, c: RGB, far: RGB | None = None) -> RGB:
    """Grass ground with tufts; gives its colour."""
    rng = kit.rng
    c = snow_colour(kit, c)
    ground(kit, c, far=snow_colour(kit, far or mix(c, (150, 180, 130), 0.3)))
    for _ in range(34 if not kit.close else 10):
        z = kit.camera.eye[2] + 1.6 + 12 * rng.random() ** 1.5
        x0, x1, _, _ = kit.view(z)
        x = x0 + (x1 - x0) * rng.random()
        if not (abs(x) < 0.5 and z < 1):
            grass(kit, x, z, 0.16 + 0.2 * rng.random(), scale(c, 0.8), 4)
    return c


def path(kit: Kit, c: RGB, w: float, bend: float, end: float = 40.0) -> None:
    """A path winding away from the viewer."""
    near = kit.camera.eye[2] + 0.2
    zs = [near, 1.0, 3.0, 6.0, 10.0, 16.0, 26.0, end]
    left: list[P3] = []
    right: list[P3] = []
    for z in zs:
        x = bend * math.sin(max(0.0, z) * 0.16) * min(3.5, 0.6 + z * 0.16)
        left.append((x - w, 0.002, z))
        right.append((x + w, 0.002, z))
    for i in range(len(zs) - 1):
        kit.poly([left[i], right[i], right[i + 1], left[i + 1]], snow_colour(kit, c, 0.6))


def forest(kit: Kit) -> None:
    """Trunks in layers into the haze, undergrowth, a path, shafts of light; firs by seed."""
    rng = kit.rng
    kit.turn((rng.random() - 0.5) * 0.2, 1.0)
    draw_sky(kit, 0.5)
    pines = (
        kit.says("pine", "fir", "spruce", "winter")
        or kit.staging.weather == "snow"
        or rng.random() < 0.3
    )
    which = rng.randrange(len(GREENS))
    light, dark = leafage(kit, which)
    sky = kit.light.sky
    meadow(kit, mix(light, (128, 120, 84), 0.35), mix(dark, sky[3], 0.2))
    path(kit, (178, 150, 116), 0.75, rng.choice((-1, 1)) * 0.8, 24)
    # Far walls of leaves, each nearer and darker.
    for z, base, k in ((40.0, 9.0, 0.55), (26.0, 7.0, 0.3)):
        x0, x1, _, _ = kit.view(z)
        c = mix(dark, kit.mood.haze if kit.staging.time != "night" else dark, k)
        edge = kit.ridge(x0 - 4, x1 + 4, base * 0.75, base * 0.7, 16, 0.75)
        kit.poly([(x1 + 4, 0, z), (x0 - 4, 0, z), *((x, y, z) for x, y in edge)], c)
        n = 10
        for i in range(n):
            x = x0 + (x1 - x0) * (i + rng.random()) / n
            kit.front(
                x - 0.22,
                x + 0.22,
                0,
                base,
                z - 0.5,
                mix(scale(BARK, 0.8), kit.light.sky[3], k * 0.8),
            )
        fog_bank(kit, z - 2, 0.35, 4)
    spots = sorted(
        (4.0 + 14 * rng.random() for _ in range(9 if not kit.close else 6)), reverse=True
    )
    spots += [3.2, 2.6]
    fog_at = [11.0, 6.0]
    for z in spots:
        while fog_at and z < fog_at[0]:
            fog_bank(kit, fog_at.pop(0), 0.3, 2.4)
        x = clear_x(kit, z, 1.5 if z > 4 else 1.9)
        if pines:
            fir(kit, x, z, 5.5 + 3.5 * rng.random())
        else:
            _trunk(kit, x, z, 0.2 + 0.16 * rng.random())
        if rng.random() < 0.6:
            bush(kit, clear_x(kit, z - 0.4, 1.5), z - 0.4, 0.45 + 0.4 * rng.random(), which)
        if rng.random() < 0.35:
            rock(kit, clear_x(kit, z - 0.6, 1.3), z - 0.6, 0.35 + 0.3 * rng.random())
    # The canopy overhead.
    if not pines:
        for z, s in ((9.0, 1.0), (5.0, 0.9)):
            x0, x1, _, y1 = kit.view(z)
            for i in range(5):
                x = x0 + (x1 - x0) * (i + 0.5 * rng.random()) / 4.5
                crown(kit, x, max(4.6, y1 * 0.94) + 0.5 * rng.random(), z, (x1 - x0) * 0.2, 1.3 * s,
                      light, dark)  # fmt: skip
    if kit.staging.time not in ("night", "dusk") and kit.staging.weather in ("clear", "wind"):
        _shafts(kit)
    for _ in range(5 if not kit.close else 2):
        z = 2.0 + 2.5 * rng.random()
        _fern(kit, clear_x(kit, z, 1.0), z, 0.5, scale(light, 0.92))
    if kit.says("cabin", "hut", "cottage"):
        _cottage(kit, clear_x(kit, 13, 2.5), 13.0)
    if kit.says("campfire", "fire", "camp"):
        campfire(kit, 0.9, 1.4)


def _trunk(kit: Kit, x: float, z: float, r: float) -> None:
    if kit.depth(x, z) < 0.8:
        return
    rng = kit.rng
    c = snow_colour(kit, mix(BARK, pick(rng, STONES), 0.2), 0.12)
    lean = (rng.random() - 0.5) * 0.5
    top = 9.0
    kit.shadow(x, z, r * 3, r * 1.5, 0.25)
    kit.poly(
        [
            (x - r * 1.9, 0, z),
            (x + r * 1.9, 0, z),
            (x + r * 1.1, 0.5, z),
            (x + r * 0.8 + lean, top, z),
            (x - r * 0.8 + lean, top, z),
            (x - r * 1.1, 0.5, z),
        ],
        c,
        0.5,
    )
    s = -kit.key
    kit.poly([(x + s * r * 1.9, 0, z), (x + s * r * 1.1, 0.5, z), (x + s * r * 0.8 + lean, top, z),
              (x + s * r * 0.1 + lean, top, z), (x + s * r * 0.3, 0.5, z), (x + s * r * 0.6, 0, z)],
             scale(c, 0.76))  # fmt: skip
    for _ in range(5):
        y = 0.6 + 3.6 * rng.random()
        a = x + lean * y / top + r * (rng.random() - 0.5)
        kit.stroke([(a, y, z - 0.01), (a + r * 0.1, y + 0.35, z - 0.01)], scale(c, 0.6), 0.35)
    k = 1 if rng.random() < 0.5 else -1
    y = 2.6 + 1.6 * rng.random()
    kit.rod((x + lean * y / top, y, z), (x + k * 1.1, y + 1.0, z), r * 0.3, c, 0.35)


def _fern(kit: Kit, x: float, z: float, h: float, c: RGB) -> None:
    for i in range(6):
        a = math.pi * (0.16 + 0.68 * i / 5)
        tip = (x + math.cos(a) * h, math.sin(a) * h * 0.8, z)
        mid = (x + math.cos(a) * h * 0.5, math.sin(a) * h * 0.75, z)
        kit.poly([(x, 0, z), (mid[0], mid[1] + h * 0.07, z), tip, (mid[0], mid[1] - h * 0.07, z)],
                 c if i % 2 else scale(c, 0.84), 0.3)  # fmt: skip


def _shafts(kit: Kit) -> None:
    """Slanting light between the trees."""
    rng = kit.rng
    s = kit.key
    c: RGB = {"golden-hour": (255, 216, 140), "dawn": (255, 226, 200)}.get(
        kit.staging.time, (255, 252, 214)
    )
    for _ in range(3):
        x = kit.w * (0.15 + 0.7 * rng.random())
        w = kit.w * (0.04 + 0.06 * rng.random())
        run = -s * kit.h * 0.45
        kit.flat_fill(
            [(x, -5), (x + w, -5), (x + w * 2 + run, kit.h * 0.9), (x + run, kit.h * 0.9)], c, 0.12
        )


def campfire(kit: Kit, x: float, z: float) -> None:
    """A small fire between stones."""
    kit.glow(x, 0.4, z, 2.2, (255, 170, 90), 0.55)
    for a in (0.0, 0.9, 1.9, 2.9, 3.9, 4.9, 5.7):
        kit.disc(
            x + 0.34 * math.cos(a), 0.06, z + 0.2 * math.sin(a), 0.1, (126, 120, 122), 0.35, ry=0.07
        )
    for s in (-1, 1):
        kit.rod((x - s * 0.25, 0.06, z), (x + s * 0.18, 0.3, z), 0.04, (110, 80, 62), 0.3)
    for k, c in ((1.0, (232, 112, 48)), (0.66, (252, 182, 76)), (0.36, (255, 240, 180))):
        rgb: RGB = (c[0], c[1], c[2])
        w, t = 0.22 * k, 0.62 * k
        shine(
            kit,
            [
                (x - w * 0.6, 0.08, z),
                (x + w * 0.6, 0.08, z),
                (x + w, 0.08 + t * 0.4, z),
                (x + w * 0.3, 0.08 + t * 0.7, z),
                (x, 0.08 + t, z),
                (x - w * 0.5, 0.08 + t * 0.6, z),
                (x - w, 0.08 + t * 0.35, z),
            ],
            rgb,
        )


def _range(kit: Kit, z: float, tall: float, c: RGB, snow: float, y: float = 0.0) -> None:
    """A chain of peaks across the view with facets in light and shade."""
    rng = kit.rng
    x0, x1, _, _ = kit.view(z)
    w = x1 - x0
    n = max(3, round(w / tall * 0.9))
    peaks = []
    for i in range(n + 1):
        x = x0 - w * 0.1 + w * 1.2 * (i + 0.5 * (rng.random() - 0.5)) / n
        peaks.append((x, tall * (0.55 + 0.45 * rng.random()), rng.random()))
    k = kit.key
    for x, h, r in sorted(peaks, key=lambda p: -p[1]):
        b = h * (0.85 + 0.3 * r)
        top = (x, y + h, z)
        s = 0.12 * b
        kit.poly(
            [
                (x - b, y, z),
                (x - b * 0.5, y + h * 0.47, z),
                (x - s * 1.4, y + h * 0.82, z),
                top,
                (x + s * 1.2, y + h * 0.86, z),
                (x + b * 0.45, y + h * 0.5, z),
                (x + b, y, z),
            ],
            c,
            0.3,
        )
        kit.poly([top, (x - k * s * 1.3, y + h * 0.84, z), (x - k * b * 0.47, y + h * 0.48, z),
                  (x - k * b, y, z), (x - k * b * 0.25, y, z), (x - k * b * 0.02, y + h * 0.4, z),
                  (x - k * b * 0.14, y + h * 0.62, z)], scale(c, 0.84))  # fmt: skip
        if snow > 0:
            d = 1 - 0.42 * snow
            white: RGB = (246, 248, 252)
            kit.poly([(x - b * 0.44 * (1 - d) * 2.0, y + h * d, z), top,
                      (x + b * 0.42 * (1 - d) * 2.0, y + h * d, z),
                      (x + b * 0.2 * (1 - d) * 2, y + h * (d + 0.06), z),
                      (x + b * 0.05, y + h * (d - 0.05), z),
                      (x - b * 0.14 * (1 - d) * 2, y + h * (d + 0.07), z)], white)  # fmt: skip
            kit.poly(
                [
                    top,
                    (x - k * b * 0.44 * (1 - d) * 2.0, y + h * d, z),
                    (x - k * b * 0.14 * (1 - d) * 2, y + h * (d + 0.07), z),
                ],
                (206, 216, 234),
            )


def mountains(kit: Kit) -> None:
    """Snow peaks in chains, foothills, firs, a rocky ledge to stand on."""
    rng = kit.rng
    dome = draw_sky(kit)
    sky = kit.light.sky
    blue = mix((128, 142, 172), sky[2], 0.35)
    _range(kit, 1500, 330, mix(blue, sky[3], 0.5), 0.9, -40)
    fog_bank(kit, 900, 0.35, 120)
    _range(kit, 600, 105, mix((124, 130, 148), sky[2], 0.2), 0.6, -25)
    fog_bank(kit, 300, 0.35, 50)
    x0, x1, _, _ = kit.view(130)
    for z, c, tall in ((130.0, (112, 136, 122), 12.0), (60.0, (104, 132, 104), 3.0)):
        rgb: RGB = snow_colour(kit, (c[0], c[1], c[2]), 0.7)
        x0, x1, _, _ = kit.view(z)
        edge = kit.ridge(x0 - z * 0.1, x1 + z * 0.1, 0, tall, 16, 0.55)
        kit.poly(
            [(x1 + z, -z * 0.3, z), (x0 - z, -z * 0.3, z), *((x, y, z) for x, y in edge)], rgb, 0.3
        )
        for x, y in edge[:: 1 if z < 100 else 2]:
            h = z * 0.05 * (0.7 + 0.6 * rng.random())
            dark = snow_colour(kit, (74, 102, 92), 0.3)
            kit.poly(
                [(x - h * 0.25, y - h * 0.1, z), (x + h * 0.25, y - h * 0.1, z), (x, y + h, z)],
                dark,
            )
    meadow(kit, mix(GREENS[1][0], (156, 148, 128), 0.45))
    fog_bank(kit, 20, 0.3, 4)
    for z in (14.0, 11.0, 8.0):
        fir(kit, clear_x(kit, z, 2.4), z, 3.5 + 2.5 * rng.random())
    if rng.random() < 0.6:
        path(kit, (190, 172, 146), 0.6, rng.choice((-1, 1)) * 0.9)
    for z, r in ((6.0, 0.9), (4.2, 0.6), (2.6, 0.45)):
        rock(kit, clear_x(kit, z, 1.4), z, r * (0.7 + 0.6 * rng.random()), (150, 146, 150))
    if kit.says("cabin", "hut", "cottage"):
        _cottage(kit, clear_x(kit, 15, 3), 15.0)
    if kit.says("castle", "fortress"):
        castle_far(kit, kit.across(0.5, 70), 70.0, 16.0, 3.0)
    if kit.says("campfire", "fire"):
        campfire(kit, 0.9, 1.4)
    if kit.staging.time != "night":
        gulls(kit, dome, 2)


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
        for z, tall in ((300.0, 26.0), (120.0, 11.0), (46.0, 4.0), (20.0, 1.4)):
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
        for a, b in zip(pts, pts[1:], strict=False):
            kit.rod((a[0], a[1], z), (b[0], b[1], z), w, c, 0.4)
        for a in pts[1:]:
            kit.disc(a[0], a[1], z, w, c)

    for s, y0, y1 in ((-1, 0.4, 0.72), (1, 0.5, 0.86)):
        limb([(x, h * y0), (x + s * h * 0.24, h * y0), (x + s * h * 0.24, h * y1)], r * 0.75)
    kit.rod((x, 0, z), (x, h, z), r, c, 0.45)
    kit.disc(x, h, z, r, c)
    for k in (-0.4, 0.2):
        kit.stroke([(x + r * k, 0.05, z - 0.01), (x + r * k, h, z - 0.01)], scale(c, 0.72), 0.35)


def field(kit: Kit) -> None:
    """Meadow or wheat, hedges, a farm, hills; a park when the words want one."""
    rng = kit.rng
    dome = draw_sky(kit)
    sky = kit.light.sky
    park = kit.says("park", "lawn", "playground", "pond")
    wheat = kit.says("wheat", "corn", "barley", "harvest") or (rng.random() < 0.35 and not park)
    base = (214, 180, 106) if wheat else GREENS[rng.randrange(3)][0]
    for z, tall, c in ((400.0, 26.0, (140, 160, 160)), (170.0, 10.0, (128, 156, 124))):
        x0, x1, _, _ = kit.view(z)
        rgb: RGB = snow_colour(kit, mix((c[0], c[1], c[2]), sky[3], 0.2), 0.7)
        edge = kit.ridge(x0 - 9, x1 + 9, 0, tall, 8, 0.4)
        kit.poly([(x1 + 9, -9, z), (x0 - 9, -9, z), *((x, y, z) for x, y in edge)], rgb, 0.25)
    turf = meadow(kit, (base[0], base[1], base[2]))
    fog_bank(kit, 60, 0.35, 8)
    if not park:
        for i in range(-7, 8):
            kit.stroke(
                [(i * 0.9, 0.002, kit.camera.eye[2] + 1.2), (i * 6.0, 0.002, 90)],
                scale(turf, 0.86),
                0.35,
            )
    x0, x1, _, _ = kit.view(80)
    for _ in range(9):
        x = x0 + (x1 - x0) * rng.random()
        light, dark = leafage(kit)
        crown(kit, x, 2.0, 80, 4 + 3 * rng.random(), 3.0, light, dark, 0.25)
    s = 1 if rng.random() < 0.5 else -1
    if park:
        path(kit, (206, 190, 158), 1.1, s * 0.9)
        if kit.says("pond", "lake", "swan", "duck"):
            kit.disc(
                kit.across(s * 0.4, 14),
                0.003,
                14,
                5,
                mix(sky[2], (96, 146, 160), 0.4),
                0.4,
                level=True,
            )
        bench(kit, kit.across(-s * 0.6, 4.2), 4.2)
        lantern_post(kit, kit.across(-s * 0.82, 5.0), 5.0)
    else:
        _cottage(kit, kit.across(s * 0.55, 46), 46.0, barn=True)
        if kit.says("windmill", "mill"):
            _windmill(kit, kit.across(-s * 0.5, 60), 60.0, 14.0)
        if kit.says("scarecrow"):
            _scarecrow(kit, kit.across(-s * 0.6, 5), 5.0)
    fog_bank(kit, 25, 0.3, 4)
    tree(kit, kit.across(-s * 0.7, 17), 17.0, 8.0)
    if park or rng.random() < 0.5:
        tree(kit, kit.across(s * 0.85, 10), 10.0, 6.5)
    if not park and rng.random() < 0.65:
        _fence(kit, 6.5)
    if wheat:
        gold = scale(turf, 0.9)
        for z in (5.0, 3.6, 2.4):
            a, b, _, _ = kit.view(z)
            n = 46 if not kit.close else 20
            for i in range(n):
                x = a + (b - a) * (i + rng.random()) / n
                if abs(x) > 0.45 or z > 2.5:
                    h = 0.5 + 0.25 * rng.random()
                    kit.stroke([(x, 0, z), (x + 0.06 * kit.key, h, z)], gold, 0.45)
                    kit.disc(x + 0.06 * kit.key, h, z, 0.025, mix(turf, WHITE, 0.2), ry=0.08)
    else:
        for _ in range(26):
            z = 1.2 + 6 * rng.random()
            x = clear_x(kit, z, 0.5)
            kit.disc(
                x,
                0.1 + 0.08 * rng.random(),
                z,
                0.035,
                pick(rng, (*BRIGHTS[:2], PAPER, (240, 226, 130))),
            )
    if kit.staging.time != "night":
        gulls(kit, dome, 3)
    wet_ground(kit)


def _fence(kit: Kit, z: float) -> None:
    wood: RGB = snow_colour(kit, (168, 140, 110), 0.2)
    x0, x1, _, _ = kit.view(z)
    for y in (0.45, 0.85):
        kit.front(x0 - 1, x1 + 1, y, y + 0.1, z, wood, 0.4)
    x = x0 - 1
    while x < x1 + 1:
        kit.front(x - 0.06, x + 0.06, 0, 1.1, z - 0.03, mix(wood, WHITE, 0.1), 0.4)
        x += 1.7


def _scarecrow(kit: Kit, x: float, z: float) -> None:
    kit.rod((x, 0, z), (x, 1.8, z), 0.04, BARK, 0.35)
    kit.rod((x - 0.7, 1.35, z), (x + 0.7, 1.35, z), 0.035, BARK, 0.35)
    kit.poly([(x - 0.3, 0.6, z), (x + 0.35, 0.55, z), (x + 0.65, 1.25, z), (x + 0.6, 1.45, z),
              (x - 0.6, 1.45, z), (x - 0.65, 1.22, z)], BRIGHTS[2], 0.5)  # fmt: skip
    kit.disc(x, 1.65, z, 0.17, (222, 196, 140), 0.45)
    kit.poly(
        [
            (x - 0.34, 1.75, z),
            (x + 0.34, 1.75, z),
            (x + 0.12, 1.84, z),
            (x, 2.15, z),
            (x - 0.14, 1.84, z),
        ],
        (120, 90, 66),
        0.45,
    )


def _windmill(kit: Kit, x: float, z: float, h: float) -> None:
    kit.poly(
        [
            (x - h * 0.16, 0, z),
            (x + h * 0.16, 0, z),
            (x + h * 0.09, h * 0.7, z),
            (x - h * 0.09, h * 0.7, z),
        ],
        (232, 222, 204),
        0.4,
    )
    kit.poly(
        [(x - h * 0.11, h * 0.7, z), (x + h * 0.11, h * 0.7, z), (x, h * 0.86, z)],
        (150, 90, 74),
        0.4,
    )
    a0 = kit.rng.random()
    for i in range(4):
        a = a0 + i * math.pi / 2
        ca, sa = math.cos(a), math.sin(a)
        cy = h * 0.72
        kit.poly(
            [
                (x, cy, z - 1),
                (x + ca * h * 0.42, cy + sa * h * 0.42, z - 1),
                (x + ca * h * 0.42 - sa * h * 0.07, cy + sa * h * 0.42 + ca * h * 0.07, z - 1),
                (x + ca * h * 0.1 - sa * h * 0.07, cy + sa * h * 0.1 + ca * h * 0.07, z - 1),
            ],
            PAPER,
            0.35,
        )


def _cottage(kit: Kit, x: float, z: float, barn: bool = False) -> None:
    """A house far off with a lit window after dark and smoke."""
    c: RGB = (176, 84, 70) if barn else (226, 214, 190)
    kit.box(x - 3, x + 3, 0, 2.8, z, z + 4, c, 0.4)
    roof = snow_colour(kit, (128, 92, 84))
    kit.poly(
        [
            (x - 3.4, 2.7, z - 0.3),
            (x + 3.4, 2.7, z - 0.3),
            (x + 2.6, 5.0, z + 2),
            (x - 2.6, 5.0, z + 2),
        ],
        roof,
        0.4,
    )
    kit.front(x + 1.4, x + 2.0, 4.0, 5.8, z + 1.8, (150, 110, 96), 0.35)
    wall = Wall(kit, "back", z)
    wall.rect(x - 0.5, x + 0.5, 0, 2.0, scale(c, 0.6), 0.35, n=0.02)
    for u in (-2.0, 1.9):
        if kit.mood.lamp:
            pane_lit(wall, x + u - 0.5, x + u + 0.5, 1.0, 1.9, 0.02)
            kit.glow(x + u, 1.4, z - 0.1, 1.6, LAMP, 0.4)
        else:
            wall.rect(x + u - 0.5, x + u + 0.5, 1.0, 1.9, (120, 150, 160), 0.3, n=0.02)
    for i in range(4):
        kit.disc(x + 1.7 + i * 0.35, 6.2 + i * 0.75, z + 2, 0.35 + 0.16 * i,
                 mix((226, 226, 226), kit.light.sky[2], 0.4), alpha=0.6)  # fmt: skip


def castle_far(kit: Kit, x: float, z: float, h: float, y: float = 0.0) -> None:
    """A castle with towers and pennants."""
    c = mix((168, 160, 160), kit.light.sky[3], 0.2)
    rng = kit.rng
    parts = [
        (-0.95, 0.24, 0.7),
        (0.9, 0.22, 0.78),
        (-0.45, 0.2, 0.95),
        (0.4, 0.2, 1.1),
        (0.0, 0.55, 0.62),
    ]
    for a, w, t in parts:
        px, ww, tt = x + a * h, w * h * 0.5, t * h
        kit.front(px - ww, px + ww, y - h * 0.1, y + tt, z, c, 0.35)
        s = -kit.key
        p, q = sorted((px + s * ww, px + s * ww * 0.3))
        kit.front(p, q, y - h * 0.1, y + tt, z, scale(c, 0.82))
        n = 5
        for i in range(0, n, 2):
            m = px - ww * 1.1 + 2.2 * ww * i / n
            kit.front(m, m + 2.2 * ww / n, y + tt, y + tt + h * 0.05, z, c, 0.25)
        if w < 0.3 and rng.random() < 0.7:
            kit.poly(
                [
                    (px - ww * 1.2, y + tt, z),
                    (px + ww * 1.2, y + tt, z),
                    (px, y + tt + h * 0.32, z),
                ],
                (132, 84, 92),
                0.35,
            )
            kit.rod((px, y + tt + h * 0.3, z), (px, y + tt + h * 0.42, z), h * 0.006, DARK)
            kit.poly([(px, y + tt + h * 0.42, z), (px + h * 0.12, y + tt + h * 0.39, z),
                      (px, y + tt + h * 0.36, z)], BRIGHTS[0])  # fmt: skip
        quad: list[P3] = [
            (px - h * 0.02, y + tt * 0.6, z),
            (px + h * 0.02, y + tt * 0.6, z),
            (px + h * 0.02, y + tt * 0.7, z),
            (px - h * 0.02, y + tt * 0.7, z),
        ]
        if kit.mood.lamp:
            shine(kit, quad, LAMP)
        else:
            kit.poly(quad, DARK)
    kit.poly(
        [
            (x - h * 0.09, y - h * 0.1, z),
            (x + h * 0.09, y - h * 0.1, z),
            (x + h * 0.09, y + h * 0.14, z),
            (x, y + h * 0.24, z),
            (x - h * 0.09, y + h * 0.14, z),
        ],
        scale(c, 0.45),
        0.35,
    )


def castle(kit: Kit) -> None:
    """A castle on its hill, the road leading up."""
    rng = kit.rng
    dome = draw_sky(kit)
    sky = kit.light.sky
    _range(kit, 900, 130, mix((128, 142, 172), sky[2], 0.4), 0.4, -20)
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


def garden(kit: Kit) -> None:
    """Hedges, flower beds, a gravel path, a pergola or fountain."""
    rng = kit.rng
    draw_sky(kit)
    meadow(kit, GREENS[0][0])
    light, dark = leafage(kit, 0)
    for z, h in ((16.0, 3.2), (9.0, 1.5)):
        x0, x1, _, _ = kit.view(z)
        for i in range(9):
            x = x0 + (x1 - x0) * (i + rng.random() * 0.5) / 8
            crown(kit, x, h * 0.55, z, (x1 - x0) * 0.1, h * 0.62, light, dark)
    path(kit, (222, 206, 176), 0.8, rng.choice((-1, 1)) * 0.6, 14)
    s = rng.choice((-1, 1))
    tree(kit, kit.across(s * 0.7, 8), 8.0, 5.0)
    if rng.random() < 0.5 or kit.says("fountain"):
        x, z = kit.across(-s * 0.4, 7), 7.0
        stone: RGB = (196, 190, 182)
        kit.drum(x, z, 1.1, 0, 0.45, stone, 0.45)
        kit.disc(x, 0.46, z, 0.98, mix(kit.light.sky[2], (110, 160, 176), 0.4), 0.3, level=True)
        kit.drum(x, z, 0.14, 0.4, 1.3, stone, 0.4)
        kit.drum(x, z, 0.2, 1.3, 1.45, stone, 0.4, r1=0.5)
        for k in (-1, 1):
            kit.stroke(
                [
                    (x, 1.9, z),
                    (x + k * 0.2, 1.95, z),
                    (x + k * 0.42, 1.6, z),
                    (x + k * 0.5, 0.8, z),
                ],
                (224, 238, 244),
                0.7,
            )
    else:
        bench(kit, kit.across(-s * 0.55, 4.6), 4.6)
    hues = [pick(rng, (*BRIGHTS, (244, 236, 220), (236, 150, 160))) for _ in range(3)]
    for i in range(44 if not kit.close else 18):
        z = 5.2 - 3.6 * (i / 44) + 0.2 * rng.random()
        x = clear_x(kit, z, 1.1)
        h = 0.3 + 0.4 * rng.random()
        kit.stroke([(x, 0, z), (x, h, z)], dark, 0.5)
        c = saturate(hues[i % 3], 1.15)
        kit.disc(x, h, z, 0.07 + 0.03 * rng.random(), c, 0.3)
        kit.disc(x, h, z - 0.01, 0.03, (246, 226, 130))
    wet_ground(kit)


def cave(kit: Kit) -> None:
    """A cavern: the bright mouth far off or glowing crystals, stalactites, boulders."""
    rng = kit.rng
    c: RGB = ((116, 104, 108), (104, 108, 124), (122, 104, 92))[rng.randrange(3)]
    sky = kit.light.sky
    veil, kit.veil = kit.veil, False
    back = scale(c, 0.42)
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
    for z, k in ((15.9, 0.5), (9.0, 0.66), (5.0, 0.82), (2.5, 1.0)):
        edge = kit.ridge(-40, 40, -0.05, 0.3, 32, 0.7)
        kit.poly([(40, 0, near), (-40, 0, near), *((x, y, z) for x, y in edge)],
                 scale(floor_c, k) if k < 1 else floor_c, depth=z)  # fmt: skip
    crystal = kit.says("crystal", "gem", "glow", "glowing") or (not mouth)
    for z, k in ((12.0, 0.52), (8.0, 0.68), (4.6, 0.84)):
        a, b, _, y1 = kit.view(z)
        rockface = scale(c, k)
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


def country_front(kit: Kit) -> None:
    """Dark leaves and a bough in the corners of wide and full shots."""
    if kit.staging.shot not in ("full", "wide", "extreme-wide"):
        return
    w, h, rng = kit.w, kit.h, kit.rng
    u = (w * h) ** 0.5
    s = rng.choice((-1, 1))
    c = kit.mood.front
    x = w if s > 0 else 0.0
    if kit.far:
        bough = [(x, h * 0.03), (x - s * u * 0.16, h * 0.05), (x - s * u * 0.3, h * 0.02)]
        kit.canvas.line(bough, u * 0.014, c, taper=True)
        for _ in range(22):
            t = rng.random()
            px, py = (
                x - s * u * 0.32 * t,
                h * 0.03 + u * 0.02 * math.sin(t * 3) + u * 0.03 * (rng.random() - 0.4),
            )
            a = math.pi / 2 + (rng.random() - 0.5) * 2.0
            r = u * (0.02 + 0.02 * rng.random())
            ca, sa = math.cos(a) * r, math.sin(a) * r
            kit.flat_fill(
                [
                    (px, py),
                    (px + ca - sa * 0.35, py + sa + ca * 0.35),
                    (px + ca * 2, py + sa * 2),
                    (px + ca + sa * 0.35, py + sa - ca * 0.35),
                ],
                c,
            )
    corner = w - x
    for i in range(7):
        a = math.pi * (0.54 + 0.38 * i / 6) if corner > 0 else math.pi * (0.08 + 0.38 * i / 6)
        r = u * (0.12 + 0.1 * rng.random())
        ca, sa = math.cos(a), -math.sin(a)
        droop = u * 0.03
        wide = u * 0.016
        spine = [(corner + ca * r * t, h * 1.01 + sa * r * t + droop * t * t) for t in
                 (0.0, 0.3, 0.6, 0.85, 1.0)]  # fmt: skip
        girth = (0.4, 1.0, 0.9, 0.5, 0.0)
        kit.flat_fill(
            [
                *(
                    (x - sa * wide * g, y + ca * wide * g)
                    for (x, y), g in zip(spine, girth, strict=True)
                ),
                *(
                    (x + sa * wide * g, y - ca * wide * g)
                    for (x, y), g in reversed(list(zip(spine, girth, strict=True)))
                ),
            ],
            c,
        )


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
