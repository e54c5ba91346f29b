"""What the people outside the cast are drawn with: few lines, in the light of their set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from . import curve
from .extras_looks import Looks
from .look import shade
from .raster import oval
from .sets_colour import mix

if TYPE_CHECKING:
    from .curve import Array
    from .model import RGB
    from .sets_kit import P2, Kit

SEAT = 0.46
"""Height in metres of a background chair."""
_FACE: RGB = (206, 206, 206)
"""Skin in an inked night: faces are what a crowd is known by."""
_BODY = 34.0
"""Pixels of a figure from which cloth is shaded."""


def tube(line: Array, across: Array) -> Array:
    """The outline of a limb with round ends along `line`, `across` pixels wide at its points."""
    side = curve.normals(line, ring=False) * (across / 2)[:, None]
    left, right = line + side, line - side
    caps = []
    for at, way in ((-1, 1.0), (0, -1.0)):
        out = side[at][::-1] * (1.0, -1.0) * way
        turns = np.linspace(0.0, np.pi, 6)[1:-1, None]
        caps.append(line[at] + side[at] * way * np.cos(turns) + out * np.sin(turns))
    return np.concatenate([left, caps[0], right[::-1], caps[1]])


class ExtraPen:
    """One figure in the upright plane through (`x`, `z`), its feet on the ground."""

    def __init__(self, kit: Kit, x: float, z: float, looks: Looks, way: int, sits: bool) -> None:
        self.kit, self.looks, self.way, self.sits = kit, looks, way, sits
        wx, _, self.z = kit.world(x, 0.0, z)
        self.x = wx
        self.h = looks.tall
        self.drop = self.h * 0.5 - SEAT if sits else 0.0
        self.one = kit.px(self.z) * self.h
        """Pixels of the whole height."""
        self.fine = self.one > _BODY
        self.line = kit.pen(0.5, self.z)
        self.stride = 0.0
        self.back = False
        self.crown: Array = np.zeros((0, 2))
        dark = not kit.indoors and kit.staging.time in ("night", "dusk")
        self.keyed = kit.canvas.look == "ink" and dark and not kit.flat and self.one > 24
        """Whether a pale keyline parts it from the black that a night is inked with."""
        self.halo: list[Array] = []

    def px(self, uv: Sequence[P2] | Array, low: bool = False) -> Array:
        """Pixels of points; `low` for what does not sink with the seat."""
        p = curve.array(uv)
        world = np.empty_like(p)
        world[:, 0] = self.x + self.way * self.h * p[:, 0]
        world[:, 1] = self.h * p[:, 1] - (0.0 if low else self.drop)
        return self.kit.camera.upright(world, self.z)

    def fill(
        self, xy: Array, c: RGB, *, line: float = 1.0, shaded: float = 0.0,
        within: Array | None = None,
    ) -> Array:  # fmt: skip
        """A shape with its contour; `shaded` pixels of it lie in shade, away from the light."""
        kit, canvas = self.kit, self.kit.canvas
        lit = _FACE if self.keyed and c == self.looks.skin else kit.lit(c, self.z)
        if shaded > 1.0 and self.fine and not kit.flat and canvas.look == "colour":
            canvas.fill(xy, mix(lit, shade(lit), 0.62), within=within)
            away = np.array([kit.key * shaded, -0.35 * shaded])
            canvas.fill(xy + away, lit, within=xy)
        else:
            canvas.fill(xy, lit, within=within)
        if self.keyed and within is None and len(xy) > 5:
            normal = curve.normals(xy)
            if curve.area(xy) > 0:
                normal = -normal
            self.halo.append(xy + normal * (0.7 * self.line + 1.1 * canvas.unit))
        if line and not kit.flat and len(xy) > 2:
            role, canvas.role = canvas.role, "set"
            canvas.line(xy, max(self.line * line, 0.8), kit.edge(lit), closed=True, wobble=False)
            canvas.role = role
        return xy

    def ring(self, uv: Sequence[P2], c: RGB, *, line: float = 1.0, shaded: float = 0.0) -> Array:
        """A smooth closed shape."""
        steps = 4 if self.one > 120 else 2
        deep = shaded * self.one
        return self.fill(curve.closed(self.px(uv), steps), c, line=line, shaded=deep)

    def limb(self, uv: Sequence[P2], widths: Sequence[float], c: RGB, low: bool = False) -> None:
        """A tapering limb along a path."""
        line = curve.opened(self.px(uv, low), 4)
        across = np.interp(np.linspace(0, 1, len(line)), np.linspace(0, 1, len(widths)), widths)
        self.fill(tube(line, across * self.one), c, shaded=0.3 * widths[0] * self.one)

    def mark(self, uv: Sequence[P2], c: RGB, weight: float = 0.8) -> None:
        """A line inside the figure."""
        canvas = self.kit.canvas
        role, canvas.role = canvas.role, "set"
        wide = max(self.line * weight, 0.8)
        canvas.line(curve.opened(self.px(uv), 3), wide, self.kit.lit(c, self.z), wobble=False)
        canvas.role = role

    def blob(self, u: float, v: float, ru: float, rv: float, c: RGB, line: float = 0.0) -> Array:
        ((cx, cy),) = self.px([(u, v)]).tolist()
        ring = oval(cx, cy, ru * self.one, rv * self.one, n=16)
        return self.fill(np.asarray(ring), c, line=line)
