"""A server on this machine that speaks the protocols of all hosts, strictly, with faults to order.

`LocalHosts` is a context manager. Faults are asked for by name, for the coming submits
(`next`) or for those of one panel (`for_panel`); what a client did wrong against a protocol is
collected in `problems`, and `billed` counts what a user would pay for.
"""

from __future__ import annotations

import io
import json
import re
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import urlsplit

from PIL import Image


@dataclass
class Job:
    """One picture that was ordered."""

    number: str
    host: str
    body: dict[str, Any]
    """The model's input."""
    fault: str
    size: tuple[int, int]
    polls: int = 0
    results: int = 0
    downloads: int = 0
    links: set[str] = field(default_factory=set)
    billed: bool = True
    made: float = field(default_factory=time.monotonic)
    when: str = field(default_factory=lambda: datetime.now(UTC).isoformat())

    @property
    def order(self) -> tuple[str, int]:
        """What was ordered, as far as a client's key tells orders apart."""
        return str(self.body.get("prompt", "")), int(self.body.get("seed", 0))


class LocalHosts:
    """All hosts behind one address."""

    def __init__(
        self, key: str = "id-123:secret-456", polls: int = 2, latency: float | None = None
    ) -> None:
        """`polls` is how often a job's status is asked before it is done; with `latency` it is
        done after so many seconds instead.
        """
        self.key = key
        self.polls = polls
        self.latency = latency
        self.refused = 0
        self.jobs: dict[str, Job] = {}
        self.calls: list[str] = []
        """Method and path of every request, in the order of arrival."""
        self.problems: list[str] = []
        self.stored: dict[str, bytes] = {}
        """Uploaded bytes by the URL they are read under."""
        self.slow = 0.0
        """Seconds before an answer to a submit marked slow."""
        self.initiate_fault: deque[int] = deque()
        """Statuses for the coming upload initiations."""
        self.at_once = 0
        self.most_at_once = 0
        self.limit = 0
        """Jobs that may be in flight, 0 for any number: more are refused for haste."""
        self.lock = threading.Lock()
        self.watch: Callable[[str, str], None] = lambda phase, call: None
        """Told of every request, at its ``start`` and its ``end``."""
        self._faults: deque[str] = deque()
        self._panels: dict[str, deque[str]] = {}
        self.places: dict[str, tuple[str, str]] = {}
        self.initiated = 0

    def next(self, *faults: str) -> None:
        self._faults.extend(faults)

    def for_panel(self, panel: str, *faults: str) -> None:
        self._panels.setdefault(panel, deque()).extend(faults)

    def heal(self) -> None:
        """Takes back every fault that was asked for, and those of the jobs that are out."""
        with self.lock:
            self._faults.clear()
            self._panels.clear()
            for job in self.jobs.values():
                job.fault = ""

    @property
    def ailing(self) -> bool:
        """Whether faults are still to come."""
        return bool(self._faults) or any(self._panels.values())

    @property
    def environ(self) -> dict[str, str]:
        """The variables that lead a client here."""
        keys = ("MODELRUNNER_KEY", "FAL_KEY", "REPLICATE_API_TOKEN", "IDEOGRAM_API_KEY")
        urls = (
            "MODELRUNNER_QUEUE_URL", "MODELRUNNER_REST_URL", "FAL_QUEUE_URL", "FAL_REST_URL",
            "REPLICATE_URL", "IDEOGRAM_URL",
        )  # fmt: skip
        return dict.fromkeys(keys, self.key) | dict.fromkeys(urls, self.url)

    @property
    def billed(self) -> int:
        with self.lock:
            return sum(job.billed for job in self.jobs.values())

    @property
    def orders(self) -> Counter[tuple[str, int]]:
        """How often each picture was ordered and taken."""
        return Counter(job.order for job in self.jobs.values())

    def count(self, pattern: str) -> int:
        return sum(bool(re.search(pattern, call)) for call in self.calls)

    def __enter__(self) -> Self:
        # Here, because the protocols are built on this module.
        from tests.hosts.ideogram import Ideogram
        from tests.hosts.queue import Queue
        from tests.hosts.replicate import Replicate

        class Handler(Queue, Replicate, Ideogram):
            hosts = self

        self._server = _Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def fault(self, panel: str) -> str:
        with self.lock:
            if self._panels.get(panel):
                return self._panels[panel].popleft()
            return self._faults.popleft() if self._faults else ""

    def order(
        self, host: str, body: dict[str, Any], fault: str, size: tuple[int, int], **more: Any
    ) -> Job:
        """Takes an order: from here on it is paid for."""
        with self.lock:
            job = Job(f"job{len(self.jobs) + 1}", host, body, fault, size, **more)
            self.jobs[job.number] = job
        return job

    def done(self, job: Job) -> bool:
        if job.fault == "stuck":
            return False
        if self.latency is not None:
            return time.monotonic() - job.made >= self.latency
        return job.polls >= self.polls

    def in_flight(self) -> int:
        return sum(not self.done(job) for job in list(self.jobs.values()))

    def link(self, job: Job) -> str:
        """A new address of a job's picture, good once."""
        with self.lock:
            job.results += 1
            link = f"{self.url}/pictures/{job.number}/{job.results}.png"
            job.links.add(link)
        return f"{link}?token=one-time"

    def picture(self, job: Job) -> bytes:
        width, height = (512, 512) if job.fault == "size" else job.size
        seed = int(job.body.get("seed", 0))
        colour = (seed * 37 % 256, seed * 101 % 256, seed * 197 % 256)
        kind = {"jpeg": "JPEG", "webp": "WEBP"}.get(job.fault, "PNG")
        return drawn(width, height, colour, kind)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_: object) -> None:
        """Clients that were killed leave their connections behind."""


