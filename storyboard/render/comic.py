"""Comic book archives (CBZ) with their ComicInfo.xml, and the panel sidecar (cbxy)."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import cast, get_args
from xml.sax.saxutils import escape, quoteattr

from storyboard.geometry import bounds, flatten
from storyboard.layout.model import PanelSheet, Sheet
from storyboard.render.archive import pack
from storyboard.render.job import Job, asked, scenes
from storyboard.render.raster import Kind, pictures, pixels

_ORDER = (
    "Title", "Series", "Number", "Summary", "Notes", "Year", "Month", "Day", "Writer",
    "Penciller", "Inker", "Colorist", "Letterer", "CoverArtist", "Editor", "Translator",
    "Publisher", "PageCount", "LanguageISO", "Manga", "Characters", "AgeRating", "Pages", "GTIN",
)  # fmt: skip
"""The elements that are written, in the schema's order, which is a sequence."""

_ROLES = {
    "writer": ("Writer",),
    "penciller": ("Penciller",),
    "inker": ("Inker",),
    # The schema knows no artist: programs that write it put one into both.
    "artist": ("Penciller", "Inker"),
    "colourist": ("Colorist",),
    "letterer": ("Letterer",),
    "cover": ("CoverArtist",),
    "editor": ("Editor",),
    "translator": ("Translator",),
    "publisher": ("Publisher",),
}
_LATER = {"Translator", "GTIN"}
"""Elements that version 2.0 does not know."""

WORDS = ("2.0", "2.1", "jpg", "png", "webp")


def cbz(job: Job) -> list[Path]:
    """The pages as pictures in an archive, stored, with a ComicInfo.xml at its root.

    The words choose the schema (`2.0`, `2.1`) and the pictures (`jpg`, `png`, `webp`).
    """
    words = asked(job, WORDS, "cbz")
    kind: Kind = next((cast(Kind, word) for word in words if word in get_args(Kind)), "jpg")
    version = "2.1" if "2.1" in words else "2.0"
    target = job.file(".cbz")
    with tempfile.TemporaryDirectory(prefix="storyboard-") as folder:
        names = page_names(len(job.pages), kind)
        outs = [Path(folder) / name for name in names]
        pictures(job.pages, outs, job.dpi, kind, lasting=False)
        info = comic_info(job, outs, version).encode("utf-8")
        pack(target, [("ComicInfo.xml", info), *zip(names, outs, strict=True)])
    return [target]


def page_names(count: int, kind: str) -> list[str]:
    """What pages are called within an archive, so that any way of sorting keeps their order."""
    digits = max(3, len(str(count)))
    return [f"page-{number:0{digits}}.{kind}" for number in range(1, count + 1)]


def comic_info(job: Job, pages: Sequence[Path], version: str = "2.0") -> str:
    """The ComicInfo.xml of a book whose pages are these pictures.

    Elements and their order are those of the Anansi Project's schemas 2.0 and 2.1.
    """
    credits: dict[str, list[str]] = {"Writer": [] if job.credits.get("writer") else [job.author]}
    for role, elements in _ROLES.items():
        for element in elements:
            credits.setdefault(element, []).extend(job.credits.get(role, ()))
    cast = dict.fromkeys(name for note in job.panels.values() for name in note.cast)
    notes = [job.rights, f"ISBN {job.isbn}" if job.isbn and version == "2.0" else ""]
    date = zip(("Year", "Month", "Day"), job.published.split("-"), strict=False)
    values = {
        "Title": job.title,
        "Series": job.series or job.title,
        "Number": job.number,
        "Summary": job.summary,
        # Neither version knows rights, and the older one no ISBN.
        "Notes": " · ".join(note for note in notes if note),
        **{element: part.lstrip("0") for element, part in date},
        # Lists are parted by commas, and know no way to keep one within a name.
        **{e: ", ".join(dict.fromkeys(_uncut(n) for n in names)) for e, names in credits.items()},
        "PageCount": str(len(pages)),
        "LanguageISO": job.language,
        "Manga": "YesAndRightToLeft" if job.right_to_left else "No",
        "Characters": ", ".join(_uncut(name) for name in cast),
        "AgeRating": job.age,
        "GTIN": job.isbn,
    }
    rows = []
    for name in _ORDER:
        if name == "Pages":
            rows += ["  <Pages>", *_pages(job, pages), "  </Pages>"]
        elif values.get(name) and not (version == "2.0" and name in _LATER):
            rows.append(f"  <{name}>{escape(_legible(values[name]))}</{name}>")
    schema = f"https://raw.githubusercontent.com/anansi-project/comicinfo/main/{_PLACES[version]}"
    return "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            '<ComicInfo xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
            f' xsi:noNamespaceSchemaLocation="{schema}/ComicInfo.xsd">',
            *rows,
            "</ComicInfo>",
            "",
        ]
    )


