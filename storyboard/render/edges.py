"""How near a book's words, faces and margins come to its edges and to the fold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from storyboard.geometry import IN, Rect
from storyboard.layout.model import Letter, PanelSheet, Sheet
from storyboard.render.job import Job

Side = Literal["inner", "outer", "top", "bottom"]

_SLACK = 0.01
"""Points that a margin may lack for a rounding."""
_TOUCH = 1.0
"""Points by which words may leave the live area before they count as outside."""
_WORDS = 5
"""Words by which lettering is named."""


def pages(folios: Iterable[int]) -> str:
    """Pages by their printed numbers: ``page 3``, ``pages 1–4, 7``."""
    runs: list[list[int]] = []
    for folio in sorted(set(folios)):
        if runs and folio == runs[-1][1] + 1:
            runs[-1][1] = folio
        else:
            runs.append([folio, folio])
    named = ", ".join(f"{a}–{b}" if b > a else f"{a}" for a, b in runs)
    return f"{'page' if len(runs) == 1 and runs[0][0] == runs[0][1] else 'pages'} {named}"


def margins(job: Job) -> Iterator[tuple[Side, float, tuple[int, ...]]]:
    """Every page's margins in points, from the live area to the trim, with its folios.

    The spine of a double page is its fold. Of a page whose side is not known the smaller side
    margin counts as the inner one.
    """
    for index, sheet in enumerate(job.sheets):
        leaf, folios = job.leaf(index), job.folios(index)
        left, right = sheet.live.x - sheet.trim.x, sheet.trim.right - sheet.live.right
        if leaf.side == "both" or len(leaf.folios) == 2:
            if leaf.fold:
                yield "inner", leaf.fold.w / 2, folios
            yield "outer", min(left, right), folios
        elif leaf.side in ("left", "right"):
            yield "inner", right if leaf.side == "left" else left, folios
            yield "outer", left if leaf.side == "left" else right, folios
        else:
            yield "inner", min(left, right), folios
            yield "outer", max(left, right), folios
        yield "top", sheet.live.y - sheet.trim.y, folios
        yield "bottom", sheet.trim.bottom - sheet.live.bottom, folios


def smallest(job: Job) -> dict[Side, float]:
    """The smallest margin of each side, in points."""
    out: dict[Side, float] = {}
    for side, size, _ in margins(job):
        out[side] = min(out.get(side, size), size)
    return out


_PLACES: Mapping[Side, str] = {
    "inner": "at the spine",
    "outer": "at the outer edge",
    "top": "at the top",
    "bottom": "at the bottom",
}


def narrow(job: Job, wanted: Mapping[Side, float], printer: str, why: str) -> Iterator[str]:
    """What is said of margins under the inches `wanted`; `why` is said of the spine's."""
    short: dict[tuple[Side, float], list[int]] = {}
    for side, size, folios in margins(job):
        if size < wanted.get(side, 0.0) * IN - _SLACK:
            short.setdefault((side, round(size / IN, 3)), []).extend(folios)
    sides = [side for side in _PLACES if any(side == one for one, _ in short)]
    write = ", ".join(f"{side}: {wanted[side]:g}in" for side in sides)
    for side in sides:
        for (one, size), found in sorted(short.items()):
            if one == side:
                yield (
                    f"{size:.3f} in {_PLACES[side]} of {pages(found)}: {printer} wants"
                    f" {wanted[side]:g}{why if side == 'inner' else ''},"
                    f" {wanted[side] - size:.3f} more; write"
                    f" `page: {{format: …, margin: {{{write}}}}}`"
                )


def near(panel: PanelSheet, sheet: Sheet, fold: Rect | None) -> Iterator[str]:
    """What is said of a panel's words and faces at a fold's strip and outside of the live area."""
    for letter in panel.letters:
        box = _box(letter)
        if box is None:
            continue
        if fold and box.right > fold.x + _TOUCH and box.x < fold.right - _TOUCH:
            yield (
                f"{_name(letter)} stands {_distance(box, fold)}: {fold.w / 2 / IN:.3g} in are kept"
                " free there; place it with `at`"
            )
        if not sheet.live.holds(box, _TOUCH):
            yield f"{_name(letter)} stands outside of the live area"
    off = [line for line in panel.legend if line.text and not sheet.live.holds(line.box, _TOUCH)]
    if off:
        yield f"“{off[0].text}” stands outside of the live area"
    faces = [face for face in (_within(face, panel.box) for face in panel.faces) if face]
    for face in faces:
        if fold and face.right > fold.x and face.x < fold.right:
            yield f"a face lies {_distance(face, fold)}"
    outside = sum(not sheet.live.holds(face, _TOUCH) for face in faces)
    if outside:
        many = "a face lies" if outside == 1 else f"{outside} faces lie"
        yield f"{many} outside of the live area"


def _name(letter: Letter) -> str:
    words = " ".join(line.text for line in letter.lines if line.text).split()
    said = " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")
    return f"“{said}”"


def _distance(box: Rect, fold: Rect) -> str:
    if box.x < fold.cx < box.right:
        return "across the fold"
    away = fold.cx - box.right if box.right <= fold.cx else box.x - fold.cx
    return f"{away / IN:.2f} in from the fold"


def _box(letter: Letter) -> Rect | None:
    boxes = [line.box for line in letter.lines if line.text]
    if not boxes:
        return None
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.union(box)
    return whole


def _within(face: Rect, panel: Rect) -> Rect | None:
    """What a panel shows of a face."""
    x, y = max(face.x, panel.x), max(face.y, panel.y)
    w, h = min(face.right, panel.right) - x, min(face.bottom, panel.bottom) - y
    return Rect(x, y, w, h) if w > 0 and h > 0 else None
