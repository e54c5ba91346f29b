"""News for every open page, as server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping

_BREATH = 15.0
"""Seconds without news after which a line is sent all the same, to find out who is gone."""
_BACKLOG = 200


class Hub:
    """Passes news on to all who listen. `tell` may be called from any thread."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[str | None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False

    @property
    def heard(self) -> bool:
        """Whether anybody listens."""
        return bool(self._queues)

    def tell(self, kind: str, **news: object) -> None:
        """Sends one piece of news."""
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._put, _event(kind, news))

    def close(self) -> None:
        """Ends every stream; called on the loop."""
        self._closed = True
        for queue in self._queues:
            queue.put_nowait(None)

    def end(self) -> None:
        """`close`, from any thread."""
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.close)

    async def listen(self) -> AsyncIterator[str]:
        """The stream of one page."""
        self._loop = asyncio.get_running_loop()
        queue: asyncio.Queue[str | None] = asyncio.Queue(_BACKLOG)
        self._queues.add(queue)
        try:
            yield _event("hello", {})
            while not self._closed:
                try:
                    event = await asyncio.wait_for(queue.get(), _BREATH)
                except TimeoutError:
                    event = ":\n\n"
                if event is None:
                    return
                yield event
        finally:
            self._queues.discard(queue)

    def _put(self, event: str) -> None:
        for queue in self._queues:
            # Who does not read loses news, not the others; the page asks anew on its next event.
            if not queue.full():
                queue.put_nowait(event)


def _event(kind: str, news: Mapping[str, object]) -> str:
    return f"event: {kind}\ndata: {json.dumps(news)}\n\n"
