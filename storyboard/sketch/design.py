"""From a description to a figure's looks: hair, skin, clothes, age and build."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random

from . import design_words as words
from .beast_looks import animal_looks
from .beast_table import kind_of
from .hearing import hear, tokens
from .look import contrast, luminance, mix, scaled
from .model import RGB, Actor, Look
from .rng import stream


@dataclass(frozen=True, slots=True)
class Design:
    """How one character looks, in every panel and from any distance."""

    skin: RGB = words.SKINS[1]
    hair: RGB = (96, 62, 42)
    style: str = "short"
    eyes: RGB = (98, 70, 48)
    beard: str = ""
    glasses: bool = False
    hat: str = ""
    hat_colour: RGB = (52, 60, 92)
    neckwear: str = ""
    neck_colour: RGB = (190, 60, 54)
    woman: bool = False
    age: str = "adult"
    """``child``, ``adult`` or ``old``."""
    build: str = "average"
    """``slim``, ``average``, ``broad`` or ``fat``."""
    height: float = 1.68
    """Metres, standing."""
    top: str = "shirt"
    top_colour: RGB = (90, 120, 170)
    under_colour: RGB = (240, 236, 226)
    bottom: str = "trousers"
    bottom_colour: RGB = (58, 66, 92)
    shoes: str = "shoes"
    shoe_colour: RGB = (64, 48, 42)
    freckled: bool = False
    jaw: float = 1.0
    nose: float = 1.0
    eye_size: float = 1.0
    brow: float = 1.0
    face: float = 1.0
    """Length of the lower face."""
    pattern: str = ""
    """``stripes``, ``checks`` or ``spots`` of the top, in `under_colour`."""
    kind: str = "person"
    """``person``, or a kind of `beast_table.BEASTS`."""

    @property
    def beast(self) -> bool:
        """Whether it is an animal on legs of its own; a robot has a person's joints."""
        return self.kind not in ("person", "robot")

    @property
    def head(self) -> float:
        """The head's height in metres: fewer heads make a smaller person."""
        return self.height / {"child": 4.5, "old": 5.5}.get(self.age, 5.7)

    @property
    def lashes(self) -> bool:
        """Whether lashes are drawn."""
        return self.woman

    @property
    def lips(self) -> bool:
        """Whether the lips have a colour of their own."""
        return self.woman and self.age == "adult"

    @property
    def brow_colour(self) -> RGB:
        """Brows are darker than fair hair and lighter than none."""
        if luminance(self.hair) > 0.7:
            return mix(self.hair, (120, 112, 112), 0.45)
        return scaled(self.hair, 0.72)

    @property
    def sleeves(self) -> bool:
        """Whether the arms are covered to the wrist."""
        return self.top not in ("tee", "overalls", "tunic")


def design_cast(actors: Sequence[Actor]) -> dict[str, Design]:
    """A design for every actor, by id; the order of `actors` does not matter.

    What a description says is kept to the letter; what it leaves open comes from the reference
    picture's colours, else from the name as a seed, dealt so that no two look alike.
    """
    # Palettes that come from files may be lists, which no cache can hold.
    known = {a.id: replace(a, palette=tuple((c[0], c[1], c[2]) for c in a.palette)) for a in actors}
    return dict(_dealt(tuple(sorted(known.values(), key=lambda a: (a.rank, a.id)))))


@lru_cache(maxsize=32)
def _dealt(actors: tuple[Actor, ...]) -> dict[str, Design]:
    """A cast is dressed once, however many of its panels are drawn."""
    dealt: dict[str, Design] = {}
    # Those whose clothes are told are dressed first; the others take what is left.
    for actor in sorted(actors, key=lambda a: hear(a.description).top_colour is None):
        best: Design | None = None
        best_score = -1.0
        taken = [d.top_colour for d in dealt.values() if not d.beast]
        skins = [d.skin for d in dealt.values() if not d.beast]
        for attempt in range(9):
            design = _design(actor, attempt, taken, skins)
            score = min((_apart(design, other) for other in dealt.values()), default=9.0)
            score -= attempt * 0.01
            if score > best_score:
                best, best_score = design, score
            if score > 1.5:
                break
        assert best is not None
        dealt[actor.id] = best
    return dealt


