"""The book as an EPUB 3 of fixed layout: a picture a page, its panels named and described."""

from __future__ import annotations

import hashlib
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from PIL import Image

from storyboard.render.archive import pack
from storyboard.render.comic import shown
from storyboard.render.job import Job, asked, described, hand, scenes
from storyboard.render.raster import pictures
from storyboard.render.web import screen_dpi

_COVER = 1400.0
"""Pixels of the shorter side that Apple Books' asset guide asks of a cover, so of every page."""
_STRIP = 16_000.0
"""Pixels of a strip's longer side at most."""

_CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""

_STYLE = """html, body { margin: 0; padding: 0; background: #fff; }
img { display: block; width: 100%; height: 100%; }
"""


def epub(job: Job) -> list[Path]:
    """`NAME.epub`: EPUB 3.3, pre-paginated, with spreads, a table of contents, the page list,
    the panels as regions (EPUB Region-Based Navigation 1.0), and accessibility metadata.
    """
    asked(job, (), "epub")
    target = job.file(".epub")
    sheets = job.sheets
    names = [f"page-{number:03}" for number in range(1, len(sheets) + 1)]
    with tempfile.TemporaryDirectory(prefix="storyboard-") as folder:
        outs = [Path(folder) / f"{name}.jpg" for name in names]
        each = resolutions(job)
        pictures(job.pages, outs, each, "jpg", quality=86, lasting=False)
        sizes = []
        for out in outs:
            with Image.open(out) as picture:
                sizes.append(picture.size)
        pack(target, _entries(job, names, outs, sizes), squeeze=True)
    return [target]


def resolutions(job: Job) -> list[float]:
    """Pixels an inch of each page: what was asked for, and no less than a shop and a screen want.

    All pages have the same, so that a double page is as sharp as the pages around it; a strip's
    are bounded by its length.
    """
    first = job.sheets[0].trim
    least = max(job.dpi, 72 * _COVER / min(first.w, first.h))
    out = []
    for sheet in job.sheets:
        dpi = max(least, screen_dpi(sheet.trim))
        long = max(sheet.trim.w, sheet.trim.h)
        strip = sheet.trim.h > 2.2 * sheet.trim.w
        out.append(min(dpi, 72 * _STRIP / long) if strip else dpi)
    return out


def _entries(
    job: Job, names: list[str], outs: list[Path], sizes: list[tuple[int, int]]
) -> Iterator[tuple[str, bytes | Path]]:
    yield "mimetype", b"application/epub+zip"
    yield "META-INF/container.xml", _CONTAINER.encode("utf-8")
    yield "EPUB/book.opf", _package(job, names).encode("utf-8")
    yield "EPUB/nav.xhtml", _contents(job, names).encode("utf-8")
    yield "EPUB/regions.xhtml", _regions(job, names).encode("utf-8")
    yield "EPUB/style.css", _STYLE.encode("utf-8")
    for index, (name, out) in enumerate(zip(names, outs, strict=True)):
        yield f"EPUB/{name}.xhtml", _page(job, index, name, sizes[index]).encode("utf-8")
        yield f"EPUB/{name}.jpg", out


def _text(value: str) -> str:
    return escape("".join(c for c in value if c >= " " or c in "\t\n\r"))


def _language(job: Job) -> str:
    return job.language or "und"


def _identifier(job: Job) -> str:
    """The ISBN, else a name made from what the book is called and the size of its pages.

    A book keeps its name when its pictures change. Pages of another size make another edition,
    which a shelf must hold beside the first and not instead of it, as shops give it another ISBN.
    """
    if job.isbn:
        return f"urn:isbn:{job.isbn}"
    trim = job.sheets[0].trim
    size = f"{trim.w:.1f}x{trim.h:.1f}"
    told = "\0".join((job.title, job.author, job.language, job.series, job.number, job.name, size))
    return "urn:uuid:" + str(
        uuid.UUID(bytes=hashlib.sha256(told.encode("utf-8")).digest()[:16], version=5)
    )


