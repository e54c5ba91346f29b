"""Garments: what the clothes of a design are made of, and their drawing on a torso."""

from __future__ import annotations

import numpy as np

from . import curve
from .curve import Array, Frame
from .design import Design
from .fronts import Front
from .garments import Garment, TorsoMarks, body_colour, garment_of
from .look import luminance, mix, scaled
from .model import RGB
from .pen import Pen


def draw_front(
    pen: Pen, frame: Frame, torso: Array, design: Design, marks: TorsoMarks, behind: bool
) -> None:
    """Everything on a torso that stands already: opening, collar, buttons, belt.

    `frame` is the torso's own (y up the spine from the hips), `torso` its ring in pixels.
    """
    garment = garment_of(design)
    if pen.flat:
        return
    draw = _Worn(pen, frame, torso, design, marks)
    if behind:
        draw.back(garment)
        return
    draw.lower(garment)
    draw.collar(garment)
    if garment.belt:
        draw.belt()
    draw.extras()


class _Worn(Front):
    """A torso's clothes."""

    def back(self, garment: Garment) -> None:
        """From behind: a seam and a yoke."""
        m = self.m
        self._stroke(
            curve.opened(
                [
                    (m.near[0] * 0.8, m.top - 0.28),
                    (0, m.top - 0.34),
                    (m.far[0] * 0.8, m.top - 0.28),
                ],
                6,
            )
        )
        self._stroke([(0.0, m.top - 0.34), (0.0, m.hem)], 0.6)
        if garment.collar == "hood" and self.design.hat != "hood":
            ring = curve.closed([(-0.34, m.top + 0.16), (0, m.top + 0.22), (0.34, m.top + 0.16),
                (0.26, m.top - 0.20), (0, m.top - 0.36), (-0.26, m.top - 0.20)], 5)  # fmt: skip
            self.pen.part(self.frame, ring, self.design.top_colour, "cloth", depth=0.06)

    def collar(self, garment: Garment) -> None:
        """What the garment does round the neck."""
        m, design, c = self.m, self.design, self.m.middle
        top = body_colour(design)
        t = m.top
        pen = self.pen
        kind = garment.collar
        if design.top == "vest":
            kind = "shirt"
        if kind == "shirt" or (garment.inner == "shirt" and kind == "lapel"):
            tone = (
                design.under_colour if garment.inner == "shirt" else mix(top, (255, 255, 255), 0.12)
            )
            for s in (-1, 1):
                tri = [
                    (c + s * 0.03, t + 0.06),
                    (c + s * 0.17, t + 0.14),
                    (c + s * 0.25, t + 0.01),
                    (c + s * 0.12, t - 0.13),
                ]
                pen.part(self.frame, tri, tone, "cloth", weight=0.7)
        if kind == "stand" and garment.front == "open":
            # Behind the far half, where the shoulder falls away from the neck.
            gap = [(c + 0.12, t + 0.12), (c + 0.26, t + 0.12), (c + 0.30, t - 0.08),
                (c + 0.13, t - 0.12)]  # fmt: skip
            pen.solid(pen.px(self.frame, gap), top, "cloth")
        if kind == "lapel":
            long = 0.66 if design.top != "peacoat" else 0.42
            for s in (-1, 1):
                tri = [(c + s * 0.14, t + 0.20), (c + s * 0.30, t + 0.12),
                    (c + s * 0.38, t - 0.22), (c + s * 0.27, t - 0.27), (c + s * 0.30, t - 0.34),
                    (c + s * (0.16 if design.top != "peacoat" else 0.06), t - long),
                    (c + s * 0.15, t - 0.2)]  # fmt: skip
                pen.part(
                    self.frame,
                    tri,
                    mix(top, (255, 255, 255), 0.07),
                    "cloth",
                    depth=0.03,
                    weight=0.75,
                )
        elif kind == "stand":
            for s in (-1, 1):
                ring = [
                    (c + s * 0.11, t + 0.16),
                    (c + s * 0.20, t + 0.23),
                    (c + s * 0.31, t + 0.14),
                    (c + s * 0.34, t - 0.06),
                    (c + s * 0.235, t - 0.19),
                    (c + s * 0.17, t - 0.06),
                ]
                pen.part(
                    self.frame,
                    ring,
                    mix(top, (255, 255, 255), 0.06),
                    "cloth",
                    depth=0.02,
                    weight=0.75,
                )
        elif kind == "hood":
            hood = curve.closed([(c - 0.40, t + 0.02), (c - 0.34, t + 0.22), (c - 0.16, t + 0.24),
                (c, t + 0.05), (c + 0.16, t + 0.24), (c + 0.33, t + 0.22), (c + 0.38, t + 0.02),
                (c + 0.20, t - 0.14), (c, t - 0.19), (c - 0.20, t - 0.14)], 5)  # fmt: skip
            pen.part(
                self.frame, hood, mix(top, (255, 255, 255), 0.07), "cloth", depth=0.04, weight=0.8
            )
            if design.top == "hoodie":
                for s in (-1, 1):
                    pen.stroke(
                        self.frame,
                        [(c + s * 0.08, t - 0.14), (c + s * 0.10, t - 0.48)],
                        1.0,
                        mix(top, (255, 255, 255), 0.75),
                    )
        elif kind == "crew":
            band = np.concatenate([curve.opened([(c - 0.24, t + 0.13), (c, t - 0.05),
                (c + 0.24, t + 0.13)], 6), curve.opened([(c + 0.18, t + 0.17), (c, t + 0.03),
                (c - 0.18, t + 0.17)], 6)])  # fmt: skip
            pen.part(self.frame, band, mix(top, (255, 255, 255), 0.10), "cloth", weight=0.7)
        elif kind == "vee":
            root = 0.4 * c
            vee = [(c - 0.18, t + 0.10), (root - 0.10, t + 0.17), (root + 0.10, t + 0.17),
                   (c + 0.15, t + 0.10), (c, t - 0.26)]  # fmt: skip
            pen.solid(pen.px(self.frame, vee), design.skin, "skin")
            self._stroke(
                [(c - 0.21, t + 0.16), (c, t - 0.28), (c + 0.21, t + 0.16)],
                1.0,
                pen.soft(scaled(top, 0.4), 0.5),
            )
        elif kind == "roll":
            roll = curve.closed([(c - 0.20, t + 0.02), (c - 0.19, t + 0.26), (c, t + 0.22),
                (c + 0.19, t + 0.26), (c + 0.20, t + 0.02), (c, t - 0.07)], 5)  # fmt: skip
            pen.part(
                self.frame, roll, mix(top, (255, 255, 255), 0.06), "cloth", depth=0.04, weight=0.8
            )
            pen.stroke(
                self.frame,
                curve.opened([(c - 0.17, t + 0.13), (c, t + 0.08), (c + 0.17, t + 0.13)], 5),
                0.6,
                self.line,
            )
        elif kind == "ring":
            neck = curve.closed([(c - 0.36, t + 0.10), (c, t - 0.02), (c + 0.36, t + 0.10),
                (c + 0.34, t + 0.22), (c, t + 0.12), (c - 0.34, t + 0.22)], 5)  # fmt: skip
            pen.part(self.frame, neck, scaled(top, 0.85), "cloth", depth=0.03, weight=0.8)
        if design.neckwear == "scarf":
            wrap = curve.closed([(c - 0.34, t + 0.06), (c - 0.27, t + 0.25), (c, t + 0.17),
                (c + 0.27, t + 0.25), (c + 0.34, t + 0.06), (c + 0.12, t - 0.10),
                (c - 0.16, t - 0.09)], 5)  # fmt: skip
            tail = curve.closed(
                [
                    (c + 0.10, t + 0.0),
                    (c + 0.26, t - 0.02),
                    (c + 0.32, t - 0.66),
                    (c + 0.14, t - 0.68),
                ],
                3,
            )
            pen.part(
                self.frame, tail, scaled(design.neck_colour, 0.9), "cloth", depth=0.04, weight=0.8
            )
            pen.part(self.frame, wrap, design.neck_colour, "cloth", depth=0.05, weight=0.9)
        elif design.neckwear in ("tie", "bow") and garment.front == "buttons":
            self.tie()

    def belt(self) -> None:
        """A belt with its buckle."""
        y = 0.16 if self.design.top in ("shirt", "jumpsuit") else 0.44
        c = self.m.middle * 0.8
        tone: RGB = (84, 58, 42) if luminance(self.design.bottom_colour) < 0.75 else (60, 48, 44)
        self._fill([(-1.2, y - 0.05), (1.2, y - 0.05), (1.2, y + 0.06), (-1.2, y + 0.06)], tone)
        self._stroke([(-1.2, y - 0.055), (1.2, y - 0.055)], 0.7, self.pen.ink)
        self._stroke([(-1.2, y + 0.06), (1.2, y + 0.06)], 0.7, self.pen.ink)
        buckle = [
            (c - 0.06, y - 0.055),
            (c + 0.06, y - 0.055),
            (c + 0.06, y + 0.065),
            (c - 0.06, y + 0.065),
        ]
        self.pen.part(self.frame, buckle, (222, 190, 96), "cloth", weight=0.5)

    def extras(self) -> None:
        """Pockets, folds, badges."""
        m, c, kind = self.m, self.m.middle, self.design.top
        top = self.design.top_colour
        if kind in ("raincoat", "coat", "labcoat", "peacoat"):
            for x0, x1 in (
                (m.near[0] * 0.82, m.near[0] * 0.35),
                (m.far[0] * 0.50, m.far[0] * 0.86),
            ):
                self._stroke([(x0, 0.14), (x1, 0.10), (x1, 0.0), (x0, 0.04), (x0, 0.14)], 0.75)
        if kind == "hoodie":
            self._stroke(
                curve.opened(
                    [(c - 0.34, 0.08), (c - 0.26, 0.42), (c + 0.26, 0.42), (c + 0.34, 0.08)], 3
                ),
                0.75,
            )
        if kind in ("sweater", "turtleneck", "hoodie", "jacket"):
            self._stroke([(-1, m.hem + 0.13), (1, m.hem + 0.13)], 0.65)
        if kind == "uniform":
            for s, root in ((-1, m.near), (1, m.far)):
                pad = [
                    (root[0] * 0.62, m.top + 0.09),
                    (root[0] + s * 0.05, root[1] + 0.04),
                    (root[0] + s * 0.02, root[1] - 0.05),
                    (root[0] * 0.62, m.top - 0.02),
                ]
                self.pen.part(self.frame, pad, (226, 186, 80), "cloth", weight=0.6)
        if kind == "spacesuit":
            box = [(c - 0.24, 0.98), (c + 0.24, 0.98), (c + 0.24, 0.62), (c - 0.24, 0.62)]
            self.pen.part(self.frame, box, (196, 202, 210), "cloth", depth=0.03, weight=0.8)
            for i, tone in enumerate(((220, 70, 60), (80, 160, 220), (240, 196, 70))):
                self._dots(c - 0.13 + 0.13 * i, [0.82], tone, 0.035)
        if kind == "cloak":
            for s in (-1, 1):
                run = curve.closed([(c + s * 0.10, m.top + 0.10), (c + s * 0.40, m.top + 0.16),
                    (s * 0.78, m.top - 0.25), (s * 0.86, 0.0), (s * 0.55, -0.1),
                    (c + s * 0.34, 0.5)], 5)  # fmt: skip
                self.pen.part(self.frame, run, mix(top, (60, 40, 60), 0.25), "cloth", depth=0.08)
            self._dots(c, [m.top + 0.02], (226, 186, 80), 0.055)
        # Two folds at the waist on the side away from the light.
        if kind not in ("armour", "spacesuit"):
            for y, dx in ((0.62, 0.0), (0.50, 0.05)):
                x = m.far[0] * 0.82
                self._stroke(
                    curve.opened(
                        [(x + 0.05, y + 0.03), (x - 0.1 - dx, y - 0.02), (x - 0.22, y + 0.02)], 4
                    ),
                    0.6,
                )
