"""The studio's addresses: pages and pictures to look at, and the few things that can be asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar, get_args

import anyio
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from storyboard import assets
from storyboard.errors import StoryboardError, StoryError
from storyboard.generate.model import Event, Failed, Finished, Noticed, Started
from storyboard.studio.arrange import Arranged, Do
from storyboard.studio.desk import Conflict, Desk
from storyboard.studio.hub import Hub
from storyboard.studio.previews import SIZES
from storyboard.studio.safe import Guard
from storyboard.studio.views import screen, trouble
from storyboard.templating import Pages

T = TypeVar("T")
WATCH = 0.15
"""Seconds between two looks at the files."""
DRAWING = 4
"""New takes at once; further ones wait."""
STATIC = {
    "studio.css": "text/css",
    "studio.js": "text/javascript",
    "drag.js": "text/javascript",
    "panels.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
_NAMES = 100
"""Characters that a panel may be given at once."""
_KEEP = {"cache-control": "private, max-age=86400, immutable"}
_FRESH = {"cache-control": "no-store"}


class Web:
    """The studio of one desk as an application."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.hub = Hub()
        folder = assets.shipped("templates") / "studio"
        self._static = folder
        self._pages = Pages(folder)
        self._room = anyio.CapacityLimiter(DRAWING)
        self._jobs: set[asyncio.Task[None]] = set()
        self._ready: set[asyncio.Task[None]] = set()

    def application(self, token: str, port: int | None) -> Starlette:
        """The whole application, guarded."""
        routes = [
            Route("/", self.home),
            Route("/page/{number:int}", self.page),
            Route("/picture/page/{number:int}/{size}/{digest}.png", self.page_picture),
            Route("/picture/take", self.take_picture),
            Route("/static/{name}", self.static),
            Route("/events", self.events),
            Route("/change", self.change, methods=["POST"]),
            Route("/arrange", self.arrange, methods=["POST"]),
            Route("/take", self.take, methods=["POST"]),
            Route("/pick", self.pick, methods=["POST"]),
            Route("/undo", self.undo, methods=["POST"]),
            Route("/redo", self.redo, methods=["POST"]),
        ]
        made = Starlette(
            routes=routes,
            middleware=[Middleware(Guard, token=token, port=port)],
            lifespan=self._life,
        )
        made.state.web = self
        return made

    @asynccontextmanager
    async def _life(self, _: Starlette) -> AsyncIterator[None]:
        watcher = asyncio.create_task(self._watch())
        # The browser takes a moment to open: the first page is ready by then.
        self._ahead(1)
        try:
            yield
        finally:
            watcher.cancel()
            with suppress(asyncio.CancelledError):
                await watcher
            if self._jobs | self._ready:
                # What is bought is waited for, so that it is kept.
                await asyncio.wait(self._jobs | self._ready)

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(WATCH)
            if not self.hub.heard:
                continue
            with suppress(OSError, StoryboardError):
                if await run_in_threadpool(self.desk.refresh):
                    self.hub.tell("changed", version=self.desk.version)

    async def home(self, _: Request) -> Response:
        return RedirectResponse("/page/1", 303)

    async def page(self, request: Request) -> Response:
        number, panel = request.path_params["number"], request.query_params.get("panel")

        def made() -> str:
            self.desk.refresh()
            with self.desk.lock:
                return self._pages.page("studio.html", screen(self.desk, number, panel))

        # Its picture is asked for next: it is made while the page is.
        self._ahead(number)
        try:
            return HTMLResponse(await run_in_threadpool(made), headers=_FRESH)
        except StoryboardError as error:
            if number != 1:
                return RedirectResponse("/page/1", 303)
            return PlainTextResponse(f"{error}\n", 500)
        except Exception as error:
            text = f"a fault of storyboard itself on page {number}: {type(error).__name__}: {error}"
            return PlainTextResponse(f"{text}\nYour story and its takes are as they were.\n", 500)

    def _ahead(self, number: int) -> None:
        def make() -> None:
            # Whatever is wrong is said when the page is asked for.
            with suppress(Exception):
                self.desk.refresh()
                self.desk.picture(number, "page")

        job = asyncio.create_task(run_in_threadpool(make))
        self._ready.add(job)
        job.add_done_callback(self._ready.discard)

    async def page_picture(self, request: Request) -> Response:
        size = request.path_params["size"]
        if size not in SIZES:
            return PlainTextResponse("no such size\n", 404)
        try:
            path = await run_in_threadpool(self.desk.picture, request.path_params["number"], size)
        except StoryboardError as error:
            return PlainTextResponse(f"{error}\n", 404)
        made = await run_in_threadpool(self.desk.compose, request.path_params["number"])
        same = made.digest == request.path_params["digest"]
        return FileResponse(path, media_type="image/png", headers=_KEEP if same else _FRESH)

    async def take_picture(self, request: Request) -> Response:
        panel, number = request.query_params.get("panel", ""), request.query_params.get("take", "")
        try:
            path = await run_in_threadpool(
                self.desk.thumb, panel, int(number) if number.isdigit() else 0
            )
        except StoryboardError as error:
            return PlainTextResponse(f"{error}\n", 404)
        return FileResponse(path, media_type="image/jpeg", headers=_KEEP)

    async def static(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in STATIC:
            return PlainTextResponse("no such file\n", 404)
        return FileResponse(
            self._static / name, media_type=STATIC[name], headers={"cache-control": "no-cache"}
        )

    async def events(self, _: Request) -> Response:
        return StreamingResponse(self.hub.listen(), media_type="text/event-stream", headers=_FRESH)

    async def change(self, request: Request) -> Response:
        asked = await _asked(request, panel=str, field=str, version=str)
        if asked is None:
            return _wrong("the request is not one of the studio's", 400)
        value = asked.get("value")
        if not _plain(value):
            return _wrong("that is no value for a field", 400)
        answer = await self._do(
            lambda: self.desk.change(asked["panel"], asked["field"], value, asked["version"])
        )
        # The page is asked for as soon as this is answered.
        on = [page for page, id in self.desk.panels() if id == asked["panel"]]
        if answer.status_code == 200 and on:
            self._ahead(on[0])
        return answer

    async def arrange(self, request: Request) -> Response:
        asked = await _asked(request, panel=str, do=str, to=int, version=str)
        if asked is None or asked["do"] not in get_args(Do):
            return _wrong("the request is not one of the studio's", 400)

        def where(made: Arranged) -> dict[str, Any]:
            on = {id: page for page, id in self.desk.panels()}
            return {"panel": made.panel, "page": on.get(made.panel, 1)}

        return await self._do(
            lambda: self.desk.arrange(asked["panel"], asked["do"], asked["to"], asked["version"]),
            where,
        )

    async def pick(self, request: Request) -> Response:
        asked = await _asked(request, panel=str, take=int)
        if asked is None:
            return _wrong("the request is not one of the studio's", 400)
        return await self._do(lambda: self.desk.pick(asked["panel"], asked["take"]))

    async def undo(self, _: Request) -> Response:
        return await self._do(self.desk.undo, lambda u: {"undone": u.label, "panel": u.panel})

    async def redo(self, _: Request) -> Response:
        return await self._do(self.desk.redo, lambda u: {"redone": u.label, "panel": u.panel})

    async def take(self, request: Request) -> Response:
        asked = await _asked(request, panel=str, price=(int, float))
        if asked is None:
            return _wrong("the request is not one of the studio's", 400)
        panel, price = asked["panel"], float(asked["price"])
        try:
            await run_in_threadpool(self.desk.agreed, panel, price)
        except Conflict as error:
            return JSONResponse({"conflict": str(error)}, 409)
        except StoryboardError as error:
            return _wrong(str(error), 422)
        job = asyncio.create_task(self._draw(panel, price))
        self._jobs.add(job)
        job.add_done_callback(self._jobs.discard)
        return JSONResponse({"drawing": panel}, 202)

    async def _draw(self, panel: str, price: float) -> None:
        def notify(event: Event) -> None:
            if isinstance(event, Started):
                self.hub.tell("drawing", panel=panel)
            elif isinstance(event, Noticed):
                self.hub.tell("notice", panel=panel, text=event.text)
            elif isinstance(event, Finished):
                self.hub.tell("drawn", panel=panel, take=event.take.number, cost=event.cost)
            elif isinstance(event, Failed):
                self.hub.tell("failed", panel=panel, text=str(event.error))

        self.hub.tell("waiting", panel=panel)
        try:
            await anyio.to_thread.run_sync(
                self.desk.new_take, panel, price, notify, limiter=self._room
            )
        except StoryboardError as error:
            self.hub.tell("failed", panel=panel, text=str(error))
        except Exception as error:
            # A fault of ours in one drawing is said, and ends nothing else.
            text = f"a fault of storyboard itself: {type(error).__name__}: {error}"
            self.desk.failed[panel] = text
            self.hub.tell("failed", panel=panel, text=text)
        self.hub.tell("changed", version=self.desk.version)

    async def _do(
        self, work: Callable[[], T], answer: Callable[[T], dict[str, Any]] = lambda _: {}
    ) -> Response:
        try:
            done = await run_in_threadpool(work)
        except Conflict as error:
            return JSONResponse(
                {"conflict": str(error), "now": error.now, "version": self.desk.version}, 409
            )
        except StoryError as error:
            found = [trouble(d) for d in error.diagnostics]
            return JSONResponse({"error": found[0]["message"], "diagnostics": found}, 422)
        except StoryboardError as error:
            return _wrong(str(error), 422)
        self.hub.tell("changed", version=self.desk.version)
        return JSONResponse({"version": self.desk.version, **answer(done)})


def _wrong(text: str, status: int) -> Response:
    return JSONResponse({"error": text}, status)


async def _asked(request: Request, **wanted: Any) -> dict[str, Any] | None:
    """The request's JSON where it has what is wanted, each of its kind."""
    try:
        data = await request.json()
    except ValueError:
        return None
    if not isinstance(data, dict):
        return None
    right = all(
        isinstance(data.get(k), kind) and not isinstance(data.get(k), bool)
        for k, kind in wanted.items()
    )
    return data if right else None


def _plain(value: object) -> bool:
    """Whether a value is one that a field can have: nothing nested, nothing that is not finite."""
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return len(value) <= _NAMES
    if isinstance(value, list):
        return len(value) in (2, 4) and all(
            isinstance(v, int | float) and not isinstance(v, bool) and 0 <= v <= 1 for v in value
        )
    if isinstance(value, dict):
        return set(value) <= {"speaker", "text"} and all(isinstance(v, str) for v in value.values())
    return value is None or (isinstance(value, str | int) and not isinstance(value, bool))


def web(story: Path, backend: str | None, salt: str) -> Web:
    """The studio of a story, which is read once. Raises `UsageError` where there is no file."""
    from storyboard.errors import UsageError

    if not story.is_file():
        raise UsageError(f"there is no story at {story}; make one with: storyboard new DIR")
    desk = Desk(story, backend=backend, salt=salt)
    desk.refresh()
    return Web(desk)
