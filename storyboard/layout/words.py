"""What is lettered in a panel, in reading order: captions, dialogue, late captions, effects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from storyboard.geometry import Point
from storyboard.layout.model import RGB, Kind
from storyboard.layout.voices import CAPTIONS, VOICES, Manner, Voice
from storyboard.story.model import Aim, Character, Panel, Place, caption_colours

_LATE = ("bottom", "bottom-left", "bottom-right")
_MARKS = '"“”„«»‹›「」『』'


@dataclass(frozen=True, slots=True)
class Word:
    """One thing to letter, before it is set."""

    kind: Kind
    speaker: str
    text: str
    """As written in the story."""
    at: Place | Point | None
    """By name, or as fractions of the panel."""
    voice: Voice
    colour: RGB
    tail: Aim | Point | None = None
    """What the story says of the tail; a point as fractions of the panel."""
    lettered: str = ""
    """What stands in the balloon, where that is not the text."""

    @property
    def words(self) -> str:
        """What stands in the balloon."""
        return self.lettered or self.text


def words_of(
    panel: Panel, characters: Mapping[str, Character], manner: Manner | None = None
) -> list[Word]:
    """A panel's lettering in reading order."""
    manner = manner or Manner()
    early: list[Word] = []
    late: list[Word] = []
    for c in panel.caption:
        voice = replace(manner.voiced(CAPTIONS[c.kind]), font=manner.font)
        ink, fill = caption_colours(c, manner.captions)
        voice = replace(voice, ink=ink or voice.ink, fill=fill or voice.fill)
        said = c.text
        if c.kind == "spoken" and said[0] not in _MARKS:
            said = manner.quotes()[0] + said + manner.quotes()[1]
        made = Word("caption", "", c.text, c.at, voice, voice.ink, lettered=said)
        low = c.at in _LATE or (isinstance(c.at, tuple) and c.at[1] > 0.66)
        (late if low else early).append(made)
    out = early
    for line in panel.dialogue:
        own = characters[line.speaker].voice
        kind = line.kind or own.balloon
        font = own.font if "font" in own.model_fields_set else manner.font
        voice = replace(VOICES[kind], font=font)
        colour = voice.ink if own.colour == "black" else own.rgb
        out.append(Word(kind, line.speaker, line.text, line.at, voice, colour, line.tail))
    out += late
    effect = manner.voiced(VOICES["sfx"])
    return out + [Word("sfx", "", e.text, e.at, effect, effect.ink) for e in panel.sfx]
