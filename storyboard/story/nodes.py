"""What a YAML file holds: texts, lists and mappings, each with its place."""

from __future__ import annotations

import re
from typing import Any

# What YAML 1.1 counts as a line's end, so that lines agree with libyaml's marks.
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


class Node:
    """A text (or None), a list or a mapping, and where it starts, counted from 1.

    `keys` holds where each key of a mapping stands. `size` counts the nodes within, with
    every alias unfolded; `depth` the levels.
    """

    __slots__ = ("column", "depth", "keys", "line", "size", "value")

    value: str | list[Node] | dict[str, Node] | None

    def __init__(self, value: Any, line: int, column: int) -> None:
        self.value = value
        self.line = line
        self.column = column
        self.keys: dict[str, tuple[int, int]] = {}
        self.size = 1
        self.depth = 1

    @property
    def kind(self) -> str:
        """``text``, ``nothing``, ``list`` or ``mapping``."""
        if isinstance(self.value, str):
            return "text"
        if self.value is None:
            return "nothing"
        return "list" if isinstance(self.value, list) else "mapping"

    @property
    def text(self) -> str | None:
        """The text of a text node."""
        return self.value if isinstance(self.value, str) else None

    @property
    def items(self) -> list[Node]:
        """The members of a list node; of any other, none."""
        return self.value if isinstance(self.value, list) else []

    @property
    def entries(self) -> dict[str, Node]:
        """The members of a mapping node; of any other, none."""
        return self.value if isinstance(self.value, dict) else {}

    def get(self, key: str) -> Node | None:
        """A mapping's member, where it is there and has a value."""
        found = self.entries.get(key)
        return None if found is None or found.value is None else found

    def plain_data(self) -> Any:
        """Texts, lists and mappings without places, aliases shared."""
        return _plain(self, {})


def _plain(node: Node, seen: dict[int, Any]) -> Any:
    value = node.value
    if value is None or isinstance(value, str):
        return value
    known = seen.get(id(node))
    if known is None:
        if isinstance(value, list):
            known = [_plain(child, seen) for child in value]
        else:
            known = {key: _plain(child, seen) for key, child in value.items()}
        seen[id(node)] = known
    return known


def split_lines(text: str) -> list[str]:
    """The lines of a file, broken where YAML breaks them."""
    return _BREAK.split(text)
