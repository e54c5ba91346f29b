"""What the fan-out, the library and the protocols add to what a host needs.

Run by hand: ``PYTHONPATH=. python tests/benchmarks/fanout.py [HOST …] [--panels 500] [--at-once 16]
[--latency 0.2 1.0]``. A server of fixed latency runs in a process of its own; printed are the wall
time against the ideal (⌈panels / at once⌉ × latency), our own processor time a panel, and how
much memory the second half of the panels took.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import math
import multiprocessing
import resource
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

from storyboard.generate.fanout import fan_out
from storyboard.generate.library import Library
from storyboard.generate.model import Event, Finished
from storyboard.plan.hosts import HOSTS
from tests.hosts.runs import MAKERS
from tests.hosts.server import LocalHosts
from tests.hosts.shots import asset, shot


def serve(pipe: Connection, latency: float) -> None:
    """The server's process: tells its addresses, then at the end what it billed."""
    with LocalHosts(latency=latency) as hosts:
        pipe.send(hosts.environ)
        pipe.recv()
        pipe.send((hosts.billed, hosts.problems, len(hosts.calls)))


def run(name: str, panels: int, at_once: int, latency: float) -> None:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=serve, args=(theirs, latency), daemon=True
    )
    process.start()
    environ = ours.recv()
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder) / "home") as library:
        root = Path(folder)
        face = asset(root, "mara.png")
        size = {"width": 1024, "height": 1024}
        shots = [shot(f"p{i}", backend=name, seed=i, reference=face, **size) for i in range(panels)]
        memory: list[int] = []

        def notify(event: Event) -> None:
            if isinstance(event, Finished):
                memory.append(resident())

        async def buy() -> None:
            backend = MAKERS[name](root, environ, at_once=at_once)
            try:
                outcome = await fan_out(shots, backend, library, notify=notify)
                assert len(outcome.takes) == panels, outcome.failures
            finally:
                await backend.close()

        gc.collect()
        began, used = time.perf_counter(), time.process_time()
        asyncio.run(buy())
        wall, cpu = time.perf_counter() - began, time.process_time() - used
    ours.send(None)
    billed, problems, calls = ours.recv()
    process.join()
    ideal = math.ceil(panels / at_once) * latency
    grown = (memory[-1] - memory[len(memory) // 2]) / 1e6
    say(
        f"{name:12} {wall:6.2f} s for an ideal {ideal:.2f} s: {100 * (wall / ideal - 1):+5.1f} %  "
        f"{1000 * cpu / panels:5.2f} ms CPU a panel  {calls / panels:.1f} requests a panel  "
        f"{grown:+.1f} MB in the second half, peak {peak():.0f} MB  "
        f"{billed} billed, {len(problems)} problems"
    )


def resident() -> int:
    """Bytes of memory in use; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return 0


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("hosts", nargs="*", default=["modelrunner", "ideogram"])
    parser.add_argument("--panels", type=int, default=500)
    parser.add_argument("--at-once", type=int, default=16)
    parser.add_argument("--latency", type=float, nargs="+", default=[0.2, 1.0], metavar="S")
    asked = parser.parse_args()
    for name in asked.hosts:
        if name not in HOSTS:
            parser.error(f"no host '{name}': one of {', '.join(HOSTS)}")
        for latency in asked.latency:
            run(name, asked.panels, asked.at_once, latency)


if __name__ == "__main__":
    main()