def _modified(job: Job) -> str:
    """The date of change that the format wants; a true one would make no two files alike."""
    year, month, day = (*(job.published or "2000").split("-"), "01", "01")[:3]
    return f"{year}-{month}-{day}T00:00:00Z"


_RELATORS = {
    "artist": "art", "penciller": "art", "inker": "art", "colourist": "clr", "letterer": "ctb",
    "cover": "cov", "editor": "edt", "translator": "trl",
}  # fmt: skip
"""MARC's codes of who did what; it has none for a letterer, who is a contributor."""


def _package(job: Job, names: list[str]) -> str:
    people = [("aut", who) for who in job.credits.get("writer") or [job.author] if who]
    people += [(code, who) for role, code in _RELATORS.items() for who in job.credits.get(role, ())]
    meta = [
        f'<dc:identifier id="id">{_identifier(job)}</dc:identifier>',
        f"<dc:title>{_text(job.title or job.name)}</dc:title>",
        f"<dc:language>{_text(_language(job))}</dc:language>",
        f'<meta property="dcterms:modified">{_modified(job)}</meta>',
    ]
    for place, (role, who) in enumerate(people, 1):
        kind = "creator" if role in ("aut", "art") else "contributor"
        meta += [
            f'<dc:{kind} id="who{place}">{_text(who)}</dc:{kind}>',
            f'<meta refines="#who{place}" property="role" scheme="marc:relators">{role}</meta>',
        ]
    meta += [f"<dc:publisher>{_text(n)}</dc:publisher>" for n in job.credits.get("publisher", ())]
    if job.published:
        meta.append(f"<dc:date>{_text(job.published)}</dc:date>")
    if job.rights:
        meta.append(f"<dc:rights>{_text(job.rights)}</dc:rights>")
    if job.summary:
        meta.append(f"<dc:description>{_text(job.summary)}</dc:description>")
    if job.series:
        meta += [
            f'<meta property="belongs-to-collection" id="series">{_text(job.series)}</meta>',
            '<meta refines="#series" property="collection-type">series</meta>',
        ]
        if job.number:
            place_in = _text(job.number)
            meta.append(f'<meta refines="#series" property="group-position">{place_in}</meta>')
    meta += [
        '<meta property="rendition:layout">pre-paginated</meta>',
        '<meta property="rendition:orientation">auto</meta>',
        '<meta property="rendition:spread">landscape</meta>',
        '<meta property="schema:accessMode">visual</meta>',
        '<meta property="schema:accessMode">textual</meta>',
        '<meta property="schema:accessModeSufficient">visual</meta>',
        '<meta property="schema:accessModeSufficient">textual</meta>',
        '<meta property="schema:accessibilityFeature">alternativeText</meta>',
        '<meta property="schema:accessibilityFeature">readingOrder</meta>',
        '<meta property="schema:accessibilityFeature">tableOfContents</meta>',
        '<meta property="schema:accessibilityFeature">pageNavigation</meta>',
        '<meta property="schema:accessibilityHazard">noFlashingHazard</meta>',
        '<meta property="schema:accessibilityHazard">noMotionSimulationHazard</meta>',
        '<meta property="schema:accessibilityHazard">noSoundHazard</meta>',
        '<meta property="schema:accessibilitySummary">A comic: every panel is described in text,'
        " with its captions, dialogue and sounds, in reading order.</meta>",
    ]
    items = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="regions" href="regions.xhtml" media-type="application/xhtml+xml"'
        ' properties="data-nav"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
    ]
    spine = []
    shown_first = next((place for place, sheet in enumerate(job.sheets) if sheet.panels), 0)
    for index, name in enumerate(names):
        cover = ' properties="cover-image"' if index == shown_first else ""
        items += [
            f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>',
            f'<item id="{name}-picture" href="{name}.jpg" media-type="image/jpeg"{cover}/>',
        ]
        side = _SIDES.get(hand(job, index), "")
        spine.append(f'<itemref idref="{name}"' + (f' properties="{side}"/>' if side else "/>"))
    direction = "rtl" if job.right_to_left else "ltr"
    rows = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
        f' xml:lang="{_text(_language(job))}"'
        ' prefix="rendition: http://www.idpf.org/vocab/rendition/#'
        ' schema: http://schema.org/">',
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
        *meta,
        "</metadata>",
        "<manifest>",
        *items,
        "</manifest>",
        f'<spine page-progression-direction="{direction}">',
        *spine,
        "</spine>",
        "</package>",
        "",
    ]
    return "\n".join(rows)


