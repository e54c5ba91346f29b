"""What pydantic finds, said for a person: where it stands in the file, what, what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic_core import ErrorDetails

from storyboard.story import model
from storyboard.story.nodes import Node
from storyboard.story.places import Loc, label_of, locate, part_at
from storyboard.story.report import Report, one_of
from storyboard.story.trouble import in_quotes, short
from storyboard.story.words import (
    CHOICES,
    COMMA,
    HOMES,
    LENGTHS,
    MEMBERS,
    SYNONYMS,
    TITLES,
    WRITE,
    keys_of,
)

_LIST, _MAPPING = ("list_type", "tuple_type"), ("dict_type", "model_type")
_OWN_WORDS = (
    "length", "colour", "face", "margins", "inset", "point", "page_size", "isbn", "date",
)  # fmt: skip
"""Faults whose own validator says what is wrong and what to do."""
_BOUNDS = ("greater_than", "greater_than_equal", "less_than", "less_than_equal")


def explain(errors: Sequence[ErrorDetails], root: Node, report: Report, done: set[int]) -> None:
    """Puts every error into the report, save those inside nodes (by `id`) in `done`."""
    slips: set[tuple[int, str]] = set()
    missing: list[tuple[str, Loc, Node]] = []
    for error in errors:
        loc: Loc = error["loc"]
        node, parent, key, passed = locate(root, loc)
        if done and any(id(n) in done for n in passed):
            continue
        kind = error["type"]
        if _said_of_dialogue(kind, loc, node):
            continue
        if kind == "extra_forbidden":
            within = node if key != loc[-1] else parent
            meant = _unknown(str(loc[-1]), loc[:-1], within, report)
            slips.add((id(within), meant))
        elif kind == "missing":
            missing.append((str(loc[-1]), loc[:-1], node if key != loc[-1] else parent))
        elif "[key]" in loc:
            _bad_key(loc, parent, report)
        else:
            _Wrong(error, root, report).tell()
    for name, within_loc, node in missing:
        # A misspelt key is one fault, not two.
        if (id(node), name) not in slips:
            _missing(name, within_loc, node, report)


def _said_of_dialogue(kind: str, loc: Loc, node: Node) -> bool:
    """Whether `story.dialogue` says this already, in words that fit how a line is written."""
    return part_at(loc) is model.Line and (
        kind in ("extra_forbidden", "missing", "string_too_short") or node.value is None
    )


def _unknown(key: str, loc: Loc, parent: Node, report: Report) -> str:
    """Reports an unknown key; gives the key that was meant, if that is clear."""
    part = part_at(loc)
    known = keys_of(part)
    title = TITLES[part]
    message = f"`{short(key)}` is no key of {title}"
    value = parent.entries.get(key)
    bare = key[1:].strip() if key.startswith("-") else ""
    meant = _synonym(key, known) or report.nearest(key, known) or ""
    if bare in known:
        hint = f"write a space after the dash: `- {bare}: …`"
    elif not key.strip():
        message, hint = "a key is missing before the colon", "write the key, or take the colon out"
    elif meant:
        hint = f"did you mean `{meant}`?"
    elif value is not None and value.value is None and (" " in key or loc):
        hint = COMMA
    elif home := _home(key, part):
        hint = home
    else:
        hint = f"{title} has {one_of(known, 'and')}"
    report.key(parent, key, "unknown-key", message, hint)
    return meant


def _synonym(key: str, known: tuple[str, ...]) -> str | None:
    wanted = SYNONYMS.get(key.casefold())
    return wanted if wanted in known else None


def _home(key: str, part: type[model.Part]) -> str:
    """Where a key that is wrong here would be right."""
    for word in (key, SYNONYMS.get(key.casefold(), key)):
        for other in HOMES:
            if other is not part and word in keys_of(other):
                where = "the story's top level" if other is model.Story else TITLES[other]
                return f"`{word}` belongs to {where}"
    return ""


def _missing(key: str, loc: Loc, node: Node, report: Report) -> None:
    hint = WRITE.get(key, f"write `{key}: …`")
    if part_at(loc) is model.Page:
        hint += "; `panels: []` is a blank page"
    if key in node.entries:
        report.key(node, key, "no-value", f"`{key}` has no value", hint)
    else:
        report.node(node, "missing", f"{TITLES[part_at(loc)]} needs `{key}`", hint)


def _bad_key(loc: Loc, parent: Node, report: Report) -> None:
    wrong = str(loc[loc.index("[key]") - 1])
    report.key(
        parent, wrong, "name", f"'{short(wrong)}' cannot name a character",
        "write a short name without / or \\, such as mara; it begins with no dot and no dash",
    )  # fmt: skip


class _Wrong:
    """One value that is not what its field takes."""

    def __init__(self, error: ErrorDetails, root: Node, report: Report) -> None:
        self.type = error["type"]
        self.text = error["msg"]
        self.context: Mapping[str, Any] = error.get("ctx", {})
        self.loc = error["loc"]
        self.node, self.parent, self.key, _ = locate(root, self.loc)
        self.report = report
        self.label = label_of(self.loc)
        self.name = self._name()
        self.value = "" if self.node.text is None else f"'{short(self.node.text)}'"
        self.hint = WRITE.get(self.label, "")

    def _name(self) -> str:
        """What to call the thing that is wrong."""
        last = self.loc[-1] if self.loc else ""
        if not self.loc:
            return "the story"
        if isinstance(last, int) and self.label in MEMBERS:
            return MEMBERS[self.label]
        if self.label == "faces" and isinstance(last, int):
            return "a part of `faces`"
        if self.label == "layout":
            return _of_layout(self.loc)
        if self.label == "inset" and isinstance(last, int):
            return "a part of `inset`"
        if self.label in ("at", "tail") and isinstance(last, int):
            return f"a part of `{self.label}`"
        if self.label == "text" and self.key in ("caption", "sfx"):
            return MEMBERS[self.key]
        if self.label in ("characters", "faces") and isinstance(last, str) and last != self.label:
            return f"`{short(last)}`"
        return f"`{'as' if self.label == 'kind' else self.label}`"

    def tell(self) -> None:
        if self.node.value is None:
            self._no_value()
            return
        if self.type in ("too_short", "too_long") and self.node.items:
            return  # said of the members
        code, message, hint = self._words()
        self.report.node(self.node, code, message, hint)

    def _no_value(self) -> None:
        hint = self.hint or "write its value, or take it out"
        if self.parent.entries.get(self.key) is self.node:
            message = f"{self.name} has no value"
            self.report.key(self.parent, self.key, "no-value", message, hint)
        else:
            self.report.node(self.node, "no-value", f"{self.name} is empty", hint)

    def _words(self) -> tuple[str, str, str]:
        """Code, message and hint."""
        kind, name, value, hint = self.type, self.name, self.value, self.hint
        given = f": {value}" if value else ""
        if kind in _OWN_WORDS:
            return kind, self.text, str(self.context["hint"])
        if kind == "literal_error":
            return "choice", *self._choice()
        if kind == "string_type":
            hint = hint or "put the text in quotes if it begins with [ or {"
            return "shape", f"{name} is a {self.node.kind}, and a text is wanted", hint
        if kind in _LIST:
            what = "list of widths" if name == "a tier" else "list"
            return "shape", f"{name} is a {self.node.kind}, and a {what} is wanted", hint
        if kind in _MAPPING:
            return "shape", *self._mapping()
        if kind.startswith("int_"):
            hint = hint or "write a whole number"
            return "number", f"{name} is no whole number{given}", hint
        if kind.startswith(("float_", "finite_")):
            if self.label == "faces":
                hint = "write a fraction of the picture, such as 0.25"
            elif self.label in ("inset", "at", "tail"):
                hint = "write a fraction of the panel, such as 0.25"
            return "number", f"{name} is no number{given}", hint or "write a number"
        if kind.startswith("bool_"):
            hint = hint or "write true or false"
            return "choice", f"{name} is neither true nor false{given}", hint
        if kind in _BOUNDS:
            return "range", *self._range()
        if kind == "string_pattern_mismatch":
            return self._pattern()
        if kind == "string_too_short":
            return "empty", f"{name} is empty", "write the words, or take it out"
        if kind == "string_too_long":
            limit = self.context["max_length"]
            return "range", f"{name} is longer than {limit} characters", "shorten it"
        if kind in ("too_short", "too_long"):
            return "shape", f"{name} is empty", hint
        return "value", f"{name} cannot be read{given}", hint

    def _choice(self) -> tuple[str, str]:
        of_caption = part_at(self.loc) is model.Caption and self.label == "kind"
        what, options = CHOICES["caption" if of_caption else self.label]
        shown = self.node.text
        if shown is None:
            message = f"{self.name} is a {self.node.kind}, and a {what} is wanted"
            return message, f"write {one_of(options)}"
        near = self.report.nearest(shown, options)
        hint = f"did you mean {near}?" if near else f"write {one_of(options)}"
        return f"{self.value or 'an empty text'} is no {what}", hint

    def _mapping(self) -> tuple[str, str]:
        """A text or a list where keys and values are wanted."""
        shown, hint = self.node.text, self.hint
        if shown is not None:
            word, colon, rest = shown.partition(":")
            if colon and word in part_at(self.loc).model_fields:
                hint = f"write a space after the colon: `{word}: {short(rest)}`"
            elif self.label == "voice" and shown in CHOICES["balloon"][1]:
                hint = f"write `voice: {{balloon: {shown}}}`"
            elif self.name == "a panel":
                hint = f"write `- prompt: {short(shown)}`"
            elif self.label == "characters" and len(self.loc) > 1:
                hint = f"write `{short(str(self.loc[-1]))}: {{description: {in_quotes(shown)}}}`"
        return (
            f"{self.name} is a {self.node.kind}, and a mapping of keys and values is wanted",
            hint,
        )

    def _range(self) -> tuple[str, str]:
        bound, limit = next(
            (k, v) for k, v in self.context.items() if k in ("gt", "ge", "lt", "le")
        )
        amount = f"{limit / 72:g}in" if self.label in LENGTHS else f"{limit:.10g}"
        amount += {"size": "pt"}.get(self.label, "")
        message = f"{self.name} is {self.value.strip(chr(39))}"
        if bound == "gt":
            return message, f"write a number greater than {amount}"
        return message, f"the least is {amount}" if bound == "ge" else f"the most is {amount}"

    def _pattern(self) -> tuple[str, str, str]:
        value = self.value if self.value != "''" else "an empty text"
        if self.label == "codes":
            return "style-code", f"{value} is no style code", self.hint
        if self.label == "language":
            return "language", f"{value} is no language code", self.hint
        return "name", f"{value} cannot be a panel's id", self.hint


def _of_layout(loc: Loc) -> str:
    """What a place inside a layout is called: tiers hold widths, columns heights."""
    steps = [step for step in loc[loc.index("layout") + 1 :] if isinstance(step, int)]
    within = loc[-1] == "list"  # the error is about a list inside a tier or a column
    names = ("`layout`", "a tier", "a column" if within else "a width")
    return (*names, "a row" if within else "a height", "a width")[len(steps)]
