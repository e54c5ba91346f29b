"""Hands and feet. A hand's frame has its origin at the wrist, +x along the forearm."""

from __future__ import annotations

import numpy as np

from . import curve
from .curve import Array, Frame
from .look import mix, scaled
from .model import RGB
from .pen import Pen

_MITT = ((-0.04, 0.085), (0.10, 0.125), (0.25, 0.13), (0.345, 0.075), (0.355, -0.03),
    (0.31, -0.115), (0.17, -0.135), (0.03, -0.11), (-0.04, -0.08))  # fmt: skip
"""A hand of a few pixels."""
_PALM = ((-0.05, 0.075), (0.08, 0.125), (0.21, 0.14), (0.285, 0.10), (0.30, 0.0), (0.275, -0.10),
    (0.17, -0.125), (0.06, -0.105), (-0.05, -0.07))  # fmt: skip
_BACK = ((-0.05, 0.075), (0.07, 0.105), (0.20, 0.118), (0.285, 0.085), (0.29, -0.06),
    (0.20, -0.115), (0.07, -0.10), (-0.05, -0.07))  # fmt: skip
"""The back of a hand up to the knuckles."""

_Finger = tuple[tuple[float, float], float, float, float, float]
"""Base, first angle, second angle (degrees from +x), length, width."""

_OPEN: tuple[_Finger, ...] = (
    ((0.235, 0.105), 27, 31, 0.215, 0.074), ((0.275, 0.045), 9, 11, 0.255, 0.078),
    ((0.275, -0.022), -8, -7, 0.24, 0.075), ((0.24, -0.085), -27, -25, 0.185, 0.066),
)  # fmt: skip
_LOOSE: tuple[_Finger, ...] = (
    ((0.20, 0.080), 10, -16, 0.20, 0.066), ((0.24, 0.040), 4, -22, 0.245, 0.072),
    ((0.25, -0.018), -2, -30, 0.255, 0.075), ((0.225, -0.070), -9, -38, 0.235, 0.074),
)  # fmt: skip
"""Fingers of a hanging hand: the little finger first, the forefinger over the others."""


def _finger(finger: _Finger) -> Array:
    """A finger of two bones, bent where its angles differ."""
    (x, y), first, second, long, wide = finger
    a, b = np.radians(first), np.radians(second)
    joint = (x + np.cos(a) * long * 0.52, y + np.sin(a) * long * 0.52)
    tip = (joint[0] + np.cos(b) * long * 0.48, joint[1] + np.sin(b) * long * 0.48)
    left, right = curve.limb([(x, y), joint, tip], (wide, wide * 1.02, wide * 0.98, wide * 0.74), 5)
    turn = np.radians(np.linspace(second + 66, second - 66, 5))
    end = np.array(tip) + wide * 0.38 * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    return np.concatenate([left, end, right[::-1]])


def _curled(y: float, out: float, wide: float = 0.066) -> Array:
    """A finger folded into the palm, seen from the knuckles: a short bar across the hand."""
    h = wide / 2
    return curve.closed(
        [(0.15, y + h), (out - 0.05, y + h), (out, y + 0.3 * h), (out - 0.005, y - 0.5 * h),
         (out - 0.05, y - h), (0.15, y - h)], 3,
    )  # fmt: skip


_CLASP: tuple[_Finger, ...] = (
    ((0.19, 0.085), -4, -52, 0.24, 0.066), ((0.23, 0.035), -8, -58, 0.28, 0.070),
    ((0.245, -0.025), -12, -62, 0.28, 0.072), ((0.215, -0.080), -18, -66, 0.25, 0.070),
)  # fmt: skip
"""Fingers laid about an arm."""

_KNUCKLES = ((0.088, 0.325), (0.026, 0.352), (-0.036, 0.345), (-0.094, 0.31))
"""Of the folded fingers, the forefinger first: where they lie and how far they stand out."""


