"""Stories: what is read, what is said of broken ones, and that nothing else ever happens."""

from __future__ import annotations

import atexit
import random
import shutil
import struct
import tempfile
import zlib
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image

from storyboard.errors import Diagnostic, FileError, PictureError, StoryError
from storyboard.layout.voices import Manner
from storyboard.layout.words import words_of
from storyboard.pictures import palette, probe
from storyboard.story.load import StoryFile, load
from storyboard.story.model import CaptionLook, PageSize, caption_colours
from storyboard.story.near import nearest
from storyboard.story.nodes import split_lines
from storyboard.story.panels import cast_of, numbered, panel_id, panels_of, quoted_words
from storyboard.story.reader import MAX_BYTES, read_nodes
from storyboard.story.values import isbn13

BROKEN = Path(__file__).parent / "data" / "broken"
LAYOUTS = {"six-grid": [[1, 1]] * 3, "nine-grid": [[1, 1, 1]] * 3, "splash": [[1]]}
FORMATS = ("us-comic", "digest", "manga-b5", "a4", "a5", "letter", "square", "webtoon",
           "sheet-16x9")  # fmt: skip

Write = Callable[..., Path]

FULL = """\
title: Last Boat
author: A. Writer
language: no
page: {width: 6.625in, height: 10.25in, bleed: 3mm, margin: {inner: 0.5in, outer: 36pt}, gutter: 0}
reading: rtl
style:
  look: clear line
  negative: watermark
  codes: [01234567, 12345678, 1e100000]
  expand_prompt: on
generator: {backend: sketch, speed: turbo, seed: 4107, max_cost: 6.00}
characters:
  mara:
    name: Mara Voss
    description: &rain silver hair, yellow raincoat
    voice: {balloon: thought, font: hand, colour: '#f80'}
  on:
  ferryman: {description: *rain}
pages:
  - layout: [[1], [2, 1.5]]
    panels:
      - &first
        id: pier
        shot: wide
        prompt: Mara runs; a sign reads "FERRYMAN 23:40" and “OPEN”
        characters: mara
        caption: 23:40
        dialogue:
          - mara: No
          - on: {text: 4107, as: shout, at: top-left}
        sfx: [HOOONK, {text: null!, at: left}]
        faces: {mara: [0.42, .18, 1e-1, 0.16]}
        seed: 99
        speed: quality
        notes: pan
        duration: 3
      - {<<: *first, id: second, caption: }
      - prompt: |
          The ferryman waves.
        dialogue: [on: Yes, mara: {text: Hello?, as: radio}]
  - layout: [[2, [1, 1]], [1, [1, [1, 2]]]]
    heights: [3, 2]
    slant: [6, -4.5]
    tilt: 3
    panels:
      - {prompt: a, turn: true, bleed: [left, outer], scene: yes}
      - prompt: b
        inset: [.1, 0.1, 0.4, 0.5]
        shape: round
        caption: {text: So it went., as: monologue, at: [0.5, 0]}
        dialogue: [mara: {text: Ah, at: [0.2, 0.3], tail: [.5, .5]}, on: {text: Oh, tail: none}]
        sfx: {text: BANG, at: [1, 1]}
      - {prompt: c, bleed: true, beat: 4}
      - {prompt: d, borderless: on, bleed: top}
      - prompt: e
      - prompt: f
      - prompt: g
      - {prompt: h, shape: oval}
  - panels: [prompt: j]
  - {layout: splash, spread: true, slant: 0, panels: [prompt: i]}
lettering: {case: mixed, size: 9pt, font: hand}
series: Night Ferries
number: 3
summary: Rain.
credits: {artist: [R. Lind, B. Okafor], letterer: 'on'}
"""


def read(path: Path, **more: Any) -> StoryFile:
    return load(path, LAYOUTS, FORMATS, **more)


def faults(path: Path, **more: Any) -> tuple[Diagnostic, ...]:
    with pytest.raises(StoryError) as caught:
        read(path, **more)
    assert any(d.severity == "error" for d in caught.value.diagnostics)
    return caught.value.diagnostics


def plain(text: str) -> Any:
    """A YAML text as plain texts, lists and mappings; every scalar as it is written."""
    root, _ = read_nodes(text, split_lines(text))
    return None if root is None else deepcopy(root.plain_data())


def picture(path: Path, size: tuple[int, int] = (8, 6), **how: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, (200, 30, 30)).save(path, **how)
    return path


