"""Weather: what falls and drifts, on the ground behind the figures and in front of them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .sets_colour import WHITE, mix
from .sets_shape import ring

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit


def wet_ground(kit: Kit, y: float = 0.0) -> None:
    """Puddles that hold the sky, and the rings of drops; call after the ground is drawn."""
    if kit.staging.weather not in ("rain", "storm") or kit.close:
        return
    rng = kit.own("wet_ground")
    shine = mix(kit.light.sky[2], kit.light.sky[3], 0.5)
    for _ in range(7):
        z = kit.camera.eye[2] + 1.5 + 9 * rng.random() ** 1.4
        x0, x1, _, _ = kit.view(z)
        x = x0 + (x1 - x0) * rng.random()
        r = 0.25 + 0.55 * rng.random()
        pts = kit.lobes(x, z, r, r * 0.8, 6, 0.2)
        kit.flat_fill(
            kit.camera.points([(a, y + 0.003, b) for a, b in pts]), mix(shine, WHITE, 0.1), 0.42
        )
    for _ in range(26):
        z = kit.camera.eye[2] + 1.2 + 8 * rng.random()
        x0, x1, _, _ = kit.view(z)
        x = x0 + (x1 - x0) * rng.random()
        r = 0.03 + 0.06 * rng.random()
        pts = kit.camera.points([(a, y + 0.004, b) for a, b in ring(x, z, r, r, 14)])
        if len(pts) > 2:
            kit.flat_line(pts, kit.base * 0.3, mix(shine, WHITE, 0.55), closed=True)


def snow_colour(kit: Kit, c: RGB, depth: float = 0.86) -> RGB:
    """The ground's colour, snowed over when it snows."""
    return mix(c, (238, 242, 248), depth) if kit.staging.weather == "snow" else c


def fog_bank(kit: Kit, z: float, alpha: float = 0.3, height: float = 2.6) -> None:
    """A drifting layer of mist standing at depth `z`, thicker near the ground."""
    if kit.staging.weather != "fog":
        return
    x0, x1, _, _ = kit.view(z)
    x0, x1 = x0 - 2, x1 + 2
    for k in (1.0, 0.62, 0.34):
        top = kit.ridge(x0, x1, height * k, height * 0.35, 8, 0.6)
        pts = [kit.camera.point(x, y, z) for x, y in [(x1, -0.5), (x0, -0.5), *top]]
        kit.flat_fill(pts, kit.mood.haze, 0.7 * alpha)


def in_front(kit: Kit, indoors: bool) -> None:
    """Rain, snow, wisps of fog and flying leaves between the figures and the viewer."""
    if indoors:
        return
    weather = kit.staging.weather
    kit.canvas.role = "sky"
    if weather in ("rain", "storm"):
        _rain(kit, weather == "storm")
    elif weather == "snow":
        _snow(kit)
    elif weather == "fog":
        _wisps(kit)
    elif weather == "wind":
        _gusts(kit)


def _rain(kit: Kit, hard: bool) -> None:
    rng = kit.own("rain")
    unit = math.sqrt(kit.w * kit.h)
    lean = (0.34 if hard else 0.14) * (1 if rng.random() < 0.5 else -1)
    n = round((170 if hard else 110) * min(2.2, max(0.6, kit.w * kit.h / unit**2)))
    if kit.close:
        n = n * 3 // 5
    pale = mix(kit.light.sky[3], WHITE, 0.55)
    if kit.paper and not kit.night:
        # On paper rain is drawn dark: white on white is no rain.
        pale = (104, 106, 114)
    for i in range(n):
        near = rng.random() ** 2
        length = unit * (0.02 + 0.055 * near) * (1.3 if hard else 1.0)
        x, y = rng.random() * kit.w * 1.3 - kit.w * 0.15, rng.random() * kit.h * 1.1 - kit.h * 0.05
        w = max(0.5, kit.base * (0.22 + 0.3 * near))
        dx, dy = lean * length, length
        quad = [(x, y), (x + dx + w, y + dy), (x + dx, y + dy + w * 0.5)]
        kit.flat_fill(quad, pale, 0.5 if i % 3 else 0.75)


def _snow(kit: Kit) -> None:
    rng = kit.own("snow")
    unit = math.sqrt(kit.w * kit.h)
    flake: RGB = (250, 252, 255) if not kit.night else (226, 232, 246)
    n = 70 if kit.close else 120
    for _ in range(n):
        near = rng.random() ** 3
        r = unit * (0.0022 + 0.0085 * near)
        x, y = rng.random() * kit.w, rng.random() * kit.h
        spot = ring(x, y, r * (0.8 + 0.4 * rng.random()), r, 9)
        kit.flat_fill(spot, flake, 0.95)
        if kit.paper and not kit.night and near > 0.12:
            kit.canvas.line(spot, kit.base * 0.4, (120, 122, 130), closed=True, wobble=False)


def _wisps(kit: Kit) -> None:
    rng = kit.own("wisps")
    bottom = kit.h * 1.02
    for i in range(3):
        top = kit.h * (0.78 + 0.09 * i)
        edge = kit.ridge(-kit.w * 0.05, kit.w * 1.05, 0, kit.h * (0.06 - 0.01 * i), 8, 0.55)
        pts = [(kit.w * 1.05, bottom), (-kit.w * 0.05, bottom)]
        kit.flat_fill(
            [*pts, *((x, top - y) for x, y in edge)], kit.mood.haze, 0.10 if not kit.close else 0.05
        )
    for _ in range(3):
        x, y = kit.w * rng.random(), kit.h * (0.7 + 0.25 * rng.random())
        rx = kit.w * (0.2 + 0.25 * rng.random())
        kit.flat_fill(
            ring(x, y, rx, kit.h * 0.018, 24), kit.mood.haze, 0.14 if not kit.close else 0.07
        )


def _gusts(kit: Kit) -> None:
    rng = kit.own("gusts")
    unit = math.sqrt(kit.w * kit.h)
    way = 1 if rng.random() < 0.5 else -1
    pale = mix(kit.light.sky[3], WHITE, 0.6)
    for _ in range(6):
        x, y = kit.w * (rng.random() * 0.9 - 0.1), kit.h * (0.08 + 0.84 * rng.random())
        length = unit * (0.16 + 0.2 * rng.random())
        sway = unit * 0.012
        pts = [(x + length * i / 14, y + sway * math.sin(i * 0.55)) for i in range(15)]
        if rng.random() < 0.4:
            ex, ey = pts[-1]
            r = unit * 0.014
            pts += [
                (ex + r * math.sin(a * 0.6), ey - r + r * math.cos(a * 0.6)) for a in range(1, 9)
            ]
        if way < 0:
            pts = [(kit.w - px, py) for px, py in pts]
        kit.canvas.line(pts, kit.base * 0.55, pale, taper=True)
    leaves: tuple[RGB, ...] = ((186, 132, 70), (158, 104, 62), (132, 140, 84))
    green = kit.staging.setting in ("forest", "field", "mountains", "street", "neutral", "rooftop")
    for _ in range(12 if green else 5):
        x, y = kit.w * rng.random(), kit.h * rng.random()
        s = unit * (0.005 + 0.008 * rng.random())
        a = rng.random() * math.tau
        c, d = math.cos(a) * s, math.sin(a) * s
        colour = kit.lit(leaves[rng.randrange(3)] if green else (230, 224, 208))
        kit.flat_fill([(x - c * 1.6, y - d * 1.6), (x - d * 0.6, y + c * 0.6),
                       (x + c * 1.6, y + d * 1.6), (x + d * 0.6, y - c * 0.6)], colour)  # fmt: skip
