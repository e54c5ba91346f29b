"""Locks of hair: where strands run over the skull, and edges that end in points, not in a line."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from . import curve
from .curve import Array
from .cuts import Cut
from .head import Skull

Flags = NDArray[np.bool_]

_UNEVEN = (1.0, 0.62, 1.32, 0.8, 1.12, 0.7, 1.4, 0.92, 0.58, 1.2)
"""Shares of neighbouring locks: equal ones would look like a saw."""
_LENGTHS = (0.95, 0.4, 0.75, 0.25, 1.0, 0.55, 0.85, 0.3, 0.65, 0.45, 0.9)
_CENTRE = np.array([0.0, 0.02])
_LIFT = 12
"""Points along one lock of the outer edge."""


@lru_cache(maxsize=64)
def notches(count: int, parting: float) -> tuple[Array, Array, Array]:
    """The bounds of `count` locks round the head, their tips and lengths, by degrees from -180.

    Tips lean away from the parting. Returns notches (one more than locks), tips, lengths 0-1.
    """
    share = np.resize(np.array(_UNEVEN), count)
    bounds = -180 + 360 * np.concatenate([[0.0], np.cumsum(share)]) / share.sum()
    middle = (bounds[1:] + bounds[:-1]) / 2
    lean = 0.22 * np.sign(middle - parting) * np.where(np.abs(middle) > 150, 0.0, 1.0)
    tips = middle + lean * np.diff(bounds)
    lengths = np.resize(np.array(_LENGTHS), count)
    return bounds, tips, lengths


def _saw(phi: Array, cut: Cut) -> Array:
    """How far the locks' edge hangs below its notches at angles within ±180, 0-1."""
    bounds, tips, lengths = notches(cut.locks, cut.parting or 0.0)
    at = np.clip(np.searchsorted(bounds, phi, side="right") - 1, 0, len(tips) - 1)
    left = (phi - bounds[at]) / np.maximum(tips[at] - bounds[at], 1e-6)
    right = (bounds[at + 1] - phi) / np.maximum(bounds[at + 1] - tips[at], 1e-6)
    # One side of a lock swells, the other is hollow: a claw, not a tooth.
    swell, hollow = np.clip(left, 0, 1), np.clip(right, 0, 1)
    if cut.lobes >= 12:
        return np.asarray(0.4 + 0.6 * np.sin(np.pi * np.clip(0.5 * (left + 1 - right), 0, 1)))
    rise = np.where(left < right, 0.3 * swell + 0.7 * swell**2.2, hollow**0.7)
    return np.asarray(lengths[at] * rise)


def wrapped(phi: Array) -> Array:
    """Angles within ±180 degrees."""
    return np.asarray((phi + 180) % 360 - 180)


