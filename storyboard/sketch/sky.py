"""Skies: bands of colour from the horizon up, sun, moon, stars, clouds and lightning."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .sets_colour import WHITE, mix, saturate, scale
from .sets_shape import ring

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import P2, Kit


class Dome:
    """The sky's frame in the picture: along the horizon and up from it, roll included."""

    def __init__(self, kit: Kit) -> None:
        self.kit = kit
        roll = kit.camera.roll
        self.along = (math.cos(roll), math.sin(roll))
        self.up = (math.sin(roll), -math.cos(roll))
        self.origin = (kit.w / 2, kit.camera.horizon)
        far = kit.w + kit.h
        self.reach = far
        # Height of the sky over the middle column that the frame can show.
        self.tall = max(self.origin[1] + abs(roll) * kit.w / 2, 0.0)
        self.span = max(self.tall, 0.55 * kit.h)

    def at(self, x: float, y: float) -> P2:
        """The pixel `x` right of the middle and `y` above the horizon, both in pixels."""
        ox, oy = self.origin
        return (ox + self.along[0] * x + self.up[0] * y, oy + self.along[1] * x + self.up[1] * y)

    def colour(self, t: float) -> RGB:
        """Colour of the sky at height `t`: 0 at the horizon, 1 at the top of the span."""
        ramp = self.kit.light.sky[::-1]
        t = min(max(t, 0.0), 1.0) ** 0.8 * (len(ramp) - 1)
        k = min(len(ramp) - 2, int(t))
        return mix(ramp[k], ramp[k + 1], t - k)


def draw_sky(kit: Kit, clouds: float = 1.0) -> Dome:
    """Fill the frame with the sky of the hour and weather; `clouds` scales their number."""
    dome = Dome(kit)
    canvas = kit.canvas
    staging, rng = kit.staging, kit.own("draw_sky")
    canvas.role = "sky"
    r = dome.reach
    base = dome.colour(0.0)
    kit.flat_fill([(-9, -9), (kit.w + 9, -9), (kit.w + 9, kit.h + 9), (-9, kit.h + 9)], base)
    bands = 20
    for i in range(1, bands):
        y = dome.span * i / bands
        if y > dome.tall + kit.h * 0.1:
            break
        kit.flat_fill([dome.at(-r, y), dome.at(r, y), dome.at(r, y + r), dome.at(-r, y + r)],
                      dome.colour((i + 0.5) / bands))  # fmt: skip
    open_sky = staging.weather in ("clear", "wind")
    if dome.tall < 0.06 * kit.h:
        return dome
    if staging.time == "night" and open_sky:
        _stars(kit, dome)
    if open_sky or (staging.time in ("dawn", "golden-hour") and staging.weather == "snow"):
        _sun(kit, dome)
    if kit.close:
        clouds *= 0.5
    count = {"clear": 4, "wind": 6, "rain": 7, "storm": 9, "snow": 5, "fog": 0}.get(
        staging.weather, 4
    )
    if staging.time == "night" and open_sky:
        count = 2
    _clouds(kit, dome, round(count * clouds * (0.7 + 0.6 * rng.random())))
    if staging.weather == "storm" and (rng.random() < 0.7 or kit.says("lightning", "thunder")):
        _lightning(kit, dome)
    return dome


def _stars(kit: Kit, dome: Dome) -> None:
    rng = kit.own("stars")
    n = round(70 * min(2.5, max(0.5, kit.w / kit.h)))
    for _ in range(n):
        x, y = (rng.random() - 0.5) * kit.w * 1.15, dome.tall * (0.12 + 0.9 * rng.random())
        s = kit.base * (0.22 + 0.4 * rng.random() ** 3)
        px, py = dome.at(x, y)
        c = mix(dome.colour(y / dome.span), (255, 250, 230), 0.45 + 0.55 * rng.random())
        kit.canvas.role = "light"
        kit.flat_fill([(px - s, py), (px, py - s), (px + s, py), (px, py + s)], c)
    kit.canvas.role = "sky"


