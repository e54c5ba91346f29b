"""Panels added, deleted and moved in a story's file: their lines, and what must agree with them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from storyboard.errors import UsageError
from storyboard.studio.desk import Desk
from storyboard.studio.order import added, carried_over, deleted, moved
from storyboard.studio.pictures import named_in, pictures_in
from storyboard.studio.shown import made_room
from tests.studio_serving import STORY, drawn

Write = Callable[..., Path]

PAGES = """\
title: T
pages:
  - layout: [[1], [1, 1]]   # three
    panels:
      # the opening
      - id: a    # first
        prompt: pier
        # of a

      - id: b
        prompt: >-
          folded
          text

      # about c
      - id: c
        dialogue: [{nell: x}]
  # page two
  - panels:
    - prompt: d
    -
      prompt: e
    # tail
# end
"""
ONE, TWO = ("pages", 0, "panels"), ("pages", 1, "panels")
A = "      # the opening\n      - id: a    # first\n        prompt: pier\n        # of a\n"
B = "      - id: b\n        prompt: >-\n          folded\n          text\n"
C = "      # about c\n      - id: c\n        dialogue: [{nell: x}]\n"
D, E = "    - prompt: d\n", "    -\n      prompt: e\n"


def test_a_panel_takes_its_lines_and_the_comments_above_it_along() -> None:
    head, rest = PAGES.partition(A)[0], PAGES.partition(C)[2]
    assert f"{head}{A}\n{B}\n{C}{rest}" == PAGES
    assert moved(PAGES, ONE, 2, 0) == f"{head}{C}\n{A}\n{B}{rest}"
    assert moved(PAGES, ONE, 0, 1) == f"{head}{B}\n{A}\n{C}{rest}"
    assert moved(PAGES, TWO, 1, 0) == PAGES.replace(D + E, E + D)
    out = C.replace("\n  ", "\n")[2:]
    assert carried_over(PAGES, ONE, 2, TWO, 0) == f"{head}{A}\n{B}{rest}".replace(D, out + D)
    back = carried_over(PAGES, TWO, 0, ONE, 3)
    assert back == PAGES.replace(D, "").replace(C, f"{C}\n  {D}")


def test_a_panel_goes_and_comes_with_its_own_lines_alone() -> None:
    assert deleted(PAGES, ONE, 1) == PAGES.replace(f"{B}\n", "")
    assert deleted(PAGES, TWO, 1) == PAGES.replace(E, "")
    new = "      - prompt: New\n"
    assert added(PAGES, ONE, 0, [("prompt", "New")]) == PAGES.replace(A, f"{A}\n{new}")
    assert added(PAGES, TWO, 1, [("prompt", "New")]) == PAGES.replace(E, f"{E}{new[2:]}")
    with pytest.raises(UsageError, match="only panel"):
        deleted("panels:\n- prompt: a\n", ("panels",), 0)


def test_flow_lists_line_ends_and_a_missing_last_newline_stay() -> None:
    flow = "panels: [{prompt: a}, {prompt: b},   # b\n  {prompt: 'c'}]"
    at = ("panels",)
    assert moved(flow, at, 2, 0) == "panels: [{prompt: 'c'}, {prompt: a},   # b\n  {prompt: b}]"
    assert deleted(flow, at, 0) == flow.replace("{prompt: a}, ", "")
    assert added(flow, at, 0, [("prompt", "n")]) == flow.replace("a},", "a}, {prompt: n},")
    bare = "panels:\r\n- prompt: a\r\n- prompt: b"
    assert added(bare, at, 1, [("prompt", "n")]) == f"{bare}\r\n- prompt: n"
    assert deleted(bare, at, 1) == "panels:\r\n- prompt: a\r\n"
    assert moved(bare, at, 1, 0) == "panels:\r\n- prompt: b\r\n- prompt: a"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_is_done_no_line_is_lost_and_undone_it_is_the_text_again(
    data: st.DataObject,
) -> None:
    count = data.draw(st.integers(2, 5))
    rows = ["panels:"]
    far = data.draw(st.sampled_from(["", "  "]))
    for i in range(count):
        rows += data.draw(st.sampled_from([[], [f"{far}# above {i}"]]))
        rows += data.draw(
            st.sampled_from(
                [
                    [f"{far}- {{prompt: p{i}}}"],
                    [f"{far}-   prompt: p{i}  # c", f"{far}    shot: wide"],
                    [f"{far}-", f"{far}  prompt: |", f"{far}    p{i}", f"{far}  # in"],
                ]
            )
        )
        rows += data.draw(st.sampled_from([[], [""], ["", ""]]))
    text = "\n".join(rows) + "\n"
    at, index, to = ("panels",), *(data.draw(st.integers(0, count - 1)) for _ in range(2))
    made = moved(text, at, index, to)
    assert sorted(made.splitlines()) == sorted(text.splitlines())
    assert moved(made, at, to, index) == text
    assert yaml.safe_load(made)["panels"][to] == yaml.safe_load(text)["panels"][index]
    assert deleted(added(text, at, index, [("prompt", "n")]), at, index + 1) == text


def desk(path: Path) -> Desk:
    made = Desk(path)
    made.refresh()
    return made


def test_the_layout_gains_and_loses_a_cell_and_one_undo_takes_all_back(write: Write) -> None:
    path = write(STORY)
    at = desk(path)
    made = at.arrange("boat", "add", 0, at.version)
    text = path.read_text()
    assert made.panel == "p1.3"
    assert "layout: [[1], [1, 1, 1]]" in text
    assert '        dialogue:\n          - tom: "Every night the same."\n' in text
    assert "      - prompt: A new panel\n      - id: rain\n" in text
    at.undo()
    assert path.read_text() == STORY
    for panel, cells in (("pier", "[[1, 1]]"), ("rain", "[[1], [1]]")):
        at.arrange(panel, "delete", 0, at.version)
        assert f"layout: {cells}" in path.read_text()
        assert panel not in [id for _, id in at.panels()]
        assert (at.undoable, at.undo().panel) == (f"deletion of {panel}", panel)
        assert path.read_text() == STORY
    # Over the page's end, the cells go along.
    at.arrange("rain", "move", 3, at.version)
    assert at.panels() == [(1, "pier"), (1, "boat"), (2, "rain"), (2, "dawn")]
    assert [p["layout"] for p in yaml.safe_load(path.read_text())["pages"]] == [
        [[1], [1]], [[1, 1]],
    ]  # fmt: skip
    at.arrange("rain", "move", -1, at.version)
    assert [id for _, id in at.panels()] == ["pier", "boat", "rain", "dawn"]
    assert path.read_text() == STORY
    with pytest.raises(UsageError, match="first panel"):
        at.arrange("pier", "move", -1, at.version)


def test_a_template_by_name_is_written_out_when_its_cells_change(write: Write) -> None:
    path = write(
        STORY.replace("[[1], [1, 1]]", "slash").replace(
            "      - id: rain", "      - id: two\n        prompt: x\n      - id: rain"
        )
    )
    at = desk(path)
    assert not at.broken, at.errors
    at.arrange("boat", "delete", 0, at.version)
    page = yaml.safe_load(path.read_text())["pages"][0]
    assert (page["layout"], page["slant"]) == ([[1], [1, 1]], [10, 10])


def test_takes_stay_with_the_panel_that_they_were_drawn_for(write: Write) -> None:
    text = "title: T\npanels:\n- prompt: a pier\n- prompt: a street\n- prompt: a room\n"
    path = write(text)
    drawn(path)
    at = desk(path)
    was = {p: [t.sha256 for t in at.takes(p)] for p in ("p1", "p2", "p3")}
    at.arrange("p1", "add", 0, at.version)
    assert [id for _, id in at.panels()] == ["p1", "new", "p2", "p3"]
    assert {p: [t.sha256 for t in at.takes(p)] for p in was} == was
    assert at.takes("new") == []
    assert "- id: p2\n  prompt: a street\n" in path.read_text()
    at.undo()
    assert path.read_text() == text
    # Without takes nobody needs a name.
    bare = write(text, "bare.yaml")
    at = desk(bare)
    at.arrange("p1", "add", 0, at.version)
    assert "id:" not in bare.read_text()


def test_the_pictures_of_the_folder_and_nothing_else(tmp_path: Path) -> None:
    root = tmp_path / "story"
    for name in ("art/a.png", "b.JPG", ".hidden/c.png", "out/d.png", "notes.txt", "../e.png"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    (root / "link.png").symlink_to(tmp_path / "e.png")
    assert pictures_in(root) == ["art/a.png", "b.JPG"]
    assert pictures_in(root, root / "art") == ["b.JPG"]
    text = "panels: [{image: x.png, prompt: y}]\nfonts: {f: f.ttf#1}\n"
    text += "characters: {m: {reference: ../z.png, mask: /etc/passwd}}\n"
    assert named_in(text, root) == [root / "f.ttf", root / "x.png"]


@pytest.mark.parametrize("prompt", ["        prompt: Mara in the rain\n", ""])
def test_a_picture_that_is_saved_later_is_noticed(write: Write, prompt: str) -> None:
    story = STORY.replace(
        "        prompt: Mara in the rain\n", f"{prompt}        image: art/rain.png\n"
    )
    path = write(story)
    at = desk(path)
    assert at.broken is (not prompt)
    assert at.refresh() is False
    art = path.parent / "art"
    art.mkdir()
    Image.new("RGB", (900, 900), "teal").save(art / "rain.png")
    assert at.refresh() is True
    assert not at.broken
    assert at.shown
    assert at.shown.draft.shots["rain"].image


def test_writers_of_two_panels_at_once_do_not_lose_one(write: Write) -> None:
    path = write(STORY)
    at = desk(path)
    version, said = at.version, []

    def add(panel: str) -> None:
        try:
            at.arrange(panel, "add", 0, version)
        except Exception as error:
            said.append(str(error))

    threads = [threading.Thread(target=add, args=(p,)) for p in ("pier", "rain")]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert said == ["the story was changed elsewhere meanwhile"]
    assert path.read_text().count("A new panel") == 1


def test_the_panels_whose_words_made_room_are_named(write: Write) -> None:
    at = desk(write(STORY))
    first = at.compose(1)
    assert made_room(first, first) == ()
    pier, boat, rain = first.sheet.panels
    moved_on = replace(boat.letters[0], outline=boat.letters[0].outline[1:])
    sheet = replace(first.sheet, panels=(pier, replace(boat, letters=(moved_on,)), rain))
    assert made_room(first, replace(first, sheet=sheet)) == ("boat",)
    at.change("boat", "dialogue.0.text", "Every night.", at.version)
    at.compose(1)
    # What was edited is not among them.
    assert "boat" not in at.moved(1)


def test_in_a_flat_story_places_are_counted_on_the_planners_pages(write: Write) -> None:
    rows = "".join(f"- prompt: a pier, view {i}\n  id: v{i}\n" for i in range(12))
    path = write(f"title: T\npanels:\n{rows}")
    at = desk(path)
    first = next(id for number, id in at.panels() if number == 2)
    index = int(first[1:])
    assert 0 < index < 11
    at.arrange(first, "move", 1, at.version)
    assert [id for _, id in at.panels()][index : index + 2] == [f"v{index + 1}", first]
    at.arrange(f"v{index + 1}", "move", -1, at.version)
    assert [id for _, id in at.panels()][index - 1] == f"v{index + 1}"
    with pytest.raises(UsageError, match="last panel"):
        at.arrange("v11", "move", 99, at.version)


def test_where_nothing_is_drawn_a_new_panel_starts_with_a_picture(write: Write) -> None:
    text = "title: T\ngenerator: {backend: files}\npanels: [{image: 'a b.png'}]\n"
    path = write(text)
    Image.new("RGB", (900, 900), "teal").save(path.parent / "a b.png")
    at = desk(path)
    at.arrange("p1", "add", 0, at.version)
    assert path.read_text() == text.replace("}]", "}, {image: 'a b.png'}]")
