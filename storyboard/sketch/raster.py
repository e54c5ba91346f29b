"""Polygons, strokes and words on an enlarged picture."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil, pi
from random import Random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw

from .model import RGB

XY = tuple[float, float]
Rect = tuple[int, int, int, int]


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
    n = len(p)
    if n < 2:
        return p
    if n == 2 and not closed:
        return _bar(p, widths)
    ring = np.concatenate([p, p[:1]]) if closed else p
    ahead = ring[1:] - ring[:-1]
    length = np.sqrt(ahead[:, 0] ** 2 + ahead[:, 1] ** 2)
    unit = ahead / np.maximum(length, 1e-9)[:, None]
    # Where two pieces meet the stroke turns half way.
    tangent = np.empty_like(p)
    tangent[1 : n if closed else -1] = unit[:-1] + unit[1:]
    if closed:
        tangent[0] = unit[-1] + unit[0]
    else:
        tangent[0], tangent[-1] = unit[0], unit[-1]
    size = np.sqrt(tangent[:, 0] ** 2 + tangent[:, 1] ** 2)
    sharp = size <= 0.2
    tangent /= np.maximum(size, 1e-9)[:, None]
    if sharp.any():
        at = np.minimum(np.nonzero(sharp)[0], len(unit) - 1)
        tangent[sharp] = unit[at]
    half = np.asarray(widths, dtype=np.float64) / 2
    side = np.empty_like(p)
    side[:, 0], side[:, 1] = -tangent[:, 1] * half, tangent[:, 0] * half
    outer, inner = p + side, p - side
    if closed:
        return np.concatenate([outer, outer[:1], inner[:1], inner[::-1]])
    return np.concatenate([outer, inner[::-1]])


def _bar(p: Array, widths: float | Array) -> Array:
    """The ribbon of a single straight piece: the commonest by far."""
    (ax, ay), (bx, by) = p.tolist()
    first, last = (widths, widths) if isinstance(widths, (int, float)) else widths.tolist()
    dx, dy = bx - ax, by - ay
    size = 2 * max((dx * dx + dy * dy) ** 0.5, 1e-9)
    nx, ny = -dy / size, dx / size
    return np.array(
        [
            (ax + nx * first, ay + ny * first), (bx + nx * last, by + ny * last),
            (bx - nx * last, by - ny * last), (ax - nx * first, ay - ny * first),
        ]
    )  # fmt: skip


class Sheet:
    """The enlarged picture that the operations paint on."""

    def __init__(self, size: tuple[int, int], scale: int, paper: RGB) -> None:
        self.scale = scale
        self.image = Image.new("RGB", size, paper)
        self.pen = ImageDraw.Draw(self.image)

    def ints(self, xy: Array) -> list[int]:
        """Enlarged, rounded, flattened: what Pillow's polygons take."""
        kept = np.minimum(np.maximum(xy, -_FAR), _FAR) * self.scale + 0.5
        flat: list[int] = np.floor(kept).astype(np.int64).ravel().tolist()
        return flat

    def _box(self, xy: Array, clip: Array | None, grow: float = 0.0) -> Rect | None:
        """The part of the picture that a shape can touch, None when it is out of sight."""
        width, height = self.image.size
        low, high = xy.min(axis=0) - grow, xy.max(axis=0) + grow
        if clip is not None:
            low, high = np.maximum(low, clip.min(axis=0)), np.minimum(high, clip.max(axis=0))
        x0, y0 = (max(0, int(v * self.scale) - 1) for v in np.clip(low, -_FAR, _FAR))
        x1, y1 = (ceil(v * self.scale) + 2 for v in np.clip(high, -_FAR, _FAR))
        x1, y1 = min(x1, width), min(y1, height)
        return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None

    def mask(self, xy: Array, clip: Array | None) -> tuple[Image.Image, Rect] | None:
        """The shape as a mask of one bit cut to its box, and the box; None when out of sight.

        One bit is enough at the enlarged size, and pastes three times as fast as eight.
        """
        box = self._box(xy, clip)
        if box is None:
            return None
        corner = np.array(box[:2]) / self.scale
        size = (box[2] - box[0], box[3] - box[1])
        mask = Image.new("1", size, 0)
        ImageDraw.Draw(mask).polygon(self.ints(xy - corner), fill=1)
        return self._cut(mask, clip, corner), box

    def _cut(self, mask: Image.Image, clip: Array | None, corner: Array) -> Image.Image:
        if clip is None:
            return mask
        other = Image.new("1", mask.size, 0)
        ImageDraw.Draw(other).polygon(self.ints(clip - corner), fill=1)
        return ImageChops.logical_and(mask, other)

    def _paste(self, mask: Image.Image, box: Rect, colour: RGB, alpha: float) -> None:
        if alpha >= 0.995:
            self.image.paste(colour, box, mask)
            return
        under = self.image.crop(box)
        self.image.paste(under.point(_blend(colour, round(alpha, 3))), box, mask)

    def polygon(self, xy: Array, colour: RGB, alpha: float, clip: Array | None) -> None:
        """A filled polygon, cut to the inside of another one."""
        if alpha >= 0.995 and clip is None:
            self.pen.polygon(self.ints(xy), fill=colour)
            return
        cut = self.mask(xy, clip)
        if cut is not None:
            self._paste(*cut, colour, min(max(alpha, 0.0), 1.0))

    def stroke(
        self, xy: Array, width: float, colour: RGB, alpha: float, clip: Array | None
    ) -> None:
        """A thin line of even width: a polygon so thin would break into dots."""
        across = max(round(width * self.scale), 1)
        if across < 2:
            alpha = alpha * min(max(width * self.scale, 0.35), 1.0)
        if clip is None and alpha >= 0.9:
            self.pen.line(self.ints(xy), fill=colour, width=across)
            return
        box = self._box(xy, clip, width)
        if box is None:
            return
        corner = np.array(box[:2]) / self.scale
        mask = Image.new("1", (box[2] - box[0], box[3] - box[1]), 0)
        ImageDraw.Draw(mask).line(self.ints(xy - corner), fill=1, width=across)
        self._paste(self._cut(mask, clip, corner), box, colour, alpha)

    def textured(
        self,
        xy: Array,
        kind: str,
        step: int,
        colour: RGB,
        clip: Array | None,
        wash: RGB | None,
    ) -> None:
        """A polygon filled with dots or strokes on a `wash`, or on what is there."""
        cut = self.mask(xy, clip)
        if cut is None:
            return
        mask, box = cut
        if wash is None:
            marks = _sheeted(kind, step, self.scale, mask.size, box[0], box[1])
            self.image.paste(colour, box, ImageChops.logical_and(mask, marks))
            return
        patch = Image.new("RGB", mask.size, wash)
        patch.paste(colour, (0, 0), _sheeted(kind, step, self.scale, mask.size, box[0], box[1]))
        self.image.paste(patch, box, mask)


