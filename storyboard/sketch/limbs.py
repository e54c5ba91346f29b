"""Arms, hands and the tubes that limbs are drawn as."""

from __future__ import annotations

from math import atan2, cos, degrees, radians, sin

import numpy as np

from . import curve
from .curve import Array, Frame
from .design import Design
from .garments import Garment, TorsoMarks, body_colour, garment_of
from .hands import draw_hand
from .look import mix, scaled, shade
from .model import RGB
from .pattern import band_pattern
from .pen import Pen
from .pose import XY, Arm, Build, Joints


def build_of(design: Design) -> Build:
    """Proportions for an age, a sex and a build."""
    wide = {"broad": 1.14, "fat": 1.12, "slim": 0.93}.get(design.build, 1.0)
    girth = {"broad": 1.08, "fat": 1.22, "slim": 0.92}.get(design.build, 1.0)
    if design.age == "child":
        return Build(
            leg=0.86,
            torso=1.14,
            neck=0.74,
            shoulders=0.47 * wide,
            hips=0.32,
            waist=(0.37 if design.build != "fat" else 0.48) * wide,
            upper=0.66,
            fore=0.58,
            girth=0.86 * girth,
        )
    old = 0.96 if design.age == "old" else 1.0
    if design.woman:
        return Build(
            leg=1.30 * old,
            torso=1.46,
            neck=0.84,
            shoulders=0.545 * wide,
            hips=(0.42 if design.build != "fat" else 0.54) * wide,
            waist=(0.355 if design.build != "fat" else 0.66) * wide,
            upper=0.90,
            fore=0.78,
            girth=0.88 * girth,
        )
    return Build(
        leg=1.30 * old,
        torso=1.54,
        neck=0.84,
        shoulders=0.665 * wide,
        hips=(0.38 if design.build != "fat" else 0.50) * wide,
        waist={"broad": 0.50, "fat": 0.80}.get(design.build, 0.46) * wide,
        girth=1.04 * girth,
    )


def _cap(left: Array, right: Array, a: XY, b: XY) -> Array:
    """A rounded end from the right edge over the root to the left."""
    middle = (left + right) / 2
    out = middle - np.array(b)
    size = max(float(np.hypot(*out)), 1e-9)
    half = (left - right) / 2
    deep = out / size * float(np.hypot(*half)) * 0.62
    angles = np.linspace(-np.pi / 2, np.pi / 2, 9)[1:-1]
    return np.asarray(middle + np.sin(angles)[:, None] * half + np.cos(angles)[:, None] * deep)


