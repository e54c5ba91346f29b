"""Hoofed animals as data: the lines of trunk, neck, head and legs, seen from the side.

Lengths are shares of the height at the withers; x runs ahead of the middle of the body, y up
from the ground. Heads have their own frame: the poll at the origin, x along the face to the lips,
y to the brow's side, in lengths of the head.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Build:
    """The build of one kind."""

    top: Line
    """From the withers over back and croup to the root of the tail and the buttock."""
    low: Line
    """From behind the thigh over flank, belly and girth to the point of the chest."""
    base: tuple[float, float]
    """Where the neck's axis begins."""
    neck: float
    """Its length."""
    rise: float
    """Degrees by which it rises."""
    crest: float
    """Half its width above the axis, at its middle."""
    throat: float
    """The same below it."""
    face: float
    """Degrees from the horizon down to the face's line."""
    head: float
    """Length of the head."""
    profile: Line
    """The head's outline, from the poll along the face and back under the jaw."""
    jaw: Line
    elbow: tuple[float, float]
    stifle: tuple[float, float]
    forearm: float
    shank: float
    gaskin: float
    cannon: float
    pastern: float
    feet: tuple[float, float, float, float]
    """Near fore, far fore, near hind, far hind, standing."""
    bone: float = 1.0
    """Thickness of the legs, the horse's being 1."""
    hoof: float = 1.0
    ears: str = "point"
    tail: str = "hair"
    mane: str = ""
    """``long``, ``short`` (upright) or none."""
    cloven: bool = False


_HORSE_FACE: Line = (
    (0.0, 0.07), (0.14, 0.115), (0.34, 0.105), (0.58, 0.06), (0.80, 0.045), (0.94, 0.035),
    (1.01, -0.035), (1.0, -0.115), (0.95, -0.155), (0.82, -0.150), (0.66, -0.165), (0.48, -0.225),
    (0.32, -0.325), (0.16, -0.36), (0.04, -0.30), (-0.03, -0.12),
)  # fmt: skip
_HORSE_JAW: Line = ((0.44, -0.20), (0.70, -0.145), (0.94, -0.15), (0.955, -0.205), (0.86, -0.225),
    (0.66, -0.22), (0.46, -0.27))  # fmt: skip
_COW_FACE: Line = (
    (0.0, 0.12), (0.10, 0.165), (0.30, 0.13), (0.56, 0.085), (0.78, 0.085), (0.94, 0.075),
    (1.03, 0.0), (1.04, -0.12), (0.98, -0.225), (0.84, -0.245), (0.66, -0.235), (0.44, -0.29),
    (0.24, -0.38), (0.08, -0.34), (-0.03, -0.14),
)  # fmt: skip
_COW_JAW: Line = ((0.40, -0.26), (0.68, -0.22), (0.95, -0.23), (0.94, -0.30), (0.80, -0.325),
    (0.60, -0.31), (0.42, -0.34))  # fmt: skip

_PIG_FACE: Line = (
    (0.0, 0.24), (0.18, 0.27), (0.38, 0.20), (0.58, 0.11), (0.82, 0.10), (0.97, 0.13),
    (1.03, 0.02), (1.03, -0.18), (0.95, -0.27), (0.78, -0.27), (0.58, -0.30), (0.36, -0.40),
    (0.14, -0.46), (-0.04, -0.36), (-0.10, -0.08),
)  # fmt: skip

