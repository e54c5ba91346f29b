"""Horses, cows and their like: bodies that are drawn in one line over muscle and bone."""

from __future__ import annotations

from math import cos, radians, sin

import numpy as np

from . import curve
from .beast_table import BEASTS
from .curve import Array, Frame
from .design import Design
from .hoofed_head import draw_hoofed_head
from .hoofed_pose import XY, Limbs, limbs_of, muzzle
from .hoofed_table import BUILDS, Build
from .look import luminance, mix, scaled
from .model import RGB, Figure
from .pen import Pen

_FORE = (0.25, 0.155, 0.105, 0.082, 0.056, 0.066, 0.054)
_HIND = (0.24, 0.285, 0.160, 0.092, 0.060, 0.070, 0.056)
"""Widths of a leg: at its root, above and at the joint, the cannon, fetlock and coronet."""


class Hoofed:
    """One hoofed animal, ready to be drawn."""

    def __init__(self, pen: Pen, frame: Frame, design: Design, figure: Figure) -> None:
        self.pen, self.frame, self.design, self.figure = pen, frame, design, figure
        self.build: Build = BUILDS[design.kind]
        self.limbs: Limbs = limbs_of(self.build, figure.pose, figure.expression)
        self.coat = design.skin
        self.fleece = BEASTS[design.kind].fleece

    def draw(self) -> tuple[Array, XY]:
        """Draw it; the outer points of the head and the mouth, in the frame's own units."""
        pen, limbs = self.pen, self.limbs
        far = mix(self.coat, scaled(self.coat, 0.66), 0.85)
        far_legs = [self._leg(i) for i in (3, 1)]
        near_legs = [self._leg(i) for i in (2, 0)]
        body = pen.px(self.frame, self._body())
        self._tail()
        for i, pieces in zip((3, 1), far_legs, strict=True):
            for xy in pieces:
                pen.outline(xy)
            for xy in pieces:
                pen.solid(xy, far, "cloth")
            self._hoof(limbs.legs[i], far)
        near = [xy for pieces in near_legs for xy in pieces]
        for xy in (body, *near):
            pen.outline(xy)
        depth = pen.size(self.frame, 0.085)
        for xy in near:
            pen.solid(xy, self.coat, "cloth", 0.35 * depth)
        pen.solid(body, self.coat, "cloth", depth)
        pen.canvas.role = "cloth"
        self._markings(body)
        if self.design.kind == "cow" and self.design.woman and not limbs.folded:
            self._udder()
        upper = [self._upper(i) for i in (2, 0)]
        for xy in upper:
            # The upper part of a near leg runs into the body without a line.
            pen.canvas.fill(xy, self.coat, within=body)
        self._markings(body, upper)
        self._muscles(body)
        for i in (2, 0):
            self._hoof(limbs.legs[i], self.coat)
        if self.build.mane:
            self._mane()
        return draw_hoofed_head(pen, self.frame, self.build, limbs, self.design,
            self.figure.expression)  # fmt: skip

    # -- the parts ---------------------------------------------------------------

    def _neck_sides(self) -> tuple[list[XY], list[XY]]:
        """The crest from poll to withers and the throat from jaw to chest."""
        build, limbs = self.build, self.limbs
        ux, uy = cos(limbs.neck), sin(limbs.neck)
        bx, by = limbs.at(*build.base)

        def spot(along: float, off: float) -> XY:
            reach = along * build.neck
            return bx + reach * ux - off * uy, by + reach * uy + off * ux

        crest = [spot(1.03, 0.035), spot(0.86, 0.62 * build.crest), spot(0.50, build.crest)]
        # A neck that is bent down folds its underside into the chest.
        fold = min(max((limbs.neck + 0.9) / 1.5, 0.15), 1.0)
        throat = [spot(0.30, -1.25 * build.throat * fold), spot(0.62, -build.throat),
            spot(0.86, -0.78 * build.throat - 0.02)]  # fmt: skip
        return crest, throat

    def _body(self) -> Array:
        build, limbs = self.build, self.limbs
        crest, throat = self._neck_sides()
        trunk = [limbs.at(x, y) for x, y in (*build.top, *build.low)]
        if limbs.folded:
            trunk = [(x, max(y, 0.03)) for x, y in trunk]
        points = curve.closed([*crest, *trunk, *throat], 6)
        if self.fleece:
            wool = 0.045 * np.abs(np.sin(np.linspace(0, np.pi * 21, len(points))))
            points = points - curve.normals(points) * wool[:, None] * np.sign(curve.area(points))
        return points

    def _path(self, i: int) -> list[XY]:
        root, joint, fetlock, coronet = self.limbs.legs[i]
        fore = i < 2
        # Shoulder and hip lie deep in the body.
        top = self.limbs.at(
            self.build.elbow[0] - 0.02 if fore else self.build.stifle[0] - 0.10,
            (self.build.elbow[1] if fore else self.build.stifle[1]) + 0.15,
        )
        if self.limbs.folded:
            top = (root[0], root[1] + 0.08)
        if not fore:
            # The middle of the thigh lies behind the stifle.
            root = (root[0] - 0.10, root[1] + 0.03)
        between = ((root[0] + joint[0]) / 2, (root[1] + joint[1]) / 2)
        cannon = ((joint[0] + fetlock[0]) / 2, (joint[1] + fetlock[1]) / 2)
        return [top, root, between, joint, cannon, fetlock, coronet]

    def _leg(self, i: int) -> list[Array]:
        """A leg in pixels: one shape, or two where it is folded, which one would cross itself."""
        wide = np.array(_FORE if i < 2 else _HIND) * self.build.bone
        path = np.array(self._path(i))
        if self.limbs.folded:
            wide[:2] *= 0.8
        a, b = path[3] - path[2], path[4] - path[3]
        sharp = float(a @ b) < 0.25 * float(np.hypot(*a) * np.hypot(*b))
        pieces = [(0, 4), (3, 7)] if sharp else [(0, 7)]
        shapes = []
        for first, last in pieces:
            left, right = curve.limb(path[first:last].tolist(), tuple(wide[first:last]), 6)
            if sharp and first:
                left[0], right[0] = path[3] + (left[0] - path[3]) * 1.05, right[0]
            shapes.append(self.pen.px(self.frame, np.concatenate([left, right[::-1]])))
        return shapes

    def _upper(self, i: int) -> Array:
        """The part of a near leg that lies over the body, without its open end."""
        wide = np.array(_FORE if i < 2 else _HIND) * self.build.bone
        left, right = curve.limb(self._path(i)[:4], tuple(wide[:4]), 6)
        n = 16
        return self.pen.px(self.frame, np.concatenate([left[:n], right[:n][::-1]]))

    def _hoof(self, leg: tuple[XY, ...], colour: RGB) -> None:
        _, _, (fx, fy), (x, y) = leg
        size = 0.062 * self.build.hoof
        turn = 0.0
        if y > 0.14 or self.limbs.folded:
            turn = float(np.arctan2(fy - y, fx - x)) - radians(112)
        at = self.frame.child(x, y, turn)
        ring = [(-0.50, 0.30), (0.46, 0.34), (1.02, -0.86), (-0.62, -0.86)]
        hoof = mix((58, 46, 42), colour, 0.12)
        xy = self.pen.part(at, [(a * size, b * size) for a, b in ring], hoof, "cloth", weight=0.9)
        if self.build.cloven:
            run = [(0.30 * size, 0.2 * size), (0.42 * size, -0.8 * size)]
            self.pen.stroke(at, run, 0.6, within=xy)
        if self.design.kind == "horse" and not self.pen.flat:
            # A tuft behind the fetlock.
            lock = [
                (-0.5 * size, 0.9 * size),
                (-0.95 * size, 0.1 * size),
                (-0.3 * size, 0.3 * size),
            ]
            self.pen.canvas.role = "hair"
            self.pen.canvas.fill(self.pen.px(at, lock), scaled(self.coat, 0.7))

    def _tail(self) -> None:
        kind, limbs, pen = self.build.tail, self.limbs, self.pen
        x, y = self.build.top[-3]
        root = limbs.at(x + 0.02, y - 0.01)
        if kind == "stub":
            ring = curve.closed([root, (root[0] - 0.07, root[1] + 0.05), (root[0] - 0.12,
                root[1] - 0.04), (root[0] - 0.05, root[1] - 0.09)], 5)  # fmt: skip
            pen.part(self.frame, ring, self.coat, "cloth", depth=0.02)
            return
        if kind == "curl":
            turn = np.linspace(0, 4.6 * np.pi / 2, 22)
            x, y = root
            along = x - 0.02 - 0.012 * turn - 0.045 * np.sin(turn)
            spiral = np.stack([along, y + 0.045 * np.cos(turn)], axis=1)
            left, right = curve.limb(spiral[::3].tolist(), (0.045, 0.035, 0.02), 4)
            pen.part(self.frame, np.concatenate([left, right[::-1]]), self.coat, "cloth")
            return
        out = limbs.tail
        way = radians(198) - out * 0.55
        length = 0.62 if kind == "hair" else 0.50
        path = [root]
        for i in range(1, 6):
            a = way + (radians(262) - out - way) * min(i / 2.6, 1.0)
            px, py = path[-1]
            path.append((px + length / 5 * cos(a), max(py + length / 5 * sin(a), 0.05)))
        if kind == "hair":
            left, right = curve.limb(path, (0.07, 0.13, 0.17, 0.19, 0.16, 0.05), 6)
            end = path[-1]
            tips = [(end[0] - 0.05, end[1] - 0.05), (end[0] - 0.02, end[1] + 0.01),
                (end[0] + 0.03, end[1] - 0.09), (end[0] + 0.05, end[1] + 0.02)]  # fmt: skip
            ring = np.concatenate([right, np.array(tips), left[::-1]])
            tone = self._hair()
            xy = pen.part(self.frame, ring, tone, "hair", depth=0.03)
            self._combed(left, right, xy)
            return
        left, right = curve.limb(path, (0.05, 0.038, 0.034, 0.032, 0.03, 0.03), 6)
        pen.part(self.frame, np.concatenate([left, right[::-1]]), self.coat, "cloth")
        ex, ey = path[-1]
        tuft = curve.closed([(ex - 0.025, ey + 0.06), (ex + 0.025, ey + 0.06),
            (ex + 0.045, ey - 0.03), (ex, ey - 0.12), (ex - 0.045, ey - 0.03)], 4)  # fmt: skip
        pen.part(self.frame, tuft, scaled(self.coat, 0.5), "hair")

    def _hair(self) -> RGB:
        """Mane and tail: the design's second colour, darker than the coat unless told."""
        return self.design.hair

    def _combed(self, left: Array, right: Array, xy: Array) -> None:
        """Strands down a tail or a mane between its two edges."""
        pen = self.pen
        if pen.flat:
            return
        black = pen.canvas.look == "ink" and luminance(self._hair()) < 0.3
        line: RGB = (255, 255, 255) if black else pen.soft(scaled(self._hair(), 0.62), 0.9)
        for share in (0.3, 0.55, 0.78):
            run = (left * (1 - share) + right * share)[5:-3]
            pen.stroke(self.frame, run, 0.7, line, within=xy)

    def _mane(self) -> None:
        build, limbs, pen = self.build, self.limbs, self.pen
        crest, _ = self._neck_sides()
        withers = limbs.at(build.top[0][0], build.top[0][1] - 0.01)
        foot = curve.opened([crest[0], crest[1], crest[2], withers], 7)
        n = len(foot)
        share = np.linspace(0, 1, n)
        norm = curve.normals(foot, ring=False)
        if norm[n // 2] @ np.array([-sin(limbs.neck), cos(limbs.neck)]) < 0:
            norm = -norm
        if build.mane == "short":
            stand = 0.075 * np.sin(np.pi * np.clip(share * 0.9 + 0.1, 0, 1)) ** 0.5
            teeth = 1 + 0.22 * (np.arange(n) % 2)
            edge = foot + norm * (stand * teeth)[:, None]
            ring = np.concatenate([foot - norm * 0.03, edge[::-1]])
            pen.part(self.frame, ring, self._hair(), "hair", depth=0.02)
            return
        # Long: it falls over the near side of the neck in locks.
        fall = (0.15 + 0.06 * sin(limbs.neck)) * np.sin(
            np.pi * np.clip(0.12 + share * 0.8, 0, 1)
        ) ** 0.7
        lock = np.array([1.0, 0.62, 0.86, 0.5, 0.94, 0.7, 1.05, 0.58])[np.arange(n) // 2 % 8]
        tooth = np.where(np.arange(n) % 2 == 0, 0.72, 1.12)
        back = np.array([-0.30, -1.0])
        edge = foot - norm * 0.02 + back * (fall * lock * tooth)[:, None]
        top = foot + norm * 0.022
        ring = np.concatenate([top, edge[::-1]])
        xy = pen.part(self.frame, ring, self._hair(), "hair", depth=0.03)
        if pen.flat:
            return
        black = pen.canvas.look == "ink" and luminance(self._hair()) < 0.3
        line: RGB = (255, 255, 255) if black else pen.soft(scaled(self._hair(), 0.62), 0.9)
        for i in range(2, n - 2, 3):
            run = [top[i], (top[i] + edge[i]) / 2 + (0.02, 0.0), edge[i]]
            pen.stroke(self.frame, curve.opened(run, 4), 0.65, line, within=xy)

    def _muscles(self, body: Array) -> None:
        """Shoulder, elbow, thigh and ribs: a few lines that follow what lies under the coat."""
        pen, at = self.pen, self.limbs.at
        if pen.flat or self.fleece:
            return
        (ex, ey), (sx, sy) = self.build.elbow, self.build.stifle
        line = pen.soft(self.coat, 0.5)
        if pen.canvas.look == "ink" and luminance(self.coat) < 0.2:
            line = (255, 255, 255)
        runs = [
            [(ex + 0.10, ey + 0.20), (ex + 0.12, ey + 0.08), (ex + 0.06, ey - 0.03)],
            [(ex - 0.02, ey + 0.30), (ex - 0.10, ey + 0.16), (ex - 0.10, ey + 0.01)],
            [(sx + 0.10, sy + 0.13), (sx + 0.09, sy + 0.02), (sx + 0.01, sy - 0.09)],
            [(sx - 0.08, sy + 0.30), (sx - 0.02, sy + 0.24), (sx + 0.03, sy + 0.15)],
        ]
        for k, run in enumerate(runs):
            points = curve.opened([at(x, y) for x, y in run], 5)
            pen.stroke(self.frame, points, 0.8 if k % 2 == 0 else 0.55, line, within=body)

    def _udder(self) -> None:
        at, (sx, sy) = self.limbs.at, self.build.stifle
        ring = curve.closed([at(sx - 0.10, sy - 0.02), at(sx + 0.12, sy - 0.02),
            at(sx + 0.10, sy - 0.14), at(sx + 0.0, sy - 0.18), at(sx - 0.10, sy - 0.14)],
            5)  # fmt: skip
        self.pen.part(self.frame, ring, (236, 178, 168), "cloth", depth=0.02, weight=0.8)

    def _markings(self, body: Array, upper: list[Array] | None = None) -> None:
        """Patches of the second colour; over the near legs' roots too, where `upper` is given."""
        pen, at = self.pen, self.limbs.at
        pen.canvas.role = "cloth"
        if self.design.pattern not in ("spots", "checks"):
            if BEASTS[self.design.kind].pale and self.design.kind != "cow" and upper is None:
                light = mix(self.coat, (255, 250, 240), 0.5)
                belly = [at(x, y - 0.015) for x, y in self.build.low[1:5]]
                under = [at(x, y + 0.06) for x, y in self.build.low[1:5]]
                ring = curve.closed([*belly, *under[::-1]], 4)
                pen.canvas.fill(pen.px(self.frame, ring), light, within=body)
            return
        tone = (
            scaled(self.coat, 0.35)
            if luminance(self.coat) > 0.42
            else mix(self.coat, (255, 252, 244), 0.88)
        )
        for blob in _PATCHES:
            ring = curve.closed([at(x, y) for x, y in blob], 5)
            xy = pen.px(self.frame, ring)
            for clip in [body] if upper is None else upper:
                pen.canvas.fill(xy, tone, within=clip)


_PATCHES: tuple[tuple[tuple[float, float], ...], ...] = (
    ((-0.66, 1.05), (-0.40, 1.05), (-0.30, 0.88), (-0.38, 0.74), (-0.52, 0.66), (-0.68, 0.74)),
    ((-0.16, 1.04), (0.12, 1.05), (0.16, 0.86), (0.06, 0.70), (-0.06, 0.74), (-0.14, 0.64),
     (-0.24, 0.78)),
    ((0.30, 0.84), (0.44, 0.92), (0.62, 0.86), (0.60, 0.62), (0.44, 0.54), (0.34, 0.66)),
    ((-0.30, 0.54), (-0.12, 0.58), (0.06, 0.48), (0.10, 0.34), (-0.30, 0.34)),
)  # fmt: skip
"""Patches of a piebald coat, on the trunk."""


def hoofed_head(design: Design, figure: Figure) -> XY:
    """Where the middle of the head is, in metres from the animal's place, facing right."""
    build = BUILDS[design.kind]
    x, y = muzzle(build, limbs_of(build, figure.pose, figure.expression))
    return x * design.height, y * design.height
