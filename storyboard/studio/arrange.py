"""Panels added, deleted and moved: their lines, and what must agree with them.

A page's `layout` has a cell for every panel, so a cell comes or goes with the panel. And a panel
that gives itself no name has one by its place: where it moves up or down, and has takes that are
found by its name, it is given that name for good (`id:`), so that its takes stay its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from storyboard.errors import UsageError
from storyboard.generate.library import Library
from storyboard.pipeline.drafting import home_of, page_templates
from storyboard.story.model import Panel, Story
from storyboard.story.panels import panel_id
from storyboard.studio.edit import named
from storyboard.studio.order import added, carried_over, deleted, moved
from storyboard.studio.shown import Shown, place_of
from storyboard.studio.splice import Where, splice

Do = Literal["add", "delete", "move"]
NEW = "A new panel"
"""The prompt that a new panel starts with."""
FULL = 3
"""Panels in a tier from which on a new one gets a tier of its own."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """A story's text with its panels in another order."""

    text: str
    panel: str
    """The panel to look at then: the new one, the one that moved, or a neighbour."""
    page: int
    """The index of its page in the story, from 0; 0 in a flat story."""


@dataclass(slots=True)
class _One:
    """A panel in the list of all: its name so far, and the one that it gives itself."""

    old: str
    own: str | None
    inset: bool = False


def arranged(shown: Shown, text: str, panel: str, do: Do, to: int = 0) -> Arranged:
    """The text after a panel was added behind `panel`, or `panel` deleted or moved.

    A move is to place `to` of its page, from 0; -1 is the end of the page before, and a place
    behind the last is the beginning of the next page. Raises `UsageError` where that cannot be.
    """
    story = shown.draft.story
    place = place_of(story, panel)
    lists = _lists(story)
    page, index = (place[1], place[3]) if place[0] == "pages" else (0, place[1])
    assert isinstance(page, int)
    assert isinstance(index, int)
    if not story.pages:
        # The planner made the pages: places on one of them are counted on from its first panel.
        order = [(e.shot.page, e.shot.panel) for e in shown.draft.plan.entries]
        on = next(number for number, id in order if id == panel)
        to += next(i for i, (number, _) in enumerate(order) if number == on)
    other, to = (page, to) if do != "move" else _target(lists, page, to)
    now = [list(one) for one in lists]
    if do == "add":
        subject = _One("", None)
        now[page].insert(index + 1, subject)
    else:
        subject = now[page].pop(index)
        if do == "move":
            now[other].insert(to, subject)
    names = _names(shown, now, flat=not story.pages)
    for p, ones in enumerate(lists):
        for i, one in enumerate(ones):
            name = names.get(id(one))
            if name and not one.own:
                text = named(text, _path(story, p, i), name)
    cell = _cell(lists[page], index)
    if do == "add":
        text = _relaid(text, story, page, lambda t, h: _more(t, h, cell))
        text = added(text, _path(story, page), index, _first(story, panel, names.get(id(subject))))
    elif do == "delete":
        if not subject.inset:
            text = _relaid(text, story, page, lambda t, h: _fewer(t, h, cell))
        text = deleted(text, _path(story, page), index)
    elif other == page:
        text = moved(text, _path(story, page), index, to)
    else:
        if not subject.inset:
            last = max(to - 1, 0)
            there = _cell(lists[other], last)
            text = _relaid(text, story, page, lambda t, h: _fewer(t, h, cell))
            text = _relaid(text, story, other, lambda t, h: _more(t, h, there))
        text = carried_over(text, _path(story, page), index, _path(story, other), to)
    if do == "delete":
        near = now[page][min(index, len(now[page]) - 1)]
        return Arranged(text, _named(now, names, near, flat=not story.pages), page)
    return Arranged(text, _named(now, names, subject, flat=not story.pages), other)


def _lists(story: Story) -> list[list[_One]]:
    def one(p: int | None, i: int, panel: Panel) -> _One:
        return _One(panel.id or panel_id(p, i), panel.id, panel.inset is not None)

    if not story.pages:
        return [[one(None, i, panel) for i, panel in enumerate(story.panels)]]
    return [
        [one(p, i, panel) for i, panel in enumerate(page.panels)]
        for p, page in enumerate(story.pages)
    ]


def _path(story: Story, page: int, index: int | None = None) -> Where:
    head: tuple[str | int, ...] = ("pages", page, "panels") if story.pages else ("panels",)
    return head if index is None else (*head, index)


def _target(lists: Sequence[Sequence[_One]], page: int, to: int) -> tuple[int, int]:
    if 0 <= to < len(lists[page]):
        return page, to
    other = page + (1 if to >= 0 else -1)
    if not 0 <= other < len(lists):
        raise UsageError(f"it is the {'last' if to >= 0 else 'first'} panel of the story already")
    return other, 0 if to >= 0 else len(lists[other])


