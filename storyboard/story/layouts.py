"""What a layout's notation says, and where its order misleads readers.

A tier is a list of widths; a list among them is a column of stacked panels, whose members are
heights; a list among those is a row of widths.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

Column: TypeAlias = Sequence[float | Sequence[float]]
Tier: TypeAlias = Sequence[float | Column]
Tiers: TypeAlias = Sequence[Tier]


def blockage(tiers: Tiers) -> tuple[int, str] | None:
    """The first tier (from 0) whose order readers take for another, and how it does that.

    ``tall``: a panel as tall as its tier stands after a stacked column, on the side that is read
    later, and bars the way across (Cohn 2013, "blockage": most read down the column first, the
    rest jump to the tall panel). ``columns``: two columns stand side by side; their panels line
    up, and readers go across.
    """
    for index, tier in enumerate(tiers):
        stacks = [isinstance(cell, list | tuple) and len(cell) > 1 for cell in tier]
        for stacked, after in pairwise(stacks):
            if stacked:
                return index, "columns" if after else "tall"
    return None
