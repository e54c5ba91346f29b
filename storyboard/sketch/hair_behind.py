"""Hair that hangs behind neck and shoulders, tails and braids, and what the wind makes of them."""

from __future__ import annotations

from math import sin

import numpy as np

from . import curve
from .curve import Array, Frame
from .cuts import CUTS, style_of
from .design import Design
from .head import Skull
from .look import luminance, mix, scaled
from .model import RGB
from .pen import Pen


def hair_lines(design: Design) -> tuple[RGB, RGB]:
    """The colours of strands: a dark one and a light one."""
    if luminance(design.hair) < 0.25:
        return mix(design.hair, (10, 8, 16), 0.5), mix(design.hair, (150, 140, 190), 0.30)
    return scaled(design.hair, 0.66), mix(design.hair, (255, 246, 220), 0.38)


def draw_back_hair(pen: Pen, frame: Frame, skull: Skull, design: Design, covered: bool) -> None:
    """What hangs behind neck and shoulders; drawn before them."""
    style = style_of(design)
    cut = CUTS.get(style)
    if cut is None:
        return
    back = -1.0 if not skull.behind else 1.0
    shift = -0.10 * sin(skull.theta)
    if cut.extra in ("ponytail", "braid", "pigtails") and not skull.behind:
        _tails(pen, frame, skull, design, cut.extra)
    if cut.back >= 0 or skull.behind:
        return
    w, low = cut.wide, cut.back
    if covered:
        w *= 0.9
    left, right = -w + shift, w * 0.94 + shift * 1.3
    sway = 0.05 * back
    ring = [
        (left * 0.75, 0.32), (left * 0.97, 0.05), (left, -0.25), (left + sway * 0.6, low * 0.7),
        (left * 0.86 + sway, low * 0.96), (left * 0.4, low), (0.0 + shift, low * 0.97),
        (right * 0.5, low), (right * 0.88, low * 0.94), (right, low * 0.68), (right * 0.98, -0.25),
        (right * 0.95, 0.05), (right * 0.72, 0.32),
    ]  # fmt: skip
    ring_xy = curve.closed(ring, 6)
    if cut.lobes:
        ring_xy = (
            ring_xy
            + curve.normals(ring_xy)
            * (0.022 * np.sin(np.linspace(0, 2 * np.pi * 14, len(ring_xy))))[:, None]
        )
    wind = _wind(pen, frame)
    if wind:
        ring_xy = _blown(ring_xy, wind)
        _locks(pen, frame, design, wind, cut.back)
    pen.part(frame, ring_xy, scaled(design.hair, 0.80), "hair")
    dark, _ = hair_lines(design)
    for x in (-0.82, -0.62, 0.60, 0.80):
        run = [
            (x * w + shift, -0.2),
            (x * w + shift + 0.01, low * 0.55),
            (x * w * 0.95 + shift, low * 0.9),
        ]
        pen.stroke(frame, _blown(curve.opened(run, 5), wind), 0.6, pen.soft(dark, 0.8))


def _wind(pen: Pen, frame: Frame) -> float:
    """How far the wind carries hair, in the frame's x; it blows to the left of the picture."""
    if pen.light.weather not in ("wind", "storm") or pen.light.indoors:
        return 0.0
    return -0.55 if frame.a > 0 else 0.55


def _blown(points: Array, wind: float) -> Array:
    """Hanging hair carried by the wind, the more the further it hangs."""
    if not wind:
        return points
    low = np.clip((0.15 - points[:, 1]) / 1.0, 0, 1.2)
    moved = points.copy()
    moved[:, 0] += wind * low**1.3
    moved[:, 1] += abs(wind) * 0.45 * low**1.6
    return moved


def _locks(pen: Pen, frame: Frame, design: Design, wind: float, length: float) -> None:
    """Loose locks flying from the back of the head."""
    way = 1.0 if wind > 0 else -1.0
    share = 0.7 + 0.3 * min(-length, 1.0)
    for i, (y, full) in enumerate(((0.16, 0.62), (-0.06, 0.80), (-0.26, 0.74))):
        reach = full * share
        path = [
            (way * 0.28, y), (way * (0.28 + reach * 0.4), y + 0.07 - 0.03 * i),
            (way * (0.28 + reach * 0.75), y - 0.05), (way * (0.28 + reach), y + 0.04),
        ]  # fmt: skip
        a, b = curve.limb(path, (0.16, 0.13, 0.08, 0.012), 7)
        pen.part(frame, np.concatenate([a, b[::-1]]), scaled(design.hair, 0.9), "hair")


def _tails(pen: Pen, frame: Frame, skull: Skull, design: Design, extra: str) -> None:
    left, right = skull.edges(0.1)
    roots: list[tuple[float, float, float]] = []
    if extra == "pigtails":
        roots = [(left - 0.01, 0.10, -1.0)]
        if skull.turn < 0.7:
            roots.append((right + 0.01, 0.10, 1.0))
    else:
        roots = [(left + 0.05, 0.22, -1.0)]
    for x, y, way in roots:
        length = 0.62 if extra != "braid" else 0.85
        path = [
            (x - way * 0.08, y),
            (x + way * 0.10, y + 0.03),
            (x + way * 0.17, y - 0.22),
            (x + way * 0.10, y - length),
        ]
        a, b = curve.limb(path, (0.12, 0.21, 0.22, 0.15, 0.02), 7)
        ring = _blown(np.concatenate([a, b[::-1]]), _wind(pen, frame))
        if extra == "braid":
            ring = (
                ring
                + curve.normals(ring)
                * (0.02 * np.abs(np.sin(np.linspace(0, 22, len(ring)))))[:, None]
            )
        pen.part(frame, ring, design.hair, "hair", depth=0.05)
