"""A railway or underground carriage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, WHITE, mix, pick, scale
from .sets_props import STEEL, shine
from .sets_shell import room
from .sets_wall import LAMP, PAPER, Wall, outside

if TYPE_CHECKING:
    from .sets_kit import Kit


def train(kit: Kit) -> None:
    """A railway carriage: windows with the land going by, seats, rack and lamps."""
    rng = kit.rng
    r = room(kit, half=2.9, depth=1.7, top=2.5, yaw=0.16, floor="plain", ceiling=True)
    back, d = r.back, r.depth
    metro = kit.says("metro", "subway", "underground", "tube")
    body = mix(r.wood, PAPER, 0.25) if not metro else (214, 218, 216)
    for wall, a, b in ((back, -r.half, r.half),):
        wall.rect(a, b, 0, r.top, body, n=0.003)
        wall.rect(a, b, 0, 0.85, scale(body, 0.86), 0.3, n=0.004)
    for end in (r.left, r.right):
        # The ends of the carriage, each with its sliding door.
        end.rect(r.near, d, 0, r.top, scale(body, 0.92 * end.value), 0.3, n=0.003)
        end.rect(r.near, d, 0, 0.85, scale(body, 0.8 * end.value), 0.3, n=0.004)
        end.block(d - 1.3, d - 0.5, 0.0, 2.05, 0.03, scale(body, 0.74 * end.value), 0.45)
        end.rect(d - 1.15, d - 0.65, 0.95, 1.85, (74, 86, 104), 0.35, n=0.035)
        end.rect(d - 1.24, d - 1.2, 0.9, 1.2, STEEL, 0.3, n=0.04)
    view = "city" if metro else ("hills", "sea", "trees")[rng.randrange(3)]
    n = max(2, round(r.half * 2 / 1.9))
    for i in range(n):
        a = -r.half + 2 * r.half * (i + 0.12) / n
        b = -r.half + 2 * r.half * (i + 0.88) / n
        back.block(a - 0.08, b + 0.08, 0.92, 1.98, 0.03, mix(body, WHITE, 0.3), 0.45)
        rng = kit.own("window")
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
    rng = kit.own("luggage")
    for _ in range(3):
        x = (rng.random() * 2 - 1) * r.half * 0.85
        kit.box(x - 0.28, x + 0.28, 2.13, 2.38, d - 0.36, d - 0.05, pick(rng, BRIGHTS), 0.4)
    # Seats facing along the carriage in pairs, seen from the side.
    seat = ((74, 112, 104), (88, 104, 150), (162, 78, 70), (70, 122, 132))[
        kit.own("seat").randrange(4)
    ]
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
            kit.box(x - 0.07, x + 0.07, 0.1, 1.25, d - 1.05, d - 0.05, scale(seat, 0.86), 0.5)
            kit.box(x - 0.09, x + 0.09, 1.02, 1.27, d - 0.95, d - 0.15, mix(seat, PAPER, 0.6), 0.35)
            kit.box(
                min(x, x + s * 0.5), max(x, x + s * 0.5), 0.46, 0.52, d - 1.0, d - 0.1,
                mix(seat, PAPER, 0.14), 0.4,
            )  # fmt: skip
        kit.box(-0.55, 0.55, 0.68, 0.72, d - 0.65, d, mix(r.wood, PAPER, 0.2), 0.4)
        if kit.far:
            # Across the aisle, the backs of the nearer seats.
            for x in (-r.half * 0.72, -r.half * 0.44, r.half * 0.44, r.half * 0.72):
                z = d - 2.7
                kit.box(x - 0.26, x + 0.26, 0.1, 0.46, z - 0.5, z + 0.05, scale(seat, 0.82), 0.5)
                kit.box(x - 0.28, x + 0.28, 0.1, 1.2, z - 0.6, z - 0.48, scale(seat, 0.92), 0.5)
                kit.box(
                    x - 0.2, x + 0.2, 1.0, 1.26, z - 0.63, z - 0.58, mix(seat, PAPER, 0.6), 0.35
                )
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
