"""A story watched: after every save, the pages that changed are written again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from storyboard import assets
from storyboard.errors import BudgetError, Diagnostic, GenerationError, StoryboardError
from storyboard.generate.library import Library
from storyboard.generate.model import Event, Outcome, Take
from storyboard.picks import picks_path
from storyboard.pipeline.book import remarks, written
from storyboard.pipeline.drafting import Draft, chosen_pages, draft, home_of, load
from storyboard.pipeline.drawing import cap_of, check_budget, check_objections, draw
from storyboard.pipeline.keeping import keeping
from storyboard.pipeline.origin import Stamp, digest, stamp_of
from storyboard.pipeline.passed import settled, stray_picks
from storyboard.pipeline.sheets import Leaf, Pages, leaves, said_of
from storyboard.plan.model import Entry
from storyboard.render.exporters import ready

SETTLED = 0.015
"""Seconds between two looks that must agree: some editors save in several steps."""
_PATIENCE = 0.6
"""Seconds to wait for a file that is being saved to be whole."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is written, where, and whether money may be spent on it."""

    out: Path = Path("out")
    to: tuple[str, ...] = ("pdf",)
    pages: str | None = None
    backend: str | None = None
    dpi: float = 150.0
    spend: bool = False
    max_cost: float | None = None
    """Dollars that the whole sitting may spend; the story's own cap lowers it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one save led to."""

    pages: tuple[int, ...]
    """The numbers of the pages that changed."""
    files: tuple[Path, ...]
    """The files that were written."""
    seconds: float
    """How long it took, from the look that found the change, without `drawing`."""
    drawing: float
    """Seconds that the illustrator, or a host, took."""
    drawn: tuple[Take, ...] = ()
    failures: tuple[tuple[str, GenerationError], ...] = ()
    unpaid: tuple[Entry, ...] = ()
    """Panels whose pictures would cost money that may not be spent."""
    refused: str = ""
    """Why nothing was bought although it might have been."""
    warnings: tuple[Diagnostic, ...] = ()
    """Those that were not there before."""
    cost: float = 0.0
    """Dollars spent on this turn."""
    relettered: tuple[str, ...] = ()
    """Panels that are as they were and whose words moved: a page is lettered as a whole."""
    kept: tuple[tuple[Path, Path], ...] = ()
    """Files that were replaced and were not the story's own, with where each is kept."""


