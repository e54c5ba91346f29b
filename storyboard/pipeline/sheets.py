"""Pages composed from the pictures there are, or taken as they were finished before."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, cast

from storyboard.errors import GenerationError
from storyboard.generate.model import Face, Take
from storyboard.pipeline.drafting import Draft, home_of
from storyboard.pipeline.finished import Finished, Page
from storyboard.pipeline.leafed import Leafed
from storyboard.pipeline.origin import digest, program
from storyboard.plan.formats import format_of, type_size
from storyboard.plan.model import PagePlan
from storyboard.story.model import Story
from storyboard.story.panels import panels_of

if TYPE_CHECKING:
    from storyboard.layout.compose import PanelInput
    from storyboard.layout.model import Book, Remark, Sheet

Box = tuple[float, float, float, float]

UNSEEN = {"pages", "panels", "generator"}
"""Fields of a story of which no page is made: they say what is on it, or how it is drawn."""
UNSEEN_OF_CHARACTERS = {"description", "reference", "mask"}


@dataclass(frozen=True, slots=True)
class Shown:
    """The picture of a panel, as a file with the heads that its maker knew, None if unknown."""

    file: Path
    mime: str
    width: int
    height: int
    sha256: str
    faces: tuple[Face, ...] | None = None
    signs: tuple[Box, ...] = ()
    """Where its maker put words."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page, planned, with its pictures. `key` is a digest of all that it is made from."""

    plan: PagePlan
    pictures: Mapping[str, Shown | None]
    """By panel."""
    missing: Mapping[str, str]
    """Why there is no picture, by panel."""
    key: str


def leaves(
    made: Draft,
    takes: Mapping[str, Take],
    numbers: Sequence[int],
    failures: Mapping[str, GenerationError] | None = None,
) -> list[Leaf]:
    """The chosen pages with the pictures there are."""
    root, wanted = made.file.path.parent, set(numbers)
    pictures: dict[str, Shown | None] = {}
    for id, shot in made.shots.items():
        take, i = takes.get(id), shot.image
        if i:
            pictures[id] = Shown(root / i.path, i.mime, i.width, i.height, i.sha256)
        elif take:
            t = take
            known = t.faces if t.faces or t.backend == "sketch" else None
            pictures[id] = Shown(
                t.path, t.mime, t.width, t.height, t.sha256, known, _signs(t.notes.get("signs"))
            )
        else:
            pictures[id] = None
    common, out = _common(made), []
    for page in made.plan.pages:
        if page.number not in wanted:
            continue
        ids = [f.panel for f in page.frames]
        own = {id: pictures[id] for id in ids}
        why = {
            id: "could not be drawn" if id in (failures or {}) else "not drawn yet"
            for id, picture in own.items()
            if picture is None
        }
        # A storyboard sheet says how many there are.
        count = len(wanted) if _is_sheet(page) else 0
        told = [made.panels[id].model_dump_json() for id in ids]
        cast = [made.cast[id] for id in ids]
        key = digest(common, page, count, told, cast, list(own.items()), why)
        out.append(Leaf(page, own, why, key))
    return out


def _signs(noted: object) -> tuple[Box, ...]:
    boxes = noted if isinstance(noted, list) else []
    return tuple((x, y, w, h) for x, y, w, h in boxes)


def _common(made: Draft) -> str:
    """Digest of what all pages share."""
    story, root = made.story, made.file.path.parent
    fonts = [
        (name, str(path.absolute()), made.seen.sha256(path))
        for name, said in sorted(story.fonts.items())
        for path in [root / _font_file(said)]
    ]
    _forget_fonts(fonts)
    return digest(program(), said_of(_in_one_face(story)), fonts, type_size(story))


def _in_one_face(story: Story) -> Story:
    """The story in a font that has all its letters, where it names none and the usual lacks one."""
    if "font" in story.lettering.model_fields_set:
        return story
    panels = [panel for _, panel in panels_of(story)]
    said = [c.text for p in panels for c in p.caption]
    said += [line.text for p in panels for line in p.dialogue]
    # What is at home in Western Europe every font here has.
    letters = {c for text in said for c in text + text.upper() if c > "ÿ" and c.isalpha()}
    letters = {c for c in letters if unicodedata.name(c, "").startswith("LATIN")}
    if not letters:
        return story
    from storyboard.layout.shaping import whole_font

    font = whole_font(story.lettering.font, letters)
    lettering = story.lettering.model_copy(update={"font": font})
    return story.model_copy(update={"lettering": lettering})


def _forget_fonts(fonts: Sequence[tuple[str, str, str]]) -> None:
    """Makes the letterer read a font again whose file has become another.

    It remembers what it measured by the file's name; a process may outlive the file.
    """
    changed = [path for _, path, sha256 in fonts if _FONTS.setdefault(path, sha256) != sha256]
    if not changed:
        return
    _FONTS.update({path: sha256 for _, path, sha256 in fonts})
    for name, module in list(sys.modules.items()):
        if name.startswith(("storyboard.layout.", "storyboard.render.")):
            for found in list(vars(module).values()):
                if isinstance(found, _lru_cache_wrapper):
                    found.cache_clear()


_FONTS: dict[str, str] = {}
"""The digests of the fonts that were used, by path."""


def said_of(story: Story) -> str:
    """What pages are told of a story besides their panels, as JSON."""
    own = dict.fromkeys(story.characters, UNSEEN_OF_CHARACTERS)
    # pydantic takes its exclusions as sets within mappings.
    unseen = {**dict.fromkeys(UNSEEN, True), "characters": own}
    return story.model_dump_json(exclude=unseen)  # type: ignore[arg-type]


