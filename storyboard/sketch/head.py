"""The shape of a head at any turn, and where a point of the face lies on it.

Head units: the head is 1 high from chin to crown, its centre is (0, 0), y up, and it turns
towards +x. `turn` is 0 from the front, 0.5 at three-quarters, 1 in profile, 2 from behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, radians, sin

import numpy as np

from . import curve
from .curve import Array

_FRONT = (
    (0.0, 0.50), (0.21, 0.465), (0.345, 0.34), (0.395, 0.14), (0.385, -0.05), (0.352, -0.21),
    (0.270, -0.37), (0.135, -0.475), (0.0, -0.50), (-0.135, -0.475), (-0.270, -0.37),
    (-0.352, -0.21), (-0.385, -0.05), (-0.395, 0.14), (-0.345, 0.34), (-0.21, 0.465),
)  # fmt: skip
_THREE_QUARTER = (
    (-0.03, 0.50), (0.19, 0.46), (0.325, 0.34), (0.372, 0.16), (0.345, 0.0), (0.352, -0.15),
    (0.308, -0.32), (0.225, -0.462), (0.115, -0.50), (-0.03, -0.455), (-0.195, -0.335),
    (-0.285, -0.18), (-0.365, -0.02), (-0.425, 0.14), (-0.395, 0.34), (-0.25, 0.462),
)  # fmt: skip
_PROFILE = (
    (-0.06, 0.50), (0.155, 0.462), (0.295, 0.345), (0.352, 0.18), (0.326, 0.03), (0.330, -0.13),
    (0.318, -0.27), (0.300, -0.415), (0.205, -0.50), (0.045, -0.445), (-0.085, -0.345),
    (-0.145, -0.235), (-0.325, -0.15), (-0.455, 0.06), (-0.435, 0.31), (-0.275, 0.455),
)  # fmt: skip


PROFILE = 0.66
"""From this turn on the nose is part of the outline and the far eye is hidden."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What makes one skull differ from the next."""

    jaw: float = 1.0
    """Width of jaw and chin; 0.9 is delicate, 1.12 square."""
    cheek: float = 1.0
    length: float = 1.0
    """Length of the lower face; a child's is shorter."""


class Skull:
    """A head's outline at one turn, and the places on it."""

    def __init__(self, turn: float, shape: Shape | None = None) -> None:
        shape = shape or Shape()
        self.turn = turn
        folded = turn if turn <= 1 else 2 - turn
        self.theta = radians(90 * turn**1.45) if turn <= 1 else pi - radians(90 * folded**1.45)
        self.behind = turn > 1.2
        self.outline = _outline(round(folded, 3), shape.jaw, shape.cheek, shape.length, turn > 1)
        self._length = shape.length
        peak = int(np.argmax(self.outline[:, 1]))
        ring = np.roll(self.outline, -peak, axis=0)
        low = int(np.argmin(ring[:, 1]))
        # The ring runs clockwise: down the right side first.
        self._right, self._left = ring[: low + 1], ring[low:]

    def edges(self, y: float) -> tuple[float, float]:
        """Left and right x of the outline at height `y` (clamped to the head)."""
        right = float(np.interp(-y, -self._right[:, 1], self._right[:, 0]))
        left = float(np.interp(y, self._left[:, 1], self._left[:, 0]))
        return left, right

    @property
    def sides(self) -> tuple[Array, Array]:
        """The outline's right side from the crown down, and its left side from the chin up."""
        return self._right, self._left

    def scalp(self, phi: float, v: float) -> tuple[float, float]:
        """A point of the scalp at `phi` degrees from the face's middle and height `v`."""
        left, right = self.edges(max(v, -0.12))
        return (left + right) / 2 + (right - left) / 2 * sin(radians(phi) + self.theta), v

    def face(self, u: float, v: float, depth: float = 0.0) -> tuple[float, float]:
        """A point of the face: `u` to the side, `v` up, `depth` in front of the brow's plane."""
        v = v if v > -0.1 else -0.1 + (v + 0.1) * self._length
        z = 0.262 + 0.05 * max(0.0, -v - 0.1) + depth - 0.5 * u * u
        return u * cos(self.theta) + z * sin(self.theta), v

    @property
    def far_shown(self) -> bool:
        """Whether the eye on the far side is seen."""
        return self.turn < PROFILE


@lru_cache(maxsize=128)
def _outline(folded: float, jaw: float, cheek: float, length: float, behind: bool) -> Array:
    front, three, side = (np.array(p) for p in (_FRONT, _THREE_QUARTER, _PROFILE))
    t = folded * 2
    ring = front + (three - front) * t if t <= 1 else three + (side - three) * (t - 1)
    ring = ring.copy()
    middle = 0.16 * min(t, 1.0) + 0.03 * max(t - 1, 0)
    low = np.clip((-ring[:, 1] - 0.12) / 0.25, 0, 1)
    ring[:, 0] = middle + (ring[:, 0] - middle) * (1 + (jaw - 1) * low)
    mid = np.exp(-(((ring[:, 1] + 0.16) / 0.14) ** 2))
    ring[:, 0] *= 1 + (cheek - 1) * mid
    down = ring[:, 1] < -0.1
    ring[down, 1] = -0.1 + (ring[down, 1] + 0.1) * length
    if behind:
        ring[:, 0] *= -1
        ring = ring[::-1]
    smooth = curve.closed(ring, 8)
    smooth.setflags(write=False)
    return smooth
