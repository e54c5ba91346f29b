"""Pages and books as PDF: what is embedded, what is copied, what the file says of itself."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from PIL import Image

from storyboard.errors import FileError, PictureError, UsageError
from storyboard.fonts import font_path
from storyboard.geometry import Rect
from storyboard.layout.model import Glyph, PanelSheet, Run, Sheet, TextLine
from storyboard.render import glyphs
from storyboard.render.book import merge
from storyboard.render.exporters import EXPORTERS, Job, exporter
from storyboard.render.glyphs import face, subset
from storyboard.render.pdf import page_pdf
from storyboard.render.prints import Prints
from storyboard.render.surface import number
from tests.sheets import TRIM, art, balloon, book, jpeg, letter, line, panel, sheet

LEFT = Rect(22.5, 45, 210, 200)
RIGHT = Rect(244.5, 45, 210, 200)


def page(*panels: PanelSheet, cache: Path | None = None, bleed: float = 0.0) -> bytes:
    made = sheet(*panels, bleed=bleed)
    return page_pdf(book(made), made, Prints(cache))


def copied(data: bytes) -> list[str]:
    document = pdfium.PdfDocument(data)
    try:
        text = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    return str(text).split("\r\n")


def poppler(data: bytes, *options: str) -> list[str]:
    found = subprocess.run(
        ["pdftotext", *options, "-", "-"], input=data, capture_output=True, check=True
    )
    return found.stdout.decode("utf-8").strip("\n\f").split("\n")


OPEN: list[pikepdf.Pdf] = []


@pytest.fixture(autouse=True)
def close_what_was_opened() -> Iterator[None]:
    yield
    while OPEN:
        OPEN.pop().close()


def opened(data: bytes) -> pikepdf.Pdf:
    # What is taken from a document dies with it.
    OPEN.append(pikepdf.open(io.BytesIO(data)))
    return OPEN[-1]


def images(data: bytes) -> list[pikepdf.Object]:
    pdf = opened(data)
    return [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Width")]


def fonts(data: bytes) -> dict[str, pikepdf.Object]:
    found = opened(data).pages[0].Resources.Font
    return {str(font.BaseFont).partition("+")[2]: font for font in found.values()}


WORDS = (
    panel(
        LEFT,
        balloon(
            Rect(30, 55, 120, 40),
            line("WAIT! I'M COMING,", (40, 70), source="Wait! I'm coming,"),
            line("AVATAR TO YOU", (40, 79), font="comic-italic"),
        ),
        balloon(Rect(60, 150, 120, 30), line("PSST...", (70, 168), source="psst...")),
    ),
    panel(
        RIGHT,
        letter(line("KRAAAK!", (260, 200), source="Kraaak!", font="effects", size=40, outline=2.5)),
        balloon(Rect(260, 50, 150, 40), line("Привет, ТАРУ Việt", (265, 70), font="hand")),
    ),
)
COPIED = [
    "Wait! I'm coming,",
    "AVATAR TO YOU",
    "psst...",
    "Kraaak!",
    "Привет, ТАРУ Việt",
]


def test_text_is_copied_as_written_in_reading_order() -> None:
    assert copied(page(*WORDS)) == COPIED


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler")
def test_poppler_reads_the_same_words() -> None:
    assert poppler(page(*WORDS), "-raw") == COPIED


@pytest.mark.skipif(not shutil.which("qpdf"), reason="needs qpdf")
def test_qpdf_finds_no_fault_in_page_and_book(tmp_path: Path) -> None:
    jpeg(tmp_path / "a.jpg")
    jpeg(tmp_path / "b.jpg", colour="#c03030")
    single = page(
        panel(LEFT, *WORDS[0].letters, picture=art(tmp_path / "a.jpg", LEFT)),
        panel(RIGHT, picture=art(tmp_path / "b.jpg", RIGHT)),
    )
    (tmp_path / "page.pdf").write_bytes(single)
    merge([single] * 2, tmp_path / "book.pdf", title="t", author="a", language="en")
    for name in ("page.pdf", "book.pdf"):
        subprocess.run(["qpdf", "--check", tmp_path / name], check=True, capture_output=True)


def test_a_turned_effect_is_copied_whole() -> None:
    turned = letter(line("KRAAAK!", (260, 200), font="effects", size=40, outline=2, angle=14))
    assert copied(page(panel(RIGHT, turned))) == ["KRAAAK!"]


def test_one_glyph_can_stand_for_two_letters() -> None:
    # A bar-less I is drawn with the glyph of l.
    drawn = line("l CALL", (40, 70), source="I call")
    data = page(panel(LEFT, balloon(LEFT.inset(10), drawn, line("all", (40, 90)))))
    assert copied(data) == ["I call", "all"]
    assert drawn.runs[0].glyphs[0].id == TTFont(font_path("comic")).getGlyphID("l")


def test_a_cluster_of_several_glyphs_is_copied_once() -> None:
    base = line("CAFE NOIR", (40, 70), source="Cafe noir").runs[0]
    mark = line("´", (0, 0)).runs[0].glyphs[0].id
    placed = list(base.glyphs)
    placed[3] = Glyph(placed[3].id, placed[3].x, 0.0, "é")
    placed.insert(4, Glyph(mark, placed[3].x + 1, -2.0, ""))
    run = Run("comic", 8.0, (40, 70), tuple(placed), base.width)
    data = page(panel(LEFT, letter(TextLine("", LEFT, (run,)))))
    assert copied(data) == ["Café noir"]
    if shutil.which("pdftotext"):
        assert poppler(data) == ["Café noir"]


def test_glyphs_stand_where_the_shaper_put_them() -> None:
    run = line("AVATAR WAVE", (40, 70), size=20).runs[0]
    data = page(panel(LEFT, letter(TextLine("", LEFT, (run,)))))
    document = pdfium.PdfDocument(data)
    text = document[0].get_textpage()
    order = TTFont(font_path("comic"))
    shapes, names = order["glyf"], order.getGlyphOrder()
    for index, glyph in enumerate(run.glyphs):
        if glyph.text == " ":
            continue
        left, bottom, _, _ = text.get_charbox(index)
        outline = shapes[names[glyph.id]]
        assert left == pytest.approx(40 + glyph.x + outline.xMin * 0.02, abs=0.05)
        assert bottom == pytest.approx(738 - 70 + outline.yMin * 0.02, abs=0.05)
    document.close()


def test_fonts_are_embedded_subset_and_named_apart() -> None:
    data = page(*WORDS)
    found = fonts(data)
    assert set(found) == {
        "ComicNeue-Bold",
        "ComicNeue-BoldItalic",
        "Bangers-Regular",
        "ShantellSans-SemiBold",
    }
    assert b"Helvetica" not in data
    font = found["ComicNeue-Bold"]
    assert font.Subtype == "/Type0"
    assert font.Encoding == "/Identity-H"
    assert re.fullmatch(r"/[A-Z]{6}\+ComicNeue-Bold", str(font.BaseFont))
    cid = font.DescendantFonts[0]
    assert (cid.Subtype, cid.BaseFont) == ("/CIDFontType2", font.BaseFont)
    program = TTFont(io.BytesIO(cid.FontDescriptor.FontFile2.read_bytes()))
    drawn = {
        glyph.id
        for part in WORDS
        for one in part.letters
        for row in one.lines
        for run in row.runs
        if run.font == "comic"
        for glyph in run.glyphs
    }
    assert len(program.getGlyphOrder()) == len(drawn | {0})
    widths = [float(w) for w in cid.W[1]]
    to_glyph = cid.CIDToGIDMap.read_bytes()
    assert len(to_glyph) == 2 * (len(widths) + 1)
    metrics = program["hmtx"].metrics
    order = program.getGlyphOrder()
    for code, width in enumerate(widths, 1):
        place = int.from_bytes(to_glyph[2 * code : 2 * code + 2], "big")
        assert metrics[order[place]][0] == width


def test_a_subset_holds_the_same_outlines_and_their_parts() -> None:
    whole = TTFont(font_path("hand"))
    wanted = [whole.getGlyphID(name) for name in ("Aacute", "i", "space")]
    data, places = subset(face("hand"), wanted)
    part = TTFont(io.BytesIO(data))
    old, new = whole.getGlyphSet(), part.getGlyphSet()
    for glyph in wanted:
        drawn = []
        for font, outlines, place in ((whole, old, glyph), (part, new, places[glyph])):
            pen = DecomposingRecordingPen(outlines)
            outlines[font.getGlyphName(place)].draw(pen)
            drawn.append(pen.value)
        assert drawn[0] == drawn[1]
    assert places[wanted[0]] != 0
    assert len(data) < 6000


def test_what_was_drawn_before_does_not_change_a_page() -> None:
    plain = page(WORDS[0])
    page(panel(RIGHT, letter(line("WAIT", (260, 200), size=40, outline=2))))
    assert page(WORDS[0]) == plain


def test_a_font_that_cannot_be_embedded_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "own.otf"
    monkeypatch.setattr(glyphs, "font_path", lambda _: file)
    with pytest.raises(FileError, match=r"cannot read the font .*own\.otf: No such file"):
        face("none")
    file.write_bytes(b"nothing of the kind")
    with pytest.raises(FileError, match=r"own\.otf is no font that is known here"):
        face("broken")


def test_the_doors_into_reportlab_are_there() -> None:
    # `surface` uses these without reportlab promising them; if one goes, this says which.
    from reportlab.pdfbase import pdfdoc
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(io.BytesIO())
    document = canvas._doc
    assert document.idToObject[pdfdoc.BasicFonts].dict is not None
    assert isinstance(canvas._formsinuse, list)
    assert document.getXObjectName("P1") == "FormXob.P1"
    reference = document.Reference(pdfdoc.PDFDictionary({}), "own")
    assert isinstance(reference, pdfdoc.PDFObjectReference)
    assert pdfdoc.format(pdfdoc.PDFDictionary({"Length": 3}), document).split() == [
        b"<<",
        b"/Length",
        b"3",
        b">>",
    ]
    document.updateSignature("x")


@pytest.mark.parametrize(
    ("mode", "options", "space"),
    [
        ("RGB", {}, "/DeviceRGB"),
        ("RGB", {"progressive": True}, "/DeviceRGB"),
        ("L", {}, "/DeviceGray"),
        ("CMYK", {}, "/DeviceCMYK"),
    ],
)
def test_a_jpeg_is_embedded_byte_for_byte(
    tmp_path: Path, mode: str, options: dict[str, object], space: str
) -> None:
    data = jpeg(tmp_path / "a.jpg", mode=mode, **options)
    made = page(panel(LEFT, picture=art(tmp_path / "a.jpg", LEFT)), cache=tmp_path / "cache")
    (image,) = images(made)
    assert image.read_raw_bytes() == data
    assert (image.Filter, image.ColorSpace, image.Width, image.Height) == (
        "/DCTDecode",
        space,
        60,
        40,
    )
    # Pillow writes CMYK as Adobe does, counting from full ink.
    assert ("/Decode" in image) == (mode == "CMYK")
    assert not (tmp_path / "cache").exists()


def test_a_picture_used_twice_is_embedded_once(tmp_path: Path) -> None:
    jpeg(tmp_path / "a.jpg")
    made = page(
        panel(LEFT, picture=art(tmp_path / "a.jpg", LEFT)),
        panel(RIGHT, picture=art(tmp_path / "a.jpg", RIGHT)),
    )
    assert len(images(made)) == 1
    assert opened(made).pages[0].Contents.read_bytes().count(b" Do") == 2


def test_a_turned_jpeg_is_set_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[274] = 6
    jpeg(tmp_path / "a.jpg", exif=exif.tobytes())
    made = page(panel(LEFT, picture=art(tmp_path / "a.jpg", LEFT)), cache=tmp_path / "cache")
    (image,) = images(made)
    assert (image.Width, image.Height) == (40, 60)
    picture = Image.open(io.BytesIO(image.read_raw_bytes()))
    assert picture.getpixel((38, 2))[2] < 60  # the dark corner, once top left
    assert picture.getpixel((2, 2))[2] > 150
    assert picture.getexif().get(274, 1) == 1


def test_a_png_becomes_one_jpeg_on_white_and_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    picture = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    picture.paste((200, 30, 30, 255), (32, 0, 64, 64))
    picture.save(file)
    shown = panel(LEFT, picture=art(file, LEFT, "image/png"))
    made = page(shown, cache=tmp_path / "cache")
    (image,) = images(made)
    jpg = image.read_raw_bytes()
    decoded = Image.open(io.BytesIO(jpg))
    assert decoded.getpixel((4, 4)) == (255, 255, 255)
    assert decoded.getpixel((60, 4)) == pytest.approx((200, 30, 30), abs=4)
    assert [layer[1:3] for layer in decoded.layer] == [(1, 1)] * 3  # 4:4:4
    (kept,) = (p for p in (tmp_path / "cache").rglob("*") if p.is_file())
    assert kept.name == hashlib.sha256(file.read_bytes()).hexdigest()
    assert kept.read_bytes()[:-32] == jpg
    whole = kept.read_bytes()
    stamp = kept.stat().st_mtime_ns
    assert page(shown, cache=tmp_path / "cache") == made
    assert kept.stat().st_mtime_ns == stamp
    for broken in (b"", whole[:-40], whole[:300] + b"\0" + whole[301:]):
        kept.write_bytes(broken)
        assert page(shown, cache=tmp_path / "cache") == made
        assert kept.read_bytes() == whole
    assert page(shown) == made


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16"])
def test_every_kind_of_png_can_be_printed(tmp_path: Path, mode: str) -> None:
    grey = Image.linear_gradient("L")
    picture = (
        grey.convert("I").point(lambda v: v * 257).convert("I;16")
        if mode == "I;16"
        else (grey.convert(mode))
    )
    picture.save(tmp_path / "a.png")
    made = page(panel(LEFT, picture=art(tmp_path / "a.png", LEFT, "image/png")))
    decoded = Image.open(io.BytesIO(images(made)[0].read_raw_bytes())).convert("L")
    assert decoded.getpixel((5, 2)) < 20
    assert decoded.getpixel((5, 253)) > 235


def test_what_is_no_picture_is_said_so(tmp_path: Path) -> None:
    data = jpeg(tmp_path / "a.jpg", size=(400, 300))
    (tmp_path / "a.jpg").write_bytes(data[: len(data) // 2])
    with pytest.raises(PictureError, match=r"cannot read .*a\.jpg as a picture"):
        page(panel(LEFT, picture=art(tmp_path / "a.jpg", LEFT)))
    lost = art(tmp_path / "a.jpg", LEFT)
    (tmp_path / "a.jpg").unlink()
    with pytest.raises(FileError, match=r"cannot read the picture .*a\.jpg: No such file"):
        page(panel(LEFT, picture=lost))


@pytest.mark.parametrize("bleed", [0.0, 9.0])
def test_the_boxes_are_the_sheet_s(bleed: float) -> None:
    made = opened(page(*WORDS, bleed=bleed)).pages[0]
    w, h = TRIM.w + 2 * bleed, TRIM.h + 2 * bleed
    assert [float(v) for v in made.MediaBox] == [0, 0, w, h]
    assert [float(v) for v in made.BleedBox] == [0, 0, w, h]
    assert [float(v) for v in made.TrimBox] == [bleed, bleed, w - bleed, h - bleed]


def test_a_page_is_the_same_bytes_every_time(tmp_path: Path) -> None:
    jpeg(tmp_path / "a.jpg")
    shown = panel(LEFT, *WORDS[0].letters, picture=art(tmp_path / "a.jpg", LEFT))
    first = page(shown, WORDS[1])
    assert first == page(shown, WORDS[1])
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path; import hashlib; import tests.test_pdf as t\n"
        "shown = t.panel(t.LEFT, *t.WORDS[0].letters, picture=t.art(Path(sys.argv[2]), t.LEFT))\n"
        "print(hashlib.sha256(t.page(shown, t.WORDS[1])).hexdigest())\n"
    )
    root = Path(__file__).parent.parent
    found = subprocess.run(
        [sys.executable, "-c", program, root, tmp_path / "a.jpg"],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "4"},
    )
    assert found.stdout.strip() == hashlib.sha256(first).hexdigest()
    assert opened(first).trailer.ID[0] != opened(page(WORDS[1])).trailer.ID[0]


def test_a_book_says_what_it_is_and_nothing_of_when(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "book.pdf"
    data = page(*WORDS)
    said = {"title": "Boat & <Co> “7”", "author": "Anna Ø", "language": "ar"}
    merge([data, data], target, **said, right_to_left=True)
    with pikepdf.open(target) as pdf:
        assert len(pdf.pages) == 2
        assert pdf.docinfo["/Title"] == said["title"]
        assert pdf.docinfo["/Author"] == "Anna Ø"
        assert pdf.Root.Lang == "ar"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == said["title"]
            assert xmp["dc:creator"] == ["Anna Ø"]
            assert xmp["dc:language"] == {"ar"}
    written = target.read_bytes()
    assert not re.search(rb"CreationDate|ModDate|CreateDate|ModifyDate|D:20\d\d", written)
    assert written.startswith(b"%PDF-1.4")
    merge([data, data], target, **said, right_to_left=True)
    assert target.read_bytes() == written
    merge([data], target, **said)
    with pikepdf.open(target) as pdf:
        assert "/Direction" not in pdf.Root.ViewerPreferences
    assert [p.name for p in target.parent.iterdir()] == ["book.pdf"]


def test_pages_come_as_bytes_or_paths_and_pictures_stay_as_they_are(tmp_path: Path) -> None:
    data = jpeg(tmp_path / "a.jpg")
    one = page(panel(LEFT, picture=art(tmp_path / "a.jpg", LEFT)))
    two = tmp_path / "Überfahrt, 終.pdf"
    two.write_bytes(page(*WORDS))
    merge([one, two], tmp_path / "b.pdf", title="", author="", language="")
    whole = (tmp_path / "b.pdf").read_bytes()
    assert images(whole)[0].read_raw_bytes() == data
    document = pdfium.PdfDocument(whole)
    assert "Kraaak!" in document[1].get_textpage().get_text_range()
    document.close()


def test_a_long_book_holds_its_pages_in_order_and_repeats(tmp_path: Path) -> None:
    page_files = []
    for index in range(3):
        made = sheet(panel(LEFT, letter(line(f"PAGE {index}", (40, 70)))))
        file = tmp_path / f"{index}.pdf"
        file.write_bytes(page_pdf(book(made), made, Prints(None)))
        page_files.append(file)
    target = tmp_path / "out" / "book.pdf"
    pages = [file.read_bytes() for file in page_files] * 40
    merge(pages, target, title="t", author="", language="")
    first = target.read_bytes()
    merge(pages, target, title="t", author="", language="")
    assert target.read_bytes() == first
    assert [p.name for p in target.parent.iterdir()] == ["book.pdf"]
    document = pdfium.PdfDocument(first)
    assert len(document) == 120
    for index in (0, 101, 119):
        assert document[index].get_textpage().get_text_range() == f"PAGE {index % 3}"
    document.close()


def test_a_book_that_cannot_be_written_leaves_the_earlier_one(tmp_path: Path) -> None:
    target = tmp_path / "book.pdf"
    target.write_bytes(b"an earlier book")
    (tmp_path / "page.pdf").write_bytes(page(*WORDS))
    program = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from storyboard.errors import FileError\n"
        "from storyboard.render.book import merge\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))\n"
        "try:\n"
        "    merge([Path(sys.argv[1])], Path(sys.argv[2]), title='t', author='', language='')\n"
        "except FileError as error:\n"
        "    print(error)\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", program, tmp_path / "page.pdf", target],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent,
    )
    assert found.stdout.startswith(f"cannot write {target}: it would be larger than a file may be")
    assert target.read_bytes() == b"an earlier book"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["book.pdf", "page.pdf"]


def test_a_full_disk_and_a_closed_folder_get_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = page(*WORDS)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileError, match="a file stands where its folder should be"):
        merge([data], tmp_path / "file" / "b.pdf", title="", author="", language="")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    try:
        (closed / "probe").write_bytes(b"")
    except PermissionError:
        with pytest.raises(FileError, match="may not be written to: choose another"):
            merge([data], closed / "b.pdf", title="", author="", language="")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(FileError, match=r"b\.pdf: the disk is full: make room"):
        merge([data], tmp_path / "b.pdf", title="", author="", language="")
    assert not (tmp_path / "b.pdf").exists()


def test_a_page_that_is_no_pdf_is_named(tmp_path: Path) -> None:
    good, bad = page(WORDS[0]), b"%PDF-1.4 and no more"
    (tmp_path / "p.pdf").write_bytes(bad)
    for pages in ([good, tmp_path / "p.pdf"], [good, bad]):
        with pytest.raises(FileError, match="cannot read page 2 of the book as a PDF: render it"):
            merge(pages, tmp_path / "b.pdf", title="", author="", language="")
    with pytest.raises(FileError, match=r"cannot read the page .*q\.pdf: No such file"):
        merge([tmp_path / "q.pdf"], tmp_path / "b.pdf", title="", author="", language="")
    assert [p.name for p in tmp_path.iterdir()] == ["p.pdf"]


def test_exporters_are_found_by_name(tmp_path: Path) -> None:
    made = Sheet(1, TRIM, TRIM, TRIM, WORDS, (line("TITLE", (30, 20)),))
    data = page_pdf(book(made), made, Prints(None))
    assert copied(data) == ["TITLE", *COPIED]
    job = Job([data, data], tmp_path, "boat", "t", "a", "en", dpi=36, numbers=(3, 12))
    assert [p.name for p in exporter("pdf")(job)] == ["boat.pdf"]
    assert [p.name for p in exporter("png")(job)] == ["boat-03.png", "boat-12.png"]
    with pytest.raises(
        UsageError, match="cannot write 'docx': choose from " + ", ".join(EXPORTERS)
    ):
        exporter("docx")


def test_numbers_are_written_short() -> None:
    assert [number(v) for v in (1.0, 0.1 + 0.2, -0.00001, 1e-7, 12.34567, -3.5)] == [
        "1",
        "0.3",
        "0",
        "0",
        "12.3457",
        "-3.5",
    ]
