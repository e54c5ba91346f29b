"""One of the people outside the cast: drawn as the cast is, with fewer lines and quieter colours.

Lengths are shares of the figure's height, `u` towards the side it faces and `v` up from the ground.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from . import curve
from .extras_head import ExtraHead
from .extras_looks import looks_of
from .extras_pen import SEAT, tube
from .sets_colour import mix, scale
from .sets_seats import chair
from .sets_wall import PAPER

if TYPE_CHECKING:
    from .model import RGB
    from .sets_kit import P2, Kit

_SHOE: RGB = (72, 62, 62)
_KEYLINE: RGB = (186, 186, 186)
"""Round people outside the cast in an inked night; the cast's own is white."""


class Extra(ExtraHead):
    """One figure, standing, walking or seated."""

    def draw(self) -> None:
        """The whole figure, from its feet up."""
        looks = self.looks
        if looks.style in ("long", "bob", "bun") and not self.back:
            self.hair_behind()
        if self.sits:
            self._body()
            self._lap()
        else:
            if looks.arms != "crossed":
                self._arm(-1)
            self._legs()
            self._body()
        self._arm(-1) if looks.arms == "crossed" or self.sits else None
        self._arm(1)
        self.head()

    def _legs(self) -> None:
        looks, step = self.looks, self.stride
        bare = looks.garment == "dress"
        tone = looks.skin if bare else looks.legs
        thick = (0.05, 0.036, 0.024) if bare else (0.074, 0.058, 0.047)
        for far in (True, False):
            side = -1 if far else 1
            foot = side * (0.052 + step) if step else side * 0.062
            lift = 0.022 if far and step > 0.04 else 0.0
            knee = (0.5 * foot + (0.018 if step else side * 0.004), 0.27)
            hip = (side * 0.036, 0.49)
            shoe = [(foot - 0.03, lift), (foot + 0.062, 0.0), (foot + 0.066, 0.014),
                    (foot + 0.02, 0.04), (foot - 0.026, 0.042 + lift)]  # fmt: skip
            self.ring(shoe, _SHOE, line=0.8)
            self.limb([hip, knee, (foot - 0.004, 0.036 + lift)], thick,
                scale(tone, 0.88) if far else tone)  # fmt: skip

    def _lap(self) -> None:
        """Thighs towards the viewer, shins and shoes."""
        kit, looks = self.kit, self.looks
        tone = looks.legs if looks.garment != "dress" else looks.top
        for s in (-1, 1):
            spots = [(0.07, SEAT + 0.1, 0.0), (0.1, SEAT + 0.045, -0.36), (0.094, 0.28, -0.37),
                     (0.09, 0.07, -0.33)]  # fmt: skip
            at = [kit.camera.point(self.x + s * u, y, self.z + dz) for u, y, dz in spots]
            unit = kit.px(self.z - 0.36)
            sole = np.array(at[3]) + np.array([
                (-0.05, -0.02), (0.05, -0.02), (0.062, 0.05), (0.04, 0.075), (-0.04, 0.075),
                (-0.062, 0.05)]) * unit  # fmt: skip
            self.fill(curve.closed(sole, 3), _SHOE, line=0.8)
            thigh = curve.opened(at[:2], 3)
            self.fill(tube(thigh, np.linspace(0.15, 0.145, len(thigh)) * unit), tone)
            shin = curve.opened(at[1:], 4)
            calf = np.interp(np.linspace(0, 1, len(shin)), (0.0, 0.5, 1.0), (0.14, 0.118, 0.084))
            leg = looks.skin if looks.garment == "dress" else scale(tone, 0.9)
            self.fill(tube(shin, calf * unit), leg, shaded=0.03 * unit)

    def _body(self) -> None:
        looks = self.looks
        w = looks.wide * (0.9 if looks.woman else 1.0)
        sh, waist = 0.112 * w, (0.072 if looks.woman else 0.088) * w
        hem = {"coat": 0.24, "white": 0.3, "dress": 0.27}.get(looks.garment, 0.47)
        low = {"coat": 0.105, "white": 0.1, "dress": 0.13}.get(looks.garment, 0.088) * w
        if self.sits:
            hem, low = 0.5, 0.095 * w
        self.ring([(-0.03, 0.79), (0.03, 0.79), (0.03, 0.87), (-0.028, 0.87)],
            scale(looks.skin, 0.86), line=0.7)  # fmt: skip
        half: list[P2] = [(0.034, 0.822), (0.66 * sh, 0.804), (sh, 0.762), (0.94 * sh, 0.7),
            (waist, 0.6), (0.094 * w, 0.5), (low, hem)]  # fmt: skip
        if hem > 0.48:
            half = [*half[:-2], (0.094 * w, hem)]
        body = [*half, (0.0, hem - 0.006), *((-u, v) for u, v in reversed(half))]
        xy = self.ring(body, looks.top, shaded=0.035)
        if not self.fine or self.back:
            return
        dark = scale(looks.top, 0.6)
        mid = 0.012
        if looks.garment in ("jacket", "coat", "white"):
            inner = self.px([(-0.028, 0.83), (0.04, 0.83), (mid + 0.03, 0.7), (mid + 0.016, 0.56),
                (mid, max(hem, 0.5)), (mid - 0.02, 0.7)])  # fmt: skip
            self.fill(inner, looks.under, line=0.6, within=xy)
            self.mark([(mid, max(hem, 0.5)), (mid + 0.004, hem)], dark, 0.6)
        elif looks.garment == "uniform":
            self.mark([(mid, 0.82), (mid + 0.006, 0.66), (mid, 0.48)], dark, 0.6)
            self.fill(self.px([(-0.09, 0.56), (0.09, 0.56), (0.09, 0.585), (-0.09, 0.585)]),
                scale(looks.top, 0.55), line=0.0, within=xy)  # fmt: skip
        elif looks.garment == "apron":
            self.fill(self.px([(-0.05, 0.74), (0.062, 0.74), (0.09, 0.6), (0.09, 0.36),
                (-0.07, 0.36), (-0.078, 0.6)]), PAPER, line=0.7)  # fmt: skip
        elif looks.garment == "jumper":
            self.mark([(-0.04, 0.826), (0.004, 0.806), (0.044, 0.826)], dark, 0.7)
            if not self.sits:
                self.mark([(-0.086 * w, 0.495), (0.086 * w, 0.495)], dark, 0.6)
        else:
            self.mark([(-0.036, 0.826), (0.008, 0.786), (0.042, 0.826)], dark, 0.7)
            self.mark([(-waist, 0.6), (waist, 0.598)], dark, 0.6)

    def _arm(self, side: int) -> None:
        """An arm: `side` 1 for the one towards where the figure faces."""
        looks = self.looks
        sh = 0.1 * looks.wide * (0.9 if looks.woman else 1.0)
        tone = looks.top if side == 1 else scale(looks.top, 0.9)
        a = (side * 0.86 * sh, 0.768)
        bare = looks.garment == "dress"
        swing = -0.35 * self.stride * side
        elbow, hand = (side * (sh + 0.024) + 0.4 * swing, 0.635), (side * (sh + 0.022) + swing, 0.5)
        arms = looks.arms
        if self.sits:
            elbow, hand = (side * (sh + 0.03), 0.645), (side * 0.05 + 0.01, 0.56)
        elif arms == "tray" and side == 1:
            elbow, hand = (sh + 0.05, 0.66), (sh + 0.11, 0.74)
        elif arms == "crossed":
            elbow, hand = (side * (sh + 0.022), 0.655), (-side * 0.055, 0.68 + 0.014 * side)
        elif arms == "pocket":
            elbow, hand = (side * (sh + 0.05), 0.64), (side * (sh - 0.016), 0.515)
        widths = (0.05, 0.05, 0.038)
        if arms != "pocket" or self.sits:
            self.blob(*hand, 0.022, 0.024, looks.skin, 0.7)
        if bare:
            self.limb([a, elbow, hand], (0.044, 0.036, 0.028), looks.skin)
            self.limb([a, (0.6 * a[0] + 0.4 * elbow[0], 0.73)], (0.06, 0.06), tone)
        else:
            self.limb([a, elbow, hand], widths, tone)
        if arms == "tray" and side == 1:
            self.blob(hand[0] + 0.03, hand[1] + 0.035, 0.1, 0.016, (168, 168, 172), 0.8)
            glass = [(0.02, 0.04), (0.05, 0.04), (0.056, 0.1), (0.014, 0.1)]
            self.fill(self.px([(hand[0] + u, hand[1] + v) for u, v in glass]), PAPER, line=0.7)
        if arms == "bag" and side == -1 and not self.sits:
            u, v = hand
            tone = scale(looks.under, 0.72)
            self.mark([(u - 0.025, v - 0.07), (u, v), (u + 0.03, v - 0.07)], scale(tone, 0.6))
            self.ring([(u - 0.055, v - 0.16), (u + 0.06, v - 0.16), (u + 0.052, v - 0.07),
                (u - 0.046, v - 0.07)], tone, line=0.8)  # fmt: skip


