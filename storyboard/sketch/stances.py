"""Twenty-one poses as data: angles in degrees, lengths in head heights (see `pose`)."""

from __future__ import annotations

from .pose import Arm, Leg, Stance

_STANDS = (
    Stance(
        Arm(-10, 8), Arm(12, 26),
        Leg(-5, -2), Leg(15, -3, foot=66),
        lean=-3, slope=-5, hip=-7, bow=0.06, tilt=4, turn=0.42,
    ),
    Stance(
        Arm(to=(-0.42, -1.50), bend=1, tucked=True), Arm(8, 18),
        Leg(-12, -8, foot=112), Leg(3, 2, foot=74),
        lean=1, slope=6, hip=6, bow=0.04, tilt=-5, turn=0.36,
    ),
    Stance(
        Arm(-12, 2), Arm(to=(0.38, -1.48), bend=-1, tucked=True),
        Leg(-3, -2), Leg(17, -2, foot=62),
        lean=-5, slope=-5, hip=-6, bow=0.08, tilt=6, turn=0.48,
    ),
)  # fmt: skip

STANCES: dict[str, tuple[Stance, ...]] = {
    "stand": _STANDS,
    "walk": (
        Stance(
            Arm(-28, -10), Arm(24, 54),
            Leg(26, 8, foot=98), Leg(-18, -44, foot=62),
            lean=5, width=0.66, slope=5, hip=3, bow=0.05, turn=0.5, tilt=-1,
        ),
    ),
    "run": (
        Stance(
            Arm(-62, 30, "fist"), Arm(46, 134, "fist"),
            Leg(-28, -52, foot=70), Leg(84, -30, foot=80),
            lean=20, width=0.58, slope=9, hip=4, bow=0.09, turn=0.52, tilt=11, neck=-5, lift=0.05,
        ),
    ),
    "sit": (
        Stance(
            Arm(to=(0.34, -1.28), bend=1, front=True), Arm(to=(0.92, -1.30), bend=1),
            Leg(74, 2, 0.8), Leg(62, 14, 0.8, foot=80),
            lean=3, width=0.8, slope=4, bow=-0.06, turn=0.45, tilt=4, neck=4, seated=True,
        ),
        Stance(
            Arm(-18, 20), Arm(to=(0.85, -1.3), bend=1),
            Leg(78, -6, 0.74), Leg(58, 24, 0.86, foot=76),
            lean=-6, width=0.84, slope=-5, bow=-0.04, turn=0.4, tilt=-3, neck=4, seated=True,
        ),
    ),
    "crouch": (
        Stance(
            Arm(to=(0.62, -1.12), bend=1, front=True), Arm(to=(1.02, -1.25), bend=1),
            Leg(12, -94, foot=-20), Leg(92, -6, 0.9, foot=88),
            lean=16, width=0.7, slope=6, bow=-0.06, turn=0.48, tilt=6, neck=2,
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
            Arm(to=(-0.58, -1.32), bend=1, hand="fist"), Arm(84, 90, "point", front=True),
            Leg(-14, -12), Leg(24, 2, foot=80),
            lean=7, width=0.72, slope=-9, hip=5, bow=0.05, turn=0.52, tilt=-2,
        ),
    ),
    "wave": (
        Stance(
            Arm(-12, 4), Arm(98, 160, "open", front=True, turn=14),
            Leg(-6, -3), Leg(15, -2, foot=72),
            lean=-5, width=0.86, slope=-11, hip=-7, bow=0.06, turn=0.38, tilt=8,
        ),
    ),
    "reach": (
        Stance(
            Arm(-34, -16), Arm(76, 84, "open", front=True, turn=-8),
            Leg(-20, -38, foot=66), Leg(28, 4, foot=92),
            lean=16, width=0.64, slope=-8, hip=3, bow=0.06, turn=0.55, tilt=6,
        ),
    ),
    "hold": (
        Stance(
            Arm(-10, 8), Arm(10, 108, "grip", front=True),
            Leg(-5, -2), Leg(15, -2, foot=70),
            lean=-3, width=0.84, slope=-5, hip=-6, bow=0.06, turn=0.45, tilt=3,
        ),
    ),
    "read": (
        Stance(
            Arm(to=(-0.12, -0.92), bend=1, front=True, hand="grip", short=0.78),
            Arm(to=(0.72, -0.92), bend=-1, front=True, hand="grip", short=0.78),
            Leg(-5, -3), Leg(13, -3, foot=70),
            lean=1, width=0.84, slope=-3, hip=-5, bow=-0.03, turn=0.4, tilt=-7, pitch=-0.8, neck=5,
        ),
    ),
    "phone": (
        Stance(
            Arm(to=(-0.56, 0.34), bend=-1, front=True, hand="grip", turn=26), Arm(12, 34),
            Leg(-5, -2), Leg(15, -3, foot=70),
            lean=-2, width=0.86, slope=-5, hip=-6, bow=0.05, turn=0.42, tilt=7,
        ),
    ),
    "arms-crossed": (
        Stance(
            Arm(to=(0.38, -0.98), bend=1, front=True, tucked=True),
            Arm(to=(-0.36, -0.86), bend=-1, front=True, hand="clasp"),
            Leg(-6, -2, foot=105), Leg(16, -1, foot=70),
            lean=-5, width=0.88, slope=-3, hip=-7, bow=0.07, turn=0.4, tilt=4,
        ),
    ),
    "hands-on-hips": (
        Stance(
            Arm(to=(-0.6, -1.3), bend=1, hand="fist"),
            Arm(to=(0.6, -1.3), bend=-1, hand="fist", front=True),
            Leg(-11, -5, foot=108), Leg(16, 6, foot=72),
            lean=-4, width=0.92, slope=-4, hip=-6, bow=0.07, turn=0.36, tilt=4,
        ),
    ),
    "cheer": (
        Stance(
            Arm(-142, -170, "fist"), Arm(140, 166, "fist"),
            Leg(-16, -11, foot=104), Leg(18, 4, foot=76),
            lean=-7, width=0.88, slope=-5, hip=5, bow=0.11, shrug=0.1, turn=0.36, tilt=10,
            pitch=0.5,
        ),
    ),
    "shrug": (
        Stance(
            Arm(-16, -92, "palm", turn=10), Arm(18, 96, "palm", front=True, turn=-10),
            Leg(-5, -3, foot=108), Leg(12, -2, foot=72),
            lean=-4, width=0.92, slope=3, hip=-5, bow=0.05, shrug=0.16, turn=0.34, tilt=-10,
        ),
    ),
    "fight": (
        Stance(
            Arm(18, 128, "fist", front=True), Arm(56, 128, "fist", front=True),
            Leg(-14, -38, foot=88), Leg(40, -8, foot=84),
            lean=10, width=0.66, slope=5, hip=4, bow=-0.05, shrug=0.06, turn=0.52, tilt=-5, neck=4,
        ),
    ),
    "recoil": (
        Stance(
            Arm(22, 128, "open", front=True, turn=-12),
            Arm(52, 138, "open", front=True, turn=-20),
            Leg(-26, -16, foot=80), Leg(20, -16, foot=84),
            lean=-17, width=0.74, slope=-5, hip=4, bow=-0.08, shrug=0.1, turn=0.45, tilt=12,
            neck=-2,
        ),
    ),
    "slump": (
        Stance(
            Arm(10, 18), Arm(20, 26),
            Leg(2, -12), Leg(12, -6, foot=74),
            lean=9, width=0.78, slope=3, bow=-0.12, shrug=-0.09, turn=0.48, tilt=-15, pitch=-0.9,
            neck=20,
        ),
    ),
    "look-up": (
        Stance(
            Arm(-12, -4), Arm(12, 26),
            Leg(-5, -2), Leg(14, -2, foot=72),
            lean=-6, width=0.8, slope=-3, hip=-5, bow=0.10, turn=0.5, tilt=17, pitch=1.0, neck=-8,
        ),
    ),
    "drive": (
        Stance(
            Arm(to=(-0.68, -0.84), bend=1, front=True, hand="grip", turn=14),
            Arm(to=(0.76, -0.84), bend=-1, front=True, hand="grip", turn=-14),
            Leg(76, 18, 0.8), Leg(68, 26, 0.8, foot=80),
            lean=-4, width=0.9, slope=2, bow=-0.05, turn=0.3, tilt=2, seated=True,
        ),
    ),
}  # fmt: skip


def stance_of(pose: str, variant: int) -> Stance:
    """The stance of a pose; a word that is not known stands."""
    choices = STANCES.get(pose, _STANDS)
    return choices[variant % len(choices)]
