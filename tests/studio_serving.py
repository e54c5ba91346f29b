"""A studio on a real socket, in a thread of the test's own process."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from storyboard.pipeline import Draft
from storyboard.studio.web import Web

TOKEN = "a-token-for-tests"

STORY = """\
# What the artist wrote; every line of it is hers.
title: Last Boat   # the working title
generator: {seed: 7}
characters:
  mara: {description: "woman of thirty, short silver hair, yellow raincoat"}
  tom: {description: 'old man, navy cap', voice: {balloon: speech}}

pages:
  - layout: [[1], [1, 1]]
    panels:
      - id: pier          # the opening
        shot: wide
        prompt: Mara runs along a pier
        caption: Harbour, 23:39.
        dialogue:
          - mara: Wait!    # loud?
      - id: boat
        prompt: Tom on a ship
        dialogue:
          - tom: "Every night the same."
      - id: rain
        prompt: Mara in the rain
  # the second page
  - layout: [[1]]
    panels:
      - id: dawn
        prompt: the empty pier at dawn
"""


@dataclass
class Studio:
    """A running studio."""

    story: Path
    address: str
    web: Web

    @property
    def entry(self) -> str:
        return f"{self.address}/?token={TOKEN}"

    @contextmanager
    def client(self) -> Iterator[httpx.Client]:
        """A browser's cookies and Origin, without a browser."""
        with httpx.Client(
            base_url=self.address, headers={"origin": self.address}, timeout=30
        ) as client:
            assert client.get("/", params={"token": TOKEN}).status_code == 303
            yield client


@contextmanager
def serving(story: Path) -> Iterator[Studio]:
    import socket

    import uvicorn

    from storyboard.studio import app

    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
        made = app(story, TOKEN, port=port)
        server = uvicorn.Server(
            uvicorn.Config(
                made, log_config=None, access_log=False, ws="none", timeout_graceful_shutdown=1
            )
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive()
                time.sleep(0.01)
            yield Studio(story, f"http://127.0.0.1:{port}", made.state.web)
        finally:
            made.state.web.hub.end()
            server.should_exit = True
            thread.join(20)


def drawn(story: Path) -> None:
    """Draws every panel of a story, for nothing."""
    from storyboard import pipeline
    from storyboard.generate.library import Library

    file = pipeline.load(story)
    with Library(pipeline.home_of(story)) as library:
        made = pipeline.draft(file, library)
        # In a thread of its own: the browser's driver runs a loop in this one.
        work = threading.Thread(target=_draw, args=(made, pipeline.home_of(story)))
        work.start()
        work.join()


def _draw(made: Draft, home: Path) -> None:
    from storyboard import pipeline
    from storyboard.generate.library import Library

    with Library(home) as library:
        pipeline.draw(made, list(made.shots.values()), library)
