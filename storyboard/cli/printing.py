"""Results and messages on a person's terminal, or in a program's pipe."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def out(text: str) -> None:
    """A result, on standard output."""
    print(text)  # noqa: T201


def document(value: object, indent: int | None = 1) -> None:
    """A JSON document, on standard output, in letters that its encoding has."""
    import json

    plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    out(json.dumps(value, ensure_ascii=plain, indent=indent))


def note(text: str) -> None:
    """A message, on standard error."""
    print(text, file=sys.stderr)  # noqa: T201


def table(rows: Sequence[Sequence[str]]) -> None:
    """Columns as wide as their widest cell."""
    widths = [max(len(r[i]) for r in rows) for i in range(len(rows[0]))]
    for row in rows:
        out("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip())


def columns(rows: Sequence[tuple[str, str, str]], width: int) -> list[str]:
    """Three columns that share `width`, each cell wrapped to its column.

    Where that is too narrow for three, the cells of a row stand below one another.
    """
    from itertools import zip_longest
    from textwrap import wrap

    if width < 64:
        out = []
        for name, *rest in rows[1:]:
            out += [name, *(f"  {part}" for text in rest for part in wrap(text, width - 4))]
        return out
    first = min(max(len(r[0]) for r in rows), width // 4)
    each = max((width - first - 8) // 2, 16)
    each = min(each, max(len(text) for row in rows for text in row[1:]))
    lines = []
    for row in rows:
        cells = [wrap(text, w) for text, w in zip(row, (first, each, each), strict=True)]
        for a, b, c in zip_longest(*cells, fillvalue=""):
            lines.append(f"{a:{first}}  {b:{each}}  {c}".rstrip())
    return lines


def say_kept(kept: Sequence[tuple[Path, Path]]) -> None:
    """The files that a render replaced and did not itself write."""
    if not kept:
        return
    where, place = kept[0]
    more = f", and {counted(len(kept) - 1, 'more file')} likewise" if len(kept) > 1 else ""
    note(
        f"{where} was another story's, or was changed since: it is kept as {place}{more}\n"
        "hint: -o DIR writes a story into a folder of its own"
    )


def command(*parts: object) -> str:
    """A command of ours as it is typed in a shell."""
    from shlex import join

    return join(["storyboard", *map(str, parts)])


def counted(n: int, what: str) -> str:
    """``1 picture``, ``2 pictures``."""
    return f"{n} {what}{'' if n == 1 else 's'}"


def width() -> int:
    """Columns of the terminal; without one, rows are for programs and stay whole."""
    from shutil import get_terminal_size

    return get_terminal_size((100, 24)).columns if sys.stderr.isatty() else 100_000
