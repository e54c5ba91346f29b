"""The body below the head: limbs, torso and what hangs from it, in drawing order."""

from __future__ import annotations

from math import atan2, cos, degrees, radians, sin

import numpy as np

from . import curve
from .curve import Array, Frame
from .design import Design
from .hands import draw_foot, draw_hand
from .look import mix, scaled, shade
from .model import RGB
from .outfit import Garment, TorsoMarks, body_colour, draw_front, garment_of
from .pen import Pen
from .pose import XY, Arm, Build, Joints


def build_of(design: Design) -> Build:
    """Proportions for an age, a sex and a build."""
    wide = {"broad": 1.14, "slim": 0.93}.get(design.build, 1.0)
    girth = {"broad": 1.15, "slim": 0.90}.get(design.build, 1.0)
    if design.age == "child":
        return Build(leg=0.86, torso=1.14, neck=0.74, shoulders=0.47 * wide, hips=0.32,
                     waist=0.37 * wide, upper=0.66, fore=0.58, girth=0.86 * girth)  # fmt: skip
    old = 0.96 if design.age == "old" else 1.0
    if design.woman:
        return Build(leg=1.30 * old, torso=1.46, neck=0.84, shoulders=0.545 * wide, hips=0.42 * wide,
                     waist=0.355 * wide, upper=0.90, fore=0.78, girth=0.88 * girth)  # fmt: skip
    return Build(leg=1.30 * old, torso=1.54, neck=0.84, shoulders=0.665 * wide, hips=0.38 * wide,
                 waist=(0.46 if design.build != "broad" else 0.50) * wide, girth=1.04 * girth)  # fmt: skip


