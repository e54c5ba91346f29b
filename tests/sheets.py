"""Sheets made by hand, for what draws them: panels, balloons and lines placed by plain numbers."""

from __future__ import annotations

import hashlib
import io
import itertools
from functools import cache
from pathlib import Path

import uharfbuzz as hb
from PIL import Image

from storyboard.fonts import font_path
from storyboard.geometry import Rect, rectangle
from storyboard.layout.model import (
    BLACK,
    WHITE,
    Art,
    Book,
    Glyph,
    Letter,
    PanelSheet,
    Run,
    Shape,
    Sheet,
    TextLine,
)

TRIM = Rect(0, 0, 477, 738)


@cache
def harfbuzz(name: str) -> hb.Font:
    return hb.Font(hb.Face(font_path(name).read_bytes()))


def line(
    drawn: str,
    at: tuple[float, float],
    *,
    source: str = "",
    font: str = "comic",
    size: float = 8.0,
    outline: float = 0.0,
    angle: float = 0.0,
    colour: tuple[float, float, float] = BLACK,
) -> TextLine:
    """One shaped line; `source` is what it is copied as, letter for letter."""
    shapes = harfbuzz(font)
    source = source or drawn
    buffer = hb.Buffer()
    buffer.add_str(drawn)
    buffer.guess_segment_properties()
    hb.shape(shapes, buffer, {})
    clusters = sorted({info.cluster for info in buffer.glyph_infos} | {len(source)})
    text = {a: source[a:b] for a, b in itertools.pairwise(clusters)}
    unit = size / shapes.face.upem
    glyphs, pen = [], 0.0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        x, y = (pen + place.x_offset) * unit, -place.y_offset * unit
        glyphs.append(Glyph(info.codepoint, x, y, text.pop(info.cluster, "")))
        pen += place.x_advance
    run = Run(font, size, at, tuple(glyphs), pen * unit, colour, outline, angle)
    return TextLine(drawn, Rect(at[0], at[1] - size, pen * unit, size), (run,))


def letter(*lines: TextLine, shapes: tuple[Shape, ...] = (), order: int = 1) -> Letter:
    return Letter("speech", "mara", "", order, 8.0, (), shapes, lines)


def balloon(box: Rect, *lines: TextLine) -> Letter:
    path = rectangle(box)
    return letter(*lines, shapes=(Shape(path, WHITE, BLACK, 1.0),))


def art(file: Path, box: Rect, mime: str = "image/jpeg") -> Art:
    return Art(file, mime, 1, 1, hashlib.sha256(file.read_bytes()).hexdigest(), box, 300.0, 0.0)


def panel(box: Rect, *letters: Letter, picture: Art | None = None) -> PanelSheet:
    return PanelSheet("pier", box, rectangle(box), 1.5, picture, (), (), letters)


def sheet(*panels: PanelSheet, bleed: float = 0.0, number: int = 1) -> Sheet:
    return Sheet(number, TRIM, TRIM.inset(-bleed), TRIM.inset(22.5, 45), panels)


def book(*sheets: Sheet) -> Book:
    return Book("The Last Boat", "Anna Ø", "en-GB", sheets)


def jpeg(
    file: Path,
    size: tuple[int, int] = (60, 40),
    mode: str = "RGB",
    colour: str = "#3060c0",
    **options: object,
) -> bytes:
    """Writes a JPEG of one colour with a darker corner, and gives its bytes."""
    picture = Image.new("RGB", size, colour)
    picture.paste("#101010", (0, 0, size[0] // 4, size[1] // 4))
    out = io.BytesIO()
    picture.convert(mode).save(out, "JPEG", quality=90, **options)
    file.write_bytes(out.getvalue())
    return out.getvalue()
