"""The connections to a host: who carries a request, and what is kept for the next."""

from __future__ import annotations

import asyncio
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from storyboard.errors import HostUnreachable
from storyboard.generate.connections import Connections
from storyboard.generate.host import Host
from storyboard.generate.http import Wire

HOST = Host("h", "Host", "k-secret", "H_KEY", "http://pictures.example.org/submit",
            ("http://pictures.example.org",), ())  # fmt: skip


class _Proxy(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    asked: list[str]


class _Asked(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        assert isinstance(self.server, _Proxy)
        while line := self.rfile.readline():
            self.server.asked.append(line.decode().split()[1])
            while self.rfile.readline().strip():
                pass
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Proxy]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with _Proxy(("127.0.0.1", 0), _Asked) as server:
        server.asked = []
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        monkeypatch.setenv("http_proxy", f"127.0.0.1:{server.server_address[1]}")
        yield server
        server.shutdown()
        thread.join()


def _asked(wire: Wire, url: str) -> int:
    async def go() -> int:
        try:
            return (await wire.get(url, until=0.0)).status
        finally:
            await wire.close()

    return asyncio.run(go())


def test_a_proxy_of_the_environment_carries_what_leaves_the_machine(
    proxy: _Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _asked(Wire(HOST), "http://pictures.example.org/a?b=1") == 200
    assert proxy.asked == ["http://pictures.example.org/a?b=1"]
    here = f"http://127.0.0.1:{proxy.server_address[1]}"
    assert _asked(Wire(replace(HOST, bases=(here,))), f"{here}/own") == 200
    assert proxy.asked[1:] == ["/own"]
    monkeypatch.setenv("no_proxy", "example.org")
    with pytest.raises(HostUnreachable, match=r"Host.*cannot be reached"):
        _asked(Wire(HOST), "http://pictures.example.org/a")
    assert len(proxy.asked) == 2


def test_a_proxy_that_cannot_be_used_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "gopher://127.0.0.1:1")
    with pytest.raises(HostUnreachable, match=r"the proxy that the environment names cannot be"):
        _asked(Wire(HOST), "http://pictures.example.org/a")


def test_a_connection_is_used_again_but_not_for_a_submit_after_a_rest() -> None:
    async def go() -> None:
        connections = Connections("Host")

        async def used(url: str, fresh: bool) -> httpx.AsyncHTTPTransport:
            async with connections.one(url, fresh) as transport:
                return transport

        async with connections.one("http://127.0.0.1/a", False) as first:
            assert await used("http://127.0.0.1/b", False) is not first
        assert await used("http://127.0.0.1/b", False) is first
        assert await used("http://127.0.0.1/b", True) is not first
        assert await used("https://127.0.0.1/b", False) is not first
        await connections.close()
        assert await used("http://127.0.0.1/b", False) is not first
        await connections.close()

    asyncio.run(go())
