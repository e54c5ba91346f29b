"""HTML, EPUB and webtoon: what is read on a screen."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from storyboard.errors import UsageError
from storyboard.geometry import Rect
from storyboard.layout.model import Book
from storyboard.render.epub import resolutions
from storyboard.render.exporters import exporter
from storyboard.render.frames import panels
from storyboard.render.job import Job, PageNote, PanelNote, Said
from storyboard.render.pdf import page_pdf
from storyboard.render.prints import Prints
from storyboard.render.strip import PLATFORMS, Platform, slices
from tests.exports import made, picture
from tests.sheets import art, balloon, line, panel, sheet

OPF = "{http://www.idpf.org/2007/opf}"
XHTML = "{http://www.w3.org/1999/xhtml}"


class Parsed(HTMLParser):
    """What a page is made of, and its words by the class they stand in."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open[-1] in ("p", "b", "i", "text"):
            self.words.append(" ".join(data.split()))

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag == name]


def test_the_page_for_a_browser_holds_everything_and_asks_for_nothing(tmp_path: Path) -> None:
    job = made(tmp_path, 3, title="Boat <&> “7”", author="")
    told = PanelNote("A <pier>", said=(Said("whisper", "Mara", "*Wait* & see"),))
    (file,) = exporter("html")(replace(job, panels={**job.panels, "p1.1": told}))
    text = file.read_text(encoding="utf-8")
    page = Parsed(text)
    assert page.all("html")[0] == {"lang": "en-GB", "dir": "ltr", "data-strip": "no"}
    assert "<title>Boat &lt;&amp;&gt; “7”</title>" in text
    assert not re.search(r"(?:src|href)=\"(?!data:|#)", text)
    assert not re.search(r"url\(|@import|fetch\(|XMLHttp", text)
    pictures = page.all("img")
    assert len(pictures) == 3
    assert all(str(p["src"]).startswith("data:image/webp;base64,") for p in pictures)
    assert {p["alt"] for p in pictures} == {""}
    assert page.words[:3] == ["Wait!", "No.", "KRAK"]  # over the picture
    assert page.words[3:6] == ["A <pier>", "Mara", "(whisper)"]
    assert "Wait & see" in text.replace("&amp;", "&")
    boxes = [li["data-box"] for li in page.all("li")][:2]
    assert [[round(float(v), 2) for v in str(b).split()] for b in boxes] == [
        [0.04, 0.06, 0.45, 0.27],
        [0.51, 0.06, 0.45, 0.27],
    ]
    words = page.all("text")[0]
    assert (words["x"], words["y"], words["font-size"]) == ("40", "70", "8.0")


def test_a_page_for_a_browser_reads_leftwards_and_scrolls_strips(tmp_path: Path) -> None:
    job = made(tmp_path, 1, right_to_left=True, leaves=[PageNote((1,), "none", (300.0,))])
    page = Parsed(exporter("html")(job)[0].read_text(encoding="utf-8"))
    assert page.all("html")[0]["dir"] == "rtl"
    assert page.all("html")[0]["data-strip"] == "yes"


def test_a_page_for_a_browser_is_named_by_its_printed_number(tmp_path: Path) -> None:
    leaves = [PageNote((1,), "right"), PageNote((2, 3), "both"), PageNote((4,), "left")]
    page = Parsed(exporter("html")(made(tmp_path, 3, leaves=leaves))[0].read_text(encoding="utf-8"))
    told = [(s["id"], s["data-folio"]) for s in page.all("section")]
    assert told == [("page-1", "1"), ("page-2", "2–3"), ("page-4", "4")]


def test_without_the_layout_there_is_a_sentence(tmp_path: Path) -> None:
    for name in ("html", "epub", "webtoon", "cbxy", "sheet", "otio"):
        with pytest.raises(UsageError, match="needs the pages' layout, and there is none"):
            exporter(name)(made(tmp_path, 1, book=None))


