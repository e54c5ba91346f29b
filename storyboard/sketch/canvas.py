"""A display list of flat shapes, rasterised once by Pillow at twice the size and reduced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import ceil, pi
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFont

from .look import GRAPHITE, INK, Light, luminance, mix, paint
from .model import RGB, Look

XY = tuple[float, float]
Points = Sequence[XY] | NDArray[np.float64]
Array = NDArray[np.float64]

_FAR = 16000.0
"""Pixels beyond which coordinates are cut: Pillow's own numbers end at 32 767."""
_SHADOW: RGB = (40, 22, 78)

_Op = Callable[["_Sheet"], None]


def as_array(points: Points) -> Array:
    """Points as an (n, 2) array, without what is not a number."""
    xy = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    return xy if np.isfinite(xy).all() else xy[np.isfinite(xy).all(axis=1)]


def ribbon(points: Points, widths: float | Array, closed: bool = False) -> Array:
    """The polygon of a stroke along `points`, `widths` pixels across (one number or one each)."""
    p = as_array(points)
    if len(p) < 2:
        return p
    ahead = np.roll(p, -1, axis=0) - p
    if not closed:
        ahead[-1] = ahead[-2]
    length = np.hypot(ahead[:, 0], ahead[:, 1])
    unit = ahead / np.maximum(length, 1e-9)[:, None]
    before = np.roll(unit, 1, axis=0)
    if not closed:
        before[0] = unit[0]
    tangent = unit + before
    size = np.hypot(tangent[:, 0], tangent[:, 1])
    tangent = np.where(size[:, None] > 0.2, tangent / np.maximum(size, 1e-9)[:, None], unit)
    half = np.asarray(widths, dtype=np.float64) / 2 * np.ones(len(p))
    side = np.stack([-tangent[:, 1], tangent[:, 0]], axis=1) * half[:, None]
    if closed:
        ring = [p + side, (p + side)[:1], (p - side)[:1], (p - side)[::-1]]
        return np.concatenate(ring)
    return np.concatenate([p + side, (p - side)[::-1]])