@lru_cache(maxsize=256)
def _blend(colour: RGB, alpha: float) -> list[int]:
    """The table that lays a colour over three bands."""
    return [round(v + (c - v) * alpha) for c in colour for v in range(256)]


STEPS = 8
"""Shares of a texture: step 0 leaves the paper white, step `STEPS` covers about two thirds."""


@lru_cache(maxsize=64)
def _tile(kind: str, step: int, scale: int) -> NDArray[np.bool_]:
    """One period of a texture: dots on a slanted grid, or the strokes of a hand."""
    share = step / STEPS
    if kind.startswith("dots"):
        p = max(round(float(kind[4:] or 5.0) * scale), 3)
        y, x = np.mgrid[0 : 2 * p, 0 : 2 * p]
        wave = (np.cos((x + y) * pi / p) + np.cos((x - y) * pi / p)) / 4 + 0.5
        return np.asarray(wave > 1 - 0.72 * share)
    size = 256 * scale
    tile = Image.new("1", (size, size), 0)
    pen = ImageDraw.Draw(tile)
    hand = Random(f"{kind}{step}")
    lean = {"hatch": 0.62, "hatch2": 0.34, "hatch3": 1.1}.get(kind, -0.5)
    passes = [(lean, 1.0)] if step < 6 else [(lean, 1.0), (-0.9 * lean, 0.8)]
    for slope, much in passes:
        gap = scale * (9.5 - 6.6 * min(share * 1.15, 1.0)) / much
        at = 0.0
        while at < size:
            y = -hand.uniform(0, size * 0.5)
            while y < size:
                length = hand.uniform(0.14, 0.4) * size
                drift = hand.uniform(-0.04, 0.04)
                x = at + hand.uniform(-0.25, 0.25) * gap
                wide = max(round(scale * hand.uniform(0.5, 0.7 + 0.6 * share)), 1)
                run = [
                    (x - slope * (y + t * length) + drift * t * length, y + t * length)
                    for t in (0.0, 0.5, 1.0)
                ]
                for dx in (-2, -1, 0, 1, 2):
                    for dy in (-1, 0, 1):
                        pen.line(
                            [(px + dx * size, py + dy * size) for px, py in run],
                            fill=1,
                            width=wide,
                        )
                y += length * hand.uniform(1.02, 1.12)
            at += gap
    return np.asarray(tile)


def _sheeted(
    kind: str, step: int, scale: int, size: tuple[int, int], x0: int, y0: int
) -> Image.Image:
    """A texture over a box whose corner lies at (x0, y0) of the sheet."""
    tile = _tile(kind, min(max(step, 0), STEPS), scale)
    h, w = tile.shape
    x0, y0 = x0 % w, y0 % h
    rows, columns = -(-(size[1] + y0) // h), -(-(size[0] + x0) // w)
    whole = np.tile(tile, (rows, columns))[y0 : y0 + size[1], x0 : x0 + size[0]]
    return Image.fromarray(np.ascontiguousarray(whole))


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