# What is said of broken stories


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.yaml")), ids=lambda p: p.stem)
def test_broken_story(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BROKEN)
    said = "\n".join(map(str, faults(Path(path.name))))
    assert said + "\n" == path.with_suffix(".txt").read_text(encoding="utf-8")


def test_every_broken_story_says_where_and_what_to_do() -> None:
    paths = sorted(BROKEN.glob("*.yaml"))
    assert len(paths) >= 50
    for path in paths:
        for d in faults(path):
            assert d.hint, d
            assert d.message[0].islower() or not d.message[0].isalpha() or "." in d.message, d
            assert not d.message.endswith("."), d
            assert d.code != "value", d
            assert d.line > 0 or path.stem == "empty", d
            assert "Input should" not in d.message, d


# What is read


def test_full_story(write: Write) -> None:
    found = read(write(FULL))
    story = found.story
    assert found.warnings == ()
    assert (story.title, story.language, story.reading) == ("Last Boat", "no", "rtl")
    assert (story.series, story.number, story.summary) == ("Night Ferries", "3", "Rain.")
    assert story.credits.people() == {"artist": ("R. Lind", "B. Okafor"), "letterer": ("on",)}
    assert isinstance(story.page, PageSize)
    assert story.page.width == pytest.approx(477)
    assert story.page.bleed == pytest.approx(8.504, abs=1e-3)
    assert story.page.margin is not None
    assert (story.page.margin.inner, story.page.margin.outer, story.page.gutter) == (36, 36, 0)
    assert story.style.codes == ("01234567", "12345678", "1e100000")
    assert story.style.expand_prompt is True
    assert (story.generator.seed, story.generator.max_cost) == (4107, 6.0)
    assert list(story.characters) == ["mara", "on", "ferryman"]
    assert story.characters["ferryman"].description == "silver hair, yellow raincoat"
    assert story.characters["mara"].voice.rgb == (1.0, 136 / 255, 0.0)
    assert story.pages[0].layout == ((1.0,), (2.0, 1.5))
    one, two, three = story.pages[0].panels
    assert [c.text for c in one.caption] == ["23:40"]
    assert [(x.speaker, x.text, x.kind, x.at) for x in one.dialogue] == [
        ("mara", "No", None, None),
        ("on", "4107", "shout", "top-left"),
    ]
    assert [(e.text, e.at) for e in one.sfx] == [("HOOONK", None), ("null!", "left")]
    assert one.faces == {"mara": (0.42, 0.18, 0.1, 0.16)}
    assert (one.seed, one.speed, one.duration) == (99, "quality", 3.0)
    assert (two.id, two.prompt, two.caption) == ("second", one.prompt, ())
    assert three.prompt == "The ferryman waves."
    assert [x.text for x in three.dialogue] == ["Yes", "Hello?"]
    lettering = story.lettering
    assert (lettering.case, lettering.size, lettering.font) == ("mixed", 9, "hand")


def test_pages_of_a_full_story(write: Write) -> None:
    _, page, _, last = read(write(FULL)).story.pages
    assert page.layout == ((2.0, (1.0, 1.0)), (1.0, (1.0, (1.0, 2.0))))
    assert (page.heights, page.slant, page.tilt) == ((3, 2), (6, -4.5), 3)
    assert (page.spread, last.spread, last.slant) == (False, True, 0)
    a, b, c, d, *_, h = page.panels
    assert (a.turn, a.scene, a.bleed, c.bleed, d.bleed) == (
        True, True, ("left", "outer"), True, ("top",),
    )  # fmt: skip
    assert (b.inset, b.shape, c.beat, d.borderless, h.shape) == (
        (0.1, 0.1, 0.4, 0.5), "round", 4, True, "oval",
    )  # fmt: skip
    assert [(x.at, x.tail) for x in b.dialogue] == [((0.2, 0.3), (0.5, 0.5)), (None, "none")]
    assert (b.caption[0].kind, b.caption[0].at, b.sfx[0].at) == ("monologue", (0.5, 0), (1, 1))


@pytest.mark.parametrize(
    ("page", "reading"),
    [
        ("us-comic", "ltr"), ("manga-b5", "rtl"), ("manga-b5\nreading: ltr", "ltr"),
        ("{format: manga-b5, gutter: 2mm}", "rtl"), ("digest\nreading: rtl", "rtl"),
    ],
)  # fmt: skip
def test_manga_is_read_from_the_right(page: str, reading: str, write: Write) -> None:
    path = write(f"title: x\npage: {page}\npanels:\n  - prompt: a\n")
    assert read(path).story.reading == reading


