"""Composing a book against img2pdf on the same pictures: python tests/benchmarks/compose.py

A book of 24 pages and 144 panels, each with two balloons, over 144 JPEGs of about 340 KB. Both
sides run in a process of their own, in turn, several times; the best of each is compared, what
they import left out. "whole" is everything from the story file to the book for the first time,
"one page" the same after one balloon was reworded, "unchanged" after nothing was; "pages" is the
writing of finished sheets alone. Aims: one page and unchanged at most 3 times img2pdf.
"""

from __future__ import annotations

import argparse
import io
import json
import os
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


def story() -> Path:
    """A story over the pictures, with two balloons a panel."""
    rows = ["title: Compose", "characters: {mara: {}, tom: {}}", "pages:"]
    files = pictures()
    for number in range(PAGES):
        rows += ["- layout: six-grid", "  panels:"]
        for place in range(PER_PAGE):
            file = files[number * PER_PAGE + place]
            said = [WORDS[(number + place + k) % len(WORDS)] for k in (0, 1)]
            rows += [
                f"  - image: {file.name}",
                "    faces: {mara: [0.2, 0.45, 0.15, 0.2], tom: [0.6, 0.45, 0.15, 0.2]}",
                f'    dialogue: [mara: "{said[0]}", tom: "{said[1]}"]',
            ]
    path = FOLDER / "compose.yaml"
    path.write_text("\n".join(rows) + "\n")
    return path


def whole() -> tuple[float, int]:
    """Seconds for, and bytes of, the book through everything: load, plan, letter, write."""
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        os.environ["STORYBOARD_HOME"] = folder
        return rendered(story(), folder)


def one_page() -> tuple[float, int]:
    """The same where the book was written before, and one balloon was reworded since."""
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        os.environ["STORYBOARD_HOME"] = folder
        path = story()
        child_of(path, folder)
        text = path.read_text()
        path.write_text(text.replace("Wait!", "Wait for me!", 1))
        try:
            return rendered(path, folder)
        finally:
            path.write_text(text)


def unchanged() -> tuple[float, int]:
    """The same where the book was written before."""
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        os.environ["STORYBOARD_HOME"] = folder
        child_of(story(), folder)
        return rendered(story(), folder)


def child_of(path: Path, folder: str) -> None:
    """The book written by another process, so that this one remembers nothing of it."""
    command = [sys.executable, "-m", "storyboard", "render", str(path), "-o", folder]
    subprocess.run(command, check=True, capture_output=True)


def rendered(path: Path, folder: str) -> tuple[float, int]:
    import storyboard
    import storyboard.layout.compose
    import storyboard.pipeline
    import storyboard.render.pdf
    import storyboard.render.screen

    start = time.perf_counter()
    result = storyboard.render(storyboard.load(path), folder)
    return time.perf_counter() - start, result.files[0].stat().st_size


def compose() -> tuple[float, int]:
    """Seconds for, and bytes of, the lettered book through page_pdf and merge alone."""
    import storyboard
    from storyboard.render.book import merge
    from storyboard.render.pdf import page_pdf
    from storyboard.render.prints import Prints

    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        os.environ["STORYBOARD_HOME"] = folder
        book = storyboard.layout(storyboard.load(story()))
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


SIDES = {
    "storyboard, whole": whole,
    "storyboard, one page": one_page,
    "storyboard, unchanged": unchanged,
    "storyboard, pages": compose,
    "img2pdf": img2pdf,
}
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
            f"{side:22} {got['seconds']:6.2f} s  {got['peak'] / 1e6:6.0f} MB peak"
            f"  {got['bytes'] / 1e6:6.1f} MB written"
        )
    peer = best.pop("img2pdf")["seconds"]
    for side, got in best.items():
        print(f"{side} takes {got['seconds'] / peer:.2f} times as long as img2pdf")  # noqa: T201


if __name__ == "__main__":
    main()
