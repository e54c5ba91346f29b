"""Faces found in pictures that nobody described, and pages lettered and cropped by them."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from storyboard.generate.model import Face
from storyboard.layout import blazeface, faces
from storyboard.layout.blazeface import SIDE, answers
from storyboard.layout.faces import SURE, find_faces
from storyboard.sketch import draw
from storyboard.sketch.model import Actor, Box, Brief
from tests.conftest import Done

CAST = (
    Actor("mara", "Mara", "woman of thirty, short silver hair, yellow raincoat"),
    Actor("tom", "Tom", "tall man with round glasses and a brown coat"),
)
TWO = Brief("Mara and Tom talk in the kitchen", cast=CAST, shot="two-shot", seed=3)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Box, ...]]:
    """A drawn two-shot, as any picture of a person's own, and where its heads truly are."""
    drawing = draw(TWO)
    path = tmp_path_factory.mktemp("faces") / "two.png"
    drawing.image.save(path)
    return path, tuple(sorted(h.box for h in drawing.heads))


@pytest.fixture(scope="module")
def photograph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A photograph of an astronaut, her face small in a wide and otherwise empty frame."""
    from skimage import data

    wide = Image.new("RGB", (1300, 560), "#5a6a72")
    wide.paste(Image.fromarray(data.astronaut()), (700, 24))
    path = tmp_path_factory.mktemp("photograph") / "wide.png"
    wide.save(path)
    return path


def within(point: tuple[float, float], box: Box) -> bool:
    x, y, w, h = box
    return x < point[0] < x + w and y < point[1] < y + h


def touch(a: Sequence[float], b: Sequence[float]) -> bool:
    across = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    return min(across, min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])) > 0


def test_every_drawn_head_is_found_from_left_to_right(two: tuple[Path, tuple[Box, ...]]) -> None:
    path, heads = two
    found = find_faces(path, "two", people=2)
    assert len(found) == len(heads) == 2
    for face, head in zip(found, heads, strict=True):
        x, y, w, h = face.box
        assert not face.character
        assert within(face.mouth, head)
        assert within(face.mouth, (x, y + h / 2, w, h / 2))
        across = min(x + w, head[0] + head[2]) - max(x, head[0])
        down = min(y + h, head[1] + head[3]) - max(y, head[1])
        assert min(across, down) > 0
        assert across * down > 0.4 * head[2] * head[3]


def test_a_small_face_in_a_photograph_is_found_with_its_mouth(photograph: Path) -> None:
    (face,) = find_faces(photograph, "wide")
    x, y, w, h = (v * s for v, s in zip(face.box, (1300, 560, 1300, 560), strict=True))
    assert 860 < x < 890
    assert 50 < y < 110
    assert 100 < w < 140
    assert 120 < h < 170
    # Her mouth is at (922, 174), by eye.
    assert face.mouth[0] * 1300 == pytest.approx(922, abs=9)
    assert face.mouth[1] * 560 == pytest.approx(174, abs=9)


@pytest.mark.parametrize("name", ["coffee", "chelsea", "rocket"])
def test_nobody_is_seen_where_nobody_is(name: str, tmp_path: Path) -> None:
    from skimage import data

    path = tmp_path / "x.png"
    Image.fromarray(getattr(data, name)()).save(path)
    assert find_faces(path, name, people=0) == ()


def test_a_blank_a_sliver_and_a_broken_picture_have_no_faces(tmp_path: Path) -> None:
    Image.new("RGB", (700, 500), "white").save(tmp_path / "blank.png")
    Image.new("L", (9, 700), "white").save(tmp_path / "sliver.png")
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n and then nothing")
    for name in ("blank", "sliver", "broken", "absent"):
        assert find_faces(tmp_path / f"{name}.png", name, people=3) == ()


def test_one_square_answers_the_same_alone_and_among_others() -> None:
    noise = np.random.default_rng(5)
    squares = [noise.integers(0, 255, (SIDE, SIDE, 3), dtype=np.uint8) for _ in range(3)]
    squares[1][:] = np.asarray(draw(TWO).image.resize((SIDE, SIDE)))
    together = answers(squares, 0.3)
    for square, found in zip(squares, together, strict=True):
        (alone,) = answers([square], 0.3)
        assert len(alone) == len(found)
        for a, b in zip(alone, found, strict=True):
            assert a.score == pytest.approx(b.score, abs=1e-5)
            assert a.box == pytest.approx(b.box, abs=1e-5)
    assert answers([], 0.3) == []


def test_what_was_found_is_kept_and_a_spoilt_note_is_made_again(
    two: tuple[Path, tuple[Box, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _ = two
    first = find_faces(path, "abc", tmp_path, people=2)
    kept = tmp_path / "abc.faces.json"
    assert first
    assert [p.name for p in tmp_path.iterdir()] == [kept.name]
    with monkeypatch.context() as patch:
        patch.setattr(faces, "_searched", lambda _: pytest.fail("looked again"))
        assert find_faces(path, "abc", tmp_path, people=2) == first
    seen = kept.read_text()
    with monkeypatch.context() as patch:
        patch.setattr(faces, "_searched", lambda _: [(0.9, f) for f in first])
        for spoilt in ("", "[[1]]", '{"a": 2}', '[["x", [1, 2, 3, 4], [1, 2]]]', "[1]"):
            kept.write_text(spoilt)
            assert find_faces(path, "abc", tmp_path, people=2) == first
            assert len(json.loads(kept.read_text())) == len(json.loads(seen))


def test_a_doubtful_face_counts_only_while_people_are_missing(tmp_path: Path) -> None:
    rows = [(0.9, (0.6, 0.2, 0.1, 0.1), (0.65, 0.28)), (SURE - 0.1, (0.1, 0.2, 0.1, 0.1), (0, 0))]
    (tmp_path / "s.faces.json").write_text(json.dumps(rows))
    sure = Face("", (0.6, 0.2, 0.1, 0.1), (0.65, 0.28))
    for people in (0, 1):
        assert find_faces(Path("unread"), "s", tmp_path, people=people) == (sure,)
    assert len(find_faces(Path("unread"), "s", tmp_path, people=2)) == 2


def test_without_the_extra_nothing_is_found_and_nothing_said(
    two: tuple[Path, tuple[Box, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cv2", None)
    blazeface._network.cache_clear()
    assert find_faces(two[0], "abc", tmp_path, people=2) == ()
    assert not list(tmp_path.iterdir())


STORY = """
title: Found
page: {width: 4in, height: 4in, margin: 0.2in}
characters: {mara: {}, tom: {}}
pages:
  - layout: [[1]]
    panels:
      - image: two.png
        characters: [mara, tom]
        dialogue: [{mara: Is it far?}, {tom: "Not far, no."}]
  - layout: [[1, 3]]
    panels:
      - {image: wide.png, characters: [mara]}
      - {image: two.png, characters: [mara, tom], faces: {mara: [0.1, 0.1, 0.1, 0.1]}}
