"""Styled text shaped and measured: fonts by grapheme cluster, both directions, HarfBuzz."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

from storyboard.layout import bidi
from storyboard.layout.model import BLACK, RGB, Glyph, Run, has_rtl
from storyboard.layout.styled import SLANT, SLANTED, Cut, Family, Styled, family
from storyboard.layout.typefaces import (
    bare,
    covers,
    font_for,
    metrics,
    opened,
    reach,
    whole_font,
)

_FEATURES = {"kern": True, "liga": False, "chws": True}
_UNSAFE = (1, 3)
"""HarfBuzz's flags of a place where a text may not be broken, alone and with others."""
_LEANING = ("LATIN", "GREEK", "CYRILLIC", "DIGIT")
"""Scripts that know a slanted form; others are emphasised by weight alone."""


def _buffer(text: str, font: str, rtl: bool = False) -> Any:
    """The text as HarfBuzz shapes it, in the font's own units."""
    import uharfbuzz as hb

    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    hb.shape(opened(font)[1], buffer, _FEATURES)
    return buffer


@lru_cache(maxsize=16384)
def _shape(
    text: str, font: str, rtl: bool = False
) -> tuple[tuple[tuple[int, int, float, float], ...], float]:
    """Glyphs (id, cluster, x, y), left to right, and the width, in fractions of the size."""
    buffer, upem = _buffer(text, font, rtl), opened(font)[2]
    x = 0.0
    out = []
    for info, pos in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        out.append((info.codepoint, info.cluster, (x + pos.x_offset) / upem, -pos.y_offset / upem))
        x += pos.x_advance
    return tuple(out), x / upem


@dataclass(frozen=True, slots=True)
class _Item:
    """A stretch of one cut and one direction; `missing` where no font has it."""

    start: int
    end: int
    cut: Cut
    level: int = 0
    missing: bool = False


@lru_cache(maxsize=8192)
def _items(text: Styled, of: Family, base: int) -> tuple[_Item, ...]:
    """The text cut where font, weight or direction change, in its own order."""
    shown = text.shown
    if "*" not in text.strong and covers(shown, of.plain.font):
        return (_Item(0, len(shown), of.plain),) if shown else ()
    from uniseg.graphemecluster import grapheme_clusters

    steps = bidi.levels(shown, base) if base or has_rtl(shown) else [0] * len(shown)
    out: list[_Item] = []
    at = 0
    for cluster in grapheme_clusters(shown):
        end = at + len(cluster)
        style = of.strong if text.strong[at : at + 1] == "*" else of.plain
        first = (style.font, "hand-italic") if style.font in SLANTED else (style.font,)
        font = font_for(cluster, (*first, *of.fallbacks))
        if not font:
            cut, missing = style, bool(bare(cluster))
        elif font == style.font:
            cut, missing = style, False
        else:
            lean = style.slant or (SLANT if style.font in SLANTED else 0.0)
            leans = lean and font not in SLANTED and _leans(cluster)
            cut, missing = Cut(font, lean if leans else 0.0, style.heavier), False
        last = out[-1] if out else None
        last_weight = last.cut.heavier if last else 0.0
        follows = last and last.level == steps[at] and not last.missing
        neutral = not cluster[0].isalpha() and (cluster == " " or style.heavier == last_weight)
        if follows and last and neutral and font_for(cluster, (last.cut.font,)):
            # Blanks, figures and points go with the word before them where its font has them.
            cut, missing = last.cut, False
        alike = last and not missing and not last.missing
        if alike and last and last.cut == cut and last.level == steps[at]:
            out[-1] = _Item(last.start, end, cut, last.level)
        else:
            out.append(_Item(at, end, cut, steps[at], missing))
        at = end
    return tuple(out)


@lru_cache(maxsize=4096)
def _leans(cluster: str) -> bool:
    return unicodedata.name(cluster[0], "").startswith(_LEANING)


def _shaped(text: str, item: _Item) -> tuple[tuple[tuple[int, int, float, float], ...], float]:
    part = text[item.start : item.end]
    if item.missing:
        _, font, upem = opened(item.cut.font)
        return ((0, 0, 0.0, 0.0),), font.get_glyph_h_advance(0) / upem
    return _shape(part, item.cut.font, item.level % 2 == 1)


def _of(font: str | Family) -> Family:
    return font if isinstance(font, Family) else family(font)


def width(text: Styled, font: str | Family, size: float) -> float:
    """Points across, kerned."""
    of = _of(font)
    if not text.strong and covers(text.shown, of.plain.font):
        return _shape(text.shown, of.plain.font)[1] * size
    base = bidi.base_level(text.shown) if has_rtl(text.shown) else 0
    return sum(_shaped(text.shown, item)[1] for item in _items(text, of, base)) * size


