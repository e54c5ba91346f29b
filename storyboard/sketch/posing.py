"""Where a figure is and what its joints do there: poses made fit for what is held and the shot."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .beast import beast_head
from .beast_table import BEASTS
from .bird import bird_head
from .design import Design
from .limbs import build_of
from .model import Figure
from .pose import Arm, Joints, Stance, raised, solve, stance_of
from .prop_table import prop_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands and which way it faces."""

    x: float = 0.0
    z: float = 0.0
    y: float = 0.0
    """Height of the ground under it, in metres."""
    facing: int = 1
    """1 to the right, -1 to the left."""
    turn: float | None = None
    """The head's turn (see `head`); None for the pose's own."""
    behind: bool = False
    """Seen from behind."""
    variant: int = 0
    seat: float | None = None
    """Height of the seat in metres, for poses that sit."""
    shadow: bool = True
    gaze: tuple[float, float] | None = None
    pitch: float = 0.0
    """How far the face is seen from below (positive) or above."""
    width: float | None = None
    """Share of the shoulders' width that is seen; None for the pose's own."""
    company: bool = False
    """Whether others stand near: arms are kept to oneself in close shots."""
    shot: str = "full"
    """The shot it is seen in: near ones hold things up into the frame."""


_CLOSE = ("extreme-close-up", "close-up", "medium-close-up")
_NEAR = frozenset({"extreme-close-up", "close-up", "medium-close-up", "medium", "medium-long"})


FURLED = frozenset({"point", "fight", "lie", "crouch", "arms-crossed", "slump"})
"""Poses in which nobody holds an umbrella open."""


def hugged(figure: Figure, place: Place) -> bool:
    """Whether what would hang from one arm is held before the chest."""
    return (
        bool(figure.holds)
        and prop_of(figure.holds).carried
        and (place.shot in _NEAR or figure.pose == "sit")
        and figure.pose in ("hold", "stand", "walk", "sit", "look-up")
    )


def staged(figure: Figure, place: Place) -> Stance:
    """The stance of a figure, with a hand made free for what is held."""
    stance = stance_of(figure.pose, place.variant)
    if place.width is not None:
        stance = replace(stance, width=place.width, slope=0.0, lean=0.0)
    if figure.holds and figure.pose not in ("hold", "read", "phone", "drive", "lie"):
        spare = figure.pose in (
            "stand",
            "walk",
            "sit",
            "look-up",
            "slump",
            "arms-crossed",
            "crouch",
            "hands-on-hips",
            "shrug",
        )
        if spare:
            far = Arm(9, 106, "grip", front=True)
            stance = replace(stance, far_arm=far)
            if figure.pose == "arms-crossed":
                stance = replace(stance, near_arm=Arm(to=(-0.42, -1.34), bend=1))
        else:
            stance = replace(stance, far_arm=replace(stance.far_arm, hand="grip", tucked=False))
    if place.company and place.shot in _CLOSE and figure.pose in ("point", "reach"):
        hand = "point" if figure.pose == "point" else "open"
        stance = replace(stance, far_arm=Arm(20, 122, hand, front=True))
    if not figure.holds:
        return stance
    item = prop_of(figure.holds)
    near = place.shot in _NEAR
    # Near shots end at the chest: what is held is held up into the frame.
    up = {"extreme-close-up": 0.5, "close-up": 0.46, "medium-close-up": 0.34}.get(place.shot, 0.0)
    if figure.pose in ("hold", "stand", "walk", "sit", "crouch", "look-up"):
        if item.carried and not near and figure.pose != "sit":
            stance = replace(stance, far_arm=Arm(12, 10, "grip", front=True))
        elif item.kind == "lantern":
            stance = replace(stance, far_arm=Arm(34, 118, "grip", front=True))
        elif item.kind == "umbrella":
            stance = replace(stance, far_arm=Arm(6, 128, "grip", front=True))
        elif up and not item.two_hands:
            stance = replace(stance, far_arm=Arm(14, 112 + 90 * up, "grip", front=True))
    if (item.two_hands and figure.pose in ("hold", "sit")) or hugged(figure, place):
        stance = replace(
            stance,
            near_arm=Arm(to=(0.06, -0.92 + up), bend=1, front=True, hand="grip"),
            far_arm=Arm(to=(0.66, -0.92 + up), bend=-1, front=True, hand="grip"),
        )
    return stance


def joints_of(figure: Figure, design: Design, place: Place) -> Joints:
    """The joints of a figure at its place, in heads above the ground."""
    stance = staged(figure, place)
    joints = solve(stance, build_of(design))
    if stance.seated and place.seat is not None:
        lift = place.seat / design.head + 0.22 - joints.pelvis[1]
        joints = raised(joints, max(lift, -0.6))
    return joints


def head_centre(figure: Figure, design: Design, place: Place) -> tuple[float, float]:
    """Where the head's centre is in the world's x and y, in metres."""
    if design.beast:
        where = bird_head if BEASTS[design.kind].rig == "bird" else beast_head
        x, y = where(design, figure)
        return place.x + place.facing * x, place.y + y
    joints = joints_of(figure, design, place)
    return (
        place.x + place.facing * joints.head[0] * design.head,
        place.y + joints.head[1] * design.head,
    )
