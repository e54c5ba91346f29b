"""Plain comic scripts: pages, panels, and under each its description and its lettering.

There is no standard. What is read here is what the common templates share: a line that opens a
page, one that opens a panel, and lines that begin with who speaks and a colon.
"""

from __future__ import annotations

import re

from storyboard.exchange.cues import (
    BLANK,
    BOTH,
    EMPTY,
    ITEM,
    NOTES,
    PAGE,
    PANEL,
    PLAIN,
    SHOTS,
    SPREAD,
    Cue,
    cue_of,
    dashed_cue,
    is_none,
    lone_cue,
    mannered,
    number_of,
    said_so,
    speech_of,
)
from storyboard.exchange.framing import framed, is_framing
from storyboard.exchange.front import Front
from storyboard.exchange.model import Leaf, Script, Shot, Speech

_DURATION = re.compile(r"^(\d+(?:\.\d+)?)\s*(?:s|sec|secs|seconds?)?\.?$", re.IGNORECASE)
_NOTHING = re.compile(
    r"^\W*(?:no (?:copy|dialogue|dialog|text|lettering)|silent(?: panel)?)\W*$", re.IGNORECASE
)
_NO_COPY = re.compile(
    r"(?:^|(?<=[.!?] ))no (?:copy|dialogue|dialog|lettering)\.?(?:\s+|$)", re.IGNORECASE
)
"""The same, as a sentence of a description."""
_RULE = re.compile(r"^\s*([-=_*~•])(?:\s*\1){2,}\s*$")
_MARKUP = re.compile(r"^[\s#>*_`\[]+|[*_`\]]+(?=\s*$)")


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
    rows = text.split("\n")
    for number, row in enumerate(rows, 1):
        following = number < len(rows) and bool(rows[number].strip())
        reader.row(number, row, following=following)
    reader.close()
    return reader.script


def _bare(row: str) -> str:
    """A line without the marks of Markdown and the like round it."""
    bare = _MARKUP.sub("", row.strip()).strip()
    return re.sub(r"\*\*|__", "", bare)


def _words(row: str) -> str:
    """A line's words, with every strong stress as the one that lettering knows."""
    text = re.sub(r"^[#>]+\s*|^[-*•]\s+", "", row.strip())
    # What is strong of a label is no stress: **MARA:** Wait!, **MARA** (loud): Wait!
    text = re.sub(r"^(\*\*|__)([^*_]+?)\1(?=\s*(?:[:(\[]|$))", r"\2", text)
    text = re.sub(r"^(\*\*|__)([^*_]*:)\s*\1", r"\2", text)
    text = re.sub(r"(\*\*\*?|__)(\S(?:.*?\S)?)\1", r"*\2*", text)
    return re.sub(r"\*\*|__", "", text).strip()


def _pictured(text: str) -> str:
    """A description without marks of emphasis: they are for lettering."""
    return re.sub(r"(?<![\w*])\*(\S(?:[^*]*\S)?)\*(?![\w*])", r"\1", text)


