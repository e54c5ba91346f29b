"""The plan: every page's geometry and every panel's picture, before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from storyboard.geometry import Point, Rect

State = Literal["ready", "missing", "pending"]
Progression = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a panel stands on its page, in points from the trim's top left."""

    panel: str
    box: Rect
    outline: tuple[Point, ...]
    """The panel border, closed, clockwise from its top left."""
    legend: Rect | None = None
    """Where a storyboard sheet sets the panel's text, under the frame; balloons elsewhere."""


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page's geometry. `trim` starts at (0, 0); `bleed` holds it; `live` lies inside."""

    number: int
    trim: Rect
    bleed: Rect
    live: Rect
    frames: tuple[Frame, ...]


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
