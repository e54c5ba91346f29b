"""The one place that speaks HTTP: time-outs, retries, sizes, and errors put into our words.

A GET is free and is repeated; a POST that may cost money is sent once and its failure says
whether it can have arrived.
"""

from __future__ import annotations

import asyncio
import json
import math
import random
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from storyboard.errors import GenerationError, HostFault, HostUnreachable, OutcomeUnknown
from storyboard.generate.addresses import origin, safe, shown

Sleep = Callable[[float], Awaitable[None]]
Clock = Callable[[], float]

MAX_PICTURE = 64 * 2**20
MAX_ANSWER = 4 * 2**20
MAX_WAIT = 120.0
"""Seconds: what a Retry-After may ask for at most."""
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses of a GET that time may heal."""
_TRIES = 7
_HOPS = 5
_LONGEST = 240.0
"""Seconds for one request from its first byte to its last, however it trickles."""

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


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answered, read to its end."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
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


class Wire:
    """The connections to one host.

    `authorization` goes along to the origins of `bases` and, over https, to `domains` and what
    is below them; to nobody else. Unsafe addresses are never followed: see `addresses.safe`.
    """

    def __init__(
        self,
        title: str,
        authorization: str,
        bases: tuple[str, ...],
        domains: tuple[str, ...] = (),
        *,
        sleep: Sleep = asyncio.sleep,
        clock: Clock = time.monotonic,
        seed: int = 0,
        connect_timeout: float = 10.0,
        read_timeout: float = 60.0,
        max_picture: int = MAX_PICTURE,
    ) -> None:
        """`title` is the host's name in messages; time-outs in seconds; `seed` is the jitter's."""
        self.title = title
        self.sleep = sleep
        self.clock = clock
        self.max_picture = max_picture
        self._authorization = authorization
        self._bases = bases
        self._domains = domains
        self._jitter = random.Random(seed)
        self._timeout = httpx.Timeout(read_timeout, connect=connect_timeout)
        self._clients: tuple[httpx.AsyncClient, httpx.AsyncClient] | None = None

    async def submit(self, url: str, body: Mapping[str, Any]) -> Answer:
        """A POST of JSON that may cost money, sent once.

        Raises `HostUnreachable` where it certainly did not arrive, `OutcomeUnknown` where it
        may have.
        """
        # A connection of its own: one kept alive may be closed by the host at that very moment,
        # and the failure would look like a submit without an answer.
        return await self._once(self._client(lasting=False), "POST", url, body=body)

    async def post(self, url: str, body: Mapping[str, Any]) -> Answer:
        """A POST of JSON that costs nothing: repeated like a GET."""
        return await self._repeated("POST", url, body=body)

    async def get(self, url: str, until: float | None = None) -> Answer:
        """The answer of an address, redirects followed; repeated while its fault may pass.

        `until` is the clock's time after which it is not repeated. Raises `HostUnreachable`
        or `HostFault` when patience ends.
        """
        return await self._repeated("GET", url, until=until)

    async def put(self, url: str, data: bytes, content_type: str) -> Answer:
        """Stores bytes at a signed address: no Authorization goes along."""
        return await self._repeated("PUT", url, data=data, content_type=content_type, bare=True)

    async def download(self, url: str, until: float | None = None) -> Answer:
        """The bytes at an address, up to `max_picture`, without Authorization."""
        return await self._repeated("GET", url, until=until, bare=True, limit=self.max_picture)

    def follows(self, url: str) -> bool:
        """Whether an address that the host gave may be opened."""
        return safe(url, self._bases)

    def trusts(self, url: str) -> bool:
        """Whether the key may go to an address."""
        parts = urlsplit(url)
        name = (parts.hostname or "").lower()
        return origin(url) in map(origin, self._bases) or (
            parts.scheme == "https"
            and any(name == d or name.endswith("." + d) for d in self._domains)
        )

    def backoff(self, attempt: int, first: float = 0.5) -> float:
        """Seconds before attempt number `attempt` (from 0): doubling to 30 s, with jitter."""
        return min(first * 2.0**attempt, 30.0) * (0.75 + 0.5 * self._jitter.random())

    async def close(self) -> None:
        clients, self._clients = self._clients, None
        for client in clients or ():
            await client.aclose()

    def _client(self, lasting: bool = True) -> httpx.AsyncClient:
        if self._clients is None:
            try:
                self._clients = self._made(), self._made(max_keepalive_connections=0)
            except (ImportError, ValueError, httpx.InvalidURL) as error:
                raise HostUnreachable(
                    f"{self.title} cannot be reached: the proxy that the environment names "
                    f"cannot be used ({error})"
                ) from error
        return self._clients[0 if lasting else 1]

    def _made(self, **limits: int) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            verify=_certificates(),
            timeout=self._timeout,
            limits=httpx.Limits(max_connections=100, **limits),
            # A proxy of the environment is for the world outside this machine.
            mounts=dict.fromkeys(("all://127.0.0.1", "all://localhost", "all://[::1]")),
        )

    async def _repeated(
        self, method: str, url: str, *, until: float | None = None, **request: Any
    ) -> Answer:
        for attempt in range(_TRIES):
            answer: Answer | None = None
            failure: GenerationError | None = None
            wait = self.backoff(attempt)
            try:
                answer = await self._hops(method, url, **request)
            except (HostUnreachable, OutcomeUnknown) as error:
                failure = HostUnreachable(f"{error}")
                failure.__cause__ = error.__cause__
            if answer and answer.status not in PASSING:
                return answer
            if answer and answer.retry_after is not None:
                wait = answer.retry_after
            late = until is not None and self.clock() + wait > until
            if attempt == _TRIES - 1 or late:
                if answer:
                    return answer
                assert failure
                raise failure
            await self.sleep(wait)
        raise AssertionError

    async def _hops(self, method: str, url: str, **request: Any) -> Answer:
        for _ in range(_HOPS):
            answer = await self._once(self._client(), method, url, **request)
            if method != "GET" or answer.status not in (301, 302, 303, 307, 308):
                return answer
            url = urljoin(url, answer.headers.get("location", ""))
        raise HostFault(f"{self.title} sends from one address to the next without an end")

    async def _once(
        self,
        client: httpx.AsyncClient,
        method: str,
        url: str,
        *,
        body: Mapping[str, Any] | None = None,
        data: bytes | None = None,
        content_type: str = "application/json",
        bare: bool = False,
        limit: int = MAX_ANSWER,
    ) -> Answer:
        if not self.follows(url):
            raise HostFault(
                f"{self.title} gave an address that is not followed ({shown(url)}): "
                "only https is, and plain http on this machine"
            )
        headers = {"User-Agent": "storyboard", "Accept": "*/*"}
        content = data if body is None else json.dumps(body).encode()
        if content is not None:
            headers["Content-Type"] = content_type
        if not bare and self.trusts(url):
            headers["Authorization"] = self._authorization
        try:
            async with (
                asyncio.timeout(_LONGEST),
                client.stream(method, url, headers=headers, content=content) as response,
            ):
                chunks = bytearray()
                async for chunk in response.aiter_bytes():
                    chunks += chunk
                    if len(chunks) > limit:
                        raise HostFault(
                            f"{self.title} sent more than {limit / 2**20:.0f} MB "
                            f"({shown(url)}): it is not taken"
                        )
                return Answer(response.status_code, dict(response.headers), bytes(chunks))
        except (
            httpx.TransportError,
            httpx.DecodingError,
            httpx.InvalidURL,
            TimeoutError,
        ) as error:
            raise translate(error, self.title, url) from error


@cache
def _certificates() -> ssl.SSLContext:
    # Reading the certificates takes longer than anything else here.
    return httpx.create_ssl_context()


def translate(error: Exception, title: str, url: str) -> GenerationError:
    """What a fault of the connection means for a request: not arrived, or who knows."""
    where = f"{title} ({urlsplit(url).hostname})"
    if isinstance(error, _NOT_SENT):
        return HostUnreachable(f"{where} cannot be reached: {_cause(error)}")
    return OutcomeUnknown(f"{where} did not answer: {_cause(error)}")


def _cause(error: Exception) -> str:
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return "it took too long"
    return str(error).strip().rstrip(".").lower() or "the connection was cut"
