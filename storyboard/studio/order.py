"""Panels put in, taken out and moved in a story's text: their own lines, and no others.

A panel is its lines from the dash on, and the comments right above it that stand as far in as
the dash. What lies between two panels (blank lines, other comments) stays where it is. Panels
of a flow list are moved as they are written, without their commas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from storyboard.errors import UsageError
from storyboard.studio.carry import at, composed, end_of, plain
from storyboard.studio.splice import Where, lines_of

ELSEWHERE = "the panels are written in a way that the studio cannot take apart: use your editor"


@dataclass(frozen=True, slots=True)
class _Listed:
    """A list of panels in a text. All numbers are of characters."""

    node: Any
    spans: tuple[tuple[int, int], ...]
    """Where each panel is written, from its dash on in a block."""
    leads: tuple[int, ...]
    """Where the comments right above each begin."""
    dash: int
    """The column of the dashes; -1 in a flow list."""


def added(text: str, where: Where, after: int, keys: Sequence[tuple[str, str]]) -> str:
    """The text with a new panel of `keys`, written as YAML, behind panel `after` of a list.

    `where` is a list's path, ("pages", 0, "panels") or ("panels",). Raises `UsageError` where
    the text cannot be taken apart; so do all functions here.
    """
    found = _listed(text, where)
    end = found.spans[after][1]
    if found.dash < 0:
        new = ", {" + ", ".join(f"{k}: {v}" for k, v in keys) + "}"
    else:
        start = found.spans[after][0]
        column = found.node.value[after].start_mark.column
        mark = text[start : start + column - found.dash]
        mark = mark if mark.startswith("-") and not mark[1:].strip(" ") else "- "
        blank, newline = _between(text, found, after), _newline(text)
        rows = [f"{mark if i == 0 else ' ' * len(mark)}{k}: {v}" for i, (k, v) in enumerate(keys)]
        new = blank + "".join(f"{' ' * found.dash}{row}{newline}" for row in rows)
        if not text[:end].endswith("\n"):
            new = (newline + new).rstrip("\r\n")
    made = text[:end] + new + text[end:]
    return _checked(text, made, where, lambda was: len(was) + 1)


def deleted(text: str, where: Where, index: int) -> str:
    """The text without a panel. Comments above it stay."""
    found = _listed(text, where)
    if len(found.spans) == 1:
        raise UsageError("it is the only panel of its page: take the page out in your editor")
    made = _without(text, found, index, found.spans[index][0])
    return _checked(text, made, where, lambda was: [*was[:index], *was[index + 1 :]])


def moved(text: str, where: Where, index: int, to: int) -> str:
    """The text with panel `index` of a list at place `to` of it; the others close up."""
    found = _listed(text, where)
    order = list(range(len(found.spans)))
    order.insert(to, order.pop(index))
    starts = found.leads
    pieces = [text[a:b] for a, (_, b) in zip(starts, found.spans, strict=True)]
    if found.dash >= 0:
        # The last line of the file may lack its end; the one that comes last then does.
        pieces = [p if p.endswith("\n") else p + _newline(text) for p in pieces]
    made, spot = "", 0
    for place, new in enumerate(order):
        made += text[spot : starts[place]] + pieces[new]
        spot = found.spans[place][1]
    made += text[spot:]
    if not text.endswith("\n"):
        made = made.rstrip("\r\n") if spot == len(text) else made
    return _checked(text, made, where, lambda was: [was[i] for i in order])


def carried_over(text: str, where: Where, index: int, other: Where, to: int) -> str:
    """The text with panel `index` of the list at `where` at place `to` of the list at `other`."""
    here, there = _listed(text, where), _listed(text, other)
    if len(here.spans) == 1:
        raise UsageError("it is the only panel of its page: a page without panels is none")
    if (here.dash < 0) is not (there.dash < 0):
        raise UsageError(ELSEWHERE)
    piece = text[here.leads[index] : here.spans[index][1]]
    last = to == len(there.spans)
    if here.dash >= 0:
        piece = _shifted(piece, there.dash - here.dash, _newline(text))
        spot = there.spans[-1][1] if last else there.leads[to]
        blank = _between(text, there, to - 1 if last else to)
        piece = blank + piece if last else piece + blank
        if last and not text[:spot].endswith("\n"):
            piece = (_newline(text) + piece).rstrip("\r\n")
    else:
        spot = there.spans[-1][1] if last else there.spans[to][0]
        piece = f", {piece}" if last else f"{piece}, "
    if spot <= here.leads[index]:
        made = _without(text, here, index, here.leads[index])
        made = made[:spot] + piece + made[spot:]
    else:
        made = _without(text[:spot] + piece + text[spot:], here, index, here.leads[index])
    (taken,) = [plain(here.node.value[index])]
    grown = [plain(n) for n in there.node.value]
    grown.insert(to, taken)
    return _checked(
        text, made, where, lambda was: [*was[:index], *was[index + 1 :]], {tuple(other): grown}
    )


def _listed(text: str, where: Where) -> _Listed:
    node = at(composed(text), where)
    if node is None or node.id != "sequence" or not node.value:
        raise UsageError(ELSEWHERE)
    if node.flow_style:
        spans = tuple((n.start_mark.index, end_of(text, n)) for n in node.value)
        return _Listed(node, spans, tuple(a for a, _ in spans), -1)
    lines = lines_of(text)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    dash, rows = node.start_mark.column, []
    for member in node.value:
        row = member.start_mark.line
        while row > node.start_mark.line and lines[row][: dash + 1].lstrip(" ") != "-":
            row -= 1
        rows.append(row)
    spans_, leads = [], []
    for i, row in enumerate(rows):
        end = rows[i + 1] if i + 1 < len(rows) else len(lines)
        if i + 1 == len(rows):
            end = next(
                (n for n in range(row + 1, len(lines)) if _leaves(lines[n], dash)), len(lines)
            )
        while end > row + 1 and _gap(lines[end - 1], dash):
            end -= 1
        lead = row
        while lead > 0 and _comment(lines[lead - 1], dash) and (not i or lead > rows[i - 1]):
            lead -= 1
        # Dash and panel stand on lines of their own.
        spans_.append((starts[row] + dash, starts[end]))
        leads.append(starts[lead] if lead < row else starts[row])
        if lines[row][:dash].strip():
            raise UsageError(ELSEWHERE)
    spans = tuple((a - dash, b) for a, b in spans_)
    return _Listed(node, spans, tuple(leads), dash)


def _leaves(line: str, dash: int) -> bool:
    """Whether a line is no part of a list any more whose dashes stand at a column."""
    bare = line.strip()
    far = len(line) - len(line.lstrip(" "))
    return bool(bare) and not bare.startswith("#") and far <= dash


def _gap(line: str, dash: int) -> bool:
    """Whether a line at a panel's end is none of its own: blank, or a comment further out."""
    bare = line.strip()
    return not bare or (bare.startswith("#") and len(line) - len(line.lstrip(" ")) <= dash)


