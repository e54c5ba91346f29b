"""On the move: inside a car, a train carriage; out in space, on a moon, on a bridge deck."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, WHITE, Mood, mix, mood_of, pick, saturate, scale
from .sets_green import rock
from .sets_kit import ring
from .sets_props import DARK, STEEL, shine
from .sets_props import car as parked
from .sets_rooms import room
from .sets_wall import LAMP, PAPER, Wall, outside
from .sky import draw_sky, ground
from .weather import snow_colour

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import P3, Kit


def car(kit: Kit) -> None:
    """Inside a car, seen from the bonnet: seats, pillars, the road behind through the glass."""
    rng = kit.rng
    if kit.far:
        _car_on_road(kit)
        return
    inside, kit.mood = kit.mood, mood_of(kit.staging.time, kit.staging.weather, False)
    draw_sky(kit, 0.6)
    sky = kit.light.sky
    # Through the rear window: the road running away, verges, town or trees.
    near = kit.camera.eye[2] + 0.3
    green = snow_colour(kit, mix((126, 148, 104), sky[3], 0.15))
    for z in (2000.0, 60.0, 20.0):
        kit.poly([(-3000, -0.3, near), (3000, -0.3, near), (3000, -0.3, z), (-3000, -0.3, z)],
                 mix(green, sky[3], min(0.5, z / 4000)), depth=30)  # fmt: skip
    kit.poly([(-4, -0.28, near), (4, -0.28, near), (1.2, -0.28, 300), (-1.2, -0.28, 300)],
             mix((128, 126, 132), sky[3], 0.15), depth=12)  # fmt: skip
    for i in range(9):
        z = 3 + i * 4.5
        kit.poly(
            [(-0.08, -0.27, z), (0.08, -0.27, z), (0.08, -0.27, z + 2), (-0.08, -0.27, z + 2)],
            PAPER,
        )
    for z, tall in ((140.0, 14.0), (60.0, 6.0)):
        x0, x1, _, _ = kit.view(z)
        edge = kit.ridge(x0 - 5, x1 + 5, 0, tall, 12, 0.6)
        kit.poly(
            [(x1 + 5, -2, z), (x0 - 5, -2, z), *((x, y, z) for x, y in edge)],
            mix((104, 128, 116), sky[3], 0.3),
        )
    if kit.mood.lamp:
        for x in (-2.2, 2.4):
            for k in (-0.3, 0.3):
                kit.glow(x + k, 0.6, 22, 0.7, (255, 240, 200), 0.7)
                kit.disc(x + k, 0.6, 22, 0.13, (255, 246, 220))
    kit.mood = inside
    trim: RGB = ((92, 84, 88), (86, 92, 100), (104, 84, 72))[rng.randrange(3)]
    skin = pick(rng, BRIGHTS)
    # Seen around the sitter at z = 0: roof, pillars and doors at the sides, back seat behind.
    # The floor of the cabin lies below; everything hangs on the height of the eye.
    mid = _head_height(kit)
    z0, z1 = 0.25, 1.35
    half = max(0.85, 0.62 * (kit.view(0.8)[1] - kit.view(0.8)[0]) * 0.5)
    half = min(half, 1.7)
    top, sill = mid + 0.46, mid - 0.22
    roof = mix(trim, PAPER, 0.45)
    # Rear wall with its window cut as a frame of four pieces.
    rw, rt, rb = half * 0.72, top - 0.1, sill + 0.05
    kit.front(-half, half, sill - 1.2, rb, z1, trim, 0.4)
    kit.front(-half, half, rt, top, z1, roof, 0.4)
    kit.poly([(-half, rb, z1), (-rw, rb, z1), (-rw * 0.86, rt, z1), (-half, rt, z1)], roof, 0.45)
    kit.poly([(half, rb, z1), (rw, rb, z1), (rw * 0.86, rt, z1), (half, rt, z1)], roof, 0.45)
    # Headrests and back seat.
    seat = mix(trim, skin, 0.25)
    kit.front(-half * 0.92, half * 0.92, sill - 1.0, sill + 0.02, z1 - 0.25, seat, 0.5)
    for x in (-half * 0.5, half * 0.5):
        kit.poly(
            [
                (x - 0.15, sill + 0.02, z1 - 0.26),
                (x + 0.15, sill + 0.02, z1 - 0.26),
                (x + 0.13, sill + 0.2, z1 - 0.26),
                (x - 0.13, sill + 0.2, z1 - 0.26),
            ],
            seat,
            0.45,
        )
    # Roof lining and the doors running towards the viewer.
    near = kit.camera.eye[2] + 0.2
    kit.poly(
        [(-half, top, near), (half, top, near), (half, top, z1), (-half, top, z1)],
        mix(roof, WHITE, 0.12),
        0.4,
    )
    for s in (-1, 1):
        x = s * half
        kit.poly(
            [(x, sill - 1.3, near), (x, sill - 1.3, z1), (x, sill, z1), (x, sill, near)], trim, 0.5
        )
        kit.poly([(x, sill, z1), (x, top, z1), (x, top, z1 - 0.22), (x, sill, z1 - 0.1)], roof, 0.4)
        kit.poly(
            [(x, sill, z0 + 0.28), (x, top, z0 + 0.1), (x, top, z0), (x, sill, z0 + 0.12)],
            roof,
            0.4,
        )
        kit.poly(
            [(x, top - 0.07, near), (x, top - 0.07, z1), (x, top, z1), (x, top, near)], roof, 0.4
        )
        kit.stroke([(x, sill, near), (x, sill, z1)], scale(trim, 0.5), 0.6)
        kit.stroke([(x * 0.99, sill - 0.2, 0.2), (x * 0.99, sill - 0.2, 0.5)], STEEL, 1.2)
    # The sitters' own seat backs, behind their shoulders.
    spots = _seats(kit)
    for x in spots:
        kit.poly(
            [
                (x - 0.3, sill - 1.3, 0.22),
                (x + 0.3, sill - 1.3, 0.22),
                (x + 0.27, sill + 0.0, 0.24),
                (x - 0.27, sill + 0.0, 0.24),
            ],
            mix(seat, WHITE, 0.06),
            0.5,
        )
        kit.poly(
            [
                (x - 0.15, sill + 0.04, 0.24),
                (x + 0.15, sill + 0.04, 0.24),
                (x + 0.13, sill + 0.26, 0.24),
                (x - 0.13, sill + 0.26, 0.24),
            ],
            mix(seat, WHITE, 0.06),
            0.5,
        )


def _head_height(kit: Kit) -> float:
    """About where the sitters' heads are, in metres: the cabin hangs on it."""
    seated = any(f.pose in ("drive", "sit", "phone", "slump") for f in kit.staging.figures)
    return 1.2 if seated else 1.52


