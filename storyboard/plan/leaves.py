"""A double page as a printer takes it: two pages, each with a bleed of its own."""

from __future__ import annotations

from dataclasses import dataclass

from storyboard.geometry import Rect
from storyboard.plan.model import PagePlan, Progression


@dataclass(frozen=True, slots=True)
class Leaf:
    """One printed page: its number, and its boxes in the coordinates of the plan's page."""

    folio: int
    trim: Rect
    bleed: Rect


def leaves(page: PagePlan, reading: Progression) -> tuple[Leaf, ...]:
    """The printed pages of a planned one, by number.

    A double page has two, cut at the fold; each keeps the bleed there too, which is the edge of
    its other half. Any other page is one.
    """
    folios = page.folios or (page.number,)
    if page.fold is None or len(folios) < 2:
        return (Leaf(folios[0], page.trim, page.bleed),)
    t, edge = page.trim, page.trim.x - page.bleed.x
    half = t.w / 2
    trims = [Rect(t.x, t.y, half, t.h), Rect(t.x + half, t.y, half, t.h)]
    if reading == "rtl":
        trims.reverse()
    return tuple(
        Leaf(
            folio,
            trim,
            Rect(trim.x - edge, trim.y - edge, trim.w + 2 * edge, trim.h + 2 * edge),
        )
        for folio, trim in zip(folios, trims, strict=True)
    )
