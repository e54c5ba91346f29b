"""A script as it was read, before it is a story: pages, panels, and what found no place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(slots=True)
class Speech:
    """Something that is lettered, as the script has it."""

    kind: str
    """speech, whisper, shout, thought, radio, caption or sfx."""
    speaker: str
    text: str
    how: str = ""
    """For a caption: monologue, spoken or editorial. Else what was said of it and is not known."""
    note: str = ""
    """What else was said of a caption or a sound."""
    off: str = ""
    """off for a speaker outside of the picture, over for a voice over it; once the script is
    settled, the side that the tail points to, left or right."""


@dataclass(slots=True)
class Shot:
    """One panel."""

    line: int
    """Where it starts in the script, from 1."""
    text: list[str] = field(default_factory=list)
    shot: str = ""
    said: list[Speech] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    duration: float | None = None
    scene: bool = False
    name: str = ""


@dataclass(slots=True)
class Leaf:
    """One page; a script without pages has a single one with `number` 0."""

    number: int
    spread: bool = False
    shots: list[Shot] = field(default_factory=list)
    blank: bool = False
    """Said to have no panels."""

    @property
    def stands(self) -> bool:
        """Whether it is a page: one of which no panel is told, and not that it has none, is not."""
        return bool(self.shots) or self.blank


@dataclass(slots=True)
class Script:
    """All of a script."""

    title: str = ""
    author: str = ""
    series: str = ""
    number: str = ""
    summary: str = ""
    credits: dict[str, list[str]] = field(default_factory=dict)
    """Names by role, as a story's `credits` have them."""
    leaves: list[Leaf] = field(default_factory=list)
    cast: dict[str, str] = field(default_factory=dict)
    """What the script says of its characters, by their names as they are cued."""
    left: list[tuple[int, str]] = field(default_factory=list)
    """Lines that found no place, by their number from 1."""


_KINDS = {
    "whisper": "whisper", "whispers": "whisper", "whispering": "whisper", "quiet": "whisper",
    "quietly": "whisper", "small": "whisper", "sotto": "whisper", "softly": "whisper",
    "shout": "shout", "shouts": "shout", "shouting": "shout", "yell": "shout", "yells": "shout",
    "yelling": "shout", "scream": "shout", "screams": "shout", "screaming": "shout",
    "loud": "shout", "loudly": "shout", "burst": "shout", "big": "shout",
    "thought": "thought", "thoughts": "thought", "thinking": "thought", "thinks": "thought",
    "radio": "radio", "phone": "radio", "telephone": "radio", "electronic": "radio", "tv": "radio",
    "intercom": "radio", "comm": "radio", "comms": "radio", "speaker": "radio",
    "filtered": "radio", "on": "", "into": "", "over": "", "the": "", "to": "", "himself": "",
    "herself": "", "themselves": "", "voice": "", "balloon": "", "bubble": "", "from": "",
    "walkie-talkie": "radio", "loudspeaker": "radio", "megaphone": "radio", "tannoy": "radio",
    "murmur": "whisper", "murmurs": "whisper", "bellows": "shout", "roars": "shout",
}  # fmt: skip
_SILENT = {"cont'd", "cont", "contd", "continued", "continuing", "cont.", "cont’d"}


_OFF = re.compile(
    r"(?:(?:from|voice|speaking)\s+)*(?:o\.?\s?[spc]\.?"
    r"|off(?:[ -]?(?:panel|screen|camera|page|stage|frame))?"
    r"|out of (?:the )?(?:panel|shot|frame|picture))",
    re.IGNORECASE,
)
_OVER = re.compile(r"v\.?\s?o\.?|voice[ -]?over", re.IGNORECASE)


def away(said: str) -> tuple[str, str]:
    """From where words in brackets let a voice come, as `Speech.off` has it, and their rest.

    `(O.S.)`, `(OFF)` and `(O.P.)` are off the picture, `(V.O.)` is over it.
    """
    off = ""
    rest: list[str] = []
    whole = re.sub(r"\b([ov])/([oscp])\b", r"\1\2", said, flags=re.IGNORECASE)
    for part in re.split(r"\s*[,;/]\s*", whole.strip()):
        if _OVER.fullmatch(part):
            off = "over"
        elif _OFF.fullmatch(part):
            off = off or "off"
        else:
            rest.append(part)
    return (off, ", ".join(part for part in rest if part)) if off else ("", said)


def manner(said: str) -> tuple[str, str]:
    """The kind of balloon that words in brackets ask for, and those that ask for nothing known.

    `(WHISPER)` is a whisper, `(CONT'D)` is passed over, `(O.S.)` and `(singing)` come back.
    """
    if said.strip().casefold().rstrip(".") in _SILENT:
        return "", ""
    kind = ""
    unknown = told = False
    for word in said.replace("/", " ").replace(",", " ").split():
        bare = word.casefold().strip(".:;!")
        if bare in _SILENT:
            continue
        found = _KINDS.get(bare)
        told = True
        if found is None:
            unknown = True
        kind = kind or (found or "")
    return kind, said.strip() if unknown or (told and not kind) else ""
