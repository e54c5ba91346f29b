"""BlazeFace: where a face is in a square of 128 pixels, as its network answers.

The network is the short-range face detector of MediaPipe (models/BlazeFace-LICENSE.txt), run by
OpenCV. It gives, for each of 896 anchors, a score, a box and six points of a face. The anchors,
the scaling of the answers and the order of the points are those of MediaPipe's
face_detection_short_range graph, after Bazarevsky et al., "BlazeFace: Sub-millisecond Neural Face
Detection on Mobile GPUs" (2019).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
SIDE = 128
"""Pixels each way of the square that the network sees."""
_MODEL = Path(__file__).parent / "models" / "blazeface.tflite"
_MAPS = ((16, 2), (8, 6))
"""Cells each way and anchors a cell of the two maps that it answers on."""
_SURE = 80.0
"""Scores are cut here before the exponential, which they would overflow."""


@dataclass(frozen=True, slots=True)
class Found:
    """A face: how sure the network is of it (0-1), its box from the brows to the chin (left, top,
    right, bottom) and its eyes, nose and mouth, as fractions of the square."""

    score: float
    box: tuple[float, float, float, float]
    eyes: tuple[tuple[float, float], tuple[float, float]]
    nose: tuple[float, float]
    mouth: tuple[float, float]


def answers(squares: Sequence[Pixels], least: float) -> list[list[Found]]:
    """The faces in each square (SIDE x SIDE x 3, RGB) that score `least` or more, best first.

    Boxes of one face overlap: nothing is suppressed here. Raises `ImportError` where OpenCV is
    not installed.
    """
    if not squares:
        return []
    batch = np.stack(squares).astype(np.float32).transpose(0, 3, 1, 2) / 127.5 - 1.0
    network = _network()
    network.setInput(np.ascontiguousarray(batch))
    scores, values = network.forward(["classificators", "regressors"])
    scores = _by_square(np.asarray(scores), len(squares), 1)[:, :, 0]
    values = _by_square(np.asarray(values), len(squares), 16) / SIDE
    values[:, :, (0, 4, 6, 8, 10, 12, 14)] += _anchors()[:, :1]
    values[:, :, (1, 5, 7, 9, 11, 13, 15)] += _anchors()[:, 1:]
    sure = 1.0 / (1.0 + np.exp(-np.clip(scores, -_SURE, _SURE)))
    out = []
    for score, value in zip(sure, values, strict=True):
        order = np.argsort(-score, kind="stable")
        out.append([_found(score[i], value[i]) for i in order if score[i] >= least])
    return out


def _found(score: float, value: NDArray[np.float32]) -> Found:
    x, y, w, h, *points = map(float, value)
    at = list(zip(points[::2], points[1::2], strict=True))
    box = (x - w / 2, y - h / 2, x + w / 2, y + h / 2)
    return Found(float(score), box, (at[0], at[1]), at[2], at[3])


def _by_square(answer: NDArray[np.float32], count: int, width: int) -> NDArray[np.float32]:
    """The answers by square: OpenCV gives each map's for all the squares, then the next map's."""
    flat = answer.reshape(-1, width)
    parts, at = [], 0
    for cells, anchors in _MAPS:
        own = cells * cells * anchors
        parts.append(flat[at : at + own * count].reshape(count, own, width))
        at += own * count
    return np.concatenate(parts, axis=1)


@lru_cache(maxsize=1)
def _anchors() -> NDArray[np.float32]:
    """The middle of every anchor, x and y, in the network's order."""
    out = []
    for cells, anchors in _MAPS:
        middles = (np.arange(cells, dtype=np.float32) + 0.5) / cells
        y, x = np.meshgrid(middles, middles, indexing="ij")
        out.append(np.repeat(np.stack([x.ravel(), y.ravel()], axis=1), anchors, axis=0))
    return np.concatenate(out)


@lru_cache(maxsize=1)
def _network() -> Any:
    import cv2

    # OpenCV 5's new engine hands out only the last of a network's outputs.
    classic = getattr(cv2.dnn, "ENGINE_CLASSIC", None)
    more = () if classic is None else (classic,)
    return cv2.dnn.readNetFromTFLite(str(_MODEL), *more)