@cache
def drawn(width: int, height: int, colour: tuple[int, int, int], kind: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(file, kind)
    return file.getvalue()


class Handler(BaseHTTPRequestHandler):
    """What all protocols share: reading, answering, and the addresses of pictures."""

    hosts: LocalHosts
    protocol_version = "HTTP/1.1"
    # Head and body in one packet: two of them wait for each other, 40 ms an answer.
    wbufsize = -1
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        self._handle("post")

    def do_PUT(self) -> None:
        self._handle("put")

    def do_GET(self) -> None:
        self._handle("get")

    def route(self, method: str, path: str, data: bytes) -> bool:
        """Answers a request if it is one of this protocol's."""
        if method == "get" and path.startswith("/pictures/"):
            self._picture(path)
            return True
        return False

    def _handle(self, method: str) -> None:
        call = f"{self.command} {self.path}"
        with self.hosts.lock:
            self.hosts.calls.append(call)
        length = int(self.headers.get("Content-Length", 0))
        data = self.rfile.read(length)
        if len(data) < length:
            # The client died in the middle of its words.
            self.close_connection = True
            return
        self.hosts.watch("start", call)
        if not self.route(method, urlsplit(self.path).path, data):
            self.problem(f"{self.command} {self.path}")
            self.json(404, {"error": "no such path", "detail": "no such path"})
        with suppress(OSError):
            self.wfile.flush()
        self.hosts.watch("end", call)

    def has_key(self, header: str, value: str, refusal: Mapping[str, Any]) -> bool:
        if self.headers.get(header) == value:
            return True
        self.json(401, dict(refusal))
        return False

    def problem(self, text: str) -> None:
        self.hosts.problems.append(text)

    def cut(self) -> None:
        """Ends the connection without an answer."""
        self.close_connection = True
        with suppress(OSError):
            self.wfile.flush()
            self.connection.shutdown(2)

    def html(self, status: int, text: str) -> None:
        self.bytes(status, text.encode(), {"Content-Type": "text/html"})

    def json(self, status: int, body: Any, headers: Mapping[str, str] | None = None) -> None:
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.bytes(status, data, {"Content-Type": "application/json", **(headers or {})})

    def bytes(self, status: int, data: bytes, headers: Mapping[str, str]) -> None:
        with suppress(OSError):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    def _picture(self, path: str) -> None:
        hosts = self.hosts
        if self.headers.get("Authorization") or self.headers.get("Api-Key"):
            self.problem("picture fetched with the key")
        job = hosts.jobs[path.split("/")[2]]
        once = job.host != "ideogram"
        with hosts.lock:
            known = f"{hosts.url}{path}" in job.links
            if once:
                job.links.discard(f"{hosts.url}{path}")
            job.downloads += 1
        if not known or job.fault == "expired":
            self.json(404, {"error": "expired"})
            return
        fault = job.fault
        if fault.endswith("-once"):
            fault = fault.removesuffix("-once") if job.downloads == 1 else ""
        data = hosts.picture(job)
        headers = {"Content-Type": "image/png"}
        if fault == "truncated":
            data = data[: len(data) // 2]
        elif fault == "html":
            data, headers = b"<!DOCTYPE html><p>Sign in", {"Content-Type": "text/html"}
        elif fault == "huge":
            data += b"\0" * 3_000_000
        elif fault == "redirect-inside":
            self.bytes(302, b"", {"Location": "http://169.254.169.254/latest/meta-data"})
            return
        elif fault in ("short", "drip"):
            with hosts.lock:
                job.links.add(f"{hosts.url}{path}")
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            if fault == "short":
                self.wfile.write(data[:50])
                self.cut()
                return
            for at in range(0, len(data), 40):
                self.wfile.write(data[at : at + 40])
                self.wfile.flush()
                time.sleep(0.01)
            return
        self.bytes(200, data, headers)
