"""The connections to a host: who carries a request, and what is kept for the next."""

from __future__ import annotations

import asyncio
import gzip
import random
import socket
import socketserver
import ssl
import threading
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import httpx
import pytest
import trustme

from storyboard.errors import HostUnreachable, TooLarge
from storyboard.generate import connections
from storyboard.generate.connections import Connections
from storyboard.generate.host import Host
from storyboard.generate.http import Wire
from storyboard.generate.lines import Asked, Connection, Larger, Line

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


class _Scripted(_Server):
    """Answers the requests of all connections with the next of its texts, and then hangs up."""

    said: list[bytes]
    heard: list[int]
    """For each request, the number of its connection."""
    connections = 0
    hangs_up = True


class _Says(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server = self.server
        assert isinstance(server, _Scripted)
        server.connections += 1
        number = server.connections
        while self.rfile.readline():
            length = 0
            while line := self.rfile.readline().strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            self.rfile.read(min(length, 100_000))
            server.heard.append(number)
            if not server.said:
                return
            self.wfile.write(server.said.pop(0))
            if server.hangs_up:
                # Closed with something unread, the answer would be lost on its way.
                self.connection.shutdown(socket.SHUT_WR)
                while self.rfile.read1(2**16):
                    pass
                return


def _exchanged(
    said: list[bytes], *requests: tuple[str, bytes | None], hangs_up: bool = True, wait: float = 5.0
) -> tuple[list[tuple[int, bytes]], list[int]]:
    """The statuses and bodies that one line reads, and the connections that it took."""
    timeouts = {"connect": 5.0, "read": wait, "write": wait, "pool": wait}

    async def go(base: str) -> list[tuple[int, bytes]]:
        line = Line(ssl.create_default_context(), 5.0)
        try:
            answers = [
                await line.exchange(Asked(method, f"{base}/a?b=c d", {}, data, timeouts), 10**6)
                for method, data in requests
            ]
        finally:
            await line.aclose()
        return [(answer.status, answer.data) for answer in answers]

    with _Scripted(("127.0.0.1", 0), _Says) as server:
        server.said, server.heard, server.hangs_up = list(said), [], hangs_up
        return asyncio.run(go(f"http://127.0.0.1:{server.port}")), server.heard


GET = ("GET", None)
PIECES = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


@pytest.mark.parametrize(
    ("said", "connections"),
    [
        ([OK, OK], [1, 1]),
        ([b"HTTP/1.1 100 Continue\r\n\r\n" + OK, OK], [1, 1]),
        ([PIECES, OK], [1, 1]),
        # Unasked, the second would be taken for the answer to the next request.
        ([OK + OK, OK], [1, 2]),
        ([OK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"), OK], [1, 2]),
        ([b"HTTP/1.0 200 OK\r\n\r\n{}", OK], [1, 2]),
    ],
)  # fmt: skip
def test_a_line_is_kept_only_where_its_answer_has_ended(
    said: list[bytes], connections: list[int]
) -> None:
    ends = b"HTTP/1.0" in said[0]
    answers, took = _exchanged(said, GET, GET, hangs_up=ends)
    assert answers == [(200, b"{}"), (200, b"{}")]
    assert took == connections


def test_an_answer_that_comes_before_all_was_sent_is_the_answer() -> None:
    said = b"HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig"
    answers, _ = _exchanged([said], ("PUT", bytes(5_000_000)))
    assert answers == [(413, b"big")]


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ([], httpx.RemoteProtocolError),
        ([b"SSH-2.0-OpenSSH_9.6\r\n\r\n"], httpx.RemoteProtocolError),
        ([OK.replace(b": 2", b": 7")], httpx.RemoteProtocolError),
        ([b"HTTP/1.1 200 OK\r\nX: " + bytes(200_000)], httpx.RemoteProtocolError),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n" + bytes(1_500_000)], Larger),
        ([OK.replace(b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n")], httpx.DecodingError),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_a_fault(said: list[bytes], fault: type[Exception]) -> None:
    with pytest.raises(fault):
        _exchanged(said, GET)


def test_a_machine_that_does_not_listen_is_not_waited_for_without_an_end() -> None:
    timeouts = {"connect": 5.0, "read": 0.2, "write": 0.2, "pool": 5.0}

    async def go(address: str, data: bytes | None) -> None:
        line = Line(ssl.create_default_context(), 5.0)
        await line.exchange(Asked("PUT", address, {}, data, timeouts), 10)

    with socket.create_server(("127.0.0.1", 0)) as deaf:
        address = f"http://127.0.0.1:{deaf.getsockname()[1]}/"
        with pytest.raises(httpx.ReadTimeout):
            asyncio.run(go(address, None))
        with pytest.raises(httpx.WriteTimeout):
            asyncio.run(go(address, bytes(30_000_000)))


def test_a_host_that_is_away_for_a_moment_is_told_of_once() -> None:
    told: list[str] = []

    async def go(base: str) -> None:
        wire = Wire(replace(HOST, bases=(base,)), tell=told.append, sleep=_at_once)
        try:
            for _ in range(2):
                assert (await wire.get(f"{base}/a")).status == 200
        finally:
            await wire.close()

    with _Scripted(("127.0.0.1", 0), _Says) as server:
        server.said, server.heard = [b"", b"", OK, b"", OK], []
        asyncio.run(go(f"http://127.0.0.1:{server.port}"))
    away = "Host (127.0.0.1) did not answer: it hung up without an answer; it is tried again"
    assert told == [away, "Host answers again"] * 2


def test_without_a_network_nobody_waits_long() -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async def go(base: str) -> None:
        wire = Wire(replace(HOST, bases=(base,)), sleep=sleep)
        try:
            await wire.get(f"{base}/a")
        finally:
            await wire.close()

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(HostUnreachable, match=r"cannot be reached: connection refused$"):
        asyncio.run(go(f"http://127.0.0.1:{port}"))
    assert sum(slept) < 3.0
    with pytest.raises(HostUnreachable, match=r"its name is not found, or there is no network$"):
        asyncio.run(go("https://pictures.invalid"))


async def _at_once(_: float) -> None:
    pass


def test_what_no_request_can_hold_is_not_sent() -> None:
    async def go() -> None:
        line = Line(ssl.create_default_context(), 5.0)
        asked = Asked("GET", "http://127.0.0.1:9/", {"X": "a\r\nb"}, None, {"connect": 1.0})
        await line.exchange(asked, 10)

    with pytest.raises(httpx.LocalProtocolError):
        asyncio.run(go())
