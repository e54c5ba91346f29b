"""Film scripts in Fountain (fountain.io, syntax 1.1): scenes, action and dialogue to panels.

Every paragraph of action is a panel; what is said after it is said in it.
"""

from __future__ import annotations

import re

from storyboard.exchange.cues import BLANK, PAGE, PANEL, SPREAD, credit_of, number_of, said_so
from storyboard.exchange.model import Leaf, Script, Shot, Speech, away

_HEADING = re.compile(r"^(?:int|ext|est|int\.?/ext|i/e)[. ]", re.IGNORECASE)
_TRANSITION = re.compile(r"^(?:[^a-z]*TO:|FADE (?:IN|OUT|TO BLACK)[.:]?|CUT TO [^a-z]*[.:])$")
_NUMBERED = re.compile(r"\s*#[\w.-]+#\s*$")
_CUE = re.compile(r"^(?P<name>[^()a-z]*[^\W\d_a-z][^()a-z]*?)\s*(?P<how>(?:\([^()]*\)\s*)*)\^?\s*$")
_SUPER = re.compile(r"^(SUPER(?:IMPOSE)?|TITLE|CAPTION|CHYRON|TEXT)\s*:\s*(\S.*)$")
_SHOT = re.compile(r"^(shot|duration):\s*(\S.*)$", re.IGNORECASE)
_KEY = re.compile(r"^([A-Za-z][A-Za-z ]*):\s*(.*)$")
_NOTE = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
_BONEYARD = re.compile(r"/\*.*?\*/", re.DOTALL)
CAST = "CHARACTERS"
"""What a comment begins with that holds the cast: Fountain has no other place for it."""
_MOST = 3
"""Balloons that a panel takes; what is said beyond goes into another of the same."""


def read_fountain(text: str) -> Script:
    """The script that a text in Fountain is; nothing of it is lost (see `Script.left`)."""
    reader = _Reader()
    rows = _noted_in_one(_without_boneyards(text.split("\n"), reader.script))
    start = reader.title_page(rows)
    for index in range(start, len(rows)):
        reader.row(rows, index)
    reader.close()
    reader.script.left.sort()
    return reader.script


def _without_boneyards(rows: list[str], script: Script) -> list[str]:
    """The lines with what is commented out kept aside, and every line in its place."""
    text = "\n".join(rows)

    def emptied(found: re.Match[str]) -> str:
        line = text.count("\n", 0, found.start()) + 1
        first, *told = found[0].strip("/* ").split("\n")
        pairs = [row.partition(": ") for row in told if row.strip()]
        if first.strip() == CAST and all(name and text for name, _, text in pairs):
            script.cast |= {name.strip(): text.strip() for name, _, text in pairs}
            return "\n" * found[0].count("\n")
        for offset, row in enumerate(found[0].strip("/*").split("\n")):
            if row.strip():
                script.left.append((line + offset, row.strip()))
        return "\n" * found[0].count("\n")

    return _BONEYARD.sub(emptied, text).split("\n")


def _noted_in_one(rows: list[str]) -> list[str]:
    """The lines with every note on the line that it starts on, and every line in its place."""

    def drawn_up(found: re.Match[str]) -> str:
        inner = found[1]
        return f"[[{' '.join(inner.split())}]]" + "\n" * inner.count("\n")

    return _NOTE.sub(drawn_up, "\n".join(rows)).split("\n")


