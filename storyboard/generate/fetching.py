"""A bought job, from its queue to its picture. Nothing here costs money, so all is repeated."""

from __future__ import annotations

import asyncio
from typing import Any

from storyboard.errors import (
    BadPicture,
    CutShort,
    DeadlinePassed,
    GenerationError,
    HostFault,
    HostUnreachable,
    KeyMissing,
    PictureError,
    PictureGone,
)
from storyboard.generate.answers import look_at, other_model, output, size_notes, words
from storyboard.generate.host import Host
from storyboard.generate.http import Wire
from storyboard.generate.lanes import Rhythm
from storyboard.generate.model import Job, Journal, Picture
from storyboard.generate.refusals import ended
from storyboard.generate.replies import PASSING, Answer
from storyboard.plan.model import Shot

_LOOKS = 4
_SMALL = 65536
"""Bytes."""
_UNKNOWN = 20.0
"""Seconds for which a host may not know a job that it gave."""
_DONE = ("COMPLETED", "SUCCEEDED")
_DEAD = ("FAILED", "ERROR", "CANCELLED", "CANCELED", "ABORTED")


class Fetching:
    """Waits for jobs and fetches their pictures."""

    def __init__(
        self, wire: Wire, host: Host, patience: float, query: str = "", longest: float = 2.0
    ) -> None:
        """`patience` is a job's deadline and `longest` the longest wait between two looks, both
        in seconds; `query` is added to a status address.
        """
        self._wire = wire
        self._host = host
        self._patience = patience
        self._query = query
        self._rhythm = Rhythm(longest)

    async def finished(
        self, shot: Shot, job: Job, journal: Journal, since: float | None = None
    ) -> Any:
        """Waits until the host says that a job is done; its last status.

        The job stays in the journal unless the host says that it is over. What it means for
        when to look at the next one is learnt where the clock's time of its submit's answer,
        `since`, is known.
        """
        try:
            return await self._finished(shot, job, journal, since)
        except (HostUnreachable, HostFault) as error:
            raise _stays_bought(error, shot, job) from error

    async def linked(self, shot: Shot, job: Job, journal: Journal) -> Picture:
        """The picture of a job whose response address is the picture itself."""
        return await self._pictured(shot, job, {"url": job.response_url}, journal, fixed=True)

    async def picture(self, shot: Shot, job: Job, record: Any, journal: Journal) -> Picture:
        """The picture of a job that is done; `record` is its result where that is known."""
        return await self._pictured(shot, job, record, journal, fixed=False)

    async def _pictured(
        self, shot: Shot, job: Job, record: Any, journal: Journal, *, fixed: bool
    ) -> Picture:
        until = self._wire.clock() + self._patience
        try:
            for look in range(_LOOKS):
                if record is None:
                    record = await self._result(shot, job, journal, until)
                picture = await self._download(shot, job, record, journal, until)
                if isinstance(picture, Picture):
                    return picture
                fault = picture
                if not fixed:
                    # Its next result may have another link.
                    record = None
                if look < _LOOKS - 1:
                    await self._wire.sleep(self._wire.backoff(look))
            if isinstance(fault, PictureGone):
                # Every look had a link of its own: the picture itself is gone.
                await journal.failed(fault)
            raise fault
        except (HostUnreachable, HostFault) as error:
            raise _stays_bought(error, shot, job) from error

    async def _download(
        self, shot: Shot, job: Job, record: Any, journal: Journal, until: float
    ) -> Picture | GenerationError:
        """The picture that a result names, or why it could not be had just now."""
        title = self._host.title
        url, seed = output(record)
        if url is None:
            return BadPicture(f"{title} says that the picture is done and names none")
        answer = await self._wire.download(url, until)
        if answer.status in (404, 410):
            return _gone(title, shot, job)
        if answer.status != 200:
            return HostFault(f"the picture's address answers {answer.status}")
        try:
            # A small one is looked at sooner than a thread is found for it.
            small = len(answer.data) < _SMALL
            seen = look_at(answer.data) if small else await asyncio.to_thread(look_at, answer.data)
        except PictureError as error:
            text = str(error)
            kind = CutShort if "cut short" in text else BadPicture
            return kind(f"what {title} sent for a picture is none: {text}")
        model = self._host.scrubbed(other_model(record))
        notes = size_notes(seen, shot.width, shot.height)
        if model:
            journal.notice(f"{title} drew it with another model: {model}", "other-model")
        if "aspect" in notes:
            journal.notice(
                f"{title} drew {seen.width}x{seen.height} in place of "
                f"{shot.width}x{shot.height}: more of it is cut away",
                "other-size",
            )
        return Picture(
            data=answer.data,
            mime=seen.mime,
            width=seen.width,
            height=seen.height,
            seed=seed,
            model=model,
            notes={**({"job": job.id} if job.id else {}), **notes},
        )

    async def _finished(self, shot: Shot, job: Job, journal: Journal, since: float | None) -> Any:
        clock = self._wire.clock
        began = clock() if since is None else since
        until = began + self._patience
        url = job.status_url
        if self._query:
            url += f"{'&' if '?' in url else '?'}{self._query}"
        looks, missed = 0, 0.0
        if since is not None:
            await self._wire.sleep(self._rhythm.wait(shot.speed, clock() - began, 0))
        while True:
            asked = clock() - began
            answer = await self._wire.get(url, until)
            state, body = "", answer.json
            if answer.status in (404, 410):
                # Some hosts know a job only a moment after they have given its number.
                if clock() - began > _UNKNOWN:
                    raise await self._over(
                        shot, job, journal, "the host no longer knows the job", ""
                    )
            elif answer.status in (401, 403):
                raise self._locked(job, answer)
            elif answer.status in (200, 202):
                state = str(body.get("status", "")).upper() if isinstance(body, dict) else ""
                failed = isinstance(body, dict) and bool(body.get("error"))
                if state in _DEAD or (state in _DONE and failed and output(body)[0] is None):
                    raise await self._over(
                        shot, job, journal, words(body) or f"it was {state.lower()}", state
                    )
                if state in _DONE:
                    if since is not None:
                        self._rhythm.learn(shot.speed, missed, asked)
                    return body
            elif answer.status not in PASSING:
                raise HostFault(f"{self._host.title} answers {answer.status} {words(body)}".strip())
            missed = asked
            looks += 1
            wait = self._rhythm.wait(shot.speed, clock() - began, looks)
            if clock() + wait > until:
                raise DeadlinePassed(
                    f"{self._host.title} has not finished after {self._patience:.0f} s"
                    f"{f' ({state})' if state else ''}"
                )
            await self._wire.sleep(wait)

    async def _result(self, shot: Shot, job: Job, journal: Journal, until: float) -> Any:
        """The record of a job that is done and did not fail."""
        for look in range(_LOOKS):
            answer = await self._wire.get(job.response_url, until)
            record = answer.json
            if answer.status == 200:
                state = str(record.get("status", "")) if isinstance(record, dict) else ""
                failed = isinstance(record, dict) and (
                    record.get("error") or state.upper() in _DEAD
                )
                if failed and output(record)[0] is None:
                    said = words(record) or "it failed"
                    raise await self._over(shot, job, journal, said, state.upper())
                return record
            if answer.status in (401, 403):
                raise self._locked(job, answer)
            if answer.status == 422 or (answer.status in (400, 404, 410) and look == _LOOKS - 1):
                said = words(record) or f"its result answers {answer.status}"
                raise await self._over(shot, job, journal, said, "")
            if answer.status not in (400, 404, 410):
                raise HostFault(
                    f"{self._host.title} answers {answer.status} {words(record)}".strip()
                )
            await self._wire.sleep(self._wire.backoff(look))
        raise AssertionError

    async def _over(
        self, shot: Shot, job: Job, journal: Journal, reason: str, state: str
    ) -> GenerationError:
        reason = self._host.scrubbed(reason)
        billed = state not in self._host.unbilled
        error = ended(reason, self._host.title, shot.panel, job.id, billed=billed)
        if billed:
            await journal.failed(error)
        else:
            await journal.settled(reason)
        return error

    def _locked(self, job: Job, answer: Answer) -> KeyMissing:
        return KeyMissing(
            f"{self._host.title} does not show job {job.id} to this key "
            f"({answer.status} {words(answer.json)}".rstrip()
            + "), it stays bought",
            f"set {self._host.keys} to the key that bought it",
        )


def _gone(title: str, shot: Shot, job: Job) -> PictureGone:
    """The error of a picture that was made and can no longer be fetched."""
    number = f" (job {job.id})" if job.id else ""
    return PictureGone(
        f"the picture that {title} made of panel '{shot.panel}'{number} is no longer there",
        "buy it again with --rebuy-unknown",
    )


def _stays_bought(
    error: HostUnreachable | HostFault, shot: Shot, job: Job
) -> HostUnreachable | HostFault:
    number = f", job {job.id}" if job.id else ""
    return type(error)(
        f"{error.what} (panel '{shot.panel}'{number}), it stays bought", "run again to fetch it"
    )
