"""Things that can be held, by their words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .design_words import COLOURS
from .model import RGB


@dataclass(frozen=True, slots=True)
class Prop:
    """Something held."""

    kind: str
    colour: RGB
    two_hands: bool = False
    along: bool = False
    """Whether it follows the forearm rather than standing upright."""

    held_up: bool = False
    """Whether what would hang from an arm is held before the chest with both."""

    @property
    def played(self) -> bool:
        """Whether it has a place of its own before its player, and each hand another on it."""
        return self.kind in ("cello", "violin", "trumpet", "flute", "drum")

    @property
    def carried(self) -> bool:
        """Whether it hangs from a lowered arm."""
        return self.kind in ("case", "bag", "bucket")

    @property
    def small(self) -> bool:
        """Whether a hand would nearly hide it: such things are drawn larger than life."""
        return self.kind in (
            "cup",
            "glass",
            "key",
            "apple",
            "quill",
            "wine",
            "letter",
            "knife",
            "generic",
            "fish",
        )


_KINDS: dict[str, Prop] = {
    "lantern": Prop("lantern", (92, 76, 60)),
    "lamp": Prop("lantern", (92, 76, 60)),
    "torch": Prop("torch", (120, 82, 52)),
    "flashlight": Prop("flashlight", (60, 62, 70), along=True),
    "candle": Prop("candle", (240, 232, 210)),
    "book": Prop("book", (150, 58, 50), two_hands=True),
    "newspaper": Prop("paper", (232, 228, 216), two_hands=True),
    "map": Prop("paper", (232, 214, 168), two_hands=True),
    "notebook": Prop("book", (62, 88, 128), two_hands=True),
    "diary": Prop("book", (104, 60, 84), two_hands=True),
    "journal": Prop("book", (104, 76, 56), two_hands=True),
    "menu": Prop("book", (110, 50, 50), two_hands=True),
    "cup": Prop("cup", (240, 238, 232)),
    "mug": Prop("cup", (206, 92, 70)),
    "coffee": Prop("cup", (240, 238, 232)),
    "tea": Prop("cup", (214, 226, 222)),
    "glass": Prop("glass", (206, 228, 236)),
    "wine": Prop("wine", (140, 36, 56)),
    "bottle": Prop("bottle", (62, 110, 78)),
    "phone": Prop("phone", (40, 42, 50)),
    "telephone": Prop("phone", (40, 42, 50)),
    "smartphone": Prop("phone", (40, 42, 50)),
    "mobile": Prop("phone", (40, 42, 50)),
    "cellphone": Prop("phone", (40, 42, 50)),
    "letter": Prop("letter", (246, 240, 224)),
    "envelope": Prop("letter", (238, 222, 190)),
    "note": Prop("letter", (246, 240, 224)),
    "paper": Prop("letter", (246, 244, 236)),
    "photo": Prop("letter", (226, 226, 222)),
    "photograph": Prop("letter", (226, 226, 222)),
    "card": Prop("letter", (246, 244, 236)),
    "ticket": Prop("letter", (240, 206, 120)),
    "sword": Prop("sword", (206, 214, 224)),
    "knife": Prop("knife", (206, 214, 224)),
    "dagger": Prop("knife", (206, 214, 224)),
    "umbrella": Prop("umbrella", (188, 52, 60)),
    "parasol": Prop("umbrella", (240, 190, 150)),
    "box": Prop("box", (186, 140, 88), two_hands=True),
    "crate": Prop("box", (160, 116, 70), two_hands=True),
    "parcel": Prop("box", (196, 154, 100), two_hands=True),
    "package": Prop("box", (196, 154, 100), two_hands=True),
    "tray": Prop("tray", (170, 178, 186), two_hands=True),
    "plate": Prop("plate", (238, 236, 228), two_hands=True),
    "suitcase": Prop("case", (122, 78, 48)),
    "briefcase": Prop("case", (70, 52, 44)),
    "bag": Prop("bag", (140, 104, 70)),
    "bucket": Prop("bucket", (136, 150, 160)),
    "basket": Prop("bucket", (190, 148, 90)),
    "gun": Prop("gun", (52, 52, 60), along=True),
    "pistol": Prop("gun", (52, 52, 60), along=True),
    "revolver": Prop("gun", (52, 52, 60), along=True),
    "stick": Prop("staff", (122, 86, 54)),
    "staff": Prop("staff", (122, 86, 54)),
    "cane": Prop("cane", (96, 62, 42)),
    "spear": Prop("staff", (122, 86, 54)),
    "broom": Prop("broom", (150, 108, 64)),
    "oar": Prop("staff", (160, 120, 76)),
    "axe": Prop("axe", (130, 90, 58)),
    "hammer": Prop("axe", (130, 90, 58)),
    "flower": Prop("flowers", (226, 84, 110)),
    "flowers": Prop("flowers", (226, 84, 110)),
    "bouquet": Prop("flowers", (226, 84, 110)),
    "rose": Prop("flowers", (206, 40, 60)),
    "key": Prop("key", (220, 182, 84), along=True),
    "keys": Prop("key", (220, 182, 84), along=True),
    "rope": Prop("rope", (196, 164, 112)),
    "camera": Prop("camera", (54, 54, 62), two_hands=True),
    "pen": Prop("quill", (40, 62, 130)),
    "pencil": Prop("quill", (230, 180, 60)),
    "guitar": Prop("guitar", (182, 110, 58), two_hands=True),
    "cello": Prop("cello", (166, 86, 44), two_hands=True),
    "violin": Prop("violin", (168, 84, 42), two_hands=True),
    "trumpet": Prop("trumpet", (222, 178, 74), two_hands=True),
    "flute": Prop("flute", (196, 202, 210), two_hands=True),
    "accordion": Prop("accordion", (170, 44, 48), two_hands=True),
    "drum": Prop("drum", (190, 52, 48), two_hands=True),
    "cat": Prop("cat", (214, 142, 72), two_hands=True),
    "baby": Prop("bundle", (226, 214, 232), two_hands=True),
    "ball": Prop("ball", (214, 72, 62)),
    "apple": Prop("apple", (206, 52, 46)),
    "balloon": Prop("balloon", (222, 62, 62)),
    "binoculars": Prop("camera", (50, 50, 56), two_hands=True),
    "laptop": Prop("book", (168, 174, 182), two_hands=True),
    "tablet": Prop("letter", (60, 64, 74)),
    "flag": Prop("flag", (206, 56, 52)),
    "shield": Prop("shield", (120, 130, 150)),
    "wrench": Prop("knife", (150, 158, 168)),
    "compass": Prop("ball", (214, 176, 84)),
    "shell": Prop("apple", (240, 206, 186)),
    "stone": Prop("apple", (140, 140, 146)),
    "heart": Prop("apple", (214, 50, 70)),
    "bread": Prop("bread", (206, 150, 84)),
    "fish": Prop("fish", (140, 164, 180)),
}


def prop_of(words: str) -> Prop:
    """The prop that words name ("a brass lantern"); what is not known is a small parcel."""
    found = [w.strip(".,!?'\"").lower() for w in words.split()]
    for word in reversed(found):
        for form in (word, word.removesuffix("s"), word.removesuffix("es")):
            if form in _KINDS:
                return _coloured(_KINDS[form], found)
    return Prop("generic", (172, 130, 92))


def _coloured(prop: Prop, found: list[str]) -> Prop:
    for word in found:
        if word in COLOURS and prop.kind not in ("lantern", "sword", "knife"):
            return replace(prop, colour=COLOURS[word])
    return prop
