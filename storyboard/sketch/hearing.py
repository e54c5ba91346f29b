"""What a description of a character says about looks, in so many words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from . import design_words as words
from .look import mix, scaled
from .model import RGB

_WORD = re.compile(r"[a-z][a-z'’-]*|\d+")


def tokens(text: str) -> list[str]:
    """Lower-case words of a text, hyphenated ones also in their parts."""
    found: list[str] = []
    for word in _WORD.findall(text.lower().replace("’", "'")[:4000]):
        found.append(word)
        if "-" in word and word not in words.TOPS and word not in words.HAIR_STYLES:
            found.extend(part for part in word.split("-") if part)
    return found


@dataclass(slots=True)
class Said:
    """What a description says in so many words."""

    top: str = ""
    top_colour: RGB | None = None
    under_colour: RGB | None = None
    bottom: str = ""
    bottom_colour: RGB | None = None
    shoes: str = ""
    shoe_colour: RGB | None = None
    hat: str = ""
    hat_colour: RGB | None = None
    neckwear: str = ""
    neck_colour: RGB | None = None
    hair: RGB | None = None
    style: str = ""
    beard: str = ""
    eyes: RGB | None = None
    skin: int | None = None


_OUTER = ("raincoat", "coat", "jacket", "suit", "cloak", "apron", "labcoat", "robe", "peacoat",
          "vest", "uniform", "armour", "spacesuit", "overalls")  # fmt: skip


def _noun(word: str, table: dict[str, str]) -> str:
    """The table's value for a noun, its plural too."""
    if word in table:
        return table[word]
    return table.get(word[:-1], "") if word.endswith("s") else ""


def hear(text: str) -> Said:
    said = Said()
    before: list[str] = []
    for clause in re.split(r"[,;.:()]| with | in a | in an | and a | and an | over ", text.lower()):
        found = tokens(clause)
        before = []
        for word in found:
            _take(said, word, before, found)
            before.append(word)
    return said


def _colour_before(before: Sequence[str], table: dict[str, RGB]) -> RGB | None:
    """The nearest colour word before a noun, made dark, light or bright as told."""
    for i in range(len(before) - 1, max(-1, len(before) - 6), -1):
        if before[i] in table:
            colour = table[before[i]]
            how = before[i - 1] if i else ""
            if how == "dark" and table is words.COLOURS:
                return scaled(colour, 0.62)
            if how in ("light", "pale", "faded") and table is words.COLOURS:
                return mix(colour, (250, 248, 244), 0.42)
            return colour
        if before[i] in _ENDS:
            return None
    return None


_ENDS = frozenset({"hair", "eyes", "beard", "coat", "dress", "jacket", "skin", "trousers"})


def _take(said: Said, word: str, before: list[str], clause: list[str]) -> None:
    worn = _colour_before(before, words.COLOURS)
    if word in ("hair", "haired", "locks", "mane"):
        said.hair = _colour_before(before, words.HAIR_COLOURS) or worn or said.hair
        for other in clause:
            style = words.HAIR_STYLES.get(other, "")
            if style and (not said.style or said.style in ("long", "short")):
                said.style = style
        for after in clause[len(before) + 1 :]:
            if after in words.HAIR_COLOURS and said.hair is None:
                said.hair = words.HAIR_COLOURS[after]
        return
    if word in ("redhead", "brunette", "blonde", "blond", "ginger") and said.hair is None:
        said.hair = words.HAIR_COLOURS[word]
        return
    if word in ("beard", "bearded", "whiskers"):
        long = any(w in clause for w in ("long", "bushy", "big", "flowing", "full", "thick"))
        short = any(w in clause for w in ("short", "trimmed", "neat", "cropped"))
        said.beard = "long" if long else "short" if short else said.beard or "full"
        colour = _colour_before(before, words.HAIR_COLOURS)
        said.hair = said.hair or colour
        return
    if word in ("moustache", "mustache", "moustached"):
        said.beard = said.beard or "moustache"
        said.hair = said.hair or _colour_before(before, words.HAIR_COLOURS)
        return
    if word in ("stubble", "unshaven", "goatee"):
        said.beard = "goatee" if word == "goatee" else "stubble"
        return
    if word in ("eyes", "eyed"):
        said.eyes = worn or (words.HAIR_COLOURS["dark"] if "dark" in before else None)
        return
    if word in words.WOMEN or word in words.MEN or word in words.CHILD_WORDS:
        # "a pale woman", "a young Black man".
        told = [w for w in before[-3:] if w in words.SKIN_WORDS or w == "white"]
        if told and said.skin is None and "haired" not in before:
            said.skin = words.SKIN_WORDS.get(told[-1], 1)
    if word in ("skin", "skinned", "complexion") or word in _PEOPLE:
        for other in clause if word not in _PEOPLE else [word]:
            if other in words.SKIN_WORDS:
                said.skin = words.SKIN_WORDS[other]
        return
    if word in _STYLE_ALONE and not said.style:
        said.style = words.HAIR_STYLES[word]
        colour = _colour_before(before, words.HAIR_COLOURS) or worn
        said.hair = said.hair or colour
        return
    _take_clothes(said, word, before, clause, worn)


