"""Results and messages on a person's terminal, or in a program's pipe."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def out(text: str) -> None:
    """A result, on standard output."""
    print(text)  # noqa: T201


def note(text: str) -> None:
    """A message, on standard error."""
    print(text, file=sys.stderr)  # noqa: T201


def table(rows: Sequence[Sequence[str]]) -> None:
    """Columns as wide as their widest cell."""
    widths = [max(len(r[i]) for r in rows) for i in range(len(rows[0]))]
    for row in rows:
        out("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip())


def columns(rows: Sequence[tuple[str, str, str]], width: int) -> list[str]:
    """Three columns, the last two wrapped to share what `width` the first leaves them."""
    from textwrap import wrap

    first = max(len(r[0]) for r in rows)
    each = max((width - first - 8) // 2, 24)
    each = min(each, max(len(text) for row in rows for text in row[1:]))
    lines = []
    for name, what, advice in rows:
        left, right = wrap(what, each) or [""], wrap(advice, each) or [""]
        for i in range(max(len(left), len(right))):
            a = left[i] if i < len(left) else ""
            b = right[i] if i < len(right) else ""
            lines.append(f"{name if i == 0 else '':{first}}  {a:{each}}  {b}".rstrip())
    return lines


def counted(n: int, what: str) -> str:
    """``1 picture``, ``2 pictures``."""
    return f"{n} {what}{'' if n == 1 else 's'}"


def width() -> int:
    """Columns of the terminal; without one, rows are for programs and stay whole."""
    from shutil import get_terminal_size

    return get_terminal_size((100, 24)).columns if sys.stderr.isatty() else 100_000