_SIDES = {
    "left": "page-spread-left",
    "right": "page-spread-right",
    "both": "rendition:page-spread-center",
}


def _folio(job: Job, index: int) -> str:
    return "–".join(str(folio) for folio in job.folios(index))


def _document(job: Job, title: str, head: str, body: str) -> str:
    language = _text(_language(job))
    direction = ' dir="rtl"' if job.right_to_left else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{language}" xml:lang="{language}"{direction}>\n'
        f"<head>\n<title>{_text(title)}</title>\n{head}</head>\n<body>\n{body}</body>\n</html>\n"
    )


def _page(job: Job, index: int, name: str, size: tuple[int, int]) -> str:
    """A page: its picture, which tells of every panel."""
    sheet = job.sheets[index]
    told = " ".join(
        f"Panel {place}: {described(job.note(panel.id), panel)}"
        for place, panel in enumerate(sheet.panels, 1)
    )
    head = (
        f'<meta name="viewport" content="width={size[0]}, height={size[1]}"/>\n'
        '<link rel="stylesheet" type="text/css" href="style.css"/>\n'
    )
    alt = quoteattr("".join(c for c in told if c >= " "))
    body = (
        f'<div style="width:{size[0]}px;height:{size[1]}px">'
        f'<img src="{name}.jpg" width="{size[0]}" height="{size[1]}" alt={alt}/></div>\n'
    )
    return _document(job, f"Page {_folio(job, index)}", head, body)


def _contents(job: Job, names: list[str]) -> str:
    """The table of contents (scenes, or the first page) and the list of pages."""
    starts = scenes(job)
    if not starts or starts[0][0] > 0:
        starts = [(0, job.title or job.name), *starts]
    toc = "\n".join(
        f'<li><a href="{names[index]}.xhtml">{_text(title)}</a></li>' for index, title in starts
    )
    pages = "\n".join(
        f'<li><a href="{name}.xhtml">{_folio(job, index)}</a></li>'
        for index, name in enumerate(names)
    )
    body = (
        f'<nav epub:type="toc" id="toc">\n<h1>{_text(job.title or job.name)}</h1>\n'
        f"<ol>\n{toc}\n</ol>\n</nav>\n"
        f'<nav epub:type="page-list" hidden="hidden">\n<ol>\n{pages}\n</ol>\n</nav>\n'
        '<nav epub:type="landmarks" hidden="hidden">\n<ol>\n'
        f'<li><a epub:type="bodymatter" href="{names[0]}.xhtml">Start</a></li>\n</ol>\n</nav>\n'
    )
    return _document(job, job.title or job.name, "", body)


def _regions(job: Job, names: list[str]) -> str:
    """Every panel as a region of its page, in reading order."""
    rows = []
    for sheet, name in zip(job.sheets, names, strict=True):
        for panel in sheet.panels:
            x, y, right, bottom = (100 * v for v in shown(panel, sheet))
            box = f"{x:.2f},{y:.2f},{right - x:.2f},{bottom - y:.2f}"
            href = f"{name}.xhtml#xywh=percent:{box}"
            rows.append(f'<li><a epub:type="panel" href="{href}"></a></li>')
    listed = "\n".join(rows)
    body = f'<nav epub:type="region-based">\n<ol>\n{listed}\n</ol>\n</nav>\n'
    return _document(job, "Panels", "", body)
