"""The fonts that are shipped, and the program that made them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import uharfbuzz as hb
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont

from storyboard.fonts import FONTS, font_path, licence_path
from storyboard.fonts.build import Source, merged
from tests.sheets import harfbuzz

LATIN = set(range(0x20, 0x7F)) | set(range(0xA0, 0x100)) | set(map(ord, "–—‘’“”…‹›"))
EXTENDED = set(range(0x100, 0x180))
CYRILLIC = set(range(0x410, 0x450)) | {0x401, 0x451}
VIETNAMESE = set(range(0x1EA0, 0x1EFA)) | set(map(ord, "ĂăĐđĨĩŨũƠơƯư"))
NEEDED = {
    "comic": LATIN,
    "comic-italic": LATIN,
    "comic-light": LATIN,
    "hand": LATIN | CYRILLIC | VIETNAMESE,
    "hand-italic": LATIN | CYRILLIC | VIETNAMESE,
    "effects": LATIN | VIETNAMESE,
}


def width(font: hb.Font, text: str, **features: bool) -> int:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, features)
    return sum(place.x_advance for place in buffer.glyph_positions)


@pytest.mark.parametrize("name", FONTS)
def test_a_font_has_the_characters_it_is_there_for(name: str) -> None:
    has = set(TTFont(font_path(name)).getBestCmap())
    assert {chr(c) for c in NEEDED[name] - has} <= {"\xad"}
    if name in ("hand", "hand-italic", "effects"):
        assert len(EXTENDED & has) / len(EXTENDED) >= 0.97


@pytest.mark.parametrize("name", FONTS)
def test_a_font_is_small_unhinted_and_says_whose_it_is(name: str) -> None:
    path = font_path(name)
    font = TTFont(path)
    assert path.stat().st_size < 420_000
    assert not {"fpgm", "prep", "cvt ", "DSIG", "STAT"} & set(font.keys())
    family = {"C": "Comic Neue", "S": "Shantell Sans", "B": "Bangers"}[path.name[0]]
    assert family in font["name"].getDebugName(4)
    assert "Copyright" in font["name"].getDebugName(0)
    assert "OFL" in font["name"].getDebugName(14) or "openfontlicense" in font["name"].getDebugName(
        14
    )


@pytest.mark.parametrize("name", FONTS)
def test_the_licence_stands_beside_the_font(name: str) -> None:
    text = licence_path(name).read_text("utf-8")
    head, _, terms = text.partition("-----")
    assert "Project Authors" in head
    assert "Reserved Font Name" not in head
    assert "SIL OPEN FONT LICENSE Version 1.1" in terms


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *((name, "AVATAR TO") for name in FONTS),
        ("hand", "Привет, ТАРУ"),
        ("hand-italic", "Привет, ТАРУ"),
    ],
)
def test_kerning_survived(name: str, text: str) -> None:
    font = harfbuzz(name)
    saved = 1 - width(font, text) / width(font, text, kern=False)
    assert 0.005 < saved < 0.12


def test_a_build_merges_scripts_keeps_kerning_and_repeats(tmp_path: Path) -> None:
    # What a package holds: one file a script, each with a space of its own.
    files = tmp_path / "hand" / "files"
    files.mkdir(parents=True)
    scripts = {"latin": "AVTO !", "cyrillic": "ТАР "}
    (tmp_path / "hand" / "metadata.json").write_text(json.dumps({"subsets": sorted(scripts)}))
    for script, text in scripts.items():
        font = TTFont(font_path("hand"), recalcTimestamp=False)
        subsetter = Subsetter()
        subsetter.populate(text=text)
        subsetter.subset(font)
        font.save(files / f"hand-{script}-600-normal.woff2")
    source = Source("hand", 600, "normal", "Hand")
    data = merged(tmp_path, source)
    assert data == merged(tmp_path, source)
    (tmp_path / "hand.ttf").write_bytes(data)
    font = TTFont(tmp_path / "hand.ttf")
    assert set(font.getBestCmap()) == set(map(ord, "AVTO !ТАР"))
    assert font["head"].modified == TTFont(font_path("hand"))["head"].modified
    made = hb.Font(hb.Face(data))
    for text in ("AVATAVA", "ТАРАТА"):
        assert width(made, text) == width(harfbuzz("hand"), text) < width(made, text, kern=False)
