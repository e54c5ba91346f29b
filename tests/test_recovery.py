"""Whatever a host does and whenever the machine dies: nothing is lost and nothing bought twice."""

from __future__ import annotations

import os
import signal
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from storyboard.generate.library import Library, Spent
from tests.hosts.process import once, shots, start
from tests.hosts.server import LocalHosts

PANELS = 4

_PASSING = ["", "", "", "short-once", "truncated-once", "html-once"]
_LOST = ["cut-before", "cut-after", "500"]
FAULTS = {
    "modelrunner": [
        *_PASSING, *_LOST, "429-soon", "503", "failed", "cancelled", "error", "504-result",
        "504-status", "422-result", "expired", "lost", "fallback", "502-html", "422",
    ],
    "fal": [
        *_PASSING, *_LOST, "429-soon", "422-policy", "error", "504-result", "504-status",
        "expired", "403-balance", "redirect-inside",
    ],
    "replicate": [*_PASSING, *_LOST, "429-soon", "failed", "canceled", "504-status", "402"],
    "ideogram": [*_PASSING, *_LOST, "429", "503", "422", "unsafe-picture", "several", "none"],
}  # fmt: skip


@dataclass(frozen=True)
class Script:
    """What goes wrong: faults of the coming submits, and when each run but the last is killed."""

    backend: str
    faults: tuple[str, ...]
    kills: tuple[tuple[int, str], ...]
    """The request, counted from the run's first, and whether at its start or its end."""


@st.composite
def scripts(draw: st.DrawFn) -> Script:
    backend = draw(st.sampled_from(sorted(FAULTS)))
    faults = draw(st.lists(st.sampled_from(FAULTS[backend]), max_size=6))
    kill = st.tuples(st.integers(1, 22), st.sampled_from(["start", "end"]))
    return Script(backend, tuple(faults), tuple(draw(st.lists(kill, min_size=1, max_size=2))))


def killed(hosts: LocalHosts, root: Path, backend: str, kill: tuple[int, str]) -> None:
    """A run in a process of its own that is killed at a request, if it comes that far."""
    seen = Counter[str]()

    def watch(phase: str, _: str) -> None:
        with hosts.lock:
            seen[phase] += 1
            strike = (seen[phase], phase) == kill
        if strike and process.pid:
            os.kill(process.pid, signal.SIGKILL)

    process, results = start(root, hosts.environ, backend, PANELS)
    hosts.watch = watch
    process.join(60)
    assert process.exitcode in (0, -signal.SIGKILL), process.exitcode
    hosts.watch = lambda phase, call: None
    results.close()


def check(hosts: LocalHosts, spent: list[Spent], backend: str, root: Path) -> None:
    """What must hold at every moment between two runs, whatever has happened."""
    keys = {s.key: (s.prompt, s.seed) for s in shots(root, backend, PANELS)}
    jobs = list(hosts.jobs.values())
    billed = Counter(job.order for job in jobs if job.billed)
    assert all(n == 1 for n in billed.values()), f"bought twice: {billed}"
    recorded = {s.job for s in spent}
    rows = Counter(keys[s.key] for s in spent)
    unknown = {keys[s.key] for s in spent if s.state == "unknown"}
    # Whether a job that is out will be billed is not yet said.
    open_ = unknown | {keys[s.key] for s in spent if s.state == "submitted"}
    for job in jobs:
        # On record by its number, or as a submit that may have bought it.
        known = job.number in recorded or (backend == "ideogram" and rows[job.order])
        assert not job.billed or known or job.order in unknown, f"{job.number} is lost"
    for order in keys.values():
        assert rows[order] >= billed[order], f"the ledger misses {order}"
        if order not in open_:
            assert rows[order] == billed[order], f"the ledger is wrong about {order}"
    assert hosts.problems == []


