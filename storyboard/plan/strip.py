"""The webtoon: one column of panels, as tall as each wants to be, with pauses between them.

The gap before a panel is its beat: 1 is the usual 250 px of an 800 px strip, 4 the 1000 px of
a jump in time. A page of the plan is a stretch of the strip that ends in the middle of a gap,
so that pages set under one another are the strip again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from storyboard.geometry import PX, Rect
from storyboard.plan.formats import Format
from storyboard.plan.frames import Ground, Named, clusters, frames
from storyboard.plan.grid import Rows, arrange, split
from storyboard.plan.model import Frame, PagePlan
from storyboard.plan.paginate import Shapes, shot_words, word_count
from storyboard.plan.tiers import Template, Tier, Tiers
from storyboard.story.model import Panel, cells_of

SCENE_BEATS = 3.0
TURN_BEATS = 2.5
"""The pause before a scene, and before a reveal, where the panel sets none."""
MOST_SLICES = 4
"""How many slices of 1280 px the planner puts on a page of the strip."""
LONGEST = 14400.0
"""Points: the tallest page that a PDF can have."""
_TALLEST = 0.7 * LONGEST
"""A tier of it with the longest pauses above and below still fits a page."""
_NARROWEST = 1 / 3
_SHAPES = {"vista": 1.6, "broad": 1.25, "tight": 1.1, "": 1.0}
_WORD = 0.01
"""How much taller, in widths of the strip, a panel grows with every word beyond a dozen."""
_AIR = 24 * PX
"""Between the lettering and the ends of a page."""


@dataclass(frozen=True, slots=True)
class _Tier:
    """One tier of the strip: its panels, insets with their hosts, its height, and the gap above."""

    group: tuple[Named, ...]
    shares: Tier
    height: float
    gap: float
    slant: float
    scene: bool


def strip_aspect(panel: Panel, shapes: Shapes) -> float:
    """The shape, width over height, of a panel that has the strip's whole width.

    A picture of its own is shown as it is, up to a third as wide as it is tall.
    """
    if panel.image in shapes:
        return max(shapes[panel.image], _NARROWEST)
    words = min(max(word_count(panel) - 12, 0), 60)
    return 1 / (1 / _SHAPES[shot_words(panel)] + _WORD * words)


def beat(panel: Panel) -> float:
    """The pause before a panel, in usual gaps."""
    if panel.beat is not None:
        return panel.beat
    if panel.scene:
        return SCENE_BEATS
    return TURN_BEATS if panel.turn else 1.0


def strip_pages(
    pages: Sequence[tuple[Template | None, Sequence[Named]]],
    fmt: Format,
    shapes: Shapes,
    *,
    rtl: bool,
) -> list[PagePlan]:
    """The strip, cut into pages.

    Each page of the story is at least one of the strip, and a flat list (a single page without
    a template) is cut where it gets long, at scenes before all.
    """
    parts: list[list[_Tier]] = []
    for template, group in pages:
        if not group:
            continue  # nothing is left blank in a strip
        tiers = _tiers(template, group, fmt, shapes)
        if not parts and tiers and group[0][1].beat is None:
            tiers[0] = replace(tiers[0], gap=fmt.tier_gutter)  # nothing to pause after
        parts += _parts(tiers, LONGEST if template else fmt.height * MOST_SLICES)
    after = [part[0].gap for part in parts[1:]] + [fmt.tier_gutter]
    return [
        _page(number, part, gap / 2, fmt, rtl=rtl)
        for number, (part, gap) in enumerate(zip(parts, after, strict=True), 1)
    ]


def _tiers(
    template: Template | None, group: Sequence[Named], fmt: Format, shapes: Shapes
) -> list[_Tier]:
    hosted = clusters(group)
    shares: Tiers = template.tiers if template else ((1.0,),) * len(hosted)
    out: list[_Tier] = []
    at = 0
    for index, tier in enumerate(shares):
        count = cells_of(tier)
        own = hosted[at : at + count]
        at += count
        if not own:
            break
        panels = [cluster[0][1] for cluster in own]
        if template and template.heights:
            height = template.heights[index] * fmt.width
        else:
            height = _height(tier, panels, fmt, shapes)
        height = min(height, _TALLEST)
        slant = template.slant[index] if template and template.slant else 0.0
        named = tuple(n for cluster in own for n in cluster)
        gap = fmt.tier_gutter * beat(panels[0])
        out.append(_Tier(named, tier, height, gap, slant, panels[0].scene))
    return out


def _height(tier: Tier, panels: Sequence[Panel], fmt: Format, shapes: Shapes) -> float:
    """As tall as the tier's panels want: the tallest wish of its cells."""
    tallest, at = 0.0, 0
    for cell, (_, w) in zip(tier, split(0.0, fmt.width, tier, fmt.gutter), strict=True):
        count = cells_of(cell)
        own = panels[at : at + count]
        at += count
        tallest = max(tallest, sum(w / strip_aspect(p, shapes) for p in own))
    return tallest


def _parts(tiers: Sequence[_Tier], most: float) -> list[list[_Tier]]:
    """Stretches no longer than `most` where that can be, cut in gaps; earlier for a scene."""
    out: list[list[_Tier]] = []
    run = 0.0
    for tier in tiers:
        need = tier.gap / 2 + tier.height
        early = tier.scene and run > most / 2
        long = run + need + tier.gap / 2 > most and (tier.gap > 0 or run + need > LONGEST)
        if not out or early or long:
            out.append([tier])
            run = need
        else:
            out[-1].append(tier)
            run += tier.gap / 2 + need
    return out


def _page(number: int, part: Sequence[_Tier], after: float, fmt: Format, *, rtl: bool) -> PagePlan:
    y = 0.0
    cuts: list[float] = []
    tops: list[float] = []
    for index, tier in enumerate(part):
        y += tier.gap / 2
        if index:
            if tier.gap:
                cuts.append(y)
            y += tier.gap / 2
        tops.append(y)
        y += tier.height
    trim = Rect(0.0, 0.0, fmt.width, min(y + after, LONGEST))
    live = Rect(fmt.inner, _AIR, fmt.width - fmt.inner - fmt.outer, trim.h - 2 * _AIR)
    ground = Ground(trim, trim, live, "none", rtl)
    made: list[Frame] = []
    for tier, top in zip(part, tops, strict=True):
        rows = Rows(((top, tier.height),), (tier.slant,) if tier.slant else ())
        cells = [
            replace(p, free=p.free - {"top", "bottom"})
            for p in arrange(trim, rows, (tier.shares,), fmt.gutter)
        ]
        made += frames(tier.group, cells, ground)
    return PagePlan(number, trim, trim, live, tuple(made), (number,), "none", None, tuple(cuts))
