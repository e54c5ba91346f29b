"""CBZ and cbxy before library programs: python tests/judges/comics.py BOOK.cbz [BOOK.cbxy]

In an environment with `pip install comicbox darkseid`. `--detect` takes the path of `cbxy-detect`
(`pip install --no-deps cbxy`, with `opencv-python-headless<5` and pillow), which looks for the
panels in the pictures; it sees bordered panels on light gutters only, no insets in other panels,
and numbers them from left to right: a book that is read from right to left is shown to it in a
mirror.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

Box = tuple[float, float, float, float]


def say(text: str) -> None:
    sys.stdout.write(text + "\n")


def schema(book: Path) -> None:
    import comicbox.schemas
    import darkseid
    import xmlschema

    with zipfile.ZipFile(book) as archive:
        info = archive.read("ComicInfo.xml")
        stored = all(i.compress_type == zipfile.ZIP_STORED for i in archive.infolist())
    later = b"v2.1" in info
    place = (
        Path(comicbox.schemas.__path__[0]) / "ComicInfo-v2.1-Draft.xsd"
        if later
        else Path(darkseid.__path__[0]) / "schemas/ComicInfo/v2/ComicInfo.xsd"
    )
    xmlschema.XMLSchema(str(place)).validate(info.decode("utf-8"))
    say(f"valid against {place.name} of {'2.1' if later else '2.0'}; all stored: {stored}")


def readers(book: Path) -> None:
    from comicbox.box import Comicbox
    from darkseid.comic import Comic

    with Comicbox(book) as box:
        said: dict[str, Any] = box.to_dict()["comicbox"]
    say(f"comicbox: {json.dumps({k: said[k] for k in sorted(said) if k != 'pages'}, default=str)}")
    say(f"comicbox pages: {json.dumps(said.get('pages'), default=str)[:300]}")
    found = Comic(str(book)).read_metadata(
        next(
            f
            for f in __import__("darkseid.comic", fromlist=["x"]).MetadataFormat
            if "COMIC" in f.name.upper()
        )
    )
    say(
        f"darkseid: series={found.series and found.series.name!r} title={found.collection_title!r}"
        f" stories={[s.name for s in found.stories]} pages={len(found.pages)}"
        f" credits={[(c.person, [r.name for r in c.role]) for c in found.credits]}"
    )


def boxes(sidecar: Path) -> dict[str, list[Box]]:
    with zipfile.ZipFile(sidecar) as archive:
        pages = [json.loads(archive.read(name)) for name in sorted(archive.namelist())]
    return {
        p["page"]: [(b["x"], b["y"], b["x"] + b["w"], b["y"] + b["h"]) for b in p["panels"]]
        for p in pages
    }


def overlap(a: Box, b: Box) -> float:
    w = min(a[2], b[2]) - max(a[0], b[0])
    h = min(a[3], b[3]) - max(a[1], b[1])
    both = max(w, 0.0) * max(h, 0.0)
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


def mirrored(book: Path, target: Path) -> Path:
    with zipfile.ZipFile(book) as archive, zipfile.ZipFile(target, "w") as out:
        for name in archive.namelist():
            if not name.endswith(".xml"):
                page = ImageOps.mirror(Image.open(io.BytesIO(archive.read(name))).convert("RGB"))
                data = io.BytesIO()
                page.save(data, "JPEG", quality=95)
                out.writestr(name, data.getvalue())
    return target


def read_back(book: Path, sidecar: Path) -> None:
    """The sidecar as the format's own reader finds it, page by page of the book."""
    try:
        from cbxy.format import default_sidecar_path, load_cbxy, lookup_page_meta
    except ImportError:
        say("cbxy is not in this environment: the sidecar is not read back")
        return
    found = load_cbxy(sidecar)
    beside = default_sidecar_path(book) == sidecar
    count, wrong = 0, []
    with zipfile.ZipFile(book) as archive:
        pages = [name for name in archive.namelist() if not name.endswith(".xml")]
        for name in pages:
            told = lookup_page_meta(found, name)
            with Image.open(io.BytesIO(archive.read(name))) as picture:
                same = (told.get("width"), told.get("height")) == picture.size
            # A blank page is told of too: it has none.
            boxes = told.get("panels")
            count += len(boxes or [])
            inside = all(
                0 <= b["x"] < b["x"] + b["w"] <= 1.00001
                and 0 <= b["y"] < b["y"] + b["h"] <= 1.00001
                for b in boxes or []
            )
            if not (same and boxes is not None and inside):
                wrong.append(name)
    say(
        f"cbxy's reader: {len(pages)} pages, {count} panels, found beside the book: {beside},"
        f" wrong: {wrong or 'none'}"
    )


def detect(book: Path, sidecar: Path, program: str) -> None:
    with zipfile.ZipFile(book) as archive:
        leftwards = b"YesAndRightToLeft" in archive.read("ComicInfo.xml")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "found.cbxy"
        shown = mirrored(book, Path(folder) / "mirrored.cbz") if leftwards else book
        command = [program, str(shown), "--engine", "cv", "-o", str(out)]
        subprocess.run(command, check=True, capture_output=True)
        ours, theirs = boxes(sidecar), boxes(out)
    if leftwards:
        theirs = {k: [(1 - r, y, 1 - x, b) for x, y, r, b in v] for k, v in theirs.items()}
    for page in ours:
        seen = theirs.get(page, [])
        pairs = [
            (max(((overlap(o, t), i) for i, t in enumerate(seen)), default=(0.0, -1)))
            for o in ours[page]
        ]
        order = [i for iou, i in pairs if iou > 0.5]
        missed = len(pairs) - len(order)
        say(
            f"{page}: {len(ours[page])} panels, {len(seen)} seen,"
            f" IoU {' '.join(f'{iou:.2f}' for iou, _ in pairs)},"
            f" {'from right to left, ' if leftwards else ''}"
            f"{'in order' if order == sorted(order) else 'OUT OF ORDER'}"
            f"{f', {missed} NOT FOUND' if missed else ''}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("book", type=Path)
    parser.add_argument("sidecar", type=Path, nargs="?")
    parser.add_argument("--detect", metavar="PROGRAM")
    given = parser.parse_args()
    schema(given.book)
    readers(given.book)
    if given.sidecar:
        read_back(given.book, given.sidecar)
    if given.sidecar and given.detect:
        detect(given.book, given.sidecar, given.detect)


if __name__ == "__main__":
    main()
