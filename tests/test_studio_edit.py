"""Edits of a story's file: the field that was meant, and not one other line."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import storyboard
from storyboard import pipeline
from storyboard.errors import UsageError
from storyboard.story.panels import numbered
from storyboard.studio.desk import Desk
from storyboard.studio.edit import edit, value_of
from storyboard.studio.splice import splice

STORIES = Path(__file__).resolve().parent.parent / "stories"

ODD = """\
# A story in a hand of its own.
title:   "Last Boat"     # kept
style: {look: 'ink,  heavy', codes: [01234567]}
characters:
    mara: {description:   yellow raincoat}   # two blanks too many
    tom:
        description: old man
panels:
-   id: pier    # the first
    prompt: Mara runs along a
        rain-slick pier
    # about the caption
    caption: Harbour, 23:39.   # a time
    dialogue:
    -   mara: no
    # between the two
    -   tom: {text: "on", as: whisper,   at: left}


- {id: sea, prompt: the sea, seed: 007}
-
  id: gull
  prompt: >-
    A gull looks
    down

  sfx: [KRAA, 'KRI']
  speed:   turbo
# the end
"""


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went and the lines that came."""
    rows = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return [r[2:] for r in rows if r[:2] == "- "], [r[2:] for r in rows if r[:2] == "+ "]


@pytest.mark.parametrize(
    ("panel", "field", "value", "went", "came"),
    [
        (0, "seed", 12, [], ["    seed: 12"]),
        (0, "caption.0.text", "Harbour.", ["    caption: Harbour, 23:39.   # a time"],
         ["    caption: Harbour.   # a time"]),
        (0, "dialogue.0.as", "shout", ["    -   mara: no"],
         ["    -   mara: {text: no, as: shout}"]),
        (0, "dialogue.1.at", [0.5, 0.25],
         ["    -   tom: {text: \"on\", as: whisper,   at: left}"],
         ["    -   tom: {text: \"on\", as: whisper,   at: [0.5, 0.25]}"]),
        (0, "dialogue.1.at", None, ["    -   tom: {text: \"on\", as: whisper,   at: left}"],
         ["    -   tom: {text: \"on\", as: whisper}"]),
        (0, "dialogue.0", None, ["    -   mara: no"], []),
        (0, "dialogue.+", {"speaker": "mara", "text": "Wait: you!"}, [],
         ["    - mara: 'Wait: you!'"]),
        (0, "prompt", "Mara walks", ["    prompt: Mara runs along a", "        rain-slick pier"],
         ["    prompt: Mara walks"]),
        (1, "prompt", "the sea, later", ["- {id: sea, prompt: the sea, seed: 007}"],
         ["- {id: sea, prompt: 'the sea, later', seed: 007}"]),
        (2, "speed", None, ["  speed:   turbo"], []),
        (2, "speed", "quality", ["  speed:   turbo"], ["  speed:   quality"]),
        (2, "sfx.1.at", "top", ["  sfx: [KRAA, 'KRI']"],
         ["  sfx: [KRAA, {text: 'KRI', at: top}]"]),
        (2, "prompt", "A gull looks up", ["    A gull looks", "    down"],
         ["    A gull looks up"]),
        (2, "caption.+", "Later.", [], ["  caption: Later."]),
    ],
)  # fmt: skip
def test_only_the_lines_of_the_field_change(
    panel: int, field: str, value: object, went: list[str], came: list[str]
) -> None:
    made = edit(ODD, ("panels", panel), field, value)  # type: ignore[arg-type]
    assert changed(ODD, made) == (went, came)


def test_line_ends_the_mark_of_bytes_and_a_missing_last_newline_stay() -> None:
    text = "\ufeff" + ODD.replace("\n", "\r\n").rstrip("\r\n")
    made = edit(text, ("panels", 2), "speed", "quality")
    assert made == text.replace("speed:   turbo", "speed:   quality")


def test_what_is_merged_from_elsewhere_stays_there() -> None:
    text = (
        "title: T\npanels:\n  - &night\n    shot: wide\n    prompt: the pier\n"
        "  - <<: *night\n    seed: 4\n"
    )
    made = edit(text, ("panels", 1), "shot", "close-up")
    assert changed(text, made) == ([], ["    shot: close-up"])
    assert yaml.safe_load(made)["panels"][1]["prompt"] == "the pier"
    made = edit(text, ("panels", 0), "prompt", "the quay")
    assert changed(text, made) == (["    prompt: the pier"], ["    prompt: the quay"])


