"""ModelRunner, the host of ``ideogram/character``: its addresses, its key, its input fields."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from storyboard.errors import KeyMissing, UsageError
from storyboard.generate.host import Host
from storyboard.generate.queue import QueueGenerator
from storyboard.plan.model import Shot

MODEL = "ideogram/character"
TITLE = "ModelRunner"
KEYS = "MODELRUNNER_KEY"
_RUN_HOST = "modelrunner.run"


def modelrunner(
    root: Path, environ: Mapping[str, str], *, story: str = "", **options: Any
) -> QueueGenerator:
    """The backend, with its key and addresses from `environ`; `options` go to `QueueGenerator`.

    Raises `KeyMissing` without a key, `UsageError` for an address that is none.
    """
    run = environ.get("MODELRUNNER_RUN_HOST", "").strip().rstrip("/") or _RUN_HOST
    bare = run if "://" not in run else ""
    queue = _base(environ, "MODELRUNNER_QUEUE_URL", f"https://queue.{bare}" if bare else run)
    rest = [_base(environ, "MODELRUNNER_REST_URL", f"https://{bare}" if bare else run)]
    if bare and rest == [f"https://{bare}"]:
        # The host's client and its page name different ones.
        rest.append(f"https://api.{bare}")
    host = Host(
        name="modelrunner",
        title=TITLE,
        authorization=f"Key {key(environ)}",
        queue=queue,
        uploads=tuple(f"{base}/storage/upload/initiate" for base in rest),
        domains=(_RUN_HOST,),
        model=MODEL,
        input=partial(fields, story=story),
        keys=KEYS,
    )
    return QueueGenerator(host, root, **options)


def key(environ: Mapping[str, str]) -> str:
    """The key: `MODELRUNNER_KEY`, or `MODELRUNNER_KEY_ID` and `MODELRUNNER_KEY_SECRET` joined."""
    found = environ.get("MODELRUNNER_KEY", "").strip()
    if not found:
        halves = [environ.get(f"MODELRUNNER_KEY_{half}", "").strip() for half in ("ID", "SECRET")]
        found = ":".join(halves) if all(halves) else ""
    if not found:
        raise KeyMissing(
            "no key for ModelRunner: set MODELRUNNER_KEY (or MODELRUNNER_KEY_ID and "
            "MODELRUNNER_KEY_SECRET), or render with --backend sketch, which is free"
        )
    if not found.isascii() or not found.isprintable() or " " in found:
        raise KeyMissing(
            "the key for ModelRunner holds characters that no key has: copy it again into "
            "MODELRUNNER_KEY, or render with --backend sketch, which is free"
        )
    return found


def fields(shot: Shot, urls: Mapping[str, str], *, story: str = "") -> dict[str, Any]:
    """The body of a submit: the model's input fields, empty ones left out, and our tags.

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
    tags = {"story": story[:512], "panel": shot.panel[:512], "key": shot.key}
    body["metadata"] = {name: text for name, text in tags.items() if text}
    return {name: value for name, value in body.items() if value not in ("", [], {})}


def _base(environ: Mapping[str, str], name: str, usual: str) -> str:
    url = environ.get(name, "").strip().rstrip("/") or usual
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        source = name if environ.get(name, "").strip() else "MODELRUNNER_RUN_HOST"
        raise UsageError(f"{source} is no address: write it as https://host or http://host:port")
    return url
