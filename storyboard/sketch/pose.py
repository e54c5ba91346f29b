"""A pose as data, and the solver that turns one into joints.

Lengths are in head heights, angles in degrees: 0 hangs straight down, positive swings forward
(towards +x, the way the figure faces). `near` limbs are on the viewer's side. The poses
themselves stand in `stances`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import atan2, cos, hypot, radians, sin

XY = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Arm:
    """An arm by two angles, or by where the hand goes (from the middle of the shoulder line)."""

    upper: float = 0.0
    fore: float = 0.0
    hand: str = "relax"
    front: bool = False
    """Whether it passes before the torso."""
    to: XY | None = None
    bend: float = 1.0
    """Which way the elbow points when the hand is placed: 1 back and down, -1 the other."""
    turn: float = 0.0
    """The hand's own angle against the forearm."""
    short: float = 1.0
    """Foreshortening of the upper arm; of the whole arm when the hand is placed."""
    tucked: bool = False
    """Whether the hand is out of sight."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A leg by two angles, its thigh's foreshortening and the foot's angle."""

    thigh: float = 0.0
    shin: float = 0.0
    short: float = 1.0
    foot: float = 90.0


@dataclass(frozen=True, slots=True)
class Stance:
    """A pose."""

    near_arm: Arm = field(default_factory=Arm)
    far_arm: Arm = field(default_factory=Arm)
    near_leg: Leg = field(default_factory=Leg)
    far_leg: Leg = field(default_factory=Leg)
    lean: float = 0.0
    """Of the torso, forward."""
    width: float = 0.86
    """Share of the shoulders' width that is seen: 1 from the front, 0.4 nearly in profile."""
    slope: float = 3.0
    """Degrees by which the far shoulder is lower than the near one."""
    hip: float | None = None
    """Degrees by which the far hip is higher than the near one; None against the shoulders."""
    bow: float = 0.0
    """How far the belly is pushed forward (the back rounded when negative), in heads."""
    shrug: float = 0.0
    neck: float = 0.0
    """Degrees the head leans forward of the torso."""
    turn: float = 0.45
    tilt: float = 0.0
    """Degrees the head tilts back (forward when negative)."""
    pitch: float = 0.0
    roll: float = 0.0
    """The whole figure turned about the pelvis (lying down)."""
    lift: float = 0.0
    """Heads above the ground at the lowest point (a leap)."""
    seated: bool = False


@dataclass(frozen=True, slots=True)
class Build:
    """Proportions in head heights."""

    leg: float = 1.30
    """Thigh and shin each."""
    torso: float = 1.50
    """From the hip joints to the shoulder line."""
    neck: float = 0.86
    """From the shoulder line to the head's centre."""
    shoulders: float = 0.66
    """Half their width."""
    hips: float = 0.36
    waist: float = 0.44
    upper: float = 0.92
    fore: float = 0.80
    girth: float = 1.0
    """Thickness of the limbs."""


ANKLE = 0.17


@dataclass(frozen=True, slots=True)
class Joints:
    """A solved pose: points in head heights above the ground, x = 0 under the pelvis."""

    pelvis: XY
    chest: XY
    head: XY
    spine: float
    """The torso's lean in radians, forward positive."""
    head_turn: float
    near: tuple[XY, XY, XY]
    """Shoulder, elbow, wrist."""
    far: tuple[XY, XY, XY]
    near_leg: tuple[XY, XY, XY]
    """Hip, knee, ankle."""
    far_leg: tuple[XY, XY, XY]
    stance: Stance
    build: Build


def hip_tilt(stance: Stance) -> float:
    """How far the hips rise for each head towards the far side: against the shoulders."""
    return sin(radians(0.7 * stance.slope if stance.hip is None else stance.hip))


def _way(angle: float, length: float) -> XY:
    return length * sin(radians(angle)), -length * cos(radians(angle))


def reach(root: XY, to: XY, upper: float, fore: float, bend: float) -> tuple[XY, XY]:
    """Elbow and wrist of a two-bone limb whose end goes to `to`, or as near as it can."""
    dx, dy = to[0] - root[0], to[1] - root[1]
    far = max(hypot(dx, dy), 1e-6)
    if far < 0.62 * (upper + fore):
        # The arm comes towards the viewer: its bones look shorter.
        shrink = max(0.72, far / (0.62 * (upper + fore)))
        upper, fore = upper * shrink, fore * shrink
    span = min(far, 0.995 * (upper + fore))
    span = max(span, abs(upper - fore) + 0.02)
    cosine = (upper**2 + span**2 - fore**2) / (2 * upper * span)
    lift = bend * _acos(cosine)
    base = atan2(dy, dx)
    elbow = root[0] + upper * cos(base - lift), root[1] + upper * sin(base - lift)
    wrist = root[0] + span * cos(base), root[1] + span * sin(base)
    return elbow, wrist


