"""The PDF for the screen and the PDF for a printer."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from storyboard.errors import UsageError
from storyboard.geometry import MM, Rect
from storyboard.render.exporters import exporter
from storyboard.render.ink import limited, separated
from storyboard.render.job import Job, PageNote, Said
from storyboard.render.pdf import page_pdf
from storyboard.render.preflight import PRESETS, findings
from storyboard.render.prints import Prints
from tests.exports import made


def boxes(page: pikepdf.Page) -> tuple[list[float], list[float]]:
    return [float(v) for v in page.mediabox], [float(v) for v in page.trimbox]


def with_scene(job: Job, panel: str, caption: str) -> Job:
    note = replace(job.panels[panel], scene=True, said=(Said("caption", "", caption),))
    return replace(job, panels={**job.panels, panel: note})


def test_the_screen_pdf_is_tagged_in_reading_order(tmp_path: Path) -> None:
    job = made(tmp_path, 2)
    told = replace(job.panels["p1.1"], alt="A *pier* at night,\n  empty")
    (file,) = exporter("pdf")(replace(job, panels={**job.panels, "p1.1": told}))
    with pikepdf.open(file) as pdf:
        assert pdf.is_linearized
        assert pdf.Root.MarkInfo.Marked
        document = pdf.Root.StructTreeRoot.K[0]
        assert [str(section.T) for section in document.K] == ["Page 1", "Page 2"]
        panels = document.K[0].K
        assert [str(p.T) for p in panels] == ["p1.1", "p1.2", "p1.3"]
        assert [[str(part.S) for part in p.K] for p in panels] == [["/Figure", "/P"]] * 3
        assert str(panels[0].K[0].Alt) == "A *pier* at night, empty"
        assert str(panels[1].K[0].Alt) == "A pier at night"
        marks = [int(part.K) for p in panels for part in p.K]
        assert marks == list(range(6))
        for index, page in enumerate(pdf.pages):
            assert page.obj.StructParents == index
            content = page.Contents.read_bytes()
            assert [int(n) for n in re.findall(rb"MCID (\d+)", content)] == [0, 2, 4, 1, 3, 5]
            assert content.count(b"BDC") + content.count(b"BMC") == content.count(b"EMC")
            assert pdf.Root.StructTreeRoot.ParentTree.Nums[2 * index + 1][3].Pg == page.obj
        assert boxes(pdf.pages[0]) == ([9, 9, 486, 747], [9, 9, 486, 747])


def test_bookmarks_follow_pages_and_scenes(tmp_path: Path) -> None:
    job = with_scene(made(tmp_path, 4), "p2.2", "That *night*.")
    with pikepdf.open(exporter("pdf")(job)[0]) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Page 1", "That night."]
        assert [item.title for item in outline.root[1].children] == ["Page 2", "Page 3", "Page 4"]
    with pikepdf.open(exporter("pdf")(made(tmp_path, 3))[0]) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Page 1", "Page 2", "Page 3"]


def test_page_labels_are_the_printed_numbers(tmp_path: Path) -> None:
    leaves = [PageNote((4,)), PageNote((5,)), PageNote((6, 7)), PageNote((8,))]
    with pikepdf.open(exporter("pdf")(made(tmp_path, 4, leaves=leaves))[0]) as pdf:
        labels = [str(page.label) for page in pdf.pages]
    assert labels == ["4", "5", "6–7", "8"]


@pytest.mark.skipif(not shutil.which("qpdf"), reason="needs qpdf")
def test_qpdf_finds_no_fault(tmp_path: Path) -> None:
    job = made(tmp_path, 3)
    for name in ("pdf", "pdf-print:marks", "pdf-print:ingram"):
        (file, *_) = exporter(name)(job)
        subprocess.run(["qpdf", "--check", str(file)], check=True, capture_output=True)
        if name == "pdf":
            command = ["qpdf", "--check-linearization", str(file)]
            subprocess.run(command, check=True, capture_output=True)


def test_the_printer_s_pdf_has_its_boxes_and_nothing_else(tmp_path: Path) -> None:
    job = made(tmp_path, 2)
    file, note = exporter("pdf-print")(job)
    assert [file.name, note.name] == ["boat-print.pdf", "boat-print.txt"]
    with pikepdf.open(file) as pdf:
        assert boxes(pdf.pages[0]) == ([0, 0, 495, 756], [9, 9, 486, 747])
        for name in ("/StructTreeRoot", "/Outlines", "/PageLabels", "/MarkInfo"):
            assert name not in pdf.Root
        assert pdf.docinfo["/Title"] == "The Last Boat"
    file, _ = exporter("pdf-print:kdp")(job)
    with pikepdf.open(file) as pdf:
        # No bleed at the spine: left of a recto, right of a verso.
        assert boxes(pdf.pages[0])[0] == [9, 0, 495, 756]
        assert boxes(pdf.pages[1])[0] == [0, 0, 486, 756]
        assert "/Info" not in pdf.trailer
        assert "/Metadata" not in pdf.Root
        (width,) = {float(p.mediabox[2]) - float(p.mediabox[0]) for p in pdf.pages}
        assert width == pytest.approx(477 + 9)
    with pytest.raises(UsageError, match="Kindle Direct Publishing takes no crop marks"):
        exporter("pdf-print:kdp+marks")(job)


def test_crop_marks_stand_outside_of_the_bleed(tmp_path: Path) -> None:
    file, _ = exporter("pdf-print:marks")(made(tmp_path, 1))
    with pikepdf.open(file) as pdf:
        assert boxes(pdf.pages[0]) == ([-18, -18, 513, 774], [9, 9, 486, 747])
        content = b"\n".join(stream.read_bytes() for stream in pdf.pages[0].Contents)
    marks = re.findall(rb"(-?[\d.]+) (-?[\d.]+) m (-?[\d.]+) (-?[\d.]+) l", content)[-8:]
    for mark in marks:
        x1, y1, x2, y2 = (float(v) for v in mark)
        assert not (0 < x1 < 495 and 0 < y1 < 756)
        assert abs(x1 - x2) + abs(y1 - y2) == 18


def test_crop_marks_are_numbers_that_a_page_may_hold(tmp_path: Path) -> None:
    # A bleed of 5 mm leaves the trim's corner 9e-16 pt from a whole number.
    job = made(tmp_path, 1, bleed=5 * MM)
    file, _ = exporter("pdf-print:marks")(job)
    with pikepdf.open(file) as pdf:
        content = b"\n".join(stream.read_bytes() for stream in pdf.pages[0].Contents)
    assert not re.search(rb"\d[eE]-?\d", content)


@pytest.mark.parametrize(("pages", "inches"), [(24, 0.375), (150, 0.375), (151, 0.5), (301, 0.625),
                         (501, 0.75), (701, 0.875)])  # fmt: skip
def test_a_thicker_book_wants_more_at_the_spine(tmp_path: Path, pages: int, inches: float) -> None:
    job = made(tmp_path, 1, leaves=[PageNote((1,), "right")])
    (told,) = [
        one.message for one in findings(job, PRESETS["kdp"], pages=pages) if "spine" in one.message
    ]
    assert f"0.312 in at the spine of 1 page: Kindle Direct Publishing wants {inches}" in told
    assert told.endswith(f"write `page: {{format: …, margin: {{inner: {inches}in}}}}`")
    across = replace(job, leaves=[PageNote((2, 3), "both")])
    assert not any("spine" in one.message for one in findings(across, PRESETS["kdp"], pages=pages))


def test_a_double_page_is_printed_as_two(tmp_path: Path) -> None:
    leaves = [PageNote((2, 3), "both")]
    for rtl in (False, True):
        job = made(tmp_path, 1, leaves=leaves, right_to_left=rtl)
        with pikepdf.open(exporter("pdf-print:kdp")(job)[0]) as pdf:
            found = [boxes(page) for page in pdf.pages]
        left = ([0, 0, 247.5, 756], [9, 9, 247.5, 747])
        right = ([247.5, 0, 495, 756], [247.5, 9, 486, 747])
        assert found == ([right, left] if rtl else [left, right])


def test_cmyk_leaves_no_other_colour_and_keeps_to_the_ink(tmp_path: Path) -> None:
    for words, limit in (("ingram", 240), ("cmyk+ink200", 200)):
        file, _ = exporter(f"pdf-print:{words}")(made(tmp_path, 1))
        with pikepdf.open(file) as pdf:
            operators = {str(op.operator) for op in pikepdf.parse_content_stream(pdf.pages[0])}
            assert not operators & {"rg", "RG", "g", "G", "cs", "CS", "sc", "scn", "gs", "sh"}
            assert {"k", "K"} <= operators
            pictures = list(pdf.pages[0].obj.Resources.XObject.values())
            assert pictures
            for image in pictures:
                assert image.ColorSpace == "/DeviceCMYK"
                inks = np.asarray(Image.open(io.BytesIO(image.read_raw_bytes())), dtype=int)
                assert inks.sum(axis=-1).max() / 2.55 <= limit
            if words == "ingram":
                assert pdf.docinfo["/GTS_PDFXVersion"] == "PDF/X-1a:2003"
                assert pdf.Root.OutputIntents[0].S == "/GTS_PDFX"


def test_inks_show_the_colour_they_were_made_from() -> None:
    rng = np.random.default_rng(7)
    rgb = rng.integers(0, 256, (4000, 3), dtype=np.uint8)
    inks = separated(rgb).astype(float) / 255
    shown = (1 - inks[:, :3]) * (1 - inks[:, 3:])
    assert np.abs(shown - rgb / 255).max() < 0.012
    corners = separated(np.array([[255] * 3, [0] * 3, [255, 0, 0]], dtype=np.uint8))
    assert corners.tolist() == [[0, 0, 0, 0], [96, 96, 96, 255], [0, 255, 255, 0]]
    for limit in (150, 240, 300):
        held = limited(separated(rgb), limit)
        assert held.sum(axis=-1, dtype=int).max() <= limit * 2.55
        assert (held[:, 3] == separated(rgb)[:, 3]).all()


def test_an_icc_profile_is_used_or_named(tmp_path: Path) -> None:
    from storyboard.errors import FileError

    (tmp_path / "no.icc").write_bytes(b"nothing of the kind")
    with pytest.raises(FileError, match=r"cannot use the ICC profile .*no\.icc"):
        exporter("pdf-print")(made(tmp_path, 1, profile=tmp_path / "no.icc"))


def test_the_report_says_what_a_printer_may_refuse(tmp_path: Path) -> None:
    job = made(tmp_path, 1)
    assert job.book
    (sheet,) = job.book.sheets
    one, two, three = sheet.panels
    assert one.art
    letter = one.letters[0]
    (row,) = letter.lines
    small = replace(row, runs=tuple(replace(run, size=6.5) for run in row.runs))
    thin = replace(letter.shapes[0], width=0.5)
    odd = replace(
        one,
        border_width=0.25,
        art=replace(one.art, ppi=150.0),
        letters=(replace(letter, lines=(small,), shapes=(thin,)),),
    )
    away = replace(two.letters[0].lines[0], box=Rect(470, 100, 20, 8))
    off = replace(two, letters=(replace(two.letters[0], lines=(away,)),))
    broken = replace(
        job, book=replace(job.book, sheets=(replace(sheet, panels=(odd, off, three)),))
    )
    _, note = exporter("pdf-print:kdp")(broken)
    assert note.read_text("utf-8").splitlines()[6:] == [
        "9 below the standard:",
        "- 1 pages: Kindle Direct Publishing takes 24 to 828",
        "- 0.312 in at the spine of 1 page: Kindle Direct Publishing wants 0.375 in a book of up to"
        " 150; write `page: {format: …, margin: {inner: 0.375in}}`",
        "- page 1, panel p1.1: the picture prints at 150 ppi: 300 are wanted; make the panel"
        " smaller, or set a picture of your own as its `image`, 875 x 834 px or more",
        "- page 1, panel p1.1: a border of 0.25 pt: 0.75 are wanted",
        "- page 1, panel p1.1: type of 6.5 pt: 7 are wanted",
        "- page 1, panel p1.1: a line of 0.5 pt: 0.75 are wanted",
        "- page 1, panel p1.2: there is no picture",
        "- page 1, panel p1.2: words outside of the live area: “NO.”",
        "- page 1, panel p1.3: there is no picture",
    ]


def test_a_picture_without_colours_is_printed_in_black_alone(tmp_path: Path) -> None:
    grey = np.linspace(0, 240, 600 * 400).reshape(400, 600).astype(np.uint8)
    warm = np.stack([grey + 10, grey + 5, grey], axis=-1)
    job = made(tmp_path, 1)
    assert job.book
    (sheet,) = job.book.sheets
    one = sheet.panels[0]
    assert one.art
    file = tmp_path / "art" / "warm.jpg"
    Image.fromarray(warm).save(file, quality=92)
    panel = replace(one, art=replace(one.art, file=file, sha256="f" * 64))
    page = page_pdf(job.book, replace(sheet, panels=(panel,)), Prints(None))
    out, _ = exporter("pdf-print:cmyk")(replace(job, pages=[page]))
    with pikepdf.open(out) as pdf:
        (image,) = pdf.pages[0].obj.Resources.XObject.values()
        assert image.ColorSpace == "/DeviceGray"
        shown = np.asarray(Image.open(io.BytesIO(image.read_raw_bytes())), dtype=int)
    assert np.abs(shown - (grey.astype(int) + 6)).max() <= 6
