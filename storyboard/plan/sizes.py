"""The picture sizes that Ideogram Character draws, and the one that suits a frame."""

from __future__ import annotations

from functools import cache
from math import log

_UPRIGHT: tuple[tuple[int, tuple[int, ...]], ...] = (
    (512, (1536,)),
    (576, (1408, 1472, 1536)),
    (640, (1344, 1408, 1472, 1536)),
    (704, (1152, 1216, 1280, 1344, 1408, 1472)),
    (736, (1312,)),
    (768, (1088, 1216, 1280, 1344)),
    (800, (1280,)),
    (832, (960, 1024, 1088, 1152, 1216, 1248)),
    (864, (1152,)),
    (896, (960, 1024, 1088, 1120, 1152)),
    (960, (1024, 1088)),
    (1024, (1024,)),
)
"""Width, and the heights that go with it: the model's own table of resolutions."""


@cache
def image_sizes() -> tuple[tuple[int, int], ...]:
    """Every (width, height) in pixels of the model's table, upright and on its side, sorted."""
    upright = {(w, h) for w, heights in _UPRIGHT for h in heights}
    return tuple(sorted(upright | {(h, w) for w, h in upright}))


def nearest_size(aspect: float) -> tuple[int, int]:
    """The size of the table whose shape is nearest to `aspect` (width over height, above 0).

    Nearness is the logarithm of the ratio of the two shapes, so that twice too wide is as far
    as twice too tall; among equals the largest area wins.
    """
    if not aspect > 0:
        raise ValueError(f"an aspect is above 0, not {aspect}")
    # Rounded, because equal shapes such as 4:3 come out of the logarithm a last digit apart.
    return min(
        image_sizes(),
        key=lambda s: (round(abs(log(s[0] / s[1] / aspect)), 9), -s[0] * s[1], s),
    )
