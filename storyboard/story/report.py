"""Collects what there is to say about a story while it is checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from storyboard.errors import Diagnostic, Severity
from storyboard.story.near import nearest
from storyboard.story.nodes import Node
from storyboard.story.trouble import Trouble

_MOST_SUGGESTIONS = 500
_LONGEST_TEXT = 200
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Report:
    """The diagnostics of one file, each said once at a place."""

    def __init__(self, file: str, lines: Sequence[str]) -> None:
        self.file = file
        self.lines = lines
        self._found: dict[tuple[int, int, str, str], Diagnostic] = {}
        self._asked = 0

    def at(
        self,
        place: tuple[int, int],
        code: str,
        message: str,
        hint: str = "",
        *,
        severity: Severity = "error",
    ) -> None:
        """Says something about a line and column, counted from 1; (0, 0) is the whole file."""
        line, column = place
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        if len(text) > _LONGEST_TEXT:
            # The caret must still point at something: a line of endless length is cut or left out.
            text = text[:_LONGEST_TEXT] + "…" if column <= _LONGEST_TEXT else ""
        self._found.setdefault(
            (line, column, code, message),
            Diagnostic(
                self.file, line, column, severity, code, _tame(message), _tame(hint), _tame(text)
            ),
        )

    def trouble(self, trouble: Trouble) -> None:
        """Takes over what the YAML reader found."""
        t = trouble
        self.at((t.line, t.column), t.code, t.message, t.hint, severity=t.severity)

    def node(
        self, node: Node, code: str, message: str, hint: str = "", *, severity: Severity = "error"
    ) -> None:
        """Says something about a value."""
        self.at((node.line, node.column), code, message, hint, severity=severity)

    def key(self, parent: Node, key: str, code: str, message: str, hint: str = "") -> None:
        """Says something about a key; about its mapping where the key is not there."""
        self.at(parent.keys.get(key, (parent.line, parent.column)), code, message, hint)

    def nearest(self, word: str, options: Iterable[str]) -> str | None:
        """The option most likely meant; none after many, so that a hostile file stays cheap."""
        if not self.patient:
            return None
        self._asked += 1
        return nearest(word, options)

    @property
    def patient(self) -> bool:
        """Whether hints are still worth their time; not after very many."""
        return self._asked < _MOST_SUGGESTIONS

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All of them by place, errors before warnings of the same place."""
        return tuple(
            sorted(
                self._found.values(),
                key=lambda d: (d.line, d.column, d.severity, d.code, d.message),
            )
        )


def one_of(options: Iterable[str], word: str = "or") -> str:
    """The choices, as a phrase: ``turbo, balanced or quality``."""
    *rest, last = options
    return f"{', '.join(rest)} {word} {last}" if rest else last


def _tame(text: str) -> str:
    """A text that a terminal shows as it is: nothing in a story may move its cursor."""
    return _CONTROL.sub("\ufffd", text)
