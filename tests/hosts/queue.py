"""ModelRunner's and fal's queue protocol."""

from __future__ import annotations

import json
import re
import time
from typing import Any

from tests.hosts.server import Handler, Job

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
    "429-soon": (429, {"Retry-After": "0.05"}, {"error": "Too many requests"}),
    "429-bare": (429, {}, {"error": "Too many requests"}),
    "500": (500, {}, {"error": "Internal error", "request_id": "r-500"}),
    "502-html": (502, {"Content-Type": "text/html"}, "<html>bad gateway</html>"),
    "503": (503, {}, {"error": "Overloaded, not accepted"}),
    "503-html": (503, {"Content-Type": "text/html"}, "<html>unavailable</html>"),
    "echo": (401, {}, {"error": "unknown key {key}"}),
    "echo-422": (422, {}, {"error": "{key} may not have a picture of this"}),
    "echo-500": (500, {}, {"error": "lost {key}"}),
    "504-json": (504, {}, {"message": "Endpoint request timed out"}),
    "moved": (307, {"Location": "https://example.org/elsewhere"}, {"error": "moved"}),
}
"""Answers to a submit that is not taken. Nothing is billed."""

_MODELS = {"/ideogram/character": "modelrunner", "/fal-ai/ideogram/character": "fal"}


