"""The body below the head: limbs, torso and what hangs from it, in drawing order."""

from __future__ import annotations

from math import atan2, degrees, radians

import numpy as np

from . import curve
from .curve import Array
from .garments import body_colour
from .hands import draw_foot
from .limbs import Limbs
from .look import mix, scaled, shade
from .model import RGB
from .outfit import draw_front
from .pattern import draw_pattern


class Body(Limbs):
    """One figure's body, ready to be drawn part by part."""

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
        foot = frame.child(
            ankle[0],
            ankle[1],
            radians(float(flat) * 0.8) + (radians(self.j.stance.roll) if self.j.stance.roll else 0),
        )
        boots = design.shoes == "boots"
        if spec.foot > 100:
            foot = foot.child(0, 0, 0, (-0.8, 1))
        shoe = scaled(design.shoe_colour, 0.85) if not near else design.shoe_colour
        if self.behind:
            foot = foot.child(0, 0, 0, (0.7 if near else -0.7, 1))
        skin_widths = (0.40 * g, 0.35 * g, 0.26 * g, 0.27 * g, 0.21 * g, 0.15)
        widths = skin_widths if bare else (0.50 * g, 0.44 * g, 0.35 * g, 0.335 * g, 0.30 * g, 0.285)
        draw_foot(pen, foot, min(abs(spec.foot), 90), design.shoes, shoe, design.skin)
        self._tube(
            hip, knee, ankle, widths, design.skin if short else colour, "skin" if short else role
        )
        if short:
            mid = (hip[0] + (knee[0] - hip[0]) * 0.75, hip[1] + (knee[1] - hip[1]) * 0.75)
            self._tube(
                hip,
                ((hip[0] + mid[0]) / 2, (hip[1] + mid[1]) / 2),
                mid,
                (0.54 * g, 0.52 * g, 0.5 * g),
                colour if near else mix(design.bottom_colour, shade(design.bottom_colour), 0.45),
                "cloth",
                flat=True,
            )
        if boots:
            top = (ankle[0] + (knee[0] - ankle[0]) * 0.42, ankle[1] + (knee[1] - ankle[1]) * 0.42)
            a, b = curve.limb(
                [
                    top,
                    ((top[0] + ankle[0]) / 2, (top[1] + ankle[1]) / 2),
                    (ankle[0], ankle[1] - 0.02),
                ],
                (0.36 * g, 0.32 * g, 0.27),
                5,
            )
            xy = pen.px(frame, np.concatenate([a, b[::-1]]))
            pen.outline(xy, 0.9)
            pen.solid(xy, shoe, "cloth", pen.size(frame, 0.06))
            draw_foot(pen, foot, min(abs(spec.foot), 90), design.shoes, shoe, design.skin)
            pen.canvas.role = "cloth"
            cover = foot(
                curve.closed([(-0.11, 0.14), (0.10, 0.14), (0.12, -0.04), (-0.11, -0.05)], 3)
            )
            pen.canvas.fill(pen.camera.upright(cover, pen.z), shoe)
        elif not pen.flat and not bare:
            line = pen.soft(colour, 0.55)
            kx, ky = knee
            pen.stroke(
                frame,
                curve.opened([(kx - 0.12, ky + 0.02), (kx, ky - 0.04), (kx + 0.1, ky - 0.01)], 4),
                0.6,
                line,
            )
            ax, ay = ankle
            pen.stroke(
                frame,
                curve.opened([(ax - 0.11, ay + 0.12), (ax, ay + 0.07), (ax + 0.1, ay + 0.1)], 4),
                0.6,
                line,
            )

    def legs(self) -> None:
        """Both legs, the far one first, and a skirt over them."""
        kneels = self.j.stance.near_leg.shin < -60 and self.j.stance.far_leg.thigh > 60
        for near in (True, False) if kneels else (False, True):
            self.leg(near)
        if self.design.bottom == "skirt" and self.design.top != "dress":
            self._skirt(1.25, 0.28, self.design.bottom_colour, notch=False)

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
        ma, mb = (
            self._along(self.j.near_leg, length * 0.5),
            self._along(self.j.far_leg, length * 0.5),
        )
        if ma[0] > mb[0]:
            ma, mb = mb, ma
        left_mid, right_mid = (ma[0] - half * 0.9 - 0.05, ma[1]), (mb[0] + half * 0.9 + 0.05, mb[1])
        left = curve.opened([tl, hl, left_mid, la], 5)
        right = curve.opened([rb, right_mid, hr, tr], 5)
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

    def cape(self) -> None:
        """What hangs down the back before anything else is drawn."""
        if self.design.top != "cloak":
            return
        ring = self._skirt_ring(self.j.build.leg * 1.7, 0.42, False)
        t = self.marks.top
        extra = [
            self._global((self.marks.far[0] + 0.1, t)),
            self._global((self.marks.near[0] - 0.1, t)),
        ]
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
        belly = {"broad": 0.05, "fat": 0.18}.get(design.build, 0.0)
        bust = 0.03 if design.woman and design.age != "child" else 0.0
        # A stout body widens evenly from the chest down, or the waist would stand off as a spike.
        stout = design.build == "fat"
        chest_n = min(n[0] - 0.005 - bust * 0.3, -0.90 * m.waist if stout else 9.0)
        chest_f = max(f[0] + 0.01 + bust, 0.92 * (m.waist + belly) if stout else -9.0)
        waist_y = 0.50 if stout else 0.66
        ring = curve.closed(
            [
                (-0.15, top + 0.15), (n[0] * 0.55, n[1] + 0.20), (n[0] - 0.01, n[1] + 0.11),
                (n[0] - 0.10 * loose, n[1] - 0.08), (chest_n, n[1] - 0.48),
                (-m.waist, waist_y), (-hip - 0.01, 0.16), (-hip - 0.02, low), (0.0, low - 0.045),
                (hip + 0.02, low), (hip + 0.01 + belly * 0.55, 0.16), (m.waist + belly, waist_y),
                (chest_f, f[1] - 0.50), (f[0] + 0.09 * loose, f[1] - 0.08),
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
            skirt = self._skirt_ring(
                garment.hem + 0.1, garment.flare, garment.front == "open" and not self.behind
            )
            if (body[-1, 0] - body[0, 0]) * (skirt[-1, 0] - skirt[0, 0]) > 0:
                skirt = skirt[::-1]
            xy = pen.px(self.frame, np.concatenate([body, skirt]))
            pen.outline(xy)
            pen.solid(xy, colour, "cloth", pen.size(self.frame, 0.15))
            self._skirt_lines(xy, colour)
        if design.pattern and not pen.flat:
            draw_pattern(pen, self.torso_frame, xy, design)
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

    def neck(self) -> None:
        """The neck, drawn before the collar and the head."""
        pen, j, design = self.pen, self.j, self.design
        cx, cy = j.chest
        hx, hy = j.head
        wide = (0.29 if design.woman else 0.37) * (0.8 if design.age == "child" else 1.0)
        wide *= {"broad": 1.1, "fat": 1.18, "slim": 0.94}.get(design.build, 1.0)
        up = (hx - cx, hy - cy)
        tip = (cx + up[0] * 0.85 - 0.05, cy + up[1] * 0.85)
        foot = (cx - up[0] * 0.16, cy - up[1] * 0.16)
        left, right = curve.limb(
            [foot, ((foot[0] + tip[0]) / 2 - 0.02, (foot[1] + tip[1]) / 2), tip],
            (wide * 1.5, wide, wide * 0.96),
            5,
        )
        ring = np.concatenate([left, right[::-1]])
        xy = pen.px(self.frame, ring)
        pen.outline(xy)
        pen.solid(xy, design.skin, "skin")
        if not self.behind:
            chin = curve.closed(
                [
                    (hx - 0.5, hy),
                    (hx + 0.5, hy),
                    (hx + 0.42, hy - 0.42),
                    (hx + 0.1, hy - 0.64),
                    (hx - 0.3, hy - 0.50),
                ],
                4,
            )
            if pen.canvas.look == "colour":
                pen.canvas.role = "skin"
                pen.canvas.fill(pen.px(self.frame, chin), shade(design.skin), within=xy)
            else:
                pen.canvas.tone(pen.px(self.frame, chin), 0.6, within=xy)
