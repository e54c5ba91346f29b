"""The lettering specimen: it shows all there is, and is found without fault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import storyboard
from storyboard.fonts import own_font
from storyboard.pipeline import page_templates
from storyboard.story.load import StoryFile
from storyboard.story.model import Panel
from storyboard.story.panels import numbered
from tests.specimen_fonts import SOURCES, SPECIMEN, characters


@pytest.fixture(scope="module")
def specimen() -> StoryFile:
    return storyboard.load(SPECIMEN)


def panels(specimen: StoryFile) -> Iterator[Panel]:
    return (panel for _, _, _, panel in numbered(specimen.story))


def test_it_has_every_template_kind_and_shape(specimen: StoryFile) -> None:
    pages = specimen.story.pages
    layouts = [p.layout for p in pages if isinstance(p.layout, str)]
    assert sorted(layouts) == sorted(page_templates())
    assert any(p.spread for p in pages)
    assert any(p.slant for p in pages)
    assert any(p.tilt for p in pages)
    assert any(p.layout is None for p in pages)
    kinds = {line.kind for panel in panels(specimen) for line in panel.dialogue}
    voices = {c.voice.balloon for c in specimen.story.characters.values()}
    assert kinds | voices >= {"speech", "thought", "shout", "whisper", "radio"}
    captions = {text.kind for panel in panels(specimen) for text in panel.caption}
    assert captions == {"place", "monologue", "spoken", "editorial"}
    assert {p.shape for p in panels(specimen)} == {"box", "round", "oval"}
    assert any(p.sfx for p in panels(specimen))
    assert any(p.inset for p in panels(specimen))
    assert any(p.borderless for p in panels(specimen))
    tails = {line.tail for p in panels(specimen) for line in p.dialogue}
    assert tails >= {None, "left", "right", "none"}


def test_check_finds_no_fault_that_a_picture_cannot_mend(specimen: StoryFile) -> None:
    # Before anything is drawn nobody knows where the heads are: tails and order are guesses.
    found = {d.code for d in storyboard.check(specimen)}
    assert found <= {"tail-blocked", "order-unclear"}


@pytest.mark.heavy
def test_it_renders_without_a_warning(specimen: StoryFile, tmp_path: Path) -> None:
    result = storyboard.render(specimen, tmp_path, ("pdf",))
    assert result.failures == {}
    assert [str(w) for w in result.warnings] == []


def test_its_fonts_are_small_and_hold_what_it_letters(specimen: StoryFile) -> None:
    from fontTools.ttLib import TTFont

    fonts = specimen.story.fonts
    assert set(fonts) == set(SOURCES)
    for name, wanted in characters().items():
        path: Path = own_font(fonts[name], SPECIMEN.parent).path
        assert path.stat().st_size < 20_000
        held = set(TTFont(path).getBestCmap())
        assert {c for c in wanted if chr(c).isalpha()} <= held, name
        licence = path.with_name(f"{path.stem}-OFL.txt").read_text("utf-8")
        assert "SIL OPEN FONT LICENSE" in licence.upper()