class Limbs:
    """The part of a body that is made of tubes."""

    def __init__(
        self, pen: Pen, frame: Frame, joints: Joints, design: Design, detail: float, behind: bool
    ) -> None:
        self.pen, self.frame, self.j, self.design = pen, frame, joints, design
        self.detail, self.behind = detail, behind
        self._sleeve: Array | None = None
        self.garment: Garment = garment_of(design)
        self.skirted = design.bottom == "skirt" or design.top == "dress"
        px, py = joints.pelvis
        self.torso_frame = frame.child(px, py, -joints.spine)
        b = joints.build
        self.marks = TorsoMarks(
            top=b.torso,
            middle=(0.0 if behind else 0.30 * (1 - joints.stance.width) + 0.06),
            near=self._local(joints.near[0]),
            far=self._local(joints.far[0]),
            waist=b.waist
            * (0.52 + 0.48 * joints.stance.width)
            * (1 + 0.5 * (self.garment.loose - 1)),
            hem=-self.garment.hem,
        )

    def _local(self, p: XY) -> XY:
        x, y = p[0] - self.j.pelvis[0], p[1] - self.j.pelvis[1]
        c, s = cos(self.j.spine), sin(self.j.spine)
        return x * c - y * s, x * s + y * c

    def _tube(
        self,
        a: XY,
        b: XY,
        c: XY,
        widths: tuple[float, ...],
        colour: RGB,
        role: str,
        flat: bool = False,
    ) -> None:
        """A limb of two bones; a sharp bend is drawn as two tubes that merge."""
        pen, frame = self.pen, self.frame
        turn = abs(
            (degrees(atan2(c[1] - b[1], c[0] - b[0]) - atan2(b[1] - a[1], b[0] - a[0])) + 180) % 360
            - 180
        )
        depth = 0.0 if flat else pen.size(frame, 0.24 * widths[0])
        rings = []
        if turn < 62:
            mid1 = (a[0] + (b[0] - a[0]) * 0.55, a[1] + (b[1] - a[1]) * 0.55)
            mid2 = (b[0] + (c[0] - b[0]) * 0.45, b[1] + (c[1] - b[1]) * 0.45)
            left, right = curve.limb([a, mid1, b, mid2, c], widths, 8)
            rings = [np.concatenate([_cap(left[0], right[0], a, b), left, right[::-1]])]
        else:
            n = len(widths) // 2
            w1, w2 = widths[: n + 1], widths[n:]
            for p, q, w in ((a, b, w1), (b, c, w2)):
                middle = ((p[0] + q[0]) / 2, (p[1] + q[1]) / 2)
                left, right = curve.limb([p, middle, q], w, 8)
                rings.append(
                    np.concatenate(
                        [
                            _cap(left[0], right[0], p, q),
                            left,
                            _cap(right[-1], left[-1], q, p),
                            right[::-1],
                        ]
                    )
                )
        shapes = [pen.px(frame, r) for r in rings]
        for xy in shapes:
            pen.outline(xy)
        for xy in shapes:
            pen.solid(xy, colour, role, depth)
        self._sleeve = shapes[0] if len(shapes) == 1 else None

    def _along(self, leg: tuple[XY, XY, XY], length: float) -> XY:
        hip, knee, ankle = leg
        bone = self.j.build.leg
        for p, q in ((hip, knee), (knee, ankle)):
            if length <= bone:
                t = max(length, 0.0) / bone
                return p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t
            length -= bone
        return ankle

    def _global(self, p: XY) -> XY:
        c, s = cos(self.j.spine), sin(self.j.spine)
        return self.j.pelvis[0] + p[0] * c + p[1] * s, self.j.pelvis[1] - p[0] * s + p[1] * c

    def _hip(self) -> float:
        return self.j.build.hips * (0.55 + 0.45 * self.j.stance.width) + 0.04

    def arm(self, near: bool) -> None:
        """An arm in its sleeve; the hand is drawn by `hand`."""
        pen, frame, design = self.pen, self.frame, self.design
        root, elbow, wrist = self.j.near if near else self.j.far
        spec = self._spec(near)
        g = self.j.build.girth
        loose = self.garment.loose
        colour = body_colour(design)
        behind_torso = not spec.front and not near
        if behind_torso:
            colour = mix(colour, shade(colour), 0.35)
        sleeve = self.garment.sleeve
        if sleeve < 0.9:
            self._run(
                root,
                elbow,
                wrist,
                (0.27 * g, 0.26 * g, 0.215 * g, 0.21 * g, 0.14),
                design.skin,
                "skin",
                behind_torso,
            )
            cut = 0.55 if sleeve > 0.33 else 0.48
            end = (
                root[0] + (elbow[0] - root[0]) * cut * 1.1,
                root[1] + (elbow[1] - root[1]) * cut * 1.1,
            )
            mid = ((root[0] + end[0]) / 2, (root[1] + end[1]) / 2)
            self._run(
                root,
                mid,
                end,
                (0.34 * g, 0.35 * g * loose, 0.36 * g * loose),
                colour,
                "cloth",
                behind_torso,
            )
            return
        cuff = 0.215 * loose if design.top != "robe" else 0.42
        widths = (0.34 * g * loose, 0.325 * g * loose, 0.27 * g * loose, 0.265 * g * loose, cuff)
        stop = 0.94
        end = (elbow[0] + (wrist[0] - elbow[0]) * stop, elbow[1] + (wrist[1] - elbow[1]) * stop)
        self._run(root, elbow, end, widths, colour, "cloth", behind_torso)
        if design.pattern and not pen.flat and self._sleeve is not None:
            band_pattern(pen, frame, self._sleeve, np.array([root, elbow, end]), design)
        if design.top == "armour":
            self._pauldron(root, elbow)
        if pen.flat:
            return
        line = pen.soft(colour, 0.5)
        dx, dy = end[0] - elbow[0], end[1] - elbow[1]
        size = max((dx * dx + dy * dy) ** 0.5, 1e-6)
        ux, uy = dx / size, dy / size
        back = (end[0] - ux * 0.12, end[1] - uy * 0.12)
        half = cuff * 0.52
        pen.stroke(
            frame,
            [
                (back[0] - uy * half, back[1] + ux * half),
                (back[0] + uy * half, back[1] - ux * half),
            ],
            0.75,
            line,
            taper=False,
        )
        # Two folds on the inside of the elbow.
        mid = ((root[0] + wrist[0]) / 2, (root[1] + wrist[1]) / 2)
        inx, iny = mid[0] - elbow[0], mid[1] - elbow[1]
        far = max((inx * inx + iny * iny) ** 0.5, 1e-6)
        if far > 0.05:
            inx, iny = inx / far, iny / far
            for k in (-0.05, 0.05):
                p = (elbow[0] + inx * 0.10 + ux * k, elbow[1] + iny * 0.10 + uy * k)
                q = (elbow[0] - inx * 0.03 + ux * k * 2, elbow[1] - iny * 0.03 + uy * k * 2)
                pen.stroke(frame, [p, q], 0.6, line)

    def _pauldron(self, root: XY, elbow: XY) -> None:
        """Shoulder and elbow plates."""
        tone = mix(self.design.top_colour, (255, 255, 255), 0.12)
        for (x, y), r in ((root, 0.27), (elbow, 0.17)):
            dome = curve.closed([(x - r, y - 0.12), (x - r * 0.8, y + r * 0.6), (x, y + r * 0.85),
                (x + r * 0.8, y + r * 0.6), (x + r, y - 0.12), (x, y - r * 0.75)],
                5)  # fmt: skip
            self.pen.part(self.frame, dome, tone, "cloth", depth=0.07, weight=0.9)

    def _spec(self, near: bool) -> Arm:
        return self.j.stance.near_arm if near else self.j.stance.far_arm

    def _run(
        self, a: XY, b: XY, c: XY, widths: tuple[float, ...], colour: RGB, role: str, behind: bool
    ) -> None:
        """A sleeve: open towards the torso when it lies before it."""
        pen, frame = self.pen, self.frame
        turn = abs(
            (degrees(atan2(c[1] - b[1], c[0] - b[0]) - atan2(b[1] - a[1], b[0] - a[0])) + 180) % 360
            - 180
        )
        if behind or turn > 75:
            self._tube(a, b, c, widths if len(widths) > 3 else (*widths, widths[-1]), colour, role)
            if not behind:
                self._blend(a, b, widths[0], colour, role)
            return
        mid1 = (a[0] + (b[0] - a[0]) * 0.55, a[1] + (b[1] - a[1]) * 0.55)
        mid2 = (b[0] + (c[0] - b[0]) * 0.45, b[1] + (c[1] - b[1]) * 0.45)
        path = [a, mid1, b, mid2, c] if len(widths) > 3 else [a, b, c]
        left, right = curve.limb(path, widths, 8)
        ring = np.concatenate([_cap(left[0], right[0], a, b), left, right[::-1]])
        xy = pen.px(frame, ring)
        self._sleeve = xy
        pen.solid(xy, colour, role, pen.size(frame, 0.24 * widths[0]))
        centre = np.array(self._global((0.0, self.marks.top - 0.6)))
        at = len(left) // 6
        inner_left = np.hypot(*(left[at] - centre)) < np.hypot(*(right[at] - centre))
        n = len(left)
        skip = int(n * 0.34)
        inner, outer = (left, right) if inner_left else (right, left)
        cap = _cap(left[0], right[0], a, b)
        # The cap runs from the right edge to the left; the line starts past its crest.
        over = cap[:5][::-1] if inner_left else cap[2:]
        pen.contour(pen.px(frame, np.concatenate([over, outer])), 1.0)
        pen.contour(pen.px(frame, inner[skip:]), 1.0)
        end = np.array([left[-1], (left[-1] + right[-1]) / 2, right[-1]])
        pen.contour(pen.px(frame, curve.opened(end, 3)), 1.0)

    def _blend(self, a: XY, b: XY, width: float, colour: RGB, role: str) -> None:
        """Take away the contour where a sleeve meets the torso it lies on."""
        if abs(degrees(atan2(b[1] - a[1], b[0] - a[0])) + 90) > 60:
            return
        pen = self.pen
        centre = self._global((0.0, self.marks.top - 0.25))
        dx = 0.35 * (1 if centre[0] > a[0] else -1) * width
        ring = curve.closed(
            [
                (a[0] + dx - 0.07, a[1] + 0.06),
                (a[0] + dx + 0.07, a[1] + 0.06),
                (a[0] + dx + 0.06, a[1] - 0.2),
                (a[0] + dx - 0.06, a[1] - 0.2),
            ],
            4,
        )
        pen.canvas.role = role
        pen.canvas.fill(pen.px(self.frame, ring), colour)

    def hand_frame(self, near: bool) -> Frame:
        """The frame of a hand: origin at the wrist, +x along the forearm."""
        _, elbow, wrist = self.j.near if near else self.j.far
        spec = self._spec(near)
        angle = atan2(wrist[1] - elbow[1], wrist[0] - elbow[0]) + radians(spec.turn)
        scale = 0.92 if self.design.woman or self.design.age == "child" else 1.04
        if self.design.age == "child":
            scale *= 0.88
        flip = -1.0 if spec.hand == "relax" and angle < 0 else 1.0
        if spec.hand in ("open", "palm") and near:
            flip = -1.0
        if spec.hand == "grip" and near:
            flip = 1.0
        return self.frame.child(
            wrist[0],
            wrist[1],
            angle,
            (scale, scale * -flip if spec.hand == "relax" else scale * flip),
        )

    def hand(self, near: bool) -> None:
        """A hand, unless it is out of sight."""
        spec = self._spec(near)
        if spec.tucked:
            return
        skin = self.design.skin
        if self.design.top == "spacesuit":
            skin = scaled(self.design.top_colour, 0.9)
        elif self.design.top == "armour":
            skin = scaled(self.design.top_colour, 0.7)
        draw_hand(self.pen, self.hand_frame(near), spec.hand, skin, self.detail)