def test_a_long_text_is_folded_and_read_back_whole() -> None:
    words = " ".join(f"word{i}, and" for i in range(60))
    made = edit(ODD, ("panels", 0), "prompt", words)
    assert yaml.safe_load(made)["panels"][0]["prompt"] == words
    assert max(len(line) for line in made.splitlines()) <= 100


def test_what_the_studio_does_not_write_is_refused() -> None:
    for field in (
        "layout",
        "faces",
        "faces.a.b",
        "id",
        "dialogue.0.font",
        "__class__",
        "dialogue.x.text",
        "prompt.0",
    ):
        with pytest.raises(UsageError):
            edit(ODD, ("panels", 0), field, "x")
    with pytest.raises(UsageError, match="no such dialogue"):
        edit(ODD, ("panels", 0), "dialogue.7.text", "x")


@pytest.mark.parametrize("path", sorted(STORIES.glob("*.yaml")), ids=lambda p: p.stem)
def test_an_edit_and_its_reverse_leave_the_shipped_stories_as_they_were(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for page, index, _, panel in numbered(pipeline.load(path).story)[:8]:
        where = ("panels", index) if page is None else ("pages", page, "panels", index)
        if panel.seed is None:
            made = edit(text, where, "seed", 5)
            assert changed(text, made)[0] == []
            assert edit(made, where, "seed", None) == text
        for i, line in enumerate(panel.dialogue):
            made = edit(text, where, f"dialogue.{i}.text", line.text)
            assert made == text
            made = edit(text, where, f"dialogue.{i}.at", [0.5, 0.5])
            assert len(changed(text, made)[1]) == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(
        st.characters(
            blacklist_categories=["Cs", "Cc", "Cn", "Co"],
            blacklist_characters="\u2028\u2029\x85\ufeff",
        ),
        min_size=1,
        max_size=120,
    ).filter(lambda t: t.strip() == t and "\xa0" not in t)
)
def test_any_words_are_read_back_as_they_were_typed(words: str) -> None:
    for field in ("prompt", "dialogue.0.text", "dialogue.1.text", "sfx.1.text"):
        panel = 2 if field[0] == "s" else 0
        made = edit(ODD, ("panels", panel), field, words)
        node = yaml.compose(made).value[-1][1].value[panel]  # type: ignore[union-attr]
        assert words in _texts(node)


FLOW = """\
title: T
characters: {nell: {}, gus: {}}
panels:
- prompt: a lamp   # hers
  dialogue: [{nell: There!}, {gus: I see it.}]   # both
- {prompt: 'the sea' , sfx: [KRAA,  {text: KRI}],
   dialogue: [ nell: 'No.', gus: {text: So, as: shout} ]}
- prompt: a door
  dialogue: [
    {nell: Who?},   # loud
    {gus: Me.},
  ]
"""


@pytest.mark.parametrize(
    ("panel", "field", "value", "was", "now"),
    [
        (0, "dialogue.0.text", "Here!", "{nell: There!}", "{nell: Here!}"),
        (0, "dialogue.1.text", "I, too: see.", "{gus: I see it.}", "{gus: 'I, too: see.'}"),
        (0, "dialogue.0.at", "top", "{nell: There!}", "{nell: {text: There!, at: top}}"),
        (0, "dialogue.1.speaker", "nell", "{gus: I see it.}", "{nell: I see it.}"),
        (0, "dialogue.+", {"speaker": "gus", "text": "Ah"}, "it.}]", "it.}, {gus: Ah}]"),
        (0, "dialogue.0", None, "{nell: There!}, ", ""),
        (0, "dialogue.1", None, ", {gus: I see it.}", ""),
        (0, "prompt", "a lamp, lit", "a lamp   #", "a lamp, lit   #"),
        (1, "dialogue.1.as", None, "{text: So, as: shout}", "So"),
        (1, "dialogue.1.as", "whisper", "as: shout", "as: whisper"),
        (1, "dialogue.0.text", "Yes.", "'No.'", "'Yes.'"),
        (1, "sfx.1.at", "left", "{text: KRI}", "{text: KRI, at: left}"),
        (1, "sfx.0", None, "KRAA,  ", ""),
        (1, "caption.+", {"text": "Later"}, "'the sea' ,", "'the sea', caption: Later ,"),
        (2, "dialogue.0.text", "You?", "{nell: Who?}", "{nell: You?}"),
        (2, "dialogue.+", {"speaker": "gus", "text": "Ah"}, "{gus: Me.}", "{gus: Me.}, {gus: Ah}"),
    ],
)  # fmt: skip
def test_of_a_flow_list_only_what_was_meant_is_written_anew(
    panel: int, field: str, value: object, was: str, now: str
) -> None:
    made = edit(FLOW, ("panels", panel), field, value)  # type: ignore[arg-type]
    assert made == FLOW.replace(was, now, 1)