class Ruler:
    """Measures any stretch of a text, which is shaped once.

    Where HarfBuzz says that a text may be broken, its parts shaped alone have the very glyphs
    and places that they have in the whole, so their widths are differences of whole numbers and
    exact. Elsewhere, and where fonts or directions mix, a stretch is shaped by itself.
    """

    __slots__ = ("_em", "_font", "_pens", "_text")

    def __init__(self, text: Styled, font: str | Family) -> None:
        self._text, self._font = text, _of(font)
        self._em = opened(self._font.plain.font)[2]
        plain = not text.strong and covers(text.shown, self._font.plain.font)
        self._pens = _pens(text.shown, self._font.plain.font) if plain else ()

    def width(self, start: int, end: int) -> float:
        """From one character to before another, at size 1: as `width` says of the slice."""
        if self._pens:
            left, right = self._pens[start], self._pens[end]
            if left is not None and right is not None:
                return (right - left) / self._em
        return width(self._text[start:end], self._font, 1.0)


def _pens(text: str, font: str) -> list[float | None]:
    """Where the pen stands before each character and after the last, in the font's units; None
    where a line would not end, or where the text may not be broken.
    """
    buffer = _buffer(text, font)
    out: list[float | None] = [None] * (len(text) + 1)
    out[0], x, last = 0.0, 0.0, 0
    for info, advance in zip(
        buffer.glyph_infos, [p.x_advance for p in buffer.glyph_positions], strict=True
    ):
        at = info.cluster
        if at != last:
            last = at
            # The flags are slow to ask for.
            if (text[at] == " " or text[at - 1] in " -") and info.flags not in _UNSAFE:
                out[at] = x
        x += advance
    out[-1] = x
    return out


def measure(texts: Sequence[Styled], font: str | Family, size: float) -> tuple[float, ...]:
    """The widths of several texts."""
    return tuple(width(t, font, size) for t in texts)


def missing(text: Styled, font: str | Family) -> tuple[str, ...]:
    """The grapheme clusters that no font has; they are drawn as boxes."""
    found = (i for i in _items(text, _of(font), 0) if i.missing)
    return tuple(dict.fromkeys(text.shown[i.start : i.end] for i in found))


def runs(
    text: Styled,
    font: str | Family,
    size: float,
    at: tuple[float, float],
    *,
    colour: RGB = BLACK,
    outline: float = 0.0,
    angle: float = 0.0,
    base: int | None = None,
) -> tuple[Run, ...]:
    """The text shaped and placed, left to right as it is seen, its baseline starting at `at`.

    `base` is the paragraph's direction (1: right to left); the text's own where left out.
    """
    of = _of(font)
    x, y = at
    if not text.strong and covers(text.shown, of.plain.font):
        base = None
        items: tuple[_Item, ...] = (_Item(0, len(text.shown), of.plain),) if text.shown else ()
        order = list(range(len(items)))
    else:
        if base is None:
            base = bidi.base_level(text.shown) if has_rtl(text.shown) else 0
        items = _items(text, of, base)
        order = bidi.visual([item.level for item in items])
    out: list[Run] = []
    for place in order:
        item = items[place]
        shaped, wide = _shaped(text.shown, item)
        source = text.source[item.start : item.end]
        out.append(
            Run(
                item.cut.font,
                size,
                (x, y),
                tuple(
                    Glyph(g[0], g[2] * size, g[3] * size, words)
                    for g, words in zip(shaped, _words(shaped, source), strict=True)
                ),
                wide * size,
                colour,
                outline,
                angle,
                slant=item.cut.slant,
                heavier=item.cut.heavier * size,
            )
        )
        x += wide * size
    return _told(out) if base else tuple(out)


def _told(line: list[Run]) -> tuple[Run, ...]:
    """A line of a paragraph that runs leftwards, with unseen marks where it needs them."""
    seen = "".join(glyph.text for run in line for glyph in run.glyphs)
    before, after = bidi.marks(seen)
    for place, end, mark in ((0, 0, before), (-1, -1, after)):
        if mark:
            glyphs = list(line[place].glyphs)
            words = glyphs[end].text
            glyphs[end] = replace(glyphs[end], text=words + mark if end else mark + words)
            line[place] = replace(line[place], glyphs=tuple(glyphs))
    return tuple(line)


def _words(glyphs: Sequence[tuple[int, int, float, float]], source: Sequence[str]) -> Sequence[str]:
    """What each glyph stands for: the first of a cluster for all its characters."""
    clusters = [g[1] for g in glyphs]
    if clusters == list(range(len(source))):
        return source
    following = dict(pairwise([*sorted(set(clusters)), len(source)]))
    out, seen = [], set()
    for cluster in clusters:
        words = "" if cluster in seen else "".join(source[cluster : following[cluster]])
        seen.add(cluster)
        out.append(words)
    return out


__all__ = [
    "Family", "Ruler", "Styled", "family", "measure", "metrics", "missing", "reach", "runs",
    "whole_font", "width",
]  # fmt: skip
