"""Comic book archives and their sidecar; what all exports promise."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from storyboard.errors import FileError, UsageError
from storyboard.geometry import Rect
from storyboard.render.exporters import EXPORTERS, exporter
from storyboard.render.job import PageNote, Said, safe_name
from storyboard.render.pdf import page_pdf
from storyboard.render.prints import Prints
from tests.exports import made


def info(file: Path) -> ElementTree.Element:
    with zipfile.ZipFile(file) as archive:
        return ElementTree.fromstring(archive.read("ComicInfo.xml"))


def test_a_cbz_is_stored_in_natural_order_with_its_description(tmp_path: Path) -> None:
    job = made(tmp_path, 12, dpi=36, series="Ferries", number="1½", summary="Rain & <wind>.")
    (file,) = exporter("cbz")(job)
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
        assert [e.filename for e in entries] == [
            "ComicInfo.xml",
            *(f"page-{n:03}.jpg" for n in range(1, 13)),
        ]
        assert {e.compress_type for e in entries} == {zipfile.ZIP_STORED}
        assert {e.date_time for e in entries} == {(1980, 1, 1, 0, 0, 0)}
        picture = archive.read("page-002.jpg")
        size = Image.open(io.BytesIO(picture)).size
    said = info(file)
    assert [e.tag for e in said] == [
        "Title", "Series", "Number", "Summary", "Writer", "PageCount", "LanguageISO", "Manga",
        "Pages",
    ]  # fmt: skip
    assert said.findtext("Title") == "The Last Boat"
    assert (said.findtext("Series"), said.findtext("Number")) == ("Ferries", "1½")
    assert said.findtext("Summary") == "Rain & <wind>."
    assert said.findtext("Writer") == "Anna Ø"
    assert said.findtext("Manga") == "No"
    pages = said.findall("Pages/Page")
    assert [p.get("Image") for p in pages] == [str(n) for n in range(12)]
    assert pages[1].attrib == {
        "Image": "1",
        "Type": "Story",
        "ImageSize": str(len(picture)),
        "ImageWidth": str(size[0]),
        "ImageHeight": str(size[1]),
    }


def test_manga_double_pages_scenes_and_credits_are_told(tmp_path: Path) -> None:
    job = made(tmp_path, 3, dpi=36, right_to_left=True)
    first = replace(job.panels["p2.1"], scene=True, said=(Said("caption", "", "That night."),))
    job = replace(
        job,
        panels={**job.panels, "p2.1": first},
        leaves=[PageNote((1,)), PageNote((2, 3)), PageNote((4,))],
        credits={"writer": ["A"], "translator": ["B"], "cover": ["C"], "artist": ["D", "E, F"]},
    )
    said = info(exporter("cbz")(job)[0])
    assert said.findtext("Manga") == "YesAndRightToLeft"
    assert (said.findtext("Writer"), said.findtext("CoverArtist")) == ("A", "C")
    assert (said.findtext("Penciller"), said.findtext("Inker")) == ("D, E F", "D, E F")
    assert said.find("Translator") is None
    second = said.findall("Pages/Page")[1]
    assert (second.get("DoublePage"), second.get("Bookmark")) == ("true", "That night.")
    later = info(exporter("cbz:2.1+webp")(job)[0])
    assert later.findtext("Translator") == "B"
    (file,) = exporter("cbz:png")(job)
    assert zipfile.ZipFile(file).namelist()[1] == "page-001.png"


def test_the_sidecar_has_the_panels_as_parts_of_the_page(tmp_path: Path) -> None:
    (file,) = exporter("cbxy")(made(tmp_path, 2))
    assert file.name == "boat.cbxy"
    with zipfile.ZipFile(file) as archive:
        assert archive.namelist() == ["page-001.json", "page-002.json"]
        page = json.loads(archive.read("page-001.json"))
    assert (page["page"], page["width"], page["height"]) == ("page-001.jpg", 477, 738)
    assert page["panels"][0] == {"x": 0.04717, "y": 0.06098, "w": 0.44025, "h": 0.271}
    assert [p["x"] > 0.5 for p in page["panels"]] == [False, True, False]


@pytest.mark.parametrize("kind", ["png", "jpg", "webp"])
def test_pages_are_pictures_at_the_resolution_asked_for(tmp_path: Path, kind: str) -> None:
    job = made(tmp_path, 2, dpi=96, numbers=(9, 10))
    files = exporter(kind)(job)
    assert [f.name for f in files] == [f"boat-09.{kind}", f"boat-10.{kind}"]
    with Image.open(files[0]) as picture:
        assert picture.size == (636, 984)
        assert picture.mode == "RGB"
    with pytest.raises(UsageError, match=f"'x' is nothing that {kind} knows: choose from guides"):
        exporter(f"{kind}:x")(job)


def test_a_proof_shows_the_trim_the_live_area_and_the_fold(tmp_path: Path) -> None:
    fold = Rect(477 / 2 - 18, 0, 36, 738)
    job = made(tmp_path, 1, dpi=144, leaves=[PageNote((4, 5), "both", fold=fold)])
    (file,) = exporter("png:guides")(job)
    assert file.name == "boat-guides-04-05.png"
    with Image.open(file) as picture:
        assert picture.size == (990, 1512)  # with its bleed of 9 pt
        colour = {place: picture.getpixel(place) for place in [(18, 700), (63, 700), (495, 1400)]}
    # In pixels: the trim at 9 pt, the live area 22.5 pt further in.
    red, green, blue = colour[(18, 700)]
    assert red > 180
    assert green < 120
    red, green, blue = colour[(63, 700)]
    assert blue > 180
    assert red < 120
    assert exporter("png")(job)[0].name == "boat-04-05.png"


def test_words_that_a_format_does_not_know_are_listed(tmp_path: Path) -> None:
    with pytest.raises(
        UsageError, match=r"'3\.0' is nothing that cbz knows: choose from 2\.0, 2\.1"
    ):
        exporter("cbz:3.0")(made(tmp_path, 1))


def test_names_and_titles_of_any_kind_are_safe(tmp_path: Path) -> None:
    assert safe_name("Überfahrt / 終電: «a»?.. ") == "Überfahrt - 終電- «a»-"
    assert safe_name("///") == "-"
    assert safe_name("..") == "book"
    assert len(safe_name("終" * 300).encode()) <= 200
    job = made(tmp_path, 2, dpi=24, name="a/b 終", title="Ende / <終>\x00 & «so»")
    for name in sorted(set(EXPORTERS) - {"animatic"}):
        files = exporter(name)(job)
        assert files
        for file in files:
            assert file.is_file()
            assert file.relative_to(tmp_path / "out").parts[0].startswith("a-b 終")


@pytest.mark.parametrize("name", sorted(set(EXPORTERS) - {"animatic"}))
def test_an_export_is_the_same_twice_and_survives_a_fault(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = made(tmp_path, 3, dpi=36)
    first = {f: f.read_bytes() for f in exporter(name)(job)}
    assert first
    assert all(first.values())
    again = {f: f.read_bytes() for f in exporter(name)(job)}
    assert again == first
    before = sorted(p.name for p in job.folder.iterdir())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(FileError, match="the disk is full: make room"):
        exporter(name)(replace(job, title="Another"))
    assert {f: f.read_bytes() for f in first} == first
    assert sorted(p.name for p in job.folder.iterdir()) == before


def test_every_form_says_whose_the_book_is(tmp_path: Path) -> None:
    job = made(
        tmp_path,
        2,
        dpi=36,
        series="Ferries & Co",
        number="3",
        summary="Rain <again>.",
        credits={"artist": ["Rosa L.", "Anna Ø"], "letterer": ["B. C."], "publisher": ["Slow"]},
    )
    (file,) = exporter("pdf")(job)
    with pikepdf.open(file) as pdf:
        told = dict(pdf.docinfo.items())
        assert (told["/Title"], told["/Author"]) == ("The Last Boat", "Anna Ø, Rosa L.")
        assert (told["/Subject"], told["/Keywords"]) == ("Rain <again>.", "Ferries & Co 3")
        with pdf.open_metadata() as xmp:
            assert xmp["dc:creator"] == ["Anna Ø", "Rosa L."]
            assert xmp["dc:contributor"] == {"B. C."}
            assert xmp["dc:publisher"] == {"Slow"}
            assert xmp["dc:description"] == "Rain <again>."
    with zipfile.ZipFile(exporter("epub")(job)[0]) as archive:
        book = ElementTree.fromstring(archive.read("EPUB/book.opf"))
    dc = "{http://purl.org/dc/elements/1.1/}"
    assert [e.text for e in book.iter(f"{dc}creator")] == ["Anna Ø", "Rosa L.", "Anna Ø"]
    assert [e.text for e in book.iter(f"{dc}contributor")] == ["B. C."]
    assert book.find(f".//{dc}publisher").text == "Slow"  # type: ignore[union-attr]
    comic = info(exporter("cbz")(job)[0])
    assert (comic.findtext("Writer"), comic.findtext("Inker")) == ("Anna Ø", "Rosa L., Anna Ø")
    page = exporter("html")(job)[0].read_text("utf-8")
    assert '<meta name="author" content="Anna Ø, Rosa L.">' in page
    assert '<meta name="description" content="Rain &lt;again&gt;.">' in page
    assert ">Ferries &amp; Co 3</p>" in page
    film = json.loads(exporter("otio")(job)[0].read_text("utf-8"))["metadata"]["storyboard"]
    assert film["credits"]["artist"] == ["Rosa L.", "Anna Ø"]
    (sheets,) = exporter("sheet")(job)
    document = pdfium.PdfDocument(sheets)
    assert "Ferries & Co 3" in document[0].get_textpage().get_text_range()
    document.close()


def test_what_a_shop_asks_for_is_said(tmp_path: Path) -> None:
    told = {"isbn": "9783161484100", "published": "2026-03-07", "rights": "© A & B", "age": "Teen"}
    job = made(tmp_path, 2, dpi=36, **told)
    comic = info(exporter("cbz")(job)[0])
    dated = [comic.findtext(name) for name in ("Year", "Month", "Day", "AgeRating", "Notes")]
    assert dated == ["2026", "3", "7", "Teen", "© A & B · ISBN 9783161484100"]
    assert comic.find("GTIN") is None
    later = info(exporter("cbz:2.1")(job)[0])
    assert (later[-1].tag, later[-1].text) == ("GTIN", "9783161484100")
    assert later.findtext("Notes") == "© A & B"
    only = info(exporter("cbz")(replace(job, published="2026", isbn="", rights=""))[0])
    assert only.findtext("Year") == "2026"
    assert not any(only.findall(name) for name in ("Month", "Day", "Notes"))
    with zipfile.ZipFile(exporter("epub")(job)[0]) as archive:
        book = ElementTree.fromstring(archive.read("EPUB/book.opf"))
    dc = "{http://purl.org/dc/elements/1.1/}"
    said = [book.findtext(f".//{dc}{name}") for name in ("identifier", "date", "rights")]
    assert said == ["urn:isbn:9783161484100", "2026-03-07", "© A & B"]
    changed = [m.text for m in book.iter() if m.get("property") == "dcterms:modified"]
    assert changed == ["2026-03-07T00:00:00Z"]
    with pikepdf.open(exporter("pdf")(job)[0]) as pdf, pdf.open_metadata() as xmp:
        assert (xmp["dc:rights"], xmp["dc:date"]) == ("© A & B", ["2026-03-07"])
        assert xmp["dc:identifier"] == "urn:isbn:9783161484100"


def test_blank_pages_are_written_in_every_form(tmp_path: Path) -> None:
    """A book that opens with one, ends in one and has one within."""
    job = made(tmp_path, 5, dpi=36)
    assert job.book
    sheets = [replace(s, panels=()) if s.number in (1, 3, 5) else s for s in job.book.sheets]
    book = replace(job.book, sheets=tuple(sheets))
    pages = [page_pdf(book, s, Prints(None)) for s in sheets]
    sides = [PageNote((n,), "right" if n % 2 else "left") for n in range(1, 6)]
    job = replace(job, book=book, pages=pages, leaves=sides)
    for name in sorted(set(EXPORTERS) - {"animatic"}):
        assert all(file.stat().st_size for file in exporter(name)(job)), name
    comic = info(exporter("cbz")(job)[0])
    types = [page.get("Type") for page in comic.findall("Pages/Page")]
    assert types == ["Other", "Story", "Other", "Story", "Other"]
    with zipfile.ZipFile(exporter("epub")(job)[0]) as archive:
        package = archive.read("EPUB/book.opf").decode()
    assert 'href="page-002.jpg" media-type="image/jpeg" properties="cover-image"' in package
    with pikepdf.open(exporter("pdf")(job)[0]) as pdf:
        assert len(pdf.pages) == 5
    with pikepdf.open(exporter("pdf-print")(job)[0]) as pdf:
        assert len(pdf.pages) == 5


@pytest.mark.parametrize("size", [(792.0, 612.0), (600.0, 3712.5), (515.9055, 728.5039)])
def test_the_sidecar_s_sizes_are_the_pictures(tmp_path: Path, size: tuple[float, float]) -> None:
    job = made(tmp_path, 1, dpi=150)
    assert job.book
    trim = Rect(0, 0, *size)
    page = replace(job.book.sheets[0], trim=trim, bleed=trim)
    book = replace(job.book, sheets=(page,))
    job = replace(job, book=book, pages=[page_pdf(book, page, Prints(None))])
    with zipfile.ZipFile(exporter("cbz")(job)[0]) as archive:
        picture = Image.open(io.BytesIO(archive.read("page-001.jpg")))
    with zipfile.ZipFile(exporter("cbxy")(job)[0]) as archive:
        told = json.loads(archive.read("page-001.json"))
    assert picture.size == (told["width"], told["height"])
    # No row of nothing for a rounding: Letter at 150 dpi is 1650 by 1275.
    if size == (792.0, 612.0):
        assert picture.size == (1650, 1275)
