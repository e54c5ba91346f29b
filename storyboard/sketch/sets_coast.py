"""What lies on the horizon of the sea."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .sets_colour import mix, scale
from .sets_props import DARK, shine
from .sets_tower import lighthouse
from .sets_wall import LAMP, PAPER

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit


def far_coast(kit: Kit) -> None:
    """Headlands on the horizon, perhaps a sail or a steamer."""
    rng = kit.own("far_coast")
    sky = kit.light.sky
    z = 900.0
    x0, x1, _, _ = kit.view(z)
    w = x1 - x0
    left = rng.random() < 0.5
    a, b = (x0 - w * 0.1, x0 + w * 0.42) if left else (x1 - w * 0.4, x1 + w * 0.1)
    tall = w * 0.06
    c = mix((92, 112, 124), sky[3], 0.55) if not kit.night else mix((18, 24, 52), sky[3], 0.35)
    top = kit.ridge(a, b, 0, tall, 12, 0.55)
    fade = [(x, -2 + y * math.sin(math.pi * min(1.0, max(0.0, (x - a) / (b - a)))) ** 0.6)
            for x, y in top]  # fmt: skip
    kit.flat_fill([kit.camera.point(x, y, z) for x, y in [(b, -4.0), (a, -4.0), *fade]], c)
    if kit.says("lighthouse"):
        lighthouse(kit, (x0 + w * 0.78) if left else (x0 + w * 0.22), z, w * 0.17, -2)
    else:
        x = x0 + w * (0.78 if left else 0.2)
        if kit.says("ferry", "steamer", "ship", "liner") or rng.random() < 0.4:
            steamer(kit, x, 260.0 if kit.says("ferry") else 500.0)
        elif rng.random() < 0.6:
            _sail(kit, x * 0.3, 280.0)


def steamer(kit: Kit, x: float, z: float) -> None:
    """A ferry far off with its funnel and, after dark, lit ports; `x` as at depth 900."""
    x = x * z / 900
    s = max(6.0, 0.028 * (kit.view(z)[1] - kit.view(z)[0]))
    hull_c: RGB = (72, 82, 104)
    kit.poly([(x - s * 2.6, 0, z), (x + s * 2.3, 0, z), (x + s * 2.9, s * 0.8, z),
              (x - s * 2.8, s * 0.62, z)], hull_c, 0.3)  # fmt: skip
    kit.front(x - s * 2.1, x + s * 1.7, s * 0.66, s * 1.25, z, (236, 232, 222), 0.3)
    kit.front(x - s * 1.3, x + s * 1.1, s * 1.25, s * 1.7, z, (226, 222, 214), 0.3)
    kit.poly([(x - s * 0.5, s * 1.7, z), (x + s * 0.15, s * 1.7, z), (x + s * 0.05, s * 2.7, z),
              (x - s * 0.6, s * 2.7, z)], (188, 86, 70), 0.3)  # fmt: skip
    kit.rod((x + s * 1.5, s * 1.2, z), (x + s * 1.6, s * 2.9, z), s * 0.05, DARK)
    for i in range(9):
        a = x - s * 1.9 + i * s * 0.42
        q = [
            (a, s * 0.86, z),
            (a + s * 0.2, s * 0.86, z),
            (a + s * 0.2, s * 1.06, z),
            (a, s * 1.06, z),
        ]
        if kit.mood.lamp:
            shine(kit, q, LAMP)
        else:
            kit.poly(q, (96, 112, 128))
    for i in range(4):
        kit.disc(x - s * (0.7 + i * 0.75), s * (3.0 + i * 0.28), z, s * (0.28 + 0.13 * i),
                 mix((228, 228, 228), kit.light.sky[2], 0.45), alpha=0.75)  # fmt: skip


def _sail(kit: Kit, x: float, z: float) -> None:
    s = 0.02 * (kit.view(z)[1] - kit.view(z)[0])
    kit.poly(
        [(x - s, 0, z), (x + s * 1.1, 0, z), (x + s * 1.4, s * 0.5, z), (x - s * 1.3, s * 0.4, z)],
        (120, 88, 76),
        0.25,
    )
    kit.poly([(x, s * 0.5, z), (x, s * 4.2, z), (x + s * 1.4, s * 0.8, z)], PAPER, 0.25)
    kit.poly([(x - 0.1 * s, s * 0.6, z), (x - 0.1 * s, s * 3.5, z), (x - s * 1.2, s * 0.8, z)],
             scale(PAPER, 0.9), 0.25)  # fmt: skip
