"""Church, court and theatre."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, STONES, WHITE, mix, pick, scale
from .sets_props import DARK, flame, pendant, table
from .sets_seats import chair
from .sets_shell import room
from .sets_wall import LAMP, PAPER, Wall

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit


def church(kit: Kit) -> None:
    """A nave: pillars, pointed windows of coloured glass, pews, candles; temples too."""
    rng = kit.rng
    kit.turn((rng.random() - 0.5) * 0.1, 1.0)
    c = mix(pick(rng, STONES), (206, 198, 186), 0.5)
    x0, x1, _, _ = kit.view(1.0)
    half = max(4.2, (x1 - x0) * 0.55)
    kit.room_sides = 0.7
    top, end, near = max(8.0, kit.eye[1] + 2), 16.0, kit.eye[2] - 1
    kit.flat_fill(
        [(-9, -9), (kit.w + 9, -9), (kit.w + 9, kit.h + 9), (-9, kit.h + 9)], kit.lit(scale(c, 0.6))
    )
    kit.floor(-half, half, near, end, mix(c, (150, 130, 120), 0.4))
    back = Wall(kit, "back", end)
    back.rect(-half, half, 0, top + 4, scale(c, 0.86), 0.3)
    _lancet(back, 0, 2.6, 1.5, 5.2)
    for x in (-2.7, 2.7):
        _lancet(back, x, 2.6, 0.9, 4.0)
    kit.box(-1.3, 1.3, 0, 1.1, end - 2.2, end - 1.2, PAPER, 0.4)
    for k in (-0.9, 0.9):
        kit.rod((k, 1.1, end - 1.7), (k, 1.6, end - 1.7), 0.05, PAPER)
        flame(kit, k, 1.6, end - 1.7, 0.22)
        kit.glow(k, 1.7, end - 1.7, 0.9, LAMP, 0.5)
    for s in (-1, 1):
        wall = Wall(kit, "left" if s < 0 else "right", s * half)
        wall.rect(near, end, 0, top, scale(c, wall.value * 0.9), 0.3)
        z = end - 2.5
        while z > kit.eye[2]:
            _lancet(wall, z, 2.2, 0.6, 3.0)
            z -= 3.4
    z = end - 2.0
    while z > 1.4:
        for s in (-1, 1):
            x = s * half * 0.62
            kit.drum(x, z, 0.42, 0, 0.4, c, 0.4)
            kit.drum(x, z, 0.3, 0.4, top * 0.62, mix(c, WHITE, 0.1), 0.45)
            kit.drum(x, z, 0.32, top * 0.62, top * 0.68, c, 0.45, r1=0.48)
            arch = [(s * half * 0.62 * math.cos(a) if s > 0 else -half * 0.62 * math.cos(a),
                     top * 0.68 + (top * 0.42) * math.sin(a), z) for a in
                    (math.pi / 2 * k / 6 for k in range(7))]  # fmt: skip
            for a, b in itertools.pairwise(arch):
                kit.rod(a, b, 0.17, mix(c, WHITE, 0.06), 0.35)
        z -= 3.4
    kit.floor(-0.75, 0.75, near, end - 2.4, (156, 74, 70), 0.004, 0.3)
    z = end - 3.5
    while z > 1.2:
        for s in (-1, 1):
            p, q = sorted((s * 1.0, s * half * 0.56))
            kit.box(p, q, 0.0, 0.42, z - 0.42, z, (140, 100, 72), 0.35)
            kit.box(p, q, 0.4, 0.95, z - 0.48, z - 0.42, (150, 108, 78), 0.4)
        z -= 1.15
    if not kit.night and kit.staging.weather in ("clear", "wind"):
        for i in range(3):
            z = 4.0 + i * 3
            kit.poly(
                [
                    (half, 5.0, z),
                    (half, 3.0, z),
                    (-half * 0.3, 0, z - 0.5),
                    (half * 0.25, 0, z - 0.5),
                ],
                (255, 244, 206),
                alpha=0.13,
            )


def _lancet(wall: Wall, u: float, v: float, w: float, h: float) -> None:
    """A pointed window of coloured glass."""
    kit, rng = wall.kit, wall.kit.own("lancet")
    out = [
        (-1.0, 0.0),
        (1.0, 0.0),
        (1.0, 0.62),
        (0.72, 0.82),
        (0.0, 1.0),
        (-0.72, 0.82),
        (-1.0, 0.62),
    ]
    kit.poly(
        [wall.pt(u + a * w * 1.22, v - 0.1 + b * (h + 0.35), 0.01) for a, b in out],
        (150, 142, 138),
        0.4,
    )
    glass: tuple[RGB, ...] = (
        (110, 152, 196),
        (206, 98, 88),
        (232, 190, 96),
        (120, 168, 124),
        (142, 112, 176),
    )
    base = mix(glass[0], kit.light.sky[2], 0.3)
    kit.poly(
        [wall.pt(u + a * w, v + b * h, 0.02) for a, b in out],
        scale(base, 0.6 if kit.night else 1.0),
        0.3,
    )
    for i in range(5):
        for s in (-1, 1):
            c = glass[rng.randrange(5)]
            c = scale(c, 0.5) if kit.night else mix(c, WHITE, 0.12)
            a, b = sorted((s * 0.08, s * 0.88))
            wall.rect(
                u + a * w,
                u + b * w,
                v + h * (0.03 + 0.12 * i),
                v + h * (0.13 + 0.12 * i),
                c,
                n=0.03,
            )
    wall.disc(
        u, v + h * 0.78, w * 0.42, scale(glass[2], 0.6) if kit.night else glass[2], 0.3, n=0.03
    )


def courtroom(kit: Kit) -> None:
    """Judge's bench, panelling, flags, rail and benches."""
    r = room(kit, half=3.4, depth=4.2, top=3.4, palette=0)
    back, d = r.back, r.depth
    wood: RGB = (146, 100, 70)
    for wall, a, b in ((back, -r.half, r.half), (r.left, r.near, d), (r.right, r.near, d)):
        wall.rect(a, b, 0, 2.2, scale(wood, wall.value), 0.4, n=0.01)
        u = a + 0.15
        while u < b - 0.5:
            wall.rect(u, u + 0.62, 0.25, 1.05, scale(wood, 0.84 * wall.value), 0.3, n=0.012)
            wall.rect(u, u + 0.62, 1.2, 2.05, scale(wood, 0.84 * wall.value), 0.3, n=0.012)
            u += 0.8
    back.disc(0, 2.75, 0.4, (206, 172, 100), 0.5, n=0.04)
    kit.stroke([back.pt(-0.22, 2.85, 0.05), back.pt(0.22, 2.85, 0.05)], DARK, 0.7)
    kit.stroke([back.pt(0, 2.55, 0.05), back.pt(0, 2.95, 0.05)], DARK, 0.7)
    chair(kit, 0, d - 0.5, (120, 60, 54), 0.0, h=0.9, back=0.95)
    kit.box(-1.6, 1.6, 0, 1.3, d - 1.4, d - 0.95, wood, 0.5)
    for k in (-1.4, -0.45, 0.5):
        kit.front(k, k + 0.9, 0.2, 1.1, d - 1.402, scale(wood, 0.84), 0.35)
    kit.box(-1.7, 1.7, 1.3, 1.38, d - 1.5, d - 0.9, scale(wood, 0.8), 0.5)
    kit.rod((0.55, 1.42, d - 1.2), (0.75, 1.42, d - 1.2), 0.05, scale(wood, 0.7), 0.3)
    for s in (-1, 1):
        kit.rod((s * 2.1, 0, d - 0.5), (s * 2.1, 2.6, d - 0.5), 0.02, (206, 172, 100))
        c = BRIGHTS[0] if s < 0 else BRIGHTS[4]
        kit.poly([(s * 2.1, 2.5, d - 0.5), (s * 1.55, 2.35, d - 0.5), (s * 1.7, 1.3, d - 0.5),
                  (s * 2.1, 1.5, d - 0.5)], c, 0.4)  # fmt: skip
    if kit.staging.shot in ("full", "wide", "extreme-wide", "medium-long"):
        for s in (-1, 1):
            x = s * min(r.half - 1.0, 1.9)
            chair(kit, x, 1.5, wood, math.pi)
            table(kit, x, 2.1, 1.4, 0.7, wood)
    pendant(kit, 0, r.top - 0.6, 2.0, 0.4, (206, 172, 100), r.top)


