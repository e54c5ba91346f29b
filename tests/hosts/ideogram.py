"""Ideogram's own protocol: one multipart request, answered when the picture is drawn."""

from __future__ import annotations

import re
import time
from email import message_from_bytes
from typing import Any

from storyboard.plan.sizes import image_sizes
from tests.hosts.server import Handler

FIELDS: dict[str, Any] = {
    "prompt": None,
    "rendering_speed": ("FLASH", "TURBO", "DEFAULT", "QUALITY"),
    "style_type": ("AUTO", "REALISTIC", "FICTION"),
    "style_codes": None,
    "magic_prompt": ("AUTO", "ON", "OFF"),
    "negative_prompt": None,
    "seed": None,
    "num_images": ("1",),
    "resolution": tuple(f"{w}x{h}" for w, h in image_sizes()),
}
FILES = (
    "character_reference_images", "character_reference_images_mask", "style_reference_images",
)  # fmt: skip
REFUSALS: dict[str, tuple[int, Any]] = {
    "400": (400, {"detail": "resolution is not supported"}),
    "401": (401, {"detail": "Invalid API key"}),
    "402": (402, {"error": "insufficient_funds"}),
    "422": (422, {"error": "Prompt provided failed safety check"}),
    "429": (429, {"error": "Too many", "reject_reason": "inflight_limit"}),
    "500": (500, {"error": "Internal error"}),
}


class Ideogram(Handler):
    def route(self, method: str, path: str, data: bytes) -> bool:
        if method != "post" or path != "/v1/ideogram-v3/generate":
            return super().route(method, path, data)
        if self.has_key("Api-Key", self.hosts.key, {"detail": "Invalid API key"}):
            self._generate(data)
        return True

    def _form(self, data: bytes) -> tuple[dict[str, list[str]], list[tuple[str, bytes]]]:
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        fields: dict[str, list[str]] = {}
        files = []
        for part in message_from_bytes(head + data).get_payload():
            name = str(part.get_param("name", header="content-disposition"))  # type: ignore[union-attr]
            body = part.get_payload(decode=True)  # type: ignore[union-attr]
            assert isinstance(body, bytes)
            if part.get_filename():  # type: ignore[union-attr]
                files.append((name, body))
            else:
                fields.setdefault(name, []).append(body.decode())
        return fields, files

    def _generate(self, data: bytes) -> None:
        hosts = self.hosts
        fields, files = self._form(data)
        wrong = [f"unknown field {n}" for n in fields if n not in FIELDS]
        wrong += [f"unknown file {n}" for n, _ in files if n not in FILES]
        wrong += [f"{n}: {v}" for n, v in fields.items() if FIELDS.get(n) and v[0] not in FIELDS[n]]
        names = [n for n, _ in files]
        if names.count("character_reference_images") != 1:
            wrong.append("not one character reference")
        wrong += [f"{n} has {len(d)} bytes" for n, d in files if not 0 < len(d) <= 10_000_000]
        if "style_codes" in fields and ("style_type" in fields or FILES[2] in names):
            wrong.append("style_codes together with style_type or style images")
        if not re.fullmatch(r"\d{1,10}", fields.get("seed", [""])[0]):
            wrong.append("seed")
        if wrong:
            self.problem("; ".join(wrong))
            self.json(400, {"detail": "; ".join(wrong)})
            return
        body: dict[str, Any] = {n: v if n == "style_codes" else v[0] for n, v in fields.items()}
        body["seed"] = int(body["seed"])
        body["files"] = sorted(names)
        fault = hosts.fault(body["prompt"].rpartition(" ")[2])
        if not fault and hosts.limit and hosts.at_once >= hosts.limit:
            fault = "429"
        if fault in REFUSALS or fault == "cut-before":
            hosts.refused += 1
            if fault == "cut-before":
                self.cut()
            else:
                self.json(*REFUSALS[fault], {"Retry-After": "0.05"} if fault == "429" else {})
            return
        width, height = body["resolution"].split("x")
        with hosts.lock:
            hosts.at_once += 1
            hosts.most_at_once = max(hosts.most_at_once, hosts.at_once)
        job = hosts.order("ideogram", body, fault, (int(width), int(height)))
        try:
            time.sleep(hosts.slow if fault == "slow" else hosts.latency or 0.0)
        finally:
            with hosts.lock:
                hosts.at_once -= 1
        if fault == "cut-after":
            self.cut()
        elif fault == "503":
            # As after 265 seconds: the answer is given up and the picture is drawn.
            self.json(503, {"error": "The request took too long"})
        else:
            self._answer(job, fault)

    def _answer(self, job: Any, fault: str) -> None:
        def picture(safe: bool) -> dict[str, Any]:
            return {
                "url": self.hosts.link(job) if safe else None,
                "prompt": job.body["prompt"],
                "resolution": job.body["resolution"],
                "is_image_safe": safe,
                "seed": job.body["seed"],
                "style_type": "AUTO",
            }

        made = [picture(fault not in ("unsafe-picture", "first-unsafe"))]
        if fault in ("several", "first-unsafe"):
            made.append(picture(True))
        if fault == "none":
            made = []
        self.json(200, {"created": job.when, "data": made})
