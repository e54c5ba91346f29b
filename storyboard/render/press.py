"""The book as a PDF for a printer, with a report of what is below the printer's standard."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pikepdf import (
    Array,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Operator,
    Page,
    Pdf,
    Stream,
    parse_content_stream,
    unparse_content_stream,
)

from storyboard.errors import UsageError
from storyboard.layout.model import Book
from storyboard.render import files
from storyboard.render.about import about
from storyboard.render.book import Binding, merge
from storyboard.render.halves import half
from storyboard.render.ink import (
    cmyk_jpeg,
    described_profile,
    grey_jpeg,
    limited,
    most_ink,
    separated,
)
from storyboard.render.job import Job
from storyboard.render.pdf import page_pdf
from storyboard.render.preflight import PRESETS, Preset, report
from storyboard.render.prints import Prints
from storyboard.render.spool import listed, mapped, ref, text
from storyboard.render.surface import number

_MARK = 18.0
"""Points: the length of a crop mark."""
_OFFSET = 9.0
"""Points between a crop mark and the trim, where there is no bleed to keep clear of."""
_INK = re.compile(r"ink([1-4]\d\d)")
_WORDS = (*PRESETS, "cmyk", "marks", "ink100 to ink400")


def pdf_print(job: Job) -> list[Path]:
    """The book as `NAME-print.pdf`, and `NAME-print.txt`, which says what a printer may refuse.

    Trim and bleed boxes, fonts embedded, no bookmarks, annotations, tags or transparency; a
    double page is cut into its two. The words name a printer (`kdp`, `ingram`) and ask for
    `cmyk`, crop `marks`, and a total ink limit (`ink240`).
    """
    way = way_of(job)
    target = job.file("-print.pdf")
    with tempfile.TemporaryDirectory(prefix="storyboard-") as folder:
        prepared: list[Path] = []
        most = 0.0
        for page, spine in _printed(job, bled=not way.preset.three_sides):
            with _opened(page) as pdf:
                _unmark(pdf)
                if way.limit:
                    most = max(most, _inked(pdf, way.limit, job))
                _frame(pdf.pages[0], spine, way)
                out = Path(folder) / f"{len(prepared)}.pdf"
                pdf.save(out, static_id=True)
                prepared.append(out)
        merge(
            prepared,
            target,
            title=job.title,
            author=job.author,
            language=job.language,
            described=way.preset.described,
            dress=lambda book: _dress(book, job, way),
            said=about(job),
            stamp=repr((job.words, str(job.profile), _spine(job, 0))).encode(),
        )
    size = target.stat().st_size
    said = report(job, way.preset, pages=len(prepared), size=size, ink=most, cmyk=bool(way.limit))
    note = job.file("-print.txt")
    files.write(note, said.encode("utf-8"))
    return [target, note]


@dataclass(frozen=True, slots=True)
class _Way:
    preset: Preset
    marks: bool
    limit: float
    """Percent of ink; 0 leaves the colours as they are."""


def way_of(job: Job) -> _Way:
    """What the job's words ask for. Raises `UsageError` where they cannot be had together."""
    chosen = [word for word in job.words if word in PRESETS]
    for word in job.words:
        if word not in _WORDS[:-1] and not _INK.fullmatch(word):
            raise UsageError(
                f"'{word}' is nothing that pdf-print knows: choose from {', '.join(_WORDS)}"
            )
    if len(chosen) > 1:
        raise UsageError(f"pdf-print is for one printer at a time: {' or '.join(chosen)}")
    preset = PRESETS[chosen[0] if chosen else "print"]
    marks = "marks" in job.words
    if marks and not preset.marks:
        raise UsageError(f"{preset.title} takes no crop marks: leave out 'marks'")
    asked = [float(found[1]) for word in job.words if (found := _INK.fullmatch(word))]
    limit = min(asked) if asked else preset.ink
    if not limit and ("cmyk" in job.words or job.profile):
        limit = 300.0
    return _Way(preset, marks, limit)


