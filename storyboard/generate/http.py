"""The one place that speaks HTTP: time-outs, retries, sizes, and errors put into our words.

A GET is free and is repeated; a POST that may cost money is sent once and its failure says
whether it can have arrived.
"""

from __future__ import annotations

import asyncio
import json
import random
import socket
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from storyboard.errors import (
    GenerationError,
    HostFault,
    HostUnreachable,
    OutcomeUnknown,
    TooLarge,
)
from storyboard.generate.addresses import loopback, machine, origin, public, safe, shown
from storyboard.generate.connections import Connections
from storyboard.generate.host import Host
from storyboard.generate.lines import Asked, Larger
from storyboard.generate.replies import FAULTS, PASSING, Answer, translate

Sleep = Callable[[float], Awaitable[None]]
Clock = Callable[[], float]

MAX_PICTURE = 64 * 2**20
MAX_ANSWER = 4 * 2**20
_TRIES = 7
_TRIES_UNSEEN = 3
"""Where the host was never reached in this run: without a network nobody waits long."""
_HOPS = 5
_PLACES = 256
_HEADERS = {"User-Agent": "storyboard", "Accept-Encoding": "gzip, deflate"}


@dataclass(frozen=True, slots=True)
class _Place:
    """What is known of a machine that addresses name."""

    name: str
    followed: bool
    """As far as its text tells."""
    trusted: bool


@dataclass(frozen=True, slots=True)
class File:
    """A file of a multipart form."""

    field: str
    name: str
    data: bytes
    mime: str


