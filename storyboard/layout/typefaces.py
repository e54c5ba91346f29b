"""What the font files hold: measures, letters, and the first font that has a cluster."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from storyboard import fonts
from storyboard.errors import FileError

FALLBACKS = ("hand", "comic", "effects")
"""Fonts tried, in order, for a cluster that the lettering font lacks; the story's own follow."""
# Left to right, one character a cluster.
_SIMPLE = re.compile(
    "[ -\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
)


@dataclass(frozen=True, slots=True)
class Metrics:
    """Of a font, in fractions of its size."""

    ascent: float
    descent: float
    cap_height: float


@lru_cache(maxsize=32)
def opened(name: str) -> tuple[Any, Any, float]:
    """A font's face and font as HarfBuzz has them, and its units to the type size.

    Raises `FileError` where it cannot be read.
    """
    import uharfbuzz as hb

    font = fonts.font(name)
    try:
        face = hb.Face(hb.Blob.from_file_path(str(font.path)), font.index)
    except (OSError, hb.HarfBuzzError) as error:
        raise FileError(f"cannot read the font {font.path}: {error}") from error
    if not face.glyph_count or not face.upem:
        raise FileError(f"{font.path} is no font that is known here: use a TTF, OTF or TTC")
    return face, hb.Font(face), float(face.upem)


@lru_cache(maxsize=32)
def metrics(name: str) -> Metrics:
    """The measures of a font."""
    _, font, upem = opened(name)
    extents = font.get_font_extents("ltr")
    glyph = font.get_nominal_glyph(ord("H"))
    cap = font.get_glyph_extents(glyph).y_bearing if glyph is not None else 0.7 * upem
    return Metrics(extents.ascender / upem, -extents.descender / upem, cap / upem)


@lru_cache(maxsize=32)
def leans(name: str) -> bool:
    """Whether a font is an italic, by what it says of itself."""
    from uharfbuzz import StyleTag

    font = opened(name)[1]
    return bool(font.get_style_value(StyleTag.ITALIC) or font.get_style_value(StyleTag.SLANT_ANGLE))


_CAPITALS, _WIDTH = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", 0.61
"""What tells how wide a font runs, and how wide these are in `comic`, in its size."""


@lru_cache(maxsize=32)
def breadth(name: str) -> float:
    """How many times as wide as `comic` a story's own runs, at least 1."""
    if name in fonts.FONTS:
        return 1.0
    _, font, upem = opened(name)
    glyphs = [font.get_nominal_glyph(ord(c)) for c in _CAPITALS]
    wide = [font.get_glyph_h_advance(g) for g in glyphs if g is not None]
    return max(sum(wide) / len(wide) / upem / _WIDTH, 1.0) if wide else 1.0


@lru_cache(maxsize=8192)
def reach(name: str, glyph: int) -> tuple[float, float, float, float]:
    """How far a glyph's ink goes from its origin, left and right, up and down, at size 1."""
    _, font, upem = opened(name)
    box = font.get_glyph_extents(glyph)
    if box is None:
        return (0.0, 0.0, 0.0, 0.0)
    right, low = box.x_bearing + box.width, box.y_bearing + box.height
    return (box.x_bearing / upem, right / upem, box.y_bearing / upem, -low / upem)


@lru_cache(maxsize=16384)
def has(name: str, ch: str) -> bool:
    """Whether a font has a character."""
    return opened(name)[1].get_nominal_glyph(ord(ch)) is not None


def whole_font(font: str, letters: Iterable[str]) -> str:
    """The font, or the first to fall back on that has all of the letters where it lacks one.

    A word in two faces reads like a ransom note.
    """
    wanted = set(letters)
    names = (font, *FALLBACKS[:2])
    return next((n for n in names if all(has(n, c) for c in wanted)), font)


def bare(cluster: str) -> str:
    """A cluster without what draws nothing of itself: joiners, selectors, controls."""
    return "".join(c for c in cluster if unicodedata.category(c) != "Cf" and not "︀" <= c <= "️")


@lru_cache(maxsize=8192)
def font_for(cluster: str, candidates: tuple[str, ...]) -> str:
    """The first font that has a whole cluster; empty where none has."""
    drawn = bare(cluster)
    whole = unicodedata.normalize("NFC", drawn)
    for name in candidates:
        if all(has(name, c) for c in drawn) or all(has(name, c) for c in whole):
            return name
    return ""


@lru_cache(maxsize=8192)
def covers(text: str, font: str) -> bool:
    """Whether one font has all of a text that runs from left to right, a character a cluster."""
    return bool(_SIMPLE.fullmatch(text)) and all(has(font, c) for c in set(text))
