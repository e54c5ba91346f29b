"""A lighthouse and its beam."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .sets_colour import scale
from .sets_props import DARK, shine

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit


def lighthouse(kit: Kit, x: float, z: float, h: float, y: float = 0.0, beam: bool = True) -> None:
    """A banded lighthouse `h` metres tall; lit in the dark and in thick weather."""
    r0, r1 = h * 0.115, h * 0.075
    band: RGB = (190, 72, 60)
    for i in range(5):
        a, b = i / 5, (i + 1) / 5
        ra, rb = r0 + (r1 - r0) * a, r0 + (r1 - r0) * b
        c = band if i % 2 else (238, 232, 220)
        kit.poly(
            [
                (x - ra, y + h * 0.76 * a, z),
                (x + ra, y + h * 0.76 * a, z),
                (x + rb, y + h * 0.76 * b, z),
                (x - rb, y + h * 0.76 * b, z),
            ],
            c,
            0.3,
        )
        s = -kit.key
        kit.poly([(x + s * ra, y + h * 0.76 * a, z), (x + s * ra * 0.3, y + h * 0.76 * a, z),
                  (x + s * rb * 0.3, y + h * 0.76 * b, z), (x + s * rb, y + h * 0.76 * b, z)],
                 scale(c, 0.76))  # fmt: skip
    for a, b in ((0.2, 0.0), (0.46, 0.02)):
        kit.front(
            x - h * 0.012 + b * h, x + h * 0.012 + b * h, y + h * a, y + h * (a + 0.05), z, DARK
        )
    kit.front(x - r1 * 1.35, x + r1 * 1.35, y + h * 0.76, y + h * 0.785, z, DARK, 0.3)
    top = y + h * 0.785
    on = kit.mood.lamp or kit.staging.weather in ("fog", "storm", "rain")
    room = [(x - r1 * 0.7, top, z), (x + r1 * 0.7, top, z), (x + r1 * 0.7, top + h * 0.1, z),
            (x - r1 * 0.7, top + h * 0.1, z)]  # fmt: skip
    if on:
        if beam:
            _beam(kit, x, top + h * 0.05, z, h)
        kit.glow(x, top + h * 0.05, z, h * 0.4, (255, 240, 190), 0.8)
        shine(kit, room, (255, 244, 200))
    else:
        kit.poly(room, (170, 198, 206), 0.35)
    for k in (-0.7, -0.23, 0.23, 0.7):
        kit.stroke([(x + k * r1, top, z), (x + k * r1, top + h * 0.1, z)], DARK, 0.35)
    for k in (-1.3, -0.8, 0.8, 1.3):
        kit.stroke([(x + k * r1, top, z), (x + k * r1, top + h * 0.04, z)], DARK, 0.3)
    kit.poly([(x - r1 * 0.9, top + h * 0.1, z), (x + r1 * 0.9, top + h * 0.1, z),
              (x + r1 * 0.35, top + h * 0.165, z), (x, top + h * 0.19, z),
              (x - r1 * 0.35, top + h * 0.165, z)], band, 0.35)  # fmt: skip


def _beam(kit: Kit, x: float, y: float, z: float, h: float) -> None:
    px, py = kit.pt(x, y, z)
    far = 1.4 * kit.w
    slant = 0.03 + 0.05 * kit.own("beam").random()
    r = h * 0.02 * kit.px(z)
    for s in (-1, 1):
        for k, alpha in ((0.16, 0.13), (0.09, 0.16)):
            tip = py - slant * s * far
            kit.flat_fill([(px, py - r), (px, py + r), (px + s * far, tip + k * far),
                           (px + s * far, tip - k * far)], (255, 240, 196), alpha)  # fmt: skip
