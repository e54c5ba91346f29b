"""What the documents say is run: every command, every snippet, in the order it is written."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from PIL import Image

import storyboard
from tests.conftest import ROOT

FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = FENCE.findall(README)


def blocks(kind: str) -> list[str]:
    return [text for k, text in BLOCKS if k == kind]


def test_the_first_two_blocks_are_the_set_up_one_line_each() -> None:
    first, second = blocks("sh")[:2]
    assert first == "pip install . && storyboard render stories/ninety-days.yaml\n"
    assert second == "pip install -e '.[test]' && pytest\n"
    for kind, _ in BLOCKS[:2]:
        assert kind == "sh"


def test_every_link_and_picture_is_there() -> None:
    for document in ("README.md", "stories/README.md", "templates/README.md", "tests/README.md"):
        text = (ROOT / document).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            if not target.startswith("http"):
                assert ((ROOT / document).parent / target).exists(), f"{document}: {target}"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, with `storyboard` on the path."""
    monkeypatch.chdir(tmp_path)
    found = shutil.which("storyboard", path=str(Path(sys.executable).parent))
    assert found, "the console script is not installed beside this Python"
    monkeypatch.setenv("PATH", str(Path(found).parent), prepend=":")
    return tmp_path


def run(command: str) -> str:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_the_five_minutes_and_the_library(desk: Path) -> None:
    for command in blocks("sh")[2:-1]:
        run(command)
    assert (desk / "out" / "story.pdf").exists()
    assert (desk / "out" / "story-01.png").exists()
    assert (desk / "out" / "story.cbz").exists()
    assert (desk / "out" / "story.epub").exists()
    assert (desk / "my-story" / "story.picks.yaml").read_text().count("crumbs") == 1
    (python,) = blocks("python")
    out = run(f"'{sys.executable}' -c '{python}'")
    assert out.splitlines()[0] == "0"
    assert "out/story.pdf" in out


def test_the_commands_for_a_host_buy_what_they_say(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.hosts.modelrunner import ModelRunnerHost

    snippet = next(b for b in blocks("yaml") if "modelrunner" in b)
    (desk / "my-story").mkdir()
    (desk / "my-story" / "story.yaml").write_text(
        f"title: T\n{snippet}panels:\n- prompt: Mara runs\n- prompt: Mara sleeps\n"
    )
    Image.new("RGB", (200, 240), "tan").save(desk / "my-story" / "mara.png")
    with ModelRunnerHost() as host:
        for name, value in host.environ.items():
            monkeypatch.setenv(name, value)
        out = run(blocks("sh")[-1])
    assert "2 pictures to draw, about $0.20" in out
    assert "out/story.pdf" in out
    assert host.problems == []


def test_the_smallest_story_is_a_story(tmp_path: Path) -> None:
    smallest = next(b for b in blocks("yaml") if b.startswith("title: Last Boat"))
    path = tmp_path / "story.yaml"
    path.write_text(smallest)
    assert storyboard.load(path).story.title == "Last Boat"


def test_the_example_of_a_mistake_is_what_check_says(desk: Path) -> None:
    (said,) = blocks("text")
    smallest = next(b for b in blocks("yaml") if b.startswith("title: Last Boat"))
    (desk / "story.yaml").write_text(smallest.replace("dialogue:", "dialog:"))
    done = subprocess.run(
        ["storyboard", "check", "story.yaml"], check=False, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stdout.startswith(said)


def test_the_snippet_for_a_host_is_a_story_with_a_price(tmp_path: Path) -> None:
    snippet = next(b for b in blocks("yaml") if "modelrunner" in b)
    path = tmp_path / "story.yaml"
    path.write_text(f"title: T\n{snippet}panels:\n- prompt: Mara runs\n")
    Image.new("RGB", (200, 240), "tan").save(tmp_path / "mara.png")
    plan = storyboard.plan(storyboard.load(path))
    assert plan.cost == pytest.approx(0.10)


def test_the_template_guides_snippets_work(tmp_path: Path) -> None:
    text = (ROOT / "templates" / "README.md").read_text(encoding="utf-8")
    found = dict(FENCE.findall(text))
    path = tmp_path / "story.yaml"
    path.write_text(found["yaml"])
    plan = storyboard.plan(storyboard.load(path))
    assert [len(p.frames) for p in plan.pages] == [5, 3]
    (tmp_path / "my-prompt.j2").write_text(found["jinja"])
    path.write_text(
        "title: T\nstyle: {template: my-prompt.j2, look: gouache}\n"
        "characters: {mara: {description: sailor}}\npanels:\n- prompt: Mara runs.\n"
    )
    (entry,) = storyboard.plan(storyboard.load(path)).entries
    assert entry.shot.prompt == "Mara runs. In the style of gouache. Mara is a sailor."


def test_the_template_guide_lists_every_template() -> None:
    text = (ROOT / "templates" / "README.md").read_text(encoding="utf-8")
    names = yaml.safe_load((ROOT / "templates" / "pages.yaml").read_text())
    assert all(f"| `{name}` |" in text for name in names)