def _acos(value: float) -> float:
    value = min(max(value, -1.0), 1.0)
    return atan2((1 - value * value) ** 0.5, value)


def solve(stance: Stance, build: Build) -> Joints:
    """The joints of a stance in a body of the given build, standing on the ground."""
    spine = radians(stance.lean)

    def torso(x: float, y: float) -> XY:
        # Torso coordinates: y up the spine from the hips.
        return x * cos(spine) + y * sin(spine), -x * sin(spine) + y * cos(spine)

    wide = stance.width
    chest = torso(0.0, build.torso)
    slope = radians(stance.slope)
    half_near = build.shoulders * wide
    half_far = build.shoulders * wide * 0.94
    rise = stance.shrug - 0.15
    near_root = torso(-half_near, build.torso + rise + half_near * sin(slope))
    far_root = torso(half_far, build.torso + rise - half_far * sin(slope))
    hips = build.hips * (0.45 + 0.5 * wide)
    tilt = hip_tilt(stance)
    near_hip = torso(-hips * 0.62, -hips * 0.62 * tilt)
    far_hip = torso(hips * 0.62, hips * 0.62 * tilt)

    def arm(root: XY, spec: Arm) -> tuple[XY, XY, XY]:
        if spec.to is not None:
            tx, ty = spec.to
            target = torso(tx * (0.5 + 0.5 * wide), build.torso + ty)
            k = spec.short
            elbow, wrist = reach(root, target, k * build.upper, k * build.fore, spec.bend)
            return root, elbow, wrist
        ux, uy = _way(spec.upper, build.upper * spec.short)
        fx, fy = _way(spec.fore, build.fore)
        elbow = root[0] + ux, root[1] + uy
        return root, elbow, (elbow[0] + fx, elbow[1] + fy)

    def leg(root: XY, spec: Leg) -> tuple[XY, XY, XY]:
        tx, ty = _way(spec.thigh, build.leg * spec.short)
        sx, sy = _way(spec.shin, build.leg)
        knee = root[0] + tx, root[1] + ty
        return root, knee, (knee[0] + sx, knee[1] + sy)

    near, far = arm(near_root, stance.near_arm), arm(far_root, stance.far_arm)
    near_leg, far_leg = leg(near_hip, stance.near_leg), leg(far_hip, stance.far_leg)
    lean = stance.lean + stance.neck
    above = build.neck + 0.3 * min(stance.shrug, 0.0) - 0.35 * max(stance.shrug, 0.0)
    hx, hy = _way(180 - lean, above)
    head = chest[0] + hx, chest[1] + hy
    points = [(0.0, 0.0), chest, head, *near, *far, *near_leg, *far_leg]
    if stance.roll:
        turn = radians(stance.roll)
        points = [(x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn)) for x, y in points]
        spine -= turn
        low = -0.40
        points = [(x, y - low) for x, y in points]
    else:
        low = min(
            points[11][1] - ANKLE, points[14][1] - ANKLE, points[10][1] - 0.16, points[13][1] - 0.16
        )
        points = [(x, y - low + stance.lift) for x, y in points]
        # The weight stands over the feet, the figure over its place.
        middle = (points[0][0] + points[1][0]) / 2
        points = [(x - middle, y) for x, y in points]
    return Joints(
        pelvis=points[0],
        chest=points[1],
        head=points[2],
        spine=spine,
        head_turn=radians(stance.tilt - 0.35 * stance.lean + stance.roll),
        near=(points[3], points[4], points[5]),
        far=(points[6], points[7], points[8]),
        near_leg=(points[9], points[10], points[11]),
        far_leg=(points[12], points[13], points[14]),
        stance=stance,
        build=build,
    )


def raised(joints: Joints, by: float) -> Joints:
    """The joints moved up by `by` heads."""

    def up(p: XY) -> XY:
        return p[0], p[1] + by

    def all_up(t: tuple[XY, XY, XY]) -> tuple[XY, XY, XY]:
        return up(t[0]), up(t[1]), up(t[2])

    return replace(
        joints,
        pelvis=up(joints.pelvis),
        chest=up(joints.chest),
        head=up(joints.head),
        near=all_up(joints.near),
        far=all_up(joints.far),
        near_leg=all_up(joints.near_leg),
        far_leg=all_up(joints.far_leg),
    )
