"""A display list of flat shapes, rasterised once by Pillow at twice the size and reduced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import pi
from random import Random

import numpy as np
from PIL import Image, ImageChops

from .look import GRAPHITE, INK, Light, luminance, mix, paint
from .model import RGB, Look
from .raster import XY, Array, Points, Sheet, as_array, oval, resampled, ribbon, set_text

_SHADOW: RGB = (40, 22, 78)

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
        self.unit = self.width**0.5 * self.height**0.5 / 1000
        """A thousandth of the picture's mean side, in pixels: line widths scale with it."""
        self._random = Random(seed)
        self._ops: list[_Op] = []
        self._waves = np.array([self._random.uniform(-1, 1) for _ in range(512)])
        self._wave_at = 0

    def colour(self, local: RGB) -> RGB:
        """What a local colour becomes in the present role, light and look."""
        return paint(self.look, self.role, local, self.light)

    def line_colour(self, local: RGB) -> RGB:
        """The colour of a line: the look may overrule it."""
        if self.look == "colour":
            return local
        if self.look == "pencil":
            return mix(GRAPHITE, (150, 148, 148), 0.5 if self.role == "set" else 0.0)
        value = luminance(local)
        return INK if value < 0.45 else (round(255 * value),) * 3

    def _seen(self, xy: Array, margin: float = 4.0) -> bool:
        if len(xy) < 2:
            return False
        (x0, y0), (x1, y1) = xy.min(axis=0), xy.max(axis=0)
        return bool(
            x1 >= -margin
            and y1 >= -margin
            and x0 <= self.width + margin
            and y0 <= self.height + margin
        )

    def _noise(self, n: int) -> Array:
        """`n` numbers in ±1 that wander smoothly; the same canvas gives the same ones."""
        self._wave_at = (self._wave_at + 7) % 509
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
        self._ops.append(lambda sheet: sheet.polygon(xy, rgb, alpha, clip))

    def shape(self, points: Points, colour: RGB, *, within: Points | None = None) -> None:
        """A polygon in exactly this colour: neither light nor look change it."""
        xy = as_array(points)
        if len(xy) >= 3 and self._seen(xy):
            clip = None if within is None else as_array(within)
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
        across: float | Array = width
        if wobble or taper:
            across = width * np.ones(len(xy))
            if wobble:
                across = across * (1 + 0.12 * self._noise(len(xy)))
            if taper and not closed:
                if len(xy) < 6:
                    xy = resampled(xy, 9)
                    across = width * np.ones(len(xy))
                along = np.linspace(0, 1, len(xy))
                across = across * np.clip(np.sin(pi * along) * 1.7, 0.12, 1.0)
        band = ribbon(xy, across, closed)
        rgb = self.line_colour(colour)
        clip = None if within is None else as_array(within)
        self._ops.append(lambda sheet: sheet.polygon(band, rgb, alpha, clip))

    def _trembling(self, xy: Array, width: float, closed: bool) -> Array:
        """Long straight pieces bent by a hair, as a hand draws them."""
        ring = np.concatenate([xy, xy[:1]]) if closed else xy
        pieces: list[Array] = []
        step = 60 * self.unit
        for a, b in pairwise(ring):
            length = float(np.hypot(*(b - a)))
            n = min(max(int(length / max(step, 1)), 1), 24)
            t = np.arange(n)[:, None] / n
            run = a + (b - a) * t
            if n > 1:
                side = np.array([-(b - a)[1], (b - a)[0]]) / max(length, 1e-9)
                sway = self._noise(n) * width * (0.9 if self.look == "pencil" else 0.35)
                sway[0] = 0
                run = run + side * sway[:, None]
            pieces.append(run)
        if not closed:
            pieces.append(ring[-1:])
        return np.concatenate(pieces)

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
        kind = "dots" if self.look == "ink" else "hatch"
        pitch = max((5.4 if kind == "dots" else 9.0) * self.unit, 3.0)
        dark = INK if self.look == "ink" else (128, 126, 128)
        share = amount * (0.55 if kind == "dots" else 0.3)

        def op(sheet: Sheet) -> None:
            cut = sheet.mask(xy, 255, clip)
            if cut is None:
                return
            mask, (x, y) = cut
            box = (int(x), int(y), int(x) + mask.width, int(y) + mask.height)
            dots = sheet.pattern(kind, share, pitch).crop(box)
            sheet.image.paste(dark, box[:2], ImageChops.multiply(mask, dots))

        self._ops.append(op)

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

    def picture(self) -> Image.Image:
        """The finished picture, RGB, of exactly the canvas's size."""
        scale = 3 if self.width * self.height < 300_000 else 2
        paper: RGB = (250, 248, 244) if self.look == "pencil" else (255, 255, 255)
        sheet = Sheet((self.width * scale, self.height * scale), scale, paper)
        for op in self._ops:
            op(sheet)
        return sheet.image.reduce(scale)