def play(script: Script) -> None:
    with tempfile.TemporaryDirectory() as folder, LocalHosts(polls=2) as hosts:
        root = Path(folder)
        hosts.next(*script.faults)
        for kill in script.kills:
            killed(hosts, root, script.backend, kill)
            with Library(root / "home") as library:
                check(hosts, library.spent(), script.backend, root)
        # What was certainly not billed is tried by the next run; what is left then is there,
        # or out, or was bought and came to nothing, or may have been bought.
        for _ in range(len(script.faults) + 2):
            outcome = once(root, hosts.environ, script.backend, PANELS)
            with Library(root / "home") as library:
                check(hosts, library.spent(), script.backend, root)
                missing = [
                    s.panel
                    for s in shots(root, script.backend, PANELS)
                    if library.state(s.key) == "missing"
                ]
            if not missing:
                break
        assert missing == [], outcome.failures
        hosts.heal()
        asked = once(root, hosts.environ, script.backend, PANELS, rebuy_unknown=True)
        assert asked.failures == {}
        drawn = {panel: take.sha256 for panel, take in asked.takes.items()}
    assert drawn == undisturbed(script.backend)


def undisturbed(backend: str) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder, LocalHosts(polls=1) as hosts:
        outcome = once(Path(folder), hosts.environ, backend, PANELS)
        return {panel: take.sha256 for panel, take in outcome.takes.items()}


_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=_QUIET)
@given(scripts())
@example(Script("modelrunner", ("cut-after",), ((3, "start"), (4, "end"))))
@example(Script("replicate", ("", "cut-after"), ((1, "start"),)))
@example(Script("ideogram", (), ((2, "end"),)))
def test_nothing_is_lost_and_nothing_bought_twice(script: Script) -> None:
    play(script)


@pytest.mark.heavy
@settings(max_examples=200, deadline=None, suppress_health_check=_QUIET, print_blob=True)
@given(scripts())
def test_nothing_is_lost_and_nothing_bought_twice_for_long(script: Script) -> None:
    play(script)


def test_two_runs_at_once_share_the_work() -> None:
    with tempfile.TemporaryDirectory() as folder, LocalHosts(latency=0.25) as hosts:
        root = Path(folder)
        shots(root, "modelrunner", 1)
        runs = [start(root, hosts.environ, "modelrunner", 12) for _ in range(2)]
        told = [results.get() for _, results in runs]
        for process, _ in runs:
            process.join(30)
        assert [failures for _, failures, _ in told] == [{}, {}], told
        assert hosts.billed == 12
        assert set(hosts.orders.values()) == {1}
        assert [sorted(takes) for takes, _, _ in told] == [sorted(f"p{i}" for i in range(12))] * 2
        assert told[0][0] == told[1][0]
        assert sum(paid for _, _, paid in told) == pytest.approx(12 * 0.15)
        assert all(0 < paid < 12 * 0.15 for _, _, paid in told), "each did its part"
        with Library(root / "home") as library:
            assert {s.state for s in library.spent()} == {"fetched"}
        assert sorted(p.name for p in (root / "home").iterdir()) == ["library.db", "pictures"]


def test_the_one_that_is_left_takes_over_from_the_one_that_died() -> None:
    with tempfile.TemporaryDirectory() as folder, LocalHosts(latency=0.5) as hosts:
        root = Path(folder)
        shots(root, "modelrunner", 1)
        first, _ = start(root, hosts.environ, "modelrunner", 6)
        while hosts.billed < 3:
            assert first.is_alive()
        second, results = start(root, hosts.environ, "modelrunner", 6)
        while hosts.billed < 5:
            assert second.is_alive()
        assert first.pid
        os.kill(first.pid, signal.SIGKILL)
        takes, failures, _ = results.get()
        second.join(30)
        first.join(30)
        lost = [panel for panel, text in failures.items() if "may have been bought" in text]
        assert sorted([*takes, *lost]) == [f"p{i}" for i in range(6)]
        assert len(takes) >= 5 - len(lost)
        assert set(hosts.orders.values()) == {1}
