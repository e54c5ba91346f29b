"""Buying a picture: the one submit that costs money, and all that is done so that it is one.

A submit is written down before it leaves and its job the moment it is known. It is sent again
only where it certainly did not arrive or was certainly refused.
"""

from __future__ import annotations

import asyncio
import time
from abc import ABC, abstractmethod
from collections.abc import Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storyboard.errors import (
    FileError,
    GenerationError,
    HostFault,
    HostUnreachable,
    InvalidInput,
    OutcomeUnknown,
    Throttled,
)
from storyboard.generate.answers import words
from storyboard.generate.fetching import Fetching
from storyboard.generate.host import Host
from storyboard.generate.http import Clock, Sleep, Wire
from storyboard.generate.journal import another_take
from storyboard.generate.lanes import Lane
from storyboard.generate.model import Job, Journal, Picture
from storyboard.generate.references import References
from storyboard.generate.refusals import ended, refusal
from storyboard.generate.replies import Answer
from storyboard.plan.hosts import HOSTS, objections
from storyboard.plan.model import Shot

_SUBMITS = 60
_CONNECTS = 3


@dataclass(frozen=True, slots=True)
class Again:
    """A submit that was not taken and may be sent once more."""

    wait: float
    """Seconds."""
    error: GenerationError
    busy: bool
    """Whether the host refused for haste, rather than could not be reached."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A submit that became a job."""

    job: Job
    since: float | None
    """The clock's time of the answer; None where that was lost and the job found."""


@dataclass(frozen=True, slots=True)
class Barren:
    """An answer that was billed and holds no picture, in the host's words."""

    reason: str


