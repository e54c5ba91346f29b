"""Pagination: which panels share a page, and in which tiers they stand.

A panel wishes for an aspect (its shot says how wide it wants to be). In a tier of n panels
with aspects a the natural height is (W - g(n-1)) / sum(a); a page scales its tiers to fill
its live area, and each panel's picture is cropped by what that changes its shape. Dynamic
programming over the panels, and over which side of the leaf a page is on, picks the pages, and
for each page the tiers, that crop least, keep tiers alike in height, stay near the format's
usual number of panels and within the words that a page and each of its panels can carry, start
a tier (better a page) with every scene, and bring a reveal right after a page turn.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from storyboard.geometry import Rect
from storyboard.plan.formats import Format
from storyboard.plan.grid import left_by
from storyboard.plan.tiers import Template, Tiers
from storyboard.story.model import Panel

PAGE_WORDS = 210
"""The most words a comic page of 6 by 9 inches carries (Weisinger and Moore)."""
_PAGE_AREA = 432.0 * 648.0
MOST_PANELS = 7
MOST_IN_TIER = 3
_SEARCHED = 9
_SCENE_INSIDE = 0.6
"""What it costs that a scene starts within a page, and the more within a tier."""
_SCENE_IN_TIER = 2.0
_TURN_MISSED = 12.0
_CROWDED = 0.5
_GROWTH = 1.25
_ROUNDS = 3
"""How a tier that is crowded with words grows: at most by so much, so many times."""
"""Up to here every arrangement of a page is weighed (at most 274 of them)."""

_WIDE = re.compile(r"\b(establishing|extreme[- ]wide|ews|els|panorama|vista)\b", re.IGNORECASE)
_BROAD = re.compile(r"\b(wide|long|full|ws|ls|fs|two[- ]shot|group)\b", re.IGNORECASE)
_TIGHT = re.compile(r"\b(close|close-?up|cu|ecu|mcu|insert|detail)\b", re.IGNORECASE)

Shapes = Mapping[str | None, float]
"""Width over height of the pictures of a story's own, by their paths."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a panel asks of its page: a shape (width over height) and room for words."""

    aspect: float
    words: int
    scene: bool = False
    """A scene starts here."""
    turn: bool = False
    """It is to be seen right after a page turn."""


_NARROWEST, _WIDEST = 0.3, 4.0
"""The shapes within which a page follows a picture."""
_ASPECTS = {"vista": 2.3, "tight": 0.95, "broad": 1.7, "": 1.15}


def word_count(panel: Panel) -> int:
    """The words to be lettered in a panel."""
    texts = [t.text for t in panel.caption]
    texts += [t.text for t in panel.dialogue]
    texts += [t.text for t in panel.sfx]
    return sum(len(t.split()) for t in texts)


def shot_words(panel: Panel) -> str:
    """How much a panel's shot takes in: vista, broad, tight, or nothing said."""
    text = panel.shot or panel.prompt
    if _WIDE.search(text):
        return "vista"
    if panel.shot and _TIGHT.search(text):
        return "tight"
    return "broad" if panel.shot and _BROAD.search(text) else ""


def wish(panel: Panel, insets: Sequence[Panel] = (), shape: float | None = None) -> Wish:
    """The wish of a panel: the `shape` of a picture of its own, width over height, if it has one.

    Else its shot says how wide it is, and the number of its words, its insets' included.
    """
    words = word_count(panel) + sum(map(word_count, insets))
    if shape is not None:
        return Wish(min(max(shape, _NARROWEST), _WIDEST), words, panel.scene, panel.turn)
    # Words need width: a talkative panel widens, up to half as much again.
    aspect = _ASPECTS[shot_words(panel)] * (1 + min(max(words - 12, 0), 30) / 60)
    return Wish(aspect, words, panel.scene, panel.turn)


def page_words(live: Rect) -> float:
    """The most words a page carries: fewer on one that is smaller than a comic's."""
    return PAGE_WORDS * min(live.area / _PAGE_AREA, 1.0)


def paginate(wishes: Sequence[Wish], live: Rect, fmt: Format) -> list[Template]:
    """The pages of a flat list of panels, as templates in order; together they hold every panel.

    The first page is a right-hand one in a book that reads to the right: pages turn after each
    odd one.
    """
    if fmt.aspect or fmt.panels == 1:
        return _even(len(wishes), fmt)
    n, room = len(wishes), page_words(live)
    # By panels placed and by whether the pages so far are odd in number: cost, and how it came.
    best: dict[tuple[int, int], tuple[float, int, Template | None]] = {(0, 0): (0.0, 0, None)}
    for end in range(1, n + 1):
        for start in range(max(0, end - MOST_PANELS), end):
            group = tuple(wishes[start:end])
            cost, template = tiers_for(group, live, fmt)
            short = end == n  # the last page may be thin
            off = (end - start - fmt.panels) * (0.35 if short and end - start < fmt.panels else 1)
            words = sum(w.words for w in group)
            cost += 0.12 * off * off + 4 * max(words / room - 1, 0)
            cost += _SCENE_INSIDE * sum(w.scene for w in group[1:])
            for odd in (0, 1):
                if (start, odd) not in best:
                    continue
                missed = sum(w.turn and bool(i or not odd) for i, w in enumerate(group))
                total = best[start, odd][0] + cost + _TURN_MISSED * missed
                if (end, 1 - odd) not in best or total < best[end, 1 - odd][0]:
                    best[end, 1 - odd] = (total, start, template)
    at, odd = min((key for key in best if key[0] == n), key=lambda key: best[key][0])
    pages: list[Template] = []
    while at:
        _, start, found = best[at, odd]
        assert found is not None
        pages.append(found)
        at, odd = start, 1 - odd
    return pages[::-1]


