"""``templates/FORMATS.md``: every command is run, every format and word is in it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import yaml

from storyboard import pipeline
from storyboard.errors import UsageError
from storyboard.render import comic, press
from storyboard.render.exporters import EXPORTERS
from storyboard.render.preflight import PRESETS
from storyboard.render.strip import PLATFORMS
from storyboard.render.timeline import ffmpeg
from storyboard.story.model import Credits
from tests.conftest import ROOT

TEXT = (ROOT / "templates" / "FORMATS.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)


def test_every_command_does_what_is_said(tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    commands = [row for kind, text in BLOCKS if kind == "sh" for row in text.splitlines()]
    assert len(commands) > 10
    for command in commands:
        if "animatic" in command:
            try:
                ffmpeg()
            except UsageError:
                continue
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command],
            cwd=tmp_path,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    for made in (
        "out/story.pdf", "out/story.cbz", "out/story.cbxy", "out/story.epub", "out/story.html",
        "out/story-print.pdf", "out/story-print.txt", "kdp/story-print.pdf",
        "press/story-print.pdf", "strip/story-webtoon/001.jpg", "film/story-sheet.pdf",
        "film/story.otio", "film/story-frames/005.jpg", "long/story-sheet.pdf", "ferry.fountain",
    ):  # fmt: skip
        assert (tmp_path / made).stat().st_size > 0, made
    own, again = (
        pipeline.load(tmp_path / name).story for name in ("ferry/story.yaml", "again.yaml")
    )
    assert [p.prompt for p in again.pages[0].panels] == [p.prompt for p in own.pages[0].panels]


def test_every_format_and_word_is_in_it() -> None:
    named = set(re.findall(r"[\w.-]+", " ".join(re.findall(r"`([^`\n]+)`", TEXT))))
    sheets = [file.stem for file in (ROOT / "templates" / "sheets").glob("*.yaml")]
    words = {*EXPORTERS, *PRESETS, *PLATFORMS, *sheets, *comic.WORDS, "a4", "letter"}
    words |= {word for word in press._WORDS if " " not in word}
    assert words <= named
    told = next(yaml.safe_load(text) for kind, text in BLOCKS if "credits" in text)
    assert set(told["credits"]) <= set(Credits.model_fields)


def test_what_it_shows_is_a_story_and_a_layout(tmp_path: Path) -> None:
    story, layout = (text for kind, text in BLOCKS if kind == "yaml")
    (tmp_path / "story.yaml").write_text(story, encoding="utf-8")
    found = pipeline.load(tmp_path / "story.yaml")
    assert found.warnings == ()
    assert found.story.credits.artist == ("Rosa Lind", "Ben Okafor")
    shipped = yaml.safe_load((ROOT / "templates" / "sheets" / "6.yaml").read_text("utf-8"))
    assert yaml.safe_load(layout) == shipped
