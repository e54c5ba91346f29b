"""What differs between the hosts that pictures are bought at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from storyboard.errors import KeyMissing
from storyboard.generate.model import Job
from storyboard.plan.model import Shot

Input = Callable[[Shot, Mapping[str, str]], dict[str, Any]]
"""The submit's body of a shot, given the uploaded URL of each picture by its digest."""


@dataclass(frozen=True, slots=True)
class Host:
    """One host: its addresses, its key, and how it says things."""

    name: str
    """The backend's name."""
    title: str
    """Its name in messages."""
    key: str
    """Never shown."""
    keys: str
    """The variable that holds the key."""
    submit: str
    """The address of the submit."""
    bases: tuple[str, ...]
    """Its base addresses, which a person may have replaced."""
    domains: tuple[str, ...]
    """Whose addresses, and whose subdomains', get the key along with them over https."""
    header: str = "Authorization"
    scheme: str = "Key "
    """What stands before the key in the header."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """Headers of every submit."""
    unbilled: frozenset[str] = frozenset()
    """The last statuses of a job that the host says it does not bill."""
    busy_503: bool = True
    """Whether a 503 with an error in it says that nothing was taken."""

    def scrubbed(self, text: str) -> str:
        """A text without the key, should a host repeat it: for messages and the journal."""
        for part in self.secrets:
            text = text.replace(part, "…")
        return text

    @property
    def secrets(self) -> tuple[str, ...]:
        """The key and its halves, the longest first."""
        parts = {self.key, *self.key.split(":")}
        return tuple(sorted((p for p in parts if len(p) >= 4), key=lambda p: (-len(p), p)))


@dataclass(frozen=True, slots=True)
class Queue:
    """How a host's queue is spoken to: its submit's body, and where its jobs are."""

    input: Input
    job: Callable[[Mapping[str, Any]], Job | None]
    """The job that a submit's answer names."""
    uploads: tuple[str, ...] = ()
    """Addresses where an upload is begun: the next is for where the one before is not found."""
    query: str = ""
    """What is added to a status address."""
    status_has_result: bool = False
    """Whether the status of a job that is done is its result."""
    listing: str = ""
    """The address that lists recent jobs, if there is one."""


def key_of(environ: Mapping[str, str], variable: str, title: str) -> str:
    """The key in a variable of the environment. Raises `KeyMissing` where there is none."""
    key = environ.get(variable, "").strip()
    if not key:
        raise KeyMissing(f"no key for {title}", f"set {variable}, or {FREE}")
    return sound(key, variable, title)


def sound(key: str, variable: str, title: str) -> str:
    """The key, if it can be one. Raises `KeyMissing` without showing it."""
    if not key.isascii() or not key.isprintable() or " " in key:
        raise KeyMissing(
            f"the key for {title} holds characters that no key has",
            f"copy it again into {variable}, or {FREE}",
        )
    return key


FREE = "render with --backend sketch, which is free"
