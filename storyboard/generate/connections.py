"""The connections to one host, each for one request at a time, kept for the next."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx

from storyboard.errors import HostUnreachable
from storyboard.generate.addresses import loopback, machine
from storyboard.generate.lines import Connection, Line, Proxied

_FRESH, _LASTING = 0.5, 5.0
"""Seconds for which a connection may rest before it carries a submit, or another request."""

Kind = tuple[str, str, bool]
"""The proxy, the machine, and whether it is for submits."""


class Connections:
    """Connections, those that are free kept for the next request of their kind."""

    def __init__(self, title: str) -> None:
        """`title` is the host's, for the words of an error."""
        self._title = title
        self._idle: dict[Kind, list[Connection]] = {}
        self._proxies = getproxies()

    @property
    def proxied(self) -> bool:
        """Whether the environment names a proxy."""
        return bool(self._proxies)

    @asynccontextmanager
    async def one(self, url: str, fresh: bool) -> AsyncIterator[Connection]:
        """A connection for one request, of those that are free the one used last.

        With `fresh` it has not rested. Raises `HostUnreachable` where the proxy
        that the environment names cannot be used.
        """
        proxy = self._proxy(url)
        idle = self._idle.setdefault((proxy, machine(url), fresh), [])
        secure = bool(proxy) or url.startswith("https")
        line = idle.pop() if idle else self._made(proxy, secure, fresh)
        try:
            yield line
        finally:
            idle.append(line)

    async def close(self) -> None:
        idle, self._idle = self._idle, {}
        for lines in idle.values():
            for line in lines:
                await line.aclose()

    def _proxy(self, url: str) -> str:
        """The proxy for an address; empty where there is none."""
        if not self._proxies:
            return ""
        parts = urlsplit(url)
        name = parts.hostname or ""
        # A proxy of the environment is for the world outside this machine.
        if loopback(name) or proxy_bypass(name):
            return ""
        proxy = self._proxies.get(parts.scheme) or self._proxies.get("all") or ""
        return proxy if not proxy or "://" in proxy else f"http://{proxy}"

    def _made(self, proxy: str, secure: bool, fresh: bool) -> Connection:
        try:
            # Plain http needs no certificates, and reading them takes longer than anything else.
            verify = _certificates() if secure else _no_certificates()
            expiry = _FRESH if fresh else _LASTING
            return Proxied(verify, expiry, proxy) if proxy else Line(verify, expiry)
        except (ImportError, ValueError, httpx.InvalidURL) as error:
            raise HostUnreachable(
                f"{self._title} cannot be reached: the proxy that the environment names "
                f"cannot be used ({error})"
            ) from error


@cache
def _certificates() -> ssl.SSLContext:
    return httpx.create_ssl_context()


@cache
def _no_certificates() -> ssl.SSLContext:
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
