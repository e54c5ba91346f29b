"""Figures of every kind: animals, robots, patterns, nuances of expression, and the looks."""

from __future__ import annotations

from itertools import combinations
from random import Random

import numpy as np
import pytest

from storyboard.sketch import draw
from storyboard.sketch.beast_table import BEASTS, KIND_OF, kind_of
from storyboard.sketch.curve import Bowed
from storyboard.sketch.design import _PEOPLE_WORDS, Design, design_cast
from storyboard.sketch.figure import Place, head_centre, joints_of
from storyboard.sketch.framing import camera_for
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
from storyboard.sketch.placing import placed
from storyboard.sketch.pose import Build, solve
from storyboard.sketch.stage import compose
from storyboard.sketch.stances import STANCES
from storyboard.sketch.strays import strays

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


def test_a_character_is_known_again_by_colour_in_other_poses_places_and_light():
    random = Random(5)
    people = ("", "a woman", "a man", "a girl of nine", "an old man", "a tall woman in a coat")
    found = 0
    for story in range(4):
        cast = tuple(Actor(f"p{i}", f"N{story}{i}", random.choice(people)) for i in range(5))

        def seen(actor: Actor, seed: int, staging: Staging, cast=cast) -> np.ndarray:
            others = tuple(a for a in cast if a is not actor)
            drawing = compose(Brief("", (actor,), "", others, 120, 150, seed), staging)
            pixels = np.asarray(drawing.image).astype(float)
            x, y, w, h = drawing.heads[0].box
            middle, top, wide, high = (x + w / 2) * 120, y * 150, w * 120, h * 150
            parts = []
            # Hair, face and chest, each by its middle colour.
            for low, deep, half in ((0.03, 0.25, 0.3), (0.45, 0.8, 0.22), (1.25, 2.1, 0.5)):
                rows = slice(max(int(top + low * high), 0), int(top + deep * high))
                columns = slice(max(int(middle - half * wide), 0), int(middle + half * wide))
                parts.append(np.median(pixels[rows, columns].reshape(-1, 3), axis=0))
            return np.concatenate(parts)

        known = {
            a.id: seen(a, 1, Staging("medium", setting="neutral", figures=(Figure(a.id),)))
            for a in cast
        }
        for k, actor in enumerate(cast):
            place, time = (("cafe", "day"), ("street", "dusk"), ("rooftop", "night"))[k % 3]
            figures = (Figure(actor.id, "fear", "wave"),)
            staging = Staging("medium", "eye", place, time, figures=figures)
            now = seen(actor, 7 + k, staging)
            found += min(known, key=lambda i: float(np.abs(known[i] - now).sum())) == actor.id
    assert found >= 18


def test_a_torso_bends_between_shoulders_and_hips_and_its_foot_tilts():
    torso = Bowed(bow=0.1, tilt=0.2, high=1.5)
    points = torso([(0.0, 1.5), (0.0, 0.75), (0.0, 0.0), (0.4, 0.0), (-0.4, 0.0)])
    assert points[0] == pytest.approx((0.0, 1.5))
    assert points[1] == pytest.approx((0.1, 0.75))
    assert points[2] == pytest.approx((0.0, 0.0))
    assert points[3][1] == pytest.approx(0.08)
    assert points[4][1] == pytest.approx(-0.08)


def test_who_stands_at_ease_carries_hips_against_shoulders_and_bends_one_knee():
    for stance in STANCES["stand"]:
        assert stance.slope * (stance.hip or 0.0) > 0
        joints = solve(stance, Build())
        bends = []
        for hip, _, ankle in (joints.near_leg, joints.far_leg):
            straight = np.hypot(ankle[0] - hip[0], ankle[1] - hip[1]) / (2 * Build().leg)
            bends.append(straight)
        assert max(bends) > 0.998
        assert min(bends) < max(bends) - 0.0002


def test_both_hands_take_a_thing_at_its_sides():
    for thing, half in (("book", 0.42), ("box", 0.46), ("map", 0.58)):
        joints = joints_of(Figure("", pose="hold", holds=thing), Design(), Place(shot="medium"))
        left, right = joints.near[2][0], joints.far[2][0]
        assert 1.5 * half < right - left < 2.2 * half, thing
        assert joints.near[2][1] == pytest.approx(joints.far[2][1], abs=0.12)


def test_who_runs_with_another_runs_the_same_way_and_whole():
    cast = (Actor("a", "A", "a woman"), Actor("b", "B", "a man"))
    for seed in range(4):
        figures = (Figure("a", pose="run"), Figure("b", pose="run"))
        brief = Brief(f"x{seed}", cast, width=200, height=200, seed=seed)
        staging = Staging("full", setting="neutral", figures=figures)
        members = placed(brief, staging)
        assert len({m.place.facing for m in members}) == 1
        camera = camera_for(staging, members, 200, 200, False, False)
        for member in members:
            joints = joints_of(member.figure, member.design, member.place)
            for x, y in (*joints.near, *joints.far, *joints.near_leg, *joints.far_leg):
                scale, place = member.design.head, member.place
                px, _ = camera.point(place.x + place.facing * scale * x, scale * y, place.z)
                assert 0 <= px <= 200, seed


