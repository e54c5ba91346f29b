"""Space: moons, planets, a bridge of a ship."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, WHITE, mix, pick, scale
from .sets_green import rock
from .sets_props import DARK, shine
from .sets_shape import ring
from .sets_wall import Wall

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import P3, Kit


def space(kit: Kit) -> None:
    """A moon's ground under stars and planets, or a ship's bridge when the words are of inside."""
    rng = kit.rng
    if "outside" not in kit.words and kit.says(
        "bridge", "cockpit", "spaceship", "starship", "console", "airlock", "capsule", "control",
        "station", "spacecraft", "shuttle", "module", "mothership",
    ):  # fmt: skip
        _bridge(kit)
        return
    _star_field(kit)
    w, h = kit.w, kit.h
    u = (w * h) ** 0.5
    s = rng.choice((-1, 1))
    kit.canvas.role = "light"
    c: RGB = ((206, 130, 86), (96, 142, 190), (190, 160, 120), (150, 110, 170))[rng.randrange(4)]
    horizon = min(h * 0.9, max(h * 0.2, kit.camera.horizon))
    _planet(kit, w * (0.5 + s * 0.3), horizon * 0.42, u * 0.17, c, rng.random() < 0.5)
    _planet(kit, w * (0.5 - s * 0.36), horizon * 0.24, u * 0.04, (200, 200, 206), False)
    kit.canvas.role = "sky"
    if kit.says("floats", "floating", "drifts", "drifting", "spacewalk", "orbit", "weightless"):
        return
    night = kit.mood
    soil = mix(((170, 166, 170), (186, 126, 100), (160, 156, 176))[rng.randrange(3)], c, 0.15)
    kit.veil = False
    for z, tall, k in ((500.0, 34.0, 0.5), (160.0, 11.0, 0.7)):
        x0, x1, _, _ = kit.view(z)
        edge = kit.ridge(x0 - 9, x1 + 9, -1, tall, 16, 0.55)
        rgb = scale(soil, k)
        kit.flat_fill(
            [kit.camera.point(x, y, z) for x, y in [(x1 + 9, -40.0), (x0 - 9, -40.0), *edge]], rgb
        )
    near = kit.camera.eye[2] + 0.2
    for z, k in ((900.0, 0.62), (60.0, 0.74), (20.0, 0.86), (8.0, 1.0)):
        pts = kit.camera.points([(-4000, 0, near), (4000, 0, near), (4000, 0, z), (-4000, 0, z)])
        kit.flat_fill(pts, scale(soil, k) if k < 1 else soil)
    kit.mood = kit.mood.plain()
    for _ in range(9):
        z = 2.5 + 26 * rng.random() ** 1.6
        x0, x1, _, _ = kit.view(z)
        x = x0 + (x1 - x0) * rng.random()
        r = z * (0.05 + 0.07 * rng.random())
        kit.disc(x, 0.002, z, r, scale(soil, 0.6), 0.3, level=True)
        kit.poly(
            [
                (a + kit.key * -r * 0.16, 0.003, b)
                for a, b in ring(x, z - r * 0.1, r * 0.86, r * 0.82)
            ],
            scale(soil, 0.8),
        )
    for z, r in ((6.0, 0.6), (3.6, 0.4)):
        x0, x1, _, _ = kit.view(z)
        x = x1 * 0.6 * rng.choice((-1, 1))
        rock(kit, x if abs(x) > 1.2 else 1.3, z, r, scale(soil, 0.9))
    if kit.says("rocket", "lander", "ship", "flag", "crash", "crashed") or rng.random() < 0.4:
        _rocket(kit, kit.across(-s * 0.6, 16), 16.0, 6.0)
    kit.mood, kit.veil = night, True


def _planet(kit: Kit, cx: float, cy: float, r: float, c: RGB, rings: bool) -> None:
    """A banded planet with a shadow side, in pixels."""
    rng = kit.own("planet")
    canvas = kit.canvas
    disc = ring(cx, cy, r, r, 48)
    if rings:
        kit.flat_fill(
            [
                (cx + r * 2.0 * math.cos(a), cy + r * 0.34 * math.sin(a) + r * 0.3 * math.cos(a))
                for a in (math.pi + math.pi * i / 20 for i in range(21))
            ],
            mix(c, WHITE, 0.35),
            0.8,
        )
    canvas.glow(cx, cy, r * 1.25, mix(c, WHITE, 0.4), 0.3)
    canvas.fill(disc, c)
    for _ in range(5):
        y = cy + r * (rng.random() * 1.7 - 0.85)
        t = r * (0.05 + 0.1 * rng.random())
        pts = [
            (cx - r * 1.1, y),
            (cx, y - t * 0.4),
            (cx + r * 1.1, y),
            (cx + r * 1.1, y + t),
            (cx, y + t * 1.3),
            (cx - r * 1.1, y + t),
        ]
        canvas.fill(pts, mix(c, WHITE if rng.random() < 0.5 else scale(c, 0.6), 0.3), within=disc)
    k = kit.key
    # The night side: all that lies outside a larger disc shifted to the light.
    lit = [(cx + k * r * 0.38 + 1.06 * r * math.cos(a), cy - r * 0.12 + 1.06 * r * math.sin(a))
           for a in (math.tau * i / 40 for i in range(41))]  # fmt: skip
    box = [
        (cx - 2 * r, cy - 2 * r),
        (cx + 2 * r, cy - 2 * r),
        (cx + 2 * r, cy + 2 * r),
        (cx - 2 * r, cy + 2 * r),
        (cx - 2 * r, cy - 2 * r),
    ]
    canvas.fill([*box, *lit[::-1], box[0]], (18, 16, 40), 0.55, within=disc)
    if rings:
        pts2 = [(cx + r * 2.0 * math.cos(a), cy + r * 0.34 * math.sin(a) + r * 0.3 * math.cos(a))
                for a in (math.pi * i / 20 for i in range(21))]  # fmt: skip
        inner = [(cx + r * 1.35 * math.cos(a), cy + r * 0.2 * math.sin(a) + r * 0.2 * math.cos(a))
                 for a in (math.pi * i / 20 for i in range(21))]  # fmt: skip
        canvas.fill([*pts2, *inner[::-1]], mix(c, WHITE, 0.35), 0.85)


def _star_field(kit: Kit) -> None:
    rng = kit.own("star_field")
    canvas = kit.canvas
    canvas.role = "light"
    w, h = kit.w, kit.h
    u = (w * h) ** 0.5
    deep: RGB = (14, 14, 38)
    canvas.fill([(-5, -5), (w + 5, -5), (w + 5, h + 5), (-5, h + 5)], deep)
    hue: RGB = ((74, 40, 110), (30, 70, 110), (96, 44, 84))[rng.randrange(3)]
    for i in range(3):
        cx, cy = w * rng.random(), h * (0.15 + 0.6 * rng.random())
        pts = kit.lobes(cx, cy, u * (0.5 - 0.1 * i), u * (0.2 - 0.03 * i), 8, 0.25)
        canvas.fill(pts, hue, 0.16)
        canvas.fill(
            [(cx + (a - cx) * 0.6, cy + (b - cy) * 0.6) for a, b in pts],
            mix(hue, (160, 120, 200), 0.3),
            0.16,
        )
    for _ in range(150):
        x, y = w * rng.random(), h * rng.random()
        s = kit.base * (0.2 + 0.5 * rng.random() ** 3)
        canvas.fill([(x - s, y), (x, y - s), (x + s, y), (x, y + s)],
                    mix(deep, (255, 250, 236), 0.4 + 0.6 * rng.random()))  # fmt: skip
    for _ in range(3):
        x, y, s = w * rng.random(), h * 0.6 * rng.random(), kit.base * 2.4
        for a, b in ((s, s * 0.12), (s * 0.12, s)):
            canvas.fill([(x - a, y), (x, y - b), (x + a, y), (x, y + b)], (255, 252, 240))
    canvas.role = "sky"


def _rocket(kit: Kit, x: float, z: float, h: float) -> None:
    """The red-and-white rocket of the classic albums' age, in its own design: fins and a port."""
    r = h * 0.13
    body = [(r * 0.55, 0.1), (r, 0.3), (r * 0.96, 0.55), (r * 0.6, 0.82), (r * 0.08, 1.0)]
    for s in (-1, 1):
        kit.poly(
            [
                (x + s * r * 0.7, h * 0.3, z),
                (x + s * r * 2.0, h * 0.1, z),
                (x + s * r * 2.1, 0, z),
                (x + s * r * 0.6, h * 0.12, z),
            ],
            (190, 74, 62),
            0.5,
        )
    kit.lathe(x, z, [(a, b * h) for a, b in body], (226, 222, 214), 0.5)
    kit.lathe(x, z - 0.01, [(r * 0.6, h * 0.82), (r * 0.08, h)], (190, 74, 62), 0.4)
    kit.disc(x, h * 0.58, z - 0.02, r * 0.36, (110, 150, 176), 0.5)


