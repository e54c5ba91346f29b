"""Hands and feet. A hand's frame has its origin at the wrist, +x along the forearm."""

from __future__ import annotations

import numpy as np

from . import curve
from .curve import Array, Frame
from .model import RGB
from .pen import Pen

_FIST = ((-0.04, 0.085), (0.10, 0.125), (0.25, 0.13), (0.345, 0.075), (0.355, -0.03),
    (0.31, -0.115), (0.17, -0.135), (0.03, -0.11), (-0.04, -0.08))  # fmt: skip
_RELAX = ((-0.04, 0.08), (0.08, 0.115), (0.22, 0.125), (0.37, 0.10), (0.49, 0.045), (0.50, -0.01),
          (0.38, -0.045), (0.30, -0.09), (0.14, -0.105), (-0.04, -0.08))  # fmt: skip
_RELAX_THUMB = (
    (0.06, -0.06),
    (0.17, -0.15),
    (0.285, -0.175),
    (0.315, -0.135),
    (0.22, -0.08),
    (0.14, -0.02),
)
_PALM = ((-0.04, 0.08), (0.10, 0.13), (0.24, 0.13), (0.30, 0.06), (0.30, -0.06), (0.22, -0.12),
         (0.08, -0.11), (-0.04, -0.08))  # fmt: skip


def _finger(base: tuple[float, float], angle: float, length: float, wide: float = 0.072) -> Array:
    c, s = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    tip = (base[0] + c * length, base[1] + s * length)
    mid = ((base[0] + tip[0]) / 2 - s * 0.008, (base[1] + tip[1]) / 2 + c * 0.008)
    a, b = curve.limb([base, mid, tip], (wide, wide, wide * 0.84), 5)
    turn = np.radians(np.linspace(angle + 62, angle - 62, 5))
    end = np.array(tip) + wide * 0.42 * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    return np.concatenate([a, end, b[::-1]])


def draw_hand(pen: Pen, frame: Frame, kind: str, skin: RGB, detail: float) -> None:
    """Draw a hand; `detail` is the head's height in pixels."""
    line = pen.soft(skin, 0.52)
    depth = 0.05
    if detail < 30:
        pen.part(frame, curve.closed(_FIST, 3), skin, "skin", weight=0.7)
        return
    if kind in ("open", "palm"):
        spread = 1.0 if kind == "open" else 0.55
        fingers = [_finger((0.245, 0.105), 26 * spread, 0.22), _finger((0.285, 0.042), 8 * spread,
            0.26), _finger((0.285, -0.026), -10 * spread, 0.245), _finger((0.255, -0.09),
            -27 * spread, 0.19, 0.064)]  # fmt: skip
        thumb = _finger((0.085, 0.08), 66 if kind == "open" else 48, 0.20, 0.085)
        rings = [pen.px(frame, r) for r in [thumb, *fingers]]
        palm = pen.px(frame, curve.closed(_PALM, 4))
        for xy in [*rings, palm]:
            pen.outline(xy, 0.85)
        for xy in [*rings, palm]:
            pen.solid(xy, skin, "skin")
        pen.solid(palm, skin, "skin", pen.size(frame, depth) * 0.6)
        pen.stroke(frame, curve.opened([(0.09, 0.04), (0.16, 0.0), (0.17, -0.07)], 4), 0.5, line)
        return
    if kind == "point":
        finger = pen.px(frame, _finger((0.22, 0.06), 1, 0.36, 0.08))
        fist = pen.px(frame, curve.closed(_FIST, 4))
        for xy in (finger, fist):
            pen.outline(xy, 0.85)
        pen.solid(fist, skin, "skin", pen.size(frame, depth))
        pen.solid(finger, skin, "skin")
        _knuckles(pen, frame, line, 2)
        _thumb(pen, frame, _finger((0.07, -0.02), 10, 0.17, 0.088), skin)
        return
    if kind in ("fist", "grip"):
        pen.part(frame, curve.closed(_FIST, 4), skin, "skin", depth=depth, weight=0.9)
        _knuckles(pen, frame, line, 3)
        _thumb(pen, frame, _finger((0.05, 0.03), -10, 0.19, 0.092), skin)
        return
    hand = pen.px(frame, curve.closed(_RELAX, 4))
    thumb = pen.px(frame, curve.closed(_RELAX_THUMB, 4))
    pen.outline(thumb, 0.85)
    pen.outline(hand, 0.9)
    pen.solid(hand, skin, "skin", pen.size(frame, depth))
    pen.solid(thumb, skin, "skin")
    for y0, y1 in ((0.06, 0.062), (0.012, 0.02)):
        pen.stroke(frame, curve.opened([(0.27, y0), (0.37, y1), (0.44, y1 - 0.012)], 4), 0.5, line)


def _thumb(pen: Pen, frame: Frame, ring: Array, skin: RGB) -> None:
    """A thumb laid over the fingers: its root runs into the hand without a line."""
    xy = pen.px(frame, ring)
    pen.solid(xy, skin, "skin")
    pen.contour(xy[3:-2], 0.7)


def _knuckles(pen: Pen, frame: Frame, line: RGB, n: int) -> None:
    for i in range(n):
        y = 0.055 - 0.062 * i if n == 3 else 0.0 - 0.062 * i
        pen.stroke(
            frame, curve.opened([(0.20, y), (0.29, y - 0.004), (0.335, y - 0.016)], 4), 0.55, line
        )


def foot_ring(angle: float, kind: str) -> Array:
    """A shoe, its origin at the ankle and the sole below: +x is where the toes point.

    `angle` 90 shows it from the side; less, and it turns towards the viewer and shortens.
    """
    side = min(max(abs(angle) / 90.0, 0.35), 1.15)
    high = 0.10 if kind == "boots" else 0.05
    toe = 0.44 * side
    return curve.closed(
        [
            (-0.13, high), (0.115, high), (0.16, -0.01), (toe * 0.8, -0.055), (toe, -0.105),
            (toe * 0.98, -0.17), (0.10, -0.175), (-0.135, -0.17), (-0.165, -0.08),
        ],
        5,
    )  # fmt: skip


def draw_foot(pen: Pen, frame: Frame, angle: float, kind: str, colour: RGB, skin: RGB) -> None:
    """Draw a shoe at an ankle."""
    ring = foot_ring(angle, kind)
    bare = kind == "bare"
    xy = pen.part(frame, ring, skin if bare else colour, "skin" if bare else "cloth", depth=0.05)
    if bare or pen.flat:
        return
    toe = float(ring[:, 0].max())
    sole = np.array([(-0.2, -0.128), (toe + 0.05, -0.128), (toe + 0.05, -0.2), (-0.2, -0.2)])
    tone: RGB = (236, 232, 226) if kind == "trainers" else (34, 28, 30)
    pen.canvas.role = "cloth"
    pen.canvas.fill(pen.px(frame, sole), tone, within=xy)
    if kind == "trainers":
        pen.stroke(frame, [(-0.15, -0.128), (toe, -0.128)], 0.5, taper=False, within=xy)
        for x in (0.13, 0.19):
            pen.stroke(frame, [(x, 0.0), (x + 0.05, -0.06)], 0.6, (240, 240, 240), within=xy)