@st.composite
def _mixed(draw: st.DrawFn) -> tuple[str, list[tuple[int, str, str]]]:
    """A story in flow and block by turns, and every word of it: panel, field, as written."""
    blanks = st.sampled_from(["", " ", "  "])
    words, rows, n = [], ["title: T", "characters: {nell: {}, gus: {}}", "panels:"], 0
    for panel in range(draw(st.integers(1, 3))):
        lines = []
        for i in range(draw(st.integers(1, 4))):
            n += 1
            text = draw(st.sampled_from(["w{}", "'w{}'", '"w{}"', "Wo rd {}!"])).format(n)
            words.append((panel, f"dialogue.{i}.text", text))
            who = draw(st.sampled_from(["nell", "gus"]))
            inner = draw(
                st.sampled_from(["{}", "{{text:  {} ,as: shout}}", "{{ at: top, text: {}}}"])
            )
            lines.append(f"{who}: {inner.format(text)}")
        shape = draw(st.integers(0, 3))
        note = draw(st.sampled_from(["", "   # a note", " #"]))
        if shape == 0:
            rows += [f"- prompt:  p{panel}{note}", "  dialogue:"]
            dash = draw(st.sampled_from(["  - ", "  -   ", "    - "]))
            rows += [
                f"{dash}{f'{{{line}}}' if draw(st.booleans()) else line}{note}" for line in lines
            ]
        else:
            gap = "\n     " if shape == 3 else draw(blanks)
            items = [
                f"{{{draw(blanks)}{x}{draw(blanks)}}}" if draw(st.booleans()) else x for x in lines
            ]
            flow = f"[{draw(blanks)}{f',{gap} '.join(items)}{draw(blanks)}]"
            rows += (
                [f"- {{prompt: p{panel}, dialogue: {flow}}}{note}"] if shape == 2
                else [f"- dialogue:   {flow}{note}", f"  prompt: p{panel}"]
            )  # fmt: skip
        rows += draw(st.sampled_from([[], [""], ["# between"]]))
    return "\n".join(rows) + "\n", words


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_mixed(), st.data())
def test_in_any_mixture_of_styles_only_the_edited_words_change(
    story: tuple[str, list[tuple[int, str, str]]], data: st.DataObject
) -> None:
    text, words = story
    panel, field, was = data.draw(st.sampled_from(words))
    quote = was[0] if was[0] in "'\"" else ""
    made = edit(text, ("panels", panel), field, "Other words")
    assert made == text.replace(was, f"{quote}Other words{quote}", 1)


def _texts(node: yaml.Node) -> set[str]:
    if isinstance(node, yaml.ScalarNode):
        return {node.value}
    if isinstance(node, yaml.SequenceNode):
        return set().union(*(_texts(n) for n in node.value))
    return set().union(*(_texts(n) for pair in node.value for n in pair))


def test_a_value_is_told_in_the_form_in_which_it_is_written() -> None:
    from storyboard.story.model import Panel

    panel = Panel.model_validate(
        {
            "prompt": "x", "caption": ["A", {"text": "B", "as": "monologue", "at": [0.1, 0.2]}],
            "dialogue": [{"m": {"text": "C", "as": "shout"}}],
        }
    )  # fmt: skip
    said = [value_of(panel, f) for f in ("prompt", "seed", "caption.0.as", "caption.1.as")]
    assert said == ["x", None, None, "monologue"]
    assert value_of(panel, "caption.1.at") == [0.1, 0.2]
    assert value_of(panel, "dialogue.0.as") == "shout"
    assert value_of(panel, "dialogue.5.as") is None


def test_a_change_that_says_nothing_changes_nothing() -> None:
    assert splice(ODD, ("panels", 1), lambda _: None) == ODD


def test_a_take_of_an_earlier_version_is_used_when_it_is_pointed_at(
    write: Callable[[str], Path],
) -> None:
    path = write("title: T\npanels:\n- {id: a, prompt: an empty pier}\n")
    storyboard.render(storyboard.load(path), path.parent / "out")
    path.write_text(path.read_text().replace("pier", "street"))
    desk = Desk(path)
    desk.refresh()
    desk.pick("a", 1)
    (entry,) = storyboard.plan(storyboard.load(path)).entries
    assert (entry.state, entry.reason) == ("ready", "take 1, kept")
    desk.undo()
    desk.redo()
    assert storyboard.plan(storyboard.load(path)).to_draw == 0
    desk.undo()
    assert storyboard.plan(storyboard.load(path)).to_draw == 1
