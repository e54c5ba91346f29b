"""A change of a story carried over to the writer's own text, value by value.

`splice` knows what the text is to say; here it is asked which values that changes, and only
the characters of these are replaced. A flow list keeps its braces, blanks and line breaks.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any


class _Lines(Exception):
    """Whole lines come or go: no matter of single values."""


def carried(text: str, made: str, where: Sequence[str | int] = ()) -> str | None:
    """`text` with only those values replaced that `made` says otherwise, all of them at `where`.

    None where lines come or go (a key or an item of a block, a text folded over lines): then
    `made` is what there is. What comes out says what `made` says.
    """
    before, after = composed(text), composed(made)
    if before is None or after is None:
        return None
    steps = _Steps(text, made)
    try:
        steps.between(at(before, where), at(after, where))
    except _Lines:
        return None
    out = text
    for start, end, new in sorted(steps.found, reverse=True):
        out = out[:start] + new + out[end:]
    told = composed(out)
    return out if told is not None and alike(told, after) else None


def at(node: Any, where: Sequence[str | int]) -> Any:
    """The node at a path from another; None where there is none."""
    for step in where:
        if node is None:
            return None
        if isinstance(step, int):
            node = node.value[step] if node.id == "sequence" and step < len(node.value) else None
        else:
            pairs = node.value if node.id == "mapping" else []
            node = next((v for k, v in pairs if k.value == step), None)
    return node


def alike(a: Any, b: Any) -> bool:
    """Whether two nodes say the same, keys in the same order."""
    if a.id != b.id or a.tag != b.tag or len(a.value) != len(b.value):
        return False
    if a.id == "scalar":
        return bool(a.value == b.value)
    if a.id == "sequence":
        return all(map(alike, a.value, b.value))
    return all(alike(k, m) and alike(v, w) for (k, v), (m, w) in zip(a.value, b.value, strict=True))


class _Steps:
    """The replacements between two texts: from, up to, and what comes there."""

    def __init__(self, text: str, made: str) -> None:
        self._text = text
        self._made = made
        self.found: list[tuple[int, int, str]] = []

    def between(self, a: Any, b: Any) -> None:
        """Adds the replacements that make node `a` of the text say what `b` does."""
        if a is None or b is None:
            raise _Lines
        if alike(a, b):
            return
        if a.id != b.id or a.id == "scalar":
            self._put(a, b)
        elif a.id == "sequence":
            self._items(a, b)
        else:
            self._pairs(a, b)

    def _put(self, a: Any, b: Any) -> None:
        start, end = a.start_mark.index, end_of(self._text, a)
        if start == end or self._text[start] in "&!|>" or _block(a) or _block(b):
            raise _Lines
        self.found.append((start, end, self._source(b)))

    def _items(self, a: Any, b: Any) -> None:
        if len(a.value) == len(b.value):
            for mine, new in zip(a.value, b.value, strict=True):
                self.between(mine, new)
            return
        was, now = [plain(n) for n in a.value], [plain(n) for n in b.value]
        first = next((i for i, (x, y) in enumerate(zip(was, now, strict=False)) if x != y), None)
        first = min(len(was), len(now)) if first is None else first
        more = len(now) - len(was)
        spans = [(n.start_mark.index, end_of(self._text, n)) for n in a.value]
        if not a.flow_style or now[first + max(more, 0) :] != was[first + max(-more, 0) :]:
            raise _Lines
        if more > 0:
            new = [self._item(n) for n in b.value[first : first + more]]
            self._insert(a, spans, first, new)
        else:
            self._cut(spans, first, first - more)

    def _pairs(self, a: Any, b: Any) -> None:
        mine, theirs = ({plain(k): (k, v) for k, v in n.value} for n in (a, b))
        gone = [k for k in mine if k not in theirs]
        new = [k for k in theirs if k not in mine]
        if len(mine) == len(theirs) == len(new) == 1:
            # Another name for the same thing: who speaks.
            ((k, v),), ((l, w),) = a.value, b.value
            self._put(k, l)
            self.between(v, w)
            return
        if len(mine) != len(a.value) or (gone and new) or ((gone or new) and not a.flow_style):
            raise _Lines
        for key, (_, value) in mine.items():
            if key in theirs:
                self.between(value, theirs[key][1])
        spans = [(k.start_mark.index, end_of(self._text, v)) for k, v in a.value]
        keys = list(mine)
        for key in gone:
            self._cut(spans, keys.index(key), keys.index(key) + 1)
        order = list(theirs)
        for key in new:
            before = [keys.index(k) for k in order[: order.index(key)] if k in mine]
            k, v = theirs[key]
            pair = self._made[k.start_mark.index : end_of(self._made, v)]
            self._insert(a, spans, before[-1] + 1 if before else 0, [pair])

    def _insert(self, a: Any, spans: list[tuple[int, int]], at: int, new: list[str]) -> None:
        """Puts new members of a flow collection before its member `at`."""
        if any("\n" in n for n in new):
            raise _Lines
        if at:
            end = spans[at - 1][1]
            self.found.append((end, end, "".join(f", {n}" for n in new)))
        else:
            start = spans[0][0] if spans else a.start_mark.index + 1
            self.found.append((start, start, ", ".join(new) + (", " if spans else "")))

    def _cut(self, spans: list[tuple[int, int]], first: int, end: int) -> None:
        """Takes members of a flow collection away, each with one comma."""
        if end < len(spans):
            self.found.append((spans[first][0], spans[end][0], ""))
        elif first:
            self.found.append((spans[first - 1][1], spans[end - 1][1], ""))
        else:
            self.found.append((spans[0][0], spans[-1][1], ""))

    def _item(self, node: Any) -> str:
        source = self._source(node)
        # ruamel.yaml leaves the braces of a single pair out.
        return f"{{{source}}}" if node.id == "mapping" and source[:1] != "{" else source

    def _source(self, node: Any) -> str:
        source = self._made[node.start_mark.index : end_of(self._made, node)]
        if "\n" in source or _block(node):
            raise _Lines
        return source


def _block(node: Any) -> bool:
    if node.id == "scalar":
        return node.style in ("|", ">")
    return not node.flow_style


def end_of(text: str, node: Any) -> int:
    """Where a value ends; a single pair without braces is told to end too far right."""
    if node.id == "mapping" and node.flow_style and text[node.start_mark.index] not in "{&!":
        return end_of(text, node.value[-1][1])
    return int(node.end_mark.index)


@lru_cache(maxsize=6)
def composed(text: str) -> Any:
    """The nodes of a text with their places; None where it is no YAML, or says nothing."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.compose(text, Loader=loader)
    except yaml.YAMLError:
        return None


def plain(node: Any, skip: tuple[str | int, ...] | None = None) -> Any:
    """What a node says, to be compared; without the part at `skip`, a path from it."""
    if skip == ():
        return None
    step, rest = (skip[0], skip[1:]) if skip else (None, None)
    if isinstance(node.value, str):
        return (node.tag, node.value)
    if node.id == "sequence":
        return tuple(plain(n, rest if i == step else None) for i, n in enumerate(node.value))
    pairs = [(plain(k), plain(v, rest if k.value == step else None)) for k, v in node.value]
    return ("{}", *pairs)
