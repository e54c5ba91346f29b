"""Walls and what hangs on them, in the wall's own axes: along, up, and out of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .sets_colour import BRIGHTS, WHITE, mix, pick, saturate, scale

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import P3, Kit

Side = Literal["back", "left", "right"]


PAPER: RGB = (240, 236, 222)


LAMP: RGB = (255, 214, 130)
"""Lamp light and windows lit from inside."""


@dataclass(frozen=True, slots=True)
class Wall:
    """An upright wall. `at` is its z (back) or x (left, right); `u` runs along x or z."""

    kit: Kit
    side: Side
    at: float

    def pt(self, u: float, v: float, n: float = 0.0) -> P3:
        """Metres in the set of a point `u` along, `v` up and `n` out of the wall."""
        if self.side == "back":
            return u, v, self.at - n
        return (self.at + n if self.side == "left" else self.at - n), v, u

    def rect(
        self, u0: float, u1: float, v0: float, v1: float, c: RGB, line: float = 0.0,
        n: float = 0.0, alpha: float = 1.0,
    ) -> None:  # fmt: skip
        """A rectangle on the wall."""
        corners = ((u0, v0), (u1, v0), (u1, v1), (u0, v1))
        self.kit.poly([self.pt(u, v, n) for u, v in corners], c, line, alpha)

    def block(
        self, u0: float, u1: float, v0: float, v1: float, d: float, c: RGB, line: float = 0.5,
        top: RGB | None = None, n: float = 0.0,
    ) -> None:  # fmt: skip
        """A block standing out of the wall from `n` to `n + d`."""
        a, b = self.pt(u0, v0, n), self.pt(u1, v1, n + d)
        x0, x1 = sorted((a[0], b[0]))
        z0, z1 = sorted((a[2], b[2]))
        self.kit.box(x0, x1, v0, v1, z0, z1, c, line, top)

    def line(
        self, u0: float, v0: float, u1: float, v1: float, c: RGB, weight: float = 0.3,
        n: float = 0.0,
    ) -> None:  # fmt: skip
        """A line on the wall."""
        self.kit.stroke([self.pt(u0, v0, n), self.pt(u1, v1, n)], c, weight)

    def disc(self, u: float, v: float, r: float, c: RGB, line: float = 0.0, n: float = 0.0) -> None:
        """A disc on the wall."""
        pts = [(u + r * math.cos(i * 0.3307), v + r * math.sin(i * 0.3307)) for i in range(19)]
        self.kit.poly([self.pt(a, b, n) for a, b in pts], c, line)

    @property
    def value(self) -> float:
        """How light the wall stands to the key: side walls away from it are darker."""
        if self.side == "back":
            return 1.0
        away = (self.side == "left") == (self.kit.key < 0)
        return 0.84 if away else 0.93


def bare(wall: Wall, u0: float, u1: float, top: float, c: RGB, skirt: RGB | None = None) -> None:
    """The wall's own face with a skirting board."""
    wall.rect(u0, u1, 0, top, scale(c, wall.value) if wall.value < 1 else c, 0.35)
    if skirt:
        wall.block(u0, u1, 0, 0.11, 0.02, scale(skirt, wall.value), 0.25)


