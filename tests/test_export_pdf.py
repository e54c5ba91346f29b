"""The PDF for the screen and the PDF for a printer."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tracemalloc
from dataclasses import replace
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from storyboard.errors import UsageError
from storyboard.geometry import MM, Rect
from storyboard.render.book import merge
from storyboard.render.exporters import exporter
from storyboard.render.ink import limited, separated
from storyboard.render.job import Job, PageNote, Said
from storyboard.render.pdf import page_pdf
from storyboard.render.preflight import PRESETS, findings
from storyboard.render.prints import Prints
from tests.exports import made
from tests.sheets import balloon, line


def boxes(page: pikepdf.Page) -> tuple[list[float], list[float]]:
    return [float(v) for v in page.mediabox], [float(v) for v in page.trimbox]


def content(page: pikepdf.Page) -> bytes:
    """What is drawn on a page."""
    page.contents_coalesce()
    return page.Contents.read_bytes()


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


@pytest.mark.skipif(not shutil.which("qpdf"), reason="needs qpdf")
@pytest.mark.parametrize("count", [1, 2, 40])
def test_the_first_page_comes_first(tmp_path: Path, count: int) -> None:
    """Ordered for the web, whatever the pages' lengths, with scenes or without bookmarks."""
    job = made(tmp_path, count)
    job = with_scene(job, f"p{count}.2", "„Später“ (and \\ more)")
    assert job.book
    short = [page_pdf(job.book, replace(s, panels=()), Prints(None)) for s in job.sheets[1:2]]
    (file,) = exporter("pdf")(replace(job, pages=[*job.pages[:1], *short, *job.pages[2:]]))
    for check in ("--check", "--check-linearization"):
        subprocess.run(["qpdf", check, str(file)], check=True, capture_output=True)
    data = file.read_bytes()
    with pikepdf.open(file) as pdf:
        (end,) = (int(found) for found in re.findall(rb"/E +(\d+) /N", data))
        needed = pdf.pages[0].obj.objgen[0]
        assert 0 < data.index(b"\n%d 0 obj" % needed) < end
        assert len(pdf.pages) == count
        if count > 1:
            with pdf.open_outline() as outline:
                assert outline.root[-1].title == "„Später“ (and \\ more)"


