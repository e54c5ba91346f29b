"""A page's lettering shaken until it obeys: simulated annealing over all its pieces at once.

For pages on which the search panel by panel leaves a hard rule broken. One piece at a time is
taken up and put where the whole page costs least, with everything else where it stands: at
first with much noise, which lets pieces pass one another, then with less and less (softmin by
Gumbel noise, cooled by a constant factor a step). The costs are those of `place` and `pagewise`.
The random numbers have a fixed seed: the same page settles in the same way.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storyboard.geometry import Point
from storyboard.layout.beside import between, gap, lies_over, sides_of
from storyboard.layout.candidates import Options
from storyboard.layout.costs import EVEN, GRAVE, MISLED, TAIL
from storyboard.layout.room import Array, Room

ROUNDS, ASKED_ROUNDS = 16, 6
"""How often the page is shaken before it is taken as it is: where only the letterer decides, and
where the story has placed a balloon itself, which is what spoils the order then."""
STEPS = 14
"""Moves a round, for each piece."""
HOT, COLD = 220.0, 1.5
"""The noise, in costs, of a round's first move and of its last."""


@dataclass(frozen=True, slots=True)
class Loose:
    """A panel whose pieces may be moved: their candidates, and those taken."""

    offers: Sequence[Options]
    picks: Sequence[int]
    room: Room


