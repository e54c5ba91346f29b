"""Direction in force: what holds from panel to panel of a sketched story, and what it costs."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import storyboard
from storyboard.generate.briefs import brief
from storyboard.pipeline.drafting import retaken
from storyboard.plan.model import Kept, Shot
from storyboard.sketch import draw, sets_names, stage, stage_of
from storyboard.sketch.direction import continuity
from storyboard.sketch.model import Actor, Brief
from storyboard.sketch.variety import View

Write = Callable[[str], Path]

HEAD = """title: T
generator: {seed: 7}
characters:
  mara: {description: a woman with a black bob and a red jacket}
  tom: {description: a broad man with a red beard and a green coat}
pages:
- layout: ROW
  panels:
"""
SCENE = (
    "{id: a, prompt: 'Mara talks to Tom in a diner at night, in the rain. A booth.'}",
    "{id: b, prompt: 'Tom laughs at Mara.', seed: 99}",
    "{id: c, prompt: 'Mara is afraid.'}",
)


def shots(write: Write, *panels: str, head: str = HEAD) -> dict[str, Shot]:
    row = "[[" + ", ".join("1" for _ in panels) + "]]"
    path = write(head.replace("ROW", row) + "".join(f"  - {p}\n" for p in panels))
    Image.new("RGB", (64, 64), "red").save(path.parent / "m.png")
    return {e.shot.panel: e.shot for e in storyboard.plan(storyboard.load(path)).entries}


def test_a_scene_keeps_its_sides_its_place_and_its_light(write: Write) -> None:
    made = shots(write, *SCENE)
    stagings = [stage_of(brief(s)) for s in made.values()]
    assert [s.setting for s in stagings] == ["cafe"] * 3
    assert [s.time for s in stagings] == ["night"] * 3
    assert [s.weather for s in stagings] == ["rain"] * 3
    for name in "ab":
        at = {h.character: h.box[0] for h in draw(brief(made[name])).heads}
        assert at["mara"] < at["tom"]
    # Alone, Mara still stands left and looks to the right.
    (head,) = draw(brief(made["c"])).heads
    assert head.mouth[0] > head.box[0] + head.box[2] / 2
    alone = stage_of(brief(shots(write, SCENE[1])["b"]))
    assert (alone.setting, alone.time, alone.weather) == ("neutral", "day", "clear")


def test_the_same_cafe_is_the_same_and_another_is_another(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Seen from where the camera always stands: it moves with every take.
    monkeypatch.setattr(stage, "view_of", lambda *_: View())
    made = shots(
        write,
        "{id: a, prompt: 'A diner, empty.', characters: []}",
        "{id: b, prompt: 'Nobody.', seed: 99, characters: []}",
        "{id: c, prompt: 'Another diner, empty.', characters: []}",
    )
    again = retaken(made["a"], 1234, made["a"].speed)
    assert again.key != made["a"].key
    first, second, other, retake = (
        np.asarray(draw(brief(s)).image.resize((64, 64))).astype(int)
        for s in (*made.values(), again)
    )
    # The hand is another with every seed, by a hair.
    assert np.abs(first - second).mean() < 0.5
    assert np.abs(first - retake).mean() < 0.5
    assert np.abs(first - other).mean() > 8


@pytest.mark.parametrize(
    ("prompt", "shot"),
    [("Mara waits.", "medium"), ("Mara, close.", "close-up"), ("A diner, empty.", "wide")],
)
def test_no_take_is_like_another(prompt: str, shot: str) -> None:
    takes = [
        np.asarray(
            draw(Brief(prompt, CAST[:1], shot, width=300, height=380, seed=seed)).image
        ).astype(int)
        for seed in range(7, 12)
    ]
    apart = [np.abs(a - b).mean() for i, a in enumerate(takes) for b in takes[:i]]
    assert min(apart) > 2, apart


def test_moving_a_panel_leaves_the_others_keys(write: Write) -> None:
    fourth = "{id: d, prompt: 'Mara sits in the diner at night, in the rain.'}"
    before = shots(write, *SCENE, fourth)
    moved = shots(write, SCENE[0], SCENE[2], SCENE[1], fourth)
    assert {n: s.key for n, s in moved.items()} == {n: s.key for n, s in before.items()}
    dawn = shots(write, SCENE[0].replace("night", "dawn"), *SCENE[1:], fourth)
    assert {n for n in before if dawn[n].key != before[n].key} == {"a", "b", "c"}


def test_a_scene_that_the_story_begins_inherits_nothing(write: Write) -> None:
    made = shots(write, SCENE[0], SCENE[1].replace("}", ", scene: true}"), SCENE[2])
    assert [stage_of(brief(s)).setting for s in made.values()] == ["cafe", "neutral", "neutral"]
    assert replace(made["b"].kept, looks="") == Kept(place="7")


def test_what_a_host_is_sent_knows_no_scenes(write: Write) -> None:
    hosted = HEAD.replace("{seed: 7}", "{seed: 7, backend: modelrunner}")
    hosted = hosted.replace("mara: {", "mara: {reference: m.png, ")
    hosted = hosted.replace("tom: {", "tom: {reference: m.png, ")
    made = shots(write, *SCENE, head=hosted)
    assert all(s.kept == Kept() for s in made.values())
    alone = shots(write, SCENE[2], head=hosted)
    assert made["c"].parts.keys() == alone["c"].parts.keys()
    assert "scene" not in made["c"].parts
    assert made["c"].parts["prompt"] == alone["c"].parts["prompt"]


@pytest.mark.parametrize("size", [(300, 400), (400, 300), (600, 260)])
@pytest.mark.parametrize("shot", ["close-up", "medium", "full", "wide"])
def test_heads_leave_room_for_balloons_where_there_are_any(
    shot: str, size: tuple[int, int]
) -> None:
    for cast, words in ((CAST[:1], "Mara waits."), (CAST, "Mara and Tom wait.")):
        tops = {}
        for lettered in (False, True):
            told = Brief(words, cast=cast, width=size[0], height=size[1], shot=shot,
                         lettered=lettered)  # fmt: skip
            tops[lettered] = min(h.box[1] for h in draw(told).heads)
        assert tops[True] >= tops[False] + 0.02
        assert 0.12 < tops[True] < 0.45


@pytest.mark.parametrize("size", [(300, 400), (400, 300), (600, 260)])
def test_alone_in_a_wide_shot_one_stands_on_a_third_and_looks_across(size: tuple[int, int]) -> None:
    told = Brief("Mara waits.", cast=CAST[:1], width=size[0], height=size[1], shot="wide")
    (head,) = draw(told).heads
    middle = head.box[0] + head.box[2] / 2
    assert 0.29 < min(middle, 1 - middle) < 0.40
    # The empty side is the one she faces.
    assert (head.mouth[0] - middle) * (0.5 - middle) > 0


CAST = (Actor("mara", "Mara"), Actor("tom", "Tom"))


@pytest.mark.parametrize(
    ("prompts", "last"),
    [
        # A panel that tells its sides wins, and the scene goes on from it.
        (("Mara meets Tom in the street.", "Tom on the left, Mara on the right.",
          "Mara hugs Tom."), ("tom", "mara")),
        # Looking out at a place is not being there.
        (("Mara sits on the train.", "Mara gazes out toward the mountains."), "train"),
        (("Mara sits on the train.", "Mara climbs a mountain."), ""),
        (("Mara sits on the train.", "The screen goes black."), ""),
    ],
)  # fmt: skip
def test_the_panels_own_words_win(prompts: tuple[str, ...], last: object) -> None:
    scene = continuity([Brief(p, others=CAST) for p in prompts])[-1].scene
    assert last in (scene.left_to_right, scene.setting)


def test_places_belong_to_people() -> None:
    told = ("Tom's kitchen.", "Mara's kitchen.", "Tom waits in the kitchen.", "Tom's kitchen.")
    keys = [b.scene.key for b in continuity([Brief(p, others=CAST, seed=3) for p in told])]
    assert keys == ["3 tom", "3 mara", "3 mara", "3 tom"]


def test_every_word_that_furnishes_a_set_is_known_to_direction() -> None:
    asked = {
        word.value
        for path in Path(sets_names.__file__).parent.glob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "says"
        for word in call.args
        if isinstance(word, ast.Constant)
    }
    assert len(asked) > 100
    assert asked == sets_names.FURNISHINGS


def test_whoever_is_told_first_stands_where_the_reader_begins(write: Write) -> None:
    head = HEAD.replace("title: T\n", "title: T\nreading: rtl\n")
    told = (
        "{id: a, prompt: 'Mara talks to Tom in a diner.'}",
        "{id: b, prompt: 'Tom laughs at Mara.'}",
        "{id: c, prompt: 'A policeman listens to Mara.', characters: [mara]}",
        "{id: d, prompt: 'Mara on the left, Tom on the right of the frame.'}",
        "{id: e, prompt: 'The empty street.', scene: true}",
    )
    ltr, rtl = shots(write, *told), shots(write, *told, head=head)

    def order(shot: Shot) -> list[str]:
        heads = draw(brief(shot)).heads
        return [h.character for h in sorted(heads, key=lambda h: h.mouth[0])]

    assert [order(ltr[n]) for n in "abc"] == [["mara", "tom"]] * 2 + [["mara", ""]]
    assert [order(rtl[n]) for n in "abc"] == [["tom", "mara"]] * 2 + [["", "mara"]]
    assert order(rtl["d"]) == ["mara", "tom"]
    # What reads the same in both is the same picture.
    assert ltr["d"].key == rtl["d"].key
    assert ltr["e"].key == rtl["e"].key
    assert ltr["a"].key != rtl["a"].key
