"""Beards and moustaches."""

from __future__ import annotations

import numpy as np

from . import curve
from .curve import Array, Frame
from .design import Design
from .hair_behind import hair_lines
from .head import Skull
from .look import luminance, mix, scaled
from .mien import MOUTH_V, Mien
from .pen import Pen


def draw_beard(
    pen: Pen, frame: Frame, skull: Skull, design: Design, mien: Mien, detail: float
) -> None:
    """Beard and moustache; drawn before the mouth."""
    kind = design.beard
    if not kind or skull.behind:
        return
    canvas = pen.canvas
    head = pen.px(frame, skull.outline)
    drop = 0.35 * mien.gape
    if kind != "moustache":
        grow = {"stubble": 0.0, "goatee": 0.035, "short": 0.03, "full": 0.075, "long": 0.10}.get(
            kind, 0.04
        )
        wide = 26 if kind == "goatee" else 79
        turn = float(np.degrees(skull.theta))
        top: list[tuple[float, float]] = []
        if kind == "goatee":
            top = [
                skull.face(u, v)
                for u, v in (
                    (-0.10, -0.40),
                    (-0.09, -0.375),
                    (0.0, -0.385),
                    (0.09, -0.375),
                    (0.10, -0.40),
                )
            ]
        else:
            for phi, v in ((-wide, -0.02), (-64, -0.17), (-50, -0.235)):
                if phi + turn > -90:
                    top.append(skull.scalp(phi, v))
            top += [
                skull.face(u, v)
                for u, v in (
                    (-0.13, -0.262),
                    (-0.05, -0.245),
                    (0.0, -0.256),
                    (0.05, -0.245),
                    (0.13, -0.262),
                )
            ]
            for phi, v in ((50, -0.235), (64, -0.17), (wide, -0.02)):
                if phi + turn < 88:
                    top.append(skull.scalp(phi, v))
        left, right = top[0], top[-1]
        jaw = _jaw(skull, left, right, grow, drop, kind)
        ring = np.concatenate([curve.opened(top, 4), jaw])
        xy = pen.px(frame, ring)
        if kind == "stubble":
            canvas.role = "skin"
            if canvas.look == "colour":
                canvas.fill(xy, mix(scaled(design.skin, 0.7), design.hair, 0.35), 0.42, within=head)
            else:
                canvas.tone(xy, 0.3, within=head)
            return
        outer = pen.px(frame, jaw)
        pen.solid(xy, design.hair, "hair", pen.size(frame, 0.06))
        pen.contour(outer, 1.1)
        if canvas.look != "colour" and luminance(design.hair) > 0.6:
            # White on white: a line says where the cheek ends.
            pen.contour(pen.px(frame, curve.opened(top, 4)), 0.6)
        if detail > 60:
            dark, _ = hair_lines(design)
            for i in range(5):
                p = jaw[int((0.2 + 0.15 * i) * (len(jaw) - 1))]
                inner = p * 0.82 + np.array([0.02, -0.02])
                pen.stroke(
                    frame,
                    [p, (p + inner) / 2 + (0.012, 0), inner],
                    0.6,
                    pen.soft(dark, 0.9),
                    within=xy,
                )
    if kind in ("moustache", "full", "long", "goatee"):
        ring2 = [skull.face(u, v, 0.02) for u, v in ((-0.165, -0.300), (-0.11, -0.258),
            (-0.03, -0.236), (0.0, -0.246), (0.03, -0.236), (0.11, -0.258), (0.165, -0.300),
            (0.09, -0.296), (0.0, -0.286), (-0.09, -0.296))]  # fmt: skip
        xy = pen.px(frame, curve.closed(ring2, 4))
        pen.outline(xy, 0.55)
        pen.solid(xy, mix(design.hair, (255, 250, 240), 0.08), "hair")
    if kind in ("full", "long", "short") and mien.mouth in ("line", "wave"):
        lip = [skull.face(u, MOUTH_V + v - 0.012, 0.01) for u, v in ((-0.075, 0.0), (0.0, 0.006),
            (0.075, 0.0), (0.045, -0.030), (0.0, -0.036), (-0.045, -0.030))]  # fmt: skip
        canvas.role = "skin"
        canvas.fill(pen.px(frame, curve.closed(lip, 4)), mix(design.skin, (190, 90, 84), 0.35))


def _jaw(
    skull: Skull,
    left: tuple[float, float],
    right: tuple[float, float],
    grow: float,
    drop: float,
    kind: str,
) -> Array:
    """The beard's outer edge from the right end of its upper edge round the chin to the left."""
    ring = skull.outline
    peak = int(np.argmax(ring[:, 1]))
    run = np.roll(ring, -peak, axis=0)
    inside = (run[:, 1] < min(right[1], 0.0)) | (
        (run[:, 0] < 0.05) & (run[:, 1] < min(left[1], 0.0))
    )
    low = run[inside]
    if kind == "goatee":
        low = low[(low[:, 0] > left[0] - 0.03) & (low[:, 0] < right[0] + 0.03) & (low[:, 1] < -0.3)]
    else:
        low = low[low[:, 0] > left[0] - 0.06]
    if len(low) < 3:
        low = np.array([right, ((left[0] + right[0]) / 2, -0.5), left])
    depth = np.clip((-low[:, 1] - 0.05) / 0.45, 0, 1)
    out = low + np.stack(
        [np.sign(low[:, 0] - 0.1) * grow * 0.5 * depth, -grow * depth**1.5], axis=1
    )
    if kind == "long":
        out[:, 1] -= 0.38 * np.clip(depth, 0, 1) ** 3
        mid = (left[0] + right[0]) / 2
        out[:, 0] = mid + (out[:, 0] - mid) * (1 - 0.25 * depth**2)
    out[:, 1] -= drop * depth * 0.25
    wave = 0.008 * np.sin(np.arange(len(out)) * 1.9)
    if kind in ("full", "long"):
        out[:, 1] += wave
    return out
