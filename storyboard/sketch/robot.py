"""Robots of the cast: a person's joints in plates and lamps."""

from __future__ import annotations

import numpy as np

from . import curve
from .body import Body
from .canvas import oval
from .curve import Array, Frame
from .design import Design
from .hands import draw_hand
from .head import Skull
from .look import mix, scaled
from .mien import Mien
from .model import RGB
from .pen import Pen
from .pose import XY


def _capsule(a: XY, b: XY, wa: float, wb: float) -> Array:
    left, right = curve.limb([a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), b], (wa, wb), 5)
    along = np.array(b) - np.array(a)
    along = along / max(float(np.hypot(*along)), 1e-6)
    return np.concatenate([left, [np.array(b) + along * wb * 0.25], right[::-1],
        [np.array(a) - along * wa * 0.25]])  # fmt: skip


class RobotBody(Body):
    """A body of metal: every part of `Body` drawn in plates."""

    @property
    def _metal(self) -> RGB:
        return self.design.skin

    @property
    def _dark(self) -> RGB:
        return mix(scaled(self.design.skin, 0.5), (40, 44, 56), 0.4)

    def _joint(self, p: XY, r: float) -> None:
        self.pen.part(self.frame, oval(p[0], p[1], r, r, n=24), self._dark, "cloth", weight=0.8)

    def _limb(self, a: XY, b: XY, c: XY, wide: tuple[float, float], far: bool) -> None:
        tone = mix(self._metal, scaled(self._metal, 0.75), 0.8) if far else self._metal
        inner = (a[0] + (b[0] - a[0]) * 0.9, a[1] + (b[1] - a[1]) * 0.9)
        self.pen.part(self.frame, _capsule(a, inner, wide[0] * 0.7, wide[0] * 0.6),
            scaled(tone, 0.8), "cloth", depth=0.04)  # fmt: skip
        foot = (b[0] + (c[0] - b[0]) * 0.95, b[1] + (c[1] - b[1]) * 0.95)
        start = (b[0] + (c[0] - b[0]) * 0.12, b[1] + (c[1] - b[1]) * 0.12)
        self.pen.part(self.frame, _capsule(start, foot, wide[1] * 0.75, wide[1]), tone, "cloth",
            depth=0.06)  # fmt: skip
        self._joint(b, wide[1] * 0.42)

    def arm(self, near: bool) -> None:
        """An arm of two plates."""
        root, elbow, wrist = self.j.near if near else self.j.far
        spec = self._spec(near)
        self._limb(root, elbow, wrist, (0.27, 0.29), not near and not spec.front)
        self.pen.part(self.frame, oval(root[0], root[1] + 0.02, 0.22, 0.2, n=28), self._metal,
            "cloth", depth=0.06)  # fmt: skip

    def hand(self, near: bool, kind: str = "") -> None:
        """A metal hand."""
        spec = self._spec(near)
        if not spec.tucked:
            hand = kind or spec.hand
            draw_hand(self.pen, self.hand_frame(near), hand, self._dark, self.detail)

    def leg(self, near: bool) -> None:
        """A leg of two plates on a block of a foot."""
        hip, knee, ankle = self.j.near_leg if near else self.j.far_leg
        self._limb(hip, knee, ankle, (0.40, 0.38), not near)
        side = 0.6 if abs((self.j.stance.near_leg if near else self.j.stance.far_leg).foot) < 60 \
            else 1.0  # fmt: skip
        foot = [(-0.18, 0.08), (0.14, 0.08), (0.42 * side, -0.08), (0.42 * side, -0.17),
            (-0.2, -0.17)]  # fmt: skip
        at = self.frame.child(ankle[0], ankle[1])
        self.pen.part(at, foot, self._dark, "cloth", depth=0.04)

    def legs(self) -> None:
        """Both legs, the far one first."""
        self.leg(False)
        self.leg(True)

    def neck(self) -> None:
        """A ringed neck."""
        (cx, cy), (hx, hy) = self.j.chest, self.j.head
        a, b = (cx, cy - 0.1), (cx + (hx - cx) * 0.8, cy + (hy - cy) * 0.8)
        self.pen.part(self.frame, _capsule(a, b, 0.26, 0.24), self._dark, "cloth")

    def torso(self) -> None:
        """Chest, waist and hip plates."""
        pen, m = self.pen, self.marks
        hip, top = self._hip(), m.top
        pelvis = [(-hip, 0.12), (hip, 0.12), (hip * 0.7, -0.22), (-hip * 0.7, -0.22)]
        pen.part(self.torso_frame, pelvis, self._dark, "cloth", depth=0.05)
        waist = [(-0.2, 0.1), (0.2, 0.1), (0.24, 0.6), (-0.24, 0.6)]
        pen.part(self.torso_frame, waist, scaled(self._metal, 0.7), "cloth")
        n, f = m.near[0] - 0.02, m.far[0] + 0.02
        ring = [
            (n * 0.7, top + 0.16), (n * 1.04, top + 0.02), (n * 0.96, 0.9), (n * 0.66, 0.5),
            (f * 0.66, 0.5), (f * 0.96, 0.9), (f * 1.04, top + 0.02), (f * 0.7, top + 0.16),
        ]  # fmt: skip
        chest = pen.part(self.torso_frame, ring, self._metal, "cloth", depth=0.12)
        if pen.flat:
            return
        c = m.middle
        pen.stroke(self.torso_frame, [(n, 0.95), (f, 0.95)], 0.7, within=chest)
        if self.behind:
            return
        plate = [(c - 0.3, top - 0.12), (c + 0.3, top - 0.12), (c + 0.26, 1.02), (c - 0.26, 1.02)]
        pen.part(self.torso_frame, plate, self.design.top_colour, "cloth", depth=0.03, weight=0.7)
        pen.canvas.role = "light"
        for i, tone in enumerate((self.design.eyes, (250, 200, 80))):
            dot = oval(c - 0.1 + 0.2 * i, top - 0.3, 0.05, 0.05, n=16)
            pen.canvas.fill(pen.px(self.torso_frame, dot), tone)

    def cape(self) -> None:
        """Robots wear none."""


