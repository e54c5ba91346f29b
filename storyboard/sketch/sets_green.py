"""Trees, bushes, rocks and grass."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .sets_colour import GREENS, WHITE, mix, scale
from .weather import snow_colour

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit

BARK: RGB = (124, 98, 84)


def leafage(kit: Kit, which: int = -1) -> tuple[RGB, RGB]:
    """Light and dark green of this scene's foliage, or its snow."""
    light, dark = GREENS[which if which >= 0 else kit.own("leafage").randrange(len(GREENS))]
    return snow_colour(kit, light, 0.62), snow_colour(kit, dark, 0.3)


def crown(
    kit: Kit, x: float, y: float, z: float, rx: float, ry: float, light: RGB, dark: RGB,
    line: float = 0.45,
) -> None:  # fmt: skip
    """A mass of leaves: dark body, then one or two lit clumps towards the key."""
    if kit.depth(x, z) < 0.4:
        return
    n = 9
    kit.poly([(a, b, z) for a, b in kit.lobes(x, y, rx, ry, n)], dark, line)
    if kit.flat:
        return
    k = kit.key
    kit.poly(
        [
            (a, b, z - 0.01)
            for a, b in kit.lobes(x + k * rx * 0.16, y + ry * 0.2, rx * 0.74, ry * 0.7, 8)
        ],
        light,
    )
    kit.poly([(a, b, z - 0.02) for a, b in
              kit.lobes(x + k * rx * 0.3, y + ry * 0.4, rx * 0.4, ry * 0.38, 6)],
             mix(light, (255, 246, 200), 0.22))  # fmt: skip
    if kit.px(z) * rx > 30:
        rng = kit.own("crown")
        for _ in range(5):
            a = x + rx * (rng.random() * 1.3 - 0.65)
            b = y + ry * (rng.random() * 1.2 - 0.7)
            s = rx * 0.1
            kit.stroke([(a - s, b, z - 0.03), (a, b - s * 0.6, z - 0.03), (a + s, b, z - 0.03)],
                       scale(dark, 0.62), 0.35)  # fmt: skip


def tree(kit: Kit, x: float, z: float, h: float, which: int = -1) -> None:
    """A broadleaf tree `h` metres tall; bends in the wind."""
    if kit.depth(x, z) < 0.6:
        return
    rng = kit.own("tree")
    light, dark = leafage(kit, which)
    lean = 0.0 if kit.staging.weather not in ("wind", "storm") else 0.12 * h * -kit.key
    r = h * 0.035
    kit.shadow(x, z, h * 0.24, h * 0.1, 0.24)
    bark = BARK
    kit.poly([(x - r * 1.5, 0, z), (x + r * 1.5, 0, z), (x + r + lean * 0.4, h * 0.55, z),
              (x - r + lean * 0.4, h * 0.55, z)], bark, 0.5)  # fmt: skip
    if not kit.flat:
        s = -kit.key
        kit.poly(
            [
                (x + s * r * 1.5, 0, z),
                (x + s * r * 0.3, 0, z),
                (x + s * r * 0.2 + lean * 0.4, h * 0.55, z),
                (x + s * r + lean * 0.4, h * 0.55, z),
            ],
            scale(bark, 0.74),
        )
    for s in (-1, 1):
        kit.rod(
            (x + lean * 0.3, h * 0.4, z), (x + s * h * 0.14 + lean * 0.7, h * 0.6, z), r * 0.5, bark
        )
    for a, b, k in ((-0.17, 0.62, 0.2), (0.18, 0.64, 0.19), (0.0, 0.78, 0.25)):
        j = 0.85 + 0.3 * rng.random()
        crown(kit, x + a * h + lean, b * h, z - 0.02, h * k * j, h * k * 0.82 * j, light, dark)


def fir(kit: Kit, x: float, z: float, h: float) -> None:
    """A fir in tiers."""
    if kit.depth(x, z) < 0.6:
        return
    c: RGB = snow_colour(kit, (78, 112, 96), 0.25)
    lit = snow_colour(kit, (104, 140, 108), 0.75)
    kit.rod((x, 0, z), (x, h * 0.2, z), h * 0.022, BARK, 0.3)
    tiers = 5
    for i in range(tiers):
        y0 = h * (0.1 + 0.165 * i)
        w = h * 0.23 * (1 - i / (tiers + 0.6))
        y1 = y0 + h * (0.3 if i < tiers - 1 else 0.24)
        hem = [(x + w * (k / 3), y0 + h * (0.03 if k % 2 else 0.0), z) for k in range(-3, 4)]
        tip = w * 0.08
        tier = [*hem, (x + tip, y1, z), (x - tip, y1, z)]
        kit.poly(tier, c)
        k = kit.key
        kit.poly(
            [(x + k * w, y0, z), (x + k * w * 0.67, y0 + h * 0.03, z), (x + k * w * 0.33, y0, z),
             (x + k * w * 0.2, y0 + h * 0.12, z), (x + k * tip * 0.2, y1, z),
             (x + k * tip, y1, z)], lit,
        )  # fmt: skip
        kit.outline(tier, c, 0.4)


