"""The face: eyes, brows, nose and mouth of thirteen expressions at any turn of the head."""

from __future__ import annotations

import numpy as np

from . import curve
from .canvas import oval, ribbon
from .curve import Array, Frame
from .design import Design
from .head import PROFILE, Skull
from .look import mix, scaled, shade
from .mien import EYE_V, Mien
from .model import RGB
from .mouth import draw_marks, draw_mouth
from .pen import Pen


def draw_face(
    pen: Pen, frame: Frame, skull: Skull, design: Design, mien: Mien, pitch: float, detail: float
) -> None:
    """Draw the face on a head that stands already; `detail` is the head's height in pixels."""
    dv = 0.075 * (pitch + mien.pitch)
    if detail < 26:
        _tiny(pen, frame, skull, design, dv)
        return
    head = pen.px(frame, skull.outline)
    _cheeks(pen, frame, skull, design, mien, dv, head)
    for near in (False, True):
        if near or skull.far_shown:
            _eye(pen, frame, skull, design, mien, near, dv, detail)
    _nose(pen, frame, skull, design, mien, dv, detail)
    draw_mouth(pen, frame, skull, design, mien, dv, detail)
    if detail > 60:
        draw_marks(pen, frame, skull, design, mien, dv, head)


def _tiny(pen: Pen, frame: Frame, skull: Skull, design: Design, dv: float) -> None:
    for side in (-1, 1):
        if side < 0 or skull.far_shown:
            x, y = skull.face(side * 0.16, EYE_V + dv)
            pen.canvas.role = "figure"
            pen.canvas.shape(pen.px(frame, oval(x, y, 0.045, 0.065)), pen.ink)


def _cheeks(
    pen: Pen, frame: Frame, skull: Skull, design: Design, mien: Mien, dv: float, head: Array
) -> None:
    if pen.canvas.look != "colour":
        return
    pen.canvas.role = "skin"
    warm = mix(design.skin, (226, 84, 70), 0.55)
    amount = 0.20 + 0.35 * mien.flush + (0.12 if design.age == "child" else 0.0)
    for side in (-1, 1):
        if side > 0 and not skull.far_shown:
            continue
        x, y = skull.face(side * 0.215, -0.19 + dv)
        blob = oval(x, y, 0.085 * (1 if side < 0 else 0.75), 0.055)
        pen.canvas.fill(pen.px(frame, blob), warm, amount, within=head)
    if not design.freckled:
        return
    for u, v in ((-0.25, -0.14), (-0.20, -0.165), (-0.15, -0.14), (0.17, -0.15), (0.22, -0.165)):
        if u < 0 or skull.far_shown:
            x, y = skull.face(u, v + dv)
            dot = oval(x, y, 0.011, 0.009)
            pen.canvas.fill(pen.px(frame, dot), scaled(design.skin, 0.72), 0.75, within=head)


def _eye(
    pen: Pen,
    frame: Frame,
    skull: Skull,
    design: Design,
    mien: Mien,
    near: bool,
    dv: float,
    detail: float,
) -> None:
    side = -1.0 if near else 1.0
    turn = min(skull.turn, 1.0)
    cx, cy = skull.face(side * 0.168, EYE_V + dv * 1.1)
    big = {"child": 1.18, "old": 0.92}.get(design.age, 1.0) * design.eye_size
    squeeze = (
        (1 - 0.10 * turn if turn < 0.6 else 0.94 - 0.9 * (turn - 0.6))
        if near
        else (1 - 0.48 * turn)
    )
    half = 0.098 * big * squeeze
    tall = 0.150 * big
    # Ring from the inner corner over the upper lid to the outer corner and back below.
    up = tall * (0.62 * mien.open)
    down = -tall * 0.42 * (1 - mien.squint)
    slope = mien.slope
    inner = np.array([-side, 1.0])
    upper = np.array(
        [
            (-1.0, -0.012 - 0.3 * slope),
            (-0.62, up * 0.74 - slope * 0.8),
            (-0.05, up - slope * 0.3),
            (0.60, up * 0.80 + slope * 0.35),
            (1.02, 0.016 + 0.35 * slope),
        ]
    )
    lower = np.array([(0.62, down * 0.72), (0.0, down), (-0.62, down * 0.72)])
    lid = np.concatenate([upper, lower])
    lid[:, 0] *= half
    lid[:, 0] *= -inner[0]
    lid += (cx, cy)
    ring = curve.closed(lid, 5)
    white = pen.px(frame, ring)
    eyeball: RGB = (250, 248, 244)
    pen.canvas.role = "skin"
    pen.canvas.fill(white, eyeball)
    # Iris, pupil and light, kept inside the lids.
    radius = 0.070 * big * mien.iris * (1.1 if design.age == "child" else 1.0)
    reach = half * 0.36
    ix = cx + reach * mien.gaze[0] * (1.0 if near else 0.7)
    iy = cy + 0.008 + mien.gaze[1] * 0.034 + (up + down) * 0.16
    rx = radius * (0.9 if near else 0.82) * (0.62 if turn > 0.8 else 1)
    pen.canvas.role = "figure"
    look = pen.canvas.look
    if detail > 70 and look == "colour":
        pen.canvas.fill(
            pen.px(frame, oval(ix, iy, rx, radius)), scaled(design.eyes, 0.55), within=white
        )
        low = oval(ix, iy - radius * 0.12, rx * 0.84, radius * 0.84)
        pen.canvas.fill(pen.px(frame, low), design.eyes, within=white)
        pupil = oval(ix, iy + radius * 0.02, rx * 0.52, radius * 0.52)
        pen.canvas.shape(pen.px(frame, pupil), pen.ink, within=white)
    else:
        pen.canvas.shape(pen.px(frame, oval(ix, iy, rx, radius)), pen.ink, within=white)
    if detail > 45:
        glint = oval(ix - rx * 0.34, iy + radius * 0.38, rx * 0.30, radius * 0.30)
        pen.canvas.shape(pen.px(frame, glint), (255, 255, 255), within=white)
    if detail > 60 and look == "colour":
        # The lid's shadow on the eye.
        cast = np.concatenate([ring[:21], (ring[:21] - (0, tall * 0.13))[::-1]])
        pen.canvas.role = "skin"
        pen.canvas.fill(pen.px(frame, cast), (96, 84, 132), 0.30, within=white)
    lash = pen.px(frame, ring[:21])
    thick = pen.base * (1.75 if design.lashes else 1.35) * (1 if detail > 60 else 0.85)
    grow = np.interp(np.linspace(0, 1, 21), [0, 0.35, 0.9, 1], [0.35, 1.0, 1.1, 0.5]) * thick
    ink = pen.canvas.line_colour(pen.ink)
    pen.canvas.shape(ribbon(lash, grow), ink)
    pen.stroke(frame, ring[24:36], 0.5, pen.soft(shade(design.skin), 0.62))
    if design.lashes and detail > 40:
        tip = ring[20]
        out = np.array([-inner[0], 0.55])
        pen.stroke(
            frame, [ring[17], tip + out * 0.012, tip + out * (0.045, 0.04)], 1.35, taper=True
        )
    if detail > 90 and mien.open < 1.3:
        fold = (ring[4:18] - (cx, cy)) * (1.02, 1.0) + (cx, cy + 0.034)
        pen.stroke(frame, fold, 0.5, pen.soft(shade(design.skin), 0.7))
    _brow(pen, frame, skull, design, mien, near, dv, detail)