class Field:
    """The hair of one head at one turn: its lower edge, its outer edge, the run of its strands."""

    def __init__(self, cut: Cut, skull: Skull) -> None:
        self.cut, self.skull = cut, skull
        self.turn = float(np.degrees(skull.theta))
        base = np.array(cut.hairline)
        if cut.smooth:
            base = curve.opened(base, 6)
        right, left = skull.sides
        self._sides = left, right
        order = np.argsort(base[:, 0], kind="stable")
        self._base = base[order, 0], base[order, 1]
        self.hangs = bool(skull.behind and cut.back)
        self.line, self.low_left, self.low_right = self._hairline()
        self.outer = self._crown()

    # -- the lower edge -----------------------------------------------------------

    def level(self, phi: Array) -> Array:
        """Height of the hairline at angles round the head, before locks break it."""
        v = np.interp(wrapped(phi), *self._base)
        return np.asarray(np.minimum(v, self.cut.back + 0.06) if self.hangs else v)

    def _hairline(self) -> tuple[Array, float, float]:
        """The visible run of the hairline from left to right, and the heights where it ends."""
        low, high = -90 - self.turn, 90 - self.turn
        grid = np.linspace(low, high, 46)
        if self.cut.fringe or self.cut.hem:
            bounds, tips, _ = notches(self.cut.locks, self.cut.parting or 0.0)
            marks = np.concatenate([bounds, tips])
            marks = np.sort(marks)
            inner = [marks[:-1] + np.diff(marks) * k for k in (0.33, 0.66)]
            marks = np.concatenate([marks, *inner])
            marks = np.concatenate([marks - 360, marks])
            grid = np.sort(np.concatenate([grid, marks[(marks > low) & (marks < high)]]))
        v = self.level(grid)
        depth = self._depth(wrapped(grid), v)
        # Where the head turns away locks hide each other.
        depth = depth * np.clip((86 - np.abs(grid + self.turn)) / 26, 0.0, 1.0)
        v = v - _saw(wrapped(grid), self.cut) * depth
        run = self.points(grid, v)
        return run, float(v[0]), float(v[-1])

    def _depth(self, phi: Array, v: Array) -> Array:
        """How deep the locks of the lower edge are at an angle and a height."""
        cut = self.cut
        far = np.abs(phi)
        hem = np.clip((-0.24 - v) / 0.12, 0, 1) if cut.back else np.clip((far - 112) / 16, 0, 1)
        return np.asarray(cut.fringe * np.clip((64 - far) / 10, 0, 1) + cut.hem * hem)

    # -- the outer edge -----------------------------------------------------------

    def _crown(self) -> Array:
        """The outer edge of the hair, from the left end of the hairline over the crown."""
        cut, ring = self.cut, self.skull.outline
        peak = int(np.argmax(ring[:, 1]))
        n = len(ring)
        right = _down_to([ring[(peak + i) % n] for i in range(n // 2)], self.low_right)
        left = _down_to([ring[(peak - i) % n] for i in range(1, n // 2)], self.low_left)
        run, at, amount, way = self._stepped(np.array(left[::-1] + right), len(left))
        unit = _units(run)
        up = np.clip(unit[:, 1], 0, 1) ** 1.4
        stand = cut.side + (cut.top - cut.side) * up
        along = np.linspace(0, 1, len(run))
        # Close to the skull at both ends, or the hair would stand off like a helmet.
        close = np.ones(len(run))
        for low, end in ((self.low_left, along), (self.low_right, 1 - along)):
            if low > -0.35:
                close = close * (0.35 + 0.65 * np.clip(end / 0.12, 0, 1))
        stand = stand * close
        if cut.lobes:
            stand = stand * _curls(along, cut.lobes)
        run = self._hung(run) + unit * stand[:, None]
        if cut.step:
            size = cut.step * amount * np.clip(np.minimum(along, 1 - along) / 0.06, 0.2, 1)
            size = size * (0.45 + 0.55 * up if cut.flow == "up" else 1.0)
            off = unit * (size * at)[:, None]
            tip = np.stack([unit[:, 1], -unit[:, 0]], axis=1) * way[:, None]
            if cut.flow == "up":
                tip = np.stack([0.25 * np.sign(run[:, 0]), np.ones(len(run))], axis=1)
            run = run + off + tip * (size * at**2 * 0.75)[:, None]
        return np.asarray(run)

    def _stepped(self, run: Array, left: int) -> tuple[Array, Array, Array, Array]:
        """The run laid out anew in locks: points, share along each lock, its size, its way.

        The way is +1 where a lock's tip points onward along the run, -1 where back.
        """
        k = self.cut.steps
        if not k:
            zero = np.zeros(len(run))
            return run, zero, zero, zero
        length = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(run, axis=0).T))])
        pole = float(length[min(left, len(length) - 1)])
        # Locks end at bounds that no two neighbours share evenly.
        share = np.cumsum(np.resize(np.array(_UNEVEN), k))
        share = np.concatenate([[0.0], share / share[-1]])
        at: list[float] = []
        amount: list[float] = []
        way: list[float] = []
        place: list[float] = []
        saw = np.concatenate([np.linspace(0, 1, _LIFT - 2) ** 1.8, [0.45, 0.1]])
        for side in (-1.0, 1.0):
            reach = pole if side < 0 else float(length[-1]) - pole
            for j in range(k):
                lock = np.linspace(share[j], share[j + 1], _LIFT, endpoint=False)
                spots = pole + side * reach * lock
                rise = saw
                ahead = self.cut.flow == "ahead" and side < 0 and j < k - 1
                if ahead:
                    rise = saw[::-1]
                place += [float(s) for s in spots]
                at += [float(s) for s in rise]
                amount += [0.5 + 0.5 * _UNEVEN[(j + (2 if side > 0 else 5)) % 10]] * _LIFT
                way += [-side if ahead else side] * _LIFT
        order = np.argsort(np.array(place), kind="stable")
        spots = np.array(place)[order]
        ends = np.array([0.0, length[-1]])
        spots = np.concatenate([ends[:1], spots, ends[1:]])
        points = np.stack([np.interp(spots, length, run[:, i]) for i in (0, 1)], axis=1)

        def padded(values: list[float]) -> Array:
            return np.concatenate([[0.0], np.array(values)[order], [0.0]])

        return points, padded(at), padded(amount), padded(way)

    def _hung(self, points: Array) -> Array:
        """Points with what hangs behind spread to its own width."""
        if not self.hangs:
            return points
        low = np.clip((0.15 - points[:, 1]) / 0.5, 0, 1)
        return points * np.stack([1 + (self.cut.wide / 0.42 - 1) * low, np.ones(len(low))], axis=1)

    # -- the strands --------------------------------------------------------------

    def points(self, phi: Array, v: Array) -> Array:
        """Points on the hair at angles round the head and heights, in head units."""
        left, right = self._edges(np.maximum(v, -0.12))
        x = (left + right) / 2 + (right - left) / 2 * np.sin(np.radians(phi + self.turn))
        if not self.cut.back:
            # The nape: below the skull's widest hair keeps to the head.
            left, right = self._edges(v)
            x = np.minimum(np.maximum(x, left), right)
        return self._hung(np.stack([x, v], axis=1))

    def _edges(self, v: Array) -> tuple[Array, Array]:
        """The skull's left and right x at each height."""
        left, right = self._sides
        return np.interp(v, left[:, 1], left[:, 0]), np.interp(-v, -right[:, 1], right[:, 0])

    def spots(self, phi: Array, t: Array) -> tuple[Array, Flags]:
        """Where the strands that end at angles `phi` are at shares `t` of their length.

        The points, and which of them are on the side that is seen.
        """
        cut = self.cut
        seat = wrapped(phi)
        end = self.level(phi)
        if cut.combed:
            # Backwards, over the crown, to one place behind it.
            s = 1 - t
            goal = np.where(seat >= 0, 180.0, -180.0)
            angle = phi + (goal - seat) * s**1.1
            v = end + (0.26 - end) * s + 0.20 * np.sin(np.pi * s) * (1 - np.abs(end) * 0.5)
        else:
            root = 0.5 * seat if cut.parting is None else cut.parting
            own = np.minimum(np.maximum((np.abs(seat) - 50) / 60, 0.0), 1.0)
            begin = root + (seat - root) * own + (phi - seat)
            angle = begin + (phi - begin) * t**0.75
            v = 0.47 + (end - 0.47) * t**1.25
        flat = self.points(angle, np.minimum(v, 0.49))
        out = flat - _CENTRE
        size = np.hypot(out[:, 0], out[:, 1])
        unit = out / np.maximum(size, 1e-9)[:, None]
        up = np.maximum(unit[:, 1], 0) ** 1.4
        stand = (cut.side + (cut.top - cut.side) * up) * np.minimum(size / 0.44, 1.0) ** 2
        seen = np.asarray(np.cos(np.radians(angle + self.turn)) > -0.02)
        return np.asarray(flat + unit * stand[:, None]), seen

    def strands(self, angles: list[float], start: Array, stop: Array, n: int = 8) -> list[Array]:
        """The strands that end at `angles`, each from one share of its length to another.

        Where they go round the far side of the head they are cut; they may be empty.
        """
        if not angles:
            return []
        share = np.linspace(0.0, 1.0, n)
        t = start[:, None] + (stop - start)[:, None] * share
        points, seen = self.spots(np.repeat(np.array(angles), n), t.ravel())
        cut = zip(points.reshape(-1, n, 2), seen.reshape(-1, n), strict=True)
        return [run[kept] for run, kept in cut]

    def seen(self, angles: Array, margin: float = 4.0) -> list[float]:
        """Those of some angles round the head that are turned to the viewer, unwrapped."""
        both = np.concatenate([angles - 360, angles])
        low, high = -90 - self.turn + margin, 90 - self.turn - margin
        return [float(a) for a in both[(both > low) & (both < high)]]


def lens(run: Array, wide: float) -> Array:
    """A shape along a run that is `wide` in its middle and pointed at both ends."""
    if len(run) < 3:
        return run
    half = wide / 2 * np.sin(np.pi * np.linspace(0.02, 0.98, len(run)))
    side = curve.normals(run, ring=False) * half[:, None]
    return np.concatenate([run + side, (run - side)[::-1]])


def wedge(run: Array, wide: float) -> Array:
    """A shape along a run, pointed at its start and `wide` at its end."""
    if len(run) < 3:
        return run
    half = wide / 2 * np.linspace(0, 1, len(run)) ** 1.3
    side = curve.normals(run, ring=False) * half[:, None]
    return np.concatenate([run + side, (run - side)[::-1]])


def _units(points: Array) -> Array:
    out = points - _CENTRE
    return np.asarray(out / np.maximum(np.hypot(out[:, 0], out[:, 1]), 1e-9)[:, None])


def _curls(along: Array, count: int) -> Array:
    """Curls along an edge: bulges of uneven size with sharp valleys between them."""
    swing = along * count + 0.35 * np.sin(along * 17.0) + 0.2 * np.sin(along * 41.0)
    return np.asarray(0.84 + 0.26 * np.abs(np.sin(swing * np.pi)) ** 0.8)


def _down_to(run: list[Array], low: float) -> list[Array]:
    kept = []
    for p in run:
        if p[1] < max(low, -0.20):
            break
        kept.append(p)
    if low < -0.34 and kept:
        # What hangs falls straight from where the skull is widest.
        x = max((float(p[0]) for p in kept), key=abs)
        wide = next(i for i, p in enumerate(kept) if p[0] == x)
        kept = kept[: wide + 1] + [np.array([x, p[1]]) for p in kept[wide + 1 :]]
        for y in np.linspace(-0.24, low, 5):
            kept.append(np.array([x * (1.0 + 0.05 * (y + 0.2)), y]))
    return kept or [run[0]]
