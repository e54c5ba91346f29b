"""The JSON Schema of the story file, for editors: the model's, turned to what a person writes.

Where the model has a text, YAML may have read a number or a truth value (``caption: 4107``);
where it has a number, a person may have put it in quotes; a key without a value counts as
not given. The schema takes all of that, so that it refuses nothing which `story.load` takes.
"""

from __future__ import annotations

import ast
from collections.abc import Collection
from copy import deepcopy
from functools import cache
from inspect import cleandoc, getsource
from itertools import pairwise
from typing import Any

from storyboard.story import model, said, setting
from storyboard.story.model import Line, Story
from storyboard.story.values import LENGTH_PATTERN

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILE_NAME = "story.schema.json"

_INTEGER = r"^\s*[+-]?[0-9_]+(\.0*)?\s*$"
_NUMBER = r"^\s*[+-]?([0-9_]+\.?[0-9_]*|\.[0-9_]+)([eE][+-]?[0-9]+)?\s*$"
_FLAGS = [
    written
    for word in ("yes", "no", "on", "off", "true", "false", "y", "n", "t", "f")
    for written in (word, word.title(), word.upper())
]
_LENGTHS = ("size", "width", "height", "bleed", "gutter", "top", "bottom", "inner", "outer")
_NO_LENGTH = ("Panel",)
"""Parts whose `bleed` is no length."""
_ONE_OR_MANY = (
    ("Panel", "characters"),
    ("Style", "images"),
    ("Style", "codes"),
    *(("Credits", role) for role in model.Credits.model_fields),
)


@cache
def _describe() -> None:
    """Gives the model's fields the words that stand under them in their source.

    Pydantic can do so itself, when the classes are made; it then reads the source at every
    start, for a schema that hardly a run asks for.
    """
    nodes = [node for m in (said, setting, model) for node in ast.parse(getsource(m)).body]
    parts = [node for node in nodes if isinstance(node, ast.ClassDef)]
    for node in parts:
        part = getattr(model, node.name)
        for field, below in pairwise(node.body):
            words = below.value if isinstance(below, ast.Expr) else None
            if not (isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)):
                continue
            if isinstance(words, ast.Constant) and isinstance(words.value, str):
                info = part.model_fields[field.target.id]
                info.description = info.description or cleandoc(words.value)
    for node in parts:
        getattr(model, node.name).model_rebuild(force=True)


def schema(formats: Collection[str] = (), layouts: Collection[str] = ()) -> dict[str, Any]:
    """The schema, draft 2020-12.

    The names of page formats and page templates are offered to the writer where given.
    """
    _describe()
    made = deepcopy(Story.model_json_schema(mode="validation"))
    parts = made["$defs"]
    del parts["Line"]
    for name, part in (("Story", made), *parts.items()):
        _part(name, part, parts)
    parts["Panel"]["properties"]["dialogue"] = _dialogue(parts["Panel"]["properties"]["dialogue"])
    parts["Panel"]["anyOf"] = [{"required": ["prompt"]}, {"required": ["image"]}]
    parts["PageSize"]["anyOf"] = [{"required": ["format"]}, {"required": ["width", "height"]}]
    _offer(parts["PageSize"]["properties"]["format"], formats)
    parts["Character"]["dependentRequired"] = {"mask": ["reference"]}
    parts["Style"] |= _style_rule()
    _either(made)
    _cast(made["properties"]["characters"])
    _offer(made["properties"]["page"], formats)
    _offer(parts["Page"]["properties"]["layout"], layouts)
    return {"$schema": DIALECT, **made, "title": "A storyboard story"}


def _part(name: str, part: dict[str, Any], parts: dict[str, Any]) -> None:
    part.pop("title", None)
    required = part.get("required", ())
    for key, field in part["properties"].items():
        said = {k: field.pop(k) for k in ("description", "default") if k in field}
        field.pop("title", None)
        if "$ref" in field:  # pydantic leaves out what the part says of itself
            said.setdefault("description", parts[field["$ref"].rpartition("/")[2]]["description"])
        length = key in _LENGTHS and name not in _NO_LENGTH
        new = _length(field) if length else _loosened(field)
        if key == "margin":
            new["anyOf"][0] = _length({})
        if (name, key) in _ONE_OR_MANY:
            new = {"anyOf": [*_branches(new), *_single(new)]}
        if key not in required:
            new = _or_null(new)
        if said.get("default") in ("", [], {}, None) or isinstance(said["default"], dict):
            said.pop("default", None)
        elif length:
            said["default"] = 0
        if said.get("description", "").startswith("A number and its unit"):
            said["description"] = f"{_SAID.get(key, '')}{said['description']}"
        part["properties"][key] = {**said, **new}
    if name == "Caption":
        written = part["properties"]
        part["properties"] = {"as" if k == "kind" else k: v for k, v in written.items()}