def _brow(
    pen: Pen,
    frame: Frame,
    skull: Skull,
    design: Design,
    mien: Mien,
    near: bool,
    dv: float,
    detail: float,
) -> None:
    side = -1.0 if near else 1.0
    rise = 0.122 + dv * 1.15 + (mien.odd if near else 0.0)
    if mien.open > 1.2:
        rise += 0.012
    base = EYE_V + rise
    points = [
        skull.face(side * 0.055, base + mien.inner - 0.004, 0.02),
        skull.face(side * 0.135, base + mien.inner * 0.55 + mien.outer * 0.4 + mien.arch, 0.02),
        skull.face(side * 0.225, base + mien.outer * 0.85 + mien.arch * 1.05, 0.01),
        skull.face(side * 0.290, base + mien.outer - 0.022, 0.0),
    ]
    line = curve.opened(points, 6)
    thick = 0.046 * design.brow
    share = np.linspace(0, 1, len(line))
    half = thick * np.interp(share, [0, 0.12, 0.6, 1.0], [0.55, 1.0, 0.85, 0.10]) / 2
    norm = curve.normals(line, ring=False)
    ring = np.concatenate([line + norm * half[:, None], (line - norm * half[:, None])[::-1]])
    xy = pen.px(frame, ring)
    colour = design.brow_colour
    pen.canvas.role = "hair"
    if pen.canvas.look != "colour":
        pen.canvas.shape(xy, pen.canvas.line_colour(pen.ink))
    else:
        pen.canvas.fill(xy, colour)


def _nose(
    pen: Pen, frame: Frame, skull: Skull, design: Design, mien: Mien, dv: float, detail: float
) -> None:
    tone = pen.soft(shade(design.skin), 0.55)
    turn = min(skull.turn, 1.0)
    size = design.nose
    tip_v = -0.205 + dv * 0.6
    if turn >= PROFILE:
        return  # it is part of the outline
    if turn < 0.16:
        left, right = (
            skull.face(-0.052 * size, tip_v - 0.012),
            skull.face(0.05 * size, tip_v - 0.012),
        )
        base = skull.face(0.0, tip_v - 0.034, 0.1)
        pen.stroke(frame, curve.opened([left, base, right], 5), 0.85, tone)
        return
    reach = 0.155 * size
    root = skull.face(0.028, 0.0 + dv, 0.02)
    bridge = skull.face(0.012, -0.09 + dv * 0.8, 0.06 * size)
    tip = skull.face(0.0, tip_v, reach)
    under = skull.face(-0.01, tip_v - 0.044, reach * 0.62)
    wing = skull.face(-0.052 * size, tip_v - 0.030, 0.03)
    line = curve.opened([root, bridge, tip, under, wing], 6)
    if pen.canvas.look == "colour" and detail > 60:
        pen.canvas.role = "skin"
        side = curve.closed(
            [bridge, tip, under, wing, skull.face(-0.045 * size, -0.13 + dv, 0.0)], 5
        )
        lit = pen.key[0] > 0
        if lit != (frame.a > 0):
            pen.canvas.fill(pen.px(frame, side), shade(design.skin), 0.55)
    start = 5 if detail > 60 else 9
    pen.stroke(frame, line[start:], 0.95, tone)
    if detail > 70:
        upper = skull.face(-0.075 * size, tip_v + 0.012, 0.02)
        pen.stroke(
            frame,
            curve.opened([upper, skull.face(-0.083 * size, tip_v - 0.012, 0.02), wing], 4),
            0.6,
            tone,
        )
