"""The display list: everything on every page, placed, in points from the trim's top left.

Render draws it and decides nothing. y grows downward; paths are closed; order in a tuple
is the order of painting and, for letters, of reading.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Literal

from storyboard.geometry import Path, Point, Rect

Kind = Literal["speech", "thought", "shout", "whisper", "radio", "caption", "sfx"]
RGB = tuple[float, float, float]
"""0 to 1 each."""

BLACK: RGB = (0.0, 0.0, 0.0)
WHITE: RGB = (1.0, 1.0, 1.0)

_RTL = ("R", "AL", "AN", "RLE", "RLO", "RLI")


def has_rtl(text: str) -> bool:
    """Whether any character runs right to left; plain Latin text is told at once."""
    return not text.isascii() and any(unicodedata.bidirectional(c) in _RTL for c in text)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A placed glyph: its index in the font, and the words it stands for when copied.

    `x` and `y` are the origin's offset from the run's start; `text` is empty for all but
    the first glyph of a cluster.
    """

    id: int
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one font and size on one baseline, starting at `at`."""

    font: str
    """A font by a name that `storyboard.fonts.font` knows: a shipped one's, or file and index."""
    size: float
    at: Point
    glyphs: tuple[Glyph, ...]
    width: float
    colour: RGB = BLACK
    outline: float = 0.0
    """Width of a white outline round the glyphs, behind them, in points (lettered effects)."""
    angle: float = 0.0
    """Degrees, counter-clockwise, about `at`."""
    slant: float = 0.0
    """Degrees by which upright glyphs lean to the right, where a font has no italic."""
    heavier: float = 0.0
    """Width of a stroke in the run's colour that makes the glyphs bolder, in points."""
    edge: float = 0.0
    """Width of a black line round the glyphs, between them and the outline, in points."""
    turns: tuple[float, ...] = ()
    """Degrees, counter-clockwise, for each glyph, about its origin; empty where all are upright.
    The glyphs' places are along the run's own baseline, which `angle` turns."""
    sizes: tuple[float, ...] = ()
    """Of the run's size, for each glyph; empty where `turns` is."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of lettering as it is read: its words as drawn, its box, its glyph runs."""

    text: str
    box: Rect
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled and stroked path. Widths in points; `dash` as on/off lengths."""

    path: Path
    fill: RGB | None
    stroke: RGB | None
    width: float = 0.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Tail:
    """Where a balloon's tail leaves it, ends, and aims at."""

    root: Point
    tip: Point
    target: Point


@dataclass(frozen=True, slots=True)
class Letter:
    """One piece of lettering: a balloon, a caption or an effect."""

    kind: Kind
    speaker: str
    text: str
    """As written in the story."""
    order: int
    """Place in the panel's reading order, from 1."""
    size: float
    """Of the type, in points."""
    outline: Path
    """The body with its tail, as one path; what `layout --json` gives."""
    shapes: tuple[Shape, ...]
    """What is painted, in order: for a thought its bubbles and its cloud."""
    lines: tuple[TextLine, ...]
    tail: Tail | None = None


@dataclass(frozen=True, slots=True)
class Art:
    """A picture placed in its panel: the whole picture at `box`, clipped to the panel."""

    file: FilePath
    mime: str
    width: int
    height: int
    sha256: str
    box: Rect
    ppi: float
    """Effective pixels an inch as printed."""
    crop: float
    """The part of the picture's area that the panel hides, 0 to 1."""


@dataclass(frozen=True, slots=True)
class PanelSheet:
    """One panel, finished."""

    id: str
    box: Rect
    border: Path
    border_width: float
    art: Art | None
    placeholder: tuple[TextLine, ...]
    """What a panel without a picture says in its place."""
    faces: tuple[Rect, ...]
    letters: tuple[Letter, ...]
    legend: tuple[TextLine, ...] = ()
    """The text of a storyboard sheet, under the frame."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page, finished."""

    number: int
    trim: Rect
    bleed: Rect
    live: Rect
    panels: tuple[PanelSheet, ...]
    furniture: tuple[TextLine, ...] = ()
    """What stands on the page besides its panels: a storyboard sheet's title and number."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something below the letterer's standard: where, what, and what to do."""

    panel: str
    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Book:
    """All pages, with what the metadata says."""

    title: str
    author: str
    language: str
    sheets: tuple[Sheet, ...]
    reading: Literal["ltr", "rtl"] = "ltr"
    remarks: tuple[Remark, ...] = ()
