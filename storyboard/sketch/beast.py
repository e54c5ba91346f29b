"""Four-legged animals of the cast, drawn from the side with a face that can be read."""

from __future__ import annotations

from math import atan2, cos, degrees, radians, sin

import numpy as np

from . import curve
from .beast_face import draw_beast_head
from .beast_pose import Bones, bones_of
from .beast_table import BEASTS, Beast
from .curve import Array, Frame
from .design import Design
from .look import luminance, mix, scaled
from .model import RGB, Figure
from .pen import Pen


class Animal:
    """One four-legged animal, ready to be drawn."""

    def __init__(self, pen: Pen, frame: Frame, design: Design, figure: Figure) -> None:
        self.pen, self.frame, self.design = pen, frame, design
        self.beast: Beast = BEASTS[design.kind]
        self.bones: Bones = bones_of(self.beast, figure.pose, figure.expression)
        self.figure = figure
        self.coat = design.skin
        self.light = (
            mix(self.coat, (255, 250, 240), 0.62 if luminance(self.coat) > 0.25 else 0.75)
            if self.beast.pale
            else self.coat
        )

    def draw(self) -> tuple[Array, tuple[float, float]]:
        """Draw it; the outer points of the head and the mouth, in the frame's own units."""
        pen, beast = self.pen, self.beast
        far = mix(self.coat, scaled(self.coat, 0.72), 0.8)
        self._tail()
        for leg in (self.bones.legs[3], self.bones.legs[1]):
            xy = self._leg(leg)
            pen.outline(xy)
            pen.solid(xy, far, "cloth")
            self._paw(leg, far)
        body = pen.px(self.frame, self._body())
        neck = pen.px(self.frame, self._neck())
        near = [self._leg(self.bones.legs[2], True), self._leg(self.bones.legs[0])]
        for xy in (body, neck, *near):
            pen.outline(xy)
        depth = pen.size(self.frame, 0.10)
        for xy in near:
            pen.solid(xy, self.coat, "cloth", depth * 0.5)
        pen.solid(neck, self.coat, "cloth", depth * 0.8)
        pen.solid(body, self.coat, "cloth", depth)
        pen.canvas.role = "cloth"
        for xy in near:
            # The upper part of a near leg runs into the body without a line.
            pen.canvas.fill(xy, self.coat, within=body)
        pen.canvas.fill(neck, self.coat, within=body)
        self._markings(body)
        self._haunch()
        for leg in (self.bones.legs[2], self.bones.legs[0]):
            self._paw(leg, self.coat)
        if beast.mane:
            self._mane()
        self._collar(neck)
        return self._head()

    # -- the parts ---------------------------------------------------------------

    def _axis(self, u: float, v: float) -> tuple[float, float]:
        (hx, hy), (sx, sy) = self.bones.hip, self.bones.shoulder
        dx, dy = sx - hx, sy - hy
        size = max((dx * dx + dy * dy) ** 0.5, 1e-6)
        return hx + dx * u - dy / size * v, hy + dy * u + dx / size * v

    def _body(self) -> Array:
        d = self.beast.deep * 0.5
        ring = [(1.16, 0.25 * d), (1.0, 0.95 * d), (0.66, 0.78 * d), (0.3, 0.82 * d),
            (0.0, 0.86 * d), (-0.2, 0.30 * d), (-0.10, -0.60 * d), (0.3, -0.72 * d),
            (0.72, -1.05 * d), (1.08, -0.80 * d)]  # fmt: skip
        points = curve.closed([self._axis(u, v) for u, v in ring], 6)
        if self.beast.fleece:
            wool = 0.05 * np.abs(np.sin(np.linspace(0, np.pi * 15, len(points))))
            points = points - curve.normals(points) * wool[:, None] * np.sign(curve.area(points))
        return points

    def _neck(self) -> Array:
        b, beast = self.bones, self.beast
        d, h = beast.deep * 0.5, beast.head
        foot = self._axis(0.98, 0.15 * d)
        left, right = curve.limb(
            [foot, ((foot[0] + b.head[0]) / 2 - 0.02, (foot[1] + b.head[1]) / 2), b.head],
            (d * 1.75, d * 1.15 + 0.12 * h, h * 0.78),
            6,
        )
        return np.concatenate([left, right[::-1]])

    def _leg(self, leg: tuple[tuple[float, float], ...], haunch: bool = False) -> Array:
        w = self.beast.leg
        if len(leg) == 3:
            (x, _), (end, _) = leg[0], leg[-1]
            ring = [(x - 0.14, 0.10), (x - 0.04, 0.34), (x + 0.12, 0.42), (x + 0.26, 0.34),
                (x + 0.29, 0.18), (end - 0.06, 0.5 * w), (end, 0.3 * w), (end - 0.02, 0.0),
                (x - 0.06, 0.0)]  # fmt: skip
            return self.pen.px(self.frame, curve.closed(ring, 6))
        wide = (w * 1.9, w * 1.2, w * 0.62, w * 0.66) if haunch else (w * 1.5, w, w * 0.66, w * 0.6)
        left, right = curve.limb(list(leg), wide, 6)
        return self.pen.px(self.frame, np.concatenate([left, right[::-1]]))

    def _paw(self, leg: tuple[tuple[float, float], ...], colour: RGB) -> None:
        (x0, y0), (x, y) = leg[-2], leg[-1]
        w = self.beast.leg
        tilt = degrees(atan2(y - y0, x - x0)) + 90
        turn = radians(min(max(tilt, -70), 70) * 0.7) if y > 0.12 else 0.0
        at = self.frame.child(x, y, turn)
        if self.beast.hoofed:
            ring = [(-0.42, 0.35), (0.42, 0.35), (0.62, -0.36), (-0.55, -0.36)]
            hoof = mix((58, 46, 42), colour, 0.15)
            self.pen.part(at, [(a * w, b * w) for a, b in ring], hoof, "cloth")
            return
        ring = [(-0.40, 0.30), (0.30, 0.34), (0.84, 0.05), (0.88, -0.28), (0.0, -0.36),
            (-0.44, -0.28)]  # fmt: skip
        tone = self.light if self.beast.pale else colour
        xy = self.pen.part(at, curve.closed([(a * w, b * w) for a, b in ring], 4), tone, "cloth")
        for k in (0.45, 0.66):
            self.pen.stroke(at, [(k * w, -0.02 * w), (k * w, -0.3 * w)], 0.6, within=xy)

    def _tail(self) -> None:
        b, kind = self.bones, self.beast.tail
        root = self._axis(-0.12, 0.62 * self.beast.deep * 0.5)
        wag = radians(b.tail)
        base, length, widths = {
            "up": (128, 0.50, (0.12, 0.10, 0.07, 0.03)),
            "long": (160, 0.85, (0.09, 0.08, 0.07, 0.05)),
            "bush": (206, 0.72, (0.10, 0.24, 0.26, 0.03)),
            "tuft": (248, 0.62, (0.06, 0.045, 0.045, 0.05)),
            "horse": (236, 0.66, (0.10, 0.20, 0.22, 0.05)),
            "stub": (140, 0.13, (0.12, 0.12, 0.11, 0.08)),
            "puff": (150, 0.14, (0.16, 0.22, 0.22, 0.16)),
            "curl": (130, 0.16, (0.05, 0.05, 0.05, 0.03)),
        }.get(kind, (140, 0.4, (0.1, 0.09, 0.07, 0.04)))  # fmt: skip
        angle = radians(base) - wag * (1.0 if base < 200 else 0.6)
        bend = {"up": -0.7, "long": -1.3, "bush": -0.5, "curl": -2.8}.get(kind, 0.25)
        path = [root]
        for i in range(1, 5):
            a = angle + bend * (i / 4) ** 1.4
            path.append((path[-1][0] + length / 4 * cos(a), path[-1][1] + length / 4 * sin(a)))
        low = 0.04
        path = [(x, max(y, low)) for x, y in path]
        left, right = curve.limb(path, widths, 6)
        colour = scaled(self.coat, 0.55) if kind == "horse" else self.coat
        xy = self.pen.part(self.frame, np.concatenate([left, right[::-1]]), colour, depth=0.03)
        if kind in ("bush", "tuft"):
            tip = self.light if kind == "bush" else scaled(self.coat, 0.5)
            ring = curve.arc(path[-1][0], path[-1][1], 0.15, 0.15, 0, 360, 20)
            if kind == "tuft":
                self.pen.part(self.frame, ring * (0.5, 0.5) + np.array(path[-1]) * 0.5, tip)
            else:
                self.pen.canvas.role = "cloth"
                self.pen.canvas.fill(self.pen.px(self.frame, ring), tip, within=xy)

    def _markings(self, body: Array) -> None:
        pen, beast = self.pen, self.beast
        pen.canvas.role = "cloth"
        d = beast.deep * 0.5
        if beast.pale and not pen.flat:
            chest = curve.closed([self._axis(u, v * d) for u, v in
                ((1.3, 0.1), (1.0, -0.15), (0.8, -0.75), (0.4, -0.62), (0.4, -1.4), (1.3, -1.4))],
                4)  # fmt: skip
            pen.canvas.fill(pen.px(self.frame, chest), self.light, within=body)
        if beast.stripes or self.design.pattern == "stripes":
            dark = scaled(self.coat, 0.35)
            for u in (0.05, 0.22, 0.39, 0.56, 0.73, 0.90):
                ring = [self._axis(u - 0.03, 1.1 * d), self._axis(u + 0.04, 1.1 * d),
                    self._axis(u + 0.02, -0.1 * d)]  # fmt: skip
                pen.canvas.fill(pen.px(self.frame, ring), dark, within=body)
        if self.design.pattern in ("spots", "checks"):
            dark = (
                scaled(self.coat, 0.4)
                if luminance(self.coat) > 0.35
                else mix(self.coat, (255, 250, 240), 0.8)
            )
            for u, v, r in ((0.15, 0.4, 0.11), (0.48, 0.2, 0.09), (0.75, 0.45, 0.10),
                (0.32, -0.4, 0.07), (0.95, 0.0, 0.08), (0.62, -0.5, 0.06)):  # fmt: skip
                x, y = self._axis(u, v * d)
                spot = curve.arc(x, y, r, r * 0.8, 0, 360, 16)
                pen.canvas.fill(pen.px(self.frame, spot), dark, within=body)

    def _haunch(self) -> None:
        hx, hy = self.bones.legs[2][0]
        sx, sy = self.bones.legs[0][0]
        line = self.pen.soft(self.coat, 0.5)
        w = self.beast.leg
        a = curve.arc(hx, hy - 0.04, w * 1.05, w * 1.3, -40, 60, 9)
        b = curve.arc(sx, sy - 0.04, w * 0.85, w * 1.2, 130, 230, 9)
        for run in (a, b):
            self.pen.stroke(self.frame, run, 0.7, line)

    def _mane(self) -> None:
        b, pen = self.bones, self.pen
        hair = self.design.hair
        if self.beast.ears == "round":
            r = self.beast.head * 0.92
            ring = curve.arc(b.head[0] - 0.06, b.head[1] - 0.04, r, r * 1.08, 0, 360, 40)
            wave = 1 + 0.07 * np.abs(np.sin(np.linspace(0, np.pi * 13, len(ring))))
            centre = np.array([b.head[0] - 0.06, b.head[1] - 0.04])
            pen.part(self.frame, centre + (ring - centre) * wave[:, None], hair, depth=0.05)
            return
        foot = self._axis(0.96, 0.95 * self.beast.deep * 0.5)
        h = self.beast.head
        top = (b.head[0] - 0.20 * h, b.head[1] + 0.52 * h)
        mid = ((foot[0] + top[0]) / 2 - 0.07, (foot[1] + top[1]) / 2 + 0.03)
        left, right = curve.limb([foot, mid, top], (0.05, 0.15, 0.11), 6)
        ring = np.concatenate([left, right[::-1]])
        wave = 0.012 * np.sin(np.linspace(0, np.pi * 14, len(ring)))
        pen.part(self.frame, ring + wave[:, None], hair, "hair", depth=0.03)

    def _collar(self, neck: Array) -> None:
        if self.design.neckwear not in ("collar", "scarf", "bow", "tie"):
            return
        b, d = self.bones, self.beast.deep * 0.5
        foot = self._axis(0.98, 0.15 * d)
        mx = foot[0] + (b.head[0] - foot[0]) * 0.52
        my = foot[1] + (b.head[1] - foot[1]) * 0.52
        ux, uy = b.head[0] - foot[0], b.head[1] - foot[1]
        size = max((ux * ux + uy * uy) ** 0.5, 1e-6)
        nx, ny = -uy / size * 0.6, ux / size * 0.6
        t = 0.055 if self.design.neckwear == "collar" else 0.09
        tx, ty = ux / size * t, uy / size * t
        ring = [(mx + nx - tx, my + ny - ty), (mx - nx - tx, my - ny - ty),
            (mx - nx + tx, my - ny + ty), (mx + nx + tx, my + ny + ty)]  # fmt: skip
        pen = self.pen
        xy = pen.px(self.frame, ring)
        pen.canvas.role = "cloth"
        pen.canvas.fill(xy, self.design.neck_colour, within=neck)
        pen.canvas.line(xy, pen.base * 0.6, closed=True, wobble=False, within=neck)

    def _head(self) -> tuple[Array, tuple[float, float]]:
        b, beast = self.bones, self.beast
        frame = self.frame.child(
            b.head[0], b.head[1], radians(b.pitch - beast.droop), (beast.head, beast.head)
        )
        return draw_beast_head(
            self.pen, frame, beast, self.design, self.figure.expression, self.light
        )


def beast_head(design: Design, figure: Figure) -> tuple[float, float]:
    """Where the middle of skull and muzzle is, in metres from the animal's place, facing right."""
    beast = BEASTS[design.kind]
    bones = bones_of(beast, figure.pose, figure.expression)
    ahead, tilt = 0.42 * beast.muzzle * beast.head, radians(bones.pitch - beast.droop)
    return (
        (bones.head[0] + ahead * cos(tilt)) * design.height,
        (bones.head[1] + ahead * sin(tilt)) * design.height,
    )