_STYLE_ALONE = words.word_set(
    "bald balding bob ponytail bun topknot braid braids plait plaits pigtails afro curls "
    "dreadlocks locs mohawk buzz crewcut parting pixie chignon dreads"
)


_PEOPLE = frozenset(w for w in words.SKIN_WORDS if w.endswith(("an", "ese", "ish", "ian"))) - {
    "tan"
} | {"freckled", "dark-skinned", "fair-skinned", "arab", "latina", "latino", "greek", "weathered"}


_HOODED = frozenset({"sweater", "hoodie", "jacket", "raincoat", "peacoat"})
"""Tops whose hood hangs down the back unless it is said to be up."""
_UP = frozenset({"up", "pulled", "drawn", "over", "raised", "under"})


def _hood_is_down(said: Said, word: str, clause: Sequence[str], at: int) -> bool:
    """Whether a hood is spoken of that nobody has put up: *a hooded sweater*, *hood down*."""
    if {"down", "back", "lowered"} & set(clause):
        return True
    if _UP & set(clause):
        return False
    if word == "hooded":
        return any(_noun(other, words.TOPS) in _HOODED for other in clause[at + 1 : at + 3])
    return said.top in _HOODED or any(_noun(other, words.TOPS) in _HOODED for other in clause)


def _take_clothes(
    said: Said, word: str, before: list[str], clause: list[str], worn: RGB | None
) -> None:
    last = before[-1] if before else ""
    if word == "suit" and last in ("space", "boiler", "flight"):
        said.top, said.top_colour = ("spacesuit" if last == "space" else "jumpsuit"), worn
        return
    if word == "coat" and last in ("lab", "rain", "pea"):
        kinds = {"lab": "labcoat", "rain": "raincoat", "pea": "peacoat"}
        said.top, said.top_colour = kinds[last], worn
        return
    if word == "hat" and last in (
        "bowler",
        "top",
        "chef's",
        "chef",
        "bobble",
        "woolly",
        "knitted",
        "wool",
        "witch's",
        "pointed",
    ):
        kinds = {
            "bowler": "bowler",
            "top": "tophat",
            "chef's": "chef",
            "chef": "chef",
            "witch's": "witch",
            "pointed": "witch",
        }
        said.hat, said.hat_colour = kinds.get(last, "beanie"), worn
        return
    if word == "top" and "hat" in clause:
        return
    if word in ("hood", "hooded") and _hood_is_down(said, word, clause, len(before)):
        if said.top == "sweater":
            said.top = "hoodie"
        return
    hat = _noun(word, words.HATS)
    if hat:
        said.hat, said.hat_colour = hat, worn
        return
    if word in words.NECK and not (word == "tie" and not before):
        said.neckwear, said.neck_colour = words.NECK[word], worn
        return
    bottom = _noun(word, words.BOTTOMS)
    if bottom:
        said.bottom = bottom
        said.bottom_colour = worn or ((68, 96, 142) if word == "jeans" else None)
        return
    shoes = words.SHOES.get(word, "")
    if shoes:
        said.shoes, said.shoe_colour = shoes, worn
        return
    top = _noun(word, words.TOPS)
    if not top:
        return
    if said.top in _OUTER and top not in _OUTER:
        said.under_colour = said.under_colour or worn
        return
    if top == "sweater" and last == "hooded":
        top = "hoodie"
    if said.top and top in _OUTER:
        said.under_colour = said.top_colour
    said.top, said.top_colour = top, worn
