"""Where the lettering of a panel goes: a beam search over candidate places, by a stated cost.

For each piece of lettering, in reading order, every setting of its words is tried on a grid
of places (`candidates`). A hard rule costs 1000 each time it is broken, which the rest cannot
win back: it is broken only where every arrangement that was tried breaks one. Hard are

- covering a face, or an inset (and 400 times the share covered);
- lying over another balloon (a gap of 2.5 pt counts as lying over);
- words outside the panel or the live area, a balloon outside a slanted or round panel;
- Comic Chat's order: wholly to the right of an earlier balloon and no higher, or wholly below
  it (mirrored for right-to-left);
- the nearest-unread rule: from every balloon, the nearest of those not yet read, by the gap
  between them, is the next one (captions, and what the story places itself, aside).

=======================  ====  ============================================================
tail over something       480  a face, a balloon or another tail: such a tail is cut short
height                     14  times how far down the panel it stands
aside                      10  times the distance from its speaker, across, in panel widths
below the mouth             9  a balloon lower than its speaker's mouth
tail length                 6  times its length in panel heights, and 0.12 a point past 45
tail cramped              1.5  a point of the 12 that lie between a balloon and a head
resting on a head           6  its lower edge within 3 pt above a head
over a torso               14  times the share of the balloon over a body
busy ground                18  times the mean density of edges under it
unlike the asked place    240  times the distance from ``at:``, in panel sizes (300: a point)
shape                      70  times the setting's own cost, and more for flat or tall ones
cut by the border         1.6  a side; 5 a side where the balloon hangs over it
air                         6  at most, as another balloon comes nearer than 7 pt
nearest by middles         12  the nearest-unread rule broken as middles are measured
far from the last one       3  times the distance from the piece read before, in panel sizes
=======================  ====  ============================================================

The search has no randomness. It gives several arrangements, each unlike the others, for the
page to choose from (`pagewise`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storyboard.geometry import Point, Rect
from storyboard.layout.balloons import Joined
from storyboard.layout.beside import beside, gap, lies_over, sides_of
from storyboard.layout.candidates import (
    HARD,
    ROOM,
    Options,
    Piece,
    options,
)
from storyboard.layout.room import Array, Room

BEAM, PACKED = 9, 20
"""How many arrangements are carried along: of one or two pieces, and of more."""
FIRST, EACH = 25, 8
"""How many places, of different cells, the search starts from, and each beam may grow by."""
KEEP = 6
"""Arrangements a panel gives its page."""
ACROSS = 400.0
"""A balloon from which one of another panel is nearer than the next in reading."""
RETURN = 6.0
"""The same, where the next begins a new tier: the eye goes back to the page's edge anyway."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece's chosen body, the middle of it, and the boxes of what is seen of its balloons."""

    body: Joined
    centre: Point
    boxes: tuple[Rect, ...]
    balloon: bool = True
    """Neither a caption nor an effect."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One way to letter a panel. `cost` is its own, `across` what it costs beside other panels."""

    cost: float
    spots: tuple[Placed, ...]
    across: float = 0.0

    @property
    def lawful(self) -> bool:
        """Whether it keeps every hard rule of its panel."""
        return self.cost < HARD

    @property
    def read(self) -> tuple[Rect, ...]:
        """The balloons, in reading order."""
        return tuple(b for spot in self.spots if spot.balloon for b in spot.boxes)


@dataclass(frozen=True, slots=True)
class Around:
    """The balloons of the page's other panels, as rows (x0, y0, x1, y1)."""

    before: Array
    """Those read before the panel's own, but for the last of them."""
    gaps: Array
    """From each of those to the next."""
    previous: Array
    """The last read before the panel's own: one row, or none."""
    after: Array
    """Those read after, in order."""
    weights: Array
    """What a wrong next one costs after each of `before`."""
    entry: float
    """What it costs after `previous`: less where the eye returns to a new tier."""
    leaving: float
    """What it costs after the panel's last balloon."""


def place(pieces: Sequence[Piece], room: Room) -> tuple[Placed, ...]:
    """The cheapest arrangement found."""
    return Search(pieces, room).arrangements()[0].spots