def _even(n: int, fmt: Format) -> list[Template]:
    out = []
    while n > 0:
        out.append(Template(_sheet_tiers(min(n, fmt.panels), fmt)))
        n -= fmt.panels
    return out


def _sheet_tiers(n: int, fmt: Format) -> Tiers:
    """A storyboard sheet's grid of three columns; a strip's single column.

    A short last tier keeps its column: the grid has empty cells rather than broader frames.
    """
    if not fmt.aspect:
        return ((1.0,),) * n
    columns = 3 if fmt.panels >= 6 else 2
    return ((1.0,) * columns,) * max(2, math.ceil(n / columns))


def tiers_for(wishes: tuple[Wish, ...], live: Rect, fmt: Format) -> tuple[float, Template]:
    """The best tiers for just these panels on one page, with their cost."""
    if fmt.aspect or fmt.panels == 1:
        return 0.0, Template(_sheet_tiers(len(wishes), fmt))
    if len(wishes) > _SEARCHED:
        return 0.0, Template(_grid(len(wishes)))
    n = len(wishes)
    rows = {
        (at, size): _row(wishes[at : at + size], live, fmt)
        for at in range(n)
        for size in range(1, min(MOST_IN_TIER, n - at) + 1)
    }
    best: tuple[float, tuple[int, ...], list[float]] | None = None
    for split in _splits(n):
        at, own = 0, []
        for size in split:
            own.append(rows[at, size])
            at += size
        cost, heights = _weigh(own, live, fmt)
        if best is None or cost < best[0] - 1e-12:
            best = (cost, split, heights)
    assert best is not None
    cost, split, heights = best
    tiers, at = [], 0
    for size in split:
        tiers.append(tuple(w.aspect for w in wishes[at : at + size]))
        at += size
    return cost, Template(tuple(tiers), tuple(heights))


@dataclass(frozen=True, slots=True)
class _Row:
    """What weighing a tier needs: its panels' number, its natural height, the share of the page's
    words that its fullest panel would need were the tier the whole page, scenes inside it."""

    count: int
    height: float
    words: float
    scenes: int


def _row(own: Sequence[Wish], live: Rect, fmt: Format) -> _Row:
    wide = sum(w.aspect for w in own)
    words = max(w.words * wide / w.aspect for w in own) / page_words(live)
    height = left_by(live.w, len(own), fmt.gutter) / wide
    return _Row(len(own), height, words, sum(w.scene for w in own[1:]))


def _weigh(rows: Sequence[_Row], live: Rect, fmt: Format) -> tuple[float, list[float]]:
    """What a division into tiers costs, and the heights it gives them."""
    natural = [r.height for r in rows]
    free = left_by(live.h, len(rows), fmt.tier_gutter)
    heights = natural
    for _ in range(_ROUNDS):
        # A tier that is crowded with words, 1 being full, grows at the cost of the others.
        total = sum(heights)
        crowds = [r.words * total / h for r, h in zip(rows, heights, strict=True)]
        if max(crowds) <= 1:
            break
        heights = [h * min(max(c, 1.0), _GROWTH) for h, c in zip(heights, crowds, strict=True)]
    total = sum(heights)
    mean = sum(natural) / len(natural)
    cost = 0.0
    for r, h in zip(rows, heights, strict=True):
        cost += r.count * math.log(h / total * free / r.height) ** 2
        cost += _CROWDED * max(r.words * total / h - 1, 0)
        cost += _SCENE_IN_TIER * r.scenes + 0.5 * (r.height / mean - 1) ** 2
    return cost, heights


def _grid(n: int) -> Tiers:
    """A crowded page: tiers as alike as can be, about as many tiers as columns and one more."""
    rows = max(1, round(math.sqrt(n * 1.3)))
    return tuple((1.0,) * (n * (r + 1) // rows - n * r // rows) for r in range(rows))


@lru_cache(maxsize=64)
def _splits(n: int) -> tuple[tuple[int, ...], ...]:
    """Every way to cut n panels into tiers of at most `MOST_IN_TIER`."""
    if n == 0:
        return ((),)
    return tuple(
        (first, *rest)
        for first in range(1, min(MOST_IN_TIER, n) + 1)
        for rest in _splits(n - first)
    )
