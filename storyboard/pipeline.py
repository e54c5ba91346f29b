"""The whole job, stage by stage: the one module that knows them all.

Nothing here prints or exits; what a command does is a function with typed values.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

from storyboard import assets
from storyboard.errors import (
    BudgetError,
    Diagnostic,
    GenerationError,
    Interrupted,
    KeyMissing,
    UsageError,
)
from storyboard.generate.library import Library, Spent
from storyboard.generate.model import Event, Outcome, Take
from storyboard.picks import Pick, picks_path, read_picks, write_picks
from storyboard.plan.build import Stock, keyed, pages, shots, what_changed
from storyboard.plan.formats import FORMATS, format_of
from storyboard.plan.model import Asset, Entry, Plan, Shot
from storyboard.plan.tiers import Template
from storyboard.story.load import StoryFile
from storyboard.story.load import load as load_file
from storyboard.story.model import Backend, Panel, Story
from storyboard.story.panels import cast_of, numbered

if TYPE_CHECKING:
    import asyncio

    from storyboard.layout.model import Book

HOME = "STORYBOARD_HOME"


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


@dataclass(frozen=True, slots=True)
class Draft:
    """A story planned: what every command starts from."""

    file: StoryFile
    plan: Plan
    panels: Mapping[str, Panel]
    cast: Mapping[str, tuple[str, ...]]
    takes: Mapping[str, Take]
    """The take that is used, for every panel that has one."""
    picks: Mapping[str, Pick] = field(default_factory=dict)

    @property
    def story(self) -> Story:
        return self.file.story

    def shot(self, panel: str) -> Shot:
        """The shot of a panel. Raises `UsageError` with the nearest name."""
        return self.entry(panel).shot

    def entry(self, panel: str) -> Entry:
        for e in self.plan.entries:
            if e.shot.panel == panel:
                return e
        raise unknown("panel", panel, [e.shot.panel for e in self.plan.entries])


def unknown(what: str, name: str, names: Sequence[str]) -> UsageError:
    """The error for a name that is not there, with the nearest one that is."""
    from difflib import get_close_matches

    near = get_close_matches(name, names, 1, 0.5)
    few = ", ".join(names[:12]) + (" …" if len(names) > 12 else "")
    return UsageError(
        f"there is no {what} '{name}'; "
        + (f"did you mean '{near[0]}'?" if near else f"there are: {few}")
    )


@lru_cache(maxsize=1)
def page_templates() -> dict[str, Template]:
    """The named page templates that ship."""
    import yaml

    path = assets.shipped("templates") / "pages.yaml"
    data: dict[str, Any] = yaml.load(
        path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return {
        name: Template(
            tuple(tuple(float(w) for w in tier) for tier in t["tiers"]),
            tuple(float(h) for h in t.get("heights", ())),
        )
        for name, t in data.items()
    }


def load(path: Path | str, *, backend: str | None = None) -> StoryFile:
    """Reads and checks a story. `backend` replaces the story's own.

    Raises `StoryError` with every diagnostic at once, `UsageError` where there is no such file
    or backend.
    """
    if backend is not None and backend not in get_args(Backend):
        raise unknown("backend", backend, get_args(Backend))
    if Path(path).is_dir():
        inside = sorted(p for p in Path(path).glob("*.yaml") if not p.stem.endswith(".picks"))
        name = f"; did you mean {inside[0]}?" if inside else ""
        raise UsageError(f"{path} is a folder: name the story's file{name}")
    if not Path(path).is_file():
        raise UsageError(f"there is no story at {path}; make one with: storyboard new DIR")
    layouts = {name: t.tiers for name, t in page_templates().items()}
    return load_file(Path(path), layouts, list(FORMATS), backend=cast(Backend | None, backend))


def home_of(story: Path) -> Path:
    """Where a story's takes and journal live: ``.storyboard/<story>/`` beside it.

    The environment's ``STORYBOARD_HOME`` replaces ``.storyboard``.
    """
    base = os.environ.get(HOME)
    return (Path(base) if base else story.resolve().parent / ".storyboard") / story.stem


def draft(file: StoryFile, library: Library, *, backend: str | None = None) -> Draft:
    """Plans a story and looks up which of its pictures are there. Spends nothing."""
    if backend and backend != file.story.generator.backend:
        # Another backend has other needs, so the file is checked again for it.
        file = load(file.path, backend=backend)
    story = file.story
    stock = _stock(file)
    listed = numbered(story)
    groups: dict[int | None, list[tuple[str, Panel]]] = {}
    for page, _, id, panel in listed:
        groups.setdefault(page, []).append((id, panel))
    cast = {id: cast_of(story, panel) for _, _, id, panel in listed}
    planned, order = pages(story, list(groups.values()), stock)
    made = shots(story, planned, order, cast, stock)
    picks = read_picks(file.path)
    entries, takes = [], {}
    for shot in made:
        entry, take = _entry(shot, picks.get(shot.panel), library)
        entries.append(entry)
        if take:
            takes[shot.panel] = take
    plan = Plan(story.title, tuple(planned), tuple(entries), story.reading)
    return Draft(file, plan, {id: p for _, _, id, p in listed}, cast, takes, picks)


def base_digest(shot: Shot) -> str:
    """Digest of what a panel asks for, its seed and speed aside: what a pick holds on to."""
    import hashlib

    rest = sorted((k, v) for k, v in shot.parts.items() if k not in ("seed", "speed"))
    return hashlib.sha256(repr(rest).encode()).hexdigest()[:16]


def _entry(shot: Shot, pick: Pick | None, library: Library) -> tuple[Entry, Take | None]:
    if shot.image:
        return Entry(shot, "ready", "your own picture"), None
    stale = ""
    if pick:
        if pick.shot == base_digest(shot):
            from storyboard.plan.prices import price

            picked = replace(
                shot, seed=pick.seed, speed=pick.speed, cost=price(shot.backend, pick.speed)
            )
            shot = keyed(picked)
            found = [t for t in library.takes(shot.panel) if t.number == pick.take]
            if found and found[0].key == shot.key:
                return Entry(shot, "ready", f"take {pick.take}, picked"), found[0]
        else:
            stale = f"take {pick.take} was picked for an earlier version; "
    take = library.find(shot.key)
    if take:
        return Entry(shot, "ready", stale + f"take {take.number}"), take
    state = library.state(shot.key)
    if state == "pending":
        known = "bought, not yet fetched"
        if library.unknown(shot.key):
            known = "sent, and no answer came: it may have been bought"
        return Entry(shot, "pending", stale + known), None
    trouble = library.trouble(shot.key)
    if trouble:
        return Entry(shot, "missing", f"{stale}failed before: {trouble}"), None
    earlier = [*library.takes(shot.panel), *filter(None, [library.last(shot.panel)])]
    if not earlier:
        return Entry(shot, "missing", stale + "never drawn"), None
    nearest = min(earlier, key=lambda t: sum(t.parts.get(k) != v for k, v in shot.parts.items()))
    changed = what_changed(nearest.parts, shot)
    return Entry(shot, "missing", stale + (changed or "its picture file is gone")), None


def _stock(file: StoryFile) -> Stock:
    story, root = file.story, file.path.parent
    named = {story.style.template}
    template, name = assets.prompt_template(), "templates/prompt.j2"
    if story.style.template:
        name = story.style.template
        template = (root / name).read_text(encoding="utf-8")
    paths: dict[str, bool] = {}
    for c in story.characters.values():
        if c.reference:
            paths[c.reference] = story.generator.backend == "sketch"
        if c.mask:
            paths.setdefault(c.mask, False)
    listed = [p.image for _, _, _, p in numbered(story)]
    for path in (*story.style.images, *(i for i in listed if i)):
        paths.setdefault(path, False)
    paths = {p: palette for p, palette in paths.items() if p not in named}
    return Stock(
        page_templates(), template, name, {p: _asset(root, p, pal) for p, pal in paths.items()}
    )


def _asset(root: Path, path: str, colours: bool) -> Asset:
    import hashlib

    from storyboard.pictures import palette, probe

    full = root / path
    known = probe(full)
    digest = hashlib.sha256(full.read_bytes()).hexdigest()
    return Asset(
        path,
        digest,
        known.mime,
        known.width,
        known.height,
        known.size,
        tuple(palette(full)) if colours else (),
    )


def chosen_pages(text: str | None, count: int) -> list[int]:
    """The page numbers of ``1-3,5``; all where `text` is None. Raises `UsageError`."""
    if text is None:
        return list(range(1, count + 1))
    out: set[int] = set()
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        try:
            a = int(first) if first else 1
            b = (int(last) if last else count) if dash else a
        except ValueError:
            raise UsageError(f"'{text}' is no list of pages; write 1-3 or 1,4") from None
        if not 1 <= a <= b <= count:
            raise UsageError(f"there is no page {part.strip()}: the story has {count}")
        out.update(range(a, b + 1))
    return sorted(out)


def draw(
    made: Draft,
    wanted: Sequence[Shot],
    library: Library,
    notify: Callable[[Event], None] = lambda _: None,
    interrupted: Callable[[], None] | None = None,
) -> Outcome:
    """Draws the shots and keeps them as takes.

    Where `interrupted` is given, the first Ctrl-C calls it and submits nothing more but waits
    for what is bought, and the second stops at once. Raises `Interrupted` after the first.
    """
    import asyncio

    from storyboard.generate.fanout import fan_out
    from storyboard.generate.registry import generator

    async def work() -> Outcome:
        try:
            backend = generator(wanted[0].backend, made.file.path.parent, story=made.story.title)
        except KeyMissing as error:
            return Outcome({}, {s.panel: error for s in wanted}, False)
        stop = asyncio.Event()
        with _first_interrupt(stop, interrupted):
            try:
                return await fan_out(wanted, backend, library, notify=notify, stop=stop)
            finally:
                await backend.close()

    outcome = asyncio.run(work())
    if outcome.stopped:
        raise Interrupted("stopped; what was drawn is kept, and nothing bought is lost")
    return outcome


@contextmanager
def _first_interrupt(stop: asyncio.Event, interrupted: Callable[[], None] | None) -> Iterator[None]:
    """Turns the first Ctrl-C into a stop; the one after it is Python's own."""
    import asyncio
    import signal
    import threading

    if interrupted is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    before = signal.getsignal(signal.SIGINT)

    def first(*_: object) -> None:
        signal.signal(signal.SIGINT, before)
        loop.call_soon_threadsafe(stop.set)
        interrupted()

    signal.signal(signal.SIGINT, first)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def check_budget(entries: Sequence[Entry], cap: float | None) -> None:
    """Raises `BudgetError` where drawing what is missing would pass the cap; nothing is sent."""
    missing = list({e.shot.key: e for e in entries if e.state == "missing"}.values())
    total = sum(e.shot.cost for e in missing)
    if cap is None or total <= cap + 1e-9:
        return
    fits, run = [], 0.0
    for e in missing:
        if run + e.shot.cost <= cap + 1e-9:
            run += e.shot.cost
            fits.append(e.shot.panel)
    some = f"these would fit: {', '.join(fits)}" if fits else "not one panel would fit"
    raise BudgetError(
        f"drawing {len(missing)} panels would cost about ${total:.2f}, and the cap is ${cap:.2f}; "
        f"nothing was sent. {some[0].upper() + some[1:]}. Raise max_cost, choose pages with "
        "--pages, or draft with --backend sketch."
    )


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
        (*file.warnings, *warnings, *remarks(made, book)),
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


