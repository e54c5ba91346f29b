"""Figures of every kind: animals, robots, patterns, nuances of expression, and the looks."""

from __future__ import annotations

from itertools import combinations
from random import Random

import numpy as np
import pytest

from storyboard.sketch import draw
from storyboard.sketch.beast_table import BEASTS, KIND_OF, kind_of
from storyboard.sketch.design import _PEOPLE_WORDS, design_cast
from storyboard.sketch.model import (
    EXPRESSIONS,
    LOOKS,
    POSES,
    SHOTS,
    Actor,
    Brief,
    Figure,
    Staging,
)
from storyboard.sketch.nuance import louder, nuanced
from storyboard.sketch.placing import strays
from storyboard.sketch.stage import compose

PETS = {
    "dog": "a brown and white terrier with a red collar",
    "cat": "a ginger cat",
    "horse": "a grey mare",
    "bird": "a blue songbird",
    "robot": "a brass robot with green eyes",
}


def panel(
    description: str, *, size: tuple[int, int] = (150, 170), look: str = "colour", **slots: str
):
    shot = slots.pop("shot", "full")
    figure = Figure("x", **slots)
    brief = Brief("", (Actor("x", "X", description),), width=size[0], height=size[1], look=look)
    return compose(brief, Staging(shot, setting="neutral", figures=(figure,)))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("a scruffy dog", "dog"), ("Vera's old black cat", "cat"), ("the girl's pony", "horse"),
        ("a girl with a dog", ""), ("an old fisherman and his cat", ""), ("a dog walker", ""),
        ("a young bird-watcher", ""), ("a cat burglar in black", ""), ("a robot butler", "robot"),
        ("an android girl", "robot"), ("a raven, one eye white", "crow"), ("", ""),
        ("a man in a bear costume", ""), ("a tall woman, horse-faced", ""),
    ],
)  # fmt: skip
def test_a_description_tells_an_animal_from_the_people_who_keep_one(words, kind):
    assert kind_of(words, _PEOPLE_WORDS) == kind


def test_every_word_for_an_animal_has_a_build():
    assert set(KIND_OF.values()) <= set(BEASTS)
    for name, design in design_cast([Actor(w, w, f"a {w}") for w in BEASTS]).items():
        assert design.kind == name


@pytest.mark.parametrize("pet", sorted(PETS))
def test_animals_and_robots_take_poses_and_make_faces(pet):
    poses = ("stand", "walk", "run", "sit", "look-up")
    seen = {panel(PETS[pet], pose=p).image.tobytes() for p in poses}
    assert len(seen) >= (4 if pet == "bird" else 5)
    moods = {panel(PETS[pet], expression=e, shot="close-up").image.tobytes() for e in EXPRESSIONS}
    assert len(moods) >= 11
    for shot in SHOTS[:6]:
        head = panel(PETS[pet], shot=shot).heads[0]
        x, y, w, h = head.box
        assert 0.2 < x + w / 2 < 0.8, shot
        assert 0.1 < y + h / 2 < 0.75, shot
        assert 0.05 < max(w, h) < 1.7, shot


def test_a_coat_has_the_colour_that_is_told():
    cats = design_cast([Actor(c, c, f"a {c} cat") for c in ("black", "white", "ginger")])
    skins = [sum(cats[c].skin) for c in ("black", "ginger", "white")]
    assert skins == sorted(skins)
    dog = design_cast([Actor("d", "D", "a white dog with a blue collar")])["d"]
    assert dog.neckwear == "collar"
    assert dog.neck_colour[2] > dog.neck_colour[0]


def test_two_dogs_of_a_story_are_told_apart():
    a, b = design_cast([Actor("a", "Rex", "a dog"), Actor("b", "Spot", "a dog")]).values()
    assert a.skin != b.skin


def test_patterns_are_woven_into_what_is_worn():
    plain = np.asarray(panel("a man in a blue shirt", shot="medium").image).astype(int)
    for words in ("a striped blue shirt", "a checked blue shirt", "a spotted blue shirt"):
        other = np.asarray(panel(f"a man in {words}", shot="medium").image).astype(int)
        changed = (np.abs(other - plain).sum(axis=2) > 40).mean()
        assert 0.005 < changed < 0.4, words


def test_black_and_white_are_kept_in_ink():
    def mean(words: str) -> float:
        drawing = panel(f"a man in {words}", look="ink", shot="medium", size=(200, 240))
        pixels = np.asarray(drawing.image.convert("L")).astype(float)
        x, y, w, h = drawing.heads[0].box
        mid, low = int((x + w / 2) * 200), int((y + h * 1.7) * 240)
        return float(pixels[low : low + 30, mid - 30 : mid + 30].mean())

    black, red, white = (mean(f"a {c} sweater") for c in ("black", "red", "white"))
    assert black < 70
    assert white > 200
    assert black + 40 < red < white - 20


