"""The queue protocol that several hosts share: upload, submit, then fetch.

What differs between hosts is in `Host`. A submit is written down before it leaves and its
job the moment it is known; after that every step is free and is repeated.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from storyboard.errors import (
    FileError,
    GenerationError,
    HostFault,
    HostUnreachable,
    OutcomeUnknown,
)
from storyboard.generate.answers import words
from storyboard.generate.fetching import Fetching
from storyboard.generate.host import Host
from storyboard.generate.http import Answer, Clock, Sleep, Wire
from storyboard.generate.journal import another_take
from storyboard.generate.model import Job, Journal, Picture
from storyboard.generate.refusals import refusal
from storyboard.generate.uploads import Uploads
from storyboard.plan.model import Shot

_SUBMITS = 10


class QueueGenerator:
    """A backend that buys at a host of the queue protocol."""

    def __init__(
        self,
        host: Host,
        root: Path,
        *,
        concurrency: int = 4,
        patience: float = 300.0,
        grace: float = 15.0,
        poll: tuple[float, float] = (1.0, 2.0),
        sleep: Sleep = asyncio.sleep,
        clock: Clock = time.monotonic,
        **wire: Any,
    ) -> None:
        """`patience` is a job's deadline in seconds; `grace` how long a submit that is on its
        way is waited for when all is cancelled; `poll` the shortest and longest wait between
        two looks at a job; `wire` goes to `Wire`.
        """
        self.name = host.name
        self.concurrency = concurrency
        self._host = host
        self._patience = patience
        self._grace = grace
        bases = (host.queue, *host.uploads)
        self._wire = Wire(
            host.title, host.authorization, bases, host.domains, sleep=sleep, clock=clock, **wire
        )
        self._uploads = Uploads(self._wire, host, root)
        self._fetching = Fetching(self._wire, host, patience, poll)
        self._not_before = 0.0

    async def draw(self, shot: Shot, journal: Journal) -> Picture:
        try:
            job = journal.pending() or await self._bought(shot, journal)
            return await self._fetching.fetch(shot, job, journal)
        except GenerationError as error:
            # Whatever a host says, its answer must not carry the key into a terminal or a log.
            clean = self._host.scrubbed(str(error))
            if clean != str(error):
                raise type(error)(clean) from None
            raise

    async def close(self) -> None:
        await self._uploads.close()
        await self._wire.close()

    async def _bought(self, shot: Shot, journal: Journal) -> Job:
        try:
            return await self._buy(shot, journal)
        except HostUnreachable as error:
            raise HostUnreachable(
                f"{error}; nothing was bought: check the connection and run again"
            ) from error

    async def _buy(self, shot: Shot, journal: Journal) -> Job:
        body = self._host.input(shot, await self._uploads.urls(shot, journal))
        started = self._wire.clock()
        for attempt in range(_SUBMITS):
            await self._turn()
            bought = await self._held(self._submit(shot, body, journal, attempt))
            if isinstance(bought, Job):
                return bought
            wait, error = bought
            if self._wire.clock() + wait - started > self._patience or attempt == _SUBMITS - 1:
                raise error
            # One refusal for haste slows every shot down, not only the one that met it.
            self._not_before = max(self._not_before, self._wire.clock() + wait)
        raise AssertionError

    async def _turn(self) -> None:
        while (wait := self._not_before - self._wire.clock()) > 0:
            await self._wire.sleep(wait)

    async def _held(self, submit: Any) -> Job | tuple[float, GenerationError]:
        """A submit that is on its way is waited for even when everything is cancelled."""
        task: asyncio.Task[Job | tuple[float, GenerationError]] = asyncio.ensure_future(submit)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            await asyncio.wait({task}, timeout=self._grace)
            if task.done() and not task.cancelled():
                task.exception()
            raise

    async def _submit(
        self, shot: Shot, body: dict[str, Any], journal: Journal, attempt: int
    ) -> Job | tuple[float, GenerationError]:
        """One submit: its job, or how long to wait before the next and the refusal met."""
        journal.submitting()
        try:
            answer = await self._wire.submit(f"{self._host.queue}/{self._host.model}", body)
        except HostUnreachable as error:
            journal.settled(str(error))
            if attempt >= 2:
                raise
            return self._wire.backoff(attempt), error
        except OutcomeUnknown as error:
            raise self._lost(shot, journal, str(error)) from error
        except GenerationError as error:
            # Larger than any answer: whether it was taken cannot be told.
            raise self._lost(shot, journal, str(error)) from error
        if 200 <= answer.status < 300:
            job = self._job(answer)
            if job is None:
                raise self._lost(shot, journal, f"{self._host.title} answered without a job")
            try:
                journal.submitted(job)
            except FileError as error:
                raise FileError(
                    f"{error}; panel '{shot.panel}' was bought as job {job.id} at "
                    f"{self._host.title} and its picture will be at {job.response_url}"
                ) from error
            return job
        said = self._host.scrubbed(words(answer.json))
        # Only the host itself answers with its kind of body; what stands before it (502, 504)
        # may give up while the work goes on behind.
        own = isinstance(answer.json, dict) and bool({"error", "detail"} & answer.json.keys())
        refused = own and answer.status in (500, 503)
        if answer.status == 429 or (answer.status == 503 and refused):
            journal.settled(f"{answer.status} {said}")
            wait = answer.retry_after
            wait = self._wire.backoff(attempt, 2.0) if wait is None else wait
            busy = f"{self._host.title} takes no more just now ({answer.status} {said})".rstrip()
            return wait, HostFault(f"{busy}: nothing was bought, run again later")
        if answer.status >= 500 and not refused:
            raise self._lost(shot, journal, f"{self._host.title} answered {answer.status}")
        journal.settled(f"{answer.status} {said}")
        self._uploads.blame(shot, said, journal)
        raise refusal(answer.status, said, self._host.title, self._host.keys, shot.panel)

    def _lost(self, shot: Shot, journal: Journal, reason: str) -> OutcomeUnknown:
        reason = self._host.scrubbed(reason)
        journal.lost(reason)
        return OutcomeUnknown(
            f"{reason}; panel '{shot.panel}' may have been bought and is not bought again: "
            + another_take(self._host.title, shot)
        )

    def _job(self, answer: Answer) -> Job | None:
        body = answer.json
        if not isinstance(body, dict):
            return None
        number = body.get("request_id")
        number = number if isinstance(number, str) else ""
        here = f"{self._host.queue}/{self._host.model}/requests/{quote(number, safe='')}"
        urls = {k: body.get(k) for k in ("status_url", "response_url", "cancel_url")}
        made = {"status_url": f"{here}/status", "response_url": here, "cancel_url": ""}
        found = {k: v if isinstance(v, str) and v else made[k] for k, v in urls.items()}
        if not number and not (urls["status_url"] and urls["response_url"]):
            return None
        return Job(number, found["status_url"], found["response_url"], found["cancel_url"])