def test_fonts_of_a_story(write: Write, tmp_path: Path) -> None:
    path = write("title: x\nfonts: {own: a.ttf}\nlettering: {font: own}\npanels: [prompt: a]\n")
    target = tmp_path / "a.ttf"
    for head in (b"\0\1\0\0", b"OTTO", b"true"):
        target.write_bytes(head + bytes(8))
        assert read(path).story.fonts == {"own": "a.ttf"}
    target.write_bytes(b"wOF2" + bytes(8))
    assert [d.message for d in faults(path)] == ["a.ttf is a web font"]
    for data in (b"", b"OTTO", b"\x89PNG" + bytes(8)):
        target.write_bytes(data)
        assert [d.message for d in faults(path)] == ["a.ttf is no font"]
    target.write_bytes(b"ttcf\0\1\0\0\0\0\0\2")
    for number, said in (("1", []), ("2", ["a.ttf#2: the file has 2 fonts, counted from 0"])):
        write(f"title: x\nfonts: {{own: a.ttf#{number}}}\npanels: [prompt: a]\n")
        try:
            assert read(path).story.fonts["own"] == f"a.ttf#{number}"
        except StoryError as error:
            assert [d.message for d in error.diagnostics] == said


def test_warnings_of_pages(write: Write) -> None:
    page = "  - layout: {}\n    panels: [{}]\n"
    text = (
        "title: x\npages:\n"
        + page.format("[[1, [1, 1]]]", "prompt: a, prompt: b, prompt: c")
        + page.format("[[[1, 1], 1]]", "{prompt: a, turn: true}, prompt: b, prompt: c")
        + page.format("[[1, 1, 1]]", "prompt: a, {prompt: b, turn: true}, prompt: c")
    )
    found = [(d.line, d.column, d.code) for d in read(write(text)).warnings]
    assert found == [(5, 14, "blockage"), (8, 37, "page-turn")]
    mirrored = read(write(text.replace("title: x", "title: x\nreading: rtl"))).warnings
    assert [(d.line - 1, d.column, d.code) for d in mirrored] == found
    strip = text.replace("title: x", "title: x\npage: webtoon")
    assert [d.code for d in read(write(strip)).warnings] == ["blockage"]


def test_names_and_casts(write: Write) -> None:
    story = read(write(FULL)).story
    assert [(p, i, name) for p, i, name, _ in numbered(story)] == [
        (0, 0, "pier"), (0, 1, "second"), (0, 2, "p1.3"),
        *((1, i, f"p2.{i + 1}") for i in range(8)), (2, 0, "p3.1"), (3, 0, "p4.1"),
    ]  # fmt: skip
    panels = dict(panels_of(story))
    assert cast_of(story, panels["pier"]) == ("mara",)
    # The sign's ferryman is a word; a voice over the radio is not in the picture.
    assert cast_of(story, panels["p1.3"]) == ("ferryman", "on")
    assert quoted_words(panels["pier"].prompt) == ("FERRYMAN 23:40", "OPEN")
    assert (panel_id(1, 0), panel_id(None, 3)) == ("p2.1", "p4")


def test_cast_is_found_by_names_and_led_by_a_reference(write: Write) -> None:
    picture(write("", "x").parent / "tom.png")
    story = read(
        write(
            "title: x\ncharacters:\n"
            "  mara: {name: Captain Mara Voss}\n  old_tom: {name: Tom Voss, reference: tom.png}\n"
            "panels:\n"
            "  - prompt: Mara's hand; a captain and a Voss\n"
            "  - prompt: Mara waves to Tom\n"
            "  - prompt: old Tom sleeps, marathon shoes on\n"
            "  - {prompt: a pier, characters: []}\n"
            "  - {prompt: Tom, characters: [mara, old_tom, mara]}\n"
        )
    ).story
    casts = [cast_of(story, p) for p in story.panels]
    assert casts == [("mara",), ("old_tom", "mara"), ("old_tom",), (), ("mara", "old_tom")]