class Wire:
    """The connections to one host.

    The key goes along to the origins of the host's bases and, over https, to its domains and
    what is below them; to nobody else. Unsafe addresses are never followed: see
    `addresses.safe`; nor are names that lead to addresses of a private network.
    """

    def __init__(
        self,
        host: Host,
        *,
        sleep: Sleep = asyncio.sleep,
        clock: Clock = time.monotonic,
        seed: int = 0,
        connect_timeout: float = 10.0,
        read_timeout: float = 60.0,
        longest: float = 240.0,
        max_picture: int = MAX_PICTURE,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Time-outs in seconds: `longest` is for one request from its first byte to its last,
        however it trickles; `seed` is the jitter's. `tell` hears when the host cannot be reached
        and is tried again, and when it answers.
        """
        self.title = host.title
        self.sleep = sleep
        self.clock = clock
        self.max_picture = max_picture
        self._host = host
        self._bases = host.bases
        self._jitter = random.Random(seed)
        self._timeouts = {
            "connect": connect_timeout,
            "read": read_timeout,
            "write": read_timeout,
            "pool": read_timeout,
        }
        self._longest = longest
        self._secrets = tuple(s.encode() for s in host.secrets)
        self._connections = Connections(host.title)
        self._places: dict[str, _Place] = {}
        self._public: dict[str, bool] = {}
        self._tell = tell
        self._reached = False
        self._away = False

    async def submit(
        self, url: str, body: Mapping[str, Any], files: tuple[File, ...] | None = None
    ) -> Answer:
        """A POST that may cost money, sent once: JSON, or a multipart form where `files` is given.

        Raises `HostUnreachable` where it certainly did not arrive, `OutcomeUnknown` where it
        may have.
        """
        # Not on a connection that has rested: the host may close it at that very moment, and
        # the failure would look like a submit without an answer.
        return await self._once(url, "POST", fresh=True, body=body, files=files)

    async def post(
        self, url: str, body: Mapping[str, Any], files: tuple[File, ...] | None = None
    ) -> Answer:
        """A POST that costs nothing: repeated like a GET."""
        return await self._repeated("POST", url, body=body, files=files)

    async def get(self, url: str, until: float | None = None) -> Answer:
        """The answer of an address, redirects followed; repeated while its fault may pass.

        `until` is the clock's time after which it is not repeated. Raises `HostUnreachable`
        or `HostFault` when patience ends.
        """
        return await self._repeated("GET", url, until=until)

    async def put(self, url: str, data: bytes, content_type: str) -> Answer:
        """Stores bytes at a signed address: no key goes along."""
        return await self._repeated("PUT", url, data=data, content_type=content_type, bare=True)

    async def download(self, url: str, until: float | None = None) -> Answer:
        """The bytes at an address, up to `max_picture`, without the key."""
        return await self._repeated("GET", url, until=until, bare=True, limit=self.max_picture)

    def follows(self, url: str) -> bool:
        """Whether an address that the host gave may be opened, as far as its text tells."""
        return self._place(url).followed

    def trusts(self, url: str) -> bool:
        """Whether the key may go to an address."""
        return self._place(url).trusted

    def backoff(self, attempt: int, first: float = 0.5) -> float:
        """Seconds before attempt number `attempt` (from 0): doubling to 30 s, with jitter."""
        return min(first * 2.0**attempt, 30.0) * (0.75 + 0.5 * self._jitter.random())

    async def close(self) -> None:
        await self._connections.close()

    async def _repeated(
        self, method: str, url: str, *, until: float | None = None, **request: Any
    ) -> Answer:
        for attempt in range(_TRIES):
            answer: Answer | None = None
            failure: GenerationError | None = None
            wait = self.backoff(attempt)
            tries = _TRIES
            try:
                answer = await self._hops(method, url, **request)
            except (HostUnreachable, OutcomeUnknown) as error:
                failure = HostUnreachable(f"{error}")
                failure.__cause__ = error.__cause__
                if isinstance(error, HostUnreachable) and not self._reached:
                    tries = _TRIES_UNSEEN
            if answer and answer.status not in PASSING:
                return answer
            if answer and answer.retry_after is not None:
                wait = answer.retry_after
            late = until is not None and self.clock() + wait > until
            if attempt >= tries - 1 or late:
                if answer:
                    return answer
                assert failure
                raise failure
            if failure and not self._away:
                self._away = True
                self._tell(f"{failure}; it is tried again")
            await self.sleep(wait)
        raise AssertionError

    async def _hops(self, method: str, url: str, **request: Any) -> Answer:
        for _ in range(_HOPS):
            answer = await self._once(url, method, **request)
            if method != "GET" or answer.status not in (301, 302, 303, 307, 308):
                return answer
            url = urljoin(url, answer.headers.get("location", ""))
        raise HostFault(f"{self.title} sends from one address to the next without an end")

    async def _once(
        self,
        url: str,
        method: str,
        *,
        fresh: bool = False,
        body: Mapping[str, Any] | None = None,
        files: tuple[File, ...] | None = None,
        data: bytes | None = None,
        content_type: str = "application/json",
        bare: bool = False,
        limit: int = MAX_ANSWER,
    ) -> Answer:
        place = self._place(url)
        if not (place.followed and await self._leads_outside(place.name)):
            raise HostFault(
                f"{self.title} gave an address that is not followed ({shown(url)}): "
                "only https to the public network is"
            )
        headers = dict(_HEADERS)
        if files is not None:
            data, content_type = _form(body or {}, files)
        elif body is not None:
            data = json.dumps(body).encode()
        if data is not None:
            headers["Content-Type"] = content_type
        if not bare and place.trusted:
            headers[self._host.header] = self._host.scheme + self._host.key
        if fresh:
            headers |= self._host.extra
        try:
            async with (
                asyncio.timeout(self._longest),
                self._connections.one(url, fresh) as connection,
            ):
                asked = Asked(method, url, headers, data, self._timeouts)
                answer = await connection.exchange(asked, limit)
        except Larger:
            raise TooLarge(
                f"{self.title} sent more than {limit / 2**20:.0f} MB "
                f"({shown(url)}): it is not taken"
            ) from None
        except FAULTS as error:
            raise translate(error, self.title, url) from error
        self._reached = True
        if self._away:
            self._away = False
            self._tell(f"{self.title} answers again")
        return self._without_secrets(answer) if limit == MAX_ANSWER else answer

    def _without_secrets(self, answer: Answer) -> Answer:
        """Should a host repeat the key, it goes no further than here."""
        data = answer.data
        for secret in self._secrets:
            data = data.replace(secret, "…".encode())
        return answer if data is answer.data else replace(answer, data=data)

    def _place(self, url: str) -> _Place:
        # All that is decided here stands before the path.
        start = machine(url)
        place = self._places.get(start)
        if place is None:
            if len(self._places) >= _PLACES:
                self._places.clear()
            place = self._places[start] = self._judged(url)
        return place

    def _judged(self, url: str) -> _Place:
        if not safe(url, self._bases):
            return _Place("", followed=False, trusted=False)
        parts = urlsplit(url)
        name = (parts.hostname or "").lower()
        trusted = origin(url) in map(origin, self._bases) or (
            parts.scheme == "https"
            and any(name == d or name.endswith("." + d) for d in self._host.domains)
        )
        return _Place(name, followed=True, trusted=trusted)

    async def _leads_outside(self, name: str) -> bool:
        """Whether a name that the host gave leads to public addresses only.

        The names of the host's own bases are the person's, and an address says it itself.
        """
        known = self._public.get(name)
        if known is None:
            own = any((urlsplit(b).hostname or "").lower() == name for b in self._bases)
            known = own or self._connections.proxied or not await _resolves_to_private(name)
            self._public[name] = known
        return known


async def _resolves_to_private(name: str) -> bool:
    if name.replace(".", "").isdigit() or ":" in name or loopback(name):
        return False
    try:
        found = await asyncio.get_running_loop().getaddrinfo(name, None, type=socket.SOCK_STREAM)
    except OSError:
        # The connection will fail by itself, in its own words.
        return False
    return any(not public(str(address[4][0]).partition("%")[0]) for address in found)


def _form(fields: Mapping[str, Any], files: tuple[File, ...]) -> tuple[bytes, str]:
    """A multipart form in one piece, and its content type."""
    parts = [(f.field, (f.name, f.data, f.mime)) for f in files]
    request = httpx.Request("POST", "http://form", data=dict(fields), files=parts)
    return request.read(), request.headers["Content-Type"]
