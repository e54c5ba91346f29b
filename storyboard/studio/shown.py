"""The story as it last could be read, with its pictures, and its pages composed from them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from storyboard import pipeline
from storyboard.errors import Diagnostic, UsageError
from storyboard.generate.library import Library
from storyboard.generate.model import Take
from storyboard.layout.model import Book, Sheet
from storyboard.pipeline import Draft
from storyboard.pipeline.drafting import retaken
from storyboard.plan.build import what_changed
from storyboard.plan.model import PagePlan
from storyboard.story.load import StoryFile
from storyboard.story.model import Story
from storyboard.story.panels import numbered


@dataclass(frozen=True, slots=True)
class Shown:
    """The story as it last could be read."""

    file: StoryFile
    draft: Draft
    version: str
    takes: Mapping[str, Take]
    """The pictures on the pages: those in use, and the last ones of panels that changed since."""
    stale: Mapping[str, str]
    """Panels whose picture is an earlier one, and what changed since."""
    spent: float
    common: str
    """Digest of what all pages share."""


@dataclass(frozen=True, slots=True)
class Composed:
    """One page, finished, and the digest of all that it was made from."""

    book: Book
    sheet: Sheet
    digest: str
    remarks: tuple[Diagnostic, ...]


def shown_of(file: StoryFile, home: Path, version: str, salt: str) -> Shown:
    """A story with all that is known of its pictures. `salt` goes into the pages' digests."""
    with Library(home) as library:
        made = pipeline.draft(file, library)
        takes, stale = _earlier(made, library)
        spent = sum(s.price for s in library.spent())
    alone = made.story.model_copy(update={"pages": (), "panels": ()})
    common = _digest(salt, alone, len(made.plan.pages))
    return Shown(file, made, version, takes, stale, spent, common)


def page_of(shown: Shown, number: int) -> PagePlan:
    """The plan of a page. Raises `UsageError` where there is none of that number."""
    found = [p for p in shown.draft.plan.pages if p.number == number]
    if not found:
        raise UsageError(f"there is no page {number}")
    return found[0]


def digest_of(shown: Shown, page: PagePlan) -> str:
    """What a page is made from, as a name that is another one when anything of it changes."""
    rows: list[object] = [page]
    for frame in page.frames:
        take = shown.takes.get(frame.panel)
        image = shown.draft.shots[frame.panel].image
        picture = take.sha256 if take else image.sha256 if image else ""
        panel, cast = shown.draft.panels[frame.panel], shown.draft.cast[frame.panel]
        rows.append((panel, cast, picture))
    return _digest(shown.common, rows)


def composed(shown: Shown, page: PagePlan) -> Composed:
    """A page, laid out and lettered."""
    legends = any(f.legend for f in page.frames)
    # A storyboard sheet says how many there are.
    every = range(1, len(shown.draft.plan.pages) + 1) if legends else [page.number]
    book = pipeline.compose_book(shown.draft, shown.takes, every)
    (sheet,) = [s for s in book.sheets if s.number == page.number]
    remarks = tuple(pipeline.remarks(shown.draft, book))
    return Composed(book, sheet, digest_of(shown, page), remarks)


def files_of(shown: Shown) -> list[Path]:
    """The files that the story names."""
    template = shown.draft.story.style.template
    named = {*shown.draft.stock.assets, *([template] if template else [])}
    return [shown.file.path.parent / name for name in sorted(named)]


def place_of(story: Story, panel: str) -> tuple[str | int, ...]:
    """The place of a panel in the story's file. Raises `UsageError` where there is none."""
    for page, index, id, _ in numbered(story):
        if id == panel:
            return ("panels", index) if page is None else ("pages", page, "panels", index)
    raise UsageError(f"there is no panel '{panel}'")


def version_of(data: bytes) -> str:
    """What names a state of the story's file."""
    return hashlib.sha256(data).hexdigest()[:20]


def why_not(made: Draft, take: Take, own_prompt: str) -> str:
    """What changed since a take was drawn, so that it cannot be used; empty where it can."""
    asked = retaken(made.shot(take.panel, own_prompt or None), take.seed, take.speed)
    return "" if asked.key == take.key else what_changed(take.parts, asked) or "changed since"


def _earlier(made: Draft, library: Library) -> tuple[dict[str, Take], dict[str, str]]:
    """The pictures to show, with the newest earlier one where there is none in use."""
    takes, stale = dict(made.takes), {}
    for entry in made.plan.entries:
        panel = entry.shot.panel
        if panel in takes or entry.shot.image:
            continue
        before = library.takes(panel)
        if before:
            takes[panel] = before[-1]
            stale[panel] = entry.reason
    return takes, stale


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]
