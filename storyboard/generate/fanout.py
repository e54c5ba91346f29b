"""Many shots at once: bounded, each on its own feet, everything kept as soon as it arrives."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from storyboard.errors import BalanceSpent, FileError, GenerationError, KeyMissing
from storyboard.generate.library import Library
from storyboard.generate.model import (
    Event,
    Failed,
    Finished,
    Generator,
    Job,
    Journal,
    Outcome,
    Started,
    Take,
)
from storyboard.plan.model import Shot


class _Stopped(Exception):
    """Nothing more is to be submitted."""


@dataclass(slots=True)
class _Group:
    """The shots of one key: drawn once."""

    shots: list[int]
    """Places in the caller's sequence."""
    task: asyncio.Task[None] | None = None
    bought: bool = False
    """Whether a job of it is out: it must be waited for."""
    dropped: bool = False


@dataclass(slots=True)
class _Run:
    """What the tasks of one fan-out share."""

    stop: asyncio.Event
    """The caller's wish."""
    halt: asyncio.Event = field(default_factory=asyncio.Event)
    """Set by a fault that ends the run."""
    doom: GenerationError | None = None
    """A failure that every further purchase would share: no key, no money."""
    fatal: Exception | None = None
    paid: float = 0.0

    @property
    def over(self) -> bool:
        """Whether nothing more may be begun."""
        return self.stop.is_set() or self.halt.is_set()


class _Gate:
    """A journal that lets no submit through after a stop, and sees what is bought."""

    def __init__(self, journal: Journal, group: _Group, run: _Run) -> None:
        self._journal = journal
        self._group = group
        self._run = run

    def pending(self) -> Job | None:
        job = self._journal.pending()
        self._group.bought = job is not None
        return job

    def submitting(self) -> None:
        if self._run.doom:
            raise self._run.doom
        if self._run.over:
            raise _Stopped
        self._journal.submitting()
        self._group.bought = True

    def submitted(self, job: Job) -> None:
        self._journal.submitted(job)

    def settled(self, reason: str) -> None:
        self._group.bought = False
        self._journal.settled(reason)

    def lost(self, reason: str) -> None:
        self._group.bought = False
        self._journal.lost(reason)

    def uploaded(self, sha256: str) -> str | None:
        return self._journal.uploaded(sha256)

    def keep_upload(self, sha256: str, url: str) -> None:
        self._journal.keep_upload(sha256, url)

    def forget_upload(self, sha256: str) -> None:
        self._journal.forget_upload(sha256)


async def fan_out(
    shots: Sequence[Shot],
    generator: Generator,
    library: Library,
    *,
    notify: Callable[[Event], None] = lambda _: None,
    stop: asyncio.Event | None = None,
) -> Outcome:
    """Draws the shots, at most ``generator.concurrency`` at once, and keeps them as takes.

    A shot that the library has a picture of is not drawn; shots of the same key are drawn once.
    A failure is its own shot's alone, save that after a refused key or an empty account nothing
    more is bought. Once `stop` is set nothing new is submitted and what is bought is waited for;
    when the whole is cancelled, what is bought stays in the journal for the next run.
    Raises `FileError` where the library cannot be written, and what `notify` raises, after
    waiting in the same way.
    """
    run = _Run(stop or asyncio.Event())
    groups: dict[str, _Group] = {}
    for place, shot in enumerate(shots):
        groups.setdefault(shot.key, _Group([])).shots.append(place)
    numbers = _numbers(shots, library)
    takes: dict[int, Take] = {}
    failures: dict[int, GenerationError] = {}

    def tell(event: Event) -> None:
        try:
            notify(event)
        except Exception as error:
            # What is bought is still waited for and kept.
            run.fatal = run.fatal or error
            run.halt.set()

    room = asyncio.Semaphore(generator.concurrency)

    async def draw(group: _Group) -> None:
        first = shots[group.shots[0]]
        take = library.find(first.key)
        paid = 0.0
        if take is None:
            resumed = library.state(first.key) == "pending"
            if run.doom and not resumed:
                raise run.doom
            for place in group.shots:
                tell(Started(shots[place].panel))
            journal = library.journal(first, generator.name)
            picture = await generator.draw(first, _Gate(journal, group, run))
            take = library.add(first, picture, first.cost, numbers[group.shots[0]])
            paid = 0.0 if resumed else first.cost
            run.paid += paid
        for place in group.shots:
            shot = shots[place]
            kept = take if shot.panel == take.panel else library.adopt(shot, take)
            takes[place] = kept
            tell(Finished(shot.panel, paid, kept))
            paid = 0.0

    async def guarded(group: _Group) -> None:
        panel = shots[group.shots[0]].panel
        failure: GenerationError | None = None
        try:
            async with room:
                if not run.over:
                    await draw(group)
        except _Stopped:
            pass
        except asyncio.CancelledError:
            if not group.dropped:
                raise
        except GenerationError as error:
            failure = error
            if isinstance(error, KeyMissing | BalanceSpent) and not group.bought:
                run.doom = error
        except FileError as error:
            run.fatal = run.fatal or error
            run.halt.set()
        except Exception as error:
            failure = GenerationError(
                f"the backend '{generator.name}' failed on panel '{panel}': "
                f"{type(error).__name__}: {error}"
            )
            failure.__cause__ = error
        if failure:
            for place in group.shots:
                failures[place] = failure
                tell(Failed(shots[place].panel, failure))

    watcher = asyncio.ensure_future(_watch(run, groups))
    try:
        for group in groups.values():
            group.task = asyncio.ensure_future(guarded(group))
        tasks = [g.task for g in groups.values() if g.task]
        # With exceptions returned, all are waited for: a submit that is on its way when the
        # whole is cancelled still gets its answer written down.
        for ended in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(ended, BaseException):
                raise ended
    finally:
        watcher.cancel()
        with suppress(asyncio.CancelledError):
            await watcher
    if run.fatal:
        raise run.fatal
    order = range(len(shots))
    failed: dict[str, GenerationError] = {}
    for i in order:
        if i in failures:
            failed.setdefault(shots[i].panel, failures[i])
    return Outcome(
        takes={shots[i].panel: takes[i] for i in order if i in takes},
        failures=failed,
        stopped=any(i not in takes and i not in failures for i in order),
        drawn=tuple(takes[i] for i in order if i in takes),
        paid=round(run.paid, 4),
    )


def _numbers(shots: Sequence[Shot], library: Library) -> list[int]:
    """The take number meant for each shot, so that the first to finish does not decide it."""
    upcoming: dict[str, int] = {}
    out = []
    for shot in shots:
        number = upcoming.get(shot.panel) or library.next_number(shot.panel)
        upcoming[shot.panel] = number + 1
        out.append(number)
    return out


async def _watch(run: _Run, groups: dict[str, _Group]) -> None:
    """After a stop, ends every task that has nothing bought, wherever it waits."""
    waits = [asyncio.ensure_future(e.wait()) for e in (run.stop, run.halt)]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
    for group in groups.values():
        if group.task and not group.bought and not group.task.done():
            group.dropped = True
            group.task.cancel()
