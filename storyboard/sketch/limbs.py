"""Arms, hands and the tubes that limbs are drawn as."""

from __future__ import annotations

from math import atan2, cos, degrees, radians, sin

import numpy as np

from . import curve
from .curve import Array, Frame, Profile
from .design import Design
from .garments import Garment, TorsoMarks, body_colour, garment_of
from .hands import draw_hand
from .look import mix, scaled, shade
from .model import RGB
from .pattern import band_pattern
from .pen import Pen
from .pose import XY, Arm, Joints, hip_tilt
from .proportions import BARE_ARM, SLEEVE, thick


def _cap(left: Array, right: Array, a: XY, b: XY) -> Array:
    """A rounded end from the right edge over the root to the left."""
    middle = (left + right) / 2
    out = middle - np.array(b)
    size = max(float(np.hypot(*out)), 1e-9)
    half = (left - right) / 2
    deep = out / size * float(np.hypot(*half)) * 0.62
    angles = np.linspace(-np.pi / 2, np.pi / 2, 9)[1:-1]
    return np.asarray(middle + np.sin(angles)[:, None] * half + np.cos(angles)[:, None] * deep)


def _turn(a: XY, b: XY, c: XY) -> float:
    """Degrees by which a limb bends at its joint."""
    ahead = atan2(c[1] - b[1], c[0] - b[0]) - atan2(b[1] - a[1], b[0] - a[0])
    return abs((degrees(ahead) + 180) % 360 - 180)


