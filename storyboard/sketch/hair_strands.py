"""What shapes hair: the gleam round the crown, locks in shade, strands, curls, in each look."""

from __future__ import annotations

from math import cos, exp, sin

import numpy as np

from . import curve
from .curve import Array, Frame
from .design import Design
from .hair_behind import hair_lines
from .locks import Field, notches, wedge
from .look import luminance
from .model import RGB
from .pen import Pen

_WHITE: RGB = (255, 255, 255)
_JITTER = (0.0, 0.35, -0.25, 0.15, -0.4, 0.3, -0.1, 0.42, -0.32, 0.08)


def draw_strands(
    pen: Pen, frame: Frame, field: Field, design: Design, xy: Array, detail: float
) -> None:
    """Gleam, shade and strands on a head of hair whose mass `xy` (pixels) is filled."""
    _gleam(pen, frame, field, design, xy, detail)
    _shaded(pen, frame, field, design, xy, detail)
    _parted(pen, frame, field, design, xy, detail)


def _lit_x(pen: Pen, frame: Frame) -> float:
    """Where on the crown the light lies, in head units."""
    return -0.14 if pen.key[0] * (1 if frame.a > 0 else -1) < 0 else 0.14


def _gleam(pen: Pen, frame: Frame, field: Field, design: Design, xy: Array, detail: float) -> None:
    """A band of light that follows the skull across the strands, its edges broken by them."""
    canvas = pen.canvas
    _, pale = hair_lines(design)
    lit = _lit_x(pen, frame)
    tone = pale if canvas.look == "colour" else _WHITE
    canvas.role = "hair"
    across = np.arange(-0.94, 0.95, 0.04 if detail > 300 else 0.055 if detail > 150 else 0.09)
    phi = np.degrees(np.arcsin(across)) - field.turn
    index = np.arange(len(across))
    jitter = np.resize(np.array(_JITTER), len(across) + 4)
    # Strip by strip: between two of them the band draws in.
    odd = np.where(index % 2 == 1, 0.34, 1.0)
    # About which x: from behind, where no face leads the eye, the far side gleams a little too.
    spots = [(False, lit)]
    if field.cut.back and field.cut.extra != "locs":
        spots.append((True, 2.0 * lit))
    if field.skull.behind:
        spots.append((False, -1.7 * lit))
    for low, centre in spots:
        base, reach = _gleaming(field, phi, low)
        where, seen = field.spots(phi, base)
        wide = 0.17 if centre * lit > 0 else 0.10
        near = np.exp(-(((where[:, 0] - centre) / wide) ** 2))
        kept = seen & (near > 0.10) & (base > 0)
        if np.count_nonzero(kept) < 4:
            continue
        deep = reach * near * odd
        up = base - deep * (1.0 + 0.9 * jitter[:-4])
        down = base + 1.4 * deep * (1.0 + 1.2 * jitter[4:])
        top, _ = field.spots(phi[kept], np.clip(up, 0.05, 0.95)[kept])
        foot, _ = field.spots(phi[kept], np.clip(down, 0.05, 0.95)[kept])
        canvas.fill(pen.px(frame, np.concatenate([top, foot[::-1]])), tone, within=xy)


def _gleaming(field: Field, phi: Array, low: bool) -> tuple[Array, Array]:
    """Where on the strands that end at `phi` light lies, and how far: shares of their length.

    `low` is the second gleam of hair that hangs, where it turns in; 0 where it does not.
    """
    if field.cut.combed:
        return np.full(len(phi), 0.66), np.full(len(phi), 0.10)
    end = field.level(phi)
    span = np.maximum(0.47 - end, 0.12)
    fall = np.minimum(0.19, 0.33 * span)
    if low:
        fall = np.where(end > -0.3, 0.0, np.where(span < 1.0, np.maximum(span - 0.28, 0), 0.62))
    return np.asarray((fall / span) ** 0.8), np.asarray(np.minimum(0.075 / span, 0.24))


