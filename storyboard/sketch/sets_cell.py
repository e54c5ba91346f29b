"""A prison cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .sets_colour import WHITE, mix, scale
from .sets_props import DARK, STEEL, pendant
from .sets_shell import room
from .sets_wall import LAMP, PAPER, Wall, window

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit


def cell(kit: Kit) -> None:
    """A prison cell: stone, bunks on chains, a barred window and its light, basin and tallies."""
    rng = kit.rng
    r = room(kit, half=1.75, depth=2.3, top=2.75, yaw=0.08, floor="plain", palette=3, snug=True)
    back, d = r.back, r.depth
    s = 1 if rng.random() < 0.5 else -1
    c: RGB = (164, 160, 152)
    near = r.near - 1.6
    for wall, a, b in ((back, -r.half, r.half), (r.left, near, d), (r.right, near, d)):
        tone = scale(c, wall.value)
        wall.rect(a, b, 0, r.top, tone, 0.4, n=0.004)
        _blocks(wall, a, b, r.top, tone)
    for i in range(-2, 3):
        kit.stroke([(0.8 * i, 0.003, near), (0.8 * i, 0.003, d)], scale(r.floor_c, 0.72), 0.3)
    # The window high up, deep in the wall, and the light that falls through its bars.
    wx = s * 0.45
    back.rect(wx - 0.5, wx + 0.5, 1.55, 2.35, scale(c, 0.55), 0.45, n=0.006)
    window(back, wx - 0.4, wx + 0.4, 1.65, 2.27, scale(c, 0.62), "sky", 1, 1, sill=False)
    for k in (-0.27, -0.09, 0.09, 0.27):
        kit.rod(back.pt(wx + k, 1.63, 0.05), back.pt(wx + k, 2.29, 0.05), 0.022, DARK, 0.3)
    if kit.staging.time not in ("night", "dusk"):
        pale: RGB = (255, 246, 214)
        for k in range(5):
            u = -0.4 + 0.17 * k
            kit.poly([(wx + u, 0.006, d - 0.9), (wx + u + 0.11, 0.006, d - 0.9),
                (wx + u * 1.25 + 0.14 - 0.35 * s, 0.006, d - 2.3),
                (wx + u * 1.25 - 0.35 * s, 0.006, d - 2.3)], pale, alpha=0.34)  # fmt: skip
    _bunks(kit, -s * r.half, s, d)
    # Basin and pan of steel in the other corner.
    bx = s * (r.half - 0.28)
    kit.box(bx - 0.24, bx + 0.24, 0.72, 0.88, d - 0.42, d, mix(STEEL, WHITE, 0.25), 0.45,
        top=STEEL)  # fmt: skip
    kit.rod((bx, 0.88, d - 0.06), (bx, 1.02, d - 0.06), 0.02, STEEL, 0.3)
    kit.drum(bx, d - 0.75, 0.16, 0.0, 0.4, mix(STEEL, WHITE, 0.2), 0.45, r1=0.22)
    for row in range(2):
        for k in range(3):
            u, v = wx * -0.35 + 0.34 * k - 0.3, 1.12 + 0.26 * row
            for i in range(4):
                back.line(u + i * 0.05, v, u + i * 0.05, v + 0.15, scale(c, 0.5), 0.6, n=0.01)
            back.line(u - 0.03, v + 0.02, u + 0.19, v + 0.13, scale(c, 0.5), 0.6, n=0.01)
    pendant(kit, 0, r.top - 0.4, 0.9, 0.14, DARK, r.top)
    if kit.mood.lamp:
        kit.glow(0, r.top - 0.5, 0.9, 1.2, LAMP, 0.4)


def _blocks(wall: Wall, a: float, b: float, top: float, tone: RGB) -> None:
    """Courses of hewn stone, some blocks darker."""
    rng = wall.kit.own("blocks")
    high = 0.34
    for i in range(int(top / high) + 1):
        v = i * high
        wall.line(a, v, b, v, scale(tone, 0.72), 0.32, n=0.007)
        u = a - 0.5 * (i % 2) - 0.2 * rng.random()
        while u < b:
            wide = 0.62 + 0.3 * rng.random()
            if rng.random() < 0.22:
                left, right = max(a, u), min(b, u + wide)
                if right > left:
                    shade = scale(tone, 0.86 + 0.2 * rng.random())
                    wall.rect(left, right, v, min(top, v + high), shade, n=0.006)
            if a < u < b:
                wall.line(u, v, u, min(top, v + high), scale(tone, 0.72), 0.3, n=0.008)
            u += wide


def _bunks(kit: Kit, wall: float, s: int, d: float) -> None:
    """Two bunks at one wall, the upper one on chains."""
    a, b = sorted((wall, wall + s * 0.82))
    edge = wall + s * 0.78
    for y, blanket in ((1.42, (120, 124, 104)), (0.42, (112, 92, 80))):
        kit.box(a, b, y - 0.05, y, d - 2.0, d, STEEL, 0.45)
        kit.box(a + 0.03, b - 0.03, y, y + 0.11, d - 1.97, d - 0.03, (214, 208, 188), 0.45)
        kit.box(a + 0.01, b - 0.01, y + 0.02, y + 0.125, d - 1.98, d - 0.75, blanket, 0.4)
        kit.box(a + 0.1, b - 0.1, y + 0.11, y + 0.2, d - 0.5, d - 0.1, PAPER, 0.4)
    for z in (d - 1.9, d - 0.2):
        kit.rod((edge, 1.42, z), (wall + s * 0.02, 2.2, z), 0.014, DARK, 0.3)
    for z in (d - 1.95, d - 0.05):
        kit.rod((edge, 0.0, z), (edge, 0.42, z), 0.025, STEEL, 0.35)
