"""`storyboard watch`: a real process, real saves, and what it says and writes after each."""

from __future__ import annotations

import os
import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from tests.hosts.modelrunner import ModelRunnerHost

Write = Callable[..., Path]

STORY = """title: Last Boat
generator: {seed: 7}
characters:
  mara: {reference: m.png, description: yellow raincoat}
page: mini
pages:
- layout: [[1]]
  panels:
  - {id: pier, image: a.png, caption: Harbour., dialogue: [mara: Wait!]}
- layout: [[1]]
  panels:
  - {id: deck, image: b.png, caption: "The deck.", dialogue: [mara: Too late.]}
"""
WAIT = 60.0


class Watching:
    """A running `storyboard watch` and what it has said."""

    def __init__(self, command: list[str], env: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            command,
            env=env,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line)

    def says(self, pattern: str) -> str:
        """Waits for a line that has the pattern, and gives all since the one before."""
        seen = ""
        while not re.search(pattern, seen.rpartition("\n")[0].rpartition("\n")[2]):
            try:
                seen += self._lines.get(timeout=WAIT)
            except queue.Empty:
                raise AssertionError(f"no {pattern!r} in: {seen}") from None
        return seen

    def end(self, how: signal.Signals = signal.SIGINT) -> int:
        os.killpg(self.process.pid, how)
        status = self.process.wait(WAIT)
        self._reader.join(WAIT)
        assert self.process.stdout
        self.process.stdout.close()
        return status

    @property
    def silent(self) -> bool:
        return self._lines.empty()


@contextmanager
def watching(story: Path, out: Path, *more: str) -> Iterator[Watching]:
    command = [sys.executable, "-m", "storyboard", "watch", str(story), "-o", str(out), *more]
    made = Watching(command, {**os.environ, "PYTHONUNBUFFERED": "1"})
    try:
        yield made
    finally:
        if made.process.poll() is None:
            made.end(signal.SIGKILL)


def save(path: Path, text: str) -> None:
    """As many editors save: a new file takes the name of the old one."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text)
    beside.replace(path)


@pytest.mark.skipif(os.name == "nt", reason="signals are another matter there")
def test_every_save_writes_what_changed_and_a_typo_nothing(write: Write, tmp_path: Path) -> None:
    for name, colour in (("a", "navy"), ("b", "teal"), ("m", "olive")):
        Image.new("RGB", (900, 1100), colour).save(tmp_path / f"{name}.png")
    story, out = write(STORY), tmp_path / "o"
    pages = [out / "story-01.png", out / "story-02.png"]

    def looks() -> list[tuple[int, bytes]]:
        return [(p.stat().st_mtime_ns, p.read_bytes()) for p in pages]

    with watching(story, out, "--to", "pdf,png", "--dpi", "40") as watch:
        assert "pages 1-2 written in" in watch.says("written in")
        watch.says("watching .* and 3 files that it names")
        first, book = looks(), (out / "story.pdf").read_bytes()

        save(story, STORY.replace("Too late.", "Too late again."))
        assert re.search(r"^page 2 written in \d\.\d\d s: .*story-02\.png$", watch.says("written"))
        second = looks()
        assert second[0] == first[0], "a page that did not change was written"
        assert second[1][1] != first[1][1]
        assert (out / "story.pdf").read_bytes() != book

        save(story, STORY.replace("caption: Harbour.", "captoin: Harbour."))
        said = watch.says("the pages stay as they were")
        assert "did you mean `caption`?" in said
        assert f"{story}:9:" in said
        assert looks() == second

        save(story, STORY)
        assert "page 2 written" in watch.says("written in")
        assert [data for _, data in looks()] == [data for _, data in first]

        Image.new("RGB", (900, 1100), "maroon").save(tmp_path / "a.png")
        assert "page 1 written" in watch.says("written in")
        assert looks()[0][1] != first[0][1]

        os.utime(story)
        watch.says("nothing on the pages changed")
        assert watch.end() == 0
    assert watch.silent or "ended; what was drawn and written is kept" in watch.says("ended")


@pytest.mark.skipif(os.name == "nt", reason="signals are another matter there")
def test_only_what_is_free_is_drawn_unless_it_may_spend(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("RGB", (80, 100), "navy").save(tmp_path / "m.png")
    text = (
        "title: T\ngenerator: {backend: modelrunner}\n"
        "characters: {mara: {reference: m.png}}\npage: mini\n"
        "panels:\n- {id: pier, prompt: Mara runs}\n"
    )
    with ModelRunnerHost() as host:
        for name, value in host.environ.items():
            monkeypatch.setenv(name, value)
        story = write(text)
        with watching(story, tmp_path / "o") as watch:
            assert "to be bought, about $0.15: pier" in watch.says("page 1 written")
            save(story, text.replace("runs", "sleeps"))
            watch.says("page 1 written|nothing on the pages")
            assert watch.end() == 0
        assert host.billed == 0
        with watching(story, tmp_path / "o", "--spend", "--max-cost", "0.20") as watch:
            assert "after 1 picture in" in watch.says("page 1 written")
            assert host.billed == 1
            save(story, text.replace("runs", "waits"))
            assert "the cap is $0.05" in watch.says("page 1 written")
            assert watch.end() == 0
        assert host.billed == 1


def test_buying_wants_a_limit(storyboard: Callable[..., object], write: Write) -> None:
    done = storyboard("watch", write("title: T\npanels: [{prompt: A pier}]\n"), "--spend")
    assert (done.status, "say with --max-cost" in done.err) == (2, True)  # type: ignore[attr-defined]


def test_panels_whose_words_made_room_are_named(tmp_path: Path, write: Write) -> None:
    from storyboard.pipeline.watching import Settings, Watch

    for name in "amb":
        Image.new("RGB", (900, 1100), "navy").save(tmp_path / f"{name}.png")
    watch = Watch(write(STORY), Settings(out=tmp_path / "o"))
    assert watch.turn().relettered == ()
    # As if its words had stood elsewhere before the page was lettered anew.
    key, panels = watch._lettered[1]
    watch._lettered[1] = key, {"pier": (panels["pier"][0], "elsewhere")}
    write(STORY.replace("navy", "blue").replace("Too late.", "Too late!"))
    assert watch.turn().relettered == (), "its page is as it was"
    watch._lettered[1] = "an earlier page", {"pier": (panels["pier"][0], "elsewhere")}
    assert watch.turn().relettered == ("pier",)
    watch._lettered[1] = "an earlier page", {"pier": ("other words", "elsewhere")}
    assert watch.turn().relettered == (), "its own words changed"
