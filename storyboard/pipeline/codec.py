"""Finished sheets as plain JSON and back: tagged lists, whatever fields their classes have."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any

from storyboard import geometry
from storyboard.layout import model

_CLASSES: tuple[type, ...] = tuple(
    value
    for module in (geometry, model)
    for value in vars(module).values()
    if isinstance(value, type) and is_dataclass(value) and value.__module__ == module.__name__
)
_GLYPHS, _FILE, _TUPLE = -2, -1, 0
"""The first item of a list says what it is; from 1 on they count `_CLASSES`."""


def dumped(value: object) -> str:
    """A sheet, or a part of one, as one line of JSON. Raises `TypeError` for anything else."""
    return json.dumps(_plain(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def loaded(text: str) -> Any:
    """What `dumped` was given. Raises `ValueError`, `TypeError` or `IndexError` for other text."""
    return _made(json.loads(text))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple):
        if value and all(type(v) is model.Glyph for v in value):
            # Most of a sheet is glyphs: their fields by columns are read in a third of the time.
            return [_GLYPHS, *map(list, zip(*map(_GLYPH, value), strict=True))]
        return [_TUPLE, *map(_plain, value)]
    if isinstance(value, Path):
        return [_FILE, str(value)]
    known = _TAGS.get(type(value))
    if not known:
        raise TypeError(f"{type(value).__name__} is no part of a sheet")
    tag, parts = known
    return [tag, *map(_plain, parts(value))]


def _parts(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    names = [f.name for f in fields(kind)]
    parts = attrgetter(*names)
    return parts if len(names) > 1 else lambda value: (parts(value),)


_GLYPH = _parts(model.Glyph)
_TAGS = {kind: (tag, _parts(kind)) for tag, kind in enumerate(_CLASSES, 1)}


def _made(value: Any) -> Any:
    if type(value) is not list:
        return value
    tag = value[0]
    if tag == _GLYPHS:
        return tuple(map(model.Glyph, *value[1:]))
    # Most values are numbers and words: a call for each would take twice as long.
    rest = [_made(v) if type(v) is list else v for v in value[1:]]
    if tag == _TUPLE:
        return tuple(rest)
    if tag == _FILE:
        return Path(rest[0])
    return _CLASSES[tag - 1](*rest)
