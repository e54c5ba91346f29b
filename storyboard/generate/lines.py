"""One request and its answer over one connection.

h11 speaks HTTP. httpx's client, its pools and what lies below them are for any number of requests
to anywhere, and take several times as long as all the rest of a request.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterable, AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import SplitResult, urlsplit

import h11
import httpx

from storyboard.generate.replies import Answer
from storyboard.generate.sockets import Socket, connected

_PART = 2**14
"""Bytes that are unpacked at a time: none becomes more than about a thousand times as large."""
_HEAD = 10**5
"""Bytes that the head of an answer may have."""


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

        Raises `Larger` where it has more than `limit` bytes, and the errors of httpx.
        """

    async def aclose(self) -> None: ...


@dataclass(frozen=True, slots=True)
class _Open:
    place: tuple[str, str]
    """The scheme, and the machine as an address names it."""
    socket: Socket
    talk: h11.Connection


class Line:
    """A connection to the machine of its last request, kept open for the next one there."""

    def __init__(self, verify: ssl.SSLContext, expiry: float) -> None:
        """`verify` is used over https; `expiry` is how long the connection may rest between
        two requests, in seconds.
        """
        self._verify = verify
        self._expiry = expiry
        self._open: _Open | None = None
        self._expires = 0.0

    async def exchange(self, asked: Asked, limit: int) -> Answer:
        url = asked.url
        if not (url.isascii() and url.isprintable() and " " not in url):
            url = str(httpx.URL(url))
        parts = urlsplit(url)
        request = _request(asked, parts)
        line = await self._line(parts, asked.timeouts["connect"])
        # Whatever happens from here on, it is kept only where the answer was read to its end.
        self._open = None
        try:
            await line.socket.write(
                _packed(line.talk, request, asked.data), asked.timeouts["write"]
            )
            answer = await _answer(line, limit, asked.timeouts["read"])
        except BaseException:
            line.socket.close()
            raise
        talk = line.talk
        # What came after the answer, unasked, would be taken for the next one's.
        if talk.our_state is talk.their_state is h11.DONE and not talk.trailing_data[0]:
            talk.start_next_cycle()
            self._open = line
            self._expires = asyncio.get_running_loop().time() + self._expiry
        else:
            line.socket.close()
        if "content-encoding" in answer.headers:
            data = await _unpacked(answer.headers, answer.data, limit)
            return Answer(answer.status, answer.headers, data)
        return answer

    async def aclose(self) -> None:
        line, self._open = self._open, None
        if line:
            line.socket.close()

    async def _line(self, parts: SplitResult, wait: float) -> _Open:
        place = (parts.scheme, parts.netloc)
        line = self._open
        now = asyncio.get_running_loop().time()
        if line and line.place == place and line.socket.silent and now < self._expires:
            return line
        await self.aclose()
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        verify = self._verify if secure else None
        stream = await connected(parts.hostname or "", port, verify, wait)
        talk = h11.Connection(h11.CLIENT, max_incomplete_event_size=_HEAD)
        return _Open(place, stream, talk)


def _request(asked: Asked, parts: SplitResult) -> h11.Request:
    headers = {"Host": parts.netloc.rpartition("@")[2], **asked.headers}
    if asked.data is not None:
        headers["Content-Length"] = str(len(asked.data))
    try:
        return h11.Request(
            method=asked.method,
            target=(parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
            headers=list(headers.items()),
        )
    except h11.LocalProtocolError as error:
        raise httpx.LocalProtocolError(str(error)) from error


def _packed(talk: h11.Connection, request: h11.Request, data: bytes | None) -> bytes:
    """A request in one piece, so that its head and its body leave together."""
    parts = [talk.send(request), talk.send(h11.Data(data)) if data else b""]
    talk.send(h11.EndOfMessage())
    return b"".join(part for part in parts if part)


async def _answer(line: _Open, limit: int, wait: float) -> Answer:
    status, headers, data = 0, dict[str, str](), bytearray()
    while True:
        try:
            event = line.talk.next_event()
            if event is h11.NEED_DATA:
                got = await line.socket.read(wait)
                if not got and line.talk.their_state is h11.SEND_RESPONSE:
                    raise httpx.RemoteProtocolError("it hung up without an answer")
                line.talk.receive_data(got)
        except h11.RemoteProtocolError as error:
            raise httpx.RemoteProtocolError(str(error)) from error
        if isinstance(event, h11.Response):
            status = event.status_code
            headers = {k.decode("latin-1"): v.decode("latin-1") for k, v in event.headers}
        elif isinstance(event, h11.Data):
            data += event.data
            if len(data) > limit:
                raise Larger
        elif isinstance(event, h11.EndOfMessage):
            return Answer(status, headers, bytes(data))
        elif event is h11.PAUSED:
            raise httpx.RemoteProtocolError("it answered in a protocol that it was not asked for")


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
