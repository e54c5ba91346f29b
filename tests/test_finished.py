"""Finished pages are kept: nothing is made twice, and nothing stale is ever written."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

import storyboard
from storyboard import fonts, pipeline
from storyboard.pipeline.codec import dumped, loaded
from storyboard.pipeline.finished import Finished, finished_of
from storyboard.pipeline.outputs import Outputs
from storyboard.pipeline.sheets import UNSEEN, UNSEEN_OF_CHARACTERS

Write = Callable[..., Path]
ROOT = Path(__file__).resolve().parent.parent

STORY = """title: Last Boat
generator: {seed: 7}
fonts: {own: own.ttf}
style: {template: words.j2}
characters:
  mara: {reference: m.png, description: yellow raincoat, voice: {font: own}}
  tom: {description: navy cap}
page: mini
pages:
- layout: [[1]]
  panels:
  - {id: pier, image: a.png, caption: Harbour., dialogue: [mara: Wait!]}
- layout: [[1]]
  panels:
  - {id: deck, prompt: Tom and Mara on the ship, dialogue: [tom: Too late.]}
"""


@pytest.fixture
def story(write: Write, tmp_path: Path) -> Path:
    for name, colour in (("a", "navy"), ("m", "olive")):
        Image.new("RGB", (400, 500), colour).save(tmp_path / f"{name}.png")
    shutil.copy(fonts.font_path("comic"), tmp_path / "own.ttf")
    write("{{ prompt }}, {{ look }}", "words.j2")
    return write(STORY)


def rendered(story: Path, dpi: float = 40.0) -> dict[str, bytes]:
    """The files of a render, by name."""
    result = storyboard.render(storyboard.load(story), story.parent / "o", ("pdf", "png"), dpi=dpi)
    assert result.failures == {}
    return {path.name: path.read_bytes() for path in result.files}


def pages_of(story: Path) -> Path:
    return pipeline.home_of(story) / "pages"


def forget(story: Path) -> None:
    """All but the takes, as if nothing had ever been composed."""
    home = pipeline.home_of(story)
    for place in [p for p in home.iterdir() if p.name not in ("library.db", "pictures")]:
        shutil.rmtree(place) if place.is_dir() else place.unlink()
    shutil.rmtree(story.parent / "o")
    finished_of.cache_clear()


def test_kept_pages_give_the_same_bytes_and_unchanged_files_are_left_alone(story: Path) -> None:
    first = rendered(story)
    assert set(first) == {"story.pdf", "story-01.png", "story-02.png"}
    out = story.parent / "o"
    stamps = {p: p.stat().st_mtime_ns for p in out.iterdir()}
    assert rendered(story) == first
    assert {p: p.stat().st_mtime_ns for p in out.iterdir()} == stamps
    # From the kept pages, in a process that knows nothing of them.
    shutil.rmtree(out)
    finished_of.cache_clear()
    assert rendered(story) == first
    forget(story)
    assert rendered(story) == first
    # What somebody else wrote in their place is not taken for ours.
    (out / "story-01.png").write_bytes(b"another picture")
    assert rendered(story) == first


def _reword(story: Path) -> None:
    story.write_text(STORY.replace("Wait!", "Wait for me!"))


def _retitle(story: Path) -> None:
    story.write_text(STORY.replace("title: Last Boat", "title: First Boat"))


def _revoice(story: Path) -> None:
    story.write_text(STORY.replace("voice: {font: own}", "voice: {font: own, balloon: shout}"))


def _relayout(story: Path) -> None:
    story.write_text(STORY.replace("page: mini", "page: digest"))


def _repaint(story: Path) -> None:
    Image.new("RGB", (400, 500), "maroon").save(story.parent / "a.png")


def _refont(story: Path) -> None:
    shutil.copy(fonts.font_path("hand"), story.parent / "own.ttf")


def _retemplate(story: Path) -> None:
    (story.parent / "words.j2").write_text("{{ look }} {{ prompt }}, at night")


def _rereference(story: Path) -> None:
    Image.new("RGB", (400, 500), "crimson").save(story.parent / "m.png")


def _repick(story: Path) -> None:
    file = storyboard.load(story)
    take = storyboard.new_takes(file, "deck").drawn[-1]
    storyboard.pick(file, "deck", take.number)


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        (_reword, {"story.pdf", "story-01.png"}),
        (_retitle, {"story.pdf"}),
        (_revoice, {"story.pdf", "story-01.png"}),
        (_relayout, {"story.pdf", "story-01.png", "story-02.png"}),
        (_repaint, {"story.pdf", "story-01.png"}),
        (_refont, {"story.pdf", "story-01.png"}),
        (_repick, {"story.pdf", "story-02.png"}),
    ],
)
def test_whatever_a_page_is_made_from_changes_it(
    story: Path, change: Callable[[Path], None], changed: set[str]
) -> None:
    before = rendered(story)
    change(story)
    after = rendered(story)
    assert {name for name in after if after[name] != before[name]} == changed
    forget(story)
    assert rendered(story) == after, "a page came from the cache that would be made otherwise"


@pytest.mark.parametrize(
    ("change", "panels"),
    [(_rereference, {"deck"}), (_retemplate, {"deck"})],
    ids=["reference", "template"],
)
def test_what_pictures_are_made_from_is_read_again(
    story: Path, change: Callable[[Path], None], panels: set[str]
) -> None:
    """Not from what is remembered of files; each differs in what the panel is sent."""
    rendered(story)
    seen = {e.shot.panel: (e.shot.key, e.shot.prompt) for e in _plan(story).entries}
    change(story)
    now = {e.shot.panel: (e.shot.key, e.shot.prompt) for e in _plan(story).entries}
    assert {id for id in now if now[id] != seen[id]} == panels


def _plan(story: Path) -> storyboard.plan.model.Plan:  # type: ignore[name-defined]
    return storyboard.plan(storyboard.load(story))


def test_another_resolution_is_another_picture(story: Path) -> None:
    first, second = rendered(story), rendered(story, dpi=60.0)
    assert first["story.pdf"] == second["story.pdf"]
    assert first["story-01.png"] != second["story-01.png"]
    assert rendered(story) == first


@pytest.mark.parametrize("suffix", ["pdf", "json"])
@pytest.mark.parametrize("damage", ["cut", "rot", "empty", "gone"])
def test_a_damaged_page_is_made_again(story: Path, suffix: str, damage: str) -> None:
    first = rendered(story)
    shutil.rmtree(story.parent / "o")
    finished_of.cache_clear()
    for path in sorted(pages_of(story).glob(f"*.{suffix}")):
        data = path.read_bytes()
        middle = len(data) // 2
        if damage == "gone":
            path.unlink()
            continue
        rot = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
        path.write_bytes({"cut": data[:middle], "rot": rot, "empty": b""}[damage])
    assert rendered(story) == first


def test_a_folder_that_cannot_be_written_costs_time_only(story: Path) -> None:
    first = rendered(story)
    forget(story)
    (pipeline.home_of(story) / "pages").write_text("a file where the folder should be")
    assert rendered(story) == first


def test_the_pages_take_up_no_more_than_a_bounded_place(
    story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered(story)
    size = sum(p.stat().st_size for p in pages_of(story).iterdir())
    monkeypatch.setattr("storyboard.pipeline.finished.LARGEST", size)
    for i in range(5):
        story.write_text(STORY.replace("Wait!", f"Wait {i}!"))
        rendered(story)
    kept = sum(p.stat().st_size for p in pages_of(story).iterdir())
    assert kept <= 2 * size
    used = {p.name for p in pages_of(story).iterdir()}
    rendered(story)
    assert {p.name for p in pages_of(story).iterdir()} == used


def test_what_a_person_left_in_the_way_is_kept(story: Path) -> None:
    out = story.parent / "o"
    out.mkdir()
    (out / "story.pdf").write_bytes(b"mine")
    given = storyboard.load(story)
    first = storyboard.render(given, out, ("pdf",))
    assert first.kept == ((out / "story.pdf", out / "story-before.pdf"),)
    assert (out / "story-before.pdf").read_bytes() == b"mine"
    story.write_text(STORY.replace("Harbour.", "Quay."))
    again = storyboard.render(storyboard.load(story), out, ("pdf",))
    assert again.kept == ()
    assert sorted(p.name for p in out.iterdir()) == ["story-before.pdf", "story.pdf"]


def test_pictures_of_pages_that_are_gone_are_removed(story: Path) -> None:
    out = story.parent / "o"

    def render(pages: str | None = None) -> list[str]:
        done = storyboard.render(storyboard.load(story), out, ("png",), dpi=20, pages=pages)
        return [w.message for w in done.warnings if w.code == "earlier-page"]

    more = "".join(f"- panels: [{{id: x{i}, image: a.png}}]\n" for i in range(3))
    story.write_text(STORY + more)
    assert render() == []
    names = [f"story-0{n}.png" for n in range(1, 6)]
    assert sorted(p.name for p in out.iterdir()) == names
    (out / "story-04.png").write_bytes(b"drawn over")
    (out / "story-notes-07.png").write_bytes(b"no page")
    story.write_text(STORY)
    assert render("1") == []  # nothing is known of the other pages then
    assert (out / "story-05.png").exists()
    assert render() == [
        f"removed {out / 'story-03.png'}, {out / 'story-05.png'}:"
        " of pages that the story had when it was last written",
        f"{out / 'story-04.png'}: of no page that the story has",
    ]
    left = ["story-01.png", "story-02.png", "story-04.png", "story-notes-07.png"]
    assert sorted(p.name for p in out.iterdir()) == left


def test_an_unchanged_book_needs_none_of_the_heavy_libraries(story: Path) -> None:
    rendered(story)
    code = (
        "import sys\nfrom storyboard.cli import main\n"
        f"sys.argv = ['storyboard', 'render', {str(story)!r}, '-o', {str(story.parent / 'o')!r},"
        " '--dpi', '40']\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert end.code == 0, end.code\n"
        "heavy = 'numpy uharfbuzz fontTools pikepdf reportlab pypdfium2 storyboard.sketch'\n"
        "print(*[m for m in heavy.split() if m in sys.modules])\n"
    )
    out = subprocess.run(
        [sys.executable, "-c", code], env=dict(os.environ), capture_output=True, check=True
    )
    assert out.stdout.decode().splitlines()[1:] == [""]


def test_sheets_come_back_as_they_were() -> None:
    """Every shipped story, whatever its format, with and without pictures."""
    for path in sorted((ROOT / "stories").glob("*.yaml"))[:6]:
        book = storyboard.layout(storyboard.load(path))
        for sheet in book.sheets:
            assert loaded(dumped(sheet)) == sheet, path
        assert loaded(dumped(book.remarks)) == book.remarks
    with pytest.raises(TypeError, match="no part of a sheet"):
        dumped({"a": 1})


def test_layout_reads_nothing_that_a_pages_digest_leaves_out() -> None:
    left_out = (UNSEEN | UNSEEN_OF_CHARACTERS) - {"pages", "panels"}
    for path in sorted((ROOT / "storyboard" / "layout").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                assert node.attr not in left_out, f"{path.name}:{node.lineno} reads .{node.attr}"


def test_what_was_written_is_remembered_in_plain_rows(tmp_path: Path) -> None:
    file, target = tmp_path / "written.json", tmp_path / "a.pdf"
    target.write_bytes(b"a")
    outputs = Outputs(file)
    outputs.put("pdf", "key", [target])
    outputs.keep()
    assert json.loads(file.read_text())["pdf"][0] == "key"
    assert Outputs(file).find("pdf", "key") == [target]
    assert Outputs(file).find("pdf", "other") is None
    target.write_bytes(b"longer")
    assert Outputs(file).find("pdf", "key") is None
    file.write_text("[1, 2")
    assert Outputs(file).find("pdf", "key") is None
    assert Finished(tmp_path).find("0" * 64) is None


@pytest.mark.parametrize(
    ("words", "lettering", "font"),
    [
        ("Wait!", "{}", "comic"),
        ("Où ça, señor Müller?", "{}", "comic"),
        ("Zaczekaj! Żółć, gęś!", "{}", "hand"),
        ("Żółć", "{font: comic}", None),
    ],
)
def test_a_book_is_lettered_in_one_face(
    write: Write, words: str, lettering: str, font: str | None
) -> None:
    """Where the story does not ask for another."""
    path = write(
        f"title: T\nlettering: {lettering}\ncharacters: {{mara: }}\npanels:\n"
        f"- {{prompt: Mara, caption: Plain., dialogue: [mara: '{words}']}}\n"
    )
    book = storyboard.layout(storyboard.load(path))
    fonts = {
        run.font
        for sheet in book.sheets
        for panel in sheet.panels
        for letter in panel.letters
        for line in letter.lines
        for run in line.runs
    }
    assert fonts == ({font} if font else {"comic", "hand"})


def test_the_sheets_of_a_long_book_are_read_as_they_are_asked_for() -> None:
    from storyboard.pipeline.leafed import Leafed

    read: list[int] = []

    def sheet(place: int) -> object:
        read.append(place)
        return place

    sheets = Leafed(240, sheet)  # type: ignore[arg-type]
    assert (len(sheets), read) == (240, [])
    assert (sheets[3], sheets[-1], sheets[1:3]) == (3, 239, (1, 2))
    assert read == [3, 239, 1, 2]
    with pytest.raises(IndexError):
        sheets[240]
    assert list(sheets) == list(range(240))
