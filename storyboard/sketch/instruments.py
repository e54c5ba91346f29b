"""Musical instruments in the hands of those who play them, and their bows and sticks."""

from __future__ import annotations

from math import radians

import numpy as np

from . import curve
from .canvas import oval
from .curve import Array, Frame
from .look import Light, mix, scaled
from .model import RGB
from .pen import Pen
from .pose import Joints
from .prop_table import Prop

_EBONY: RGB = (46, 38, 38)
_PALE: RGB = (238, 226, 198)
_FIDDLE = (
    (0.0, 0.0), (0.50, 0.06), (0.86, 0.30), (0.98, 0.70), (0.86, 1.02), (0.70, 1.14), (0.60, 1.30),
    (0.62, 1.48), (0.76, 1.60), (0.80, 1.86), (0.66, 2.14), (0.30, 2.28), (0.0, 2.34),
)  # fmt: skip
"""Half a fiddle's body from its end to its neck, in half widths of the lower bout."""


def draw_played(pen: Pen, frame: Frame, joints: Joints, prop: Prop, light: Light) -> None:
    """Draw an instrument where it is played: before the body, behind the arms.

    `frame` is the figure's, one head high, its origin on the ground under the pelvis.
    """
    chest, head = joints.chest, joints.head
    if prop.kind == "cello":
        # Its foot stands on the ground before the player, its scroll beside the ear.
        _cello(pen, frame.child(0.74, 0.0, radians(19)), prop.colour)
    elif prop.kind == "violin":
        at = frame.child(head[0] + 0.06, head[1] - 0.56, radians(-84), 0.30)
        _fiddle(pen, at, prop.colour, 4.3)
    elif prop.kind == "trumpet":
        _trumpet(pen, frame.child(head[0] + 0.34, head[1] - 0.33, radians(-4)), prop.colour)
    elif prop.kind == "flute":
        at = frame.child(head[0] + 0.20, head[1] - 0.34, radians(-8))
        ring = np.array([(-0.14, -0.04), (1.28, -0.035), (1.28, 0.035), (-0.14, 0.04)])
        pen.part(at, ring, prop.colour, depth=0.015, weight=0.8)
        for k in range(6):
            pen.stroke(at, oval(0.34 + 0.14 * k, 0.0, 0.022, 0.022, n=10), 0.6)
    else:
        _drum(pen, frame.child(chest[0] + 0.34, chest[1] - 1.30), prop.colour)


def draw_sticks(pen: Pen, frame: Frame, joints: Joints, prop: Prop) -> None:
    """Bow or sticks, over the fingers that hold them."""
    wood: RGB = (120, 74, 44)
    if prop.kind == "cello":
        x, y = joints.far[2]
        _bow(pen, frame, (x + 0.22, y - 0.10), (x - 1.42, y + 0.22), wood)
    elif prop.kind == "violin":
        x, y = joints.near[2]
        top = joints.head[1] - 0.50
        _bow(pen, frame, (x + 0.02, y - 0.22), (x + 0.36, max(top + 0.62, y + 0.9)), wood)
    elif prop.kind == "drum":
        for (x, y), tip in ((joints.near[2], 0.26), (joints.far[2], -0.26)):
            run = [(x - 0.35 * tip, y + 0.10), (x + tip * 1.2, y - 0.12)]
            pen.stroke(frame, run, 2.2, scaled(wood, 0.6), taper=False)
            pen.stroke(frame, run, 1.3, mix(wood, _PALE, 0.5), taper=False)


def _bow(
    pen: Pen, frame: Frame, frog: tuple[float, float], tip: tuple[float, float], wood: RGB
) -> None:
    a, b = np.array(frog), np.array(tip)
    along = b - a
    side = np.array([-along[1], along[0]]) / max(float(np.hypot(*along)), 1e-9)
    stick = [a + side * 0.05, (a + b) / 2 + side * 0.025, b + side * 0.07]
    pen.stroke(frame, [a - side * 0.03, b], 1.0, mix(_PALE, (255, 255, 255), 0.3), taper=False)
    pen.stroke(frame, curve.opened(stick, 5), 1.8, wood, taper=False)


def _body(half: float) -> Array:
    right = curve.opened(np.array(_FIDDLE) * half, 4)
    return np.concatenate([right, (right * (-1, 1))[::-1]])


