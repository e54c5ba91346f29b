"""What a story's own words for its look say of how it is drawn, and printed."""

from __future__ import annotations

import re
from typing import Literal

_PENCIL = re.compile(r"\b(pencils?|pencil+ed|roughs?|boards?|graphite)\b", re.IGNORECASE)
_INK = re.compile(r"\b(ink(ed|s|wash)?|noir|manga)\b", re.IGNORECASE)
_GREY = re.compile(r"\b(black[ -]and[ -]white|monochrome|noir|manga)\b|\bb ?& ?w\b", re.IGNORECASE)
_COLOUR = re.compile(
    r"(?<!no )(?<!without )\b(water|full[ -]?)?colou?r(s|ed|ful)?\b", re.IGNORECASE
)


def look(words: str) -> Literal["colour", "ink", "pencil"]:
    """The look that comes nearest to the words; of a book without colours `ink` or `pencil`."""
    if _COLOUR.search(words) and not _GREY.search(words):
        return "colour"
    inked, pencilled = _INK.search(words), _PENCIL.search(words)
    if pencilled and not (inked and inked.start() < pencilled.start()):
        return "pencil"
    return "ink" if inked or _GREY.search(words) else "colour"