class Search:
    """The search in one panel, whose candidates are worked out once."""

    def __init__(self, pieces: Sequence[Piece], room: Room) -> None:
        self.pieces = tuple(pieces)
        self.room = room
        self._read = [i for i, p in enumerate(pieces) if not (p.effect or p.caption)]
        count = sum(len(p.bodies[0].parts) for p in pieces if not p.effect)
        self._packed = count > 2
        needs = [0.0 if p.effect else min(4 * b.a * b.b for b in p.bodies) for p in pieces]
        self._offers = [
            options(
                p,
                room,
                packed=self._packed,
                later=sum(needs[i + 1 :]),
                turn=sum(needs[:i]) / max(sum(needs), 1e-9),
                crowding=ROOM * sum(needs) / max(room.free(), 1e-9),
            )
            for i, p in enumerate(pieces)
        ]

    def arrangements(self, around: Around | None = None) -> list[Arrangement]:
        """The cheapest arrangements found that differ in where a balloon stands, best first."""
        offers = self._offers
        if not offers:
            return [Arrangement(0.0, ())]
        own, across = np.zeros(1), np.zeros(1)
        chosen = np.zeros((1, 0), dtype=np.intp)
        for i, offer in enumerate(offers):
            total = own[:, None] + offer.cost[None, :]
            if i:
                total = total + beside(offers[:i], chosen, offer, self.room)
            beyond = across[:, None] + np.zeros_like(total)
            if around is not None and i in self._read and not offer.fixed:
                beyond = beyond + self._across(i, chosen, around)
            own, across, chosen = _grown(
                total,
                beyond,
                chosen,
                offer,
                beam=PACKED if self._packed else BEAM,
                last=i == len(offers) - 1,
            )
        return [
            Arrangement(
                float(cost),
                tuple(
                    _placed(piece, offer, int(k))
                    for piece, offer, k in zip(self.pieces, offers, row, strict=True)
                ),
                float(extra),
            )
            for cost, extra, row in zip(own, across, chosen, strict=True)
        ]

    def _across(self, i: int, chosen: NDArray[np.intp], around: Around) -> Array:
        """What each candidate of piece `i` costs beside the other panels' balloons."""
        offer = self._offers[i]
        mine = sides_of(offer)
        cost = np.zeros((len(chosen), len(offer.cost)))
        for others in (around.before, around.previous, around.after):
            if len(others):
                for part in mine:
                    over = lies_over(_columns(others), part)
                    cost += HARD * over.sum(axis=0)[None]
        if len(around.before):
            limit = around.gaps[:, None] - 0.01
            for part in mine:
                wrong = gap(_columns(around.before), part) < limit
                cost += (around.weights[:, None] * wrong).sum(axis=0)[None]
        first, last = i == self._read[0], i == self._read[-1]
        if len(around.previous):
            here = _columns(around.previous)
            if first:
                near = gap(here, mine[0])[0]
                for part in mine[1:]:
                    cost += around.entry * (gap(here, part)[0] < near - 0.01)[None]
                if len(around.after):
                    later = gap(here, _lines(around.after))
                    cost += around.entry * (near[None] - 0.01 > later.T).sum(axis=0)[None]
            else:
                j = self._read[0]
                start = tuple(v[0, chosen[:, j]][:, None] for v in _sides(self._offers[j]))
                near = gap(here, start)
                for part in mine:
                    cost += around.entry * (gap(here, part) < near - 0.01)
        if len(around.after):
            if not first:
                before = self._read[self._read.index(i) - 1]
                end = tuple(v[-1, chosen[:, before]][:, None] for v in _sides(self._offers[before]))
                later = gap(end, _lines(around.after))
                near = gap(end, mine[0])
                for k in range(later.shape[1]):
                    cost += ACROSS * (later[:, k : k + 1] < near - 0.01)
            if last and len(around.after) > 1:
                gaps = gap(_columns(around.after), mine[-1])
                wrong = gaps[1:] < gaps[:1] - 0.01
                cost += around.leaving * wrong.sum(axis=0)[None]
        return cost


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
    return Placed(
        piece.bodies[int(offer.body[k])], centre, boxes, not (piece.effect or piece.caption)
    )


def _grown(
    own: Array,
    across: Array,
    chosen: NDArray[np.intp],
    offer: Options,
    *,
    beam: int,
    last: bool,
) -> tuple[Array, Array, NDArray[np.intp]]:
    """The best beams, each longer by one place, no two of one beam in the same cell."""
    total = own + across
    found: list[tuple[float, int, int]] = []
    for b in range(len(total)):
        order = np.argsort(total[b], kind="stable")
        _, first = np.unique(offer.cell[order], return_index=True)
        for k in order[np.sort(first)[: EACH if len(total) > 1 else FIRST]]:
            found.append((float(total[b, k]), b, int(k)))
    found.sort()
    beam = min(beam, KEEP) if last else beam
    most = max(3, beam // 2) if len(total) > 1 else beam
    out: list[tuple[float, int, int]] = []
    grown = [0] * len(total)
    for cost, b, k in found:
        if grown[b] < most:
            grown[b] += 1
            out.append((cost, b, k))
            if len(out) == beam:
                break
    rows = [np.append(chosen[b], k) for _, b, k in out]
    at = (np.array([b for _, b, _ in out]), np.array([k for _, _, k in out]))
    return own[at], across[at], np.array(rows, dtype=np.intp)
