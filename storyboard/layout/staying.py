"""Lettering that stays where it is when the story places a piece beside it by hand.

Whoever drags one balloon wants that one moved. The others of its panel stand where they would
if nobody had placed it, as long as they may: to move costs less than to break a rule, and more
than a soft wish is worth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from storyboard.layout.beside import between
from storyboard.layout.candidates import Options, Piece
from storyboard.layout.room import Array, Room
from storyboard.layout.ways import Around, Arrangement, Placed

if TYPE_CHECKING:
    from storyboard.layout.place import Search

MOVED, FAR, RESET = 60.0, 120.0, 40.0
"""What it costs to stand elsewhere at all, what each panel's size from there costs more, and what
it costs to be set in other lines."""
AT_ALL = 0.03
"""The distance, in panel sizes, at which a piece counts as standing elsewhere altogether."""


def unasked(pieces: Sequence[Piece]) -> tuple[Piece, ...] | None:
    """The pieces as if the story had placed none; None where it placed no balloon."""
    if not any(p.at and not (p.caption or p.effect) for p in pieces):
        return None
    return tuple(replace(p, at=None) for p in pieces)


def moved(piece: Piece, offer: Options, home: Placed, room: Room) -> Array:
    """What each candidate costs for not standing at `home`: 0 there."""
    far = np.hypot(
        (offer.cx - home.centre[0]) / room.box.w, (offer.cy - home.centre[1]) / room.box.h
    )
    other = np.array([body is not home.body for body in piece.bodies])
    cost: Array = MOVED * np.minimum(far / AT_ALL, 1.0) + FAR * far
    return cost + np.where(other[offer.body], RESET, 0.0)


class Ahead:
    """What the earlier pieces of a panel will cost beside those that the story places.

    The search takes pieces in the order of reading: it is told of these ahead of their turn, or
    it would carry along nothing but what they will lie over.
    """

    def __init__(self, offers: Sequence[Options], room: Room) -> None:
        self._cost: dict[tuple[int, int], Array] = {}
        everything = slice(None)
        for j, later in enumerate(offers):
            if later.fixed:
                there = np.array([int(later.cost.argmin())])
                for i, offer in enumerate(offers[:j]):
                    if not offer.fixed:
                        cost = between(offer, everything, later, there, room)
                        self._cost[i, j] = cost[:, 0]

    def of(self, i: int, count: int) -> Array:
        """For each candidate of a piece."""
        cost = np.zeros(count)
        for (k, _), price in self._cost.items():
            if k == i:
                cost += price
        return cost

    def before(self, i: int, chosen: NDArray[np.intp], past: int | None = None) -> Array:
        """For each beam, of what was chosen of the pieces before `i`: beside those after `past`,
        or after `i`."""
        cost = np.zeros(len(chosen))
        for (k, j), price in self._cost.items():
            if k < i and j > (i if past is None else past):
                cost += price[chosen[:, k]]
        return cost


class Free:
    """A panel as if the story placed nothing in it: as `pagewise` takes panels."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._wide = False
        self.arrangements = search.arrangements()

    def again(self, around: Around) -> Sequence[Arrangement]:
        return self._search.arrangements(around)

    def widen(self) -> None:
        if not self._wide:
            self._wide = True
            self._search = self._search.widened()

    def loose(self, around: Around, way: Arrangement, *, apart: bool) -> Arrangement:
        self.widen()
        return way if way.search is self._search else self._search.arrangements(around)[0]