def test_who_lies_down_lies_in_a_bed_where_there_are_beds_and_sits_in_a_car():
    cast = (Actor("a", "A", "a woman"),)

    def staged(setting: str, pose: str):
        staging = Staging("full", setting=setting, figures=(Figure("a", "tired", pose),))
        return placed(Brief("", cast), staging)[0]

    def height(setting: str) -> float:
        member = staged(setting, "lie")
        return head_centre(member.figure, member.design, member.place)[1]

    assert height("bedroom") > height("field") + 0.4
    assert height("hospital") == pytest.approx(height("bedroom"))
    for pose in ("lie", "stand", "walk"):
        assert staged("car", pose).figure.pose == "sit"
    assert staged("car", "drive").figure.pose == "drive"
    for look in LOOKS:
        brief = Brief("", cast, width=200, height=160, look=look)
        staging = Staging("full", setting="bedroom", figures=(Figure("a", "tired", "lie"),))
        x, y, w, h = compose(brief, staging).heads[0].box
        assert 0 < x < x + w < 1
        assert 0 < y < y + h < 1


def test_over_the_shoulder_nobody_hides_the_face_that_is_looked_at():
    wide = ("a woman with an afro", "a man in a wide-brimmed hat", "a woman with long wavy hair")
    for words in wide:
        cast = (Actor("a", "A", words), Actor("b", "B", "a bald man"))
        figures = (Figure("a"), Figure("b", "joy"))
        brief = Brief("", cast, width=210, height=270)
        staging = Staging("medium-close-up", "over-the-shoulder", "neutral", figures=figures)
        front, subject = compose(brief, staging).heads
        left = subject.box[0] + 0.15 * subject.box[2]
        assert front.box[0] + front.box[2] < left + 0.04, words


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


@pytest.mark.parametrize(
    ("prompt", "closed"),
    [
        ("Mara sleeps beside Tom.", "mara"), ("Tom drives while Mara, worn out, sleeps.", "mara"),
        ("Mara sits beside a sleeping dog.", ""), ("Mara sits with Tom, who is asleep.", "tom"),
        ("Mara does not doze.", ""),
    ],
)  # fmt: skip
def test_who_sleeps_has_closed_eyes(prompt: str, closed: str):
    cast = (Actor("mara", "Mara"), Actor("tom", "Tom"))
    for actor in cast:
        mien = nuanced(Figure(actor.id, "neutral", "sit"), Brief(prompt, cast))
        assert (mien.open < 0.1) == (actor.id == closed)


def test_a_low_camera_lengthens_the_legs_and_a_high_one_the_head():
    cast = (Actor("a", "A", "a man"),)

    def drawn(angle: str) -> tuple[float, float]:
        staging = Staging("full", angle, "neutral", figures=(Figure("a"),))
        brief = Brief("", cast, width=300, height=400)
        camera = camera_for(staging, placed(brief, staging), 300, 400, False, False)
        (head,) = compose(brief, staging).heads
        feet = camera.point(0.0, 0.0, 0.0)[1] / 400
        return head.box[3] / (feet - head.box[1]), head.box[1]

    low, eye, high = (drawn(angle)[0] for angle in ("low", "eye", "high"))
    assert low < 0.95 * eye
    assert high > 1.08 * eye
    assert all(0 < drawn(angle)[1] < 0.5 for angle in ("low", "eye", "high"))


FOLDED = (
    "Mara, Tom and Vera in the kitchen.", "Wide: Mara, Tom and Vera walk down the street.",
    "Extreme close-up of Mara, terrified.", "Mara and Tom argue.", "Close-up of Tom.",
    "Mara, Tom, Vera and Bo toast.", "Vera in a crowd on the street.",
)  # fmt: skip


@pytest.mark.parametrize(("size", "fold"), [((300, 136), None), ((260, 200), 0.5), ((200, 200), 0)])
def test_nobody_stands_in_the_fold_of_a_double_page(size: tuple[int, int], fold: float | None):
    cast = [Actor(n.lower(), n) for n in ("Mara", "Tom", "Vera", "Bo")]
    hidden = 0
    for seed, prompt in enumerate(FOLDED):
        here = tuple(a for a in cast if a.name in prompt)
        brief = Brief(prompt, here, width=size[0], height=size[1], seed=seed, fold=fold)
        for head in draw(brief).heads:
            x, _, w, _ = head.box
            hidden += x < 0.53 and x + w > 0.47
            if fold != 0:
                assert -0.05 < x < x + w < 1.05, prompt
    assert (hidden == 0) == (fold != 0)


def test_over_the_shoulder_that_is_named_one_looks_at_the_other():
    cast = (Actor("a", "Ada", "a woman"), Actor("b", "Bo", "a bald man"))
    for front, seen in (("Ada", "Bo"), ("Bo", "Ada")):
        prompt = f"Over {front}'s shoulder we see {seen}."
        heads = draw(Brief(prompt, cast, width=210, height=270)).heads
        larger = max(heads, key=lambda h: h.box[3])
        assert larger.character == front[0].lower()
