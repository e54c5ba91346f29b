"""How busy a picture is, place by place: the edges in it, as a small map.

Balloons go where the map is calm. The density of edges told calm places from busy ones as
well as learned saliency does, and in a fraction of its time.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from storyboard.errors import PictureError
from storyboard.pictures import loaded

ACROSS = 48
"""Cells along the picture's longer side."""
_CELL = 6
"""Pixels each way in a cell of the reduced picture."""


def calm_map(picture: Path, sha256: str, folder: Path | None = None) -> NDArray[np.float32]:
    """The density of edges in a picture by cells: 0 calm, 1 as busy as its busiest tenth.

    Rows from the top. Kept in `folder` under `sha256`, and read from there the next time.
    A picture that cannot be read gives an empty map: placing then goes by the faces alone.
    """
    kept = folder / f"{sha256}.calm2.npy" if folder else None
    if kept and kept.is_file():
        try:
            found = np.load(kept, allow_pickle=False)
            if found.ndim == 2 and found.dtype == np.float32:
                return found  # type: ignore[no-any-return]
        except (OSError, ValueError, EOFError):
            pass
    made = _measured(picture)
    if kept and folder and made.size:
        # Beside its place first: a reader never finds half a map.
        part = kept.with_name(f"{kept.name}.{os.getpid()}")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as stream:
                np.save(stream, made)
            part.replace(kept)
        except OSError:
            part.unlink(missing_ok=True)
    return made


def _measured(picture: Path) -> NDArray[np.float32]:
    from PIL import Image

    try:
        grey = loaded(picture, ACROSS * _CELL, grey=True)
    except PictureError:
        return np.zeros((0, 0), dtype=np.float32)
    scale = ACROSS / max(grey.size)
    columns, rows = (max(2, round(side * scale)) for side in grey.size)
    small = grey.resize((columns * _CELL, rows * _CELL), Image.Resampling.BOX)
    light = np.asarray(small, dtype=np.float32)
    edges = np.zeros_like(light)
    edges[:, 1:] += np.abs(np.diff(light, axis=1))
    edges[1:, :] += np.abs(np.diff(light, axis=0))
    # A hard edge is an edge whether it is black on white or dark on dark.
    edges = np.minimum(edges, 48.0)
    cells = edges.reshape(rows, _CELL, columns, _CELL).mean(axis=(1, 3))
    most = float(np.quantile(cells, 0.9))
    out: NDArray[np.float32] = np.clip(cells / max(most, 4.0), 0.0, 1.0).astype(np.float32)
    return out
