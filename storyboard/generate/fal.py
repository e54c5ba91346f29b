"""fal, which hosts the same model behind the same queue: its addresses, key and differences."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from storyboard.generate.addresses import base
from storyboard.generate.host import Host, Queue, key_of
from storyboard.generate.model import Job
from storyboard.generate.modelrunner import model_input
from storyboard.generate.queue import QueueGenerator, text
from storyboard.plan.hosts import HOSTS

KEYS = "FAL_KEY"


def fal(
    root: Path, environ: Mapping[str, str], *, story: str = "", **options: Any
) -> QueueGenerator:
    """The backend, with its key and addresses from `environ`; `options` go to `QueueGenerator`.

    fal keeps no tags, so the story's name goes nowhere. Raises `KeyMissing` without a key,
    `UsageError` for an address that is none.
    """
    about = HOSTS["fal"]
    queue = base(environ.get("FAL_QUEUE_URL", ""), "https://queue.fal.run", "FAL_QUEUE_URL")
    rest = base(environ.get("FAL_REST_URL", ""), "https://rest.fal.ai", "FAL_REST_URL")
    host = Host(
        name="fal",
        title=about.title,
        key=key_of(environ, KEYS, about.title),
        keys=KEYS,
        submit=f"{queue}/{about.model}",
        bases=(queue, rest),
        domains=("fal.run", "fal.ai"),
        # Left alone, the host runs a job that fails up to ten times.
        extra={"x-fal-no-retry": "1"},
    )
    protocol = Queue(
        input=model_input,
        job=_job,
        uploads=(f"{rest}/storage/upload/initiate?storage_type=gcs",),
    )
    return QueueGenerator(host, protocol, root, **options)


def _job(body: Mapping[str, Any]) -> Job | None:
    # Its jobs are not below the model's full name: only the addresses that it gives are right.
    status, response = text(body, "status_url"), text(body, "response_url")
    if not status or not response:
        return None
    return Job(text(body, "request_id"), status, response, text(body, "cancel_url"))
