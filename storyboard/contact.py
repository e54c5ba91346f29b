"""A contact sheet: the takes of a panel, or of a story, in one picture."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from storyboard.fonts import font_path
from storyboard.generate.model import Take
from storyboard.pictures import loaded

CELL = 300
LABEL = 44
GAP = 14
COLUMNS = 4


def contact_sheet(takes: Sequence[tuple[Take, bool]], target: Path) -> None:
    """Writes a PNG of the takes, four in a row, the used ones framed. Raises `FileError`."""
    from PIL import Image, ImageDraw, ImageFont, ImageOps

    from storyboard.render.files import write

    columns = min(COLUMNS, len(takes))
    rows = -(-len(takes) // columns)
    size = (GAP + columns * (CELL + GAP), GAP + rows * (CELL + LABEL + GAP))
    sheet = Image.new("RGB", size, (246, 244, 239))
    pen = ImageDraw.Draw(sheet)
    bold = ImageFont.truetype(str(font_path("comic")), 17)
    light = ImageFont.truetype(str(font_path("comic-light")), 15)
    for i, (take, used) in enumerate(takes):
        x = GAP + (i % columns) * (CELL + GAP)
        y = GAP + (i // columns) * (CELL + LABEL + GAP)
        picture = loaded(take.path, CELL * 2).convert("RGB")
        small = ImageOps.contain(picture, (CELL, CELL))
        px, py = x + (CELL - small.width) // 2, y + (CELL - small.height) // 2
        sheet.paste(small, (px, py))
        edge, thick = ((200, 40, 30), 4) if used else ((60, 60, 60), 1)
        frame = (px - 1, py - 1, px + small.width, py + small.height)
        pen.rectangle(frame, outline=edge, width=thick)
        label = f"{take.panel} · take {take.number}" + (" · used" if used else "")
        pen.text((x, y + CELL + 4), label, font=bold, fill=edge)
        cost = f" · ${take.cost:.2f}" if take.cost else ""
        tried = f" · from take {take.parent}" if take.parent is not None else ""
        said = f"seed {take.seed}{cost}{tried}"
        pen.text((x, y + CELL + 24), said, font=light, fill=(90, 90, 90))
    data = io.BytesIO()
    sheet.save(data, "PNG", compress_level=6)
    write(target, data.getvalue())