def test_who_is_only_heard_is_not_in_the_picture(write: Write) -> None:
    story = read(
        write(
            "title: x\ncharacters:\n  mara: {}\n  hal: {voice: {balloon: radio}}\n"
            "panels:\n"
            "  - {prompt: a ship, dialogue: [mara: Open., hal: No.]}\n"
            "  - {prompt: a ship, dialogue: [hal: {text: 'No.', as: speech}]}\n"
            "  - {prompt: a ship, dialogue: [mara: {text: 'Hal!', tail: left}, hal: Yes?]}\n"
            "  - {prompt: Mara and Hal, dialogue: [hal: Hm.]}\n"
        )
    ).story
    casts = [cast_of(story, p) for p in story.panels]
    assert casts == [("mara",), ("hal",), (), ("mara", "hal")]


def test_places(write: Write) -> None:
    path = write(FULL)
    found = read(path)

    def at(*loc: str | int, **how: bool) -> tuple[int, int]:
        return found.where(loc, **how)[:2]

    assert at("title") == (1, 8)
    assert at("pages", 0, "panels", 0, "prompt") == (25, 17)
    assert at("pages", 0, "panels", 0, "prompt", key=True) == (25, 9)
    assert at("pages", 0, "panels", 0, "caption", 0, "text") == (27, 18)
    assert at("pages", 0, "panels", 0, "dialogue", 0, "text") == (29, 19)
    assert at("pages", 0, "panels", 0, "dialogue", 1, "kind") == (30, 34)
    assert at("pages", 0, "panels", 0, "alt") == (22, 9)
    assert at("pages", 0, "panels", 1, "caption") == (37, 34)
    said = found.diagnostic(("pages", 0, "panels", 0, "sfx"), "warning", "x-y", "too loud", "hush")
    text = "        sfx: [HOOONK, {text: null!, at: left}]"
    assert said == Diagnostic(str(path), 31, 14, "warning", "x-y", "too loud", "hush", text)
    assert found.diagnostic((), "error", "x", "y").line == 0


def test_warnings_are_data(write: Write) -> None:
    found = read(write('title: x\npanels:\n  - prompt: a "sign\n  - prompt: gate #9\n'))
    assert [(d.line, d.column, d.code) for d in found.warnings] == [
        (3, 13, "unbalanced-quotes"),
        (4, 18, "comment"),
    ]


def test_backend_of_the_caller(write: Write) -> None:
    path = write("title: x\ncharacters: {mara: }\npanels:\n  - prompt: Mara\n")
    assert read(path, backend="sketch").story.generator.backend == "sketch"
    assert [d.code for d in faults(path, backend="modelrunner")] == ["no-reference"]
    assert [d.code for d in faults(path, backend="files")] == ["no-picture"]


@pytest.mark.parametrize(
    ("tom", "line"),
    [
        ("{voice: {balloon: radio}}", "{tom: Over}"),
        ("{description: old}", "{tom: {text: Over, as: radio}}"),
        ("{description: old}", "{tom: {text: Over, tail: left}}"),
    ],
)
def test_who_is_only_heard_leads_no_panel(write: Write, tom: str, line: str) -> None:
    picture(write("", "x").parent / "m.png")
    path = write(
        f"title: x\ncharacters: {{mara: {{reference: m.png}}, tom: {tom}}}\n"
        f"panels:\n  - {{prompt: An empty pier, dialogue: [{line}]}}\n"
    )
    (fault,) = faults(path, backend="modelrunner")
    assert "nobody is in this panel" in fault.message


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbftitle: x\npanels: [prompt: a]\n",
        b"title: x\r\npanels:\r\n  - prompt: a\r\n",
        b"---\ntitle: x\npanels: [prompt: a]\n...\n",
        b"{title: x, panels: [{prompt: a}]}",
        b"%YAML 1.1\n---\n!!map {!!str title: ! x, panels: !!seq [prompt: a]}",
    ],
)
def test_other_ways_to_write_a_file(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "story.yaml"
    path.write_bytes(data)
    assert read(path).story.panels[0].prompt == "a"


# Files that are no stories


def test_file_faults(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"none\.yaml does not exist"):
        read(tmp_path / "none.yaml")
    with pytest.raises(FileError, match="is no file"):
        read(tmp_path)
    with pytest.raises(FileError, match="cannot be read"):
        read(Path("a\0b"))


def test_encodings(tmp_path: Path) -> None:
    path = tmp_path / "story.yaml"
    path.write_bytes("title: x\nauthor: Zoë\n".encode("latin-1"))
    (said,) = faults(path)
    assert (said.line, said.column, said.code) == (2, 11, "encoding")
    assert said.message == "a byte stands here that is no UTF-8 text (0xEB)"
    path.write_bytes(b"\xef\xbb\xbf\xff")
    assert [(d.line, d.column) for d in faults(path)] == [(1, 1)]
    path.write_bytes("title: x\n".encode("utf-16"))
    assert "UTF-16" in faults(path)[0].message
    path.write_bytes(b"title: a\x1b[31mb\n")
    (said,) = faults(path)
    assert (said.line, said.column, said.code) == (1, 9, "character")
    assert "\x1b" not in str(said)


def test_bounds(tmp_path: Path) -> None:
    path = tmp_path / "story.yaml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    assert [d.code for d in faults(path)] == ["too-large"]
    bomb = "a0: &a0 [x]\n" + "".join(
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 40)
    )
    path.write_text(bomb)
    assert [d.code for d in faults(path)] == ["too-many"]
    merges = "&a {" + ", ".join(f"k{i}: x" for i in range(5000)) + "}"
    path.write_text(f"a: {merges}\nb: [" + ", ".join(["{<<: *a}"] * 5000) + "]\n")
    assert "too-many" in [d.code for d in faults(path)]
    path.write_text("- x\n" * 120_000)
    assert [d.code for d in faults(path)] == ["too-many"]
    for deep in ("[" * 100_000, "- " * 100_000 + "x", "{a: " * 5000):
        path.write_text(deep)
        assert [d.code for d in faults(path)] == ["too-deep"]
    layered = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 80))
    path.write_text(layered)
    assert [d.code for d in faults(path)] == ["too-deep"]


