"""Skirts and the tails of coats: cloth that hangs from the waist over both legs."""

from __future__ import annotations

from math import cos, radians, sin

import numpy as np

from . import curve
from .curve import Array
from .limbs import Limbs
from .model import RGB


class Skirted(Limbs):
    """The part of a body that hangs below its waist."""

    def _hung(self, length: float) -> float:
        """How far along the legs a hem of `length` hangs: it rides up when the legs part."""
        length = min(length, self.j.build.leg * 1.85)
        feet = [self._along(leg, length)[0] for leg in (self.j.near_leg, self.j.far_leg)]
        if length < 2.0:
            length *= 1 - 0.45 * min(max(abs(feet[0] - feet[1]) - 0.9, 0.0) / 1.2, 1.0)
        return length

    def _skirt_ring(self, length: float, flare: float, notch: bool) -> Array:
        """The outline from the waist, `length` heads along the legs; `notch` parts the fronts."""
        m = self.marks
        length = self._hung(length)
        wide = m.waist + 0.02
        belly = {"broad": 0.03, "fat": 0.15}.get(self.design.build, 0.0)
        tl, tr = self._global((-wide, 0.55)), self._global((wide + belly, 0.55))
        hl, hr = (
            self._global((-self._hip() - 0.05, 0.05)),
            self._global((self._hip() + 0.05 + 0.7 * belly, 0.05)),
        )
        a, b = self._along(self.j.near_leg, length), self._along(self.j.far_leg, length)
        if a[0] > b[0]:
            a, b = b, a
        half = 0.23 * self.j.build.girth + flare
        low = min(a[1], b[1])
        la = (a[0] - half, (a[1] + low) / 2)
        rb = (b[0] + half, (b[1] + low) / 2)
        ma, mb = (
            self._along(self.j.near_leg, length * 0.5),
            self._along(self.j.far_leg, length * 0.5),
        )
        if ma[0] > mb[0]:
            ma, mb = mb, ma
        left_mid, right_mid = (ma[0] - half * 0.9 - 0.05, ma[1]), (mb[0] + half * 0.9 + 0.05, mb[1])
        left = curve.opened([tl, hl, left_mid, la], 5)
        right = curve.opened([rb, right_mid, hr, tr], 5)
        if self.j.stance.roll:
            # Lying: the hem runs from leg to leg across the body's own axis.
            turn = radians(self.j.stance.roll)
            ax, ay = cos(turn) * half, sin(turn) * half
            a, b = self._along(self.j.near_leg, length), self._along(self.j.far_leg, length)
            sides = [tl, hl, (a[0] - ax * 0.5, a[1] - ay * 0.5)]
            others = [(b[0] + ax * 0.6, b[1] + ay * 0.6), hr, tr]
            return np.concatenate([curve.opened(sides, 5), curve.opened(others, 5)])
        if self.j.stance.seated and length > 0.6:
            # Over the lap and down before the knees.
            lap = [(b[0] + 0.20, b[1] - 0.36), (b[0] + 0.24, b[1] + 0.06),
                (mb[0] + 0.10, mb[1] + 0.28), tr]  # fmt: skip
            under = [tl, hl, (ma[0] - 0.05, ma[1] - 0.27), (a[0] - 0.16, a[1] - 0.34)]
            return np.concatenate([curve.opened(under, 5), curve.opened(lap, 5)])
        if notch:
            # The fronts of an open coat part from the waist down.
            top = self._global((self.marks.middle * 0.9, -0.02))
            wide = rb[0] - la[0]
            mid = la[0] + wide * 0.5 + 0.3 * self.marks.middle
            gap = 0.10 * wide + 0.03
            foot = [
                (la[0] + 0.3 * wide, low - 0.015), (mid - gap, low),
                (top[0] - 0.035, top[1]), (top[0] + 0.035, top[1]), (mid + gap, low),
                (rb[0] - 0.3 * wide, low - 0.015),
            ]  # fmt: skip
            return np.concatenate([left, np.array(foot), right])
        n = 5
        t = np.linspace(0, 1, n)[1:-1]
        wave = [
            (la[0] + (rb[0] - la[0]) * k, la[1] + (rb[1] - la[1]) * k - 0.07 - 0.02 * (i % 2))
            for i, k in enumerate(t)
        ]
        return np.concatenate([left, curve.opened([la, *wave, rb], 4)[1:-1], right])

    def _skirt(self, length: float, flare: float, colour: RGB, notch: bool) -> None:
        pen = self.pen
        ring = self._skirt_ring(length, flare, notch)
        xy = pen.px(self.frame, ring)
        pen.outline(xy)
        pen.solid(xy, colour, "cloth", pen.size(self.frame, 0.13))
        line = pen.soft(colour, 0.55)
        top = self._global((self.marks.middle * 0.7, 0.1))
        low = ring[:, 1].min()
        for k in (0.3, 0.55, 0.75) if not notch else (0.2, 0.85):
            x = ring[:, 0].min() + (ring[:, 0].max() - ring[:, 0].min()) * k
            start = ((top[0] * 0.6 + x * 0.4), top[1] - 0.25)
            pen.stroke(
                self.frame,
                curve.opened(
                    [start, ((start[0] + x) / 2 + 0.02, (start[1] + low) / 2), (x, low + 0.06)], 5
                ),
                0.65,
                line,
                within=xy,
            )

    def _skirt_lines(self, skirt: Array, colour: RGB) -> None:
        pen, m = self.pen, self.marks
        line = pen.soft(colour, 0.55)
        ring = self._skirt_ring(self.garment.hem + 0.1, self.garment.flare, False)
        low = float(ring[:, 1].min())
        x0, x1 = float(ring[:, 0].min()), float(ring[:, 0].max())
        top = self._global((m.middle * 0.7, 0.0))
        if self.garment.front in ("buttons", "double", "wrap"):
            foot = (x0 + (x1 - x0) * 0.52, low)
            pen.stroke(self.frame, [top, foot], 0.8, line, within=skirt)
        coat = self.garment.front == "open"
        for k in (0.13, 0.87) if coat else (0.16, 0.34, 0.72, 0.86):
            x = x0 + (x1 - x0) * k
            start = (top[0] + (x - top[0]) * 0.55, top[1] - 0.1 - 0.2 * (k > 0.3))
            pen.stroke(
                self.frame,
                curve.opened(
                    [start, (start[0] + (x - start[0]) * 0.6, (start[1] + low) / 2), (x, low)], 5
                ),
                0.65,
                line,
                within=skirt,
            )
