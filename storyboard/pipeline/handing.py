"""What exporters are given of a finished story: its pages, and what it says of its panels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard import assets
from storyboard.pipeline.drafting import Draft
from storyboard.plan.formats import format_of, type_size
from storyboard.story.model import Panel, Story

if TYPE_CHECKING:
    from storyboard.geometry import Point
    from storyboard.layout.model import RGB, Book, TextLine
    from storyboard.layout.voices import Manner
    from storyboard.render.job import Job, PanelNote, Said, Typeset


def job(
    made: Draft,
    book: Book,
    numbers: Sequence[int],
    rendered: Sequence[Path],
    out: Path,
    dpi: float,
    prints: Path,
) -> Job:
    """The job of writing the chosen pages, whose PDFs are `rendered`, in any form."""
    from storyboard.render.job import Job, PageNote

    chosen = [p for p in made.plan.pages if p.number in set(numbers)]
    return Job(
        rendered,
        out,
        made.file.path.stem,
        book.title,
        book.author,
        book.language,
        book.reading == "rtl",
        dpi,
        tuple(numbers),
        book=book,
        panels={id: _note(made.story, panel, made.cast[id]) for id, panel in made.panels.items()},
        leaves=tuple(PageNote(p.folios, p.side, p.cuts, p.fold) for p in chosen),
        typeset=_typesetter(made.story, made.file.path.parent),
        templates=assets.shipped("templates"),
        cache=prints,
        series=made.story.series,
        number=made.story.number,
        summary=made.story.summary,
        credits=made.story.credits.people(),
        isbn=made.story.isbn,
        published=made.story.published,
        rights=made.story.rights,
        age=made.story.age or "",
        profile=made.file.path.parent / made.story.profile if made.story.profile else None,
    )


def print_script(story: Story, target: Path, folder: Path | None = None) -> None:
    """Writes the story as a comic script on pages to print: a PDF.

    `folder` is the story's, where its own fonts are: without it none is used. Paper is Letter
    where the story's pages are measured in inches, else A4. Raises `FileError`.
    """
    from storyboard.exchange.writing import script_rows
    from storyboard.render.script import print_script as printed

    inches = format_of(story.page).name in ("us-comic", "digest", "mini", "letter", "square")
    printed(
        script_rows(story),
        target,
        _typesetter(story, folder),
        title=" ".join(story.title.split()),
        author=story.author,
        language=story.language,
        paper="letter" if inches else "a4",
    )


def _typesetter(story: Story, folder: Path | None) -> Typeset:
    """Sets text as the story's letterer would: what a font lacks comes from the story's own."""
    known: list[Manner] = []

    def typeset(
        text: str,
        font: str,
        size: float,
        at: Point,
        wide: float,
        /,
        *,
        colour: RGB = (0.0, 0.0, 0.0),
    ) -> tuple[TextLine, ...]:
        # Most formats set no text of their own, and the letterer takes long to import.
        from storyboard.layout.compose import manner_of
        from storyboard.layout.letterer import paragraph

        if not known:
            own = story if folder else story.model_copy(update={"fonts": {}})
            known.append(manner_of(own, type_size(story), folder))
        return paragraph(text, font, size, at, wide, colour=colour, manner=known[0])

    return typeset


def _note(story: Story, panel: Panel, cast: Sequence[str]) -> PanelNote:
    from storyboard.render.job import PanelNote

    return PanelNote(
        panel.prompt,
        panel.shot,
        panel.notes,
        panel.duration,
        panel.alt,
        panel.scene,
        tuple(_name(story, key) for key in cast),
        _said(story, panel),
    )


def _said(story: Story, panel: Panel) -> tuple[Said, ...]:
    from storyboard.render.job import Said

    out = [Said("caption", "", c.text) for c in panel.caption]
    for line in panel.dialogue:
        own = story.characters[line.speaker].voice.balloon
        off = line.tail in ("left", "right")
        out.append(Said(line.kind or own, _name(story, line.speaker), line.text, off))
    return (*out, *(Said("sfx", "", e.text) for e in panel.sfx))


def _name(story: Story, key: str) -> str:
    return story.characters[key].name or key