def bush(kit: Kit, x: float, z: float, r: float, which: int = -1) -> None:
    """A round bush."""
    light, dark = leafage(kit, which)
    kit.shadow(x, z, r * 1.1, r * 0.4, 0.2)
    crown(kit, x, r * 0.5, z, r, r * 0.72, light, dark)


def rock(kit: Kit, x: float, z: float, r: float, c: RGB = (150, 144, 146), h: float = 0.7) -> None:
    """A boulder with a lit and a shaded facet."""
    rng = kit.own("rock")
    if kit.depth(x, z) < 0.4:
        return
    kit.shadow(x, z, r * 1.15, r * 0.5, 0.28)
    c = snow_colour(kit, c, 0.2)
    j = [0.85 + 0.3 * rng.random() for _ in range(5)]
    outline = [(-1.0, 0.0), (-0.86 * j[0], 0.5 * j[1]), (-0.36, 0.95 * j[2]), (0.3, 1.0 * j[3]),
               (0.84 * j[4], 0.56), (1.0, 0.0)]  # fmt: skip
    kit.poly([(x + a * r, b * r * h, z) for a, b in outline], c, 0.5)
    k = kit.key
    kit.poly(
        [
            (x - k * r, 0, z),
            (x - k * 0.86 * r, 0.5 * r * h, z),
            (x - k * 0.36 * r, 0.9 * r * h, z),
            (x - k * 0.2 * r, 0.45 * r * h, z),
            (x - k * 0.4 * r, 0, z),
        ],
        scale(c, 0.76),
    )
    top = snow_colour(kit, mix(c, WHITE, 0.22))
    kit.poly(
        [
            (x - 0.36 * r, 0.93 * r * h, z),
            (x + 0.28 * r, 0.97 * r * h, z),
            (x + k * 0.55 * r, 0.72 * r * h, z),
            (x + k * 0.1 * r, 0.76 * r * h, z),
        ],
        top,
    )


def grass(kit: Kit, x: float, z: float, h: float, c: RGB, blades: int = 5) -> None:
    """A tuft of grass."""
    rng = kit.own("grass")
    if kit.depth(x, z) < 0.3 or kit.px(z) * h < 2:
        return
    bend = 0.9 if kit.staging.weather in ("wind", "storm") else 0.35
    for i in range(blades):
        t = (i + 0.5) / blades * 2 - 1
        tip = t * 0.5 + bend * (0.4 if kit.key < 0 else -0.4)
        tall = h * (0.6 + 0.5 * rng.random())
        kit.poly([(x + t * h * 0.22 - h * 0.04, 0, z), (x + t * h * 0.22 + h * 0.04, 0, z),
                  (x + (t * 0.22 + tip * 0.5) * h, tall, z)], c)  # fmt: skip


def palm(kit: Kit, x: float, z: float, h: float) -> None:
    """A palm leaning a little."""
    if kit.depth(x, z) < 0.6:
        return
    lean = h * 0.16 * (1 if kit.own("palm").random() < 0.5 else -1)
    r = h * 0.03
    kit.shadow(x, z, h * 0.2, h * 0.07, 0.25)
    prev = (x, 0.0)
    for i in range(1, 7):
        t = i / 6
        cur = (x + lean * t * t, h * t)
        kit.rod(
            (prev[0], prev[1], z), (cur[0], cur[1], z), r * (1.2 - 0.5 * t), (150, 118, 88), 0.4
        )
        prev = cur
    light, dark = GREENS[1]
    for i in range(9):
        a = math.pi * (i / 8) * 1.24 - 0.38
        ca, sa = math.cos(a), math.sin(a)
        s = h * 0.34
        tx, ty = prev[0] + ca * s, prev[1] + sa * s * 0.55 - s * 0.16
        mx, my = prev[0] + ca * s * 0.5, prev[1] + sa * s * 0.5 + s * 0.1
        kit.poly(
            [(prev[0], prev[1], z), (mx, my + s * 0.08, z), (tx, ty, z), (mx, my - s * 0.1, z)],
            light if i % 2 else dark,
            0.35,
        )
