"""Woven and printed patterns, laid over a piece of cloth that stands already."""

from __future__ import annotations

import numpy as np

from .canvas import oval
from .curve import Array, Frame
from .design import Design
from .garments import body_colour
from .look import contrast, luminance, mix, scaled
from .model import RGB
from .pen import Pen


def _second(design: Design) -> RGB:
    """The pattern's colour: what the description gives, else one that shows on the cloth."""
    base = body_colour(design)
    if contrast(design.under_colour, base) > 0.28:
        return design.under_colour
    return scaled(base, 0.5) if luminance(base) > 0.5 else mix(base, (250, 246, 238), 0.75)


def _comb(at: Array, thick: float, low: float, high: float, upright: bool) -> Array:
    """Bars at the places `at`, joined outside the cloth so that they are one polygon."""
    points: list[tuple[float, float]] = []
    for v in at:
        points += [(low, v), (high, v), (high, v + thick), (low, v + thick)]
    ring = np.array(points)
    return ring[:, ::-1] if upright else ring


def draw_pattern(pen: Pen, frame: Frame, cloth: Array, design: Design) -> None:
    """Stripes, checks or spots on `cloth` (pixels), in the torso's frame."""
    colour = _second(design)
    canvas = pen.canvas
    canvas.role = "cloth"
    rows = np.arange(-2.6, 2.0, 0.19)
    if design.pattern == "stripes":
        canvas.fill(pen.px(frame, _comb(rows, 0.085, -3.0, 3.0, False)), colour, within=cloth)
    elif design.pattern == "checks":
        rows = np.arange(-2.6, 2.0, 0.24)
        across = pen.px(frame, _comb(rows, 0.06, -3.0, 3.0, False))
        upright = pen.px(frame, _comb(np.arange(-1.2, 1.2, 0.24), 0.06, -3.0, 3.0, True))
        canvas.fill(across, colour, 0.7, within=cloth)
        canvas.fill(upright, colour, 0.7, within=cloth)
    elif design.pattern == "spots":
        for i, y in enumerate(np.arange(-1.4, 1.7, 0.2)):
            for x in np.arange(-1.0 + 0.11 * (i % 2), 1.0, 0.22):
                spot = pen.px(frame, oval(float(x), float(y), 0.05, 0.05, n=12))
                canvas.fill(spot, colour, within=cloth)


def band_pattern(pen: Pen, frame: Frame, cloth: Array, path: Array, design: Design) -> None:
    """The same on a sleeve whose middle runs along `path`."""
    if design.pattern not in ("stripes", "checks"):
        return
    step = np.hypot(*np.diff(path, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(step)])
    gap, thick = (0.19, 0.085) if design.pattern == "stripes" else (0.24, 0.06)
    points: list[tuple[float, float]] = []
    for start in np.arange(0.1, along[-1], gap):
        for at, way in ((start, 1), (start, -1), (start + thick, -1), (start + thick, 1)):
            x, y = np.interp(at, along, path[:, 0]), np.interp(at, along, path[:, 1])
            ahead = min(at + 0.05, float(along[-1]))
            dx = np.interp(ahead, along, path[:, 0]) - np.interp(ahead - 0.1, along, path[:, 0])
            dy = np.interp(ahead, along, path[:, 1]) - np.interp(ahead - 0.1, along, path[:, 1])
            size = max(float(np.hypot(dx, dy)), 1e-6)
            points.append((float(x - dy / size * 0.4 * way), float(y + dx / size * 0.4 * way)))
    if len(points) > 3:
        pen.canvas.role = "cloth"
        ring = pen.px(frame, points)
        for i in range(0, len(ring), 4):
            pen.canvas.fill(ring[i : i + 4], _second(design), 0.85, within=cloth)
