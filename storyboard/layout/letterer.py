"""The letterer: a panel's words become placed balloons, captions and effects."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from storyboard.geometry import Path, Point, Rect, rectangle
from storyboard.layout import balloons, tails
from storyboard.layout.breaking import Setting, settings, units
from storyboard.layout.model import RGB, Kind, Letter, Remark, Shape, Tail, TextLine
from storyboard.layout.place import Piece, Placed, place
from storyboard.layout.text import Styled, display, runs, width
from storyboard.layout.voices import ITALICS, LEADING, VOICES, Voice
from storyboard.story.model import Character, Panel, Place

INSET = 3.0
"""Points from the panel border to the nearest outline."""
WIDEST = 0.7
"""The widest line, as a share of the panel's width (captions: nearly all of it)."""
EFFECT_ANGLE = 6.0
EFFECT_SHARE = 0.36
"""An effect's width, as a share of its panel's."""


@dataclass(frozen=True, slots=True)
class Head:
    """A head on the page: whose, its box, and the mouth."""

    character: str
    box: Rect
    mouth: Point


@dataclass(frozen=True, slots=True)
class Word:
    """One thing to letter, before it is set."""

    kind: Kind
    speaker: str
    text: str
    at: Place | None
    voice: Voice
    colour: RGB


def words_of(panel: Panel, characters: Mapping[str, Character]) -> list[Word]:
    """A panel's lettering in reading order: captions, dialogue, captions at the bottom, effects."""
    late = ("bottom", "bottom-left", "bottom-right")
    captions = [
        (c.at in late, Word("caption", "", c.text, c.at, VOICES["caption"], VOICES["caption"].ink))
        for c in panel.caption
    ]
    out = [w for after, w in captions if not after]
    for line in panel.dialogue:
        own = characters[line.speaker].voice
        kind = line.kind or own.balloon
        voice = VOICES[kind]
        if own.font != "comic":
            font = ITALICS[own.font] if voice.font.endswith("-italic") else own.font
            voice = replace(voice, font=font)
        colour = voice.ink if own.colour == "black" else rgb(own.colour)
        out.append(Word(kind, line.speaker, line.text, line.at, voice, colour))
    out += [w for after, w in captions if after]
    effect = VOICES["sfx"]
    out += [Word("sfx", "", e.text, e.at, effect, effect.ink) for e in panel.sfx]
    return out


def rgb(colour: str) -> RGB:
    """A CSS colour name or ``#rrggbb`` as fractions."""
    from PIL import ImageColor

    r, g, b = ImageColor.getrgb(colour)[:3]
    return (r / 255, g / 255, b / 255)


def letter(
    panel_id: str,
    words: Sequence[Word],
    box: Rect,
    live: Rect,
    heads: Sequence[Head],
    cast: Sequence[str],
    type_size: float,
    *,
    rtl: bool,
) -> tuple[tuple[Letter, ...], list[Remark]]:
    """Sets, places and outlines a panel's words. Remarks tell what could not be kept."""
    area = _within(box.inset(INSET), live)
    pieces, sized = [], []
    for word in words:
        size = type_size * word.voice.scale
        bodies = _bodies(word, size, area)
        mouth, own = _mouth(word, heads, cast, box, rtl) if word.speaker else (None, None)
        pieces.append(
            Piece(bodies, mouth, own, word.at, word.kind == "caption", word.kind == "sfx")
        )
        sized.append(size)
    placed = place(pieces, area, [h.box for h in heads], rtl=rtl)
    letters, remarks = [], []
    for order, (word, piece, spot) in enumerate(zip(words, pieces, placed, strict=True), 1):
        letters.append(_letter(word, piece, spot, order, panel_id))
        body_box = spot.body.box(spot.centre)
        if not box.holds(body_box, slack=1.0):
            remarks.append(
                Remark(
                    panel_id,
                    "words-too-many",
                    f"the words {_short(word.text)} do not fit their panel",
                    "use fewer words, split them over two panels, or give the panel more room",
                )
            )
        elif not spot.clear:
            remarks.append(
                Remark(
                    panel_id,
                    "lettering-crowded",
                    f"no place keeps {_short(word.text)} clear of faces and other balloons",
                    "use fewer words, or give the panel more room",
                )
            )
    return tuple(letters), remarks


def _short(text: str) -> str:
    return f"'{text if len(text) <= 40 else text[:37] + '...'}'"


def _within(a: Rect, b: Rect) -> Rect:
    x, y = max(a.x, b.x), max(a.y, b.y)
    right, bottom = min(a.right, b.right), min(a.bottom, b.bottom)
    return Rect(x, y, right - x, bottom - y) if right - x > 20 and bottom - y > 12 else a


def _bodies(word: Word, size: float, area: Rect) -> tuple[balloons.Body, ...]:
    font, kind = word.voice.font, word.kind
    if kind == "sfx":
        return (_effect_body(word, area),)
    styled = display(word.text, font)
    if kind == "caption":
        options = settings(styled, font, size, size * LEADING, area.w * 0.92, lens=False)
        made = [balloons.body(kind, s) for s in options]
        # Captions lie flat: the fewest lines that leave the box clearly inside the panel.
        return tuple(made[:3])
    widest = max(min(area.w * WIDEST, size * 22), size * 6)
    options = settings(styled, font, size, size * LEADING, widest)
    if all(s.w > area.w for s in options):
        options = settings(styled, font, size, size * LEADING, area.w * 0.9)
    return tuple(balloons.body(kind, s) for s in options[:5])


