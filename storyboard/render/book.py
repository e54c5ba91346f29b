"""The pages made one book.

Every page is read, copied and let go, one after another: what is held of it is where its objects
begin in the new file.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from pikepdf import Dictionary, Name, Object, Pdf, PdfError, Stream

from storyboard.errors import FileError
from storyboard.render.about import About, catalogued, informed
from storyboard.render.files import aside
from storyboard.render.linear import FRONT, HEAD, Run, write_linear
from storyboard.render.spool import Late, Reference, Spool, listed, mapped, ref, table

_TAIL = 1024


@dataclass(slots=True)
class Binding:
    """A book whose pages are written, for what else belongs in it."""

    spool: Spool
    pages: Sequence[Reference]
    root: dict[str, bytes] = field(default_factory=dict)
    """The catalogue's entries besides its pages."""
    info: bytes | None = None
    """The document information."""
    outline: Run | None = None
    """The bookmarks."""


def merge(
    pages: Sequence[bytes | Path],
    target: Path,
    *,
    title: str,
    author: str,
    language: str,
    right_to_left: bool = False,
    trimmed: bool = False,
    described: bool = True,
    tagged: bool = False,
    dress: Callable[[Binding], None] | None = None,
    stamp: bytes = b"",
    linear: bool = False,
    said: About | None = None,
) -> None:
    """Writes the page PDFs, in order, as one PDF; the same bytes for the same pages.

    An earlier `target` stays whole until the new book is on the disk. Pictures and fonts are
    copied as they are; memory does not grow with the book. `trimmed` cuts the pages to their
    trim, as a screen wants them; a printer wants the bleed. `described` puts in what the book
    says of itself, and `said` more of that; `tagged` gives each page its place in a structure
    that `dress` adds, with whatever else belongs in the book; `stamp` stands for that in the
    file's identifier; `linear` orders the file so that its first page is shown before the rest
    has come.

    Raises `FileError` where a page cannot be read or `target` not be written, and `ValueError`
    where there are no pages.
    """
    if not pages:
        raise ValueError("a book needs at least one page")
    said = said or About(title, language, (author,) if author else ())
    with (
        aside(target) as temporary,
        tempfile.TemporaryFile(dir=target.parent) as scratch,
        temporary.open("w+b") as out,
    ):
        binder = _Binder(pages, trimmed=trimmed, tagged=tagged)
        digest = hashlib.sha256(repr(said).encode("utf-8") + stamp)
        for page in pages:
            digest.update(_tail(page))
        name = digest.digest()[:16].hex().encode("ascii")
        trailer = {"ID": b"[ <%s> <%s> ]" % (name, name)}
        spool = Spool(scratch if linear else out)
        if not linear:
            out.write(HEAD)
        counts, sizes = binder.copied(spool, range(int(linear), len(pages)))
        numbers: list[Reference] = [Late.FIRST] if linear else []
        number = 1
        for count in counts:
            numbers.append(ref(number))
            number += count
        book = Binding(spool, numbers)
        if described:
            book.root = catalogued(spool, said, right_to_left=right_to_left)
            book.info = informed(said)
        if dress:
            dress(book)
        if book.info:
            trailer["Info"] = ref(spool.add(book.info))
        tree = spool.next
        first = tree + 1 + FRONT
        kids = [ref(first) if kid is Late.FIRST else kid for kid in numbers]
        found = listed(kid for kid in kids if isinstance(kid, bytes))
        spool.add(b"<< /Type /Pages /Count %d /Kids %s >>" % (len(pages), found))
        spool.settle(Late.TREE, tree)
        spool.settle(Late.FIRST, first)
        root = mapped({"Type": b"/Catalog", "Pages": ref(tree), **book.root})
        if linear:
            cover = Spool(BytesIO(), first)
            binder.copied(cover, range(1))
            cover.settle(Late.TREE, tree)
            write_linear(out, spool, (counts, sizes), book.outline, cover, root, trailer)
            return
        trailer["Root"] = ref(spool.add(root))
        trailer["Size"] = b"%d" % spool.next
        place = out.tell()
        out.writelines(table(1, spool.starts))
        out.write(b"trailer %s\nstartxref\n%d\n%%%%EOF\n" % (mapped(trailer), place))


def _tail(page: bytes | Path) -> bytes:
    # A page's own identifier stands in its last lines and is made from what is on it, so the
    # book's can be made from theirs: digesting the whole book takes longer than writing it.
    if isinstance(page, bytes):
        return page[-_TAIL:]
    try:
        with page.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(size - _TAIL, 0))
            return file.read()
    except OSError as error:
        why = error.strerror
        raise FileError(f"cannot read the page {page}: {why}; render it again") from error


_TOKENS = re.compile(
    rb"\((?:[^\\()]|\\.)*\)|<[0-9A-Fa-f]+>|/[^\s/<>\[\](){}%]+|(?<![\d.])(\d+) (\d+) R\b", re.DOTALL
)
"""What a reference may be mistaken in, and references, as qpdf writes them."""


class _Binder:
    """Copies pages into a book."""

    def __init__(self, pages: Sequence[bytes | Path], *, trimmed: bool, tagged: bool) -> None:
        self._pages = pages
        self._trimmed = trimmed
        self._tagged = tagged

    def copied(self, spool: Spool, chosen: range) -> tuple[array[int], array[int]]:
        """Writes the chosen pages; gives how many objects and bytes each of them is."""
        counts, sizes = array("Q"), array("Q")
        for index in chosen:
            page = self._pages[index]
            number, start = spool.next, spool.file.tell()
            try:
                with Pdf.open(BytesIO(page) if isinstance(page, bytes) else page) as pdf:
                    self._copy(spool, pdf, index)
            except (PdfError, IndexError) as error:
                what = f"page {index + 1} of the book"
                raise FileError(f"cannot read {what} as a PDF: render it again") from error
            counts.append(spool.next - number)
            sizes.append(spool.file.tell() - start)
        return counts, sizes

    def _copy(self, spool: Spool, pdf: Pdf, index: int) -> None:
        page = pdf.pages[0]
        if self._trimmed:
            page.mediabox = page.trimbox
            for box in (Name.BleedBox, Name.CropBox):
                if box in page.obj:
                    del page.obj[box]
        if self._tagged:
            page.obj.StructParents = index
            page.obj.Tabs = Name.S
        # What a page is made with says a transition for it, of nothing.
        for name in (Name.Parent, Name.Trans):
            if name in page.obj:
                del page.obj[name]
        queue = [page.obj.objgen]
        numbers = {queue[0]: spool.next}

        def placed(token: re.Match[bytes]) -> bytes:
            if token[1] is None:
                return token[0]
            key = int(token[1]), int(token[2])
            if key not in numbers:
                numbers[key] = numbers[queue[0]] + len(queue)
                queue.append(key)
            return ref(numbers[key])

        # The queue grows as references are found.
        for key in queue:
            found = pdf.get_object(key)
            data = None
            if isinstance(found, Stream):
                data = found.read_raw_bytes()
                found = _with_length(found, len(data))
            body = _TOKENS.sub(placed, found.unparse(resolved=True))
            if key == queue[0]:
                spool.add([body[: -len(b">>")] + b"/Parent ", Late.TREE, b" >>"])
            else:
                spool.add(body, data)


def _with_length(stream: Stream, length: int) -> Object:
    entries = {key: value for key, value in stream.stream_dict.items() if key != "/Length"}
    return Dictionary({**entries, "/Length": length})
