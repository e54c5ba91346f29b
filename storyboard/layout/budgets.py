"""What there is to say of words as such: too many, without letters in any font, too small.

Budgets: at most 25 words in a balloon and 210 on a page (Weisinger, Moore), and in a panel as
many as the panels of its page leave it (Culver).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from storyboard.layout.model import Letter, Remark
from storyboard.layout.shaping import missing
from storyboard.layout.text import display
from storyboard.layout.voices import LEAST_TYPE, Manner
from storyboard.layout.words import Word

A_BALLOON, A_PAGE = 25, 210
A_PANEL = {1: 210, 2: 105, 3: 70, 4: 52, 5: 42, 6: 35, 7: 30, 8: 26, 9: 23, 10: 21, 11: 19, 12: 17}
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def short(text: str) -> str:
    """A text in quotes, cut where it is long."""
    return f"'{text if len(text) <= 40 else text[:37] + '...'}'"


def count(text: str) -> int:
    """Its words; where a script writes no blanks, two characters count as one."""
    east = len(_EAST.findall(text))
    return len(_WORD.findall(_EAST.sub(" ", text))) + (east + 1) // 2


def text_remarks(panel: str, word: Word, size: float, manner: Manner) -> list[Remark]:
    out = []
    over = count(word.text) - A_BALLOON
    if over > 0 and word.kind != "sfx":
        what = "the caption" if word.kind == "caption" else "the balloon"
        out.append(
            Remark(
                panel,
                "balloon-wordy",
                f"{what} {short(word.text)} has {over + A_BALLOON} words, {over} over "
                f"the {A_BALLOON} that read easily",
                "split it in two, or cut it",
            )
        )
    font = manner.family(word.voice.font, italic=word.voice.italic)
    styled = display(
        word.words, manner.name(word.voice.font), upper=manner.upper, language=manner.language
    )
    gone = missing(styled, font)
    if gone:
        out.append(
            Remark(
                panel,
                "letters-missing",
                f"no font has {', '.join(gone[:8])} of {short(word.text)}; a box stands there",
                "name a font that has it under fonts:, or write it otherwise",
            )
        )
    if size < LEAST_TYPE - 0.01:
        out.append(
            Remark(
                panel,
                "type-small",
                f"the words {short(word.text)} are set in {size:.1f} pt, "
                f"under the {LEAST_TYPE:g} pt that print well",
                "set a larger size under lettering:",
            )
        )
    return out


def page_remarks(panels: Sequence[tuple[str, Sequence[Letter]]]) -> list[Remark]:
    """What there is to say of the words on one page, panel by panel."""
    out = []
    counts = [(name, sum(count(x.text) for x in letters)) for name, letters in panels]
    budget = A_PANEL.get(len(panels), A_PANEL[12])
    for name, words in counts:
        if words > budget:
            out.append(
                Remark(
                    name,
                    "panel-wordy",
                    f"{words} words, {words - budget} over the {budget} that one of "
                    f"{len(panels)} panels on a page carries"
                    if len(panels) > 1
                    else f"{words} words, {words - budget} over the {budget} of a page",
                    "use fewer words, or fewer panels on the page",
                )
            )
    whole = sum(words for _, words in counts)
    if whole > A_PAGE and len(panels) > 1:
        out.append(
            Remark(
                panels[0][0],
                "page-wordy",
                f"its page has {whole} words, {whole - A_PAGE} over the {A_PAGE} of a page",
                "use fewer words, or spread the panels over more pages",
            )
        )
    return out
