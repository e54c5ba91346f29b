"""Composing a book against img2pdf on the same pictures: python tests/benchmarks/compose.py

A book of 24 pages and 144 panels, each with two balloons, over 144 JPEGs of about 340 KB. Both
sides run in a process of their own, in turn, several times; the best of each is compared. The
sheets are made before the clock starts: what is timed is page_pdf and merge.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PAGES, PER_PAGE = 24, 6
WIDTH, HEIGHT = 881, 875
FOLDER = Path(tempfile.gettempdir()) / "storyboard-compose"
WORDS = (
    "I told you: the last ferry leaves at twenty to twelve, and it does not wait.",
    "Every night the same -- the bell, the rope, and then nothing but water.",
    "You could have phoned. I would have come, whatever the hour, you know that!",
    "Wait! There is a light out past the breakwater... do you see it too?",
    "My father kept a boat here for thirty years and never once learned to swim.",
    "Then we go on foot, round by the old signal house, before the tide turns.",
)


def pictures() -> list[Path]:
    """The JPEGs, made once: soft shapes under grain, like a photograph of average detail."""
    import numpy as np
    from PIL import Image

    FOLDER.mkdir(exist_ok=True)
    files = [FOLDER / f"{index:03}.jpg" for index in range(PAGES * PER_PAGE)]
    for index, file in enumerate(files):
        if file.exists():
            continue
        rng = np.random.default_rng(index)
        coarse = Image.fromarray(rng.integers(0, 255, (12, 12, 3), dtype=np.uint8))
        soft = np.asarray(coarse.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC), dtype=float)
        grain = rng.normal(0, 17, (HEIGHT, WIDTH, 1)) + rng.normal(0, 6, (HEIGHT, WIDTH, 3))
        data = io.BytesIO()
        Image.fromarray(np.clip(soft + grain, 0, 255).astype(np.uint8)).save(
            data, "JPEG", quality=82, subsampling=0
        )
        file.write_bytes(data.getvalue())
    return files


def sheets() -> list[object]:
    """The book's sheets, shaped and placed by simple rules."""
    import uharfbuzz as hb

    from storyboard.fonts import font_path
    from storyboard.geometry import Rect, rectangle, smooth
    from storyboard.layout.model import (
        BLACK,
        WHITE,
        Art,
        Glyph,
        Letter,
        PanelSheet,
        Run,
        Shape,
        Sheet,
        TextLine,
    )

    fonts = {
        name: hb.Font(hb.Face(font_path(name).read_bytes())) for name in ("comic", "comic-italic")
    }

    def line(text: str, font: str, x: float, y: float) -> TextLine:
        buffer = hb.Buffer()
        buffer.add_str(text.upper())
        buffer.guess_segment_properties()
        hb.shape(fonts[font], buffer, {})
        glyphs, pen = [], 0.0
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            glyphs.append(Glyph(info.codepoint, pen, 0.0, text[info.cluster]))
            pen += place.x_advance * 8 / 1000
        return TextLine(text, Rect(x, y - 7, pen, 9), (Run(font, 8, (x, y), tuple(glyphs), pen),))

    def balloon(text: str, x: float, y: float, order: int) -> Letter:
        words = text.split()
        rows = [" ".join(words[start : start + 4]) for start in range(0, len(words), 4)]
        font = "comic-italic" if order == 2 else "comic"
        lines = tuple(line(row, font, x + 14, y + 16 + 9 * i) for i, row in enumerate(rows))
        w, h = 110.0, 16.0 + 9 * len(rows)
        dots = [(x, y + h / 2), (x + w / 2, y), (x + w, y + h / 2), (x + w / 2, y + h)]
        path = smooth(dots)
        return Letter(
            "speech", "mara", text, order, 8, path, (Shape(path, WHITE, BLACK, 1),), lines
        )

    trim = Rect(0, 0, 477, 738)
    out: list[object] = []
    files = pictures()
    for number in range(PAGES):
        panels = []
        for place in range(PER_PAGE):
            file = files[number * PER_PAGE + place]
            box = Rect(22.5 + 220.5 * (place % 2), 45 + 219 * (place // 2), 211.5, 210)
            key = hashlib.sha256(file.read_bytes()).hexdigest()
            art = Art(file, "image/jpeg", WIDTH, HEIGHT, key, box, 300, 0)
            letters = tuple(
                balloon(
                    WORDS[(number + place + k) % len(WORDS)], box.x + 6 + 90 * k, box.y + y, k + 1
                )
                for k, y in enumerate((8, 120))
            )
            panel = PanelSheet(f"p{number}-{place}", box, rectangle(box), 1.5, art, (), (), letters)
            panels.append(panel)
        out.append(Sheet(number + 1, trim, trim, trim.inset(22.5, 45), tuple(panels)))
    return out


def compose() -> tuple[float, int]:
    """Seconds for, and bytes of, the book through page_pdf and merge."""
    from storyboard.layout.model import Book
    from storyboard.render.book import merge
    from storyboard.render.pdf import page_pdf
    from storyboard.render.prints import Prints

    made = sheets()
    book = Book("Compose", "", "en", tuple(made))  # type: ignore[arg-type]
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        start = time.perf_counter()
        pages = []
        for sheet in book.sheets:
            page = Path(folder) / f"{sheet.number}.pdf"
            page.write_bytes(page_pdf(book, sheet, Prints(None)))
            pages.append(page)
        target = Path(folder) / "book.pdf"
        merge(pages, target, title=book.title, author=book.author, language=book.language)
        return time.perf_counter() - start, target.stat().st_size


def img2pdf() -> tuple[float, int]:
    """Seconds for, and bytes of, one picture a page through img2pdf."""
    import img2pdf as theirs

    files = [str(file) for file in pictures()]
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        target = Path(folder) / "book.pdf"
        start = time.perf_counter()
        with target.open("wb") as out:
            theirs.convert(files, outputstream=out)
        return time.perf_counter() - start, target.stat().st_size


def make() -> tuple[float, int]:
    """Seconds for making the pictures, and their bytes."""
    start = time.perf_counter()
    files = pictures()
    return time.perf_counter() - start, sum(file.stat().st_size for file in files)


SIDES = {"storyboard": compose, "img2pdf": img2pdf}
STEPS = {"make": make, **SIDES}


def child(side: str) -> dict[str, float]:
    """One side, once, in a process of its own."""
    found = subprocess.run(
        [sys.executable, __file__, "--side", side], check=True, capture_output=True, text=True
    )
    result: dict[str, float] = json.loads(found.stdout)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--side", choices=STEPS, help="run one step only, and print JSON")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    if asked.side:
        seconds, size = STEPS[asked.side]()
        # Linux counts in kibibytes, macOS in bytes.
        unit = 1 if sys.platform == "darwin" else 1024
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
        print(json.dumps({"seconds": seconds, "bytes": size, "peak": peak}))  # noqa: T201
        return
    # In a child too: a process inherits the peak memory of the one that starts it.
    size = child("make")["bytes"]
    print(f"{PAGES * PER_PAGE} JPEGs, {size / 1e6:.1f} MB")  # noqa: T201
    best: dict[str, dict[str, float]] = {}
    for _ in range(asked.rounds):
        for side in SIDES:
            got = child(side)
            if side not in best or got["seconds"] < best[side]["seconds"]:
                best[side] = got
    for side, got in best.items():
        print(  # noqa: T201
            f"{side:11} {got['seconds']:6.2f} s  {got['peak'] / 1e6:6.0f} MB peak"
            f"  {got['bytes'] / 1e6:6.1f} MB written"
        )
    ratio = best["storyboard"]["seconds"] / best["img2pdf"]["seconds"]
    print(f"storyboard takes {ratio:.2f} times as long as img2pdf")  # noqa: T201


if __name__ == "__main__":
    main()
