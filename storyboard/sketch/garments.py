"""Garments as data."""

from __future__ import annotations

from dataclasses import dataclass

from .design import Design
from .model import RGB


@dataclass(frozen=True, slots=True)
class Garment:
    """One kind of top. Lengths in head heights."""

    hem: float = 0.10
    """How far it reaches below the hips' line."""
    front: str = "plain"
    """``plain`` ``open`` ``buttons`` ``double`` ``zip`` ``bib`` ``plate`` ``wrap``."""
    collar: str = "crew"
    """``crew`` ``shirt`` ``lapel`` ``hood`` ``stand`` ``vee`` ``roll`` ``ring``."""
    sleeve: float = 1.0
    """How much of the arm it covers."""
    loose: float = 1.0
    """Width of sleeves and body."""
    flare: float = 0.0
    belt: bool = False
    inner: str = ""
    """What is under an open front: ``shirt`` or ``tee``."""


GARMENTS = {
    "shirt": Garment(0.02, "buttons", "shirt", belt=True),
    "tee": Garment(0.08, "plain", "crew", sleeve=0.30),
    "sweater": Garment(0.12, "plain", "crew", loose=1.08),
    "turtleneck": Garment(0.10, "plain", "roll", loose=1.04),
    "hoodie": Garment(0.14, "plain", "hood", loose=1.14),
    "jacket": Garment(0.10, "open", "stand", loose=1.10, inner="tee"),
    "coat": Garment(1.36, "open", "lapel", loose=1.14, flare=0.035, inner="tee"),
    "labcoat": Garment(1.0, "open", "lapel", loose=1.10, flare=0.045, inner="shirt"),
    "raincoat": Garment(0.86, "buttons", "hood", loose=1.20, flare=0.12),
    "peacoat": Garment(0.34, "double", "lapel", loose=1.14, flare=0.06),
    "suit": Garment(0.24, "open", "lapel", loose=1.04, inner="shirt"),
    "uniform": Garment(0.22, "double", "stand", loose=1.04, flare=0.04, belt=True),
    "vest": Garment(0.06, "buttons", "vee", inner="shirt"),
    "dress": Garment(1.34, "plain", "vee", sleeve=0.34, flare=0.34),
    "tunic": Garment(0.30, "plain", "vee", sleeve=0.36, loose=1.08, flare=0.04),
    "apron": Garment(0.02, "bib", "shirt", belt=False),
    "overalls": Garment(0.02, "bib", "crew", sleeve=0.32),
    "jumpsuit": Garment(0.05, "zip", "shirt", loose=1.08, belt=True),
    "robe": Garment(2.30, "wrap", "vee", loose=1.30, flare=0.22),
    "cloak": Garment(0.16, "plain", "crew", loose=1.05, belt=True),
    "armour": Garment(0.16, "plate", "ring", loose=1.10, flare=0.06),
    "spacesuit": Garment(0.08, "zip", "ring", loose=1.36),
}  # fmt: skip


def garment_of(design: Design) -> Garment:
    """The garment of a design's top; unknown words wear a shirt."""
    return GARMENTS.get(design.top, GARMENTS["shirt"])


def body_colour(design: Design) -> RGB:
    """The colour of the torso and sleeves: a bib and a waistcoat lie over a shirt."""
    return design.under_colour if design.top in ("apron", "overalls", "vest") else design.top_colour


@dataclass(frozen=True, slots=True)
class TorsoMarks:
    """Places on the torso in its frame."""

    top: float
    """Height of the shoulder line."""
    middle: float
    """x of the front's middle at the chest: it moves as the body turns."""
    near: tuple[float, float]
    far: tuple[float, float]
    waist: float
    hem: float