def test_memory_does_not_grow_with_the_book(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        pages = made(tmp_path, 2).pages
        tracemalloc.start()
        try:
            merge([pages[1]] * count, tmp_path / "b.pdf", title="t", author="", language="",
                  linear=True)  # fmt: skip
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(2)
    # Where each object is, and little else: a page has 16.
    assert (peak(400) - peak(40)) / 360 < 400


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
        assert boxes(pdf.pages[0]) == ([0, 0, 486, 756], [0, 9, 477, 747])
        assert boxes(pdf.pages[1]) == ([0, 0, 486, 756], [9, 9, 486, 747])
        for page in pdf.pages:
            assert not re.search(rb"MCID|BDC|BMC|EMC", content(page))
            assert "/Trans" not in page.obj
        assert "/Info" not in pdf.trailer
        assert "/Metadata" not in pdf.Root
        (width,) = {float(p.mediabox[2]) - float(p.mediabox[0]) for p in pdf.pages}
        assert width == pytest.approx(477 + 9)
    with pytest.raises(UsageError, match="Kindle Direct Publishing takes no crop marks"):
        exporter("pdf-print:kdp+marks")(job)


def test_crop_marks_stand_outside_of_the_bleed(tmp_path: Path) -> None:
    file, _ = exporter("pdf-print:marks")(made(tmp_path, 1))
    with pikepdf.open(file) as pdf:
        assert boxes(pdf.pages[0]) == ([0, 0, 531, 792], [27, 27, 504, 765])
        drawn = content(pdf.pages[0])
    marks = re.findall(rb"(-?[\d.]+) (-?[\d.]+) m (-?[\d.]+) (-?[\d.]+) l", drawn)[-8:]
    for mark in marks:
        x1, y1, x2, y2 = (float(v) for v in mark)
        assert not (18 < x1 < 513 and 18 < y1 < 774)
        assert abs(x1 - x2) + abs(y1 - y2) == 18


def test_crop_marks_are_numbers_that_a_page_may_hold(tmp_path: Path) -> None:
    # A bleed of 5 mm leaves the trim's corner 9e-16 pt from a whole number.
    job = made(tmp_path, 1, bleed=5 * MM)
    file, _ = exporter("pdf-print:marks")(job)
    with pikepdf.open(file) as pdf:
        drawn = content(pdf.pages[0])
    assert not re.search(rb"\d[eE]-?\d", drawn)


@pytest.mark.parametrize(
    ("pages", "up_to", "inches"),
    [(24, 150, 0.375), (150, 150, 0.375), (151, 300, 0.5), (301, 500, 0.625), (501, 700, 0.75),
     (701, 828, 0.875)],
)  # fmt: skip
def test_a_thicker_book_wants_more_at_the_spine(
    tmp_path: Path, pages: int, up_to: int, inches: float
) -> None:
    job = made(tmp_path, 1, leaves=[PageNote((1,), "right")])
    told = [one.message for one in findings(job, PRESETS["kdp"], pages=pages)]
    (spine,) = [message for message in told if "spine" in message]
    assert spine == (
        f"0.312 in at the spine of page 1: Kindle Direct Publishing wants {inches} in a book of up"
        f" to {up_to}, {inches - 0.312:.3f} more; write"
        f" `page: {{format: …, margin: {{inner: {inches}in}}}}`"
    )
    across = replace(job, leaves=[PageNote((2, 3), "both")])
    assert not any("spine" in one.message for one in findings(across, PRESETS["kdp"], pages=pages))
    fold = Rect(477 / 2 - 20, 0, 40, 738)
    across = replace(job, leaves=[PageNote((2, 3), "both", fold=fold)])
    (told_,) = [
        m for f in findings(across, PRESETS["kdp"], pages=pages) if "spine" in (m := f.message)
    ]
    assert told_.startswith("0.278 in at the spine of pages 2–3: ")


def test_margins_on_every_side_are_looked_at(tmp_path: Path) -> None:
    job = made(tmp_path, 3, leaves=[PageNote((1,), "right"), PageNote((2, 3), "both"),
                                    PageNote((4,), "left")])  # fmt: skip
    assert job.book
    sheets = [replace(s, live=Rect(18, 45, 436.5, 684)) for s in job.book.sheets]
    job = replace(job, book=replace(job.book, sheets=tuple(sheets)))
    # From the live area to the trim, in points: 18 left, 22.5 right, 45 above, 9 below.
    told = [m for f in findings(job, PRESETS["kdp"], pages=24) if " in at " in (m := f.message)]
    write = "write `page: {format: …, margin: {inner: 0.375in, bottom: 0.25in}}`"
    why = "Kindle Direct Publishing wants"
    assert told == [
        f"0.250 in at the spine of page 1: {why} 0.375 in a book of up to 150, 0.125 more; {write}",
        f"0.312 in at the spine of page 4: {why} 0.375 in a book of up to 150, 0.063 more; {write}",
        f"0.125 in at the bottom of pages 1–4: {why} 0.25, 0.125 more; {write}",
    ]
    told = [
        m for f in findings(job, PRESETS["ingram"], pages=24) if "outer edge" in (m := f.message)
    ]
    assert [m.partition(": ")[0] for m in told] == [
        "0.250 in at the outer edge of pages 2–4",
        "0.312 in at the outer edge of page 1",
    ]
    assert all("margin: {inner: 0.5in, outer: 0.5in, bottom: 0.5in}" in m for m in told)
    assert not any(" in at " in one.message for one in findings(job, PRESETS["print"], pages=24))


def test_words_and_faces_near_the_fold_and_the_edges_are_named(tmp_path: Path) -> None:
    fold = Rect(477 / 2 - 20, 0, 40, 738)
    job = made(tmp_path, 1, leaves=[PageNote((12, 13), "both", fold=fold)])
    assert job.book
    (sheet,) = job.book.sheets
    one, two, three = sheet.panels
    at = replace(two.letters[0].lines[0], text="THIS STANDS RIGHT", box=Rect(200, 100, 80, 8))
    below = replace(at, text="ON THE FOLD", box=Rect(200, 110, 60, 8))
    beside = replace(two.letters[0].lines[0], text="NEAR.", box=Rect(245, 100, 20, 8))
    sound = replace(three.letters[0], kind="sfx")
    away = replace(sound.lines[0], box=Rect(440, 400, 60, 40))
    panels = (
        replace(one, letters=(replace(one.letters[0], lines=(at, below)),)),
        replace(two, letters=(replace(two.letters[0], lines=(beside,)),)),
        replace(
            three,
            letters=(replace(sound, lines=(away,)),),
            faces=(Rect(230, 300, 40, 40), Rect(-200, 300, 40, 40)),
        ),
    )
    job = replace(job, book=replace(job.book, sheets=(replace(sheet, panels=panels),)))
    free = ": 0.278 in are kept free there; place it with `at`"
    told = [(f.panel, f.message) for f in findings(job, PRESETS["print"]) if f.page]
    assert [row for row in told if "picture" not in row[1]] == [
        ("panel p1.1", f"“THIS STANDS RIGHT ON THE …” stands across the fold{free}"),
        ("panel p1.2", f"“NEAR.” stands 0.09 in from the fold{free}"),
        ("panel p1.3", "“KRAK” stands outside of the live area"),
        ("panel p1.3", "a face lies across the fold"),
    ]
    assert {f.page for f in findings(job, PRESETS["print"])} == {"pages 12–13"}


def test_the_report_says_how_the_pages_lie(tmp_path: Path) -> None:
    leaves = [PageNote((1,), "right"), PageNote((2,), "left"), PageNote((3, 4), "both")]
    _, note = exporter("pdf-print")(made(tmp_path, 3, leaves=leaves))
    rows = note.read_text("utf-8").splitlines()
    assert "Double pages: 3–4. 4 is a multiple of 4, as a stapled book needs." in rows
    (told,) = [row for row in rows if "one leaf" in row]
    assert told.startswith("- pages 3–4: the halves of this double page are the two sides of one")
    _, note = exporter("pdf-print")(made(tmp_path, 3))
    assert "3 is no multiple of 4: a stapled book needs 1 page more." in note.read_text("utf-8")


def test_a_double_page_is_printed_as_two(tmp_path: Path) -> None:
    leaves = [PageNote((2, 3), "both")]
    for rtl in (False, True):
        job = made(tmp_path, 1, leaves=leaves, right_to_left=rtl)
        with pikepdf.open(exporter("pdf-print:kdp")(job)[0]) as pdf:
            found = [boxes(page) for page in pdf.pages]
        left = ([0, 0, 247.5, 756], [9, 9, 247.5, 747])
        right = ([0, 0, 247.5, 756], [0, 9, 238.5, 747])
        assert found == ([right, left] if rtl else [left, right])


def test_a_half_has_nothing_of_the_other(tmp_path: Path) -> None:
    job = made(tmp_path, 1, leaves=[PageNote((2, 3), "both")])
    assert job.book
    (sheet,) = job.book.sheets
    one, two, three = sheet.panels
    across = line("ACROSS", (222, 500), size=8)
    over = replace(three, letters=(*three.letters, balloon(Rect(215, 490, 60, 20), across)))
    job = replace(job, book=replace(job.book, sheets=(replace(sheet, panels=(one, two, over)),)))
    (file, _) = exporter("pdf-print:kdp")(job)
    with pikepdf.open(file) as pdf:
        left, right = (content(page) for page in pdf.pages)
        assert len(pdf.pages[0].obj.Resources.XObject) == 1
        assert "/XObject" not in pdf.pages[1].obj.Resources
    assert left.count(b" W n ") == 2  # the panels on the left and below; no other
    assert right.count(b" W n ") == 2
    document = pdfium.PdfDocument(file)
    words = [document[place].get_textpage().get_text_range().split() for place in range(2)]
    document.close()
    assert words[0][:2] == ["Wait!", "KRAK"]
    assert words[1][0] == "No."
    # Letter by letter, the one that the fold goes through on both.
    found = words[0][2], words[1][-1]
    assert found[0] + found[1] in ("ACROSS", "ACRROSS", "ACROOSS")


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
                assert "/CreationDate" not in pdf.docinfo
                assert pdf.docinfo["/GTS_PDFXVersion"] == "PDF/X-1a:2003"
                assert pdf.Root.OutputIntents[0].S == "/GTS_PDFX"


def test_pdf_x_has_the_book_s_own_date_or_none(tmp_path: Path) -> None:
    for published, date in (
        ("2026", "20260101"),
        ("2026-05", "20260501"),
        ("2026-05-14", "20260514"),
    ):
        job = made(tmp_path, 1, published=published)
        with pikepdf.open(exporter("pdf-print:ingram")(job)[0]) as pdf:
            assert pdf.docinfo["/CreationDate"] == pdf.docinfo["/ModDate"] == f"D:{date}000000Z"
        assert not any("no date" in one.message for one in findings(job, PRESETS["ingram"]))
    told = [one.message for one in findings(made(tmp_path, 1), PRESETS["ingram"])]
    assert sum("no date, which PDF/X wants: write `published: " in message for message in told) == 1


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
    file, note = exporter("pdf-print:kdp")(broken)
    size = f"{file.stat().st_size / 1e6:.1f}"
    assert note.read_text("utf-8").splitlines()[2:] == [
        "Trim 6.625 x 10.250 in, bleed 0.125 in.",
        "Margins at least: inner 0.312, outer 0.312, top 0.625, bottom 0.625 in.",
        f"1 page, {size} MB. Colours as drawn.",
        "1 is no multiple of 4: a stapled book needs 3 pages more.",
        "Fonts embedded; no transparency, bookmarks or annotations.",
        "",
        "9 below the standard:",
        "- 1 page: Kindle Direct Publishing takes 24 to 828",
        "- 0.312 in at the spine of page 1: Kindle Direct Publishing wants 0.375 in a book of up to"
        " 150, 0.063 more; write `page: {format: …, margin: {inner: 0.375in}}`",
        "- page 1, panel p1.1: the picture prints at 150 ppi: 300 are wanted; make the panel"
        " smaller, or set a picture of your own as its `image`, 875 x 834 px or more",
        "- page 1, panel p1.1: a border of 0.25 pt: 0.75 are wanted",
        "- page 1, panel p1.1: type of 6.5 pt: 7 are wanted",
        "- page 1, panel p1.1: a line of 0.5 pt: 0.75 are wanted",
        "- page 1, panel p1.2: there is no picture",
        "- page 1, panel p1.2: “NO.” stands outside of the live area",
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
