"""The main job: pages composed from the pictures there are, and written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard import assets
from storyboard.errors import Diagnostic, GenerationError
from storyboard.generate.library import Library
from storyboard.generate.model import Event, Take
from storyboard.pipeline.drafting import Draft, chosen_pages, draft, home_of, undrawn
from storyboard.pipeline.drawing import cap_of, check_budget, check_objections, draw
from storyboard.pipeline.finished import finished_of
from storyboard.pipeline.handing import job
from storyboard.pipeline.keeping import keeping
from storyboard.pipeline.outputs import Outputs, clear_earlier, write_all
from storyboard.pipeline.passed import settled, stray_picks
from storyboard.pipeline.sheets import Leaf, Pages, leaves
from storyboard.plan.faults import Fault, page_faults
from storyboard.plan.hosts import objections
from storyboard.plan.model import Plan
from storyboard.render.exporters import ready
from storyboard.story.load import StoryFile
from storyboard.story.panels import numbered

if TYPE_CHECKING:
    from storyboard.layout.model import Book, Remark
    from storyboard.render.job import Job


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
    unsettled: float = 0.0
    """Dollars that it sent besides, for which there is no picture: they may be billed."""
    kept: tuple[tuple[Path, Path], ...] = ()
    """Files that were replaced and were not the story's own, with where each is kept."""


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
    then. A file in the way that the story did not write itself is kept under another name.
    """
    formats = ready(to, assets.shipped("templates"))
    home = home_of(file.path)
    with Library(home) as library:
        made = draft(file, library, backend=backend)
        settled(file, made, library)
        numbers = chosen_pages(pages, made.plan.pages)
        entries = [e for e in made.plan.entries if e.shot.page in set(numbers)]
        planned(replace(made.plan, entries=tuple(entries)))
        wanted = [e.shot for e in entries if e.state != "ready"]
        check_objections(wanted)
        cap = cap_of(made, max_cost)
        again = (
            {s.key for s in wanted if library.unknown(s.key) or library.failed(s.key)}
            if rebuy_unknown
            else set()
        )
        check_budget(entries, cap, again=again)
        outcome = None
        if wanted:
            outcome = draw(
                made,
                wanted,
                library,
                notify,
                interrupted,
                budget=cap,
                rebuy_unknown=rebuy_unknown,
            )
        warnings = list(library.warnings)
    failures = outcome.failures if outcome else {}
    takes = {**made.takes, **(outcome.takes if outcome else {})}
    chosen = leaves(made, takes, numbers, failures)
    files: list[Path] = []
    kept: list[tuple[Path, Path]] = []
    if strict and failures:
        done = Pages(made, chosen, finished_of(home), pdfs=False)
    else:
        with keeping(file.path, Path(out)) as kept:
            files, _, done = written(made, chosen, Path(out), formats, dpi)
        outputs = Outputs(home / "written.json")
        warnings += clear_earlier(formats, made, chosen, Path(out), outputs)
    return Result(
        tuple(files),
        made.plan,
        outcome.drawn if outcome else (),
        failures,
        (*file.warnings, *warnings, *stray_picks(file, made), *remarks(made, done.remarks)),
        round(outcome.paid, 4) if outcome else 0.0,
        outcome.unsettled if outcome else 0.0,
        tuple(kept),
    )


def written(
    made: Draft, chosen: Sequence[Leaf], out: Path, formats: Sequence[str], dpi: float
) -> tuple[list[Path], list[Path], Pages]:
    """Writes the pages as the formats, as far as anything of them changed.

    Gives all files, those written now, and the pages.
    """
    import tempfile

    home = home_of(made.file.path)
    kept, prints = finished_of(home), home / "prints"
    done = Pages(made, chosen, kept, pdfs=True)
    # Pages wait on the disk, so that memory does not grow with the book.
    with tempfile.TemporaryDirectory(prefix="storyboard-") as spare:
        rendered = done.written(prints, Path(spare))

        def given() -> Job:
            numbers = [leaf.plan.number for leaf in chosen]
            return job(made, done.leafed, numbers, rendered, out, dpi, prints)

        outputs = Outputs(home / "written.json")
        files, new = write_all(formats, made, chosen, out, dpi, outputs, given)
    if done.fresh:
        kept.tidy([leaf.key for leaf in chosen])
    made.seen.keep()
    return files, new, done


def compose_book(made: Draft, takes: Mapping[str, Take], numbers: Sequence[int]) -> Book:
    """The chosen pages, laid out and lettered, with the pictures there are. Writes nothing."""
    chosen = leaves(made, takes, numbers)
    return Pages(made, chosen, finished_of(home_of(made.file.path)), pdfs=False).book


def _places(made: Draft) -> dict[str, tuple[str | int, ...]]:
    """Where each panel stands in the story file."""
    return {
        id: ("panels", index) if page is None else ("pages", page, "panels", index)
        for page, index, id, _ in numbered(made.story)
    }


def remarks(made: Draft, lettering: Sequence[Remark]) -> list[Diagnostic]:
    """What is below the standard of pages and letterers, as warnings at its panels."""
    found: list[Fault | Remark] = [
        *page_faults(made.story, made.plan.pages, made.panels),
        *lettering,
    ]
    places = _places(made)
    return [
        made.file.diagnostic(
            places.get(r.panel, ()), "warning", r.code, f"panel {r.panel}: {r.message}", r.hint
        )
        for r in found
    ]


def plan(file: StoryFile, *, backend: str | None = None) -> Plan:
    """Every page's geometry and every panel's picture, with price and state. Spends nothing."""
    with Library(home_of(file.path)) as library:
        return draft(file, library, backend=backend).plan


def layout(file: StoryFile, *, backend: str | None = None) -> Book:
    """The finished geometry of every page, with the pictures there are. Draws nothing."""
    with Library(home_of(file.path)) as library:
        made = draft(file, library, backend=backend)
    return compose_book(made, made.takes, chosen_pages(None, made.plan.pages))


def check(file: StoryFile) -> list[Diagnostic]:
    """What is wrong with a story that loads: settings that its host cannot honour, as errors,
    and the warnings of the story, its pages and its lettering.
    """
    with Library(home_of(file.path)) as library:
        made = draft(file, library)
    book = compose_book(made, made.takes, chosen_pages(None, made.plan.pages))
    places = _places(made)
    refused = [
        file.diagnostic(
            places[e.shot.panel], "error", "host-setting", f"panel {e.shot.panel}: {text}"
        )
        for e in made.plan.entries
        if e.state != "ready"
        for text in objections(e.shot.backend, e.shot)
    ]
    silent = [
        file.diagnostic(
            places[e.shot.panel],
            "warning",
            "not-drawn",
            f"panel {e.shot.panel}: the illustrator does not draw: {', '.join(words)}",
            "say it with what it can draw, put it in a caption, or give the panel a picture",
        )
        for e in made.plan.entries
        if (words := undrawn(e.shot, made.seen))
    ]
    made.seen.keep(only_beside=True)
    return [
        *refused,
        *file.warnings,
        *stray_picks(file, made),
        *silent,
        *remarks(made, book.remarks),
    ]