def staging(shot: Shot) -> dict[str, Any] | None:
    """What the illustrator read from a shot's words; None for other backends."""
    if shot.backend != "sketch":
        return None
    from dataclasses import asdict

    from storyboard.generate.sketch_backend import brief
    from storyboard.sketch.reading import read

    return asdict(read(brief(shot)))


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
    return [*file.warnings, *remarks(made, book)]


def new_takes(
    file: StoryFile,
    panel: str,
    *,
    takes: int = 1,
    seed: int | None = None,
    speed: str | None = None,
    backend: str | None = None,
    max_cost: float | None = None,
    notify: Callable[[Event], None] = lambda _: None,
    planned: Callable[[Sequence[Entry]], None] = lambda _: None,
    interrupted: Callable[[], None] | None = None,
) -> Outcome:
    """Draws new takes of one panel, each with the next seed, or from `seed` on."""
    from storyboard.plan.prices import price

    with Library(home_of(file.path)) as library:
        made = draft(file, library, backend=backend)
        shot = made.shot(panel)
        if shot.image:
            raise UsageError(f"panel '{panel}' shows your own picture, {shot.image.path}")
        if speed:
            shot = replace(shot, speed=speed, cost=price(shot.backend, speed))
        if seed is None:
            used = [t.seed for t in library.takes(panel)]
            seed = max([*used, shot.seed]) + 1 if used else shot.seed
        wanted = [keyed(replace(shot, seed=seed + i)) for i in range(takes)]
        entries = [Entry(s, library.state(s.key)) for s in wanted]
        planned(entries)
        caps = [c for c in (max_cost, made.story.generator.max_cost) if c is not None]
        check_budget(entries, min(caps) if caps else None)
        return draw(made, wanted, library, notify, interrupted)


