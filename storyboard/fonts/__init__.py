"""The fonts in the package, by name, each under the SIL Open Font License beside it; and a
story's own fonts, by their files."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Font:
    """A font's file, and which of its fonts is meant where the file is a collection."""

    path: Path
    index: int = 0

    @property
    def name(self) -> str:
        """What a run of glyphs calls the font: ``/path/to/file.ttc#2``."""
        return f"{self.path}#{self.index}"


def font(name: str) -> Font:
    """The font of a name in `FONTS`, or of a `Font.name`. Raises `KeyError` for any other."""
    if name in FONTS:
        return Font(_HERE / FONTS[name])
    path, mark, index = name.rpartition("#")
    if not mark or not index.isdigit():
        raise KeyError(name)
    return Font(Path(path), int(index))


def own_font(said: str, folder: Path) -> Font:
    """The font that a story names by its path below `folder`, ``#`` and an index after it."""
    path, mark, index = said.rpartition("#")
    if mark and index.isdigit():
        return Font((folder / path).absolute(), int(index))
    return Font((folder / said).absolute())


def font_path(name: str) -> Path:
    """The file of a font, by a name that `font` knows. Raises `KeyError` for any other."""
    return font(name).path


def licence_path(name: str) -> Path:
    """The licence of a font in `FONTS`. Raises `KeyError` for any other name."""
    return _HERE / f"{FONTS[name].partition('-')[0]}-OFL.txt"
