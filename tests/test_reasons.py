"""Why a panel would be drawn again: every field of its shot is named, and nothing else draws."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from storyboard import pipeline
from storyboard.generate.library import Library
from storyboard.generate.model import Picture
from storyboard.plan.model import Plan

Write = Callable[..., Path]

STORY = """title: T
generator: {backend: BACKEND, seed: 7, speed: turbo}
style: {look: clear line, negative: watermark, type: fiction, expand_prompt: false}
characters:
  mara: {reference: m.png, mask: k.png, description: yellow raincoat}
  tom: {reference: s.png, description: navy cap}
pages:
- layout: [[1, 1]]
  panels:
  - {id: pier, shot: wide, prompt: Mara runs on the pier, dialogue: [mara: Wait!]}
  - {id: deck, shot: wide, prompt: Tom on the ship, caption: Late.}
"""


@pytest.fixture
def pictures(tmp_path: Path) -> None:
    for name, colour in (("m", "navy"), ("n", "teal"), ("s", "olive")):
        Image.new("RGB", (64, 80), colour).save(tmp_path / f"{name}.png")
    Image.new("L", (64, 80), 255).save(tmp_path / "k.png")


def planned(story: Path) -> Plan:
    return pipeline.plan(pipeline.load(story))


def drawn(story: Path) -> None:
    """A take for every panel, without a host."""
    data = io.BytesIO()
    Image.new("RGB", (64, 64), "grey").save(data, "PNG")
    with Library(pipeline.home_of(story)) as library:
        made = pipeline.draft(pipeline.load(story), library)
        for shot in made.shots.values():
            picture = Picture(data.getvalue(), "image/png", shot.width, shot.height, ())
            library.add(shot, picture, shot.cost)


def reasons(write: Write, backend: str, old: str, new: str) -> dict[str, str]:
    """The panels that would be drawn again after an edit, and why."""
    text = STORY.replace("BACKEND", backend)
    story = write(text)
    drawn(story)
    assert planned(story).to_draw == 0
    assert old in text
    entries = planned(write(text.replace(old, new))).entries
    return {e.shot.panel: e.reason for e in entries if e.state != "ready"}


BOTH = {"pier", "deck"}


@pytest.mark.usefixtures("pictures")
@pytest.mark.parametrize(
    ("old", "new", "field", "panels"),
    [
        ("Mara runs", "Mara sleeps", "prompt", {"pier"}),
        ("shot: wide, prompt: Tom", "shot: close-up, prompt: Tom", "prompt", {"deck"}),
        ("clear line", "thick brush", "prompt", BOTH),
        ("navy cap", "red cap", "prompt", {"deck"}),
        ("negative: watermark", "negative: hands", "negative", BOTH),
        ("type: fiction", "type: realistic", "style", BOTH),
        ("expand_prompt: false", "expand_prompt: true", "expand_prompt", BOTH),
        ("seed: 7", "seed: 8", "seed", BOTH),
        ("speed: turbo", "speed: quality", "speed", BOTH),
        ("[[1, 1]]", "[[1], [1]]", "size", BOTH),
        ("reference: m.png", "reference: n.png", "reference", {"pier"}),
        ("mask: k.png, ", "", "mask", {"pier"}),
        ("look: clear line", "look: clear line, images: [s.png]", "style images", BOTH),
        ("type: fiction", "codes: [1A2B3C4D]", "style codes", BOTH),
        ("backend: modelrunner", "backend: fal", "backend", BOTH),
    ],
)
def test_a_host_is_asked_again_for_the_field_that_changed(
    write: Write, old: str, new: str, field: str, panels: set[str]
) -> None:
    found = reasons(write, "modelrunner", old, new)
    assert set(found) == panels
    assert all(field in reason and reason.endswith("changed") for reason in found.values()), found


@pytest.mark.usefixtures("pictures")
@pytest.mark.parametrize(
    ("old", "new", "field", "panels"),
    [
        ("Mara runs", "Mara sleeps", "prompt", {"pier"}),
        ("shot: wide, prompt: Tom", "shot: close-up, prompt: Tom", "shot", {"deck"}),
        ("clear line", "pencil roughs", "look", BOTH),
        ("seed: 7", "seed: 8", "seed", BOTH),
        ("[[1, 1]]", "[[1], [1]]", "size", BOTH),
        ("yellow raincoat", "green raincoat", "characters", {"pier"}),
        ("reference: m.png", "reference: n.png", "characters", {"pier"}),
    ],
)
def test_the_illustrator_draws_again_for_the_field_that_changed(
    write: Write, old: str, new: str, field: str, panels: set[str]
) -> None:
    found = reasons(write, "sketch", old, new)
    assert panels <= set(found)
    own = found["pier"] if "pier" in panels else found["deck"]
    assert field in own, found


@pytest.mark.usefixtures("pictures")
@pytest.mark.parametrize("backend", ["sketch", "modelrunner"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Wait!", "Wait for me!"),
        ("{id: pier,", "{id: pier, sfx: SPLASH, notes: pan left, duration: 3, alt: A pier,"),
        ("caption: Late.", "caption: {text: Late., at: top-right}"),
        ("title: T", "title: Other\nauthor: Nobody\nlanguage: en-GB\nlettering: {case: mixed}"),
        ("- layout: [[1, 1]]", "- layout: [[3, 3]]"),
    ],
    ids=["words", "notes", "place", "book", "layout"],
)
def test_lettering_and_layout_of_the_same_shape_draw_nothing(
    write: Write, backend: str, old: str, new: str
) -> None:
    assert reasons(write, backend, old, new) == {}


@pytest.mark.parametrize(
    ("new", "why"),
    [
        # Nobody speaks of him, and nobody looks like him.
        ("zed: {description: a tall robot of steel}", set()),
        # Spoken of on the pier, where he was nobody before.
        ("pier: {description: old man}", {"pier"}),
        ("ann: {description: woman}", set()),
    ],
)
def test_a_newcomer_redraws_only_where_the_picture_changes(
    write: Write, pictures: None, new: str, why: set[str]
) -> None:
    story = write(STORY.replace("BACKEND", "sketch"))
    drawn(story)
    story.write_text(story.read_text().replace("pages:", f"  {new}\npages:"))
    assert {e.shot.panel for e in planned(story).entries if e.state == "missing"} == why
