"""What the YAML reader finds wrong, before it is known which file it read."""

from __future__ import annotations

from dataclasses import dataclass

from storyboard.errors import Severity


@dataclass(frozen=True, slots=True)
class Trouble:
    """A fault of the file with its place, counted from 1; a `Diagnostic` before it has a file."""

    line: int
    column: int
    code: str
    message: str
    hint: str
    severity: Severity = "error"


def short(text: str, limit: int = 60) -> str:
    """A text cut to fit a message, on one line."""
    text = " ".join(text[: 4 * limit].split())  # a text may be as long as the file
    return text if len(text) <= limit else text[: limit - 1] + "…"


def in_quotes(text: str) -> str:
    """A text as YAML takes it in quotes, cut to fit a message."""
    text = short(text)
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