_SAID = {
    "width": "The trimmed width. ",
    "height": "The trimmed height. ",
    "bleed": "How far pictures reach beyond the trim. ",
    "top": "At the head of the page. ",
    "bottom": "At the foot of the page. ",
    "inner": "At the spine. ",
    "outer": "At the fore edge. ",
}


def _loosened(field: Any) -> Any:
    """A field that takes what YAML may have made of it."""
    if isinstance(field, list):
        return [_loosened(f) for f in field]
    if not isinstance(field, dict):
        return field
    kind = field.get("type")
    if "enum" in field:
        return {"enum": list(field["enum"])}
    if kind == "string":
        return {**field, "type": ["string", "number", "boolean"]}
    if kind == "integer":
        return {**field, "type": ["integer", "string"], "pattern": _INTEGER}
    if kind == "number":
        return {**field, "type": ["number", "string"], "pattern": _NUMBER}
    if kind == "boolean":
        return {"anyOf": [{"type": "boolean"}, {"enum": [*_FLAGS, "1", "0", 1, 0]}]}
    new = {
        k: _loosened(v) if k in ("anyOf", "items", "prefixItems", "additionalProperties") else v
        for k, v in field.items()
    }
    if "oneOf" in new:  # a branch may take what another takes, once both are loose
        new["anyOf"] = _loosened(new.pop("oneOf"))
    return new


def _length(field: dict[str, Any]) -> dict[str, Any]:
    # Zero needs no unit; the bounds of the model are in points, which no schema can compute.
    return {"anyOf": [{"type": "string", "pattern": LENGTH_PATTERN}, {"const": 0}]}


def _branches(field: dict[str, Any]) -> list[dict[str, Any]]:
    return list(field["anyOf"]) if set(field) == {"anyOf"} else [field]


def _single(field: dict[str, Any]) -> list[dict[str, Any]]:
    """What a list holds, for a list of one that is written without brackets."""
    return [dict(b["items"]) for b in _branches(field) if "items" in b]


def _or_null(field: dict[str, Any]) -> dict[str, Any]:
    branches = _branches(field)
    if {"type": "null"} in branches:
        return field
    return {"anyOf": [*branches, {"type": "null"}]}


def _dialogue(field: dict[str, Any]) -> dict[str, Any]:
    line = Line.model_json_schema()["properties"]
    text = {**_loosened(line["text"]), "description": line["text"]["description"]}
    extras = {"text": text}
    for name, key in (("as", "kind"), ("at", "at"), ("tail", "tail")):
        said = _loosened({"anyOf": line[key]["anyOf"]})
        extras[name] = {"description": line[key]["description"], **_or_null(said)}
    extras["as"]["description"] = "The balloon's kind; the character's own where it is left out."
    for value in extras.values():
        value.pop("title", None)
    balloon = {
        "type": "object",
        "properties": extras,
        "required": ["text"],
        "additionalProperties": False,
    }
    item = {
        "type": "object",
        "description": "One balloon: the speaker's key, and the words or {text, as, at, tail}.",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": {"anyOf": [text, balloon]},
    }
    return {
        "description": field["description"],
        "anyOf": [{"type": "array", "items": item}, {"type": "null"}],
    }


def _cast(field: dict[str, Any]) -> None:
    """Characters may stand there without a word about them, and names keep to a pattern."""
    for branch in field["anyOf"]:
        for pattern, character in branch.get("patternProperties", {}).items():
            branch["patternProperties"][pattern] = _or_null(character)
            branch["additionalProperties"] = False


def _style_rule() -> dict[str, Any]:
    """Codes exclude style images and a type."""
    given = {"anyOf": [{"type": "array", "minItems": 1}, {"type": ["string", "number"]}]}
    return {
        "if": {"required": ["codes"], "properties": {"codes": given}},
        "then": {
            "properties": {
                "images": {"anyOf": [{"type": "array", "maxItems": 0}, {"type": "null"}]},
                "type": {"enum": ["auto", None]},
            }
        },
    }


def _either(story: dict[str, Any]) -> None:
    """Pages or panels, never both, and not without any."""
    both = []
    for key in ("pages", "panels"):
        for branch in story["properties"][key]["anyOf"]:
            if branch.get("type") == "array":
                branch["minItems"] = 1
        both.append({"required": [key], "properties": {key: {"type": "array"}}})
    story["oneOf"] = both


def _offer(field: dict[str, Any], names: Collection[str]) -> None:
    """Puts the known names in place of any text."""
    for branch in field["anyOf"] if names else ():
        if "anyOf" in branch:
            _offer(branch, names)
        elif "string" in branch.get("type", ()):
            branch.clear()
            branch["enum"] = list(names)
