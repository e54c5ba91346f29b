"""Money on the command line: what is said before, kept during, and told after."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import Done
from tests.hosts.server import LocalHosts

Cli = Callable[..., Done]
Write = Callable[..., Path]


@pytest.fixture
def hosts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[LocalHosts]:
    Image.new("RGB", (80, 100), "navy").save(tmp_path / "m.png")
    with LocalHosts() as running:
        for name, value in running.environ.items():
            monkeypatch.setenv(name, value)
        yield running


def story(write: Write, panels: str = "abcdef", **generator: object) -> Path:
    settings = {"backend": "modelrunner", **generator}
    return write(
        f"title: T\ngenerator: {json.dumps(settings)}\n"
        "characters: {mara: {reference: m.png}}\npanels:\n"
        + "".join(f"- {{id: {p}, prompt: Mara walks {i} steps}}\n" for i, p in enumerate(panels))
    )


@pytest.mark.parametrize("backend", ["modelrunner", "fal", "replicate", "ideogram"])
def test_every_host_draws_a_story_once(
    hosts: LocalHosts, storyboard: Cli, write: Write, tmp_path: Path, backend: str
) -> None:
    path = story(write, "ab", backend=backend)
    done = storyboard("render", path, "-o", tmp_path)
    assert done.status == 0, done.err
    assert "2 of 2 panels to draw, about $0.30" in done.err
    assert "2 pictures drawn, $0.30 spent" in done.err
    again = storyboard("render", path, "-o", tmp_path)
    assert "nothing to draw" in again.err
    assert hosts.billed == 2
    assert hosts.problems == []
    spent = json.loads(storyboard("spend", path, "--json").out)
    assert spent["total"] == 0.3
    assert [(b["panel"], b["host"], b["price"], b["take"]) for b in spent["bought"]] == [
        ("a", backend, 0.15, 1),
        ("b", backend, 0.15, 1),
    ]


def test_five_failures_are_told_apart_and_the_sixth_panel_is_drawn(
    hosts: LocalHosts, storyboard: Cli, write: Write, tmp_path: Path
) -> None:
    path = story(write)
    for panel, fault in {"a": "422", "b": "error", "c": "cut-after", "e": "truncated"}.items():
        hosts.for_panel(panel, fault)
    hosts.for_panel("d", "402")
    done = storyboard("render", path, "-o", tmp_path, "--yes")
    assert done.status == 3
    assert (tmp_path / "story.pdf").exists()
    rows = {line.split()[0]: line for line in done.err.splitlines() if line.startswith("  ")}
    assert "must be at most 1536" in rows["a"]
    assert "nudity" in rows["b"]
    assert "may have been bought" in rows["c"]
    assert "Insufficient balance" in rows["d"]
    assert all(len(row) > 40 for row in rows.values())
    spent = json.loads(storyboard("spend", path, "--json").out)["bought"]
    paid = sum(b["price"] for b in spent if b["state"] == "fetched")
    rest = sum(b["price"] for b in spent if b["state"] != "fetched")
    assert rest > 0.4
    assert f"${paid:.2f} spent" in done.err
    assert f"${rest:.2f} more was sent and may be billed" in done.err


def test_what_was_sent_without_an_answer_is_shown_and_bought_again_only_when_asked(
    hosts: LocalHosts, storyboard: Cli, write: Write, tmp_path: Path
) -> None:
    path = story(write, "a")
    hosts.for_panel("a", "cut-after")
    assert storyboard("render", path, "-o", tmp_path).status == 3
    (panel,) = json.loads(storyboard("plan", path, "--json").out)["panels"]
    assert (panel["state"], panel["reason"]) == (
        "pending",
        "sent, and no answer came: it may have been bought",
    )
    submits = len(hosts.jobs)
    assert storyboard("render", path, "-o", tmp_path).status == 3
    assert len(hosts.jobs) == submits, "nothing is sent again unasked"
    assert storyboard("render", path, "-o", tmp_path, "--rebuy-unknown").status == 0
    assert len(hosts.jobs) == submits + 1
    assert "about $0.30" in storyboard("spend", path).out


def test_a_cap_holds_for_takes_and_renders(
    hosts: LocalHosts, storyboard: Cli, write: Write, tmp_path: Path
) -> None:
    path = story(write, "ab")
    done = storyboard("render", path, "-o", tmp_path, "--max-cost", "0.29")
    assert done.status == 4
    assert "about $0.30, and the cap is $0.29" in done.err
    done = storyboard("panel", path, "a", "--takes", "3", "--max-cost", "0.40")
    assert done.status == 4
    assert hosts.billed == 0


def test_what_a_host_cannot_do_is_said_before_anything_is_spent(
    hosts: LocalHosts, storyboard: Cli, write: Write
) -> None:
    path = write(
        "title: T\ngenerator: {backend: replicate}\nstyle: {negative: hats}\n"
        "characters: {mara: {reference: m.png}}\npanels:\n- {id: a, prompt: Mara walks}\n"
    )
    done = storyboard("render", path)
    assert done.status == 2
    assert "panel a:" in done.err
    assert "negative" in done.err
    assert hosts.billed == 0
    checked = storyboard("check", path)
    assert "negative" in checked.out
    assert checked.status == 2


def test_the_key_reaches_no_file_and_no_word(
    hosts: LocalHosts, storyboard: Cli, write: Write, tmp_path: Path, own_home: Path
) -> None:
    path = story(write, "ab")
    hosts.for_panel("b", "echo")
    done = storyboard("render", path, "-o", tmp_path / "out", "--to", "pdf,png")
    keys = [v for k, v in hosts.environ.items() if "URL" not in k]
    texts = [done.out.encode(), done.err.encode()]
    texts += [p.read_bytes() for p in own_home.rglob("*") if p.is_file()]
    texts += [p.read_bytes() for p in (tmp_path / "out").iterdir()]
    for key in keys:
        for part in (key, *key.split(":")):
            assert not any(part.encode() in text for text in texts)
