"""What is worn on the head and grows on the chin: hats, hoods, glasses, beards."""

from __future__ import annotations

from math import cos, sin

import numpy as np

from . import curve
from .canvas import oval
from .curve import Array, Frame
from .design import Design
from .head import Skull
from .hoods import draw_headscarf, draw_hood
from .look import luminance, mix, scaled, shade
from .mien import EYE_V
from .pen import Pen

HAT_REACH = {
    "cap": (0.53, 0.63),
    "brim": (0.74, 0.66),
    "witch": (0.78, 1.08),
    "tophat": (0.56, 0.89),
    "bowler": (0.55, 0.66),
    "chef": (0.52, 0.85),
    "crown": (0.42, 0.66),
    "beret": (0.60, 0.68),
    "hood": (0.58, 0.70),
    "scarf": (0.52, 0.64),
    "turban": (0.54, 0.68),
}
"""Half the width and the top of hats, in head units."""
COVERING = frozenset({"hood", "scarf", "helmet", "turban"})
"""Hats under which no hair of the crown is seen."""


def draw_glasses(
    pen: Pen, frame: Frame, skull: Skull, design: Design, dv: float, detail: float
) -> None:
    """Spectacles."""
    if skull.behind or detail < 22:
        return
    turn = min(skull.turn, 1.0)
    ink = pen.ink if pen.canvas.look != "colour" else (44, 38, 46)
    rims = []
    for side in (-1.0, 1.0):
        if side > 0 and not skull.far_shown:
            continue
        x, y = skull.face(side * 0.168, EYE_V - 0.012 + dv, 0.02)
        rx = 0.138 * ((1 - 0.12 * turn) if side < 0 else (1 - 0.42 * turn))
        if turn > 0.7:
            rx *= 0.6
        if side > 0:
            rx = min(rx, max(skull.edges(EYE_V)[1] + 0.045 - x, 0.04))
        rims.append((x, y, rx))
        ring = oval(x, y, rx, 0.128, n=36)
        xy = pen.px(frame, ring)
        if pen.canvas.look == "colour":
            pen.canvas.role = "light"
            # On dark skin a lens as bright would hide the eye.
            bright = 0.6 + 0.4 * luminance(design.skin)
            pen.canvas.fill(xy, (220, 238, 250), 0.15 * bright)
            slash = [
                (x - rx * 0.2, y + 0.12),
                (x + rx * 0.25, y + 0.12),
                (x - rx * 0.35, y - 0.12),
                (x - rx * 0.8, y - 0.12),
            ]
            pen.canvas.fill(pen.px(frame, slash), (255, 255, 255), 0.20 * bright, within=xy)
        pen.canvas.line(xy, max(pen.base * 0.95, 0.7), ink, closed=True, wobble=False)
    near = rims[0]
    if len(rims) > 1:
        far = rims[1]
        pen.stroke(
            frame,
            curve.opened(
                [
                    (near[0] + near[2], near[1] + 0.02),
                    ((near[0] + near[2] + far[0] - far[2]) / 2, near[1] + 0.045),
                    (far[0] - far[2], far[1] + 0.02),
                ],
                4,
            ),
            0.95,
            ink,
            taper=False,
        )
    ear_x = skull.scalp(-90, 0.0)[0] if skull.turn > 0.15 else skull.edges(0.0)[0]
    pen.stroke(
        frame,
        [(near[0] - near[2], near[1] + 0.03), (ear_x, near[1] + 0.035)],
        0.95,
        ink,
        taper=False,
    )
    if skull.turn < 0.15:
        far = rims[-1]
        pen.stroke(
            frame,
            [(far[0] + far[2], far[1] + 0.03), (skull.edges(0.0)[1], far[1] + 0.035)],
            0.95,
            ink,
            taper=False,
        )


