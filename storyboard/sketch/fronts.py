"""How a garment opens at the front: buttons, bibs, sashes, ties."""

from __future__ import annotations

import numpy as np

from . import curve
from .canvas import oval
from .curve import Array, Frame
from .design import Design
from .garments import Garment, TorsoMarks, body_colour
from .look import luminance, mix, scaled, shade
from .model import RGB
from .pen import Pen


class Front:
    """The front of a torso below the collar."""

    def __init__(self, pen: Pen, frame: Frame, torso: Array, design: Design, m: TorsoMarks) -> None:
        self.pen, self.frame, self.torso, self.design, self.m = pen, frame, torso, design, m
        self.line = pen.soft(body_colour(design), 0.55)

    def _fill(
        self, points: Array | list[tuple[float, float]], colour: RGB, depth: float = 0.0
    ) -> Array:
        xy = self.pen.px(self.frame, points)
        self.pen.solid(
            xy,
            colour,
            "cloth",
            self.pen.size(self.frame, depth),
            within=self.torso if depth == 0 else None,
        )
        return xy

    def _stroke(
        self,
        points: Array | list[tuple[float, float]],
        width: float = 0.75,
        colour: RGB | None = None,
    ) -> None:
        self.pen.stroke(self.frame, points, width, colour or self.line, within=self.torso)

    def _dots(self, x: float, ys: list[float], colour: RGB, size: float = 0.032) -> None:
        for y in ys:
            xy = self.pen.px(self.frame, oval(x, y, size, size))
            self.pen.outline(xy, 0.45)
            self.pen.canvas.role = "cloth"
            self.pen.canvas.fill(xy, colour)

    def lower(self, garment: Garment) -> None:
        """The opening from the neck down."""
        m, design, c = self.m, self.design, self.m.middle
        top = design.top_colour
        kind = garment.front
        if kind == "open":
            self._opened(garment)
            if design.neckwear in ("tie", "bow"):
                self.tie()
        elif kind in ("buttons", "zip", "double"):
            x = c
            ys = list(np.linspace(m.top - 0.22, max(m.hem, -0.6) + 0.25, 5))
            self._stroke([(x - 0.05, m.top - 0.02), (x - 0.06, m.hem)], 0.75)
            if kind == "double":
                gold: RGB = (226, 184, 74)
                button = (
                    gold
                    if design.top == "uniform"
                    else (
                        mix(top, (250, 240, 220), 0.35)
                        if luminance(top) < 0.5
                        else scaled(top, 0.5)
                    )
                )
                for dx in (-0.15, 0.15):
                    self._dots(x + dx, ys[1:4], button, 0.04)
            elif kind == "buttons":
                button = (
                    mix(top, (255, 252, 240), 0.5) if luminance(top) < 0.55 else scaled(top, 0.6)
                )
                self._dots(
                    x, [float(y) for y in ys], button, 0.036 if design.top == "raincoat" else 0.026
                )
            if design.top == "vest":
                vee = [(c - 0.16, m.top + 0.1), (c + 0.16, m.top + 0.1), (c, m.top - 0.55)]
                body = self.pen.px(
                    self.frame,
                    [
                        (m.near[0] + 0.06, m.top + 0.2),
                        (m.far[0] - 0.06, m.top + 0.2),
                        (m.far[0] - 0.02, m.hem - 0.2),
                        (m.near[0] + 0.02, m.hem - 0.2),
                    ],
                )
                self.pen.solid(body, top, "cloth", within=self.torso)
                self._fill(vee, design.under_colour)
                self._stroke([vee[0], vee[2], vee[1]], 0.9, self.pen.ink)
                self._dots(c, [float(y) for y in ys[2:]], scaled(top, 0.6), 0.026)
        elif kind == "bib":
            w = 0.30
            bib = [(c - w, m.top - 0.42), (c + w, m.top - 0.42), (c + w * 1.25, 0.34),
                (c + 0.6, 0.3), (c + 0.6, m.hem - 0.3), (c - 0.6, m.hem - 0.3), (c - 0.6, 0.3),
                (c - w * 1.25, 0.34)]  # fmt: skip
            xy = self._fill(bib, top)
            self.pen.canvas.line(
                xy, self.pen.base * 0.8, self.pen.ink, closed=True, wobble=False, within=self.torso
            )
            for s in (-1, 1):
                strap = [(c + s * w * 0.95, m.top - 0.40), (c + s * (w * 0.72), m.top + 0.12)]
                self.pen.stroke(
                    self.frame,
                    strap,
                    3.4,
                    self.pen.canvas.colour(scaled(top, 0.9))
                    if self.pen.canvas.look == "colour"
                    else self.pen.ink,
                    taper=False,
                    within=self.torso,
                )
            self._stroke(
                [
                    (c - 0.14, 0.78),
                    (c - 0.14, 0.58),
                    (c + 0.14, 0.58),
                    (c + 0.14, 0.78),
                    (c - 0.14, 0.78),
                ],
                0.6,
            )
        elif kind == "wrap":
            self._stroke(
                curve.opened(
                    [
                        (c + 0.20, m.top),
                        (c + 0.05, m.top - 0.5),
                        (c - 0.18, 0.45),
                        (c - 0.2, m.hem),
                    ],
                    6,
                ),
                0.9,
            )
            sash = [(-1.0, 0.42), (1.0, 0.36), (1.0, 0.60), (-1.0, 0.64)]
            self._fill(sash, scaled(design.neck_colour, 0.85))
            self._stroke([(-1.0, 0.42), (1.0, 0.36)], 0.8)
            self._stroke([(-1.0, 0.64), (1.0, 0.60)], 0.8)
        elif kind == "plate":
            self._stroke(curve.opened([(c, m.top), (c + 0.05, m.top - 0.5), (c, 0.5)], 6), 0.9)
            self._stroke(curve.opened([(-0.6, 0.48), (c, 0.40), (0.6, 0.48)], 6), 0.9)
            self._stroke(curve.opened([(-0.6, 0.26), (c, 0.18), (0.6, 0.26)], 6), 0.8)
            shine = [
                (c - 0.28, m.top - 0.2),
                (c - 0.18, m.top - 0.2),
                (c - 0.24, 0.7),
                (c - 0.33, 0.8),
            ]
            self._fill(shine, mix(top, (255, 255, 255), 0.6))

    def _opened(self, garment: Garment) -> None:
        """What shows between the fronts of a jacket, a coat or a suit."""
        m, design, c, pen = self.m, self.design, self.m.middle, self.pen
        top, t = design.top_colour, self.m.top
        long, suit = garment.hem > 0.5, design.top == "suit"
        low = 0.46 if suit else 0.52 if long else m.hem - 0.05
        # A jacket hangs apart at the hem; suits and long coats are buttoned at the waist.
        half = ((t + 0.16, 0.15), (t - 0.12, 0.15), (t - 0.55, 0.13), (low, 0.012))
        if not long and not suit:
            half = ((t + 0.16, 0.14), (t - 0.16, 0.13), (0.70, 0.17), (low, 0.25))
        left = curve.opened([(c - w, y) for y, w in half], 6)
        right = curve.opened([(c + w, y) for y, w in half], 6)
        run = np.concatenate([left, right[::-1]])
        self._fill(run, design.under_colour)
        if pen.canvas.look == "colour":
            # The shade of the front that lies towards the light.
            fall = np.linspace(0.03, 0.075, len(left))[:, None] * [[1.0, 0.0]]
            pen.canvas.role = "cloth"
            side = np.concatenate([left, (left + fall)[::-1]])
            pen.canvas.fill(pen.px(self.frame, side), shade(design.under_colour), within=self.torso)
        under = pen.soft(design.under_colour, 0.6)
        if garment.inner == "shirt":
            self._stroke([(c, t), (c, low)], 0.6, under)
        else:
            neck = [(c - 0.11, t + 0.07), (c, t - 0.005), (c + 0.11, t + 0.07)]
            self._stroke(curve.opened(neck, 5), 0.8, under)
            for x, y in ((0.02, 0.86), (-0.04, 0.58)):
                fold = [(c + x - 0.09, y + 0.03), (c + x, y), (c + x + 0.07, y + 0.01)]
                self._stroke(curve.opened(fold, 4), 0.55, under)
        edge = pen.soft(scaled(top, 0.4), 0.5)
        self._stroke(left, 1.0, edge)
        self._stroke(right, 1.0, edge)
        if long:
            self._stroke([(c, low), (c + 0.01, -0.05)], 0.9, edge)
            self._dots(c + 0.06, [0.44, 0.22], scaled(top, 0.5), 0.034)
        if suit:
            # The fronts are cut away below the button.
            foot = m.hem - 0.1
            lap = [(c + 0.015, 0.40), (c + 0.05, 0.12), (c + 0.20, foot)]
            under_lap = [(c + 0.01, 0.26), (c - 0.03, 0.06), (c - 0.13, foot)]
            gap = np.concatenate([curve.opened(lap, 5), curve.opened(under_lap, 5)[::-1]])
            self._fill(gap[4:], design.bottom_colour)
            self._stroke(curve.opened(lap, 5), 0.9, edge)
            self._stroke(curve.opened(under_lap, 5), 0.9, edge)
            self._dots(c - 0.01, [0.40], scaled(top, 0.5))

    def tie(self) -> None:
        """A tie or a bow."""
        m, c, colour = self.m, self.m.middle, self.design.neck_colour
        y = m.top - 0.03
        if self.design.neckwear == "bow":
            ring = np.array(
                [
                    (c - 0.15, y + 0.07),
                    (c, y + 0.02),
                    (c + 0.15, y + 0.07),
                    (c + 0.15, y - 0.07),
                    (c, y - 0.02),
                    (c - 0.15, y - 0.07),
                ]
            )
        else:
            ring = np.array([(c - 0.05, y + 0.03), (c + 0.05, y + 0.03), (c + 0.035, y - 0.09),
                (c + 0.085, y - 0.72), (c, y - 0.84), (c - 0.085, y - 0.72),
                (c - 0.035, y - 0.09)])  # fmt: skip
        self.pen.part(self.frame, ring, colour, "cloth", weight=0.7)
