"""Drawing what is missing, within the budget, and stopping gently."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyboard.errors import BudgetError, Interrupted, KeyMissing, UsageError
from storyboard.generate.library import Library
from storyboard.generate.model import Event, Outcome
from storyboard.pipeline.drafting import Draft
from storyboard.plan.hosts import HOSTS, objections
from storyboard.plan.model import Entry, Shot

if TYPE_CHECKING:
    import asyncio


def draw(
    made: Draft,
    wanted: Sequence[Shot],
    library: Library,
    notify: Callable[[Event], None] = lambda _: None,
    interrupted: Callable[[], None] | None = None,
    *,
    budget: float | None = None,
    rebuy_unknown: bool = False,
) -> Outcome:
    """Draws the shots and keeps them as takes.

    `budget` is what may be spent, in dollars, jobs in flight counted; `rebuy_unknown` buys again
    what was sent without an answer. Where `interrupted` is given, the first Ctrl-C calls it and
    submits nothing more but waits for what is bought, and the second stops at once. Raises
    `Interrupted` after the first.
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
                return await fan_out(
                    wanted,
                    backend,
                    library,
                    notify=notify,
                    stop=stop,
                    budget=budget,
                    rebuy_unknown=rebuy_unknown,
                )
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


def check_objections(shots: Sequence[Shot]) -> None:
    """Raises `UsageError` with every setting that a shot's host cannot honour; nothing is sent."""
    rows = [f"panel {s.panel}: {text}" for s in shots for text in objections(s.backend, s)]
    if rows:
        raise UsageError("\n".join(rows))


def cap_of(made: Draft, max_cost: float | None) -> float | None:
    """Dollars that a run may spend: the lower of the story's cap and the caller's, if any."""
    caps = [c for c in (max_cost, made.story.generator.max_cost) if c is not None]
    return min(caps, default=None)


def check_budget(
    entries: Sequence[Entry], cap: float | None, *, again: Collection[str] = ()
) -> None:
    """Raises `BudgetError` where drawing what is missing would pass the cap; nothing is sent.

    `again` are the keys of shots that are to be bought a second time.
    """
    over = _over_budget(entries, cap, again)
    if over:
        raise BudgetError(
            f"{over.message}; nothing was sent. {_fitting(over.fits)}. {over.hint[0].upper()}"
            f"{over.hint[1:]}."
        )


def _over_budget(
    entries: Sequence[Entry], cap: float | None, again: Collection[str] = ()
) -> Obstacle | None:
    costing = [e for e in entries if e.state == "missing" or e.shot.key in again]
    missing = list({e.shot.key: e for e in costing}.values())
    total = sum(e.shot.cost for e in missing)
    if cap is None or total <= cap + 1e-9:
        return None
    fits, run = [], 0.0
    for e in missing:
        if run + e.shot.cost <= cap + 1e-9:
            run += e.shot.cost
            fits.append(e.shot.panel)
    panels = f"{len(missing)} panel{'' if len(missing) == 1 else 's'}"
    return Obstacle(
        "budget",
        f"drawing {panels} would cost about ${total:.2f}, and the cap is ${cap:.2f}",
        "raise max_cost, choose pages with --pages, or draft with --backend sketch",
        tuple(fits),
    )


def _fitting(fits: Sequence[str]) -> str:
    return f"These would fit: {', '.join(fits)}" if fits else "Not one panel would fit"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something that would keep a render from drawing all that is missing."""

    code: str
    """``key``, ``budget`` or ``host-setting``."""
    message: str
    hint: str = ""
    fits: tuple[str, ...] = ()
    """The panels that the budget would do for."""

    def __str__(self) -> str:
        fitting = _fitting(self.fits) if self.code == "budget" else ""
        said = (self.message, fitting[:1].lower() + fitting[1:], self.hint)
        return "; ".join(filter(None, said))


def obstacles(
    entries: Sequence[Entry], cap: float | None, environ: Mapping[str, str]
) -> list[Obstacle]:
    """What would keep a render of these panels from drawing what is missing. Asks no host."""
    todo = [e for e in entries if e.state != "ready"]
    found = []
    for backend in dict.fromkeys(e.shot.backend for e in todo):
        try:
            _key(backend, environ)
        except KeyMissing as error:
            found.append(Obstacle("key", error.what, error.advice))
    over = _over_budget(entries, cap)
    settings = [
        Obstacle("host-setting", f"panel {e.shot.panel}: {text}")
        for e in todo
        for text in objections(e.shot.backend, e.shot)
    ]
    return [*found, *filter(None, [over]), *settings]


def _key(backend: str, environ: Mapping[str, str]) -> None:
    """Raises `KeyMissing` where the backend's key is not set, or is none."""
    host = HOSTS.get(backend)
    if host is None:
        return
    if len(host.keys) > 1:
        from storyboard.generate.modelrunner import key

        key(environ)
    else:
        from storyboard.generate.host import key_of

        key_of(environ, host.keys[0], host.title)