class _Reader:
    def __init__(self) -> None:
        self.script = Script()
        self._speech: Speech | None = None
        self._front = Front(self.script)
        self._gap = True
        self._noting = False
        self._counted = False
        """Whether the page's panels are only numbered."""
        self._implied: list[tuple[int, str]] = []
        self._next = 1

    @property
    def _shot(self) -> Shot | None:
        leaves = self.script.leaves
        return leaves[-1].shots[-1] if leaves and leaves[-1].shots else None

    @property
    def _known(self) -> set[str]:
        """Who is in the cast, or has spoken."""
        shots = (shot for leaf in self.script.leaves for shot in leaf.shots)
        spoke = (said.speaker for shot in shots for said in shot.said)
        return {name.casefold() for name in (*self.script.cast, *spoke) if name}

    def _shot_said(self) -> bool:
        return self._shot is not None and bool(self._shot.said)

    def row(self, number: int, row: str, *, following: bool) -> None:
        bare = _bare(row)
        if not bare or _RULE.match(row):
            self._gap, self._speech, self._noting = True, None, False
            self._front.gap()
            return
        if not (
            self._both(number, bare, row)
            or self._page(number, bare)
            or self._panel(number, bare, row)
        ):
            bare = _words(row) or bare
            if self._implied:
                self._implied.append((number, bare))
            apart = self._gap or row[:1] in " \t"
            if self._item(number, bare):
                pass
            elif self._shot is None:
                self._before(number, bare, indented=row[:1] in " \t")
            elif not self._lettering(bare, alone=apart and following):
                self._more(number, bare)
        self._gap = False

    def close(self) -> None:
        """Drops what was begun and never said, with a word about it."""
        for leaf in self.script.leaves:
            for shot in leaf.shots:
                empty = [said for said in shot.said if not said.text]
                self.script.left += [(shot.line, f"{s.speaker or s.kind}:") for s in empty]
                shot.said = [said for said in shot.said if said.text]
                shot.text = [text for said in shot.text if (text := _NO_COPY.sub("", said).strip())]
                if shot.text and not shot.shot:
                    shot.shot, shot.text[0] = framed(shot.text[0])
                if shot.shot and not shot.text and not is_framing(shot.shot):
                    # The whole of the description stood in brackets.
                    shot.text, shot.shot = [shot.shot], ""

    def _page(self, number: int, bare: str) -> bool:
        found = PAGE.match(bare)
        first = number_of(found[1]) if found else None
        if not found or first is None:
            return False
        second = number_of(found[2]) if found[2] else None
        spread = second == first + 1 or SPREAD.search(bare) is not None
        if first != self._next:
            self.script.left.append((number, bare))
        self._next = first + (2 if spread else 1)
        self.script.leaves.append(Leaf(first, spread, blank=BLANK.search(bare) is not None))
        self._speech, self._implied = None, []
        self._counted = self._noting = False
        return True

    def _both(self, number: int, bare: str, row: str) -> bool:
        """A page and its panel on one line; the page opens where it is another."""
        found = BOTH.match(bare)
        page = number_of(found[1]) if found else None
        if not found or page is None or not PANEL.match(found[2]):
            return False
        leaves = self.script.leaves
        if not leaves or leaves[-1].number != page:
            self._page(number, f"Page {page}")
        return self._panel(number, found[2], row)

    def _panel(self, number: int, bare: str, row: str) -> bool:
        found = PANEL.match(bare)
        if not found or number_of(found[1]) is None:
            return False
        rest = found[2].strip()
        if "[" in row and "]" in rest:
            rest = rest.replace("]", ")", 1) if "[" in rest else rest.replace("]", "", 1)
        self._begin(number, rest, found[1])
        return True

    def _item(self, number: int, bare: str) -> bool:
        """A panel that is only numbered, on a page whose panels are."""
        found = ITEM.match(bare)
        leaves = self.script.leaves
        if not found or not leaves or not leaves[-1].number:
            return False
        shots = leaves[-1].shots
        if not (self._counted or not shots) or int(found[1]) != len(shots) + 1:
            return False
        rest = (found[2] or "").strip()
        cue = cue_of(rest)
        if cue is not None and speech_of(cue, self._known) is not None:
            return False
        self._counted = True
        self._begin(number, rest)
        return True

    def _begin(self, number: int, rest: str, name: str = "") -> None:
        if not self.script.leaves:
            self.script.leaves.append(Leaf(0))
        if self._implied and not self._shot_said():
            # What was taken for the page's one picture was only about the page.
            self.script.left += self._implied
            self.script.leaves[-1].shots.clear()
        self._implied, self._noting = [], False
        shot = Shot(number, name=name)
        self.script.leaves[-1].shots.append(shot)
        self._speech = None
        rest = rest.lstrip(".:;–—- ").strip()
        around = re.match(r"^[(\[]([^()\[\]]{1,60})[)\]]\s*", rest)
        if around:
            shot.shot = around[1].strip()
            rest = rest[around.end() :].lstrip(".:;–—- ").strip()
        if rest and is_framing(rest) and not shot.shot and cue_of(rest) is None:
            shot.shot = rest
        elif rest and not self._lettering(rest):
            shot.text.append(_pictured(rest))

    def _before(self, number: int, bare: str, *, indented: bool) -> None:
        """What stands before the first panel: title, credits, cast; or a page without panels."""
        script = self.script
        if script.leaves and script.leaves[-1].number:
            # A page that describes itself without panels is a splash.
            script.leaves[-1].shots.append(Shot(number))
            self._implied = [(number, bare)]
            if not self._lettering(bare):
                self._more(number, bare)
            return
        self._front.row(number, bare, indented=indented)

    def _lettering(self, bare: str, *, alone: bool = False) -> bool:
        """A line that begins with who speaks; a name alone where `alone` says so."""
        shot = self._shot
        if shot is None:
            return False
        known = self._known
        cue = cue_of(bare) or dashed_cue(bare, known, talking=self._speech is not None)
        if cue is None and alone and not self._talks() and not _NOTHING.match(bare):
            cue = lone_cue(bare)
        if cue is None:
            return False
        if self._about(shot, cue):
            return True
        speech = speech_of(cue, known)
        if speech is None:
            return False
        self._noting = False
        shot.said.append(speech)
        self._speech = speech
        return True

    def _talks(self) -> bool:
        """Whether a name was called, and its words are still to come."""
        return self._speech is not None and not self._speech.text

    def _about(self, shot: Shot, cue: Cue) -> bool:
        """A label of something that is not lettered."""
        key, text = cue.key, cue.text
        if key in SHOTS and text:
            shot.shot = ", ".join(part for part in (shot.shot, text) if part)
        elif key in NOTES:
            shot.notes.append(text)
        elif key in PLAIN:
            shot.text += [_pictured(text)] if text else []
        elif (key in EMPTY and not text) or is_none(cue):
            pass
        elif key == "duration" and (time := _DURATION.match(text)):
            shot.duration = float(time[1])
        else:
            return False
        self._speech, self._noting = None, key in NOTES
        return True

    def _more(self, number: int, bare: str) -> None:
        """A line that goes on with what was begun."""
        shot = self._shot
        assert shot is not None
        if _NOTHING.match(bare):
            return
        if self._noting:
            shot.notes[-1] = f"{shot.notes[-1]} {bare}".strip()
            return
        if self._speech is not None:
            around = re.fullmatch(r"\(([^()]+)\)", bare)
            if around:
                said_so(self._speech, around[1])
                return
            started = bool(self._speech.text)
            self._speech.text = f"{self._speech.text} {bare}".strip()
            if not started:
                mannered(self._speech)
            return
        if shot.said and self._gap and bare.casefold().strip(" .*-") in ("end", "the end", "fin"):
            self.script.left.append((number, bare))
            return
        shot.text.append(_pictured(bare))
