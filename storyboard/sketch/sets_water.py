"""Open water: sea, waves, light on it, small boats."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .sets_colour import BRIGHTS, WHITE, mix, pick, scale
from .sets_wall import PAPER

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import Kit


def sea_colour(kit: Kit) -> RGB:
    """The water's own colour: it answers to the sky."""
    sky = kit.light.sky
    body: RGB = (52, 116, 132)
    if kit.night:
        return mix((16, 30, 66), sky[2], 0.35)
    if kit.staging.weather in ("rain", "storm", "fog", "snow"):
        body = (82, 104, 116)
    return mix(body, mix(sky[1], sky[2], 0.5), 0.42)


def sea(kit: Kit, y: float = 0.0, near: float | None = None, z1: float = 3000.0) -> None:
    """Water from depth `near` to the horizon at level `y`, with glints and waves."""
    rng = kit.own("sea")
    sky = kit.light.sky
    c = sea_colour(kit)
    z0 = kit.camera.eye[2] + 0.2 if near is None else near
    mood, kit.mood = kit.mood, kit.mood.plain()
    far = mix(c, sky[3], 0.5)
    depths = [z for z in (z1, 300.0, 120.0, 60.0, 32.0, 18.0, 9.0) if z > z0]
    for i, z in enumerate(depths):
        t = i / 6
        pts = kit.camera.points([(-6000, y, z0), (6000, y, z0), (6000, y, z), (-6000, y, z)])
        kit.flat_fill(pts, mix(far, c, min(1.0, t * 1.3)))
    rough = {"storm": 2.4, "wind": 1.7, "rain": 1.3}.get(kit.staging.weather, 1.0)
    crest = mix(c, WHITE, 0.5 if not kit.night else 0.24)
    trough = scale(c, 0.8)
    for _ in range(90 if not kit.close else 40):
        z = max(z0, 5.0) * (1.05 + 26 * rng.random() ** 3.0)
        if z < z0 + 0.5 or z > z1:
            continue
        x0, x1, _, _ = kit.view(z)
        x = x0 + (x1 - x0) * rng.random()
        w = (x1 - x0) * (0.02 + 0.07 * rng.random())
        h = z * 0.011 * rough * (0.5 + rng.random())
        px, py = kit.camera.point(x, y, z)
        qx, qy = kit.camera.point(x + w, y, z)
        lift = h * kit.px(z) * 0.35
        colour = crest if rng.random() < 0.5 else trough
        kit.flat_fill([(px, py), ((px + qx) / 2, (py + qy) / 2 - lift), (qx, qy),
                       ((px + qx) / 2, (py + qy) / 2 - lift * 0.35)], colour, 0.8)  # fmt: skip
    _glitter(kit, y, max(z0, 6.0))
    kit.mood = mood


def _glitter(kit: Kit, y: float, z0: float) -> None:
    """The path of light under a low sun or the moon."""
    staging, rng = kit.staging, kit.own("glitter")
    if staging.weather not in ("clear", "wind") or staging.time == "day":
        return
    c: RGB = {"night": (214, 220, 236), "dusk": (255, 190, 150)}.get(staging.time, (255, 232, 180))
    for _ in range(40):
        z = z0 + 240 * rng.random() ** 3
        s = kit.px(z)
        if kit.depth(0, z) < 1:
            continue
        _, py = kit.camera.point(0, y, z)
        spread = kit.w * (0.03 + 0.05 * rng.random())
        px = kit.w * (0.5 + kit.key * 0.3) + (rng.random() - 0.5) * spread * 2
        w = spread * (0.2 + 0.5 * rng.random())
        h = max(0.6, 0.03 * s) * 0.8
        kit.flat_fill([(px - w, py), (px, py - h), (px + w, py), (px, py + h * 0.6)], c, 0.6)


def edge_x(kit: Kit, side: int, t: float, z: float, least: float) -> float:
    """Where to stand a thing to one side: `t` of the way to the frame's edge, clear of the cast."""
    x = kit.across(side * t, z)
    return max(x, least) if side > 0 else min(x, -least)


def rowing_boat(kit: Kit, x: float, z: float, y: float = 0.0, c: RGB | None = None) -> None:
    """A small boat side on."""
    c = c or pick(kit.own("rowing_boat"), BRIGHTS)
    if y == 0:
        kit.shadow(x, z, 1.7, 0.5, 0.3)
    rim = [(-1.6, 0.78), (-1.0, 0.6), (0.0, 0.52), (1.0, 0.58), (1.5, 0.7)]
    inner = [(a * 0.96, y + b + 0.12, z + 0.5) for a, b in rim]
    kit.poly(
        [*((x + a, y + b, z) for a, b in rim), *((x + a, b, d) for a, b, d in reversed(inner))],
        (120, 92, 74),
        0.4,
    )
    keel = [(1.3, 0.1), (0.6, 0.0), (-0.8, 0.0), (-1.3, 0.25)]
    kit.poly([(x + a, y + b, z) for a, b in [*rim, *keel]], c, 0.5)
    kit.poly(
        [(x + a, y + b * 0.98, z - 0.01) for a, b in rim]
        + [(x + a * 0.985, y + b - 0.1, z - 0.01) for a, b in reversed(rim)],
        PAPER,
        0.3,
    )
    kit.rod(
        (x - 0.9, y + 0.62, z + 0.1), (x + 1.9, y + 0.95, z - 0.2), 0.025, (176, 140, 100), 0.25
    )


def water_front(kit: Kit) -> None:
    """A dark post with a rope across a corner of a wide shot."""
    if kit.staging.shot not in ("full", "wide", "extreme-wide"):
        return
    w, h = kit.w, kit.h
    u = (w * h) ** 0.5
    s = kit.rng.choice((-1, 1))
    c = kit.mood.front
    x = w * (0.5 + s * 0.43)
    kit.flat_fill([(x - u * 0.03, h * 0.78), (x + u * 0.03, h * 0.78), (x + u * 0.036, h + 9),
                   (x - u * 0.036, h + 9)], c)  # fmt: skip
    kit.canvas.role = "sky"
    kit.canvas.ellipse(x, h * 0.78, u * 0.03, u * 0.012, mix(c, kit.mood.haze, 0.12))
    rope = [
        (x + s * u * 0.3 * t, h * 0.83 + u * 0.05 * math.sin(math.pi * min(1.0, t)))
        for t in (0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1.0)
    ]
    kit.canvas.line(rope, kit.base * 2.2, c)
    for k in (0.8, 0.83, 0.86):
        turn = [(x - u * 0.033, h * k), (x, h * k + u * 0.006), (x + u * 0.033, h * k)]
        kit.canvas.line(turn, kit.base * 1.6, mix(c, kit.mood.haze, 0.16))
