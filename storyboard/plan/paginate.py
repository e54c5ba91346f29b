"""Pagination: which panels share a page, and in which tiers they stand.

A panel wishes for an aspect (its shot says how wide it wants to be). In a tier of n panels
with aspects a the natural height is (W - g(n-1)) / sum(a); a page scales its tiers to fill
its live area. A dynamic programme over the panels picks the pages, and for each page the
tiers, that distort the wished shapes least, keep tiers alike in height, stay near the
format's usual number of panels, and within the words that a page can carry.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from storyboard.geometry import Rect
from storyboard.plan.formats import Format
from storyboard.plan.tiers import Template, Tiers
from storyboard.story.model import Panel

PAGE_WORDS = 210
"""The most words a comic page carries (Weisinger and Moore)."""
MOST_PANELS = 7
MOST_IN_TIER = 3
_SEARCHED = 9
"""Up to here every arrangement of a page is weighed (at most 274 of them)."""

_WIDE = re.compile(r"\b(establishing|extreme[- ]wide|ews|els|panorama|vista)\b", re.IGNORECASE)
_BROAD = re.compile(r"\b(wide|long|full|ws|ls|fs|two[- ]shot|group)\b", re.IGNORECASE)
_TIGHT = re.compile(r"\b(close|close-?up|cu|ecu|mcu|insert|detail)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a panel asks of its page: a shape (width over height) and room for words."""

    aspect: float
    words: int


def wish(panel: Panel) -> Wish:
    """The wish of a panel, from its shot and the number of its words."""
    texts = [t.text for t in panel.caption]
    texts += [t.text for t in panel.dialogue]
    texts += [t.text for t in panel.sfx]
    words = sum(len(t.split()) for t in texts)
    text = panel.shot or panel.prompt
    if _WIDE.search(text):
        aspect = 2.3
    elif panel.shot and _TIGHT.search(text):
        aspect = 0.95
    elif panel.shot and _BROAD.search(text):
        aspect = 1.7
    else:
        aspect = 1.15
    # Words need width: a talkative panel widens, up to half as much again.
    return Wish(aspect * (1 + min(max(words - 12, 0), 30) / 60), words)


def paginate(wishes: Sequence[Wish], live: Rect, fmt: Format) -> list[Template]:
    """The pages of a flat list of panels, as templates in order; together they hold every panel."""
    if fmt.aspect or fmt.panels == 1:
        return _even(len(wishes), fmt)
    n = len(wishes)
    best: list[tuple[float, int, Template | None]] = [(0.0, 0, None)]
    for end in range(1, n + 1):
        options = []
        for start in range(max(0, end - MOST_PANELS), end):
            cost, template = tiers_for(tuple(wishes[start:end]), live, fmt)
            short = end == n  # the last page may be thin
            off = (end - start - fmt.panels) * (0.35 if short and end - start < fmt.panels else 1)
            words = sum(w.words for w in wishes[start:end])
            total = cost + 0.12 * off * off + 4 * max(words / PAGE_WORDS - 1, 0)
            options.append((best[start][0] + total, start, template))
        best.append(min(options, key=lambda o: o[0]))
    pages: list[Template] = []
    at = n
    while at:
        _, start, found = best[at]
        assert found is not None
        pages.append(found)
        at = start
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
    best: tuple[float, Template] | None = None
    for split in _splits(len(wishes)):
        tiers, heights, at = [], [], 0
        for n in split:
            row = [w.aspect for w in wishes[at : at + n]]
            at += n
            heights.append((live.w - fmt.gutter * (n - 1)) / sum(row))
            tiers.append(tuple(row))
        free = live.h - fmt.tier_gutter * (len(split) - 1)
        scale = free / sum(heights)
        mean = sum(heights) / len(heights)
        spread = sum((h / mean - 1) ** 2 for h in heights)
        cost = len(wishes) * math.log(scale) ** 2 + 0.5 * spread
        if best is None or cost < best[0] - 1e-12:
            best = (cost, Template(tuple(tiers), tuple(heights)))
    assert best is not None
    return best


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
