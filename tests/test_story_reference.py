"""``stories/README.md``: every snippet loads, and nothing of the format is left out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from PIL import Image

from storyboard.pipeline import page_templates
from storyboard.plan.formats import FORMATS
from storyboard.story import model
from storyboard.story.load import load
from storyboard.story.reader import MAX_BYTES, MAX_NODES
from storyboard.story.words import keys_of

TEXT = (Path(__file__).resolve().parent.parent / "stories" / "README.md").read_text("utf-8")
SNIPPETS = re.findall(r"^```yaml\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
CAST = "characters:\n  mara: {reference: refs/mara.png}\n  ferryman:\n"


def whole(snippet: str) -> str:
    """A story round a fragment: a story's keys stand beside its own, a panel's in a panel."""
    tree: dict[str, Any] = yaml.load(snippet, yaml.CSafeLoader)
    if "title" in tree:
        return snippet
    if set(tree) <= set(model.Story.model_fields):
        rest = "" if {"pages", "panels"} & set(tree) else "panels:\n  - prompt: a pier\n"
        return f"title: x\n{'' if 'characters' in tree else CAST}{snippet}{rest}"
    inner = "".join(f"    {line}\n" for line in snippet.splitlines())
    return f"title: x\n{CAST}panels:\n  -\n{inner}"


@pytest.mark.parametrize("snippet", SNIPPETS, ids=range(len(SNIPPETS)))
def test_snippet_loads(snippet: str, tmp_path: Path) -> None:
    for name in ("refs/mara.png", "refs/mara-mask.png", "art/pier.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        Image.new("RGB", (8, 8)).save(tmp_path / name)
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts/Loud.ttf").write_bytes(b"\0\1\0\0" + bytes(8))
    (tmp_path / "fonts/Collection.ttc").write_bytes(b"ttcf\0\1\0\0\0\0\0\2")
    path = tmp_path / "story.yaml"
    path.write_text(whole(snippet), encoding="utf-8")
    layouts = {name: t.tiers for name, t in page_templates().items()}
    found = load(path, layouts, FORMATS)
    assert found.warnings == ()


def test_traps_stay_what_they_are() -> None:
    (snippet,) = (s for s in SNIPPETS if "mara: No" in s)
    assert 'ferryman: "Wait: it\'s 23:40."' in snippet


def test_nothing_is_left_out() -> None:
    assert len(SNIPPETS) >= 12
    named = set(re.findall(r"[\w-]+", " ".join(re.findall(r"`+([^`\n]+)`+", TEXT))))
    named |= set(re.findall(r"[\w-]+", " ".join(SNIPPETS)))
    for part in model.Part.__subclasses__():
        for field in keys_of(part):
            if field != "speaker":  # a balloon goes by it
                assert field in named, f"{part.__name__}.{field}"
    for choices in (model.Speed, model.StyleType, model.Backend, model.Reading, model.Voice,
                    model.Place, model.Aim, model.CaptionKind, model.Case, model.Shape,
                    model.Side):  # fmt: skip
        assert set(get_args(choices)) <= named
    assert all(f"`{age}`" in TEXT for age in get_args(model.AgeRating))
    assert set(FORMATS) <= named
    assert set(page_templates()) <= named
    assert str(model.MAX_SEED) in TEXT
    assert f"{MAX_BYTES // 1_000_000} MB and {MAX_NODES:,} values" in TEXT