_PERSON = re.compile(
    r"\b(?:an?|the|one|another|his|her|their)\s+((?:[a-z-]+\s+){0,3}?)("
    + "|".join(
        sorted(
            (words.WOMEN | words.MEN | set(words.ROLES) | {"child", "kid", "stranger"})
            - words.NOT_PEOPLE
        )
    )
    + r")\b((?:\s+(?:in|with)\s+an?\s+[a-z -]{3,40})?)"
)


def strangers(prompt: str) -> list[str]:
    """The people a prompt speaks of by what they are ("an old woman in a hat"), in order."""
    found = _PERSON.finditer(prompt.lower()[:4000])
    return [f"{m.group(1)}{m.group(2)}{m.group(3)}" for m in found]


def bystander(index: int, seed: int, description: str = "") -> Design:
    """Someone outside the cast, as far as the prompt describes them."""
    return _design(Actor(f"bystander-{seed}-{index}", "", description), 0)


def for_look(design: Design, look: Look, place: int) -> Design:
    """The design as a look needs it.

    In ink black and white are as described, and what lies between is dealt values that keep the
    cast apart; `place` is the character's rank in the cast.
    """
    if look != "ink":
        return design
    tones = (0.46, 0.80, 0.62, 0.34)
    top = _inked(design.top_colour, tones[place % 4])
    bottom = _inked(design.bottom_colour, tones[(place + 1) % 4])
    if abs(top - bottom) < 0.1 and 0.2 < top < 0.9:
        bottom = 0.8 if top < 0.55 else 0.34
    hair = luminance(design.hair)
    return replace(
        design,
        top_colour=_grey(top),
        bottom_colour=_grey(bottom),
        under_colour=_grey(_inked(design.under_colour, 0.97)),
        hat_colour=_grey(_inked(design.hat_colour, tones[(place + 2) % 4])),
        neck_colour=_grey(_inked(design.neck_colour, tones[(place + 2) % 4])),
        hair=(20, 20, 20) if hair < 0.36 else (252, 252, 252) if hair > 0.66 else design.hair,
    )


def _inked(colour: RGB, between: float) -> float:
    """The value of a cloth in ink: black, white, or what is dealt to those between."""
    value = luminance(colour)
    return 0.05 if value < 0.27 else 0.97 if value > 0.78 else between


def _grey(value: float) -> RGB:
    return (round(255 * value),) * 3


def _apart(a: Design, b: Design) -> float:
    if a.kind != b.kind:
        return 9.0
    if a.beast:
        return 2.4 * contrast(a.skin, b.skin) + 0.6 * (a.pattern != b.pattern)
    far = 1.6 * contrast(a.top_colour, b.top_colour) + 1.2 * contrast(a.hair, b.hair)
    far += 0.5 * (a.style != b.style) + 0.3 * (a.top != b.top) + 0.25 * (a.beard != b.beard)
    far += 0.3 * (a.woman != b.woman) + 0.4 * (a.age != b.age) + 0.3 * (a.hat != b.hat)
    return far + 0.5 * contrast(a.skin, b.skin)


