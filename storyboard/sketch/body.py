"""The body below the head: limbs, torso and what hangs from it, in drawing order."""

from __future__ import annotations

from dataclasses import replace
from math import atan2, degrees, hypot, radians

import numpy as np

from . import curve
from .garments import body_colour
from .hands import draw_foot
from .look import mix, scaled, shade
from .model import RGB
from .outfit import draw_front
from .pattern import draw_pattern
from .proportions import BARE_LEG, TROUSERS, thick
from .skirts import Skirted


class Body(Skirted):
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
        slim = 0.9 if design.woman and design.age != "child" else 1.0
        profile = (
            thick(BARE_LEG, g)
            if bare
            else tuple(
                (t, f * g * (1 - (1 - slim) * t), b * g * (1 - (1 - slim) * t))
                for t, f, b in TROUSERS
            )
        )
        draw_foot(pen, foot, min(abs(spec.foot), 90), design.shoes, shoe, design.skin)
        self._tube(
            hip, knee, ankle, profile, design.skin if short else colour, "skin" if bare else role
        )
        if not short:
            self._hem_shadow(near, colour, role)
        if short:
            cloth = colour if near else mix(design.bottom_colour, shade(design.bottom_colour), 0.45)
            self._tube(hip, knee, ankle, thick(TROUSERS, 1.12 * g), cloth, "cloth", 0.40)
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

    def _hem_shadow(self, near: bool, colour: RGB, role: str) -> None:
        """The shade that the hem of what is worn above throws on a leg."""
        pen, garment = self.pen, self.garment
        if pen.flat or self.j.stance.roll:
            return
        leg = self.j.near_leg if near else self.j.far_leg
        hem = garment.hem + 0.1 if garment.hem > 0.25 else min(garment.hem, 0.2) + 0.03
        if self.design.top == "apron":
            hem = 0.95
        elif self.design.bottom == "skirt" and self.design.top != "dress":
            hem = 1.25
        if hem > 0.3:
            hem = self._hung(hem)
        a, b = self._along(leg, max(hem - 0.12, 0.0)), self._along(leg, hem + 0.13)
        dx, dy = b[0] - a[0], b[1] - a[1]
        size = max(hypot(dx, dy), 1e-6)
        nx, ny = -dy / size * 0.5, dx / size * 0.5
        band = [(a[0] - nx, a[1] - ny), (a[0] + nx, a[1] + ny),
            (b[0] + nx, b[1] + ny - 0.03), (b[0] - nx, b[1] - ny + 0.03)]  # fmt: skip
        fallen = pen.px(self.frame, band)
        pen.canvas.role = role
        for xy in self._sleeves:
            if pen.canvas.look == "colour":
                pen.canvas.fill(fallen, shade(colour), within=xy)
            elif pen.toned and role != "skin":
                pen.canvas.tone(fallen, 0.5, within=xy)

    def legs(self) -> None:
        """Both legs, the far one first, and a skirt over them."""
        kneels = self.j.stance.near_leg.shin < -60 and self.j.stance.far_leg.thigh > 60
        for near in (True, False) if kneels else (False, True):
            self.leg(near)
        if self.design.bottom == "skirt" and self.design.top != "dress":
            self._skirt(1.25, 0.28, self.design.bottom_colour, notch=False)
        if self.design.top == "apron":
            self._skirt(0.95, 0.03, self.design.top_colour, notch=False)

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
        # The chest is as deep as half its width: turned away, it does not go flat.
        deep = self._depth * (0.26 if design.age == "child" else 0.31 if design.woman else 0.34)
        chest_n = -max(hypot(n[0], 0.86 * deep) - 0.005, 0.90 * m.waist if stout else 0.0)
        chest_f = hypot(f[0], deep) + 0.01 + bust * (1 + 1.6 * self._depth)
        chest_f = max(chest_f, 0.92 * (m.waist + belly) if stout else 0.0)
        waist_y = 0.50 if stout else 0.66
        crest_n, crest_f = n[1] + 0.115, f[1] + 0.115
        ring = curve.closed(
            [
                (-0.20, top + 0.14), (n[0] * 0.58, (top + 0.13 + crest_n) / 2),
                (n[0] - 0.02, crest_n),
                (n[0] - 0.05 * loose, n[1] - 0.10), (chest_n, n[1] - 0.42),
                (-m.waist, waist_y), (-hip - 0.01, 0.16), (-hip - 0.02, low), (0.0, low - 0.045),
                (hip + 0.02, low), (hip + 0.01 + belly * 0.55, 0.16), (m.waist + belly, waist_y),
                (chest_f, f[1] - 0.44), (f[0] + 0.05 * loose, f[1] - 0.10),
                (f[0] + 0.02, crest_f), (f[0] * 0.58, (top + 0.13 + crest_f) / 2),
                (0.25, top + 0.13),
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
        front = self.torso_frame
        if not self.behind:
            front = replace(front, middle=m.middle, room=max(chest_f - m.middle, 0.08))
        draw_front(pen, front, xy, design, m, self.behind)

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
            (wide * 1.45, wide * 1.04, wide * 0.96),
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
