"""From a description to the looks of an animal or a robot."""

from __future__ import annotations

from typing import Any

from . import design_words as words
from .beast_table import BEASTS
from .hearing import hear, tokens
from .look import luminance, mix, scaled
from .model import RGB, Actor
from .rng import stream

_ACCENTS: tuple[RGB, ...] = (
    (206, 62, 52), (44, 118, 116), (232, 170, 56), (64, 92, 158), (122, 84, 142), (96, 132, 76),
)  # fmt: skip
_COLLARS = frozenset({"collar", "scarf", "bandana", "harness", "ribbon", "kerchief", "neckerchief"})
_SPOTTED = frozenset({"spotted", "spots", "dalmatian", "patches", "patched", "piebald", "patchy",
                      "leopard", "cow"})  # fmt: skip
_STRIPED = frozenset({"striped", "stripes", "tabby", "tiger", "zebra"})
FUR: dict[str, RGB] = {
    **words.COLOURS, "ginger": (218, 132, 62), "golden": (222, 174, 96), "tabby": (150, 128, 104),
    "brown": (132, 88, 56), "bay": (118, 66, 40), "chestnut": (140, 78, 44), "dun": (190, 158, 112),
    "palomino": (226, 190, 120), "roan": (150, 104, 96), "tan": (200, 160, 112),
    "brindle": (124, 96, 72), "sandy": (212, 176, 122), "blond": (226, 196, 140),
    "rusty": (176, 96, 56), "brass": (206, 168, 84), "metal": (150, 166, 182),
    "chrome": (196, 204, 214), "tin": (172, 180, 188), "dark": (74, 62, 58),
}  # fmt: skip


def animal_looks(actor: Actor, kind: str, attempt: int) -> dict[str, Any]:
    """The looks of an animal or a robot, as fields of a `design.Design`."""
    rng = stream("beast", actor.id, attempt)
    beast = BEASTS[kind]
    found = tokens(actor.description)
    coat = next((FUR[w] for w in found if w in FUR), None)
    worn = hear(actor.description)
    if coat is None and actor.palette:
        coat = actor.palette[0]
    if coat is None:
        light = rng.uniform(0.0, 0.3) * (1 if attempt % 2 else -1) if attempt else 0.0
        coat = beast.coat
        coat = mix(coat, (250, 244, 232), light) if light > 0 else scaled(coat, 1 + light)
    second = [FUR[w] for w in found if w in FUR and FUR[w] != coat]
    collar = next((i for i, w in enumerate(found) if w in _COLLARS), None)
    neck = worn.neck_colour or (196, 54, 48)
    if collar is not None:
        neck = next((words.COLOURS[w] for w in found[max(0, collar - 2) : collar]
            if w in words.COLOURS), neck)  # fmt: skip
    small = {"small", "little", "tiny", "puppy", "kitten", "foal", "lamb", "young", "toy"}
    big = {"big", "huge", "giant", "large", "great", "enormous"}
    size = 0.74 if small & set(found) else 1.22 if big & set(found) else 1.0
    accent = second[0] if second else rng.choice(_ACCENTS)
    have = set(found)
    return {
        "skin": coat,
        "hair": second[0] if second else scaled(coat, 0.5 if luminance(coat) > 0.2 else 1.6),
        "eyes": worn.eyes or beast.iris,
        "height": beast.height * size * (rng.uniform(0.97, 1.03) if kind != "robot" else 1.0),
        "neckwear": "collar" if collar is not None or kind == "dog" else worn.neckwear,
        "neck_colour": neck,
        "top_colour": accent,
        "bottom_colour": scaled(coat, 0.6),
        "under_colour": (244, 240, 230),
        "pattern": "spots" if have & _SPOTTED else "stripes" if have & _STRIPED else "",
        "age": "adult",
        "woman": not have & {"bull", "ox", "calf", "buffalo", "stallion", "ram", "stag", "steer"},
    }
