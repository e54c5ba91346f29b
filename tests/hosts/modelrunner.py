"""ModelRunner on this machine: strict about what it is sent, honest about what it bills.

`ModelRunnerHost` is a context manager. Faults are asked for by name, for the coming submits
(`next`) or for the submits of one panel (`for_panel`); what a client did wrong against the
protocol is collected in `problems`.
"""

from __future__ import annotations

import io
import json
import re
import threading
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import urlsplit

from PIL import Image

PRESETS = {
    "square_hd", "square", "portrait_4_3", "portrait_16_9", "landscape_4_3", "landscape_16_9",
}  # fmt: skip
FIELDS: dict[str, type | tuple[type, ...]] = {
    "prompt": str,
    "reference_image_urls": list,
    "reference_mask_urls": list,
    "rendering_speed": str,
    "style": str,
    "image_urls": list,
    "style_codes": list,
    "expand_prompt": bool,
    "image_size": (str, dict),
    "seed": int,
    "negative_prompt": str,
    "metadata": dict,
}

REFUSALS: dict[str, tuple[int, dict[str, str], Any]] = {
    "401": (401, {}, {"error": "Invalid key"}),
    "402": (402, {}, {"error": "Insufficient balance", "request_id": "r-402"}),
    "403": (403, {}, {"error": "Forbidden"}),
    "403-balance": (403, {}, {"detail": "User is locked. Reason: Exhausted balance."}),
    "404": (404, {}, {"error": "Model not found"}),
    "422": (
        422,
        {},
        {"error": [{"loc": ["body", "image_size", "width"], "msg": "must be at most 1536"}]},
    ),
    "422-details": (
        422,
        {},
        {"error": "Validation failed", "details": {"code": "INVALID_INPUT", "field": "seed"}},
    ),
    "422-url": (
        422,
        {},
        {"error": [{"loc": ["body", "reference_image_urls", 0], "msg": "cannot be fetched"}]},
    ),
    "429": (429, {"Retry-After": "7"}, {"error": "Too many requests"}),
    "429-bare": (429, {}, {"error": "Too many requests"}),
    "500": (500, {}, {"error": "Internal error", "request_id": "r-500"}),
    "502-html": (502, {"Content-Type": "text/html"}, "<html>bad gateway</html>"),
    "503": (503, {}, {"error": "Overloaded, not accepted"}),
    "503-html": (503, {"Content-Type": "text/html"}, "<html>unavailable</html>"),
    "echo": (401, {}, {"error": "unknown key {key}"}),
    "504-json": (504, {}, {"message": "Endpoint request timed out"}),
    "moved": (307, {"Location": "https://example.org/elsewhere"}, {"error": "moved"}),
}
"""Answers to a submit that is not taken. Nothing is billed."""


@dataclass
class Job:
    """One billed submit."""

    number: str
    body: dict[str, Any]
    fault: str
    polls: int = 0
    results: int = 0
    downloads: int = 0
    links: set[str] = field(default_factory=set)


class ModelRunnerHost:
    """The host. `billed` counts what a user would pay for."""

    def __init__(self, key: str = "id-123:secret-456", polls: int = 2) -> None:
        """`polls` is how often a job's status is asked before it is done."""
        self.key = key
        self.polls = polls
        self.billed = 0
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
        self.lock = threading.Lock()
        self._faults: deque[str] = deque()
        self._panels: dict[str, deque[str]] = {}
        self._places: dict[str, tuple[str, str]] = {}
        self._initiated = 0

    def next(self, *faults: str) -> None:
        self._faults.extend(faults)

    def for_panel(self, panel: str, *faults: str) -> None:
        self._panels.setdefault(panel, deque()).extend(faults)

    @property
    def environ(self) -> dict[str, str]:
        return {
            "MODELRUNNER_KEY": self.key,
            "MODELRUNNER_QUEUE_URL": self.url,
            "MODELRUNNER_REST_URL": self.url,
        }

    def count(self, pattern: str) -> int:
        return sum(bool(re.search(pattern, call)) for call in self.calls)

    def __enter__(self) -> Self:
        host = self

        class Handler(_Handler):
            pass

        Handler.host = host
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
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

    def fault(self, body: dict[str, Any]) -> str:
        panel = body.get("metadata", {}).get("panel", "")
        if self._panels.get(panel):
            return self._panels[panel].popleft()
        return self._faults.popleft() if self._faults else ""

    def wrong(self, body: Any) -> list[str]:
        """What is wrong with a submit's body."""
        if not isinstance(body, dict):
            return ["the body is no object"]
        wrong = [f"unknown field {name}" for name in body if name not in FIELDS]
        wrong += [
            f"{name} has the type {type(body[name]).__name__}"
            for name, kind in FIELDS.items()
            if name in body
            and (not isinstance(body[name], kind) or (kind is int and isinstance(body[name], bool)))
        ]
        wrong += [f"{name} is empty" for name, v in body.items() if v in ("", [], {})]
        if wrong:
            return wrong
        for name in ("prompt", "reference_image_urls"):
            if name not in body:
                wrong.append(f"{name} is missing")
        for name in ("reference_image_urls", "reference_mask_urls", "image_urls"):
            wrong += [
                f"{name}: {u} is not stored here"
                for u in body.get(name, [])
                if u not in self.stored
            ]
        if body.get("rendering_speed", "TURBO") not in ("TURBO", "BALANCED", "QUALITY"):
            wrong.append("rendering_speed")
        if body.get("style", "AUTO") not in ("AUTO", "REALISTIC", "FICTION"):
            wrong.append("style")
        if "style_codes" in body and ("style" in body or "image_urls" in body):
            wrong.append("style_codes together with style or image_urls")
        wrong += [
            f"style code {c}"
            for c in body.get("style_codes", [])
            if not re.fullmatch("[0-9A-F]{8}", c)
        ]
        size = body.get("image_size", "square_hd")
        if isinstance(size, str) and size not in PRESETS:
            wrong.append("image_size")
        if isinstance(size, dict) and (
            set(size) != {"width", "height"} or not all(type(v) is int for v in size.values())
        ):
            wrong.append("image_size")
        tags = body.get("metadata", {})
        if len(tags) > 16 or any(
            not isinstance(v, str) or not 1 <= len(k) <= 64 or len(v) > 512 for k, v in tags.items()
        ):
            wrong.append("metadata")
        return wrong

    def picture(self, job: Job) -> bytes:
        size = job.body.get("image_size", {"width": 1024, "height": 1024})
        width, height = (size["width"], size["height"]) if isinstance(size, dict) else (1024, 1024)
        if job.fault == "size":
            width, height = 512, 512
        seed = job.body.get("seed", 0)
        colour = (seed * 37 % 256, seed * 101 % 256, seed * 197 % 256)
        file = io.BytesIO()
        kind = {"jpeg": "JPEG", "webp": "WEBP"}.get(job.fault, "PNG")
        Image.new("RGB", (width, height), colour).save(file, kind)
        return file.getvalue()