"""


def test_a_page_is_lettered_and_cropped_by_the_faces_that_were_found(
    two: tuple[Path, tuple[Box, ...]],
    photograph: Path,
    tmp_path: Path,
    storyboard: Callable[..., Done],
) -> None:
    (tmp_path / "two.png").write_bytes(two[0].read_bytes())
    (tmp_path / "wide.png").write_bytes(photograph.read_bytes())
    (tmp_path / "story.yaml").write_text(STORY)
    done = storyboard("layout", tmp_path / "story.yaml", "--json")
    assert done.status == 0, done.err
    told = json.loads(done.out)
    (talk,), (narrow, described) = (page["panels"] for page in told["pages"])
    assert len(talk["faces"]) == 2
    for letter, face in zip(talk["letters"], talk["faces"], strict=True):
        # Left to right, as they speak: each tail aims at its own speaker's mouth.
        assert within(tuple(letter["tail"]["target"]), tuple(face))
        for line in letter["lines"]:
            assert not any(touch(line["box"], other) for other in talk["faces"])
    # The picture is far wider than its panel: cut about its middle, the face were lost.
    (face,) = narrow["faces"]
    assert narrow["crop"] > 0.6
    assert face[2] > 100 * narrow["box"][3] / 560
    assert len(described["faces"]) == 1


def test_the_model_ships_with_its_licence() -> None:
    folder = Path(sys.modules["storyboard.layout"].__file__ or "").parent / "models"
    model = (folder / "blazeface.tflite").read_bytes()
    assert model[4:8] == b"TFL3"
    licence = (folder / "BlazeFace-LICENSE.txt").read_text()
    assert hashlib.sha256(model).hexdigest() in licence
    assert "Apache License" in licence
