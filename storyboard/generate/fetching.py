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
from storyboard.generate.http import Answer, Wire
from storyboard.generate.model import Job, Journal, Picture
from storyboard.plan.model import Shot

_LOOKS = 4
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
                url, seed = output(record)
                if url is None:
                    raise HostFault(
                        f"{self._host.title} says that the picture is done and names none"
                    )
                answer = await self._wire.download(url, until)
                if answer.status in (401, 403, 404, 410):
                    # The link may have run out: the result is asked for a fresh one.
                    fault = f"the picture's address answers {answer.status}"
                    if look == _LOOKS - 1 and answer.status in (404, 410):
                        raise self._over(
                            shot, job, journal,
                            "its picture is no longer there; run again to buy it anew",
                        )  # fmt: skip
                elif answer.status != 200:
                    fault = f"the picture's address answers {answer.status}"
                else:
                    try:
                        seen = await asyncio.to_thread(look_at, answer.data)
                    except PictureError as error:
                        fault = f"what {self._host.title} sent for a picture is none: {error}"
                    else:
                        return Picture(
                            data=answer.data,
                            mime=seen.mime,
                            width=seen.width,
                            height=seen.height,
                            seed=seed,
                            model=self._host.scrubbed(other_model(record)),
                            notes={"job": job.id, **size_notes(seen, shot.width, shot.height)},
                        )
                if look < _LOOKS - 1:
                    await self._wire.sleep(self._wire.backoff(look))
            raise HostFault(fault)
        except (HostUnreachable, HostFault) as error:
            raise type(error)(
                f"{error} (panel '{shot.panel}', job {job.id}): it stays bought, "
                "run again to fetch it"
            ) from error

    async def _finished(self, shot: Shot, job: Job, journal: Journal, until: float) -> None:
        """Waits until the host says that the job is done."""
        wait, longest = self._poll
        missing = 0
        url = f"{job.status_url}{'&' if '?' in job.status_url else '?'}logs=true"
        while True:
            answer = await self._wire.get(url, until)
            state, body = "", answer.json
            if answer.status in (404, 410):
                # Some hosts know a job only a moment after they have given its number.
                missing += 1
                if missing > 4:
                    raise self._over(shot, job, journal, "the host no longer knows the job")
            elif answer.status in (401, 403):
                raise self._locked(job, answer)
            elif answer.status in (200, 202) and isinstance(body, dict):
                state = str(body.get("status", "")).upper()
                if state in _DONE:
                    return
                if state in _DEAD:
                    raise self._over(shot, job, journal, words(body) or f"it was {state.lower()}")
            else:
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