# Files that a story names


REFERENCED = """\
title: x
characters:
  mara: {{reference: {0}}}
panels:
  - prompt: Mara
"""


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp", "deep/er/a.png"])
def test_pictures_that_are_taken(name: str, write: Write) -> None:
    path = write(REFERENCED.format(name))
    made = picture(path.parent / name, (30, 20))
    assert read(path).story.characters["mara"].reference == name
    found = probe(made)
    assert (found.width, found.height, found.size) == (30, 20, made.stat().st_size)
    assert found.mime == f"image/{made.suffix[1:].replace('jpg', 'jpeg')}"


def _png_claiming(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def test_pictures_that_are_refused(write: Write, tmp_path: Path) -> None:
    path = write(REFERENCED.format("a.png"))
    target = tmp_path / "a.png"

    def said(data: bytes) -> str:
        target.write_bytes(data)
        (d,) = faults(path)
        assert (d.line, d.column) == (3, 21)
        assert d.hint
        return d.message

    whole = picture(tmp_path / "whole.png", (64, 64)).read_bytes()
    jpeg = picture(tmp_path / "whole.jpg", (64, 64)).read_bytes()
    webp = picture(tmp_path / "whole.webp", (64, 64)).read_bytes()
    assert said(b"") == "a.png is empty"
    assert said(b"GIF89a...") == "a.png is a GIF, not a JPEG, PNG or WebP"
    assert said(b"<svg xmlns=''/>") == "a.png is an SVG, not a JPEG, PNG or WebP"
    assert (
        said(b"\0\0\0\x1cftypavif") == "a.png is an AVIF or HEIC picture, not a JPEG, PNG or WebP"
    )
    assert said(b"hello") == "a.png is no picture, not a JPEG, PNG or WebP"
    for data in (whole[:20], whole[:-4], jpeg[:200], webp[:25], webp[:-9], whole[:8]):
        assert said(data) == "a.png is cut short"
    assert said(b"\xff\xd8" + b"\0" * 50 + b"\xff\xd9") == (
        "a.png is damaged: its header cannot be read"
    )
    assert said(_png_claiming(20000, 20000)) == (
        "a.png has 20000 × 20000 pixels, more than 100 megapixels"
    )
    frames = [Image.new("RGB", (8, 8), c) for c in ("red", "blue")]
    for kind in ("png", "webp"):
        frames[0].save(tmp_path / f"moving.{kind}", save_all=True, append_images=frames[1:])
        moving = (tmp_path / f"moving.{kind}").read_bytes()
        assert said(moving) == "a.png is an animation, and a still picture is wanted"


def test_large_files_are_refused_unread(write: Write, tmp_path: Path) -> None:
    path = write(REFERENCED.format("a.jpg"))
    made = picture(tmp_path / "a.jpg")
    data = made.read_bytes()
    with made.open("r+b") as stream:
        stream.truncate(60_000_000)
    (said,) = faults(path)
    assert said.message == "a.jpg has 60 MB, more than 50"
    made.write_bytes(data[:-2] + b"\0" * 11_000_000 + data[-2:])
    assert read(path).warnings == ()
    assert read(path, backend="modelrunner").warnings == (), "made smaller before it is sent"


def test_names_of_files(write: Write, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    outside = picture(tmp_path / "out.png")
    inside = picture(folder / "refs" / "Mara.png")
    (folder / "link.png").symlink_to(outside)
    (folder / "fine.png").symlink_to(inside)
    (folder / "loop.png").symlink_to(folder / "loop.png")

    def said(name: str) -> tuple[str, str]:
        (d,) = faults(write(REFERENCED.format(name), "in/story.yaml"))
        return d.message, d.hint

    read(write(REFERENCED.format("refs/Mara.png"), "in/story.yaml"))
    read(write(REFERENCED.format("./fine.png"), "in/story.yaml"))
    assert said("link.png")[0] == "link.png leads out of the story's folder"
    assert said("../out.png")[0] == "../out.png leads out of the story's folder"
    assert said("refs/../../in/fine.png")[0].endswith("leads out of the story's folder")
    assert said("loop.png")[0].startswith("loop.png ")
    assert said("refs/mara.pgn") == ("refs/mara.pgn does not exist", "did you mean refs/Mara.png?")
    assert said("refs") == ("refs is no file", "name a picture, not a folder")
    assert said("x" * 5000)[0].startswith("xxxx")


def test_mask_and_template(write: Write, tmp_path: Path) -> None:
    path = write(
        "title: x\nstyle: {template: own.j2}\ncharacters:\n"
        "  mara: {reference: a.png, mask: b.png}\npanels:\n  - image: a.png\n"
    )
    picture(tmp_path / "a.png", (8, 8))
    picture(tmp_path / "b.png", (8, 9))
    (tmp_path / "own.j2").write_bytes(b"\xff")
    assert [d.message for d in faults(path)] == [
        "own.j2 is no UTF-8 text",
        "the mask has 8 × 9 pixels and its reference 8 × 8",
    ]
    picture(tmp_path / "b.png", (8, 8))
    (tmp_path / "own.j2").write_text("{{ prompt }}")
    assert read(path).story.style.template == "own.j2"


def test_palette(tmp_path: Path) -> None:
    image = Image.new("RGBA", (100, 100), (250, 250, 250, 0))
    image.paste((200, 30, 30, 255), (0, 0, 100, 60))
    image.paste((20, 40, 160, 255), (0, 60, 100, 90))
    image.save(tmp_path / "a.png")
    found = palette(tmp_path / "a.png")
    assert found[:2] == ((200, 30, 30), (20, 40, 160))
    assert found == palette(tmp_path / "a.png")
    assert len(palette(tmp_path / "a.png", 1)) == 1
    for mode in ("L", "P", "CMYK", "I;16", "1", "LA"):
        name = tmp_path / ("m.jpg" if mode == "CMYK" else "m.png")
        Image.new(mode, (10, 10), (9, 255) if mode == "LA" else 0).save(name)
        assert len(palette(name)) == 1
    Image.new("LA", (10, 10)).save(tmp_path / "clear.png")
    assert palette(tmp_path / "clear.png") == ()
    with pytest.raises(PictureError):
        palette(tmp_path / "none.png")


@pytest.mark.parametrize(
    ("word", "options", "meant"),
    [
        ("promt", ("id", "prompt", "shot"), "prompt"),
        ("Mara", ("mara", "maria"), "mara"),
        ("us comic", ("us-comic", "a4"), "us-comic"),
        ("a", ("a4", "a5"), None),
        ("balanced!", ("turbo", "balanced"), "balanced"),
        ("teh", ("the", "ten"), "the"),
        ("xyzzy", ("id", "prompt", "shot"), None),
        ("", ("id",), None),
        ("p" * 5000, ("prompt",), None),
    ],
)
def test_nearest(word: str, options: tuple[str, ...], meant: str | None) -> None:
    assert nearest(word, options) == meant


# Whatever the bytes, a story or diagnostics: nothing else


_FOLDER = Path(tempfile.mkdtemp(prefix="story-"))
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
_KEYS = (
    "title author language page reading style look type negative images codes expand_prompt "
    "template generator backend speed seed max_cost characters name reference mask description "
    "voice balloon font colour pages layout panels id prompt shot caption dialogue sfx image "
    "faces notes duration alt text as at kind speaker width height bleed margin gutter top << "
    "mara on fonts lettering case size tail borderless shape inset beat scene turn heights slant "
    "tilt spread format left outer round oval upper spoken none"
)
_WORDS = st.sampled_from(_KEYS.split(" "))
_SCALARS = st.one_of(
    st.none(), st.text(max_size=12), st.integers(), st.floats(), st.booleans(), _WORDS,
    st.sampled_from(
        ["sketch", "modelrunner", "files", "turbo", "splash", "1A2B3C4D", "12mm", "-1in", "a:b",
         "p1", "../x", "/x", "\0", "x" * 300, "nan", "1e999", "１", "-", ""]
    ),
)  # fmt: skip
_TREES = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(_WORDS | st.text(max_size=5), inner, max_size=5)
    ),
    max_leaves=25,
)