def draw_robot_head(pen: Pen, frame: Frame, skull: Skull, design: Design, mien: Mien) -> Array:
    """A head with a visor: eyes are lamps, the mouth a grille; the outer points."""
    metal, s = design.skin, float(np.sin(skull.theta))
    dark: RGB = (30, 34, 46)
    w = 0.46 - 0.04 * abs(s)
    shell = curve.closed(
        [(-w, -0.18), (-w, 0.22), (-w * 0.7, 0.46), (0.0, 0.52), (w * 0.7, 0.46), (w, 0.22),
         (w, -0.18), (w * 0.72, -0.48), (0.0, -0.52), (-w * 0.72, -0.48)], 5,
    )  # fmt: skip
    for x in (-w - 0.03, w + 0.03):
        pen.part(frame, oval(x, 0.0, 0.09, 0.15, n=24), scaled(metal, 0.6), "cloth", weight=0.8)
    pen.stroke(frame, [(0.0, 0.5), (0.03, 0.78)], 1.3, taper=False)
    xy = pen.part(frame, shell, metal, "cloth", depth=0.12)
    pen.part(frame, oval(0.03, 0.82, 0.06, 0.06, n=20), design.top_colour, "cloth", weight=0.8)
    if skull.behind:
        pen.stroke(frame, [(-w, 0.1), (w, 0.1)], 0.7, within=xy)
        return np.concatenate([shell, [(0.0, 0.88)]])
    shift = 0.17 * s
    visor = curve.closed(
        [(-w * 0.82 + shift, 0.2), (-0.1 + shift, 0.27), (w * 0.72 + shift * 0.7, 0.2),
         (w * 0.76 + shift * 0.6, -0.08), (shift, -0.16), (-w * 0.82 + shift, -0.08)], 4,
    )  # fmt: skip
    glass = pen.px(frame, visor)
    pen.canvas.role = "figure"
    pen.canvas.shape(glass, dark, within=xy)
    pen.canvas.line(glass, pen.base * 0.7, closed=True, wobble=False, within=xy)
    lamp = design.eyes if pen.canvas.look == "colour" else (255, 255, 255)
    up = 0.04 * (mien.gaze[1] + mien.pitch)
    for side in (-1.0, 1.0):
        cx = side * 0.17 * (1 - 0.25 * s) + shift + 0.03 * mien.gaze[0]
        cy = 0.05 + up + (mien.odd * 0.6 if side < 0 else 0)
        high = 0.095 * mien.open
        ring = []
        for a in np.linspace(0, 2 * np.pi, 24, endpoint=False):
            x, y = 0.085 * float(np.cos(a)), high * float(np.sin(a))
            # Brows are lids: they slant towards the middle as the mien's brows do.
            lid = high * 0.9 + (mien.inner - mien.outer) * 1.2 * (-side * x / 0.085)
            lid -= max(-(mien.inner + mien.outer), 0) * 0.3
            ring.append((cx + x, cy + min(max(y, -high * (1 - 1.5 * mien.squint)), lid)))
        pen.canvas.shape(pen.px(frame, ring), lamp, within=glass)
    half = mien.width * 0.62
    n = 9
    mouth = []
    for i in range(n):
        t = -1 + 2 * i / (n - 1)
        mouth.append((t * half + shift * 0.9, -0.33 + mien.lift * 1.2 * t * t - mien.tilt * t))
    if mien.gape:
        gap = mien.gape * 0.55
        ring_xy = [*mouth, *[(x, y - gap * (1 - (2 * i / (n - 1) - 1) ** 2) - 0.02)
            for i, (x, y) in reversed(list(enumerate(mouth)))]]  # fmt: skip
        pen.canvas.shape(pen.px(frame, ring_xy), dark, within=xy)
        pen.canvas.line(pen.px(frame, ring_xy), pen.base * 0.8, closed=True, wobble=False,
            within=xy)  # fmt: skip
    else:
        pen.stroke(frame, mouth, 1.4, taper=False, within=xy)
    return np.concatenate([shell, [(0.0, 0.88)]])
