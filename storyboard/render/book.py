"""The pages made one book."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from pikepdf import Array, Job, Name, ObjectStreamMode, Pdf, PdfError

from storyboard.errors import FileError
from storyboard.render.about import About, describe
from storyboard.render.files import aside

_OPEN = "100"
"""Pages held open together: a system may allow a program no more than 256 open files."""

_TAIL = 1024


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
    dress: Callable[[Pdf], None] | None = None,
    stamp: bytes = b"",
    linear: bool = False,
    said: About | None = None,
) -> None:
    """Writes the page PDFs, in order, as one PDF; the same bytes for the same pages.

    An earlier `target` stays whole until the new book is on the disk. Pictures and fonts are
    copied as they are, and read only as they are written: memory does not grow with the book.
    `trimmed` cuts the pages to their trim, as a screen wants them; a printer wants the bleed.
    `described` puts in what the book says of itself, and `said` more of that; `dress` adds what
    else belongs in it, and `stamp` stands for that in the file's identifier; `linear` orders the
    file so that its first page is shown before the rest has come.

    Raises `FileError` where a page cannot be read or `target` not be written, and `ValueError`
    where there are no pages.
    """
    if not pages:
        raise ValueError("a book needs at least one page")
    with (
        aside(target) as temporary,
        tempfile.TemporaryDirectory(prefix=f".{target.name[:80]}.", dir=target.parent) as folder,
    ):
        files = [_file(page, index, Path(folder)) for index, page in enumerate(pages)]
        said = said or About(title, language, (author,) if author else ())
        digest = hashlib.sha256(repr(said).encode("utf-8") + stamp)
        for file in files:
            digest.update(_tail(file))
        with _joined(files) as book:
            if described:
                describe(book, said, right_to_left=right_to_left)
            if trimmed:
                _trim(book)
            if dress:
                dress(book)
            book.trailer.ID = Array([digest.digest()[:16]] * 2)
            _save(book, temporary, linear=linear)


def _file(page: bytes | Path, index: int, folder: Path) -> Path:
    if isinstance(page, Path):
        return page
    file = folder / f"{index}.pdf"
    file.write_bytes(page)
    return file


def _tail(page: Path) -> bytes:
    # A page's own identifier stands in its last lines and is made from what is on it, so the
    # book's can be made from theirs: digesting the whole book takes longer than writing it.
    try:
        with page.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(size - _TAIL, 0))
            return file.read()
    except OSError as error:
        why = error.strerror
        raise FileError(f"cannot read the page {page}: {why}; render it again") from error


def _joined(files: Sequence[Path]) -> Pdf:
    # By qpdf's own job and not page by page: pikepdf would take a copy of every picture.
    job = Job(
        {
            "empty": "",
            "outputFile": "-",
            "pages": [{"file": str(file)} for file in files],
            "noWarn": "",
            "keepFilesOpenThreshold": _OPEN,
        }
    )
    try:
        book: Pdf = job.create_pdf()  # type: ignore[no-untyped-call]
    except (PdfError, OSError) as error:
        at = [index for index, file in enumerate(files, 1) if str(error).startswith(f"{file}:")]
        what = f"page {at[0]} of the book" if at else "the pages of the book"
        raise FileError(f"cannot read {what} as a PDF: render it again") from error
    return book


def _trim(book: Pdf) -> None:
    for page in book.pages:
        page.mediabox = page.trimbox
        for box in (Name.BleedBox, Name.CropBox):
            if box in page.obj:
                del page.obj[box]


def _save(book: Pdf, target: Path, *, linear: bool) -> None:
    # Through a file of ours: qpdf takes no notice of a disk that is full.
    with target.open("wb") as file:
        book.save(
            file,
            min_version="1.4",
            # Keeps the first half of the identifier, and does not ask the clock for the second.
            static_id=True,
            # Everything big is compressed as it is; the XMP must stay legible.
            compress_streams=False,
            object_stream_mode=ObjectStreamMode.disable,
            fix_metadata_version=False,
            linearize=linear,
        )
