"""The JSON Schema takes what is taken and refuses what a schema can refuse; the first story."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from PIL import Image

from storyboard.errors import StoryError
from storyboard.story.load import load
from storyboard.story.model import Line, Part, Story
from storyboard.story.scaffold import scaffold
from storyboard.story.schema import schema
from storyboard.story.words import keys_of
from tests.test_story import BROKEN, FORMATS, FULL, LAYOUTS, plain, replaced

STORIES = Path(__file__).resolve().parent.parent / "stories"
CHECK = jsonschema.Draft202012Validator(schema())

# Broken in a way that no schema sees: across the story, on the disk, or as YAML.
BEYOND = {
    "blank-pages", "colours", "double-pages", "exclamation", "faces-in-pixels", "files-backend",
    "hash-cuts-value", "ids", "key-twice",
    "lead-without-reference", "merge-of-text", "no-picture", "no-reference", "paths",
    "profile-kind",
    "strip-spread", "unprintable", "who",
}  # fmt: skip


def typed(value: Any) -> Any:
    """What an editor makes of plain scalars (YAML 1.2's core schema); quotes are forgotten."""
    if isinstance(value, dict):
        return {k: typed(v) for k, v in value.items()}
    if isinstance(value, list):
        return [typed(v) for v in value]
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"[-+]?[0-9]+", value):
        return int(value)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", value):
        return float(value)
    return {"true": True, "false": False}.get(value.lower(), value)


def takes(tree: Any) -> bool:
    return bool(CHECK.is_valid(tree))


def test_schema_is_one() -> None:
    made = schema()
    jsonschema.Draft202012Validator.check_schema(made)
    assert made == schema()
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    json.dumps(made)


def _parts(made: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "Story", made
    yield from made["$defs"].items()


def test_every_field_is_described() -> None:
    made = schema()
    for name, part in _parts(made):
        assert part["additionalProperties"] is False
        for key, field in part["properties"].items():
            assert len(field.get("description", "")) > 5, (name, key)
            assert "title" not in field
    models = {c.__name__: c for c in Part.__subclasses__() if c is not Line}
    assert {n for n, _ in _parts(made)} == set(models)
    for name, part in _parts(made):
        assert list(part["properties"]) == list(keys_of(models[name]))


@pytest.mark.parametrize("path", sorted(STORIES.glob("*.yaml")), ids=lambda p: p.stem)
def test_shipped_stories(path: Path) -> None:
    if path.stem.endswith(".picks"):
        return
    tree = plain(path.read_text(encoding="utf-8"))
    assert [e.message for e in CHECK.iter_errors(tree)] == []
    assert [e.message for e in CHECK.iter_errors(typed(tree))] == []


def test_full_story() -> None:
    assert takes(plain(FULL))
    assert takes(typed(plain(FULL)))


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.yaml")), ids=lambda p: p.stem)
def test_broken_stories(path: Path) -> None:
    tree = plain(path.read_text(encoding="utf-8"))
    if tree is None or path.stem in BEYOND:
        return
    assert not takes(tree)
    assert not takes(typed(tree))


def test_whatever_loads_is_taken(tmp_path: Path) -> None:
    loaded = 0
    values = [
        None, "", "x", 7, -1, 0.5, True, [], {}, ["x"], {"mara": "x"}, {"text": "x"}, "0",
        "1A2B3C4D", [["x"]], "12mm", "sketch", {"text": "x", "at": "top"}, [[1, 1, 1]], "yes",
        "mara",
    ]  # fmt: skip
    path = tmp_path / "story.yaml"
    for seed in range(600):
        path.write_bytes(replaced(seed, random.Random(seed).choice(values)))
        try:
            load(path, LAYOUTS, FORMATS)
        except StoryError:
            continue
        loaded += 1
        tree = plain(path.read_text(encoding="utf-8"))
        for variant in (tree, typed(tree)):
            assert [e.message for e in CHECK.iter_errors(variant)] == [], path.read_text()
    assert loaded > 60


def test_names_are_offered() -> None:
    check = jsonschema.Draft202012Validator(schema(["a4"], ["splash"]))
    base = {"title": "x", "pages": [{"layout": "splash", "panels": [{"prompt": "a"}]}]}
    assert check.is_valid(base | {"page": "a4"})
    assert check.is_valid(base | {"page": {"width": "6in", "height": "9in"}})
    assert not check.is_valid(base | {"page": "a9"})
    base["pages"][0]["layout"] = "slpash"  # type: ignore[index]
    assert not check.is_valid(base)


def test_first_story_loads_and_teaches(tmp_path: Path) -> None:
    files = scaffold()
    assert list(files) == ["story.yaml", "story.schema.json"]
    text = files["story.yaml"]
    assert text.startswith("# yaml-language-server: $schema=story.schema.json\n")
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert json.loads(files["story.schema.json"]) == schema()
    found = load(tmp_path / "story.yaml", LAYOUTS, FORMATS)
    assert found.warnings == ()
    story = found.story
    panels = [p for page in story.pages for p in page.panels]
    assert story.generator.backend == "sketch"
    assert 4 <= len(panels) <= 5
    assert len(story.characters) == 2
    kinds = {line.kind for p in panels for line in p.dialogue}
    assert {"whisper", "shout", "thought", None} <= kinds
    assert any(p.sfx for p in panels)
    assert any(p.caption for p in panels)
    assert any('"' in p.prompt for p in panels)
    assert takes(plain(text))


def test_first_story_with_its_comments_taken_out(tmp_path: Path) -> None:
    text = scaffold()["story.yaml"]
    text = text.replace("  backend: sketch ", "  # sketch ")
    text = re.sub(r"# (?=(backend|speed|max_cost|reference):)", "", text)
    for name in ("mara.png", "otto.png"):
        Image.new("RGB", (8, 8)).save(tmp_path / name)
    (tmp_path / "story.yaml").write_text(text, encoding="utf-8")
    found = load(tmp_path / "story.yaml", LAYOUTS, FORMATS)
    generator = found.story.generator
    assert (generator.backend, generator.speed, generator.max_cost) == ("modelrunner", "turbo", 1.0)
    assert found.warnings == ()


def test_model_and_schema_are_one() -> None:
    """What the schema is made from is what loads: the model takes a plain tree, too."""
    assert Story.model_validate(plain(FULL)).pages[0].panels[0].dialogue[0].text == "No"
