"""The studio: a local web page beside a story, for the work on single panels.

`desk` holds the story and does what is asked; `edit`, `splice` and `carry` write fields into
its file, `arrange` and `order` panels; `previews` makes pictures, `views` and `overlay` say what
the templates show, `web` and `safe` are the door.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.applications import Starlette

__all__ = ["app", "serve"]

HOST = "127.0.0.1"


def app(
    story: Path, token: str, *, port: int | None = None, backend: str | None = None
) -> Starlette:
    """The studio of a story as an application, for who has `token`.

    `port` is the one that requests must name in their Host; any where it is None. Raises
    `UsageError` where there is no story, or where what the studio needs is not installed.
    """
    _needed()
    import hashlib

    from storyboard.studio.web import web

    salt = hashlib.sha256(token.encode()).hexdigest()[:8]
    return web(Path(story), backend, salt).application(token, port)


def serve(
    story: Path,
    *,
    port: int = 0,
    open_browser: bool = True,
    backend: str | None = None,
    ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Serves the studio on the loopback address until it is interrupted.

    `port` 0 is any free one. `ready` is told the whole address, token included, once it
    answers. Raises `UsageError` where the port is taken or there is no story.
    """
    _needed()
    from storyboard.studio.server import run

    run(Path(story), HOST, port, open_browser, backend, ready)


def _needed() -> None:
    from importlib.util import find_spec

    from storyboard.errors import UsageError

    missing = [m for m in ("starlette", "uvicorn", "ruamel") if find_spec(m) is None]
    if missing:
        raise UsageError("the studio needs a few more packages: pip install 'storyboard[studio]'")