_GLASSES = frozenset({"glasses", "spectacles", "eyeglasses", "bespectacled", "goggles"})
_WOMEN_STYLES = ("bob", "long", "ponytail", "bun", "wavy", "curly", "crop", "braid", "side")
_MEN_STYLES = ("short", "side", "messy", "slick", "crop", "curly", "spiky", "buzz")
_OLD_MEN = ("balding", "short", "side", "slick", "bald")
_OLD_WOMEN = ("bun", "curly", "bob", "crop")
_NATURAL = ("black", "dark", "brown", "chestnut", "auburn", "blond", "ginger", "sandy")
_CLOTHES: tuple[RGB, ...] = (
    (206, 62, 52), (44, 118, 116), (232, 170, 56), (64, 92, 158), (122, 84, 142), (96, 132, 76),
    (222, 120, 66), (176, 70, 96), (226, 214, 186), (74, 82, 98), (124, 160, 190), (150, 96, 62),
)  # fmt: skip
_EYES: tuple[RGB, ...] = ((92, 62, 40), (70, 116, 150), (84, 122, 78), (70, 48, 38),
    (110, 120, 130))  # fmt: skip


def _sex(found: Sequence[str], actor: Actor, rng: Random) -> bool:
    women = sum(w in words.WOMEN for w in found)
    men = sum(w in words.MEN for w in found)
    if women != men:
        return women > men
    first = (tokens(actor.name) or tokens(actor.id) or [""])[0]
    if first in words.FEMALE_NAMES:
        return True
    if first in words.MALE_NAMES:
        return False
    wear = {"dress", "skirt", "gown", "blouse", "hijab", "sari"} & set(found)
    return bool(wear) or (first.endswith(("a", "ie", "elle", "ine")) or rng.random() < 0.45)


def _age(found: Sequence[str]) -> str:
    for i, word in enumerate(found):
        if word.isdigit() and 1 <= int(word) <= 110:
            near = found[max(0, i - 2) : i + 3]
            if {"year", "years", "aged", "age", "about", "old"} & set(near) or int(word) > 4:
                years = int(word)
                return "child" if years < 14 else "old" if years >= 60 else "adult"
    if {"teenage", "teenager", "teen"} & set(found):
        return "adult"
    told = [
        w
        for i, w in enumerate(found)
        if not (w == "old" and "year" in found[max(0, i - 2) : i])
        and not (w == "aged" and "middle" in found[max(0, i - 1) : i])
    ]
    if any(w in words.OLD_WORDS for w in told):
        return "old"
    return "child" if any(w in words.CHILD_WORDS for w in told) else "adult"


def _of_picture(palette: Sequence[RGB]) -> tuple[int | None, RGB | None]:
    """The skin (an index of `SKINS`) and hair that a reference picture's colours suggest."""
    skin: int | None = None
    for r, g, b in palette:
        if not (r > g > b and 22 <= r - b <= 150 and r - g < 0.62 * (r - b) + 12):
            continue
        near = [contrast((r, g, b), s) for s in words.SKINS]
        if min(near) < 0.11:
            skin = near.index(min(near))
            break
    if skin is None:
        return None, None
    # Hair is what is left that hair can be, and darker than the skin as a rule.
    for colour in palette:
        if contrast(colour, words.SKINS[skin]) < 0.14:
            continue
        for hair in words.HAIR_COLOURS.values():
            if contrast(colour, hair) < 0.075:
                return skin, hair
    return skin, None


_PEOPLE_WORDS = frozenset((words.WOMEN | words.MEN | set(words.ROLES) | {"child", "kid",
    "person", "teenager", "student", "someone"}) - words.NOT_PEOPLE)  # fmt: skip