class Body:
    """One figure's body, ready to be drawn part by part."""

    def __init__(self, pen: Pen, frame: Frame, joints: Joints, design: Design, detail: float, behind: bool) -> None:
        self.pen, self.frame, self.j, self.design = pen, frame, joints, design
        self.detail, self.behind = detail, behind
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
            waist=b.waist * (0.52 + 0.48 * joints.stance.width) * (1 + 0.5 * (self.garment.loose - 1)),
            hem=-self.garment.hem,
        )

    def _local(self, p: XY) -> XY:
        x, y = p[0] - self.j.pelvis[0], p[1] - self.j.pelvis[1]
        c, s = cos(self.j.spine), sin(self.j.spine)
        return x * c - y * s, x * s + y * c

    # -- legs -------------------------------------------------------------------------

    def _leg_colour(self) -> tuple[RGB, str]:
        design = self.design
        if design.top in ("spacesuit", "jumpsuit", "overalls"):
            return design.top_colour, "cloth"
        if self.skirted:
            return design.skin, "skin"
        if design.top == "armour":
            return scaled(design.top_colour, 0.86), "cloth"
        return design.bottom_colour, "cloth"

    def leg(self, near: bool) -> None:
        """A leg with its shoe."""
        pen, frame, design = self.pen, self.frame, self.design
        hip, knee, ankle = self.j.near_leg if near else self.j.far_leg
        spec = self.j.stance.near_leg if near else self.j.stance.far_leg
        colour, role = self._leg_colour()
        if not near:
            colour = mix(colour, shade(colour), 0.45)
        g = self.j.build.girth * (1.25 if design.top == "spacesuit" else 1.0)
        short = design.bottom == "shorts" and not self.skirted
        bare = role == "skin" or short
        shin = atan2(ankle[1] - knee[1], ankle[0] - knee[0])
        # The foot stands flat when the leg does, and hangs from the shin when it is raised.
        slant = degrees(shin) + 90
        flat = -min(max((abs(slant) - 34) / 40, 0), 1) * np.sign(-slant) * min(abs(slant), 75)
        foot = frame.child(ankle[0], ankle[1], radians(float(flat) * 0.8) + (radians(self.j.stance.roll) if self.j.stance.roll else 0))
        boots = design.shoes == "boots"
        way = -1.0 if spec.foot < 0 else 1.0
        if spec.foot > 100:
            foot = foot.child(0, 0, 0, (-0.8, 1))
        shoe = scaled(design.shoe_colour, 0.85) if not near else design.shoe_colour
        if self.behind:
            foot = foot.child(0, 0, 0, (0.7 if near else -0.7, 1))
        del way
        skin_widths = (0.40 * g, 0.35 * g, 0.26 * g, 0.27 * g, 0.21 * g, 0.15)
        widths = skin_widths if bare else (0.50 * g, 0.44 * g, 0.35 * g, 0.335 * g, 0.30 * g, 0.285)
        draw_foot(pen, foot, min(abs(spec.foot), 90), design.shoes, shoe, design.skin)
        self._tube(hip, knee, ankle, widths, design.skin if short else colour, "skin" if short else role)
        if short:
            mid = (hip[0] + (knee[0] - hip[0]) * 0.75, hip[1] + (knee[1] - hip[1]) * 0.75)
            self._tube(hip, ((hip[0] + mid[0]) / 2, (hip[1] + mid[1]) / 2), mid, (0.54 * g, 0.52 * g, 0.5 * g), colour if near else mix(design.bottom_colour, shade(design.bottom_colour), 0.45), "cloth", flat=True)
        if boots:
            top = (ankle[0] + (knee[0] - ankle[0]) * 0.42, ankle[1] + (knee[1] - ankle[1]) * 0.42)
            a, b = curve.limb([top, ((top[0] + ankle[0]) / 2, (top[1] + ankle[1]) / 2), (ankle[0], ankle[1] - 0.02)], (0.36 * g, 0.32 * g, 0.27), 5)
            xy = pen.px(frame, np.concatenate([a, b[::-1]]))
            pen.outline(xy, 0.9)
            pen.solid(xy, shoe, "cloth", pen.size(frame, 0.06))
            draw_foot(pen, foot, min(abs(spec.foot), 90), design.shoes, shoe, design.skin)
            pen.canvas.role = "cloth"
            cover = foot(curve.closed([(-0.11, 0.14), (0.10, 0.14), (0.12, -0.04), (-0.11, -0.05)], 3))
            pen.canvas.fill(pen.camera.upright(cover, pen.z), shoe)
        elif not pen.flat and not bare:
            line = pen.soft(colour, 0.55)
            kx, ky = knee
            pen.stroke(frame, curve.opened([(kx - 0.12, ky + 0.02), (kx, ky - 0.04), (kx + 0.1, ky - 0.01)], 4), 0.6, line)
            ax, ay = ankle
            pen.stroke(frame, curve.opened([(ax - 0.11, ay + 0.12), (ax, ay + 0.07), (ax + 0.1, ay + 0.1)], 4), 0.6, line)

    def _tube(self, a: XY, b: XY, c: XY, widths: tuple[float, ...], colour: RGB, role: str, flat: bool = False) -> None:
        """A limb of two bones; a sharp bend is drawn as two tubes that merge."""
        pen, frame = self.pen, self.frame
        turn = abs((degrees(atan2(c[1] - b[1], c[0] - b[0]) - atan2(b[1] - a[1], b[0] - a[0])) + 180) % 360 - 180)
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
                rings.append(np.concatenate([_cap(left[0], right[0], p, q), left, _cap(right[-1], left[-1], q, p), right[::-1]]))
        shapes = [pen.px(frame, r) for r in rings]
        for xy in shapes:
            pen.outline(xy)
        for xy in shapes:
            pen.solid(xy, colour, role, depth)

    def legs(self) -> None:
        """Both legs, the far one first, and a skirt over them."""
        kneels = self.j.stance.near_leg.shin < -60 and self.j.stance.far_leg.thigh > 60
        for near in ((True, False) if kneels else (False, True)):
            self.leg(near)
        if self.design.bottom == "skirt" and self.design.top != "dress":
            self._skirt(1.25, 0.28, self.design.bottom_colour, notch=False)

    def _along(self, leg: tuple[XY, XY, XY], length: float) -> XY:
        hip, knee, ankle = leg
        bone = self.j.build.leg
        for p, q in ((hip, knee), (knee, ankle)):
            if length <= bone:
                t = max(length, 0.0) / bone
                return p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t
            length -= bone
        return ankle

    def _skirt_ring(self, length: float, flare: float, notch: bool) -> Array:
        m = self.marks
        length = min(length, self.j.build.leg * 1.85)
        wide = m.waist + 0.02
        tl, tr = self._global((-wide, 0.55)), self._global((wide, 0.55))
        hl, hr = self._global((-self._hip() - 0.05, 0.05)), self._global((self._hip() + 0.05, 0.05))
        a, b = self._along(self.j.near_leg, length), self._along(self.j.far_leg, length)
        if a[0] > b[0]:
            a, b = b, a
        half = 0.23 * self.j.build.girth + flare
        low = min(a[1], b[1])
        la = (a[0] - half, (a[1] + low) / 2)
        rb = (b[0] + half, (b[1] + low) / 2)
        ma, mb = self._along(self.j.near_leg, length * 0.5), self._along(self.j.far_leg, length * 0.5)
        if ma[0] > mb[0]:
            ma, mb = mb, ma
        left_mid, right_mid = (ma[0] - half * 0.9 - 0.05, ma[1]), (mb[0] + half * 0.9 + 0.05, mb[1])
        left = curve.opened([tl, hl, left_mid, la], 5)
        right = curve.opened([rb, right_mid, hr, tr], 5)
        if notch:
            top = self._global((self.marks.middle * 0.7, -0.25))
            foot = [((la[0] * 0.62 + rb[0] * 0.38), low - 0.02), top, ((la[0] * 0.45 + rb[0] * 0.55), low - 0.02)]
            return np.concatenate([left, np.array(foot), right])
        n = 5
        t = np.linspace(0, 1, n)[1:-1]
        wave = [(la[0] + (rb[0] - la[0]) * k, la[1] + (rb[1] - la[1]) * k - 0.07 - 0.02 * (i % 2)) for i, k in enumerate(t)]
        return np.concatenate([left, curve.opened([la, *wave, rb], 4)[1:-1], right])

    def _global(self, p: XY) -> XY:
        c, s = cos(self.j.spine), sin(self.j.spine)
        return self.j.pelvis[0] + p[0] * c + p[1] * s, self.j.pelvis[1] - p[0] * s + p[1] * c

    def _hip(self) -> float:
        return self.j.build.hips * (0.55 + 0.45 * self.j.stance.width) + 0.04

    def _skirt(self, length: float, flare: float, colour: RGB, notch: bool) -> None:
        pen = self.pen
        ring = self._skirt_ring(length, flare, notch)
        xy = pen.px(self.frame, ring)
        pen.outline(xy)
        pen.solid(xy, colour, "cloth", pen.size(self.frame, 0.13))
        line = pen.soft(colour, 0.55)
        top = self._global((self.marks.middle * 0.7, 0.1))
        low = ring[:, 1].min()
        for k in ((0.3, 0.55, 0.75) if not notch else (0.2, 0.85)):
            x = ring[:, 0].min() + (ring[:, 0].max() - ring[:, 0].min()) * k
            start = ((top[0] * 0.6 + x * 0.4), top[1] - 0.25)
            pen.stroke(self.frame, curve.opened([start, ((start[0] + x) / 2 + 0.02, (start[1] + low) / 2), (x, low + 0.06)], 5), 0.65, line, within=xy)

    # -- torso ------------------------------------------------------------------------

    def cape(self) -> None:
        """What hangs down the back before anything else is drawn."""
        if self.design.top != "cloak":
            return
        ring = self._skirt_ring(self.j.build.leg * 1.7, 0.42, False)
        t = self.marks.top
        extra = [self._global((self.marks.far[0] + 0.1, t)), self._global((self.marks.near[0] - 0.1, t))]
        xy = self.pen.px(self.frame, np.concatenate([ring, np.array(extra)]))
        self.pen.outline(xy)
        self.pen.solid(xy, scaled(self.design.top_colour, 0.62), "cloth")

    def torso(self) -> None:
        """The torso with its clothes."""
        pen, m, garment, design = self.pen, self.marks, self.garment, self.design
        loose = 1 + 0.45 * (garment.loose - 1)
        top = m.top
        hip = self._hip() * loose
        n, f = m.near, m.far
        low = -min(garment.hem, 0.20)
        belly = 0.05 if design.build == "broad" else 0.0
        bust = 0.03 if design.woman and design.age != "child" else 0.0
        ring = curve.closed(
            [
                (-0.15, top + 0.15), (n[0] * 0.55, n[1] + 0.20), (n[0] - 0.01, n[1] + 0.11),
                (n[0] - 0.10 * loose, n[1] - 0.08), (n[0] - 0.005 - bust * 0.3, n[1] - 0.48),
                (-m.waist, 0.66), (-hip - 0.01, 0.16), (-hip - 0.02, low), (0.0, low - 0.045),
                (hip + 0.02, low), (hip + 0.01 + belly * 0.4, 0.16), (m.waist + belly, 0.66),
                (f[0] + 0.01 + bust, f[1] - 0.50), (f[0] + 0.09 * loose, f[1] - 0.08),
                (f[0] + 0.01, f[1] + 0.11), (f[0] * 0.55, f[1] + 0.20), (0.17, top + 0.15),
            ],
            7,
        )  # fmt: skip
        colour = body_colour(design)
        if garment.hem <= 0.25:
            xy = pen.px(self.torso_frame, ring)
            pen.outline(xy)
            pen.solid(xy, colour, "cloth", pen.size(self.frame, 0.14))
        else:
            # Above the waist the torso's edge, below it the skirt's, as one piece of cloth.
            upper = ring[(ring[:, 1] > 0.64)]
            start = int(np.argmax(np.hypot(*(upper - np.roll(upper, 1, axis=0)).T)))
            upper = np.roll(upper, -start, axis=0)
            body = np.array([self._global((float(x), float(y))) for x, y in upper])
            skirt = self._skirt_ring(garment.hem + 0.1, garment.flare, False)
            if (body[-1, 0] - body[0, 0]) * (skirt[-1, 0] - skirt[0, 0]) > 0:
                skirt = skirt[::-1]
            xy = pen.px(self.frame, np.concatenate([body, skirt]))
            pen.outline(xy)
            pen.solid(xy, colour, "cloth", pen.size(self.frame, 0.15))
            self._skirt_lines(xy, colour)
        draw_front(pen, self.torso_frame, xy, design, m, self.behind)

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
        for k in (0.16, 0.34, 0.72, 0.86):
            x = x0 + (x1 - x0) * k
            start = (top[0] + (x - top[0]) * 0.55, top[1] - 0.1 - 0.2 * (k > 0.3))
            pen.stroke(self.frame, curve.opened([start, (start[0] + (x - start[0]) * 0.6, (start[1] + low) / 2), (x, low)], 5), 0.65, line, within=skirt)

    def neck(self) -> None:
        """The neck, drawn before the collar and the head."""
        pen, j, design = self.pen, self.j, self.design
        cx, cy = j.chest
        hx, hy = j.head
        wide = (0.29 if design.woman else 0.37) * (0.8 if design.age == "child" else 1.0)
        wide *= {"broad": 1.1, "slim": 0.94}.get(design.build, 1.0)
        up = (hx - cx, hy - cy)
        tip = (cx + up[0] * 0.85 - 0.05, cy + up[1] * 0.85)
        foot = (cx - up[0] * 0.16, cy - up[1] * 0.16)
        left, right = curve.limb([foot, ((foot[0] + tip[0]) / 2 - 0.02, (foot[1] + tip[1]) / 2), tip], (wide * 1.5, wide, wide * 0.96), 5)
        ring = np.concatenate([left, right[::-1]])
        xy = pen.px(self.frame, ring)
        pen.outline(xy)
        pen.solid(xy, design.skin, "skin")
        if not self.behind:
            cast = self.frame(ring) * 1.0
            del cast
            chin = curve.closed([(hx - 0.5, hy), (hx + 0.5, hy), (hx + 0.42, hy - 0.42), (hx + 0.1, hy - 0.64), (hx - 0.3, hy - 0.50)], 4)
            if pen.canvas.look == "colour":
                pen.canvas.role = "skin"
                pen.canvas.fill(pen.px(self.frame, chin), shade(design.skin), within=xy)
            else:
                pen.canvas.tone(pen.px(self.frame, chin), 0.6, within=xy)

    # -- arms -------------------------------------------------------------------------

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
            self._run(root, elbow, wrist, (0.27 * g, 0.26 * g, 0.215 * g, 0.21 * g, 0.14), design.skin, "skin", behind_torso)
            cut = 0.55 if sleeve > 0.33 else 0.48
            end = (root[0] + (elbow[0] - root[0]) * cut * 1.1, root[1] + (elbow[1] - root[1]) * cut * 1.1)
            mid = ((root[0] + end[0]) / 2, (root[1] + end[1]) / 2)
            self._run(root, mid, end, (0.34 * g, 0.35 * g * loose, 0.36 * g * loose), colour, "cloth", behind_torso)
            return
        cuff = 0.215 * loose if design.top != "robe" else 0.42
        widths = (0.34 * g * loose, 0.325 * g * loose, 0.27 * g * loose, 0.265 * g * loose, cuff)
        stop = 0.94
        end = (elbow[0] + (wrist[0] - elbow[0]) * stop, elbow[1] + (wrist[1] - elbow[1]) * stop)
        self._run(root, elbow, end, widths, colour, "cloth", behind_torso)
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
        pen.stroke(frame, [(back[0] - uy * half, back[1] + ux * half), (back[0] + uy * half, back[1] - ux * half)], 0.75, line, taper=False)
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
            dome = curve.closed([(x - r, y - 0.12), (x - r * 0.8, y + r * 0.6), (x, y + r * 0.85), (x + r * 0.8, y + r * 0.6), (x + r, y - 0.12), (x, y - r * 0.75)], 5)
            self.pen.part(self.frame, dome, tone, "cloth", depth=0.07, weight=0.9)

    def _spec(self, near: bool) -> Arm:
        return self.j.stance.near_arm if near else self.j.stance.far_arm

    def _run(self, a: XY, b: XY, c: XY, widths: tuple[float, ...], colour: RGB, role: str, behind: bool) -> None:
        """A sleeve: open towards the torso when it lies before it."""
        pen, frame = self.pen, self.frame
        turn = abs((degrees(atan2(c[1] - b[1], c[0] - b[0]) - atan2(b[1] - a[1], b[0] - a[0])) + 180) % 360 - 180)
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
        pen.solid(xy, colour, role, pen.size(frame, 0.24 * widths[0]))
        centre = np.array(self._global((0.0, self.marks.top - 0.6)))
        at = len(left) // 6
        inner_left = np.hypot(*(left[at] - centre)) < np.hypot(*(right[at] - centre))
        n = len(left)
        skip = int(n * 0.26)
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
        ring = curve.closed([(a[0] + dx - 0.07, a[1] + 0.06), (a[0] + dx + 0.07, a[1] + 0.06), (a[0] + dx + 0.06, a[1] - 0.2), (a[0] + dx - 0.06, a[1] - 0.2)], 4)
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
        hand = self.frame.child(wrist[0], wrist[1], angle, (scale, scale * -flip if spec.hand == "relax" else scale * flip))
        return hand

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


def _cap(left: Array, right: Array, a: XY, b: XY) -> Array:
    """A rounded end from the right edge over the root to the left."""
    middle = (left + right) / 2
    out = middle - np.array(b)
    size = max(float(np.hypot(*out)), 1e-9)
    half = (left - right) / 2
    deep = out / size * float(np.hypot(*half)) * 0.80
    angles = np.linspace(-np.pi / 2, np.pi / 2, 9)[1:-1]
    return middle + np.sin(angles)[:, None] * half + np.cos(angles)[:, None] * deep
