"""What holds for a whole story: its page, its style, who draws it, its cast, its lettering."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from storyboard.story.colour import RGB, rgb
from storyboard.story.part import Part
from storyboard.story.said import CaptionLook
from storyboard.story.values import (
    MIN_LIVE,
    Backend,
    Case,
    Colour,
    Length,
    Names,
    People,
    Prose,
    Seed,
    Speed,
    StyleCode,
    StyleType,
    Voice,
    one_or_many,
)


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
    captions: CaptionLook = CaptionLook()
    """The colours of all captions that have none of their own."""
