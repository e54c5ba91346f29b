"""What every exporter is given: the finished pages, and what the story says of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from storyboard.errors import UsageError
from storyboard.geometry import Point, Rect
from storyboard.layout.model import RGB, Book, PanelSheet, Sheet, TextLine

Hand = Literal["left", "right", "both", "none"]


@dataclass(frozen=True, slots=True)
class Said:
    """A caption, a balloon's words or a sound, as written."""

    kind: str
    """speech, thought, shout, whisper, radio, caption or sfx."""
    speaker: str
    """The full name; empty for captions and sounds."""
    text: str
    off: bool = False
    """Who speaks is not in the picture."""


@dataclass(frozen=True, slots=True)
class PanelNote:
    """What the story says of a panel besides how it looks."""

    prompt: str = ""
    shot: str = ""
    notes: str = ""
    duration: float | None = None
    """Seconds."""
    alt: str = ""
    scene: bool = False
    """A scene starts here."""
    cast: tuple[str, ...] = ()
    """Full names of who is in the picture, the lead first."""
    said: tuple[Said, ...] = ()
    """In reading order."""


@dataclass(frozen=True, slots=True)
class PageNote:
    """What the plan says of a page besides its geometry."""

    folios: tuple[int, ...] = ()
    """The numbers as printed: two for a double page; the sheet's own where there are none."""
    side: Hand = "none"
    """Where it lies in the opened book."""
    cuts: tuple[float, ...] = ()
    """Heights, in points from the trim's top, at which a strip may be cut into slices."""
    fold: Rect | None = None
    """The strip at a double page's fold that is kept free of words."""


class Typeset(Protocol):
    """Breaks a text into lines, the first at `at` (its top left), none wider than `wide`."""

    def __call__(
        self, text: str, font: str, size: float, at: Point, wide: float, /, *, colour: RGB = ...
    ) -> tuple[TextLine, ...]: ...


@dataclass(frozen=True, slots=True)
class Job:
    """The finished pages, and what a format may need to know of them."""

    pages: Sequence[bytes | Path]
    """One PDF each, in order."""
    folder: Path
    name: str
    """Of the files, without a suffix."""
    title: str
    author: str
    language: str
    right_to_left: bool = False
    dpi: float = 300.0
    """Of formats made of pixels."""
    numbers: Sequence[int] = ()
    """The pages' numbers in the story, for files named by them; none where it is all pages."""
    book: Book | None = None
    """The sheets that the pages were made from, in the same order."""
    panels: Mapping[str, PanelNote] = field(default_factory=dict)
    """By panel id."""
    leaves: Sequence[PageNote] = ()
    """One for each page, in the same order."""
    typeset: Typeset | None = None
    templates: Path | None = None
    """The folder that holds `sheets/` and `html/`."""
    cache: Path | None = None
    """A folder for prints of pictures, as `Prints` keeps them."""
    series: str = ""
    number: str = ""
    """Of the issue within its series."""
    summary: str = ""
    credits: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The names by role: writer, artist, penciller, inker, colourist, letterer, cover, editor,
    translator, publisher. The author is the writer where none is named."""
    isbn: str = ""
    """Thirteen digits."""
    published: str = ""
    """A date: its year, its month or its day."""
    rights: str = ""
    age: str = ""
    """For whom it is, in ComicInfo's words."""
    profile: Path | None = None
    """An ICC profile of a press, for CMYK."""
    words: tuple[str, ...] = ()
    """What was asked for behind the format's name: `cbz:2.1`."""

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets. Raises `UsageError` where the job was given none."""
        if self.book is None or len(self.book.sheets) != len(self.pages):
            raise UsageError("this format needs the pages' layout, and there is none")
        return self.book.sheets

    def note(self, panel: str) -> PanelNote:
        return self.panels.get(panel, PanelNote())

    def leaf(self, index: int) -> PageNote:
        """What is known of a page, by its place from 0."""
        return self.leaves[index] if index < len(self.leaves) else PageNote()

    def numbered(self, index: int) -> int:
        """A page's number in the story, by its place from 0."""
        return self.numbers[index] if self.numbers else index + 1

    def folios(self, index: int) -> tuple[int, ...]:
        """The numbers printed on a page, by its place from 0."""
        return self.leaf(index).folios or (self.numbered(index),)

    def file(self, suffix: str) -> Path:
        """Where a file of this book goes; `suffix` begins with a dot or a dash."""
        return self.folder / (safe_name(self.name) + suffix)

    def template(self, name: str) -> str:
        """The source of a template, such as ``html/reader.html.j2``."""
        if self.templates is None:
            raise UsageError(f"the template {name} is not to be had: install storyboard again")
        try:
            return (self.templates / name).read_text(encoding="utf-8")
        except OSError as error:
            raise UsageError(
                f"cannot read the template {self.templates / name}: {error.strerror}"
            ) from error