def _uncut(name: str) -> str:
    return name.replace(",", "")


_PLACES = {"2.0": "schema/v2.0", "2.1": "drafts/v2.1"}


def _legible(text: str) -> str:
    # XML 1.0 can hold no control characters but these three.
    return "".join(c for c in text if c >= " " or c in "\t\n\r")


def _pages(job: Job, pages: Sequence[Path]) -> list[str]:
    from PIL import Image

    starts = dict(reversed(scenes(job))) if job.book else {}
    rows = []
    for index, file in enumerate(pages):
        with Image.open(file) as picture:
            width, height = picture.size
        sheet = job.sheets[index] if job.book else None
        said = {
            "Image": str(index),
            "Type": _type(index, sheet, len(pages)),
        }
        if len(job.folios(index)) == 2:
            said["DoublePage"] = "true"
        said["ImageSize"] = str(file.stat().st_size)
        if index in starts:
            said["Bookmark"] = _legible(starts[index])
        said |= {"ImageWidth": str(width), "ImageHeight": str(height)}
        rows.append("    <Page " + " ".join(f"{k}={quoteattr(v)}" for k, v in said.items()) + "/>")
    return rows


def _type(index: int, sheet: Sheet | None, count: int) -> str:
    # A first page of one picture is what a library program shows for the book.
    if sheet is not None and index == 0 and count > 1 and len(sheet.panels) == 1:
        return "FrontCover"
    return "Other" if sheet is not None and not sheet.panels else "Story"


def cbxy(job: Job) -> list[Path]:
    """Where the panels are, page by page, in reading order, beside a CBZ of the same name.

    A ZIP of one JSON a page, the boxes as fractions of the page: the format's version 0.1.0.
    """
    asked(job, WORDS, "cbxy")
    kind = next((word for word in job.words if word in get_args(Kind)), "jpg")
    names = page_names(len(job.pages), kind)
    entries: list[tuple[str, bytes]] = []
    for name, sheet in zip(names, job.sheets, strict=True):
        width, height = pixels(sheet.trim.w, sheet.trim.h, job.dpi)
        page = {
            "page": name,
            "width": width,
            "height": height,
            "panels": [_box(panel, sheet) for panel in sheet.panels],
        }
        data = json.dumps(page, ensure_ascii=False, indent=1) + "\n"
        entries.append((Path(name).stem + ".json", data.encode("utf-8")))
    target = job.file(".cbxy")
    pack(target, entries)
    return [target]


def _box(panel: PanelSheet, sheet: Sheet) -> dict[str, float]:
    x, y, right, bottom = shown(panel, sheet)
    return {
        "x": round(x, 5),
        "y": round(y, 5),
        "w": round(right - x, 5),
        "h": round(bottom - y, 5),
    }


def shown(panel: PanelSheet, sheet: Sheet) -> tuple[float, float, float, float]:
    """A panel's left, top, right and bottom within the trimmed page, as fractions of it."""
    box = bounds(point for contour in flatten(panel.border) for point in contour)
    trim = sheet.trim

    def part(value: float, start: float, size: float) -> float:
        return min(max((value - start) / size, 0.0), 1.0)

    return (
        part(box.x, trim.x, trim.w),
        part(box.y, trim.y, trim.h),
        part(box.right, trim.x, trim.w),
        part(box.bottom, trim.y, trim.h),
    )
