"""The fonts in the package, by name; each under the SIL Open Font License beside it."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent

FONTS: dict[str, str] = {
    "comic": "ComicNeue-Bold.ttf",
    "comic-italic": "ComicNeue-BoldItalic.ttf",
    "comic-light": "ComicNeue-Regular.ttf",
    "hand": "ShantellSans-SemiBold.ttf",
    "hand-italic": "ShantellSans-SemiBoldItalic.ttf",
    "effects": "Bangers-Regular.ttf",
}


def font_path(name: str) -> Path:
    """The file of a font in `FONTS`. Raises `KeyError` for any other name."""
    return _HERE / FONTS[name]


def licence_path(name: str) -> Path:
    """The licence of a font in `FONTS`. Raises `KeyError` for any other name."""
    return _HERE / f"{FONTS[name].partition('-')[0]}-OFL.txt"
