"""The story as a person wrote it, checked and typed. Frozen; unknown keys are errors.

The field names are the format's promises (``stories/README.md``); the JSON Schema that
editors use is made from these classes and their descriptions. What one field alone can
say is checked here; what needs the rest of the story is checked in `story.checks`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

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

from storyboard.story.colour import RGB, rgb
from storyboard.story.values import (
    MAX_SEED,
    MIN_LIVE,
    OWN_FONTS,
    Aim,
    Backend,
    Bleed,
    CaptionKind,
    Case,
    Colour,
    FaceBox,
    InsetBox,
    Lean,
    Length,
    Name,
    Names,
    People,
    Place,
    Point,
    Prose,
    Reading,
    Seed,
    Shape,
    Shares,
    Side,
    Speed,
    Spot,
    StyleCode,
    StyleType,
    Target,
    Tiers,
    Voice,
    cells_of,
    one_or_many,
)

__all__ = [
    "MANGA",
    "MAX_SEED",
    "MIN_LIVE",
    "OWN_FONTS",
    "Aim",
    "Backend",
    "Balloon",
    "Caption",
    "CaptionKind",
    "Case",
    "Character",
    "Credits",
    "Effect",
    "Generator",
    "Lettering",
    "Line",
    "Margins",
    "Page",
    "PageSize",
    "Panel",
    "Part",
    "Place",
    "Point",
    "Reading",
    "Shape",
    "Side",
    "Speed",
    "Spot",
    "Story",
    "Style",
    "StyleType",
    "Target",
    "Voice",
    "cells_of",
    "line_of",
]


class Part(BaseModel):
    """What all parts of a story share. A key without a value is a key that was not given."""

    model_config = ConfigDict(
        defer_build=True,
        frozen=True,
        extra="forbid",
        validate_default=False,
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
    """A page of one's own making, from its measures or from a format."""

    format: Prose = ""
    """The format that gives what is left out here; else `width` and `height` are needed."""
    width: Annotated[Length, Field(ge=36)] | None = None
    """Trimmed width; at least half an inch."""
    height: Annotated[Length, Field(ge=36)] | None = None
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
        if not self.format and (self.width is None or self.height is None):
            raise PydanticCustomError(
                "page_size",
                "`page` needs `width` and `height`, or a `format`",
                {"hint": "write {width: 6.625in, height: 10.25in}, or {format: us-comic, …}"},
            )
        if (
            m
            and self.width is not None
            and self.height is not None
            and (
                self.width - m.inner - m.outer < MIN_LIVE
                or self.height - m.top - m.bottom < MIN_LIVE
            )
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
    codes: Annotated[tuple[StyleCode, ...], BeforeValidator(one_or_many)] = ()
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
    font: Prose = "comic"
    """The lettering font: comic, hand, or a name of the story's `fonts`."""
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


class Credits(Part):
    """Who made the book: one name each, or a list of them."""

    writer: People = ()
    """Who wrote it; the story's `author` where it is left out."""
    artist: People = ()
    """Who drew it, pencils and inks; or `penciller` and `inker`."""
    penciller: People = ()
    """Who pencilled it."""
    inker: People = ()
    """Who inked it."""
    colourist: People = ()
    """Who coloured it."""
    letterer: People = ()
    """Who lettered it."""
    cover: People = ()
    """Who made the cover."""
    editor: People = ()
    """Who edited it."""
    translator: People = ()
    """Who translated it."""
    publisher: People = ()
    """Who publishes it."""

    def people(self) -> dict[str, tuple[str, ...]]:
        """The names by role, of the roles that somebody has."""
        told = {role: getattr(self, role) for role in Credits.model_fields}
        return {role: names for role, names in told.items() if names}


class Lettering(Part):
    """How all words are lettered."""

    case: Case = "upper"
    """`upper` letters everything in capitals, as comics do; `mixed` as it is written."""
    size: Annotated[Length, Field(ge=6, le=40)] | None = None
    """The size of the type, 6pt to 40pt; the page format's where it is left out."""
    font: Prose = "comic"
    """The lettering font: comic, hand, or a name of the story's `fonts`."""


class Line(Part):
    """One balloon: who speaks, what, and how."""

    speaker: str
    """One of the characters."""
    text: Annotated[Prose, StringConstraints(min_length=1)]
    """What stands in the balloon."""
    kind: Voice | None = None
    """The balloon's kind (`as` in the file); the character's own where it is left out."""
    at: Spot | None = None
    """Where in the panel, by name or as [x, y]; found by the letterer where it is left out."""
    tail: Target | None = None
    """What the tail points at: [x, y] in the panel, left or right out of it, or none."""


class Caption(Part):
    """One caption box."""

    text: Annotated[Prose, StringConstraints(min_length=1)]
    """What stands in the box."""
    at: Spot | None = None
    """Where in the panel, by name or as [x, y]; the top where it is left out."""
    kind: CaptionKind = "place"
    """What it is (`as` in the file): a place and time, a monologue, spoken words off the
    picture, or the editor's note."""


class Effect(Part):
    """A lettered sound."""

    text: Annotated[Prose, StringConstraints(min_length=1)]
    """The sound, as it is lettered."""
    at: Spot | None = None
    """Where in the panel, by name or as [x, y]."""


def _effects(value: Any) -> Any:
    return [{"text": v} if isinstance(v, str) else v for v in one_or_many(value)]


def _captions(value: Any) -> Any:
    return [_kind_for_as(v) if isinstance(v, Mapping) else v for v in _effects(value)]


def _kind_for_as(said: Mapping[str, Any]) -> dict[str, Any]:
    rest = {key: value for key, value in said.items() if key != "as"}
    return {**rest, **({"kind": said["as"]} if "as" in said else {})}


def line_of(item: Any) -> Any:
    """A dialogue item of the file, ``{mara: Wait!}``, in the shape of `Line`.

    What is not of that shape, and what already is a line, comes back as it was.
    """
    if not isinstance(item, Mapping) or len(item) != 1:
        return item
    ((speaker, said),) = item.items()
    if not isinstance(said, Mapping):
        return {"speaker": speaker, "text": said}
    return {**_kind_for_as(said), "speaker": speaker}


def _lines(value: Any) -> Any:
    return [line_of(v) for v in value] if isinstance(value, list | tuple) else value


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
    """Caption boxes, in reading order: a text, `{text, as, at}`, or a list of them."""
    dialogue: Annotated[tuple[Line, ...], BeforeValidator(_lines)] = ()
    """Balloons in reading order: `- mara: Wait!` or `- mara: {text: …, as: shout, at: left}`."""
    sfx: Annotated[
        tuple[Effect, ...],
        BeforeValidator(_effects, json_schema_input_type=str | Effect | list[str | Effect]),
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
    bleed: Bleed = False
    """The picture runs off the page: `true` on every side that has no neighbour, or the sides."""
    borderless: bool = False
    """No line round the panel."""
    shape: Shape = "box"
    """`round` is a circle, `oval` an ellipse, in the panel's place."""
    inset: InsetBox | None = None
    """The panel lies inside the one before it: x, y, width and height as fractions of that."""
    beat: Annotated[float, Field(ge=0, le=20, allow_inf_nan=False)] | None = None
    """The pause before the panel in a webtoon: 1 the usual gap, 4 a jump in time, 0 none."""
    scene: bool = False
    """A scene starts here: the planner starts a tier, and where it can a page."""
    turn: bool = False
    """A reveal: the planner puts it right after a page is turned."""


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
    heights: Shares | None = None
    """The tiers' relative heights; alike where they are left out."""
    slant: Lean | None = None
    """How far the gutters between panels side by side lean, in degrees, their tops to the right:
    one number, or one for each tier."""
    tilt: Lean | None = None
    """How far the gutters between tiers climb to the right, in degrees: one number, or one for
    each gutter."""
    spread: bool = False
    """The page is a double page: two facing pages, laid out as one."""
    panels: tuple[Panel, ...]
    """The panels in reading order."""


MANGA = ("manga-b5", "manga-tankobon")
"""Formats that are read from right to left where the story does not say."""


class Story(Part):
    """A whole story: its cast, its style, and its panels, flat or by page."""

    title: Annotated[Prose, StringConstraints(min_length=1)]
    """The title, on the file's metadata and the sheets."""
    author: Prose = ""
    """Who wrote it."""
    series: Prose = ""
    """The series that it belongs to."""
    number: Prose = ""
    """Which of the series it is: 3, 1½, Annual."""
    summary: Prose = ""
    """What it is about, in a sentence or two, for a reader's library."""
    credits: Credits = Credits()
    """Who did what: writer, artist, letterer and so on."""
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
    """Which way the pages and panels are read; rtl for the manga formats, else ltr, where it
    is left out."""
    fonts: dict[Name, Prose] = {}
    """Fonts of one's own by name, as paths: TTF, OTF or TTC, `#` and a number for one of a TTC."""
    lettering: Lettering = Lettering()
    """How all words are lettered."""
    style: Style = Style()
    """How every picture looks."""
    generator: Generator = Generator()
    """Who draws, and for how much."""
    profile: Prose = ""
    """The press's ICC profile for CMYK, as a path: `pdf-print` turns colours by it."""
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

    @model_validator(mode="before")
    @classmethod
    def _manga(cls, data: Any) -> Any:
        """Manga is read from the right: the format brings its direction."""
        if not isinstance(data, dict) or data.get("reading") is not None:
            return data
        page = data.get("page")
        name = page.get("format") if isinstance(page, dict) else page
        if isinstance(name, str) and name in MANGA:
            return {**data, "reading": "rtl"}
        return data