def _printed(job: Job, *, bled: bool) -> Iterator[tuple[bytes | Path, str]]:
    """Every printed page, with the side that its spine is on; a double page is two."""
    for index, page in enumerate(job.pages):
        spine = _spine(job, index)
        if spine:
            yield page, spine
            continue
        sheet = job.sheets[index]
        book = job.book or Book(job.title, job.author, job.language, ())
        sides: list[Literal["left", "right"]] = ["left", "right"]
        for part in reversed(sides) if job.right_to_left else sides:
            made = page_pdf(book, half(sheet, part, bled=bled), Prints(job.cache))
            yield made, "right" if part == "left" else "left"


def _spine(job: Job, index: int) -> str:
    """Where a page's spine is, left or right; nowhere where it runs through the page."""
    leaf = job.leaf(index)
    if leaf.side == "both" or len(leaf.folios) == 2:
        return ""
    if leaf.side in ("left", "right"):
        return "right" if leaf.side == "left" else "left"
    # A book's first page is a recto: its spine is where reading starts.
    recto = job.folios(index)[0] % 2 == 1
    return "left" if recto != job.right_to_left else "right"


def _opened(page: bytes | Path) -> Pdf:
    import io

    return Pdf.open(io.BytesIO(page) if isinstance(page, bytes) else page)


_MARKS = re.compile(rb"(?m)^(?:/\w+ (?:<</MCID \d+>> BDC|BMC)|EMC)\n")
_ARTIFACT = re.compile(rb"(?m)^/Artifact BMC (.*) EMC$")
"""How `page_pdf` marks the parts of a page: strings in its content are hexadecimal."""


def _unmark(pdf: Pdf) -> None:
    """Takes a page's marks away, which point into a structure that a printer's file has not."""
    page = pdf.pages[0]
    content = page.Contents.read_bytes()
    page.Contents = pdf.make_stream(_ARTIFACT.sub(rb"\1", _MARKS.sub(b"", content)))


def _frame(page: Page, spine: str, way: _Way) -> None:
    """Sets the boxes of a page, the largest from 0, and draws its crop marks."""
    left, low, right, high = (float(v) for v in page.trimbox)
    b_left, b_low, b_right, b_high = (float(v) for v in page.mediabox)
    if way.preset.three_sides and spine == "left":
        b_left = left
    elif way.preset.three_sides and spine == "right":
        b_right = right
    away = max(_OFFSET, left - b_left, b_right - right, low - b_low, b_high - high)
    reach = away + _MARK
    x, y = (left - reach, low - reach) if way.marks else (b_left, b_low)
    trim = (left - x, low - y, right - x, high - y)
    bleed = (b_left - x, b_low - y, b_right - x, b_high - y)
    media = (0.0, 0.0, right + reach - x, high + reach - y) if way.marks else bleed
    page.trimbox = Array([_short(v) for v in trim])
    page.bleedbox = Array([_short(v) for v in bleed])
    page.mediabox = Array([_short(v) for v in media])
    for box in (Name.CropBox, Name.ArtBox):
        if box in page.obj:
            del page.obj[box]
    before = f"1 0 0 1 {number(-x)} {number(-y)} cm" if x or y else ""
    after = ""
    if way.marks:
        # What lies where the marks are to stand is cut off.
        sides = (bleed[0], bleed[1], bleed[2] - bleed[0], bleed[3] - bleed[1])
        before = f"{' '.join(number(side) for side in sides)} re W n {before}"
        after = f" q {'1 1 1 1 K' if way.limit else '0 G'} 0.25 w {_marks(trim, away)} S Q"
    if before:
        page.contents_add(f"q {before}".encode(), prepend=True)
        page.contents_add(f"Q{after}".encode())


def _short(value: float) -> float:
    # A page may not hold numbers with an exponent, which a length of nearly nothing would have.
    return float(number(value))


def _marks(trim: tuple[float, float, float, float], away: float) -> str:
    """Crop marks at the corners, outside of the bleed."""
    left, low, right, high = trim
    reach = away + _MARK
    marks = []
    for x in (left, right):
        marks += [(x, low - away, x, low - reach), (x, high + away, x, high + reach)]
    for y in (low, high):
        marks += [(left - away, y, left - reach, y), (right + away, y, right + reach, y)]
    lines = [f"{number(x1)} {number(y1)} m {number(x2)} {number(y2)} l" for x1, y1, x2, y2 in marks]
    return " ".join(lines)


