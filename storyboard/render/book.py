"""The pages made one book."""

from __future__ import annotations

import contextlib
import hashlib
import io
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String

from storyboard.errors import FileError
from storyboard.render.files import aside

_AT_ONCE = 100
"""Pages held open together: a system may allow a program no more than 256 open files."""


def merge(
    pages: Sequence[bytes | Path],
    target: Path,
    *,
    title: str,
    author: str,
    language: str,
    right_to_left: bool = False,
) -> None:
    """Writes the page PDFs, in order, as one PDF; the same bytes for the same pages.

    An earlier `target` stays whole until the new book is on the disk. Pictures and fonts are
    copied as they are and pages given as paths are read as they are needed, so memory does not
    grow with the book.

    Raises `FileError` where a page cannot be read or `target` not be written, and `ValueError`
    where there are no pages.
    """
    if not pages:
        raise ValueError("a book needs at least one page")
    with aside(target) as temporary, contextlib.ExitStack() as stack:
        parts = list(pages)
        if len(parts) > _AT_ONCE:
            parts = _gathered(parts, target, stack)
        book = stack.enter_context(Pdf.new())
        digest = hashlib.sha256("\0".join((title, author, language)).encode("utf-8"))
        for part in parts:
            source = _opened(part, stack)
            digest.update(_identifier(source))
            book.pages.extend(source.pages)
        _describe(book, title, author, language, right_to_left)
        _save(book, temporary, digest.digest())


def _gathered(
    pages: Sequence[bytes | Path], target: Path, stack: contextlib.ExitStack
) -> list[bytes | Path]:
    parts: list[bytes | Path] = []
    for start in range(0, len(pages), _AT_ONCE):
        part = target.with_name(f".{target.name}.{start}.part")
        stack.callback(part.unlink, missing_ok=True)
        with contextlib.ExitStack() as inner:
            some = inner.enter_context(Pdf.new())
            digest = hashlib.sha256()
            for page in pages[start : start + _AT_ONCE]:
                source = _opened(page, inner)
                digest.update(_identifier(source))
                some.pages.extend(source.pages)
            _save(some, part, digest.digest())
        parts.append(part)
    return parts


def _opened(page: bytes | Path, stack: contextlib.ExitStack) -> Pdf:
    name = "a page" if isinstance(page, bytes) else str(page)
    try:
        source = io.BytesIO(page) if isinstance(page, bytes) else page
        return stack.enter_context(Pdf.open(source))
    except OSError as error:
        raise FileError(f"cannot read {name}: {error.strerror}; render it again") from error
    except pikepdf.PdfError as error:
        raise FileError(f"cannot read {name} as a PDF; render it again") from error


def _identifier(page: Pdf) -> bytes:
    # A page's own identifier is made from what is on it, so the book's can be made from theirs:
    # digesting the whole book takes longer than writing it.
    return bytes(page.trailer.get(Name.ID, Array([b""]))[0])


def _save(book: Pdf, target: Path, identifier: bytes) -> None:
    book.trailer.ID = Array([identifier[:16], identifier[:16]])
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
        )


def _describe(book: Pdf, title: str, author: str, language: str, right_to_left: bool) -> None:
    root = book.Root
    info = Dictionary(Title=String(title), Creator=String("storyboard"))
    if author:
        info.Author = String(author)
    book.docinfo = book.make_indirect(info)
    packet = book.make_stream(_xmp(title, author, language).encode("utf-8"))
    packet.Type = Name.Metadata
    packet.Subtype = Name.XML
    root.Metadata = packet
    if language:
        root.Lang = String(language)
    preferences = Dictionary(DisplayDocTitle=True)
    if right_to_left:
        preferences.Direction = Name.R2L
    root.ViewerPreferences = preferences
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))


def _xmp(title: str, author: str, language: str) -> str:
    """The description as XMP (ISO 16684-1), without dates: a date would be of no page's making."""

    def listed(name: str, kind: str, value: str, attribute: str = "") -> str:
        item = f"<rdf:li{attribute}>{escape(value)}</rdf:li>"
        return f"   <dc:{name}><rdf:{kind}>{item}</rdf:{kind}></dc:{name}>\n" if value else ""

    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        ' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/">\n'
        "   <dc:format>application/pdf</dc:format>\n"
        + listed("title", "Alt", title, ' xml:lang="x-default"')
        + listed("creator", "Seq", author)
        + listed("language", "Bag", language)
        + "   <xmp:CreatorTool>storyboard</xmp:CreatorTool>\n"
        "  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n"
        '<?xpacket end="w"?>'
    )
