"""A story's text with one part of it changed: every other line stays as it is, byte for byte.

ruamel.yaml keeps comments and order but lays lines out in its own way. So it is asked twice,
for the part as it stands and for the part as it is wanted, and only what differs between these
two answers is carried over to the writer's own lines; and of a line, where it can be, only the
values that differ (`carry`).
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from storyboard.errors import UsageError
from storyboard.studio.carry import carried, composed, plain

Where = Sequence[str | int]
Change = Callable[[Any], None]
"""Changes a part in place: a mapping as ruamel.yaml reads it."""

WIDE = 1_000_000
"""Columns; lines are folded by hand where they are folded at all."""
_LINE = re.compile("[^\n\r\x85\u2028\u2029]*(?:\r\n|[\n\r\x85\u2028\u2029]|$)")
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class _Part:
    """The lines of a mapping, from `first` up to `end`, and how far in it stands."""

    first: int
    end: int
    column: int


def splice(text: str, where: Where, change: Change) -> str:
    """The text with `change` applied to the mapping at `where`, such as ("panels", 2).

    Only the lines of what changed are written anew. Raises `UsageError` where the text is no
    YAML or has nothing there, and what `change` raises.
    """
    bom = _BOM if text.startswith(_BOM) else ""
    lines = lines_of(text[len(bom) :])
    part = _part(lines, where)
    made = _in_part(lines, part, change) if part is not None else None
    if made is None or not _same(lines, made, where):
        made = _rewrite(lines, lambda data: change(_at(data, where)))
    own, new = "".join(lines), "".join(made)
    return bom + (carried(own, new, where) or new)


def lines_of(text: str) -> list[str]:
    """The lines of a text as YAML counts them, each with its end."""
    return [line for line in _LINE.findall(text) if line]


def _in_part(lines: list[str], part: _Part, change: Change) -> list[str] | None:
    """All lines, with the part read and written alone; None where it cannot stand alone."""
    from ruamel.yaml.error import YAMLError

    own = lines[part.first : part.end]
    head = own[0]
    own[0] = " " * part.column + head[part.column :]
    bare = [line[min(part.column, len(line) - len(line.lstrip(" "))) :] for line in own]
    try:
        made = _rewrite(bare, change, lines)
    except YAMLError:
        return None  # An alias of something that stands elsewhere, for one.
    inner = [" " * part.column + line if line.strip() else line for line in made]
    kept = {b: a for a, b in zip(own, bare, strict=True) if a != " " * part.column + b}
    inner = [kept.get(line, there) for line, there in zip(made, inner, strict=True)]
    if not inner:
        return None
    inner[0] = head[: part.column] + inner[0][part.column :]
    return [*lines[: part.first], *inner, *lines[part.end :]]


def _rewrite(lines: list[str], change: Change, style: Sequence[str] | None = None) -> list[str]:
    """The lines with a change to what they say; their own layout wherever nothing changed."""
    yaml = _round_trip(style or lines)
    source = "".join(lines).replace("\r\n", "\n")
    before, data = _dumped(yaml, yaml.load(source)), yaml.load(source)
    change(data)
    after = _dumped(yaml, data)
    ends = Counter(line[len(line.rstrip("\r\n")) :] for line in lines)
    newline = "\r\n" if ends["\r\n"] > ends["\n"] else "\n"
    made = _merged(lines, before, after, newline)
    if _meaning(made) != _meaning(after):
        return [line + newline for line in after]
    return made


def _meaning(lines: Sequence[str]) -> Any:
    """What lines say, however they are laid out; None where they say nothing."""
    node = composed("\n".join(line.rstrip("\r\n") for line in lines))
    return plain(node) if node else None


def _merged(ours: list[str], before: list[str], after: list[str], newline: str) -> list[str]:
    """`ours` with what changed from `before` to `after` (a merge of three, by lines)."""
    mine = [line.rstrip("\r\n") for line in ours]
    steady = _steady(before, mine, after)
    out: list[str] = []
    a_end = b_end = c_end = 0
    for b, a, c, size in [*steady, (len(before), len(mine), len(after), 0)]:
        was, new = before[b_end:b], after[c_end:c]
        if was == new:
            out += ours[a_end:a]
        elif len(was) == a - a_end:
            # Line for line: those that say what they said are the writer's.
            kept = SequenceMatcher(None, was, new, autojunk=False).get_opcodes()
            for tag, i, i_end, j, j_end in kept:
                same = ours[a_end + i : a_end + i_end]
                out += same if tag == "equal" else [line + newline for line in new[j:j_end]]
        else:
            out += [line + newline for line in new]
        if was != new:
            # A comment on a line of its own outlives what stood above it.
            have = {line.strip() for line in out}
            notes = [n for n in mine[a_end:a] if n.lstrip().startswith("#")]
            out += [n + newline for n in notes if n.strip() not in have]
        out += ours[a : a + size]
        a_end, b_end, c_end = a + size, b + size, c + size
    if ours and not ours[-1].endswith(("\n", "\r")) and out and out[-1] is not ours[-1]:
        out[-1] = out[-1].rstrip("\r\n")
    return [
        line if line.endswith(("\n", "\r")) or i == len(out) - 1 else line + newline
        for i, line in enumerate(out)
    ]


def _steady(
    before: list[str], mine: list[str], after: list[str]
) -> list[tuple[int, int, int, int]]:
    """Runs of lines that all three have: where in each, and how many."""
    # Blanks are the writer's own affair.
    was, own = (["".join(line.split()) for line in lines] for lines in (before, mine))
    to_mine = SequenceMatcher(None, was, own, autojunk=False).get_matching_blocks()
    to_after = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    out, i, j = [], 0, 0
    while i < len(to_mine) and j < len(to_after):
        m, n = to_mine[i], to_after[j]
        start, end = max(m.a, n.a), min(m.a + m.size, n.a + n.size)
        if start < end:
            out.append((start, start - m.a + m.b, start - n.a + n.b, end - start))
        if m.a + m.size < n.a + n.size:
            i += 1
        else:
            j += 1
    return out


def _dumped(yaml: Any, data: Any) -> list[str]:
    stream = io.StringIO()
    yaml.dump(data, stream)
    return stream.getvalue().splitlines()


def _round_trip(lines: Sequence[str]) -> Any:
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    yaml.width = WIDE
    yaml.allow_duplicate_keys = False
    # As wide as the writer's own: a list's dashes stand under their key or two to the right.
    inside = _dashes_inside(lines)
    yaml.indent(mapping=2, sequence=4 if inside else 2, offset=2 if inside else 0)
    return yaml


def _dashes_inside(lines: Sequence[str]) -> bool:
    key = re.compile(r"^([ -]*)[^\s#-][^#]*:\s*(?:#.*)?$")
    votes = 0
    for above, below in pairwise(line for line in lines if line.strip()):
        found = key.match(above.rstrip())
        dash = len(below) - len(below.lstrip(" "))
        if found and below[dash : dash + 2] in ("- ", "-\n", "-\r"):
            votes += 1 if dash > len(found[1]) else -1
    return votes >= 0


def _part(lines: list[str], where: Where) -> _Part | None:
    """Where a member of a block list stands; None where it is written in another way."""
    node = composed("".join(lines))
    if node is None:
        raise UsageError("the story's file cannot be read; correct it first")
    parent = None
    for step in where:
        parent = node
        node = _child(node, step)
    if parent is None or parent.flow_style or not isinstance(where[-1], int) or not node.value:
        return None
    dash = parent.start_mark.column
    first = node.start_mark.line
    while first >= parent.start_mark.line and lines[first][: dash + 1].lstrip(" ") != "-":
        first -= 1
    later = parent.value[where[-1] + 1 :]
    last = later[0].start_mark.line if later else min(node.end_mark.line + 1, len(lines))
    end = last
    while end > first + 1 and (
        not lines[end - 1].strip()
        or lines[end - 1].lstrip().startswith("#")
        or len(lines[end - 1]) - len(lines[end - 1].lstrip(" ")) <= dash
    ):
        end -= 1
    column = node.start_mark.column if node.flow_style else node.value[0][0].start_mark.column
    if first < parent.start_mark.line or column <= dash or node.start_mark.line < first:
        return None
    # The dash may stand on a line above.
    first = node.start_mark.line
    return _Part(first, end, column)


def _child(node: Any, step: str | int) -> Any:
    if isinstance(step, int):
        return node.value[step]
    for key, value in node.value:
        if key.value == step:
            return value
    raise UsageError(f"the story has no '{step}' there any more")


def _at(data: Any, where: Where) -> Any:
    for step in where:
        data = data[step]
    return data


def _same(lines: list[str], made: list[str], where: Where) -> bool:
    """Whether nothing outside of `where` says anything else than before."""
    before, after = composed("".join(lines)), composed("".join(made))
    if before is None or after is None:
        return False
    return bool(plain(before, tuple(where)) == plain(after, tuple(where)))
