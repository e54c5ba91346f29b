"""What a seated figure sits on: a chair indoors, a crate or a rock outside."""

from __future__ import annotations

from random import Random

from . import curve
from .camera import Camera
from .canvas import Canvas, oval
from .curve import Frame
from .design import Design
from .figure import Place
from .look import Light, mix, scaled
from .model import RGB
from .pen import Pen

_WOODS: tuple[RGB, ...] = ((150, 104, 66), (122, 84, 58), (176, 132, 88))
_ROCKY = frozenset({"beach", "forest", "desert", "mountains", "field"})
_OWN = frozenset({"car"})
"""Settings that bring their own seats."""
_PLUSH: RGB = (72, 112, 118)


def draw_seat(
    canvas: Canvas, camera: Camera, light: Light, place: Place, design: Design, setting: str
) -> None:
    """Draw a seat under a figure's place."""
    if setting in _OWN or place.seat is None:
        return
    pen = Pen(canvas, camera, light, place.z + 0.02, max(1.6 * canvas.unit, 0.7))
    frame = Frame(x=place.x, y=place.y).child(-0.06 * place.facing, 0, 0, (place.facing, 1.0))
    h = place.seat
    tone = _WOODS[place.variant % 3]
    if setting in _ROCKY:
        ring = curve.closed(
            [(-0.42, 0.0), (-0.40, h * 0.55), (-0.24, h * 0.98), (0.05, h), (0.26, h * 0.92),
             (0.40, h * 0.5), (0.46, 0.0)], 5,
        )  # fmt: skip
        pen.part(frame, ring, (142, 136, 138), "set", depth=0.10)
        return
    if setting == "train":
        pen.part(frame, [(-0.18, 0.06), (0.26, 0.06), (0.26, h - 0.14), (-0.18, h - 0.14)],
            scaled(_PLUSH, 0.6), "set")  # fmt: skip
        rest = curve.closed([(-0.12, h - 0.1), (-0.16, h + 0.32), (-0.2, h + 0.6),
            (-0.3, h + 0.58), (-0.28, h - 0.1)], 5)  # fmt: skip
        pen.part(frame, rest, _PLUSH, "set", depth=0.04)
        pad = curve.closed([(-0.26, h - 0.15), (0.32, h - 0.15), (0.37, h - 0.07), (0.32, h),
            (-0.26, h)], 4)  # fmt: skip
        pen.part(frame, pad, _PLUSH, "set", depth=0.04)
        return
    if light.indoors:
        for x in (-0.21, 0.19):
            pen.part(
                frame, [(x - 0.02, 0), (x + 0.02, 0), (x + 0.025, h), (x - 0.025, h)], tone, "set"
            )
        back = [(-0.25, h), (-0.20, h), (-0.24, h + 0.48), (-0.29, h + 0.48)]
        pen.part(frame, back, tone, "set")
        pen.part(frame, [(-0.27, h - 0.05), (0.24, h - 0.05), (0.24, h), (-0.27, h)], mix(tone,
            (255, 240, 210), 0.15), "set")  # fmt: skip
        return
    pen.part(frame, [(-0.30, 0), (0.28, 0), (0.28, h), (-0.30, h)], tone, "set", depth=0.06)
    for y in (0.33, 0.66):
        pen.stroke(frame, [(-0.30, h * y), (0.28, h * y)], 0.7, scaled(tone, 0.55), taper=False)


def draw_table(
    canvas: Canvas, camera: Camera, light: Light, ends: tuple[float, float], rng: Random
) -> None:
    """A table before those who sit, from one x to another, with what stands on it."""
    left, right = min(ends), max(ends)
    if right - left < 0.5:
        left, right = (left + right) / 2 - 0.3, (left + right) / 2 + 0.3
    z, top = -0.34, 0.74
    pen = Pen(canvas, camera, light, z, max(1.8 * canvas.unit, 0.7))
    tone = _WOODS[rng.randrange(3)]
    frame = Frame()
    for x in (left + 0.10, right - 0.14):
        pen.part(frame, [(x, 0), (x + 0.05, 0), (x + 0.05, top), (x, top)], scaled(tone, 0.75),
            "set")  # fmt: skip
    back = camera.points([(left, top, 0.1), (right, top, 0.1), (right, top, z), (left, top, z)])
    if len(back) > 2:
        canvas.role = "set"
        canvas.fill(back, mix(tone, (255, 244, 220), 0.22))
        canvas.line(back, pen.base * 0.8, closed=True)
    pen.part(frame, [(left, top - 0.06), (right, top - 0.06), (right, top), (left, top)], tone,
        "set")  # fmt: skip
    for k in range(2):
        x = left + (right - left) * (0.28 + 0.44 * k)
        cup: RGB = ((240, 238, 232), (206, 92, 70), (96, 140, 160))[rng.randrange(3)]
        at = Frame(x=x, y=top)
        pen.part(at, oval(0, 0.0, 0.075, 0.014, n=20), (236, 234, 228), "set", weight=0.7)
        pen.part(at, [(-0.04, 0.085), (0.04, 0.085), (0.03, 0.005), (-0.03, 0.005)], cup, "set")
