"""Text as glyphs: shaped runs drawn with embedded, subset fonts, still copied as written.

A page's font is a Type 0 font with the encoding Identity-H. Its character codes stand
neither for characters nor for glyphs but for pairs of a glyph and the words it was drawn for:
a stream from code to glyph says what is painted, a ToUnicode table what is copied. So "WAIT!"
is copied as "Wait!", and the same bar is an "I" in one place and an "l" in another.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cache
from typing import Any

from fontTools.ttLib import TTFont, TTLibError, newTable

from storyboard.errors import FileError
from storyboard.fonts import FONTS, font_path
from storyboard.fonts import font as font_of
from storyboard.render.surface import Surface

_HINTS = ("cvt ", "fpgm", "prep")
"""With glyf, loca, head, hhea, hmtx and maxp what a PDF needs of a font (ISO 32000-1, 9.9)."""
_MAXP = (
    "maxPoints", "maxContours", "maxCompositePoints", "maxCompositeContours", "maxZones",
    "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
    "maxStackElements", "maxSizeOfInstructions", "maxComponentElements", "maxComponentDepth",
)  # fmt: skip
_NAME = re.compile(r"[^A-Za-z0-9+._-]")


@dataclass(frozen=True, slots=True)
class Face:
    """What a font file says of itself; lengths in thousandths of the type size."""

    font: TTFont
    name: str
    scale: float
    """From the font's own units to thousandths."""
    order: tuple[str, ...]
    """The glyphs' names by their ids, and below their advances."""
    advances: tuple[float, ...]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int
    slant: float


@cache
def face(name: str) -> Face:
    """A font by its name in `storyboard.fonts`. Raises `FileError` where it cannot be embedded."""
    path = font_path(name)
    try:
        font = _opened(name)
    except OSError as error:
        raise FileError(f"cannot read the font {path}: {error.strerror}") from error
    except (TTLibError, AssertionError) as error:
        raise FileError(f"{path} is no font that is known here: use a TTF, OTF or TTC") from error
    if not {"glyf", "CFF ", "CFF2"} & set(font.keys()):
        raise FileError(f"{path} has no outlines: use a TTF, OTF or TTC font")
    head, hhea, metrics = font["head"], font["hhea"], font["hmtx"].metrics
    scale = 1000 / head.unitsPerEm
    order = tuple(font.getGlyphOrder())
    cap = getattr(font["OS/2"], "sCapHeight", 0) if "OS/2" in font else 0
    x0, y0, x1, y1 = (round(v * scale) for v in (head.xMin, head.yMin, head.xMax, head.yMax))
    # Ours are named as their files are; fontTools takes long to learn to read names.
    own = name not in FONTS and "name" in font
    said = font["name"].getDebugName(6) if own else None
    return Face(
        font=font,
        name=_NAME.sub("", str(said or path.stem)) or "Font",
        scale=scale,
        order=order,
        advances=tuple(round(metrics[glyph][0] * scale, 3) for glyph in order),
        box=(x0, y0, x1, y1),
        ascent=round(hhea.ascent * scale),
        descent=round(hhea.descent * scale),
        cap_height=round((cap or hhea.ascent) * scale),
        slant=float(font["post"].italicAngle) if "post" in font else 0.0,
    )


def _opened(name: str) -> TTFont:
    data = font_path(name).read_bytes()
    number = font_of(name).index if data.startswith(b"ttcf") else -1
    return TTFont(
        io.BytesIO(data), fontNumber=number, recalcBBoxes=False, recalcTimestamp=False, lazy=True
    )


def subset(of: Face, glyphs: Iterable[int]) -> tuple[bytes, dict[int, int]]:
    """The font with only `glyphs` and what they are made of, and where each of them is in it.

    fontTools' own subsetter unpacks and packs every outline, which over a book would be more
    than all the rest of making its pages; here the outlines are moved as they are.
    """
    if "glyf" not in of.font:
        return _from_curves(of, sorted({0, *glyphs}))
    source = of.font["glyf"]
    names: dict[str, None] = {}
    waiting = [of.order[glyph] for glyph in sorted({0, *glyphs}, reverse=True)]
    while waiting:
        name = waiting.pop()
        if name not in names:
            names[name] = None
            if source.glyphs[name].isComposite():
                # Only these are unpacked: they name their parts by id, and the ids change.
                waiting += source[name].getComponentNames(source)
    order = list(names)
    font = TTFont(recalcBBoxes=False, recalcTimestamp=False)
    font.setGlyphOrder(order)
    for tag in ("head", "hhea", "maxp"):
        font[tag] = copy(of.font[tag])
    for tag in _HINTS:
        if tag in of.font:
            font[tag] = of.font[tag]
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = {name: source.glyphs[name] for name in order}
    font["hmtx"] = hmtx = newTable("hmtx")
    hmtx.metrics = {name: of.font["hmtx"].metrics[name] for name in order}
    out = io.BytesIO()
    font.save(out, reorderTables=None)
    places = {name: place for place, name in enumerate(order)}
    return out.getvalue(), {glyph: places[of.order[glyph]] for glyph in glyphs}


def _from_curves(of: Face, glyphs: list[int]) -> tuple[bytes, dict[int, int]]:
    """As `subset`, of a font with PostScript outlines, which become TrueType's.

    A CIDFontType0 has no map from code to glyph, which the codes here need. The curves are
    followed to within a thousandth of the type size.
    """
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    drawn = of.font.getGlyphSet()
    order = [of.order[glyph] for glyph in glyphs]
    font = TTFont(recalcTimestamp=False)
    font.setGlyphOrder(order)
    font["head"] = head = copy(of.font["head"])
    head.glyphDataFormat, head.indexToLocFormat = 0, 0
    font["hhea"] = copy(of.font["hhea"])
    font["maxp"] = maxp = newTable("maxp")
    maxp.tableVersion, maxp.numGlyphs = 0x00010000, len(order)
    for field in _MAXP:
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, {}
    for name in order:
        pen = TTGlyphPen(None)
        drawn[name].draw(Cu2QuPen(pen, 1.0 / of.scale, reverse_direction=True))
        glyf.glyphs[name] = made = pen.glyph()
        made.recalcBounds(glyf)
    font["hmtx"] = hmtx = newTable("hmtx")
    hmtx.metrics = {
        name: (of.font["hmtx"].metrics[name][0], getattr(glyf[name], "xMin", 0)) for name in order
    }
    out = io.BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue(), {glyph: place for place, glyph in enumerate(glyphs)}


@cache
def outlines(name: str) -> Any:
    """The glyphs of a font to be drawn with a pen, by name.

    From a font of its own: drawing unpacks outlines, and `subset` must find them as they were,
    or a page's bytes would hang on what was drawn before it.
    """
    return _opened(name).getGlyphSet()


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
                "FontBBox": [*of.box],
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
