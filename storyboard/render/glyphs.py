"""Text as glyphs: shaped runs drawn with embedded, subset fonts, still copied as written.

A page's font is a Type 0 font with the encoding Identity-H. Its character codes stand
neither for characters nor for glyphs but for pairs of a glyph and the words it was drawn for:
a stream from code to glyph says what is painted, a ToUnicode table what is copied. So "WAIT!"
is copied as "Wait!", and the same bar is an "I" in one place and an "l" in another.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from storyboard.errors import FileError
from storyboard.fonts import font_path
from storyboard.render.surface import Surface

_KEPT = {"glyf", "loca", "head", "hhea", "hmtx", "maxp", "cvt ", "fpgm", "prep"}
"""The tables a PDF needs of a TrueType font (ISO 32000-1, 9.9)."""


@dataclass(frozen=True, slots=True)
class Face:
    """What a font file says of itself; lengths in thousandths of the type size."""

    font: TTFont
    shapes: hb.Face
    name: str
    scale: float
    advances: tuple[float, ...]
    """By glyph id."""
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int
    slant: float


@cache
def face(name: str) -> Face:
    """A font of `storyboard.fonts`. Raises `FileError` where a PDF here cannot hold it."""
    path = font_path(name)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileError(f"cannot read the font {path}: {error.strerror}") from error
    font = TTFont(io.BytesIO(data), lazy=True)
    if "glyf" not in font:
        raise FileError(f"the font {path} has PostScript outlines: use its TrueType version (.ttf)")
    head, hhea = font["head"], font["hhea"]
    scale = 1000 / head.unitsPerEm
    advances = tuple(round(font["hmtx"][glyph][0] * scale, 3) for glyph in font.getGlyphOrder())
    cap = getattr(font["OS/2"], "sCapHeight", 0) or hhea.ascent
    x0, y0, x1, y1 = (round(v * scale) for v in (head.xMin, head.yMin, head.xMax, head.yMax))
    return Face(
        font=font,
        shapes=hb.Face(data),
        name=str(font["name"].getDebugName(6)),
        scale=scale,
        advances=advances,
        box=(x0, y0, x1, y1),
        ascent=round(hhea.ascent * scale),
        descent=round(hhea.descent * scale),
        cap_height=round(cap * scale),
        slant=font["post"].italicAngle,
    )


def subset(of: Face, glyphs: Iterable[int]) -> tuple[bytes, dict[int, int]]:
    """The font with only `glyphs` (and what they are made of), and where each of them is in it.

    By HarfBuzz: fontTools' subsetter takes ten times as long for a font of the same size, which
    over a book is more than all the rest of making its pages.
    """
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    dropped = (tag for tag in of.shapes.table_tags if tag not in _KEPT)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in dropped)
    wanted.flags = hb.SubsetFlags.NOTDEF_OUTLINE
    plan = hb.SubsetPlan(of.shapes, wanted)
    places = plan.old_to_new_glyph_mapping
    return plan.execute().blob.data, {glyph: places[glyph] for glyph in wanted.glyph_set}


def to_unicode(texts: Mapping[str, str]) -> bytes:
    """The table from code to the text that is copied (ISO 32000-1, 9.10.3)."""
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    pairs = [f"<{code}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in texts.items()]
    for start in range(0, len(pairs), 100):
        block = pairs[start : start + 100]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end", ""]
    return "\n".join(lines).encode("ascii")


class PageFont:
    """One font as a page uses it: its codes are given as its glyphs are first drawn."""

    def __init__(self, of: Face, slot: str) -> None:
        self.face = of
        self.slot = slot
        self._codes: dict[tuple[int, str], str] = {}

    def code(self, glyph: int, text: str) -> str:
        """The code, in hexadecimal, of a glyph that stands for a text; 0000 is the missing one."""
        code = self._codes.get((glyph, text))
        if code is None:
            code = self._codes[glyph, text] = f"{len(self._codes) + 1:04X}"
        return code

    def embed(self, surface: Surface) -> None:
        """Gives the page the font with what was drawn of it."""
        of = self.face
        pairs = list(self._codes)
        program, places = subset(of, sorted({glyph for glyph, _ in pairs} | {0}))
        mapping = to_unicode({code: text for (_, text), code in self._codes.items()})
        to_glyph = bytearray(2)
        for glyph, _ in pairs:
            to_glyph += places[glyph].to_bytes(2, "big")
        # Subsets of one font that differ need tags that differ (ISO 32000-1, 9.6.4), and the
        # pages are made apart: the tag is taken from what the subset holds.
        digest = hashlib.sha256(program + bytes(to_glyph) + mapping).digest()
        name = "".join(chr(65 + byte % 26) for byte in digest[:6]) + "+" + of.name
        descriptor = surface.add(
            {
                "Type": "FontDescriptor",
                "FontName": name,
                "Flags": 4 | (64 if of.slant else 0),
                "FontBBox": list(of.box),
                "ItalicAngle": float(of.slant),
                "Ascent": of.ascent,
                "Descent": of.descent,
                "CapHeight": of.cap_height,
                "StemV": 100,
                "FontFile2": surface.add_stream({"Length1": len(program)}, program),
            }
        )
        widths = [of.advances[glyph] for glyph, _ in pairs]
        descendant = surface.add(
            {
                "Type": "Font",
                "Subtype": "CIDFontType2",
                "BaseFont": name,
                "CIDSystemInfo": {"Registry": b"Adobe", "Ordering": b"Identity", "Supplement": 0},
                "FontDescriptor": descriptor,
                "DW": of.advances[0],
                "W": [1, list(widths)],
                "CIDToGIDMap": surface.add_stream({}, bytes(to_glyph)),
            }
        )
        surface.set_font(
            self.slot,
            surface.add(
                {
                    "Type": "Font",
                    "Subtype": "Type0",
                    "BaseFont": name,
                    "Encoding": "Identity-H",
                    "DescendantFonts": [descendant],
                    "ToUnicode": surface.add_stream({}, mapping),
                }
            ),
        )