def _seats(kit: Kit) -> list[float]:
    n = len(kit.staging.figures)
    return [0.0] if n <= 1 else [-0.42, 0.42]


def car_front(kit: Kit) -> None:
    """The windscreen's edge, mirror, dashboard and shine on the glass."""
    if kit.far:
        return
    w, h = kit.w, kit.h
    u = (w * h) ** 0.5
    c = kit.mood.front
    mid = _head_height(kit)
    _, dash = kit.camera.point(0.0, mid - 0.66, -0.35)
    dash = min(h * 0.955, max(h * 0.5, dash))
    up = min(0.03 * h, 0.03 * w)
    kit.flat_fill([(-5, dash), (w * 0.3, dash - up), (w * 0.7, dash - up), (w + 5, dash),
                   (w + 5, h + 9), (-5, h + 9)], c)  # fmt: skip
    kit.flat_line([(-5, dash), (w * 0.3, dash - up), (w * 0.7, dash - up), (w + 5, dash)],
                  kit.base, mix(c, kit.mood.haze, 0.25))  # fmt: skip
    for s in (0, 1):
        x = w * s
        k = 1 if s == 0 else -1
        kit.flat_fill(
            [
                (x - k * 9, -5),
                (x + k * u * 0.07, -5),
                (x + k * u * 0.022, h * 0.55),
                (x - k * 9, h * 0.62),
            ],
            c,
        )
    kit.flat_fill([(-5, -5), (w + 5, -5), (w + 5, u * 0.014), (-5, u * 0.014)], c)
    mx = w * 0.5
    kit.flat_fill([(mx - u * 0.11, u * 0.02), (mx + u * 0.11, u * 0.02), (mx + u * 0.1, u * 0.072),
                   (mx - u * 0.1, u * 0.072)], c)  # fmt: skip
    kit.flat_fill(
        [
            (mx - u * 0.1, u * 0.026),
            (mx + u * 0.1, u * 0.026),
            (mx + u * 0.092, u * 0.065),
            (mx - u * 0.092, u * 0.065),
        ],
        mix(kit.light.sky[2], c, 0.3),
    )
    lit = mix(c, kit.mood.haze, 0.16)
    kit.flat_fill([(-5, dash + u * 0.045), (w * 0.3, dash - up + u * 0.045),
                   (w * 0.7, dash - up + u * 0.045), (w + 5, dash + u * 0.045),
                   (w + 5, dash + u * 0.06), (-5, dash + u * 0.06)], lit)  # fmt: skip
    gx = kit.camera.point(_seats(kit)[0], mid, -0.35)[0]
    for k in (-0.055, 0.055):
        x, y, r = gx + k * u, dash + u * 0.115, u * 0.036
        if y + r < h:
            kit.flat_fill(ring(x, y, r), lit)
            kit.flat_fill(ring(x, y, r * 0.84), mix(c, (236, 240, 236), 0.75))
            kit.flat_line([(x, y), (x + r * 0.5, y - r * 0.45)], kit.base * 0.7, (196, 66, 56))
    for a, b in ((0.62, 0.1), (0.78, 0.05)):
        kit.flat_fill(
            [(w * a, -5), (w * (a + b), -5), (w * (a + b - 0.3), h), (w * (a - 0.3), h)],
            WHITE,
            0.07,
        )


