"""The main job: pages composed from the pictures there are, and written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.errors import Diagnostic, GenerationError
from storyboard.generate.library import Library
from storyboard.generate.model import Event, Take
from storyboard.pipeline.drafting import Draft, chosen_pages, draft, home_of
from storyboard.pipeline.drawing import check_budget, draw
from storyboard.pipeline.takes import stray_picks
from storyboard.plan.formats import format_of
from storyboard.plan.model import Plan
from storyboard.story.load import StoryFile
from storyboard.story.panels import numbered

if TYPE_CHECKING:
    from storyboard.layout.model import Book


@dataclass(frozen=True, slots=True)
class Result:
    """What a render did."""

    files: tuple[Path, ...]
    plan: Plan
    drawn: tuple[Take, ...]
    failures: Mapping[str, GenerationError]
    warnings: tuple[Diagnostic, ...]
    cost: float
    """Dollars spent by this run, as estimated by the price list."""


def render(
    file: StoryFile,
    out: Path | str = "out",
    to: Sequence[str] = ("pdf",),
    *,
    pages: str | None = None,
    backend: str | None = None,
    max_cost: float | None = None,
    strict: bool = False,
    dpi: float = 150.0,
    rebuy_unknown: bool = False,
    notify: Callable[[Event], None] = lambda _: None,
    planned: Callable[[Plan], None] = lambda _: None,
    interrupted: Callable[[], None] | None = None,
) -> Result:
    """Draws what is missing, composes the pages and writes them.

    `to` names exporters, `pages` is ``1-3,5``, `max_cost` is in dollars and can only lower the
    story's own cap, `dpi` is for formats made of pixels. `planned` is told the plan before
    anything is spent and may raise to stop there; `notify` hears of every panel; `interrupted`
    makes the first Ctrl-C a gentle one (see `draw`). `rebuy_unknown` buys again what was sent
    without an answer and may have been bought already. A panel that cannot be drawn is in the
    result's `failures` and has a placeholder on its page, unless `strict`, which writes nothing
    then.
    """
    import tempfile

    from storyboard.render.exporters import Job, exporter
    from storyboard.render.files import write
    from storyboard.render.pdf import page_pdf
    from storyboard.render.prints import Prints

    exporters = [exporter(name) for name in dict.fromkeys(to)]
    home = home_of(file.path)
    with Library(home) as library:
        made = draft(file, library, backend=backend)
        if rebuy_unknown:
            for entry in made.plan.entries:
                if entry.state == "pending" and library.unknown(entry.shot.key):
                    library.release(entry.shot.key)
            made = draft(file, library, backend=backend)
        numbers = chosen_pages(pages, len(made.plan.pages))
        entries = [e for e in made.plan.entries if e.shot.page in set(numbers)]
        planned(replace(made.plan, entries=tuple(entries)))
        caps = [c for c in (max_cost, made.story.generator.max_cost) if c is not None]
        check_budget(entries, min(caps) if caps else None)
        wanted = [e.shot for e in entries if e.state != "ready"]
        outcome = draw(made, wanted, library, notify, interrupted) if wanted else None
        warnings = list(library.warnings)
    failures = outcome.failures if outcome else {}
    takes = {**made.takes, **(outcome.takes if outcome else {})}
    book = compose_book(made, takes, numbers, failures)
    files: list[Path] = []
    if not (strict and failures):
        prints = Prints(home / "prints")
        # Pages wait on the disk, so that memory does not grow with the book.
        with tempfile.TemporaryDirectory(prefix="storyboard-") as folder:
            rendered = [Path(folder) / f"{sheet.number}.pdf" for sheet in book.sheets]
            for sheet, path in zip(book.sheets, rendered, strict=True):
                write(path, page_pdf(book, sheet, prints), lasting=False)
            job = Job(
                rendered,
                Path(out),
                file.path.stem,
                book.title,
                book.author,
                book.language,
                book.reading == "rtl",
                dpi,
                tuple(numbers),
            )
            for export in exporters:
                files += export(job)
    return Result(
        tuple(files),
        made.plan,
        outcome.drawn if outcome else (),
        failures,
        (*file.warnings, *warnings, *stray_picks(file, made), *remarks(made, book)),
        round(outcome.paid, 4) if outcome else 0.0,
    )


def compose_book(
    made: Draft,
    takes: Mapping[str, Take],
    numbers: Sequence[int],
    failures: Mapping[str, GenerationError] | None = None,
) -> Book:
    """The chosen pages, laid out and lettered, with the pictures there are."""
    from storyboard.layout.compose import PanelInput, PictureFile, compose

    root = made.file.path.parent
    inputs = {}
    for e in made.plan.entries:
        shot, take = e.shot, takes.get(e.shot.panel)
        picture = None
        if shot.image:
            i = shot.image
            picture = PictureFile(root / i.path, i.mime, i.width, i.height, i.sha256)
        elif take:
            picture = PictureFile(
                take.path, take.mime, take.width, take.height, take.sha256, take.faces
            )
        why = "could not be drawn" if shot.panel in (failures or {}) else "not drawn yet"
        inputs[shot.panel] = PanelInput(
            shot.panel, made.panels[shot.panel], made.cast[shot.panel], picture, why
        )
    chosen = [p for p in made.plan.pages if p.number in set(numbers)]
    return compose(made.story, chosen, inputs, format_of(made.story.page).type_size)


def remarks(made: Draft, book: Book) -> list[Diagnostic]:
    """The letterer's remarks as warnings at their panels in the story."""
    where = {}
    for page, index, id, _ in numbered(made.story):
        where[id] = ("panels", index) if page is None else ("pages", page, "panels", index)
    return [
        made.file.diagnostic(
            where[r.panel], "warning", r.code, f"panel {r.panel}: {r.message}", r.hint
        )
        for r in book.remarks
    ]


def plan(file: StoryFile, *, backend: str | None = None) -> Plan:
    """Every page's geometry and every panel's picture, with price and state. Spends nothing."""
    with Library(home_of(file.path)) as library:
        return draft(file, library, backend=backend).plan


def layout(file: StoryFile, *, backend: str | None = None) -> Book:
    """The finished geometry of every page, with the pictures there are. Draws nothing."""
    with Library(home_of(file.path)) as library:
        made = draft(file, library, backend=backend)
    return compose_book(made, made.takes, range(1, len(made.plan.pages) + 1))


def check(file: StoryFile) -> list[Diagnostic]:
    """Warnings of a story that loads: its own, and those of its lettering and pages."""
    with Library(home_of(file.path)) as library:
        made = draft(file, library)
    book = compose_book(made, made.takes, range(1, len(made.plan.pages) + 1))
    return [*file.warnings, *stray_picks(file, made), *remarks(made, book)]
