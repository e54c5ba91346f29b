"""How much the fan-out, the library and the protocol add to what a host needs.

Run by hand: ``PYTHONPATH=. python tests/benchmarks/fanout.py``. Prints seconds for 144 shots.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path

from storyboard.generate.fanout import fan_out
from storyboard.generate.library import Library
from storyboard.generate.modelrunner import modelrunner
from tests.hosts.modelrunner import ModelRunnerHost
from tests.hosts.shots import Fake, asset, picture, shot

COUNT = 144


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, ModelRunnerHost(polls=1) as host:
        root = Path(folder)
        face = asset(root, "mara.png")
        with Library(root / "added") as library:
            timed(
                "library: add",
                lambda: [library.add(shot(f"p{i}"), picture(i), 0) for i in range(COUNT)],
            )
            timed("library: find", lambda: [library.find(shot(f"p{i}").key) for i in range(COUNT)])
        with Library(root / "fake") as library:
            shots = [shot(f"p{i}", seed=i, cost=0.0) for i in range(COUNT)]
            timed("fan-out, free", lambda: asyncio.run(fan_out(shots, Fake(), library)))
            timed("fan-out, warm", lambda: asyncio.run(fan_out(shots, Fake(), library)))
        with Library(root / "bought") as library:
            bought = [shot(f"p{i}", seed=i, reference=face) for i in range(COUNT)]

            async def buy() -> None:
                backend = modelrunner(root, host.environ)
                await fan_out(bought, backend, library)
                await backend.close()

            timed("fan-out, bought here", lambda: asyncio.run(buy()))
        print(f"{host.billed} billed, {len(host.problems)} problems")  # noqa: T201


def timed(name: str, work: object) -> None:
    start = time.perf_counter()
    work()  # type: ignore[operator]
    print(f"{name:22} {time.perf_counter() - start:6.2f} s")  # noqa: T201


if __name__ == "__main__":
    main()
