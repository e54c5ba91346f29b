"""What differs between the hosts of the queue protocol."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from storyboard.plan.model import Shot

Input = Callable[[Shot, Mapping[str, str]], dict[str, Any]]
"""The submit's body of a shot, given the uploaded URL of each asset by its digest."""


@dataclass(frozen=True, slots=True)
class Host:
    """One host of the protocol."""

    name: str
    """The backend's name."""
    title: str
    """Its name in messages."""
    authorization: str
    """The whole header; never shown."""
    queue: str
    """Base address of the queue, without a slash at its end."""
    uploads: tuple[str, ...]
    """Addresses where an upload is begun: the next is for where the one before is not found."""
    domains: tuple[str, ...]
    """Whose addresses, and whose subdomains', get the key along with them over https."""
    model: str
    input: Input
    keys: str
    """The variable that holds the key."""

    def scrubbed(self, text: str) -> str:
        """A text without the key, should a host repeat it: for messages and the journal."""
        secret = self.authorization.partition(" ")[2]
        for part in (self.authorization, secret, *secret.split(":")):
            if len(part) >= 4:
                text = text.replace(part, "…")
        return text
