"""Is the lettering legible? Pages are rasterised and read back by a machine that knows no comics.

Run by hand: ``python tests/judges/lettering.py [STORY ...] [--keep FOLDER]``, with ``rapidocr>=3``
and ``onnxruntime`` beside the package (they are no dependency of it; a virtual environment of
their own is best). Without names it reads the stories that ship and the specimen.

Every page is rasterised at 300 dpi and read whole; what is found within a balloon's, caption's
or effect's lines is held against the words that were lettered there. A word counts as read when
all its letters are, case, accents and marks aside, with letters and figures of one shape (O and
0, I, l and 1) as one. Where a word was missed the balloon is looked at once more, alone. Prints
the share by kind and by script and what was missed; fails below `FLOOR` in the scripts that the
machine was taught. The words of texts that run from right to left are not held against it.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from PIL import Image

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import storyboard  # noqa: E402
from storyboard.geometry import Rect  # noqa: E402
from storyboard.layout.model import Book, Sheet, TextLine  # noqa: E402

DPI = 300
FLOOR = 0.99
READ = ("Latin", "Han", "Kana")
"""Scripts that the reader's models know."""
_SCRIPTS = {"CJK": "Han", "HIRAGANA": "Kana", "KATAKANA": "Kana"}
_MARGIN = 6.0
"""Points about a balloon's lines within which what is read belongs to it."""
_ALIKE = str.maketrans("0IL5|", "O11S1")


@dataclass(frozen=True, slots=True)
class Text:
    """Something lettered: where, its kind, its lines as they are drawn."""

    panel: str
    kind: str
    lines: tuple[TextLine, ...]

    @property
    def box(self) -> Rect:
        boxes = [line.box for line in self.lines]
        x, y = min(b.x for b in boxes), min(b.y for b in boxes)
        return Rect(x, y, max(b.right for b in boxes) - x, max(b.bottom for b in boxes) - y)


Found = tuple[Rect, str]
"""What was read, and where: points of the page."""


def plain(text: str) -> str:
    """Letters and figures only, in capitals without accents, those of one shape as one."""
    flat = unicodedata.normalize("NFKD", text.replace("Đ", "D").upper())
    return "".join(c for c in flat if c.isalnum()).translate(_ALIKE)


def script(word: str) -> str:
    """Whose letters a word is in."""
    for c in word:
        if c.isalpha():
            name = unicodedata.name(c, "?").split()[0]
            return _SCRIPTS.get(name, name.capitalize())
    return "Latin"


def missed(text: Text, read: str) -> list[str]:
    """The lettered words that were not read."""
    words = [w for line in text.lines for w in line.text.split() if plain(w)]
    wanted, got = "".join(map(plain, words)), plain(read)
    seen = [False] * len(wanted)
    for block in SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks():
        seen[block.a : block.a + block.size] = [True] * block.size
    out, at = [], 0
    for word in words:
        size = len(plain(word))
        if not all(seen[at : at + size]):
            out.append(word)
        at += size
    return out


def texts(sheet: Sheet) -> list[Text]:
    """What is lettered on a page."""
    out = [Text(p.id, x.kind, x.lines) for p in sheet.panels for x in p.letters if x.lines]
    return out + [Text(p.id, "legend", p.legend) for p in sheet.panels if p.legend]


class Reader:
    """A page as pixels, and the machine that reads them."""

    def __init__(self, engine: Any, page: Any, sheet: Sheet) -> None:
        self._engine, self._trim = engine, sheet.trim
        self.image = page.render(scale=DPI / 72).to_pil().convert("RGB")
        self.whole = sheet.trim

    def cut(self, part: Rect) -> tuple[Image.Image, float, float]:
        """A part of the page, and the points at which it begins."""
        s, t = DPI / 72, self._trim
        left, top = max(part.x, t.x), max(part.y, t.y)
        right, bottom = min(part.right, t.right), min(part.bottom, t.bottom)
        box = [(left - t.x) * s, (top - t.y) * s, (right - t.x) * s, (bottom - t.y) * s]
        return self.image.crop(tuple(map(round, box))), left, top

    def read(self, part: Rect) -> list[Found]:
        import numpy as np

        image, left, top = self.cut(part)
        # A line is never upside down; asked for that, the machine turns OH! into iHO.
        result = self._engine(np.asarray(image)[:, :, ::-1].copy(), use_cls=False)
        out: list[Found] = []
        for corners, text in zip(
            result.boxes if result.boxes is not None else (), result.txts or (), strict=True
        ):
            x0, y0 = (float(v) * 72 / DPI for v in np.min(corners, axis=0))
            x1, y1 = (float(v) * 72 / DPI for v in np.max(corners, axis=0))
            out.append((Rect(left + x0, top + y0, x1 - x0, y1 - y0), text))
        return out


