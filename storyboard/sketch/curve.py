"""Curves and frames of reference for everything that is drawn by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, sin
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

_BASIS = 0.5 * np.array(
    [[0, 2, 0, 0], [-1, 0, 1, 0], [2, -5, 4, -1], [-1, 3, -3, 1]], dtype=np.float64
)


def array(points: ArrayLike) -> Array:
    """Points as an (n, 2) array."""
    return np.asarray(points, dtype=np.float64).reshape(-1, 2)


def _powers(steps: int) -> Array:
    t = np.arange(steps) / steps
    return np.stack([np.ones(steps), t, t**2, t**3], axis=1) @ _BASIS


def closed(points: ArrayLike, steps: int = 6) -> Array:
    """A smooth ring through `points` (Catmull-Rom), `steps` points for each of them."""
    p = array(points)
    quad = np.stack([np.roll(p, 1, 0), p, np.roll(p, -1, 0), np.roll(p, -2, 0)], axis=1)
    return np.asarray(np.einsum("sk,nkd->nsd", _powers(steps), quad).reshape(-1, 2))


def opened(points: ArrayLike, steps: int = 6) -> Array:
    """A smooth line through `points`, from the first to the last."""
    p = array(points)
    if len(p) < 3:
        t = np.linspace(0, 1, steps + 1)[:, None]
        return np.asarray(p[0] * (1 - t) + p[-1] * t)
    ends = np.concatenate([2 * p[:1] - p[1:2], p, 2 * p[-1:] - p[-2:-1]])
    quad = np.stack([ends[:-3], ends[1:-2], ends[2:-1], ends[3:]], axis=1)
    run = np.einsum("sk,nkd->nsd", _powers(steps), quad).reshape(-1, 2)
    return np.concatenate([run, p[-1:]])


def normals(points: Array, ring: bool = True) -> Array:
    """Unit normals, to the left of the way along `points`."""
    ahead, back = np.roll(points, -1, 0), np.roll(points, 1, 0)
    along = ahead - back if ring else np.asarray(np.gradient(points, axis=0))
    size = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)[:, None]
    return np.stack([-along[:, 1], along[:, 0]], axis=1) / size


def area(points: Array) -> float:
    """Signed area of a ring."""
    x, y = points[:, 0], points[:, 1]
    return float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) / 2)


def arc(cx: float, cy: float, rx: float, ry: float, a0: float, a1: float, n: int = 12) -> Array:
    """Points of an ellipse from angle `a0` to `a1` in degrees, counter-clockwise from +x."""
    a = np.radians(np.linspace(a0, a1, n))
    return np.stack([cx + rx * np.cos(a), cy + ry * np.sin(a)], axis=1)


@dataclass(frozen=True, slots=True)
class Frame:
    """An affine frame: where a part's own coordinates lie in the figure's plane, in metres."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def __call__(self, points: ArrayLike) -> Array:
        """Points of this frame in the plane."""
        p = array(points)
        return np.asarray(p @ np.array([[self.a, self.b], [self.c, self.d]]) + (self.x, self.y))

    def at(self, x: float, y: float) -> tuple[float, float]:
        """One point of this frame in the plane."""
        return self.a * x + self.c * y + self.x, self.b * x + self.d * y + self.y

    def child(
        self,
        x: float,
        y: float,
        turn: float = 0.0,
        scale: float | tuple[float, float] = 1.0,
    ) -> Frame:
        """A frame inside this one: moved to (x, y), turned counter-clockwise (radians), scaled."""
        sx, sy = scale if isinstance(scale, tuple) else (scale, scale)
        c, s = cos(turn), sin(turn)
        ax, ay = c * sx, s * sx
        bx, by = -s * sy, c * sy
        ox, oy = self.at(x, y)
        return Frame(
            self.a * ax + self.c * ay,
            self.b * ax + self.d * ay,
            self.a * bx + self.c * by,
            self.b * bx + self.d * by,
            ox,
            oy,
        )


