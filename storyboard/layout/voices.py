"""How each kind of lettering looks: font, size, colours, strokes."""

from __future__ import annotations

from dataclasses import dataclass

from storyboard.layout.model import BLACK, RGB, WHITE, Kind

LEADING = 9 / 8
"""8 pt on 9 pt."""
BALLOON_STROKE = 1.0
BORDER = 1.5
CREAM: RGB = (1.0, 0.968, 0.86)
EFFECT: RGB = (0.83, 0.16, 0.11)


@dataclass(frozen=True, slots=True)
class Voice:
    """The look of one kind."""

    font: str
    scale: float = 1.0
    """Type size, in the format's own."""
    fill: RGB | None = WHITE
    stroke: float = BALLOON_STROKE
    dash: tuple[float, ...] = ()
    ink: RGB = BLACK


VOICES: dict[Kind, Voice] = {
    "speech": Voice("comic"),
    "thought": Voice("comic-italic"),
    "shout": Voice("comic", scale=1.15, stroke=1.3),
    "whisper": Voice("comic", dash=(2.6, 2.2), ink=(0.25, 0.25, 0.25)),
    "radio": Voice("comic-italic"),
    "caption": Voice("comic", fill=CREAM),
    "sfx": Voice("effects", fill=None, stroke=0.0, ink=EFFECT),
}

ITALICS = {"comic": "comic-italic", "hand": "hand-italic"}