def _car_on_road(kit: Kit) -> None:
    """From afar a car ride is a road through country; the car stands beside the cast."""
    rng = kit.rng
    draw_sky(kit)
    sky = kit.light.sky
    ground(kit, snow_colour(kit, (150, 160, 116)))
    for z, tall in ((300.0, 26.0), (120.0, 8.0)):
        x0, x1, _, _ = kit.view(z)
        edge = kit.ridge(x0 - 9, x1 + 9, 0, tall, 10, 0.5)
        kit.poly(
            [(x1 + 9, -9, z), (x0 - 9, -9, z), *((x, y, z) for x, y in edge)],
            mix((120, 140, 128), sky[3], 0.35),
        )
    near = kit.camera.eye[2] + 0.3
    kit.poly([(-3.4, 0.001, near), (3.4, 0.001, near), (3.4, 0.001, 400), (-3.4, 0.001, 400)],
             mix((132, 130, 136), sky[3], 0.1), depth=5)  # fmt: skip
    for i in range(12):
        z = near + 1 + i * 5
        kit.floor(-0.08, 0.08, z, z + 2.4, PAPER, 0.002)
    s = rng.choice((-1, 1))
    for i in range(7):
        z = 50 - i * 7.5
        kit.rod((s * 5.2, 0, z), (s * 5.2, 6.5, z), 0.08, (120, 100, 88), 0.3)
        kit.rod((s * 5.2 - 0.8, 6.0, z), (s * 5.2 + 0.8, 6.0, z), 0.05, (120, 100, 88))
        if i:
            kit.stroke(
                [(s * 5.2, 6.1, z + 7.5), (s * 5.2, 5.6, z + 3.7), (s * 5.2, 6.1, z)], DARK, 0.3
            )
    parked(kit, -s * 2.0, 1.6, pick(rng, BRIGHTS), True)


