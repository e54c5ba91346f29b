"""The connections to a host: who carries a request, and what is kept for the next."""

from __future__ import annotations

import asyncio
import gzip
import random
import socketserver
import ssl
import threading
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import pytest
import trustme

from storyboard.errors import HostUnreachable, TooLarge
from storyboard.generate import connections
from storyboard.generate.connections import Connections
from storyboard.generate.host import Host
from storyboard.generate.http import Wire
from storyboard.generate.lines import Connection

HOST = Host("h", "Host", "k-secret", "H_KEY", "http://pictures.example.org/submit",
            ("http://pictures.example.org",), ())  # fmt: skip


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()
        self._thread.join()


class _Proxy(_Server):
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
        monkeypatch.setenv("http_proxy", f"127.0.0.1:{server.port}")
        yield server


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
    here = f"http://127.0.0.1:{proxy.port}"
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
        kept = Connections("Host")

        async def used(url: str, fresh: bool) -> Connection:
            async with kept.one(url, fresh) as line:
                return line

        async with kept.one("http://127.0.0.1/a", False) as first:
            assert await used("http://127.0.0.1/b", False) is not first
        assert await used("http://127.0.0.1/b", False) is first
        assert await used("http://127.0.0.1/b", True) is not first
        assert await used("https://127.0.0.1/b", False) is not first
        await kept.close()
        assert await used("http://127.0.0.1/b", False) is not first
        await kept.close()

    asyncio.run(go())


BODY = gzip.compress(random.Random(1).randbytes(3_000_000), mtime=0)


class _Secure(_Server):
    context: ssl.SSLContext

    def get_request(self) -> tuple[Any, Any]:
        raw, address = super().get_request()
        return self.context.wrap_socket(
            raw, server_side=True, do_handshake_on_connect=False
        ), address

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that does not trust us hangs up."""


class _Sealed(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        while self.rfile.readline():
            while self.rfile.readline().strip():
                pass
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n")
            self.wfile.write(b"Transfer-Encoding: chunked\r\n\r\n")
            for at in range(0, len(BODY), 70_000):
                part = BODY[at : at + 70_000]
                self.wfile.write(b"%x\r\n%b\r\n" % (len(part), part))
            self.wfile.write(b"0\r\n\r\n")


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("name", ["localhost", "pictures.example.org"])
def test_over_https_only_a_machine_that_proves_its_name_is_spoken_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, known: bool
) -> None:
    ours, theirs = trustme.CA(), trustme.CA()
    ours.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    monkeypatch.setattr(connections, "_certificates", connections._certificates.__wrapped__)
    with _Secure(("127.0.0.1", 0), _Sealed) as server:
        server.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        (ours if known else theirs).issue_cert(name).configure_cert(server.context)
        base = f"https://localhost:{server.port}"
        wire = Wire(replace(HOST, bases=(base,)))

        async def twice() -> list[bytes]:
            try:
                return [(await wire.download(f"{base}/{i}", until=0.0)).data for i in "ab"]
            finally:
                await wire.close()

        if known and name == "localhost":
            assert asyncio.run(twice()) == [gzip.decompress(BODY)] * 2
        else:
            with pytest.raises(HostUnreachable, match=r"Host .localhost. cannot be reached"):
                asyncio.run(twice())


class _Bombs(_Server):
    packed = b""


class _Bomb(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        while self.rfile.readline().strip():
            pass
        assert isinstance(self.server, _Bombs)
        packed = self.server.packed
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n")
        self.wfile.write(b"Content-Length: %d\r\n\r\n%b" % (len(packed), packed))


def test_a_small_answer_that_unpacks_without_an_end_is_not_taken() -> None:
    with _Bombs(("127.0.0.1", 0), _Bomb) as server:
        server.packed = gzip.compress(bytes(200_000_000), 9, mtime=0)
        base = f"http://127.0.0.1:{server.port}"
        tracemalloc.start()
        with pytest.raises(TooLarge, match=r"more than 4 MB"):
            _asked(Wire(replace(HOST, bases=(base,))), f"{base}/a?é=1 2")
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
        tracemalloc.stop()
