"""Runs as processes of their own, to be killed and to be started two at a time."""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from storyboard.generate.fanout import fan_out
from storyboard.generate.library import Library
from storyboard.generate.model import Outcome
from storyboard.plan.model import Shot
from tests.hosts.runs import MAKERS
from tests.hosts.shots import asset, shot

HASTE = 50.0
"""How much faster than usual a run's clock goes."""

_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["tests.hosts.process", "PIL.PngImagePlugin", "PIL.JpegImagePlugin"])


def shots(root: Path, backend: str, panels: int) -> list[Shot]:
    """So many shots of one character, each with a seed of its own."""
    face = asset(root, "mara.png")
    return [
        shot(f"p{i}", backend=backend, seed=i, reference=face, width=1024, height=1024)
        for i in range(panels)
    ]


def once(root: Path, environ: dict[str, str], backend: str, panels: int, **fan: Any) -> Outcome:
    """One run of so many panels over the library below `root`."""

    async def sleep(seconds: float) -> None:
        await asyncio.sleep(seconds / HASTE)

    async def run() -> Outcome:
        make: Any = MAKERS[backend]
        host = make(
            root, environ, at_once=3, sleep=sleep, clock=lambda: time.monotonic() * HASTE,
            read_timeout=2.0,
        )  # fmt: skip
        with Library(root / "home") as library:
            try:
                return await fan_out(shots(root, backend, panels), host, library, **fan)
            finally:
                await host.close()

    return asyncio.run(run())


def _told(results: Any, *arguments: Any) -> None:
    outcome = once(*arguments)
    results.put(
        (
            {panel: take.sha256 for panel, take in outcome.takes.items()},
            {panel: str(error) for panel, error in outcome.failures.items()},
            outcome.paid,
        )
    )


def start(*arguments: Any) -> tuple[BaseProcess, Any]:
    """Begins `once` in a process; its queue gets the takes' digests, the failures, what it paid."""
    results = _forks.SimpleQueue()
    process = _forks.Process(target=_told, args=(results, *arguments), daemon=True)
    process.start()
    return process, results
