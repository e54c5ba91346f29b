"""PDF objects written one after another: all that is held of one is where it begins.

Numbers that are not known yet, as of the page tree, are left open in the file and settled later.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import BinaryIO

_ROOM = 10
"""Digits that an open number may have: what it does not need stays blank."""


class Late(Enum):
    """An object whose number is settled once everything else has one."""

    TREE = "the root of the page tree"
    FIRST = "the first page"


Reference = bytes | Late
Body = bytes | Sequence[Reference]
"""An object as written, in pieces where it refers to what is not settled."""


def ref(number: int) -> bytes:
    """A reference to an object."""
    return b"%d 0 R" % number


def text(value: str) -> bytes:
    """A text string (ISO 32000-1, 7.9.2.2): as it is where it is ASCII, else as UTF-16."""
    if value.isascii() and value.isprintable():
        for mark in "\\()":
            value = value.replace(mark, "\\" + mark)
        return b"(" + value.encode("ascii") + b")"
    return b"<FEFF" + value.encode("utf-16-be", "replace").hex().upper().encode("ascii") + b">"


def listed(items: Iterable[bytes]) -> bytes:
    """An array."""
    return b"[ " + b" ".join(items) + b" ]"


def mapped(entries: Mapping[str, bytes]) -> bytes:
    """A dictionary."""
    return b"<< " + b" ".join(b"/%s %s" % (k.encode(), v) for k, v in entries.items()) + b" >>"


class Spool:
    """Objects numbered from `first`, written to `file` as they come."""

    def __init__(self, file: BinaryIO, first: int = 1) -> None:
        self.file = file
        self.first = first
        self.starts = array("Q")
        """Where each object begins in the file, by its place; 0 where it is still to come."""
        self._open: dict[Late, array[int]] = {late: array("Q") for late in Late}

    @property
    def next(self) -> int:
        """The number that the next object will have."""
        return self.first + len(self.starts)

    def reserve(self) -> int:
        """A number for an object to be `put` later."""
        self.starts.append(0)
        return self.next - 1

    def add(self, body: Body, data: bytes | None = None) -> int:
        """Writes an object and gives its number; see `put`."""
        number = self.reserve()
        self.put(number, body, data)
        return number

    def put(self, number: int, body: Body, data: bytes | None = None) -> None:
        """Writes the object of that number; with `data`, a stream whose dictionary is `body`,
        which must say its length.
        """
        write = self.file.write
        self.starts[number - self.first] = self.file.tell()
        write(b"%d 0 obj\n" % number)
        for piece in [body] if isinstance(body, bytes) else body:
            if isinstance(piece, Late):
                self._open[piece].append(self.file.tell())
                write(b" " * _ROOM + b" 0 R")
            else:
                write(piece)
        if data is not None:
            write(b"\nstream\n")
            write(data)
            write(b"\nendstream")
        write(b"\nendobj\n")

    def add_stream(self, entries: Mapping[str, bytes], data: bytes) -> int:
        """Writes a stream as it is and gives its number."""
        return self.add(mapped({**entries, "Length": b"%d" % len(data)}), data)

    def settle(self, late: Late, number: int) -> None:
        """Writes the number of `late` wherever it was left open."""
        end = self.file.tell()
        for place in self._open[late]:
            self.file.seek(place)
            self.file.write(b"%*d" % (_ROOM, number))
        self.file.seek(end)
        self._open[late] = array("Q")


def table(first: int, starts: Sequence[int], moved: int = 0) -> Iterator[bytes]:
    """Lines of a cross-reference table (ISO 32000-1, 7.5.4), `moved` bytes further on.

    All but the first are 20 bytes long. A table from 1 begins with the free object 0.
    """
    if first == 1:
        yield b"xref\n0 %d\n" % (len(starts) + 1)
        yield b"0000000000 65535 f \n"
    else:
        yield b"xref\n%d %d\n" % (first, len(starts))
    for start in starts:
        yield b"%010d 00000 n \n" % (start + moved)
