"""The stories that ship are rendered, and their pages read back."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

import storyboard
from storyboard.story.panels import numbered
from tests.conftest import ROOT

STORIES = sorted(p for p in (ROOT / "stories").glob("*.yaml") if ".picks" not in p.name)


def letters_of(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("path", STORIES, ids=lambda p: p.stem)
def test_a_story_that_ships_renders_whole(path: Path, tmp_path: Path) -> None:
    story = storyboard.load(path)
    assert story.warnings == ()
    result = storyboard.render(story, tmp_path, ("pdf",))
    assert result.failures == {}
    assert [str(w) for w in result.warnings] == []
    assert result.cost == 0
    panels = numbered(story.story)
    assert len(result.drawn) == len(panels)
    book = pdfium.PdfDocument(tmp_path / f"{path.stem}.pdf")
    pages = [page.get_textpage().get_text_bounded() for page in book]
    text = letters_of("".join(pages))
    for _, _, id, panel in panels:
        for said in (*panel.caption, *panel.dialogue):
            assert letters_of(said.text) in text, f"{id}: {said.text}"
    book.close()
    with pikepdf.open(tmp_path / f"{path.stem}.pdf") as made:
        assert str(made.docinfo["/Title"]) == story.story.title
        assert made.Root.Lang == story.story.language
        for page in made.pages:
            assert [float(v) for v in page.mediabox] == [float(v) for v in page.trimbox]
            for font in page.obj.Resources.Font.values():
                descendant = font.DescendantFonts[0]
                assert "/FontFile2" in descendant.FontDescriptor


def test_there_is_an_adventure_a_joke_and_a_film() -> None:
    by_name = {p.stem: storyboard.load(p).story for p in STORIES}
    assert len(by_name) == 3
    adventure = by_name["ninety-days"]
    assert len(adventure.pages) == 6
    kinds = {line.kind for page in adventure.pages for p in page.panels for line in p.dialogue}
    assert {"thought", "shout", "whisper", "radio"} <= kinds
    assert by_name["notice-period"].panels
    assert by_name["great-expectations"].page == "sheet-16x9"
