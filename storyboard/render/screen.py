"""The book as one PDF for the screen: bookmarks, page labels, tags, and ordered for the web."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Pdf, String

from storyboard.geometry import Rect, bounds, flatten
from storyboard.layout.model import Sheet
from storyboard.render.about import about
from storyboard.render.book import merge
from storyboard.render.job import Job, asked, plain, scenes, seen
from storyboard.render.tags import panel_parts, parts


def pdf(job: Job) -> list[Path]:
    """The book as one PDF for the screen, cut to its trim.

    Where the job has the sheets, it is tagged: each panel a figure with a text in its place and
    then its words, in reading order.
    """
    asked(job, (), "pdf")
    target = job.file(".pdf")
    write_pdf(job, target)
    return [target]


def write_pdf(job: Job, target: Path) -> None:
    """Writes a job's pages as a PDF for the screen."""
    merge(
        job.pages,
        target,
        title=job.title,
        author=job.author,
        language=job.language,
        right_to_left=job.right_to_left,
        trimmed=True,
        dress=lambda book: _dress(book, job),
        said=about(job),
        stamp=_stamp(job),
        linear=True,
    )


def _stamp(job: Job) -> bytes:
    said = repr([list(job.numbers), list(job.leaves), sorted(job.panels.items())])
    return hashlib.sha256(said.encode("utf-8")).digest()


def _dress(book: Pdf, job: Job) -> None:
    book.Root.PageLabels = Dictionary(Nums=_labels(job))
    if job.book is None:
        return
    _tag(book, job)
    if len(job.pages) > 1:
        _bookmark(book, job)


def _labels(job: Job) -> Array:
    """The pages' printed numbers (ISO 32000-1, 12.4.2), in as few ranges as can be."""
    out: list[Object | int] = []
    expected = -1
    for index in range(len(job.pages)):
        folios = job.folios(index)
        if len(folios) > 1:
            out += [index, Dictionary(P=String(f"{folios[0]}–{folios[-1]}"))]
        elif folios[0] != expected:
            range_ = Dictionary(S=Name.D)
            if folios[0] != 1:
                range_.St = folios[0]
            out += [index, range_]
        expected = folios[-1] + 1 if len(folios) == 1 else -1
    return Array(out)


def _bookmark(book: Pdf, job: Job) -> None:
    """Every page, under the scene that it belongs to where the story has scenes."""
    starts = scenes(job)
    with book.open_outline() as outline:
        level = outline.root
        for index in range(len(job.pages)):
            for at, title in starts:
                if at == index:
                    scene = OutlineItem(title, index, "Fit")
                    outline.root.append(scene)
                    level = scene.children
            folios = "–".join(str(folio) for folio in job.folios(index))
            level.append(OutlineItem(f"Page {folios}", index, "Fit"))


def _tag(book: Pdf, job: Job) -> None:
    """The structure of the book (ISO 32000-1, 14.7): page by page, panel by panel."""
    root = book.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = _element(book, root, Name.Document)
    found: list[Object | int] = []
    sections: list[Object] = []
    for index, sheet in enumerate(job.sheets):
        page = book.pages[index].obj
        section, marked = _page(book, document, page, sheet, job)
        folios = "–".join(str(folio) for folio in job.folios(index))
        section.T = String(f"Page {folios}")
        sections.append(section)
        page.StructParents = index
        page.Tabs = Name.S
        found += [index, book.make_indirect(Array(marked))]
    document.K = Array(sections)
    root.K = Array([document])
    root.ParentTree = book.make_indirect(Dictionary(Nums=Array(found)))
    root.ParentTreeNextKey = len(job.pages)
    book.Root.StructTreeRoot = root
    book.Root.MarkInfo = Dictionary(Marked=True)


def _page(
    book: Pdf, document: Object, page: Object, sheet: Sheet, job: Job
) -> tuple[Object, list[Object]]:
    """A page's section, and what holds each of its marked parts, by their numbers."""
    section = _element(book, document, Name.Sect)
    places = {part: number for number, part in enumerate(parts(sheet))}
    marked: dict[int, Object] = {}

    def leaf(parent: Object, role: Name, number: int) -> Object:
        made = _element(book, parent, role)
        made.Pg = page
        made.K = number
        marked[number] = made
        return made

    inside: list[Object] = []
    if sheet.furniture:
        inside.append(leaf(section, Name.P, places["furniture", -1, 0]))
    for place, panel in enumerate(sheet.panels):
        group = _element(book, section, Name.Div)
        group.T = String(panel.id)
        held: list[Object] = []
        for part in panel_parts(panel, place):
            if part[0] == "art":
                figure = leaf(group, Name.Figure, places[part])
                figure.Alt = String(seen(job.note(panel.id), panel))
                box = bounds(point for contour in flatten(panel.border) for point in contour)
                figure.A = Dictionary(O=Name.Layout, BBox=_box(box, sheet), Placement=Name.Block)
                held.append(figure)
            else:
                words = leaf(group, Name.P, places[part])
                if part[0] == "letter" and panel.letters[part[2]].text:
                    # Lines end without a blank, so their words would run together.
                    words.ActualText = String(plain(panel.letters[part[2]].text))
                held.append(words)
        group.K = Array(held)
        inside.append(group)
    section.K = Array(inside)
    return section, [marked[number] for number in range(len(marked))]


def _element(book: Pdf, parent: Object, role: Name) -> Object:
    return book.make_indirect(Dictionary(Type=Name.StructElem, S=role, P=parent))


def _box(box: Rect, sheet: Sheet) -> Array:
    bleed = sheet.trim.union(sheet.bleed)
    values: Sequence[float] = (
        box.x - bleed.x,
        bleed.bottom - box.bottom,
        box.right - bleed.x,
        bleed.bottom - box.y,
    )
    return Array([round(value, 3) for value in values])
