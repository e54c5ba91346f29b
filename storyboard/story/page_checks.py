"""What must agree on a page: its cells and panels, its insets, its place in the book."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from storyboard.story.layouts import blockage
from storyboard.story.model import cells_of
from storyboard.story.nodes import Node
from storyboard.story.report import one_of
from storyboard.story.subject import Subject
from storyboard.story.trouble import short

STRIP_LINES = 3
"""The most balloons that a panel of a webtoon carries well."""
_TRUE = ("true", "yes", "on", "y", "t", "1")
_UNBOUND = ("webtoon", "sheet-16x9")
"""Formats that are not bound: they have no page turns and no double pages."""

_BLOCKED = {
    "tall": (
        "a tall panel stands after a stacked column: many read it before the column's second panel",
        "put the tall panel before the column, or give the page plain tiers",
    ),
    "columns": (
        "two stacked columns stand side by side: they are read across, not down",
        "give the page plain tiers, or make the columns tiers of their own",
    ),
}


def check_pages(s: Subject) -> None:
    """Everything about pages that the parts of one alone cannot say."""
    chosen = s.root.get("page")
    chosen = chosen.get("format") if chosen and chosen.entries else chosen
    name = chosen.text or "" if chosen else ""
    _bound(s, name)
    pages, flat = s.root.get("pages"), s.root.get("panels")
    for page in pages.items if pages else ():
        panels = page.get("panels")
        _panels(s, panels.items if panels else ())
        _layout(s, page, panels)
    _panels(s, flat.items if flat else ())
    if name == "webtoon":
        _strip(s)


def is_true(node: Node | None) -> bool:
    """Whether a flag of the file is set."""
    return node is not None and (node.text or "").strip().casefold() in _TRUE


def _layout(s: Subject, page: Node, panels: Node | None) -> None:
    layout = page.get("layout")
    tiers: Sequence[Any] | None = None
    cells = 0
    if layout is None:
        pass
    elif layout.text is not None:
        tiers = s.layouts.get(layout.text)
        if tiers is None:
            _no_template(s, layout, layout.text)
            return
        cells = cells_of(tiers)
    elif layout.items and all(tier.kind == "list" for tier in layout.items):
        tiers = _shares(layout)
        cells = cells_of(tiers)
    else:
        return
    if layout is not None and tiers is not None:
        count = sum(panel.get("inset") is None for panel in panels.items) if panels else 0
        if count and cells != count:
            s.report.node(
                layout, "layout-cells",
                f"the layout has {_many(cells, 'cell')} and the page {_many(count, 'panel')}",
                "give every panel a cell: change the tiers, or the panels of the page",
            )  # fmt: skip
        found = blockage(tiers)
        if found:
            place = layout.items[found[0]] if layout.items else layout
            s.report.node(place, "blockage", *_BLOCKED[found[1]], severity="warning")
    _by_tier(s, page, len(tiers) if tiers is not None else None)


def _shares(node: Node) -> Any:
    return [_shares(item) for item in node.items] if node.kind == "list" else 1.0


def _no_template(s: Subject, layout: Node, name: str) -> None:
    near = s.report.nearest(name, s.layouts)
    names = one_of(s.layouts) if s.layouts else ""
    hint = f"did you mean {near}?" if near else (
        f"write {names}, or tiers such as [[1], [2, 1]]" if names
        else "write tiers, each a list of widths: [[1], [2, 1]]"
    )  # fmt: skip
    s.report.node(layout, "layout", f"'{short(name)}' is no page template", hint)


def _by_tier(s: Subject, page: Node, tiers: int | None) -> None:
    """`heights`, `slant` and `tilt` as lists go with the tiers one by one."""
    for key in ("heights", "slant", "tilt"):
        node = page.get(key)
        if node is None or node.kind != "list":
            continue
        if tiers is None:
            s.report.key(
                page, key, "no-layout", f"a list of `{key}` is given and no `layout`",
                "write the tiers that it goes with as `layout:`",
            )  # fmt: skip
            continue
        wanted = max(tiers - 1, 0) if key == "tilt" else tiers
        if len(node.items) != wanted:
            what = "gutter between tiers" if key == "tilt" else "tier"
            s.report.node(
                node, "layout-tiers",
                f"`{key}` has {_many(len(node.items), 'number')} and the layout "
                f"{_many(wanted, what)}",
                f"write one number for each {what}",
            )  # fmt: skip


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {_plural(what)}"


def _plural(what: str) -> str:
    return what.replace("gutter", "gutters") if " " in what else f"{what}s"


def _panels(s: Subject, panels: Sequence[Node]) -> None:
    """Insets need a panel to lie in, and nothing that belongs to a page's edge."""
    for index, panel in enumerate(panels):
        if panel.get("inset") is None:
            continue
        if index == 0:
            s.report.key(
                panel, "inset", "inset", "an inset comes first, and there is no panel before it",
                "put the panel that it lies in before it, or take `inset` out",
            )  # fmt: skip
        for key in ("bleed", "turn"):
            if is_true(panel.get(key)) or (key == "bleed" and _list(panel.get(key))):
                s.report.key(
                    panel, key, "inset",
                    f"an inset lies inside its panel, and `{key}` is of no use to it",
                    f"take `{key}` out, or give it to the panel before",
                )  # fmt: skip


def _list(node: Node | None) -> bool:
    return node is not None and bool(node.items)


def _bound(s: Subject, name: str) -> None:
    """Page turns and double pages: what stands on which side of the book."""
    pages = s.root.get("pages")
    number = 1
    for page in pages.items if pages else ():
        spread = is_true(page.get("spread"))
        if spread and name in _UNBOUND:
            s.report.key(
                page, "spread", "spread", f"a {name} has no double pages",
                "take `spread` out, or choose a page that is bound, such as us-comic",
            )  # fmt: skip
        elif spread and number % 2:
            _warn_key(s.report.at, page, "spread", "spread-odd",
                      f"the double page starts on page {number}, whose two halves never face "
                      "each other",
                      "let it start on an even page: move it one page on, or one back")  # fmt: skip
        panels = page.get("panels")
        if name not in _UNBOUND:
            for index, panel in enumerate(panels.items if panels else ()):
                inset = panel.get("inset") is not None  # whose turn is an error of its own
                if is_true(panel.get("turn")) and not inset and (index or number % 2):
                    _turn(s, panel, number, first=index == 0)
        number += 2 if spread else 1


def _turn(s: Subject, panel: Node, number: int, *, first: bool) -> None:
    if number % 2:
        why = f"the reveal stands on page {number}, in sight before the page is turned"
        hint = "put it first on an even page"
    else:
        why = f"the reveal is not the first panel of page {number}"
        hint = "put it before the page's other panels"
    _warn_key(s.report.at, panel, "turn", "page-turn", why, hint)


def _warn_key(
    at: Callable[..., None], parent: Node, key: str, code: str, message: str, hint: str
) -> None:
    place = parent.keys.get(key, (parent.line, parent.column))
    at(place, code, message, hint, severity="warning")


def _strip(s: Subject) -> None:
    for _, _, panel in s.panels():
        dialogue = panel.get("dialogue")
        count = len(dialogue.items) if dialogue else 0
        if dialogue and count > STRIP_LINES:
            _warn_key(
                s.report.at, panel, "dialogue", "strip-dialogue",
                f"the panel has {count} balloons, and a panel of a webtoon carries {STRIP_LINES}",
                "split it into two panels: the strip has room below",
            )  # fmt: skip
