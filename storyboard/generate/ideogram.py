"""Ideogram itself: one request a picture, answered when it is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from storyboard.errors import ContentPolicy, GenerationError
from storyboard.generate.addresses import base
from storyboard.generate.answers import output
from storyboard.generate.buying import Barren, HostGenerator
from storyboard.generate.host import Host, key_of
from storyboard.generate.http import File
from storyboard.generate.model import Job, Journal, Picture
from storyboard.generate.refusals import REWRITE
from storyboard.generate.replies import Answer
from storyboard.plan.hosts import HOSTS
from storyboard.plan.model import Asset, Shot

KEYS = "IDEOGRAM_API_KEY"
SPEEDS = {"turbo": "TURBO", "balanced": "DEFAULT", "quality": "QUALITY"}
READ_TIMEOUT = 300.0
"""Seconds: the host itself gives up answering, not working, after 265."""


def ideogram(
    root: Path, environ: Mapping[str, str], *, story: str = "", **options: Any
) -> IdeogramGenerator:
    """The backend, with its key and address from `environ`; `options` go to `HostGenerator`.

    Ideogram keeps no tags, so the story's name goes nowhere. Raises `KeyMissing` without a key,
    `UsageError` for an address that is none.
    """
    about = HOSTS["ideogram"]
    api = base(environ.get("IDEOGRAM_URL", ""), "https://api.ideogram.ai", "IDEOGRAM_URL")
    host = Host(
        name="ideogram",
        title=about.title,
        key=key_of(environ, KEYS, about.title),
        keys=KEYS,
        submit=f"{api}/v1/{about.model}/generate",
        bases=(api,),
        domains=("ideogram.ai",),
        header="Api-Key",
        scheme="",
        # Its 503 comes when the answer takes too long, and the work goes on.
        busy_503=False,
    )
    return IdeogramGenerator(host, root, **options)


class IdeogramGenerator(HostGenerator):
    """A backend that buys at Ideogram. A job is the address of the picture in its answer."""

    def __init__(self, host: Host, root: Path, **options: Any) -> None:
        waits = {"read_timeout": READ_TIMEOUT, "longest": READ_TIMEOUT + 30.0}
        super().__init__(host, root, **(waits | options))

    async def _ready(self, shot: Shot, journal: Journal) -> tuple[File, ...]:
        async def file(field: str, asset: Asset) -> File:
            sent = await self._references.sent(shot, asset, journal)
            name = f"{asset.sha256[:16]}.{sent.mime.rpartition('/')[2]}"
            return File(field, name, sent.data, sent.mime)

        assert shot.reference
        files = [await file("character_reference_images", shot.reference)]
        if shot.mask:
            files.append(await file("character_reference_images_mask", shot.mask))
        if not shot.style_codes:
            files += [await file("style_reference_images", a) for a in shot.style_images]
        return tuple(files)

    async def _send(self, shot: Shot, ready: tuple[File, ...]) -> Answer:
        return await self._wire.submit(self._host.submit, fields(shot), ready)

    def _read(self, body: dict[str, Any]) -> Job | Barren | None:
        made = body.get("data")
        pictures = [p for p in made if isinstance(p, dict)] if isinstance(made, list) else []
        for picture in pictures:
            url = output({"url": picture.get("url")})[0]
            if url and picture.get("is_image_safe") is not False:
                return Job("", url, url)
        if not pictures:
            return None
        if any(p.get("is_image_safe") is False for p in pictures):
            return Barren("its safety check refused the picture that was drawn")
        return Barren("it answered without an address of the picture")

    async def _finish(self, shot: Shot, job: Job, journal: Journal, since: float | None) -> Any:
        return {"url": job.response_url}

    async def _picture(self, shot: Shot, job: Job, record: Any, journal: Journal) -> Picture:
        return await self._fetching.linked(shot, job, journal)

    def _refused(self, status: int, said: str, shot: Shot, journal: Journal) -> GenerationError:
        if status == 422:
            told = f" ({status}: {said})" if said else f" ({status})"
            what = f"{self._host.title} refused panel '{shot.panel}'{told}, it was not billed"
            return ContentPolicy(what, REWRITE)
        return super()._refused(status, said, shot, journal)


def fields(shot: Shot) -> dict[str, str | list[str]]:
    """The form's text fields as Ideogram names them, empty ones left out.

    The style type is never sent together with style codes.
    """
    form: dict[str, str | list[str]] = {
        "prompt": shot.prompt,
        "rendering_speed": SPEEDS[shot.speed],
        "magic_prompt": "ON" if shot.expand_prompt else "OFF",
        "negative_prompt": shot.negative,
        "seed": str(shot.seed),
        "num_images": "1",
        "resolution": f"{shot.width}x{shot.height}",
    }
    if shot.style_codes:
        form["style_codes"] = [code.upper() for code in shot.style_codes]
    else:
        form["style_type"] = shot.style.upper()
    return {name: value for name, value in form.items() if value}
