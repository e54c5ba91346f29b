"""The film storyboard, the timeline and the animatic."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from storyboard import assets, pipeline
from storyboard.errors import FileError, UsageError
from storyboard.render import timeline
from storyboard.render.exporters import exporter, ready
from storyboard.render.film_layout import AIR, layout_of
from storyboard.render.job import PanelNote, Said
from storyboard.render.shots import clock, seconds, shot_and_camera
from tests.exports import job_of, made


def words(file: Path) -> list[str]:
    document = pdfium.PdfDocument(file)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


@pytest.mark.parametrize(("word", "count", "size"), [
    ("", 2, (841.89, 595.28)), ("3", 3, (595.28, 841.89)), ("4+letter", 3, (792, 612)),
    ("table", 3, (841.89, 595.28)),
])  # fmt: skip
def test_a_sheet_has_so_many_frames_a_page(
    tmp_path: Path, word: str, count: int, size: tuple[float, float]
) -> None:
    (file,) = exporter(f"sheet:{word}")(made(tmp_path, 3))
    assert file.name == "boat-sheet.pdf"
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) == count
        box = [float(v) for v in pdf.pages[0].mediabox]
        assert box[2:] == pytest.approx(size, abs=0.01)
        assert pdf.Root.MarkInfo.Marked
    text = "\n".join(words(file))
    for part in ("wide", "low angle", "A pier at night", "MARA: Wait!", "pan left", "2.5 s"):
        assert text.count(part) == 9
    assert "Running time 0:22.5" in text
    assert f"{count} / {count}" in text


def test_long_words_are_set_smaller_and_stay_in_their_cell(tmp_path: Path) -> None:
    job = made(tmp_path, 1)
    note = PanelNote("A pier and a boat at night. " * 12, "wide", "Pan left. " * 9, 3.0)
    (file,) = exporter("sheet")(replace(job, panels=dict.fromkeys(job.panels, note)))
    document = pdfium.PdfDocument(file)
    text = document[0].get_textpage()
    for index in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(index)
        assert left >= 35
        assert right <= 842 - 35
        assert bottom >= 595.28 / 2 - 40 or top < 0 or bottom == top
    document.close()


def test_a_layout_that_is_not_there_or_wrong_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'5' is nothing that sheet knows: choose from 3, 4, 6"):
        exporter("sheet:5")(made(tmp_path, 1))
    (tmp_path / "sheets").mkdir()
    (tmp_path / "sheets" / "6.yaml").write_text("page: landscape\n")
    with pytest.raises(UsageError, match=r"sheets/6\.yaml cannot be used"):
        exporter("sheet")(made(tmp_path, 1, templates=tmp_path))


def test_shot_and_camera_are_told_apart_and_times_are_found() -> None:
    assert shot_and_camera("wide, low angle") == ("wide", "low angle")
    assert shot_and_camera("Dutch angle; slow pan, close-up") == (
        "close-up",
        "Dutch angle, slow pan",
    )
    assert shot_and_camera("") == ("", "")
    assert seconds(PanelNote(duration=2.5)) == (2.5, False)
    assert seconds(PanelNote()) == (2.0, True)
    talk = tuple(Said("speech", "M", "one two three four five six seven") for _ in range(2))
    assert seconds(PanelNote(said=talk)) == (6.5, True)
    assert [clock(t) for t in (0, 7, 62.5, 3601)] == ["0:00", "0:07", "1:02.5", "60:01"]


def test_a_timeline_holds_every_panel_for_as_long_as_it_lasts(tmp_path: Path) -> None:
    job = made(tmp_path, 2, name="Überfahrt 1", title="Boat / 終")
    file, *frames = exporter("otio")(job)
    film = json.loads(file.read_text(encoding="utf-8"))
    assert (film["OTIO_SCHEMA"], film["name"]) == ("Timeline.1", "Boat / 終")
    assert film["global_start_time"]["rate"] == 24
    clips = film["tracks"]["children"][0]["children"]
    assert [c["name"] for c in clips] == ["p1.1", "p1.2", "p1.3", "p2.1", "p2.2", "p2.3"]
    for clip in clips:
        media = clip["media_references"]["DEFAULT_MEDIA"]
        assert clip["source_range"]["duration"]["value"] == 60
        assert media["available_range"] == clip["source_range"]
    told = clips[0]["metadata"]["storyboard"]
    assert (told["shot"], told["camera"], told["dialogue"]) == (
        "wide",
        "low angle",
        ["Mara: Wait!"],
    )
    url = clips[0]["media_references"]["DEFAULT_MEDIA"]["target_url"]
    assert url == "%C3%9Cberfahrt%201-frames/001.jpg"
    assert len(frames) == 6
    with Image.open(frames[0]) as still:
        assert still.size == (1920, 1080)
        assert still.getpixel((5, 540)) == pytest.approx((0, 0, 0), abs=3)
        assert still.getpixel((960, 700)) == pytest.approx((48, 96, 192), abs=12)


def test_lengths_do_not_drift() -> None:
    notes = [PanelNote(duration=0.1)] * 100
    assert sum(timeline.lengths(notes)) == 240


def test_without_ffmpeg_there_is_a_sentence_and_nothing_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(__import__("sys").modules, "imageio_ffmpeg", None)
    sentence = r"needs ffmpeg, and there is none: install it \(apt"
    with pytest.raises(UsageError, match=sentence):
        exporter("animatic")(made(tmp_path, 1))
    file = pipeline.load(film_of(tmp_path))
    with pytest.raises(UsageError, match=sentence):
        pipeline.render(file, tmp_path / "out", ("sheet", "animatic", "html"), planned=unplanned)
    assert not (tmp_path / "out").exists()


def unplanned(plan: object) -> None:
    raise AssertionError("it was refused too late")


def film_of(folder: Path) -> Path:
    """A story of two film frames."""
    file = folder / "film.yaml"
    file.write_text(
        """title: Film
