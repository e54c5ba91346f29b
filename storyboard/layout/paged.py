"""What the lettering of a page's panels costs beside one another, and the cheapest of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from storyboard.geometry import Point, Rect
from storyboard.layout.beside import gap as gaps_between
from storyboard.layout.beside import lies_over
from storyboard.layout.costs import EVEN, GRAVE, MISLED
from storyboard.layout.reading import corner
from storyboard.layout.room import Array
from storyboard.layout.ways import Around, Arrangement

EACH = 4
"""Combinations carried along for each of the ways to letter the newest panel."""


class PageWays:
    """A page's panels, and what arrangements of them cost beside one another."""

    def __init__(self, boxes: Sequence[Rect], rtl: bool) -> None:
        self.boxes = boxes
        self.rtl = rtl

    def corner(self, last: int, panel: int) -> Point | None:
        return corner(self.boxes[last], self.boxes[panel], rtl=self.rtl)

    def corners(self, picked: Sequence[Arrangement]) -> list[Point | None]:
        """From where the eye comes to each panel, where it starts a tier there."""
        out: list[Point | None] = []
        last: int | None = None
        for p, way in enumerate(picked):
            out.append(None if last is None else self.corner(last, p))
            last = p if len(way.words) else last
        return out

    def wrong(self, picked: Sequence[Arrangement]) -> tuple[float, set[int]]:
        """What misleading and overlapping balloons cost, and the panels that have part in it.

        Nobody stands aside for what the story itself places too near.
        """
        words, seen = [a.words for a in picked], [a.seen for a in picked]
        home = np.repeat(np.arange(len(words)), [len(w) for w in words])
        flat, over = np.concatenate(words), np.concatenate(seen)
        n = len(flat)
        if n < 2:
            return 0.0, set()
        origins = flat[:-1].copy()
        for i in np.flatnonzero(home[1:] != home[:-1]):
            start = self.corner(home[i], home[i + 1])
            if start:
                origins[i] = (*start, *start)
        far = gaps_between(_columns(origins), _lines(flat))
        later = np.arange(n)[None] > np.arange(n - 1)[:, None] + 1
        apart = home[None] != home[:-1, None]
        near = far < np.diagonal(far, 1)[:, None] + EVEN
        own = np.concatenate([a.search.fixed for a in picked])
        free = ~own[None]
        here, nearer = np.nonzero(near & later & apart & free)
        covers = np.triu(lies_over(_columns(over), _lines(over))) & (home != home[:, None])
        under, over_it = np.nonzero(covers)
        found = {int(home[x]) for x in (*here, *(here + 1), *nearer, *under, *over_it)}
        return MISLED * len(here) + GRAVE * len(under), found

    def hot(self, picked: Sequence[Arrangement]) -> set[int]:
        """The panels that break a rule, by themselves or beside another."""
        return self.wrong(picked)[1] | {p for p, a in enumerate(picked) if not a.lawful}

    def around(self, picked: Sequence[Arrangement], p: int) -> Around:
        """What stands in the panels besides `p`."""
        before = [a.words for a in picked[:p]]
        after = np.concatenate([a.words for a in picked[p + 1 :]] or [np.zeros((0, 4))])
        seen = [a.seen for q, a in enumerate(picked) if q != p]
        home = [q for q, rows in enumerate(before) for _ in rows] + [p]
        flat = np.concatenate([*before, np.zeros((0, 4))])
        origins = flat.copy()
        for i in range(len(flat)):
            start = self.corner(home[i], home[i + 1]) if home[i] != home[i + 1] else None
            if start:
                origins[i] = (*start, *start)
        gaps = [
            float(gaps_between(tuple(origins[i]), tuple(flat[i + 1]))) for i in range(len(flat) - 1)
        ]
        later = next((q for q in range(p + 1, len(picked)) if len(picked[q].words)), p)
        return Around(
            np.concatenate([*seen, np.zeros((0, 4))]),
            origins[:-1],
            np.array(gaps),
            origins[-1:],
            after,
            later != p and self.corner(p, later) is not None,
        )

    def combined(self, offers: Sequence[Sequence[Arrangement]]) -> list[Arrangement]:
        """The cheapest combination of what each panel offers, by a beam search.

        Each beam carries the gap from every balloon to the next, which no later balloon may
        undercut.
        """
        words = [np.stack([a.words for a in ways]) for ways in offers]
        seen = [np.stack([a.seen for a in ways]) for ways in offers]
        cost = np.zeros(1)
        chosen = np.zeros((1, 0), dtype=np.intp)
        near: list[Array] = []
        last: int | None = None
        for p, ways in enumerate(offers):
            own = np.array([a.cost for a in ways])
            total = cost[:, None] + own[None]
            mine = words[p]
            count = mine.shape[1]
            entry = np.zeros((len(cost), len(ways)))
            if count:
                for q in range(p):
                    if not words[q].shape[1]:
                        continue
                    over = lies_over(_outer(seen[q]), _inner(seen[p]))
                    total = total + GRAVE * over.sum(axis=(1, 3))[chosen[:, q]]
                    far = gaps_between(_outer(words[q]), _inner(mine))[chosen[:, q]]
                    if q == last:
                        start = self.corner(q, p)
                        if start:
                            point = np.array([[[*start, *start]]])
                            from_last = gaps_between(_outer(point), _inner(mine))[0, 0]
                            from_last = np.broadcast_to(from_last, (len(cost), *from_last.shape))
                        else:
                            from_last = far[:, -1]
                        entry = from_last[:, :, 0]
                        wrong = from_last[:, :, 1:] < entry[:, :, None] + EVEN
                        total = total + MISLED * wrong.sum(axis=2)
                        far = far[:, :-1]
                    if far.shape[1]:
                        wrong = far < near[q][:, :, None, None] + EVEN
                        total = total + MISLED * wrong.sum(axis=(1, 3))
            # Of every way to letter this panel the best few: the next one may need any of them.
            best = np.argsort(total, axis=0, kind="stable")[:EACH]
            price = np.take_along_axis(total, best, axis=0)
            order = np.argsort(price, axis=None, kind="stable")
            rows, picks = best.ravel()[order], order % len(ways)
            cost = total[rows, picks]
            chosen = np.column_stack([chosen[rows], picks]).astype(np.intp)
            near = [n[rows] for n in near]
            if count and last is not None:
                near[last] = np.column_stack([near[last], entry[rows, picks]])
            inner = gaps_between(
                tuple(mine[:, :-1, k] for k in range(4)), tuple(mine[:, 1:, k] for k in range(4))
            )
            near.append(inner[picks])
            if count:
                last = p
        return [ways[k] for ways, k in zip(offers, chosen[0].tolist(), strict=True)]


def _columns(boxes: Array) -> tuple[Array, ...]:
    return tuple(boxes[:, None, k] for k in range(4))


def _lines(boxes: Array) -> tuple[Array, ...]:
    return tuple(boxes[None, :, k] for k in range(4))


def _outer(boxes: Array) -> tuple[Array, ...]:
    """Sides of boxes (ways, balloons, 4) that go before, of shape (ways, balloons, 1, 1)."""
    return tuple(boxes[:, :, None, None, k] for k in range(4))


def _inner(boxes: Array) -> tuple[Array, ...]:
    """Sides of boxes (ways, balloons, 4) that come after, of shape (1, 1, ways, balloons)."""
    return tuple(boxes[None, None, :, :, k] for k in range(4))
