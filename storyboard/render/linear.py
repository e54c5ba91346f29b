"""A PDF ordered so that its first page is shown before the rest has come.

Linearized PDF (ISO 32000-1, annex F): the first page and what it needs stand at the front, with a
table of how long every page is; the others follow in order.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from storyboard.render.spool import Spool, mapped, ref, table

FRONT = 3
"""Objects before the first page's own: the parameters, the catalogue and the hints."""

HEAD = b"%PDF-1.4\n%\xbf\xf7\xa2\xfe\n"


@dataclass(frozen=True, slots=True)
class Run:
    """Objects that follow one another in number and in the file."""

    first: int
    """The number of the first."""
    count: int
    start: int
    """Where it begins."""
    length: int
    """Bytes of all of them."""


def write_linear(
    out: BinaryIO,
    rest: Spool,
    pages: tuple[Sequence[int], Sequence[int]],
    outline: Run | None,
    cover: Spool,
    root: bytes,
    trailer: Mapping[str, bytes],
) -> None:
    """Writes a whole file: the front, then all that is in `rest`.

    `pages` are the numbers of objects and of bytes of every page but the first; `cover` holds the
    first page's objects, numbered `FRONT` behind the last of `rest`; `root` is the catalogue, and
    `trailer` what the trailer says.
    """
    last = rest.next
    parameters, catalogue, hinted = (last + place for place in range(FRONT))
    first = cover.file.seek(0, 2)
    ends = [*cover.starts[1:], first]
    lengths = [end - start for start, end in zip(cover.starts, ends, strict=True)]
    objects, sizes = [len(lengths), *pages[0]], [first, *pages[1]]
    body = b"%d 0 obj\n%s\nendobj\n" % (catalogue, root)

    def hint(start: int, bookmarks: int) -> bytes:
        # Places are told as if the hints themselves were not there.
        moved = outline and Run(outline.first, outline.count, bookmarks, outline.length)
        data, shared, marks = _hints(objects, sizes, lengths, start, moved)
        entries = {"S": b"%d" % shared, "Length": b"%d" % len(data)}
        if moved:
            entries["O"] = b"%d" % marks
        shell = b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n"
        return shell % (hinted, mapped(entries), data)

    def opening(places: Sequence[int], hints: int, end: int, main: int, whole: int) -> bytes:
        # What is not known yet is as wide as it can be, so that its length is.
        parts = {
            "Linearized": b"1",
            "L": b"%10d" % whole,
            "H": b"[ %10d %10d ]" % (places[2], hints),
            "O": b"%d" % (last + FRONT),
            "E": b"%10d" % end,
            "N": b"%d" % len(objects),
            "T": b"%10d" % (main + len(b"xref\n0 %d" % last)),
        }
        size = last + FRONT + len(lengths)
        entries = {**trailer, "Root": ref(catalogue), "Size": b"%d" % size, "Prev": b"%10d" % main}
        head = HEAD + b"%d 0 obj\n%s\nendobj\n" % (parameters, mapped(parts))
        return head + b"".join(table(parameters, places)) + _trailed(entries, 0)

    hints = len(hint(0, 0))
    front = len(opening([0] * (FRONT + len(lengths)), 0, 0, 0, 0))
    start = front + len(body)
    end = start + hints + first
    main = end + rest.file.seek(0, 2)
    places = [len(HEAD), front, start, *(start + hints + place for place in cover.starts)]
    head = opening(places, hints, end, main, 0)
    top = head.index(b"\nxref\n") + 1
    closing = _trailed({"Size": b"%d" % last, "ID": trailer["ID"]}, top)
    whole = main + len(b"xref\n0 %d\n" % last) + 20 * last + len(closing)
    out.write(opening(places, hints, end, main, whole))
    out.write(body)
    out.write(hint(start, end - hints + outline.start if outline else 0))
    for spool in (cover, rest):
        spool.file.seek(0)
        shutil.copyfileobj(spool.file, out, 1 << 18)
    out.writelines(table(1, rest.starts, end))
    out.write(closing)


def _trailed(entries: Mapping[str, bytes], table: int) -> bytes:
    return b"trailer %s\nstartxref\n%d\n%%%%EOF\n" % (mapped(entries), table)


class _Bits:
    def __init__(self) -> None:
        self._value = self._count = 0
        self._done = bytearray()

    def add(self, value: int, bits: int) -> None:
        self._value = self._value << bits | value
        self._count += bits

    def column(self, values: Sequence[int], bits: int) -> None:
        """Numbers of so many bits each, up to a whole byte."""
        for value in values:
            self.add(value, bits)
        self.bytes()

    def bytes(self) -> bytes:
        """Everything so far, filled up to a whole byte."""
        self.add(0, -self._count % 8)
        self._done += self._value.to_bytes(self._count // 8, "big")
        self._value = self._count = 0
        return bytes(self._done)


def _hints(
    objects: Sequence[int],
    sizes: Sequence[int],
    lengths: Sequence[int],
    first: int,
    outline: Run | None,
) -> tuple[bytes, int, int]:
    """The hint tables (F.3), and where those of shared objects and of bookmarks begin in them.

    No page shares an object with another. The first page's count as shared all the same.
    """
    out = _Bits()
    fewest, shortest = min(objects), min(sizes)
    more = (max(objects) - fewest).bit_length()
    longer = (max(sizes) - shortest).bit_length()
    known = len(lengths).bit_length()
    for value, bits in (
        (fewest, 32), (first, 32), (more, 16), (shortest, 32), (longer, 16), (0, 32), (0, 16),
        (shortest, 32), (longer, 16), (0, 16), (known, 16), (0, 16), (4, 16),
    ):  # fmt: skip
        out.add(value, bits)
    out.bytes()
    out.column([count - fewest for count in objects], more)
    # A page is all content, from its first byte.
    for _ in range(2):
        out.column([size - shortest for size in sizes], longer)
    shared = len(out.bytes())
    least = min(lengths)
    spread = (max(lengths) - least).bit_length()
    for value, bits in ((0, 32), (0, 32), (len(lengths), 32), (len(lengths), 32), (0, 16)):
        out.add(value, bits)
    out.add(least, 32)
    out.add(spread, 16)
    out.column([length - least for length in lengths], spread)
    # No signatures.
    out.column([0] * len(lengths), 1)
    outlines = 0
    if outline:
        outlines = len(out.bytes())
        for value in (outline.first, outline.start, outline.count, outline.length):
            out.add(value, 32)
    return out.bytes(), shared, outlines
