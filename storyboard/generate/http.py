"""The one place that speaks HTTP: time-outs, retries, sizes, and errors put into our words.

A GET is free and is repeated; a POST that may cost money is sent once and its failure says
whether it can have arrived.
"""

from __future__ import annotations

import asyncio
import json
import random
import socket
import ssl
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies

import httpx

from storyboard.errors import (
    GenerationError,
    HostFault,
    HostUnreachable,
    OutcomeUnknown,
    TooLarge,
)
from storyboard.generate.addresses import loopback, origin, public, safe, shown
from storyboard.generate.host import Host
from storyboard.generate.replies import PASSING, Answer, translate

Sleep = Callable[[float], Awaitable[None]]
Clock = Callable[[], float]

MAX_PICTURE = 64 * 2**20
MAX_ANSWER = 4 * 2**20
_TRIES = 7
_HOPS = 5
_FRESH, _LASTING = 0.5, 5.0
"""Seconds for which a connection may rest before it carries a submit, or another request."""


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
    ) -> None:
        """Time-outs in seconds: `longest` is for one request from its first byte to its last,
        however it trickles; `seed` is the jitter's.
        """
        self.title = host.title
        self.sleep = sleep
        self.clock = clock
        self.max_picture = max_picture
        self._host = host
        self._bases = host.bases
        self._jitter = random.Random(seed)
        self._timeout = httpx.Timeout(read_timeout, connect=connect_timeout)
        self._longest = longest
        self._secrets = tuple(s.encode() for s in host.secrets)
        self._idle: dict[tuple[bool, bool], list[httpx.AsyncClient]] = {}
        self._public: dict[str, bool] = {}
        self._proxied = bool(getproxies())

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
        return safe(url, self._bases)

    def trusts(self, url: str) -> bool:
        """Whether the key may go to an address."""
        parts = urlsplit(url)
        name = (parts.hostname or "").lower()
        return origin(url) in map(origin, self._bases) or (
            parts.scheme == "https"
            and any(name == d or name.endswith("." + d) for d in self._host.domains)
        )

    def backoff(self, attempt: int, first: float = 0.5) -> float:
        """Seconds before attempt number `attempt` (from 0): doubling to 30 s, with jitter."""
        return min(first * 2.0**attempt, 30.0) * (0.75 + 0.5 * self._jitter.random())

    async def close(self) -> None:
        idle, self._idle = self._idle, {}
        for clients in idle.values():
            for client in clients:
                await client.aclose()

    @asynccontextmanager
    async def _client(self, url: str, fresh: bool) -> AsyncIterator[httpx.AsyncClient]:
        """A client for one request, of those that are free the one used last.

        Each holds a connection or two: httpcore looks at all of a pool's for every request.
        """
        # Plain http needs no certificates, and reading them takes longer than anything else.
        secure = url.startswith("https") or self._proxied
        idle = self._idle.setdefault((secure, fresh), [])
        client = idle.pop() if idle else self._made(secure, fresh)
        try:
            yield client
        finally:
            idle.append(client)

    def _made(self, secure: bool, fresh: bool) -> httpx.AsyncClient:
        _without_sniffio()
        try:
            return httpx.AsyncClient(
                verify=_certificates() if secure else _no_certificates(),
                timeout=self._timeout,
                limits=httpx.Limits(keepalive_expiry=_FRESH if fresh else _LASTING),
                # A proxy of the environment is for the world outside this machine.
                mounts=dict.fromkeys(("all://127.0.0.1", "all://localhost", "all://[::1]")),
                headers={"User-Agent": "storyboard", "Accept": "*/*"},
            )
        except (ImportError, ValueError, httpx.InvalidURL) as error:
            raise HostUnreachable(
                f"{self.title} cannot be reached: the proxy that the environment names "
                f"cannot be used ({error})"
            ) from error

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
        if not (self.follows(url) and await self._leads_outside(url)):
            raise HostFault(
                f"{self.title} gave an address that is not followed ({shown(url)}): "
                "only https to the public network is"
            )
        headers = {}
        if files is not None:
            data, content_type = _form(body or {}, files)
        elif body is not None:
            data = json.dumps(body).encode()
        if data is not None:
            headers["Content-Type"] = content_type
        if not bare and self.trusts(url):
            headers[self._host.header] = self._host.scheme + self._host.key
        if fresh:
            headers |= self._host.extra
        try:
            async with (
                asyncio.timeout(self._longest),
                self._client(url, fresh) as client,
                client.stream(method, url, headers=headers, content=data) as response,
            ):
                chunks = bytearray()
                async for chunk in response.aiter_bytes():
                    chunks += chunk
                    if len(chunks) > limit:
                        raise TooLarge(
                            f"{self.title} sent more than {limit / 2**20:.0f} MB "
                            f"({shown(url)}): it is not taken"
                        )
                got = bytes(chunks)
                if limit == MAX_ANSWER:
                    # Should a host repeat the key, it goes no further than here.
                    for secret in self._secrets:
                        got = got.replace(secret, "…".encode())
                return Answer(response.status_code, dict(response.headers), got)
        except (
            httpx.TransportError,
            httpx.DecodingError,
            httpx.InvalidURL,
            TimeoutError,
        ) as error:
            raise translate(error, self.title, url) from error

    async def _leads_outside(self, url: str) -> bool:
        """Whether a name that the host gave leads to public addresses only.

        The names of the host's own bases are the person's, and an address says it itself.
        """
        name = (urlsplit(url).hostname or "").lower()
        known = self._public.get(name)
        if known is None:
            own = any((urlsplit(b).hostname or "").lower() == name for b in self._bases)
            known = own or self._proxied or not await _resolves_to_private(name)
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


@cache
def _no_certificates() -> ssl.SSLContext:
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _form(fields: Mapping[str, Any], files: tuple[File, ...]) -> tuple[bytes, str]:
    """A multipart form in one piece, and its content type."""
    parts = [(f.field, (f.name, f.data, f.mime)) for f in files]
    request = httpx.Request("POST", "http://form", data=dict(fields), files=parts)
    return request.read(), request.headers["Content-Type"]


def _without_sniffio() -> None:
    # httpcore imports sniffio at every lock that it takes. Where it is not installed each of
    # these searches the whole path again, which costs more than all the rest of a request.
    if "sniffio" not in sys.modules and find_spec("sniffio") is None:
        sys.modules["sniffio"] = None  # type: ignore[assignment]


@cache
def _certificates() -> ssl.SSLContext:
    # Reading the certificates takes longer than anything else here.
    return httpx.create_ssl_context()
