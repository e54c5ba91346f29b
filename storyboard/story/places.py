"""From a place in the model, as pydantic names it, to the place in the file."""

from __future__ import annotations

from collections.abc import Sequence

from storyboard.story import model
from storyboard.story.nodes import Node
from storyboard.story.words import BY_NAME, PARTS

Loc = Sequence[str | int]

_SAID = ("text", "kind", "at", "tail")


def locate(root: Node, loc: Loc) -> tuple[Node, Node, str, list[Node]]:
    """Where a field stands: its node, the mapping about it, its key there, all nodes passed.

    Steps that have no counterpart in the file (a single caption given as a list of one, a
    balloon's text, which has no key where it stands alone) are passed over.
    """
    node = parent = root
    key = ""
    passed = [root]
    for step in loc:
        child: Node | None = None
        if isinstance(step, int):
            items = node.items
            if 0 <= step < len(items):
                child = items[step]
        elif step in node.entries:
            child = node.entries[step]
            parent, key = node, step
        elif step == "kind" and "as" in node.entries:
            child = node.entries["as"]
            parent, key = node, "as"
        elif step in _SAID and "dialogue" in loc and len(node.entries) == 1:
            ((speaker, said),) = node.entries.items()
            parent, key, child = node, speaker, said
            passed.append(child)
            wanted = "as" if step == "kind" else step
            if wanted in child.entries:
                parent, key, child = child, wanted, child.entries[wanted]
        if child is not None:
            node = child
            passed.append(node)
    return node, parent, key, passed


def part_at(loc: Loc) -> type[model.Part]:
    """The part of the model that a place of the file belongs to."""
    part: type[model.Part] = model.Story
    own_name = False
    for step in loc:
        if own_name:
            own_name = False
            continue
        if isinstance(step, str):
            own_name = (part, step) in BY_NAME
            part = PARTS.get((part, step), part)
    return part


def label_of(loc: Loc) -> str:
    """The last step of a place that is a field of the model; empty where none is."""
    label = ""
    part: type[model.Part] = model.Story
    own_name = False
    for step in loc:
        if own_name:
            own_name = False
        elif isinstance(step, str) and step in part.model_fields:
            label = step
            own_name = (part, step) in BY_NAME
            part = PARTS.get((part, step), part)
    return label
