"""The values that a story's fields take: their kinds, bounds and words, checked one by one."""

from __future__ import annotations

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


def _face(value: Any) -> Any:
    if isinstance(value, list | tuple) and len(value) != 4:
        raise PydanticCustomError(
            "face",
            "a head's place is four numbers",
            {"hint": "write x, y, width and height, as fractions of the picture"},
        )
    try:
        x, y, w, h = (float(part) for part in value)
    except (TypeError, ValueError):
        return value
    if all(0 <= n <= 1 for n in (x, y, w, h)) and (x + w > 1.001 or y + h > 1.001):
        raise PydanticCustomError(
            "face",
            "the head reaches beyond the picture",
            {"hint": "the four numbers are x, y, width and height, as fractions of the picture"},
        )
    return value


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
FaceBox = Annotated[tuple[Fraction, Fraction, Fraction, Fraction], BeforeValidator(_face)]
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
