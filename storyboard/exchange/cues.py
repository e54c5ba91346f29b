"""Who speaks and how, who made it, and where pages and panels open: the lines scripts share."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from storyboard.exchange.framing import is_framing
from storyboard.exchange.model import Speech, away, manner
from storyboard.exchange.voices import parts_of

_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_NUMBER = r"(?:\d+|[a-z]+(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)"
PAGE = re.compile(
    rf"^(?:pages?|pgs?\.?)\s*#?\s*({_NUMBER})(?:\s*(?:-|–|—|&|and|/|,)\s*({_NUMBER}))?"
    r"\s*(?:$|[.:;(\[–—,-].*|\d+ panels?.*|(?:of|splash|spread)\b.*)$",
    re.IGNORECASE,
)
SPREAD = re.compile(r"\b(?:spread|double[ -]page)\b", re.IGNORECASE)
BLANK = re.compile(r"\b(?:blank|no panels|0 panels)\b", re.IGNORECASE)
"""What the heading of a page says of it."""
PANEL = re.compile(
    rf"^(?:panels?|pnl\.?|pic(?:ture)?|frame)\s*#?\s*(\d+[a-z]|{_NUMBER})\b\s*(.*)$", re.IGNORECASE
)
BOTH = re.compile(
    rf"^(?:page|pg\.?)\s*#?\s*({_NUMBER})\s*[,:;./–—-]?\s*((?:panel|pnl)\b.*)$", re.IGNORECASE
)
"""A page and a panel of it on one line."""
ITEM = re.compile(r"^(\d{1,2})[.)](?:\s+(.*))?$")
"""A panel that is only numbered, or a balloon that is."""
_NAME = r"[^\W\d_](?:[\w .'’&#-]{0,38}[\w.])?"
_CUE = re.compile(
    rf"^(?:\d+[.)]?\s+)?(?P<name>{_NAME})"
    r"\s*(?P<how>(?:\([^()]*\)\s*|\[[^\[\]]*\]\s*)*)"
    r"(?P<second>/\s*[^\W\d_][\w .'’/-]{0,38})?\s*[:：]\s*(?P<text>.*)$"
)
_BALLOON = re.compile(
    r"^(?:balloon|bubble|dialogue|dialog|line)\s*#?\d*\s+-\s+(?P<who>.+)$", re.IGNORECASE
)
"""A label that counts the balloons before it says whose they are."""
_NOBODY = re.compile(r"(?:balloon|bubble)\s*#?\d*", re.IGNORECASE)
"""A label that does not say whose the balloon is: its words become a comment."""
_DASHED = re.compile(rf"^(?P<name>{_NAME})\s+(?:-|–|—|--)\s+(?P<text>\S.*)$")
_ALONE = re.compile(rf"^(?P<name>{_NAME})\s*(?P<how>(?:\([^()]*\)\s*)*)$")
_CAPTIONS = {
    "caption", "cap", "captions", "narration", "narrator", "narr", "nar", "box", "text box",
    "locator", "title", "titles", "credits", "super", "chyron", "logo",
}  # fmt: skip
_CAPTION = r"(?:(?:[\w/]+ ){0,2})?(?:caption|cap)(?:\s*#?\d+| box)?"
_SOUNDS = {"sfx", "fx", "sound", "sound effect", "sound fx", "sound effects"}
NOTES = {
    "note", "notes", "note to artist", "artist note", "art note", "note to letterer",
    "letterer note", "colour note", "color note", "link", "links", "ref", "refs", "reference",
    "references",
}  # fmt: skip
_NONE = re.compile(r"[(\[]?\s*(?:none|nil|n\.?/?a\.?|[-–—]+)\s*[)\]]?\.?", re.IGNORECASE)
"""What stands where nothing is lettered."""
SHOTS = {"shot", "angle", "camera", "framing"}
PLAIN = {"description", "visual", "action", "art", "image"}
"""Labels of a panel's own text."""
EMPTY = {"dialogue", "dialog", "lettering", "copy", "text"}
"""Labels of what follows, when nothing stands behind them."""
_ROLES = {
    "artist": "artist", "art": "artist", "illustrator": "artist", "illustrated": "artist",
    "drawn": "artist", "drawings": "artist", "pencils": "penciller", "penciller": "penciller",
    "penciler": "penciller", "pencilled": "penciller", "inks": "inker", "inker": "inker",
    "inked": "inker", "colours": "colourist", "colors": "colourist", "colourist": "colourist",
    "colorist": "colourist", "coloured": "colourist", "colored": "colourist",
    "letters": "letterer", "letterer": "letterer", "lettering": "letterer",
    "lettered": "letterer", "cover": "cover", "editor": "editor", "edits": "editor",
    "edited": "editor", "translator": "translator", "translated": "translator",
    "translation": "translator", "publisher": "publisher", "published": "publisher",
}  # fmt: skip
_CREDIT = re.compile(r"^(?P<role>[a-z]+)(?:\s+by|\s*:|\s+by\s*:)\s*(?P<names>\S.*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cue:
    """The start of something that is lettered."""

    name: str
    hows: tuple[str, ...]
    text: str

    @property
    def key(self) -> str:
        return self.name.casefold()


def number_of(text: str) -> int | None:
    """The number that digits or English words give, of a shot such as 3A that of its digits.

    None where they give none.
    """
    text = text.strip().casefold().replace("-", " ")
    if digits := re.fullmatch(r"(\d+)[a-z]?", text):
        return int(digits[1])
    if text in _WORDS:
        return _WORDS.index(text) + 1
    first, _, second = text.partition(" ")
    if first in _TENS and (not second or second in _WORDS[:9]):
        return _TENS[first] + (_WORDS.index(second) + 1 if second else 0)
    return None


def cue_of(row: str) -> Cue | None:
    """A line that begins with who speaks and a colon."""
    found = _CUE.match(row)
    if found is None:
        return None
    hows = [a or b for a, b in re.findall(r"\(([^()]*)\)|\[([^\[\]]*)\]", found["how"] or "")]
    name = found["name"].strip(" .")
    second = (found["second"] or "").strip("/ ")
    if second and (manner(second)[0] or is_caption(name.casefold())):
        hows.append(second)
    elif second:
        name = f"{name}/{second}"
    if numbered := _BALLOON.match(name):
        name = numbered["who"].strip()
    # CAPTION - NOOR, SFX - curtain: the second part says whose or what.
    first, dash, second = (part.strip() for part in name.partition(" - "))
    if dash and (is_caption(first.casefold()) or first.casefold() in _SOUNDS):
        name, hows = first, [second, *hows]
    return Cue(name, tuple(hows), found["text"].strip())


def dashed_cue(row: str, known: Collection[str], *, talking: bool) -> Cue | None:
    """A line that begins with who speaks, in capitals, and a dash."""
    found = _DASHED.match(row)
    if found is None:
        return None
    name = found["name"].strip()
    if name != name.upper() or len(name.split()) > 3:
        return None
    return Cue(name, (), found["text"]) if talking or name.casefold() in known else None


def lone_cue(row: str) -> Cue | None:
    """A name in capitals on a line of its own, as in a film script."""
    found = _ALONE.match(row)
    if found is None:
        return None
    name = found["name"].strip()
    if name != name.upper() or len(name.split()) > 4 or is_framing(name):
        return None
    if len(name) < 2 or name.casefold().strip(" .") in ("the end", "end", "fin"):
        return None
    return Cue(name, tuple(re.findall(r"\(([^()]*)\)", found["how"] or "")), "")


def speech_of(cue: Cue, known: Collection[str]) -> Speech | None:
    """The caption, sound or balloon that a cue opens; None where it is nobody's."""
    if is_caption(cue.key):
        speech = _caption(cue)
    elif _NOBODY.fullmatch(cue.name):
        speech = Speech("speech", "", cue.text, cue.name)
    elif cue.key in _SOUNDS:
        speech = Speech("sfx", "", cue.text, note=", ".join(cue.hows))
    elif cue.name == cue.name.upper() or cue.hows or _met(cue.name, known):
        speech = Speech("speech", cue.name, cue.text)
        for how in cue.hows:
            said_so(speech, how)
        mannered(speech)
    else:
        return None
    return speech


def _met(name: str, known: Collection[str]) -> bool:
    """Whether everyone that a name names has been met."""
    return name.casefold() in known or all(
        part.casefold() in known for part in parts_of(name, stroke=True)
    )


def is_none(cue: Cue) -> bool:
    """Whether a label of captions, sounds or dialogue says that there is nothing."""
    label = is_caption(cue.key) or cue.key in _SOUNDS or cue.key in EMPTY
    return label and _NONE.fullmatch(cue.text.strip("* ")) is not None


def mannered(speech: Speech) -> None:
    """Takes what stands in brackets before the words as how they are said."""
    found = re.match(r"^(?:\(([^()]{1,60})\)|\[([^\[\]]{1,60})\])\s*(?=\S)", speech.text)
    if found:
        said_so(speech, found[1] or found[2])
        speech.text = speech.text[found.end() :]


def said_so(speech: Speech, words: str) -> None:
    """Adds to how something is said."""
    if speech.kind in ("caption", "sfx"):
        speech.note = ", ".join(part for part in (speech.note, words.strip()) if part)
        return
    off, rest = away(words)
    speech.off = speech.off or off
    kind, rest = manner(rest)
    if kind and speech.kind == "speech":
        speech.kind = kind
    speech.how = ", ".join(part for part in (speech.how, rest) if part)


def is_caption(key: str) -> bool:
    """Whether a cue, in small letters, opens a caption."""
    return key in _CAPTIONS or re.fullmatch(_CAPTION, key) is not None


def _caption(cue: Cue) -> Speech:
    how = ""
    for said in cue.hows:
        words = said.casefold()
        if any(w in words for w in ("monologue", "thought", "internal", "inner", "journal")):
            how = "monologue"
        elif any(w in words for w in ("v.o", "vo", "voice", "off", "o.s", "spoken", "dialogue")):
            how = "spoken"
        elif "edit" in words:
            how = "editorial"
    said = ", ".join(cue.hows)
    plain = said.casefold() in ("monologue", "v.o.", "editor", "editorial", "spoken")
    title = cue.key in ("title", "titles", "credits", "super", "chyron", "logo")
    labelled = re.fullmatch(r"(.+) (?:caption|cap)\b.*", cue.key)
    if labelled and not how:
        said = ", ".join(part for part in (cue.name, said) if part)
    note = cue.name if title else "" if plain else said
    return Speech("caption", "", cue.text, how, note=note)


def credit_of(row: str) -> tuple[str, list[str]] | None:
    """A role and its names, of a line such as "Letters: A. Name" or "Art by B. Name"."""
    found = _CREDIT.match(row)
    role = _ROLES.get(found["role"].casefold()) if found else None
    if found is None or role is None:
        return None
    names = re.split(r"\s*(?:,|&|/|\band\b)\s*", found["names"])
    return role, [name for name in names if name]