def draw_hand(pen: Pen, frame: Frame, kind: str, skin: RGB, detail: float) -> None:
    """Draw a hand of a kind (see `pose.Arm.hand`); `detail` is the head's height in pixels.

    ``grip`` closes about something that crosses the palm; ``under`` is the part of a holding hand
    that lies behind the thing, ``thumb`` the part that lies before it.
    """
    if detail < 30:
        if kind != "thumb":
            pen.part(frame, curve.closed(_MITT, 3), skin, "skin", weight=0.7)
        return
    line = pen.soft(skin, 0.5)
    if kind in ("open", "palm"):
        _spread(pen, frame, kind, skin, line)
    elif kind == "point":
        _fist(pen, frame, skin, line, 1)
    elif kind in ("fist", "grip"):
        _fist(pen, frame, skin, line, 0)
    elif kind == "under":
        _merged(pen, frame, [curve.closed(_BACK, 4), *(_curled(y, x) for y, x in _KNUCKLES)], skin)
    elif kind == "thumb":
        _thumb(pen, frame, ((0.03, 0.03), 24, 6, 0.235, 0.098), skin)
    else:
        _hanging(pen, frame, skin, line, _CLASP if kind == "clasp" else _LOOSE)


def _merged(pen: Pen, frame: Frame, rings: list[Array], skin: RGB) -> list[Array]:
    """Shapes with one contour about them all, in pixels; the last is in shade at its edge."""
    shapes = [pen.px(frame, r) for r in rings]
    for xy in shapes:
        pen.outline(xy, 0.85)
    for xy in shapes:
        pen.solid(xy, skin, "skin")
    return shapes


def _spread(pen: Pen, frame: Frame, kind: str, skin: RGB, line: RGB) -> None:
    """An open hand; the fingers of a palm held out lie together."""
    wide = 1.0 if kind == "open" else 0.5
    fingers = [
        _finger(((x, y), a * wide, b * wide, long, thick)) for (x, y), a, b, long, thick in _OPEN
    ]
    thumb = _finger(((0.075, 0.075), 62 if kind == "open" else 46, 50, 0.215, 0.09))
    palm = curve.closed(_PALM, 4)
    shapes = _merged(pen, frame, [thumb, *fingers, palm], skin)
    pen.solid(shapes[-1], skin, "skin", pen.size(frame, 0.03))
    for xy in shapes[1:-1]:
        pen.solid(xy, skin, "skin")
    pen.stroke(frame, curve.opened([(0.07, 0.05), (0.145, 0.015), (0.165, -0.06)], 4), 0.5, line)
    pen.stroke(frame, curve.opened([(0.20, 0.06), (0.225, 0.0), (0.215, -0.07)], 4), 0.4, line)


def _fist(pen: Pen, frame: Frame, skin: RGB, line: RGB, out: int) -> None:
    """A closed hand with the thumb over the fingers; the first `out` fingers point."""
    bars = [_curled(y, x) for y, x in _KNUCKLES[out:]]
    straight = [_finger(((0.20, 0.082), 1, -2, 0.37, 0.078))] * out
    shapes = _merged(pen, frame, [curve.closed(_BACK, 4), *straight, *bars], skin)
    pen.solid(shapes[0], skin, "skin", pen.size(frame, 0.035))
    for xy in shapes[1:]:
        pen.solid(xy, skin, "skin", pen.size(frame, 0.016))
    for (upper, a), (lower, b) in zip(_KNUCKLES[out:], _KNUCKLES[out + 1 :], strict=False):
        y = (upper + lower) / 2
        run = [(0.165, y + 0.004), (0.25, y + 0.002), (min(a, b) - 0.006, y)]
        pen.stroke(frame, curve.opened(run, 4), 0.62, line)
    if out:
        pen.stroke(frame, [(0.17, 0.048), (0.33, 0.046)], 0.62, line)
    _thumb(pen, frame, ((0.02, 0.05), 4, -30, 0.25, 0.096), skin)


def _thumb(pen: Pen, frame: Frame, finger: _Finger, skin: RGB) -> None:
    """A thumb laid over the fingers: its root runs into the hand without a line."""
    xy = pen.px(frame, _finger(finger))
    pen.solid(xy, skin, "skin", pen.size(frame, 0.018))
    pen.contour(xy[4:-3], 0.75)