class Queue(Handler):
    """Both hosts; they differ in what `_fal` decides."""

    def route(self, method: str, path: str, data: bytes) -> bool:
        if path == "/storage/upload/initiate" and method == "post":
            if self.has_key("Authorization", f"Key {self.hosts.key}", {"error": "Invalid key"}):
                self._initiate(json.loads(data))
            return True
        if path.startswith("/put/") and method == "put":
            self._put(path, data)
            return True
        if path in _MODELS and method == "post":
            if self.has_key("Authorization", f"Key {self.hosts.key}", {"error": "Invalid key"}):
                self._counted(_MODELS[path], json.loads(data))
            return True
        found = re.fullmatch(
            r"/(?:ideogram/character|fal-ai/ideogram)/requests/(\w+)(/status)?", path
        )
        if found and method == "get":
            if self.has_key("Authorization", f"Key {self.hosts.key}", {"error": "Invalid key"}):
                job = self.hosts.jobs.get(found[1])
                if job is None or job.fault == "lost":
                    self.json(404, {"error": "no such request"})
                elif found[2]:
                    self._status(job)
                else:
                    self._result(job)
            return True
        return super().route(method, path, data)

    def _initiate(self, body: dict[str, Any]) -> None:
        hosts = self.hosts
        if hosts.initiate_fault:
            self.json(hosts.initiate_fault.popleft(), {"error": "storage is busy"})
            return
        if set(body) != {"content_type", "file_name"}:
            self.problem(f"initiate with {sorted(body)}")
        with hosts.lock:
            hosts.initiated += 1
            number = hosts.initiated
            path = f"/put/{number}"
            url = f"{hosts.url}/files/{number}/{body['file_name']}"
            hosts.places[path] = (url, body["content_type"])
        self.json(200, {"upload_url": f"{hosts.url}{path}?signature=abc", "file_url": url})

    def _put(self, path: str, data: bytes) -> None:
        hosts = self.hosts
        if self.headers.get("Authorization"):
            self.problem("PUT with Authorization")
        with hosts.lock:
            place = hosts.places.pop(path, None)
        if place is None:
            self.problem(f"PUT to {path}, which is used up or was never given")
            self.json(403, {"error": "signature expired"})
            return
        url, mime = place
        if self.headers.get("Content-Type") != mime:
            self.problem("PUT with another Content-Type than announced")
        hosts.stored[url] = data
        self.json(200, {})

    def _counted(self, name: str, body: dict[str, Any]) -> None:
        hosts = self.hosts
        with hosts.lock:
            hosts.at_once += 1
            hosts.most_at_once = max(hosts.most_at_once, hosts.at_once)
        try:
            self._submit(name, body)
        finally:
            with hosts.lock:
                hosts.at_once -= 1

    def _submit(self, name: str, body: dict[str, Any]) -> None:
        hosts, fal = self.hosts, name == "fal"
        if self.headers.get("Content-Type") != "application/json":
            self.problem(f"Content-Type {self.headers.get('Content-Type')}")
        if fal and self.headers.get("x-fal-no-retry") != "1":
            self.problem("fal may retry")
        wrong = wrong_fields(body, hosts.stored, FIELDS.keys() - ({"metadata"} if fal else set()))
        if wrong:
            self.problem("; ".join(wrong))
            self.json(422, {"error": "; ".join(wrong)})
            return
        panel = body.get("metadata", {}).get("panel") or body["prompt"].rpartition(" ")[2]
        fault = hosts.fault(panel)
        if not fault and hosts.limit and hosts.in_flight() >= hosts.limit:
            fault = "429-soon"
        if fault in REFUSALS or fault == "cut-before":
            hosts.refused += 1
            if fault == "cut-before":
                self.cut()
                return
            status, headers, answer = REFUSALS[fault]
            if fault.startswith("echo"):
                answer = {"error": answer["error"].replace("{key}", hosts.key)}
            if fal and isinstance(answer, dict) and "error" in answer:
                answer = {"detail": answer["error"]}
            self.json(status, answer, headers)
            return
        size = body.get("image_size")
        size = (size["width"], size["height"]) if isinstance(size, dict) else (1024, 1024)
        unbilled = not fal and fault in ("failed", "cancelled")
        job = hosts.order(name, body, fault, size, billed=not unbilled)
        if fault == "slow":
            time.sleep(hosts.slow)
        if fault == "cut-after":
            self.cut()
            return
        # fal's jobs are below its owner and app only.
        model = "fal-ai/ideogram" if fal else "ideogram/character"
        here = f"{hosts.url}/{model}/requests/{job.number}"
        if fault == "unsafe":
            here = f"ftp://example.org/{job.number}"
        self.json(
            200,
            {
                "status": "IN_QUEUE",
                "request_id": job.number,
                "response_url": here,
                "status_url": f"{here}/status",
                "cancel_url": f"{here}/cancel",
                "queue_position": 0,
                "logs": None,
                "metrics": {},
            },
        )

    def _status(self, job: Job) -> None:
        hosts, fal = self.hosts, job.host == "fal"
        job.polls += 1
        if job.fault == "504-status" and job.polls <= 2:
            self.html(504, "<html>gateway time-out</html>")
            return
        if job.fault == "html-status" and job.polls == 2:
            self.html(200, "<html>maintenance</html>")
            return
        state, more = "COMPLETED", {}
        if not hosts.done(job):
            state = "IN_QUEUE" if job.polls == 1 and job.fault != "stuck" else "IN_PROGRESS"
        elif job.fault in ("failed", "cancelled") and not fal:
            state = job.fault.upper()
            more = {"error": "the worker ran out of memory"} if job.fault == "failed" else {}
        elif job.fault == "error" and fal:
            more = {"error": "the runner was lost", "error_type": "runner_disconnected"}
        pending = fal and state != "COMPLETED"
        self.json(
            202 if pending else 200,
            {"status": state, "request_id": job.number, "logs": [], **more},
        )

    def _result(self, job: Job) -> None:
        hosts, fal = self.hosts, job.host == "fal"
        if not hosts.done(job):
            self.problem("result asked before the job was done")
        if job.fault in ("504-result", "html-result") and job.results == 0:
            job.results += 1
            status = 504 if job.fault == "504-result" else 200
            self.html(status, "<html>gateway time-out</html>")
            return
        if job.fault == "echo-result":
            self.json(422, {"error": f"no output for {hosts.key}"})
            return
        if job.fault == "422-result":
            self.json(422, {"error": "no output", "details": {"code": "INVALID_OUTPUT"}})
            return
        if job.fault == "422-policy":
            said = [
                {
                    "loc": ["body", "prompt"],
                    "msg": "The content could not be processed: it was flagged by a checker",
                    "type": "content_policy_violation",
                }
            ]
            self.json(422, {"detail": said}, {"X-Fal-Retryable": "false"})
            return
        record: dict[str, Any] = {"request_id": job.number, "status": "COMPLETED"}
        if job.fault == "error":
            record |= {"error": "Prompt or output was\nrejected: nudity", "output": None}
            self.json(200, record)
            return
        url = hosts.link(job)
        seed = 4711 if job.fault == "seed" else job.body.get("seed")
        full: Any = {"images": [{"url": url, "content_type": "image/png"}], "seed": seed}
        record["output"] = {
            "string": url,
            "list": [url],
            "nested": {"output": {"images": [{"url": url}], "seed": seed}},
            "none": {"images": []},
        }.get(job.fault, full)
        if job.fault == "fallback":
            record |= {
                "requestedModelEndpoint": "ideogram/character",
                "modelEndpoint": "ideogram/v3",
            }
        self.json(200, record["output"] if fal or job.fault == "bare" else record)


def wrong_fields(body: Any, stored: Any, known: Any) -> list[str]:
    """What is wrong with a submit's body."""
    if not isinstance(body, dict):
        return ["the body is no object"]
    wrong = [f"unknown field {name}" for name in body if name not in known]
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
        wrong += [f"{name}: {u} is not stored here" for u in body.get(name, []) if u not in stored]
    if body.get("rendering_speed", "TURBO") not in ("TURBO", "BALANCED", "QUALITY"):
        wrong.append("rendering_speed")
    if body.get("style", "AUTO") not in ("AUTO", "REALISTIC", "FICTION"):
        wrong.append("style")
    if "style_codes" in body and ("style" in body or "image_urls" in body):
        wrong.append("style_codes together with style or image_urls")
    wrong += [
        f"style code {c}" for c in body.get("style_codes", []) if not re.fullmatch("[0-9A-F]{8}", c)
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