@dataclass(frozen=True, slots=True)
class Bowed(Frame):
    """A torso's frame that bends: its middle swings forward, its foot tilts with the hips."""

    bow: float = 0.0
    """How far the middle lies before the straight line, in the frame's units."""
    tilt: float = 0.0
    """Slope of the hips: how far they rise for each unit of x."""
    high: float = 1.0
    """Height of the shoulders, where the bend ends."""
    middle: float = 0.0
    """x of the line about which what lies on the front is wrapped."""
    room: float = 0.0
    """How far the front goes on beyond that line before it turns out of sight; 0 for flat."""

    def bent(self, points: ArrayLike) -> Array:
        """Points before the bend, after it."""
        p = array(points)
        if self.room > 0:
            half = 0.5 * self.room
            over = np.maximum(p[:, 0] - self.middle - half, 0.0)
            # Round the neck, which stands behind the chest, the front's middle lies further back.
            neck = 0.6 * self.middle * np.clip((p[:, 1] - self.high + 0.35) / 0.5, 0.0, 1.0)
            x = p[:, 0] - over + half * (1 - np.exp(-over / half)) - neck
            p = np.stack([x, p[:, 1]], axis=1)
        t = np.clip(p[:, 1] / self.high, 0.0, 1.0)
        fade = np.clip(1.0 - p[:, 1] / (0.6 * self.high), 0.0, 1.0)
        return np.stack(
            [
                p[:, 0] + self.bow * 4 * t * (1 - t),
                p[:, 1] + self.tilt * p[:, 0] * fade * fade * (3 - 2 * fade),
            ],
            axis=1,
        )

    def __call__(self, points: ArrayLike) -> Array:
        """Points of this frame in the plane."""
        p = self.bent(points)
        return np.asarray(p @ np.array([[self.a, self.b], [self.c, self.d]]) + (self.x, self.y))


Profile = tuple[tuple[float, float, float], ...]
"""A limb's shape: share of its length, half width before (left of the way) and behind."""


def bones(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], profile: Profile
) -> tuple[Array, Array, Array]:
    """The two edges of a limb over a joint, and the share of its length at each of their points.

    The first bone ends at the share 0.5.
    """
    p, q, r = (np.array(v, dtype=np.float64) for v in (a, b, c))
    stops = np.array([0.0, 0.25, 0.43, 0.57, 0.75, 1.0])
    path = [p, (p + q) / 2, p + (q - p) * 0.86, q + (r - q) * 0.14, (q + r) / 2, r]
    line = opened(path, 6)
    share = np.interp(np.arange(len(line)) / 6, np.arange(6), stops)
    return *_edges(line, share, profile), share


def bone(
    a: tuple[float, float], b: tuple[float, float], profile: Profile, first: float, last: float
) -> tuple[Array, Array]:
    """The edges of one straight piece of a limb, from one share of its length to another."""
    t = np.linspace(0.0, 1.0, 13)
    line = np.array(a) * (1 - t)[:, None] + np.array(b) * t[:, None]
    return _edges(line, first + (last - first) * t, profile)


def _edges(line: Array, share: Array, profile: Profile) -> tuple[Array, Array]:
    at = np.array(profile)
    # Cosine between the stations: a calf swells and falls without corners.
    k = np.clip(np.searchsorted(at[:, 0], share, side="right") - 1, 0, len(at) - 2)
    t = np.clip((share - at[k, 0]) / (at[k + 1, 0] - at[k, 0]), 0.0, 1.0)
    t = (0.5 - 0.5 * np.cos(np.pi * t)) * 0.6 + t * 0.4
    half = at[k, 1:] * (1 - t)[:, None] + at[k + 1, 1:] * t[:, None]
    side = normals(line, ring=False)
    return line + side * half[:, :1], line - side * half[:, 1:]


def limb(path: Sequence[Any], widths: Sequence[float], steps: int = 7) -> tuple[Array, Array]:
    """The two edges (left and right of the way) of a tapering tube along smooth `path`."""
    line = opened(path, steps)
    stations = np.linspace(0, 1, len(widths))
    across = np.interp(np.linspace(0, 1, len(line)), stations, widths)
    side = normals(line, ring=False) * (across / 2)[:, None]
    return line + side, line - side