def train(kit: Kit) -> None:
    """A railway carriage: windows with the land going by, seats, rack and lamps."""
    rng = kit.rng
    r = room(kit, half=2.9, depth=1.7, top=2.5, yaw=0.16, floor="plain", ceiling=True)
    back, d = r.back, r.depth
    metro = kit.says("metro", "subway", "underground", "tube", "tram", "bus")
    body = mix(r.wood, PAPER, 0.25) if not metro else (214, 218, 216)
    for wall, a, b in ((back, -r.half, r.half),):
        wall.rect(a, b, 0, r.top, body, n=0.003)
        wall.rect(a, b, 0, 0.85, scale(body, 0.86), 0.3, n=0.004)
    view = "city" if metro else ("hills", "sea", "trees")[rng.randrange(3)]
    n = max(2, round(r.half * 2 / 1.9))
    for i in range(n):
        a = -r.half + 2 * r.half * (i + 0.12) / n
        b = -r.half + 2 * r.half * (i + 0.88) / n
        back.block(a - 0.08, b + 0.08, 0.92, 1.98, 0.03, mix(body, WHITE, 0.3), 0.45)
        if metro and rng.random() < 0.5:
            back.rect(a, b, 1.0, 1.9, (52, 54, 70), 0.3, n=0.035)
            for _ in range(3):
                v = 1.1 + 0.6 * rng.random()
                back.rect(a, b, v, v + 0.02, (120, 116, 120), n=0.036)
        else:
            pane = Wall(kit, "back", d - 0.035)
            outside(pane, a, b, 1.0, 1.9, view)
            if view != "city" and not kit.night:
                u = a + (b - a) * rng.random()
                pane.rect(u, min(b, u + 0.05), 1.0, 1.9, mix((92, 84, 84), kit.light.sky[3], 0.3))
        back.rect(a, b, 1.68, 1.71, mix(body, WHITE, 0.2), 0.3, n=0.04)
        if not metro:
            back.rect(a - 0.02, a + 0.16, 1.0, 1.92, mix(r.second, PAPER, 0.2), 0.35, n=0.05)
            back.rect(b - 0.16, b + 0.02, 1.0, 1.92, mix(r.second, PAPER, 0.2), 0.35, n=0.05)
    # Luggage rack.
    for x in (-r.half * 0.66, 0.0, r.half * 0.66):
        kit.rod((x, 2.1, d - 0.4), (x, 2.32, d), 0.015, STEEL)
    kit.rod((-r.half, 2.1, d - 0.4), (r.half, 2.1, d - 0.4), 0.02, STEEL, 0.3)
    kit.rod((-r.half, 2.1, d - 0.2), (r.half, 2.1, d - 0.2), 0.015, STEEL, 0.3)
    for _ in range(3):
        x = (rng.random() * 2 - 1) * r.half * 0.85
        kit.box(x - 0.28, x + 0.28, 2.13, 2.38, d - 0.36, d - 0.05, pick(rng, BRIGHTS), 0.4)
    # Seats facing along the carriage in pairs, seen from the side.
    seat = saturate(r.accent, 0.85)
    if metro:
        kit.box(-r.half, r.half, 0.3, 0.45, d - 0.55, d, seat, 0.45)
        kit.box(-r.half, r.half, 0.45, 0.88, d - 0.1, d, seat, 0.45)
        for x in (-r.half * 0.55, r.half * 0.55):
            kit.rod((x, 0, d - 0.6), (x, r.top, d - 0.6), 0.02, (222, 190, 90), 0.35)
        kit.rod((-r.half, 2.0, d - 0.7), (r.half, 2.0, d - 0.7), 0.018, (222, 190, 90), 0.3)
        for i in range(7):
            x = -r.half * 0.9 + i * r.half * 0.3
            kit.poly(
                [
                    (x - 0.05, 1.75, d - 0.7),
                    (x + 0.05, 1.75, d - 0.7),
                    (x + 0.015, 1.98, d - 0.7),
                    (x - 0.015, 1.98, d - 0.7),
                ],
                (222, 214, 190),
                0.3,
            )
    else:
        for x, s in ((-1.55, 1), (1.55, -1), (-1.95, -1), (1.95, 1), (-3.6, 1), (3.6, -1)):
            if abs(x) > r.half - 0.15:
                continue
            kit.box(
                min(x, x + s * 0.5), max(x, x + s * 0.5), 0.1, 0.46, d - 1.05, d - 0.05, seat, 0.5
            )
            kit.box(x - 0.07, x + 0.07, 0.1, 1.25, d - 1.05, d - 0.05, seat, 0.5)
            kit.box(x - 0.09, x + 0.09, 1.08, 1.27, d - 0.95, d - 0.15, PAPER, 0.35)
        kit.box(-0.55, 0.55, 0.68, 0.72, d - 0.65, d, mix(r.wood, PAPER, 0.2), 0.4)
    for x in (-r.half * 0.5, r.half * 0.5):
        if kit.mood.lamp:
            kit.glow(x, r.top - 0.05, d - 0.8, 1.1, LAMP, 0.5)
        if kit.eye[1] < r.top:
            shine(
                kit,
                [
                    (x - 0.4, r.top - 0.01, d - 1.0),
                    (x + 0.4, r.top - 0.01, d - 1.0),
                    (x + 0.4, r.top - 0.01, d - 0.7),
                    (x - 0.4, r.top - 0.01, d - 0.7),
                ],
                (252, 246, 224),
            )


def _planet(kit: Kit, cx: float, cy: float, r: float, c: RGB, rings: bool) -> None:
    """A banded planet with a shadow side, in pixels."""
    rng = kit.rng
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
    rng = kit.rng
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


def space(kit: Kit) -> None:
    """A moon's ground under stars and planets, or a ship's bridge when the words are of inside."""
    rng = kit.rng
    if kit.says(
        "bridge", "cockpit", "spaceship", "starship", "console", "airlock", "capsule", "control"
    ):
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
    kit.mood = _plain(kit)
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


def _plain(kit: Kit) -> Mood:
    return replace(kit.mood, tint=(1.0, 1.0, 1.0), lift_by=0.0)


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
    rng = kit.rng
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
    shine(kit, quad, ((54, 116, 136), (60, 92, 140), (52, 124, 110))[kit.rng.randrange(3)])
    a, b, _, d = quad
    for t in (0.25, 0.5, 0.75):
        p = tuple(a[i] + (d[i] - a[i]) * t + (b[i] - a[i]) * 0.1 for i in range(3))
        e = 0.4 + 0.4 * kit.rng.random()
        q = tuple(p[i] + (b[i] - a[i]) * e for i in range(3))
        pts = [kit.pt(p[0], p[1], p[2]), kit.pt(q[0], q[1], q[2])]
        kit.flat_line(pts, kit.base * 0.5, (196, 240, 236))