def _effect_body(word: Word, area: Rect) -> balloons.Body:
    styled = display(word.text, word.voice.font)
    unit = width(styled, word.voice.font, 1.0)
    size = max(12.0, min(area.w * EFFECT_SHARE / unit, area.h * 0.24, 54.0))
    setting = Setting((styled,), (unit * size,), size, size, 0.0)
    turn = math.radians(EFFECT_ANGLE)
    w, h = unit * size, size * 0.78
    edge = balloons.EDGE * size
    a = (w * math.cos(turn) + h * math.sin(turn)) / 2 + edge
    b = (w * math.sin(turn) + h * math.cos(turn)) / 2 + edge
    return balloons.plain("sfx", a, b, setting)


def _mouth(
    word: Word, heads: Sequence[Head], cast: Sequence[str], box: Rect, rtl: bool
) -> tuple[Point, Rect | None]:
    """Where a speaker's tail aims: the mouth that is known, else where the speaker likely is."""
    for head in heads:
        if head.character == word.speaker:
            return head.mouth, head.box
    nobody = [h for h in heads if not h.character]
    if word.speaker in cast:
        place = list(cast).index(word.speaker)
        if len(nobody) == len(cast):
            row = sorted(nobody, key=lambda h: h.box.cx, reverse=rtl)
            return row[place].mouth, row[place].box
        share = (place + 0.5) / len(cast)
        return (box.x + box.w * ((1 - share) if rtl else share), box.y + box.h * 0.52), None
    # Off the panel: past the nearer side, low.
    side = box.right + box.w * 0.1 if not rtl else box.x - box.w * 0.1
    return (side, box.y + box.h * 0.6), None


def _letter(word: Word, piece: Piece, spot: Placed, order: int, panel: str) -> Letter:
    shape, centre, size = spot.body, spot.centre, spot.body.setting.size
    voice = word.voice
    path = balloons.outline(shape, centre)
    shapes: list[Shape] = []
    tail: Tail | None = None
    stroke: RGB = (0.0, 0.0, 0.0)

    def paint(outline: Path) -> Shape:
        return Shape(outline, voice.fill, stroke, voice.stroke, voice.dash)

    if piece.mouth is not None:
        tail = tails.aim(shape, centre, piece.mouth, piece.head)
    if word.kind == "sfx":
        return _effect(word, spot, order)
    if tail is not None:
        if word.kind == "thought":
            shapes += [paint(b) for b in tails.bubbles(tail, size)]
        else:
            made = (
                tails.lightning(tail, size)
                if word.kind == "radio"
                else tails.outline(tail, shape, centre)
            )
            path = tails.union(path, made)
    shapes.append(paint(path))
    return Letter(
        word.kind,
        word.speaker,
        word.text,
        order,
        size,
        path,
        tuple(shapes),
        _lines(word, shape.setting, centre),
        tail,
    )


def _lines(word: Word, setting: Setting, centre: Point) -> tuple[TextLine, ...]:
    cap = setting.size * 0.68
    base = centre[1] - setting.h / 2 + setting.size * 0.7
    left = centre[0] - setting.w / 2
    out = []
    for i, (line, w) in enumerate(zip(setting.lines, setting.widths, strict=True)):
        x = left if word.kind == "caption" else centre[0] - w / 2
        y = base + i * setting.leading
        made = runs(line, word.voice.font, setting.size, (x, y), colour=word.colour)
        box = Rect(x, y - cap, w, cap + setting.size * 0.04)
        out.append(TextLine(line.read, box, made))
    return tuple(out)


def _effect(word: Word, spot: Placed, order: int) -> Letter:
    setting, (cx, cy) = spot.body.setting, spot.centre
    w, size = setting.widths[0], setting.size
    turn = math.radians(EFFECT_ANGLE)
    cap = size * 0.7
    # The baseline starts so that the turned word's middle is the spot.
    x = cx - w / 2 * math.cos(turn) + cap / 2 * -math.sin(turn)
    y = cy + w / 2 * math.sin(turn) + cap / 2 * math.cos(turn)
    line = runs(
        setting.lines[0],
        word.voice.font,
        size,
        (x, y),
        colour=word.colour,
        outline=size * 0.16,
        angle=EFFECT_ANGLE,
    )
    box = spot.body.box(spot.centre)
    return Letter(
        "sfx",
        "",
        word.text,
        order,
        size,
        rectangle(box),
        (),
        (TextLine(setting.lines[0].read, box, line),),
    )


def paragraph(
    text: str, font: str, size: float, at: Point, wide: float, *, colour: RGB = (0, 0, 0)
) -> tuple[TextLine, ...]:
    """Lines set flush left from `at` (the top left), mixed case, as few as will fit `wide`."""
    styled = display(text, font, upper=False)
    lines: list[Styled] = []
    start = end = 0
    for unit in units(styled.shown):
        if end > start and width(styled[start : end + len(unit)].strip(), font, size) > wide:
            lines.append(styled[start:end].strip())
            start = end
        end += len(unit)
    if end > start:
        lines.append(styled[start:end].strip())
    out = []
    leading = size * LEADING * 1.06
    for i, line in enumerate(lines):
        y = at[1] + size * 0.78 + i * leading
        w = width(line, font, size)
        box = Rect(at[0], y - size * 0.72, w, size * 0.95)
        out.append(TextLine(line.read, box, runs(line, font, size, (at[0], y), colour=colour)))
    return tuple(out)
