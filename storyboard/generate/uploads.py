"""Putting reference pictures where a host can read them: each content once, never twice at once."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from storyboard.errors import HostFault, HostUnreachable
from storyboard.generate.answers import words
from storyboard.generate.flights import Flights
from storyboard.generate.host import Host
from storyboard.generate.http import Wire
from storyboard.generate.model import Journal
from storyboard.generate.references import References, Sent, marked
from storyboard.generate.refusals import refusal
from storyboard.generate.replies import Answer
from storyboard.plan.hosts import sent_pictures
from storyboard.plan.model import Asset, Shot


class Uploads:
    """The uploads of one host in one run; the journal remembers them between runs."""

    def __init__(
        self, wire: Wire, host: Host, addresses: tuple[str, ...], references: References
    ) -> None:
        """`addresses` is where an upload is begun: the next is for where one is not found."""
        self._wire = wire
        self._host = host
        self._addresses = addresses
        self._references = references
        self._flights = Flights[str]()

    async def urls(self, shot: Shot, journal: Journal) -> dict[str, str]:
        """The address of each of the shot's pictures, by digest. Everything here is free."""
        assets = {a.sha256: a for a in sent_pictures(shot)}
        found = await asyncio.gather(*(self._url(shot, a, journal) for a in assets.values()))
        return dict(zip(assets, found, strict=True))

    def blame(self, shot: Shot, said: str, journal: Journal) -> None:
        """Forgets the shot's uploads where a refusal's words put the fault on an address."""
        if "url" in said.lower():
            for asset in sent_pictures(shot):
                self._flights.forget(marked(shot, asset))
                journal.forget_upload(marked(shot, asset))

    async def close(self) -> None:
        await self._flights.close()

    async def _url(self, shot: Shot, asset: Asset, journal: Journal) -> str:
        mark = marked(shot, asset)
        if mark not in self._flights:
            known = journal.uploaded(mark)
            if known and self._wire.follows(known):
                return known
        return await self._flights.result(mark, lambda: self._upload(shot, asset, journal))

    async def _upload(self, shot: Shot, asset: Asset, journal: Journal) -> str:
        sent = await self._references.sent(shot, asset, journal)
        url = await self._stored(sent, asset)
        journal.keep_upload(marked(shot, asset), url)
        return url

    async def _stored(self, sent: Sent, asset: Asset) -> str:
        name = f"{asset.sha256[:16]}.{sent.mime.rpartition('/')[2]}"
        begun = await self._begun({"content_type": sent.mime, "file_name": name})
        answer, title = begun.json, self._host.title
        if not 200 <= begun.status < 300:
            raise refusal(
                begun.status, self._host.scrubbed(words(answer)), f"{title}'s storage",
                self._host.keys, asset.path,
            )  # fmt: skip
        try:
            place, url = str(answer["upload_url"]), str(answer["file_url"])
        except (TypeError, KeyError, LookupError):
            raise HostFault(
                f"{title} gave no place for {asset.path}, nothing was bought", "run again"
            ) from None
        stored = await self._wire.put(place, sent.data, sent.mime)
        if not 200 <= stored.status < 300:
            raise HostFault(
                f"{title}'s storage did not take {asset.path} "
                f"({stored.status} {words(stored.json)}".rstrip()
                + "), nothing was bought",
                "run again",
            )
        return url

    async def _begun(self, body: dict[str, str]) -> Answer:
        *others, last = self._addresses
        for url in others:
            with suppress(HostUnreachable):
                answer = await self._wire.post(url, body)
                if answer.status not in (404, 405, 410):
                    return answer
        return await self._wire.post(last, body)
