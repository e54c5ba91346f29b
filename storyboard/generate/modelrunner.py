"""ModelRunner, the host of ``ideogram/character``: its addresses, its key, its input fields."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from storyboard.errors import KeyMissing
from storyboard.generate.addresses import base
from storyboard.generate.host import FREE, Host, Queue, sound
from storyboard.generate.model import Job
from storyboard.generate.queue import QueueGenerator, text
from storyboard.plan.hosts import HOSTS
from storyboard.plan.model import Shot

KEYS = "MODELRUNNER_KEY"
_RUN_HOST = "modelrunner.run"


def modelrunner(
    root: Path, environ: Mapping[str, str], *, story: str = "", **options: Any
) -> QueueGenerator:
    """The backend, with its key and addresses from `environ`; `options` go to `QueueGenerator`.

    Raises `KeyMissing` without a key, `UsageError` for an address that is none.
    """
    about = HOSTS["modelrunner"]
    run = environ.get("MODELRUNNER_RUN_HOST", "").strip().rstrip("/") or _RUN_HOST
    bare = run if "://" not in run else ""
    queue = _address(environ, "MODELRUNNER_QUEUE_URL", f"https://queue.{bare}" if bare else run)
    rest = [_address(environ, "MODELRUNNER_REST_URL", f"https://{bare}" if bare else run)]
    if bare and rest == [f"https://{bare}"]:
        # The host's client and its page name different ones.
        rest.append(f"https://api.{bare}")
    submit = f"{queue}/{about.model}"
    host = Host(
        name="modelrunner",
        title=about.title,
        key=key(environ),
        keys=KEYS,
        submit=submit,
        bases=(queue, *rest),
        domains=(_RUN_HOST,),
        unbilled=frozenset({"FAILED", "CANCELLED"}),
    )
    protocol = Queue(
        input=partial(fields, story=story),
        job=partial(_job, submit),
        uploads=tuple(f"{address}/storage/upload/initiate" for address in rest),
        query="logs=true",
    )
    return QueueGenerator(host, protocol, root, **options)


def key(environ: Mapping[str, str]) -> str:
    """The key: `MODELRUNNER_KEY`, or `MODELRUNNER_KEY_ID` and `MODELRUNNER_KEY_SECRET` joined."""
    found = environ.get("MODELRUNNER_KEY", "").strip()
    if not found:
        halves = [environ.get(f"MODELRUNNER_KEY_{half}", "").strip() for half in ("ID", "SECRET")]
        found = ":".join(halves) if all(halves) else ""
    if not found:
        raise KeyMissing(
            "no key for ModelRunner",
            f"set MODELRUNNER_KEY (or MODELRUNNER_KEY_ID and MODELRUNNER_KEY_SECRET), or {FREE}",
        )
    return sound(found, KEYS, "ModelRunner")


def fields(shot: Shot, urls: Mapping[str, str], *, story: str = "") -> dict[str, Any]:
    """The body of a submit: the model's input fields, and our tags."""
    tags = {"story": story[:512], "panel": shot.panel[:512], "key": shot.key}
    return {**model_input(shot, urls), "metadata": {name: t for name, t in tags.items() if t}}


def model_input(shot: Shot, urls: Mapping[str, str]) -> dict[str, Any]:
    """The model's input fields as ModelRunner and fal name them, empty ones left out.

    `style` and style references are never sent together with style codes.
    """
    body: dict[str, Any] = {
        "prompt": shot.prompt,
        "reference_image_urls": [urls[shot.reference.sha256]] if shot.reference else [],
        "reference_mask_urls": [urls[shot.mask.sha256]] if shot.mask else [],
        "rendering_speed": shot.speed.upper(),
        "expand_prompt": shot.expand_prompt,
        "image_size": {"width": shot.width, "height": shot.height},
        "seed": shot.seed,
        "negative_prompt": shot.negative,
    }
    if shot.style_codes:
        body["style_codes"] = [code.upper() for code in shot.style_codes]
    else:
        body["style"] = shot.style.upper()
        body["image_urls"] = [urls[a.sha256] for a in shot.style_images]
    return {name: value for name, value in body.items() if value not in ("", [], {})}


def _job(submit: str, body: Mapping[str, Any]) -> Job | None:
    number = text(body, "request_id")
    here = f"{submit}/requests/{quote(number, safe='')}" if number else ""
    status = text(body, "status_url") or (here and f"{here}/status")
    response = text(body, "response_url") or here
    if not status or not response:
        return None
    return Job(number, status, response, text(body, "cancel_url"))


def _address(environ: Mapping[str, str], name: str, usual: str) -> str:
    given = environ.get(name, "")
    return base(given, usual, name if given.strip() else "MODELRUNNER_RUN_HOST")
