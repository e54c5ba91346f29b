"""Who may ask: this machine's browser, with the token, from the studio's own page."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NAMES = ("127.0.0.1", "localhost")
LARGEST = 200_000
"""Bytes of a request's body."""
POLICY = "; ".join(
    (
        "default-src 'none'",
        "img-src 'self'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = (
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
)


class Guard:
    """Lets through only requests that name this host, carry the token and come from our page.

    The token is given once in the address (``?token=``) and is a cookie from then on. A
    foreign Host is one whose name was bent to this machine (DNS rebinding); a foreign Origin
    is another site's page that tries to write. `port` is any where it is None.
    """

    def __init__(self, app: ASGIApp, token: str, port: int | None) -> None:
        self._app = app
        self._token = token
        self._hosts = {f"{name}:{port}" for name in NAMES} if port else set()
        # Cookies are shared by all ports of a host: each sitting has one of its own.
        self._cookie = "storyboard-" + hashlib.sha256(token.encode()).hexdigest()[:12]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                have = {name for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *(pair for pair in _encoded() if pair[0] not in have),
                ]
            await send(message)

        answer = self._refusal(scope) or self._entry(scope)
        await (answer or self._app)(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> Any:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        ours = host in self._hosts if self._hosts else host.partition(":")[0] in NAMES
        if not ours:
            return PlainTextResponse("the studio answers to 127.0.0.1 and localhost only\n", 400)
        origin = headers.get("origin")
        writes = scope["method"] not in ("GET", "HEAD")
        if origin != f"http://{host}" and (writes or origin is not None):
            return PlainTextResponse("only the studio's own page may ask that\n", 403)
        if writes and headers.get("content-type", "").partition(";")[0] != "application/json":
            return PlainTextResponse("JSON is wanted\n", 415)
        length = headers.get("content-length", "")
        if writes and not (length.isdigit() and int(length) <= LARGEST):
            return PlainTextResponse("that is too long\n", 413)
        return None

    def _entry(self, scope: Scope) -> Any:
        """A fresh cookie for who has the token in the address; a refusal for who has neither."""
        given = dict(parse_qsl(scope["query_string"].decode("latin-1"))).get("token", "")
        if scope["method"] == "GET" and self._right(given):
            # The address in the bar, and in the history, is without the token.
            answer = RedirectResponse(scope["path"], 303)
            answer.set_cookie(self._cookie, self._token, httponly=True, samesite="strict")
            return answer
        cookies = cookie_parser(Headers(scope=scope).get("cookie", ""))
        if self._right(cookies.get(self._cookie, "")):
            return None
        return PlainTextResponse(
            "open the whole address that `storyboard studio` gave: it carries the key\n", 403
        )

    def _right(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self._token.encode())


def _encoded() -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in HEADERS]
