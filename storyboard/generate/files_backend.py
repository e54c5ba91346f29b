"""The backend ``files``: only pictures that are there. It draws nothing."""

from __future__ import annotations

from storyboard.errors import Refused
from storyboard.generate.model import Journal, Picture
from storyboard.plan.model import Shot


class FilesGenerator:
    """Refuses every shot: pictures of one's own are placed, never drawn."""

    name = "files"
    concurrency = 1

    async def draw(self, shot: Shot, journal: Journal) -> Picture:
        raise Refused(
            f"panel '{shot.panel}' has no picture and the backend 'files' draws none: "
            "name one in 'image:', or render with --backend sketch"
        )

    async def close(self) -> None:
        pass
