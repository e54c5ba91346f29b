"""Makes the fonts of the lettering specimen from unpacked @fontsource packages.

    python -m tests.specimen_fonts FOLDER

FOLDER holds the packages that `SOURCES` names (for npm, ``node_modules/@fontsource``). Each font
gets the characters that the specimen letters in it and no others, and its licence beside it.
Reading WOFF2 needs the `brotli` module, which nothing else here does.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

import storyboard
from storyboard.fonts.build import licence
from storyboard.layout.text import display
from storyboard.layout.voices import Manner
from storyboard.layout.words import words_of
from storyboard.story.panels import numbered
from tests.conftest import ROOT

SPECIMEN = ROOT / "stories" / "specimen" / "specimen.yaml"
SOURCES = {
    "greek": ("playpen-sans", 600),
    "japanese": ("yusei-magic", 400),
    "chinese": ("zcool-kuaile", 400),
    "korean": ("noto-sans-kr", 600),
    "thai": ("noto-sans-thai", 600),
    "devanagari": ("noto-sans-devanagari", 600),
    "arabic": ("noto-sans-arabic", 600),
    "hebrew": ("noto-sans-hebrew", 600),
}
# What these scripts need to be written right; alternates that only vary the look cost room.
_FEATURES = sorted(set(Options().layout_features) - {"calt", "frac", "numr", "dnom"})


def characters() -> dict[str, set[int]]:
    """What is lettered in each of the specimen's own fonts, as it is drawn and as written."""
    story = storyboard.load(SPECIMEN).story
    out: dict[str, set[int]] = {name: set() for name in story.fonts}
    for _, _, _, panel in numbered(story):
        for word in words_of(panel, story.characters, Manner()):
            if word.voice.font in out:
                shown = display(word.text, word.voice.font).shown
                out[word.voice.font].update(map(ord, word.text + shown))
    return out


def subset(package: Path, weight: int, wanted: set[int]) -> bytes:
    """One TrueType file with those of the characters that the package's files hold."""
    parts, left = [], set(wanted)
    for file in sorted(package.glob(f"files/*-{weight}-normal.woff2")):
        font = TTFont(file, recalcTimestamp=False)
        here = left & set(font.getBestCmap())
        if not here:
            continue
        left -= here
        subsetter = Subsetter(
            Options(
                layout_features=_FEATURES,
                hinting=False,
                name_languages=["*"],
                recalc_timestamp=False,
                drop_tables=["STAT", "vhea", "vmtx", "gasp", "DSIG", "meta", "VORG", "BASE"],
            )
        )
        subsetter.populate(unicodes=here)
        subsetter.subset(font)
        font.flavor = None
        part = io.BytesIO()
        font.save(part)
        part.seek(0)
        parts.append(part)
    first = TTFont(parts[0], recalcTimestamp=False)
    made = Merger().merge(parts) if len(parts) > 1 else first
    made.recalcTimestamp = False
    for field in ("created", "modified", "fontRevision"):
        setattr(made["head"], field, getattr(first["head"], field))
    made["name"].names = first["name"].names
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def main() -> None:
    """Writes every font and its licence beside the specimen."""
    packages, fonts = Path(sys.argv[1]), storyboard.load(SPECIMEN).story.fonts
    for name, wanted in characters().items():
        source, weight = SOURCES[name]
        target = SPECIMEN.parent / fonts[name]
        target.write_bytes(subset(packages / source, weight, wanted))
        terms = target.with_name(f"{target.stem}-OFL.txt")
        terms.write_text(licence(packages, source), "utf-8", newline="\n")
        sys.stdout.write(f"{target.name} {target.stat().st_size}\n")


if __name__ == "__main__":
    main()