def _bridge(kit: Kit) -> None:
    """A ship's bridge: consoles below a wide window on the stars."""
    rng = kit.own("bridge")
    _star_field(kit)
    w, h = kit.w, kit.h
    kit.canvas.role = "light"
    s = rng.choice((-1, 1))
    _planet(kit, w * (0.5 + s * 0.28), h * 0.3, (w * h) ** 0.5 * 0.16, BRIGHTS[2], False)
    kit.canvas.role = "sky"
    kit.turn((rng.random() - 0.5) * 0.2, 1.0)
    x0, x1, _, _ = kit.view(2.6)
    half = max(2.8, (x1 - x0) * 0.55)
    top = max(2.8, kit.eye[1] + 0.7)
    near = kit.eye[2] - 1
    steel: RGB = (156, 166, 180)
    kit.floor(-half, half, near, 3.0, (104, 112, 128))
    if not kit.close:
        for i in range(-5, 6):
            kit.stroke(
                [(i * 0.8, 0.001, kit.eye[2] + 0.3), (i * 0.8, 0.001, 3.0)], (82, 90, 106), 0.3
            )
    if kit.eye[1] < top:
        kit.floor(-half, half, near, 3.0, (124, 134, 150), top)
    back = Wall(kit, "back", 3.0)
    back.rect(-half, half, 0, 1.05, steel, 0.4)
    back.rect(-half, half, 2.35, top, steel, 0.4)
    n = 4
    for i in range(n + 1):
        u = -half + 2 * half * i / n
        kit.poly(
            [
                back.pt(u - 0.14, 1.05),
                back.pt(u + 0.14, 1.05),
                back.pt(u + 0.08, 2.35),
                back.pt(u - 0.08, 2.35),
            ],
            mix(steel, WHITE, 0.15),
            0.45,
        )
    for side in (Wall(kit, "left", -half), Wall(kit, "right", half)):
        side.rect(near, 3.0, 0, top, scale(steel, side.value), 0.4)
        for z in (0.6, 1.7):
            side.block(z, z + 0.8, 1.2, 1.9, 0.08, (84, 92, 108), 0.45)
            _screen(
                kit,
                [
                    side.pt(z + 0.05, 1.25, 0.085),
                    side.pt(z + 0.75, 1.25, 0.085),
                    side.pt(z + 0.75, 1.85, 0.085),
                    side.pt(z + 0.05, 1.85, 0.085),
                ],
            )
    kit.box(-half * 0.9, half * 0.9, 0, 0.8, 2.2, 2.95, scale(steel, 0.8), 0.5)
    x = -half * 0.85
    while x < half * 0.8:
        quad: list[P3] = [(x, 0.8, 2.2), (x + 0.5, 0.8, 2.2), (x + 0.5, 1.06, 2.6), (x, 1.06, 2.6)]
        kit.poly(quad, (76, 84, 100), 0.4)
        if rng.random() < 0.6:
            _screen(
                kit,
                [
                    (x + 0.05, 0.84, 2.24),
                    (x + 0.45, 0.84, 2.24),
                    (x + 0.45, 1.03, 2.55),
                    (x + 0.05, 1.03, 2.55),
                ],
            )
        else:
            for i in range(6):
                px = x + 0.08 + 0.07 * i
                c = pick(rng, ((240, 110, 90), (250, 210, 110), (120, 220, 170)))
                shine(
                    kit,
                    [
                        (px, 0.88, 2.3),
                        (px + 0.04, 0.88, 2.3),
                        (px + 0.04, 0.92, 2.36),
                        (px, 0.92, 2.36),
                    ],
                    c,
                )
        x += 0.56
    for s in (-1, 1):
        px = s * min(half * 0.6, 1.7)
        kit.drum(px, 1.6, 0.1, 0, 0.4, DARK, 0.4)
        kit.box(px - 0.25, px + 0.25, 0.4, 0.5, 1.35, 1.85, BRIGHTS[4], 0.45)
        kit.box(px - 0.25, px + 0.25, 0.5, 1.25, 1.32, 1.42, BRIGHTS[4], 0.5)


def _screen(kit: Kit, quad: list[P3]) -> None:
    rng = kit.own("screen")
    shine(kit, quad, ((54, 116, 136), (60, 92, 140), (52, 124, 110))[rng.randrange(3)])
    a, b, _, d = quad
    for t in (0.25, 0.5, 0.75):
        p = tuple(a[i] + (d[i] - a[i]) * t + (b[i] - a[i]) * 0.1 for i in range(3))
        e = 0.4 + 0.4 * rng.random()
        q = tuple(p[i] + (b[i] - a[i]) * e for i in range(3))
        pts = [kit.pt(p[0], p[1], p[2]), kit.pt(q[0], q[1], q[2])]
        kit.flat_line(pts, kit.base * 0.5, (196, 240, 236))
