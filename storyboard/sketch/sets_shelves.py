"""Shelves and what stands on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, mix, pick, saturate, scale
from .sets_wall import PAPER, Wall

if TYPE_CHECKING:
    from .model import RGB


def books(
    wall: Wall, u0: float, u1: float, v: float, h: float, n: float, gaps: float = 0.14
) -> None:
    """A row of books standing on height `v`, `n` out of the wall."""
    rng = wall.kit.own("books")
    u = u0
    hues = [saturate(pick(rng, BRIGHTS), 0.75) for _ in range(4)]
    while u < u1 - 0.02:
        w = 0.03 + 0.035 * rng.random()
        if rng.random() < gaps:
            u += w * 2.2
            continue
        w = min(w, u1 - u)
        tall = h * (0.68 + 0.3 * rng.random())
        c = hues[rng.randrange(4)]
        wall.rect(u, u + w, v, v + tall, c, 0.2, n=n)
        if rng.random() < 0.5:
            wall.rect(u, u + w, v + tall * 0.7, v + tall * 0.78, mix(c, PAPER, 0.6), n=n)
        u += w


def bookcase(
    wall: Wall, u0: float, u1: float, v0: float, v1: float, c: RGB, shelves: int = 4,
    depth: float = 0.3, fill: float = 0.9,
) -> None:  # fmt: skip
    """A bookcase of `shelves` rows standing against the wall."""
    kit = wall.kit
    rng = kit.own("bookcase")
    wall.block(u0, u1, v0, v1, depth, c, 0.45)
    cell = (v1 - v0) / shelves
    n = depth + 0.001
    thick = min(0.035, cell * 0.1)
    wall.rect(u0 + 0.04, u1 - 0.04, v0 + 0.05, v1 - 0.04, scale(c, 0.55), n=n)
    for i in range(shelves):
        v = v0 + 0.05 + (v1 - v0 - 0.09) * i / shelves
        if kit.close and i % 2:
            books(wall, u0 + 0.06, u1 - 0.06, v + thick, cell * 0.8, n, 0.05)
        elif rng.random() < fill:
            mid = u0 + (u1 - u0) * (0.4 + 0.5 * rng.random())
            books(wall, u0 + 0.06, mid, v + thick, cell * 0.8, n)
            if mid < u1 - 0.35:
                vase(wall, mid + 0.16, v + thick, cell * 0.5, n)
        if i:
            wall.rect(u0 + 0.04, u1 - 0.04, v, v + thick, c, 0.25, n=n)


def vase(wall: Wall, u: float, v: float, h: float, n: float) -> None:
    """A pot or box that fills a shelf."""
    c = pick(wall.kit.own("vase"), BRIGHTS)
    k = h * 0.35
    pts = [(-0.6, 0), (0.6, 0), (1, 0.4), (0.5, 0.8), (0.62, 1), (-0.62, 1), (-0.5, 0.8), (-1, 0.4)]
    wall.kit.poly([wall.pt(u + a * k, v + b * h, n) for a, b in pts], c, 0.3)


def shelf(wall: Wall, u0: float, u1: float, v: float, c: RGB, load: str = "jars") -> None:
    """A wall shelf with jars, books or bottles."""
    kit, rng = wall.kit, wall.kit.own("shelf")
    d = 0.22
    if load == "books":
        books(wall, u0 + 0.05, u1 - 0.05, v, 0.26, d * 0.8)
    else:
        u = u0 + 0.08
        while u < u1 - 0.08:
            w = 0.07 + 0.05 * rng.random()
            h = 0.14 + 0.08 * rng.random()
            c2 = saturate(pick(rng, BRIGHTS), 0.8)
            x, y, z = wall.pt(u, v, d * 0.5)
            if load == "bottles":
                r = 0.036
                kit.lathe(x, z, [(r, 0), (r, h * 1.0), (r * 0.36, h * 1.25), (r * 0.36, h * 1.6)],
                          scale(c2, 0.85), 0.25, y=y)  # fmt: skip
            else:
                kit.lathe(x, z, [(w * 0.5, 0), (w * 0.5, h * 0.8), (w * 0.4, h)], c2, 0.25, y=y)
            u += w * 1.5 + 0.02
    wall.block(u0, u1, v - 0.035, v, d, c, 0.35)
