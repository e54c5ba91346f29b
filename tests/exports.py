"""Jobs for what exports: a real story drawn by the illustrator, or sheets made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from storyboard import assets, pipeline
from storyboard.geometry import Point, Rect
from storyboard.layout.model import BLACK, RGB, Book, Sheet, TextLine
from storyboard.plan.model import PagePlan
from storyboard.render.job import Job, PageNote, PanelNote, Said
from storyboard.render.pdf import page_pdf
from storyboard.render.prints import Prints
from storyboard.story.model import Panel, Story
from storyboard.story.panels import cast_of, numbered
from tests.sheets import TRIM, art, balloon, jpeg, letter, line, panel, sheet


def notes(story: Story) -> dict[str, PanelNote]:
    """What a story says of its panels."""

    def name(key: str) -> str:
        return story.characters[key].name or key if key in story.characters else key

    return {
        id: PanelNote(
            p.prompt,
            p.shot,
            p.notes,
            p.duration,
            p.alt,
            p.scene,
            tuple(name(key) for key in cast_of(story, p)),
            said(story, p),
        )
        for _, _, id, p in numbered(story)
    }


def said(story: Story, panel: Panel) -> tuple[Said, ...]:
    """What is said in a panel, in reading order."""
    out = [Said("caption", "", c.text) for c in panel.caption]
    for row in panel.dialogue:
        who = story.characters[row.speaker]
        kind = row.kind or who.voice.balloon
        off = row.tail in ("left", "right")
        out.append(Said(kind, who.name or row.speaker, row.text, off))
    return (*out, *(Said("sfx", "", e.text) for e in panel.sfx))


def typeset(
    text: str, font: str, size: float, at: Point, wide: float, *, colour: RGB = BLACK
) -> tuple[TextLine, ...]:
    """Lines broken at blanks."""
    rows: list[str] = []
    for word in text.split():
        longer = f"{rows[-1]} {word}" if rows else word
        if rows and line(longer, at, font=font, size=size).box.w <= wide:
            rows[-1] = longer
        else:
            rows.append(word)
    x, y = at
    return tuple(
        line(row, (x, y + size * (0.9 + 1.15 * i)), font=font, size=size, colour=colour)
        for i, row in enumerate(rows)
    )


def leaves(pages: Sequence[PagePlan]) -> tuple[PageNote, ...]:
    return tuple(PageNote(p.folios, p.side, p.cuts) for p in pages)


def job_of(story: Path, folder: Path, **more: Any) -> Job:
    """The job that a render of a story gives its exporters, into `folder`/out."""
    file = pipeline.load(story)
    pipeline.render(file, folder / "out", ())
    book = pipeline.layout(file)
    prints = Prints(None)
    given = Job(
        [page_pdf(book, s, prints) for s in book.sheets],
        folder / "out",
        file.path.stem,
        book.title,
        book.author,
        book.language,
        book.reading == "rtl",
        150.0,
        tuple(s.number for s in book.sheets),
        book=book,
        panels=notes(file.story),
        leaves=leaves(pipeline.plan(file).pages),
        typeset=typeset,
        templates=assets.shipped("templates"),
    )
    return replace(given, **more)


LEFT, RIGHT = Rect(22.5, 45, 210, 200), Rect(244.5, 45, 210, 200)
BELOW = Rect(22.5, 257, 432, 300)


@cache
def picture(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    jpeg(folder / "a.jpg", size=(600, 400))
    return folder / "a.jpg"


def made(folder: Path, count: int = 2, *, bleed: float = 9.0, **more: Any) -> Job:
    """A job of `count` equal pages, each of three panels with words, made in a moment."""
    file = picture(folder / "art")
    sheets: list[Sheet] = []
    for number in range(1, count + 1):
        panels = (
            panel(
                LEFT,
                balloon(Rect(30, 55, 120, 40), line("WAIT!", (40, 70), source="Wait!")),
                picture=art(file, LEFT),
            ),
            panel(RIGHT, balloon(Rect(260, 60, 90, 30), line("NO.", (270, 78), source="No."))),
            panel(BELOW, letter(line("KRAK", (60, 400), font="effects", size=40, outline=2))),
        )
        ids = [f"p{number}.{place}" for place in (1, 2, 3)]
        named = tuple(replace(p, id=id) for p, id in zip(panels, ids, strict=True))
        sheets.append(replace(sheet(*named, bleed=bleed), number=number))
    book = Book("The Last Boat", "Anna Ø", "en-GB", tuple(sheets))
    prints = Prints(None)
    first = page_pdf(book, sheets[0], prints)
    pages = [first, *(page_pdf(book, s, prints) for s in sheets[1:3])]
    pages += [pages[-1]] * (count - len(pages))
    said = (Said("speech", "Mara", "Wait!"),)
    told = {
        p.id: PanelNote("A pier at night", "wide, low angle", "pan left", 2.5, said=said)
        for s in sheets
        for p in s.panels
    }
    job = Job(
        pages,
        folder / "out",
        "boat",
        book.title,
        book.author,
        book.language,
        dpi=72,
        book=book,
        panels=told,
        typeset=typeset,
        templates=assets.shipped("templates"),
    )
    return replace(job, **more)


__all__ = ["TRIM", "job_of", "made"]
