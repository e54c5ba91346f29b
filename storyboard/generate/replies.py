"""What comes back from a host: an answer read to its end, or a fault of the connection."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import httpx

from storyboard.errors import GenerationError, HostUnreachable, OutcomeUnknown

MAX_WAIT = 120.0
"""Seconds: what a Retry-After may ask for at most."""
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses of a GET that time may heal."""

# A request that failed in one of these ways has not left, or not reached anybody.
_NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
    httpx.InvalidURL,
)
_LATE = (httpx.TimeoutException, TimeoutError)
FAULTS = (
    httpx.TransportError,
    httpx.DecodingError,
    httpx.InvalidURL,
    TimeoutError,
)
"""All that a connection can fail with."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answered, read to its end."""

    status: int
    headers: Mapping[str, str]
    """Names in any case."""
    data: bytes

    @property
    def json(self) -> Any:
        """The body as JSON, None where it is none."""
        try:
            return json.loads(self.data)
        except (ValueError, RecursionError):
            return None

    @property
    def retry_after(self) -> float | None:
        """Seconds that the host asks to wait, 0 to `MAX_WAIT`; None where it asks nothing."""
        text = self.headers.get("retry-after", "").strip()
        if not text:
            # Replicate says it in words.
            said = re.search(rb"resets in ~?(\d+(?:\.\d+)?)\s*s", self.data)
            text = said[1].decode() if said and self.status == 429 else ""
        try:
            seconds = float(text)
        except ValueError:
            try:
                now = parsedate_to_datetime(self.headers["date"])
            except (KeyError, ValueError):
                now = datetime.now(UTC)
            try:
                seconds = (parsedate_to_datetime(text) - now).total_seconds()
            except (ValueError, TypeError):
                return None
        return min(max(seconds, 0.0), MAX_WAIT) if not math.isnan(seconds) else None


def translate(error: Exception, title: str, url: str) -> GenerationError:
    """What a fault of the connection means for a request: not arrived, or who knows."""
    where = f"{title} ({urlsplit(url).hostname})"
    if isinstance(error, _NOT_SENT):
        return HostUnreachable(f"{where} cannot be reached: {_cause(error)}")
    return OutcomeUnknown(f"{where} did not answer: {_cause(error)}")


def _cause(error: Exception) -> str:
    if isinstance(error, _LATE):
        return "it took too long"
    return str(error).strip().rstrip(".").lower() or "the connection was cut"
