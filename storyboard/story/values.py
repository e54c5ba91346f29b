"""The values that a story's fields take: their kinds, bounds and words, checked one by one."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Discriminator, Field, StringConstraints, Tag
from pydantic_core import PydanticCustomError

from storyboard.geometry import parse_length
from storyboard.story.colour import names, rgb
from storyboard.story.near import nearest

Speed = Literal["turbo", "balanced", "quality"]
StyleType = Literal["auto", "realistic", "fiction"]
Backend = Literal["sketch", "modelrunner", "fal", "replicate", "ideogram", "files"]
Reading = Literal["ltr", "rtl"]
Voice = Literal["speech", "thought", "shout", "whisper", "radio"]
Place = Literal[
    "top", "bottom", "left", "right",
    "top-left", "top-right", "bottom-left", "bottom-right", "middle",
]  # fmt: skip
Aim = Literal["none", "left", "right"]
CaptionKind = Literal["place", "monologue", "spoken", "editorial"]
Case = Literal["upper", "mixed"]
Shape = Literal["box", "round", "oval"]
Side = Literal["top", "bottom", "left", "right", "outer"]
AgeRating = Literal[
    "Unknown", "Rating Pending", "Early Childhood", "Everyone", "G", "Everyone 10+", "PG",
    "Kids to Adults", "Teen", "MA15+", "Mature 17+", "M", "R18+", "Adults Only 18+", "X18+",
]  # fmt: skip
"""The age ratings of ComicInfo 2.1."""
OWN_FONTS = ("comic", "hand")
"""The lettering fonts that ship; a story's own names stand beside them."""
MAX_SEED = 2_147_483_647
MIN_LIVE = 36.0
"""Points that margins must leave each way."""
LENGTH_PATTERN = (
    r"^\s*\+?(?:\d+\.?\d*|\.\d+)\s*(?:[iI][nN]|[mM][mM]|[cC][mM]|[pP][tT]|[pP][xX])\s*$"
    r"|^\s*0+(?:\.0*)?\s*$"
)
"""A length for the JSON Schema, whose patterns know no case folding."""


def _length(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return parse_length(value)
    except ValueError:
        if value.strip().strip("0") in ("", "."):
            return 0.0
        raise PydanticCustomError(
            "length",
            "'{value}' is no length",
            {"value": value, "hint": "write a number and in, mm, cm, pt or px, such as 12pt"},
        ) from None


def one_or_many(value: Any) -> Any:
    """A list; of one where a value stands alone."""
    return value if isinstance(value, list | tuple) else [value]


def _colour(value: Any) -> Any:
    if isinstance(value, str) and rgb(value) is None:
        near = nearest(value, names())
        own = "write a CSS name such as navy, or '#rrggbb' in quotes"
        hint = f"did you mean {near}?" if near else own
        raise PydanticCustomError(
            "colour",
            "'{value}' is no colour",
            {"value": value, "hint": hint},
        )
    return value


def isbn13(value: str) -> str | None:
    """The thirteen digits of an ISBN of 10 or 13; None where its check digit is wrong.

    Hyphens, spaces and a leading "ISBN" are passed over. The check digits are those of
    ISO 2108: weights 10 to 1 modulo 11, and 1 and 3 by turns modulo 10.
    """
    code = re.sub(r"^ISBN(-1[03])?:?|[\s\u2010-\u2015-]", "", value.strip(), flags=re.I).upper()
    if re.fullmatch(r"[0-9]{9}[0-9X]", code):
        digits = [10 if c == "X" else int(c) for c in code]
        if sum(d * w for d, w in zip(digits, range(10, 0, -1), strict=True)) % 11:
            return None
        code = f"978{code[:9]}"
        return code + str(-_weighed(code) % 10)
    if re.fullmatch(r"97[89][0-9]{10}", code) and _weighed(code) % 10 == 0:
        return code
    return None


def _weighed(code: str) -> int:
    return sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(code))