def _design(
    actor: Actor, attempt: int, taken: Sequence[RGB] = (), skins: Sequence[RGB] = ()
) -> Design:
    kind = kind_of(actor.description, _PEOPLE_WORDS)
    if kind:
        return Design(kind=kind, style="bald", **animal_looks(actor, kind, attempt))
    rng = stream("design", actor.id, attempt)
    text = f"{actor.description} "
    found = tokens(text)
    heard = hear(text)
    have = set(found)
    woman = _sex(found, actor, rng)
    age = _age(found)
    role: dict[str, object] = {}
    for word in [*found, *tokens(actor.name)]:
        role = role or words.ROLES.get(word, {})
    palette = [c for c in actor.palette if 0.08 < luminance(c) < 0.96]
    vivid = sorted(palette, key=lambda c: -(max(c) - min(c)))

    seen_skin, seen_hair = _of_picture(palette)
    vivid = [c for c in vivid if seen_skin is None or contrast(c, words.SKINS[seen_skin]) > 0.12]
    shades: tuple[int, ...] = (0, 1, 1, 2, 3, 4, 5, 6) if seen_skin is None else (seen_skin,)
    if heard.hair is not None and 0.36 < luminance(heard.hair) < 0.85 and age != "old":
        # Fair and red hair with a skin that it grows with, unless told.
        fair = seen_skin is None
        shades = (
            (0, 0, 1, 1, 1, 2, 2, 3) if fair and max(heard.hair) - min(heard.hair) > 40 else shades
        )
    # Where nothing is told, the skin that the rest of the cast has least.
    had = [skins.count(words.SKINS[s]) for s in shades]
    shades = tuple(s for s, n in zip(shades, had, strict=True) if n == min(had))
    skin_at = heard.skin if heard.skin is not None else rng.choice(shades)
    hairs = _NATURAL[:3] if skin_at >= 4 else _NATURAL
    hair = heard.hair or seen_hair or words.HAIR_COLOURS[rng.choice(hairs)]
    styles = (
        (_OLD_WOMEN if age == "old" else _WOMEN_STYLES)
        if woman
        else (_OLD_MEN if age == "old" else _MEN_STYLES)
    )
    if age == "old" and heard.hair is None and seen_hair is None:
        hair = words.HAIR_COLOURS[rng.choice(("grey", "white", "silver"))]
    style = heard.style or rng.choice(styles)
    if style == "short" and woman:
        style = "crop"
    if style == "long" and not woman and heard.style != "long":
        style = "messy"
    beard = heard.beard
    if not beard and not woman and age != "child":
        beard = rng.choice(("", "", "", "stubble", "short", "moustache" if age == "old" else ""))
    free = [c for c in _CLOTHES if all(contrast(c, t) > 0.22 for t in taken)]
    clothes = vivid[0] if vivid and not heard.top_colour else rng.choice(free or _CLOTHES)
    top = heard.top or str(role.get("top", ""))
    if not top:
        kinds = (
            ("shirt", "sweater", "hoodie", "jacket", "tee")
            if age != "old"
            else (
                "sweater",
                "jacket",
                "shirt",
            )
        )
        top = rng.choice(
            ("dress", "sweater", "jacket", "shirt") if woman and age != "child" else kinds
        )
    own = _OWN_COLOURS.get(top)
    top_colour = heard.top_colour or (own if own and not vivid else clothes)
    if {"face", "glasses", "spectacles", "eyes"} & have:
        have = have - {"round"}
    builds = (("fat", words.FAT), ("broad", words.BROAD), ("slim", words.SLIM))
    build = next((name for name, told in builds if have & told), "average")
    if build == "average" and not woman and age != "child" and beard in ("full", "long"):
        build = "broad" if rng.random() < 0.3 else build
    height = {"child": 1.22, "old": 1.62}.get(age, 1.66 if woman else 1.76)
    height *= 1.06 if have & words.TALL else 0.95 if have & words.SHORT else 1.0
    height *= rng.uniform(0.985, 1.015)
    hat = heard.hat or str(role.get("hat", ""))
    bottom = heard.bottom or (
        "skirt" if woman and top in ("shirt", "sweater") and rng.random() < 0.25 else "trousers"
    )
    second = [c for c in palette if contrast(c, top_colour) > 0.18]
    bottom_colour = heard.bottom_colour or (
        scaled(top_colour, 0.94)
        if top == "suit"
        else second[0]
        if second
        else _trousers(top_colour, rng)
    )
    return Design(
        skin=words.SKINS[skin_at],
        hair=hair,
        style=style,
        eyes=heard.eyes
        or (rng.choice(_EYES[:1] + _EYES[3:4]) if skin_at > 2 else rng.choice(_EYES)),
        beard=beard,
        glasses=bool(have & _GLASSES),
        hat=hat,
        hat_colour=heard.hat_colour
        or (
            scaled(top_colour, 0.9)
            if role.get("hat") == "cap"
            else _hat_colour(hat, top_colour, rng)
        ),
        neckwear=heard.neckwear or ("tie" if top == "suit" and not woman else ""),
        neck_colour=heard.neck_colour
        or rng.choice([c for c in _CLOTHES if contrast(c, top_colour) > 0.25]),
        woman=woman,
        age=age,
        build=build,
        height=height,
        top=top,
        top_colour=top_colour,
        under_colour=heard.under_colour
        or rng.choice(((244, 240, 230), (226, 220, 206), (206, 216, 226))),
        bottom=bottom,
        bottom_colour=bottom_colour,
        pattern=next((PATTERNS[w] for w in found if w in PATTERNS), ""),
        shoes=heard.shoes
        or ("boots" if top in ("raincoat", "armour", "peacoat", "cloak") else "shoes"),
        shoe_colour=heard.shoe_colour or rng.choice(((66, 48, 42), (52, 50, 58), (104, 70, 48))),
        freckled="freckles" in have
        or "freckled" in have
        or (age == "child" and rng.random() < 0.5),
        jaw=(0.93 if woman else 1.05)
        * {"broad": 1.07, "fat": 1.10, "slim": 0.96}.get(build, 1.0)
        * rng.uniform(0.93, 1.07),
        nose=(0.85 if woman else 1.1)
        * {"child": 0.72, "old": 1.15}.get(age, 1.0)
        * rng.uniform(0.84, 1.24),
        eye_size=(1.06 if woman else 0.96) * rng.uniform(0.93, 1.05),
        brow=(0.78 if woman else 1.12)
        * (0.85 if age == "child" else 1.0)
        * rng.uniform(0.84, 1.22),
        face=rng.uniform(0.96, 1.06) if age != "child" else 1.0,
    )


