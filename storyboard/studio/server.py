"""The server process of the studio: a socket on the loopback address, and the browser."""

from __future__ import annotations

import secrets
import socket
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import uvicorn

from storyboard.errors import UsageError
from storyboard.studio.web import Web, web


class _Server(uvicorn.Server):
    """Tells when it answers, and ends the streams of news before it waits for connections."""

    def __init__(self, config: uvicorn.Config, studio: Web, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._studio = studio
        self._tell = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._tell()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._studio.hub.close()
        await super().shutdown(sockets)


def run(
    story: Path,
    host: str,
    port: int,
    open_browser: bool,
    backend: str | None,
    ready: Callable[[str], None],
) -> None:
    """Serves until it is interrupted; see `storyboard.studio.serve`."""
    token = secrets.token_urlsafe(24)
    studio = web(story, backend, secrets.token_hex(4))
    studio.desk.tidy()
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except OSError as error:
            raise UsageError(
                f"port {port} cannot be had ({(error.strerror or 'refused').lower()}): choose "
                "another with --port, or leave it out for any free one"
            ) from error
        number = door.getsockname()[1]
        address = f"http://{host}:{number}/?token={token}"

        def started() -> None:
            ready(address)
            if open_browser:
                with suppress(webbrowser.Error):
                    webbrowser.open(address)

        config = uvicorn.Config(
            studio.application(token, number),
            log_config=None,
            access_log=False,
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=2,
            lifespan="on",
        )
        with suppress(KeyboardInterrupt):
            _Server(config, studio, started).run(sockets=[door])
