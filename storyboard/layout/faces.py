"""Finds faces in a picture that nobody described, with the optional extra ``vision``.

The network of `blazeface` sees a small square, and in it faces from a tenth of the square up. So
the picture is searched in squares of falling size, and whatever is found is looked at again, with
the face in the middle of the square and at several distances: what was chance is gone then.
Painted and drawn faces score lower than photographs, for which the network was made, so a
doubtful face counts only while the panel's people have not all been found.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from storyboard.errors import PictureError
from storyboard.generate.model import Face
from storyboard.layout.blazeface import SIDE, Found, Pixels, answers
from storyboard.pictures import loaded

if TYPE_CHECKING:
    from PIL.Image import Image

SURE = 0.75
"""Second looks that score so much are a face, whoever should be in the panel."""
DOUBTFUL = 0.58
"""Second looks that score so much are a face where someone is still to be found. Measured on
painted, drawn and photographed faces: these score 0.61 and more, the painted clutter about them
0.52 and less."""
_GLANCE = 0.45
"""What a first look must score to be looked at again."""
_LARGEST = 1024
"""Pixels along the longer side of the picture as it is searched."""
_STEP, _SIZES = 1.5, 3
"""Squares fall by this factor, so many times, from the picture's shorter side."""
_SMALLEST = 64.0
"""Pixels each way of the smallest square: a face in it has a dozen."""
_VIEWS = (1.8, 2.2, 2.6, 3.0, 3.6)
"""How wide the squares of second looks are, in faces."""
_SAME = 0.3
"""Overlap, over union, from which two boxes are one face."""
_CROWN, _CHEEK, _CHIN = 0.35, 0.10, 0.06
"""The network's box runs from the brows to the chin: how much of its size a head goes beyond it
above, on each side and below."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels of the searched picture."""
Square = tuple[float, float, float]
"""Left, top and side, in the same pixels; may reach beyond the picture."""
Scored = tuple[float, Face]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A face in pixels of the searched picture."""

    score: float
    box: Box
    mouth: tuple[float, float]


def installed() -> bool:
    """Whether the extra ``vision`` is there."""
    return find_spec("cv2") is not None


def find_faces(
    picture: Path, sha256: str, folder: Path | None = None, *, people: int = 0
) -> tuple[Face, ...]:
    """The heads in a picture from left to right, each with an empty `character`.

    `people` is how many should be in it: so many doubtful faces count too. Faces from about
    6 % of the picture's shorter side up are found. What was found is kept in `folder` under
    `sha256`, and read from there the next time. Nothing is found where the extra ``vision`` is
    not installed or the picture cannot be read.
    """
    kept = folder / f"{sha256}.faces.json" if folder else None
    found = _read(kept) if kept else None
    if found is None:
        try:
            found = _searched(picture)
        except ImportError:
            return ()
        if kept:
            _keep(kept, found)
    counted = [(s, f) for i, (s, f) in enumerate(found) if s >= SURE or i < people]
    return tuple(sorted((f for _, f in counted), key=lambda f: f.box))


def _read(kept: Path) -> list[Scored] | None:
    try:
        rows = json.loads(kept.read_text(encoding="utf-8"))
        return [(float(s), Face("", _four(box), (x, y))) for s, box, (x, y) in rows]
    except (OSError, ValueError, TypeError):
        return None


def _four(box: Sequence[float]) -> Box:
    x, y, w, h = map(float, box)
    return (x, y, w, h)


def _keep(kept: Path, found: Sequence[Scored]) -> None:
    # Beside its place first: a reader never finds half a list.
    part = kept.with_name(f"{kept.name}.{os.getpid()}")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps([(s, f.box, f.mouth) for s, f in found]), encoding="utf-8")
        part.replace(kept)
    except OSError:
        part.unlink(missing_ok=True)


def _searched(picture: Path) -> list[Scored]:
    """The faces with their scores, best first. Raises `ImportError` without OpenCV."""
    try:
        colour = loaded(picture, _LARGEST).convert("RGB")
    except PictureError:
        return []
    colour.thumbnail((_LARGEST, _LARGEST))
    first = _apart(_seen(colour, list(_squares(*colour.size)), _GLANCE))
    again = [_again(colour, face) for face in first]
    best = _apart([face for face in again if face.score >= DOUBTFUL])
    return [(round(face.score, 4), _head(face, colour.size)) for face in best]


def _squares(width: int, height: int) -> Iterator[Square]:
    """The squares to search: the whole picture, then smaller ones that overlap by half."""
    side = float(max(width, height))
    yield (width - side) / 2, (height - side) / 2, side
    largest = max(float(min(width, height)), _SMALLEST)
    for side in (largest / _STEP**n for n in range(_SIZES)):
        if side < _SMALLEST:
            return
        for y in _starts(height, side):
            for x in _starts(width, side):
                yield x, y, side


def _starts(length: int, side: float) -> list[float]:
    spare = length - side
    steps = max(-int(-spare // (side / 2)), 0)
    return [spare * i / steps for i in range(steps + 1)] if steps else [spare / 2]


def _seen(image: Image, squares: Sequence[Square], least: float) -> list[_Seen]:
    views = answers([_view(image, square) for square in squares], least)
    return [
        _placed(face, square)
        for square, faces in zip(squares, views, strict=True)
        for face in faces
    ]


def _view(image: Image, square: Square) -> Pixels:
    import numpy as np
    from PIL import Image as Pictures

    x, y, side = square
    cut = image.crop((round(x), round(y), round(x + side), round(y + side)))
    return np.asarray(cut.resize((SIDE, SIDE), Pictures.Resampling.BILINEAR))


def _placed(face: Found, square: Square) -> _Seen:
    x, y, side = square
    left, top, right, bottom = face.box
    box = (x + left * side, y + top * side, x + right * side, y + bottom * side)
    return _Seen(face.score, box, (x + face.mouth[0] * side, y + face.mouth[1] * side))


def _again(image: Image, face: _Seen) -> _Seen:
    """The face with what the second looks, straight and in the mirror, say in their middle."""
    left, top, right, bottom = face.box
    x, y, size = (left + right) / 2, (top + bottom) / 2, max(right - left, bottom - top)
    squares = [(x - size * v / 2, y - size * v / 2, size * v) for v in _VIEWS]
    pixels = [_view(image, square) for square in squares]
    mirrored = [view[:, ::-1] for view in pixels]
    scores = []
    for index, found in enumerate(answers([*pixels, *mirrored], 0.01)):
        square = squares[index % len(squares)]
        same = [f.score for f in found if _overlap(_turned(f, index, square), face.box) > _SAME]
        scores.append(max(same, default=0.0))
    return _Seen(median(scores), face.box, face.mouth)


def _turned(face: Found, index: int, square: Square) -> Box:
    """Where the box is in the picture; the later half of the views is mirrored."""
    box = _placed(face, square).box
    if index < len(_VIEWS):
        return box
    about = 2 * square[0] + square[2]
    return (about - box[2], box[1], about - box[0], box[3])


def _apart(faces: Sequence[_Seen]) -> list[_Seen]:
    """One box a face, the best first: none that overlaps a better one or lies in its middle."""
    out: list[_Seen] = []
    for face in sorted(faces, key=lambda f: (-f.score, f.box)):
        if all(_overlap(face.box, o.box) <= _SAME and not _inside(face, o) for o in out):
            out.append(face)
    return out


def _inside(face: _Seen, other: _Seen) -> bool:
    x, y = (face.box[0] + face.box[2]) / 2, (face.box[1] + face.box[3]) / 2
    left, top, right, bottom = other.box
    return left < x < right and top < y < bottom


def _overlap(a: Box, b: Box) -> float:
    w, h = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if w <= 0 or h <= 0:
        return 0.0
    both = w * h
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


def _head(face: _Seen, size: tuple[int, int]) -> Face:
    """The head as fractions of the picture, cut at its edges."""
    left, top, right, bottom = face.box
    w, h = right - left, bottom - top
    x0, x1 = max(left - _CHEEK * w, 0.0), min(right + _CHEEK * w, size[0])
    y0, y1 = max(top - _CROWN * h, 0.0), min(bottom + _CHIN * h, size[1])
    x, y = (round(v / s, 5) for v, s in zip((x0, y0), size, strict=True))
    w, h = (round(v / s, 5) for v, s in zip((x1 - x0, y1 - y0), size, strict=True))
    mouth = (round(face.mouth[0] / size[0], 5), round(face.mouth[1] / size[1], 5))
    return Face("", (x, y, w, h), mouth)
