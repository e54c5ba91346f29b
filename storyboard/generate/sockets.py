"""Sockets of asyncio: connected, written to and read from, with time-outs."""

from __future__ import annotations

import asyncio
import os
import socket
import ssl

import httpx

_EAGER = 0.25
"""Seconds until the next address of a name is tried beside the one before (RFC 8305, 8)."""
_MOST = 2**18
"""Bytes that wait to be read before the other side is held back."""
_PIECE = 2**16
"""Bytes that are written at a time: each has the whole time-out to leave in."""


class Socket(asyncio.Protocol):
    """A connected socket. Its faults are httpx's."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._got = bytearray()
        self._error: Exception | None = None
        self._changed: asyncio.Future[None] | None = None
        self._full = False
        self._held = False
        self.over = False
        """Whether nothing more comes than what is there to be read."""

    # What asyncio calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._got += data
        if len(self._got) > _MOST and self._transport and not self._held:
            self._transport.pause_reading()
            self._held = True
        self._wake()

    def eof_received(self) -> bool:
        self.over = True
        self._wake()
        return False

    def connection_lost(self, error: Exception | None) -> None:
        self.over, self._error = True, error
        self._wake()

    def pause_writing(self) -> None:
        self._full = True

    def resume_writing(self) -> None:
        self._full = False
        self._wake()

    # What a line calls.

    @property
    def silent(self) -> bool:
        """Whether the other side has neither said anything nor hung up."""
        return not (self.over or self._got)

    async def read(self, timeout: float) -> bytes:
        """What has come, waited for `timeout` seconds at most; empty at the end.

        Raises `httpx.ReadTimeout` and `httpx.ReadError`.
        """
        while self.silent:
            await self._change(timeout, httpx.ReadTimeout)
        if self._error and not self._got:
            raise httpx.ReadError(str(self._error)) from self._error
        part, self._got = bytes(self._got), bytearray()
        if self._held and self._transport:
            self._transport.resume_reading()
            self._held = False
        return part

    async def write(self, data: bytes, timeout: float) -> None:
        """Sends `data`, or less where an answer comes, or the end, before all of it has left.

        Raises `httpx.WriteTimeout` where a piece does not leave within `timeout` seconds.
        """
        assert self._transport
        for at in range(0, len(data), _PIECE):
            self._transport.write(data[at : at + _PIECE])
            while self._full and self.silent:
                await self._change(timeout, httpx.WriteTimeout)
            if not self.silent or self._transport.is_closing():
                return

    def close(self) -> None:
        if self._transport:
            # What has not left is of no use to anybody, and is not waited for.
            self._transport.abort()

    async def _change(self, timeout: float, late: type[httpx.TimeoutException]) -> None:
        self._changed = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(timeout):
                await self._changed
        except TimeoutError as error:
            raise late("") from error
        finally:
            self._changed = None

    def _wake(self) -> None:
        if self._changed and not self._changed.done():
            self._changed.set_result(None)


async def connected(host: str, port: int, secure: ssl.SSLContext | None, timeout: float) -> Socket:
    """A socket connected to a machine, and over TLS where `secure`; `timeout` is in seconds.

    Raises `httpx.ConnectError` and `httpx.ConnectTimeout`: nothing has been sent.
    """
    if secure:
        secure.set_alpn_protocols(["http/1.1"])
    try:
        async with asyncio.timeout(timeout):
            _, stream = await asyncio.get_running_loop().create_connection(
                Socket,
                host,
                port,
                ssl=secure,
                server_hostname=host if secure else None,
                happy_eyeballs_delay=_EAGER,
            )
    except TimeoutError as error:
        raise httpx.ConnectTimeout("") from error
    except OSError as error:
        raise httpx.ConnectError(_reason(error)) from error
    return stream


def _reason(error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return "its name is not found, or there is no network"
    if isinstance(error, ssl.SSLError) or not error.errno:
        return str(error)
    return os.strerror(error.errno)
