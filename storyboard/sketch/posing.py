"""Where a figure is and what its joints do there: poses made fit for what is held and the shot."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .beast import beast_head
from .beast_table import BEASTS
from .bird import bird_head
from .design import Design
from .hoofed import hoofed_head
from .hoofed_table import BUILDS
from .model import Figure
from .pose import Arm, Joints, Leg, Stance, raised, solve
from .prop_table import Prop, prop_of
from .proportions import build_of
from .stances import stance_of
from .variety import shifted


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
    shift: int = 0
    """Which moment of the stance; 0 for the stance as it is written."""
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
    bed: bool = False
    """Whether they lie in a bed."""
    table: bool = False
    """Whether they sit at a table, which hides their laps."""
    tilt: float = 0.0
    """By how much feet are larger and the head smaller than from the height of the eye."""
    front: bool = False
    """Whether the prompt has the lens look over their shoulder."""
    shot: str = "full"
    """The shot it is seen in: near ones hold things up into the frame."""


BED = 0.52
"""Height of a mattress in metres."""

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


PLAYED: dict[str, tuple[tuple[float, float], tuple[float, float]]] = {
    "cello": ((-0.24, 0.02), (0.90, -1.26)),
    "violin": ((0.52, -0.22), (1.34, 0.06)),
    "trumpet": ((0.66, 0.10), (0.88, 0.06)),
    "flute": ((0.62, 0.08), (1.00, 0.06)),
    "drum": ((-0.10, -0.96), (0.72, -0.92)),
}
"""Where the near and the far hand are on an instrument, in heads from the middle of the shoulders.

Only the near hand of a cello, and the far one of a violin, stop the strings: the other bows.
"""


_HALF = {
    "accordion": 0.52,
    "paper": 0.58,
    "tray": 0.54,
    "box": 0.46,
    "book": 0.42,
    "case": 0.44,
    "letter": 0.24,
}
"""Half the width of what is held with both hands, in heads."""


def holding(stance: Stance, item: Prop, height: float) -> Stance:
    """The stance with a thing held at its sides, `height` heads over the shoulders."""
    half = _HALF.get(item.kind, 0.36)
    near = Arm(to=(0.30 - half, height), bend=1, front=True, hand="grip", short=0.78)
    far = Arm(to=(0.30 + half, height), bend=-1, front=True, hand="grip", short=0.78)
    return replace(stance, near_arm=near, far_arm=far)


def staged(figure: Figure, place: Place) -> Stance:
    """The stance of a figure, with a hand made free for what is held."""
    stance = shifted(stance_of(figure.pose, place.variant), place.shift)
    if place.table and not figure.holds:
        # Elbows on the table; who leans back keeps one arm there.
        far = Arm(34, 126, "palm" if place.variant % 2 else "relax", front=True, turn=-12)
        idle = stance.near_arm if place.variant % 3 == 2 else Arm(26, 112, "clasp", front=True)
        stance = replace(stance, near_arm=idle, far_arm=far, lean=stance.lean + 3)
    if place.bed:
        stance = replace(
            stance,
            near_arm=Arm(-4, 4, front=True), far_arm=Arm(4, 8),
            near_leg=Leg(2, 2, foot=60), far_leg=Leg(5, 4, foot=60),
        )  # fmt: skip
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
    if place.shot in _CLOSE and figure.pose in ("point", "reach"):
        # A whole arm would cross the picture as a bar: the hand is drawn up into the frame.
        hand = "point" if figure.pose == "point" else "open"
        near_face = Arm(to=(0.86, -0.42), bend=1, hand=hand, front=True, short=0.9, turn=18)
        stance = replace(stance, far_arm=Arm(20, 122, hand, front=True) if place.company
            else near_face)  # fmt: skip
    if figure.pose == "read":
        read = prop_of(figure.holds or "book")
        return holding(stance, read, -0.92)
    if not figure.holds:
        return stance
    item = prop_of(figure.holds)
    if item.played and figure.pose not in ("run", "fight", "lie"):
        near_to, far_to = PLAYED[item.kind]
        return replace(
            stance,
            near_arm=Arm(to=near_to, bend=1, front=True, hand="grip", short=0.86),
            far_arm=Arm(to=far_to, bend=-1, front=True, hand="grip", short=0.86),
        )
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
            # Beside the chin, or a narrow frame would lose it.
            high = -0.5 + (up - 0.34) / 0.12 * 0.4
            lifted = Arm(to=(0.52, high), bend=1, front=True, hand="grip", turn=22, short=0.82)
            stance = replace(stance, far_arm=lifted)
    if (item.two_hands and figure.pose in ("hold", "sit")) or hugged(figure, place):
        stance = holding(stance, item, -0.98 + up)
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
        winged = BEASTS[design.kind].rig == "bird"
        hoofed = design.kind in BUILDS
        where = bird_head if winged else hoofed_head if hoofed else beast_head
        x, y = where(design, figure)
        return place.x + place.facing * x, place.y + y
    joints = joints_of(figure, design, place)
    return (
        place.x + place.facing * joints.head[0] * design.head,
        place.y + joints.head[1] * design.head,
    )
