"""The cast on paper: a model sheet for whoever draws, a portrait for whoever must find a face."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PIL import Image

from .camera import frame_shot
from .canvas import Canvas
from .design import Design, design_cast, for_look
from .figure import Place, draw_figure, head_centre
from .framing import size_of
from .look import Light, contrast, light_for
from .mien import mien_of
from .model import RGB, Actor, Figure, Look
from .rng import seed_of

SHEET = (1680, 1188)
"""Pixels of a model sheet."""
EXPRESSIONS = ("neutral", "joy", "anger", "sadness", "surprise", "fear")
_TURNS = (("front", 0.0, 1.0), ("three-quarter", 0.45, 0.82), ("side", 1.0, 0.36),
          ("back", 0.0, 0.96))  # fmt: skip
_BEAST_TURNS = ("stand", "walk", "sit", "run")
_DARK: RGB = (44, 42, 50)


@dataclass(frozen=True, slots=True)
class _Model:
    canvas: Canvas
    light: Light
    design: Design


def _design(actor: Actor, others: Sequence[Actor], look: Look) -> Design:
    """How the actor looks among the others of the story, as in its panels."""
    everyone = design_cast([actor, *(o for o in others if o.id != actor.id)])
    return for_look(everyone[actor.id], look, sorted(everyone).index(actor.id))


def _begin(size: tuple[int, int], look: Look, seed: int, design: Design) -> _Model:
    canvas = Canvas(*size, look, seed_of("cast", seed))
    light = light_for("day", "clear", True)
    canvas.light = light
    return _Model(canvas, light, design)


def _box(canvas: Canvas, x: float, y: float, w: float, h: float, colour: RGB) -> None:
    canvas.role = "light"
    canvas.shape([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], colour)


def _label(canvas: Canvas, words: str, x: float, y: float) -> None:
    """Small capitals about `x`: capitals have one height, so that all labels do."""
    canvas.role = "light"
    half = 9.0 * len(words) + 8
    quad = [(x - half, y), (x + half, y), (x + half, y + 20), (x - half, y + 20)]
    canvas.text(quad, words.upper(), _DARK)


def model_sheet(actor: Actor, others: Sequence[Actor], look: Look, seed: int) -> Image.Image:
    """The character from four sides, in six expressions, with the colours they wear.

    `others` are the rest of the story's cast: no two of them look alike. RGB, `SHEET` pixels.
    """
    design = _design(actor, others, look)
    model = _begin(SHEET, look, seed, design)
    canvas = model.canvas
    wide, high = SHEET
    ground: RGB = (238, 235, 228) if look == "colour" else (255, 255, 255)
    _box(canvas, 0, 0, wide, high, ground)
    _box(canvas, 0, 0, wide, 96, _DARK)
    canvas.role = "light"
    name = (actor.name or actor.id).strip()[:40] or "?"
    span = min(40 + 30 * len(name), wide - 560)
    canvas.text([(40, 20), (40 + span, 20), (40 + span, 78), (40, 78)], name, (250, 248, 244))
    _chips(model, wide - 40, 22)
    _turnaround(model, (20, 110, wide - 40, 620))
    for i, mood in enumerate(EXPRESSIONS):
        w = (wide - 40) / 6
        _face(model, mood, (20 + i * w, 740, w, high - 790))
        _label(canvas, mood, 20 + (i + 0.5) * w, high - 40)
    return canvas.picture()


def _turnaround(model: _Model, box: tuple[float, float, float, float]) -> None:
    x0, y0, w, h = box
    canvas, design = model.canvas, model.design
    cell = w / 4
    _box(canvas, x0, y0 + h - 64, w, 2, (170, 166, 160))
    for i, (label, turn, square) in enumerate(_TURNS):
        figure = Figure("", pose="stand")
        place = Place(turn=turn, width=square, behind=label == "back", variant=0)
        if design.beast:
            figure, place = Figure("", pose=_BEAST_TURNS[i]), Place()
        tall = design.height * (1.5 if design.beast else 1.06)
        long = design.height * 2.9 if design.beast else 0.0
        scale = min((h - 70) / tall, cell / max(long, 0.1))
        view = h / scale
        camera = frame_shot("full", "eye", int(cell), int(h), (0.0, 1.0, 0.0), False, 0.0)
        by = 2.45 / view
        # Straight from the side: the feet stand on one line.
        distance = -camera.eye[2] / by
        camera = replace(
            camera, eye=(0.0, tall / 2, -distance), pitch=0.0, roll=0.0,
            centre=(x0 + (i + 0.5) * cell, y0 + h - 62 - scale * tall / 2),
            focal=scale * distance,
        )  # fmt: skip
        draw_figure(canvas, camera, figure, design, place, model.light)
        _label(canvas, _BEAST_TURNS[i] if design.beast else label, x0 + (i + 0.5) * cell,
            y0 + h - 40)  # fmt: skip


def _face(model: _Model, mood: str, box: tuple[float, float, float, float]) -> None:
    """A head in a window of the sheet: drawn apart, or its shoulders would cross the edge."""
    x0, y0, w, h = box
    canvas, design = model.canvas, model.design
    size = (int(w) - 12, int(h))
    apart = _begin(size, canvas.look, 1, design)
    back: RGB = (222, 217, 206) if canvas.look == "colour" else (255, 255, 255)
    _box(apart.canvas, 0, 0, *size, back)
    _bust(apart, Figure("", mood), Place(shot="close-up", turn=0.3, variant=0), "close-up")
    canvas.inset(apart.canvas.picture(), int(x0) + 6, int(y0))
    canvas.role = "light"
    edge = [(x0 + 6, y0), (x0 + 6 + size[0], y0), (x0 + 6 + size[0], y0 + h), (x0 + 6, y0 + h)]
    canvas.line(edge, 2.0, _DARK, closed=True, wobble=False)


def _bust(model: _Model, figure: Figure, place: Place, shot: str) -> None:
    canvas, design = model.canvas, model.design
    x, y = head_centre(figure, design, place)
    size = size_of([design], shot)
    camera = frame_shot(shot, "eye", canvas.width, canvas.height, (x, y, 0.0), False, 0.0,
        size=size)  # fmt: skip
    mien = mien_of(figure.expression)
    draw_figure(canvas, camera, figure, design, replace(place, shadow=False), model.light, mien)


def _chips(model: _Model, right: float, y: float) -> None:
    """The colours of the character, each once."""
    d = model.design
    colours: list[RGB] = []
    worn = [d.skin, d.hair, d.eyes, d.top_colour, d.under_colour, d.bottom_colour, d.shoe_colour]
    if d.hat:
        worn.append(d.hat_colour)
    if d.neckwear:
        worn.append(d.neck_colour)
    for colour in worn:
        if all(contrast(colour, c) > 0.04 for c in colours):
            colours.append(colour)
    for i, colour in enumerate(reversed(colours)):
        x = right - 54 * (i + 1)
        _box(model.canvas, x - 2, y - 2, 52, 56, (250, 248, 244))
        _box(model.canvas, x, y, 48, 52, colour)


def portrait(
    actor: Actor, others: Sequence[Actor], look: Look, seed: int, size: int = 1024
) -> Image.Image:
    """A clear portrait from the front, head and shoulders on a plain ground, `size` pixels square.

    Plain enough to be given to another generator as the reference of a character.
    """
    side = min(max(size, 16), 8192)
    design = _design(actor, others, look)
    model = _begin((side, side), look, seed, design)
    back: RGB = (224, 224, 222) if look == "colour" else (255, 255, 255)
    _box(model.canvas, 0, 0, side, side, back)
    place = Place(shot="medium-close-up", turn=0.12, variant=0, width=0.96, gaze=(0.0, 0.0))
    _bust(model, Figure("", "neutral"), place, "close-up" if design.beast else "medium-close-up")
    return model.canvas.picture()