def outside(wall: Wall, u0: float, u1: float, v0: float, v1: float, view: str) -> None:
    """What is seen through a pane: sky in bands, then roofs, trees or water, or plain light."""
    kit, rng = wall.kit, wall.kit.own("outside")
    sky = kit.light.sky
    bands = 7
    role = kit.veil
    kit.veil = False
    mood = kit.mood
    kit.mood = kit.mood.plain()
    for i in range(bands):
        t = i / (bands - 1) * 2.4 + 0.6
        k = min(2, int(t))
        c = mix(sky[k], sky[k + 1], min(1.0, t - k))
        a, b = v1 - (v1 - v0) * i / bands, v1 - (v1 - v0) * (i + 1) / bands
        wall.rect(u0, u1, b, a, c)
    tall = v1 - v0
    if view in ("city", "town"):
        far = mix(sky[3], mix(sky[0], (70, 80, 110), 0.5), 0.5)
        for c, base, rough in ((far, 0.34, 0.3), (scale(far, 0.72), 0.2, 0.22)):
            u = u0
            while u < u1 - 1e-6:
                wide = min(u1 - u, (u1 - u0) * (0.09 + 0.14 * rng.random()))
                high = tall * (base + rough * rng.random())
                wall.rect(u, u + wide, v0, v0 + high, c)
                if kit.mood.lamp or kit.night:
                    for _ in range(4):
                        a = u + wide * (0.1 + 0.7 * rng.random())
                        b = v0 + high * (0.1 + 0.75 * rng.random())
                        wall.rect(a, a + wide * 0.14, b, b + tall * 0.03, LAMP)
                u += wide
    elif view in ("trees", "garden", "hills"):
        green: RGB = mix((104, 140, 104), sky[3], 0.35)
        if kit.night:
            green = mix((24, 40, 56), sky[3], 0.3)
        for c, base in ((mix(green, sky[3], 0.45), 0.42), (green, 0.26)):
            top = kit.ridge(u0, u1, v0 + tall * base, tall * 0.14, 12, 0.8)
            kit.poly([wall.pt(u1, v0), wall.pt(u0, v0), *(wall.pt(u, v) for u, v in top)], c)
    elif view == "sea":
        sea = mix(mix(sky[0], sky[3], 0.3), (44, 92, 112), 0.55 if not kit.night else 0.2)
        wall.rect(u0, u1, v0, v0 + tall * 0.38, sea)
        for i in range(4):
            b = v0 + tall * (0.06 + 0.075 * i)
            a = u0 + (u1 - u0) * 0.7 * rng.random()
            wall.rect(a, min(u1, a + (u1 - u0) * 0.3), b, b + tall * 0.012, mix(sea, WHITE, 0.35))
    wet = kit.staging.weather
    if wet in ("rain", "storm"):
        for _ in range(14):
            a, b = u0 + (u1 - u0) * rng.random(), v0 + tall * (0.2 + 0.8 * rng.random())
            end = max(v0, b - tall * (0.05 + 0.2 * rng.random()))
            wall.line(a, b, max(u0, a - 0.01), end, (214, 228, 240), 0.3)
    elif wet == "snow":
        for _ in range(16):
            a, b = u0 + (u1 - u0) * rng.random(), v0 + tall * rng.random()
            wall.disc(a, b, 0.012, WHITE)
        wall.rect(u0, u1, v0, v0 + tall * 0.05, WHITE)
    kit.mood, kit.veil = mood, role


def window(
    wall: Wall, u0: float, u1: float, v0: float, v1: float, frame: RGB, view: str = "city",
    cols: int = 2, rows: int = 1, sill: bool = True,
) -> None:  # fmt: skip
    """A window with frame, bars and a slant of shine on the glass."""
    kit = wall.kit
    wall.block(u0 - 0.07, u1 + 0.07, v0 - 0.07, v1 + 0.07, 0.03, frame, 0.45)
    outside(wall, u0, u1, v0, v1, view)
    if not kit.night and kit.staging.weather in ("clear", "wind"):
        w = u1 - u0
        for a, b in ((0.12, 0.26), (0.32, 0.37)):
            pts = [(u0 + w * a, v0), (u0 + w * b, v0), (u0 + w * (b + 0.25), v1),
                   (u0 + w * (a + 0.25), v1)]  # fmt: skip
            kit.poly([wall.pt(u, v, 0.005) for u, v in pts], WHITE, alpha=0.2)
    bar = 0.02
    for i in range(1, cols):
        u = u0 + (u1 - u0) * i / cols
        wall.rect(u - bar, u + bar, v0, v1, scale(frame, 0.94), 0.25, n=0.03)
    for i in range(1, rows):
        v = v0 + (v1 - v0) * i / rows
        wall.rect(u0, u1, v - bar, v + bar, scale(frame, 0.94), 0.25, n=0.03)
    wall.rect(u0, u1, v0, v1, frame, 0.35, alpha=0.0)
    edge = wall.pt
    kit.stroke([edge(u0, v0, 0.03), edge(u1, v0, 0.03), edge(u1, v1, 0.03), edge(u0, v1, 0.03)],
               scale(frame, 0.5), 0.35, closed=True)  # fmt: skip
    if sill:
        wall.block(u0 - 0.14, u1 + 0.14, v0 - 0.12, v0 - 0.06, 0.16, frame, 0.4)


def curtains(
    wall: Wall, u0: float, u1: float, v0: float, v1: float, c: RGB, part: float = 0.24
) -> None:
    """A pair of curtains in folds, drawn back, on a rod."""
    kit = wall.kit
    w = u1 - u0
    for a, b, lean in ((u0 - 0.12, u0 + w * part, -1), (u1 - w * part, u1 + 0.12, 1)):
        nip = (b - a) * 0.22
        low_a, low_b = (a, b - nip) if lean < 0 else (a + nip, b)
        kit.poly([wall.pt(low_a, v0 - 0.25, 0.06), wall.pt(low_b, v0 - 0.25, 0.06),
                  wall.pt(b, v1 + 0.1, 0.06), wall.pt(a, v1 + 0.1, 0.06)], c, 0.45)  # fmt: skip
        for i in (1, 2, 3):
            t = i / 4
            x0, x1 = low_a + (low_b - low_a) * t, a + (b - a) * t
            kit.poly([wall.pt(x0, v0 - 0.25, 0.061), wall.pt(x0 + 0.05, v0 - 0.25, 0.061),
                      wall.pt(x1, v1 + 0.1, 0.061)], scale(c, 0.82))  # fmt: skip
    kit.rod(wall.pt(u0 - 0.25, v1 + 0.13, 0.08), wall.pt(u1 + 0.25, v1 + 0.13, 0.08), 0.018,
            (112, 92, 76), 0.3)  # fmt: skip


