"""Many shots at once: bounded, each on its own feet, everything kept as soon as it arrives."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress

from storyboard.errors import (
    BalanceSpent,
    FileError,
    GenerationError,
    HostUnreachable,
    KeyMissing,
)
from storyboard.generate.gate import Gate, Group, Run, Stopped
from storyboard.generate.journal import Held
from storyboard.generate.library import Library
from storyboard.generate.model import (
    Event,
    Failed,
    Finished,
    Generator,
    Noticed,
    Outcome,
    Started,
    Take,
)
from storyboard.plan.model import Shot

_SHARED = (KeyMissing, BalanceSpent, HostUnreachable)
"""What every further purchase would fail with."""


async def fan_out(
    shots: Sequence[Shot],
    generator: Generator,
    library: Library,
    *,
    notify: Callable[[Event], None] = lambda _: None,
    stop: asyncio.Event | None = None,
    budget: float | None = None,
    rebuy_unknown: bool = False,
) -> Outcome:
    """Draws the shots, at most ``generator.concurrency`` at once, and keeps them as takes.

    A shot that the library has a picture of is not drawn; shots of the same key are drawn once;
    one that another run has in hand is waited for. A failure is its own shot's alone, save that
    after a refused key, an empty account or a host that cannot be reached nothing more is bought.
    `budget` is what this run may spend, in dollars: a submit that could pass it, with all that is
    on its way, is not sent. With `rebuy_unknown` what may have been bought before and cannot be
    found is bought again.

    Once `stop` is set nothing new is submitted and what is bought is waited for; when the whole
    is cancelled, what is bought stays in the journal for the next run. Raises `FileError` where
    the library cannot be written, and what `notify` raises, after waiting in the same way.
    """
    groups: dict[str, Group] = {}
    for place, shot in enumerate(shots):
        groups.setdefault(shot.key, Group([])).shots.append(place)
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

    run = Run(stop or asyncio.Event(), budget, rebuy_unknown, tell)
    room = asyncio.Semaphore(generator.concurrency)

    async def draw(group: Group) -> None:
        first = shots[group.shots[0]]
        # Opened before the look, so that it knows what came after it.
        journal = library.journal(first, generator.name)
        take = library.find(first.key)
        paid = 0.0
        if take is None:
            if run.doom and not library.bought(first.key):
                raise run.doom
            for place in group.shots:
                tell(Started(shots[place].panel))
            gate = Gate(journal, first, group, run, library)
            picture = await generator.draw(first, gate)
            # The disk is slow and the others go on meanwhile.
            take = await asyncio.to_thread(
                library.add, first, picture, first.cost, numbers[group.shots[0]]
            )
            paid = 0.0 if gate.earlier else first.cost
            run.paid += paid
        for place in group.shots:
            shot = shots[place]
            kept = take if shot.panel == take.panel else library.adopt(shot, take)
            takes[place] = kept
            tell(Finished(shot.panel, paid, kept))
            paid = 0.0

    async def turns(group: Group) -> None:
        told = False
        while not run.over:
            try:
                async with room:
                    if not run.over:
                        await draw(group)
                    return
            except Held:
                # Waited for outside the room: others can be drawn meanwhile.
                if not told:
                    told = True
                    text = "another run is drawing it: its picture is waited for"
                    tell(Noticed(shots[group.shots[0]].panel, text, "waiting"))
                await _let_go(library, shots[group.shots[0]].key)

    async def guarded(group: Group) -> None:
        panel = shots[group.shots[0]].panel
        failure: GenerationError | None = None
        try:
            await turns(group)
        except Stopped:
            pass
        except asyncio.CancelledError:
            if not group.dropped:
                raise
        except GenerationError as error:
            failure = error
            if isinstance(error, _SHARED) and not group.bought:
                run.doom = run.doom or error
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
        unsettled=round(max(run.out - run.paid, 0.0), 4),
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


async def _let_go(library: Library, key: str) -> None:
    """Waits until no other run has the purchase of a key in hand."""
    wait = 0.1
    while library.held(key):
        await asyncio.sleep(wait)
        wait = min(wait * 1.5, 2.0)


async def _watch(run: Run, groups: dict[str, Group]) -> None:
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
