"""The whole job with a real photograph as the reference, through a host on this machine."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from skimage import data

from tests.conftest import Done
from tests.hosts.modelrunner import ModelRunnerHost

STORY = """title: Splashdown
author: A. Writer
style: {look: "1970s European comic", type: fiction, negative: extra fingers}
generator: {backend: modelrunner, speed: turbo, seed: 4107, max_cost: 1.00}
characters:
  eileen: {name: Eileen, reference: refs/eileen.jpg, description: "astronaut, orange suit"}
  control: {name: Control, description: "unseen", voice: {balloon: radio}}
pages:
- layout: [[1], [1, 1]]
  panels:
  - id: sea
    shot: extreme wide
    prompt: Eileen floats in a capsule on the ocean; the hatch reads "PUSH"
    caption: The Pacific, 04:12.
    faces: {eileen: [0.45, 0.3, 0.1, 0.2]}
    dialogue:
    - eileen: I see the ship.
  - id: hatch
    prompt: Eileen opens the hatch
    characters: [eileen]
    dialogue:
    - control: Wait for the divers.
    - eileen: {text: I have waited nine days., as: thought}
  - id: sky
    prompt: Eileen looks at the sky
    speed: quality
    seed: 9
"""


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> object:
    with ModelRunnerHost() as running:
        for name, value in running.environ.items():
            monkeypatch.setenv(name, value)
        yield running


def test_a_photograph_becomes_a_comic(
    host: ModelRunnerHost, storyboard: Callable[..., Done], tmp_path: Path
) -> None:
    photo = io.BytesIO()
    Image.fromarray(data.astronaut()).save(photo, "JPEG", quality=92)
    (tmp_path / "refs").mkdir()
    (tmp_path / "refs" / "eileen.jpg").write_bytes(photo.getvalue())
    story = tmp_path / "splashdown.yaml"
    story.write_text(STORY)

    plan = json.loads(storyboard("plan", story, "--json").out)
    assert plan["cost"] == pytest.approx(0.10 + 0.10 + 0.20)
    done = storyboard("render", story, "-o", tmp_path / "out", "--to", "pdf,png")
    assert done.status == 0, done.err
    assert "3 pictures drawn, $0.40 spent" in done.err
    assert host.problems == []

    with pikepdf.open(tmp_path / "out" / "splashdown.pdf") as book:
        assert str(book.docinfo["/Title"]) == "Splashdown"
        pictures = list(book.pages[0].get_images().values())
        assert len(pictures) == 3
    with Image.open(tmp_path / "out" / "splashdown-01.png") as page:
        assert page.size == (994, 1538)

    bodies = {job.body["metadata"]["panel"]: job.body for job in host.jobs.values()}
    sea = bodies["sea"]
    assert '"PUSH"' in sea["prompt"]
    assert sea["seed"] == 4107
    assert sea["rendering_speed"] == "TURBO"
    assert sea["style"] == "FICTION"
    assert sea["negative_prompt"] == "extra fingers"
    assert sea["expand_prompt"] is False
    assert len(sea["reference_image_urls"]) == 1
    assert bodies["sky"]["seed"] == 9
    assert bodies["sky"]["rendering_speed"] == "QUALITY"
    uploaded = {hashlib.sha256(b).hexdigest() for b in host.stored.values()}
    assert uploaded == {hashlib.sha256(photo.getvalue()).hexdigest()}, "once, byte for byte"

    again = storyboard("render", story, "-o", tmp_path / "again")
    assert "nothing to draw" in again.err
    assert len(host.jobs) == 3, "the second render bought nothing"
    first = (tmp_path / "out" / "splashdown.pdf").read_bytes()
    assert (tmp_path / "again" / "splashdown.pdf").read_bytes() == first


def test_the_photograph_drafts_for_free(storyboard: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "refs").mkdir()
    Image.fromarray(data.astronaut()).save(tmp_path / "refs" / "eileen.jpg", quality=92)
    story = tmp_path / "splashdown.yaml"
    story.write_text(STORY)
    done = storyboard("render", story, "-o", tmp_path, "--backend", "sketch")
    assert done.status == 0, done.err
    assert "free" in done.err
