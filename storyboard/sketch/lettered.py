"""Bold words fitted into a quadrilateral of the picture, in perspective."""

from __future__ import annotations

from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from .model import RGB
from .raster import Array, Sheet


@lru_cache(maxsize=1)
def _font_file() -> str | None:
    folder = Path(__file__).resolve().parent.parent / "fonts"
    files = sorted(folder.glob("*.ttf")) if folder.is_dir() else []
    for wish in ("balsamiqsans-bold", "comicneue-bold", "relief", "bold", ""):
        for file in files:
            name = file.name.lower().replace("_", "").replace(" ", "")
            if wish in name and "italic" not in name:
                return str(file)
    return None


@lru_cache(maxsize=8)
def _font(size: int) -> Any:
    file = _font_file()
    return ImageFont.truetype(file, size) if file else ImageFont.load_default(size)


def set_text(sheet: Sheet, quad: Array, words: str, colour: RGB) -> None:
    big = quad * sheet.scale
    wide = max(np.hypot(*(big[1] - big[0])), np.hypot(*(big[2] - big[3])), 2.0)
    high = max(np.hypot(*(big[3] - big[0])), np.hypot(*(big[2] - big[1])), 2.0)
    size = int(min(max(high, 8), 240))
    font = _font(size)
    pen = ImageDraw.Draw(Image.new("L", (1, 1)))
    box = pen.multiline_textbbox((0, 0), words, font=font, align="center", spacing=size * 0.12)
    text_w, text_h = max(box[2] - box[0], 1), max(box[3] - box[1], 1)
    # The words' own proportions inside the quadrilateral's.
    frame_w, frame_h = ceil(text_w), ceil(text_h)
    if wide / high > text_w / text_h:
        frame_w = min(ceil(text_h * wide / high), 6000)
    else:
        frame_h = min(ceil(text_w * high / wide), 6000)
    plate = Image.new("L", (frame_w, frame_h), 0)
    at = ((frame_w - text_w) / 2 - box[0], (frame_h - text_h) / 2 - box[1])
    ImageDraw.Draw(plate).multiline_text(
        at, words, fill=255, font=font, align="center", spacing=size * 0.12
    )
    x0, y0 = np.floor(np.maximum(big.min(axis=0), 0)).astype(int)
    x1, y1 = np.ceil(np.minimum(big.max(axis=0), sheet.image.size)).astype(int)
    if x1 <= x0 or y1 <= y0:
        return
    source = [(0, 0), (frame_w, 0), (frame_w, frame_h), (0, frame_h)]
    rows, values = [], []
    for (u, v), (x, y) in zip(source, big - [x0, y0], strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    try:
        warp = np.linalg.solve(np.array(rows, dtype=float), np.array(values, dtype=float))
    except np.linalg.LinAlgError:
        return
    mask = plate.transform(
        (int(x1 - x0), int(y1 - y0)),
        Image.Transform.PERSPECTIVE,
        warp.tolist(),
        Image.Resampling.BICUBIC,
    )
    sheet.image.paste(colour, (int(x0), int(y0)), mask)
