"""One page of a PDF being made: the only module that knows reportlab, and its insides.

Reportlab writes the file. Fonts and pictures are given to its document as finished objects,
for which it has no public door; `tests/test_pdf.py` holds that the doors used here are there.
It would copy each object six times over: a picture's bytes are put in once it is done.
"""

from __future__ import annotations

import hashlib
import io
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from storyboard.geometry import Rect

Value = int | float | str | bytes | list["Value"] | dict[str, "Value"] | pdfdoc.PDFObject
"""What a dictionary may hold: `str` is written as a name, `bytes` as a string."""

_NO_FONT = "storyboard-none"


class _NoFont:
    """Stands as the canvas's first font, so that no page names an unembedded Helvetica."""

    fontName = name = _NO_FONT
    _dynamicFont = True
    _multiByte = False

    @property
    def face(self) -> _NoFont:
        return self


def number(value: float) -> str:
    """A number as PDF writes it, to a ten-thousandth of a point and without needless digits."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _pdf(value: Value) -> object:
    if isinstance(value, str):
        return pdfdoc.PDFName(value)
    if isinstance(value, bytes):
        return pdfdoc.PDFString(value, enc="raw")
    if isinstance(value, float):
        return number(value)
    if isinstance(value, list):
        return pdfdoc.PDFArrayCompact([_pdf(item) for item in value])
    if isinstance(value, dict):
        return pdfdoc.PDFDictionary({key: _pdf(item) for key, item in value.items()})
    return value


class _Late(pdfdoc.PDFObject):
    """A stream whose place is held by a mark until the file has been written."""

    __RefOnly__ = 1

    def __init__(self, entries: Mapping[str, Value], key: str, data: bytes) -> None:
        self.entries = _pdf({**entries, "Length": len(data)})
        self.mark = hashlib.sha256(key.encode("utf-8")).digest()
        self.data = data

    def format(self, document: object) -> bytes:
        head = pdfdoc.format(self.entries, document)
        return b"".join((head, b"\nstream\n", self.mark, b"\nendstream\n"))


def _filled(written: bytes, late: Sequence[_Late]) -> bytes:
    """The file with every mark replaced by its stream, and its table of offsets put right."""
    places = sorted((written.index(stream.mark), stream) for stream in late)
    pieces: list[bytes] = []
    here = 0
    for place, stream in places:
        pieces += [written[here:place], stream.data]
        here = place + len(stream.mark)
    starts = [place for place, _ in places]
    grown = [0, *accumulate(len(stream.data) - len(stream.mark) for _, stream in places)]

    def moved(found: re.Match[bytes]) -> bytes:
        offset = int(found[2])
        return b"%s%0*d" % (
            found[1] or b"",
            len(found[2]),
            offset + grown[bisect_left(starts, offset)],
        )

    table = written.rindex(b"\nxref\n")
    pieces.append(written[here:table])
    # An entry is ten digits at the start of a line and "n"; the table's own place comes last.
    offsets = rb"(?m)^(startxref\n)?(\d{10}(?= \d{5} n)|\d+(?=\n%%EOF))"
    pieces.append(re.sub(offsets, moved, written[table:]))
    return b"".join(pieces)


class Surface:
    """A page of `bleed`'s size; what is drawn on it has `bleed`'s bottom left as its origin."""

    def __init__(self, trim: Rect, bleed: Rect, title: str, author: str, language: str) -> None:
        # Read when the page is written: binary streams stay binary.
        rl_config.useA85 = 0
        if _NO_FONT not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(_NoFont())
        low = bleed.bottom - trim.bottom
        left = trim.x - bleed.x
        # Any: the stubs know neither its insides nor that the font is a name.
        make: Any = Canvas
        self._canvas = make(
            io.BytesIO(),
            pagesize=(bleed.w, bleed.h),
            pageCompression=1,
            invariant=1,
            initialFontName=_NO_FONT,
            pdfVersion=(1, 4),
            lang=language or None,
            trimBox=(left, low, left + trim.w, low + trim.h),
            bleedBox=(0, 0, bleed.w, bleed.h),
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setCreator("storyboard")
        self._canvas.setSubject("")
        self._document = self._canvas._doc
        self._pictures: dict[str, str] = {}
        self._late: list[_Late] = []

    def write(self, operators: str) -> None:
        """Adds to the page's content, and so to what its file identifier is made from."""
        self._document.updateSignature(operators)
        self._canvas.addLiteral(operators)

    def add(self, entries: Mapping[str, Value]) -> pdfdoc.PDFObject:
        """A dictionary as an object of its own; gives the reference to it."""
        reference: pdfdoc.PDFObject = self._document.Reference(_pdf(dict(entries)))
        return reference

    def add_stream(self, entries: Mapping[str, Value], data: bytes) -> pdfdoc.PDFObject:
        """A stream, compressed, as an object of its own; gives the reference to it."""
        stream = pdfdoc.PDFStream(_pdf(dict(entries)), data, [pdfdoc.PDFZCompress])
        reference: pdfdoc.PDFObject = self._document.Reference(stream)
        return reference

    def set_font(self, slot: str, font: pdfdoc.PDFObject) -> None:
        """Puts a font's object under its slot among the page's resources."""
        self._document.idToObject[pdfdoc.BasicFonts].dict[slot] = font

    def picture(self, key: str, entries: Mapping[str, Value], data: bytes) -> str:
        """The name by which the content draws a picture, which is embedded once for each key."""
        if key not in self._pictures:
            name = f"P{len(self._pictures) + 1}"
            inner = self._document.getXObjectName(name)
            late = _Late(entries, key, data)
            self._document.Reference(late, inner)
            self._document.updateSignature(key)
            self._late.append(late)
            self._canvas._formsinuse.append(name)
            self._pictures[key] = inner
        return self._pictures[key]

    def has_picture(self, key: str) -> str | None:
        """The name of a picture that the page holds already."""
        return self._pictures.get(key)

    def finish(self) -> bytes:
        """The PDF. Nothing may be drawn after it."""
        return _filled(self._canvas.getpdfdata(), self._late)
