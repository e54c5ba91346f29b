"""What the tasks of one fan-out share, and the journal that keeps to stop and budget."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from storyboard.errors import BudgetSpent, GenerationError
from storyboard.generate.journal import ShotJournal
from storyboard.generate.library import Library
from storyboard.generate.model import Event, Job, Noticed
from storyboard.plan.model import Shot


class Stopped(Exception):
    """Nothing more is to be submitted."""


@dataclass(slots=True)
class Group:
    """The shots of one key: drawn once."""

    shots: list[int]
    """Places in the caller's sequence."""
    task: asyncio.Task[None] | None = None
    bought: bool = False
    """Whether a job of it is out: it must be waited for."""
    dropped: bool = False


@dataclass(slots=True)
class Run:
    """What the tasks of one fan-out share."""

    stop: asyncio.Event
    """The caller's wish."""
    budget: float | None
    """Dollars."""
    rebuy: bool
    tell: Callable[[Event], None]
    halt: asyncio.Event = field(default_factory=asyncio.Event)
    """Set by a fault that ends the run."""
    doom: GenerationError | None = None
    """A failure that every further purchase would share: no key, no money."""
    fatal: Exception | None = None
    paid: float = 0.0
    """Dollars for pictures that are there."""
    out: float = 0.0
    """Dollars for all that this run has sent and that was not certainly refused."""

    @property
    def over(self) -> bool:
        """Whether nothing more may be begun."""
        return self.stop.is_set() or self.halt.is_set()


class Gate:
    """A journal that lets no submit through after a stop or beyond the budget."""

    def __init__(
        self, journal: ShotJournal, shot: Shot, group: Group, run: Run, library: Library
    ) -> None:
        self._journal = journal
        self._shot = shot
        self._group = group
        self._run = run
        self._library = library
        self.earlier = False
        """Whether an earlier run paid for the picture."""
        self._sent = 0.0
        """Dollars that this run has sent for the shot."""

    def pending(self) -> Job | None:
        job = self._journal.pending()
        self._group.bought = self.earlier = job is not None
        return job

    def sent(self) -> datetime | None:
        return self._journal.sent()

    def known_jobs(self) -> frozenset[str]:
        return self._journal.known_jobs()

    def again(self) -> bool:
        return self._run.rebuy and self._library.release(self._shot.key)

    async def submitting(self) -> None:
        if self._run.doom:
            raise self._run.doom
        if self._run.over:
            raise Stopped
        budget, out = self._run.budget, self._run.out
        if budget is not None and out + self._shot.cost > budget + 1e-9:
            raise BudgetSpent(
                f"panel '{self._shot.panel}' was not sent: it costs about ${self._shot.cost:.2f}, "
                f"and ${out:.2f} of the ${budget:.2f} that this run may spend is spent or on its "
                "way",
                "raise the cap, or choose pages with --pages",
            )
        # Counted and guarded from here on: others look while the disk is waited for.
        self._group.bought = True
        self._count(self._shot.cost)
        try:
            await _on_disk(self._journal.submitting())
        except BaseException as error:
            if isinstance(error, asyncio.CancelledError):
                # On record, and not sent after all.
                self._journal.settled("it was stopped before it was sent")
            self._group.bought = False
            self._count(-self._sent)
            raise

    async def submitted(self, job: Job) -> None:
        self._group.bought = True
        self.earlier = not self._sent
        await _on_disk(self._journal.submitted(job))

    async def settled(self, reason: str) -> None:
        await _on_disk(self._journal.settled(reason))
        self._group.bought = False
        self._count(-self._sent)

    async def failed(self, error: GenerationError) -> None:
        await _on_disk(self._journal.failed(error))
        self._group.bought = False

    async def lost(self, reason: str) -> None:
        await _on_disk(self._journal.lost(reason))
        self._group.bought = False

    def uploaded(self, sha256: str) -> str | None:
        return self._journal.uploaded(sha256)

    def keep_upload(self, sha256: str, url: str) -> None:
        self._journal.keep_upload(sha256, url)

    def forget_upload(self, sha256: str) -> None:
        self._journal.forget_upload(sha256)

    def notice(self, text: str, code: str) -> None:
        self._run.tell(Noticed(self._shot.panel, text, code))

    def _count(self, dollars: float) -> None:
        self._sent += dollars
        self._run.out += dollars


async def _on_disk(written: Future[None]) -> None:
    """Waits until a record of the journal is on the disk, whoever wishes to stop meanwhile."""
    loop = asyncio.get_running_loop()
    there: asyncio.Future[None] = loop.create_future()

    def tell(_: Future[None]) -> None:
        # The loop may be over, where a person would not wait.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_done, there)

    written.add_done_callback(tell)
    try:
        await there
    except asyncio.CancelledError:
        await asyncio.wait({asyncio.wrap_future(written)})
        raise
    written.result()


def _done(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
