"""How many jobs a host is given at once: fewer after each refusal for haste, slowly more again."""

from __future__ import annotations

import asyncio
import heapq
from collections import deque
from collections.abc import Awaitable, Callable


class Lane:
    """The jobs in flight at one host.

    Additive increase, multiplicative decrease (D.-M. Chiu and R. Jain, "Analysis of the
    increase and decrease algorithms for congestion avoidance in computer networks", 1989):
    a refusal halves the limit, and each job that ends well gives back a part of a place.
    """

    def __init__(
        self, most: int, sleep: Callable[[float], Awaitable[None]], clock: Callable[[], float]
    ) -> None:
        self.most = most
        self.limit = float(most)
        self.busy = 0
        self.last_good = clock()
        """When a job was last taken."""
        self._sleep = sleep
        self._clock = clock
        self._not_before = 0.0
        self._cut_after = 0.0
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._count = 0

    async def enter(self, order: int = 0) -> None:
        """Waits for a place; the lowest `order` goes first."""
        while True:
            pause = self._not_before - self._clock()
            if pause > 0:
                await self._sleep(pause)
            elif self.busy < max(1, int(self.limit)):
                self.busy += 1
                return
            else:
                await self._queue(order)

    def leave(self) -> None:
        self.busy -= 1
        self._wake()

    def well(self) -> None:
        """A job was taken and ended: the limit grows by one place in as many jobs as it has."""
        self.last_good = self._clock()
        self.limit = min(float(self.most), self.limit + 1.0 / self.limit)
        self._wake()

    def slow(self, wait: float) -> bool:
        """The host refused for haste and is left alone for `wait` seconds.

        Gives whether the limit was halved: refusals of the same moment count once.
        """
        now = self._clock()
        self._not_before = max(self._not_before, now + wait)
        if now < self._cut_after:
            return False
        self._cut_after = now + wait
        self.limit = max(1.0, self.limit / 2)
        return True

    async def _queue(self, order: int) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._count += 1
        heapq.heappush(self._waiting, (order, self._count, turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                # The turn was given to one who no longer wants it.
                self._wake()
            raise

    def _wake(self) -> None:
        free = max(1, int(self.limit)) - self.busy
        while self._waiting and free > 0:
            turn = heapq.heappop(self._waiting)[2]
            if not turn.done():
                turn.set_result(None)
                free -= 1


_LATER, _SOONER = 1.012, 0.98
"""Parts of a job's time: the first look is aimed a little late, for one too early costs a request
more; one that found its job done is taken for a little too late."""
_KNOWN = 16


class Rhythm:
    """When to look whether a job is done, learnt from the jobs before it.

    The first look is when the quicker of the last jobs of its kind were done, the next ones
    after a small part of the time already waited: a job that takes half a minute is not asked
    for every moment, and one that takes a fifth of a second is not left lying.
    """

    def __init__(self, longest: float = 2.0) -> None:
        """`longest` is the longest wait between two looks, in seconds."""
        self.longest = longest
        self._took: dict[str, deque[float]] = {}

    def wait(self, kind: str, waited: float, looks: int) -> float:
        """Seconds until the next look, after `waited` seconds and that many `looks`."""
        took = self._took.get(kind)
        if not took:
            return min(max(0.25 * waited, 0.1), self.longest)
        usual = _LATER * sorted(took)[len(took) // 4]
        if looks == 0 and usual > waited:
            return usual - waited
        return min(max(0.015 * waited, 0.002) * 1.3 ** max(looks - 1, 0), self.longest)

    def learn(self, kind: str, missed: float, took: float) -> None:
        """A job was done after `took` seconds and not yet after `missed` (0: never seen so)."""
        done = (missed + took) / 2 if missed else _SOONER * took
        self._took.setdefault(kind, deque(maxlen=_KNOWN)).append(done)
