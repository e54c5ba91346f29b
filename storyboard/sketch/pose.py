"""Twenty-one poses as data, and the solver that turns one into joints.

Lengths are in head heights, angles in degrees: 0 hangs straight down, positive swings forward
(towards +x, the way the figure faces). `near` limbs are on the viewer's side.
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
    """Foreshortening of the upper arm."""
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


_STANDS = (
    Stance(
        Arm(-9, 6), Arm(10, 24),
        Leg(-3, -4), Leg(11, 3, foot=70),
        lean=-2, slope=4, tilt=3, turn=0.42,
    ),
    Stance(
        Arm(to=(-0.4, -1.52), bend=1, tucked=True), Arm(9, 16),
        Leg(-9, -5, foot=110), Leg(5, 3, foot=75),
        lean=0, slope=-4, tilt=-4, turn=0.36,
    ),
    Stance(
        Arm(-10, 2), Arm(to=(0.36, -1.5), bend=-1, tucked=True),
        Leg(-2, -3), Leg(14, 4, foot=65),
        lean=-4, slope=5, tilt=5, turn=0.48,
    ),
)  # fmt: skip

STANCES: dict[str, tuple[Stance, ...]] = {
    "stand": _STANDS,
    "walk": (
        Stance(
            Arm(-24, -6), Arm(22, 50),
            Leg(24, 10, foot=98), Leg(-20, -38, foot=62),
            lean=4, width=0.62, slope=3, turn=0.5, tilt=-2,
        ),
    ),
    "run": (
        Stance(
            Arm(-58, 34, "fist"), Arm(44, 132, "fist"),
            Leg(-30, -46, foot=70), Leg(82, -34, foot=80),
            lean=17, width=0.55, slope=8, turn=0.52, tilt=9, neck=-4, lift=0.04,
        ),
    ),
    "sit": (
        Stance(
            Arm(to=(0.3, -1.3), bend=1, front=True), Arm(to=(0.92, -1.32), bend=1),
            Leg(74, 4, 0.8), Leg(62, 14, 0.8, foot=80),
            lean=4, width=0.8, slope=3, turn=0.45, tilt=3, seated=True,
        ),
        Stance(
            Arm(-16, 24), Arm(to=(0.85, -1.3), bend=1),
            Leg(78, -4, 0.74), Leg(58, 24, 0.86, foot=76),
            lean=-4, width=0.84, slope=-4, turn=0.4, tilt=-3, seated=True,
        ),
    ),
    "crouch": (
        Stance(
            Arm(to=(0.62, -1.12), bend=1, front=True), Arm(to=(1.02, -1.25), bend=1),
            Leg(12, -94, foot=-20), Leg(92, -6, 0.9, foot=88),
            lean=16, width=0.7, slope=6, turn=0.48, tilt=6, neck=2,
        ),
    ),
    "lie": (
        Stance(
            Arm(14, 48, front=True), Arm(-8, 6),
            Leg(6, 3, foot=60), Leg(46, -38, foot=52),
            lean=0, width=0.62, slope=2, turn=0.4, tilt=4, roll=84, pitch=0.0,
        ),
    ),
    "point": (
        Stance(
            Arm(to=(-0.58, -1.32), bend=1, hand="fist"), Arm(82, 89, "point", front=True),
            Leg(-8, -8), Leg(17, 4, foot=80),
            lean=4, width=0.74, slope=-7, turn=0.52, tilt=-3,
        ),
    ),
    "wave": (
        Stance(
            Arm(-8, 6), Arm(96, 158, "open", front=True, turn=14),
            Leg(-3, -4), Leg(12, 4, foot=72),
            lean=-4, width=0.86, slope=-8, turn=0.38, tilt=6,
        ),
    ),
    "reach": (
        Stance(
            Arm(-30, -10), Arm(76, 84, "open", front=True, turn=-8),
            Leg(-16, -30, foot=66), Leg(24, 6, foot=92),
            lean=13, width=0.62, slope=-5, turn=0.55, tilt=4,
        ),
    ),
    "hold": (
        Stance(
            Arm(-8, 10), Arm(9, 108, "grip", front=True),
            Leg(-4, -4), Leg(11, 3, foot=70),
            lean=-2, width=0.84, slope=-3, turn=0.45, tilt=2,
        ),
    ),
    "read": (
        Stance(
            Arm(to=(0.02, -0.88), bend=1, front=True, hand="grip"),
            Arm(to=(0.66, -0.86), bend=-1, front=True, hand="grip"),
            Leg(-4, -5), Leg(10, 2, foot=70),
            lean=1, width=0.84, slope=3, turn=0.4, tilt=-7, pitch=-0.8, neck=4,
        ),
    ),
    "phone": (
        Stance(
            Arm(to=(-0.62, 0.42), bend=-1, front=True, hand="grip", turn=26), Arm(12, 34),
            Leg(-3, -4), Leg(12, 3, foot=70),
            lean=-1, width=0.86, slope=-5, turn=0.42, tilt=6,
        ),
    ),
    "arms-crossed": (
        Stance(
            Arm(to=(0.38, -0.98), bend=1, front=True, tucked=True),
            Arm(to=(-0.36, -0.86), bend=-1, front=True),
            Leg(-8, -4, foot=105), Leg(9, 2, foot=75),
            lean=-4, width=0.88, slope=3, turn=0.4, tilt=4,
        ),
    ),
    "hands-on-hips": (
        Stance(
            Arm(to=(-0.6, -1.3), bend=1, hand="fist"),
            Arm(to=(0.6, -1.3), bend=-1, hand="fist", front=True),
            Leg(-11, -6, foot=108), Leg(12, 6, foot=72),
            lean=-3, width=0.92, slope=4, turn=0.36, tilt=3,
        ),
    ),
    "cheer": (
        Stance(
            Arm(-146, -172, "fist"), Arm(138, 164, "fist"),
            Leg(-13, -9, foot=104), Leg(13, 7, foot=76),
            lean=-5, width=0.88, slope=-3, shrug=0.1, turn=0.36, tilt=8, pitch=0.5, lift=0.0,
        ),
    ),
    "shrug": (
        Stance(
            Arm(-16, -92, "palm", turn=10), Arm(18, 96, "palm", front=True, turn=-10),
            Leg(-5, -3, foot=108), Leg(8, 3, foot=72),
            lean=-3, width=0.92, slope=2, shrug=0.16, turn=0.34, tilt=-9,
        ),
    ),
    "fight": (
        Stance(
            Arm(18, 128, "fist", front=True), Arm(56, 128, "fist", front=True),
            Leg(-20, -26, foot=88), Leg(30, -2, foot=84),
            lean=8, width=0.66, slope=4, shrug=0.06, turn=0.52, tilt=-5, neck=4,
        ),
    ),
    "recoil": (
        Stance(
            Arm(22, 128, "open", front=True, turn=-12),
            Arm(52, 138, "open", front=True, turn=-20),
            Leg(-24, -18, foot=80), Leg(14, -10, foot=84),
            lean=-14, width=0.74, slope=-4, shrug=0.1, turn=0.45, tilt=10, neck=-4,
        ),
    ),
    "slump": (
        Stance(
            Arm(6, 14), Arm(16, 22),
            Leg(-1, -10), Leg(9, -4, foot=74),
            lean=9, width=0.78, slope=3, shrug=-0.07, turn=0.48, tilt=-14, pitch=-0.9, neck=16,
        ),
    ),
    "look-up": (
        Stance(
            Arm(-10, -2), Arm(10, 26),
            Leg(-3, -4), Leg(10, 3, foot=72),
            lean=-5, width=0.8, slope=2, turn=0.5, tilt=17, pitch=1.0, neck=-8,
        ),
    ),
    "drive": (
        Stance(
            Arm(to=(-0.68, -0.84), bend=1, front=True, hand="grip", turn=14),
            Arm(to=(0.76, -0.84), bend=-1, front=True, hand="grip", turn=-14),
            Leg(76, 18, 0.8), Leg(68, 26, 0.8, foot=80),
            lean=-3, width=0.9, slope=2, turn=0.3, tilt=2, seated=True,
        ),
    ),
}  # fmt: skip


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


def stance_of(pose: str, variant: int) -> Stance:
    """The stance of a pose; a word that is not known stands."""
    choices = STANCES.get(pose, _STANDS)
    return choices[variant % len(choices)]


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
    hip_slope = -0.4 * sin(slope) * hips
    near_hip = torso(-hips * 0.62, -hip_slope)
    far_hip = torso(hips * 0.62, hip_slope)

    def arm(root: XY, spec: Arm) -> tuple[XY, XY, XY]:
        if spec.to is not None:
            tx, ty = spec.to
            target = torso(tx * (0.5 + 0.5 * wide), build.torso + ty)
            elbow, wrist = reach(root, target, build.upper, build.fore, spec.bend)
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
