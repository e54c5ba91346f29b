"""Model sheets, portraits, and what holds from panel to panel of a scene."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from storyboard.sketch import VERSION, draw, stage_of
from storyboard.sketch.cast import SHEET, model_sheet, portrait
from storyboard.sketch.design import design_cast
from storyboard.sketch.direction import continuity
from storyboard.sketch.model import LOOKS, Actor, Brief, Scene

MARA = Actor("mara", "Mara", "a woman of thirty with a black bob, red jacket and blue jeans")
TOM = Actor("tom", "Tom", "a broad man, short red beard, round glasses, green coat")
REX = Actor("rex", "Rex", "a brown dog")
CAST = (MARA, TOM)


def told(*prompts: str, **fields: object) -> tuple[Brief, ...]:
    base = Brief("", others=CAST, width=96, height=96, lettered=True)
    return tuple(replace(base, prompt=p, seed=i, **fields) for i, p in enumerate(prompts))


def test_a_model_sheet_shows_turns_moods_and_the_colours_worn():
    sheet = model_sheet(MARA, CAST, "colour", 1)
    assert sheet.size == SHEET
    assert sheet.mode == "RGB"
    pixels = np.asarray(sheet).astype(int)
    red = (pixels[..., 0] > 150) & (pixels[..., 1] < 80) & (pixels[..., 2] < 80)
    assert red.mean() > 0.02
    quarters = np.array_split(red[110:730], 4, axis=1)
    assert all(q.mean() > 0.01 for q in quarters)
    faces = np.array_split(pixels[740:1100], 6, axis=1)
    assert len({f.tobytes() for f in faces}) == 6
    assert model_sheet(MARA, CAST, "colour", 1).tobytes() == sheet.tobytes()


def test_animals_have_sheets_and_names_may_be_anything():
    for name in ("Rex", "", "☃" * 60):
        assert model_sheet(replace(REX, name=name), (), "ink", 1).size == SHEET


def test_a_portrait_is_the_character_alone_and_square():
    for look in LOOKS:
        assert portrait(TOM, CAST, look, 1, 96).size == (96, 96)
    mara, tom = (np.asarray(portrait(a, CAST, "colour", 1, 128)) for a in CAST)
    assert np.abs(mara.astype(int) - tom).mean() > 10
    edge = mara[:, :6].reshape(-1, 3)
    assert (edge == edge[0]).all()
    # About symmetric: seen from the front.
    head = mara[30:70, 40:88].astype(int)
    assert np.abs(head - head[:, ::-1]).mean() < 45
    assert portrait(REX, (), "colour", 1, 1).size == (16, 16)


def test_a_place_that_returns_is_the_same_place():
    panels = continuity(told(
        "Mara stands in the cafe.", "The street at night.", "Tom sits in the cafe.",
    ))  # fmt: skip
    first, street, last = (b.scene.key for b in panels)
    assert first == last != street


def test_what_a_prompt_leaves_open_is_kept_from_the_panel_before():
    panels = continuity(told(
        "Mara waits on a rooftop at night in the rain.", "Tom shouts.", "By day, Mara smiles.",
        "Years later. Tom walks in a forest.",
    ))  # fmt: skip
    stagings = [stage_of(b) for b in panels]
    assert [s.setting for s in stagings] == ["rooftop", "rooftop", "rooftop", "forest"]
    assert [s.time for s in stagings] == ["night", "night", "day", "day"]
    assert [s.weather for s in stagings] == ["rain", "rain", "clear", "clear"]
    assert stage_of(told("Tom shouts.")[0]).setting == "neutral"


def test_who_stands_left_stays_left():
    panels = continuity(told(
        "Mara talks to Tom in the kitchen.", "Tom laughs at Mara.", "Tom, alone, is angry.",
        "Mara is afraid.",
    ))  # fmt: skip
    for brief in panels[:2]:
        heads = {h.character: h.box[0] for h in draw(brief).heads}
        assert heads["mara"] < heads["tom"]
    # Alone in the frame they still face each other: Tom to the left, Mara to the right.
    tom, mara = (draw(b).heads[0] for b in panels[2:])
    assert tom.mouth[0] < tom.box[0] + tom.box[2] / 2
    assert mara.mouth[0] > mara.box[0] + mara.box[2] / 2


def test_a_scene_that_is_given_is_left_as_it_is():
    own = Scene("mine", "", "street", "dusk", "fog", ("tom", "mara"))
    panels = continuity(told("Mara talks to Tom.", scene=own))
    assert panels[0].scene == own
    drawing = draw(panels[0])
    assert drawing.staging.setting == "street"
    heads = {h.character: h.box[0] for h in drawing.heads}
    assert heads["tom"] < heads["mara"]


def test_the_same_briefs_give_the_same_scenes_and_none_give_none():
    briefs = told("Mara in the kitchen.", "Tom on the street.")
    assert continuity(briefs) == continuity(list(briefs))
    assert continuity([]) == ()
    assert VERSION.startswith("sketch-")


def test_signs_tell_where_they_stand():
    brief = Brief('A street. A sign says "OPEN".', width=200, height=150)
    boxes = draw(brief).signs
    assert len(boxes) == 1
    x, y, w, h = boxes[0]
    assert 0 <= x < x + w <= 1
    assert 0 <= y < y + h <= 1


def test_colours_of_a_reference_picture_are_worn_where_the_words_are_silent():
    palette = ((40, 90, 160), (146, 96, 66), (40, 34, 42), (230, 228, 222))
    seen = design_cast([Actor("a", "Ana", "a woman", palette)])["a"]
    assert seen.skin == (146, 96, 66)
    assert seen.hair == (40, 34, 42)
    assert seen.top_colour == (40, 90, 160)
    said = design_cast([Actor("a", "Ana", "a pale woman in a red coat, white hair", palette)])["a"]
    assert said.skin != seen.skin
    assert said.top_colour[0] > 180
