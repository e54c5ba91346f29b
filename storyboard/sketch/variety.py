"""What another take of a panel does otherwise: the camera moves a little, the bodies shift.

A place, a scene's sides, who is there and what they do are told, and hold; how near the camera
stands and how an arm hangs are the seed's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from .model import Brief
from .pose import Arm, Stance
from .rng import stream

_TIGHT = frozenset({"full", "wide", "extreme-wide"})
"""Shots that show whole figures: the camera may step back from them, not forward."""


@dataclass(frozen=True, slots=True)
class View:
    """A camera's moves."""

    near: float = 1.0
    """Factor of the height in view."""
    aside: float = 0.0
    """Part of the frame's width by which the subject stands further to the right."""
    pan: float = 0.0
    """Metres to the right in a place without figures."""


def view_of(brief: Brief, shot: str) -> View:
    """The camera's moves for a brief in a shot."""
    rng = stream("view", brief.seed, brief.prompt)
    nearest = 1.0 if shot in _TIGHT else 0.92
    near = nearest + (1.16 - nearest) * rng.random()
    # Narrow frames leave no room beside the head.
    most = min(max(0.11 * brief.width / max(brief.height, 1) - 0.02, 0.03), 0.11)
    if shot in ("wide", "extreme-wide"):
        # On a third or near it.
        most = min(most, 0.04)
    return View(near, most * (2 * rng.random() - 1), 1.6 * (2 * rng.random() - 1))


def shifted(stance: Stance, variant: int) -> Stance:
    """A stance as another moment would show it: `variant` from 0 on; 0 leaves it as it is.

    Hands that are somewhere, on a hip or at a thing, stay there.
    """
    if not variant:
        return stance
    rng = stream("shift", variant)
    near, far, lean, head, look = (2 * rng.random() - 1 for _ in range(5))
    return replace(
        stance,
        near_arm=_swung(stance.near_arm, 9 * near),
        far_arm=_swung(stance.far_arm, 9 * far),
        lean=stance.lean + 3.5 * lean,
        tilt=stance.tilt + 6 * head,
        turn=min(max(stance.turn + 0.16 * look, 0.1), 0.95),
    )


def _swung(arm: Arm, degrees: float) -> Arm:
    if arm.to is not None or arm.hand in ("grip", "point"):
        return arm
    return replace(arm, upper=arm.upper + 0.5 * degrees, fore=arm.fore + degrees)
