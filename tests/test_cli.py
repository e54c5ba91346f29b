"""The commands as a person meets them: what they say, and how they end."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from tests.conftest import Done

Cli = Callable[..., Done]
Write = Callable[..., Path]

STORY = """title: Last Boat
author: A. Writer
language: en-GB
generator: {seed: 7}
characters:
  mara: {description: "woman of thirty, short silver hair, yellow raincoat"}
  tom: {description: "old man, navy cap, white beard"}
page: mini
panels:
  - id: pier
    prompt: Mara runs along a pier at night; a sign reads "LAST BOAT"
    caption: Harbour, 23:39.
    dialogue:
      - mara: Wait!
  - id: deck
    prompt: Tom on the ship looks at Mara
    dialogue:
      - tom: Every night the same.
"""


def test_new_check_plan_render_as_a_newcomer_would(
    storyboard: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = storyboard("new", "first")
    assert made.status == 0
    story = tmp_path / "first" / "story.yaml"
    assert story.read_text().startswith("# yaml-language-server: $schema=story.schema.json\n")
    assert json.loads((tmp_path / "first" / "story.schema.json").read_text())["$defs"]
    checked = storyboard("check", story)
    assert (checked.status, checked.out.splitlines()) == (
        0, ["The Last Slice: 5 panels, 2 characters, 36 words", f"{story}: 0 errors, 0 warnings"]
    )  # fmt: skip
    rendered = storyboard("render", story)
    assert rendered.status == 0
    assert rendered.out == "out/story.pdf\n"
    assert (tmp_path / "out" / "story.pdf").read_bytes().startswith(b"%PDF-")
    again = storyboard("new", "first")
    assert again.status == 2
    assert "already there" in again.err


def test_a_second_render_draws_nothing_and_gives_the_same_bytes(
    storyboard: Cli, write: Write, tmp_path: Path
) -> None:
    story = write(STORY)
    first = storyboard("render", story, "-o", tmp_path / "a", "--to", "pdf,png")
    assert "2 pictures drawn" in first.err
    second = storyboard("render", story, "-o", tmp_path / "b", "--to", "pdf,png")
    assert "nothing to draw" in second.err
    for name in ("story.pdf", "story-01.png"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_the_same_story_in_another_folder_gives_the_same_bytes(
    storyboard: Cli, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    books = []
    for where in ("one", "two"):
        monkeypatch.setenv("STORYBOARD_HOME", str(tmp_path / where / "home"))
        story = write(STORY, f"{where}/story.yaml")
        assert storyboard("render", story, "-o", tmp_path / where).status == 0
        books.append((tmp_path / where / "story.pdf").read_bytes())
    assert books[0] == books[1]


def test_plan_json_says_what_is_there_and_why_not(storyboard: Cli, write: Write) -> None:
    story = write(STORY)
    plan = json.loads(storyboard("plan", story, "--json").out)
    assert (plan["story"], plan["currency"]) == ("story", "USD")
    assert (plan["cost"], plan["to_draw"]) == (0, 2)
    pier = plan["panels"][0]
    assert pier["id"] == "pier"
    assert (pier["page"], pier["seed"], pier["backend"]) == (1, 7, "sketch")
    assert (pier["state"], pier["reason"]) == ("missing", "never drawn")
    assert pier["words"] == ["LAST BOAT"]
    assert '"LAST BOAT"' in pier["prompt"]
    assert len(pier["key"]) == 64
    storyboard("render", story)
    states = [p["state"] for p in json.loads(storyboard("plan", story, "--json").out)["panels"]]
    assert states == ["ready", "ready"]
    write(STORY.replace("looks at Mara", "looks away"))
    deck = json.loads(storyboard("plan", story, "--json").out)["panels"][1]
    assert (deck["state"], deck["reason"]) == ("missing", "prompt changed")


def test_plan_spends_and_writes_nothing(storyboard: Cli, write: Write, own_home: Path) -> None:
    story = write(STORY)
    before = sorted(story.parent.rglob("*"))
    for command in ("check", "plan", "layout"):
        assert storyboard(command, story).status == 0
    assert sorted(story.parent.rglob("*")) == before
    assert list(own_home.rglob("*")) == []


def test_takes_picks_and_what_they_leave(storyboard: Cli, write: Write, tmp_path: Path) -> None:
    story = write(STORY)
    storyboard("render", story, "-o", tmp_path)
    before = (tmp_path / "story.pdf").read_bytes()
    drawn = storyboard("panel", story, "deck", "--takes", 2)
    assert drawn.status == 0
    assert [line.split(",")[0] for line in drawn.out.splitlines()] == [
        "deck take 2: seed 8",
        "deck take 3: seed 9",
    ]
    storyboard("render", story, "-o", tmp_path)
    assert (tmp_path / "story.pdf").read_bytes() == before, "a new take is not used until picked"
    assert storyboard("pick", story, "deck", 3).status == 0
    picks = (tmp_path / "story.picks.yaml").read_text()
    assert '"deck": {take: 3, seed: 9,' in picks
    again = storyboard("render", story, "-o", tmp_path)
    assert "nothing to draw" in again.err
    assert (tmp_path / "story.pdf").read_bytes() != before
    listed = storyboard("takes", story, "deck", "-o", tmp_path)
    rows = [line.split()[:4] for line in listed.out.splitlines()[1:4]]
    assert rows[2] == ["deck", "3", "*", "1"]
    told = json.loads(storyboard("takes", story, "deck", "--json").out)["takes"]
    assert [(t["take"], t["parent"], t["used"]) for t in told] == [
        (1, None, False),
        (2, 1, False),
        (3, 1, True),
    ]
    assert storyboard("panel", story, "deck").status == 0
    assert json.loads(storyboard("takes", story, "deck", "--json").out)["takes"][3]["parent"] == 3
    with Image.open(listed.out.splitlines()[-1]) as sheet:
        assert sheet.width > 900
    write(STORY.replace("Tom on the ship looks at Mara", "Tom sleeps"))
    deck = json.loads(storyboard("plan", story, "--json").out)["panels"][1]
    assert deck["reason"] == "take 3 was picked for an earlier version; prompt changed"
    assert "--keep" in storyboard("pick", story, "deck", "3").err
    said = storyboard("check", story).out
    assert "take 3, picked for an earlier version of panel 'deck', is not used" in said
    assert storyboard("pick", story, "deck", "3", "--keep").status == 0
    (_, deck) = json.loads(storyboard("plan", story, "--json").out)["panels"]
    assert (deck["state"], deck["reason"]) == ("ready", "take 3, kept")
    assert "picked for an earlier" not in storyboard("check", story).out
    assert storyboard("undo", story, "deck").status == 0
    assert (tmp_path / "story.picks.yaml").read_text() == picks


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("panel", "STORY", "dek"), "there is no panel 'dek'; did you mean 'deck'?"),
        (("pick", "STORY", "deck", "7"), "panel 'deck' has no take 7; its takes: none yet"),
        (("render", "STORY", "--to", "docx"), "cannot write 'docx'"),
        (("render", "STORY", "--pages", "1-9"), "there is no page 1-9: the story has 1"),
        (("render", "STORY", "--pages", "x"), "no list of pages"),
        (("render", "STORY", "--backend", "scetch"), "did you mean 'sketch'?"),
        (("panel", "STORY", "deck", "--speed", "turbi"), "did you mean 'turbo'?"),
        (("panel", "STORY", "deck", "--prompt", " "), "the prompt is empty"),
        (("panel", "STORY", "deck", "--prompt", 'a sign "ONE'), "a quote in the prompt is not"),
        (("render", "nowhere.yaml"), "there is no story at nowhere.yaml"),
        (("render", "."), "is a folder: name the story's file"),
        (("render",), "Missing argument 'STORY'"),
        (("redner", "STORY"), "No such command 'redner'"),
    ],
)
def test_wrong_command_lines_end_with_2_and_a_sentence(
    storyboard: Cli, write: Write, arguments: tuple[str, ...], says: str
) -> None:
    story = write(STORY)
    done = storyboard(*(str(story) if a == "STORY" else a for a in arguments))
    assert says in done.err
    assert done.status == 2
    assert "Traceback" not in done.err
    assert done.out == ""


def test_a_broken_story_ends_with_2_and_every_error(storyboard: Cli, write: Write) -> None:
    story = write(STORY.replace("caption:", "captoin:").replace("- tom:", "- tim:"))
    done = storyboard("render", story)
    assert done.status == 2
    assert f"{story}:12:5: error:" in done.err
    assert "did you mean `caption`?" in done.err
    assert "hint: did you mean tom?" in done.err
    assert "2 errors; nothing was drawn" in done.err
    found = storyboard("check", story, "--json")
    assert found.status == 2
    diagnostics = json.loads(found.out)["diagnostics"]
    assert [d["severity"] for d in diagnostics] == ["error", "error"]
    assert set(diagnostics[0]) == {
        "file", "line", "column", "severity", "code", "message", "hint",
    }  # fmt: skip


def test_a_missing_key_is_one_sentence_and_the_pages_are_still_written(
    storyboard: Cli, write: Write, tmp_path: Path
) -> None:
    Image.new("RGB", (80, 100), "navy").save(tmp_path / "m.png")
    text = STORY.replace("mara: {", "mara: {reference: m.png, ").replace(
        "tom: {", "tom: {reference: m.png, "
    )
    story = write(text.replace("{seed: 7}", "{seed: 7, backend: modelrunner}"))
    done = storyboard("render", story, "-o", tmp_path)
    assert "MODELRUNNER_KEY" in done.err
    assert "Traceback" not in done.err
    assert done.status == 3


def test_the_budget_stops_before_anything_is_sent(
    storyboard: Cli, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("RGB", (80, 100), "navy").save(tmp_path / "m.png")
    monkeypatch.setenv("MODELRUNNER_KEY", "secret")
    monkeypatch.setenv("MODELRUNNER_QUEUE_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("MODELRUNNER_REST_URL", "http://127.0.0.1:9")
    text = STORY.replace("mara: {", "mara: {reference: m.png, ").replace(
        "tom: {", "tom: {reference: m.png, "
    )
    story = write(text.replace("{seed: 7}", "{seed: 7, backend: modelrunner, max_cost: 0.2}"))
    done = storyboard("render", story, "-o", tmp_path / "o")
    assert done.status == 4
    assert "about $0.30, and the cap is $0.20" in done.err
    assert "would fit: pier" in done.err
    assert not (tmp_path / "o").exists()
    planned = storyboard("plan", story)
    assert (planned.status, planned.err) == (0, "")
    assert planned.out.splitlines()[-1] == (
        "in the way: drawing 2 panels would cost about $0.30, and the cap is $0.20; these would "
        "fit: pier; raise max_cost, choose pages with --pages, or draft with --backend sketch"
    )


def test_above_a_dollar_a_pipe_must_say_yes(
    storyboard: Cli, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("RGB", (80, 100), "navy").save(tmp_path / "m.png")
    story = write(
        "title: T\ngenerator: {backend: modelrunner, speed: quality}\n"
        "characters: {mara: {reference: m.png}}\npanels:\n"
        + "".join(f"- prompt: Mara walks {i} steps\n" for i in range(6))
    )
    done = storyboard("render", story)
    assert done.status == 2
    assert "about $1.20; say --yes" in done.err


@pytest.mark.skipif(os.name == "nt", reason="permissions are another matter there")
def test_a_folder_that_cannot_be_written_is_one_sentence(
    storyboard: Cli, write: Write, tmp_path: Path
) -> None:
    story = write(STORY)
    (tmp_path / "out").write_text("a file, not a folder")
    done = storyboard("render", story, "-o", tmp_path / "out")
    assert done.status == 1
    assert "out" in done.err
    assert "Traceback" not in done.err
    assert (tmp_path / "out").read_text() == "a file, not a folder"


def test_an_export_that_fails_leaves_the_earlier_book(
    storyboard: Cli, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = write(STORY)
    storyboard("render", story, "-o", tmp_path / "o")
    before = (tmp_path / "o" / "story.pdf").read_bytes()

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    write(STORY.replace("Wait!", "Wait for me!"))
    monkeypatch.setattr(os, "fsync", full)
    done = storyboard("render", story, "-o", tmp_path / "o")
    assert done.status == 1
    assert "the disk is full" in done.err
    assert (tmp_path / "o" / "story.pdf").read_bytes() == before
    assert [p.name for p in (tmp_path / "o").iterdir()] == ["story.pdf"]


def test_one_failed_panel_is_marked_and_the_rest_is_there(
    storyboard: Cli, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from storyboard.generate.sketch_backend import SketchGenerator

    plain = SketchGenerator.draw

    async def sometimes(self: SketchGenerator, shot: object, journal: object) -> object:
        if getattr(shot, "panel", "") == "deck":
            raise RuntimeError("the pen broke")
        return await plain(self, shot, journal)  # type: ignore[arg-type]

    monkeypatch.setattr(SketchGenerator, "draw", sometimes)
    story = write(STORY)
    done = storyboard("render", story, "-o", tmp_path / "o")
    assert done.status == 3
    assert "1 panel could not be drawn" in done.err
    assert "the pen broke" in done.err
    assert (tmp_path / "o" / "story.pdf").exists()
    strict = storyboard("render", story, "-o", tmp_path / "s", "--strict")
    assert strict.status == 3
    assert not (tmp_path / "s").exists()


def test_quiet_and_plain_when_piped(write: Write, tmp_path: Path) -> None:
    story = write(STORY)
    done = subprocess.run(
        [sys.executable, "-m", "storyboard", "render", story, "-o", tmp_path / "o"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"{tmp_path / 'o' / 'story.pdf'}\n"
    assert "\x1b" not in done.stderr
    assert "\r" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="signals are another matter there")
def test_ctrl_c_loses_nothing_and_the_next_run_goes_on(write: Write, tmp_path: Path) -> None:
    panels = "".join(
        f"- prompt: Mara walks {i} steps in a forest at night, in the rain\n" for i in range(24)
    )
    story = write(f"title: T\ncharacters: {{mara: {{}}}}\npanels:\n{panels}")
    command = [sys.executable, "-m", "storyboard", "render", str(story), "-o", str(tmp_path / "o")]
    run = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    library = Path(os.environ["STORYBOARD_HOME"]) / "story" / "library.db"

    def drawn() -> int:
        if not library.exists():
            return 0
        with sqlite3.connect(f"file:{library}?mode=ro", uri=True) as db:
            try:
                return int(db.execute("SELECT count(*) FROM takes").fetchone()[0])
            except sqlite3.OperationalError:
                return 0

    until = time.monotonic() + 60
    while drawn() < 2 and time.monotonic() < until:
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGINT)
    _, err = run.communicate(timeout=60)
    assert run.returncode == 130, err
    assert "interrupted: nothing is lost" in err
    assert "Traceback" not in err
    kept = drawn()
    assert 2 <= kept < 24
    again = subprocess.run(command, capture_output=True, text=True, check=True)
    assert f"{24 - kept} of 24 panels to draw" in again.stderr


def test_the_cast_is_drawn(storyboard: Cli, write: Write, tmp_path: Path) -> None:
    story = write(STORY)
    done = storyboard("cast", story, "-o", tmp_path / "c")
    names = [Path(line).name for line in done.out.splitlines()]
    assert names == [f"story-{c}-{k}.png" for c in ("mara", "tom") for k in ("sheet", "portrait")]
    with Image.open(tmp_path / "c" / "story-mara-portrait.png") as portrait:
        assert portrait.size == (1024, 1024)
    one = storyboard("cast", story, "tom", "-o", tmp_path / "d")
    assert len(one.out.splitlines()) == 2
    assert "did you mean 'tom'?" in storyboard("cast", story, "tim").err


def test_secrets_and_schema(storyboard: Cli) -> None:
    schema = json.loads(storyboard("schema").out)
    assert schema["$schema"].startswith("https://json-schema.org/draft/2020-12")
    assert "panels" in schema["properties"]
    assert storyboard("--version").out.strip() != ""
    help_text = storyboard("--help").out
    for command in ("new", "check", "plan", "render", "panel", "takes", "pick", "layout", "schema"):
        assert f"  {command} " in help_text


def test_a_take_of_other_words_can_be_picked_and_taken_back(
    storyboard: Cli, write: Write, tmp_path: Path
) -> None:
    story = write(STORY)
    storyboard("render", story, "-o", tmp_path)
    drawn = storyboard("panel", story, "deck", "--prompt", "Tom on the ship waves", "--pick")
    assert drawn.status == 0, drawn.err
    assert "picked take 2" in drawn.err
    picks = tmp_path / "story.picks.yaml"
    assert 'prompt: "Tom on the ship waves"' in picks.read_text()
    deck = json.loads(storyboard("plan", story, "--json").out)["panels"][1]
    assert (deck["state"], deck["reason"]) == ("ready", "take 2, picked")
    assert "waves" in deck["prompt"]
    storyboard("pick", story, "deck", 1)
    assert "uses take 2 again" in storyboard("undo", story).err
    assert "Tom on the ship waves" in picks.read_text()
    assert "has no pick again" in storyboard("undo", story).err
    assert not picks.exists()
    nothing = storyboard("undo", story)
    assert (nothing.status, "no pick to take back" in nothing.err) == (2, True)


def test_undo_of_a_named_panel_leaves_the_others(
    storyboard: Cli, write: Write, tmp_path: Path
) -> None:
    story = write(STORY)
    storyboard("render", story, "-o", tmp_path)
    for panel in ("deck", "pier"):
        storyboard("panel", story, panel, "--pick")
    picks = (tmp_path / "story.picks.yaml").read_text()
    assert "did you mean 'deck'?" in storyboard("undo", story, "dekc").err
    assert "panel deck has no pick again" in storyboard("undo", story, "deck").err
    assert (tmp_path / "story.picks.yaml").read_text() == "\n".join(
        line for line in picks.splitlines() if not line.startswith('"deck"')
    ) + "\n"
    again = storyboard("undo", story, "deck")
    assert (again.status, "there is no pick of panel 'deck'" in again.err) == (2, True)
    assert "panel pier has no pick again" in storyboard("undo", story).err


def test_a_pick_whose_panel_is_gone_is_kept_and_said(
    storyboard: Cli, write: Write, tmp_path: Path
) -> None:
    story = write(STORY)
    storyboard("render", story, "-o", tmp_path)
    storyboard("pick", story, "deck", 1)
    before = (tmp_path / "story.picks.yaml").read_bytes()
    write(STORY.replace("id: deck", "id: bridge").replace("Tom on the ship looks", "Tom runs"))
    done = storyboard("check", story)
    assert done.status == 0
    assert "take 1 is picked for a panel 'deck' that the story does not have" in done.out
    assert (tmp_path / "story.picks.yaml").read_bytes() == before
    (tmp_path / "story.picks.yaml").write_text("deck: [1]\n")
    broken = storyboard("plan", story)
    assert broken.status == 1
    assert "is not a file of picks" in broken.err


def test_a_bought_picture_is_cropped_to_a_new_shape_before_it_is_bought_again(
    storyboard: Cli, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.hosts.modelrunner import ModelRunnerHost

    Image.new("RGB", (80, 100), "navy").save(tmp_path / "m.png")
    text = (
        "title: T\ngenerator: {{backend: modelrunner}}\n"
        "characters: {{mara: {{reference: m.png}}}}\n"
        "pages:\n- layout: {}\n  panels:\n"
        "  - {{id: a, prompt: Mara runs}}\n  - {{id: b, prompt: Mara sleeps}}\n"
    )
    with ModelRunnerHost() as host:
        for name, value in host.environ.items():
            monkeypatch.setenv(name, value)
        story = write(text.format("[[1, 1]]"))
        assert storyboard("render", story, "-o", tmp_path, "--yes").status == 0
        write(text.format("[[6, 5]]"))
        plan = json.loads(storyboard("plan", story, "--json").out)
        assert plan["to_draw"] == 0
        assert "drawn for another shape" in " ".join(p["reason"] for p in plan["panels"])
        write(text.format("[[1], [1]]"))
        plan = json.loads(storyboard("plan", story, "--json").out)
        assert [p["reason"] for p in plan["panels"]] == ["size changed", "size changed"]


def test_what_a_book_is_called_and_who_made_it_goes_with_it(
    storyboard: Cli, write: Write, tmp_path: Path
) -> None:
    story = write(
        STORY.replace(
            "language: en-GB\n",
            "language: en-GB\nseries: Harbour Nights\nnumber: 3\nsummary: A boat leaves.\n"
            "credits: {letterer: L. Hand}\n",
        )
    )
    assert storyboard("render", story, "-o", tmp_path / "out", "--to", "cbz").status == 0
    with zipfile.ZipFile(tmp_path / "out" / "story.cbz") as book:
        told = ElementTree.fromstring(book.read("ComicInfo.xml"))
    assert {name: told.findtext(name) for name in ("Series", "Number", "Summary", "Letterer")} == {
        "Series": "Harbour Nights",
        "Number": "3",
        "Summary": "A boat leaves.",
        "Letterer": "L. Hand",
    }


def test_words_in_the_picture_stay_in_sight(storyboard: Cli, write: Write, tmp_path: Path) -> None:
    story = write(STORY)
    assert storyboard("render", story, "-o", tmp_path / "out").status == 0
    (pier,) = json.loads(storyboard("takes", story, "pier", "--json").out)["takes"]
    ((x, y, wide, high),) = pier["notes"]["signs"]
    assert 0 <= x < x + wide <= 1
    assert 0 <= y < y + high <= 1
    assert "sign-covered" not in storyboard("check", story, "--json").out
