"""Pages as pixels: known points, sizes, names, and the same bytes however many draw them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from storyboard.errors import FileError, UsageError
from storyboard.geometry import Rect, rectangle
from storyboard.layout.model import BLACK, PanelSheet, Shape, Sheet
from storyboard.render.book import merge
from storyboard.render.pdf import page_pdf
from storyboard.render.prints import Prints
from storyboard.render.raster import pngs
from tests.sheets import TRIM, art, balloon, book, jpeg, letter, line, panel, sheet

LEFT = Rect(40, 60, 200, 160)
RIGHT = Rect(260, 60, 180, 160)
BELOW = Rect(40, 300, 400, 200)
WHITE = (255, 255, 255)


def page(made: Sheet) -> bytes:
    return page_pdf(book(made), made, Prints(None))


def drawn(made: Sheet, folder: Path, dpi: float = 144) -> Image.Image:
    (file,) = pngs(page(made), folder, "p", dpi)
    return Image.open(file).convert("RGB")


def at(picture: Image.Image, x: float, y: float) -> tuple[int, ...]:
    """The colour at a point of the layout, at 144 dpi."""
    found = picture.getpixel((round(2 * x), round(2 * y)))
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize("bleed", [0.0, 9.0])
def test_everything_stands_where_it_was_placed(tmp_path: Path, bleed: float) -> None:
    jpeg(tmp_path / "a.jpg", size=(400, 200))
    shown = art(tmp_path / "a.jpg", Rect(LEFT.x - 100, LEFT.y, 400, 200))
    words = balloon(Rect(60, 100, 100, 60), line("I", (100, 140), size=30))
    picture = drawn(sheet(panel(LEFT, words, picture=shown), bleed=bleed), tmp_path)
    assert picture.size == (954, 1476)
    assert at(picture, 5, 5) == WHITE
    assert at(picture, LEFT.x - 3, 150) == WHITE  # the picture is wider than its panel
    assert at(picture, LEFT.x, 150) == (0, 0, 0)  # the border, 1.5 pt
    assert at(picture, LEFT.right, 150) == (0, 0, 0)
    assert at(picture, 230, 200) == pytest.approx((48, 96, 192), abs=6)
    assert at(picture, 230, LEFT.bottom + 3) == WHITE
    assert at(picture, 70, 150) == WHITE  # the balloon
    assert at(picture, 60, 130) == (0, 0, 0)  # its stroke
    glyph = picture.crop((200, 230, 230, 278))
    assert sum(glyph.convert("L").histogram()[:100]) > 150


def test_the_picture_s_top_left_is_up_and_left(tmp_path: Path) -> None:
    jpeg(tmp_path / "a.jpg", size=(400, 200))
    picture = drawn(sheet(panel(LEFT, picture=art(tmp_path / "a.jpg", LEFT))), tmp_path)
    assert at(picture, LEFT.x + 10, LEFT.y + 10) == pytest.approx((16, 16, 16), abs=6)
    for x, y in ((LEFT.right - 10, LEFT.y + 10), (LEFT.x + 10, LEFT.bottom - 10)):
        assert at(picture, x, y) == pytest.approx((48, 96, 192), abs=6)


def test_an_effect_is_coloured_ringed_with_white_and_turned(tmp_path: Path) -> None:
    jpeg(tmp_path / "a.jpg")
    red = (0.9, 0.1, 0.1)
    word = line("IIII", (60, 400), font="effects", size=60, outline=4, colour=red)
    turned = line("IIII", (300, 460), font="effects", size=60, outline=4, colour=red, angle=90)
    shown = panel(BELOW, letter(word), letter(turned), picture=art(tmp_path / "a.jpg", BELOW))
    picture = drawn(sheet(shown), tmp_path)
    cells = picture.load()
    assert cells is not None
    for box, wide in (((60, 340, 130, 405), True), ((245, 370, 310, 465), False)):
        found = [
            (x, y)
            for x in range(2 * box[0], 2 * box[2])
            for y in range(2 * box[1], 2 * box[3])
            if cells[x, y] == pytest.approx((230, 26, 26), abs=3)
        ]
        assert len(found) > 2000
        spread = max(x for x, _ in found) - min(x for x, _ in found)
        height = max(y for _, y in found) - min(y for _, y in found)
        assert (spread > height) == wide
        left = min(found)
        assert cells[left[0] - 5, left[1]] == WHITE  # 2.5 pt of 4
        assert cells[left[0] - 14, left[1]] != WHITE


def test_dashes_and_several_contours_are_drawn(tmp_path: Path) -> None:
    hidden = rectangle(Rect(60, 320, 40, 40)) + rectangle(Rect(80, 340, 40, 40))
    dashed = Shape(rectangle(Rect(200, 320, 200, 100)), None, BLACK, 2.0, (10.0, 10.0))
    shapes = (Shape(hidden, (0.0, 0.5, 0.0), None), dashed)
    picture = drawn(sheet(panel(BELOW, letter(shapes=shapes))), tmp_path)
    for x, y in ((65, 325), (90, 350), (115, 375)):  # where they overlap too
        assert at(picture, x, y) == pytest.approx((0, 128, 0), abs=1)
    assert at(picture, 205, 320) == (0, 0, 0)
    assert at(picture, 215, 320) == pytest.approx((241, 241, 240), abs=2)


def test_a_panel_without_a_picture_shows_a_cross_and_its_words(tmp_path: Path) -> None:
    words = (line("pier", (RIGHT.cx - 8, RIGHT.cy + 3)),)
    empty = PanelSheet("pier", RIGHT, rectangle(RIGHT), 1.5, None, words, (), ())
    picture = drawn(sheet(empty), tmp_path)
    ground = at(picture, RIGHT.cx, RIGHT.y + 10)
    assert min(ground) > 235
    assert ground != WHITE
    corner = picture.crop((2 * 265, 2 * 64, 2 * 285, 2 * 84)).convert("L")
    assert 150 < corner.getextrema()[0] < 220
    middle = picture.crop((2 * 335, 2 * 130, 2 * 365, 2 * 150)).convert("L")
    assert middle.getextrema()[0] < 40


def test_names_sizes_and_resolution(tmp_path: Path) -> None:
    data = page(sheet(panel(LEFT, balloon(LEFT.inset(20), line("PAGE", (90, 140)))), bleed=9))
    merge([data] * 3, tmp_path / "b.pdf", title="", author="", language="")
    files = pngs(tmp_path / "b.pdf", tmp_path / "out", "boat", 300, [3, 1])
    assert [f.name for f in files] == ["boat-03.png", "boat-01.png"]
    with Image.open(files[0]) as picture:
        assert picture.size == (1988, 3075)
        assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.01)
        assert picture.mode == "RGB"
    assert files[0].read_bytes() == files[1].read_bytes()
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_one_process_and_several_write_the_same_bytes(tmp_path: Path) -> None:
    pages = [
        page(sheet(panel(LEFT, letter(line(f"PAGE {n}", (90, 140)))), number=n)) for n in range(8)
    ]
    merge(pages, tmp_path / "b.pdf", title="", author="", language="")
    together = pngs(tmp_path / "b.pdf", tmp_path / "a", "p", 40)
    alone = [
        pngs((tmp_path / "b.pdf").read_bytes(), tmp_path / "b", "p", 40, [n])[0]
        for n in range(1, 9)
    ]
    assert [f.name for f in together] == [f"p-{n:02}.png" for n in range(1, 9)]
    assert [f.read_bytes() for f in together] == [f.read_bytes() for f in alone]
    assert len({f.read_bytes() for f in together}) == 8


def test_what_cannot_be_drawn_is_said(tmp_path: Path) -> None:
    data = page(sheet(panel(LEFT)))
    with pytest.raises(UsageError, match="there is no page 2: the book has 1"):
        pngs(data, tmp_path, "p", 72, [2])
    with pytest.raises(UsageError, match=f"choose from 1 to {int(20000 * 72 / TRIM.h)}"):
        pngs(data, tmp_path, "p", 5000)
    with pytest.raises(FileError, match=r"cannot read .*none\.pdf as a PDF"):
        pngs(tmp_path / "none.pdf", tmp_path, "p", 72)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileError, match="a file stands where its folder should be"):
        pngs(data, tmp_path / "file", "p", 36)
