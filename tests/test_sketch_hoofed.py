"""Horses, cows and their like: joints that hold, hooves on the ground, lips on the grass."""

from __future__ import annotations

from math import dist

import numpy as np
import pytest

from storyboard.sketch import stage_of
from storyboard.sketch.design import design_cast
from storyboard.sketch.hoofed_pose import GAITS, limbs_of
from storyboard.sketch.hoofed_table import BUILDS
from storyboard.sketch.model import EXPRESSIONS, POSES, Actor, Brief, Figure, Staging
from storyboard.sketch.prop_table import prop_of
from storyboard.sketch.stage import compose

MARA = Actor("mara", "Mara", "a woman with a black bob")


@pytest.mark.parametrize("kind", sorted(BUILDS))
def test_legs_keep_their_length_and_their_ground(kind: str) -> None:
    build = BUILDS[kind]
    for pose in POSES:
        limbs = limbs_of(build, pose, "neutral")
        gait = GAITS.get(pose)
        for i, (root, joint, fetlock, coronet) in enumerate(limbs.legs):
            assert coronet[1] > 0
            if limbs.folded:
                continue
            upper, lower = (build.forearm, build.shank) if i < 2 else (build.gaskin, build.cannon)
            assert dist(root, joint) == pytest.approx(upper, abs=1e-6)
            assert dist(joint, fetlock) == pytest.approx(lower, abs=0.02)
            # Knees bend ahead of the leg's line, hocks behind it.
            bent = (fetlock[0] - root[0]) * (joint[1] - root[1]) - (fetlock[1] - root[1]) * (
                joint[0] - root[0]
            )
            assert bent >= -1e-6 if i < 2 else bent <= 1e-6
        if gait is None:
            # Whoever stands has all four hooves on the ground.
            assert max(leg[3][1] for leg in limbs.legs) < 0.12


@pytest.mark.parametrize("kind", sorted(BUILDS))
def test_a_head_stays_above_ground(kind: str) -> None:
    build = BUILDS[kind]
    for pose in POSES:
        for mood in EXPRESSIONS:
            limbs = limbs_of(build, pose, mood)
            lips = limbs.poll[1] + build.head * np.sin(limbs.face)
            assert -0.12 < lips < 2.6
    grazing, standing = (limbs_of(build, p, "neutral").poll[1] for p in ("crouch", "stand"))
    assert grazing < standing - 0.45 * build.neck


def test_a_horse_stands_taller_than_who_holds_it() -> None:
    """Beside people animals have their own size: ears over a head, a terrier at the knee."""
    cast = (MARA, Actor("s", "Storm", "a grey mare"), Actor("r", "Rex", "a brown terrier"))
    designs = design_cast(cast)
    assert 1.3 < designs["s"].height < 1.8 < designs["mara"].height + 0.3
    assert designs["r"].height < 0.45 * designs["s"].height
    staging = Staging("full", "eye", "field", figures=(Figure("mara"), Figure("s")))
    heads = {
        h.character: h.box
        for h in compose(Brief("", cast, "", (), 640, 480, seed=3), staging).heads
    }
    assert heads["s"][1] < heads["mara"][1]


@pytest.mark.parametrize(
    ("prompt", "thing"),
    [
        ("Mara plays the cello.", "cello"), ("Mara plays the violin.", "violin"),
        ("Mara plays the trumpet.", "trumpet"), ("Mara plays the drums.", "drum"),
        ("Mara plays the guitar.", "guitar"), ("Mara plays the accordion.", "accordion"),
    ],
)  # fmt: skip
def test_instruments_are_told_apart(prompt: str, thing: str) -> None:
    figure = stage_of(Brief(prompt, (MARA,))).figures[0]
    assert figure.holds == thing
    assert figure.pose in ("hold", "sit")
    prop = prop_of(thing)
    assert prop.kind == thing
    assert prop.played == (thing not in ("guitar", "accordion"))