class Watch:
    """One story, watched. `changed` looks, `turn` writes."""

    def __init__(self, story: Path, settings: Settings) -> None:
        """Raises `UsageError` where a format is unknown."""
        self.story = story
        self._settings = settings
        self._formats = ready(settings.to, assets.shipped("templates"))
        self.named: tuple[Path, ...] = ()
        """The files that the story names."""
        self._files: list[Path] = self._always()
        self._stamps: dict[Path, Stamp | None] = {}
        self._last: dict[int, str] = {}
        self._said: set[tuple[str, str]] = set()
        self._lettered: dict[int, tuple[str, dict[str, tuple[str, str]]]] = {}
        """By page its key, and by panel what it comes from and how its letters stand."""
        self.spent = 0.0
        """Dollars, since the beginning."""

    def changed(self) -> bool:
        """Whether any of the files is not as it was when the last turn began."""
        return any(stamp_of(path) != self._stamps.get(path) for path in self._files)

    def settled(self) -> None:
        """Waits until nothing is being written any more."""
        before, waited = self._look(), 0.0
        while waited < _PATIENCE:
            time.sleep(SETTLED)
            waited += SETTLED
            now = self._look()
            if now == before and now[self.story]:
                return
            before = now

    def turn(
        self,
        notify: Callable[[Event], None] = lambda _: None,
        interrupted: Callable[[], None] | None = None,
    ) -> Turn:
        """Draws what may be drawn and writes the pages that changed.

        Raises `StoryError` with what is wrong with the story: the earlier pages stay then. Any
        other fault of a story or of the disk is a `StoryboardError` too.
        """
        start = time.perf_counter()
        # As it was before anything was read: what is saved meanwhile is a change.
        self._stamps = self._look()
        s = self._settings
        file = load(self.story, backend=s.backend)
        drawing = 0.0
        with Library(home_of(file.path)) as library:
            made = draft(file, library, backend=s.backend)
            if settled(file, made, library):
                self._stamps[picks_path(self.story)] = stamp_of(picks_path(self.story))
            self._attend(made)
            numbers = chosen_pages(s.pages, made.plan.pages)
            entries = [e for e in made.plan.entries if e.shot.page in set(numbers)]
            missing = [e for e in entries if e.state != "ready"]
            wanted, unpaid, refused = self._allowed(made, missing)
            outcome: Outcome | None = None
            if wanted:
                with _timed() as took:
                    shots = [e.shot for e in wanted]
                    budget = self._left(made)
                    outcome = draw(made, shots, library, notify, interrupted, budget=budget)
                drawing = took()
            warnings = list(library.warnings)
        # What we wrote ourselves is no change, nor is SQLite's tidying up.
        self._stamps |= {path: stamp_of(path) for path in self._taken()}
        failures = outcome.failures if outcome else {}
        takes = {**made.takes, **(outcome.takes if outcome else {})}
        if outcome:
            self.spent += outcome.paid
        chosen = leaves(made, takes, numbers, failures)
        with keeping(self.story, s.out) as kept:
            _, new, done = written(made, chosen, s.out, self._formats, s.dpi)
        said = [*file.warnings, *warnings, *stray_picks(file, made), *remarks(made, done.remarks)]
        fresh = [w for w in said if (w.code, w.message) not in self._said]
        self._said = {(w.code, w.message) for w in said}
        pages = self._turned(chosen) if new else ()
        return Turn(
            pages,
            tuple(new),
            time.perf_counter() - start - drawing,
            drawing,
            outcome.drawn if outcome else (),
            tuple(failures.items()),
            tuple(unpaid),
            refused,
            tuple(fresh),
            outcome.paid if outcome else 0.0,
            self._relettered(made, chosen, done),
            tuple(kept),
        )

    def _turned(self, chosen: list[Leaf]) -> tuple[int, ...]:
        now = {leaf.plan.number: leaf.key for leaf in chosen}
        pages = tuple(n for n, key in now.items() if self._last.get(n) != key)
        self._last = now
        return pages

    def _relettered(self, made: Draft, chosen: list[Leaf], done: Pages) -> tuple[str, ...]:
        found: list[str] = []
        said = said_of(made.story)
        for leaf in chosen:
            key, before = self._lettered.get(leaf.plan.number, ("", {}))
            if key == leaf.key:
                continue
            now = {
                p.id: (
                    digest(said, made.panels[p.id], p.box, leaf.pictures.get(p.id)),
                    digest([(letter.text, letter.outline) for letter in p.letters]),
                )
                for p in done.sheet(leaf).panels
            }
            found += [
                id
                for id, (own, letters) in now.items()
                if id in before and before[id][0] == own and before[id][1] != letters
            ]
            self._lettered[leaf.plan.number] = leaf.key, now
        return tuple(found)

    def _allowed(self, made: Draft, missing: list[Entry]) -> tuple[list[Entry], list[Entry], str]:
        """What may be drawn, what may not be for its price, and why not where it was refused."""
        free = [e for e in missing if not e.shot.cost]
        paid = [e for e in missing if e.shot.cost]
        if not self._settings.spend:
            return free, paid, ""
        try:
            check_objections([e.shot for e in paid])
            check_budget(paid, self._left(made))
        except StoryboardError as error:
            if not isinstance(error, BudgetError) and not paid:
                raise
            return free, paid, str(error)
        return [*free, *paid], [], ""

    def _left(self, made: Draft) -> float | None:
        """Dollars that may still be spent."""
        cap = cap_of(made, self._settings.max_cost)
        return None if cap is None else max(cap - self.spent, 0.0)

    def _look(self) -> dict[Path, Stamp | None]:
        return {path: stamp_of(path) for path in self._files}

    def _attend(self, made: Draft) -> None:
        """Watches the files that the story names now."""
        root, story = made.file.path.parent, made.story
        named = set(made.stock.assets) | set(made.file.awaited)
        named |= {f.partition("#")[0] for f in story.fonts.values()}
        if story.style.template:
            named.add(story.style.template)
        self.named = tuple(root / name for name in sorted(named))
        self._files = [*self._always(), *self.named]
        for path in self._files:
            if path not in self._stamps:
                self._stamps[path] = stamp_of(path)

    def _always(self) -> list[Path]:
        shipped = assets.shipped("templates")
        mine = [
            p for p in sorted(shipped.rglob("*")) if p.suffix in (".yaml", ".j2", ".css", ".js")
        ]
        folder = shipped / "studio"
        others = [p for p in mine if folder not in p.parents]
        return [self.story, picks_path(self.story), *self._taken(), *others]

    def _taken(self) -> list[Path]:
        home = home_of(self.story)
        return [home / "library.db", home / "library.db-wal"]


@contextmanager
def _timed() -> Iterator[Callable[[], float]]:
    start = time.perf_counter()
    end = start
    yield lambda: end - start
    end = time.perf_counter()
