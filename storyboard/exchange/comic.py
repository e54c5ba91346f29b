"""Plain comic scripts: pages, panels, and under each its description and its lettering.

There is no standard. What is read here is what the common templates share: a line that opens a
page, one that opens a panel, and lines that begin with who speaks and a colon.
"""

from __future__ import annotations

import re

from storyboard.exchange.model import Leaf, Script, Shot, Speech, manner

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
PANEL = re.compile(
    rf"^(?:panels?|pnl\.?|pic(?:ture)?|frame)\s*#?\s*({_NUMBER})\b\s*(.*)$", re.IGNORECASE
)
_CUE = re.compile(
    r"^(?:\d+[.)]?\s+)?(?P<name>[^\W\d_](?:[\w .'’&#-]{0,38}[\w.])?)"
    r"\s*(?P<how>(?:\([^()]*\)\s*)*)(?P<radio>/\s*\w+)?\s*[:：]\s*(?P<text>.*)$"
)
_CAPTIONS = {"caption", "cap", "captions", "narration", "narrator", "box", "text box", "locator"}
_SOUNDS = {"sfx", "fx", "sound", "sound effect", "sound fx", "sound effects"}
_NOTES = {"note", "notes", "note to artist", "artist note", "art note", "note to letterer"}
_SHOTS = {"shot", "angle", "camera", "framing"}
_TITLES = {"title", "series", "story"}
_AUTHORS = {"author", "writer", "written by", "script", "script by", "by"}
_BYLINE = re.compile(r"^(?:(?:written|script|story|words)\s+)?by\s*:?\s+(.+)$", re.IGNORECASE)
_DURATION = re.compile(r"^(\d+(?:\.\d+)?)\s*(?:s|sec|secs|seconds?)?\.?$", re.IGNORECASE)
_NOTHING = re.compile(
    r"^\W*(?:no (?:copy|dialogue|dialog|text|lettering)|silent(?: panel)?)\W*$", re.IGNORECASE
)
_MARKUP = re.compile(r"^[\s#>*_`\[]+|[*_`\]]+(?=\s*$)")
_BRACKETS = re.compile(r"\(([^()]*)\)")


def number_of(text: str) -> int | None:
    """The number that digits or English words give; None where they give none."""
    text = text.strip().casefold().replace("-", " ")
    if text.isdigit():
        return int(text)
    if text in _WORDS:
        return _WORDS.index(text) + 1
    first, _, second = text.partition(" ")
    if first in _TENS and (not second or second in _WORDS[:9]):
        return _TENS[first] + (_WORDS.index(second) + 1 if second else 0)
    return None


def is_comic(text: str) -> bool:
    """Whether a script opens pages or panels in the way that comic scripts do."""
    for row in text.split("\n"):
        bare = _bare(row)
        page, panel = PAGE.match(bare), PANEL.match(bare)
        if (page and number_of(page[1])) or (panel and number_of(panel[1])):
            return True
    return False


def read_comic(text: str) -> Script:
    """The script that a text is; nothing of it is lost (see `Script.left`)."""
    reader = _Reader()
    for number, row in enumerate(text.split("\n"), 1):
        reader.row(number, row)
    return reader.script


def _bare(row: str) -> str:
    """A line without the marks of Markdown and the like round it."""
    bare = _MARKUP.sub("", row.strip()).strip()
    return re.sub(r"\*\*|__", "", bare)


def _words(row: str) -> str:
    """A line's words, with the stress that lettering knows."""
    return re.sub(r"\*\*|__|^[#>]+\s*|^[-*•]\s+", "", row.strip()).strip()


