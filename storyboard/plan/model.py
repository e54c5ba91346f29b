"""The plan: every page's geometry and every panel's picture, before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from storyboard.geometry import Point, Rect

State = Literal["ready", "missing", "pending"]
Progression = Literal["ltr", "rtl"]
Hand = Literal["left", "right", "both", "none"]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a panel stands on its page, in points from the trim's top left."""

    panel: str
    box: Rect
    outline: tuple[Point, ...]
    """The panel border, closed, clockwise from its top left: slanted gutters, rounds and all.
    Its bounding rectangle is `box`; where the panel bleeds it reaches the page's bleed box."""
    legend: Rect | None = None
    """Where a storyboard sheet sets the panel's text, under the frame; balloons elsewhere."""
    bleed: tuple[str, ...] = ()
    """The sides that run off the page, of left, top, right and bottom: no border shows there."""
    borderless: bool = False
    inset_of: str = ""
    """The panel that this one lies inside; it is painted after that one."""


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page's geometry. `trim` starts at (0, 0); `bleed` holds it; `live` lies inside.

    A double page is one plan of twice the width, with two folios and a `fold`. Printers take its
    two halves as pages of their own, and readers on a screen the whole: what writes the pages
    cuts it at the middle of its trim, or does not.
    """

    number: int
    trim: Rect
    bleed: Rect
    live: Rect
    frames: tuple[Frame, ...]
    """In reading order; an inset comes after the panel it lies in."""
    folios: tuple[int, ...] = ()
    """The page numbers as printed: one, or two for a double page. `number` is the first."""
    side: Hand = "none"
    """On which side of the opened book it lies; none where nothing is bound."""
    fold: Rect | None = None
    """The strip at a double page's fold that the binding swallows: no words belong there."""
    cuts: tuple[float, ...] = ()
    """Heights in the gutters of a strip at which it may be cut into slices."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that the story names, as it was when the plan was made."""

    path: str
    """As the story names it, relative to the story file."""
    sha256: str
    mime: str
    width: int
    height: int
    size: int
    """Bytes."""
    palette: tuple[tuple[int, int, int], ...] = ()
    """Main colours, most frequent first."""


@dataclass(frozen=True, slots=True)
class Member:
    """A character as a shot needs it."""

    id: str
    name: str
    description: str
    reference: Asset | None = None
    mask: Asset | None = None
    rank: int = 0
    """Place among the story's characters."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a sketched panel takes over from the panels before it in its scene.

    But for the place, only what its own words do not say is filled: the picture of a panel that
    needs nothing does not depend on the others.
    """

    place: str = ""
    """The seed that furnishes the place: another take of the panel keeps it."""
    words: str = ""
    """Nouns with which the place was told before."""
    setting: str = ""
    time: str = ""
    weather: str = ""
    left_to_right: tuple[str, ...] = ()
    """Who stands left of whom; for one alone, the side."""
    looks: str = ""
    """Digest of how those in the picture look: dealt so that no two of the whole cast are alike."""


@dataclass(frozen=True, slots=True)
class Shot:
    """All that one picture is made from. `key` digests what its backend is sent, nothing else."""

    panel: str
    page: int
    backend: str
    model: str
    prompt: str
    """The prompt as sent, made by the template."""
    negative: str
    seed: int
    width: int
    """Pixels."""
    height: int
    speed: str
    style: str
    """auto, realistic or fiction."""
    expand_prompt: bool
    reference: Asset | None
    mask: Asset | None
    style_images: tuple[Asset, ...]
    style_codes: tuple[str, ...]
    scene: str
    """The panel's own prompt, for a backend that stages it itself."""
    framing: str
    """The panel's own words for shot and angle."""
    look: str
    cast: tuple[Member, ...]
    """The characters of this panel, the lead first."""
    others: tuple[Member, ...]
    """The rest of the story's characters."""
    lettered: bool
    image: Asset | None
    """A picture of one's own: nothing is generated."""
    words: tuple[str, ...]
    """The quoted words that must stand inside the picture."""
    cost: float
    """Dollars, an estimate; 0 where nothing is bought."""
    key: str
    """SHA-256 in hex of what the backend is sent."""
    parts: dict[str, str] = field(default_factory=dict)
    """A digest by field, so that a later plan can name what changed."""
    kept: Kept = Kept()
    """What the illustrator is told of the scene; hosts are told nothing of it."""
    fold: float = 0.0
    """Where a double page's fold crosses the frame, as a share of its width; 0 where none does."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A shot with what is known of its picture."""

    shot: Shot
    state: State
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole plan of a story."""

    title: str
    pages: tuple[PagePlan, ...]
    entries: tuple[Entry, ...]
    reading: Progression = "ltr"
    currency: str = "USD"

    @property
    def to_draw(self) -> int:
        """How many panels have no picture yet."""
        return sum(e.state == "missing" for e in self.entries)

    @property
    def cost(self) -> float:
        """Dollars that drawing what is missing is estimated at; equal shots are bought once."""
        missing = {e.shot.key: e.shot.cost for e in self.entries if e.state == "missing"}
        return round(sum(missing.values()), 4)