def _isbn(value: Any) -> Any:
    if not isinstance(value, str) or not value.strip():
        return value
    found = isbn13(value)
    if found is None:
        count = sum(c.isdigit() or c in "xX" for c in re.sub("(?i)^ISBN(-1[03])?", "", value))
        why = (
            "its last digit does not fit the others"
            if count in (10, 13)
            else f"it has {count} digits"
        )
        raise PydanticCustomError(
            "isbn",
            "'{value}' is no ISBN: {why}",
            {
                "value": value,
                "why": why,
                "hint": "copy it again, 10 digits or 13 that begin with 978 or 979; "
                "hyphens do not matter",
            },
        )
    return found


def _date(value: Any) -> Any:
    if not isinstance(value, str) or not value.strip():
        return value
    text = value.strip()
    try:
        if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
            dt.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
            return text
    except ValueError:
        pass
    raise PydanticCustomError(
        "date",
        "'{value}' is no date",
        {"value": value, "hint": "write year, month and day: 2026-03-14; or 2026-03, or 2026"},
    )


def _face(value: Any) -> Any:
    if isinstance(value, list | tuple) and len(value) != 4:
        raise PydanticCustomError(
            "face",
            "a head's place is four numbers",
            {"hint": "write x, y, width and height, as fractions of the picture"},
        )
    try:
        x, y, w, h = box = [float(part) for part in value]
    except (TypeError, ValueError):
        return value
    if not all(map(math.isfinite, box)) or w < 0 or h < 0:
        return value
    if max(box) > IN_PIXELS:
        raise PydanticCustomError(
            "face",
            PIXELS,
            {"hint": "divide x and width by the picture's width, y and height by its height"},
        )
    left, top, right, bottom = (min(max(n, 0.0), 1.0) for n in (x, y, x + w, y + h))
    inside = max(right - left, 0.0) * max(bottom - top, 0.0)
    if w * h > 0 and inside < _IN_SIGHT * w * h:
        raise PydanticCustomError(
            "face",
            "the head reaches beyond the picture",
            {"hint": "the four numbers are x, y, width and height, as fractions of the picture"},
        )
    if w * h == 0 and not (0 <= x <= 1 and 0 <= y <= 1 and x + w <= 1.001 and y + h <= 1.001):
        return value
    if x >= 0 and y >= 0 and x + w <= 1.001 and y + h <= 1.001:
        return value
    return [left, top, right - left, bottom - top]


PIXELS = (
    "a head's place is given in pixels, and fractions of the picture's width and height are wanted"
)
IN_PIXELS = 2.0
"""No fraction is larger: a head that is twice as wide as its picture is in none."""
_IN_SIGHT = 0.5
"""The part of a head that a picture must show; what reaches out of the frame is cut off."""


def _inset(value: Any) -> Any:
    if isinstance(value, list | tuple) and len(value) != 4:
        raise PydanticCustomError(
            "inset",
            "an inset's place is four numbers",
            {"hint": "write x, y, width and height, as fractions of the panel it lies in"},
        )
    try:
        x, y, w, h = (float(part) for part in value)
    except (TypeError, ValueError):
        return value
    if not all(0 <= n <= 1 for n in (x, y, w, h)):
        return value
    if w < 0.05 or h < 0.05 or x + w > 1.001 or y + h > 1.001:
        small = w < 0.05 or h < 0.05
        raise PydanticCustomError(
            "inset",
            "the inset is too small to see" if small else "the inset reaches beyond its panel",
            {"hint": "write x, y, width and height, as fractions of the panel it lies in"},
        )
    return value


def _point(value: Any) -> Any:
    if isinstance(value, list | tuple) and len(value) != 2:
        raise PydanticCustomError(
            "point",
            "a point is two numbers",
            {"hint": "write x and y, as fractions of the panel from its top left: [0.8, 0.2]"},
        )
    return value


def _word_or_point(value: Any) -> str:
    return "point" if isinstance(value, list | tuple) else "word"


def _share_or_list(value: Any) -> str:
    return "list" if isinstance(value, list | tuple) else "share"


