"""Things that are held. A prop's frame has its origin where the hand grips, y up, one head high."""

from __future__ import annotations

import numpy as np

from . import curve
from .canvas import oval
from .curve import Frame
from .look import Light, mix, scaled
from .model import RGB
from .pen import Pen
from .prop_table import Prop


def draw_prop(pen: Pen, frame: Frame, prop: Prop, light: Light) -> None:
    """Draw what is held; behind the fingers, before the sleeve."""
    shapes = _Shapes(pen, frame, prop.colour, light)
    getattr(shapes, prop.kind, shapes.generic)()


class _Shapes:
    def __init__(self, pen: Pen, frame: Frame, colour: RGB, light: Light) -> None:
        self.pen, self.frame, self.colour, self.light = pen, frame, colour, light

    def _part(
        self, points: object, colour: RGB | None = None, depth: float = 0.03, weight: float = 0.9
    ) -> None:
        self.pen.part(
            self.frame,
            np.asarray(points),
            colour or self.colour,
            "cloth",
            depth=depth,
            weight=weight,
        )

    def _line(
        self, points: object, width: float = 0.8, colour: RGB | None = None, taper: bool = False
    ) -> None:
        self.pen.stroke(self.frame, np.asarray(points), width, colour, taper=taper)

    def _glow(self, x: float, y: float, radius: float, strength: float = 0.8) -> None:
        at = self.pen.px(self.frame, [(x, y)])[0]
        r = self.pen.size(self.frame, radius)
        self.pen.canvas.glow(
            float(at[0]),
            float(at[1]),
            r,
            (255, 206, 110),
            strength if self.light.dark or self.light.indoors else strength * 0.45,
        )

    def generic(self) -> None:
        self._part([(-0.16, -0.13), (0.16, -0.13), (0.16, 0.15), (-0.16, 0.15)])
        self._line([(-0.16, 0.02), (0.16, 0.02)], 0.6)
        self._line([(0.0, -0.13), (0.0, 0.15)], 0.6)

    def lantern(self) -> None:
        self._glow(0, -0.42, 1.5)
        self._line(curve.arc(0, -0.16, 0.13, 0.15, 0, 180), 1.1)
        self._part([(-0.17, -0.66), (0.17, -0.66), (0.19, -0.72), (-0.19, -0.72)])
        self._part(
            [(-0.14, -0.25), (0.14, -0.25), (0.15, -0.66), (-0.15, -0.66)], (255, 232, 150), 0.0
        )
        self._part(oval(0, -0.50, 0.055, 0.10), (255, 250, 224), 0.0, 0.0)
        self._part([(-0.18, -0.25), (-0.08, -0.14), (0.08, -0.14), (0.18, -0.25)])
        for x in (-0.07, 0.07):
            self._line([(x, -0.25), (x, -0.66)], 0.7)

    def torch(self) -> None:
        self._glow(0, 0.62, 1.6)
        self._part([(-0.045, -0.4), (0.045, -0.4), (0.07, 0.42), (-0.07, 0.42)])
        flame = [(-0.11, 0.44), (-0.16, 0.62), (-0.05, 0.78), (0.0, 0.98), (0.09, 0.76),
            (0.16, 0.6), (0.1, 0.44)]  # fmt: skip
        self._part(curve.closed(flame, 4), (246, 140, 48), 0.0, 0.7)
        self._part(
            curve.closed([(x * 0.5, 0.44 + (y - 0.44) * 0.6) for x, y in flame], 4),
            (255, 226, 120),
            0.0,
            0.0,
        )

    def flashlight(self) -> None:
        self._part(
            [(-0.2, -0.06), (0.28, -0.06), (0.36, -0.10), (0.36, 0.10), (0.28, 0.06), (-0.2, 0.06)]
        )
        beam = self.pen.px(self.frame, [(0.37, -0.09), (3.2, -0.8), (3.2, 0.8), (0.37, 0.09)])
        if self.pen.canvas.look == "colour":
            self.pen.canvas.role = "light"
            self.pen.canvas.fill(beam, (255, 244, 190), 0.30)

    def candle(self) -> None:
        self._glow(0, 0.46, 1.1)
        self._part([(-0.055, -0.12), (0.055, -0.12), (0.055, 0.3), (-0.055, 0.3)])
        self._part(curve.closed([(-0.045, 0.36), (0.0, 0.52), (0.045, 0.36), (0.0, 0.31)], 4),
            (255, 208, 96), 0.0, 0.6)  # fmt: skip

    def book(self) -> None:
        w, h = 0.40, 0.44
        self._part([(0, -0.10), (-w, 0.0), (-w, h), (0, h - 0.09), (w, h), (w, 0.0)])
        self._line([(0, -0.10), (0, h - 0.09)], 0.9)
        page: RGB = (246, 240, 226)
        edge = [(-w + 0.02, h), (-0.02, h - 0.085), (0.02, h - 0.085), (w - 0.02, h),
            (w - 0.04, h + 0.035), (0.0, h - 0.04), (-w + 0.04, h + 0.035)]  # fmt: skip
        self._part(edge, page, 0.0, 0.6)
        self._line(
            [(-w * 0.78, 0.30), (-w * 0.25, 0.25)], 0.8, mix(self.colour, (255, 240, 200), 0.5)
        )
        self._line(
            [(-w * 0.78, 0.20), (-w * 0.35, 0.16)], 0.6, mix(self.colour, (255, 240, 200), 0.5)
        )

    def paper(self) -> None:
        w, h = 0.56, 0.62
        self._part([(0, -0.20), (-w, -0.10), (-w, h), (0, h - 0.08), (w, h), (w, -0.10)], depth=0.0)
        self._line([(0, -0.2), (0, h - 0.08)], 0.7)
        for s in (-1, 1):
            for k in range(5):
                y = 0.42 - 0.10 * k
                self._line([(s * 0.10, y), (s * 0.46, y + 0.05)], 0.5, (140, 136, 130))

    def cup(self) -> None:
        self._line(curve.arc(0.12, 0.05, 0.09, 0.09, -80, 80), 1.6, scaled(self.colour, 0.75))
        self._part([(-0.12, 0.17), (0.12, 0.17), (0.095, -0.10), (-0.095, -0.10)])
        self._part(oval(0, 0.17, 0.12, 0.028), (92, 58, 40), 0.0, 0.6)
        for x in (-0.04, 0.05):
            self._line(curve.opened([(x, 0.26), (x + 0.03, 0.34), (x - 0.02, 0.42),
                (x + 0.02, 0.50)], 5), 0.55, (200, 200, 206), True)  # fmt: skip

    def glass(self) -> None:
        self._part([(-0.09, 0.24), (0.09, 0.24), (0.075, -0.12), (-0.075, -0.12)], depth=0.0)
        self._part([(-0.08, 0.08), (0.08, 0.08), (0.07, -0.10), (-0.07, -0.10)], mix(self.colour,
            (90, 170, 210), 0.35), 0.0, 0.0)  # fmt: skip

    def wine(self) -> None:
        self._part(oval(0, -0.20, 0.10, 0.02), (214, 226, 232), 0.0, 0.6)
        self._line([(0, -0.2), (0, 0.08)], 1.0)
        self._part(curve.closed([(-0.10, 0.34), (-0.11, 0.2), (0.0, 0.06), (0.11, 0.2),
            (0.10, 0.34)], 4), (222, 232, 238), 0.0, 0.7)  # fmt: skip
        self._part(
            curve.closed([(-0.10, 0.22), (0.0, 0.08), (0.10, 0.22)], 4), self.colour, 0.0, 0.0
        )

    def bottle(self) -> None:
        self._part([(-0.09, -0.28), (0.09, -0.28), (0.09, 0.16), (0.035, 0.28), (0.035, 0.46),
            (-0.035, 0.46), (-0.035, 0.28), (-0.09, 0.16)])  # fmt: skip
        self._part([(-0.09, -0.14), (0.09, -0.14), (0.09, 0.08), (-0.09, 0.08)], (236, 226, 200),
            0.0, 0.5)  # fmt: skip

    def plate(self) -> None:
        self._part([(-0.12, 0.0), (0.12, 0.0), (0.09, -0.05), (-0.09, -0.05)])
        self._part(oval(0, 0.02, 0.3, 0.055))
        self._part(oval(0, 0.025, 0.19, 0.03), scaled(self.colour, 0.93), 0.0, 0.5)

    def phone(self) -> None:
        ring = curve.closed([(-0.075, -0.16), (0.0, -0.18), (0.075, -0.16), (0.085, 0.12),
            (0.07, 0.27), (0.0, 0.28), (-0.07, 0.27), (-0.085, 0.12)], 3)  # fmt: skip
        self._part(ring, depth=0.02)

    def letter(self) -> None:
        self._part([(-0.20, -0.02), (0.16, -0.08), (0.22, 0.36), (-0.14, 0.42)], depth=0.0)
        for k in range(4):
            y = 0.32 - 0.085 * k
            self._line(
                [(-0.12 - 0.012 * k, y), (0.15 - 0.012 * k, y - 0.045)], 0.5, (120, 112, 108)
            )

    def sword(self) -> None:
        self._part([(-0.05, 0.14), (0.05, 0.14), (0.045, 1.75), (0.0, 1.95), (-0.045, 1.75)])
        self._line([(0.0, 0.2), (0.0, 1.7)], 0.6, (140, 150, 164))
        self._part([(-0.20, 0.08), (0.20, 0.08), (0.20, 0.15), (-0.20, 0.15)], (206, 166, 74))
        self._part([(-0.04, -0.24), (0.04, -0.24), (0.04, 0.08), (-0.04, 0.08)], (92, 58, 42))
        self._part(oval(0, -0.27, 0.06, 0.06), (206, 166, 74))

    def knife(self) -> None:
        self._part([(-0.03, 0.08), (0.04, 0.08), (0.045, 0.42), (-0.02, 0.56)], depth=0.0)
        self._part([(-0.04, -0.16), (0.04, -0.16), (0.04, 0.1), (-0.04, 0.1)], (84, 56, 44))

    def umbrella(self) -> None:
        self._line([(0, -0.35), (0, 2.0)], 1.7)
        top = curve.arc(0, 1.5, 1.35, 0.66, 0, 180, 28)
        scallop: list[tuple[float, float]] = []
        for i in range(5):
            x0 = -1.35 + 0.54 * i
            scallop += [(x0, 1.5), (x0 + 0.27, 1.59), (x0 + 0.54, 1.5)]
        self._part(np.concatenate([top, curve.opened(scallop, 3)]), depth=0.14)
        for x in (-0.81, -0.27, 0.27, 0.81):
            self._line(curve.opened([(0, 2.16), (x * 0.62, 1.92), (x, 1.5)], 5), 0.6)
        self._line(curve.arc(-0.06, -0.36, 0.06, 0.07, 180, 360), 1.7)

    def furled(self) -> None:
        self._line([(-0.36, 0.0), (0.2, 0.0)], 1.8)
        self._line(curve.arc(-0.36, -0.07, 0.06, 0.07, 90, 270), 1.8)
        self._part([(0.06, 0.0), (0.24, 0.10), (0.9, 0.05), (1.28, 0.0), (0.9, -0.05),
            (0.24, -0.10)])  # fmt: skip
        self._line([(0.24, 0.02), (1.2, 0.0)], 0.6)

    def box(self) -> None:
        self._part([(-0.42, -0.22), (0.36, -0.22), (0.36, 0.34), (-0.42, 0.34)], depth=0.06)
        self._part([(-0.42, 0.34), (-0.30, 0.46), (0.48, 0.46), (0.36, 0.34)], mix(self.colour,
            (255, 240, 210), 0.3), 0.0)  # fmt: skip
        self._part(
            [(0.36, -0.22), (0.48, -0.10), (0.48, 0.46), (0.36, 0.34)],
            scaled(self.colour, 0.75),
            0.0,
        )
        self._line([(-0.03, -0.22), (-0.03, 0.34), (0.09, 0.46)], 0.7)

    def tray(self) -> None:
        self._part([(-0.5, 0.0), (0.5, 0.0), (0.56, 0.08), (-0.56, 0.08)])
        for x in (-0.2, 0.15):
            self._part([(x - 0.08, 0.30), (x + 0.08, 0.30), (x + 0.06, 0.08), (x - 0.06, 0.08)],
                (240, 240, 236), 0.02, 0.7)  # fmt: skip

    def case(self) -> None:
        self._line(curve.arc(0, -0.10, 0.12, 0.12, 0, 180), 1.5)
        self._part([(-0.46, -0.10), (0.46, -0.10), (0.46, -0.72), (-0.46, -0.72)], depth=0.07)
        for x in (-0.28, 0.28):
            self._line([(x, -0.10), (x, -0.72)], 1.0)

    def bag(self) -> None:
        self._line(curve.arc(0, -0.16, 0.14, 0.2, 0, 180), 1.3)
        self._part(curve.closed([(-0.22, -0.16), (0.22, -0.16), (0.32, -0.6), (0.2, -0.7),
            (-0.2, -0.7), (-0.32, -0.6)], 3), depth=0.06)  # fmt: skip

    def bucket(self) -> None:
        self._line(curve.arc(0, -0.22, 0.2, 0.24, 0, 180), 0.9)
        self._part([(-0.22, -0.22), (0.22, -0.22), (0.17, -0.62), (-0.17, -0.62)], depth=0.06)

    def gun(self) -> None:
        self._part(
            [(-0.02, -0.12), (0.10, -0.12), (0.12, 0.03), (0.46, 0.05), (0.46, 0.15), (-0.04, 0.15)]
        )

    def staff(self) -> None:
        self._part([(-0.04, -1.9), (0.04, -1.9), (0.045, 1.5), (-0.045, 1.5)], depth=0.015)

    def cane(self) -> None:
        self._part([(-0.03, -1.5), (0.03, -1.5), (0.03, 0.05), (-0.03, 0.05)], depth=0.01)

    def broom(self) -> None:
        self.staff()
        self._part([(-0.06, -1.5), (0.06, -1.5), (0.2, -2.0), (-0.2, -2.0)], (214, 178, 96))

    def axe(self) -> None:
        self._part([(-0.04, -0.5), (0.04, -0.5), (0.04, 0.62), (-0.04, 0.62)])
        self._part([(0.04, 0.58), (0.26, 0.68), (0.26, 0.26), (0.04, 0.36), (-0.10, 0.36),
            (-0.10, 0.58)], (164, 172, 184))  # fmt: skip

    def flowers(self) -> None:
        for x, y in ((-0.12, 0.3), (0.0, 0.38), (0.12, 0.3), (-0.06, 0.22), (0.07, 0.23)):
            self._line([(0, -0.15), (x, y)], 0.9, (62, 120, 70))
        for i, (x, y) in enumerate(((-0.14, 0.32), (0.14, 0.32), (0.0, 0.42), (-0.06, 0.26),
            (0.08, 0.26))):  # fmt: skip
            self._part(
                oval(x, y, 0.075, 0.07),
                mix(self.colour, (255, 240, 200), 0.22 * (i % 3)),
                0.02,
                0.6,
            )

    def key(self) -> None:
        # Its bow between the fingers, its bit out before them.
        bit = [(0.10, -0.025), (0.36, -0.025), (0.36, -0.10), (0.40, -0.10), (0.40, -0.05),
            (0.43, -0.05), (0.43, -0.11), (0.48, -0.11), (0.48, 0.03), (0.10, 0.03)]  # fmt: skip
        self._part(bit, depth=0.0, weight=0.7)
        self._part(oval(0.06, 0.0, 0.085, 0.085, n=20), depth=0.0, weight=0.7)

    def rope(self) -> None:
        for k in range(3):
            self._line(oval(0.02 * k, -0.2, 0.16, 0.2), 1.8, self.colour)

    def camera(self) -> None:
        self._part([(-0.2, -0.05), (0.2, -0.05), (0.2, 0.2), (-0.2, 0.2)])
        self._part(oval(0.02, 0.07, 0.1, 0.1), (96, 110, 130), 0.02, 0.8)

    def quill(self) -> None:
        self._part(
            [(-0.02, -0.1), (0.02, -0.1), (0.025, 0.25), (-0.025, 0.25)], depth=0.0, weight=0.6
        )

    def guitar(self) -> None:
        self._part([(0.2, 0.12), (1.0, 0.5), (0.96, 0.58), (0.16, 0.22)], (96, 62, 42))
        self._part(curve.closed([(-0.6, -0.2), (-0.45, 0.14), (-0.12, 0.06), (0.16, 0.22),
            (0.3, 0.02), (0.1, -0.2), (-0.1, -0.25), (-0.35, -0.5)], 5), depth=0.07)  # fmt: skip
        self._part(oval(-0.12, -0.06, 0.09, 0.09), (70, 44, 34), 0.0, 0.5)

    def accordion(self) -> None:
        bellows = [(-0.42, 0.30)]
        for k in range(9):
            x = -0.38 + 0.095 * k
            bellows.append((x, 0.36 if k % 2 else 0.28))
        folds = [*bellows, (0.42, 0.30), (0.42, -0.34), *((x, y - 0.64) for x, y in bellows[::-1])]
        self._part(folds, (228, 216, 190), depth=0.05)
        for x, _ in bellows[1:]:
            self._line([(x, 0.30), (x, -0.32)], 0.7)
        for s in (-1, 1):
            box = [(s * 0.40, 0.36), (s * 0.66, 0.33), (s * 0.66, -0.37), (s * 0.40, -0.40)]
            self._part(box, depth=0.05)
        for k in range(5):
            key = [(0.58, 0.26 - 0.12 * k), (0.66, 0.26 - 0.12 * k), (0.66, 0.18 - 0.12 * k),
                (0.58, 0.18 - 0.12 * k)]  # fmt: skip
            self._part(key, (246, 244, 236), 0.0, 0.5)

    def cat(self) -> None:
        self._part(curve.closed([(-0.3, -0.2), (-0.32, 0.1), (-0.1, 0.22), (0.2, 0.16),
            (0.32, -0.1), (0.2, -0.28)], 5), depth=0.06)  # fmt: skip
        self._part([(0.05, 0.36), (0.10, 0.52), (0.18, 0.42), (0.28, 0.42), (0.36, 0.52),
            (0.40, 0.34), (0.34, 0.16), (0.14, 0.14)])  # fmt: skip
        for x in (0.17, 0.29):
            self._part(oval(x, 0.3, 0.022, 0.03), (30, 30, 36), 0.0, 0.0)

    def bundle(self) -> None:
        self._part(curve.closed([(-0.34, -0.16), (-0.3, 0.14), (0.1, 0.24), (0.34, 0.16),
            (0.3, -0.16), (-0.1, -0.26)], 5), depth=0.06)  # fmt: skip
        self._part(oval(0.2, 0.14, 0.13, 0.13), (250, 214, 188), 0.03, 0.8)

    def ball(self) -> None:
        self._part(oval(0.03, 0.03, 0.16, 0.16, n=28), depth=0.05)

    def apple(self) -> None:
        self._part(oval(0.02, 0.05, 0.10, 0.095, n=24), depth=0.03)
        self._line([(0.02, 0.13), (0.04, 0.2)], 0.9)

    def balloon(self) -> None:
        self._line(curve.opened([(0, 0), (0.05, 0.5), (-0.02, 1.0)], 6), 0.6)
        self._part(curve.closed([(-0.02, 1.0), (-0.32, 1.4), (-0.22, 1.74), (0.0, 1.82),
            (0.22, 1.74), (0.30, 1.4)], 5), depth=0.09)  # fmt: skip

    def flag(self) -> None:
        self._part([(-0.03, -0.8), (0.03, -0.8), (0.03, 1.6), (-0.03, 1.6)], (130, 96, 64), 0.0)
        self._part(curve.closed([(0.03, 1.56), (0.4, 1.62), (0.9, 1.5), (0.88, 1.02), (0.4, 1.1),
            (0.03, 1.0)], 3), depth=0.05)  # fmt: skip

    def shield(self) -> None:
        self._part(curve.closed([(-0.35, 0.45), (0.0, 0.52), (0.35, 0.45), (0.33, 0.0),
            (0.0, -0.5), (-0.33, 0.0)], 4), depth=0.08)  # fmt: skip

    def bread(self) -> None:
        self._part(curve.closed([(-0.28, 0.0), (-0.2, 0.13), (0.25, 0.15), (0.36, 0.04),
            (0.25, -0.06), (-0.2, -0.08)], 4))  # fmt: skip

    def fish(self) -> None:
        self._part(curve.closed([(-0.3, 0.1), (0.0, 0.14), (0.3, 0.0), (0.0, -0.1), (-0.3, -0.06),
            (-0.42, -0.14), (-0.42, 0.16)], 3))  # fmt: skip

    def wheel(self) -> None:
        for x in (-0.5, 0.5):
            self._line([(0, -0.12), (x * 0.95, 0.0)], 3.2, self.colour)
        self._line([(0, -0.12), (0, -0.46)], 3.2, self.colour)
        ring = oval(0, -0.04, 0.54, 0.46, n=48)
        self.pen.stroke(self.frame, np.concatenate([ring, ring[:1]]), 5.4, self.colour, taper=False)
        self._part(oval(0, -0.12, 0.14, 0.11), depth=0.03)
