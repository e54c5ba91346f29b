"""The queue protocol that several hosts share: upload, submit, look, fetch.

What differs between hosts is in `Host` and `Queue`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from storyboard.errors import GenerationError
from storyboard.generate.buying import HostGenerator
from storyboard.generate.host import Host, Queue
from storyboard.generate.model import Job, Journal
from storyboard.generate.replies import Answer
from storyboard.generate.uploads import Uploads
from storyboard.plan.model import Shot


class QueueGenerator(HostGenerator):
    """A backend that buys at a host of the queue protocol."""

    def __init__(self, host: Host, queue: Queue, root: Path, **options: Any) -> None:
        """`options` go to `HostGenerator`."""
        super().__init__(host, root, query=queue.query, **options)
        self._queue = queue
        self._uploads = Uploads(self._wire, host, queue.uploads, self._references)

    async def close(self) -> None:
        await self._uploads.close()
        await super().close()

    async def _ready(self, shot: Shot, journal: Journal) -> dict[str, Any]:
        return self._queue.input(shot, await self._uploads.urls(shot, journal))

    async def _send(self, shot: Shot, ready: dict[str, Any]) -> Answer:
        return await self._wire.submit(self._host.submit, ready)

    def _read(self, body: dict[str, Any]) -> Job | None:
        return self._queue.job(body)

    def _refused(self, status: int, said: str, shot: Shot, journal: Journal) -> GenerationError:
        self._uploads.blame(shot, said, journal)
        return super()._refused(status, said, shot, journal)


def text(body: Any, *names: str) -> str:
    """The first of the named fields that holds text; empty where none does."""
    return next((body[n] for n in names if isinstance(body.get(n), str) and body[n]), "")