_TURNED = {"rg": "k", "RG": "K", "g": "k", "G": "K"}


def _inked(pdf: Pdf, limit: float, job: Job) -> float:
    """Turns a page's colours into CMYK; gives the most ink that a picture lays down.

    A picture without colours is left to black ink alone.
    """
    page = pdf.pages[0]
    stream = unparse_content_stream(list(_turned(page, limit)))
    page.Contents = pdf.make_stream(stream)
    most = 0.0
    drawn = page.obj.Resources.get(Name.XObject, Dictionary())
    for _, image in list(drawn.items()):
        if isinstance(image, Stream) and image.get(Name.ColorSpace) == Name.DeviceRGB:
            data = image.read_raw_bytes()
            grey = grey_jpeg(data)
            if grey is not None:
                image.write(grey, filter=Name.DCTDecode)
                image.ColorSpace = Name.DeviceGray
                most = max(most, 100.0)
                continue
            data = cmyk_jpeg(data, limit, job.profile)
            _replace(image, data)
            most = max(most, most_ink(data))
    return most


def _replace(image: Stream, data: bytes) -> None:
    image.write(data, filter=Name.DCTDecode)
    image.ColorSpace = Name.DeviceCMYK
    # Pillow writes CMYK as Adobe does, counting from full ink.
    image.Decode = Array([1, 0] * 4)


def _turned(page: Page, limit: float) -> Iterator[ContentStreamInstruction]:
    for step in parse_content_stream(page):
        name = str(step.operator)
        if isinstance(step, ContentStreamInstruction) and name in _TURNED:
            inks = _ink([float(v) for v in step.operands], limit)
            yield ContentStreamInstruction(inks, Operator(_TURNED[name]))
        elif isinstance(step, ContentStreamInstruction):
            yield step


def _ink(parts: list[float], limit: float) -> list[float]:
    """A flat colour's inks: greys in black alone, so that small letters stay sharp."""
    import numpy as np

    if len(parts) == 1 or max(parts) - min(parts) < 0.004:
        return [0.0, 0.0, 0.0, round(1.0 - parts[0], 4)]
    rgb = np.array([round(part * 255) for part in parts], dtype=np.uint8)
    return [round(int(ink) / 255, 4) for ink in limited(separated(rgb)[None], limit)[0]]


def _dress(book: Binding, job: Job, way: _Way) -> None:
    for name in ("PageLabels", "ViewerPreferences"):
        book.root.pop(name, None)
    if job.right_to_left:
        book.root["ViewerPreferences"] = b"<< /Direction /R2L >>"
    if way.preset.exchange:
        _exchange(book, job)


def _exchange(book: Binding, job: Job) -> None:
    """What PDF/X-1a:2003 (ISO 15930-4) wants said. Its dates are the book's own, or none."""
    told = {
        "Title": job.title or job.name,
        "Creator": "storyboard",
        "Producer": "storyboard",
        "GTS_PDFXVersion": "PDF/X-1a:2003",
    }
    if job.published:
        year, month, day = (*job.published.split("-"), "01", "01")[:3]
        told |= dict.fromkeys(("CreationDate", "ModDate"), f"D:{year}{month}{day}000000Z")
    info = {key: text(value) for key, value in told.items()}
    book.info = mapped({**info, "Trapped": b"/False"})
    intent = {
        "OutputConditionIdentifier": text("CGATS TR 001"),
        "OutputCondition": text("SWOP (publication printing), coated paper"),
        "RegistryName": text("http://www.color.org"),
        "Info": text("CGATS TR 001 (SWOP)"),
    }
    if job.profile:
        name, data = described_profile(job.profile)
        # A condition that no registry need know: the profile itself is in the file.
        intent = {
            "OutputConditionIdentifier": text("Custom"),
            "Info": text(name),
            "DestOutputProfile": ref(book.spool.add_stream({"N": b"4"}, data)),
        }
    made = {"Type": b"/OutputIntent", "S": b"/GTS_PDFX", **intent}
    book.root["OutputIntents"] = listed([ref(book.spool.add(mapped(made)))])
