"""How a four-legged animal stands: joints in shares of its height at the shoulder."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

from .beast_table import Beast

XY = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Gait:
    """A pose: shoulder and hip (x in body lengths), and where the four paws go."""

    shoulder: XY = (0.38, 0.80)
    hip: XY = (-0.40, 0.80)
    feet: tuple[XY, XY, XY, XY] = ((0.40, 0.0), (0.30, 0.0), (-0.46, 0.0), (-0.36, 0.0))
    """Near fore, far fore, near hind, far hind; x from the middle, in body lengths."""
    neck: float = 0.0
    """Degrees by which the neck rises above its rest."""
    look: float = 0.0
    """Degrees by which the head looks up."""
    tail: float = 0.0
    folded: bool = False


_STAND = Gait()
_WALK = Gait(feet=((0.56, 0.0), (0.24, 0.05), (-0.62, 0.02), (-0.24, 0.0)))
_RUN = Gait(
    (0.40, 0.86),
    (-0.40, 0.88),
    ((0.86, 0.20), (0.70, 0.34), (-0.88, 0.12), (-0.70, 0.22)),
    neck=-14,
    tail=-10,
)
_SIT = Gait(
    (0.16, 0.86), (-0.22, 0.30), ((0.24, 0.0), (0.14, 0.0), (0.0, 0.0), (0.08, 0.0)), neck=12
)
_LIE = Gait(
    (0.40, 0.34),
    (-0.42, 0.30),
    ((0.72, 0.0), (0.62, 0.0), (-0.20, 0.0), (-0.12, 0.0)),
    neck=6,
    folded=True,
)
_LOW = Gait(
    (0.40, 0.52),
    (-0.38, 0.72),
    ((0.62, 0.0), (0.52, 0.0), (-0.44, 0.0), (-0.32, 0.0)),
    neck=-26,
    tail=-30,
)
_REAR = Gait(
    (0.18, 1.18), (-0.20, 0.62), ((0.56, 1.16), (0.50, 0.94), (-0.30, 0.0), (-0.12, 0.0)), neck=10
)
_PAW = Gait(feet=((0.62, 0.42), (0.30, 0.0), (-0.46, 0.0), (-0.36, 0.0)))
_BACK = Gait((0.30, 0.66), (-0.42, 0.62), ((0.48, 0.0), (0.38, 0.0), (-0.40, 0.0), (-0.30, 0.0)),
             neck=16, tail=-40)  # fmt: skip

GAITS: dict[str, Gait] = {
    "walk": _WALK, "run": _RUN, "sit": _SIT, "drive": _SIT, "read": _SIT, "phone": _SIT,
    "lie": _LIE, "crouch": _LOW, "slump": _LOW, "recoil": _BACK, "cheer": _REAR,
    "fight": _REAR, "wave": _PAW, "point": _PAW, "reach": _PAW,
    "look-up": Gait(neck=16, look=24),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bones:
    """A pose solved for one animal, in shares of its height."""

    shoulder: XY
    hip: XY
    head: XY
    pitch: float
    """Of the head, in degrees: up is positive."""
    legs: tuple[tuple[XY, ...], ...]
    tail: float
    folded: bool


def bones_of(beast: Beast, pose: str, mood: str) -> Bones:
    """The joints of a beast in a pose; a low mood hangs the head."""
    gait = GAITS.get(pose, _STAND)
    sunk = {"sadness": -26.0, "tired": -24.0, "fear": -14.0, "joy": 8.0, "surprise": 12.0}
    drop = sunk.get(mood, 0.0)
    wide = beast.long
    s = (gait.shoulder[0] * wide, gait.shoulder[1])
    h = (gait.hip[0] * wide, gait.hip[1])
    angle = radians(beast.rise + gait.neck + drop)
    reach = beast.neck + 0.12
    head = (s[0] + reach * cos(angle) + 0.06, s[1] + reach * sin(angle) + 0.10 * beast.deep)
    legs: list[tuple[XY, ...]] = []
    for i, (fx, fy) in enumerate(gait.feet):
        fore = i < 2
        foot = (fx * wide, fy + 0.05)
        root = (s[0] - 0.02, s[1] - 0.12) if fore else (h[0] + 0.04, h[1] - 0.06)
        if gait.folded:
            mid = ((root[0] + foot[0]) / 2 - 0.1, 0.10) if fore else (foot[0] + 0.16, 0.20)
            legs.append((root, mid, (foot[0] - 0.12, 0.06), foot))
            continue
        span = root[1] - foot[1]
        bend = 0.07 if fore else 0.10
        if pose in ("sit", "drive", "read", "phone") and not fore:
            # The haunch lies on the ground, the paw before it.
            ahead = h[0] + (0.38 if i == 2 else 0.46)
            legs.append((h, (ahead - 0.2, 0.05), (ahead, 0.05)))
            continue
        first = (root[0] + (foot[0] - root[0]) * 0.34 + (-bend if fore else bend * 0.7),
                 root[1] - span * 0.36)  # fmt: skip
        second = (root[0] + (foot[0] - root[0]) * 0.72 + (bend * 0.25 if fore else -bend),
                  root[1] - span * (0.68 if fore else 0.64))  # fmt: skip
        legs.append((root, first, second, foot))
    wag = {"joy": 26.0, "grin": 26.0, "sadness": -50.0, "fear": -62.0, "tired": -34.0,
           "anger": 12.0, "surprise": 20.0}.get(mood, 0.0)  # fmt: skip
    return Bones(s, h, head, gait.look + 0.5 * drop, tuple(legs), gait.tail + wag, gait.folded)
