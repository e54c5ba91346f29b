"""Leading that minds the ink: accents over capitals and dots under letters keep apart.

Lines stand nine eighths of their size apart, which is made for capitals without accents. Where
what hangs below one line comes too near to what stands up from the next, the lines move apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np

from storyboard.layout.room import Array
from storyboard.layout.shaping import runs
from storyboard.layout.styled import Family, Styled
from storyboard.layout.typefaces import reach

NEAREST = 0.1
"""Between the ink of neighbouring lines, in type sizes."""
_BESIDE = 0.05
"""Ink that is no farther aside counts as one above the other, in type sizes."""


def leading_of(
    lines: Sequence[Styled],
    widths: Sequence[float],
    font: str | Family,
    size: float,
    least: float,
    *,
    centred: bool,
) -> float:
    """From baseline to baseline, in points, so that no two lines' ink comes nearer than it may.

    `least` is the leading that is asked for, `widths` are the lines' in points. Lines that are
    not `centred` are set flush left or right, and counted as if all their ink stood in one place.
    """
    most = least
    for (one, wide), (two, other) in pairwise(zip(lines, widths, strict=True)):
        if one.shown.isascii() and two.shown.isascii():
            continue  # the asked leading is made for these
        above, below = _ink(one, font), _ink(two, font)
        if not len(above) or not len(below):
            continue
        deep = above[:, None, 3] + below[None, :, 2]
        if centred:
            left, right = above[:, :2] - wide / size / 2, below[:, :2] - other / size / 2
            meet = np.minimum(left[:, None, 1], right[None, :, 1]) - np.maximum(
                left[:, None, 0], right[None, :, 0]
            )
            deep = deep[meet > -_BESIDE]
        if deep.size:
            most = max(most, float(deep.max() + NEAREST) * size)
    return most


@lru_cache(maxsize=2048)
def _ink(line: Styled, font: str | Family) -> Array:
    """A row for each glyph that draws anything, at size 1: left, right, up and down from the
    baseline, whichever way it leans.
    """
    rows = []
    for run in runs(line, font, 1.0, (0.0, 0.0)):
        for glyph in run.glyphs:
            left, right, up, down = reach(run.font, glyph.id)
            if up > -down:
                x = run.at[0] + glyph.x
                rows.append((x + left, x + right, up - glyph.y, down + glyph.y))
    return np.array(rows).reshape(-1, 4)