HORSE = Build(
    top=((0.25, 1.0), (0.12, 0.955), (-0.05, 0.925), (-0.20, 0.955), (-0.33, 0.975),
         (-0.44, 0.935), (-0.50, 0.85), (-0.515, 0.76)),
    low=((-0.455, 0.655), (-0.27, 0.565), (-0.15, 0.555), (0.04, 0.505), (0.20, 0.485),
         (0.33, 0.535), (0.44, 0.62), (0.49, 0.735)),
    base=(0.36, 0.86), neck=0.60, rise=56, crest=0.15, throat=0.13, face=52, head=0.43,
    profile=_HORSE_FACE, jaw=_HORSE_JAW,
    elbow=(0.31, 0.565), stifle=(-0.20, 0.60), forearm=0.265, shank=0.205, gaskin=0.335,
    cannon=0.255, pastern=0.105, feet=(0.37, 0.26, -0.42, -0.31), mane="long",
)  # fmt: skip
COW = Build(
    top=((0.30, 0.985), (0.14, 0.965), (-0.10, 0.965), (-0.30, 0.985), (-0.40, 1.0),
         (-0.53, 0.965), (-0.60, 0.87), (-0.595, 0.74)),
    low=((-0.535, 0.60), (-0.33, 0.50), (-0.20, 0.46), (0.02, 0.385), (0.22, 0.375),
         (0.38, 0.405), (0.50, 0.47), (0.56, 0.62)),
    base=(0.42, 0.82), neck=0.40, rise=24, crest=0.17, throat=0.21, face=50, head=0.40,
    profile=_COW_FACE, jaw=_COW_JAW,
    elbow=(0.36, 0.49), stifle=(-0.28, 0.53), forearm=0.215, shank=0.175, gaskin=0.28,
    cannon=0.225, pastern=0.10, feet=(0.42, 0.31, -0.50, -0.38), bone=1.12, hoof=0.95,
    ears="side", tail="tuft", cloven=True,
)  # fmt: skip

BUILDS: dict[str, Build] = {
    "horse": HORSE,
    "donkey": replace(HORSE, neck=0.48, rise=50, crest=0.12, throat=0.12, head=0.47, bone=0.92,
                      hoof=0.85, ears="long", tail="tuft", mane="short"),
    "deer": replace(
        HORSE, neck=0.56, rise=64, crest=0.085, throat=0.085, face=38, head=0.36, bone=0.62,
        hoof=0.62, ears="leaf", tail="stub", mane="", cloven=True,
        low=((-0.45, 0.68), (-0.27, 0.615), (-0.15, 0.61), (0.04, 0.575), (0.20, 0.555),
             (0.33, 0.59), (0.43, 0.66), (0.47, 0.755)),
        elbow=(0.30, 0.61), stifle=(-0.20, 0.63), forearm=0.285, shank=0.235, gaskin=0.35,
        cannon=0.28,
    ),
    "cow": COW,
    "goat": replace(
        COW, neck=0.44, rise=50, crest=0.11, throat=0.11, face=44, head=0.40, bone=0.86,
        hoof=0.8, tail="stub", ears="side", profile=_HORSE_FACE, jaw=_HORSE_JAW,
    ),
    "sheep": replace(COW, neck=0.34, rise=40, crest=0.14, throat=0.14, face=46, head=0.42,
                     bone=0.84, hoof=0.8, tail="stub", profile=_HORSE_FACE, jaw=_HORSE_JAW),
    "pig": replace(
        COW, neck=0.20, rise=12, crest=0.24, throat=0.17, face=26, head=0.47, bone=1.2, hoof=1.15,
        base=(0.46, 0.70), ears="flap", tail="curl", profile=_PIG_FACE, jaw=_COW_JAW,
        top=((0.34, 0.98), (0.14, 1.03), (-0.10, 1.05), (-0.30, 1.03), (-0.48, 0.98),
             (-0.62, 0.90), (-0.70, 0.76), (-0.69, 0.58)),
        low=((-0.60, 0.40), (-0.38, 0.34), (-0.20, 0.29), (0.02, 0.245), (0.22, 0.25),
             (0.38, 0.28), (0.48, 0.34), (0.53, 0.44)),
        elbow=(0.38, 0.39), stifle=(-0.36, 0.42), forearm=0.155, shank=0.13, gaskin=0.20,
        cannon=0.165, pastern=0.10, feet=(0.42, 0.31, -0.52, -0.40),
    ),
}  # fmt: skip
"""Builds by kind of beast; what is not here has paws, or is drawn as if it had."""