def _comment(line: str, dash: int) -> bool:
    return line.lstrip(" ").startswith("#") and len(line) - len(line.lstrip(" ")) == dash


def _between(text: str, found: _Listed, near: int) -> str:
    """The blank line that panels here are kept apart by, if they are."""
    ends = [(b, found.leads[i + 1]) for i, (_, b) in enumerate(found.spans[:-1])]
    gaps = [text[a:b] for a, b in ends]
    gap = gaps[min(max(near, 0), len(gaps) - 1)] if gaps else ""
    return _newline(text) if gap and not gap.strip(" \r\n") else ""


def _without(text: str, found: _Listed, index: int, start: int) -> str:
    """The text without a panel from `start` on, and without one of the gaps beside it.

    `found` may be of a text that was the same up to the panel's next neighbour.
    """
    end = found.spans[index][1]
    if found.dash < 0:
        if index + 1 < len(found.spans):
            return text[:start] + text[found.spans[index + 1][0] :]
        return text[: found.spans[index - 1][1]] + text[end:]
    before, after = text[:start], text[end:]
    above = len(before) - len(before.rstrip(" \r\n"))
    above -= len(before[len(before) - above :].partition("\n")[0]) + 1 if above else 0
    gap = after[: len(after) - len(after.lstrip(" \r\n"))]
    below = gap.rfind("\n") + 1
    # The smaller of the two gaps goes with the panel; of the last one, the gap before it.
    if index and above > 0 and (index + 1 == len(found.spans) or above <= below):
        return before[: len(before) - above] + after
    return before + (after[below:] if index + 1 < len(found.spans) else after)


def _shifted(piece: str, by: int, newline: str) -> str:
    """A panel's lines further in or out."""
    rows = lines_of(piece)
    if by < 0 and any(row.strip() and row[:-by].strip(" ") for row in rows):
        raise UsageError(ELSEWHERE)
    out = [(" " * by + row if by > 0 else row[-by:]) if row.strip() else row for row in rows]
    made = "".join(out)
    return made if made.endswith("\n") else made + newline


def _newline(text: str) -> str:
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"


def _checked(
    text: str,
    made: str,
    where: Where,
    wanted: Any,
    others: dict[tuple[str | int, ...], Any] | None = None,
) -> str:
    """`made`, where it says what it should: all else as before, the list as `wanted`."""
    before, after = composed(text), composed(made)
    if after is None:
        raise UsageError(ELSEWHERE)
    was, now = (_members(n, where) for n in (before, after))
    asked = wanted(was)
    right = len(now) == asked if isinstance(asked, int) else now == asked
    for path, members in (others or {}).items():
        right = right and _members(after, path) == members
    paths = [tuple(where), *(others or {})]
    if not right or _rest(before, paths) != _rest(after, paths):
        raise UsageError(ELSEWHERE)
    return made


def _members(node: Any, where: Where) -> list[Any]:
    found = at(node, where)
    return [plain(n) for n in found.value] if found is not None and found.id == "sequence" else []


def _rest(node: Any, skip: Sequence[tuple[str | int, ...]]) -> Any:
    """What a node says beside the parts at some paths."""
    if () in skip:
        return None
    if node.id == "scalar":
        return plain(node)
    if node.id == "sequence":
        return tuple(
            _rest(n, [p[1:] for p in skip if p and p[0] == i]) for i, n in enumerate(node.value)
        )
    return tuple(
        (plain(k), _rest(v, [p[1:] for p in skip if p and p[0] == k.value])) for k, v in node.value
    )
