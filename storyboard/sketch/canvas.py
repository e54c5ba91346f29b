"""A display list of flat shapes, rasterised once by Pillow at twice the size and reduced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import hypot, pi
from random import Random

import numpy as np
from PIL import Image

from .lettered import set_text
from .look import GRAPHITE, INK, Light, luminance, mix, paint
from .model import RGB, Look
from .raster import STEPS, XY, Array, Points, Sheet, as_array, oval, resampled, ribbon

_SHADOW: RGB = (40, 22, 78)

_PAPER: dict[Look, RGB] = {
    "colour": (255, 255, 255), "ink": (255, 255, 255), "pencil": (253, 252, 249),
}  # fmt: skip
_MARK: dict[Look, RGB] = {"colour": _SHADOW, "ink": INK, "pencil": (112, 110, 114)}
"""What shade is drawn with."""
_FAR_ROLES = frozenset({"set", "sky"})

_Op = Callable[["Sheet"], None]


__all__ = ["Array", "Canvas", "Points", "as_array", "oval", "resampled", "ribbon"]


class Canvas:
    """What is drawn on: shapes are kept in order and rasterised when the picture is asked for.

    Coordinates are pixels of the finished picture. `role` says what is being drawn now (see
    `look.ROLES`) and `light` in which light; colours are given as in plain daylight.
    """

    def __init__(self, width: int, height: int, look: Look, seed: int) -> None:
        self.width, self.height = max(int(width), 1), max(int(height), 1)
        self.look: Look = look
        self.role = "set"
        self.light: Light | None = None
        self.quiet = False
        """Whether the set keeps back, in pencil, for the figures before it."""
        self.veil: tuple[RGB, float] | None = None
        """A colour laid over all that is drawn while it is set, and how thickly."""
        self.unit: float = (self.width * self.height) ** 0.5 / 1000
        """A thousandth of the picture's mean side, in pixels: line widths scale with it."""
        area = self.width * self.height
        self._scale = 3 if area < 300_000 else 2 if area < 12_000_000 else 1
        self.least = 1.0 / self._scale
        """The thinnest line that a polygon can show, in pixels."""
        self._random = Random(seed)
        self._ops: list[_Op] = []
        self._waves = np.array([self._random.uniform(-1, 1) for _ in range(512)])
        self._wave_at = 0

    def colour(self, local: RGB) -> RGB:
        """What a local colour becomes in the present role, light and look."""
        return self._veiled(paint(self.look, self.role, local, self.light))

    def _veiled(self, colour: RGB) -> RGB:
        return colour if self.veil is None else mix(colour, *self.veil)

    def line_colour(self, local: RGB) -> RGB:
        """The colour of a line: the look may overrule it."""
        if self.look == "colour":
            return self._veiled(local)
        if self.look == "pencil":
            back = (0.5 if self.quiet else 0.2) if self.role in _FAR_ROLES else 0.0
            return mix(GRAPHITE, (128, 126, 128), back)
        value = luminance(local)
        return INK if value < 0.45 else (round(255 * value),) * 3

    def _seen(self, xy: Array, margin: float = 4.0) -> bool:
        if len(xy) < 2:
            return False
        if len(xy) < 6:
            xs, ys = zip(*xy.tolist(), strict=True)
            x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
        else:
            (x0, y0), (x1, y1) = xy.min(axis=0).tolist(), xy.max(axis=0).tolist()
        return bool(
            x1 >= -margin
            and y1 >= -margin
            and x0 <= self.width + margin
            and y0 <= self.height + margin
        )

    def mark(self) -> int:
        """A place in the order of drawing, for `beneath`."""
        return len(self._ops)

    def beneath(self, mark: int, shapes: Sequence[Array], colour: RGB) -> None:
        """Polygons in exactly this colour, drawn before all that came after `mark`."""

        def op(sheet: Sheet) -> None:
            for xy in shapes:
                sheet.polygon(xy, colour, 1.0, None)

        self._ops.insert(mark, op)

    def noise(self, n: int) -> Array:
        """`n` numbers in ±1 that wander smoothly; the same canvas gives the same ones."""
        self._wave_at = (self._wave_at + 7) % 509
        if n == 2:
            at = self._wave_at
            return self._waves[at : at + 2]
        index = (self._wave_at + np.arange(n) * 0.37) % 511
        low = index.astype(np.int64)
        t = index - low
        return np.asarray(self._waves[low] * (1 - t) + self._waves[(low + 1) % 512] * t)

    def fill(
        self, points: Points, colour: RGB, alpha: float = 1.0, *, within: Points | None = None
    ) -> None:
        """A polygon; `within` a second polygon cuts it to its inside."""
        xy = as_array(points)
        if len(xy) < 3 or alpha <= 0 or not self._seen(xy):
            return
        clip = None if within is None else as_array(within)
        if clip is not None and len(clip) < 3:
            return
        rgb = self.colour(colour)
        marks = self._marks(xy, rgb, alpha)
        if marks is None:
            self._ops.append(lambda sheet: sheet.polygon(xy, rgb, alpha, clip))
            return
        kind, step, over = marks
        line, wash = self._medium(kind, rgb)
        if step == 0 and not over:
            self._ops.append(lambda sheet: sheet.polygon(xy, wash, 1.0, clip))
        elif step:
            self._ops.append(
                lambda sheet: sheet.textured(xy, kind, step, line, clip, None if over else wash)
            )

    def _medium(self, kind: str, rgb: RGB) -> tuple[RGB, RGB]:
        """The colour of a texture's marks and of the paper between them."""
        if self.look != "pencil":
            return INK, (255, 255, 255)
        # A pale wash under the strokes keeps shapes apart that are hatched alike.
        step = 12 * round((255 - rgb[0]) / 12)
        wash = mix(_PAPER["pencil"], (255 - step, 255 - step, 255 - step), 0.48)
        return ((158, 156, 160) if kind.startswith("hatch") else (92, 90, 96)), wash

    def _marks(self, xy: Array, rgb: RGB, alpha: float) -> tuple[str, int, bool] | None:
        """How a look without colour fills: texture, its share and whether on what is there.

        None for a flat fill. In pencil every tone is hatched; in ink the darker tones of the set
        are dots.
        """
        if self.look == "colour" or self.role == "light":
            return None
        wide, high = np.ptp(xy, axis=0)
        value = luminance(rgb)
        if self.look == "pencil":
            over = alpha < 0.995
            if over and value > 0.6:
                return None
            if min(wide, high) < 5 * max(self.unit, 0.5) or self.role == "sign":
                return None
            dark = (0.97 - value) * (alpha if over else 1.0)
            step = min(max(round(dark * STEPS * 1.2), 0), STEPS)
            if self.role not in _FAR_ROLES:
                return "strokes", step, over
            # Neighbours of different value are hatched in different directions.
            return (
                ("hatch", "hatch2", "hatch3")[round(value * 24) % 3],
                max(step - self.quiet, 0),
                over,
            )
        if alpha < 0.995 or self.role not in _FAR_ROLES or min(wide, high) < 12 * self.unit:
            return None
        if not 0.2 < value < 0.56:
            return None
        return f"dots{self.dot:.1f}", round((1.08 - value) * STEPS), False

    @property
    def dot(self) -> float:
        """The pitch of halftone, in pixels."""
        return float(max(4.8 * self.unit, 2.6))

    def shape(self, points: Points, colour: RGB, *, within: Points | None = None) -> None:
        """A polygon in exactly this colour: neither light nor look change it."""
        xy = as_array(points)
        if len(xy) >= 3 and self._seen(xy):
            clip = None if within is None else as_array(within)
            if self.role in _FAR_ROLES:
                colour = self._veiled(colour)
            self._ops.append(lambda sheet: sheet.polygon(xy, colour, 1.0, clip))

    def line(
        self,
        points: Points,
        width: float,
        colour: RGB = INK,
        closed: bool = False,
        wobble: bool = True,
        taper: bool = False,
        *,
        within: Points | None = None,
        alpha: float = 1.0,
    ) -> None:
        """An inked line of about `width` pixels, drawn as a polygon of varying width.

        `taper` thins both ends; `wobble` lets the hand tremble a little; `within` cuts the line
        to the inside of a polygon.
        """
        xy = as_array(points)
        if len(xy) < 2 or width <= 0 or not self._seen(xy, width + 4):
            return
        if wobble and self.look != "colour" and len(xy) < 12:
            xy = self._trembling(xy, width, closed)
        rgb = self.line_colour(colour)
        clip = None if within is None else as_array(within)
        # Straight lines a pixel or so wide need no polygon: their edges could not vary.
        straight = not taper and len(xy) < 6 and width < 3.5 * self.least
        if straight or width < 1.25 * self.least:
            run = np.concatenate([xy, xy[:1]]) if closed else xy
            thin = width * (0.8 if taper else 1.0)
            self._ops.append(lambda sheet: sheet.stroke(run, thin, rgb, alpha, clip))
            return
        across: float | Array = width
        if wobble or taper:
            across = width * np.ones(len(xy))
            if wobble:
                across = across * (1 + 0.12 * self.noise(len(xy)))
            if taper and not closed:
                if len(xy) < 6:
                    xy = resampled(xy, 9)
                    across = width * np.ones(len(xy))
                along = np.linspace(0, 1, len(xy))
                across = across * np.clip(np.sin(pi * along) * 1.7, 0.12, 1.0)
        band = ribbon(xy, across, closed)
        self._ops.append(lambda sheet: sheet.polygon(band, rgb, alpha, clip))

    def _trembling(self, xy: Array, width: float, closed: bool) -> Array:
        """Long straight pieces bent by a hair, as a hand draws them."""
        points = xy.tolist()
        if closed:
            points.append(points[0])
        step = max(60 * self.unit, 1.0)
        much = width * (0.9 if self.look == "pencil" else 0.35)
        run: list[tuple[float, float]] = []
        # Plain numbers: for the few points of a set's line arrays cost more than they save.
        for (ax, ay), (bx, by) in pairwise(points):
            dx, dy = bx - ax, by - ay
            length = hypot(dx, dy)
            n = min(max(int(length / step), 1), 24)
            run.append((ax, ay))
            if n > 1:
                sway = self.noise(n).tolist()
                for k in range(1, n):
                    t, off = k / n, sway[k] * much / length
                    run.append((ax + dx * t - dy * off, ay + dy * t + dx * off))
        if not closed:
            run.append(points[-1])
        return np.array(run)

    def ellipse(
        self, cx: float, cy: float, rx: float, ry: float, colour: RGB, alpha: float = 1.0
    ) -> None:
        """A filled ellipse, upright."""
        self.fill(oval(cx, cy, rx, ry), colour, alpha)

    def tone(self, points: Points, amount: float, *, within: Points | None = None) -> None:
        """Shade over what is there: darker in colour, halftone in ink, hatching in pencil."""
        xy = as_array(points)
        if len(xy) < 3 or amount <= 0 or not self._seen(xy):
            return
        clip = None if within is None else as_array(within)
        amount = min(amount, 1.0)
        if self.look == "colour":
            shadow = _SHADOW
            self._ops.append(lambda sheet: sheet.polygon(xy, shadow, 0.62 * amount, clip))
            return
        if self.look == "ink":
            kind, step = f"dots{self.dot:.1f}", round(amount * 0.76 * STEPS)
        else:
            kind, step = "strokes", round((0.12 + 0.5 * amount) * STEPS)
        dark = _MARK[self.look]
        self._ops.append(lambda sheet: sheet.textured(xy, kind, max(step, 1), dark, clip, None))

    def glow(self, cx: float, cy: float, radius: float, colour: RGB, strength: float) -> None:
        """A halo of light in bands; nothing in ink and pencil."""
        if self.look != "colour" or radius <= 1 or strength <= 0:
            return
        bands = 6
        for i in range(bands):
            r = radius * (1 - i / bands) ** 1.3
            xy = oval(cx, cy, r, r)
            if self._seen(xy):
                alpha = min(strength, 1.0) / bands * (0.6 + 0.8 * i / bands)

                def op(sheet: Sheet, xy: Array = xy, alpha: float = alpha) -> None:
                    sheet.polygon(xy, colour, alpha, None)

                self._ops.append(op)

    def text(self, quad: Sequence[XY], words: str, colour: RGB) -> None:
        """Bold words fitted inside a quadrilateral (corners from the top left, clockwise).

        Line breaks in `words` are kept; the words keep their proportions.
        """
        corners = as_array(quad)
        if len(corners) != 4 or not words.strip() or not self._seen(corners):
            return
        rgb = self.colour(colour)
        self._ops.append(lambda sheet: set_text(sheet, corners, words, rgb))

    def inset(self, image: Image.Image, x: int, y: int) -> None:
        """A picture laid in at a pixel."""

        def op(sheet: Sheet) -> None:
            k = sheet.scale
            large = image.resize((image.width * k, image.height * k), Image.Resampling.BICUBIC)
            sheet.image.paste(large, (x * k, y * k))

        self._ops.append(op)

    def picture(self) -> Image.Image:
        """The finished picture, RGB, of exactly the canvas's size."""
        scale = self._scale
        size = (self.width * scale, self.height * scale)
        sheet = Sheet(size, scale, _PAPER[self.look])
        for op in self._ops:
            op(sheet)
        return sheet.image.reduce(scale) if scale > 1 else sheet.image
