"""Words as a letterer writes them: capitals, the trade's punctuation, the crossbar-I rule.

What is drawn and what is copied differ: "Wait!" is lettered WAIT!, and the glyphs carry
the words as they were written. How the letters are shaped and measured is in `shaping`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from storyboard.layout.shaping import measure, runs, width
from storyboard.layout.styled import Styled, family
from storyboard.layout.typefaces import metrics

_BARLESS = {"comic", "comic-italic"}
"""Fonts whose lower-case l can stand for a capital I without its crossbars (l is 0.99 of the
cap height in Comic Neue)."""
_PRONOUN = re.compile(r"I(?=$|['’](?:m|ll|d|ve|s)$)", re.IGNORECASE)
_ACRONYM = re.compile(r"^(?:[A-Z]\.){2,}$|^[A-Z]{2,4}$")
_ROMAN = re.compile(r"^(?=[IVX]{2,})X{0,3}(?:IX|IV|V?I{0,3})$")
_DASH = re.compile(r" ?[—–] ?| --(?: |(?=\w))|-- ")
_ELLIPSIS = re.compile(r"(?<=\w) …|…|(?<=\w) \.\.\.(?!\.)")
_MARKS = frozenset(" —–-…")
"""What a dash or an ellipsis may begin with."""
_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*\.?")
_STRONG = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]*[^\s*])\*(?![\w*])")
_EAST = re.compile(r"[\u3000-\u30ff\u31f0-\u31ff\u3400-\u9fff\uff00-\uffef]")
_GREEK = "\u0370"
"""Below it only Turkic capitals are not what `str.upper` makes of a letter."""
_TURKIC = ("tr", "az")


@lru_cache(maxsize=4096)
def display(text: str, font: str, *, upper: bool = True, language: str = "en") -> Styled:
    """The text as it is lettered.

    A crossbar stands only on the pronoun I and in acronyms (Blambot); dashes become ``--``
    and ellipses three dots, without spaces round them (East Asian text keeps its own);
    ``*words*`` between asterisks are emphasised.
    """
    plain, strong = _emphasis(" ".join(text.split()))
    shown: list[str] = []
    source: list[str] = []
    marks: list[str] = []
    barred = _barred(plain)
    keeps = _EAST.search(plain) is not None
    turkic = language.split("-", maxsplit=1)[0].lower() in _TURKIC
    skip = 0
    for i, ch in enumerate(plain):
        if skip:
            skip -= 1
            continue
        mark = "*" if i in strong else "."
        marked = not keeps and ch in _MARKS
        dash = _DASH.match(plain, i) if marked else None
        dots = _ELLIPSIS.match(plain, i) if marked else None
        if dash and not _between_digits(plain, i):
            made, taken = "--", dash[0]
        elif dots:
            made, taken = "...", dots[0]
        elif upper and font in _BARLESS and ch in "iI" and i not in barred and not turkic:
            made, taken = "l", ch
        elif upper:
            made, taken = ch.upper() if ch < _GREEK and not turkic else _capital(ch, turkic), ch
        else:
            made = taken = ch
        if len(made) == len(taken) == 1:
            shown.append(made)
            marks.append(mark)
            source.append(taken)
            continue
        skip = len(taken) - 1
        shown.extend(made)
        marks.extend(mark * len(made))
        source.append(taken)
        source.extend("" for _ in made[1:])
    return Styled("".join(shown), tuple(source), "".join(marks) if strong else "")


def _capital(ch: str, turkic: bool) -> str:
    if turkic and ch == "i":
        return "İ"
    if "ͰͿ" < ch < "Ͽ" or "ἀ" <= ch <= "῾":
        # Greek capitals are set without the accents of their small letters.
        bare = unicodedata.normalize("NFD", ch).replace("\u0301", "").replace("\u0300", "")
        return unicodedata.normalize("NFC", bare).upper()
    return ch.upper()


def _emphasis(text: str) -> tuple[str, frozenset[int]]:
    """The text without the asterisks of its emphasis, and where it is emphasised."""
    if "*" not in text:
        return text, frozenset()
    out: list[str] = []
    strong: set[int] = set()
    at = length = 0
    for found in _STRONG.finditer(text):
        before = text[at : found.start()]
        out += [before, found[1]]
        length += len(before)
        strong.update(range(length, length + len(found[1])))
        length += len(found[1])
        at = found.end()
    return "".join((*out, text[at:])), frozenset(strong)


def _between_digits(text: str, i: int) -> bool:
    return 0 < i < len(text) - 1 and text[i - 1].isdigit() and text[i + 1].isdigit()


def _barred(text: str) -> set[int]:
    """Where an I keeps its crossbars."""
    out: set[int] = set()
    shouting = text.upper() == text
    for word in _WORD.finditer(text):
        w = word[0]
        if (
            _PRONOUN.match(w)
            or (_ACRONYM.match(w) and not shouting)
            or (_ROMAN.match(w) and not shouting)
        ):
            out.update(range(word.start(), word.end()))
    return out


__all__ = ["Styled", "display", "family", "measure", "metrics", "runs", "width"]