def _fiddle(pen: Pen, at: Frame, colour: RGB, scroll: float) -> None:
    """A fiddle along y from its end; one unit is half the lower bout, the scroll at `scroll`."""
    xy = pen.part(at, _body(1.0), colour, depth=0.16)
    canvas = pen.canvas
    if not pen.flat:
        inner = _body(0.9) + np.array([0.0, 0.12])
        pen.stroke(at, np.concatenate([inner, inner[:1]]), 0.45, scaled(colour, 0.62),
            taper=False, within=xy)  # fmt: skip
        for s in (-1.0, 1.0):
            hole = curve.opened([(s * 0.36, 1.52), (s * 0.27, 1.44), (s * 0.40, 1.22),
                (s * 0.54, 1.00), (s * 0.44, 0.92)], 5)  # fmt: skip
            pen.stroke(at, hole, 1.1, pen.ink, within=xy)
    pen.part(at, [(-0.20, 0.74), (0.20, 0.74), (0.10, 0.16), (-0.10, 0.16)], _EBONY, weight=0.6)
    neck = [(-0.15, 1.5), (0.15, 1.5), (0.10, scroll - 0.55), (-0.10, scroll - 0.55)]
    pen.part(at, neck, _EBONY, weight=0.8)
    head = curve.closed([(-0.11, scroll - 0.6), (0.11, scroll - 0.6), (0.12, scroll - 0.2),
        (0.20, scroll - 0.05), (0.10, scroll + 0.12), (-0.12, scroll + 0.10),
        (-0.17, scroll - 0.06)], 4)  # fmt: skip
    pen.part(at, head, scaled(colour, 0.8), depth=0.04, weight=0.8)
    for s, y in ((-1, 0.5), (1, 0.44), (-1, 0.34), (1, 0.28)):
        pen.stroke(at, [(s * 0.1, scroll - y), (s * 0.30, scroll - y + 0.02)], 1.5, _EBONY)
    bridge = [(-0.24, 1.12), (0.24, 1.12), (0.20, 1.22), (-0.20, 1.22)]
    pen.part(at, bridge, _PALE, weight=0.6)
    if not pen.flat and canvas.look != "pencil":
        for u in (-0.08, 0.0, 0.08):
            run = [(u * 1.3, 0.7), (u * 1.6, 1.2), (u * 0.8, scroll - 0.5)]
            pen.stroke(at, run, 0.4, mix(_PALE, colour, 0.25), taper=False)


def _cello(pen: Pen, at: Frame, colour: RGB) -> None:
    pen.part(at, [(-0.02, 0.0), (0.02, 0.0), (0.035, 0.40), (-0.035, 0.40)], (150, 152, 158),
        weight=0.7)  # fmt: skip
    _fiddle(pen, at.child(0.0, 0.36, 0.0, 0.78), colour, 4.5)


def _trumpet(pen: Pen, at: Frame, colour: RGB) -> None:
    bell = curve.closed([(0.0, -0.025), (0.0, 0.025), (0.62, 0.03), (0.90, 0.07), (1.12, 0.24),
        (1.17, 0.0), (1.12, -0.24), (0.90, -0.07), (0.62, -0.03)], 4)  # fmt: skip
    loop = curve.closed([(0.22, -0.02), (0.20, -0.16), (0.30, -0.21), (0.66, -0.21), (0.76, -0.15),
        (0.74, -0.02), (0.70, -0.02), (0.70, -0.13), (0.62, -0.16), (0.34, -0.16), (0.26, -0.12),
        (0.27, -0.02)], 3)  # fmt: skip
    pen.part(at, loop, scaled(colour, 0.86), depth=0.01, weight=0.7)
    for k in range(3):
        x = 0.40 + 0.09 * k
        pen.part(at, [(x, -0.22), (x + 0.06, -0.22), (x + 0.06, 0.10), (x, 0.10)], colour,
            depth=0.02, weight=0.7)  # fmt: skip
    pen.part(at, bell, colour, depth=0.04, weight=0.9)
    pen.part(at, [(-0.07, -0.045), (-0.07, 0.045), (0.02, 0.025), (0.02, -0.025)], colour,
        weight=0.7)  # fmt: skip


def _drum(pen: Pen, at: Frame, colour: RGB) -> None:
    wide, high = 0.62, 0.58
    low = curve.arc(0.0, -high / 2, wide, 0.15, 180, 360, 18)
    ring = np.concatenate([[(-wide, high / 2)], low, [(wide, high / 2)]])
    xy = pen.part(at, ring, colour, depth=0.14)
    for k in range(6):
        x = -wide + 2 * wide * k / 5
        for dx in (-0.12, 0.12):
            run = [(x + dx, high / 2 - 0.08), (x, -high / 2 - 0.13)]
            pen.stroke(at, run, 0.9, _PALE, taper=False, within=xy)
    pen.part(at, oval(0.0, high / 2, wide * 1.03, 0.17, n=36), _PALE, weight=0.9)