class _Sheet:
    """The enlarged picture that the operations paint on."""

    def __init__(self, size: tuple[int, int], scale: int, paper: RGB) -> None:
        self.scale = scale
        self.image = Image.new("RGB", size, paper)
        self.pen = ImageDraw.Draw(self.image)
        self.patterns: dict[tuple[str, int], Image.Image] = {}

    def ints(self, xy: Array) -> list[int]:
        """Enlarged, rounded, flattened: what Pillow's polygons take."""
        kept = np.clip(xy, -_FAR, _FAR) * self.scale + 0.5
        flat: list[int] = np.floor(kept).astype(np.int64).ravel().tolist()
        return flat

    def mask(self, xy: Array, level: int, clip: Array | None) -> tuple[Image.Image, XY] | None:
        """The shape as a mask cut to its box, and the box's corner; None when out of sight."""
        width, height = self.image.size
        low, high = xy.min(axis=0), xy.max(axis=0)
        if clip is not None:
            low, high = np.maximum(low, clip.min(axis=0)), np.minimum(high, clip.max(axis=0))
        x0, y0 = (max(0, int(v * self.scale) - 1) for v in np.clip(low, -_FAR, _FAR))
        x1, y1 = (ceil(v * self.scale) + 2 for v in np.clip(high, -_FAR, _FAR))
        x1, y1 = min(x1, width), min(y1, height)
        if x1 <= x0 or y1 <= y0:
            return None
        corner = np.array([x0, y0]) / self.scale
        mask = Image.new("L", (x1 - x0, y1 - y0), 0)
        ImageDraw.Draw(mask).polygon(self.ints(xy - corner), fill=level)
        if clip is not None:
            other = Image.new("L", mask.size, 0)
            ImageDraw.Draw(other).polygon(self.ints(clip - corner), fill=255)
            mask = ImageChops.multiply(mask, other)
        return mask, (x0, y0)

    def polygon(self, xy: Array, colour: RGB, alpha: float, clip: Array | None) -> None:
        if alpha >= 0.995 and clip is None:
            self.pen.polygon(self.ints(xy), fill=colour)
            return
        cut = self.mask(xy, round(255 * min(max(alpha, 0.0), 1.0)), clip)
        if cut is not None:
            mask, (x, y) = cut
            self.image.paste(colour, (int(x), int(y)), mask)

    def pattern(self, kind: str, amount: float, pitch: float) -> Image.Image:
        """A full-size mask of dots or hatching covering the share `amount`."""
        step = min(max(round(amount * 12), 1), 11)
        key = (kind, step)
        if key not in self.patterns:
            share = step / 12
            width, height = self.image.size
            # One period is computed and repeated; 2 p is a period of both patterns.
            p = max(round(pitch * self.scale), 3)
            y, x = np.mgrid[0 : 2 * p, 0 : 2 * p]
            if kind == "dots":
                wave = (np.cos((x + y) * pi / p) + np.cos((x - y) * pi / p)) / 4 + 0.5
                tile = wave > 1 - share
            else:
                tile = ((x + y) % p) < p * share
            on = np.tile(tile, (height // (2 * p) + 1, width // (2 * p) + 1))[:height, :width]
            self.patterns[key] = Image.fromarray((on * np.uint8(255)).astype(np.uint8))
        return self.patterns[key]


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
        pitch = max((6.5 if kind == "dots" else 9.0) * self.unit, 3.0)
        dark = INK if self.look == "ink" else (128, 126, 128)
        share = amount * (0.55 if kind == "dots" else 0.3)

        def op(sheet: _Sheet) -> None:
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

                def op(sheet: _Sheet, xy: Array = xy, alpha: float = alpha) -> None:
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
        self._ops.append(lambda sheet: _set_text(sheet, corners, words, rgb))

    def picture(self) -> Image.Image:
        """The finished picture, RGB, of exactly the canvas's size."""
        scale = 3 if self.width * self.height < 300_000 else 2
        paper: RGB = (250, 248, 244) if self.look == "pencil" else (255, 255, 255)
        sheet = _Sheet((self.width * scale, self.height * scale), scale, paper)
        for op in self._ops:
            op(sheet)
        return sheet.image.reduce(scale)


def oval(cx: float, cy: float, rx: float, ry: float, turn: float = 0.0, n: int = 0) -> Array:
    """An ellipse as a polygon, turned clockwise by `turn` radians."""
    n = n or int(min(max(14, 3.2 * max(abs(rx), abs(ry)) ** 0.5 + 8), 96))
    a = np.linspace(0, 2 * pi, n, endpoint=False)
    x, y = rx * np.cos(a), ry * np.sin(a)
    if turn:
        c, s = np.cos(turn), np.sin(turn)
        x, y = x * c - y * s, x * s + y * c
    return np.stack([cx + x, cy + y], axis=1)


def resampled(points: Points, n: int) -> Array:
    """`n` points evenly along a polyline."""
    xy = as_array(points)
    step = np.hypot(*np.diff(xy, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(step)])
    at = np.linspace(0, along[-1], n)
    return np.stack([np.interp(at, along, xy[:, 0]), np.interp(at, along, xy[:, 1])], axis=1)


@lru_cache(maxsize=1)
def _font_file() -> str | None:
    folder = Path(__file__).resolve().parent.parent / "fonts"
    files = sorted(folder.glob("*.ttf")) if folder.is_dir() else []
    for wish in ("balsamiqsans-bold", "comicneue-bold", "relief", "bold", ""):
        for file in files:
            name = file.name.lower().replace("_", "").replace(" ", "")
            if wish in name and "italic" not in name:
                return str(file)
    return None


@lru_cache(maxsize=8)
def _font(size: int) -> Any:
    file = _font_file()
    return ImageFont.truetype(file, size) if file else ImageFont.load_default(size)


def _set_text(sheet: _Sheet, quad: Array, words: str, colour: RGB) -> None:
    big = quad * sheet.scale
    wide = max(np.hypot(*(big[1] - big[0])), np.hypot(*(big[2] - big[3])), 2.0)
    high = max(np.hypot(*(big[3] - big[0])), np.hypot(*(big[2] - big[1])), 2.0)
    size = int(min(max(high, 8), 240))
    font = _font(size)
    pen = ImageDraw.Draw(Image.new("L", (1, 1)))
    box = pen.multiline_textbbox((0, 0), words, font=font, align="center", spacing=size * 0.12)
    text_w, text_h = max(box[2] - box[0], 1), max(box[3] - box[1], 1)
    # The words' own proportions inside the quadrilateral's.
    frame_w, frame_h = ceil(text_w), ceil(text_h)
    if wide / high > text_w / text_h:
        frame_w = min(ceil(text_h * wide / high), 6000)
    else:
        frame_h = min(ceil(text_w * high / wide), 6000)
    plate = Image.new("L", (frame_w, frame_h), 0)
    at = ((frame_w - text_w) / 2 - box[0], (frame_h - text_h) / 2 - box[1])
    ImageDraw.Draw(plate).multiline_text(
        at, words, fill=255, font=font, align="center", spacing=size * 0.12
    )
    x0, y0 = np.floor(np.maximum(big.min(axis=0), 0)).astype(int)
    x1, y1 = np.ceil(np.minimum(big.max(axis=0), sheet.image.size)).astype(int)
    if x1 <= x0 or y1 <= y0:
        return
    source = [(0, 0), (frame_w, 0), (frame_w, frame_h), (0, frame_h)]
    rows, values = [], []
    for (u, v), (x, y) in zip(source, big - [x0, y0], strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    try:
        warp = np.linalg.solve(np.array(rows, dtype=float), np.array(values, dtype=float))
    except np.linalg.LinAlgError:
        return
    mask = plate.transform(
        (int(x1 - x0), int(y1 - y0)),
        Image.Transform.PERSPECTIVE,
        warp.tolist(),
        Image.Resampling.BICUBIC,
    )
    sheet.image.paste(colour, (int(x0), int(y0)), mask)
