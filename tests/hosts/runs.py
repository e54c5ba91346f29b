"""One run against the local hosts, on a clock that only moves when somebody sleeps."""

from __future__ import annotations

import asyncio
from typing import Any

from storyboard.errors import GenerationError
from storyboard.generate.fal import fal
from storyboard.generate.fanout import fan_out
from storyboard.generate.ideogram import ideogram
from storyboard.generate.library import Library
from storyboard.generate.model import Outcome
from storyboard.generate.modelrunner import modelrunner
from storyboard.generate.replicate import replicate
from storyboard.plan.model import Shot
from tests.hosts.server import LocalHosts

_SUBMIT = r"^POST /(fal|ideogram|v1/ideogram|v1/models)"
MAKERS = {"modelrunner": modelrunner, "fal": fal, "replicate": replicate, "ideogram": ideogram}


class Time:
    """A clock that only moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


def draw(
    hosts: LocalHosts,
    library: Library,
    *shots: Shot,
    story: str = "",
    clock: Time | None = None,
    environ: dict[str, str] | None = None,
    fan: dict[str, Any] | None = None,
    **options: Any,
) -> Outcome:
    """Draws the shots at their backend's host. `fan` goes to the fan-out, `options` to it."""

    async def run() -> Outcome:
        time = clock or Time()
        values: dict[str, Any] = {"sleep": time.sleep, "clock": time, "read_timeout": 5.0}
        make: Any = MAKERS[shots[0].backend]
        surroundings = environ or hosts.environ
        root = library.home.parent
        backend = make(root, surroundings, story=story, **(values | options))
        try:
            return await fan_out(shots, backend, library, **(fan or {}))
        finally:
            await backend.close()

    return asyncio.run(run())


def failure(outcome: Outcome, kind: type[GenerationError]) -> str:
    """The text of the one failure, which is of that kind, one line, and without a key."""
    (error,) = outcome.failures.values()
    assert type(error) is kind, repr(error)
    text = str(error)
    assert "secret" not in text
    assert "\n" not in text
    return text


def goes_wrong(
    hosts: LocalHosts,
    library: Library,
    wanted: Shot,
    kind: type[GenerationError],
    said: str,
    state: str,
    **options: Any,
) -> None:
    """A draw fails in this way and the ledger has `state` of it (empty: nothing was bought).

    A second run buys only what was certainly not bought, a person's word buys it again.
    """
    assert said in failure(draw(hosts, library, wanted, **options), kind)
    assert [(s.state, s.price) for s in library.spent()] == ([(state, 0.15)] if state else [])
    again = draw(hosts, library, wanted)
    assert bool(again.takes) is not bool(state)
    assert hosts.count(_SUBMIT) == (1 if state else 2)
    assert draw(hosts, library, wanted, fan={"rebuy_unknown": True}).takes