def only_diagnostics(data: bytes) -> None:
    path = _FOLDER / "story.yaml"
    path.write_bytes(data)
    try:
        read(path)
    except StoryError as error:
        assert any(d.severity == "error" for d in error.diagnostics)
        places = [(d.line, d.column) for d in error.diagnostics]
        assert places == sorted(places)
        for d in error.diagnostics:
            assert d.message
            assert d.code != "value", d
            assert "Input should" not in d.message
            assert (d.line == 0) == (d.column == 0)
            assert not d.text or d.column <= len(d.text) + 1, d
            assert "\n" not in d.message + d.hint + d.text


def mutated(seed: int) -> bytes:
    """A good story with a few parts cut, doubled, swapped or replaced."""
    rng = random.Random(seed)
    text = FULL
    bits = ["\t", ": ", "- ", "\n", '"', "'", "{", "]", "#", " #x", "&a ", "*a", "!x ", "<<: ",
            "|", ">", "%", "@", "\0", "\x85", "é", "? ", "...\n", "---\n", "  ", "~"]  # fmt: skip
    for _ in range(rng.randint(1, 4)):
        a = rng.randrange(len(text))
        b = min(len(text), a + rng.randint(0, 12))
        how = rng.randrange(4)
        if how == 0:
            text = text[:a] + text[b:]
        elif how == 1:
            text = text[:a] + rng.choice(bits) + text[a:]
        elif how == 2:
            text = text[:a] + rng.choice(bits) + text[b:]
        else:
            text = text[:b] + text[a:b] + text[b:]
    return text.encode()