class Settling:
    """A page's pieces and where they stand."""

    def __init__(
        self, panels: Sequence[Loose], corners: Sequence[Point | None], free: Collection[int]
    ) -> None:
        """`corners` says from where the eye comes to each panel, where it starts afresh; `free`
        are the panels that may be shaken together."""
        self._panels = panels
        self._free = free
        self._pieces = [(p, i) for p, panel in enumerate(panels) for i in range(len(panel.offers))]
        self._x = [list(panel.picks) for panel in panels]
        self._rows: dict[tuple[int, int], slice] = {}
        home: list[int] = []
        for p, i in self._pieces:
            offer = panels[p].offers[i]
            if not (offer.effect or offer.caption):
                count = len(offer.x0)
                self._rows[p, i] = slice(len(home), len(home) + count)
                home += [p] * count
        self._home = np.array(home, dtype=np.intp)
        n = len(home)
        self._corner: dict[int, Point] = {}
        for k in range(n - 1):
            start = corners[home[k + 1]] if home[k] != home[k + 1] else None
            if start:
                self._corner[k] = start
        self._words, self._seen = np.zeros((n, 4)), np.zeros((n, 4))
        for p, i in self._rows:
            self._put(p, i, self._x[p][i])

    def settle(self) -> tuple[float, set[int], list[list[int]]]:
        """What the page costs at its best, the panels still in trouble, each one's candidates."""
        rng = np.random.default_rng(7)
        best, hot = self._judged()
        kept = [list(x) for x in self._x]
        asked = any(o.fixed for p in set().union(*hot) for o in self._panels[p].offers)
        for turn in range(ASKED_ROUNDS if asked else ROUNDS):
            if not hot:
                break
            # One trouble at a time, and now and then all of them.
            panels = set(self._free).union(*hot) if turn % 3 == 2 else hot[turn % len(hot)]
            movable = [piece for piece in self._pieces if piece[0] in panels]
            self._shake(movable, rng)
            self._rest(movable)
            cost, left = self._judged()
            if cost < best - 1e-6:
                best, hot, kept = cost, left, [list(x) for x in self._x]
            else:
                for p, i in movable:
                    self._put(p, i, kept[p][i])
        return best, set().union(*hot), kept

    def _shake(self, movable: Sequence[tuple[int, int]], rng: np.random.Generator) -> None:
        count = STEPS * len(movable)
        heat, cooling = HOT, (COLD / HOT) ** (1 / count)
        for k in range(count):
            if k % len(movable) == 0:
                order = rng.permutation(len(movable))
            p, i = movable[int(order[k % len(movable)])]
            price = self._prices(p, i)
            self._put(p, i, int(np.argmin(price - heat * rng.gumbel(size=len(price)))))
            heat *= cooling

    def _rest(self, movable: Sequence[tuple[int, int]]) -> None:
        """Every piece into its best place, until none moves."""
        for _ in range(4):
            moved = False
            for p, i in movable:
                k = int(np.argmin(self._prices(p, i)))
                moved |= k != self._x[p][i]
                self._put(p, i, k)
            if not moved:
                break

    def _put(self, p: int, i: int, k: int) -> None:
        self._x[p][i] = k
        if (p, i) in self._rows:
            offer, rows = self._panels[p].offers[i], self._rows[p, i]
            self._words[rows] = offer.words[:, :, k].T
            self._seen[rows] = np.stack([offer.x0, offer.y0, offer.x1, offer.y1])[:, :, k].T

    def _judged(self) -> tuple[float, list[set[int]]]:
        """What the page costs as it stands, and the panels that each of its troubles lies in."""
        total = 0.0
        hot: list[set[int]] = []
        for p, panel in enumerate(self._panels):
            own = 0.0
            for i, offer in enumerate(panel.offers):
                k = self._x[p][i]
                own += float(offer.cost[k])
                for j in range(i):
                    one = np.array([self._x[p][j]])
                    cost = between(panel.offers[j], one, offer, np.array([k]), panel.room)
                    own += float(cost[0, 0])
            if own >= TAIL:
                hot.append({p})
            total += own
        home = self._home
        if len(home) < 2:
            return total, hot
        far = gap(_columns(self._origins()), _lines(self._words))
        near = np.diagonal(far, 1)[:, None] + EVEN
        later = np.arange(len(home))[None] > np.arange(len(home) - 1)[:, None] + 1
        for a, b in np.argwhere((far < near) & later).tolist():
            hot.append({int(home[a]), int(home[a + 1]), int(home[b])})
            total += MISLED
        over = np.triu(lies_over(_columns(self._seen), _lines(self._seen)))
        for a, b in np.argwhere(over & (home != home[:, None])).tolist():
            hot.append({int(home[a]), int(home[b])})
            total += GRAVE
        return total, hot

    def _origins(self) -> Array:
        """From where the eye goes on, after each balloon but the last."""
        out = self._words[:-1].copy()
        for k, start in self._corner.items():
            out[k] = (*start, *start)
        return out

    def _prices(self, p: int, i: int) -> Array:
        """What the page would cost with each candidate of a piece, but for what stays the same."""
        panel = self._panels[p]
        offer = panel.offers[i]
        price = offer.cost
        everything = slice(None)
        for j, other in enumerate(panel.offers):
            at = np.array([self._x[p][j]])
            if j < i:
                price = price + between(other, at, offer, everything, panel.room)[0]
            elif j > i:
                price = price + between(offer, everything, other, at, panel.room)[:, 0]
        rows = self._rows.get((p, i))
        if rows is None or len(self._home) < 2:
            return price
        foreign = self._seen[self._home != p]
        if len(foreign):
            for sides in sides_of(offer):
                price = price + GRAVE * lies_over(_columns(foreign), sides).sum(axis=0)
        return price if offer.fixed else price + MISLED * self._astray(offer, rows)

    def _astray(self, offer: Options, rows: slice) -> NDArray[np.intp]:
        """How many balloons are nearer than the next, for each candidate of a piece.

        What no candidate changes is left out.
        """
        words, origins = self._words, self._origins()
        first, last = rows.start, rows.stop - 1
        mine = [tuple(v[q][:, None] for v in offer.words) for q in range(len(offer.x0))]
        wrong = np.zeros(offer.words.shape[2], dtype=np.intp)
        columns = _columns(origins)
        near = gap(tuple(c[:, 0] for c in columns), tuple(words[1:].T)) + EVEN
        # From those that go before to this piece: nearer than what comes next to them.
        for part in mine:
            if first > 1:
                to = gap(part, tuple(origins[None, : first - 1, k] for k in range(4)))
                wrong += (to < near[None, : first - 1]).sum(axis=1)
        if first:
            # From the one before to this piece, which comes next.
            here = tuple(origins[None, first - 1 : first, k] for k in range(4))
            limit = gap(mine[0], here) + EVEN
            for part in mine[1:]:
                wrong += (gap(part, here) < limit).sum(axis=1)
            if last + 1 < len(words):
                wrong += (gap(here, _lines(words[last + 1 :])) < limit).sum(axis=1)
        for q, part in enumerate(mine):
            at = first + q
            if at in self._corner or at + 1 >= len(words):
                continue
            after = _lines(words[last + 1 :])
            if q + 1 < len(mine):
                limit = gap(part, mine[q + 1]) + EVEN
                for other in mine[q + 2 :]:
                    wrong += (gap(part, other) < limit).sum(axis=1)
                if last + 1 < len(words):
                    wrong += (gap(part, after) < limit).sum(axis=1)
            elif last + 2 < len(words):
                to = gap(part, after)
                wrong += (to[:, 1:] < to[:, :1] + EVEN).sum(axis=1)
        return wrong


def _columns(boxes: Array) -> tuple[Array, ...]:
    """Sides of shape (m, 1)."""
    return tuple(boxes[:, None, k] for k in range(4))


def _lines(boxes: Array) -> tuple[Array, ...]:
    """Sides of shape (1, m)."""
    return tuple(boxes[None, :, k] for k in range(4))
