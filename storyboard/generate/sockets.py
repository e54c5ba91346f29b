"""Sockets of asyncio, as httpcore reads and writes them."""

from __future__ import annotations

import asyncio
import ssl
from typing import Any

import httpcore

_EAGER = 0.25
"""Seconds until the next address of a name is tried beside the one before (RFC 8305, 8)."""
_MOST = 2**18
"""Bytes that wait to be read before the other side is held back."""
_SMALL = 2**16
"""Bytes."""


class Socket(httpcore.AsyncNetworkStream, asyncio.Protocol):
    """A connected socket, as httpcore reads and writes it."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._got = bytearray()
        self._to_go = bytearray()
        self._over = False
        self._error: Exception | None = None
        self._reader: asyncio.Future[None] | None = None
        self._writer: asyncio.Future[None] | None = None
        self._held = False

    # What asyncio calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._got += data
        if len(self._got) > _MOST and self._transport and not self._held:
            self._transport.pause_reading()
            self._held = True
        self._wake(self._reader)

    def eof_received(self) -> bool:
        self._over = True
        self._wake(self._reader)
        return False

    def connection_lost(self, error: Exception | None) -> None:
        self._over, self._error = True, error
        self._wake(self._reader)
        self._wake(self._writer)
        self._writer = None

    def pause_writing(self) -> None:
        self._writer = asyncio.get_running_loop().create_future()

    def resume_writing(self) -> None:
        self._wake(self._writer)
        self._writer = None

    # What httpcore calls.

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if not self._got:
            # An answer that came before all was sent is the answer.
            await self._send(timeout)
        if not self._got and not self._over:
            self._reader = asyncio.get_running_loop().create_future()
            try:
                async with asyncio.timeout(timeout):
                    await self._reader
            except TimeoutError as error:
                raise httpcore.ReadTimeout from error
            finally:
                self._reader = None
        if self._error and not self._got:
            raise httpcore.ReadError(str(self._error)) from self._error
        part = bytes(self._got[:max_bytes])
        del self._got[:max_bytes]
        if self._held and self._transport and len(self._got) < _MOST // 2:
            self._transport.resume_reading()
            self._held = False
        return part

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        # What is small waits for the read that follows, so that the head of a request and its
        # body leave together.
        self._to_go += buffer
        if len(self._to_go) > _SMALL:
            await self._send(timeout)

    async def _send(self, timeout: float | None) -> None:
        if not self._to_go:
            return
        part, self._to_go = bytes(self._to_go), bytearray()
        if self._transport is None or self._transport.is_closing():
            raise httpcore.WriteError(str(self._error or "the connection was cut"))
        self._transport.write(part)
        if self._writer:
            try:
                async with asyncio.timeout(timeout):
                    await asyncio.shield(self._writer)
            except TimeoutError as error:
                raise httpcore.WriteTimeout from error
            if self._error:
                raise httpcore.WriteError(str(self._error)) from self._error

    async def aclose(self) -> None:
        if self._transport:
            self._transport.close()

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":
            return self._over or bool(self._got)
        return self._transport.get_extra_info(info) if self._transport else None

    @staticmethod
    def _wake(waiting: asyncio.Future[None] | None) -> None:
        if waiting and not waiting.done():
            waiting.set_result(None)


async def connected(host: str, port: int, secure: ssl.SSLContext | None, timeout: float) -> Socket:
    """A socket connected to a machine, and over TLS where `secure`; `timeout` is in seconds.

    Raises httpcore's `ConnectError` and `ConnectTimeout`: nothing has been sent.
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
        raise httpcore.ConnectTimeout from error
    except (OSError, ssl.CertificateError) as error:
        raise httpcore.ConnectError(str(error)) from error
    return stream
