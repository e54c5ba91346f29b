"""Collects what there is to say about a story while it is checked."""

from __future__ import annotations

from collections.abc import Iterable

from storyboard.errors import Diagnostic, Severity
from storyboard.story.near import nearest
from storyboard.story.nodes import Node
from storyboard.story.syntax import Trouble

_MOST_SUGGESTIONS = 200
_LONGEST_TEXT = 400


class Report:
    """The diagnostics of one file, each said once at a place."""

    def __init__(self, file: str, lines: list[str]) -> None:
        self.file = file
        self.lines = lines
        self._found: dict[tuple[int, int, str, str], Diagnostic] = {}
        self._suggested: dict[tuple[str, tuple[str, ...]], str | None] = {}

    def at(
        self,
        line: int,
        column: int,
        code: str,
        message: str,
        hint: str = "",
        severity: Severity = "error",
    ) -> None:
        """Says something about a place; line and column count from 1, 0 for the whole file."""
        said = place(self.file, self.lines, line, column, severity, code, message, hint)
        self._found.setdefault((line, column, code, message), said)

    def trouble(self, trouble: Trouble) -> None:
        """Takes over what the YAML reader found."""
        t = trouble
        self.at(t.line, t.column, t.code, t.message, t.hint, t.severity)

    def node(
        self, node: Node, code: str, message: str, hint: str = "", severity: Severity = "error"
    ) -> None:
        """Says something about a value."""
        self.at(node.line, node.column, code, message, hint, severity)

    def key(self, parent: Node, key: str, code: str, message: str, hint: str = "") -> None:
        """Says something about a key; about its mapping where the key is not there."""
        line, column = parent.keys.get(key, (parent.line, parent.column))
        self.at(line, column, code, message, hint)

    def nearest(self, word: str, options: Iterable[str]) -> str | None:
        """The option most likely meant; none after many, so that a hostile file stays cheap."""
        wanted = (word, tuple(options))
        if wanted not in self._suggested:
            if len(self._suggested) >= _MOST_SUGGESTIONS:
                return None
            self._suggested[wanted] = nearest(*wanted)
        return self._suggested[wanted]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All of them by place, errors before warnings of the same place."""
        return tuple(
            sorted(
                self._found.values(),
                key=lambda d: (d.line, d.column, d.severity, d.code, d.message),
            )
        )


def place(
    file: str,
    lines: list[str],
    line: int,
    column: int,
    severity: Severity,
    code: str,
    message: str,
    hint: str,
) -> Diagnostic:
    """A diagnostic with the line that it speaks of; a line of endless length is cut."""
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    if len(text) > _LONGEST_TEXT:
        text = text[:_LONGEST_TEXT] + "…" if column <= _LONGEST_TEXT else ""
    return Diagnostic(file, line, column, severity, code, message, hint, text)


def one_of(options: Iterable[str], word: str = "or") -> str:
    """The choices, as a phrase: ``turbo, balanced or quality``."""
    *rest, last = options
    return f"{', '.join(rest)} {word} {last}" if rest else last


def short(text: str, limit: int = 60) -> str:
    """A text cut to fit a message, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"