def blinds(wall: Wall, u0: float, u1: float, v0: float, v1: float, c: RGB) -> None:
    """Slatted blinds, half let down."""
    n = 9
    for i in range(n):
        v = v1 - (v1 - v0) * i / n * 0.6
        wall.rect(u0, u1, v - (v1 - v0) * 0.035, v, mix(c, WHITE, 0.1), 0.2, n=0.04)


def door(wall: Wall, u: float, w: float, h: float, c: RGB, frame: RGB, pane: bool = False) -> None:
    """A panelled door, `w` by `h` metres, its left edge at `u`."""
    wall.block(u - 0.09, u + w + 0.09, 0, h + 0.09, 0.03, frame, 0.4)
    wall.rect(u, u + w, 0, h, c, 0.4, n=0.031)
    dark = scale(c, 0.84)
    if pane:
        wall.rect(u + w * 0.16, u + w * 0.84, h * 0.48, h * 0.92,
                  LAMP if wall.kit.mood.lamp else (176, 202, 208), 0.35, n=0.032)  # fmt: skip
        wall.rect(u + w * 0.16, u + w * 0.84, h * 0.1, h * 0.38, dark, 0.3, n=0.032)
    else:
        for a, b in ((0.1, 0.42), (0.5, 0.92)):
            for s, t in ((0.12, 0.46), (0.54, 0.88)):
                wall.rect(u + w * s, u + w * t, h * a, h * b, dark, 0.3, n=0.032)
    wall.disc(u + w * 0.9, h * 0.46, 0.035, (214, 178, 96), 0.3, n=0.05)


def picture(wall: Wall, u: float, v: float, w: float, h: float, frame: RGB) -> None:
    """A framed picture: a landscape, a portrait or shapes, centre at (`u`, `v`)."""
    rng = wall.kit.own("picture")
    wall.block(u - w / 2, u + w / 2, v - h / 2, v + h / 2, 0.025, frame, 0.4)
    a, b, n = w / 2 - 0.035, h / 2 - 0.035, 0.027
    wall.rect(u - a, u + a, v - b, v + b, PAPER, 0.25, n=n)
    a, b = a * 0.8, b * 0.8
    kind = rng.randrange(3)
    one, two = pick(rng, BRIGHTS), saturate(pick(rng, BRIGHTS), 0.7)
    wall.rect(u - a, u + a, v - b, v + b, mix(two, WHITE, 0.45), n=n)
    if kind == 0:
        hill = wall.kit.ridge(u - a, u + a, v - b * 0.3, b * 0.8, 4, 0.5)
        wall.kit.poly([wall.pt(p, q, n) for p, q in [(u + a, v - b), (u - a, v - b), *hill]], one)
        wall.disc(u + a * 0.4, v + b * 0.55, b * 0.2, PAPER, n=n)
    elif kind == 1:
        wall.kit.poly([wall.pt(u + p * a, v + q * b, n) for p, q in
                       ((-0.7, -1), (0.7, -1), (0.45, -0.3), (-0.45, -0.3))], one)  # fmt: skip
        wall.disc(u, v + b * 0.12, b * 0.42, mix(one, PAPER, 0.6), n=n)
    else:
        wall.disc(u - a * 0.2, v + b * 0.1, min(a, b) * 0.6, one, n=n)
        wall.rect(u - a * 0.1, u + a * 0.7, v - b * 0.7, v + b * 0.1, scale(two, 0.8), n=n)


def clock(wall: Wall, u: float, v: float, r: float = 0.16) -> None:
    """A wall clock."""
    wall.disc(u, v, r, (70, 66, 74), 0.3, n=0.03)
    wall.disc(u, v, r * 0.86, PAPER, n=0.031)
    a = wall.kit.own("clock").random() * math.tau
    for ang, k in ((a, 0.5), (a * 12, 0.72)):
        wall.line(u, v, u + r * k * math.sin(ang), v + r * k * math.cos(ang), (50, 46, 56), 0.5,
                  n=0.032)  # fmt: skip
