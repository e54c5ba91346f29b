"""What the geometry of the pages could not give a story that asked for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storyboard.geometry import IN
from storyboard.plan.formats import format_of, least_inner
from storyboard.plan.frames import wanted
from storyboard.plan.model import Frame, PagePlan
from storyboard.story.model import Panel, Story

LEAST_SIDE = 36.0
"""Points: a panel narrower or lower than half an inch shows nothing and holds no words."""
STAPLED = 64
"""Pages up to which books are stapled: they open flat, and need no more room at the spine."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something on a page that is not as it should be: where, what, and what to do."""

    panel: str
    code: str
    message: str
    hint: str


def page_faults(
    story: Story, planned: Sequence[PagePlan], panels: Mapping[str, Panel]
) -> tuple[Fault, ...]:
    """The faults of all pages in reading order. `panels` are the story's, by id.

    What the story's own pages get wrong about page turns is said when it is read; here it is
    said of a flat list, whose pages the planner makes.
    """
    out: list[Fault] = []
    for page in planned:
        for index, frame in enumerate(page.frames):
            panel = panels[frame.panel]
            if panel.turn and not story.pages:
                out += _turn(page, frame, first=index == 0)
            out += _bleed(page, frame, panel)
            out += _small(frame)
    return (*_spine(story, planned), *out)


def _spine(story: Story, planned: Sequence[PagePlan]) -> list[Fault]:
    """A thick book whose inner margin printers on demand would refuse, said at its first panel."""
    fmt = format_of(story.page)
    pages = max((max(p.folios, default=p.number) for p in planned), default=0)
    least = least_inner(pages)
    framed = [f.panel for p in planned for f in p.frames]
    if not fmt.bound or pages <= STAPLED or fmt.inner >= least - 0.01 or not framed:
        return []
    return [
        Fault(
            framed[0],
            "margin-inner",
            f"the inner margin is {fmt.inner / IN:.2g} in, and a paperback of {pages} pages "
            f"needs {least / IN:g} in at its spine",
            f"say page: {{format: ..., margin: {{inner: {least / IN:g}in}}}}",
        )
    ]


def _turn(page: PagePlan, frame: Frame, *, first: bool) -> list[Fault]:
    if page.side == "none" or (first and page.folios and page.folios[0] % 2 == 0):
        return []
    return [
        Fault(
            frame.panel,
            "page-turn",
            f"the reveal stands on page {page.folios[0]}, and not right after a page turn",
            "move it a few panels on or back, or give the story its `pages:`",
        )
    ]


def _bleed(page: PagePlan, frame: Frame, panel: Panel) -> list[Fault]:
    if panel.bleed is True or not panel.bleed or frame.legend:
        return []
    if panel.shape != "box":
        message = f"a panel that is {panel.shape} does not run off the page"
        return [Fault(frame.panel, "bleed", message, "take `bleed` or `shape` out")]
    missed = sorted(wanted(panel, page.side) - set(frame.bleed))
    if not missed or frame.inset_of:
        return []
    where = {"left": "on its left", "right": "on its right", "top": "above", "bottom": "below"}
    return [
        Fault(
            frame.panel,
            "bleed",
            f"the panel has a neighbour {' and '.join(where[s] for s in missed)}, and does not "
            "run off the page there",
            f"take {' and '.join(missed)} out of `bleed`, or change the layout",
        )
    ]


def _small(frame: Frame) -> list[Fault]:
    side = min(frame.box.w, frame.box.h)
    if side >= LEAST_SIDE:
        return []
    return [
        Fault(
            frame.panel,
            "panel-small",
            f"the panel is {side / 72:.2g} in across",
            f"give it at least {LEAST_SIDE / 72:g} in: fewer panels in its tier, or more height",
        )
    ]
