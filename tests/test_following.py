"""Picks and takes stay with their panel when pages come and go, and when pages change size."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storyboard.picks import read_picks
from tests.conftest import Done

Cli = Callable[..., Done]
Write = Callable[..., Path]

STORY = """title: Moved
page: mini
characters:
  mara: {description: "woman of thirty, short silver hair, yellow raincoat"}
  tom: {description: "old man, navy cap"}
pages:
  - panels:
      - {prompt: Mara on a pier}
  - panels:
      - {prompt: Mara runs in a street, scene: true}
      - {prompt: Tom waves from a bridge}
  - panels:
      - {prompt: Mara sits in a cafe, scene: true}
      - {prompt: Tom sleeps in a bed}
"""
AFTER_ONE = STORY.replace(
    "  - panels:\n      - {prompt: Mara runs",
    "  - panels:\n      - {prompt: a lighthouse at night}\n  - panels:\n      - {prompt: Mara runs",
)


def plan(storyboard: Cli, story: Path) -> dict[str, dict[str, Any]]:
    return {p["id"]: p for p in json.loads(storyboard("plan", story, "--json").out)["panels"]}


@pytest.fixture
def drawn(storyboard: Cli, write: Write, tmp_path: Path) -> Path:
    """A rendered story with a pick, a pick of other words, and a take that is kept."""
    story = write(STORY)
    storyboard("render", story, "-o", tmp_path)
    storyboard("panel", story, "p2.2", "--takes", 2)
    storyboard("pick", story, "p2.2", 2)
    storyboard("panel", story, "p3.1", "--prompt", "Mara stands in a cafe", "--pick")
    storyboard("panel", story, "p3.2")
    assert storyboard("pick", story, "p3.2", 2, "--keep").status == 0
    return story


def pictures(storyboard: Cli, story: Path) -> list[str]:
    """The pictures in use, panel by panel, whatever the panels are called."""
    rows = json.loads(storyboard("takes", story, "--json").out)["takes"]
    return [row["sha256"] for row in rows if row["used"]]


def test_picks_and_takes_follow_their_panel_when_a_page_comes_before_it(
    storyboard: Cli, write: Write, tmp_path: Path, drawn: Path
) -> None:
    before = pictures(storyboard, drawn)
    picks = read_picks(drawn)
    write(AFTER_ONE)
    now = plan(storyboard, drawn)
    assert {id: (p["state"], p["reason"]) for id, p in now.items()} == {
        "p1.1": ("ready", "take 1"),
        "p2.1": ("missing", "never drawn"),
        "p3.1": ("ready", "take 1 of p2.1"),
        "p3.2": ("ready", "take 2 of p2.2, picked"),
        "p4.1": ("ready", "take 2 of p3.1, picked"),
        "p4.2": ("ready", "take 2 of p3.2, kept"),
    }
    assert read_picks(drawn) == picks, "a plan writes nothing"
    done = storyboard("render", drawn, "-o", tmp_path)
    assert "1 of 6 panels to draw" in done.err
    for was, is_now in (("p2.2", "p3.2"), ("p3.1", "p4.1"), ("p3.2", "p4.2")):
        assert f"the pick of {was} is {is_now}'s now" in done.err
    assert "is not used" not in done.err
    assert "is p" not in storyboard("check", drawn).out, "it is said once"
    after = pictures(storyboard, drawn)
    assert [after[0], *after[2:]] == before
    listed = json.loads(storyboard("takes", drawn, "p3.2", "--json").out)["takes"]
    assert [(t["seed"], t["used"]) for t in listed] == [(1, False), (2, True), (3, False)]
    words = json.loads(storyboard("takes", drawn, "p4.1", "--json").out)["takes"]
    assert len(words) == 2, "takes from other words come along"
    write(STORY)
    assert "is not used" not in storyboard("render", drawn, "-o", tmp_path).err
    assert pictures(storyboard, drawn) == before


def test_another_size_draws_a_picked_take_again_from_its_own_words_and_seed(
    storyboard: Cli, write: Write, tmp_path: Path, drawn: Path
) -> None:
    write(STORY.replace("page: mini", "page: manga-tankobon\nreading: ltr"))
    now = plan(storyboard, drawn)
    assert now["p2.2"]["reason"] == "drawn again from take 2, picked; size changed"
    assert (now["p2.2"]["seed"], now["p3.1"]["seed"]) == (2, 2)
    assert "stands in a cafe" in now["p3.1"]["prompt"]
    assert now["p3.2"]["reason"] == "take 2, kept"
    done = storyboard("render", drawn, "-o", tmp_path)
    assert "is not used" not in done.err
    again = plan(storyboard, drawn)["p2.2"]
    assert (again["state"], again["reason"]) == ("ready", "take 4, drawn again from take 2, picked")


def test_everything_that_is_passed_over_is_kept_at_once_and_never_on_another_panel(
    storyboard: Cli, write: Write, drawn: Path
) -> None:
    names = ("p1.1", "p2.1", "p2.2", "p3.1", "p3.2")
    before = dict(zip(names, pictures(storyboard, drawn), strict=True))
    write(AFTER_ONE.replace("page:", "style: {look: black and white ink}\npage:", 1))
    said = storyboard("check", drawn).out
    assert "the pick of p3.2 is p4.2's now" in said, "a kept take goes with its panel"
    assert "earlier version of panel 'p3.2', is not used; the panel was called p2.2 then" in said
    assert f"storyboard pick {drawn} p3.2 --keep" in said
    assert f"storyboard pick {drawn} --keep" in said
    reasons = {id: p["reason"] for id, p in plan(storyboard, drawn).items()}
    assert (reasons["p2.1"], reasons["p3.1"]) == ("never drawn", "look changed")
    kept = storyboard("pick", drawn, "--keep")
    assert [line.split()[1] for line in kept.out.splitlines()] == ["p3.2", "p4.1"]
    now = plan(storyboard, drawn)
    assert [id for id, p in now.items() if p["reason"].endswith("kept")] == ["p3.2", "p4.1", "p4.2"]
    shown = json.loads(storyboard("takes", drawn, "--json").out)["takes"]
    used = {t["panel"]: t["sha256"] for t in shown if t["used"]}
    assert used["p3.2"] == before["p2.2"]
    assert used["p4.1"] == before["p3.1"]
    assert used["p4.2"] == before["p3.2"]
    nothing = storyboard("pick", drawn, "--keep")
    assert (nothing.status, "no picked take that is passed over" in nothing.err) == (2, True)
    assert storyboard("undo", drawn, "p4.1").status == 0
    assert "which take" in storyboard("pick", drawn, "p4.1").err


def test_a_reason_is_true(storyboard: Cli, write: Write, tmp_path: Path) -> None:
    story = write(STORY)
    storyboard("render", story, "-o", tmp_path)
    takes = json.loads(storyboard("takes", story, "p2.1", "--json").out)["takes"]
    Path(takes[0]["path"]).unlink()
    assert plan(storyboard, story)["p2.1"]["reason"] == "its picture file is gone"
    # Without its scene's beginning a panel takes over what was before: that is said.
    write(STORY.replace("Mara sits in a cafe, scene: true", "Mara sits, scene: true"))
    now = plan(storyboard, story)
    assert now["p3.1"]["reason"] == "prompt changed"
    assert "gone" not in now["p3.2"]["reason"]
