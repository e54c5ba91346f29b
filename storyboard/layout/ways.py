"""What the search for places takes and gives: ways to letter a panel, and what stands around."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from storyboard.geometry import Point, Rect
from storyboard.layout.balloons import Joined
from storyboard.layout.costs import TAIL
from storyboard.layout.room import Array

if TYPE_CHECKING:
    from storyboard.layout.place import Search


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece's chosen body, the middle of it, and the boxes of what is seen of its balloons."""

    body: Joined
    centre: Point
    boxes: tuple[Rect, ...]


def _none() -> Array:
    return np.zeros((0, 4))


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One way to letter a panel. `cost` is its own, `across` what it costs beside other panels."""

    cost: float
    search: Search = field(compare=False, repr=False)
    picks: tuple[int, ...] = ()
    """The candidate of each piece."""
    across: float = 0.0
    words: Array = field(default_factory=_none, compare=False, repr=False)
    """The boxes of the balloons' words, in reading order, as rows (x0, y0, x1, y1)."""
    seen: Array = field(default_factory=_none, compare=False, repr=False)
    """The same for what is seen of the balloons."""
    moved: float = 0.0
    """The part of its cost that it is unlike the lettering before something was placed by hand."""

    @property
    def lawful(self) -> bool:
        """Whether it keeps every hard rule of its panel, and every tail whole."""
        return self.cost - self.moved < TAIL

    @property
    def spots(self) -> tuple[Placed, ...]:
        """Each piece in its place."""
        return self.search.spots(self.picks)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands in the page's other panels, boxes as rows (x0, y0, x1, y1).

    A reader comes from a balloon's words or, where a new tier begins, from its panel's outer
    top corner: these are the origins.
    """

    seen: Array
    """Balloons, as far as they are seen."""
    before: Array
    """The origins from which the reader goes on to what is read before the panel's own."""
    gaps: Array
    """From each of those to the words that come next."""
    previous: Array
    """The origin from which the reader comes to the panel: one row, or none."""
    after: Array
    """Words that are read after the panel's own, in order."""
    returns: bool
    """Whether the reader goes on from the panel to a new tier."""
