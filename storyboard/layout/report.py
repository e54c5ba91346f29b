"""The finished geometry as ``layout --json`` gives it."""

from __future__ import annotations

from typing import Any

from storyboard.geometry import Path, Point, flatten
from storyboard.layout.model import Book, Letter, PanelSheet

TOLERANCE = 0.25
"""Points between a curve and its flattened polygon."""


def as_json(book: Book) -> dict[str, Any]:
    """Points, origin at the page's top left, x right, y down; outlines as closed polygons."""
    return {
        "pages": [
            {
                "number": s.number,
                "trim": _box(*s.trim.as_list()),
                "bleed": _box(*s.bleed.as_list()),
                "live": _box(*s.live.as_list()),
                "panels": [_panel(p) for p in s.panels],
            }
            for s in book.sheets
        ]
    }


def _n(v: float) -> float:
    return round(v, 3)


def _box(*values: float) -> list[float]:
    return [_n(v) for v in values]


def _p(p: Point) -> list[float]:
    return [_n(p[0]), _n(p[1])]


def _outline(path: Path) -> list[list[float]]:
    contours = flatten(path, TOLERANCE)
    return [_p(p) for p in max(contours, key=len)] if contours else []


def _panel(p: PanelSheet) -> dict[str, Any]:
    return {
        "id": p.id,
        "outline": _outline(p.border),
        "box": _box(*p.box.as_list()),
        "ppi": round(p.art.ppi) if p.art else None,
        "crop": round(p.art.crop, 4) if p.art else None,
        "faces": [_box(*f.as_list()) for f in p.faces],
        "letters": [_letter(x) for x in p.letters],
    }


def _letter(x: Letter) -> dict[str, Any]:
    return {
        "kind": x.kind,
        "speaker": x.speaker or None,
        "text": x.text,
        "order": x.order,
        "size": _n(x.size),
        "outline": _outline(x.outline),
        "lines": [{"text": t.text, "box": _box(*t.box.as_list())} for t in x.lines],
        "tail": {"root": _p(x.tail.root), "tip": _p(x.tail.tip), "target": _p(x.tail.target)}
        if x.tail
        else None,
    }
