"""The story as a person wrote it, checked and typed. Frozen; unknown keys are errors.

The field names are the format's promises (``stories/README.md``); the JSON Schema that
editors use is made from these classes and their descriptions. What one field alone can
say is checked here; what needs the rest of the story is checked in `story.checks`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

from storyboard.geometry import parse_length
from storyboard.story.colour import RGB, rgb

Speed = Literal["turbo", "balanced", "quality"]
StyleType = Literal["auto", "realistic", "fiction"]
Backend = Literal["sketch", "modelrunner", "files"]
Reading = Literal["ltr", "rtl"]
Voice = Literal["speech", "thought", "shout", "whisper", "radio"]
Place = Literal[
    "top", "bottom", "left", "right",
    "top-left", "top-right", "bottom-left", "bottom-right", "middle",
]  # fmt: skip
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


def _one_or_many(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else [value]


def _colour(value: Any) -> Any:
    if isinstance(value, str) and rgb(value) is None:
        raise PydanticCustomError(
            "colour",
            "'{value}' is no colour",
            {"value": value, "hint": "write a CSS name such as navy, or '#rrggbb' in quotes"},
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
Names = Annotated[tuple[str, ...], BeforeValidator(_one_or_many)]
Tier = Annotated[
    tuple[Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)], ...], Field(min_length=1)
]
Tiers = Annotated[tuple[Tier, ...], Field(min_length=1)]


class Part(BaseModel):
    """What all parts of a story share. A key without a value is a key that was not given."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, validate_default=False
    )

    @model_validator(mode="before")
    @classmethod
    def _not_given(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {k: v for k, v in data.items() if v is not None or k not in cls.model_fields}


class Margins(Part):
    """Distances from the trim to the live area; `inner` is at the spine."""

    top: Length = 0.0
    """At the head of the page."""
    bottom: Length = 0.0
    """At the foot of the page."""
    inner: Length = 0.0
    """At the spine."""
    outer: Length = 0.0
    """At the fore edge."""


def _margins(value: Any) -> Any:
    if isinstance(value, str | float | int):
        return {"top": value, "bottom": value, "inner": value, "outer": value}
    return value


class PageSize(Part):
    """A page of one's own making."""

    width: Annotated[Length, Field(ge=36)]
    """Trimmed width; at least half an inch."""
    height: Annotated[Length, Field(ge=36)]
    """Trimmed height; at least half an inch."""
    bleed: Annotated[Length, Field(le=144)] = 0.0
    """How far pictures reach beyond the trim; at most two inches."""
    margin: Annotated[
        Margins | None, BeforeValidator(_margins, json_schema_input_type=str | Margins | None)
    ] = None
    """From the trim to the live area: one length, or top, bottom, inner and outer."""
    gutter: Length | None = None
    """The gap between panels."""

    @model_validator(mode="after")
    def _room(self) -> PageSize:
        m = self.margin
        if m and (
            self.width - m.inner - m.outer < MIN_LIVE or self.height - m.top - m.bottom < MIN_LIVE
        ):
            raise PydanticCustomError(
                "margins",
                "the margins leave no room on the page",
                {"hint": "make the margins smaller, or the page larger"},
            )
        return self


class Style(Part):
    """How every picture looks."""

    look: Prose = ""
    """Words that go into every prompt: the medium, the period, the colours."""
    type: StyleType = "auto"
    """What the model leans towards; not together with `codes`."""
    negative: Prose = ""
    """What should not be in the pictures."""
    images: Names = ()
    """Style references, as paths; never together with `codes`."""
    codes: Annotated[tuple[StyleCode, ...], BeforeValidator(_one_or_many)] = ()
    """Style codes of eight hex digits; never together with `images` or `type`."""
    expand_prompt: bool = False
    """Lets the host rewrite the prompt; the same picture cannot be had again then."""
    template: str = ""
    """A Jinja2 template of one's own for the prompt, as a path."""


class Generator(Part):
    """Who draws, and for how much."""

    backend: Backend = "sketch"
    """`sketch` (offline, free), a host, or `files` (only pictures that are there)."""
    speed: Speed = "balanced"
    """The host's trade of time and money against quality."""
    seed: Seed = 1
    """Shared by every panel that sets none of its own."""
    max_cost: Annotated[float, Field(ge=0, le=100000, allow_inf_nan=False)] | None = None
    """Dollars that a run may not pass."""


class Balloon(Part):
    """How a character's balloons look."""

    balloon: Voice = "speech"
    """The kind of this character's balloons where the dialogue names none."""
    font: Literal["comic", "hand"] = "comic"
    """The lettering font."""
    colour: Colour = "black"
    """The colour of the words: a CSS name or #rrggbb (in quotes)."""

    @property
    def rgb(self) -> RGB:
        """The colour of the words, each part 0 to 1."""
        return rgb(self.colour) or (0.0, 0.0, 0.0)


class Character(Part):
    """One of the cast."""

    name: Prose = ""
    """The name in full; the key where it is left out."""
    reference: str | None = None
    """One picture of the character, as a path: JPEG, PNG or WebP."""
    mask: str | None = None
    """Which region of the reference counts, as a path to a picture of its size."""
    description: Prose = ""
    """Age, hair, clothes: goes into the prompt of every panel with the character."""
    voice: Balloon = Balloon()
    """How the character's balloons look."""


class Line(Part):
    """One balloon: who speaks, what, and how."""

    speaker: str
    """One of the characters."""
    text: Annotated[Prose, StringConstraints(min_length=1)]
    """What stands in the balloon."""
    kind: Voice | None = None
    """The balloon's kind (`as` in the file); the character's own where it is left out."""
    at: Place | None = None
    """Where in the panel; the letterer finds a place where it is left out."""


class Caption(Part):
    """One caption box."""

    text: Annotated[Prose, StringConstraints(min_length=1)]
    """What stands in the box."""
    at: Place | None = None
    """Where in the panel; the top where it is left out."""


class Effect(Part):
    """A lettered sound."""

    text: Annotated[Prose, StringConstraints(min_length=1)]
    """The sound, as it is lettered."""
    at: Place | None = None
    """Where in the panel."""


def _captions(value: Any) -> Any:
    return [{"text": v} if isinstance(v, str) else v for v in _one_or_many(value)]


def line_of(item: Any) -> Any:
    """A dialogue item of the file, ``{mara: Wait!}``, in the shape of `Line`.

    What is not of that shape, and what already is a line, comes back as it was.
    """
    if not isinstance(item, Mapping) or len(item) != 1:
        return item
    ((speaker, said),) = item.items()
    if not isinstance(said, Mapping):
        return {"speaker": speaker, "text": said}
    rest = {key: value for key, value in said.items() if key != "as"}
    return {**rest, **({"kind": said["as"]} if "as" in said else {}), "speaker": speaker}


def _lines(value: Any) -> Any:
    return [line_of(v) for v in value] if isinstance(value, list | tuple) else value


FaceBox = Annotated[tuple[Fraction, Fraction, Fraction, Fraction], BeforeValidator(_face)]


class Panel(Part):
    """One panel."""

    id: Name | None = None
    """The panel's own name; p1.1, p1.2 … by page and place where it is left out."""
    prompt: Prose = ""
    """What is seen; words in double quotes are drawn inside the picture."""
    shot: Prose = ""
    """Shot and angle in storyboard language: wide, low angle."""
    characters: Names | None = None
    """Who is in the picture, the lead first; found in the prompt and dialogue where left out."""
    caption: Annotated[
        tuple[Caption, ...],
        BeforeValidator(_captions, json_schema_input_type=str | Caption | list[str | Caption]),
    ] = ()
    """Caption boxes, in reading order: a text, `{text, at}`, or a list of them."""
    dialogue: Annotated[tuple[Line, ...], BeforeValidator(_lines)] = ()
    """Balloons in reading order: `- mara: Wait!` or `- mara: {text: …, as: shout, at: left}`."""
    sfx: Annotated[
        tuple[Effect, ...],
        BeforeValidator(_captions, json_schema_input_type=str | Effect | list[str | Effect]),
    ] = ()
    """Lettered sounds: a text, `{text, at}`, or a list of them."""
    image: str | None = None
    """A picture of one's own, as a path; nothing is generated for this panel."""
    faces: dict[str, FaceBox] = {}
    """Where heads are in the picture: x, y, width and height as fractions of it."""
    seed: Seed | None = None
    """For this panel alone."""
    speed: Speed | None = None
    """For this panel alone."""
    notes: Prose = ""
    """For the storyboard sheet."""
    duration: Annotated[float, Field(gt=0, le=3600, allow_inf_nan=False)] | None = None
    """Seconds, for the storyboard sheet."""
    alt: Prose = ""
    """The picture in words, for those who cannot see it; the prompt where it is left out."""


def _text_or_list(value: Any) -> str:
    return "tiers" if isinstance(value, list | tuple) else "name"


def _text_or_size(value: Any) -> str:
    return "size" if isinstance(value, Mapping | PageSize) else "name"


class Page(Part):
    """One page: its tiers and what stands in them."""

    layout: (
        Annotated[
            Annotated[str, Tag("name")] | Annotated[Tiers, Tag("tiers")],
            Discriminator(_text_or_list),
        ]
        | None
    ) = None
    """Tiers, each a list of relative widths, or the name of a template; else planned."""
    panels: tuple[Panel, ...]
    """The panels in reading order."""


class Story(Part):
    """A whole story: its cast, its style, and its panels, flat or by page."""

    title: Annotated[Prose, StringConstraints(min_length=1)]
    """The title, on the file's metadata and the sheets."""
    author: Prose = ""
    """Who wrote it."""
    language: Annotated[
        str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", max_length=35)
    ] = "en"
    """The language of the words, as a code: en, pt-BR, ja."""
    page: Annotated[
        Annotated[str, Tag("name")] | Annotated[PageSize, Tag("size")],
        Discriminator(_text_or_size),
    ] = "us-comic"
    """A page format by name, or a page of one's own: {width: 6.625in, height: 10.25in, …}."""
    reading: Reading = "ltr"
    """Which way the pages and panels are read."""
    style: Style = Style()
    """How every picture looks."""
    generator: Generator = Generator()
    """Who draws, and for how much."""
    characters: Annotated[
        dict[Name, Character],
        BeforeValidator(
            lambda value: (
                {k: {} if v is None else v for k, v in value.items()}
                if isinstance(value, dict)
                else value
            )
        ),
    ] = {}
    """The cast, by a short name each."""
    pages: tuple[Page, ...] = ()
    """The pages, each with its panels; or `panels` alone."""
    panels: tuple[Panel, ...] = ()
    """Panels without pages: they are laid out by the planner; or `pages`."""
