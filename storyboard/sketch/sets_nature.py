"""Forest and mountains."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .sets_colour import GREENS, STONES, mix, pick, scale
from .sets_green import BARK, bush, crown, fir, leafage, rock
from .sets_land import campfire, castle_far, clear_x, cottage, meadow, path, peak_chain
from .sky import draw_sky, gulls
from .weather import fog_bank, snow_colour

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit


def forest(kit: Kit) -> None:
    """Trunks in layers into the haze, undergrowth, a path, shafts of light; firs by seed."""
    rng = kit.rng
    kit.turn((rng.random() - 0.5) * 0.2, 1.0)
    draw_sky(kit, 0.5)
    # Not by the weather: a wood is not felled when it snows.
    pines = rng.random() < 0.36 or kit.says("pine", "fir", "spruce", "winter")
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
    spots = sorted((4.0 + 14 * rng.random() for _ in range(9)), reverse=True)
    spots += [5.2] if pines else [3.2, 2.6]
    stand = [(z, kit.own("stand")) for z in spots][3 if kit.close else 0 :]
    fog_at = [11.0, 6.0]
    canopy, ferns = kit.own("canopy"), kit.own("ferns")
    for z, rng in stand:
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
                x = x0 + (x1 - x0) * (i + 0.5 * canopy.random()) / 4.5
                y = max(4.6, y1 * 0.94) + 0.5 * canopy.random()
                crown(kit, x, y, z, (x1 - x0) * 0.2, 1.3 * s, light, dark)
    if kit.staging.time not in ("night", "dusk") and kit.staging.weather in ("clear", "wind"):
        _shafts(kit)
    for _ in range(5 if not kit.close else 2):
        z = 2.0 + 2.5 * ferns.random()
        _fern(kit, clear_x(kit, z, 1.0), z, 0.5, scale(light, 0.92))
    if kit.says("cabin", "hut", "cottage"):
        cottage(kit, clear_x(kit, 13, 2.5), 13.0)
    if kit.says("campfire", "fire", "camp"):
        campfire(kit, 0.9, 1.4)


def _trunk(kit: Kit, x: float, z: float, r: float) -> None:
    if kit.depth(x, z) < 0.8:
        return
    rng = kit.own("trunk")
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
    rng = kit.own("shafts")
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


def mountains(kit: Kit) -> None:
    """Snow peaks in chains, foothills, firs, a rocky ledge to stand on."""
    rng = kit.rng
    dome = draw_sky(kit)
    sky = kit.light.sky
    blue = mix((128, 142, 172), sky[2], 0.35)
    peak_chain(kit, 1500, 330, mix(blue, sky[3], 0.5), 0.9, -40)
    fog_bank(kit, 900, 0.35, 120)
    peak_chain(kit, 600, 105, mix((124, 130, 148), sky[2], 0.2), 0.6, -25)
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
        cottage(kit, clear_x(kit, 15, 3), 15.0)
    if kit.says("castle", "fortress"):
        castle_far(kit, kit.across(0.5, 70), 70.0, 16.0, 3.0)
    if kit.says("campfire", "fire"):
        campfire(kit, 0.9, 1.4)
    if kit.staging.time != "night":
        gulls(kit, dome, 2)
