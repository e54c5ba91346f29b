"""From tiers to frames: the grid of one page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from storyboard.geometry import Rect
from storyboard.plan.formats import Format
from storyboard.plan.grid import Place, Rows, Shares, arrange, split
from storyboard.story.model import Page, cells_of

Column: TypeAlias = tuple[float | tuple[float, ...], ...]
Tier: TypeAlias = tuple[float | Column, ...]
Tiers: TypeAlias = tuple[Tier, ...]
"""Tiers from the top, each of relative widths. A nested tuple is a column of stacked panels, 1
wide, of relative heights; a tuple nested in that is a row of relative widths."""


@dataclass(frozen=True, slots=True)
class Template:
    """How a page is divided: its tiers and, where they differ, their relative heights.

    `slant` leans the gutters inside each tier and `tilt` those between tiers (degrees; empty
    where all stand straight).
    """

    tiers: Tiers
    heights: tuple[float, ...] = ()
    slant: tuple[float, ...] = ()
    tilt: tuple[float, ...] = ()

    @property
    def cells(self) -> int:
        return cells_of(self.tiers)


def templates_of(data: Mapping[str, Any]) -> dict[str, Template]:
    """The page templates of ``pages.yaml``, as it was parsed."""
    return {
        name: Template(
            _numbers(t["tiers"]), *(_numbers(t.get(k, ())) for k in ("heights", "slant", "tilt"))
        )
        for name, t in data.items()
    }


def _numbers(value: Any) -> Any:
    return tuple(map(_numbers, value)) if isinstance(value, list | tuple) else float(value)


def leaning(template: Template, page: Page | None) -> Template:
    """The template with the heights, slants and tilts that the page of the story gives it.

    Where the page says nothing, and where its list does not fit, the template's own stand.
    """
    if page is None:
        return template
    n = len(template.tiers)
    heights = page.heights or template.heights
    if len(heights) != n:
        heights = template.heights
    return replace(
        template,
        heights=heights,
        slant=_each(page.slant, n, template.slant),
        tilt=_each(page.tilt, n - 1, template.tilt),
    )


def _each(
    value: float | tuple[float, ...] | None, n: int, own: tuple[float, ...]
) -> tuple[float, ...]:
    """One number for each of `n`, nothing where all are 0; `own` where none fit."""
    many = (value,) * n if isinstance(value, int | float) else value
    if many is None or len(many) != n:
        many = own
    return many if any(many) else ()


def cells(
    live: Rect, template: Template, fmt: Format, *, rtl: bool
) -> list[tuple[Rect, Rect | None]]:
    """The straight frame of every cell in reading order, with a sheet's legend place under it.

    Tiers share the live area's height by their relative heights, cells a tier's width by
    theirs, with the format's gutters between.
    """
    if fmt.aspect:
        return _sheet_cells(live, template.tiers, fmt, rtl=rtl)
    return [(mirrored(p.rect, live) if rtl else p.rect, None) for p in places(live, template, fmt)]


def places(live: Rect, template: Template, fmt: Format) -> list[Place]:
    """Every cell of a page that is read from left to right, with what leans about it."""
    heights = template.heights or (1.0,) * len(template.tiers)
    spans = split(live.y, live.h, heights, fmt.tier_gutter)
    rows = Rows(tuple(spans), template.slant, template.tilt)
    return arrange(live, rows, template.tiers, fmt.gutter)


def mirrored(rect: Rect, about: Rect) -> Rect:
    """A rectangle as it stands on a page that is read from right to left."""
    return Rect(about.x + about.right - rect.x - rect.w, rect.y, rect.w, rect.h)


def _sheet_cells(
    live: Rect, tiers: Tiers, fmt: Format, *, rtl: bool
) -> list[tuple[Rect, Rect | None]]:
    # Frames keep their aspect; a tier is a frame and its legend, and as many words' height
    # as is left over goes to the legends. A sheet is a plain grid: a column is one frame wide
    # and its frames stand side by side.
    tier_h = (live.h - fmt.tier_gutter * (len(tiers) - 1)) / len(tiers)
    out: list[tuple[Rect, Rect | None]] = []
    for row, tier in enumerate(tiers):
        y = live.y + row * (tier_h + fmt.tier_gutter)
        shares: Shares = _flat(tier)
        for x0, w in split(live.x, live.w, shares, fmt.gutter):
            x = live.x + live.right - x0 - w if rtl else x0
            least = min(fmt.legend, tier_h * 0.5)
            h = min(w / fmt.aspect, tier_h - least)
            fw = h * fmt.aspect
            frame = Rect(x + (w - fw) / 2, y, fw, h)
            out.append((frame, Rect(frame.x, y + h, fw, tier_h - h)))
    return out


def _flat(tier: Any) -> tuple[float, ...]:
    if not isinstance(tier, list | tuple):
        return (tier,)
    return tuple(share for part in tier for share in _flat(part))
