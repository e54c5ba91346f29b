"""How each kind of lettering looks: font, size, colours, strokes, and a story's own manner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from storyboard.layout.model import BLACK, RGB, WHITE, Kind
from storyboard.layout.styled import Cuts, Family, family
from storyboard.story.looks import look
from storyboard.story.model import CaptionKind, CaptionLook

LEADING = 9 / 8
"""8 pt on 9 pt."""
TYPE = 8.0
"""The type size, in points, at which strokes have the widths given here."""
BALLOON_STROKE = 1.0
BORDER = 1.5
THINNEST = 0.75
"""Points: no printed line is thinner."""
LEAST_TYPE = 7.0
"""Points: no printed type is smaller."""
CREAM: RGB = (1.0, 0.968, 0.86)
MIST: RGB = (0.9, 0.935, 0.97)
AMBER: RGB = (1.0, 0.91, 0.62)
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
    italic: bool = False


VOICES: dict[Kind, Voice] = {
    "speech": Voice("comic"),
    "thought": Voice("comic", italic=True),
    "shout": Voice("comic", scale=1.15, stroke=1.4),
    "whisper": Voice("comic", dash=(2.6, 2.2), ink=(0.25, 0.25, 0.25)),
    "radio": Voice("comic", italic=True),
    "caption": Voice("comic", fill=CREAM),
    "sfx": Voice("effects", fill=None, stroke=0.0, ink=EFFECT),
}

CAPTIONS: dict[CaptionKind, Voice] = {
    "place": VOICES["caption"],
    "monologue": Voice("comic", fill=MIST, italic=True),
    "spoken": Voice("comic", fill=WHITE),
    "editorial": Voice("comic", scale=0.9, fill=AMBER, italic=True),
}

QUOTES = {"de": "„“", "fr": "«»", "ru": "«»", "it": "«»", "es": "«»", "ja": "「」", "zh": "“”"}
"""What stands round words spoken off the picture, by language; English marks elsewhere."""


def in_ink(words: str) -> bool:
    """Whether a story's look, in its own words, is that of a book without colours."""
    return look(words) != "colour"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a story is lettered: its type size in points, its case, its language, its own fonts."""

    size: float = TYPE
    upper: bool = True
    language: str = "en"
    font: str = "comic"
    fonts: Mapping[str, str] = field(default_factory=dict)
    """The story's own fonts: from their names in the story to names that `fonts.font` knows."""

    ink: bool = False
    """Printed in black alone: no box is tinted and no effect is red."""
    captions: CaptionLook = field(default_factory=CaptionLook)
    """The colours of captions that have none of their own."""

    def voiced(self, voice: Voice) -> Voice:
        """A voice as this story prints it."""
        if not self.ink:
            return voice
        fill = voice.fill and WHITE
        return replace(voice, fill=fill, ink=BLACK if voice.ink == EFFECT else voice.ink)

    @property
    def scale(self) -> float:
        """What strokes are multiplied by: lines grow with the type."""
        return self.size / TYPE

    def name(self, font: str) -> str:
        """The font that the story means by a name."""
        return self.fonts.get(font, font)

    def family(self, font: str, *, italic: bool = False) -> Family:
        """What is set in a font of that name, falling back on the story's own fonts.

        Fonts of the story named like it with `-italic`, `-bold` or `-bold-italic` after it are
        its other cuts.
        """
        named = (self.fonts.get(f"{font}-{cut}", "") for cut in ("italic", "bold", "bold-italic"))
        own = tuple(self.fonts.values())
        return family(self.name(font), italic=italic, own=own, cuts=Cuts(*named))

    def stroke(self, width: float) -> float:
        """A line's width on the page, in points: to scale, and never too thin to print."""
        return max(width * self.scale, THINNEST) if width else 0.0

    def quotes(self) -> str:
        """The opening and the closing mark of spoken words."""
        return QUOTES.get(self.language.split("-")[0].lower(), "“”")
