"""Which part of a page's content is what: the numbers by which a tagged PDF finds it.

A page's content is painted pictures first, and read panel by panel. Each part is therefore
marked with a number as it is painted (ISO 32000-1, 14.7.4), and the book's structure names the
numbers in reading order. Both sides ask here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from storyboard.layout.model import PanelSheet, Sheet

Part = tuple[Literal["furniture", "art", "words", "letter", "legend"], int, int]
"""What it is, of which panel (by its place on the page), and which letter of it."""


def parts(sheet: Sheet) -> Iterator[Part]:
    """Every part of a page that is read, in reading order; its place is its number."""
    if sheet.furniture:
        yield ("furniture", -1, 0)
    for place, panel in enumerate(sheet.panels):
        yield from panel_parts(panel, place)


def panel_parts(panel: PanelSheet, place: int) -> Iterator[Part]:
    """The parts of one panel, the `place`-th of its page."""
    yield ("art", place, 0)
    if panel.art is None and panel.placeholder:
        yield ("words", place, 0)
    for index in range(len(panel.letters)):
        yield ("letter", place, index)
    if panel.legend:
        yield ("legend", place, 0)


def numbers(sheet: Sheet) -> dict[Part, int]:
    """The number of every part."""
    return {part: number for number, part in enumerate(parts(sheet))}
