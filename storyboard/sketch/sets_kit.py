"""The set builder's tools: solids in metres, lit, veiled by distance, clipped and inked."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .rng import stream
from .sets_colour import INK, WHITE, Mood, grey, mix, mood_of, scale
from .sets_shape import clip, clip_line, hull, ring

if TYPE_CHECKING:
    import random

    from .camera import Camera
    from .canvas import Canvas
    from .look import Light
    from .model import RGB, Staging

P2 = tuple[float, float]


P3 = tuple[float, float, float]


CLOSE = ("extreme-close-up", "close-up", "medium-close-up")


FAR = ("wide", "extreme-wide")


class Kit:
    """One set being drawn: the canvas and camera with the scene's light, seed and wording."""

    def __init__(
        self,
        canvas: Canvas,
        camera: Camera,
        staging: Staging,
        light: Light,
        rng: random.Random,
        hint: str = "",
        indoors: bool = False,
        strip: bool = False,
    ) -> None:
        self.canvas, self.camera, self.staging = canvas, camera, staging
        self.light, self.rng = light, rng
        self._seed, self._owned = rng.getrandbits(64), Counter[str]()
        self.hint = hint.lower()
        self.words = frozenset(re.findall(r"[a-z]+", hint.lower()))
        self.indoors = indoors
        self.mood: Mood = mood_of(staging.time, staging.weather, indoors, strip)
        canvas.role = "sky"  # colours handed on are already lit
        self.paper = canvas.look != "colour"
        if self.paper:
            # Drawn in greys, light is told by line and tone: paper stays paper.
            pale = 0.18 if staging.time == "night" else 0.42
            sky = tuple(mix(c, WHITE, pale) for c in light.sky)
            self.light = replace(light, sky=sky)
            seen = self.mood
            # Inked, the pale fronts of a town need blacks by night; leaves and slates have them.
            town = staging.setting in ("street", "alley") and not indoors
            base = 0.36 if town and canvas.look == "ink" and staging.time == "night" else 0.5
            tint = (base + seen.tint[0] / 2, base + seen.tint[1] / 2, base + seen.tint[2] / 2)
            air = mix(seen.haze, WHITE, pale) if indoors else mix(sky[3], sky[2], 0.25)
            self.mood = replace(seen, tint=tint, lift_by=seen.lift_by * 0.4, haze=air)
        veiled = staging.weather in ("fog", "snow") and not light.indoors
        self.inked = canvas.look == "ink" and not veiled
        """Whether tones are parted as a pen parts them: not where only greys tell the air."""
        self.w, self.h = camera.width, camera.height
        self.eye: P3 = camera.eye
        """The camera's place in the set's own axes."""
        self._turn = (1.0, 0.0)
        self._pivot = 1.2
        self.base = max(0.7, 0.0030 * math.sqrt(self.w * self.h))
        m = 0.06 * max(self.w, self.h) + 4
        self.frame = (-m, -m, self.w + m, self.h + m)
        self.close = staging.shot in CLOSE
        self.far = staging.shot in FAR
        self.night = staging.time == "night"
        self.key = -1.0 if light.key[0] < 0 else 1.0
        """Side the key light comes from: -1 left, 1 right."""
        self.flat = False
        """Silhouette mode: every colour is one dark foreground tone."""
        self.veil = True
        self.abed = False
        """Whether somebody lies in a bed before the set, which then needs none of its own."""
        self.fold: float | None = None
        """The share of the picture's width at which nobody may stand."""
        self.room_back, self.room_sides = 9.0, 99.0
        """How far back and to the sides of x = 0 people may stand in this set, in metres."""

    def own(self, name: str) -> random.Random:
        """A stream of one thing's own, the next of its `name`.

        What a thing takes from chance must not shift what the next takes: an hour that adds
        stars, or a shot that leaves out the floor boards, would build another room.
        """
        self._owned[name] += 1
        return stream(self._seed, name, self._owned[name])

    # -- placing ------------------------------------------------------------------

    def turn(self, yaw: float, pivot: float = 1.2) -> None:
        """Turn the set by `yaw` radians about the upright line at (0, `pivot`)."""
        c, s = math.cos(yaw), math.sin(yaw)
        self._turn, self._pivot = (c, s), pivot
        ex, ey, ez = self.camera.eye
        dx, dz = ex, ez - pivot
        self.eye = (dx * c - dz * s, ey, pivot + dx * s + dz * c)

    def world(self, x: float, y: float, z: float) -> P3:
        """A point of the set in the world's axes."""
        c, s = self._turn
        dz = z - self._pivot
        return x * c + dz * s, y, self._pivot - x * s + dz * c

    def pt(self, x: float, y: float, z: float) -> P2:
        """The pixel of a point of the set."""
        return self.camera.point(*self.world(x, y, z))

    def depth(self, x: float, z: float) -> float:
        """Metres from the camera's plane to a point of the set, negative behind it."""
        c, s = self._turn
        return self._pivot - x * s + (z - self._pivot) * c - self.camera.eye[2]

    # -- questions ---------------------------------------------------------------

    def says(self, *words: str) -> bool:
        """Whether the prompt holds one of these words."""
        return any(w in self.words or w + "s" in self.words for w in words)

    def view(self, z: float) -> tuple[float, float, float, float]:
        """Metres of the world seen at its depth `z` as x0, x1, y0, y1, pitch and turn apart."""
        ex, ey, _ = self.camera.eye
        s = max(1e-3, self.camera.scale(z))
        cx, cy = self.camera.point(ex, ey, z)
        reach = 0.12 * max(self.w, self.h) if self.staging.angle == "dutch" else 0.0
        return (
            ex - (cx + reach) / s,
            ex + (self.w - cx + reach) / s,
            ey - (self.h - cy + reach) / s,
            ey + (cy + reach) / s,
        )

    def across(self, t: float, z: float) -> float:
        """The set's x at depth `z` seen `t` of the way from the middle (0) to an edge (±1)."""
        x0, x1, _, _ = self.view(z)
        return (x0 + x1) / 2 + t * (x1 - x0) / 2

    def px(self, z: float) -> float:
        """Pixels per metre at depth `z`."""
        return self.camera.scale(z)

    # -- colour ------------------------------------------------------------------

    def lit(self, c: RGB, z: float = 0.0) -> RGB:
        """Local colour under the scene's light, veiled by the air in front of depth `z`."""
        mood = self.mood
        if self.flat:
            return mood.front
        if self.paper and grey(c) > 78:
            c = mix(c, WHITE, 0.34)
        c = mood.light(c)
        if self.veil:
            # However far back the camera stands, the air is clear about the figures.
            far = max(0.0, z - max(self.camera.eye[2] + 2.0, -2.5))
            c = mix(c, mood.haze, min(mood.haze_most, 1 - math.exp(-far / mood.haze_reach)))
        return self._parted(c) if self.inked else c

    def _parted(self, c: RGB) -> RGB:
        """In ink the middle greys give way: what is lighter turns paper, what is darker dots."""
        value = grey(c) / 255
        dark = not self.indoors and self.staging.time in ("night", "dusk")
        if value < (0.4 if dark else 0.2):
            return c
        if dark:
            # Black, dots, grey, paper: four tones keep a night's shapes apart.
            steps = ((0.455, 0.3), (0.53, 0.415), (0.64, 0.62))
            value = next(
                (tone for least, tone in steps if value < least), 0.6 + 1.2 * (value - 0.6)
            )
            level = round(255 * min(1.0, value))
            return level, level, level
        apart = 0.6 + (2.0 if value > 0.6 else 1.7) * (value - 0.6)
        level = round(255 * min(1.0, max(0.27, apart)))
        return level, level, level

    def edge(self, c: RGB) -> RGB:
        """Contour colour of a surface already lit: its own dark, so that lines stay behind."""
        return mix(scale(c, 0.42), INK, 0.35)

    def pen(self, weight: float, z: float) -> float:
        """Line width in pixels of a contour at depth `z`; 1 is a figure's contour nearby."""
        near = max(0.05, self.px(z) / max(1e-3, self.px(0.0)))
        if self.far:
            weight *= 0.8
        return float(self.base * weight * min(1.5, max(0.38, near**0.45)))

    # -- flat shapes -------------------------------------------------------------

    def flat_fill(self, pts: Sequence[P2], c: RGB, alpha: float = 1.0) -> list[P2]:
        """Fill a polygon of the picture plane with a colour already lit."""
        cut = clip(pts, self.frame)
        if len(cut) > 2:
            self.canvas.fill(cut, c, alpha)
        return cut

    def flat_line(self, pts: Sequence[P2], width: float, c: RGB, closed: bool = False) -> None:
        """Ink a polyline of the picture plane, cut to the frame."""
        if width < 0.3 or len(pts) < 2:
            return
        role, self.canvas.role = self.canvas.role, "set"
        # A thinner ribbon would fall between the raster's rows and break into dots.
        self._cut_line(pts, max(width, 0.95), c, closed)
        self.canvas.role = role

    def _cut_line(self, pts: Sequence[P2], width: float, c: RGB, closed: bool) -> None:
        x0, y0, x1, y1 = self.frame
        if all(x0 <= p[0] <= x1 and y0 <= p[1] <= y1 for p in pts):
            self.canvas.line(list(pts), width, c, closed=closed)
            return
        run: list[P2] = []
        todo = [*pts, pts[0]] if closed else list(pts)
        for a, b in itertools.pairwise(todo):
            cut = clip_line(a, b, self.frame)
            if cut is None or (run and run[-1] != cut[0]):
                if len(run) > 1:
                    self.canvas.line(run, width, c)
                run = []
            if cut is not None:
                run = [*run, cut[1]] if run else [cut[0], cut[1]]
        if len(run) > 1:
            self.canvas.line(run, width, c)

    def shape(
        self, pts: Sequence[P2], c: RGB, z: float = 0.0, line: float = 0.0, alpha: float = 1.0
    ) -> None:
        """A polygon of the picture plane whose colour is lit as if at depth `z`."""
        c = self.lit(c, z)
        if line and not self.flat:
            cut = self.flat_fill(pts, c, alpha)
            if len(cut) > 2:
                self.flat_line(pts, self.pen(line, z), self.edge(c), closed=True)
        else:
            self.flat_fill(pts, c, alpha)

    # -- solids in metres --------------------------------------------------------

    def poly(
        self, xyz: Sequence[P3], c: RGB, line: float = 0.0, alpha: float = 1.0, depth: float = -1.0
    ) -> None:
        """A flat polygon in metres."""
        pts = self.camera.points([self.world(*p) for p in xyz])
        if len(pts) < 3:
            return
        z = depth
        if depth < 0:
            mid = (sum(p[0] for p in xyz) / len(xyz), sum(p[2] for p in xyz) / len(xyz))
            z = max(0.0, self.depth(*mid)) + self.camera.eye[2]
        self.shape(pts, c, z, line, alpha)

    def outline(self, xyz: Sequence[P3], c: RGB, weight: float = 0.4) -> None:
        """The contour of a flat polygon of local colour `c`, without its fill."""
        pts = self.camera.points([self.world(*p) for p in xyz])
        if len(pts) > 2 and not self.flat:
            z = max(0.0, self.depth(xyz[0][0], xyz[0][2])) + self.camera.eye[2]
            self.flat_line(pts, self.pen(weight, z), self.edge(self.lit(c, z)), closed=True)

    def stroke(self, xyz: Sequence[P3], c: RGB, weight: float = 0.4, closed: bool = False) -> None:
        """A line in metres, `weight` as in `pen`, in a colour not yet lit."""
        near = self.camera.eye[2] + 0.12
        xyz = [self.world(*p) for p in xyz]
        if min(p[2] for p in xyz) < near:
            cut: list[P3] = []
            for a, b in itertools.pairwise(xyz):
                if a[2] < near and b[2] < near:
                    continue
                ends = [a, b]
                for i, (p, q) in enumerate(((a, b), (b, a))):
                    if p[2] < near:
                        t = (near - p[2]) / (q[2] - p[2])
                        ends[i] = (p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1]), near)
                cut = [*cut, *ends]
            if not cut:
                return
            xyz = cut
        z = sum(p[2] for p in xyz) / len(xyz)
        pts = [self.camera.point(*p) for p in xyz]
        self.flat_line(pts, self.pen(weight, z), self.lit(c, z), closed)

    def rod(self, a: P3, b: P3, r: float, c: RGB, line: float = 0.0) -> None:
        """A straight bar of radius `r` metres between two points."""
        a, b = self.world(*a), self.world(*b)
        if min(a[2], b[2]) < self.camera.eye[2] + 0.15:
            return
        p, q = self.camera.point(*a), self.camera.point(*b)
        ra, rb = r * self.px(a[2]), r * self.px(b[2])
        length = math.hypot(q[0] - p[0], q[1] - p[1])
        if length < 1e-6:
            return
        nx, ny = (p[1] - q[1]) / length, (q[0] - p[0]) / length
        ra, rb = max(0.35, ra), max(0.35, rb)
        self.shape(
            [(p[0] + nx * ra, p[1] + ny * ra), (q[0] + nx * rb, q[1] + ny * rb),
             (q[0] - nx * rb, q[1] - ny * rb), (p[0] - nx * ra, p[1] - ny * ra)],
            c, (a[2] + b[2]) / 2, line,
        )  # fmt: skip

    def front(
        self, x0: float, x1: float, y0: float, y1: float, z: float, c: RGB, line: float = 0.0,
        alpha: float = 1.0,
    ) -> None:  # fmt: skip
        """An upright rectangle facing the viewer."""
        self.poly([(x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z)], c, line, alpha)

    def floor(
        self, x0: float, x1: float, z0: float, z1: float, c: RGB, y: float = 0.0,
        line: float = 0.0, alpha: float = 1.0,
    ) -> None:  # fmt: skip
        """A level rectangle at height `y`."""
        self.poly([(x0, y, z0), (x1, y, z0), (x1, y, z1), (x0, y, z1)], c, line, alpha)

    def box(
        self, x0: float, x1: float, y0: float, y1: float, z0: float, z1: float, c: RGB,
        line: float = 0.5, top: RGB | None = None,
    ) -> None:  # fmt: skip
        """A block: its faces that the camera sees, each in its own value."""
        if max(self.depth(x0, z1), self.depth(x1, z1)) < 0.1:
            return
        ex, ey, ez = self.eye
        left, right = (1.0, 0.8) if self.key < 0 else (0.8, 1.0)
        if ey > y1:
            self.poly(
                [(x0, y1, z0), (x1, y1, z0), (x1, y1, z1), (x0, y1, z1)],
                top or mix(c, (255, 250, 235), 0.2), line,
            )  # fmt: skip
        if ey < y0:
            self.poly([(x0, y0, z0), (x1, y0, z0), (x1, y0, z1), (x0, y0, z1)],
                      scale(c, 0.62), line)  # fmt: skip
        if ex < x0:
            self.poly([(x0, y0, z0), (x0, y1, z0), (x0, y1, z1), (x0, y0, z1)],
                      scale(c, left * 0.94), line)  # fmt: skip
        if ex > x1:
            self.poly([(x1, y0, z0), (x1, y1, z0), (x1, y1, z1), (x1, y0, z1)],
                      scale(c, right * 0.94), line)  # fmt: skip
        if ez < z0:
            self.front(x0, x1, y0, y1, z0, c, line)

    def disc(
        self, x: float, y: float, z: float, r: float, c: RGB, line: float = 0.0, ry: float = 0.0,
        level: bool = False, alpha: float = 1.0,
    ) -> None:  # fmt: skip
        """A disc facing the viewer, or lying level."""
        if level:
            pts = [(a, y, b) for a, b in ring(x, z, r, ry or r)]
        else:
            pts = [(a, b, z) for a, b in ring(x, y, r, ry or r)]
        self.poly(pts, c, line, alpha)

    def drum(
        self, x: float, z: float, r: float, y0: float, y1: float, c: RGB, line: float = 0.5,
        r1: float = -1.0, top: RGB | None = None,
    ) -> None:  # fmt: skip
        """An upright drum or cone with radius `r` below and `r1` above, shaded on one side."""
        r1 = r if r1 < 0 else r1
        if self.depth(x, z) - max(r, r1) < 0.15:
            return
        low = [self.pt(a, y0, b) for a, b in ring(x, z, r)]
        high = [self.pt(a, y1, b) for a, b in ring(x, z, r1)]
        self.shape(hull([*low, *high]), c, z, line)
        if not self.flat:
            s = -self.key
            dark = [
                self.pt(x + s * r, y0, z), self.pt(x + s * r * 0.35, y0, z - r),
                self.pt(x + s * r1 * 0.35, y1, z - r1), self.pt(x + s * r1, y1, z),
            ]  # fmt: skip
            self.shape(dark, scale(c, 0.78), z)
        if self.eye[1] > y1:
            self.shape(high, top or mix(c, (255, 250, 235), 0.22), z, line * 0.8)

    def lathe(
        self, x: float, z: float, profile: Sequence[tuple[float, float]], c: RGB,
        line: float = 0.5, y: float = 0.0,
    ) -> None:  # fmt: skip
        """A turned thing (bottle, lamp, vase): `profile` is (radius, height) from below."""
        right = [(x + r, y + h, z) for r, h in profile]
        left = [(x - r, y + h, z) for r, h in reversed(profile)]
        self.poly([*right, *left], c, line)
        if not self.flat and self.px(z) * profile[0][0] > 3:
            s = -self.key
            inner = [(x + s * r * 0.45, y + h, z) for r, h in reversed(profile)]
            self.poly([*((x + s * r, y + h, z) for r, h in profile), *inner], scale(c, 0.8))

    def glow(self, x: float, y: float, z: float, radius: float, c: RGB, strength: float) -> None:
        """A halo of light round a point in metres; `radius` in metres."""
        if self.depth(x, z) < 0.3 or self.flat:
            return
        px, py = self.pt(x, y, z)
        r = radius * self.px(self.depth(x, z) + self.camera.eye[2])
        if -r < px < self.w + r and -r < py < self.h + r and r > 1.5:
            role, self.canvas.role = self.canvas.role, "light"
            self.canvas.glow(px, py, min(r, 1.2 * max(self.w, self.h)), c, strength)
            self.canvas.role = role

    def shadow(self, x: float, z: float, rx: float, rz: float, amount: float = 0.3) -> None:
        """A soft-edged contact shadow on the ground."""
        pts = self.camera.points([self.world(a, 0.002, b) for a, b in ring(x, z, rx, rz)])
        if len(pts) > 2 and not self.flat:
            self.flat_fill(pts, mix(self.mood.shade, INK, 0.35), amount)

    # -- organic outlines --------------------------------------------------------

    def lobes(
        self, cx: float, cy: float, rx: float, ry: float, n: int, bulge: float = 0.22,
        jitter: float = 0.35,
    ) -> list[P2]:  # fmt: skip
        """A scalloped outline of `n` lobes (cloud, crown of a tree, bush), in any unit."""
        rng = self.own("lobes")
        cuts = [(i + jitter * (rng.random() - 0.5)) * math.tau / n for i in range(n)]
        cuts.append(cuts[0] + math.tau)
        swell = [bulge * (0.6 + 0.8 * rng.random()) for _ in range(n)]
        out: list[P2] = []
        for i in range(n):
            for k in range(7):
                u = k / 7
                a = cuts[i] + u * (cuts[i + 1] - cuts[i])
                f = 0.86 + swell[i] * math.sin(math.pi * u) ** 0.7
                out.append((cx + rx * f * math.cos(a), cy + ry * f * math.sin(a)))
        return out

    def ridge(
        self, x0: float, x1: float, y: float, tall: float, steps: int, rough: float = 0.5
    ) -> list[P2]:
        """A skyline from `x0` to `x1` over `y` by midpoint displacement; 0 to `tall` high."""
        rng = self.own("ridge")
        n = 1
        while n < steps:
            n *= 2
        hs = [0.0] * (n + 1)
        hs[0], hs[n] = rng.random(), rng.random()
        span, amp = n, 0.9
        while span > 1:
            for i in range(span // 2, n, span):
                mid = (hs[i - span // 2] + hs[i + span // 2]) / 2
                hs[i] = mid + (rng.random() - 0.5) * amp
            span //= 2
            amp *= rough
        low, high = min(hs), max(hs)
        k = tall / max(1e-6, high - low)
        return [(x0 + (x1 - x0) * i / n, y + (h - low) * k) for i, h in enumerate(hs)]
