"""The story as a person wrote it, checked and typed. Frozen; unknown keys are errors.

The field names are the format's promises (``stories/README.md``); the JSON Schema that
editors use is made from these classes and their descriptions. What one field alone can
say is checked here; what needs the rest of the story is checked in `story.checks`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Field, StringConstraints, Tag, model_validator

from storyboard.story.part import Part
from storyboard.story.said import (
    Caption,
    CaptionLook,
    Effect,
    Line,
    caption_colours,
    captions,
    effects,
    line_of,
    lines_of,
)
from storyboard.story.setting import (
    Balloon,
    Character,
    Credits,
    Generator,
    Lettering,
    Margins,
    PageSize,
    Style,
)
from storyboard.story.values import (
    MAX_SEED,
    MIN_LIVE,
    OWN_FONTS,
    AgeRating,
    Aim,
    Backend,
    Bleed,
    CaptionKind,
    Case,
    Date,
    FaceBox,
    InsetBox,
    Isbn,
    Lean,
    Name,
    Names,
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
    StyleType,
    Target,
    Tiers,
    Voice,
    cells_of,
)

__all__ = [
    "MANGA",
    "MAX_SEED",
    "MIN_LIVE",
    "OWN_FONTS",
    "AgeRating",
    "Aim",
    "Backend",
    "Balloon",
    "Caption",
    "CaptionKind",
    "CaptionLook",
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
    "caption_colours",
    "cells_of",
    "line_of",
]


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
        BeforeValidator(captions, json_schema_input_type=str | Caption | list[str | Caption]),
    ] = ()
    """Caption boxes, in reading order: a text, `{text, as, at}`, or a list of them."""
    dialogue: Annotated[tuple[Line, ...], BeforeValidator(lines_of)] = ()
    """Balloons in reading order: `- mara: Wait!` or `- mara: {text: …, as: shout, at: left}`."""
    sfx: Annotated[
        tuple[Effect, ...],
        BeforeValidator(effects, json_schema_input_type=str | Effect | list[str | Effect]),
    ] = ()
    """Lettered sounds: a text, `{text, at}`, or a list of them."""
    image: str | None = None
    """A picture of one's own, as a path; nothing is generated for this panel."""
    faces: dict[str, FaceBox] = Field(default={})
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
    """The panels in reading order; `[]` leaves the page blank."""


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
    isbn: Isbn = ""
    """The ISBN of this edition, 10 digits or 13; hyphens do not matter."""
    published: Date = ""
    """When it is published: 2026, 2026-03 or 2026-03-14."""
    rights: Prose = ""
    """Whose it is and what others may do with it: © 2026 A. Writer."""
    age: AgeRating | None = None
    """For whom it is, by the ratings of ComicInfo: Everyone, Teen, Mature 17+."""
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
    fonts: dict[Name, Prose] = Field(default={})
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
    ] = Field(default={})
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
