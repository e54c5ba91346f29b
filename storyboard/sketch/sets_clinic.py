"""Laboratory and hospital ward."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .sets_colour import WHITE, mix, scale
from .sets_props import STEEL, shine
from .sets_seats import chair, stool
from .sets_shell import room
from .sets_shelves import shelf
from .sets_wall import PAPER, blinds, door, window
from .sets_work import LONG, tubes

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit


def _glass(kit: Kit, x: float, z: float, y: float, kind: int, c: RGB) -> None:
    """Laboratory glass with a coloured liquid."""
    pale: RGB = (206, 226, 230)
    if kind == 0:
        kit.lathe(x, z, [(0.09, 0), (0.03, 0.15), (0.03, 0.22)], pale, 0.35, y=y)
        kit.lathe(x, z, [(0.085, 0.005), (0.055, 0.08)], c, 0.0, y=y)
    elif kind == 1:
        kit.lathe(x, z, [(0.05, 0), (0.05, 0.16)], pale, 0.35, y=y)
        kit.lathe(x, z, [(0.046, 0.005), (0.046, 0.09)], c, 0.0, y=y)
    else:
        kit.disc(x, y + 0.1, z, 0.09, pale, 0.35)
        kit.rod((x, y + 0.17, z), (x, y + 0.28, z), 0.02, pale, 0.3)
        pts = [(x + 0.08 * math.cos(a), y + 0.1 + 0.08 * math.sin(a), z - 0.002)
               for a in (math.pi * (1 + k / 8) for k in range(9))]  # fmt: skip
        kit.poly(pts, c)


def laboratory(kit: Kit) -> None:
    """Benches of glassware, shelves, a fume cupboard, screens."""
    rng = kit.rng
    r = room(kit, half=2.9, depth=3.0, floor="tiles", palette=(3, 1, 5)[rng.randrange(3)])
    back, d = r.back, r.depth
    s = 1 if rng.random() < 0.5 else -1
    liquids: tuple[RGB, ...] = ((108, 190, 150), (224, 140, 80), (120, 130, 210), (214, 90, 120))
    bench: RGB = (226, 230, 230)
    x0, x1 = -r.half, r.half
    back.block(x0, x1, 0, 0.88, 0.65, bench, 0.5)
    u = x0
    while u < x1 - 0.1:
        back.rect(
            u + 0.04, min(x1, u + 0.6) - 0.04, 0.1, 0.8, mix(r.accent, WHITE, 0.35), 0.35, n=0.655
        )
        u += 0.6
    back.block(x0, x1, 0.88, 0.93, 0.7, (94, 104, 112), 0.45)
    hx = s * min(r.half - 0.8, 1.6)
    back.block(hx - 0.7, hx + 0.7, 0.93, 2.3, 0.6, (206, 212, 214), 0.5)
    back.rect(hx - 0.58, hx + 0.58, 1.0, 1.9, (126, 152, 160), 0.4, n=0.605)
    back.rect(hx - 0.58, hx + 0.58, 1.55, 1.9, (176, 200, 204), 0.35, n=0.61)
    a, b = (x0 + 0.15, hx - 0.9) if s > 0 else (hx + 0.9, x1 - 0.15)
    for v in (1.45, 1.85):
        shelf(back, a, b, v, STEEL, "bottles" if v > 1.5 else "jars")
    n = 7 if kit.far else 5
    row = [(rng.randrange(3), liquids[rng.randrange(4)]) for _ in range(7)]
    for i, (shape, liquid) in enumerate(row[:n]):
        _glass(kit, a + (b - a) * (i + 0.5) / n, d - 0.4, 0.93, shape, liquid)
    # A tall piece of apparatus: flask, coil and clamp stand.
    sx = (a + b) / 2 + 0.3
    kit.rod((sx, 0.93, d - 0.5), (sx, 1.62, d - 0.5), 0.012, STEEL)
    kit.rod((sx, 1.4, d - 0.5), (sx - 0.22, 1.4, d - 0.5), 0.01, STEEL)
    _glass(kit, sx - 0.22, d - 0.5, 1.22, 2, liquids[1])
    side = r.side(-s)
    z = max(kit.eye[2] + 1.4, d - 2.0)
    window(side, z, z + 1.3, 1.0, 2.2, PAPER, "city", 2)
    screens = r.side(s)
    for k in (0.0, 0.75):
        p = max(kit.eye[2] + 1.3, d - 2.2) + k
        screens.block(p, p + 0.62, 1.25, 1.7, 0.06, (76, 82, 94), 0.4)
        shine(kit, [screens.pt(p + 0.04, 1.29, 0.065), screens.pt(p + 0.58, 1.29, 0.065),
                    screens.pt(p + 0.58, 1.66, 0.065), screens.pt(p + 0.04, 1.66, 0.065)],
              (86, 150, 160))  # fmt: skip
        wave = [screens.pt(p + 0.06 + i * 0.05, 1.47 + 0.1 * math.sin(i * 1.3 + k * 5), 0.07)
                for i in range(11)]  # fmt: skip
        kit.stroke(wave, (220, 250, 230), 0.5)
    if kit.staging.shot in LONG:
        tx = -s * min(r.half - 0.9, 1.6)
        tz = 1.3
        kit.box(tx - 0.7, tx + 0.7, 0, 0.86, tz - 0.35, tz + 0.35, bench, 0.5)
        kit.box(tx - 0.74, tx + 0.74, 0.86, 0.91, tz - 0.4, tz + 0.4, (94, 104, 112), 0.45)
        for i in range(4):
            _glass(kit, tx - 0.5 + i * 0.32, tz, 0.91, rng.randrange(3), liquids[i])
        stool(kit, tx + s * 1.1, tz + 0.3, r.accent)
    tubes(r)


def hospital(kit: Kit) -> None:
    """A ward: bed, drip, monitor, curtain on its rail."""
    rng = kit.rng
    r = room(kit, half=2.7, depth=2.9, floor="tiles" if rng.random() < 0.4 else "plain", palette=1)
    back, d = r.back, r.depth
    s = 1 if rng.random() < 0.5 else -1
    for wall, a, b in ((back, -r.half, r.half), (r.left, r.near, d), (r.right, r.near, d)):
        wall.rect(a, b, 0, 1.05, scale((158, 196, 190), wall.value), n=0.004)
        wall.block(a, b, 1.05, 1.15, 0.04, (226, 222, 208), 0.3)
    wx = -s * 0.7
    window(back, wx - 0.7, wx + 0.7, 1.1, 2.25, PAPER, "trees" if rng.random() < 0.5 else "city", 2)
    blinds(back, wx - 0.7, wx + 0.7, 1.1, 2.25, PAPER)
    bx = s * min(r.half - 0.8, 1.4)
    if not kit.abed:
        _ward_bed(kit, bx, d - 0.15)
    if kit.far:
        _ward_bed(kit, -s * min(r.half - 0.8, 2.6), d - 0.15)
        x = 4.4
        while x < r.half - 0.5:
            for k in (-1, 1):
                _ward_bed(kit, k * x, d - 0.15)
                window(
                    back, k * (x + 0.85) - 0.4, k * (x + 0.85) + 0.4, 1.15, 2.2, PAPER, "trees", 2
                )
            x += 1.9
    px = bx - s * 0.78
    kit.rod((px, 0, d - 0.6), (px, 1.95, d - 0.6), 0.014, STEEL)
    kit.rod((px - 0.12, 1.93, d - 0.6), (px + 0.12, 1.93, d - 0.6), 0.01, STEEL)
    kit.poly([(px - 0.17, 1.6, d - 0.61), (px - 0.03, 1.6, d - 0.61), (px - 0.03, 1.88, d - 0.61),
              (px - 0.17, 1.88, d - 0.61)], (214, 232, 228), 0.35)  # fmt: skip
    kit.stroke(
        [(px - 0.1, 1.6, d - 0.6), (px - 0.05, 1.1, d - 0.7), (bx, 0.75, d - 1.0)],
        (206, 220, 220),
        0.5,
    )
    back.block(bx - 0.55, bx - 0.05, 1.3, 1.65, 0.15, (206, 210, 210), 0.4)
    shine(
        kit,
        [
            back.pt(bx - 0.51, 1.34, 0.155),
            back.pt(bx - 0.09, 1.34, 0.155),
            back.pt(bx - 0.09, 1.61, 0.155),
            back.pt(bx - 0.51, 1.61, 0.155),
        ],
        (48, 74, 84),
    )
    beat = [(0, 0), (0.1, 0), (0.14, 0.08), (0.18, -0.06), (0.22, 0.03), (0.26, 0), (0.38, 0)]
    kit.stroke([back.pt(bx - 0.49 + a, 1.46 + b, 0.16) for a, b in beat], (130, 232, 170), 0.6)
    z = d - 1.5
    cx = s * (r.half - 0.15)
    kit.rod((s * 0.35, 2.25, z), (s * r.half, 2.25, z), 0.015, STEEL)
    c: RGB = (150, 190, 196)
    for i in range(4):
        a = cx - s * i * 0.13
        kit.poly(
            [(a - 0.07, 0.35, z), (a + 0.07, 0.35, z), (a + 0.06, 2.23, z), (a - 0.06, 2.23, z)],
            c if i % 2 else mix(c, WHITE, 0.2),
            0.3,
        )
    door(r.side(-s), max(kit.eye[2] + 1.5, d - 2.0), 1.0, 2.1, (214, 210, 196), STEEL, pane=True)
    kit.box(bx + s * 0.0 - 0.2, bx + 0.2, 0, 0.0, d, d, STEEL, 0.0)
    if kit.staging.shot in LONG:
        chair(kit, -s * min(r.half - 0.6, 1.5), 1.7, (108, 148, 160), -s * -0.6)
    tubes(r)


def _ward_bed(kit: Kit, x: float, z1: float) -> None:
    w, z0 = 0.46, z1 - 2.0
    kit.shadow(x, (z0 + z1) / 2, 0.6, 1.1, 0.22)
    for a in (-1, 1):
        for z in (z0, z1):
            kit.rod((x + a * w, 0, z), (x + a * w, 0.6, z), 0.025, STEEL, 0.3)
    kit.box(x - w, x + w, 0.55, 1.15, z1 - 0.04, z1, mix(STEEL, WHITE, 0.3), 0.45)
    kit.box(x - w, x + w, 0.5, 0.68, z0, z1 - 0.05, (244, 244, 240), 0.45)
    kit.poly([(x - 0.32, 0.69, z1 - 0.5), (x + 0.32, 0.69, z1 - 0.5), (x + 0.34, 0.88, z1 - 0.12),
              (x - 0.34, 0.88, z1 - 0.12)], WHITE, 0.4)  # fmt: skip
    c: RGB = (158, 196, 208)
    kit.box(x - w * 1.04, x + w * 1.04, 0.42, 0.72, z0 - 0.02, z1 - 0.75, c, 0.45)
    kit.floor(x - w * 1.04, x + w * 1.04, z1 - 0.98, z1 - 0.75, WHITE, 0.722, 0.3)
    kit.box(x - w, x + w, 0.4, 0.85, z0 - 0.06, z0 - 0.03, mix(STEEL, WHITE, 0.4), 0.45)
