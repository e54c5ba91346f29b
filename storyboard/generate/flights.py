"""Work that several shots wait for and that is done once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

from storyboard.errors import GenerationError

T = TypeVar("T")


class Flights(Generic[T]):
    """Results by a mark: under way, or there. One that failed is tried again by the next."""

    def __init__(self, most: int | None = None) -> None:
        """At most `most` are kept, the newest; all where it is None."""
        self._most = most
        self._tasks: dict[str, asyncio.Task[T]] = {}

    def __contains__(self, mark: str) -> bool:
        return mark in self._tasks

    async def result(self, mark: str, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """The result of `mark`; `work` makes it where nobody has begun to."""
        task = self._tasks.get(mark)
        if task is None:
            task = self._tasks[mark] = asyncio.ensure_future(work())
            while self._most is not None and len(self._tasks) > self._most:
                self._tasks.pop(next(iter(self._tasks)))
        try:
            # Shielded: the shot that began it may be stopped while others wait for it.
            return await asyncio.shield(task)
        except GenerationError:
            if self._tasks.get(mark) is task:
                del self._tasks[mark]
            raise

    def forget(self, mark: str) -> None:
        self._tasks.pop(mark, None)

    async def close(self) -> None:
        tasks, self._tasks = list(self._tasks.values()), {}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
