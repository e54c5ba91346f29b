"""Single panels as pictures: each drawn alone, with all that is lettered in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PIL import Image

from storyboard.geometry import Rect
from storyboard.layout.model import Book, PanelSheet, Sheet
from storyboard.render.job import Job
from storyboard.render.pdf import page_pdf
from storyboard.render.prints import Prints
from storyboard.render.raster import page_picture
from storyboard.render.web import view

Pixels = tuple[int, int]


def panels(
    job: Job, room: Pixels, *, legends: bool = False, paper: bool = True
) -> Iterator[tuple[PanelSheet, Image.Image]]:
    """Every panel in reading order, as large as fits in `room`, one after another.

    What lies beside or over a panel on its page is left out; its own balloons are kept where
    they reach over its border. `legends` keeps the text under a frame. Without `paper` what lies
    beside the panel is transparent, else white, and a panel without lettering is its bare
    picture, without its border.
    """
    prints = Prints(job.cache)
    for sheet in job.sheets:
        yield from of_page(sheet, room, prints, legends=legends, paper=paper)


def of_page(
    sheet: Sheet, room: Pixels, prints: Prints, *, legends: bool = False, paper: bool = True
) -> Iterator[tuple[PanelSheet, Image.Image]]:
    """The panels of one page, as `panels` gives them."""
    for panel in sheet.panels:
        shown = panel if legends else replace(panel, legend=())
        if paper or shown.letters:
            x, y, w, h = view(shown, sheet)
            trim = sheet.trim
            box = Rect(trim.x + x * trim.w, trim.y + y * trim.h, w * trim.w, h * trim.h)
        else:
            shown = replace(shown, border_width=0.0)
            box = panel.box
        alone = Sheet(1, box, box, box, (shown,))
        scale = min(room[0] / box.w, room[1] / box.h)
        data = page_pdf(Book("", "", "", (alone,)), alone, prints, paper=paper)
        picture = page_picture(data, scale * 72, paper=paper)
        # A page is rounded up to whole pixels.
        yield panel, picture.crop((0, 0, min(picture.width, room[0]), min(picture.height, room[1])))