class _Reader:
    def __init__(self) -> None:
        self.script = Script(leaves=[Leaf(0)])
        self._place = ""
        self._scene = False
        self._speech: Speech | None = None
        self._blank = True
        self._paragraph: Shot | None = None
        self._explicit = False

    @property
    def _shots(self) -> list[Shot]:
        return self.script.leaves[-1].shots

    def title_page(self, rows: list[str]) -> int:
        """Reads `Title: …` and the like; gives the first line of the script proper."""
        if not rows or not _KEY.match(rows[0].strip("\ufeff")):
            return 0
        if _HEADING.match(rows[0]) or rows[0].rstrip().upper().endswith("TO:"):
            return 0
        key = ""
        for index, row in enumerate(rows):
            if not row.strip():
                return index + 1
            found = None if row[:1] in " \t" else _KEY.match(row.strip("\ufeff"))
            if found:
                key = found[1].strip().casefold()
            value = _plain(found[2] if found else row).strip()
            if not value:
                continue
            if key == "title":
                self.script.title = f"{self.script.title} {value}".strip()
            elif key in ("author", "authors"):
                self.script.author = ", ".join(p for p in (self.script.author, value) if p)
            elif key in ("series", "number", "summary"):
                setattr(self.script, key, value)
            elif credit := credit_of(f"{key}: {value}"):
                self.script.credits.setdefault(credit[0], []).extend(credit[1])
            elif key != "credit" or value.casefold() not in ("by", "written by"):
                said = row.strip() if found else f"{key}: {row.strip()}"
                self.script.left.append((index + 1, said))
        return len(rows)

    def row(self, rows: list[str], index: int) -> None:
        number, row = index + 1, rows[index]
        text = _NOTE.sub(lambda found: self._note(found[1]), row).strip()
        if not text:
            # Two blanks on a line keep a speech together.
            if row != "  ":
                self._speech = None
            self._blank, self._paragraph = True, None
            return
        following = index + 1 < len(rows) and bool(rows[index + 1].strip())
        if self._speech is not None:
            self._dialogue(text)
        else:
            self._block(number, text, following=following)
        self._blank = False

    def _block(self, number: int, text: str, *, following: bool) -> None:
        if self._blank and self._structure(number, text):
            return
        if self._blank and following and text[0] not in "!>~" and self._cue(number, text):
            return
        if over := _SUPER.match(text):
            words = _plain(over[2]).strip('"“”')
            self._shot(number).said.append(Speech("caption", "", words, note=over[1]))
        elif text[0] == "~":
            self._shot(number).said.append(Speech("speech", "", _plain(text[1:].strip()), "sung"))
        elif text[0] == ">" and text[-1] == "<":
            words = _plain(text[1:-1].strip())
            self._shot(number).said.append(Speech("caption", "", words))
        elif text[0] == ">" or (self._blank and _TRANSITION.match(text)):
            self._transition(number, text.lstrip("> "))
        else:
            self._action(number, text.removeprefix("!"))

    def _structure(self, number: int, text: str) -> bool:
        """Scene headings, sections, synopses and page breaks."""
        forced = text[0] == "." and text[1:2] != "."
        if forced or _HEADING.match(text):
            self._place = _NUMBERED.sub("", text.lstrip(".")).strip()
            if numbered := _NUMBERED.search(text):
                self.script.left.append((number, f"scene {numbered[0].strip(' #')}"))
            self._scene, self._paragraph = True, None
            return True
        if re.fullmatch(r"={3,}", text):
            return True
        if text[0] == "#":
            section = text.lstrip("# ")
            page, panel = PAGE.match(section), PANEL.match(section)
            if page and (first := number_of(page[1])):
                self.script.leaves = [leaf for leaf in self.script.leaves if leaf.stands]
                spread, blank = SPREAD.search(section), BLANK.search(section)
                leaf = Leaf(first, spread is not None, blank=blank is not None)
                self.script.leaves.append(leaf)
            elif panel and number_of(panel[1]):
                self._shots.append(Shot(number, scene=self._scene, name=panel[1]))
                self._scene = False
                self._explicit = True
            else:
                self.script.left.append((number, text))
                self._scene = True
            return True
        if text[0] == "=":
            self.script.left.append((number, text))
            return True
        return False

    def _cue(self, number: int, text: str) -> bool:
        forced = text[0] == "@"
        found = _CUE.match(text.upper() if forced else text)
        if not found or text.endswith("TO:"):
            return False
        name = text[1:].partition("(")[0].rstrip("^ ") if forced else found["name"].strip()
        hows = re.findall(r"\(([^()]*)\)", text)
        key = name.casefold().rstrip(":")
        if key in ("caption", "cap", "narrator", "narration", "super", "title"):
            over = any(away(how)[0] == "over" for how in hows)
            who = "" if key in ("caption", "cap") else text.strip("@^ ") if over else name
            speech = Speech("caption", "", "", "spoken" if over else "", note=who)
        elif key in ("sfx", "fx", "sound"):
            speech = Speech("sfx", "", "")
        else:
            speech = Speech("speech", name, "")
            for how in hows:
                said_so(speech, how)
            if text[-1] == "^":
                speech.how = ", ".join(part for part in (speech.how, "at once") if part)
        shot = self._shot(number)
        balloons = [s for s in shot.said if s.speaker]
        if len(balloons) >= _MOST and speech.speaker and not self._explicit:
            again = Shot(number, list(shot.text))
            self._shots.append(again)
            shot = again
        shot.said.append(speech)
        self._speech = speech
        return True

    def _dialogue(self, text: str) -> None:
        speech = self._speech
        assert speech is not None
        if text[0] == "(" and text[-1] == ")":
            said_so(speech, text[1:-1])
            return
        speech.text = f"{speech.text} {_emphasis(text.lstrip('~'))}".strip()

    def _transition(self, number: int, text: str) -> None:
        if self._shots:
            self._shots[-1].notes.append(_plain(text).rstrip(":").capitalize())
        else:
            self.script.left.append((number, text))

    def _action(self, number: int, text: str) -> None:
        if self._explicit and self._shots:
            self._shots[-1].text.append(_plain(text))
            return
        if self._paragraph is not None and not self._blank:
            self._paragraph.text.append(_plain(text))
            return
        self._shots.append(self._new(number))
        self._shots[-1].text.append(_plain(text))
        self._paragraph = self._shots[-1]

    def _new(self, number: int) -> Shot:
        shot = Shot(number, [_where(self._place)] if self._place else [], scene=self._scene)
        self._scene = False
        return shot

    def _shot(self, number: int) -> Shot:
        """The panel that is under way, or a first one of its scene."""
        if not self._shots or self._scene:
            self._shots.append(self._new(number))
        return self._shots[-1]

    def _note(self, text: str) -> str:
        words = " ".join(text.split())
        told = _SHOT.match(words) if self._shots else None
        if told and told[1].casefold() == "shot":
            self._shots[-1].shot = told[2]
        elif told and (time := re.match(r"\d+(?:\.\d+)?", told[2])):
            self._shots[-1].duration = float(time[0])
        elif words and self._shots:
            self._shots[-1].notes.append(words)
        elif words:
            self.script.left.append((0, words))
        return ""

    def close(self) -> None:
        self.script.leaves = [leaf for leaf in self.script.leaves if leaf.stands] or [Leaf(0)]
        for leaf in self.script.leaves:
            for shot in leaf.shots:
                shot.said = [s for s in shot.said if s.text]


