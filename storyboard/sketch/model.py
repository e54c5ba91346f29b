"""What the illustrator is given and what it gives back: plain values, no stories.

Two stages meet here. *Reading* turns a `Brief` into a `Staging`; *drawing* turns a
`Staging` into a `Drawing`. Slot values are the vocabularies below; a
setting that is not known is ``neutral``, an honest ground.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from PIL import Image

RGB = tuple[int, int, int]
Box = tuple[float, float, float, float]
"""x, y, width, height as fractions of the picture, origin at its top left."""

SHOTS = (
    "extreme-close-up", "close-up", "medium-close-up", "medium",
    "medium-long", "full", "wide", "extreme-wide",
)  # fmt: skip
ANGLES = ("eye", "low", "high", "dutch", "over-the-shoulder")
SETTINGS = (
    "rooftop", "street", "alley", "kitchen", "bedroom", "living-room", "office", "cafe",
    "classroom", "laboratory", "hospital", "corridor", "car", "train", "ship", "beach",
    "forest", "desert", "mountains", "field", "space", "neutral",
    "church", "theatre", "shop", "workshop", "bathroom",
)  # fmt: skip
TIMES = ("dawn", "day", "golden-hour", "dusk", "night")
WEATHERS = ("clear", "rain", "storm", "snow", "fog", "wind")
EXPRESSIONS = (
    "neutral", "joy", "grin", "smirk", "anger", "determined", "fear", "sadness",
    "surprise", "disgust", "thinking", "tired", "shout",
)  # fmt: skip
POSES = (
    "stand", "walk", "run", "sit", "crouch", "lie", "point", "wave", "reach", "hold",
    "read", "phone", "arms-crossed", "hands-on-hips", "cheer", "shrug", "fight",
    "recoil", "slump", "look-up", "drive",
)  # fmt: skip
LOOKS = ("colour", "ink", "pencil")

Look = Literal["colour", "ink", "pencil"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A member of the cast: who may be named in a prompt, and how they look."""

    id: str
    name: str
    description: str = ""
    palette: tuple[RGB, ...] = ()
    """Main colours of the reference picture, most frequent first; may be empty."""
    rank: int = 0
    """Who is dealt a look first, so that newcomers leave the others as they are."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a panel inherits from the panels before it in the same scene; see `direction`.

    Only what differs from what the panel tells by itself is filled, but for `key`.
    """

    key: str = ""
    """The place's own seed: panels with the same key and setting are drawn in the same room."""
    words: str = ""
    """Nouns with which the place was told before: they choose the set and its furniture."""
    setting: str = ""
    """Where the panel plays; "" for where its own prompt says. So with time and weather."""
    time: str = ""
    weather: str = ""
    left_to_right: tuple[str, ...] = ()
    """Ids in the order in which they stand: who stands left stays left. An empty name holds the
    other side of somebody alone."""


@dataclass(frozen=True, slots=True)
class Brief:
    """All that one picture is drawn from: the same brief gives the same pixels."""

    prompt: str
    cast: tuple[Actor, ...] = ()
    """The actors of this panel, the lead first. Named in the prompt or not, they appear."""
    shot: str = ""
    """The panel's own words for shot and angle (``wide, low angle``); they win over the prompt."""
    others: tuple[Actor, ...] = ()
    """The rest of the story's cast: they appear only where the prompt names them,
    and they are needed so that no two of a cast look alike."""
    width: int = 1024
    height: int = 1024
    seed: int = 0
    look: Look = "colour"
    lettered: bool = False
    """Whether balloons will be laid over the picture: leaves head room."""
    scene: Scene = Scene()
    """What the panels before this one have established."""
    fold: float | None = None
    """Where a double page's fold crosses the picture, as a share of its width: nobody stands
    there. 0 says that none does; None, that a picture nearly twice as long as high may have one in
    its middle."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as staged. `character` is an `Actor.id`, or ``""`` for a bystander."""

    character: str
    expression: str = "neutral"
    pose: str = "stand"
    holds: str = ""
    note: str = ""
    """What the prompt says of the looks of someone outside the cast."""


@dataclass(frozen=True, slots=True)
class Staging:
    """What was read from a brief: every slot filled, by the prompt or by a default."""

    shot: str = "medium"
    angle: str = "eye"
    setting: str = "neutral"
    time: str = "day"
    weather: str = "clear"
    figures: tuple[Figure, ...] = ()
    signs: tuple[str, ...] = ()
    people: str = ""
    """People outside the cast: ``""``, ``crowd``, or a word such as ``waiter``."""
    unread: tuple[str, ...] = ()
    """Words of the prompt that carry meaning and were not understood."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where a figure's head is, for whoever letters the picture."""

    character: str
    box: Box
    mouth: tuple[float, float]
    """Fractions of the picture; may lie outside 0–1 when the figure is cut by the frame."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished picture with what is known about it."""

    image: Image.Image
    """RGB, exactly the size of the brief."""
    staging: Staging
    heads: tuple[Head, ...] = field(default=())
    signs: tuple[Box, ...] = field(default=())
    """Where words stand in the picture, for whoever must keep clear of them."""
