"""Replicate, which hosts the model with fewer of its settings, and lists the jobs it was given."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from storyboard.generate.addresses import base
from storyboard.generate.buying import HostGenerator
from storyboard.generate.host import Host, key_of
from storyboard.generate.http import File
from storyboard.generate.model import Job, Journal
from storyboard.generate.queue import text
from storyboard.generate.references import Sent, marked
from storyboard.generate.replies import Answer
from storyboard.plan.hosts import HOSTS
from storyboard.plan.model import Shot

KEYS = "REPLICATE_API_TOKEN"
SPEEDS = {"turbo": "Turbo", "balanced": "Default", "quality": "Quality"}
INLINE = 256 * 1024
"""Bytes up to which a picture goes inside the submit; a larger one is put down as a file once."""
_SKEW = timedelta(minutes=5)
"""How far the host's clock may be from ours."""
_PAGES = 10
_LOOKS = 3


def replicate(
    root: Path, environ: Mapping[str, str], *, story: str = "", **options: Any
) -> ReplicateGenerator:
    """The backend, with its key and address from `environ`; `options` go to `HostGenerator`.

    Replicate keeps no tags, so the story's name goes nowhere. Raises `KeyMissing` without a
    key, `UsageError` for an address that is none.
    """
    about = HOSTS["replicate"]
    api = base(environ.get("REPLICATE_URL", ""), "https://api.replicate.com", "REPLICATE_URL")
    host = Host(
        name="replicate",
        title=about.title,
        key=key_of(environ, KEYS, about.title),
        keys=KEYS,
        submit=f"{api}/v1/models/{about.model}/predictions",
        bases=(api,),
        domains=("replicate.com",),
        scheme="Bearer ",
    )
    return ReplicateGenerator(host, api, root, **options)


class ReplicateGenerator(HostGenerator):
    """A backend that buys at Replicate."""

    def __init__(self, host: Host, api: str, root: Path, **options: Any) -> None:
        super().__init__(host, root, **options)
        self._api = api

    async def _ready(self, shot: Shot, journal: Journal) -> dict[str, Any]:
        assert shot.reference
        mark = marked(shot, shot.reference)
        url = journal.uploaded(mark)
        if url is None:
            sent = await self._references.sent(shot, shot.reference, journal)
            url = await self._stored(sent, mark) if len(sent.data) > INLINE else ""
            if url:
                journal.keep_upload(mark, url)
            else:
                url = f"data:{sent.mime};base64,{base64.b64encode(sent.data).decode()}"
        return fields(shot, url)

    async def _send(self, shot: Shot, ready: dict[str, Any]) -> Answer:
        return await self._wire.submit(self._host.submit, {"input": ready})

    def _read(self, body: dict[str, Any]) -> Job | None:
        return self._job(body)

    async def _finish(self, shot: Shot, job: Job, journal: Journal, since: float | None) -> Any:
        # The last status is the result.
        return await self._fetching.finished(shot, job, journal, since)

    async def _found(self, shot: Shot, journal: Journal) -> Job | None:
        """The job of a lost answer: same input, made since, and not on record for another shot."""
        since = journal.sent()
        if since is None:
            return None
        for look in range(_LOOKS):
            job = await self._listed(shot, since - _SKEW, journal.known_jobs())
            if job:
                journal.notice(f"its answer was lost; found again as job {job.id}", "found")
                return job
            if look < _LOOKS - 1:
                await self._wire.sleep(self._wire.backoff(look, 1.0))
        return None

    async def _listed(self, shot: Shot, since: datetime, known: frozenset[str]) -> Job | None:
        wanted = {k: v for k, v in fields(shot, "").items() if k != _REFERENCE}
        url = f"{self._api}/v1/predictions"
        for _ in range(_PAGES):
            page = (await self._wire.get(url)).json
            made = page.get("results") if isinstance(page, dict) else None
            late = True
            for prediction in made if isinstance(made, list) else ():
                late = _created(prediction) >= since
                if not late:
                    break
                job = self._job(prediction)
                if job and job.id not in known and await self._same(prediction, job, wanted):
                    return job
            url = text(page, "next") if isinstance(page, dict) else ""
            if not url or not late:
                break
        return None

    async def _same(self, prediction: Any, job: Job, wanted: Mapping[str, Any]) -> bool:
        given = prediction.get("input")
        if not isinstance(given, dict):
            whole = (await self._wire.get(job.status_url)).json
            given = whole.get("input") if isinstance(whole, dict) else None
        return isinstance(given, dict) and all(given.get(k) == v for k, v in wanted.items())

    def _job(self, body: Any) -> Job | None:
        number = text(body, "id") if isinstance(body, dict) else ""
        if not number:
            return None
        urls = body.get("urls") if isinstance(body.get("urls"), dict) else {}
        here = text(urls, "get") or f"{self._api}/v1/predictions/{number}"
        return Job(number, here, here, text(urls, "cancel"))

    async def _stored(self, sent: Sent, mark: str) -> str:
        """The address of a picture put down as a file; empty where the host takes none."""
        name = f"{mark[:16]}.{sent.mime.rpartition('/')[2]}"
        file = File("content", name, sent.data, sent.mime)
        answer = (await self._wire.post(f"{self._api}/v1/files", {}, (file,))).json
        urls = answer.get("urls") if isinstance(answer, dict) else None
        return text(urls, "get") if isinstance(urls, dict) else ""


_REFERENCE = "character_reference_image"


def fields(shot: Shot, reference: str) -> dict[str, Any]:
    """The model's input fields as Replicate names them; `reference` is a URL or a data URI."""
    return {
        "prompt": shot.prompt,
        _REFERENCE: reference,
        "rendering_speed": SPEEDS[shot.speed],
        "style_type": shot.style.capitalize(),
        "resolution": f"{shot.width}x{shot.height}",
        "magic_prompt_option": "On" if shot.expand_prompt else "Off",
        "seed": shot.seed,
    }


def _created(prediction: Any) -> datetime:
    made = text(prediction, "created_at") if isinstance(prediction, dict) else ""
    try:
        when = datetime.fromisoformat(made)
    except ValueError:
        return datetime.max.replace(tzinfo=UTC)
    return when if when.tzinfo else when.replace(tzinfo=UTC)
