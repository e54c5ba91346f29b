"""What a seated figure sits on: a chair indoors, a crate or a rock outside."""

from __future__ import annotations

from . import curve
from .camera import Camera
from .canvas import Canvas
from .curve import Frame
from .design import Design
from .figure import Place
from .look import Light, mix, scaled
from .model import RGB
from .pen import Pen

_WOODS: tuple[RGB, ...] = ((150, 104, 66), (122, 84, 58), (176, 132, 88))
_ROCKY = frozenset({"beach", "forest", "desert", "mountains", "field"})
_OWN = frozenset({"car", "train"})
"""Settings that bring their own seats."""


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