def replaced(seed: int, value: Any) -> bytes:
    """A good story with one of its values replaced by any other."""
    rng = random.Random(seed)
    tree = plain(FULL)
    node, paths = tree, []
    while isinstance(node, dict | list) and node:
        key = rng.choice(list(node)) if isinstance(node, dict) else rng.randrange(len(node))
        paths.append((node, key))
        node = node[key]
    parent, key = rng.choice(paths)
    parent[key] = value
    return yaml.safe_dump(tree, allow_unicode=True).encode()


_QUICK = settings(
    max_examples=60, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
_LONG = settings(_QUICK, max_examples=3000)


@_QUICK
@given(st.binary(max_size=200))
@example(b"? ? ? ?")
@example(b"<<: 1")
@example(b"&a : *a")
@example(b"a: \xf0\x9f\x98\x80\x00")
def test_any_bytes(data: bytes) -> None:
    only_diagnostics(data)


@_QUICK
@given(_TREES)
def test_any_tree(tree: Any) -> None:
    only_diagnostics(yaml.safe_dump(tree, allow_unicode=True).encode("utf-8", "replace"))


@_QUICK
@given(st.integers(0, 2**32), _TREES)
def test_any_value_in_a_good_story(seed: int, value: Any) -> None:
    only_diagnostics(replaced(seed, value))


def test_any_mutation() -> None:
    for seed in range(150):
        only_diagnostics(mutated(seed))


@pytest.mark.heavy
def test_any_bytes_at_length() -> None:
    _LONG(given(st.binary(max_size=400))(only_diagnostics))()
    _LONG(given(st.text(max_size=300).map(str.encode))(only_diagnostics))()


@pytest.mark.heavy
def test_any_story_at_length() -> None:
    for seed in range(10_000):
        only_diagnostics(mutated(seed))
    _LONG(given(st.integers(0, 2**32), _TREES)(lambda s, v: only_diagnostics(replaced(s, v))))()
    _LONG(given(_TREES)(lambda t: only_diagnostics(yaml.safe_dump(t).encode())))()


def test_a_name_that_is_a_word_of_every_day_wants_its_capital(write: Write) -> None:
    path = write(
        "title: x\ncharacters: {will: , rose: {name: Rose Ash}, mara: }\npanels:\n"
        "  - prompt: An empty street where it will rain and a rose grows\n"
        "  - prompt: Will gives Rose's letter to mara\n"
        "  - prompt: Rose Ash will wait\n"
    )
    story = read(path).story
    told = [cast_of(story, panel) for _, _, _, panel in numbered(story)]
    assert told == [(), ("will", "rose", "mara"), ("rose",)]


def test_a_misspelt_prompt_is_one_fault_and_hides_no_other(write: Write) -> None:
    found = faults(
        write(
            "title: T\ncharacters: {mara: {voice: {colour: blakc}}}\npanels:\n"
            "- promt: Mara runs\n  dialogue: [mraa: Wait!]\n- caption: Later.\n"
        )
    )
    assert [(d.line, d.message, d.hint) for d in found] == [
        (2, "'blakc' is no colour", "did you mean black?"),
        (4, "`promt` is no key of a panel", "did you mean `prompt`?"),
        (5, "'mraa' speaks and is no character of the story", "did you mean mara?"),
        (
            6,
            "the panel has no prompt and no image",
            "say what is seen in `prompt:` or name a picture in `image:`",
        ),
    ]


def test_a_picture_that_comes_later(write: Write, tmp_path: Path) -> None:
    text = "title: x\npanels:\n  - {prompt: a pier, image: art/pier.png}\n"
    found = read(write(text))
    assert [(d.severity, d.code, d.line) for d in found.warnings] == [
        ("warning", "picture-awaited", 3)
    ]
    assert (found.story.panels[0].image, found.awaited) == (None, ("art/pier.png",))
    picture(tmp_path / "art/pier.png")
    found = read(write(text))
    assert (found.story.panels[0].image, found.awaited, found.warnings) == ("art/pier.png", (), ())
    (tmp_path / "art/pier.png").unlink()
    for other in (text.replace("prompt: a pier, ", ""), f"{text}generator: {{backend: files}}\n"):
        assert "file-missing" in {d.code for d in faults(write(other))}


def test_heads_given_in_pixels_and_heads_that_reach_out(write: Write, tmp_path: Path) -> None:
    picture(tmp_path / "a.png", (1200, 800))
    text = (
        "title: x\ncharacters: {mara: , tom: }\npanels:\n- image: a.png\n"
        "  faces: {mara: [300, 200, 120, 160], tom: [0.5, -0.02, .1, .2]}\n"
    )
    (fault,) = faults(write(text))
    assert fault.hint == "of 1200 × 800 pixels that is [0.25, 0.25, 0.1, 0.2]"
    text = text.replace("300, 200, 120, 160", ".25, .25, .1, .2")
    heads = read(write(text)).story.panels[0].faces
    assert heads["mara"] == (0.25, 0.25, 0.1, 0.2)
    assert heads["tom"] == pytest.approx((0.5, 0.0, 0.1, 0.18))


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("978-0-306-40615-7", "9780306406157"),
        ("0-306-40615-2", "9780306406157"),
        ("ISBN 080442957X", "9780804429573"),
        ("979 12 200 0852 5", "9791220008525"),
        ("9780306406158", None),
        ("0306406153", None),
        ("1234567890128", None),
        ("X306406152", None),
    ],
)
def test_an_isbn_is_checked_by_its_last_digit(written: str, means: str | None) -> None:
    assert isbn13(written) == means


def test_captions_have_colours_of_their_own_or_the_storys(write: Write) -> None:
    story = read(
        write(
            "title: x\nlettering: {captions: {background: navy}}\npanels:\n"
            "  - {prompt: a, caption: [one, {text: two, background: white, colour: '#f00'}]}\n"
        )
    ).story
    one, two = story.panels[0].caption
    white, navy, usual = (1.0, 1.0, 1.0), (0.0, 0.0, 128 / 255), story.lettering.captions
    assert caption_colours(one, usual) == (white, navy)
    assert caption_colours(two, usual) == ((1.0, 0.0, 0.0), white)
    assert caption_colours(one, CaptionLook()) == (None, None)
    made = words_of(story.panels[0], {}, Manner(captions=usual))
    assert [(w.colour, w.voice.fill) for w in made] == [(white, navy), ((1.0, 0.0, 0.0), white)]