class _Reader:
    def __init__(self) -> None:
        self.script = Script()
        self._speech: Speech | None = None
        self._cast = False
        self._gap = True
        self._noting = False
        self._opening = True
        self._implied: list[tuple[int, str]] = []

    @property
    def _shot(self) -> Shot | None:
        leaves = self.script.leaves
        return leaves[-1].shots[-1] if leaves and leaves[-1].shots else None

    def _shot_said(self) -> bool:
        return self._shot is not None and bool(self._shot.said)

    def row(self, number: int, row: str) -> None:
        bare = _bare(row)
        if not bare:
            self._gap, self._speech, self._noting = True, None, False
            return
        if not (self._page(number, bare) or self._panel(number, bare)):
            bare = _words(row) or bare
            if self._implied:
                self._implied.append((number, bare))
            if self._shot is None:
                self._before(number, bare)
            elif not self._lettering(number, bare):
                self._more(number, bare)
        self._gap = False

    def _page(self, number: int, bare: str) -> bool:
        found = PAGE.match(bare)
        first = number_of(found[1]) if found else None
        if not found or first is None:
            return False
        second = number_of(found[2]) if found[2] else None
        spread = second == first + 1 or "spread" in bare.casefold()
        self.script.leaves.append(Leaf(first, spread))
        self._speech, self._cast, self._implied = None, False, []
        return True

    def _panel(self, number: int, bare: str) -> bool:
        found = PANEL.match(bare)
        if not found or number_of(found[1]) is None:
            return False
        if not self.script.leaves:
            self.script.leaves.append(Leaf(0))
        if self._implied and not self._shot_said():
            # What was taken for the page's one picture was only about the page.
            self.script.left += self._implied
            self.script.leaves[-1].shots.clear()
        self._implied, self._noting = [], False
        shot = Shot(number)
        self.script.leaves[-1].shots.append(shot)
        self._speech, self._cast = None, False
        rest = found[2].strip()
        framed = re.match(r"^[(\[]([^()\[\]]{1,60})[)\]]\s*", rest)
        if framed:
            shot.shot = framed[1].strip()
            rest = rest[framed.end() :]
        rest = rest.lstrip(".:;–—- ").strip()
        if rest and not self._lettering(number, rest):
            shot.text.append(rest)
        return True

    def _before(self, number: int, bare: str) -> None:
        """What stands before the first panel: title, author, cast; or a page without panels."""
        script = self.script
        if script.leaves and script.leaves[-1].number:
            # A page that describes itself without panels is a splash.
            script.leaves[-1].shots.append(Shot(number))
            self._implied = [(number, bare)]
            if not self._lettering(number, bare):
                self._more(number, bare)
            return
        name, colon, value = bare.partition(":")
        key, value = name.strip().casefold(), value.strip()
        by = _BYLINE.match(bare)
        if colon and key in _TITLES and value and not script.title:
            script.title = value
        elif colon and key in _AUTHORS and value:
            script.author = value
        elif by:
            script.author = by[1].strip()
        elif key in ("characters", "cast", "cast of characters", "dramatis personae"):
            self._cast = True
        elif self._cast and colon and value and len(name) <= 40:
            script.cast[name.strip()] = value
        elif self._opening and not script.title and len(bare) <= 80:
            script.title = bare
        else:
            script.left.append((number, bare))
        self._opening = False

    def _lettering(self, number: int, bare: str) -> bool:
        """A line that begins with who speaks and a colon."""
        found = _CUE.match(bare)
        shot = self._shot
        if not found or shot is None:
            return False
        name, text = found["name"].strip(" ."), found["text"].strip()
        key = name.casefold()
        hows = _BRACKETS.findall(found["how"] or "")
        if found["radio"]:
            hows.append(found["radio"].strip("/ "))
        self._speech, self._noting = None, False
        if key in _SHOTS:
            shot.shot = ", ".join(part for part in (shot.shot, text) if part)
            return True
        if key in _NOTES:
            shot.notes.append(text)
            self._noting = True
            return True
        if key == "duration":
            time = _DURATION.match(text)
            if time:
                shot.duration = float(time[1])
                return True
        if _is_caption(key):
            speech = _caption(key, hows, text)
        elif key in _SOUNDS:
            speech = Speech("sfx", "", text)
        elif name == name.upper() or hows or key in {n.casefold() for n in self.script.cast}:
            kinds = [manner(how) for how in hows]
            kind = next((k for k, _ in kinds if k), "speech")
            speech = Speech(kind, name, text, ", ".join(h for _, h in kinds if h))
        else:
            return False
        shot.said.append(speech)
        self._speech = speech
        return True

    def _more(self, number: int, bare: str) -> None:
        """A line that goes on with what was begun."""
        shot = self._shot
        assert shot is not None
        if _NOTHING.match(bare):
            return
        if self._noting:
            shot.notes[-1] = f"{shot.notes[-1]} {bare}"
            return
        if self._speech is not None:
            around = re.fullmatch(r"\(([^()]+)\)", bare)
            if around and not self._speech.text:
                kind, rest = manner(around[1])
                self._speech.kind = kind or self._speech.kind
                self._speech.how = rest or self._speech.how
                return
            self._speech.text = f"{self._speech.text} {bare}".strip()
            return
        if shot.said and self._gap and bare.casefold().strip(" .*-") in ("end", "the end", "fin"):
            self.script.left.append((number, bare))
            return
        shot.text.append(bare)


def _is_caption(key: str) -> bool:
    return key in _CAPTIONS or re.fullmatch(r"(?:caption|cap)\s*#?\d+", key) is not None


def _caption(key: str, hows: list[str], text: str) -> Speech:
    how = ""
    for said in hows:
        words = said.casefold()
        if any(w in words for w in ("monologue", "thought", "internal", "inner", "journal")):
            how = "monologue"
        elif any(w in words for w in ("v.o", "vo", "voice", "off", "o.s", "spoken", "dialogue")):
            how = "spoken"
        elif "edit" in words:
            how = "editorial"
    return Speech("caption", "", text, how)
