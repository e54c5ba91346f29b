"""Colours as a press prints them: RGB to CMYK, with grey component replacement.

Without an ICC profile nothing is known of the press, so the separation is the plain one. Inks
are taken to lie over one another, so that red = (1 - cyan)(1 - black). Of what the three colours
have in common, k, black takes k^1.6: little in light tones, nearly all in dark ones; the darkest
black is backed by 37 % of each colour, as the formula's limit has it.
"""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from storyboard.errors import FileError

_CURVE = 1.6
_SLACK = 10.0
"""Percent kept free under a limit: JPEG gives back a little more than it was given."""
_TINT = 16
"""Of 255: how far a grey's colours may be apart, as they are in a black that is a little warm."""
_STRAY = 0.001
"""The share of spots with more: the grain of a JPEG."""

Inks = NDArray[np.uint8]
"""Cyan, magenta, yellow and black along the last axis, 255 for full ink."""


@lru_cache(maxsize=1)
def _tables() -> tuple[Inks, Inks]:
    """Black by the brightest of a spot's three colours, and an ink by its colour and that one."""
    value = np.arange(255, -1, -1) / 255.0
    black = value**_CURVE
    shared = np.minimum(black, 1.0 - 1e-9)
    ink = (value[:, None] - shared[None, :]) / (1.0 - shared[None, :])
    ink[0, 0] = (_CURVE - 1.0) / _CURVE
    return (
        np.rint(black * 255.0).astype(np.uint8),
        np.rint(np.clip(ink, 0.0, 1.0) * 255.0).astype(np.uint8),
    )


def separated(rgb: NDArray[np.uint8]) -> Inks:
    """The inks of an array of red, green and blue."""
    black, ink = _tables()
    brightest = rgb.max(axis=-1)
    out = np.empty((*rgb.shape[:-1], 4), dtype=np.uint8)
    for place in range(3):
        out[..., place] = ink[rgb[..., place], brightest]
    out[..., 3] = black[brightest]
    return out


def limited(inks: Inks, limit: float) -> Inks:
    """The inks with no more than `limit` percent on any spot: colours give way, black does not."""
    most = limit * 2.55
    over = inks.sum(axis=-1, dtype=np.uint16) > most
    if not over.any():
        return inks
    spots = inks[over].astype(np.float32)
    room = np.maximum(most - spots[:, 3:], 0.0)
    share = np.minimum(1.0, room / np.maximum(spots[:, :3].sum(axis=-1, keepdims=True), 1e-6))
    out = inks.copy()
    out[over, :3] = np.floor(spots[:, :3] * share).astype(np.uint8)
    return out


def cmyk_jpeg(data: bytes, limit: float, profile: Path | None = None) -> bytes:
    """A JPEG in CMYK of a JPEG in RGB, within a total of `limit` percent of ink.

    Raises `FileError` where the profile cannot be used.
    """
    with Image.open(io.BytesIO(data)) as opened:
        rgb = opened.convert("RGB")
    if profile is None:
        inks = separated(np.asarray(rgb))
    else:
        inks = np.asarray(_transformed(rgb, profile), dtype=np.uint8)
    out = io.BytesIO()
    Image.fromarray(limited(inks, limit - _SLACK), "CMYK").save(
        out, "JPEG", quality=95, subsampling=0
    )
    return out.getvalue()


def grey_jpeg(data: bytes) -> bytes | None:
    """A JPEG in grey of a JPEG in RGB that has no colours to speak of; else None.

    Black ink alone prints such a picture sharp and without a cast; four inks make greys that
    turn brown or green as the press drifts.
    """
    with Image.open(io.BytesIO(data)) as opened:
        rgb = opened.convert("RGB")
    parts = np.asarray(rgb)
    spread = parts.max(axis=-1) - parts.min(axis=-1)
    if float((spread > _TINT).mean()) > _STRAY:
        return None
    out = io.BytesIO()
    rgb.convert("L").save(out, "JPEG", quality=95)
    return out.getvalue()


def most_ink(data: bytes) -> float:
    """The most ink on any spot of a CMYK JPEG, in percent."""
    with Image.open(io.BytesIO(data)) as opened:
        inks = np.asarray(opened.convert("CMYK"), dtype=np.uint16)
    return float(inks.sum(axis=-1).max()) / 2.55


def _transformed(rgb: Image.Image, profile: Path) -> Image.Image:
    from PIL import ImageCms

    try:
        transform = _transform(str(profile))
        made = ImageCms.applyTransform(rgb, transform)
    except (OSError, ImageCms.PyCMSError) as error:
        raise FileError(f"cannot use the ICC profile {profile}: {error}") from error
    assert made is not None
    return made


@lru_cache(maxsize=2)
def _transform(profile: str) -> Any:
    from PIL import ImageCms

    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), ImageCms.getOpenProfile(profile), "RGB", "CMYK"
    )


def described_profile(profile: Path) -> tuple[str, bytes]:
    """What an ICC profile calls itself, and its bytes. Raises `FileError`."""
    from PIL import ImageCms

    try:
        data = profile.read_bytes()
        return ImageCms.getProfileDescription(io.BytesIO(data)).strip() or profile.stem, data
    except (OSError, ImageCms.PyCMSError) as error:
        raise FileError(f"cannot use the ICC profile {profile}: {error}") from error