page: sheet-16x9
characters: {mara: {name: Mara, description: woman of thirty}, tom: {name: Tom}}
panels:
  - prompt: Mara stands on a pier.
    shot: wide
    dialogue: [{mara: Who is there?}, {tom: {text: Me., tail: right}}]
  - prompt: The sea at night.
""",
        encoding="utf-8",
    )
    return file


@pytest.mark.parametrize(
    "to",
    [
        ("pdf-print:kdp", "pdf-print:ingram"),
        ("webtoon", "webtoon:tapas"),
        ("pdf", "cbz:2.1", "cbz"),
    ],
)
def test_one_form_with_two_sets_of_words_is_refused_first(
    tmp_path: Path, to: tuple[str, ...]
) -> None:
    first, second = to[-2:]
    sentence = f"^{first} and {second} would be written to the same file: .*another folder"
    with pytest.raises(UsageError, match=sentence):
        pipeline.render(pipeline.load(film_of(tmp_path)), tmp_path / "out", to, planned=unplanned)
    for wrong in ("sheet:5", "pdf-print:kdp+ingram", "cbz:3.0", "webtoon:x", "html:x"):
        with pytest.raises(UsageError):
            pipeline.render(
                pipeline.load(film_of(tmp_path)), tmp_path / "out", (wrong,), planned=unplanned
            )
    twice = ["sheet:4", "pdf", "sheet:4", "pdf-print"]
    assert ready(twice, assets.shipped("templates")) == ["sheet:4", "pdf", "pdf-print"]


def test_film_frames_are_bare_pictures_and_words_share_their_edges(tmp_path: Path) -> None:
    """Of a film's own pages: no border, no black beside it; and who is not seen is said so."""
    job = job_of(film_of(tmp_path), tmp_path)
    timeline_, *frames = exporter("otio")(job)
    assert "Tom (off the picture): Me." in timeline_.read_text("utf-8")
    for file in frames:
        with Image.open(file) as still:
            assert still.size == (1920, 1080)
            grey = np.asarray(still.convert("L"), dtype=float)
        inner = grey[8:-8, 8:-8]
        # A border would be a row far darker than the one inside of it.
        for edge, within in (
            (grey[0], inner[0]), (grey[-1], inner[-1]), (grey[:, 0], inner[:, 0]),
            (grey[:, -1], inner[:, -1]),
        ):  # fmt: skip
            assert edge.mean() > within.mean() - 30
    (file,) = exporter("sheet")(job)
    assert "TOM (O.S.): Me." in words(file)[0]
    for name in ("6", "6+letter"):
        layout = layout_of(replace(job, words=tuple(name.split("+"))))
        for place in range(6):
            for rtl in (False, True):
                frame, under = layout.divided(layout.cell(place, rtl=rtl), rtl=rtl)
                assert under.ruled
                assert (under.ruled.x, under.ruled.w) == (frame.x, frame.w)
                assert under.box == under.ruled.inset(AIR)


