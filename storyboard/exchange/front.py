"""A comic script's front: its title, who made it, and its cast."""

from __future__ import annotations

import re

from storyboard.exchange.cues import credit_of
from storyboard.exchange.model import Script

_AUTHORS = {"author", "writer", "written by", "script", "script by", "by"}
_CAST = ("characters", "cast", "cast of characters", "dramatis personae")
_BYLINE = re.compile(r"^(?:(?:written|script|story|words)\s+)?by\s*:?\s+(.+)$", re.IGNORECASE)
_ISSUE = re.compile(
    r"^(?:issue|number|no\.?|episode|chapter|volume|vol\.?)\s*:?\s*#?\s*"
    r"(\d+[\d½¼¾.]*|[^\W\d]\w*)\s*(?:$|[:.,–—-]\s*(.*)$)",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"^(?P<title>\S.{0,76}?)[,:;–—-]?\s+(?:issue\s*|no\.?\s*|vol\.?\s*)?#\s*(\d+[½¼¾]?)$",
    re.IGNORECASE,
)
"""A title with its number behind it: TIN MOON #3."""
_QUOTED = re.compile(r"^[\"“«](.*)[\"”»]$")


class Front:
    """Reads the lines before the first page and panel into a script."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._cast = False
        self._opening = True
        self._telling = False
        """Whether the summary goes on."""

    def gap(self) -> None:
        """An empty line."""
        self._telling = False

    def row(self, number: int, bare: str, *, indented: bool = False) -> None:
        """A line; what it is not known to be is left over."""
        telling, self._telling = self._telling, False
        cast = self._script.cast
        told = _described(bare)
        if self._cast and indented and cast and not (told and told[0][:1].isupper()):
            last = next(reversed(cast))
            cast[last] = f"{cast[last]} {bare}"
        elif self._told(bare) or self._titled(number, bare):
            pass
        elif telling:
            self._script.summary = f"{self._script.summary} {bare}"
            self._telling = True
        elif self._opening and not self._script.title and len(bare) <= 80:
            self._script.title = _unquoted(bare)
        else:
            self._script.left.append((number, bare))
        self._opening = False

    def _titled(self, number: int, bare: str) -> bool:
        """The issue and those who made it."""
        script = self._script
        by, issue, credit = _BYLINE.match(bare), _ISSUE.match(bare), credit_of(bare)
        if by:
            script.author = by[1].strip()
        elif credit:
            script.credits.setdefault(credit[0], []).extend(credit[1])
        elif self._opening and (first := _TITLED.match(bare)):
            script.title, script.number = _unquoted(first[1].strip()), first[2]
        elif script.title and script.number and not script.series and _QUOTED.match(bare):
            # The issue's own title stands under the series'.
            script.series, script.title = script.title, _unquoted(bare)
        elif issue and not script.number and not self._opening:
            script.number = issue[1]
            if issue[2]:
                script.left.append((number, bare))
        else:
            return False
        return True

    def _told(self, bare: str) -> bool:
        """A line of the cast, or one that begins with what it is and a colon."""
        script = self._script
        name, _, value = bare.partition(":")
        key, value = name.strip().casefold(), value.strip()
        if key in _CAST and not value:
            self._cast = True
        elif self._cast and (told := _described(bare)):
            script.cast[told[0]] = told[1]
        elif not value:
            return False
        elif key in ("title", "story") and not script.title:
            script.title = _unquoted(value)
        elif key == "series":
            script.series = _unquoted(value)
        elif key in ("summary", "logline", "synopsis"):
            script.summary, self._telling = value, True
        elif key in _AUTHORS:
            script.author = value
        else:
            return False
        return True


def _unquoted(text: str) -> str:
    found = _QUOTED.match(text)
    return found[1].strip() if found and found[1].strip() else text


def _described(bare: str) -> tuple[str, str] | None:
    """A line of the cast: a name, and after a colon or a dash who that is."""
    found = re.match(r"^([^:–—]{1,40}?)\s*(?::|\s-\s|–|—)\s*(\S.*)$", bare)
    return (found[1].strip(), found[2].strip()) if found else None