def spent(file: StoryFile) -> list[Spent]:
    """Every picture bought for a story, oldest first."""
    with Library(home_of(file.path)) as library:
        return library.spent()


def takes_of(file: StoryFile, panel: str | None = None) -> list[tuple[Take, bool]]:
    """The takes there are, of one panel or of all, each with whether it is the one used."""
    with Library(home_of(file.path)) as library:
        made = draft(file, library)
        if panel is not None:
            made.entry(panel)
        ids = [panel] if panel else [e.shot.panel for e in made.plan.entries]
        used = {id: (t.panel, t.number) for id, t in made.takes.items()}
        return [(t, used.get(id) == (t.panel, t.number)) for id in ids for t in library.takes(id)]


def pick(file: StoryFile, panel: str, number: int) -> Path:
    """Chooses a take for a panel; gives the file that says so."""
    with Library(home_of(file.path)) as library:
        made = draft(file, library)
        shot = made.shot(panel)
        takes = library.takes(panel)
    found = [t for t in takes if t.number == number]
    if not found:
        have = ", ".join(str(t.number) for t in takes) or "none yet"
        raise UsageError(f"panel '{panel}' has no take {number}; its takes: {have}")
    take = found[0]
    asked = keyed(replace(shot, seed=take.seed, speed=take.speed))
    if asked.key != take.key:
        changed = what_changed(take.parts, asked) or "it"
        raise UsageError(
            f"take {number} of panel '{panel}' was drawn for an earlier version of it "
            f"({changed} since); draw a new take with: storyboard panel STORY {panel}"
        )
    picks = dict(made.picks)
    picks[panel] = Pick(number, take.seed, take.speed, base_digest(asked))
    return write_picks(file.path, picks)


__all__ = [
    "Draft",
    "Result",
    "check",
    "layout",
    "load",
    "new_takes",
    "pick",
    "picks_path",
    "plan",
    "render",
    "spent",
    "staging",
    "takes_of",
]
