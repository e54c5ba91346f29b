"""Workshop and shop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, WHITE, mix, pick, saturate, scale
from .sets_props import DARK, STEEL, barrel, crate, floor_lamp, pendant
from .sets_shell import room
from .sets_shelves import bookcase, shelf
from .sets_wall import PAPER, window

if TYPE_CHECKING:
    from .sets_kit import Kit


def workshop(kit: Kit) -> None:
    """A bench with tools on the wall, shelves, crates; garages and sheds too."""
    rng = kit.rng
    r = room(kit, half=2.7, depth=2.8, palette=2)
    back, d = r.back, r.depth
    s = 1 if rng.random() < 0.5 else -1
    back.rect(-r.half, r.half, 0, r.top, (168, 146, 124), n=0.002)
    u = -r.half
    while u < r.half:
        back.line(u, 0, u, r.top, (128, 106, 90), 0.3, n=0.003)
        u += 0.32
    window(back, -s * 1.2 - 0.4, -s * 1.2 + 0.4, 1.2, 2.1, r.wood, "trees", 2, 2)
    a, b = (-0.3, r.half - 0.3) if s > 0 else (-r.half + 0.3, 0.3)
    back.block(a, b, 0.82, 0.92, 0.7, (176, 138, 98), 0.5)
    for u in (a + 0.1, b - 0.2):
        back.block(u, u + 0.1, 0, 0.82, 0.65, (140, 106, 76), 0.4)
    back.block(a, b, 1.3, 2.1, 0.03, (150, 116, 84), 0.4)
    n = 8
    for i in range(n):
        u = a + 0.15 + (b - a - 0.3) * i / (n - 1)
        h = 0.25 + 0.25 * rng.random()
        back.rect(u - 0.018, u + 0.018, 1.95 - h, 1.95, r.wood, 0.25, n=0.035)
        back.rect(u - 0.05, u + 0.05, 1.9 - h, 1.98 - h, STEEL, 0.3, n=0.04)
    for u in (a + 0.5, a + 1.0):
        kit.box(u, u + 0.3, 0.92, 1.1, d - 0.5, d - 0.25, pick(rng, BRIGHTS), 0.4)
    shelf(r.side(-s), max(kit.eye[2] + 1.0, d - 2.2), d - 0.4, 1.5, r.wood)
    shelf(r.side(-s), max(kit.eye[2] + 1.0, d - 2.2), d - 0.4, 1.0, r.wood)
    # Planks lean in the corner; a sawhorse and a barrel stand on the floor.
    for i in range(4):
        x = s * (r.half - 0.12 - 0.1 * i)
        kit.rod((x, 0, d - 0.5), (x - s * 0.12, 1.7 + 0.2 * (i % 2), d - 0.05), 0.035,
                mix((190, 150, 104), WHITE, 0.1 * (i % 3)), 0.35)  # fmt: skip
    if not kit.close:
        x, z = -s * min(r.half - 1.1, 1.35), d - 1.7
        for e in (-0.45, 0.45):
            for k in (-0.16, 0.16):
                kit.rod((x + e, 0, z + k), (x + e, 0.62, z), 0.025, r.wood, 0.35)
        kit.box(x - 0.6, x + 0.6, 0.62, 0.7, z - 0.06, z + 0.06, (176, 138, 98), 0.45)
        barrel(kit, s * min(r.half - 0.55, 2.2), d - 1.6)
    for i in range(3):
        hoop = r.side(-s)
        hoop.disc(max(kit.eye[2] + 1.2, d - 1.9) + 0.75 * i, 2.1, 0.22, DARK, 0.4, n=0.02)
        hoop.disc(max(kit.eye[2] + 1.2, d - 1.9) + 0.75 * i, 2.1, 0.11, (150, 130, 112), n=0.025)
    crate(kit, -s * min(r.half - 0.5, 1.7), d - 0.5, 0.6)
    crate(kit, -s * min(r.half - 0.5, 1.7), d - 0.5, 0.42, y=0.48)
    pendant(kit, s * 0.4, r.top - 0.6, 1.4, 0.24, STEEL, r.top)


def shop(kit: Kit) -> None:
    """Shelves to the ceiling and a counter with a till."""
    rng = kit.rng
    r = room(kit, half=2.8, depth=3.0)
    back, d = r.back, r.depth
    s = 1 if rng.random() < 0.5 else -1
    u = -r.half + 0.1
    cases = kit.own("cases")
    while u < r.half - 0.5:
        w = min(1.2, r.half - u - 0.1)
        if cases.random() < 0.5 or kit.says("bookshop", "bookstore"):
            bookcase(back, u, u + w, 0, 2.3, r.wood, 5)
        else:
            back.rect(u, u + w, 0, 2.3, scale(r.wood, 0.7), 0.4, n=0.01)
            for v in (0.4, 0.9, 1.4, 1.9):
                shelf(back, u, u + w, v, r.wood, "bottles" if cases.random() < 0.4 else "jars")
        u += w + 0.05
    z = max(kit.eye[2] + 1.2, d - 2.4)
    for v in (0.5, 1.0, 1.5, 2.0):
        shelf(r.side(s), z, d - 0.1, v, r.wood)
    window(r.side(-s), z, z + 1.6, 0.7, 2.2, r.wood, "town", 2)
    cx = s * min(r.half - 1.0, 1.6)
    kit.box(cx - 0.8, cx + 0.8, 0, 0.98, d - 1.3, d - 0.8, r.accent, 0.5)
    kit.box(cx - 0.86, cx + 0.86, 0.98, 1.04, d - 1.36, d - 0.74, r.wood, 0.5)
    kit.box(cx - 0.22, cx + 0.22, 1.04, 1.2, d - 1.2, d - 0.9, r.second, 0.45)
    kit.box(cx - 0.18, cx + 0.18, 1.2, 1.42, d - 1.02, d - 0.9, saturate(r.second, 0.8), 0.45)
    kit.lathe(
        cx + 0.55, d - 1.05, [(0.09, 0), (0.1, 0.2), (0.06, 0.24)], (206, 222, 220), 0.35, y=1.04
    )
    for i in (-1, 1):
        pendant(kit, i * 0.9, r.top - 0.55, d - 1.2, 0.2, r.second, r.top)
    if rng.random() < 0.4:
        floor_lamp(kit, -cx, d - 0.6, PAPER)
