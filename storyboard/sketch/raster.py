"""Polygons, strokes and words on an enlarged picture."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil, pi
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFont

from .model import RGB

XY = tuple[float, float]


Points = Sequence[XY] | NDArray[np.float64]


Array = NDArray[np.float64]


_FAR = 16000.0
"""Pixels beyond which coordinates are cut: Pillow's own numbers end at 32 767."""


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


class Sheet:
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


def set_text(sheet: Sheet, quad: Array, words: str, colour: RGB) -> None:
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
