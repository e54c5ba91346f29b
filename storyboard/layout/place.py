"""Where the lettering of a panel goes: a beam search over candidate places, by a stated cost.

For each piece of lettering, in reading order, every setting of its words is tried on a grid
of places (`candidates`). A hard rule costs 1000 each time it is broken, which the rest cannot
win back: it is broken only where every arrangement that was tried breaks one. The first three
cost 5000: they are not broken to keep any of the others. Hard are

- covering a face, or an inset (and 400 times the share covered);
- lying over another balloon (a gap of 2.5 pt counts as lying over);
- words outside the panel or the live area, a balloon outside a slanted or round panel;
- lettering over the strip at the fold of a double page (10000);
- covering words that stand in the picture (1000 times the share covered more);
- Comic Chat's order: wholly to the right of an earlier balloon and no higher, or wholly below
  it (mirrored for right-to-left);
- the nearest-unread rule (1200): from every balloon, the nearest of those not yet read, by the gap
  between their words, is the next one (captions, and what the story places itself, aside); on
  the whole page where the search is told what stands in the other panels.

=======================  ====  ============================================================
elsewhere than ``at:``  50000  and the distance times as much: only what lies over the panel, the
                               fold, or another balloon that was asked for, is worth more
tail over something       700  a face, a balloon or another tail: such a tail is cut short (500: a
                               sign)
tails astride              90  tails that would cross on their way to the mouths
height                     14  times how far down the panel it stands
aside                      10  times the distance from its speaker, across, in panel widths
below the mouth            30  a balloon lower than its speaker's mouth
ahead                      80  beside an earlier balloon on the side that is read first, less as it
                               is lower; and an effect before an earlier one
tail length                 6  times its length in panel heights, 0.2 a point past 45, and
                               0.4 more past 90 (1.7 times as much where many share the panel)
tail cramped              1.5  a point of the 12 that lie between a balloon and a head
resting on a head           6  its lower edge within 3 pt above a head
over a torso               80  times the share of the balloon over a body (30: an effect)
tail over a figure         30  a tail that runs over somebody else's body
busy ground                18  times the mean density of edges under it
unlike the asked place    240  times the distance from ``at:``, in panel sizes (300: a point)
shape                      70  times the setting's own cost, and more for flat or tall ones
cut by the border         1.6  a side; 20 a side where the balloon hangs over it, 40 where it
                               crosses the gutter; 30 more where only the page's margin is there
tail from another root      8  in a wide search: where its own root has no free way to the mouth
air                         6  at most, as another balloon comes nearer than 7 pt
nearest by middles         12  the nearest-unread rule broken as middles are measured
far from the last one       3  times the distance from the piece read before, in panel sizes
=======================  ====  ============================================================

What concerns figures counts for about a third where many pieces share the panel, and for a tenth
where no lawful place was found with it.

The search has no randomness. It gives several arrangements, each unlike the others, for the
page to choose from (`pagewise`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from storyboard.geometry import Rect
from storyboard.layout.beside import beside, gap, lies_over, sides_of, words_of
from storyboard.layout.candidates import ROOM, Options, Piece, options
from storyboard.layout.costs import EVEN, GRAVE, MISLED
from storyboard.layout.room import Array, Room
from storyboard.layout.staying import Ahead, moved, unasked
from storyboard.layout.ways import Around, Arrangement, Placed

BEAM, PACKED, WIDE = 32, 24, 48
"""How many arrangements are carried along: of one or two pieces, of more, and in a wide search."""
FIRST, EACH = 40, 8
"""How many places, of different sorts, the search starts from, and each beam may grow by."""
KEEP, ALIKE = 10, 2
"""Arrangements a panel gives its page; how many of them may begin and end in the same places."""


def place(pieces: Sequence[Piece], room: Room) -> tuple[Placed, ...]:
    """The cheapest arrangement found."""
    return Search(pieces, room).arrangements()[0].spots


class Search:
    """The search in one panel, whose candidates are worked out once.

    A `wide` one weighs more places, carries more arrangements along and gives more of them.
    `extra` is what every arrangement costs before any piece is placed.
    """

    def __init__(
        self, pieces: Sequence[Piece], room: Room, *, wide: bool = False, extra: float = 0.0
    ) -> None:
        self.pieces = tuple(pieces)
        self.room = room
        self.wide = wide
        self._extra = extra
        free = unasked(pieces)
        self.base: Search | None = Search(free, room) if free else None
        """The panel as if the story placed nothing in it; None where it does not."""
        self._read = [i for i, p in enumerate(pieces) if not (p.effect or p.caption)]
        count = sum(len(p.bodies[0].parts) for p in pieces if not p.effect)
        packed = count > 2
        self._beam = WIDE if wide else PACKED if packed else BEAM
        needs = [0.0 if p.effect else min(4 * b.a * b.b for b in p.bodies) for p in pieces]
        self.offers: list[Options] = [
            self.base.offers[i]
            if self.base and not (wide or p.at)
            else options(
                p,
                room,
                packed=packed,
                wide=wide,
                alone=len(self._read) == 1,
                later=sum(needs[i + 1 :]),
                turn=sum(needs[:i]) / max(sum(needs), 1e-9),
                crowding=ROOM * sum(needs) / max(room.free(), 1e-9),
            )
            for i, p in enumerate(pieces)
        ]
        self.fixed = np.array(
            [o.fixed for o in (self.offers[i] for i in self._read) for _ in o.x0], dtype=np.bool_
        )
        """Of each balloon, in reading order, whether the story says where it stands."""
        self._moved: dict[int, Array] = {}
        self._plain = list(self.offers)
        if self.base:
            self.stay(self.base.arrangements()[0].spots)
        self._ahead = Ahead(self.offers, self.room)

    def stay(self, spots: Sequence[Placed]) -> None:
        """From now on what the story does not place itself stands in `spots` if it may."""
        for i, (piece, home) in enumerate(zip(self.pieces, spots, strict=True)):
            if not piece.at:
                plain = self._plain[i]
                self._moved[i] = moved(piece, plain, home, self.room)
                self.offers[i] = replace(plain, cost=plain.cost + self._moved[i])

    def widened(self) -> Search:
        """The same pieces, with more places."""
        return Search(self.pieces, self.room, wide=True, extra=self._extra)

    def arrangements(self, around: Around | None = None) -> list[Arrangement]:
        """The cheapest arrangements found that differ in where a balloon stands, best first."""
        offers = self.offers
        if not offers:
            return [Arrangement(0.0, self)]
        own, across = np.full(1, self._extra), np.zeros(1)
        chosen = np.zeros((1, 0), dtype=np.intp)
        for i, offer in enumerate(offers):
            total = own[:, None] + offer.cost[None, :]
            if i:
                total = total + beside(offers[:i], chosen, offer, self.room)
            beyond = across[:, None] + np.zeros_like(total)
            if around is not None and i in self._read and not offer.fixed:
                beyond = beyond + self._across(i, chosen, around)
            most = 4 * KEEP if i == len(offers) - 1 else self._beam
            waiting = self._ahead.before(i, chosen)[:, None] + self._ahead.of(i, len(offer.cost))
            own, across, chosen = _grown(total, beyond + waiting, chosen, offer, most)
            across = across - self._ahead.before(i + 1, chosen, i)
        if self._read:
            kept = self._unlike(chosen)
            own, across, chosen = own[kept], across[kept], chosen[kept]
        words = self._boxes(chosen, [self.offers[i].words for i in self._read])
        seen = self._boxes(chosen, [np.stack(_sides(self.offers[i])) for i in self._read])
        return [
            Arrangement(
                float(cost), self, tuple(row), float(extra), words[k], seen[k],
                float(sum(price[row[i]] for i, price in self._moved.items())),
            )
            for k, (cost, extra, row) in enumerate(zip(own, across, chosen.tolist(), strict=True))
        ]  # fmt: skip

    def arrangement(self, picks: Sequence[int]) -> Arrangement:
        """The arrangement of those candidates; its cost is not worked out."""
        chosen = np.array([picks], dtype=np.intp).reshape(1, len(self.offers))
        words = self._boxes(chosen, [self.offers[i].words for i in self._read])
        seen = self._boxes(chosen, [np.stack(_sides(self.offers[i])) for i in self._read])
        return Arrangement(0.0, self, tuple(picks), 0.0, words[0], seen[0])

    def _unlike(self, chosen: NDArray[np.intp]) -> list[int]:
        """The best arrangements, few of which begin in the same place and end in the same."""
        first, last = self._read[0], self._read[-1]
        begins = self.offers[first].cell[chosen[:, first]].tolist()
        ends = self.offers[last].cell[chosen[:, last]].tolist()
        met: Counter[tuple[int, int]] = Counter()
        out = []
        for k, place in enumerate(zip(begins, ends, strict=True)):
            met[place] += 1
            if met[place] <= ALIKE:
                out.append(k)
        return out[:KEEP]

    def _boxes(self, chosen: NDArray[np.intp], sides: Sequence[Array]) -> Array:
        """Of each arrangement the balloons' boxes as rows: shape (arrangements, balloons, 4)."""
        rows = [
            s[:, :, chosen[:, i]].transpose(2, 1, 0) for i, s in zip(self._read, sides, strict=True)
        ]
        return np.concatenate(rows, axis=1) if rows else np.zeros((len(chosen), 0, 4))

    def spots(self, picks: Sequence[int]) -> tuple[Placed, ...]:
        """Each piece where its candidate of that number stands."""
        return tuple(
            _placed(piece, offer, k)
            for piece, offer, k in zip(self.pieces, self.offers, picks, strict=True)
        )

    def _across(self, i: int, chosen: NDArray[np.intp], around: Around) -> Array:
        """What each candidate of piece `i` costs beside the other panels' balloons."""
        offer = self.offers[i]
        mine = words_of(offer)
        wrong = np.zeros((len(chosen), len(offer.cost)))
        over = np.zeros(len(offer.cost))
        if len(around.seen):
            for part in sides_of(offer):
                over += lies_over(_columns(around.seen), part).sum(axis=0)
        if len(around.before):
            limit = around.gaps[:, None] + EVEN
            for part in mine:
                wrong += (gap(_columns(around.before), part) < limit).sum(axis=0)[None]
        first, last = i == self._read[0], i == self._read[-1]
        after = around.after
        if len(around.previous):
            here = _columns(around.previous)
            if first:
                near = gap(here, mine[0])[0] + EVEN
                for part in mine[1:]:
                    wrong += (gap(here, part)[0] < near)[None]
                if len(after):
                    wrong += (near[None] > gap(here, _lines(after)).T).sum(axis=0)[None]
            else:
                near = gap(here, self._standing(self._read[0], 0, chosen)) + EVEN
                for part in mine:
                    wrong += gap(here, part) < near
        if len(after):
            if not first:
                end = self._standing(self._read[self._read.index(i) - 1], -1, chosen)
                near = gap(end, mine[0]) + EVEN
                for later in gap(end, _lines(after)).T:
                    wrong += later[:, None] < near
            for one, two in pairwise(mine):
                near = gap(one, two)[0] + EVEN
                wrong += (gap(_columns(after), one) < near).sum(axis=0)[None]
            if last and not around.returns:
                gaps = gap(_columns(after), mine[-1])
                wrong += (gaps[1:] < gaps[:1] + EVEN).sum(axis=0)[None]
        return MISLED * wrong + GRAVE * over[None]

    def _standing(self, i: int, part: int, chosen: NDArray[np.intp]) -> tuple[Array, ...]:
        """Where each beam has the words of a part of piece `i`, as sides of shape (beams, 1)."""
        return tuple(v[part, chosen[:, i]][:, None] for v in self.offers[i].words)