def read(file: Path, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(file) as archive:
        return ElementTree.fromstring(archive.read(name))


def test_an_epub_is_laid_out_named_and_described(tmp_path: Path) -> None:
    job = made(tmp_path, 3, series="Ferries", number="2", summary="Rain & wind.")
    first = replace(job.panels["p2.1"], scene=True, said=(Said("caption", "", "That night."),))
    (file,) = exporter("epub")(replace(job, panels={**job.panels, "p2.1": first}))
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
        assert (entries[0].filename, entries[0].compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read("mimetype") == b"application/epub+zip"
    package = read(file, "EPUB/book.opf")
    said = [(m.get("property"), m.text) for m in package.iter(f"{OPF}meta")]
    assert ("rendition:layout", "pre-paginated") in said
    assert ("schema:accessibilityFeature", "alternativeText") in said
    assert ("group-position", "2") in said
    sides = [i.get("properties") for i in package.iter(f"{OPF}itemref")]
    assert sides == ["page-spread-right", "page-spread-left", "page-spread-right"]
    page = read(file, "EPUB/page-001.xhtml")
    (image,) = page.iter(f"{XHTML}img")
    alt = str(image.get("alt"))
    assert alt.startswith("Panel 1: A pier at night. Mara: Wait! Panel 2: A pier at night.")
    viewport = f"width={image.get('width')}, height={image.get('height')}"
    assert [m.get("content") for m in page.iter(f"{XHTML}meta")] == [viewport]
    links = [a.get("href") for a in read(file, "EPUB/regions.xhtml").iter(f"{XHTML}a")]
    assert len(links) == 9
    assert links[0] == "page-001.xhtml#xywh=percent:4.72,6.10,44.03,27.10"
    contents = [a.text for a in read(file, "EPUB/nav.xhtml").iter(f"{XHTML}a")]
    assert contents == ["The Last Boat", "That night.", "1", "2", "3", "Start"]


def test_an_epub_is_as_fine_as_a_shop_wants_or_as_was_asked(tmp_path: Path) -> None:
    def sizes(job: Job) -> list[tuple[int, int]]:
        with zipfile.ZipFile(exporter("epub")(job)[0]) as archive:
            names = [name for name in archive.namelist() if name.endswith(".jpg")]
            return [Image.open(io.BytesIO(archive.read(name))).size for name in names]

    job = made(tmp_path, 1)
    assert sizes(job) == [(1400, 2167)]
    assert sizes(replace(job, dpi=300)) == [(1988, 3075)]
    assert job.book
    # A double page is as fine as the page before it; a strip is no longer than it may be.
    trims = [Rect(0, 0, 477, 738), Rect(0, 0, 954, 738), Rect(0, 0, 600, 40_000)]
    pages = [replace(job.book.sheets[0], trim=trim) for trim in trims]
    each = resolutions(replace(job, pages=[b""] * 3, book=replace(job.book, sheets=tuple(pages))))
    assert each[0] == each[1] == pytest.approx(72 * 1400 / 477)
    assert each[2] == pytest.approx(72 * 16_000 / 40_000)


def test_an_edition_of_other_pages_is_another_book(tmp_path: Path) -> None:
    def name(job: Job) -> str:
        package = read(exporter("epub")(job)[0], "EPUB/book.opf")
        return str(package.findtext(".//{http://purl.org/dc/elements/1.1/}identifier"))

    job = made(tmp_path, 1)
    assert job.book
    (page,) = job.book.sheets
    other = replace(job.book, sheets=(replace(page, trim=Rect(0, 0, 432, 648)),))
    assert name(job).startswith("urn:uuid:")
    assert name(replace(job, book=other)) != name(job) == name(replace(job, summary="New."))
    assert name(replace(job, book=other, isbn="9783161484100")) == "urn:isbn:9783161484100"


def test_an_epub_turns_leftwards_and_keeps_double_pages(tmp_path: Path) -> None:
    leaves = [PageNote((1,), "left"), PageNote((2, 3), "both")]
    (file,) = exporter("epub")(made(tmp_path, 2, right_to_left=True, leaves=leaves))
    package = read(file, "EPUB/book.opf")
    (spine,) = package.iter(f"{OPF}spine")
    assert spine.get("page-progression-direction") == "rtl"
    sides = [i.get("properties") for i in spine]
    assert sides == ["page-spread-left", "rendition:page-spread-center"]


def strip(folder: Path, heights: list[float]) -> Job:
    """A job of one high page: panels one under the other, 120 pt apart."""
    file = picture(folder / "art")
    job = made(folder, 1)
    y, panels = 0.0, []
    for height in heights:
        box = Rect(10, y, 457, height)
        words = balloon(Rect(30, y + 10, 80, 24), line("HM.", (40, y + 26)))
        panels.append(panel(box, words, picture=art(file, box)))
        y += height + 120
    trim = Rect(0, 0, 477, y)
    one = replace(sheet(*panels), trim=trim, bleed=trim, live=trim)
    book = Book("t", "", "en", (one,))
    return replace(job, pages=[page_pdf(book, one, Prints(None))], book=book)


@pytest.mark.parametrize("name", ["webtoon", "webtoon:tapas"])
def test_a_strip_is_cut_in_its_gutters_to_the_platform_s_size(tmp_path: Path, name: str) -> None:
    job = strip(tmp_path, [300, 200, 500, 1200, 260, 90])
    files = exporter(name)(job)
    platform = PLATFORMS["tapas" if "tapas" in name else "webtoon"]
    assert [f.name for f in files] == [f"{n:03}.jpg" for n in range(1, len(files) + 1)]
    assert len(files) > 1
    rows = 0
    for file in files:
        with Image.open(file) as slice_:
            assert slice_.width == platform.width
            assert slice_.height <= platform.height
            assert file.stat().st_size <= platform.size
            rows += slice_.height
            for y in (0, slice_.height - 1):
                row = slice_.convert("L").crop((0, y, slice_.width, y + 1)).getextrema()
                # White, or a panel's own border: nothing is cut through.
                assert row[0] > 240 or y == 0 or slice_.height == platform.height
    assert job.book
    if platform.height > 1200 / 477 * platform.width:
        assert rows == pytest.approx(job.book.sheets[0].trim.h / 477 * platform.width, abs=3)


def test_slices_hold_every_row_once() -> None:
    platform = Platform(10, 100, 10_000)

    def block(rows: int) -> Image.Image:
        return Image.new("RGB", (10, rows), "black")

    pieces = [5, block(60), 30, block(50), 250, block(100), block(40), 7]
    made_ = list(slices(iter(pieces), platform))
    assert all(s.height <= 100 for s in made_)
    assert sum(s.height for s in made_) == 5 + 60 + 30 + 50 + 250 + 100 + 40 + 7
    black = [int((np.asarray(s.convert("L")) < 9).sum()) // 10 for s in made_]
    assert sum(black) == 250
    assert all(count in (0, 60, 50, 100, 40) for count in black)


def test_pages_of_a_book_become_a_strip_of_panels(tmp_path: Path) -> None:
    job = made(tmp_path, 3)
    files = exporter("webtoon")(job)
    with Image.open(files[0]) as first:
        assert first.width == 800
        assert first.getpixel((400, 400)) == pytest.approx((48, 96, 192), abs=12)
        assert first.getpixel((5, 400)) == (255, 255, 255)
    fewer = exporter("webtoon")(made(tmp_path, 1))
    left = sorted(p.name for p in (tmp_path / "out" / "boat-webtoon").iterdir())
    assert left == [f.name for f in fewer]
    assert len(fewer) < len(files)


def test_a_panel_alone_shows_nothing_of_its_neighbours(tmp_path: Path) -> None:
    job = made(tmp_path, 1)
    assert job.book
    (sheet,) = job.book.sheets
    one, two, three = sheet.panels
    # The second panel's balloon reaches far over the first.
    over = replace(
        two, letters=(balloon(Rect(180, 60, 90, 30), line("NO.", (190, 78), source="No.")),)
    )
    book = replace(job.book, sheets=(replace(sheet, panels=(one, over, three)),))
    shown = list(panels(replace(job, book=book), (840, 800)))
    assert [panel.id for panel, _ in shown] == ["p1.1", "p1.2", "p1.3"]
    first, second, third = (picture for _, picture in shown)
    scale = first.width / (one.box.w + 3)
    assert first.getpixel((int(180 * scale), int(30 * scale))) == pytest.approx(
        (48, 96, 192), abs=12
    )
    assert all(p.width <= 840 and p.height <= 800 for _, p in shown)
    # Its own balloon is kept where it reaches over the border.
    assert second.width / second.height > 1.2 * first.width / first.height
    clear = list(panels(replace(job, book=book), (840, 800), paper=False))
    assert [p.mode for _, p in clear] == ["RGBA"] * 3
    # Beside what reaches over there is nothing.
    assert clear[1][1].getpixel((5, second.height - 5)) == (0, 0, 0, 0)
    assert third.mode == "RGB"


def test_no_slice_is_all_white(tmp_path: Path) -> None:
    job = made(tmp_path, 4)
    told = {id: replace(note, scene=id.endswith("1")) for id, note in job.panels.items()}
    for name in ("webtoon", "webtoon:tapas"):
        for file in exporter(name)(replace(job, panels=told)):
            with Image.open(file) as slice_:
                assert slice_.convert("L").getextrema()[0] < 100
