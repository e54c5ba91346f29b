"""How a hoofed animal stands, goes and lies: its trunk, neck and legs in a pose."""

from __future__ import annotations

from dataclasses import dataclass
from math import acos, atan2, cos, hypot, radians, sin

from .hoofed_table import Build

XY = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Gait:
    """A pose. Feet are moved from where they stand, in heights at the withers."""

    feet: tuple[XY, XY, XY, XY] = ((0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0))
    lift: float = 0.0
    """How far the trunk is raised."""
    pitch: float = 0.0
    """Degrees by which the forehand is raised about the hips."""
    neck: float = 0.0
    face: float = 0.0
    """Degrees by which the face is raised."""
    tail: float = 0.0
    """Degrees by which the tail is carried away from the quarters."""
    folded: bool = False


_GRAZE = Gait(neck=-104, face=-18, feet=((0.10, 0.0), (-0.06, 0.0), (0.0, 0.0), (0.0, 0.0)))
_LIE = Gait(neck=4, folded=True)
_PAW = Gait(feet=((0.16, 0.24), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0)), neck=6)
_REAR = Gait(((0.10, 0.72), (0.20, 0.56), (0.10, 0.0), (0.16, 0.0)), pitch=36, neck=-8, face=14,
             tail=10)  # fmt: skip
GAITS: dict[str, Gait] = {
    "walk": Gait(((0.17, 0.0), (-0.10, 0.05), (-0.14, 0.0), (0.13, 0.04)), neck=-4, tail=8),
    "run": Gait(((0.50, 0.34), (0.36, 0.20), (-0.46, 0.22), (-0.28, 0.08)), lift=0.06, neck=-16,
                face=14, tail=46),
    "sit": _LIE, "lie": _LIE, "drive": _LIE, "read": _LIE, "phone": _LIE,
    "crouch": _GRAZE, "slump": Gait(neck=-46, face=-14),
    "recoil": Gait(((0.14, 0.0), (0.10, 0.0), (0.08, 0.0), (0.08, 0.0)), pitch=-4, neck=16,
                   face=24, tail=-6),
    "cheer": _REAR, "fight": _REAR, "wave": _PAW, "point": _PAW, "reach": _PAW,
    "look-up": Gait(neck=12, face=30),
}  # fmt: skip
_STAND = Gait()
_MOOD = {"sadness": (-34.0, -8.0), "tired": (-30.0, -6.0), "fear": (10.0, 18.0),
         "joy": (5.0, 4.0), "grin": (5.0, 4.0), "surprise": (10.0, 12.0), "anger": (-10.0, -10.0),
         "shout": (4.0, 16.0)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limbs:
    """A pose solved for one build, in heights at the withers."""

    pitch: float
    lift: float
    pivot: XY
    poll: XY
    neck: float
    """The neck's angle in radians."""
    face: float
    """The angle of the face's line in radians: from the poll to the lips."""
    legs: tuple[tuple[XY, ...], ...]
    """Near fore, far fore, near hind, far hind: root, joint, fetlock, coronet."""
    tail: float
    folded: bool

    def at(self, x: float, y: float) -> XY:
        """A point of the trunk, moved with it."""
        (px, py), c, s = self.pivot, cos(self.pitch), sin(self.pitch)
        dx, dy = x - px, y - py
        return px + c * dx - s * dy, py + s * dx + c * dy + self.lift


def limbs_of(build: Build, pose: str, mood: str) -> Limbs:
    """The joints of a build in a pose; a mood carries the head high or low."""
    gait = GAITS.get(pose, _STAND)
    low, nod = _MOOD.get(mood, (0.0, 0.0))
    if gait is _GRAZE:
        low = nod = 0.0
    pitch = radians(gait.pitch)
    # Who lies has the belly on the ground.
    lift = 0.075 - min(y for _, y in build.low) if gait.folded else gait.lift
    trunk = Limbs(pitch, lift, (build.stifle[0] - 0.12, build.stifle[1] + 0.1), (0.0, 0.0),
                  0.0, 0.0, (), radians(gait.tail), gait.folded)  # fmt: skip
    neck = radians(max(build.rise + gait.neck + low, -50.0)) + 0.8 * pitch
    base = trunk.at(*build.base)
    poll = (base[0] + build.neck * cos(neck), base[1] + build.neck * sin(neck))
    face = radians(-build.face + gait.face + nod) + 0.35 * pitch
    if poll[1] + build.head * sin(face) < 0.03:
        # Lips on the grass, not below it.
        poll = (poll[0], 0.03 - build.head * sin(face))
    legs: list[tuple[XY, ...]] = []
    for i, (dx, dy) in enumerate(gait.feet):
        fore = i < 2
        off = 0.0 if i % 2 == 0 else (-0.04 if fore else 0.05)
        x, y = build.elbow if fore else build.stifle
        root = trunk.at(x + off, y)
        if gait.folded:
            legs.append(_folded(build, root, fore, i % 2 == 1))
            continue
        foot = (build.feet[i] + dx, dy)
        legs.append(_leg(build, root, foot, fore))
    return Limbs(pitch, lift, trunk.pivot, poll, neck, face, tuple(legs), trunk.tail,
                 gait.folded)  # fmt: skip


def _leg(build: Build, root: XY, foot: XY, fore: bool) -> tuple[XY, ...]:
    """Root, knee or hock, fetlock and coronet of a leg whose hoof stands at `foot`."""
    upper, lower = (build.forearm, build.shank) if fore else (build.gaskin, build.cannon)
    hoof = 0.055 * build.hoof
    raised = foot[1] > 0.12
    back = atan2(root[1] - foot[1], root[0] - foot[0]) if raised else radians(118)
    coronet = (foot[0] - 0.015, foot[1] + hoof)
    reach = max(build.pastern - hoof, 0.03)
    fetlock = (coronet[0] + reach * cos(back), coronet[1] + reach * sin(back))
    dx, dy = fetlock[0] - root[0], fetlock[1] - root[1]
    far = hypot(dx, dy)
    most = 0.995 * (upper + lower)
    if far > most:
        # Out of reach: the hoof leaves its place, not the bone its length.
        k = most / far
        shift = (dx * (k - 1), dy * (k - 1))
        fetlock = (fetlock[0] + shift[0], fetlock[1] + shift[1])
        coronet = (coronet[0] + shift[0], coronet[1] + shift[1])
        dx, dy, far = dx * k, dy * k, most
    bend = acos(min(max((upper**2 + far**2 - lower**2) / (2 * upper * far), -1.0), 1.0))
    # Knees bend ahead, hocks back.
    angle = atan2(dy, dx) + (bend if fore else -bend)
    joint = (root[0] + upper * cos(angle), root[1] + upper * sin(angle))
    return root, joint, fetlock, coronet


def _folded(build: Build, root: XY, fore: bool, far: bool) -> tuple[XY, ...]:
    """A leg folded under one who lies."""
    x, y = root[0] + (0.06 if far else 0.0), 0.06
    root = (root[0], max(root[1], y + 0.06))
    if fore:
        return root, (x + 0.24, y + 0.05), (x + 0.06, y), (x - 0.02, y)
    return root, (x - 0.20, y + 0.06), (x + 0.04, y), (x + 0.11, y)


def muzzle(build: Build, limbs: Limbs) -> XY:
    """The middle of the head."""
    half = 0.5 * build.head
    return limbs.poll[0] + half * cos(limbs.face), limbs.poll[1] + half * sin(limbs.face) - 0.02