def _sun(kit: Kit, dome: Dome) -> None:
    """A low sun, or the moon, to the side that the key light comes from."""
    staging, rng = kit.staging, kit.own("sun")
    time = staging.time
    if time == "day" and not (kit.far or kit.says("sun")):
        return
    side = kit.key * kit.w * (0.24 + 0.12 * rng.random())
    unit = math.sqrt(kit.w * kit.h)
    night = time == "night"
    height = {"dawn": 0.2, "day": 0.84, "golden-hour": 0.26, "dusk": 0.1, "night": 0.7}[time]
    y = min(dome.tall * (height + 0.1 * rng.random()), dome.tall - unit * 0.09)
    if time != "night" and y < unit * 0.02:
        y = unit * 0.02
    r = (
        unit
        * {"dawn": 0.045, "day": 0.04, "golden-hour": 0.06, "dusk": 0.055, "night": 0.048}[time]
    )
    c: RGB = {
        "dawn": (255, 240, 214), "day": (255, 250, 226), "golden-hour": (255, 240, 190),
        "dusk": (255, 196, 146), "night": (246, 242, 220),
    }[time]  # fmt: skip
    cx, cy = dome.at(side, y)
    kit.canvas.role = "light"
    kit.canvas.glow(cx, cy, r * (4.2 if night else 5.5), c, 0.30 if night else 0.42)
    kit.canvas.ellipse(cx, cy, r, r, c)
    if night:
        dim = mix(c, dome.colour(0.6), 0.16)
        for a, b, k in ((-0.3, -0.25, 0.22), (0.25, 0.12, 0.28), (-0.1, 0.45, 0.16),
                        (0.35, -0.4, 0.12)):  # fmt: skip
            kit.canvas.ellipse(cx + a * r, cy + b * r, k * r, k * r * 0.9, dim)
    kit.canvas.role = "sky"


def _clouds(kit: Kit, dome: Dome, count: int) -> None:
    staging, rng = kit.staging, kit.own("clouds")
    heavy = staging.weather in ("rain", "storm", "snow")
    time = staging.time
    places = sorted((rng.random() for _ in range(count)), reverse=False)
    for t in places:
        y = dome.tall * (0.16 + 0.8 * t)
        x = (rng.random() - 0.5) * kit.w * 1.2
        size = (0.35 + 0.75 * t) * math.sqrt(kit.w * kit.h)
        rx, ry = size * (0.20 + 0.16 * rng.random()), size * (0.035 + 0.025 * rng.random())
        if heavy:
            rx, ry = rx * 1.7, ry * 1.8
        behind = dome.colour(y / dome.span)
        if time == "night":
            body = mix(behind, (96, 110, 160), 0.28)
        elif time in ("dusk", "dawn", "golden-hour"):
            body = mix(behind, saturate(kit.light.sky[3], 1.2), 0.55)
        else:
            body = mix(behind, WHITE, 0.72)
        if heavy:
            body = mix(behind, scale(kit.light.sky[0], 0.86), 0.35 + 0.4 * rng.random())
        under = mix(body, behind if not heavy else scale(behind, 0.7), 0.5)
        _cloud(kit, dome, x, y, rx, ry, body, under)


