"""The story under check, as the checks see it: nodes, and what is known from outside."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import get_args

from storyboard.story.layouts import Tiers
from storyboard.story.model import Backend
from storyboard.story.nodes import Node
from storyboard.story.report import Report

Layouts = Mapping[str, Tiers]
"""Page templates by name: tiers of relative widths."""


@dataclass(slots=True)
class Subject:
    """The story under check, and what is known from outside of it."""

    root: Node
    report: Report
    layouts: Layouts
    formats: Collection[str]
    backend: str
    done: set[int] = field(default_factory=set)
    """Nodes (by `id`) on which all is said; nothing more is reported inside them."""
    awaited: set[str] = field(default_factory=set)
    """Pictures, as the story names them, that are not there yet."""

    @property
    def characters(self) -> dict[str, Node]:
        """The cast, by key; empty where it is given in a wrong shape."""
        found = self.root.get("characters")
        return found.entries if found else {}

    def panels(self) -> Iterator[tuple[int | None, int, Node]]:
        """Every panel with the index of its page (None if flat) and its own."""
        pages = self.root.get("pages")
        if pages:
            for p, page in enumerate(pages.items):
                panels = page.get("panels")
                for i, panel in enumerate(panels.items if panels else ()):
                    yield p, i, panel
        flat = self.root.get("panels")
        if flat:
            for i, panel in enumerate(flat.items):
                yield None, i, panel


def chosen_backend(root: Node, override: str | None) -> str:
    """The backend that will draw: the caller's, else the story's, else the default."""
    if override is not None:
        return override
    generator = root.get("generator")
    named = generator.get("backend") if generator else None
    text = (named.text or "") if named else ""
    return text if text in get_args(Backend) else "sketch"