def test_ink_has_blacks_and_pencil_is_on_white_paper():
    mara = (Actor("m", "Mara", "a woman"),)
    brief = Brief("Mara waits on a rooftop at night", mara, width=240, height=300, look="ink")
    ink = np.asarray(draw(brief).image.convert("L"))
    assert (ink < 40).mean() > 0.12
    day = Brief("Mara reads in the kitchen", mara, width=240, height=300, look="pencil")
    pencil = np.asarray(draw(day).image.convert("L"))
    assert np.median(pencil) > 225
    assert (pencil < 90).mean() > 0.015


def test_a_quiet_joy_keeps_its_lips_closed_and_only_tears_are_tears():
    mara = Actor("m", "Mara Lund", "a woman")

    def of(prompt: str, mood: str):
        return nuanced(Figure("m", mood), Brief(prompt, (mara,)))

    assert of("Mara smiles.", "joy").gape == 0
    assert of("Mara laughs out loud.", "joy").gape > 0.1
    assert of("Tom laughs. Mara is content.", "joy").gape == 0
    assert "tear" not in of("Mara is downcast.", "sadness").marks
    assert "tear" in of("Mara, close to tears.", "sadness").marks
    assert louder(of("Mara smiles.", "joy"), 0.5).lift > of("Mara smiles.", "joy").lift


def test_what_is_held_stays_in_the_frame():
    for shot in ("medium-close-up", "medium", "medium-long"):
        bare = np.asarray(panel("a man in a red coat", pose="hold", shot=shot).image).astype(int)
        for thing in ("a green suitcase", "a lantern", "a cup", "a letter"):
            image = panel("a man in a red coat", pose="hold", shot=shot, holds=thing).image
            rows, columns = np.nonzero(
                np.abs(np.asarray(image).astype(int) - bare).sum(axis=2) > 60
            )
            assert len(rows) > 25, (shot, thing)
            assert rows.mean() < 0.93 * image.height, (shot, thing)
            assert columns.mean() < 0.97 * image.width, (shot, thing)


def test_an_animal_in_the_prompt_is_drawn_beside_the_figure():
    def drawn(prompt: str):
        brief = Brief(prompt, (Actor("m", "Mara", "a woman"),), width=240, height=200)
        return compose(brief, Staging("full", setting="field", figures=(Figure("m"),)))

    alone = drawn("Mara stands in the field.")
    with_dog = drawn("Mara stands in the field with a dog.")
    assert alone.image.tobytes() != with_dog.image.tobytes()
    assert len(with_dog.heads) == 1


def test_a_comparison_is_no_animal():
    def found(prompt: str) -> list[str]:
        return [m.design.kind for m in strays(Brief(prompt), Staging("full"), [])]

    assert found("Mara runs with her dog.") == ["dog"]
    assert found("A grey horse grazes.") == ["horse"]
    for words in ("She eats like a horse.", "as sick as a dog", 'A sign says "the dog".',
                  "the bear's cave", "a cat-eyed stranger"):  # fmt: skip
        assert found(words) == [], words


def test_nothing_fails_for_any_kind_in_any_pose_and_look():
    random = Random(4)
    kinds = sorted(BEASTS)
    for i, pose in enumerate(POSES):
        actors = tuple(Actor(f"a{k}", "", f"a {random.choice(kinds)}") for k in range(3))
        figures = tuple(
            Figure(a.id, random.choice(EXPRESSIONS), pose, random.choice(("", "lantern", "box")))
            for a in actors[: 1 + i % 3]
        )
        angle = ("low", "high", "over-the-shoulder")[i % 3]
        staging = Staging(random.choice(SHOTS), angle, "neutral", "night", "rain", figures)
        brief = Brief("", actors, width=56, height=64, look=LOOKS[i % 3], seed=i)
        assert compose(brief, staging).image.size == (56, 64)


def test_no_two_of_a_cast_wear_the_same():
    random = Random(11)
    people = ("", "a woman", "a man", "a girl", "a boy", "an old woman", "a tall man in a coat")
    for _ in range(20):
        cast = [Actor(f"{random.random()}", n, random.choice(people)) for n in "ABCDEF"]
        images = []
        for actor in cast:
            brief = Brief("", (actor,), others=tuple(cast), width=56, height=72)
            staging = Staging("medium", setting="neutral", figures=(Figure(actor.id),))
            small = compose(brief, staging).image
            counts = [np.histogram(c, 12, (0, 255))[0] for c in np.asarray(small).T]
            images.append(np.concatenate(counts) / small.width / small.height)
        for a, b in combinations(images, 2):
            assert np.abs(a - b).sum() > 0.12
