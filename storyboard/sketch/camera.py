"""One pinhole camera for figures and sets.

The world is in metres: x to the right, y up with the ground at 0, z away from the viewer.
The lead figure stands near x = 0 at z = 0. Pixels count from the top left, y down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import cos, radians, sin, sqrt, tan

import numpy as np
from numpy.typing import NDArray

XYZ = tuple[float, float, float]
XY = tuple[float, float]

NEAR = 0.12
"""Depth in front of the lens, in metres, below which nothing is projected."""

VIEW_HEIGHT = {
    "extreme-close-up": 0.36,
    "close-up": 0.62,
    "medium-close-up": 0.90,
    "medium": 1.28,
    "medium-long": 1.75,
    "full": 2.45,
    "wide": 4.6,
    "extreme-wide": 11.0,
}
"""Metres seen from the bottom to the top of the frame at the lead figure."""

_FIELD = {
    "extreme-close-up": 20.0,
    "close-up": 23.0,
    "medium-close-up": 27.0,
    "medium": 31.0,
    "medium-long": 35.0,
    "full": 39.0,
    "wide": 48.0,
    "extreme-wide": 55.0,
}
_NARROWEST = {
    "extreme-close-up": 0.28,
    "close-up": 0.44,
    "medium-close-up": 0.58,
    "medium": 0.74,
    "medium-long": 0.86,
    "full": 1.05,
    "wide": 1.5,
    "extreme-wide": 2.4,
}
_HEAD_ROW = {
    "extreme-close-up": 0.49,
    "close-up": 0.44,
    "medium-close-up": 0.40,
    "medium": 0.36,
    "medium-long": 0.33,
    "full": 0.31,
    "wide": 0.42,
    "extreme-wide": 0.52,
}
_HEAD_ROW_LETTERED = {
    "extreme-close-up": 0.52,
    "close-up": 0.475,
    "medium-close-up": 0.455,
    "medium": 0.43,
    "medium-long": 0.42,
    "full": 0.41,
    "wide": 0.46,
    "extreme-wide": 0.54,
}


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the viewer stands, and how metres become pixels."""

    width: int
    height: int
    eye: XYZ
    focal: float
    """Focal length in pixels."""
    pitch: float = 0.0
    """Radians, positive looks up."""
    roll: float = 0.0
    """Radians, positive turns the picture clockwise."""
    centre: XY = (0.0, 0.0)
    """The pixel the optical axis meets."""
    _turn: tuple[float, float, float, float] = field(default=(1.0, 0.0, 1.0, 0.0), repr=False)

    def _space(self, x: float, y: float, z: float) -> XYZ:
        cp, sp = self._turn[0], self._turn[1]
        dx, dy, dz = x - self.eye[0], y - self.eye[1], z - self.eye[2]
        return dx, dy * cp - dz * sp, dz * cp + dy * sp

    def _pixel(self, x: float, y: float, depth: float) -> XY:
        px, py = self.focal * x / depth, -self.focal * y / depth
        cr, sr = self._turn[2], self._turn[3]
        return self.centre[0] + px * cr - py * sr, self.centre[1] + px * sr + py * cr

    def point(self, x: float, y: float, z: float) -> XY:
        """The pixel of a point; what lies behind the lens is drawn as just before it."""
        sx, sy, depth = self._space(x, y, z)
        return self._pixel(sx, sy, max(depth, NEAR))

    def points(self, xyz: Sequence[XYZ]) -> list[XY]:
        """A planar polygon in pixels, clipped where it passes behind the lens (may be empty)."""
        space = [self._space(*p) for p in xyz]
        if all(p[2] >= NEAR for p in space):
            return [self._pixel(*p) for p in space]
        kept: list[XYZ] = []
        for i, b in enumerate(space):
            a = space[i - 1]
            if (a[2] >= NEAR) != (b[2] >= NEAR):
                t = (NEAR - a[2]) / (b[2] - a[2])
                kept.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), NEAR))
            if b[2] >= NEAR:
                kept.append(b)
        return [self._pixel(*p) for p in kept]

    def scale(self, z: float) -> float:
        """Pixels per metre on the upright plane at depth `z`, at the height of the eye."""
        return self.focal / max((z - self.eye[2]) * self._turn[0], NEAR)

    def upright(self, xy: NDArray[np.float64], z: float) -> NDArray[np.float64]:
        """Pixels of (n, 2) points of the upright plane at depth `z`, in metres."""
        cp, sp, cr, sr = self._turn
        dx, dy, dz = xy[:, 0] - self.eye[0], xy[:, 1] - self.eye[1], z - self.eye[2]
        by = self.focal / np.maximum(dz * cp + dy * sp, NEAR)
        px, py = dx * by, -(dy * cp - dz * sp) * by
        return np.stack(
            [self.centre[0] + px * cr - py * sr, self.centre[1] + px * sr + py * cr], axis=1
        )

    @property
    def horizon(self) -> float:
        """The pixel row of the horizon at the middle column."""
        cp, sp, cr, sr = self._turn
        row = self.focal * sp / max(cp, 1e-6)
        # On the turned picture the horizon is a slanted line through this foot point.
        foot_x, foot_y = self.centre[0] - row * sr, self.centre[1] + row * cr
        return foot_y + (self.width / 2 - foot_x) * sr / max(cr, 1e-6)

    def ground_at(self, px_x: float, px_y: float) -> XY:
        """The (x, z) of the ground seen at a pixel; far away at and above the horizon."""
        cp, sp, cr, sr = self._turn
        dx, dy = px_x - self.centre[0], px_y - self.centre[1]
        x, y = (dx * cr + dy * sr) / self.focal, -(-dx * sr + dy * cr) / self.focal
        down, ahead = y * cp + sp, cp - y * sp
        if down > -1e-4:
            return self.eye[0] + x * 1e4, self.eye[2] + 1e4
        t = self.eye[1] / -down
        return self.eye[0] + x * t, self.eye[2] + ahead * t


