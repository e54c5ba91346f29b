"""How the people outside the cast look: by chance, and by the words of what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .sets_colour import WHITE, mix, pick
from .sets_wall import PAPER

if TYPE_CHECKING:
    import random

    from .model import RGB

APRON = (
    "waiter", "waitress", "barista", "cook", "chef", "baker", "bartender", "barman", "butcher",
)  # fmt: skip
CAP = (
    "policeman", "policewoman", "officer", "police", "guard", "soldier", "soldiers", "conductor",
    "captain", "sailor", "sailors", "porter", "driver", "pilot",
)  # fmt: skip
COAT = ("doctor", "nurse", "scientist", "surgeon", "dentist", "pharmacist")
_SMALL = frozenset(("boy", "girl", "child", "kid", "children", "students", "pupils"))
_WOMEN = frozenset(
    ("woman", "women", "waitress", "girl", "lady", "policewoman", "nurse", "actress")
)
_MEN = frozenset(("man", "men", "waiter", "boy", "barman", "butcher", "policeman", "priest"))
_KHAKI: RGB = (116, 118, 88)
_NAVY: RGB = (66, 78, 112)
SKINS: tuple[RGB, ...] = (
    (238, 200, 170), (214, 164, 126), (160, 112, 84), (118, 82, 64), (228, 182, 148),
)  # fmt: skip
HAIRS: tuple[RGB, ...] = (
    (64, 50, 48), (112, 78, 56), (182, 138, 82), (170, 166, 164), (48, 46, 56), (152, 82, 56),
)  # fmt: skip
CLOTHS: tuple[RGB, ...] = (
    (182, 92, 76), (206, 160, 84), (82, 132, 142), (110, 138, 88), (98, 106, 156),
    (198, 186, 156), (160, 96, 122), (84, 92, 108), (136, 102, 80), (138, 160, 182),
)  # fmt: skip
_LEGS: tuple[RGB, ...] = (
    (78, 80, 96),
    (84, 96, 124),
    (116, 104, 94),
    (94, 84, 82),
    (136, 128, 112),
)
_HAIR_MEN = ("short", "short", "parted", "bald", "curly", "cap", "beanie")
_HAIR_WOMEN = ("bob", "long", "bun", "curly", "long", "parted", "beanie", "scarf")


@dataclass(frozen=True, slots=True)
class Looks:
    """What one of them looks like."""

    tall: float
    """Metres."""
    woman: bool
    skin: RGB
    hair: RGB
    style: str
    top: RGB
    under: RGB
    legs: RGB
    garment: str
    """jacket, coat, dress, jumper, white or uniform."""
    beard: bool
    glasses: bool
    mouth: float
    """The corners of the mouth up (positive) or down."""
    wide: float
    arms: str
    """hang, pocket, crossed, bag or tray."""


def looks_of(rng: random.Random, parts: Sequence[str], size: float) -> Looks:
    """The looks of one, by chance and by the words of what they are."""
    told = frozenset(parts)
    small = bool(told & _SMALL)
    woman = bool(told & _WOMEN) or (not told & _MEN and rng.random() < 0.5)
    tall = 1.2 if small and size == 1.0 else (1.62 + 0.2 * rng.random() - 0.08 * woman) * size
    skin, hair = pick(rng, SKINS), pick(rng, HAIRS)
    top = pick(rng, CLOTHS)
    legs = pick(rng, _LEGS)
    under = mix(pick(rng, CLOTHS), WHITE, 0.45)
    style = rng.choice(_HAIR_WOMEN if woman else _HAIR_MEN)
    garment = rng.choice(
        ("dress", "jacket", "coat", "jumper") if woman else ("jacket", "jumper", "coat", "jumper")
    )
    arms = rng.choice(("hang", "hang", "pocket", "crossed", "bag"))
    beard = not woman and not small and rng.random() < 0.3
    if small:
        garment, arms = ("jumper", "hang") if garment in ("coat", "jacket") else (garment, "hang")
        style = "short" if style in ("bald", "bun", "scarf") else style
    if told & set(COAT):
        garment, top = "white", (228, 230, 228)
    if told & set(CAP):
        army = told & {"soldier", "soldiers"}
        garment, style = "uniform", "cap" if not army else "beret"
        top = legs = _KHAKI if army else _NAVY
        arms = "hang"
    if told & set(APRON):
        garment, arms, under = "apron", "tray", PAPER
        style = "toque" if told & {"chef", "cook", "baker"} else style
    return Looks(
        tall, woman, skin, hair, style, top, under, legs, garment, beard,
        not small and rng.random() < 0.16, rng.choice((0.0, 0.006, -0.003)),
        0.94 + 0.2 * rng.random(), arms,
    )  # fmt: skip
