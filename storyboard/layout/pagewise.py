"""Which of each panel's arrangements make up the page: reading must run across the borders.

A reader goes on to the nearest unread balloon, even in another panel. For every balloon of the
page, in reading order, the nearest of those after it should be the next, by the gap between
their words. Where the next begins a new tier the eye starts afresh, as it does at the end of a
line: from the outer top corner of the panel that the tier's words begin in. Balloons that are
misleading, and balloons of two panels that overlap, cost as much as a broken hard rule of a
panel does, and are added to what the panels' own searches call their arrangements' costs.

The cheapest combination that a beam search over the panels finds is taken. Where it still
leads a reader astray, the panels concerned are searched again, each beside what stands in the
others, then with many more places to choose from; and where that does not help, all pieces of
the page are shaken together (`settling`).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Protocol

from storyboard.geometry import Rect
from storyboard.layout.paged import PageWays
from storyboard.layout.reading import astray, corner
from storyboard.layout.settling import Loose, Settling
from storyboard.layout.staying import Free
from storyboard.layout.ways import Around, Arrangement

if TYPE_CHECKING:
    from storyboard.layout.place import Search

STEPS = 6
"""How many panels are lettered anew, each beside the others, before the page is shaken."""


class Panel(Protocol):
    """A panel whose lettering may stand in several ways."""

    arrangements: list[Arrangement]

    def again(self, around: Around) -> Sequence[Arrangement]:
        """The ways beside what stands in the other panels."""

    def widen(self) -> None:
        """From now on `again` weighs more places."""

    def loose(self, around: Around, way: Arrangement, *, apart: bool) -> Arrangement:
        """An arrangement whose pieces have many places, with what is joined in `way` apart."""


def choose(
    panels: Sequence[Panel], boxes: Sequence[Rect], *, rtl: bool = False
) -> list[Arrangement]:
    """One arrangement for each panel, whose boxes on the page are given, in reading order."""
    if not panels:
        return []
    page = PageWays(boxes, rtl)
    bases = [p.arrangements[0].search.base for p in panels]
    if any(bases):
        return _kept(page, panels, bases)
    picked, hot = _mended(page, panels, page.combined([p.arrangements for p in panels]))
    return _searched(page, panels, picked, hot)[0] if hot else picked


def _kept(
    page: PageWays, panels: Sequence[Panel], bases: Sequence[Search | None]
) -> list[Arrangement]:
    """The arrangements where the story places some pieces itself.

    The others stand where they would if it did not, unless it mends a rule that they move.
    """
    free = [Free(b) if b else p for p, b in zip(panels, bases, strict=True)]
    start = choose(free, page.boxes, rtl=page.rtl)
    for p, base in enumerate(bases):
        if base:
            search = panels[p].arrangements[0].search
            search.stay(start[p].spots)
            start[p] = search.arrangements()[0]
    least = len(page.hot(start))
    if not least:
        return start
    picked, hot = _mended(page, panels, start, settled=True)
    if hot:
        more, left = _searched(page, panels, picked, hot)
        if len(left) < min(len(hot), least):
            return more
    return picked if len(hot) < least else start


def _searched(
    page: PageWays, panels: Sequence[Panel], picked: list[Arrangement], hot: Collection[int]
) -> tuple[list[Arrangement], Collection[int]]:
    """The arrangements, with more places for panels that break a rule, and who still does."""
    for p in sorted(hot):
        panels[p].widen()
    picked, hot = _mended(page, panels, picked)
    return _settled(page, panels, picked, hot) if hot else (picked, hot)


def _settled(
    page: PageWays, panels: Sequence[Panel], picked: list[Arrangement], hot: Collection[int]
) -> tuple[list[Arrangement], Collection[int]]:
    """The arrangements shaken until they obey, or as near to it as they come; who does not."""
    best = math.inf
    for wider in (False, True):
        for apart in (False, True):
            near = {q for p in hot for q in (p - 1, p, p + 1)} if wider else hot
            start = [
                panels[p].loose(page.around(picked, p), way, apart=apart) if p in near else way
                for p, way in enumerate(picked)
            ]
            if apart and all(a.search is b.search for a, b in zip(start, picked, strict=True)):
                continue
            loose = [Loose(a.search.offers, a.picks, a.search.room) for a in start]
            settling = Settling(loose, page.corners(start), near)
            cost, left, picks = settling.settle()
            # Nobody else is led astray for the sake of a panel that has no lawful place.
            if cost < best and (not wider or len(left) <= len(hot)):
                best, hot = cost, left
                picked = [a.search.arrangement(k) for a, k in zip(start, picks, strict=True)]
            if not left:
                return picked, left
    return picked, hot


def _mended(
    page: PageWays, panels: Sequence[Panel], picked: Sequence[Arrangement], *, settled: bool = False
) -> tuple[list[Arrangement], set[int]]:
    """The arrangements, searched again where a rule is broken; the panels where one still is.

    Where they are `settled`, no panel is searched again for its neighbours' sake alone.
    """
    picked = list(picked)
    worst, wrong = page.wrong(picked)
    moved = False
    for _ in range(STEPS):
        hot = wrong | {p for p, a in enumerate(picked) if not a.lawful}
        step = _step(page, panels, picked, worst, hot)
        if not hot or step is None:
            break
        picked, worst, wrong = step
        moved = True
    if moved and not wrong and not settled:
        # Whoever stood aside for what has moved may stand better now.
        step = _step(page, panels, picked, worst, range(len(picked)))
        picked, worst, wrong = step or (picked, worst, wrong)
    return picked, wrong | {p for p, a in enumerate(picked) if not a.lawful}


def _step(
    page: PageWays,
    panels: Sequence[Panel],
    picked: list[Arrangement],
    worst: float,
    hot: Collection[int],
) -> tuple[list[Arrangement], float, set[int]] | None:
    """The one change among some panels that helps the page most; None where nothing helps."""
    least, best = -1e-6, None
    for p in sorted(hot):
        now = picked[p].cost + worst
        for way in panels[p].again(page.around(picked, p)):
            if way.cost - now >= least:
                continue
            tried = [*picked[:p], way, *picked[p + 1 :]]
            cost, left = page.wrong(tried)
            if way.cost + cost - now < least:
                least, best = way.cost + cost - now, (tried, cost, left)
    return best


__all__ = ["Panel", "astray", "choose", "corner"]
