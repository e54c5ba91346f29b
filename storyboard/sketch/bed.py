"""A bed under someone who lies in a bedroom or a ward, and the blanket over them."""

from __future__ import annotations

from . import curve
from .camera import XYZ, Camera
from .canvas import Canvas
from .curve import Frame
from .design import Design
from .look import Light, mix, scaled
from .model import RGB
from .pen import Pen
from .posing import BED, Place

_LINEN: RGB = (238, 236, 230)
_BLANKETS: tuple[RGB, ...] = ((92, 118, 160), (168, 92, 84), (104, 140, 112), (176, 148, 92))
_WOOD: RGB = (128, 92, 64)
_DEEP = 0.42
"""Half the width of a bed, in metres."""


class Bed:
    """One bed, its head where the sleeper's is; `ward` gives it a hospital's white."""

    def __init__(
        self, canvas: Canvas, camera: Camera, light: Light, place: Place, design: Design, ward: bool
    ) -> None:
        self.canvas, self.camera, self.place = canvas, camera, place
        self.pen = Pen(canvas, camera, light, place.z - _DEEP, max(1.8 * canvas.unit, 0.7))
        self.long = 3.3 * design.head
        self.frame = Frame(x=place.x).child(0, 0, 0, (place.facing, 1.0))
        self.wood: RGB = (206, 210, 214) if ward else _WOOD
        self.blanket = (196, 214, 222) if ward else _BLANKETS[place.variant % len(_BLANKETS)]

    def _level(self, x0: float, x1: float, y: float, colour: RGB, back: float = _DEEP) -> None:
        """A level rectangle from the bed's front to `back` metres behind the sleeper."""
        z0, z1 = self.place.z - _DEEP, self.place.z + back
        a, b = (self.place.x + self.place.facing * x for x in (x0, x1))
        corners: list[XYZ] = [(a, y, z0), (b, y, z0), (b, y, z1), (a, y, z1)]
        seen = self.camera.points(corners)
        if len(seen) > 2:
            self.canvas.role = "set"
            self.canvas.fill(seen, colour)
            self.canvas.line(seen, self.pen.base * 0.8, closed=True)

    def _upright(self, x0: float, x1: float, y0: float, y1: float, colour: RGB) -> None:
        self.pen.part(self.frame, [(x0, y0), (x1, y0), (x1, y1), (x0, y1)], colour, "set")

    def under(self) -> None:
        """What is drawn before the sleeper: frame, mattress, pillow."""
        long, pen = self.long, self.pen
        far = Pen(pen.canvas, pen.camera, pen.light, self.place.z + _DEEP, pen.base)
        board = [(-long - 0.07, 0.2), (-long, 0.2), (-long, 1.02), (-long - 0.07, 1.02)]
        far.part(self.frame, board, scaled(self.wood, 0.8), "set")
        self._level(-long, long, BED, _LINEN)
        at = Pen(pen.canvas, pen.camera, pen.light, self.place.z + 0.1, pen.base)
        pillow = curve.closed([(-long + 0.03, BED), (-long + 0.06, BED + 0.17),
            (-long + 0.28, BED + 0.15), (-long + 0.46, BED + 0.02), (-long + 0.25, BED - 0.04)],
            5)  # fmt: skip
        at.part(self.frame, pillow, (250, 249, 246), "set", depth=0.04)

    def over(self) -> None:
        """What is drawn after the sleeper: the blanket, the side of the bed, its foot."""
        long, pen = self.long, self.pen
        near = Pen(pen.canvas, pen.camera, pen.light, self.place.z - 0.06, pen.base)
        hump = curve.opened([(-0.30, BED - 0.02), (-0.26, BED + 0.15), (0.06, BED + 0.25),
            (0.40, BED + 0.25), (0.66, BED + 0.22), (long - 0.12, BED + 0.25),
            (long, BED - 0.02)], 6)  # fmt: skip
        self._level(-0.30, long, BED, self.blanket, -0.06)
        near.part(self.frame, hump, self.blanket, "set", depth=0.05)
        pen.canvas.role = "set"
        for x in (0.0, 0.42, 0.7):
            fold = [(x, BED + 0.02), (x + 0.05, BED + 0.10), (x + 0.16, BED + 0.15)]
            near.stroke(self.frame, curve.opened(fold, 4), 0.7, scaled(self.blanket, 0.6))
        self._upright(-long, long, 0.24, BED + 0.01, scaled(_LINEN, 0.9))
        drape = [(-0.30, BED + 0.02), (long, BED + 0.02), (long, 0.2), (-0.24, 0.23)]
        pen.part(self.frame, drape, mix(self.blanket, (40, 30, 60), 0.14), "set", depth=0.03)
        turned = [(-0.42, BED + 0.02), (-0.24, BED + 0.02), (-0.20, 0.24), (-0.38, 0.24)]
        pen.part(self.frame, turned, (250, 249, 246), "set")
        for x in (-long, long - 0.06):
            self._upright(x, x + 0.06, 0.0, 0.24, self.wood)
        self._upright(-long - 0.07, -long, 0.0, 1.0, self.wood)
        self._upright(long, long + 0.06, 0.0, 0.66, self.wood)
