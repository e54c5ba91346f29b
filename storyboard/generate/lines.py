"""One request and its answer over one connection.

httpcore speaks HTTP. Its pools, the layer through which it reaches asyncio, and httpx's client
around both are for any number of requests to anywhere, and take several times as long as all the
rest of a request.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterable, AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

import httpcore
import httpx

from storyboard.generate.replies import Answer
from storyboard.generate.sockets import connected

_PART = 2**14
"""Bytes that are unpacked at a time: none becomes more than about a thousand times as large."""


class Larger(Exception):
    """An answer is larger than it may be."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request."""

    method: str
    url: str
    headers: Mapping[str, str]
    data: bytes | None
    timeouts: Mapping[str, float]
    """Seconds for ``connect``, ``read``, ``write`` and ``pool``."""


class Connection(Protocol):
    """What carries one request at a time."""

    async def exchange(self, asked: Asked, limit: int) -> Answer:
        """The answer, read to its end and unpacked.

        Raises `Larger` where it has more than `limit` bytes, and the errors of httpcore or
        httpx, which have the same names.
        """

    async def aclose(self) -> None: ...


class Line:
    """A connection to the machine of its last request, kept open for the next one there."""

    def __init__(self, verify: ssl.SSLContext, expiry: float) -> None:
        """`verify` is used over https; `expiry` is how long the connection may rest between
        two requests, in seconds.
        """
        self._verify = verify
        self._expiry = expiry
        self._open: httpcore.AsyncHTTP11Connection | None = None

    async def exchange(self, asked: Asked, limit: int) -> Answer:
        url = asked.url
        if not (url.isascii() and url.isprintable() and " " not in url):
            url = str(httpx.URL(url))
        headers = {"Host": urlsplit(url).netloc.rpartition("@")[2], **asked.headers}
        if asked.data is not None:
            headers["Content-Length"] = str(len(asked.data))
        request = httpcore.Request(
            asked.method,
            httpcore.URL(url),
            headers=[(name.encode(), value.encode()) for name, value in headers.items()],
            content=asked.data,
            extensions={"timeout": asked.timeouts},
        )
        line = await self._line(request.url.origin, asked.timeouts["connect"])
        response = await line.handle_async_request(request)
        try:
            assert isinstance(response.stream, AsyncIterable)
            data = await _read(response.stream, limit)
        finally:
            await response.aclose()
        told = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in response.headers}
        if "content-encoding" in told:
            data = await _unpacked(told, data, limit)
        return Answer(response.status, told, data)

    async def aclose(self) -> None:
        line, self._open = self._open, None
        if line:
            await line.aclose()

    async def _line(self, origin: httpcore.Origin, wait: float) -> httpcore.AsyncHTTP11Connection:
        line = self._open
        if line and line.can_handle_request(origin) and line.is_idle() and not line.has_expired():
            return line
        await self.aclose()
        verify = self._verify if origin.scheme == b"https" else None
        stream = await connected(origin.host.decode("ascii"), origin.port, verify, wait)
        self._open = httpcore.AsyncHTTP11Connection(
            origin=origin, stream=stream, keepalive_expiry=self._expiry
        )
        return self._open


class Proxied:
    """httpx's transport through a proxy."""

    def __init__(self, verify: ssl.SSLContext, expiry: float, proxy: str) -> None:
        """As a `Line`. Raises `ImportError` and `ValueError` for a proxy that cannot be used."""
        limits = httpx.Limits(keepalive_expiry=expiry)
        self._transport = httpx.AsyncHTTPTransport(verify=verify, limits=limits, proxy=proxy)

    async def exchange(self, asked: Asked, limit: int) -> Answer:
        request = httpx.Request(
            asked.method,
            asked.url,
            headers=dict(asked.headers),
            content=asked.data,
            extensions={"timeout": dict(asked.timeouts)},
        )
        response = await self._transport.handle_async_request(request)
        try:
            data = await _read(response.aiter_bytes(), limit)
        finally:
            await response.aclose()
        return Answer(response.status_code, response.headers, data)

    async def aclose(self) -> None:
        await self._transport.aclose()


async def _read(parts: AsyncIterable[bytes], limit: int) -> bytes:
    data = bytearray()
    async for part in parts:
        data += part
        if len(data) > limit:
            raise Larger
    return bytes(data)


async def _unpacked(headers: Mapping[str, str], data: bytes, limit: int) -> bytes:
    """A body as httpx unpacks it, piece by piece: a small one may hold an endless one."""

    class Packed(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            for at in range(0, len(data), _PART):
                yield data[at : at + _PART]

    return await _read(httpx.Response(200, headers=headers, stream=Packed()).aiter_bytes(), limit)