def aim(
    width: int,
    height: int,
    eye: XYZ,
    focal: float,
    pitch: float,
    roll: float,
    focus: XYZ,
    at: XY,
) -> Camera:
    """A camera at `eye` whose lens is shifted so that the point `focus` falls on the pixel `at`.

    Shifting rather than tilting keeps upright walls upright, as an architect's camera does.
    """
    turn = (cos(pitch), sin(pitch), cos(roll), sin(roll))
    probe = Camera(width, height, eye, focal, pitch, roll, (0.0, 0.0), turn)
    px, py = probe.point(*focus)
    return Camera(width, height, eye, focal, pitch, roll, (at[0] - px, at[1] - py), turn)


def frame_shot(
    shot: str,
    angle: str,
    width: int,
    height: int,
    focus: XYZ,
    lettered: bool,
    spread: float,
    *,
    column: float = 0.5,
    size: float = 1.0,
    near: float = 1.0,
) -> Camera:
    """The camera of a shot.

    `focus` is the centre of the lead's head (or of the group's heads) in metres; `spread` the
    metres from the first to the last head, 0 for one figure; `column` the fraction of the width
    at which the focus falls; `size` how large the subject is against a person; `near` a factor
    of the height in view. A narrow frame or a wide group is seen from as far as it takes.
    """
    shot = shot if shot in VIEW_HEIGHT else "medium"
    rows = _HEAD_ROW_LETTERED if lettered else _HEAD_ROW
    row = rows[shot]
    aspect = width / height
    spread = max(spread, 0.0)
    # The outer shoulders of a group may be cut as those of one figure may not.
    narrowest = _NARROWEST[shot] * (1.0 if spread < 0.2 else 0.8)
    view = max(VIEW_HEIGHT[shot] * size, (narrowest * size + spread) / aspect)
    if shot == "full" and spread < 0.9 and size == 1.0:
        # The height of the one who is shown, child or seated, fills the frame.
        view *= min(max(focus[1] / 1.5, 0.74), 1.1)
    if shot in ("full", "wide", "extreme-wide"):
        view = max(view, focus[1] / max(0.95 - row, 0.2))
    view *= near
    # The longer side gets most of the field of view, or a strip would bend at its ends.
    longer = max(height, sqrt(width * height), 0.8 * width)
    focal = longer / 2 / tan(radians(_FIELD[shot]) / 2)
    distance = focal * view / height
    level = {"full": 1.35, "wide": 1.55, "extreme-wide": 2.6}.get(shot, focus[1])
    level = min(level, focus[1] + 0.9) if focus[1] > 0.7 else max(focus[1] + 0.35, 0.8)
    pitch = roll = 0.0
    if angle == "low":
        drop = min(0.55 * view, 0.42 * distance)
        level = max(0.12, focus[1] - drop)
        pitch = min(0.24, (focus[1] - level) / distance * 0.75)
    elif angle == "high":
        level = focus[1] + min(0.62 * distance, 0.55 * view + 0.5)
        pitch = -min(0.5, (level - focus[1] + 0.25 * view) / distance * 0.85)
        row = min(row + 0.02, 0.5)
    elif angle == "dutch":
        roll = radians(-7.5)
    eye = (focus[0], level, focus[2] - distance)
    return aim(width, height, eye, focal, pitch, roll, focus, (width * column, height * row))
