"""Text as it is to be drawn, and the cuts of typefaces that it is drawn in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from storyboard.fonts import FONTS
from storyboard.layout.typefaces import FALLBACKS, leans

SLANT = 11.0
"""Degrees by which a font without an italic is slanted."""
HEAVIER = 0.034
"""Of the type size: the stroke that makes emphasis bolder than the bold it stands in."""

_ITALICS = {"comic": "comic-italic", "hand": "hand-italic", "comic-light": "comic-italic"}
SLANTED = {"comic-italic", "hand-italic"}


@dataclass(frozen=True, slots=True)
class Styled:
    """A display text with, for each of its characters, what it stands for in the source."""

    shown: str
    source: tuple[str, ...]
    strong: str = ""
    """Empty where nothing is emphasised; else a ``*`` for each emphasised character."""

    def __getitem__(self, part: slice) -> Styled:
        return Styled(self.shown[part], self.source[part], self.strong[part])

    @property
    def read(self) -> str:
        """The words as a reader takes them: a capital I is an I, whatever glyph draws it."""
        pairs = zip(self.shown, self.source, strict=True)
        return "".join("I" if c == "l" and s in ("i", "I") else c for c, s in pairs)

    def strip(self) -> Styled:
        left = len(self.shown) - len(self.shown.lstrip())
        right = len(self.shown.rstrip())
        return self[left : max(right, left)] if left or right < len(self.shown) else self


@dataclass(frozen=True, slots=True)
class Cut:
    """One cut of a typeface: a font, slanted (degrees) and made heavier (of its size) by us."""

    font: str
    slant: float = 0.0
    heavier: float = 0.0


@dataclass(frozen=True, slots=True)
class Family:
    """What a text is set in: its cut, that of emphasised words, and the fonts to fall back on."""

    plain: Cut
    strong: Cut
    fallbacks: tuple[str, ...] = FALLBACKS


@dataclass(frozen=True, slots=True)
class Cuts:
    """The files that a story has of a font's other cuts; empty where it has none."""

    italic: str = ""
    bold: str = ""
    bold_italic: str = ""


_NO_CUTS = Cuts()


@lru_cache(maxsize=64)
def family(
    font: str, *, italic: bool = False, own: tuple[str, ...] = (), cuts: Cuts = _NO_CUTS
) -> Family:
    """The family of a font's name; `own` are the story's fonts, tried last for what is missing.

    What there is no file for is slanted, and made heavier, by us: save the emphasis of a font
    that is an italic itself, whose counters a stroke would close. That stands upright.
    """
    fallbacks = (*FALLBACKS, *own)
    if font in FONTS:
        if italic and font not in SLANTED:
            plain = Cut(_ITALICS[font]) if font in _ITALICS else Cut(font, SLANT)
        else:
            plain = Cut(font)
        if plain.font in SLANTED or plain.slant:
            strong = Cut(plain.font, plain.slant, HEAVIER)
        elif font in _ITALICS:
            strong = Cut(_ITALICS[font], 0.0, HEAVIER)
        else:
            strong = Cut(font, SLANT, HEAVIER)
        return Family(plain, strong, fallbacks)
    plain = _leaning(cuts.italic or font) if italic else Cut(font)
    if cuts.bold_italic:
        strong = Cut(cuts.bold_italic)
    elif cuts.bold:
        strong = _leaning(cuts.bold)
    elif leans(plain.font):
        strong = Cut(plain.font, -SLANT)
    else:
        strong = replace(_leaning(cuts.italic or font), heavier=HEAVIER)
    return Family(plain, strong, fallbacks)


def _leaning(font: str) -> Cut:
    return Cut(font, 0.0 if leans(font) else SLANT)
