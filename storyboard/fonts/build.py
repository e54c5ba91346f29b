"""Makes the package's fonts from unpacked @fontsource packages.

    python -m storyboard.fonts.build FOLDER

FOLDER holds the packages `comic-neue`, `shantell-sans` and `bangers` (for npm,
``node_modules/@fontsource``). Each carries one WOFF2 file a script; those of a style become
one TrueType file without hints, and the licence is put beside it. The same packages give the
same bytes. Reading WOFF2 needs the `brotli` module, which nothing else here does.
"""

from __future__ import annotations

import io
import json
import logging
import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

_HERE = Path(__file__).parent

# Where two files hold a character, the earlier one here gives it.
_SCRIPTS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext", "vietnamese", "greek")

# What HarfBuzz applies unasked to the scripts above; fractions and figure styles only cost room.
_FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "clig", "calt", "rlig"]

_DROPPED = ["STAT", "vhea", "vmtx", "gasp", "DSIG", "meta", "prep", "fpgm", "cvt "]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a style comes from: the package, and its weight and slant there."""

    package: str
    weight: int
    slant: str
    target: str


SOURCES = (
    Source("comic-neue", 400, "normal", "ComicNeue-Regular"),
    Source("comic-neue", 700, "normal", "ComicNeue-Bold"),
    Source("comic-neue", 700, "italic", "ComicNeue-BoldItalic"),
    Source("shantell-sans", 600, "normal", "ShantellSans-SemiBold"),
    Source("shantell-sans", 600, "italic", "ShantellSans-SemiBoldItalic"),
    Source("bangers", 400, "normal", "Bangers-Regular"),
)


def _part(file: Path, taken: set[int]) -> io.BytesIO | None:
    """One script's file with only the characters that no earlier file gave.

    A character held by two files would otherwise be swapped, by a rule the merge adds, for the
    later file's glyph, which the earlier file's kerning does not know.
    """
    font = TTFont(file, recalcTimestamp=False)
    wanted = sorted(set(font.getBestCmap()) - taken)
    if not wanted:
        return None
    taken.update(wanted)
    options = Options(
        layout_features=_FEATURES,
        hinting=False,
        glyph_names=True,
        legacy_kern=False,
        name_IDs=["*"],
        name_languages=["*"],
        notdef_outline=True,
        recalc_timestamp=False,
        drop_tables=_DROPPED,
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    font.flavor = None
    out = io.BytesIO()
    font.save(out, reorderTables=True)
    out.seek(0)
    return out


def merged(folder: Path, source: Source) -> bytes:
    """The TrueType file of a style with every script its package has."""
    package = folder / source.package
    scripts = json.loads((package / "metadata.json").read_text("utf-8"))["subsets"]
    taken: set[int] = set()
    parts = []
    for script in sorted(scripts, key=_SCRIPTS.index):
        name = f"{source.package}-{script}-{source.weight}-{source.slant}.woff2"
        part = _part(package / "files" / name, taken)
        if part is not None:
            parts.append(part)
    first = TTFont(parts[0], recalcTimestamp=False)
    font = Merger().merge(parts) if len(parts) > 1 else first
    font.recalcTimestamp = False
    for field in ("created", "modified", "fontRevision"):
        setattr(font["head"], field, getattr(first["head"], field))
    font["name"].names = first["name"].names
    out = io.BytesIO()
    font.save(out, reorderTables=True)
    return out.getvalue()


def licence(folder: Path, package: str) -> str:
    """The licence that came with a package, with single line ends and no trailing blanks."""
    lines = (folder / package / "LICENSE").read_text("utf-8").splitlines()
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def build(folder: Path, target: Path = _HERE) -> list[Path]:
    """Writes every font of the package and its licence into `target`; gives what was written.

    Raises `FileNotFoundError` where a package or a style is missing from `folder`.
    """
    written = []
    for source in SOURCES:
        file = target / f"{source.target}.ttf"
        file.write_bytes(merged(folder, source))
        written.append(file)
        family = source.target.partition("-")[0]
        terms = target / f"{family}-OFL.txt"
        if terms not in written:
            terms.write_text(licence(folder, source.package), "utf-8", newline="\n")
            written.append(terms)
    return written


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m storyboard.fonts.build FOLDER")
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    for path in build(Path(sys.argv[1])):
        sys.stdout.write(f"{path.name} {path.stat().st_size}\n")
