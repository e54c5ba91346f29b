"""YAML as a person means it: text with places, read event by event, within bounds.

libyaml's events are folded into nodes here rather than composed and constructed by
pyyaml: nesting is counted as it opens (a composer recurses, and a deep enough file ends
the process), equal keys are seen (pyyaml keeps the last in silence), every plain scalar
stays the text it is (YAML 1.1 reads ``no`` as false and ``23:40`` as 1420), and what
aliases would unfold to is summed before anybody walks it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from storyboard.errors import Severity
from storyboard.story.nodes import UNPRINTABLE, Node
from storyboard.story.syntax import syntax_trouble
from storyboard.story.trouble import Trouble, short

MAX_BYTES = 1_000_000
MAX_NODES = 100_000
MAX_DEPTH = 50

_HASH = re.compile(r"\s*(#[^\s#!].*)")
_EMPTIED = re.compile(r"['\"]?\s*:\s*(#[^\s#!].*)")
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_PLAIN_TAGS = {
    f"tag:yaml.org,2002:{name}": kind
    for name, kind in (
        ("str", "text"),
        ("int", "text"),
        ("float", "text"),
        ("bool", "text"),
        ("null", "text"),
        ("seq", "list"),
        ("map", "mapping"),
    )
}


def read_nodes(text: str, lines: list[str]) -> tuple[Node | None, list[Trouble]]:
    """The only document of a file and what is wrong with it as YAML.

    The node is None where the file is empty or cannot be read any further; the last trouble
    says why then.
    """
    builder = _Builder(lines)
    try:
        loader = yaml.CSafeLoader(text)
        try:
            builder.run(_events(loader))
        finally:
            loader.dispose()
    except _Refused as refused:
        return None, [*builder.troubles, refused.trouble]
    except yaml.YAMLError as error:
        return None, [*builder.troubles, syntax_trouble(error, lines)]
    return builder.root, builder.troubles


def _events(loader: yaml.CSafeLoader) -> Iterator[yaml.Event]:
    while loader.check_event():
        event = loader.get_event()
        if event is not None:
            yield event


class _Refused(Exception):
    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble


class _Builder:
    """Folds events into nodes on a stack of its own, so that nesting cannot overrun ours."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.hashes = {i for i, row in enumerate(lines) if "#" in row}
        self.root: Node | None = None
        self.troubles: list[Trouble] = []
        self.anchors: dict[str, Node] = {}
        self.open: list[Node] = []
        self.keys: list[tuple[str, int, int] | None] = []
        self.merges: dict[int, list[Node]] = {}
        self.count = 0

    def run(self, events: Iterator[yaml.Event]) -> None:
        documents = 0
        for event in events:
            mark = event.start_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            if isinstance(event, ScalarEvent):
                self.scalar(event, line, column)
            elif isinstance(event, MappingStartEvent | SequenceStartEvent):
                self.start(event, line, column)
            elif isinstance(event, MappingEndEvent | SequenceEndEvent):
                self.end()
            elif isinstance(event, AliasEvent):
                self.alias(str(event.anchor), line, column)
            elif isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refused(
                        Trouble(
                            line, column, "several-documents",
                            "a second document begins here: a file holds one story",
                            "take the line of dashes out, or put the rest into a file of its own",
                        )
                    )  # fmt: skip

    def scalar(self, event: ScalarEvent, line: int, column: int) -> None:
        value: str | None = event.value
        plain = not event.style and event.tag is None
        if plain and value in _NULLS:
            value = None
        node = Node(value, line, column)
        self.tagged(event, "text", node)
        if value is not None and UNPRINTABLE.search(value):
            self.unprintable(node, value)
        elif plain and value is not None:
            self.cut_by_comment(node, event.end_mark)
        self.place(node, event.anchor)

    def start(self, event: Any, line: int, column: int) -> None:
        mapping = isinstance(event, MappingStartEvent)
        node = Node({} if mapping else [], line, column)
        self.tagged(event, "mapping" if mapping else "list", node)
        if len(self.open) >= MAX_DEPTH:
            raise _Refused(
                Trouble(
                    line, column, "too-deep",
                    f"lists and mappings stand more than {MAX_DEPTH} deep in one another here",
                    "no story needs that many levels: check the brackets and the indentation",
                )
            )  # fmt: skip
        # The key in hand belongs to the mapping outside; it waits until this node ends.
        self.open.append(node)
        self.keys.append(None)
        if event.anchor:
            self.anchors[event.anchor] = node

    def end(self) -> None:
        node = self.open.pop()
        self.keys.pop()
        merged = self.merges.pop(id(node), None)
        if merged:
            self.merge(node, merged)
        children = node.items if isinstance(node.value, list) else list(node.entries.values())
        node.size = 1 + sum(child.size for child in children)
        node.depth = 1 + max((child.depth for child in children), default=0)
        if node.size > MAX_NODES:
            self.too_many(node.line, node.column)
        if node.depth + len(self.open) > MAX_DEPTH + 1:
            raise _Refused(
                Trouble(
                    node.line, node.column, "too-deep",
                    f"the aliases in here unfold to more than {MAX_DEPTH} levels",
                    "write the parts out in place of the aliases",
                )
            )  # fmt: skip
        self.place(node, None)

    def alias(self, name: str, line: int, column: int) -> None:
        node = self.anchors.get(name)
        if node is None:
            raise _Refused(
                Trouble(
                    line, column, "alias",
                    f"'*{name}' is an alias in YAML, and no anchor '&{name}' stands before it",
                    f"if it is a text, put it in quotes: '*{name}'",
                )
            )  # fmt: skip
        if any(node is parent for parent in self.open):
            raise _Refused(
                Trouble(
                    line, column, "alias",
                    f"the alias '*{name}' stands inside the very part it stands for",
                    "write the part out in place of the alias",
                )
            )  # fmt: skip
        self.place(node, None, (line, column))

    def place(self, node: Node, anchor: str | None, at: tuple[int, int] | None = None) -> None:
        """Puts a finished node where it belongs: as a key, a member, or the root."""
        line, column = at or (node.line, node.column)
        self.count += 1
        if self.count > MAX_NODES:
            self.too_many(line, column)
        if anchor:
            self.anchors[anchor] = node
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent.value, list):
            parent.value.append(node)
            return
        held = self.keys[-1]
        if held is None:
            self.keys[-1] = self.key(node, line, column)
            return
        self.keys[-1] = None
        self.member(parent, held, node)

    def key(self, node: Node, line: int, column: int) -> tuple[str, int, int]:
        if isinstance(node.value, str):
            return (node.value, line, column)
        if node.value is None:
            # `~:` and `null:` are odd keys but texts; only a missing one is a slip.
            row = self.lines[line - 1][column - 1 :] if line <= len(self.lines) else ""
            word = re.match(r"~|[Nn]ull|NULL", row)
            return (word[0] if word else "", line, column)
        raise _Refused(
            Trouble(
                line, column, "key",
                f"a {node.kind} stands where a key is wanted",
                "write a word, a colon, a space and the value; put a text that begins with "
                "[ or { in quotes",
            )
        )  # fmt: skip

    def member(self, parent: Node, held: tuple[str, int, int], node: Node) -> None:
        key, line, column = held
        entries = parent.entries
        if key == "<<":
            self.merges.setdefault(id(parent), []).append(node)
            parent.keys.setdefault("<<", (line, column))
        elif key in entries:
            first = parent.keys[key]
            self.troubles.append(
                Trouble(
                    line, column, "duplicate-key",
                    f"`{key}` is given twice: it stands on line {first[0]} already",
                    "keep one of the two",
                )
            )  # fmt: skip
        else:
            entries[key] = node
            parent.keys[key] = (line, column)
            if node.value is None:
                self.emptied_by_comment(line, column, key)

    def merge(self, node: Node, sources: list[Node]) -> None:
        """What ``<<`` brings in; the mapping's own keys win, then earlier sources."""
        line, column = node.keys.pop("<<")
        own, own_keys = dict(node.entries), dict(node.keys)
        merged: dict[str, Node] = {}
        for source in sources:
            for part in source.items if isinstance(source.value, list) else [source]:
                if not isinstance(part.value, dict):
                    self.troubles.append(
                        Trouble(
                            line, column, "merge",
                            f"`<<` takes over the keys of a mapping, and this is a {part.kind}",
                            "write `<<: *name`, where `&name` marks a mapping further up",
                        )
                    )  # fmt: skip
                    continue
                self.count += len(part.value)
                if self.count > MAX_NODES:
                    self.too_many(line, column)
                for key, value in part.value.items():
                    if key not in merged:
                        merged[key] = value
                        node.keys.setdefault(key, part.keys[key])
        node.value = {**merged, **own}
        node.keys.update(own_keys)

    def tagged(self, event: Any, kind: str, node: Node) -> None:
        tag = event.tag
        if tag is None or tag == "!" or _PLAIN_TAGS.get(tag) == kind:
            return
        shown = tag.replace("tag:yaml.org,2002:", "!!")
        self.troubles.append(
            Trouble(
                node.line, node.column, "tag",
                f"'{short(shown)}' is a tag in YAML, and a story has none",
                "if it belongs to the text, put the whole text in quotes; else take it out",
            )
        )  # fmt: skip

    def unprintable(self, node: Node, value: str) -> None:
        found = UNPRINTABLE.search(value)
        code = ord(found[0]) if found else 0
        self.troubles.append(
            Trouble(
                node.line, node.column, "character",
                f"the text holds a character that cannot be printed (U+{code:04X})",
                "take it out; for a backslash in double quotes write two",
            )
        )  # fmt: skip

    def cut_by_comment(self, node: Node, end: Any) -> None:
        """A ``#`` with no space after it, behind a text, was hardly meant as a comment."""
        if end.line not in self.hashes:
            return
        found = _HASH.match(self.lines[end.line], end.column)
        if found:
            self.comment(
                end.line, found, "the text ends before '{}', which YAML takes for a comment",
                "warning",
            )  # fmt: skip

    def emptied_by_comment(self, line: int, column: int, key: str) -> None:
        """The same where the whole value was meant: ``colour: #ff0000``."""
        if line - 1 not in self.hashes:
            return
        found = _EMPTIED.match(self.lines[line - 1], column - 1 + len(key))
        if found:
            self.comment(
                line - 1, found, f"`{short(key)}` has no value: YAML takes '{{}}' for a comment",
                "error",
            )  # fmt: skip

    def comment(self, line: int, found: re.Match[str], message: str, severity: Severity) -> None:
        self.troubles.append(
            Trouble(
                line + 1, found.start(1) + 1, "comment",
                message.format(short(found[1].strip())),
                "put the whole text in quotes, or write a space after # if it is a comment",
                severity,
            )
        )  # fmt: skip

    def too_many(self, line: int, column: int) -> None:
        raise _Refused(
            Trouble(
                line, column, "too-many",
                f"the story unfolds to more than {MAX_NODES:,} values here",
                "split it into several files, and use fewer aliases",
            )
        )  # fmt: skip