def _sides(offer: Options) -> tuple[Array, Array, Array, Array]:
    return offer.x0, offer.y0, offer.x1, offer.y1


def _columns(boxes: Array) -> tuple[Array, ...]:
    """Sides of shape (m, 1)."""
    return tuple(boxes[:, k : k + 1] for k in range(4))


def _lines(boxes: Array) -> tuple[Array, ...]:
    """Sides of shape (1, m)."""
    return tuple(boxes[None, :, k] for k in range(4))


def _placed(piece: Piece, offer: Options, k: int) -> Placed:
    boxes = tuple(
        Rect(float(x0), float(y0), float(x1 - x0), float(y1 - y0))
        for x0, y0, x1, y1 in zip(
            offer.x0[:, k], offer.y0[:, k], offer.x1[:, k], offer.y1[:, k], strict=True
        )
    )
    centre = (float(offer.cx[k]), float(offer.cy[k]))
    return Placed(piece.bodies[int(offer.body[k])], centre, boxes)


def _grown(
    own: Array, across: Array, chosen: NDArray[np.intp], offer: Options, beam: int
) -> tuple[Array, Array, NDArray[np.intp]]:
    """The best beams, each longer by one place, no two of one beam of the same sort."""
    total = own + across
    beams = len(total)
    each = EACH if beams > 1 else FIRST
    # The best of every sort, for all beams at once.
    price = np.minimum.reduceat(total, offer.starts, axis=1)
    groups = np.argsort(price, axis=1, kind="stable")[:, :each]
    price = np.take_along_axis(price, groups, axis=1)
    starts = [*offer.starts.tolist(), total.shape[1]]
    most = max(3, beam // 2) if beams > 1 else beam
    grown = [0] * beams
    rows: list[int] = []
    picks: list[int] = []
    for flat in np.argsort(price, axis=None, kind="stable").tolist():
        b, k = divmod(flat, price.shape[1])
        if grown[b] < most:
            grown[b] += 1
            rows.append(b)
            group = groups[b, k]
            start = starts[group]
            picks.append(start + int(total[b, start : starts[group + 1]].argmin()))
            if len(rows) == beam:
                break
    at = (np.array(rows), np.array(picks))
    return own[at], across[at], np.column_stack([chosen[at[0]], at[1]]).astype(np.intp)


__all__ = ["Around", "Arrangement", "Placed", "Search", "place"]
