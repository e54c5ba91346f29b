"""Inside a car, and the road from afar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, WHITE, mix, mood_of, pick, scale
from .sets_props import DARK, STEEL
from .sets_shape import ring
from .sets_vehicle import parked_car
from .sets_wall import PAPER
from .sky import draw_sky, ground
from .weather import snow_colour

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit


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
    poses = [f.pose for f in kit.staging.figures[:2]]
    driver = poses.index("drive") if "drive" in poses else 0
    gx = kit.camera.point(_seats(kit)[driver], mid, -0.35)[0]
    for off in (-0.055, 0.055):
        px, py, r = gx + off * u, dash + u * 0.115, u * 0.036
        if py + r < h:
            kit.flat_fill(ring(px, py, r), lit)
            kit.flat_fill(ring(px, py, r * 0.84), mix(c, (236, 240, 236), 0.75))
            kit.flat_line([(px, py), (px + r * 0.5, py - r * 0.45)], kit.base * 0.7, (196, 66, 56))
    for a, b in ((0.62, 0.1), (0.78, 0.05)):
        kit.flat_fill(
            [(w * a, -5), (w * (a + b), -5), (w * (a + b - 0.3), h), (w * (a - 0.3), h)],
            WHITE,
            0.07,
        )


def _car_on_road(kit: Kit) -> None:
    """From afar a car ride is a road through country; the car stands beside the cast."""
    rng = kit.own("car_on_road")
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
    parked_car(kit, -s * 2.0, 1.6, pick(rng, BRIGHTS), True)
