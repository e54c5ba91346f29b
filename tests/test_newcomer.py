"""What a person meets who knows none of it yet: the help, what is in the way, what is kept."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from storyboard import pipeline
from storyboard.cli.weighing import folded, weighed
from storyboard.errors import Diagnostic, Severity
from tests.conftest import Done

Cli = Callable[..., Done]
Write = Callable[..., Path]

STORY = """title: Last Boat
characters: {mara: {description: "woman of thirty, short silver hair, yellow raincoat"}}
page: mini
panels:
  - id: pier
    prompt: Mara runs along a pier at night
    dialogue: [{mara: Wait!}]
"""
PAID = """title: T
generator: {backend: modelrunner}
characters: {mara: {reference: m.png}}
panels:
  - {id: pier, prompt: Mara runs}
  - {id: deck, prompt: Mara sleeps}
"""


def test_help_lists_every_command_under_a_heading_and_each_has_an_example(storyboard: Cli) -> None:
    from storyboard.cli.commands import app
    from storyboard.render.exporters import EXPORTERS
    from storyboard.scaffold import samples

    names = [c.name or c.callback.__name__ for c in app.registered_commands if c.callback]
    shown = storyboard("--help").out
    listed = re.findall(r"^  ([a-z]+) +[A-Z].*\.$", shown, re.MULTILINE)
    assert sorted(listed) == sorted(names)
    headings = re.findall(r"^(\w.*):$", shown, re.MULTILINE)
    assert headings == ["Options", "Write", "Draw", "Redo a panel", "Look inside"]
    for name in names:
        said = storyboard(name, "--help").out
        assert re.search(rf"Examples?:\n    storyboard {name}( |\n)", said), said
        assert max(map(len, said.splitlines())) <= 82
    said = re.split(r"[ ,.]+", " ".join(storyboard("render", "--help").out.split()))
    assert set(EXPORTERS) <= set(said)
    said = re.split(r"[ ,.]+", " ".join(storyboard("new", "--help").out.split()))
    assert set(samples()) <= set(said)
    none = storyboard()
    assert (none.status, none.err) == (2, shown)


def test_a_shell_completes_commands_panels_and_backends(write: Write) -> None:
    story = write(STORY)

    def offered(*words: str) -> list[str]:
        done = subprocess.run(
            [Path(sys.executable).parent / "storyboard"],
            env={
                **os.environ,
                "_STORYBOARD_COMPLETE": "complete_bash",
                "COMP_WORDS": " ".join(("storyboard", *words)),
                "COMP_CWORD": str(len(words)),
            },
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.stdout.split()

    assert offered("pl") == ["plan"]
    assert offered("panel", str(story), "p") == ["pier"]
    assert offered("render", str(story), "--backend", "s") == ["sketch"]
    assert offered("panel", f"{story}.gone", "p") == []


def test_a_plan_says_what_is_in_the_way(
    storyboard: Cli, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("RGB", (80, 100), "navy").save(tmp_path / "m.png")
    story = write(PAID.replace("modelrunner", "fal, max_cost: 0.10"))
    done = storyboard("plan", story, "--json")
    assert done.status == 0
    key, cap = json.loads(done.out)["obstacles"]
    assert (key["code"], key["message"]) == ("key", "no key for fal")
    assert "FAL_KEY" in key["hint"]
    assert (cap["code"], cap["fits"]) == ("budget", [])
    assert cap["message"] == "drawing 2 panels would cost about $0.30, and the cap is $0.10"
    assert "not one panel would fit" in storyboard("plan", story).out
    monkeypatch.setenv("FAL_KEY", "secret")
    write(PAID.replace("modelrunner", "fal, max_cost: 1.00"))
    assert json.loads(storyboard("plan", story, "--json").out)["obstacles"] == []
    write(PAID.replace("modelrunner", "replicate").replace("{mara: {", "{mara: {mask: m.png, "))
    codes = [o["code"] for o in json.loads(storyboard("plan", story, "--json").out)["obstacles"]]
    assert codes == ["key", "host-setting", "host-setting"]


def test_without_a_network_a_render_says_once_what_happened_and_how_to_go_on(
    storyboard: Cli, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("RGB", (80, 100), "navy").save(tmp_path / "m.png")
    monkeypatch.setenv("MODELRUNNER_KEY", "secret")
    monkeypatch.setenv("MODELRUNNER_QUEUE_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("MODELRUNNER_REST_URL", "http://127.0.0.1:9")
    done = storyboard("render", write(PAID), "-o", tmp_path / "a b")
    assert (done.status, done.out) == (3, f"{tmp_path}/a b/story.pdf\n")
    assert "secret" not in done.err
    told = [row for row in done.err.splitlines() if "cannot be reached" in row]
    away = "ModelRunner (127.0.0.1) cannot be reached: connection refused"
    assert told[0] == f"{away}; it is tried again"
    assert len(told) == 2
    assert re.match("  pier, deck  .*nothing was bought +check the connection and run", told[1])
    assert done.err.endswith(
        "The pages have placeholders there.\n"
        "To try again, run the same command; nothing is bought twice:\n"
        f"  storyboard render {tmp_path}/story.yaml -o '{tmp_path}/a b'\n"
    )


def test_a_narrow_terminal_gets_every_word_of_a_failure() -> None:
    from storyboard.cli.printing import columns

    rows = [("panel", "what happened", "what to do")]
    rows += [("pier, deck, rain, dawn", "the host said no " * 4, "ask again " * 6)]
    for width in (40, 63, 64, 80, 120, 200):
        lines = columns(rows, width)
        assert max(map(len, lines)) <= width
        words = " ".join(lines).replace("what happened", "").split()
        assert sorted(w for w in words if w in ("no", "again")) == ["again"] * 6 + ["no"] * 4


@pytest.mark.skipif(os.name == "nt", reason="paths are written otherwise there")
def test_a_file_that_is_not_the_storys_own_is_kept(
    storyboard: Cli, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STORYBOARD_HOME")
    monkeypatch.chdir(tmp_path)
    write(STORY, "a/story.yaml")
    write(STORY.replace("Wait!", "Stay!"), "b/story.yaml")
    book = Path("out/story.pdf")

    def render(story: str) -> str:
        done = storyboard("render", f"{story}/story.yaml")
        assert (done.status, done.out) == (0, "out/story.pdf\n")
        return done.err

    def there() -> dict[str, bytes]:
        return {p.name: p.read_bytes() for p in Path("out").iterdir()}

    assert "kept" not in render("a")
    first = book.read_bytes()
    said = render("b")
    second = book.read_bytes()
    assert "out/story.pdf was another story's, or was changed since" in said
    assert "it is kept as out/story-before.pdf\nhint: -o DIR" in said
    assert there() == {"story.pdf": second, "story-before.pdf": first}

    write(STORY.replace("Wait!", "Stay here!"), "b/story.yaml")
    assert "kept" not in render("b"), "a story's own file is replaced"
    third = book.read_bytes()
    book.write_bytes(third + b"% a note of the editor's")
    assert "kept as out/story-before-2.pdf" in render("b")
    assert there() == {
        "story.pdf": third,
        "story-before.pdf": first,
        "story-before-2.pdf": third + b"% a note of the editor's",
    }
    book.write_bytes(first)
    assert "kept as" not in render("b"), "those bytes are kept already"
    assert len(there()) == 3


def test_a_name_that_is_nearly_right_and_a_file_that_is_no_story(
    storyboard: Cli, write: Write, tmp_path: Path
) -> None:
    write(STORY, "boat.yaml")
    assert f"did you mean {tmp_path}/boat.yaml?" in storyboard("check", tmp_path / "baot.yaml").err
    assert "storyboard new DIR" in storyboard("check", tmp_path / "zebra.yaml").err
    Image.new("RGB", (8, 8)).save(tmp_path / "picture.png")
    done = storyboard("check", tmp_path / "picture.png")
    assert done.status == 2
    assert "the file is a PNG picture, and a story is plain text" in done.out
    (tmp_path / "blob.yaml").write_bytes(b"title: \0\0")
    assert "the file is no text" in storyboard("check", tmp_path / "blob.yaml").out
    for command in (("import", "gone.fountain"), ("new", tmp_path / "boat.yaml")):
        assert storyboard(*command).status == 2


@pytest.mark.skipif(os.name == "nt", reason="its terminals are another matter")
def test_a_terminal_without_unicode_gets_every_message_and_sound_json(write: Write) -> None:
    story = write(STORY.replace("prompt", "prömpt").replace("Wait", "Wäit 漢"))
    plain = {**os.environ, "PYTHONIOENCODING": "ascii"}

    def run(*command: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "storyboard", *map(str, command)],
            env=plain, capture_output=True, text=True, check=False,
        )  # fmt: skip

    said = run("check", story)
    assert (said.returncode, said.stderr) == (2, "")
    assert "`pr\\xf6mpt` is no key of a panel" in said.stdout
    found = json.loads(run("check", story, "--json").stdout)["diagnostics"]
    assert found[0]["message"] == "`prömpt` is no key of a panel"
    odd = Path(os.fsdecode(os.fsencode(story.parent) + b"/caf\xe9.yaml"))
    odd.write_text(STORY)
    assert "is no text here: rename the file" in run("render", odd).stderr


def test_a_script_is_written_to_a_file_and_none_that_was_changed_is_replaced(
    storyboard: Cli, write: Write, tmp_path: Path
) -> None:
    Image.new("RGB", (80, 100), "navy").save(tmp_path / "m.png")
    story, text, pdf = write(PAID), tmp_path / "s.txt", tmp_path / "s.pdf"
    told = storyboard("script", story).out
    for _ in range(2):
        assert storyboard("script", story, "-o", text).out == f"{text}\n"
    assert text.read_text(encoding="utf-8") == told
    text.write_text("mine", encoding="utf-8")
    refused = storyboard("script", story, "-o", text)
    assert (refused.status, refused.err) == (
        2,
        f"error: {text} is already there; name another file with -o\n",
    )
    assert text.read_text(encoding="utf-8") == "mine"
    assert storyboard("script", story, "-o", pdf).status == 0
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert storyboard("script", story, "-o", pdf, "--fountain").status == 2


def _said(code: str, message: str = "", severity: Severity = "warning") -> Diagnostic:
    return Diagnostic("s.yaml", 1, 1, severity, code, message, "do")


def test_what_spoils_the_page_is_said_first_and_what_is_not_drawn_in_one_line() -> None:
    silent = [
        _said("not-drawn", f"panel p1.{n}: the illustrator does not draw: winch, buoy {n}")
        for n in range(1, 31)
    ]
    found = [*silent, _said("ppi-low"), _said("letters-missing"), _said("x", severity="error")]
    shown = folded(weighed(found))
    assert [d.code for d in shown] == ["x", "letters-missing", "ppi-low", "not-drawn"]
    assert "some words of 30 panels: winch (30 panels), buoy 1 (p1.1), " in shown[-1].message
    assert shown[-1].message.endswith(" and 23 more")
    assert "--verbose" in shown[-1].hint
    assert folded(silent[:3]) == silent[:3]


def test_what_is_not_drawn_is_read_once(
    storyboard: Cli, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = write(STORY.replace("along a pier", "with a theodolite"))
    storyboard("render", story, "-o", tmp_path)
    first = storyboard("check", story).out
    assert "does not draw: " in first
    pipeline.seen_of.cache_clear()
    monkeypatch.setattr("storyboard.sketch.reading.missing", None)
    assert storyboard("check", story).out == first
    assert "does not draw: " in storyboard("plan", story).out