def _dome(skull: Skull, base: float, grow: float, rise: float) -> Array:
    """The crown from the left edge over the top to the right edge, lifted by `rise`."""
    ring = skull.outline
    peak = int(np.argmax(ring[:, 1]))
    run = np.roll(ring, -peak + len(ring) // 2, axis=0)
    run = run[run[:, 1] > base]
    high = np.clip((run[:, 1] - base) / (0.5 - base), 0, 1)
    out = run * (1 + grow, 1.0)
    out[:, 1] += rise * high**0.8
    return np.asarray(out[np.argsort(out[:, 0], kind="stable")]) if len(out) else run


def _band(skull: Skull, low: float, high: float, grow: float, dip: float) -> Array:
    """A band round the head between two heights; `dip` bends it as seen from eye height."""
    l0, r0 = skull.edges(low)
    l1, r1 = skull.edges(high)
    bottom = curve.opened(
        [
            (l0 * (1 + grow), low),
            ((l0 + r0) / 2 + 0.1 * sin(skull.theta), low - dip),
            (r0 * (1 + grow), low),
        ],
        8,
    )
    top = curve.opened(
        [
            (l1 * (1 + grow), high),
            ((l1 + r1) / 2 + 0.1 * sin(skull.theta), high - dip),
            (r1 * (1 + grow), high),
        ],
        8,
    )
    return np.concatenate([bottom, top[::-1]])


def draw_hat_back(pen: Pen, frame: Frame, skull: Skull, design: Design) -> None:
    """The part of a hood, scarf or brim behind the head."""
    colour = design.hat_colour
    s = sin(skull.theta)
    if design.hat == "hood":
        # The inside of the hood, and its drape behind the shoulders.
        ring = curve.closed([(-0.50 - 0.06 * s, 0.1), (-0.42 - 0.08 * s, 0.46),
            (-0.10 - 0.12 * s, 0.70), (0.34, 0.50), (0.46 - 0.05 * s, 0.1), (0.50, -0.3),
            (0.46, -0.66), (-0.5, -0.70), (-0.56 - 0.05 * s, -0.3)], 6)  # fmt: skip
        pen.part(frame, ring, scaled(colour, 0.42), "cloth")
    elif design.hat == "scarf":
        ring = curve.closed([(-0.46 - 0.06 * s, 0.1), (-0.36 - 0.1 * s, 0.44), (0.0, 0.56),
            (0.36, 0.42), (0.44 - 0.05 * s, 0.1), (0.46, -0.4), (0.62, -0.92), (-0.2, -1.0),
            (-0.72, -0.95), (-0.54 - 0.05 * s, -0.4)], 6)  # fmt: skip
        pen.part(frame, ring, scaled(colour, 0.7), "cloth", depth=0.06)
    if design.hat in ("brim", "witch"):
        ring = oval(0.03 * s, 0.24, 0.74, 0.15, n=48)
        pen.part(frame, ring, scaled(colour, 0.70), "cloth")


def draw_hat(pen: Pen, frame: Frame, skull: Skull, design: Design) -> None:
    """The hat itself, over hair and brow."""
    hat, colour = design.hat, design.hat_colour
    s, c = sin(skull.theta), cos(skull.theta)
    dip = 0.035 if not skull.behind else -0.02
    line = pen.soft(colour, 0.6)

    def crown(base: float, grow: float, rise: float) -> Array:
        dome = _dome(skull, base, grow, rise)
        if len(dome) < 3:
            dome = curve.arc(0, base, 0.45, 0.4, 180, 0)
        foot = curve.opened([dome[-1], ((dome[0, 0] + dome[-1, 0]) / 2, base - dip), dome[0]], 6)
        return np.concatenate([dome, foot[1:-1]])

    if hat == "cap":
        # A flat seafarer's cap: full crown, band, peak.
        top = curve.closed([(-0.50, 0.30), (-0.54, 0.46), (-0.30 - 0.05 * s, 0.60), (0.05, 0.63),
            (0.36, 0.58), (0.50, 0.44), (0.45, 0.30), (0.0, 0.25)], 6)  # fmt: skip
        pen.part(frame, top, colour, "cloth", depth=0.09)
        band = _band(skull, 0.185, 0.32, 0.09, dip)
        pen.part(frame, band, scaled(colour, 0.72), "cloth", weight=0.8)
        if not skull.behind:
            x = 0.30 * s
            l, r = -0.33 * c + x * 0.9, 0.33 * c * 0.9 + x + 0.12 * s
            peak = curve.closed([(l, 0.20), (x + 0.04 * s, 0.155), (r, 0.20),
                (r + 0.13 * s, 0.13), (x + 0.16 * s, 0.075), (l + 0.05, 0.125)], 6)  # fmt: skip
            pen.part(frame, peak, scaled(mix(colour, (20, 18, 26), 0.55), 1.0), "cloth")
            bx, by = skull.face(0.0, 0.255, 0.06)
            pen.part(
                frame,
                oval(bx, by, 0.045 * (0.5 + 0.5 * c), 0.042),
                (226, 184, 72),
                "figure",
                weight=0.6,
            )
    elif hat == "beanie":
        xy = pen.part(frame, crown(0.20, 0.09, 0.09), colour, "cloth", depth=0.09)
        for x in (-0.24, -0.1, 0.05, 0.2):
            pen.stroke(
                frame,
                curve.opened([(x, 0.26), (x * 1.05, 0.42), (x * 0.6, 0.56)], 5),
                0.6,
                line,
                within=xy,
            )
        pen.part(frame, _band(skull, 0.15, 0.29, 0.12, dip), mix(colour, (255, 255, 255), 0.10),
            "cloth", depth=0.03)  # fmt: skip
    elif hat == "beret":
        ring = curve.closed([(-0.44, 0.24), (-0.62, 0.42), (-0.45, 0.60), (-0.05, 0.65),
            (0.32, 0.54), (0.44, 0.33), (0.38, 0.25), (0.0, 0.30)], 6)  # fmt: skip
        pen.part(frame, ring, colour, "cloth", depth=0.10)
        pen.stroke(frame, [(-0.05, 0.64), (-0.03, 0.70)], 1.6)
    elif hat in ("brim", "witch", "tophat", "bowler"):
        if hat == "brim":
            ring = curve.closed([(-0.40, 0.22), (-0.40, 0.44), (-0.29, 0.64), (-0.08, 0.62),
                (0.05, 0.66), (0.28, 0.62), (0.38, 0.44), (0.38, 0.22)], 5)  # fmt: skip
        elif hat == "witch":
            ring = curve.closed([(-0.40, 0.22), (-0.28, 0.55), (-0.16, 0.86), (-0.28, 1.10),
                (-0.05, 0.98), (0.14, 0.70), (0.28, 0.5), (0.38, 0.22)], 5)  # fmt: skip
        elif hat == "tophat":
            ring = np.array([(-0.40, 0.22), (-0.42, 0.5), (-0.46, 0.86), (0.0, 0.89),
                (0.44, 0.86), (0.40, 0.5), (0.38, 0.22)])  # fmt: skip
        else:
            ring = np.concatenate(
                [curve.arc(-0.01, 0.26, 0.43, 0.40, 0, 180, 24), [(-0.43, 0.22), (0.41, 0.22)]]
            )
        pen.part(frame, ring, colour, "cloth", depth=0.09)
        band = curve.closed([(-0.405, 0.23), (-0.40, 0.32), (0.0, 0.28), (0.385, 0.32),
            (0.385, 0.23), (0.0, 0.17)], 5)  # fmt: skip
        pen.part(frame, band, scaled(colour, 0.55), "cloth", weight=0.6)
        w = {"brim": 0.74, "witch": 0.78, "tophat": 0.56, "bowler": 0.55}[hat]
        front = np.concatenate([curve.opened([(-w, 0.25), (-w * 0.55, 0.19), (0.03 * s, 0.155),
            (w * 0.55, 0.19), (w, 0.25)], 7), curve.opened([(w * 0.98, 0.215), (w * 0.5, 0.115),
            (0.05 * s, 0.085), (-w * 0.5, 0.115), (-w * 0.98, 0.215)], 7)])  # fmt: skip
        pen.part(frame, front, colour, "cloth", depth=0.02)
    elif hat == "hood":
        draw_hood(pen, frame, skull, colour)
    elif hat == "scarf":
        draw_headscarf(pen, frame, skull, colour)
    elif hat == "helmet":
        ring = crown(0.12, 0.10, 0.08)
        pen.part(frame, ring, colour, "cloth", depth=0.10)
        pen.part(
            frame, _band(skull, 0.12, 0.20, 0.13, dip), scaled(colour, 0.8), "cloth", weight=0.8
        )
    elif hat == "crown":
        l, r = skull.edges(0.3)
        base = curve.opened([(l * 0.98, 0.34), (0.05 * s, 0.29), (r * 0.98, 0.34)], 6)
        n = 5
        spikes: list[tuple[float, float]] = []
        for i in range(2 * n - 1):
            x = r * 1.05 + (l - r) * 1.05 * i / (2 * n - 2)
            spikes.append((x, 0.66 if i % 2 == 0 else 0.50))
        pen.part(frame, np.concatenate([base, np.array(spikes)]), colour, "cloth", depth=0.03)
    elif hat == "chef":
        ring = curve.closed([(-0.36, 0.36), (-0.52, 0.56), (-0.40, 0.78), (-0.12, 0.80),
            (0.08, 0.86), (0.34, 0.78), (0.48, 0.56), (0.36, 0.36)], 6)  # fmt: skip
        pen.part(frame, ring, colour, "cloth", depth=0.08)
        pen.part(frame, _band(skull, 0.22, 0.42, 0.05, dip), colour, "cloth", depth=0.03)
    elif hat == "bandana":
        pen.part(frame, _band(skull, 0.20, 0.33, 0.06, dip), colour, "cloth", depth=0.02)
    elif hat == "turban":
        ring = curve.closed([(-0.44, 0.14), (-0.54, 0.36), (-0.36, 0.60), (0.0, 0.68),
            (0.34, 0.58), (0.48, 0.34), (0.40, 0.16), (0.1 * s, 0.26)], 6)  # fmt: skip
        xy = pen.part(frame, ring, colour, "cloth", depth=0.09)
        for k in range(3):
            pen.stroke(
                frame,
                curve.opened(
                    [
                        (-0.5 + 0.1 * k, 0.25 + 0.1 * k),
                        (0.0, 0.42 + 0.09 * k),
                        (0.44 - 0.1 * k, 0.24 + 0.12 * k),
                    ],
                    5,
                ),
                0.7,
                line,
                within=xy,
            )


def draw_space_helmet(pen: Pen, frame: Frame, skull: Skull) -> None:
    """The clear globe of a space suit."""
    ring = pen.px(frame, oval(0.02, 0.02, 0.66, 0.66, n=64))
    if pen.canvas.look == "colour":
        pen.canvas.role = "light"
        pen.canvas.fill(ring, (190, 226, 246), 0.14)
        band = np.concatenate([curve.arc(0.02, 0.02, 0.60, 0.60, 115, 165, 12),
            curve.arc(0.02, 0.02, 0.52, 0.54, 165, 115, 12)])  # fmt: skip
        pen.canvas.fill(pen.px(frame, band), (255, 255, 255), 0.7)
    pen.canvas.line(ring, pen.base * 1.1, shade((150, 170, 190)), closed=True, wobble=False)
