"""Small files that only grow: a line of JSON each, for what a story's folder remembers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from storyboard.errors import FileError


def append_rows(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Adds a line for each row. Raises `FileError`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            for row in rows:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
    except OSError as e:
        raise FileError(f"{path}: cannot be written ({e.strerror})") from e


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows there are, oldest first; none where there is no file. Raises `FileError`.

    A line cut short, by a full disk say, is passed over: it is no reason to lose the others.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    except OSError as e:
        raise FileError(f"{path}: cannot be read ({e.strerror})") from e
    out = []
    for line in lines:
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict):
            out.append(row)
    return out