class HostGenerator(ABC):
    """A backend that buys at a host. Subclasses say how a submit is made and read."""

    def __init__(
        self,
        host: Host,
        root: Path,
        *,
        at_once: int | None = None,
        patience: float = 300.0,
        grace: float = 3.0,
        query: str = "",
        longest_poll: float = 2.0,
        sleep: Sleep = asyncio.sleep,
        clock: Clock = time.monotonic,
        **wire: Any,
    ) -> None:
        """`at_once` jobs are given to the host at most; `patience` is a job's deadline in
        seconds; `grace` how long a submit that is on its way is waited for when all is
        cancelled; `query` and `longest_poll` go to `Fetching`, `wire` to `Wire`.
        """
        self.name = host.name
        most = max(1, at_once or HOSTS[host.name].at_once)
        # More than the lane takes: some are made ready and some are downloaded meanwhile.
        self.concurrency = 2 * most + 4
        self._host = host
        self._patience = patience
        self._grace = grace
        self._journal: Journal | None = None
        self._wire = Wire(host, sleep=sleep, clock=clock, tell=self._told, **wire)
        self._lane = Lane(most, sleep, clock)
        self._references = References(root, host.title)
        self._fetching = Fetching(self._wire, host, patience, query, longest_poll)
        self._drawn = 0

    async def draw(self, shot: Shot, journal: Journal) -> Picture:
        self._drawn += 1
        self._journal = journal
        try:
            return await self._draw(shot, journal, self._drawn)
        except GenerationError as error:
            # Whatever a host says, its answer must not carry the key into a terminal or a log.
            clean = error.reworded(self._host.scrubbed)
            if str(clean) != str(error):
                raise clean from None
            raise

    async def close(self) -> None:
        await self._references.close()
        await self._wire.close()

    def _told(self, text: str) -> None:
        # Of the network, and so no panel's own: the one begun last passes it on.
        if self._journal:
            self._journal.notice(self._host.scrubbed(text), "network")

    @abstractmethod
    async def _ready(self, shot: Shot, journal: Journal) -> Any:
        """What a submit needs, made ready before its turn. Everything here is free."""

    @abstractmethod
    async def _send(self, shot: Shot, ready: Any) -> Answer:
        """The submit itself."""

    @abstractmethod
    def _read(self, body: Any) -> Job | Barren | None:
        """The job that a good answer names; None where it names none."""

    async def _finish(self, shot: Shot, job: Job, journal: Journal, since: float | None) -> Any:
        """Waits for the job; its result, or None where that is to be asked for."""
        await self._fetching.finished(shot, job, journal, since)

    async def _picture(self, shot: Shot, job: Job, record: Any, journal: Journal) -> Picture:
        return await self._fetching.picture(shot, job, record, journal)

    async def _found(self, shot: Shot, journal: Journal) -> Job | None:
        """The job of a submit whose answer was lost, where the host can be asked for it."""
        return None

    def _refused(self, status: int, said: str, shot: Shot, journal: Journal) -> GenerationError:
        return refusal(status, said, self._host.title, self._host.keys, shot.panel)

    async def _draw(self, shot: Shot, journal: Journal, order: int) -> Picture:
        job = await self._earlier(shot, journal)
        if job is None:
            job, record = await self._bought(shot, journal, order)
        else:
            await self._lane.enter(order)
            try:
                record = await self._finish(shot, job, journal, None)
            finally:
                self._lane.leave()
        return await self._picture(shot, job, record, journal)

    async def _earlier(self, shot: Shot, journal: Journal) -> Job | None:
        """The job that was bought before; None where the shot may be bought."""
        try:
            return journal.pending()
        except GenerationError:
            job = await self._found(shot, journal)
            if job:
                await journal.submitted(job)
            elif not journal.again():
                raise
            return job

    async def _bought(self, shot: Shot, journal: Journal, order: int) -> tuple[Job, Any]:
        against = objections(self.name, shot)
        if against:
            raise InvalidInput(f"panel '{shot.panel}' cannot be drawn so; {'; '.join(against)}")
        try:
            ready = await self._ready(shot, journal)
            return await self._submitted(shot, ready, journal, order)
        except HostUnreachable as error:
            if error.advice:
                raise
            raise HostUnreachable(
                f"{error.what}; nothing was bought", "check the connection and run again"
            ) from error

    async def _submitted(
        self, shot: Shot, ready: Any, journal: Journal, order: int
    ) -> tuple[Job, Any]:
        """Submits in turn until a job is taken; gives it when it is done."""
        lane, clock = self._lane, self._wire.clock
        began = clock()
        for attempt in range(_SUBMITS):
            await lane.enter(order)
            try:
                bought = await self._held(self._submit(shot, ready, journal, attempt))
                if isinstance(bought, Taken):
                    lane.last_good = clock()
                    record = await self._finish(shot, bought.job, journal, bought.since)
                    lane.well()
                    return bought.job, record
                if bought.busy and lane.slow(bought.wait):
                    journal.notice(
                        f"{self._host.title} asks to go slower: at most "
                        f"{max(1, int(lane.limit))} at once for now",
                        "slowed",
                    )
            finally:
                lane.leave()
            # As long as others are taken there is hope.
            since = max(began, lane.last_good)
            if clock() + bought.wait - since > self._patience or attempt == _SUBMITS - 1:
                raise bought.error
            if not bought.busy:
                await self._wire.sleep(bought.wait)
        raise AssertionError

    async def _held(self, submit: Coroutine[Any, Any, Taken | Again]) -> Taken | Again:
        """A submit that is on its way is waited for, a little, even when all is cancelled."""
        task = asyncio.ensure_future(submit)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            await asyncio.wait({task}, timeout=self._grace)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            raise

    async def _submit(
        self, shot: Shot, ready: Any, journal: Journal, attempt: int
    ) -> Taken | Again:
        await journal.submitting()
        title = self._host.title
        try:
            answer = await self._send(shot, ready)
        except HostUnreachable as error:
            await journal.settled(self._host.scrubbed(str(error)))
            if attempt >= _CONNECTS - 1:
                raise
            return Again(self._wire.backoff(attempt), error, busy=False)
        except OutcomeUnknown as error:
            return await self._lost(shot, journal, error.what)
        except GenerationError as error:
            # Larger than any answer: whether it was taken cannot be told.
            return await self._lost(shot, journal, error.what)
        except asyncio.CancelledError:
            await journal.lost("it was stopped before the answer came")
            raise
        since, body = self._wire.clock(), answer.json
        if 200 <= answer.status < 300:
            job = self._read(body) if isinstance(body, dict) else None
            if isinstance(job, Barren):
                over = ended(self._host.scrubbed(job.reason), title, shot.panel, "", billed=True)
                await journal.failed(over)
                raise over
            if job is None:
                return await self._lost(shot, journal, f"{title} answered without a job")
            await self._note(shot, job, journal)
            return Taken(job, since)
        said = self._host.scrubbed(words(body))
        # Only the host itself answers with its kind of body; what stands before it (502, 504)
        # may give up while the work goes on behind.
        own = isinstance(body, dict) and bool({"error", "detail"} & body.keys())
        if answer.status == 429 or (answer.status == 503 and own and self._host.busy_503):
            await journal.settled(f"{answer.status} {said}")
            wait = answer.retry_after
            wait = self._wire.backoff(min(attempt, 5), 2.0) if wait is None else wait
            busy = f"{title} takes no more just now ({answer.status} {said}".rstrip()
            late = Throttled(f"{busy}), nothing was bought", "run again later")
            return Again(wait, late, busy=True)
        if answer.status >= 500 or answer.status == 408:
            reason = f"{title} answered {answer.status} {said}".rstrip()
            return await self._lost(shot, journal, reason)
        await journal.settled(f"{answer.status} {said}")
        raise self._refused(answer.status, said, shot, journal)

    async def _note(self, shot: Shot, job: Job, journal: Journal) -> None:
        try:
            await journal.submitted(job)
        except FileError as error:
            raise FileError(
                f"{error}; panel '{shot.panel}' was bought as job {job.id} at "
                f"{self._host.title} and its picture will be at {job.response_url}"
            ) from error

    async def _lost(self, shot: Shot, journal: Journal, reason: str) -> Taken:
        """Looks for the job of a submit without an answer; raises where it is not found."""
        reason = self._host.scrubbed(reason)
        await journal.lost(reason)
        try:
            job = await self._found(shot, journal)
        except (HostFault, HostUnreachable):
            job = None
        if job:
            await self._note(shot, job, journal)
            return Taken(job, None)
        raise OutcomeUnknown(
            f"{reason}; panel '{shot.panel}' may have been bought and is not bought again",
            another_take(self._host.title, shot),
        )
