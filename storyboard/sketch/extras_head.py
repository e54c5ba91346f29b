"""The heads of the people outside the cast: a simple face, hair, a hat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .extras_pen import ExtraPen
from .raster import oval
from .sets_colour import WHITE, mix, scale
from .sets_wall import PAPER

if TYPE_CHECKING:
    from .sets_kit import P2

_FACE = 4.0
"""Pixels of half a head from which a face is drawn."""


class ExtraHead(ExtraPen):
    """One who has a head; `head` and `hair_behind` draw it."""

    def hair_behind(self) -> None:
        end = {"long": 0.77, "bob": 0.835, "bun": 0.9}[self.looks.style]
        tone = scale(self.looks.hair, 0.82)
        if self.looks.style == "bun":
            self.blob(-0.05, 0.985, 0.034, 0.032, tone, 0.8)
            return
        self.ring([(-0.07, 0.95), (0.0, 0.995), (0.056, 0.95), (0.058, end + 0.03), (0.03, end),
            (-0.06, end - 0.006), (-0.082, end + 0.04)], tone)  # fmt: skip

    def head(self) -> None:
        looks = self.looks
        jaw = 0.05 if looks.woman else 0.054
        face: list[P2] = [(0.0, 0.985), (-0.046, 0.962), (-0.06, 0.915), (-0.052, 0.868),
            (-0.022, 0.838), (0.014, 0.826), (jaw - 0.012, 0.84), (jaw + 0.006, 0.876),
            (0.06, 0.915), (0.05, 0.96)]  # fmt: skip
        tone = looks.skin
        if self.back:
            self.ring(face, scale(looks.skin, 0.9))
            nape = 0.85 if looks.style in ("bob", "long", "curly") else 0.872
            hair = [(1.1 * u, max(v + 0.01, nape - 0.1 * abs(u))) for u, v in face]
            tone = looks.under if looks.style in ("scarf", "beanie") else looks.hair
            self.crown = self.ring(hair, tone, shaded=0.02)
            if looks.style == "long":
                self.ring([(-0.064, 0.94), (0.06, 0.94), (0.066, 0.8), (0.0, 0.77),
                    (-0.07, 0.8)], looks.hair)  # fmt: skip
            self._hat()
            return
        self.ring([(-0.058, 0.925), (-0.07, 0.92), (-0.066, 0.885), (-0.054, 0.885)],
            scale(tone, 0.9), line=0.7)  # fmt: skip
        self.crown = self.ring(face, tone, shaded=0.018)
        if 0.06 * self.one > _FACE:
            self._features()
        self._hair()
        self._hat()

    def _features(self) -> None:
        looks, near = self.looks, 0.06 * self.one > 3.4 * _FACE
        ink = mix(scale(looks.skin, 0.36), (40, 34, 44), 0.5)
        if looks.beard:
            beard = self.px([(-0.056, 0.895), (-0.03, 0.872), (0.0, 0.88), (0.03, 0.88),
                (0.056, 0.872), (0.06, 0.9), (0.07, 0.84), (0.02, 0.815),
                (-0.05, 0.84)])  # fmt: skip
            self.fill(beard, looks.hair, line=0.0, within=self.crown)
        for u in (-0.008, 0.036):
            if near:
                self.blob(u, 0.91, 0.0105, 0.0095, mix((240, 236, 230), looks.skin, 0.18))
                self.blob(u + 0.002, 0.91, 0.0068, 0.0085, ink)
                self.mark([(u - 0.012, 0.914), (u, 0.921), (u + 0.012, 0.915)], ink, 1.1)
            else:
                self.blob(u, 0.911, 0.0065, 0.0095, ink)
            brow = mix(scale(looks.hair, 0.75), ink, 0.4)
            self.mark([(u - 0.013, 0.94), (u, 0.946), (u + 0.012, 0.941)], brow, 0.9)
        if near:
            self.mark([(0.02, 0.905), (0.03, 0.886), (0.018, 0.884)], scale(looks.skin, 0.66), 0.8)
        else:
            self.mark([(0.022, 0.9), (0.026, 0.886)], scale(looks.skin, 0.66), 0.8)
        v = 0.86
        self.mark([(-0.002, v + looks.mouth), (0.016, v), (0.034, v + looks.mouth)], ink, 0.9)
        if looks.glasses:
            for u in (-0.008, 0.037):
                ((cx, cy),) = self.px([(u, 0.911)]).tolist()
                canvas, r = self.kit.canvas, 0.02 * self.one
                role, canvas.role = canvas.role, "set"
                canvas.line(oval(cx, cy, r, r, n=16), max(self.line * 0.8, 0.8),
                    self.kit.lit(ink, self.z), closed=True, wobble=False)  # fmt: skip
                canvas.role = role

    def _hair(self) -> None:
        looks, style = self.looks, self.looks.style
        tone = looks.hair
        if style in ("bald", "toque"):
            self.ring([(-0.062, 0.93), (-0.05, 0.95), (-0.044, 0.915), (-0.058, 0.89)], tone,
                line=0.6)  # fmt: skip
            return
        if style == "scarf":
            self.ring([(-0.07, 0.94), (0.0, 1.0), (0.056, 0.962), (0.046, 0.95), (0.0, 0.966),
                (-0.04, 0.92), (-0.034, 0.85), (0.02, 0.816), (0.03, 0.79), (-0.06, 0.79),
                (-0.076, 0.86)], looks.under)  # fmt: skip
            return
        if style == "curly":
            a = np.linspace(0.1, np.pi + 0.5, 8)
            top = [(0.066 * float(np.cos(t)) * (1 + 0.12 * (i % 2)) - 0.004,
                0.935 + 0.066 * float(np.sin(t)) * (1 + 0.14 * (i % 2)))
                for i, t in enumerate(a)]  # fmt: skip
            self.ring([*top, (-0.04, 0.9), (-0.036, 0.935), (0.0, 0.955), (0.045, 0.945)], tone)
            return
        side = 0.9 if style in ("short", "parted", "cap", "beanie", "beret") else 0.86
        line = ((0.058, 0.938), (0.046, 0.966))
        if style == "parted":
            line = ((0.06, 0.95), (0.03, 0.97))
        fringe = 0.945 if style == "bob" else 0.96
        self.ring([(0.06, 0.92), (0.066, 0.955), (0.036, 0.994), (-0.014, 1.0), (-0.056, 0.974),
            (-0.072, 0.93), (-0.066, side), (-0.05, side + 0.006), (-0.044, 0.93),
            (-0.02, fringe), (0.02, fringe + 0.004), *reversed(line)],
            tone, shaded=0.014)  # fmt: skip

    def _hat(self) -> None:
        style, looks = self.looks.style, self.looks
        if style == "beanie" and self.back:
            return
        if style == "cap" or (style == "beret" and self.back):
            tone = looks.top if looks.garment == "uniform" else looks.under
            self.ring([(-0.066, 0.95), (-0.062, 0.99), (-0.03, 1.02), (0.03, 1.02), (0.064, 0.985),
                (0.064, 0.956), (0.0, 0.962)], tone)  # fmt: skip
            if not self.back:
                self.ring([(0.01, 0.958), (0.06, 0.95), (0.1, 0.948), (0.098, 0.958),
                    (0.06, 0.97)], scale(tone, 0.66), line=0.7)  # fmt: skip
        elif style == "beret":
            self.ring([(-0.07, 0.965), (-0.09, 0.985), (-0.04, 1.02), (0.04, 1.015), (0.066, 0.975),
                (0.056, 0.955), (-0.02, 0.968)], (120, 64, 62))  # fmt: skip
        elif style == "beanie":
            self.ring([(-0.068, 0.94), (-0.066, 0.985), (-0.02, 1.025), (0.03, 1.02), (0.064, 0.98),
                (0.064, 0.95), (0.0, 0.956)], looks.under)  # fmt: skip
            self.mark([(-0.066, 0.965), (0.0, 0.978), (0.064, 0.97)], scale(looks.under, 0.7), 0.7)
        elif style == "toque":
            self.ring([(-0.06, 0.955), (-0.08, 1.05), (0.0, 1.09), (0.08, 1.05), (0.06, 0.955)],
                mix(PAPER, WHITE, 0.5))  # fmt: skip