def test_ffmpeg_is_told_what_to_do_and_its_faults_are_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "ffmpeg"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nfor last; do :; done\ncat list.txt > "$last"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    (file,) = exporter("animatic")(made(tmp_path, 1))
    assert file.name == "boat-animatic.mp4"
    assert file.read_text().splitlines()[1:4] == [
        "file '001.jpg'",
        "duration 2.500000",
        "file '002.jpg'",
    ]
    program.write_text("#!/bin/sh\necho 'Unknown encoder libx264' >&2\nexit 1\n")
    with pytest.raises(FileError, match="ffmpeg could not make the film: Unknown encoder libx264"):
        exporter("animatic")(made(tmp_path, 1))
    assert file.read_text().startswith("ffconcat")


def test_the_animatic_is_as_long_as_the_story(tmp_path: Path) -> None:
    try:
        program = timeline.ffmpeg()
    except UsageError as missing:
        pytest.skip(str(missing))
    job = made(tmp_path, 1)
    (file,) = exporter("animatic")(job)
    first = file.read_bytes()
    assert exporter("animatic")(job)[0].read_bytes() == first
    command: list[str | Path] = [program, "-hide_banner", "-i", file, "-f", "null", "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    assert "Duration: 00:00:07.50" in said
    assert "1920x1080" in said
    assert "bt709, progressive" in said
    assert re.findall(r"frame= *(\d+)", said)[-1] == "180"


def test_words_without_room_go_on_in_the_next_place(tmp_path: Path) -> None:
    job = made(tmp_path, 1)
    long = " ".join(f"word{n}" for n in range(400))
    told = {**job.panels, "p1.2": PanelNote("A boat.", notes=long, duration=3.0)}
    for word in ("6", "4", "3", "table"):
        (file,) = exporter(f"sheet:{word}")(replace(job, panels=told))
        text = "\n".join(words(file))
        assert "2, continued" in text
        assert [f"word{n}" for n in range(400)] == [w for w in text.split() if "word" in w]


@pytest.mark.parametrize(("word", "least"), [("3", 1.1), ("4", 1.06), ("6", 1.0)])
def test_frames_take_the_room_that_words_leave(tmp_path: Path, word: str, least: float) -> None:
    job = made(tmp_path, 1)
    brief = {id: PanelNote("A boat.", "wide", duration=2.0) for id in job.panels}
    layout = layout_of(replace(job, words=(word,)))
    frame, _ = layout.divided(layout.cell(0, rtl=False), rtl=False)
    (file,) = exporter(f"sheet:{word}")(replace(job, panels=brief))
    with pikepdf.open(file) as pdf:
        steps = pikepdf.parse_content_stream(pdf.pages[0])
    drawn = [(str(step.operator), [float(v) for v in step.operands if isinstance(v, int | Decimal)])
             for step in steps]  # fmt: skip
    # A frame's outline: black, three quarters of a point.
    at = drawn.index(("w", [0.75]), drawn.index(("RG", [0.0, 0.0, 0.0])))
    assert drawn[at - 1] == ("RG", [0.0, 0.0, 0.0])
    corners = [said[0] for operator, said in drawn[at : at + 9] if operator in ("m", "l")]
    assert max(corners) - min(corners) >= least * frame.w - 0.01
    document = pdfium.PdfDocument(file)
    sizes = {round(o.get_font_size(), 2) for o in document[0].get_objects(filter=(1,))}
    document.close()
    # Where the frame is as wide as its column, the type takes the room.
    assert (layout.size + 2.0 in sizes) == (word != "3")


def test_the_type_is_of_one_size(tmp_path: Path) -> None:
    job = made(tmp_path, 4)
    note = job.panels["p1.1"]
    crowded = replace(note, prompt="A pier and a boat at night. " * 12)
    (file,) = exporter("sheet")(replace(job, panels={**job.panels, "p1.2": crowded}))
    sizes = set()
    document = pdfium.PdfDocument(file)
    for page in document:
        for item in page.get_objects(filter=(1,)):
            sizes.add(round(item.get_font_size() * item.get_matrix().d, 2))
    document.close()
    (body,) = (size for size in sizes if any(abs(size * 0.82 - s) < 0.01 for s in sizes))
    assert 7 <= body <= 8.5
    # Words, labels, numbers; the head; what stands in for a missing picture.
    others = {12.0, 9.0, 8.0}
    assert sorted(sizes - others) == pytest.approx([body * 0.82, body, body * 1.25], abs=0.01)