def _sides(value: Any) -> Any:
    return [value] if isinstance(value, str) and value in get_args(Side) else value


Length = Annotated[
    float,
    BeforeValidator(_length, json_schema_input_type=str),
    Field(
        ge=0,
        le=14400,
        allow_inf_nan=False,
        description="A number and its unit: in, mm, cm, pt or px.",
    ),
]
"""Points; at most 200 in, the largest page of a PDF."""

Prose = Annotated[str, StringConstraints(strip_whitespace=True)]
StyleCode = Annotated[str, StringConstraints(pattern=r"^[0-9A-Fa-f]{8}$")]
Fraction = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Name = Annotated[
    str,
    StringConstraints(pattern=r"^[^\s/\\.\-][^/\\\n\t]*$", max_length=80, strip_whitespace=True),
]
Seed = Annotated[int, Field(ge=0, le=MAX_SEED)]
Colour = Annotated[str, BeforeValidator(_colour)]
Isbn = Annotated[str, BeforeValidator(_isbn)]
"""Thirteen digits; empty where there is none."""
Date = Annotated[str, BeforeValidator(_date)]
"""A year, a month of one, or a day: 2026, 2026-03, 2026-03-14 (ISO 8601)."""
Names = Annotated[tuple[str, ...], BeforeValidator(one_or_many)]
People = Annotated[tuple[Prose, ...], BeforeValidator(one_or_many)]
Point = Annotated[tuple[Fraction, Fraction], BeforeValidator(_point)]
Share = Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)]
Shares = Annotated[tuple[Share, ...], Field(min_length=1)]
Stacked = Annotated[
    Annotated[Share, Tag("share")] | Annotated[Shares, Tag("list")], Discriminator(_share_or_list)
]
"""One place of a column: a relative height, or a row of relative widths."""
Column = Annotated[tuple[Stacked, ...], Field(min_length=1)]
Cell = Annotated[
    Annotated[Share, Tag("share")] | Annotated[Column, Tag("list")], Discriminator(_share_or_list)
]
"""One place of a tier: a relative width, or a column of stacked panels, which is 1 wide."""
Tier = Annotated[tuple[Cell, ...], Field(min_length=1)]
Tiers = Annotated[tuple[Tier, ...], Field(min_length=1)]


def cells_of(layout: object) -> int:
    """How many panels a layout, or any part of one, has places for."""
    return sum(map(cells_of, layout)) if isinstance(layout, list | tuple) else 1


Degrees = Annotated[float, Field(ge=-20, le=20, allow_inf_nan=False)]
Spot = Annotated[
    Annotated[Place, Tag("word")] | Annotated[Point, Tag("point")], Discriminator(_word_or_point)
]
"""A place by name, or x and y as fractions of the panel."""
Reach = Annotated[float, Field(ge=-1, le=2, allow_inf_nan=False)]
FaceBox = Annotated[
    tuple[Fraction, Fraction, Fraction, Fraction],
    BeforeValidator(_face, json_schema_input_type=tuple[Reach, Reach, Reach, Reach]),
]
"""A head as fractions of its picture; what is written may reach a little out of it."""
InsetBox = Annotated[tuple[Fraction, Fraction, Fraction, Fraction], BeforeValidator(_inset)]
Bleed = Annotated[
    Annotated[
        Annotated[bool, Tag("share")] | Annotated[tuple[Side, ...], Tag("list")],
        Discriminator(_share_or_list),
    ],
    BeforeValidator(_sides, json_schema_input_type=bool | Side | list[Side]),
]
"""Whether a panel runs off the page, or on which sides."""
Lean = Annotated[
    Annotated[Degrees, Tag("share")] | Annotated[tuple[Degrees, ...], Tag("list")],
    Discriminator(_share_or_list),
]
"""Degrees for all gutters, or for one after another."""
Target = Annotated[
    Annotated[Aim, Tag("word")] | Annotated[Point, Tag("point")], Discriminator(_word_or_point)
]
"""What a tail points at."""