def _shaded(pen: Pen, frame: Frame, field: Field, design: Design, xy: Array, detail: float) -> None:
    """Wedges of shade that rise from the notches between the locks, deeper off the light."""
    canvas, cut = pen.canvas, field.cut
    dark, _ = hair_lines(design)
    black = luminance(design.hair) < 0.36
    lit = _lit_x(pen, frame)
    bounds, _, _ = notches(cut.locks, cut.parting or 0.0)
    angles = field.seen(bounds[:-1], 5)
    if not cut.fringe and not cut.combed:
        angles = [a for a in angles if abs((a + 180) % 360 - 180) >= 62]
    if not angles:
        return
    feet, _ = field.spots(np.array(angles), np.full(len(angles), 0.9))
    off = np.clip(0.5 + (feet[:, 0] - lit) * (-1.2 if lit > 0 else 1.2), 0.0, 1.0)
    jitter = np.array([_JITTER[round((a + 720) * 10) % 10] for a in angles])
    start = np.maximum(0.76 - 0.26 * off - 0.12 * jitter, 0.15)
    shaped: list[tuple[Array, Array | None]] = []
    for i, run in enumerate(field.strands(angles, start, np.ones(len(angles)))):
        if len(run) < 4:
            continue
        if canvas.look == "ink" and black:
            # Feathering: white lines that run out into the black.
            if i % 2 == 0 or off[i] < 0.3:
                pen.stroke(frame, run, 0.75, _WHITE, within=xy)
        else:
            thin, more = (0.035, 0.05) if canvas.look == "colour" else (0.022, 0.034)
            # Cutting costs time, and only what lies near the edge can cross it.
            edge = xy if abs(angles[i] + field.turn) > 52 else None
            shaped.append((wedge(run, thin + more * float(off[i])), edge))
    canvas.role = "hair"
    for ring, edge in shaped:
        if canvas.look == "colour":
            canvas.fill(pen.px(frame, ring), dark, within=edge)
        else:
            canvas.shape(pen.px(frame, ring), canvas.line_colour(pen.ink), within=edge)
    if detail < 90:
        return
    # Fine strands between the notches.
    line = pen.soft(dark, 0.8) if canvas.look == "colour" else pen.ink
    middles = (bounds[:-1] + bounds[1:]) / 2
    angles = field.seen(middles, 8)[:: 3 if detail < 200 else 2 if canvas.look != "pencil" else 1]
    k = np.arange(len(angles))
    a = 0.17 + 0.12 * np.array(_JITTER)[k % 10]
    b = 0.62 + 0.22 * np.array(_JITTER)[(k + 5) % 10]
    for phi, run in zip(angles, field.strands(angles, a, b), strict=True):
        if len(run) > 3:
            edge = xy if abs(phi + field.turn) > 52 else None
            pen.stroke(frame, run, 0.55, line, within=edge)


def _parted(pen: Pen, frame: Frame, field: Field, design: Design, xy: Array, detail: float) -> None:
    """The parting: a line over the crown from the brow, or the whorl behind."""
    cut, skull = field.cut, field.skull
    dark, _ = hair_lines(design)
    ink_black = pen.canvas.look == "ink" and luminance(design.hair) < 0.36
    tone = _WHITE if ink_black else pen.soft(dark, 0.75)
    if skull.behind or cut.parting is None or cut.combed:
        return
    seat = cut.parting + field.turn
    if abs(seat) > 84:
        return
    foot = float(field.level(np.array([cut.parting]))[0])
    v = np.linspace(0.47, max(foot + 0.01, 0.30), 7)
    run = field.points(np.full(7, cut.parting), v)
    run = run + np.array([0.0, cut.top]) * np.linspace(0.75, 0.1, 7)[:, None]
    pen.stroke(frame, run, 1.0, tone, within=xy)


def draw_curls(
    pen: Pen, frame: Frame, field: Field, design: Design, xy: Array, detail: float
) -> None:
    """Ringlets over a mass of curls: arcs in rows, lit above, shaded below."""
    canvas = pen.canvas
    dark, pale = hair_lines(design)
    black = luminance(design.hair) < 0.36
    lit = _lit_x(pen, frame)
    big = field.cut.top > 0.2
    low, high = field.outer.min(axis=0), field.outer.max(axis=0)
    floor = float(field.line[:, 1].max()) if not field.skull.behind else -0.15
    step = 0.115 if detail > 120 else 0.17
    row, y = 0, float(high[1]) - 0.07
    ink = pen.soft(dark, 0.85)
    if canvas.look == "ink" and black:
        ink = _WHITE
    while y > min(floor, float(low[1]) + 0.1) + 0.02:
        x = float(low[0]) + 0.06 + 0.5 * step * (row % 2)
        k = row * 3
        while x < float(high[0]) - 0.03:
            k += 1
            cx, cy = x + 0.03 * sin(k * 2.3), y + 0.025 * cos(k * 1.7)
            r = (0.040 if big else 0.046) * (1 + 0.3 * sin(k * 1.3))
            begin = 30 + 50 * sin(k * 2.9)
            near = exp(-(((cx - lit) / 0.2) ** 2) - ((cy - 0.40) / 0.14) ** 2)
            arc = curve.arc(cx, cy, r, r * 0.85, begin, begin + 215, 8)
            if near > 0.42:
                tone = pale if canvas.look == "colour" else _WHITE if black else ink
                pen.stroke(frame, arc, 1.35, tone, within=xy, role="hair")
            elif (k + row) % 2 or detail > 200:
                pen.stroke(frame, arc, 0.75, ink, within=xy)
            x += step
        y -= step * 0.82
        row += 1


def draw_stubble(pen: Pen, frame: Frame, field: Field, design: Design, detail: float) -> None:
    """Short dashes over cropped hair, thinner towards the light."""
    dark, _ = hair_lines(design)
    tone = pen.soft(dark, 0.8)
    lit = _lit_x(pen, frame)
    angles = field.seen(np.arange(-180.0, 180.0, 17.0), 8)
    count = len(angles)
    for j, t in enumerate((0.28, 0.5, 0.72, 0.92)):
        if detail < 120 and j % 2:
            continue
        at = np.full(count, t)
        for i, run in enumerate(field.strands(angles, at, at + 0.07, 3)):
            away = len(run) == 3 and abs(float(run[0, 0]) - lit) > 0.09
            if away and not (i + j) % 2:
                pen.stroke(frame, run, 0.6, tone, taper=False)
