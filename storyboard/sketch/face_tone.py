"""How a pen models a face: feathering round the cheek, under the brow's hair and the nose."""

from __future__ import annotations

from math import pi, sin

import numpy as np

from . import curve
from .curve import Array, Frame
from .design import Design
from .head import PROFILE, Skull
from .locks import wedge
from .pen import Pen

_LEAST = 110
"""Pixels of a head, in a picture a thousand pixels wide, from which it is modelled."""
_GREY = (150, 148, 152)


def draw_tone(
    pen: Pen, frame: Frame, skull: Skull, design: Design, head: Array, detail: float
) -> None:
    """Feather the side of a bare head that is turned from the light; nothing in colour.

    `head` is the skull's outline in pixels. The strokes lie round the form: across the cheek,
    longest where it is fullest.
    """
    if pen.canvas.look == "colour" or skull.behind or detail < _LEAST * pen.canvas.unit:
        return
    side = 1 if pen.key[0] * frame.a < 0 else -1
    count = 9 if detail < 260 * pen.canvas.unit else 13
    full = 0.15 if design.build in ("fat", "broad") else 0.13
    for k in range(count):
        t = (k + 0.5) / count
        y = -0.05 - 0.36 * t
        edge = skull.edges(y)[1 if side > 0 else 0]
        # Short beside the eye, longest under the cheekbone, out again along the jaw.
        long = full * (0.30 + 0.70 * sin(pi * min(1.15 * t, 1.0)) ** 0.8) * (0.8 + 0.35 * (k % 2))
        if (skull.turn >= PROFILE and side > 0) or (skull.turn > 0.3 and side > 0):
            long *= 0.6
        inner = (edge - side * long, y - 0.055)
        middle = (edge - side * 0.5 * long, y - 0.012)
        _stroke(pen, frame, [inner, middle, (edge + side * 0.01, y + 0.02)], 0.021, head)
    _under_nose(pen, frame, skull, design, head)


def _stroke(
    pen: Pen, frame: Frame, run: list[tuple[float, float]], wide: float, head: Array
) -> None:
    """One feather: a hair's breadth at its start, `wide` heads at its end."""
    points = curve.opened(run, 4)
    if pen.canvas.look == "pencil":
        xy = pen.px(frame, points)
        pen.canvas.line(xy, max(0.8 * pen.canvas.unit, 0.6), _GREY, wobble=False, within=head)
        return
    pen.canvas.shape(pen.px(frame, wedge(points, wide)), pen.ink, within=head)


def _under_nose(pen: Pen, frame: Frame, skull: Skull, design: Design, head: Array) -> None:
    """The nose's shadow on the lip, and that of the lower lip on the chin."""
    if skull.turn >= PROFILE:
        return
    size = design.nose
    spots = [skull.face(u * size, v, d) for u, v, d in
        ((-0.050, -0.232, 0.03), (-0.012, -0.240, 0.10), (0.018, -0.222, 0.13),
         (0.006, -0.262, 0.05), (-0.03, -0.258, 0.03))]  # fmt: skip
    ring = curve.closed(spots, 3)
    if pen.canvas.look == "ink":
        pen.canvas.shape(pen.px(frame, ring), pen.ink, within=head)
    else:
        for k in range(3):
            a, b = ring[k], ring[len(ring) // 2 + k]
            pen.canvas.line(pen.px(frame, np.array([a, b])), 0.8 * pen.canvas.unit, _GREY,
                wobble=False)  # fmt: skip
