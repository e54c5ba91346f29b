"""Garments: what the clothes of a design are made of, and their drawing on a torso."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import curve
from .canvas import oval
from .curve import Array, Frame
from .design import Design
from .look import luminance, mix, scaled, shade
from .model import RGB
from .pen import Pen


@dataclass(frozen=True, slots=True)
class Garment:
    """One kind of top. Lengths in head heights."""

    hem: float = 0.10
    """How far it reaches below the hips' line."""
    front: str = "plain"
    """``plain`` ``open`` ``buttons`` ``double`` ``zip`` ``bib`` ``plate`` ``wrap``."""
    collar: str = "crew"
    """``crew`` ``shirt`` ``lapel`` ``hood`` ``stand`` ``vee`` ``roll`` ``ring``."""
    sleeve: float = 1.0
    """How much of the arm it covers."""
    loose: float = 1.0
    """Width of sleeves and body."""
    flare: float = 0.0
    belt: bool = False
    inner: str = ""
    """What is under an open front: ``shirt`` or ``tee``."""


GARMENTS = {
    "shirt": Garment(0.02, "buttons", "shirt", belt=True),
    "tee": Garment(0.08, "plain", "crew", sleeve=0.30),
    "sweater": Garment(0.12, "plain", "crew", loose=1.08),
    "turtleneck": Garment(0.10, "plain", "roll", loose=1.04),
    "hoodie": Garment(0.14, "plain", "hood", loose=1.14),
    "jacket": Garment(0.10, "open", "stand", loose=1.10, inner="tee"),
    "coat": Garment(1.22, "open", "lapel", loose=1.14, flare=0.16, inner="tee"),
    "labcoat": Garment(1.0, "open", "lapel", loose=1.10, flare=0.12, inner="shirt"),
    "raincoat": Garment(0.86, "buttons", "hood", loose=1.20, flare=0.20),
    "peacoat": Garment(0.34, "double", "lapel", loose=1.14, flare=0.06),
    "suit": Garment(0.26, "open", "lapel", loose=1.04, flare=0.02, inner="shirt"),
    "uniform": Garment(0.22, "double", "stand", loose=1.04, flare=0.04, belt=True),
    "vest": Garment(0.06, "buttons", "vee", inner="shirt"),
    "dress": Garment(1.34, "plain", "vee", sleeve=0.34, flare=0.34),
    "tunic": Garment(0.30, "plain", "vee", sleeve=0.36, loose=1.08, flare=0.04),
    "apron": Garment(0.02, "bib", "shirt", belt=False),
    "overalls": Garment(0.02, "bib", "crew", sleeve=0.32),
    "jumpsuit": Garment(0.05, "zip", "shirt", loose=1.08, belt=True),
    "robe": Garment(2.30, "wrap", "vee", loose=1.30, flare=0.22),
    "cloak": Garment(0.16, "plain", "crew", loose=1.05, belt=True),
    "armour": Garment(0.16, "plate", "ring", loose=1.10, flare=0.06),
    "spacesuit": Garment(0.08, "zip", "ring", loose=1.36),
}  # fmt: skip


def garment_of(design: Design) -> Garment:
    """The garment of a design's top; unknown words wear a shirt."""
    return GARMENTS.get(design.top, GARMENTS["shirt"])


def body_colour(design: Design) -> RGB:
    """The colour of the torso and sleeves: a bib and a waistcoat lie over a shirt."""
    return design.under_colour if design.top in ("apron", "overalls", "vest") else design.top_colour


def draw_front(
    pen: Pen, frame: Frame, torso: Array, design: Design, marks: TorsoMarks, behind: bool
) -> None:
    """Everything on a torso that stands already: opening, collar, buttons, belt.

    `frame` is the torso's own (y up the spine from the hips), `torso` its ring in pixels.
    """
    garment = garment_of(design)
    if pen.flat:
        return
    draw = _Front(pen, frame, torso, design, marks)
    if behind:
        draw.back(garment)
        return
    draw.lower(garment)
    draw.collar(garment)
    if garment.belt:
        draw.belt()
    draw.extras()


@dataclass(frozen=True, slots=True)
class TorsoMarks:
    """Places on the torso in its frame."""

    top: float
    """Height of the shoulder line."""
    middle: float
    """x of the front's middle at the chest: it moves as the body turns."""
    near: tuple[float, float]
    far: tuple[float, float]
    waist: float
    hem: float


