"""Kitchens: stove, sink, cupboards, window and table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, WHITE, mix, pick, scale
from .sets_props import DARK, STEEL, bottle, cup, pendant, potted, table
from .sets_seats import chair
from .sets_shell import room, sunlight
from .sets_shelves import shelf
from .sets_wall import PAPER, Wall, clock, curtains, window

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit


def kitchen(kit: Kit) -> None:
    """Cupboards and worktop under a window, cooker and hood, fridge, table, hanging lamp."""
    rng = kit.rng
    r = room(kit, floor=("tiles", "planks")[rng.randrange(2)])
    back, d = r.back, r.depth
    s = 1 if rng.random() < 0.5 else -1
    front = r.accent
    top_c = mix(r.wood, PAPER, 0.35)
    x0, x1 = -r.half, r.half
    tile = mix(r.wall_c, WHITE, 0.5)
    back.rect(x0, x1, 0.9, 1.55, tile, 0.25, n=0.003)
    for i in range(1, 4 if not kit.close else 2):
        back.line(x0, 0.9 + i * 0.16, x1, 0.9 + i * 0.16, scale(tile, 0.82), 0.22, n=0.004)
    u = x0
    while u < x1:
        back.line(u, 0.9, u, 1.55, scale(tile, 0.84), 0.2, n=0.004)
        u += 0.32
    wx = -s * (0.2 + 0.35 * rng.random())
    win = (wx - 0.75, wx + 0.75)
    view = "garden" if rng.random() < 0.5 else "city"
    window(back, *win, 1.28, 2.3, mix(PAPER, r.wood, 0.12), view)
    if rng.random() < 0.6:
        curtains(back, *win, 1.75, 2.3, mix(r.second, PAPER, 0.25), 0.3)
    # Tall fridge at one side, wall cupboards and hood at the other.
    fx = -s * (r.half - 0.5)
    hx = s * max(1.75, win[1] * s + 0.75 if s > 0 else -win[0] + 0.75)
    for a, b in _runs(x0, x1, fx, s):
        back.block(a, b, 0.1, 0.88, 0.6, front, 0.5)
        back.block(a, b, 0.0, 0.1, 0.54, scale(front, 0.5), 0.0)
        u = a
        while u < b - 0.2:
            e = min(b, u + 0.6)
            back.rect(u + 0.04, e - 0.04, 0.16, 0.66, mix(front, WHITE, 0.1), 0.35, n=0.605)
            back.rect(u + 0.04, e - 0.04, 0.7, 0.84, mix(front, WHITE, 0.1), 0.35, n=0.605)
            back.rect(u + 0.24, e - 0.24, 0.76, 0.785, STEEL, 0.2, n=0.62)
            u = e
        back.block(a, b, 0.88, 0.93, 0.64, top_c, 0.45)
    # Cooker.
    back.block(hx - 0.32, hx + 0.32, 0.0, 0.94, 0.62, (214, 214, 212), 0.5)
    back.rect(hx - 0.24, hx + 0.24, 0.2, 0.58, (74, 76, 86), 0.4, n=0.625)
    for k in (-0.2, -0.07, 0.07, 0.2):
        back.disc(hx + k, 0.8, 0.032, DARK, 0.2, n=0.627)
    z = d - 0.3
    kit.drum(hx - 0.12, z, 0.11, 0.94, 1.08, r.second, 0.45)
    kit.drum(hx + 0.17, z - 0.06, 0.09, 0.94, 1.14, STEEL, 0.45)
    back.block(hx - 0.34, hx + 0.34, 1.72, 1.86, 0.5, STEEL, 0.45)
    back.block(hx - 0.13, hx + 0.13, 1.86, r.top, 0.26, mix(STEEL, WHITE, 0.2), 0.45)
    for a, b in (
        (hx + s * 0.42, s * r.half),
        (win[0] - 0.2 if s > 0 else win[1] + 0.2, -s * r.half),
    ):
        lo, hi = min(a, b), max(a, b)
        cupboards, bottles = rng.random() < 0.5, rng.random() < 0.5
        if hi - lo < 0.5:
            continue
        if cupboards:
            n = max(1, round((hi - lo) / 0.6))
            back.block(lo, hi, 1.6, 2.35, 0.34, front, 0.5)
            for i in range(n):
                p, q = lo + (hi - lo) * i / n, lo + (hi - lo) * (i + 1) / n
                back.rect(p + 0.04, q - 0.04, 1.66, 2.29, mix(front, WHITE, 0.12), 0.35, n=0.345)
        else:
            shelf(back, lo + 0.05, hi - 0.05, 1.62, r.wood)
            load = "bottles" if bottles else "jars"
            shelf(back, lo + 0.05, hi - 0.05, 2.05, r.wood, load)
    _fridge(back, fx, mix(r.second, PAPER, 0.55))
    # On the worktop.
    z = d - 0.32
    spots = [u for u in (wx - 0.62, wx - 0.35, wx + 0.42, wx + 0.66) if abs(u - hx) > 0.4]
    for u in spots:
        what = rng.randrange(4)
        if what == 0:
            potted(kit, u, z, 0.34, 0.93)
        elif what == 1:
            bottle(kit, u, 0.93, z, 0.32, mix(r.accent, DARK, 0.3))
        elif what == 2:
            kit.lathe(u, z, [(0.07, 0), (0.08, 0.12), (0.05, 0.17)], r.second, 0.35, y=0.93)
        else:
            for k in (-0.02, 0.015, 0.05):
                kit.rod((u + k * 0.5, 1.05, z), (u + k * 2, 1.26, z), 0.009, r.wood)
            kit.lathe(u, z, [(0.05, 0), (0.06, 0.14)], PAPER, 0.35, y=0.93)
    # Tap over the sink.
    kit.rod((wx, 0.93, d - 0.14), (wx, 1.2, d - 0.14), 0.014, STEEL, 0.25)
    kit.rod((wx, 1.2, d - 0.14), (wx, 1.17, d - 0.32), 0.014, STEEL, 0.25)
    if kit.staging.shot in ("full", "wide", "extreme-wide", "medium-long"):
        tx = s * min(r.half - 0.75, 1.5 if kit.far else 1.35)
        tz = 0.95 if not kit.far else 1.2
        chair(kit, tx, tz + 0.55, r.wood, 0.0)
        table(kit, tx, tz, 1.1, 0.8, mix(r.wood, PAPER, 0.2))
        cup(kit, tx - 0.2, 0.75, tz - 0.1)
        potted(kit, tx + 0.2, tz + 0.1, 0.3, 0.75)
    else:
        sunlight(r, wx, 1.2)
    pendant(kit, s * 0.55, min(2.15, r.top - 0.4), 0.9, 0.3, r.second, r.top)
    if rng.random() < 0.5:
        clock(r.side(-s), max(0.6, d - 0.9), 1.95)


def _runs(x0: float, x1: float, fx: float, s: int) -> list[tuple[float, float]]:
    """The worktop's stretch, short of the fridge."""
    return [(fx + 0.38, x1)] if s > 0 else [(x0, fx - 0.38)]


def _fridge(back: Wall, x: float, c: RGB) -> None:
    back.block(x - 0.36, x + 0.36, 0.04, 1.85, 0.64, c, 0.55)
    back.rect(x - 0.36, x + 0.36, 1.22, 1.235, scale(c, 0.6), n=0.645)
    for v in (0.95, 1.34):
        back.rect(x + 0.24, x + 0.27, v, v + 0.2, STEEL, 0.25, n=0.66)
    rng = back.kit.own("fridge")
    for _ in range(3):
        u, v = x - 0.25 + 0.4 * rng.random(), 1.3 + 0.4 * rng.random()
        back.rect(u, u + 0.1, v, v + 0.13, pick(rng, (PAPER, *BRIGHTS)), 0.25, n=0.65)