def _hanging(pen: Pen, frame: Frame, skin: RGB, line: RGB, lie: tuple[_Finger, ...]) -> None:
    """A hand at rest: fingers a little bent, together, the thumb before them."""
    fingers = [_finger(f) for f in lie]
    shapes = _merged(pen, frame, [*fingers, curve.closed(_BACK, 4)], skin)
    pen.solid(shapes[-1], skin, "skin", pen.size(frame, 0.03))
    for xy in shapes[:-1]:
        pen.solid(xy, skin, "skin", pen.size(frame, 0.012))
    for f in lie[1:]:
        (x, y), first, second, long, wide = f
        a, b = np.radians(first), np.radians(second)
        up = wide * 0.52
        run = [
            (x + 0.05, y + up),
            (x + np.cos(a) * long * 0.52, y + np.sin(a) * long * 0.52 + up),
            (x + np.cos(a) * long * 0.52 + np.cos(b) * long * 0.36,
             y + np.sin(a) * long * 0.52 + np.sin(b) * long * 0.36 + up * 0.92),
        ]  # fmt: skip
        pen.stroke(frame, curve.opened(run, 4), 0.55, line)
    if lie is _CLASP:
        return
    thumb = pen.px(frame, _finger(((0.05, -0.055), -36, -12, 0.235, 0.086)))
    pen.outline(thumb[2:-2], 0.8)
    pen.solid(thumb, skin, "skin", pen.size(frame, 0.016))


def foot_ring(angle: float, kind: str) -> Array:
    """A shoe, its origin at the ankle and the sole below: +x is where the toes point.

    `angle` 90 shows it from the side; less, and it turns towards the viewer, shortens, and its
    toe comes down in the picture.
    """
    side = min(max(abs(angle) / 90.0, 0.42), 1.15)
    down = 0.055 * (1 - min(side, 1.0)) / 0.58
    high = 0.12 if kind == "boots" else 0.055
    plump = 1.12 if kind in ("boots", "trainers") else 1.0
    return curve.closed(
        [
            (-0.125, high), (0.115, high), (0.17 * (0.4 + 0.6 * side), -0.012),
            (0.30 * side, -0.045 * plump - down * 0.4), (0.43 * side, -0.082 - down * 0.7),
            (0.475 * side, -0.125 - down), (0.46 * side, -0.168 - down),
            (0.20 * side, -0.174 - down * 0.6), (-0.13, -0.172), (-0.172, -0.14), (-0.158, -0.05),
        ],
        4,
    )  # fmt: skip


def draw_foot(pen: Pen, frame: Frame, angle: float, kind: str, colour: RGB, skin: RGB) -> None:
    """Draw a shoe at an ankle."""
    ring = foot_ring(angle, kind)
    bare = kind == "bare"
    xy = pen.part(frame, ring, skin if bare else colour, "skin" if bare else "cloth", depth=0.045)
    if pen.flat:
        return
    toe = float(ring[:, 0].max())
    low = float(ring[:, 1].min())
    if bare:
        for k in (0.72, 0.84, 0.93):
            pen.stroke(frame, [(toe * k, low + 0.02), (toe * k + 0.01, low + 0.06)], 0.5, within=xy)
        return
    fall = (low + 0.174) / max(toe, 0.1)
    sole = np.array([(-0.2, -0.137), (toe + 0.05, -0.137 + fall * toe), (toe + 0.05, low - 0.03),
        (-0.2, -0.2)])  # fmt: skip
    tone: RGB = (
        (236, 232, 226) if kind == "trainers" else scaled(mix(colour, (34, 28, 30), 0.7), 0.8)
    )
    pen.canvas.role = "cloth"
    pen.canvas.fill(pen.px(frame, sole), tone, within=xy)
    line = pen.soft(colour, 0.5)
    pen.stroke(frame, sole[:2], 0.5, pen.ink, taper=False, within=xy)
    if kind == "trainers":
        for x in (0.13, 0.19, 0.25):
            k = x * min(toe / 0.47, 1.0)
            pen.stroke(frame, [(k, -0.0), (k + 0.05, -0.055)], 0.7, (244, 244, 244), within=xy)
    elif kind != "boots":
        # The seam of the toe cap, and the heel cut out under the arch.
        cap = [(toe * 0.66, -0.03), (toe * 0.72, -0.08), (toe * 0.68, -0.14 + fall * toe)]
        pen.stroke(frame, curve.opened(cap, 4), 0.5, line, within=xy)
        if toe > 0.36:
            arch = [(-0.02, low - 0.01), (0.0, low + 0.018), (0.12, low + 0.01), (0.14, low - 0.01)]
            pen.canvas.fill(pen.px(frame, arch), (24, 20, 30), within=xy)