class _Front:
    def __init__(self, pen: Pen, frame: Frame, torso: Array, design: Design, m: TorsoMarks) -> None:
        self.pen, self.frame, self.torso, self.design, self.m = pen, frame, torso, design, m
        self.line = pen.soft(body_colour(design), 0.55)

    def _fill(self, points: Array | list[tuple[float, float]], colour: RGB, depth: float = 0.0) -> Array:
        xy = self.pen.px(self.frame, points)
        self.pen.solid(xy, colour, "cloth", self.pen.size(self.frame, depth), within=self.torso if depth == 0 else None)
        return xy

    def _stroke(self, points: Array | list[tuple[float, float]], width: float = 0.75, colour: RGB | None = None) -> None:
        self.pen.stroke(self.frame, points, width, colour or self.line, within=self.torso)

    def _dots(self, x: float, ys: list[float], colour: RGB, size: float = 0.032) -> None:
        for y in ys:
            xy = self.pen.px(self.frame, oval(x, y, size, size))
            self.pen.outline(xy, 0.45)
            self.pen.canvas.role = "cloth"
            self.pen.canvas.fill(xy, colour)

    def back(self, garment: Garment) -> None:
        """From behind: a seam and a yoke."""
        m = self.m
        self._stroke(curve.opened([(m.near[0] * 0.8, m.top - 0.28), (0, m.top - 0.34), (m.far[0] * 0.8, m.top - 0.28)], 6))
        self._stroke([(0.0, m.top - 0.34), (0.0, m.hem)], 0.6)
        if garment.collar == "hood" and self.design.hat != "hood":
            ring = curve.closed([(-0.34, m.top + 0.16), (0, m.top + 0.22), (0.34, m.top + 0.16), (0.26, m.top - 0.20), (0, m.top - 0.36), (-0.26, m.top - 0.20)], 5)
            self.pen.part(self.frame, ring, self.design.top_colour, "cloth", depth=0.06)

    def lower(self, garment: Garment) -> None:
        """The opening from the neck down."""
        m, design, c = self.m, self.design, self.m.middle
        top = design.top_colour
        kind = garment.front
        if kind == "open":
            gap = 0.15 if design.top in ("suit",) else 0.21
            low = m.hem if design.top != "suit" else 0.46
            run = [(c - 0.17, m.top + 0.14), (c + 0.17, m.top + 0.14), (c + gap, m.top - 0.5), (c + gap * (0.8 if design.top != "suit" else 0.1), low - 0.4), (c - gap * (0.8 if design.top != "suit" else 0.1), low - 0.4), (c - gap, m.top - 0.5)]
            self._fill(run, design.under_colour)
            pen = self.pen
            if garment.hem > 0.5:
                # Below the belt the trousers show between the coat's skirts.
                below = [(c - gap, 0.06), (c + gap, 0.06), (c + gap, low - 0.6), (c - gap, low - 0.6)]
                self._fill(below, shade(design.bottom_colour))
            # Shade of the open front on the shirt.
            side = [(c - gap - 0.02, m.top - 0.1), (c - gap + 0.07, m.top - 0.1), (c - gap + 0.05, low - 0.4), (c - gap - 0.02, low - 0.4)]
            if pen.canvas.look == "colour":
                pen.canvas.role = "cloth"
                pen.canvas.fill(pen.px(self.frame, side), shade(design.under_colour), within=self.torso)
            if garment.inner == "shirt":
                self._stroke([(c, m.top), (c, low)], 0.6, pen.soft(design.under_colour, 0.6))
            self._stroke([(c - 0.16, m.top + 0.05), (c - gap, m.top - 0.5), (c - gap * (0.8 if design.top != "suit" else 0.1), low)], 1.0, pen.soft(scaled(top, 0.4), 0.5))
            self._stroke([(c + 0.16, m.top + 0.05), (c + gap, m.top - 0.5), (c + gap * (0.8 if design.top != "suit" else 0.1), low)], 1.0, pen.soft(scaled(top, 0.4), 0.5))
            if design.top == "suit":
                self._stroke([(c, 0.46), (c + 0.03, 0.1), (c + 0.12, m.hem)], 0.9, pen.ink)
                self._dots(c + 0.01, [0.40], scaled(top, 0.5))
            if design.neckwear == "tie" or design.neckwear == "bow":
                self.tie()
        elif kind in ("buttons", "zip", "double"):
            x = c
            ys = list(np.linspace(m.top - 0.22, max(m.hem, -0.6) + 0.25, 5))
            self._stroke([(x - 0.05, m.top - 0.02), (x - 0.06, m.hem)], 0.75)
            if kind == "double":
                gold: RGB = (226, 184, 74)
                button = gold if design.top == "uniform" else (mix(top, (250, 240, 220), 0.35) if luminance(top) < 0.5 else scaled(top, 0.5))
                for dx in (-0.15, 0.15):
                    self._dots(x + dx, ys[1:4], button, 0.04)
            elif kind == "buttons":
                button = mix(top, (255, 252, 240), 0.5) if luminance(top) < 0.55 else scaled(top, 0.6)
                self._dots(x, [float(y) for y in ys], button, 0.036 if design.top == "raincoat" else 0.026)
            if design.top == "vest":
                vee = [(c - 0.16, m.top + 0.1), (c + 0.16, m.top + 0.1), (c, m.top - 0.55)]
                body = self.pen.px(self.frame, [(m.near[0] + 0.06, m.top + 0.2), (m.far[0] - 0.06, m.top + 0.2), (m.far[0] - 0.02, m.hem - 0.2), (m.near[0] + 0.02, m.hem - 0.2)])
                self.pen.solid(body, top, "cloth", within=self.torso)
                self._fill(vee, design.under_colour)
                self._stroke([vee[0], vee[2], vee[1]], 0.9, self.pen.ink)
                self._dots(c, [float(y) for y in ys[2:]], scaled(top, 0.6), 0.026)
        elif kind == "bib":
            w = 0.30
            bib = [(c - w, m.top - 0.42), (c + w, m.top - 0.42), (c + w * 1.25, 0.34), (c + 0.6, 0.3), (c + 0.6, m.hem - 0.3), (c - 0.6, m.hem - 0.3), (c - 0.6, 0.3), (c - w * 1.25, 0.34)]
            xy = self._fill(bib, top)
            self.pen.canvas.line(xy, self.pen.base * 0.8, self.pen.ink, closed=True, wobble=False, within=self.torso)
            for s in (-1, 1):
                strap = [(c + s * w * 0.95, m.top - 0.40), (c + s * (w * 0.72), m.top + 0.12)]
                self.pen.stroke(self.frame, strap, 3.4, self.pen.canvas.colour(scaled(top, 0.9)) if self.pen.canvas.look == "colour" else self.pen.ink, taper=False, within=self.torso)
            self._stroke([(c - 0.14, 0.78), (c - 0.14, 0.58), (c + 0.14, 0.58), (c + 0.14, 0.78), (c - 0.14, 0.78)], 0.6)
        elif kind == "wrap":
            self._stroke(curve.opened([(c + 0.20, m.top), (c + 0.05, m.top - 0.5), (c - 0.18, 0.45), (c - 0.2, m.hem)], 6), 0.9)
            sash = [(-1.0, 0.42), (1.0, 0.36), (1.0, 0.60), (-1.0, 0.64)]
            self._fill(sash, scaled(design.neck_colour, 0.85))
            self._stroke([(-1.0, 0.42), (1.0, 0.36)], 0.8)
            self._stroke([(-1.0, 0.64), (1.0, 0.60)], 0.8)
        elif kind == "plate":
            self._stroke(curve.opened([(c, m.top), (c + 0.05, m.top - 0.5), (c, 0.5)], 6), 0.9)
            self._stroke(curve.opened([(-0.6, 0.48), (c, 0.40), (0.6, 0.48)], 6), 0.9)
            self._stroke(curve.opened([(-0.6, 0.26), (c, 0.18), (0.6, 0.26)], 6), 0.8)
            shine = [(c - 0.28, m.top - 0.2), (c - 0.18, m.top - 0.2), (c - 0.24, 0.7), (c - 0.33, 0.8)]
            self._fill(shine, mix(top, (255, 255, 255), 0.6))

    def tie(self) -> None:
        """A tie or a bow."""
        m, c, colour = self.m, self.m.middle, self.design.neck_colour
        y = m.top - 0.03
        if self.design.neckwear == "bow":
            ring = np.array([(c - 0.15, y + 0.07), (c, y + 0.02), (c + 0.15, y + 0.07), (c + 0.15, y - 0.07), (c, y - 0.02), (c - 0.15, y - 0.07)])
        else:
            ring = np.array([(c - 0.05, y + 0.03), (c + 0.05, y + 0.03), (c + 0.035, y - 0.09), (c + 0.085, y - 0.72), (c, y - 0.84), (c - 0.085, y - 0.72), (c - 0.035, y - 0.09)])
        self.pen.part(self.frame, ring, colour, "cloth", weight=0.7)

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
            tone = design.under_colour if garment.inner == "shirt" else mix(top, (255, 255, 255), 0.12)
            for s in (-1, 1):
                tri = [(c + s * 0.03, t + 0.06), (c + s * 0.21, t + 0.17), (c + s * 0.25, t + 0.02), (c + s * 0.12, t - 0.13)]
                pen.part(self.frame, tri, tone, "cloth", weight=0.7)
        if kind == "lapel":
            long = 0.66 if design.top != "peacoat" else 0.42
            for s in (-1, 1):
                tri = [(c + s * 0.14, t + 0.20), (c + s * 0.30, t + 0.12), (c + s * 0.38, t - 0.22), (c + s * 0.27, t - 0.27), (c + s * 0.30, t - 0.34), (c + s * (0.16 if design.top != "peacoat" else 0.06), t - long), (c + s * 0.15, t - 0.2)]
                pen.part(self.frame, tri, mix(top, (255, 255, 255), 0.07), "cloth", depth=0.03, weight=0.75)
        elif kind == "stand":
            for s in (-1, 1):
                ring = [(c + s * 0.11, t + 0.16), (c + s * 0.20, t + 0.23), (c + s * 0.31, t + 0.14), (c + s * 0.34, t - 0.06), (c + s * 0.235, t - 0.19), (c + s * 0.17, t - 0.06)]
                pen.part(self.frame, ring, mix(top, (255, 255, 255), 0.06), "cloth", depth=0.02, weight=0.75)
        elif kind == "hood":
            ring = curve.closed([(c - 0.40, t + 0.02), (c - 0.34, t + 0.22), (c - 0.16, t + 0.24), (c, t + 0.05), (c + 0.16, t + 0.24), (c + 0.33, t + 0.22), (c + 0.38, t + 0.02), (c + 0.20, t - 0.14), (c, t - 0.19), (c - 0.20, t - 0.14)], 5)
            pen.part(self.frame, ring, mix(top, (255, 255, 255), 0.07), "cloth", depth=0.04, weight=0.8)
            if design.top == "hoodie":
                for s in (-1, 1):
                    pen.stroke(self.frame, [(c + s * 0.08, t - 0.14), (c + s * 0.10, t - 0.48)], 1.0, mix(top, (255, 255, 255), 0.75))
        elif kind == "crew":
            band = np.concatenate([curve.opened([(c - 0.24, t + 0.13), (c, t - 0.05), (c + 0.24, t + 0.13)], 6), curve.opened([(c + 0.18, t + 0.17), (c, t + 0.03), (c - 0.18, t + 0.17)], 6)])
            pen.part(self.frame, band, mix(top, (255, 255, 255), 0.10), "cloth", weight=0.7)
        elif kind == "vee":
            skin = self._fill([(c - 0.19, t + 0.16), (c + 0.19, t + 0.16), (c, t - 0.26)], design.skin if design.top != "vest" else design.under_colour)
            del skin
            self._stroke([(c - 0.21, t + 0.16), (c, t - 0.28), (c + 0.21, t + 0.16)], 1.0, pen.soft(scaled(top, 0.4), 0.5))
        elif kind == "roll":
            ring = curve.closed([(c - 0.20, t + 0.02), (c - 0.19, t + 0.26), (c, t + 0.22), (c + 0.19, t + 0.26), (c + 0.20, t + 0.02), (c, t - 0.07)], 5)
            pen.part(self.frame, ring, mix(top, (255, 255, 255), 0.06), "cloth", depth=0.04, weight=0.8)
            pen.stroke(self.frame, curve.opened([(c - 0.17, t + 0.13), (c, t + 0.08), (c + 0.17, t + 0.13)], 5), 0.6, self.line)
        elif kind == "ring":
            ring = curve.closed([(c - 0.36, t + 0.10), (c, t - 0.02), (c + 0.36, t + 0.10), (c + 0.34, t + 0.22), (c, t + 0.12), (c - 0.34, t + 0.22)], 5)
            pen.part(self.frame, ring, scaled(top, 0.85), "cloth", depth=0.03, weight=0.8)
        if design.neckwear == "scarf":
            ring = curve.closed([(c - 0.34, t + 0.06), (c - 0.27, t + 0.25), (c, t + 0.17), (c + 0.27, t + 0.25), (c + 0.34, t + 0.06), (c + 0.12, t - 0.10), (c - 0.16, t - 0.09)], 5)
            tail = curve.closed([(c + 0.10, t + 0.0), (c + 0.26, t - 0.02), (c + 0.32, t - 0.66), (c + 0.14, t - 0.68)], 3)
            pen.part(self.frame, tail, scaled(design.neck_colour, 0.9), "cloth", depth=0.04, weight=0.8)
            pen.part(self.frame, ring, design.neck_colour, "cloth", depth=0.05, weight=0.9)
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
        buckle = [(c - 0.06, y - 0.055), (c + 0.06, y - 0.055), (c + 0.06, y + 0.065), (c - 0.06, y + 0.065)]
        self.pen.part(self.frame, buckle, (222, 190, 96), "cloth", weight=0.5)

    def extras(self) -> None:
        """Pockets, folds, badges."""
        m, c, kind = self.m, self.m.middle, self.design.top
        top = self.design.top_colour
        if kind in ("raincoat", "coat", "labcoat", "peacoat"):
            for x0, x1 in ((m.near[0] * 0.82, m.near[0] * 0.35), (m.far[0] * 0.50, m.far[0] * 0.86)):
                self._stroke([(x0, 0.14), (x1, 0.10), (x1, 0.0), (x0, 0.04), (x0, 0.14)], 0.75)
        if kind == "hoodie":
            self._stroke(curve.opened([(c - 0.34, 0.08), (c - 0.26, 0.42), (c + 0.26, 0.42), (c + 0.34, 0.08)], 3), 0.75)
        if kind in ("sweater", "turtleneck", "hoodie", "jacket"):
            self._stroke([(-1, m.hem + 0.13), (1, m.hem + 0.13)], 0.65)
        if kind == "uniform":
            for s, root in ((-1, m.near), (1, m.far)):
                pad = [(root[0] * 0.62, m.top + 0.09), (root[0] + s * 0.05, root[1] + 0.04), (root[0] + s * 0.02, root[1] - 0.05), (root[0] * 0.62, m.top - 0.02)]
                self.pen.part(self.frame, pad, (226, 186, 80), "cloth", weight=0.6)
        if kind == "spacesuit":
            box = [(c - 0.24, 0.98), (c + 0.24, 0.98), (c + 0.24, 0.62), (c - 0.24, 0.62)]
            self.pen.part(self.frame, box, (196, 202, 210), "cloth", depth=0.03, weight=0.8)
            for i, tone in enumerate(((220, 70, 60), (80, 160, 220), (240, 196, 70))):
                self._dots(c - 0.13 + 0.13 * i, [0.82], tone, 0.035)
        if kind == "cloak":
            for s in (-1, 1):
                run = curve.closed([(c + s * 0.10, m.top + 0.10), (c + s * 0.40, m.top + 0.16), (s * 0.78, m.top - 0.25), (s * 0.86, 0.0), (s * 0.55, -0.1), (c + s * 0.34, 0.5)], 5)
                self.pen.part(self.frame, run, mix(top, (60, 40, 60), 0.25), "cloth", depth=0.08)
            self._dots(c, [m.top + 0.02], (226, 186, 80), 0.055)
        # Two folds at the waist on the side away from the light.
        if kind not in ("armour", "spacesuit"):
            for y, dx in ((0.62, 0.0), (0.50, 0.05)):
                x = m.far[0] * 0.82
                self._stroke(curve.opened([(x + 0.05, y + 0.03), (x - 0.1 - dx, y - 0.02), (x - 0.22, y + 0.02)], 4), 0.6)