PATTERNS: dict[str, str] = {
    "striped": "stripes", "stripes": "stripes", "stripy": "stripes", "stripey": "stripes",
    "breton": "stripes", "checked": "checks", "checkered": "checks", "chequered": "checks",
    "check": "checks", "plaid": "checks", "tartan": "checks", "flannel": "checks",
    "gingham": "checks", "lumberjack": "checks", "polka": "spots", "polka-dot": "spots",
    "spotted": "spots", "dotted": "spots",
}  # fmt: skip
"""Words for the pattern of a top."""

_OWN_COLOURS: dict[str, RGB] = {
    "labcoat": (240, 242, 244), "armour": (158, 168, 182), "spacesuit": (236, 236, 232),
    "apron": (222, 226, 230), "uniform": (52, 64, 104), "suit": (66, 72, 88),
    "peacoat": (42, 52, 84), "tunic": (110, 176, 170), "overalls": (74, 104, 152),
}  # fmt: skip


def _trousers(top: RGB, rng: Random) -> RGB:
    choices: tuple[RGB, ...] = ((58, 66, 92), (74, 66, 62), (92, 104, 124), (128, 108, 82),
        (52, 54, 60))  # fmt: skip
    apart = [c for c in choices if contrast(c, top) > 0.16]
    return rng.choice(apart or list(choices))


def _hat_colour(hat: str, top: RGB, rng: Random) -> RGB:
    fixed: dict[str, RGB] = {
        "crown": (230, 184, 62), "chef": (246, 246, 244), "helmet": (170, 178, 190),
        "witch": (52, 44, 66), "bowler": (52, 48, 54), "tophat": (46, 44, 52),
    }  # fmt: skip
    if hat == "hood":
        return top
    if hat == "brim":
        return mix(scaled(top, 0.6), (70, 56, 48), 0.4)
    return fixed.get(hat) or rng.choice(
        [c for c in _CLOTHES if contrast(c, top) > 0.2] or [(60, 60, 70)]
    )