def _font_file(said: str) -> str:
    path, mark, index = said.rpartition("#")
    return path if mark and index.isdigit() else said


def _is_sheet(page: PagePlan) -> bool:
    return any(f.legend for f in page.frames)


def composed(made: Draft, chosen: Sequence[Leaf]) -> list[tuple[Sheet, tuple[Remark, ...]]]:
    """The pages laid out and lettered, each with the letterer's remarks."""
    from storyboard.layout.compose import compose

    inputs = {i.id: i for leaf in chosen for i in _inputs(made, leaf)}
    story, root = _in_one_face(made.story), made.file.path.parent
    book = compose(
        story,
        [leaf.plan for leaf in chosen],
        inputs,
        type_size(story),
        folder=root,
        least_ppi=format_of(story.page).least_ppi,
    )
    out = []
    for sheet in book.sheets:
        ids = {p.id for p in sheet.panels}
        out.append((sheet, tuple(r for r in book.remarks if r.panel in ids)))
    return out


def _inputs(made: Draft, leaf: Leaf) -> list[PanelInput]:
    from storyboard.layout.calm import calm_map
    from storyboard.layout.compose import PanelInput, PictureFile
    from storyboard.layout.faces import find_faces

    maps, out = home_of(made.file.path) / "calm", []
    for id, shown in leaf.pictures.items():
        panel, picture = made.panels[id], None
        if shown:
            lettered = bool(panel.caption or panel.dialogue or panel.sfx)
            s = shown
            calm = calm_map(s.file, s.sha256, maps) if lettered else None
            heads = s.faces or ()
            if s.faces is None and not panel.faces:
                heads = find_faces(s.file, s.sha256, maps, people=len(made.cast[id]))
            picture = PictureFile(s.file, s.mime, s.width, s.height, s.sha256, heads, calm, s.signs)
        out.append(PanelInput(id, panel, made.cast[id], picture, leaf.missing.get(id, "")))
    return out


class Pages:
    """The chosen pages of a story: those that were finished before, and the others composed.

    `fresh` are the numbers of those that were composed now.
    """

    def __init__(self, made: Draft, chosen: Sequence[Leaf], kept: Finished, *, pdfs: bool) -> None:
        """With `pdfs`, only pages whose PDF is there count as finished."""
        self.leaves = tuple(chosen)
        self._made, self._all = made, kept
        self._kept: dict[str, Page] = {}
        self._new: dict[str, tuple[Sheet, tuple[Remark, ...]]] = {}
        missing = []
        for leaf in chosen:
            page = kept.find(leaf.key, pdf=pdfs)
            if page:
                self._kept[leaf.key] = page
            else:
                missing.append(leaf)
        if missing:
            together = list(chosen) if any(_is_sheet(leaf.plan) for leaf in missing) else missing
            done = composed(made, together)
            for leaf, row in zip(together, done, strict=True):
                if leaf in missing:
                    self._new[leaf.key] = row
        self.fresh = tuple(leaf.plan.number for leaf in missing)

    @property
    def remarks(self) -> list[Remark]:
        """What the letterer remarks, in the order of the pages; of the whole story once."""
        found = [remark for leaf in self.leaves for remark in self.remarks_of(leaf)]
        once = next((r for r in found if r.code == "faces-unknown"), None)
        return [r for r in found if r.code != "faces-unknown" or r is once]

    @property
    def book(self) -> Book:
        """All of the chosen pages."""
        return book_of(self._made.story, [self.sheet(leaf) for leaf in self.leaves], self.remarks)

    @property
    def leafed(self) -> Book:
        """As `book`, with sheets that are read as they are asked for, for a book of any length."""
        sheets = Leafed(len(self.leaves), lambda place: self.sheet(self.leaves[place]))
        book = book_of(self._made.story, (), self.remarks)
        return replace(book, sheets=cast("tuple[Sheet, ...]", sheets))

    def sheet(self, leaf: Leaf) -> Sheet:
        new = self._new.get(leaf.key)
        return new[0] if new else self._all.sheet(self._kept[leaf.key])

    def remarks_of(self, leaf: Leaf) -> tuple[Remark, ...]:
        new = self._new.get(leaf.key)
        return new[1] if new else self._kept[leaf.key].remarks

    def written(self, prints: Path, spare: Path) -> list[Path]:
        """Every page as a PDF file, in order; those that cannot be kept go to `spare`."""
        return [self.file(leaf, prints, spare) for leaf in self.leaves]

    def file(self, leaf: Leaf, prints: Path, spare: Path) -> Path:
        """One of the pages as a PDF file, as `written` gives it."""
        from storyboard.render.files import write

        done = self._kept.get(leaf.key)
        page = done if done and done.pdf else self._all.find(leaf.key)
        if page and page.pdf:
            return page.pdf
        from storyboard.render.pdf import page_pdf
        from storyboard.render.prints import Prints

        sheet = self.sheet(leaf)
        data = page_pdf(book_of(self._made.story, [sheet], ()), sheet, Prints(prints))
        page = self._all.put(leaf.key, sheet, self.remarks_of(leaf), data)
        if page and page.pdf:
            # Kept now, and no more held here.
            self._kept[leaf.key] = page
            self._new.pop(leaf.key, None)
            return page.pdf
        path = spare / f"{leaf.plan.number}.pdf"
        write(path, data, lasting=False)
        return path


def book_of(story: Story, sheets: Sequence[Sheet], remarks: Sequence[Remark]) -> Book:
    """Sheets as a book, with what its metadata says."""
    from storyboard.layout.model import Book

    return Book(
        story.title, story.author, story.language, tuple(sheets), story.reading, tuple(remarks)
    )