def hand(job: Job, index: int) -> Hand:
    """On which half of the opened book a page lies; a book's first page is a recto."""
    leaf = job.leaf(index)
    if leaf.cuts or (job.leaves and leaf.side == "none" and len(leaf.folios) < 2):
        return "none"
    if leaf.side == "both" or len(leaf.folios) == 2:
        return "both"
    if leaf.side in ("left", "right"):
        return leaf.side
    recto = job.folios(index)[0] % 2 == 1
    return "right" if recto != job.right_to_left else "left"


def makers(job: Job) -> tuple[str, ...]:
    """Whose book it is: who wrote and who drew it, each once."""
    names = [*(job.credits.get("writer") or ([job.author] if job.author else []))]
    for role in ("artist", "penciller", "inker"):
        names += job.credits.get(role, ())
    return tuple(dict.fromkeys(names))


def part_of(job: Job) -> str:
    """The series with the number in it; empty where the story is of none."""
    return " ".join(part for part in (job.series, job.series and job.number) if part)


_UNSAFE = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f]+')


def safe_name(name: str) -> str:
    """A file name that every system takes, as near to `name` as can be."""
    clean = _UNSAFE.sub("-", unicodedata.normalize("NFC", name)).strip(" .")
    while len(clean.encode("utf-8")) > 200:
        clean = clean[:-1]
    return clean or "book"


def asked(job: Job, allowed: Sequence[str], what: str) -> tuple[str, ...]:
    """The job's words. Raises `UsageError` that lists what is allowed where one is not."""
    for word in job.words:
        if word not in allowed:
            choice = f"choose from {', '.join(allowed)}" if allowed else "it takes no words"
            raise UsageError(f"'{word}' is nothing that {what} knows: {choice}")
    return job.words


def seen(note: PanelNote, panel: PanelSheet) -> str:
    """What a panel shows, in words: the story's `alt`, or its prompt, or who is in it."""
    if note.alt:
        return " ".join(note.alt.split())
    if note.prompt:
        return " ".join(note.prompt.split())
    if note.cast:
        return ", ".join(note.cast)
    return f"Panel {panel.id}"


_EMPHASIS = re.compile(r"(?<!\w)\*(\S(?:[^*]*\S)?)\*(?!\w)")


def plain(text: str) -> str:
    """A text of the story without its marks of emphasis and its line breaks."""
    return " ".join(_EMPHASIS.sub(r"\1", text).split())


def spoken(said: Said) -> str:
    """One piece of lettering as a sentence that can be read aloud."""
    text = plain(said.text)
    if said.kind == "sfx":
        return f"Sound: {text}"
    if not said.speaker:
        return f"Caption: {text}"
    hows = [said.kind] if said.kind != "speech" else []
    hows += ["off the picture"] if said.off and said.kind != "radio" else []
    how = f" ({', '.join(hows)})" if hows else ""
    return f"{said.speaker}{how}: {text}"


def described(note: PanelNote, panel: PanelSheet) -> str:
    """A panel in words, what is said in it included."""
    rows = [seen(note, panel)]
    if rows[0][-1:] not in ".!?…。！？":
        rows[0] += "."
    return " ".join([*rows, *(spoken(said) for said in said_in(note, panel))])


def said_in(note: PanelNote, panel: PanelSheet) -> Sequence[Said]:
    """What is said in a panel: by the story, or where nothing is known of it, by the letters."""
    if note.said:
        return note.said
    return [
        Said(letter.kind, letter.speaker, letter.text) for letter in panel.letters if letter.text
    ]


def scenes(job: Job) -> list[tuple[int, str]]:
    """Where scenes start, as the page's place from 0 and a title; none where the story has none.

    A scene is called by the first caption of its first panel.
    """
    found: list[tuple[int, str]] = []
    for index, sheet in enumerate(job.sheets):
        for panel in sheet.panels:
            note = job.note(panel.id)
            if note.scene:
                captions = [s.text for s in said_in(note, panel) if s.kind == "caption"]
                name = plain(captions[0]) if captions else f"Scene {len(found) + 1}"
                found.append((index, name if len(name) <= 60 else name[:59].rstrip() + "…"))
    return found
