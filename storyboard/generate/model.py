"""What a generator is: takes a `Shot`, gives a `Picture`; and what is kept of one, a `Take`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from storyboard.errors import GenerationError
from storyboard.plan.model import Shot

FaceBoxes = tuple["Face", ...]


@dataclass(frozen=True, slots=True)
class Face:
    """A head in a picture, as fractions of it: x, y, width, height, and the mouth point."""

    character: str
    box: tuple[float, float, float, float]
    mouth: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a generator gives it: encoded bytes and what is known about them."""

    data: bytes
    mime: str
    width: int
    height: int
    faces: FaceBoxes = ()
    seed: int | None = None
    """The seed that the host says it used."""
    model: str = ""
    """The model that answered, where the host says it was another one."""
    notes: Mapping[str, object] = field(default_factory=dict)
    """What the backend reports of its work (``staging`` for the sketch)."""


@dataclass(frozen=True, slots=True)
class Job:
    """A bought job at a host, as its submit answered: enough to fetch its picture later."""

    id: str
    status_url: str
    response_url: str
    cancel_url: str = ""


class Journal(Protocol):
    """Where a backend writes down what it is about to do and what it was answered.

    A backend that buys must call `submitting` before the submit leaves, `submitted`
    the moment the job's URLs are known, `settled` when the job is over and certainly not billed
    (refused, failed, or not arrived), `failed` when it is over without a picture and may be
    billed, `lost` when no answer came. The picture itself is put down by the fan-out.
    """

    def pending(self) -> Job | None:
        """The job that an earlier run bought for this shot and did not fetch.

        Raises `storyboard.errors.OutcomeUnknown` where an earlier submit left and its answer
        was never written down, and the error of a job that failed: it must not be bought again.
        """
        ...

    def sent(self) -> datetime | None:
        """When the submit left whose answer was never written down; None if there is none."""
        ...

    def known_jobs(self) -> frozenset[str]:
        """The numbers of all jobs that are on record at this host, of any shot."""
        ...

    def again(self) -> bool:
        """Lets go of a purchase that came to nothing, or may have, if the person asked for it.

        Gives whether the shot may be bought now.
        """
        ...

    async def submitting(self) -> None:
        """Raises `storyboard.errors.OutcomeUnknown` where the shot is already being bought."""
        ...

    async def submitted(self, job: Job) -> None:
        """The job of the submit, or of one whose answer was lost and that was found again."""
        ...

    async def settled(self, reason: str) -> None: ...

    async def failed(self, error: GenerationError) -> None: ...

    async def lost(self, reason: str) -> None: ...

    def uploaded(self, sha256: str) -> str | None:
        """The URL under which these bytes were uploaded to this host lately, if any."""
        ...

    def keep_upload(self, sha256: str, url: str) -> None: ...

    def forget_upload(self, sha256: str) -> None:
        """The host no longer takes that URL."""
        ...

    def notice(self, text: str, code: str) -> None:
        """Tells the person something that is no failure. `code` is stable and hyphenated."""
        ...


class Generator(Protocol):
    """A backend. One instance serves many shots at once; `close` ends its connections."""

    name: str
    concurrency: int
    """How many shots it may be given at once."""

    async def draw(self, shot: Shot, journal: Journal) -> Picture:
        """The picture of a shot. Raises `storyboard.errors.GenerationError`."""
        ...

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Take:
    """A picture that was drawn for a panel, and what made it. Never deleted, never overwritten."""

    panel: str
    number: int
    """Counts from 1 within its panel."""
    key: str
    seed: int
    """As it was asked for."""
    backend: str
    path: Path
    sha256: str
    mime: str
    width: int
    height: int
    cost: float
    faces: FaceBoxes
    prompt: str
    parts: Mapping[str, str]
    speed: str
    made: str
    """UTC, ISO 8601."""
    notes: Mapping[str, object] = field(default_factory=dict)
    parent: int | None = None
    """The number of the take from which this one was tried; None for a panel's first ones."""


@dataclass(frozen=True, slots=True)
class Started:
    """A panel's picture is being drawn, or fetched."""

    panel: str


@dataclass(frozen=True, slots=True)
class Finished:
    """A panel has its picture. `cost` is what this run paid for it, in dollars."""

    panel: str
    cost: float
    take: Take


@dataclass(frozen=True, slots=True)
class Failed:
    """A panel's picture could not be had in this run."""

    panel: str
    error: GenerationError


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something about a panel's picture that a person should know; it goes on."""

    panel: str
    text: str
    code: str
    """reference-reduced, other-model, other-size, slowed, found, waiting; or network, which is no
    panel's own."""


Event = Started | Finished | Failed | Noticed


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the shots, in their order whatever the order of finishing."""

    takes: dict[str, Take]
    """By panel; the last shot's where a panel had several."""
    failures: dict[str, GenerationError]
    """By panel; the first one where a panel had several."""
    stopped: bool
    """Whether shots were left undone because of a stop."""
    drawn: tuple[Take, ...] = ()
    """Every take, one for each shot that has one, in the order of the shots."""
    paid: float = 0.0
    """Dollars that this run paid: what an earlier one bought is not in it."""
    unsettled: float = 0.0
    """Dollars that this run sent besides, for which there is no picture: they may be billed."""
