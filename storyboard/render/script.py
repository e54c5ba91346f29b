"""A comic script as pages to print: a comic's page on a sheet of its own, its lettering numbered.

Descriptions run over the whole width; beside each speech stand its number on the page and who
says it, so that a letterer can mark the places on the art.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from storyboard.geometry import IN, MM, Rect
from storyboard.layout.model import RGB, Book, Sheet, TextLine
from storyboard.render import files
from storyboard.render.book import merge
from storyboard.render.film_words import flush, shifted
from storyboard.render.job import Typeset
from storyboard.render.pdf import page_pdf
from storyboard.render.prints import Prints

PAPERS = {"a4": (210 * MM, 297 * MM), "letter": (8.5 * IN, 11 * IN)}
_MARGIN = IN
_FOOT = 0.6 * IN
_SIZE = 11.0
_GREY: RGB = (0.42, 0.42, 0.42)
_BLACK: RGB = (0.0, 0.0, 0.0)
_CUE = 36.0
_WORDS = 168.0
"""Points from the left margin to who speaks, and to what is said."""

Row = tuple[str, str, str]
"""What it is (title, front, character, page, panel, action, said or note), its head, its words."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines set from 0 down, which stay together."""

    lines: tuple[TextLine, ...]
    before: float
    """Points of air above, except at a sheet's top."""
    starts: str = ""
    """The comic's page that starts here, on a new sheet."""
    holds: bool = False
    """The block after it must stand on the same sheet."""

    @property
    def height(self) -> float:
        return max((line.box.bottom for line in self.lines), default=0.0)


def print_script(
    rows: Iterable[Row],
    target: Path,
    typeset: Typeset,
    *,
    title: str,
    author: str,
    language: str,
    paper: str = "a4",
) -> None:
    """Writes a comic script as a PDF to print. `paper` is one of `PAPERS`.

    Raises `FileError` where it cannot be written.
    """
    wide, high = PAPERS[paper]
    trim = Rect(0.0, 0.0, wide, high)
    room = trim.inset(_MARGIN)
    sheets = list(_sheets(list(_blocks(rows, room.w, typeset)), room, typeset))
    book = Book(title, author, language, ())
    pages: list[Path] = []
    with tempfile.TemporaryDirectory(prefix="storyboard-") as folder:
        for number, lines in enumerate(sheets, 1):
            foot = _foot(title, f"{number} / {len(sheets)}", trim, typeset)
            sheet = Sheet(number, trim, trim, room, (), (*lines, *foot))
            pages.append(Path(folder) / f"{number}.pdf")
            files.write(pages[-1], page_pdf(book, sheet, Prints(None)), lasting=False)
        merge(pages, target, title=title, author=author, language=language, linear=True)


def _foot(title: str, count: str, trim: Rect, typeset: Typeset) -> tuple[TextLine, ...]:
    y = trim.bottom - _FOOT
    (right,) = typeset(count, "comic-light", 9.0, (0.0, y), trim.w, colour=_GREY)
    name = " ".join(title.split()) or count
    left = typeset(name, "comic-light", 9.0, (_MARGIN, y), trim.w * 0.6, colour=_GREY)[:1]
    return (*left, shifted(right, trim.right - _MARGIN - right.box.w, 0.0))


def _sheets(
    blocks: Sequence[_Block], room: Rect, typeset: Typeset
) -> Iterator[tuple[TextLine, ...]]:
    """The blocks in their places, sheet by sheet."""
    held: list[TextLine] = []
    y, page = room.y, ""
    for place, block in enumerate(blocks):
        after = blocks[place + 1] if block.holds and place + 1 < len(blocks) else None
        need = block.height + (after.before + after.height if after else 0.0)
        full = y + block.before + need > room.bottom and need <= room.h
        if held and (block.starts or full):
            yield tuple(held)
            held, y = [], room.y
            if full and not block.starts and page:
                held += typeset(f"{page}, continued", "comic", 9.0, (room.x, y), room.w)
                y = held[-1].box.bottom + 8.0
        page = block.starts or page
        y += block.before if held else 0.0
        for line in block.lines:
            if y + line.box.bottom > room.bottom and held:
                # Longer than a sheet: what is left over goes on at the next one's top.
                yield tuple(held)
                held, y = [], room.y - line.box.y
            held.append(shifted(line, room.x, y))
        y += block.height
    if held:
        yield tuple(held)


def _blocks(rows: Iterable[Row], wide: float, typeset: Typeset) -> Iterator[_Block]:
    said = cast = 0
    for what, head, words in rows:
        if what == "title":
            yield _Block(_set(words, "comic", 24.0, 0.0, wide, typeset), 0.0)
        elif what == "front":
            text = f"{head} {words}" if head == "by" else f"{head.capitalize()}: {words}"
            yield _Block(_set(text, "comic-light", _SIZE, 0.0, wide, typeset), 4.0)
        elif what == "character":
            if not cast:
                yield _Block(_set("CHARACTERS", "comic", 13.0, 0.0, wide, typeset), 22.0, "", True)
            cast += 1
            yield _Block(_two(head, words, 0.0, _WORDS - _CUE, wide, typeset), 7.0)
        elif what == "page":
            said = 0
            lines = _set(f"{head} ({words})", "comic", 14.0, 0.0, wide, typeset)
            yield _Block(lines, 0.0, head, True)
        elif what == "panel":
            name = _set(head, "comic", _SIZE, 0.0, wide, typeset)
            at = name[0].box.right + 10.0
            shot = _set(words, "comic-light", _SIZE, at, wide, typeset, _GREY) if words else ()
            yield _Block((*name, *shot), 18.0, "", True)
        elif what == "action":
            yield _Block(_set(words, "comic-light", _SIZE, 0.0, wide, typeset), 3.0)
        elif what == "said":
            said += 1
            number = _set(str(said), "comic-light", 9.0, 16.0, wide, typeset, _GREY)
            number = tuple(shifted(line, 0.0, 1.2) for line in number)
            yield _Block((*number, *_two(head, words, _CUE, _WORDS, wide, typeset)), 7.0)
        else:
            text = f"{head.capitalize()}: {words}"
            yield _Block(_set(text, "comic-light", 9.5, 0.0, wide, typeset, _GREY), 6.0)


def _two(
    head: str, words: str, at: float, then: float, wide: float, typeset: Typeset
) -> tuple[TextLine, ...]:
    """A head, and words in a column beside it."""
    left = _set(head, "comic", _SIZE, at, then - 8.0, typeset)
    return (*left, *(_set(words, "comic-light", _SIZE, then, wide, typeset) if words else ()))


def _set(
    text: str,
    font: str,
    size: float,
    at: float,
    wide: float,
    typeset: Typeset,
    colour: RGB = _BLACK,
) -> tuple[TextLine, ...]:
    """Lines from `at` to `wide`, from 0 down."""
    return tuple(flush(text, font, size, (at, 0.0), wide - at, typeset, colour))
