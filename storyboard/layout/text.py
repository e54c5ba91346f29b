"""Words as a letterer sets them: display form, font by character, shaped and measured.

What is drawn and what is copied differ: "Wait!" is lettered WAIT!, and the glyphs carry
the words as they were written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from storyboard.fonts import font_path
from storyboard.layout.model import BLACK, RGB, Glyph, Run

FALLBACKS = ("hand", "comic", "effects")
"""Fonts tried, in order, for a character that the lettering font lacks."""

_BARLESS = {"comic", "comic-italic"}
"""Fonts whose lower-case l can stand for a capital I without its crossbars (l is 0.99 of the
cap height in Comic Neue)."""
_PRONOUN = re.compile(r"I(?=$|['’](?:m|ll|d|ve|s)$)", re.IGNORECASE)
_ACRONYM = re.compile(r"^(?:[A-Z]\.){2,}$|^[A-Z]{2,4}$")
_DASH = re.compile(r" ?[—–] ?| --(?: |(?=\w))|-- ")
_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*\.?")


@dataclass(frozen=True, slots=True)
class Styled:
    """A display text with, for each of its characters, what it stands for in the source."""

    shown: str
    source: tuple[str, ...]

    def __getitem__(self, part: slice) -> Styled:
        return Styled(self.shown[part], self.source[part])

    @property
    def read(self) -> str:
        """The words as a reader takes them: a capital I is an I, whatever glyph draws it."""
        pairs = zip(self.shown, self.source, strict=True)
        return "".join("I" if c == "l" and s in ("i", "I") else c for c, s in pairs)

    def strip(self) -> Styled:
        left = len(self.shown) - len(self.shown.lstrip())
        right = len(self.shown.rstrip())
        return self[left : max(right, left)]


def display(text: str, font: str, *, upper: bool = True) -> Styled:
    """The text as it is lettered: capitals, the trade's punctuation, the crossbar-I rule.

    A crossbar stands only on the pronoun I and in acronyms (Blambot); dashes become ``--``
    and ellipses three dots, without spaces round them.
    """
    shown: list[str] = []
    source: list[str] = []
    text = " ".join(text.split())
    barred = _barred(text)
    skip = 0
    for i, ch in enumerate(text):
        if skip:
            skip -= 1
            continue
        dash = _DASH.match(text, i)
        if dash and not _between_digits(text, i):
            shown.extend("--")
            source.extend((dash[0], ""))
            skip = len(dash[0]) - 1
            continue
        if ch == "…":
            made = "..."
        elif upper and font in _BARLESS and ch in "iI" and i not in barred:
            made = "l"
        elif upper:
            made = ch.upper()
        else:
            made = ch
        shown.extend(made)
        source.append(ch)
        source.extend("" for _ in made[1:])
    return Styled("".join(shown), tuple(source))


def _between_digits(text: str, i: int) -> bool:
    return 0 < i < len(text) - 1 and text[i - 1].isdigit() and text[i + 1].isdigit()


def _barred(text: str) -> set[int]:
    """Where an I keeps its crossbars."""
    out: set[int] = set()
    shouting = text.upper() == text
    for word in _WORD.finditer(text):
        w = word[0]
        if _PRONOUN.match(w) or (_ACRONYM.match(w) and not shouting):
            out.update(range(word.start(), word.end()))
    return out


@dataclass(frozen=True, slots=True)
class Metrics:
    """Of a font, in fractions of its size."""

    ascent: float
    descent: float
    cap_height: float


@lru_cache(maxsize=16)
def _face(name: str) -> tuple[Any, Any, float]:
    import uharfbuzz as hb

    face = hb.Face(hb.Blob.from_file_path(str(font_path(name))))
    return face, hb.Font(face), float(face.upem)


@lru_cache(maxsize=16)
def metrics(name: str) -> Metrics:
    """The measures of a font of the package."""
    _, font, upem = _face(name)
    extents = font.get_font_extents("ltr")
    _, glyph = font.get_nominal_glyph(ord("H")), font.get_nominal_glyph(ord("H"))
    cap = font.get_glyph_extents(glyph).y_bearing if glyph is not None else 0.7 * upem
    return Metrics(extents.ascender / upem, -extents.descender / upem, cap / upem)


@lru_cache(maxsize=8192)
def _has(name: str, ch: str) -> bool:
    return _face(name)[1].get_nominal_glyph(ord(ch)) is not None


def _font_for(ch: str, font: str) -> str:
    if _has(font, ch):
        return font
    return next((f for f in FALLBACKS if _has(f, ch)), font)


@lru_cache(maxsize=8192)
def _shape(text: str, font: str) -> tuple[tuple[tuple[int, int, float, float, float], ...], float]:
    """Glyphs (id, cluster, x, y, advance) and the width, in fractions of the size."""
    import uharfbuzz as hb

    _, hb_font, upem = _face(font)
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(hb_font, buffer, {"kern": True, "liga": False})
    x = 0.0
    out = []
    for info, pos in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        gx, gy = (x + pos.x_offset) / upem, -pos.y_offset / upem
        out.append((info.codepoint, info.cluster, gx, gy, pos.x_advance / upem))
        x += pos.x_advance
    return tuple(out), x / upem


def _pieces(text: Styled, font: str) -> list[tuple[int, int, str]]:
    """The text cut where the font must change: start, end, font."""
    out: list[tuple[int, int, str]] = []
    for i, ch in enumerate(text.shown):
        f = out[-1][2] if ch == " " and out else _font_for(ch, font)
        if out and out[-1][2] == f:
            out[-1] = (out[-1][0], i + 1, f)
        else:
            out.append((i, i + 1, f))
    return out


def width(text: Styled, font: str, size: float) -> float:
    """Points across, kerned."""
    return sum(_shape(text.shown[a:b], f)[1] for a, b, f in _pieces(text, font)) * size


def runs(
    text: Styled,
    font: str,
    size: float,
    at: tuple[float, float],
    *,
    colour: RGB = BLACK,
    outline: float = 0.0,
    angle: float = 0.0,
) -> tuple[Run, ...]:
    """The text shaped and placed, its baseline starting at `at`."""
    out: list[Run] = []
    x, y = at
    for a, b, f in _pieces(text, font):
        shaped, wide = _shape(text.shown[a:b], f)
        starts = [*sorted({g[1] for g in shaped}), b - a]
        following = dict(pairwise(starts))
        seen: set[int] = set()
        glyphs = []
        for id, cluster, gx, gy, _ in shaped:
            words = ""
            if cluster not in seen:
                seen.add(cluster)
                words = "".join(text.source[a + cluster : a + following[cluster]])
            glyphs.append(Glyph(id, gx * size, gy * size, words))
        out.append(Run(f, size, (x, y), tuple(glyphs), wide * size, colour, outline, angle))
        x += wide * size
    return tuple(out)
