"""From tiers to frames: the grid of one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from storyboard.geometry import Rect
from storyboard.plan.formats import Format

Tiers = tuple[tuple[float, ...], ...]
"""Each tier a tuple of relative widths, top to bottom."""


@dataclass(frozen=True, slots=True)
class Template:
    """A named page template: its tiers and, where they differ, their relative heights."""

    tiers: Tiers
    heights: tuple[float, ...] = ()

    @property
    def cells(self) -> int:
        return sum(len(t) for t in self.tiers)


def cells(
    live: Rect, template: Template, fmt: Format, *, rtl: bool
) -> list[tuple[Rect, Rect | None]]:
    """The frame of every cell in reading order, with the legend's place under it on a sheet.

    Tiers share the live area's height by their relative heights, cells a tier's width by
    theirs, with the format's gutters between.
    """
    heights = template.heights or (1.0,) * len(template.tiers)
    free = live.h - fmt.tier_gutter * (len(heights) - 1)
    if fmt.aspect:
        return _sheet_cells(live, template.tiers, fmt, rtl=rtl)
    out: list[tuple[Rect, Rect | None]] = []
    y = live.y
    for tier, share in zip(template.tiers, heights, strict=True):
        h = free * share / sum(heights)
        for x, w in _columns(live, tier, fmt.gutter, rtl=rtl):
            out.append((Rect(x, y, w, h), None))
        y += h + fmt.tier_gutter
    return out


def _columns(
    live: Rect, tier: Sequence[float], gutter: float, *, rtl: bool
) -> list[tuple[float, float]]:
    free = live.w - gutter * (len(tier) - 1)
    x, out = live.x, []
    for share in tier:
        w = free * share / sum(tier)
        out.append((live.x + live.right - x - w if rtl else x, w))
        x += w + gutter
    return out


def _sheet_cells(
    live: Rect, tiers: Tiers, fmt: Format, *, rtl: bool
) -> list[tuple[Rect, Rect | None]]:
    # Frames keep their aspect; a tier is a frame and its legend, and as many words' height
    # as is left over goes to the legends.
    tier_h = (live.h - fmt.tier_gutter * (len(tiers) - 1)) / len(tiers)
    out: list[tuple[Rect, Rect | None]] = []
    for row, tier in enumerate(tiers):
        y = live.y + row * (tier_h + fmt.tier_gutter)
        for x, w in _columns(live, tier, fmt.gutter, rtl=rtl):
            least = min(fmt.legend, tier_h * 0.5)
            h = min(w / fmt.aspect, tier_h - least)
            fw = h * fmt.aspect
            frame = Rect(x + (w - fw) / 2, y, fw, h)
            out.append((frame, Rect(frame.x, y + h, fw, tier_h - h)))
    return out
