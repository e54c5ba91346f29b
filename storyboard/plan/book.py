"""The geometry of the whole book: which page every panel is on, and its frame there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from storyboard.geometry import Rect
from storyboard.plan.formats import Format, format_of
from storyboard.plan.frames import Ground, Named, clusters, frames
from storyboard.plan.grid import Place
from storyboard.plan.model import Frame, Hand, PagePlan
from storyboard.plan.paginate import Shapes, Wish, paginate, tiers_for, wish
from storyboard.plan.strip import strip_pages
from storyboard.plan.tiers import Template, cells, leaning, places
from storyboard.story.model import Page, Panel, Story


def book(
    story: Story,
    groups: Sequence[Sequence[Named]] | None,
    templates: Mapping[str, Template],
    shapes: Shapes | None = None,
) -> tuple[list[PagePlan], list[tuple[str, int, Panel]]]:
    """The geometry of every page, and every panel with its id and page, in reading order.

    `groups` are the panels of each page of the story, none of a blank one, or a single group of
    a flat list. A page goes by the first of the numbers printed on it.
    """
    fmt = format_of(story.page)
    rtl = story.reading == "rtl"
    shapes = shapes or {}
    chosen = _chosen(story, groups or (), templates, fmt, shapes)
    if fmt.strip:
        made = strip_pages([(t, g) for t, g, _ in chosen], fmt, shapes, rtl=rtl)
    else:
        made, folio = [], 1
        for template, group, page in chosen:
            if fmt.aspect and not group:
                continue  # a sheet shows shots, and a blank page has none
            spread = page is not None and page.spread and fmt.bound
            made.append(_page(folio, template, group, fmt, rtl=rtl, spread=spread))
            folio += 2 if spread else 1
    panels = {id: panel for _, group, _ in chosen for id, panel in group}
    return made, [(f.panel, p.number, panels[f.panel]) for p in made for f in p.frames]


Chosen = tuple[Template | None, Sequence[Named], Page | None]


def _chosen(
    story: Story,
    groups: Sequence[Sequence[Named]],
    templates: Mapping[str, Template],
    fmt: Format,
    shapes: Shapes,
) -> list[Chosen]:
    """The pages of the story, or those that its flat list is divided into."""
    live = fmt.live_box(recto=True, rtl=story.reading == "rtl")
    if story.pages:
        out: list[Chosen] = []
        for page, group in zip(story.pages, groups, strict=True):
            box = _double(fmt)[0] if page.spread and fmt.bound else live
            found = _template(page, group, box, fmt, templates, shapes)
            out.append((found and leaning(found, page), group, page))
        return out
    flat = [p for g in groups for p in g]
    if fmt.strip:
        return [(None, flat, None)]
    # A sheet shows every shot in a frame of its own, insets too.
    hosted = [[p] for p in flat] if fmt.aspect else clusters(flat)
    divided, at = [], 0
    for template in paginate([_wish(c, shapes) for c in hosted], live, fmt):
        own = hosted[at : at + template.cells]
        at += template.cells
        divided.append((template, [named for cluster in own for named in cluster], None))
    return [*divided]


def _wish(cluster: Sequence[Named], shapes: Shapes) -> Wish:
    (_, panel), *insets = cluster
    return wish(panel, [inset for _, inset in insets], shapes.get(panel.image))


def _template(
    page: Page,
    group: Sequence[Named],
    live: Rect,
    fmt: Format,
    templates: Mapping[str, Template],
    shapes: Shapes,
) -> Template | None:
    if not group:
        return None
    if isinstance(page.layout, str):
        return templates[page.layout]
    if page.layout:
        return Template(page.layout)
    if fmt.strip:
        return Template(((1.0,),) * len(clusters(group)))
    return tiers_for(tuple(_wish(c, shapes) for c in clusters(group)), live, fmt)[1]


def _double(fmt: Format) -> tuple[Rect, Rect]:
    """The live area of a double page, and the strip at its fold where no words belong."""
    live = Rect(fmt.outer, fmt.top, 2 * (fmt.width - fmt.outer), fmt.height - fmt.top - fmt.bottom)
    return live, Rect(fmt.width - fmt.inner, 0.0, 2 * fmt.inner, fmt.height)


def _page(
    folio: int,
    template: Template | None,
    group: Sequence[Named],
    fmt: Format,
    *,
    rtl: bool,
    spread: bool,
) -> PagePlan:
    recto = folio % 2 == 1
    trim, bleed = fmt.trim_box(), fmt.bleed_box()
    live = fmt.live_box(recto=recto, rtl=rtl)
    side: Hand = "none"
    fold = None
    folios: tuple[int, ...] = (folio,)
    if spread:
        trim = Rect(0.0, 0.0, 2 * trim.w, trim.h)
        bleed = Rect(bleed.x, bleed.y, trim.w + 2 * fmt.bleed, bleed.h)
        live, fold = _double(fmt)
        side, folios = "both", (folio, folio + 1)
    elif fmt.bound:
        side = "right" if recto != rtl else "left"
    made: tuple[Frame, ...] = ()
    if template is None:
        pass
    elif fmt.aspect:
        boxes = cells(live, template, fmt, rtl=rtl)
        made = tuple(
            Frame(id, box, box.corners, legend)
            for (id, _), (box, legend) in zip(_framed(group, boxes), boxes, strict=False)
        )
    else:
        grid: Sequence[Place] = places(live, template, fmt)
        made = frames(group, grid, Ground(trim, bleed, live, side, rtl, fold))
    return PagePlan(folio, trim, bleed, live, made, folios, side, fold)


def _framed(group: Sequence[Named], boxes: Sequence[object]) -> Sequence[Named]:
    """The panels of a sheet's page that have frames: insets too where there are enough."""
    if len(boxes) >= len(group):
        return group
    return [cluster[0] for cluster in clusters(group)]
