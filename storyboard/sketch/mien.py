"""The thirteen expressions as data: what brows, lids, eyes and mouth do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mien:
    """An expression in head units: what brows, lids, eyes and mouth do."""

    inner: float = 0.0
    """How far the inner end of the brow is raised."""
    outer: float = 0.0
    arch: float = 0.022
    odd: float = 0.0
    """How much higher the near brow is than the far one."""
    open: float = 1.0
    """How far the upper lid is open; 1 is at rest."""
    squint: float = 0.0
    """How far the lower lid is raised."""
    slope: float = 0.0
    """How much the upper lid falls towards the nose (negative: away from it)."""
    iris: float = 1.0
    gaze: tuple[float, float] = (0.25, 0.0)
    """Where the eyes look: ahead of the face and up, ±1."""
    mouth: str = "line"
    width: float = 0.20
    lift: float = 0.01
    """How far the mouth's corners stand above its middle."""
    tilt: float = 0.0
    """How far the near corner is raised above the far one."""
    gape: float = 0.0
    """How far the mouth is open."""
    shift: float = 0.0
    flush: float = 0.0
    pitch: float = 0.0
    """How far the face is raised."""
    marks: tuple[str, ...] = ()


MIENS = {
    "neutral": Mien(lift=0.012, width=0.17),
    "joy": Mien(
        0.035, 0.02, 0.04, open=0.86, squint=0.34, mouth="open", width=0.29, lift=0.06, gape=0.13,
        flush=0.5, pitch=0.15,
    ),
    "grin": Mien(
        0.012, 0.012, 0.036, odd=0.02, open=0.80, squint=0.4, mouth="teeth", width=0.31,
        lift=0.075, gape=0.075, flush=0.35,
    ),
    "smirk": Mien(
        -0.012, 0.0, 0.03, odd=0.055, open=0.74, squint=0.16, width=0.22, lift=0.022, tilt=0.05,
        gaze=(0.55, 0.0), shift=0.012,
    ),
    "anger": Mien(
        -0.07, 0.05, 0.012, open=0.82, squint=0.12, slope=0.055, iris=0.92, mouth="teeth",
        width=0.24, lift=-0.045, gape=0.075, pitch=-0.25, marks=("furrow", "nostril"),
    ),
    "determined": Mien(
        -0.05, 0.025, 0.014, open=0.84, squint=0.14, slope=0.035, width=0.19, lift=-0.012,
        pitch=-0.15, gaze=(0.4, 0.0), marks=("furrow",),
    ),
    "fear": Mien(
        0.085, -0.005, 0.018, open=1.36, iris=0.74, mouth="open", width=0.22, lift=-0.04, gape=0.10,
        marks=("sweat", "worry"),
    ),
    "sadness": Mien(
        0.07, -0.035, 0.005, open=0.74, slope=-0.035, gaze=(0.2, -0.5), width=0.16, lift=-0.038,
        pitch=-0.4, marks=("tear", "worry"),
    ),
    "surprise": Mien(
        0.095, 0.085, 0.045, open=1.38, iris=0.84, mouth="round", width=0.125, lift=0.0, gape=0.16,
        pitch=0.1,
    ),
    "disgust": Mien(
        -0.045, -0.005, 0.015, odd=0.035, open=0.66, squint=0.36, slope=0.02, gaze=(0.5, -0.35),
        mouth="wave", width=0.21, lift=-0.04, tilt=-0.03, marks=("nostril", "furrow"),
    ),
    "thinking": Mien(
        0.0, 0.005, 0.03, odd=0.06, open=0.92, gaze=(0.5, 0.8), width=0.13, lift=-0.006, tilt=0.025,
        shift=0.022, pitch=0.15,
    ),
    "tired": Mien(
        0.03, -0.03, 0.01, open=0.50, slope=-0.02, gaze=(0.2, -0.35), width=0.15, lift=-0.02,
        pitch=-0.3, marks=("bags",),
    ),
    "shout": Mien(
        -0.06, 0.045, 0.02, open=0.92, squint=0.16, slope=0.05, iris=0.88, mouth="open", width=0.27,
        lift=0.0, gape=0.27, pitch=0.2, marks=("furrow", "nostril"),
    ),
}  # fmt: skip


def mien_of(expression: str) -> Mien:
    """The mien of an expression; a word that is not known looks neutral."""
    return MIENS.get(expression, MIENS["neutral"])


EYE_V = -0.045
MOUTH_V = -0.318
"""Heights of the eyes and the mouth in head units."""