def _where(heading: str) -> str:
    """A scene heading as a sentence: "INT. CAFÉ - NIGHT" is "Interior: café, night."."""
    found = re.match(r"^(int\.?/ext|i/e|int|ext|est)[. ]+(.*)$", heading, re.IGNORECASE)
    kinds = {"int": "Interior", "ext": "Exterior", "est": "Establishing shot"}
    kind = kinds.get(found[1].casefold().strip("."), "Interior and exterior") if found else ""
    rest = found[2] if found else heading
    words = re.sub(r"\s+[-–—]+\s+", ", ", rest).strip(" .")
    words = words.lower() if words == words.upper() else words
    return f"{kind}: {words}." if kind else f"{words[:1].upper()}{words[1:]}."


def _plain(text: str) -> str:
    for _ in range(3):
        text = re.sub(r"(?<!\\)(\*{1,3}|_)(\S(?:.*?\S)?)(?<!\\)\1", r"\2", text)
    return re.sub(r"\\([*_])", r"\1", text)


def _single(found: re.Match[str]) -> str:
    return found[1] or f"*{found[3]}*"


def _emphasis(text: str) -> str:
    """Every kind of stress as the one that lettering knows."""
    # One within the other is one stress: _**now**_, **_now_**.
    text = re.sub(r"(?<!\\)_(\*{1,3}[^*_]+\*{1,3})_|(?<!\\)(\*{1,3})_([^*_]+)_\2", _single, text)
    text = re.sub(r"(?<!\\)(\*{1,3}|_)([^\s*_](?:[^*_]*[^\s*_])?)(?<!\\)\1", r"*\2*", text)
    return re.sub(r"\\([*_])", r"\1", text)
