"""A bought job, from its queue to its picture. Nothing here costs money, so all is repeated."""

from __future__ import annotations

import asyncio
from typing import Any

from storyboard.errors import (
    GenerationError,
    HostFault,
    HostUnreachable,
    KeyMissing,
    PictureError,
    Refused,
)
from storyboard.generate.answers import look_at, other_model, output, size_notes, words
from storyboard.generate.host import Host
from storyboard.generate.http import PASSING, Answer, Wire
from storyboard.generate.model import Job, Journal, Picture
from storyboard.plan.model import Shot

_LOOKS = 4
_GONE = "its picture is no longer there; run again to buy it anew"
_UNKNOWN = 20.0
"""Seconds for which a host may not know a job that it gave."""
_DONE = ("COMPLETED", "SUCCEEDED")
_DEAD = ("FAILED", "ERROR", "CANCELLED", "CANCELED")


class Fetching:
    """Waits for jobs and fetches their pictures."""

    def __init__(self, wire: Wire, host: Host, patience: float, poll: tuple[float, float]) -> None:
        """`patience` and `poll` in seconds, as for `QueueGenerator`."""
        self._wire = wire
        self._host = host
        self._patience = patience
        self._poll = poll

    async def fetch(self, shot: Shot, job: Job, journal: Journal) -> Picture:
        """The picture of a job. It stays in the journal unless the host says that it is over."""
        until = self._wire.clock() + self._patience
        try:
            await self._finished(shot, job, journal, until)
            for look in range(_LOOKS):
                record = await self._result(shot, job, journal, until)
                picture = await self._picture(shot, job, record, until)
                if isinstance(picture, Picture):
                    return picture
                fault = picture
                if look < _LOOKS - 1:
                    await self._wire.sleep(self._wire.backoff(look))
            if fault == _GONE:
                # Every look had a link of its own: the picture itself is gone.
                raise self._over(shot, job, journal, _GONE)
            raise HostFault(fault)
        except (HostUnreachable, HostFault) as error:
            raise type(error)(
                f"{error} (panel '{shot.panel}', job {job.id}): it stays bought, "
                "run again to fetch it"
            ) from error

    async def _picture(self, shot: Shot, job: Job, record: Any, until: float) -> Picture | str:
        """The picture that a result names, or in words why it could not be had."""
        url, seed = output(record)
        if url is None:
            return f"{self._host.title} says that the picture is done and names none"
        answer = await self._wire.download(url, until)
        if answer.status in (404, 410):
            return _GONE
        if answer.status != 200:
            return f"the picture's address answers {answer.status}"
        try:
            seen = await asyncio.to_thread(look_at, answer.data)
        except PictureError as error:
            return f"what {self._host.title} sent for a picture is none: {error}"
        return Picture(
            data=answer.data,
            mime=seen.mime,
            width=seen.width,
            height=seen.height,
            seed=seed,
            model=self._host.scrubbed(other_model(record)),
            notes={"job": job.id, **size_notes(seen, shot.width, shot.height)},
        )

    async def _finished(self, shot: Shot, job: Job, journal: Journal, until: float) -> None:
        """Waits until the host says that the job is done."""
        wait, longest = self._poll
        began = self._wire.clock()
        url = f"{job.status_url}{'&' if '?' in job.status_url else '?'}logs=true"
        while True:
            answer = await self._wire.get(url, until)
            state, body = "", answer.json
            if answer.status in (404, 410):
                # Some hosts know a job only a moment after they have given its number.
                if self._wire.clock() - began > _UNKNOWN:
                    raise self._over(shot, job, journal, "the host no longer knows the job")
            elif answer.status in (401, 403):
                raise self._locked(job, answer)
            elif answer.status in (200, 202):
                state = str(body.get("status", "")).upper() if isinstance(body, dict) else ""
                if state in _DONE:
                    return
                if state in _DEAD:
                    raise self._over(shot, job, journal, words(body) or f"it was {state.lower()}")
            elif answer.status not in PASSING:
                raise HostFault(f"{self._host.title} answers {answer.status} {words(body)}".strip())
            if self._wire.clock() + wait > until:
                raise HostFault(
                    f"{self._host.title} has not finished after {self._patience:.0f} s"
                    f"{f' ({state})' if state else ''}"
                )
            await self._wire.sleep(wait)
            wait = min(wait * 1.25, longest)

    async def _result(self, shot: Shot, job: Job, journal: Journal, until: float) -> Any:
        """The record of a job that is done and did not fail."""
        for look in range(_LOOKS):
            answer = await self._wire.get(job.response_url, until)
            record = answer.json
            if answer.status == 200:
                failed = isinstance(record, dict) and (
                    record.get("error") or str(record.get("status", "")).upper() in _DEAD
                )
                if failed and output(record)[0] is None:
                    raise self._over(shot, job, journal, words(record) or "it failed")
                return record
            if answer.status in (401, 403):
                raise self._locked(job, answer)
            if answer.status == 422 or (answer.status in (400, 404, 410) and look == _LOOKS - 1):
                raise self._over(
                    shot, job, journal, words(record) or f"its result answers {answer.status}"
                )
            if answer.status not in (400, 404, 410):
                raise HostFault(
                    f"{self._host.title} answers {answer.status} {words(record)}".strip()
                )
            await self._wire.sleep(self._wire.backoff(look))
        raise AssertionError

    def _over(self, shot: Shot, job: Job, journal: Journal, reason: str) -> GenerationError:
        reason = self._host.scrubbed(reason)
        journal.settled(reason)
        return Refused(
            f"{self._host.title} made no picture of panel '{shot.panel}' (job {job.id}): {reason}"
        )

    def _locked(self, job: Job, answer: Answer) -> KeyMissing:
        return KeyMissing(
            f"{self._host.title} does not show job {job.id} to this key "
            f"({answer.status} {words(answer.json)}".rstrip()
            + f"): it stays bought, set {self._host.keys} to the key that bought it"
        )