def _cloud(
    kit: Kit, dome: Dome, x: float, y: float, rx: float, ry: float, body: RGB, under: RGB
) -> None:
    """One cumulus with a flat base: body, then its shaded underside."""
    rng = kit.own("cloud")
    n = 5 + rng.randrange(4)
    tops: list[P2] = []
    for i in range(n):
        u = (i + 0.5) / n
        swell = math.sin(math.pi * u) ** 0.8
        cx = -rx + 2 * rx * u
        r = rx / n * (0.95 + 0.5 * rng.random())
        h = ry * (0.5 + 1.6 * swell * (0.7 + 0.5 * rng.random()))
        tops += [
            (cx - r * math.cos(a * math.pi / 8), h * 0.75 + h * 0.45 * math.sin(a * math.pi / 8))
            for a in range(1, 8)
        ]
    tops = [(-rx * 1.08, 0.0), *tops, (rx * 1.08, 0.0)]
    outline = [dome.at(x + a, y + b) for a, b in tops]
    kit.flat_fill(outline, body)
    low = [dome.at(x + a * 0.96, y + min(b, ry * (0.38 + 0.2 * math.sin(a / rx * 4))))
           for a, b in tops]  # fmt: skip
    kit.flat_fill(low, under)
    tail = [(-rx * 1.5, 0.0), (-rx * 0.2, ry * 0.3), (rx * 1.4, ry * 0.06), (rx * 0.5, -ry * 0.28)]
    kit.flat_fill([dome.at(x + a, y + b) for a, b in tail], under)


def _lightning(kit: Kit, dome: Dome) -> None:
    rng = kit.own("lightning")
    x = -kit.key * kit.w * (0.22 + 0.15 * rng.random())
    y = dome.tall
    pts = [(x, y)]
    n = 7
    for i in range(1, n + 1):
        pts.append((x + (rng.random() - 0.5) * kit.w * 0.09, y * (1 - i / n)))
    kit.canvas.role = "light"
    gx, gy = dome.at(x, y * 0.6)
    kit.canvas.glow(gx, gy, 0.4 * math.sqrt(kit.w * kit.h), (226, 226, 255), 0.45)
    wide = kit.base * 1.6
    band = [dome.at(a - wide * (1 - i / n), b) for i, (a, b) in enumerate(pts)]
    band += [dome.at(a + wide * (1 - i / n), b) for i, (a, b) in reversed(list(enumerate(pts)))]
    kit.flat_fill(band, (250, 248, 255))
    fork = pts[3]
    kit.canvas.line(
        [dome.at(*fork), dome.at(fork[0] + kit.w * 0.05, fork[1] * 0.7),
         dome.at(fork[0] + kit.w * 0.03, fork[1] * 0.45)],
        kit.base * 0.9, (250, 248, 255), taper=True,
    )  # fmt: skip
    kit.canvas.role = "sky"


def gulls(kit: Kit, dome: Dome, count: int) -> None:
    """Gulls, or other birds, far off: two strokes each."""
    rng = kit.own("gulls")
    for _ in range(count):
        x, y = (rng.random() - 0.5) * kit.w * 0.9, dome.tall * (0.35 + 0.5 * rng.random())
        s = math.sqrt(kit.w * kit.h) * (0.008 + 0.012 * rng.random())
        c = mix(kit.mood.front, dome.colour(y / dome.span), 0.35 if not kit.night else 0.1)
        pts = [
            (x - s * 2, y + s * 0.3),
            (x - s, y + s),
            (x, y),
            (x + s, y + s),
            (x + s * 2, y + s * 0.2),
        ]
        kit.canvas.line([dome.at(*p) for p in pts], max(0.5, s * 0.17), c, taper=True)


def ground(kit: Kit, c: RGB, bands: int = 6, far: RGB | None = None) -> None:
    """The ground from the horizon to the viewer, in bands that fade into the air."""
    z0 = kit.camera.eye[2] + 0.2
    # Depths at which a level band keeps about the same height in the picture.
    depths = [2200.0, 160.0, 60.0, 26.0, 12.0, 6.0, 2.5]
    depths = depths[: max(1, min(bands, 7))]
    for i, z in enumerate(depths):
        t = i / max(1, len(depths) - 1)
        colour = mix(far or c, c, t)
        wide = 6000.0 if i == 0 else 40 + z * 14
        pts = kit.camera.points([(-wide, 0, z0), (wide, 0, z0), (wide, 0, z), (-wide, 0, z)])
        if len(pts) > 2:
            kit.flat_fill(pts, kit.lit(colour, z * 0.7))


def halo_ring(cx: float, cy: float, r: float) -> list[P2]:
    """A circle in the picture plane."""
    return ring(cx, cy, r, r, 28)