def person(
    kit: Kit, x: float, z: float, parts: Sequence[str], way: int = 1, size: float = 1.0,
    sits: bool = False,
) -> None:  # fmt: skip
    """Draw one, standing, walking or seated at (`x`, `z`); `parts` are the words of what they are.

    `size` is their height against a grown-up's.
    """
    if kit.depth(x, z) < 0.9:
        return
    rng = kit.own("person")
    looks = looks_of(rng, parts, size)
    # Kept a little together in value, so that the cast stands out before them.
    tone: RGB = (196, 186, 176) if kit.indoors else kit.mood.haze

    def quiet(c: RGB) -> RGB:
        return mix(c, tone, 0.07)

    looks = replace(
        looks, skin=quiet(looks.skin), hair=quiet(looks.hair), top=quiet(looks.top),
        under=quiet(looks.under), legs=quiet(looks.legs),
    )  # fmt: skip
    kit.shadow(x, z, 0.3, 0.14, 0.25)
    if sits:
        chair(kit, x, z + 0.06, mix((150, 108, 78), tone, 0.2))
    extra = Extra(kit, x, z, looks, way, sits)
    walks, turned = rng.random(), rng.random()
    if not kit.indoors and not sits and walks < 0.5:
        extra.stride = 0.05 + 0.06 * walks
    # From near, a head from behind is a riddle.
    extra.back = turned < 0.2 and extra.one < 260 and not sits and looks.arms != "tray"
    mark = kit.canvas.mark()
    extra.draw()
    if extra.halo:
        kit.canvas.beneath(mark, extra.halo, _KEYLINE)