def theatre(kit: Kit) -> None:
    """A stage seen from the house: curtains, footlights, boards, painted drop."""
    rng = kit.rng
    r = room(kit, half=3.4, depth=3.8, top=3.8, yaw=0.06, floor="plain", palette=2)
    back, d = r.back, r.depth
    red: RGB = (170, 52, 56)
    # The house is dark: plum walls with gilded boxes, and the boards of the stage.
    for wall in (r.left, r.right):
        wall.rect(r.near, d, 0, r.top, scale((104, 62, 70), wall.value), 0.3, n=0.004)
        wall.rect(r.near, d, 1.9, 2.05, scale((206, 164, 88), wall.value), 0.3, n=0.01)
        wall.rect(r.near, d, 1.3, 1.9, scale((146, 66, 62), wall.value), 0.3, n=0.008)
        u = d - 0.4
        while u > r.near + 0.9:
            wall.rect(u - 0.8, u - 0.1, 2.1, 3.3, scale((58, 36, 52), wall.value), 0.35, n=0.01)
            u -= 1.1
    kit.floor(-r.half, r.half, r.near, d, (158, 112, 76))
    n = 22
    for i in range(1, n):
        x = -r.half + 2 * r.half * i / n
        kit.stroke([(x, 0.002, max(r.near, kit.eye[2] + 0.5)), (x, 0.002, d)], (112, 78, 58), 0.3)
    kit.floor(-r.half, r.half, r.near, d, (88, 58, 66), r.top)
    drop = mix(r.accent, (110, 130, 170), 0.5)
    back.rect(-r.half, r.half, 0, r.top, drop, n=0.01)
    hills = kit.ridge(-r.half, r.half, 0.8, 1.0, 10, 0.6)
    kit.poly([back.pt(r.half, 0), back.pt(-r.half, 0), *(back.pt(x, y, 0.012) for x, y in hills)],
             scale(drop, 0.75), 0.3)  # fmt: skip
    back.disc(1.1, 2.6, 0.4, (248, 226, 160), n=0.011)
    for s in (-1, 1):
        for i in range(6):
            a = s * (r.half - i * 0.24)
            z = d - 0.5 - 0.1 * (i % 2)
            kit.poly(
                [(a - 0.14, 0, z), (a + 0.14, 0, z), (a + 0.12, r.top, z), (a - 0.12, r.top, z)],
                red if i % 2 else mix(red, (230, 110, 90), 0.3),
                0.35,
            )
    n = 9
    for i in range(n):
        a, b = -r.half + 2 * r.half * i / n, -r.half + 2 * r.half * (i + 1) / n
        z = d - 0.7
        kit.poly([(a, r.top, z), (b, r.top, z), (b, r.top - 0.6, z), ((a + b) / 2, r.top - 0.95, z),
                  (a, r.top - 0.6, z)], red if i % 2 else scale(red, 0.85), 0.35)  # fmt: skip
    for k in (-1, 1):
        px, py = kit.pt(k * r.half * 0.7, r.top, 0.6)
        qx, qy = kit.pt(0, 0, 0.6)
        w = kit.px(0.6)
        kit.flat_fill(
            [(px - 0.1 * w, py), (px + 0.1 * w, py), (qx + 1.1 * w, qy), (qx - 1.1 * w, qy)],
            (255, 244, 206),
            0.14,
        )
    kit.disc(0, 0.005, 0.4, 1.3, (255, 246, 214), level=True, alpha=0.3, ry=0.9)
    if rng.random() < 0.5:
        chair(kit, 1.5, 1.8, r.wood, 0.5)
