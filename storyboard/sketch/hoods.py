"""Hoods and headscarves: cloth that frames the face and falls on the shoulders."""

from __future__ import annotations

from math import sin

import numpy as np

from . import curve
from .curve import Frame
from .head import Skull
from .look import mix
from .model import RGB
from .pen import Pen


def draw_hood(pen: Pen, frame: Frame, skull: Skull, colour: RGB) -> None:
    """A hood: a peak that falls back, a deep opening with its shadow on the face, a drape."""
    s = sin(skull.theta)
    line = pen.soft(colour, 0.55)
    if skull.behind:
        ring = curve.closed([(-0.50, 0.05), (-0.42, 0.42), (-0.12, 0.66), (0.06, 0.70),
            (0.40, 0.42), (0.50, 0.05), (0.52, -0.34), (0.62, -0.64), (0.0, -0.82),
            (-0.62, -0.64), (-0.52, -0.34)], 6)  # fmt: skip
        xy = pen.part(frame, ring, colour, "cloth", depth=0.12)
        for run in ([(0.05, 0.66), (0.0, 0.2), (0.03, -0.4)], [(-0.36, -0.3), (-0.2, -0.6)]):
            pen.stroke(frame, curve.opened(run, 6), 0.7, line, within=xy)
        return
    xi = 0.15 * s
    inner = [
        (0.16 + xi * 0.4, -0.56), (0.31 + xi * 0.5, -0.34), (0.345 + xi * 0.4, -0.05),
        (0.31 + xi * 0.4, 0.18), (0.14 + xi * 0.7, 0.33), (-0.08 + xi, 0.345),
        (-0.29 + xi, 0.20), (-0.345 + xi, -0.06), (-0.31 + xi, -0.36), (-0.20 + xi, -0.58),
    ]  # fmt: skip
    opening = curve.opened(inner, 6)
    # The hood's shadow lies on brow and cheeks.
    head = pen.px(frame, skull.outline)
    shadow = np.concatenate([opening, ((opening - (xi, 0)) * (0.80, 0.84) + (xi, -0.02))[::-1]])
    if pen.canvas.look == "colour":
        pen.canvas.role = "skin"
        pen.canvas.fill(pen.px(frame, shadow), (46, 28, 62), 0.42, within=head)
    else:
        pen.canvas.tone(pen.px(frame, shadow), 0.8, within=head)
    outer = curve.opened([(-0.62, -0.74), (-0.56, -0.52), (-0.52 - 0.04 * s, -0.26),
        (-0.56 - 0.06 * s, 0.08), (-0.50 - 0.12 * s, 0.40), (-0.34 - 0.22 * s, 0.66),
        (-0.14 - 0.18 * s, 0.70), (0.10, 0.63), (0.34, 0.46), (0.45 - 0.03 * s, 0.2),
        (0.46, -0.1), (0.45, -0.36), (0.52, -0.58), (0.46, -0.72)], 6)  # fmt: skip
    foot = [(0.30, -0.66), (0.16 + xi * 0.4, -0.56)]
    ring = np.concatenate([outer, foot, opening, [(-0.20 + xi, -0.58), (-0.34, -0.74)]])
    xy = pen.part(frame, ring, colour, "cloth", depth=0.09)
    # A hem round the opening, the fold from the peak, two folds of the drape.
    hem = (opening - (xi, -0.03)) * (1.17, 1.12) + (xi, -0.03)
    pen.stroke(frame, hem[4:-4], 0.7, line, within=xy)
    for run in (
        [(-0.30 - 0.2 * s, 0.62), (-0.34 - 0.1 * s, 0.36), (-0.44, 0.05)],
        [(0.06, 0.60), (-0.12, 0.54), (-0.28 - 0.05 * s, 0.40)],
        [(-0.48, -0.2), (-0.42, -0.46), (-0.48, -0.68)],
        [(0.42, -0.3), (0.38, -0.5), (0.42, -0.66)],
    ):
        pen.stroke(frame, curve.opened(run, 5), 0.75, line, within=xy)


def draw_headscarf(pen: Pen, frame: Frame, skull: Skull, colour: RGB) -> None:
    """A headscarf: close round the face, wrapped under the chin, one end over the shoulder."""
    s = sin(skull.theta)
    line = pen.soft(colour, 0.55)
    if skull.behind:
        ring = curve.closed([(-0.44, 0.1), (-0.36, 0.42), (0.0, 0.57), (0.36, 0.42), (0.44, 0.1),
            (0.44, -0.3), (0.64, -0.9), (0.0, -1.05), (-0.64, -0.9), (-0.44, -0.3)], 6)  # fmt: skip
        pen.part(frame, ring, colour, "cloth", depth=0.12)
        return
    xi = 0.14 * s
    inner = curve.opened([(0.06 + xi, -0.53), (0.24 + xi * 0.6, -0.40), (0.325 + xi * 0.4, -0.10),
        (0.29 + xi * 0.4, 0.14), (0.14 + xi * 0.6, 0.27), (-0.08 + xi, 0.285), (-0.26 + xi, 0.16),
        (-0.315 + xi, -0.08), (-0.24 + xi, -0.40), (-0.06 + xi, -0.53)], 6)  # fmt: skip
    outer = curve.opened([(-0.34, -0.86), (-0.50, -0.66), (-0.45 - 0.04 * s, -0.30),
        (-0.46 - 0.06 * s, 0.06), (-0.38 - 0.09 * s, 0.40), (-0.04 - 0.05 * s, 0.565),
        (0.30, 0.46), (0.42, 0.18), (0.42, -0.14), (0.40, -0.46), (0.46, -0.68),
        (0.30, -0.86)], 6)  # fmt: skip
    chin = [(0.0, -0.92), (0.0, -0.92)]
    ring = np.concatenate([outer, chin[:1], [(0.05 + xi, -0.6)], inner, [(-0.03 + xi, -0.6)],
        chin[1:]])  # fmt: skip
    xy = pen.part(frame, ring, colour, "cloth", depth=0.08)
    wrap = curve.closed([(-0.42, -0.50), (-0.1 + xi, -0.56), (0.22 + xi, -0.52), (0.42, -0.42),
        (0.46, -0.62), (0.16, -0.80), (-0.3, -0.80), (-0.48, -0.66)], 5)  # fmt: skip
    pen.part(frame, wrap, colour, "cloth", depth=0.05)
    tail = curve.closed([(-0.30, -0.62), (-0.02, -0.70), (0.02, -1.12), (-0.16, -1.36),
        (-0.36, -1.1)], 4)  # fmt: skip
    pen.part(frame, tail, mix(colour, (255, 255, 255), 0.06), "cloth", depth=0.05)
    for run in (
        [(-0.36, 0.28), (-0.42, 0.0), (-0.36, -0.4)], [(-0.06, 0.54), (-0.3, 0.36), (-0.38, 0.1)],
        [(-0.36, -0.6), (0.0, -0.66), (0.34, -0.54)],
    ):  # fmt: skip
        pen.stroke(frame, curve.opened(run, 5), 0.7, line, within=xy)