class Limbs:
    """The part of a body that is made of tubes."""

    def __init__(
        self, pen: Pen, frame: Frame, joints: Joints, design: Design, detail: float, behind: bool
    ) -> None:
        self.pen, self.frame, self.j, self.design = pen, frame, joints, design
        self.detail, self.behind = detail, behind
        self._sleeves: list[Array] = []
        self.garment: Garment = garment_of(design)
        self.skirted = design.bottom == "skirt" or design.top == "dress"
        px, py = joints.pelvis
        b, stance = joints.build, joints.stance
        plain = frame.child(px, py, -joints.spine)
        self.torso_frame = curve.Bowed(
            plain.a, plain.b, plain.c, plain.d, plain.x, plain.y,
            bow=0.0 if behind else stance.bow, tilt=hip_tilt(stance), high=b.torso,
        )  # fmt: skip
        self._depth = max(1.0 - min(stance.width, 1.0) ** 2, 0.0) ** 0.5
        self.marks = TorsoMarks(
            top=b.torso,
            middle=(0.0 if behind else 0.30 * self._depth + 0.02),
            near=self._local(joints.near[0]),
            far=self._local(joints.far[0]),
            waist=b.waist * (0.52 + 0.48 * stance.width) * (1 + 0.5 * (self.garment.loose - 1)),
            hem=-self.garment.hem,
        )

    def _local(self, p: XY) -> XY:
        x, y = p[0] - self.j.pelvis[0], p[1] - self.j.pelvis[1]
        c, s = cos(self.j.spine), sin(self.j.spine)
        return x * c - y * s, x * s + y * c

    def _tube(
        self, a: XY, b: XY, c: XY, profile: Profile, colour: RGB, role: str, end: float = 1.0
    ) -> None:
        """A limb of two bones up to the share `end` of it; a sharp bend is two tubes merged."""
        pen, frame = self.pen, self.frame
        depth = pen.size(frame, 0.46 * profile[0][1])
        shapes = [pen.px(frame, r) for r in self._rings(a, b, c, profile, end)]
        for xy in shapes:
            pen.outline(xy)
        for xy in shapes:
            pen.solid(xy, colour, role, depth)
        self._sleeves = shapes

    def _rings(self, a: XY, b: XY, c: XY, profile: Profile, end: float) -> list[Array]:
        if _turn(a, b, c) < 78 or end <= 0.5:
            left, right, share = curve.bones(a, b, c, profile)
            if end < 1.0:
                kept = max(int(np.searchsorted(share, end)), 2)
                left, right = left[:kept], right[:kept]
            return [np.concatenate([_cap(left[0], right[0], a, b), left, right[::-1]])]
        rings = []
        for p, q, lo, hi in ((a, b, 0.0, 0.5), (b, c, 0.5, 1.0)):
            left, right = curve.bone(p, q, profile, lo, hi)
            low = _cap(right[-1], left[-1], q, p) if hi == 0.5 else left[:0]
            rings.append(np.concatenate([_cap(left[0], right[0], p, q), left, low, right[::-1]]))
        return rings

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
        ((x, y),) = self.torso_frame.bent([p]).tolist()
        p = (x, y)
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
        if self.garment.sleeve < 0.9:
            self._run(root, elbow, wrist, thick(BARE_ARM, g), design.skin, "skin", behind_torso)
            short = thick(BARE_ARM, 1.28 * g * loose)
            cut = 0.31 if self.garment.sleeve > 0.33 else 0.27
            self._run(root, elbow, wrist, short, colour, "cloth", behind_torso, cut)
            return
        cuff = 0.5 * (0.205 * loose if design.top != "robe" else 0.46)
        cloth = (*thick(SLEEVE, g * loose)[:-1], (1.0, cuff, cuff))
        stop = 0.94
        end = (elbow[0] + (wrist[0] - elbow[0]) * stop, elbow[1] + (wrist[1] - elbow[1]) * stop)
        self._run(root, elbow, end, cloth, colour, "cloth", behind_torso)
        if design.pattern and not pen.flat:
            paths = (
                [[root, elbow, end]] if len(self._sleeves) == 1 else [[root, elbow], [elbow, end]]
            )
            for xy, path in zip(self._sleeves, paths, strict=True):
                band_pattern(pen, frame, xy, np.array(path), design)
        if design.top == "armour":
            self._pauldron(root, elbow)
        if not pen.flat:
            self._folds(root, elbow, end, cuff, pen.soft(colour, 0.5))

    def _folds(self, root: XY, elbow: XY, end: XY, cuff: float, line: RGB) -> None:
        """The seam of the cuff, and where cloth gathers inside the elbow."""
        pen, frame = self.pen, self.frame
        dx, dy = end[0] - elbow[0], end[1] - elbow[1]
        size = max((dx * dx + dy * dy) ** 0.5, 1e-6)
        ux, uy = dx / size, dy / size
        back = (end[0] - ux * 0.10, end[1] - uy * 0.10)
        half = cuff * 1.04
        seam = [
            (back[0] - uy * half, back[1] + ux * half),
            (back[0] + ux * 0.02, back[1] + uy * 0.02),
            (back[0] + uy * half, back[1] - ux * half),
        ]
        pen.stroke(frame, curve.opened(seam, 4), 0.7, line, taper=False)
        mid = ((root[0] + end[0]) / 2, (root[1] + end[1]) / 2)
        inx, iny = mid[0] - elbow[0], mid[1] - elbow[1]
        far = (inx * inx + iny * iny) ** 0.5
        if far < 0.06:
            return
        inx, iny = inx / far, iny / far
        # A bent sleeve gathers in a fan from the inside of the elbow.
        deep = min(0.05 + 0.35 * far, 0.16)
        for k in (-1.0, 0.0, 1.0) if far > 0.2 else (-0.6, 0.6):
            p = (elbow[0] + inx * 0.105 + ux * 0.03 * k, elbow[1] + iny * 0.105 + uy * 0.03 * k)
            q = (p[0] - inx * deep * (1.0 - 0.3 * abs(k)) + ux * 0.10 * k,
                 p[1] - iny * deep * (1.0 - 0.3 * abs(k)) + uy * 0.10 * k)  # fmt: skip
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
        self,
        a: XY,
        b: XY,
        c: XY,
        profile: Profile,
        colour: RGB,
        role: str,
        behind: bool,
        end: float = 1.0,
    ) -> None:
        """A sleeve: open towards the torso when it lies before it."""
        if behind:
            self._tube(a, b, c, profile, colour, role, end)
            return
        pen, frame = self.pen, self.frame
        depth = pen.size(frame, 0.46 * profile[0][1])
        folded = _turn(a, b, c) >= 78 and end > 0.5
        if folded:
            left, right = curve.bone(a, b, profile, 0.0, 0.5)
            low = _cap(right[-1], left[-1], b, a)
            fore = pen.px(frame, self._rings(a, b, c, profile, end)[1])
            pen.outline(fore)
        else:
            left, right, share = curve.bones(a, b, c, profile)
            kept = max(int(np.searchsorted(share, end)), 3) if end < 1.0 else len(left)
            left, right = left[:kept], right[:kept]
            low = left[:0]
        cap = _cap(left[0], right[0], a, b)
        xy = pen.px(frame, np.concatenate([cap, left, low, right[::-1]]))
        self._sleeves = [xy, fore] if folded else [xy]
        pen.solid(xy, colour, role, depth)
        centre = np.array(self._global((0.0, self.marks.top - 0.6)))
        at = len(left) // 6
        inner_left = np.hypot(*(left[at] - centre)) < np.hypot(*(right[at] - centre))
        skip = int(
            len(left) * (0.30 if end > 0.5 else 0.62) * (1.6 if folded else 1.0)
        )  # as far as it lies on the torso
        inner, outer = (left, right) if inner_left else (right, left)
        # The cap runs from the right edge to the left; the line starts past its crest.
        over = cap[:5][::-1] if inner_left else cap[2:]
        rise = degrees(atan2(abs(b[0] - a[0]), a[1] - b[1]))
        if rise > 55:
            # A lifted arm's sleeve runs into the torso: no line crosses the shoulder.
            over, outer = over[:0], outer[len(outer) // 11 :]
        pen.contour(pen.px(frame, np.concatenate([over, outer])), 1.0)
        pen.contour(pen.px(frame, inner[skip:]), 1.0)
        if folded:
            pen.contour(pen.px(frame, np.concatenate([left[-2:], low, right[-1:-3:-1]])), 1.0)
            pen.solid(fore, colour, role, depth)
            return
        hem = np.array([left[-1], (left[-1] + right[-1]) / 2, right[-1]])
        pen.contour(pen.px(frame, curve.opened(hem, 3)), 1.0)

    def _hand_size(self) -> float:
        if self.design.age == "child":
            return 0.81
        return 0.92 if self.design.woman else 1.04

    def hand_frame(self, near: bool) -> Frame:
        """The frame of a hand: origin at the wrist, +x along the forearm."""
        _, elbow, wrist = self.j.near if near else self.j.far
        spec = self._spec(near)
        angle = atan2(wrist[1] - elbow[1], wrist[0] - elbow[0]) + radians(spec.turn)
        scale = self._hand_size()
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

    def hand(self, near: bool, kind: str = "") -> None:
        """A hand, unless it is out of sight; `kind` instead of the stance's."""
        spec = self._spec(near)
        if spec.tucked:
            return
        skin = self.design.skin
        if self.design.top == "spacesuit":
            skin = scaled(self.design.top_colour, 0.9)
        elif self.design.top == "armour":
            skin = scaled(self.design.top_colour, 0.7)
        frame = self.hand_frame(near)
        if kind:
            # About the side of a thing: both hands point up and inward.
            _, _, (x, y) = self.j.near if near else self.j.far
            size = self._hand_size()
            frame = self.frame.child(
                x, y, radians(52 if near else 128), (size, size if near else -size)
            )
        draw_hand(self.pen, frame, kind or spec.hand, skin, self.detail)