class _Handler(BaseHTTPRequestHandler):
    host: ModelRunnerHost
    protocol_version = "HTTP/1.1"
    # Head and body in one packet: two of them wait for each other, 40 ms an answer.
    wbufsize = -1
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        data = self._read()
        path = urlsplit(self.path).path
        if not self._key():
            return
        if self.headers.get("Content-Type") != "application/json":
            self._problem(f"{path}: Content-Type {self.headers.get('Content-Type')}")
        if path == "/storage/upload/initiate":
            self._initiate(json.loads(data))
        elif path == "/ideogram/character":
            with self.host.lock:
                self.host.at_once += 1
                self.host.most_at_once = max(self.host.most_at_once, self.host.at_once)
            try:
                self._submit(json.loads(data))
            finally:
                with self.host.lock:
                    self.host.at_once -= 1
        else:
            self._problem(f"POST {path}")
            self._json(404, {"error": "no such path"})

    def do_PUT(self) -> None:
        data = self._read()
        host, path = self.host, urlsplit(self.path).path
        if self.headers.get("Authorization"):
            self._problem("PUT with Authorization")
        with host.lock:
            place = host._places.pop(path, None)
        if place is None:
            self._problem(f"PUT to {path}, which is used up or was never given")
            self._json(403, {"error": "signature expired"})
            return
        url, mime = place
        if self.headers.get("Content-Type") != mime:
            self._problem("PUT with another Content-Type than announced")
        host.stored[url] = data
        self._json(200, {})

    def do_GET(self) -> None:
        self._read()
        path = urlsplit(self.path).path
        found = re.fullmatch(r"/ideogram/character/requests/(\w+)(/status)?", path)
        if path.startswith("/pictures/"):
            self._picture(path)
        elif found and self._key():
            job = self.host.jobs.get(found[1])
            if job is None or job.fault == "lost":
                self._json(404, {"error": "no such request"})
            elif found[2]:
                self._status(job)
            else:
                self._result(job)
        elif not found:
            self._problem(f"GET {path}")
            self._json(404, {"error": "no such path"})

    def _initiate(self, body: dict[str, Any]) -> None:
        host = self.host
        if host.initiate_fault:
            self._json(host.initiate_fault.popleft(), {"error": "storage is busy"})
            return
        if set(body) != {"content_type", "file_name"}:
            self._problem(f"initiate with {sorted(body)}")
        with host.lock:
            host._initiated += 1
            number = host._initiated
            path = f"/put/{number}"
            url = f"{host.url}/files/{number}/{body['file_name']}"
            host._places[path] = (url, body["content_type"])
        self._json(200, {"upload_url": f"{host.url}{path}?signature=abc", "file_url": url})

    def _submit(self, body: dict[str, Any]) -> None:
        host = self.host
        wrong = host.wrong(body)
        if wrong:
            self._problem("; ".join(wrong))
            self._json(422, {"error": "; ".join(wrong)})
            return
        with host.lock:
            fault = host.fault(body)
        if fault in REFUSALS or fault == "cut-before":
            host.refused += 1
            if fault == "cut-before":
                self._cut()
                return
            status, headers, answer = REFUSALS[fault]
            if fault == "echo":
                answer = {"error": answer["error"].replace("{key}", host.key)}
            self._json(status, answer, headers)
            return
        with host.lock:
            host.billed += 1
            number = f"job{host.billed}"
            host.jobs[number] = Job(number, body, fault)
        if fault == "slow":
            time.sleep(host.slow)
        if fault == "cut-after":
            self._cut()
            return
        here = f"{host.url}/ideogram/character/requests/{number}"
        if fault == "unsafe":
            here = f"ftp://example.org/{number}"
        self._json(
            200,
            {
                "status": "IN_QUEUE",
                "request_id": number,
                "response_url": here,
                "status_url": f"{here}/status",
                "cancel_url": f"{here}/cancel",
                "queue_position": 0,
                "logs": None,
                "metrics": {},
            },
        )

    def _status(self, job: Job) -> None:
        job.polls += 1
        if job.fault == "504-status" and job.polls <= 2:
            self._json(504, "<html>gateway time-out</html>", {"Content-Type": "text/html"})
            return
        if job.fault == "html-status" and job.polls == 2:
            self._bytes(200, b"<html>maintenance</html>", {"Content-Type": "text/html"})
            return
        state, more = "COMPLETED", {}
        if job.polls == 1 and self.host.polls > 1:
            state = "IN_QUEUE"
        elif job.polls < self.host.polls or job.fault == "stuck":
            state = "IN_PROGRESS"
        elif job.fault in ("failed", "cancelled"):
            state = job.fault.upper()
            more = {"error": "the worker ran out of memory"} if job.fault == "failed" else {}
        self._json(200, {"status": state, "request_id": job.number, "logs": [], **more})

    def _result(self, job: Job) -> None:
        job.results += 1
        if job.polls < self.host.polls:
            self._problem("result asked before the job was done")
        if job.fault == "504-result" and job.results == 1:
            self._json(504, "<html>gateway time-out</html>", {"Content-Type": "text/html"})
            return
        if job.fault == "html-result" and job.results == 1:
            self._bytes(200, b"<html>maintenance</html>", {"Content-Type": "text/html"})
            return
        if job.fault == "422-result":
            self._json(422, {"error": "no output", "details": {"code": "INVALID_OUTPUT"}})
            return
        record: dict[str, Any] = {"request_id": job.number, "status": "COMPLETED"}
        if job.fault == "error":
            record |= {"error": "Prompt or output was\nrejected: nudity", "output": None}
        else:
            with self.host.lock:
                link = f"{self.host.url}/pictures/{job.number}/{job.results}.png"
                job.links.add(link)
            url = f"{link}?token=one-time"
            seed = job.body.get("seed")
            record["output"] = {
                "string": url,
                "list": [url],
                "nested": {"output": {"images": [{"url": url}], "seed": seed}},
            }.get(job.fault, {"images": [{"url": url, "content_type": "image/png"}], "seed": seed})
            if job.fault == "seed":
                record["output"]["seed"] = 4711
            if job.fault == "fallback":
                record |= {
                    "requestedModelEndpoint": "ideogram/character",
                    "modelEndpoint": "ideogram/v3",
                }
            if job.fault == "bare":
                record = record["output"]
            if job.fault == "none":
                record["output"] = {"images": []}
        self._json(200, record)

    def _picture(self, path: str) -> None:
        host = self.host
        if self.headers.get("Authorization"):
            self._problem("picture fetched with Authorization")
        job = host.jobs[path.split("/")[2]]
        with host.lock:
            known = f"{host.url}{path}" in job.links
            job.links.discard(f"{host.url}{path}")
        if not known or job.fault == "expired":
            self._json(404, {"error": "expired"})
            return
        job.downloads += 1
        once = job.fault.endswith("-once")
        fault = job.fault.removesuffix("-once") if not once or job.downloads == 1 else ""
        data = host.picture(job)
        headers = {"Content-Type": "image/png"}
        if fault == "truncated":
            data = data[: len(data) // 2]
        elif fault == "html":
            data, headers = b"<!DOCTYPE html><p>Sign in", {"Content-Type": "text/html"}
        elif fault == "huge":
            data += b"\0" * 3_000_000
        elif fault == "short":
            host_link = f"{host.url}{path}"
            with host.lock:
                job.links.add(host_link)
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data[:50])
            self._cut()
            return
        self._bytes(200, data, headers)

    def _key(self) -> bool:
        if self.headers.get("Authorization") == f"Key {self.host.key}":
            return True
        self._json(401, {"error": "Invalid key"})
        return False

    def _read(self) -> bytes:
        with self.host.lock:
            self.host.calls.append(f"{self.command} {self.path}")
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _problem(self, text: str) -> None:
        self.host.problems.append(text)

    def _cut(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.wfile.flush()
            self.connection.shutdown(2)

    def _json(self, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self._bytes(status, data, {"Content-Type": "application/json", **(headers or {})})

    def _bytes(self, status: int, data: bytes, headers: dict[str, str]) -> None:
        with suppress(OSError):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