def within(text: Text, found: Sequence[Found]) -> str:
    """What was read in the text's place, by lines from the top, each from the left."""
    box = text.box.inset(-_MARGIN)
    own = [
        (box_, said)
        for box_, said in found
        if box.x <= box_.cx <= box.right and box.y <= box_.cy <= box.bottom
    ]
    lines = [line.box.cy for line in text.lines]

    def place(one: Found) -> tuple[int, float]:
        return min(range(len(lines)), key=lambda i: abs(lines[i] - one[0].cy)), one[0].x

    return " ".join(said for _, said in sorted(own, key=place))


def judge(book: Book, pdf: Path, engine: Any, tally: Counter[tuple[str, str]], keep: Path | None,
          name: str) -> None:  # fmt: skip
    """Reads every page of a book and counts."""
    document = pdfium.PdfDocument(pdf)
    for number, sheet in enumerate(book.sheets):
        reader = Reader(engine, document[number], sheet)
        found = reader.read(reader.whole)
        for text in texts(sheet):
            first = last = missed(text, within(text, found))
            said = ""
            if first:
                said = within(text, reader.read(text.box.inset(-14)))
                again = missed(text, said)
                last = [w for w in first if w in again]
            tongue = script("".join(line.text for line in text.lines))
            for word in (w for line in text.lines for w in line.text.split() if plain(w)):
                own = script(word) if tongue in READ else tongue
                for key in (f"kind {text.kind}", f"script {own}"):
                    tally[key, "lettered"] += 1
                    tally[key, "at once"] += word not in first
                    tally[key, "read"] += word not in last
            if tongue not in READ or not last:
                continue
            sys.stdout.write(f"{name} {text.panel} {text.kind}: missed {last}, read {said!r}\n")
            if keep:
                keep.mkdir(parents=True, exist_ok=True)
                reader.cut(text.box.inset(-14))[0].save(
                    keep / f"{name}-{text.panel}-{text.kind}.png"
                )
    document.close()


def main() -> None:
    """Render, read, report."""
    parser = argparse.ArgumentParser(description="reads the lettering of rendered pages by OCR")
    parser.add_argument("stories", nargs="*", type=Path)
    parser.add_argument("--keep", type=Path, help="folder for the balloons that were not read")
    asked = parser.parse_args()
    shipped = [p for p in sorted((ROOT / "stories").rglob("*.yaml")) if ".picks" not in p.name]
    logging.disable(logging.INFO)
    from rapidocr import RapidOCR  # type: ignore[import-not-found,unused-ignore]

    engine = RapidOCR(params={"Global.log_level": "error", "Global.max_side_len": 4096})
    tally: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("STORYBOARD_HOME", str(Path(folder) / "home"))
        for path in asked.stories or shipped:
            story = storyboard.load(path)
            storyboard.render(story, Path(folder), ("pdf",))
            book = storyboard.layout(story)
            judge(book, Path(folder) / f"{path.stem}.pdf", engine, tally, asked.keep, path.stem)
    for key in sorted({k for k, _ in tally}):
        total, once, read = (tally[key, c] for c in ("lettered", "at once", "read"))
        sys.stdout.write(f"{key:20}{read:5} / {total:4}  {read / total:6.1%}  at once {once:4}\n")
    total, once, read = (
        sum(tally[f"script {s}", c] for s in READ) for c in ("lettered", "at once", "read")
    )
    sys.stdout.write(
        f"words lettered {total}, read at once {once}, read {read}: {read / total:.2%}\n"
    )
    if read < FLOOR * total:
        raise SystemExit(f"fewer than {FLOOR:.0%} of the words were read")


if __name__ == "__main__":
    main()
