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
from storyboard.layout.model import Sheet
from storyboard.pipeline import Draft
from storyboard.pipeline.drafting import home_of
from storyboard.pipeline.finished import finished_of
from storyboard.pipeline.following import Takes
from storyboard.pipeline.origin import digest
from storyboard.pipeline.sheets import Leaf, Pages, leaves, said_of
from storyboard.pipeline.standing import retaken
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
    leaves: Mapping[int, Leaf]
    """Every page with its pictures, by number."""
    salt: str


@dataclass(frozen=True, slots=True)
class Composed:
    """One page, finished, and the digest of all that it was made from."""

    draft: Draft
    leaf: Leaf
    pages: Pages
    sheet: Sheet
    digest: str
    remarks: tuple[Diagnostic, ...]


def shown_of(file: StoryFile, home: Path, version: str, salt: str) -> Shown:
    """A story with all that is known of its pictures. `salt` goes into the pages' digests."""
    with Library(home) as library:
        made = pipeline.draft(file, library)
        takes, stale = _earlier(made, library)
        spent = sum(s.price for s in library.spent())
    made.seen.keep()
    every = leaves(made, takes, [p.number for p in made.plan.pages])
    by_number = {leaf.plan.number: leaf for leaf in every}
    return Shown(file, made, version, takes, stale, spent, by_number, salt)


def page_of(shown: Shown, number: int) -> PagePlan:
    """The plan of a page, a double one by either number. Raises `UsageError` where none is."""
    pages = shown.draft.plan.pages
    found = [p for p in pages if number in (p.folios or (p.number,))]
    if not found:
        raise UsageError(f"there is no page {number}")
    return found[0]


def digest_of(shown: Shown, page: PagePlan) -> str:
    """What a page is made from, as a name that is another one when anything of it changes."""
    return digest(shown.salt, shown.leaves[page.number].key)[:24]


def composed(shown: Shown, page: PagePlan) -> Composed:
    """A page, laid out and lettered."""
    leaf = shown.leaves[page.number]
    # A storyboard sheet says how many there are.
    legends = any(f.legend for f in page.frames)
    chosen = list(shown.leaves.values()) if legends else [leaf]
    pages = Pages(shown.draft, chosen, finished_of(home_of(shown.file.path)), pdfs=False)
    remarks = tuple(pipeline.remarks(shown.draft, pages.remarks_of(leaf)))
    return Composed(shown.draft, leaf, pages, pages.sheet(leaf), digest_of(shown, page), remarks)


def made_room(before: Composed, now: Composed) -> tuple[str, ...]:
    """Panels that are as they were and whose words moved: a page is lettered as a whole."""

    def standing(made: Composed) -> dict[str, tuple[str, str]]:
        draft, pictures = made.draft, made.leaf.pictures
        said = said_of(draft.story)
        return {
            p.id: (
                digest(said, draft.panels[p.id], p.box, pictures.get(p.id)),
                digest([(letter.text, letter.outline) for letter in p.letters]),
            )
            for p in made.sheet.panels
        }

    was = standing(before)
    return tuple(
        id
        for id, (own, letters) in standing(now).items()
        if id in was and was[id][0] == own and was[id][1] != letters
    )


def files_of(shown: Shown) -> list[Path]:
    """The files that the story names."""
    story = shown.draft.story
    fonts = {said.partition("#")[0] for said in story.fonts.values()}
    template = {story.style.template} if story.style.template else set()
    named = set(shown.draft.stock.assets) | set(shown.file.awaited) | fonts | template
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
    known = Takes(made.shots, library)
    for entry in made.plan.entries:
        panel = entry.shot.panel
        if panel in takes or entry.shot.image:
            continue
        before = known.under(panel) or known.strays(panel)
        if before:
            takes[panel] = before[-1]
            stale[panel] = entry.reason
    return takes, stale