def _names(shown: Shown, now: Sequence[Sequence[_One]], *, flat: bool) -> dict[int, str]:
    """The names to be given to panels, by their identity, so that no takes change hands."""
    with Library(home_of(shown.file.path)) as library:
        every = [
            (one, panel_id(None if flat else p, i))
            for p, ones in enumerate(now)
            for i, one in enumerate(ones)
        ]
        asked = {name for one, auto in every for name in (one.old, auto) if name}
        known = {n for n in asked if n in shown.draft.picks or library.takes(n)}
    names: dict[int, str] = {}
    taken = {one.own for one, _ in every if one.own}
    shifted = [(one, auto) for one, auto in every if not one.own and one.old != auto]
    while True:
        held = taken | set(names.values())
        more = [
            one
            for one, auto in shifted
            if id(one) not in names and one.old and ({one.old, auto} & known or auto in held)
        ]
        if not more:
            break
        names |= {id(one): one.old for one in more}
    for one, auto in shifted:
        if not one.old and (auto in known or auto in held):
            free = ("new", *(f"new-{n}" for n in range(2, 1000)))
            names[id(one)] = next(n for n in free if n not in held and n not in asked)
    return names


def _named(now: Sequence[Sequence[_One]], names: dict[int, str], one: _One, *, flat: bool) -> str:
    for p, ones in enumerate(now):
        for i, other in enumerate(ones):
            if other is one:
                return names.get(id(one)) or one.own or panel_id(None if flat else p, i)
    raise AssertionError("a panel that is nowhere")


def _first(story: Story, behind: str, name: str | None) -> list[tuple[str, str]]:
    """What a new panel says."""
    from storyboard.story.panels import panels_of

    keys = [("id", name)] if name else []
    image = dict(panels_of(story))[behind].image
    if story.generator.backend == "files" and image:
        # Nothing is drawn there: it starts with a picture that is there.
        return [*keys, ("image", _quoted(image))]
    return [*keys, ("prompt", NEW)]


def _quoted(text: str) -> str:
    plain = all(c.isalnum() or c in "._-/" for c in text) and text[:1] not in "-"
    return text if plain else "'" + text.replace("'", "''") + "'"


def _cell(ones: Sequence[_One], index: int) -> int:
    """Which cell of its page a panel stands in: one that lies inside another has none."""
    return max(sum(not one.inset for one in ones[: index + 1]) - 1, 0)


def _relaid(text: str, story: Story, page: int, change: Any) -> str:
    """The text with the cells of a page's layout changed, where it says any."""
    if not story.pages or story.pages[page].layout is None:
        return text

    def work(node: Any) -> None:
        from ruamel.yaml.comments import CommentedSeq

        said = node["layout"]
        if isinstance(said, str):
            found = page_templates().get(said)
            if found is None:
                return
            # A template by name has its number of cells: written out, it can have another.
            node["layout"] = said = _seq(found.tiers)
            for key in ("heights", "slant", "tilt"):
                values = getattr(found, key)
                if values and key not in node:
                    node.insert(list(node).index("layout") + 1, key, _seq(values))
        change(said, node)
        for key in ("heights", "slant", "tilt"):
            if isinstance(node.get(key), CommentedSeq) and not node[key]:
                del node[key]

    return splice(text, ("pages", page), work)


def _seq(values: Any) -> Any:
    from ruamel.yaml.comments import CommentedSeq

    if not isinstance(values, list | tuple):
        return int(values) if float(values).is_integer() else values
    made = CommentedSeq([_seq(v) for v in values])
    made.fa.set_flow_style()
    return made


def _leaf(tiers: Any, cell: int) -> tuple[int, Any, int]:
    """The tier of a cell, the list that it stands in, and its place there."""

    def within(holder: Any, left: int) -> tuple[Any, int] | int:
        for i, part in enumerate(holder):
            if isinstance(part, list):
                found = within(part, left)
                if not isinstance(found, int):
                    return found
                left = found
            elif left == 0:
                return holder, i
            else:
                left -= 1
        return left

    left: int = cell
    for t, tier in enumerate(tiers):
        found = within(tier, left)
        if not isinstance(found, int):
            return t, *found
        left = found
    raise UsageError("the page's layout has other cells than panels: correct it first")


def _more(tiers: Any, node: Any, cell: int) -> None:
    t, holder, i = _leaf(tiers, cell)
    if holder is tiers[t] and len(holder) >= FULL:
        tiers.insert(t + 1, _seq([1]))
        _beside(node, t, lambda values: values.insert(t + 1, values[t]))
        if isinstance(node.get("tilt"), list):
            node["tilt"].insert(min(t, len(node["tilt"])), 0)
    else:
        holder.insert(i + 1, 1)


def _fewer(tiers: Any, node: Any, cell: int) -> None:
    t, holder, i = _leaf(tiers, cell)
    del holder[i]
    _emptied(tiers)
    if cells_left(tiers[t : t + 1]) == 0:
        del tiers[t]
        _beside(node, t, lambda values: values.pop(t))
        if isinstance(node.get("tilt"), list) and node["tilt"]:
            node["tilt"].pop(min(t, len(node["tilt"]) - 1))


def _emptied(tiers: Any) -> None:
    """Takes lists out that nothing is left in, inside of tiers."""
    for tier in tiers:
        for i in reversed(range(len(tier))):
            if isinstance(tier[i], list):
                _emptied([tier[i]])
                if not tier[i]:
                    del tier[i]


def cells_left(tiers: Any) -> int:
    """How many cells a part of a layout has; an emptied list has none."""
    return sum(map(cells_left, tiers)) if isinstance(tiers, list) else 1


def _beside(node: Any, tier: int, change: Any) -> None:
    """Changes what goes with the tiers one by one."""
    for key in ("heights", "slant"):
        values = node.get(key)
        if isinstance(values, list) and tier < len(values):
            change(values)
