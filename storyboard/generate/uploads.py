"""Putting reference pictures where a host can read them: each content once, never twice at once."""

from __future__ import annotations

import asyncio
import hashlib
from contextlib import suppress
from pathlib import Path

from storyboard.errors import GenerationError, HostFault, HostUnreachable, Refused
from storyboard.generate.answers import words
from storyboard.generate.host import Host
from storyboard.generate.http import Answer, Wire
from storyboard.generate.model import Journal
from storyboard.generate.refusals import refusal
from storyboard.plan.model import Asset, Shot

MAX_REFERENCE = 10_000_000
"""Bytes: what the model takes as reference at most."""
TAKEN = ("image/png", "image/jpeg", "image/webp")


class Uploads:
    """The uploads of one host in one run; the journal remembers them between runs."""

    def __init__(self, wire: Wire, host: Host, root: Path) -> None:
        self._wire = wire
        self._host = host
        self._root = root
        self._flights: dict[str, asyncio.Task[str]] = {}

    async def urls(self, shot: Shot, journal: Journal) -> dict[str, str]:
        """The address of each of the shot's pictures, by digest. Everything here is free."""
        _check(shot, self._host.title)
        assets = {a.sha256: a for a in _assets(shot)}
        found = await asyncio.gather(*(self._url(a, journal) for a in assets.values()))
        return dict(zip(assets, found, strict=True))

    def blame(self, shot: Shot, said: str, journal: Journal) -> None:
        """Forgets the shot's uploads where a refusal's words put the fault on an address."""
        if "url" in said.lower():
            for asset in _assets(shot):
                self._flights.pop(asset.sha256, None)
                journal.forget_upload(asset.sha256)

    async def close(self) -> None:
        flights, self._flights = list(self._flights.values()), {}
        for flight in flights:
            flight.cancel()
        await asyncio.gather(*flights, return_exceptions=True)

    async def _url(self, asset: Asset, journal: Journal) -> str:
        known = journal.uploaded(asset.sha256)
        if known and self._wire.follows(known):
            return known
        flight = self._flights.get(asset.sha256)
        if flight is None:
            flight = asyncio.ensure_future(self._upload(asset, journal))
            self._flights[asset.sha256] = flight
        try:
            # Shielded: the shot that began it may be stopped while others wait for it.
            return await asyncio.shield(flight)
        except GenerationError:
            if self._flights.get(asset.sha256) is flight:
                del self._flights[asset.sha256]
            raise

    async def _upload(self, asset: Asset, journal: Journal) -> str:
        try:
            data = await asyncio.to_thread((self._root / asset.path).read_bytes)
        except OSError as error:
            raise GenerationError(
                f"{asset.path} cannot be read: {(error.strerror or str(error)).lower()}"
            ) from error
        if hashlib.sha256(data).hexdigest() != asset.sha256:
            raise GenerationError(f"{asset.path} was changed during the run: run again")
        name = f"{asset.sha256[:16]}.{asset.mime.rpartition('/')[2]}"
        begun = await self._begun({"content_type": asset.mime, "file_name": name})
        answer = begun.json
        if not 200 <= begun.status < 300:
            raise refusal(
                begun.status, words(answer), f"{self._host.title}'s storage", self._host.keys,
                asset.path,
            )  # fmt: skip
        try:
            place, url = str(answer["upload_url"]), str(answer["file_url"])
        except (TypeError, KeyError, LookupError):
            raise HostFault(
                f"{self._host.title} gave no place for {asset.path}: nothing was bought"
            ) from None
        stored = await self._wire.put(place, data, asset.mime)
        if not 200 <= stored.status < 300:
            raise HostFault(
                f"{self._host.title}'s storage did not take {asset.path} "
                f"({stored.status} {words(stored.json)}".rstrip()
                + "): nothing was bought"
            )
        journal.keep_upload(asset.sha256, url)
        return url

    async def _begun(self, body: dict[str, str]) -> Answer:
        *others, last = self._host.uploads
        for url in others:
            with suppress(HostUnreachable):
                answer = await self._wire.post(url, body)
                if answer.status not in (404, 405, 410):
                    return answer
        return await self._wire.post(last, body)


def _assets(shot: Shot) -> list[Asset]:
    styles = () if shot.style_codes else shot.style_images
    return [a for a in (shot.reference, shot.mask, *styles) if a]


def _check(shot: Shot, title: str) -> None:
    if shot.reference is None:
        raise Refused(
            f"panel '{shot.panel}' has no reference: {title} draws nobody without one; name a "
            "character with 'reference:' first in 'characters:', or use --backend sketch"
        )
    if shot.reference.size > MAX_REFERENCE:
        raise Refused(
            f"{shot.reference.path} has {shot.reference.size / 1e6:.1f} MB and the model takes "
            "10 at most: save it smaller"
        )
    for asset in _assets(shot):
        if asset.mime not in TAKEN:
            raise Refused(f"{asset.path} is {asset.mime}: the model takes PNG, JPEG and WebP")
