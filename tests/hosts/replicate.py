"""Replicate's protocol: predictions that are listed, and files."""

from __future__ import annotations

import base64
import json
import re
import time
from typing import Any

from storyboard.plan.sizes import image_sizes
from tests.hosts.server import Handler, Job

FIELDS: dict[str, Any] = {
    "prompt": str,
    "character_reference_image": str,
    "rendering_speed": ("Default", "Turbo", "Quality"),
    "style_type": ("Auto", "Fiction", "Realistic"),
    "resolution": tuple(f"{w}x{h}" for w, h in image_sizes()),
    "magic_prompt_option": ("Auto", "On", "Off"),
    "seed": int,
}
REFUSALS: dict[str, tuple[int, Any]] = {
    "401": (401, {"title": "Unauthenticated", "detail": "You did not pass a valid token"}),
    "402": (402, {"title": "Insufficient credit", "detail": "You have insufficient credit"}),
    "422": (422, {"detail": "- input.seed: must be at most 2147483647\n"}),
    "429": (
        429,
        {"detail": "Request was throttled. Your rate limit resets in ~30s.", "status": 429},
    ),
    "429-soon": (429, {"detail": "Request was throttled. It resets in ~0.05s.", "status": 429}),
    "500": (500, {"detail": "Internal server error"}),
}
_MODEL = "/v1/models/ideogram-ai/ideogram-character/predictions"
_PAGE = 3


class Replicate(Handler):
    def route(self, method: str, path: str, data: bytes) -> bool:
        if not re.match(r"/v1/(models|predictions|files)\b", path):
            return super().route(method, path, data)
        if not self.has_key(
            "Authorization", f"Bearer {self.hosts.key}", {"detail": "Unauthenticated"}
        ):
            return True
        found = re.fullmatch(r"/v1/predictions/(\w+)", path)
        if method == "post" and path == _MODEL:
            self._create(json.loads(data))
        elif method == "post" and path == "/v1/files":
            self._file(data)
        elif method == "get" and path == "/v1/predictions":
            self._list()
        elif method == "get" and found:
            job = self.hosts.jobs.get(found[1])
            if job is None:
                self.json(404, {"detail": "not found"})
                return True
            job.polls += 1
            if job.fault == "504-status" and job.polls <= 2:
                self.html(504, "<html>gateway time-out</html>")
            else:
                self.json(200, self._record(job))
        else:
            return super().route(method, path, data)
        return True

    def _create(self, body: dict[str, Any]) -> None:
        hosts = self.hosts
        given = body.get("input", {})
        wrong = [] if set(body) == {"input"} else [f"body with {sorted(body)}"]
        for name, value in given.items():
            kind = FIELDS.get(name)
            if kind is None:
                wrong.append(f"unknown field {name}")
            elif isinstance(kind, tuple):
                wrong += [] if value in kind else [f"{name}: {value}"]
            elif type(value) is not kind:
                wrong.append(f"{name} has the type {type(value).__name__}")
        wrong += [
            f"{n} is missing" for n in ("prompt", "character_reference_image") if n not in given
        ]
        if not self._readable(str(given.get("character_reference_image", ""))):
            wrong.append("character_reference_image cannot be read")
        if wrong:
            self.problem("; ".join(wrong))
            self.json(422, {"detail": "; ".join(wrong)})
            return
        fault = hosts.fault(given["prompt"].rpartition(" ")[2])
        if not fault and hosts.limit and hosts.in_flight() >= hosts.limit:
            fault = "429-soon"
        if fault in REFUSALS or fault == "cut-before":
            hosts.refused += 1
            if fault == "cut-before":
                self.cut()
            else:
                self.json(*REFUSALS[fault])
            return
        width, height = given["resolution"].split("x")
        job = hosts.order("replicate", given, fault, (int(width), int(height)))
        if fault == "slow":
            time.sleep(hosts.slow)
        if fault == "cut-after":
            self.cut()
            return
        self.json(201, self._record(job))

    def _readable(self, url: str) -> bool:
        if url.startswith("data:image/"):
            return len(base64.b64decode(url.partition(",")[2])) <= 256 * 1024
        return url in self.hosts.stored

    def _file(self, data: bytes) -> None:
        kind = self.headers.get("Content-Type", "")
        if not kind.startswith("multipart/form-data") or b'name="content"' not in data:
            self.problem(f"a file as {kind}")
        with self.hosts.lock:
            self.hosts.initiated += 1
            url = f"{self.hosts.url}/v1/files/f{self.hosts.initiated}"
        self.hosts.stored[url] = data
        self.json(201, {"id": url.rpartition("/")[2], "urls": {"get": url}})

    def _list(self) -> None:
        query = re.search(r"cursor=(\d+)", self.path)
        at = int(query[1]) if query else 0
        made = [j for j in self.hosts.jobs.values() if j.host == "replicate"][::-1]
        url = f"{self.hosts.url}/v1/predictions"
        self.json(
            200,
            {
                "previous": None,
                "next": f"{url}?cursor={at + _PAGE}" if at + _PAGE < len(made) else None,
                "results": [self._record(j, listed=True) for j in made[at : at + _PAGE]],
            },
        )

    def _record(self, job: Job, listed: bool = False) -> dict[str, Any]:
        here = f"{self.hosts.url}/v1/predictions/{job.number}"
        state: str = "starting" if job.polls == 0 else "processing"
        more: dict[str, Any] = {"output": None, "error": None}
        if self.hosts.done(job) and not listed:
            state = "succeeded"
            if job.fault in ("failed", "canceled", "aborted", "error"):
                state = "failed" if job.fault == "error" else job.fault
                said = "The output was flagged by content moderation" if state == "failed" else None
                more["error"] = said
            else:
                more["output"] = self.hosts.link(job)
        given = {**job.body}
        if listed and len(given["character_reference_image"]) > 500:
            given["character_reference_image"] = "…"
        return {
            "id": job.number,
            "model": "ideogram-ai/ideogram-character",
            "input": given,
            "status": state,
            "created_at": job.when.replace("+00:00", "Z"),
            "urls": {"get": here, "cancel": f"{here}/cancel"},
            **more,
        }
