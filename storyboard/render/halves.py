"""The two pages of a double page, each with nothing on it but what it shows."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Literal

from storyboard.geometry import Path, Rect, bounds, flatten
from storyboard.layout.model import Letter, PanelSheet, Run, Shape, Sheet, TextLine

_HAIR = 0.05
"""Points by which a glyph must reach over the fold to be printed on the other side too."""


def half(sheet: Sheet, part: Literal["left", "right"], *, bled: bool) -> Sheet:
    """A half of a double page as a sheet of its own, in the coordinates of the whole.

    `bled` says whether it has a bleed at the fold too. Pictures, borders and balloons that reach
    over the fold are on both halves; of a line across it each has the letters that it shows.
    """
    whole, t = sheet.trim.union(sheet.bleed), sheet.trim
    edge = t.x - whole.x
    at_fold = edge if bled else 0.0
    trim = Rect(t.x if part == "left" else t.cx, t.y, t.w / 2, t.h)
    x = trim.x - (edge if part == "left" else at_fold)
    bleed = Rect(x, whole.y, trim.w + edge + at_fold, whole.h)
    near, far = max(sheet.live.x, trim.x), min(sheet.live.right, trim.right)
    live = Rect(near, sheet.live.y, far - near, sheet.live.h)
    panels = [made for panel in sheet.panels if (made := _panel(panel, trim, bleed))]
    return replace(
        sheet,
        trim=trim,
        bleed=bleed,
        live=live,
        panels=tuple(panels),
        furniture=_lines(sheet.furniture, trim),
    )


def _panel(panel: PanelSheet, trim: Rect, bleed: Rect) -> PanelSheet | None:
    letters = [made for letter in panel.letters if (made := _letter(letter, trim, bleed))]
    legend = _lines(panel.legend, trim)
    if _touches(panel.box.inset(-panel.border_width / 2), bleed):
        words = _lines(panel.placeholder, trim)
        return replace(panel, letters=tuple(letters), legend=legend, placeholder=words)
    if not letters and not legend:
        return None
    return replace(
        panel,
        border=(),
        border_width=0.0,
        art=None,
        placeholder=(),
        letters=tuple(letters),
        legend=legend,
    )


def _letter(letter: Letter, trim: Rect, bleed: Rect) -> Letter | None:
    shapes = tuple(shape for shape in letter.shapes if _shows(shape, bleed))
    lines = _lines(letter.lines, trim)
    return replace(letter, shapes=shapes, lines=lines) if shapes or lines else None


def _shows(shape: Shape, bleed: Rect) -> bool:
    return bool(shape.path) and _touches(_box(shape.path).inset(-shape.width / 2), bleed)


def _box(path: Path) -> Rect:
    return bounds(point for contour in flatten(path) for point in contour)


def _lines(lines: tuple[TextLine, ...], trim: Rect) -> tuple[TextLine, ...]:
    out = []
    for line in lines:
        if trim.x - _HAIR <= line.box.x and line.box.right <= trim.right + _HAIR:
            out.append(line)
            continue
        runs = [run for of in line.runs if (run := _run(of, line, trim)).glyphs]
        if runs:
            out.append(replace(line, runs=tuple(runs)))
    return tuple(out)


def _run(run: Run, line: TextLine, trim: Rect) -> Run:
    """What of a run a half shows; a turned one is a drawing, and shown whole where it reaches."""
    turned: object = getattr(run, "turns", None)
    if run.angle or turned:
        reaches = line.box.right > trim.x and line.box.x < trim.right
        return run if reaches else replace(run, glyphs=())
    starts = sorted({glyph.x for glyph in run.glyphs} | {run.width})
    after = dict(pairwise(starts))
    kept = []
    for glyph in run.glyphs:
        x = run.at[0] + glyph.x
        end = run.at[0] + after.get(glyph.x, glyph.x)
        if end > trim.x + _HAIR and x < trim.right - _HAIR:
            kept.append(glyph)
    return replace(run, glyphs=tuple(kept))


def _touches(one: Rect, other: Rect) -> bool:
    return (
        one.right > other.x
        and one.x < other.right
        and one.bottom > other.y
        and one.y < other.bottom
    )
