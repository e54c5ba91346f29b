"""Pages as they are printed: one numbering, double pages as two, and pages left blank."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from storyboard.errors import StoryError, UsageError
from storyboard.pipeline import chosen_pages
from storyboard.pipeline.drafting import load
from tests.conftest import Done

Cli = Callable[..., Done]
Write = Callable[..., Path]

STORY = """title: Leaves
page: mini
pages:
  - panels: []
  - layout: splash
    spread: true
    panels: [{prompt: a pier}]
  - panels: [{prompt: a street}, {prompt: a cafe}]
  - panels: []
"""


def test_a_page_goes_by_its_printed_number_everywhere(
    storyboard: Cli, write: Write, tmp_path: Path
) -> None:
    story = write(STORY)
    told = json.loads(storyboard("plan", story, "--json").out)["panels"]
    assert [(p["id"], p["page"]) for p in told] == [("p2.1", 2), ("p4.1", 4), ("p4.2", 4)]
    rows = storyboard("layout", story).out.splitlines()
    assert [row.split()[:2] for row in rows[1:]] == [
        ["1", "blank"], ["2", "p2.1"], ["4", "p4.1"], ["4", "p4.2"], ["5", "blank"],
    ]  # fmt: skip
    for asked, written in (("3", ["02-03"]), ("2-4", ["02-03", "04"]), ("5", ["05"])):
        done = storyboard(
            "render", story, "--to", "png", "--pages", asked, "-o", tmp_path, "--dpi", 30
        )
        assert [Path(line).stem for line in done.out.splitlines()] == [
            f"story-{name}" for name in written
        ]
    assert "there is no page 6: the story has 5" in storyboard("render", story, "--pages", 6).err
    taken = storyboard("check", write(STORY.replace("{prompt: a pier}", "{id: p4.2, prompt: a}")))
    assert "the id 'p4.2' is the automatic one of the panel on line 8" in taken.out


def test_a_blank_page_is_a_page_of_the_book_and_none_of_a_strip(
    storyboard: Cli, write: Write, tmp_path: Path
) -> None:
    story = write(STORY)
    done = storyboard("render", story, "--to", "pdf,pdf-print,cbz", "-o", tmp_path, "--dpi", 30)
    assert done.status == 0, done.err
    assert len(pdfium.PdfDocument(tmp_path / "story.pdf")) == 4
    assert len(pdfium.PdfDocument(tmp_path / "story-print.pdf")) == 5
    strip = write(STORY.replace("page: mini", "page: webtoon").replace("    spread: true\n", ""))
    assert storyboard("render", strip, "-o", tmp_path).status == 0
    assert len(pdfium.PdfDocument(tmp_path / "story.pdf")) == 2
    with pytest.raises(StoryError, match="every page is blank"):
        load(write("title: T\npages: [{panels: []}, {panels: []}]\n"))


def test_either_number_of_a_double_page_names_it(write: Write) -> None:
    from storyboard import pipeline

    planned = pipeline.plan(load(write(STORY))).pages
    assert chosen_pages(None, planned) == [1, 2, 4, 5]
    assert [chosen_pages(asked, planned) for asked in ("2", "3", "1-3", "3-")] == [
        [2], [2], [1, 2], [2, 4, 5],
    ]  # fmt: skip
    with pytest.raises(UsageError, match="no list of pages"):
        chosen_pages("x", planned)
