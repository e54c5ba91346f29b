"""The book as one PDF for the screen: bookmarks, page labels, tags, and ordered for the web."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from pathlib import Path

from storyboard.geometry import Rect, bounds, flatten
from storyboard.layout.model import Sheet
from storyboard.render.about import about
from storyboard.render.book import Binding, merge
from storyboard.render.job import Job, asked, plain, scenes, seen
from storyboard.render.linear import Run
from storyboard.render.spool import listed, mapped, ref, text
from storyboard.render.tags import Part, numbers, panel_parts


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
        tagged=job.book is not None,
        dress=lambda book: _dress(book, job),
        said=about(job),
        stamp=_stamp(job),
        linear=True,
    )


def _stamp(job: Job) -> bytes:
    said = repr([list(job.numbers), list(job.leaves), sorted(job.panels.items())])
    return hashlib.sha256(said.encode("utf-8")).digest()


def _dress(book: Binding, job: Job) -> None:
    book.root["PageLabels"] = b"<< /Nums %s >>" % listed(_labels(job))
    if job.book is None:
        return
    if len(job.pages) > 1:
        _bookmark(book, job)
    _tag(book, job)


def _labels(job: Job) -> list[bytes]:
    """The pages' printed numbers (ISO 32000-1, 12.4.2), in as few ranges as can be."""
    out: list[bytes] = []
    expected = -1
    for index in range(len(job.pages)):
        folios = job.folios(index)
        if len(folios) > 1:
            name = text(f"{folios[0]}–{folios[-1]}")
            out += [b"%d" % index, mapped({"P": name})]
        elif folios[0] != expected:
            start = {"St": b"%d" % folios[0]} if folios[0] != 1 else {}
            out += [b"%d" % index, mapped({"S": b"/D", **start})]
        expected = folios[-1] + 1 if len(folios) == 1 else -1
    return out


def _bookmark(book: Binding, job: Job) -> None:
    """Every page, under the scene that it belongs to where the story has scenes."""
    # By row: what it is called, its page, and the row that it belongs under.
    rows: list[tuple[str, int, int]] = [("", 0, -1)]
    starts = scenes(job)
    under = 0
    for index in range(len(job.pages)):
        for at, title in starts:
            if at == index:
                under = len(rows)
                rows.append((title, index, 0))
        folios = "–".join(str(folio) for folio in job.folios(index))
        rows.append((f"Page {folios}", index, under))
    children: dict[int, list[int]] = {}
    for row, (_, _, parent) in enumerate(rows):
        children.setdefault(parent, []).append(row)
    spool = book.spool
    base, start = spool.next, spool.file.tell()
    for row, (title, index, parent) in enumerate(rows):
        entries: dict[str, bytes] = {}
        if row:
            beside = children[parent]
            place = bisect_left(beside, row)
            near = {"Prev": place - 1, "Next": place + 1}
            entries = {"Title": text(title), "Parent": ref(base + parent)}
            entries |= {
                key: ref(base + beside[to]) for key, to in near.items() if 0 <= to < len(beside)
            }
        if own := children.get(row):
            entries |= {"First": ref(base + own[0]), "Last": ref(base + own[-1])}
            entries["Count"] = b"%d" % (len(rows) - 1 if row == 0 else len(own))
        dest = [b" /Dest [ ", book.pages[index], b" /Fit ] >>"] if row else [b" >>"]
        spool.add([mapped(entries)[: -len(b" >>")], *dest])
    book.root["Outlines"] = ref(base)
    book.outline = Run(base, len(rows), start, spool.file.tell() - start)


def _tag(book: Binding, job: Job) -> None:
    """The structure of the book (ISO 32000-1, 14.7): page by page, panel by panel."""
    spool = book.spool
    root, document = spool.reserve(), spool.reserve()
    found: list[bytes] = []
    sections: list[bytes] = []
    for index, sheet in enumerate(job.sheets):
        section, marked = _page(book, document, index, sheet, job)
        sections.append(ref(section))
        found += [b"%d" % index, ref(spool.add(listed(marked)))]
    spool.put(document, _element(root, b"/Document", {"K": listed(sections)}))
    tree = spool.add(mapped({"Nums": listed(found)}))
    entries = {
        "Type": b"/StructTreeRoot",
        "K": listed([ref(document)]),
        "ParentTree": ref(tree),
        "ParentTreeNextKey": b"%d" % len(job.pages),
    }
    spool.put(root, mapped(entries))
    book.root["StructTreeRoot"] = ref(root)
    book.root["MarkInfo"] = b"<< /Marked true >>"


def _page(
    book: Binding, document: int, index: int, sheet: Sheet, job: Job
) -> tuple[int, list[bytes]]:
    """A page's section, and what holds each of its marked parts, by their numbers."""
    spool = book.spool
    section = spool.reserve()
    places = numbers(sheet)
    marked = [b""] * len(places)

    def leaf(parent: int, role: bytes, part: Part, entries: Mapping[str, bytes]) -> bytes:
        place = places[part]
        body = _element(parent, role, {**entries, "K": b"%d" % place})
        made = spool.add([body[: -len(b">>")] + b"/Pg ", book.pages[index], b" >>"])
        marked[place] = ref(made)
        return marked[place]

    inside: list[bytes] = []
    if sheet.furniture:
        inside.append(leaf(section, b"/P", ("furniture", -1, 0), {}))
    for place, panel in enumerate(sheet.panels):
        group = spool.reserve()
        held: list[bytes] = []
        for part in panel_parts(panel, place):
            entries: dict[str, bytes] = {}
            if part[0] == "art":
                entries["Alt"] = text(seen(job.note(panel.id), panel))
                box = bounds(point for contour in flatten(panel.border) for point in contour)
                entries["A"] = mapped(
                    {"O": b"/Layout", "BBox": _box(box, sheet), "Placement": b"/Block"}
                )
            elif part[0] == "letter" and panel.letters[part[2]].text:
                # Lines end without a blank, so their words would run together.
                entries["ActualText"] = text(plain(panel.letters[part[2]].text))
            held.append(leaf(group, b"/Figure" if part[0] == "art" else b"/P", part, entries))
        own = {"T": text(panel.id), "K": listed(held)}
        spool.put(group, _element(section, b"/Div", own))
        inside.append(ref(group))
    folios = "–".join(str(folio) for folio in job.folios(index))
    own = {"T": text(f"Page {folios}"), "K": listed(inside)}
    spool.put(section, _element(document, b"/Sect", own))
    return section, marked


def _element(parent: int, role: bytes, entries: Mapping[str, bytes]) -> bytes:
    return mapped({"Type": b"/StructElem", "S": role, "P": ref(parent), **entries})


def _box(box: Rect, sheet: Sheet) -> bytes:
    bleed = sheet.trim.union(sheet.bleed)
    values: Sequence[float] = (
        box.x - bleed.x,
        bleed.bottom - box.bottom,
        box.right - bleed.x,
        bleed.bottom - box.y,
    )
    return listed(b"%g" % round(value, 3) for value in values)
