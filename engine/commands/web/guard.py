"""What stands before every request: who may ask, how much, and what a page may do.

The server listens on this machine alone unless told otherwise. A page of another site that is open
in the same browser may still send requests here, so the names in `Host` and `Origin` are checked;
and a name that was made to point to this machine is none of ours (DNS rebinding).
"""

import hmac
from collections.abc import Container, Sequence
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from engine.commands.web.limits import BODY
from engine.commands.web.problems import problem

COOKIE = "zakonik"
_SAFE = ("GET", "HEAD", "OPTIONS")

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""What a page of ours may load: its own files, no script or style within itself."""

_HEADERS = (
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cache-control", "no-store"),
)


class Guard:
    """Lets through what may be asked here, with headers that keep pages to themselves.

    `hosts` are the names under which this server is reached, with their port. With a `token`
    every request has to show it: in `Authorization: Bearer`, or once in `?token=`, which a browser
    then keeps as a cookie.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str], token: str = "") -> None:
        self.app = app
        self.hosts = frozenset(one.casefold() for one in hosts)
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = _refused(scope, headers, self.hosts)
        if refused is None and not self._is_known(scope, headers):
            refused = (401, "show the token that `zakonik serve` printed")
        if refused is not None:
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
                return
            await problem(*refused)(scope, receive, _sending(send, ""))
            return
        shows = b"token=" in scope.get("query_string", b"")
        await self.app(scope, _limited(receive), _sending(send, self.token if shows else ""))

    def _is_known(self, scope: Scope, headers: Headers) -> bool:
        if not self.token:
            return True
        shown = [headers.get("authorization", "").removeprefix("Bearer "), _cookie(headers)]
        shown += parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [])
        wanted = self.token.encode()
        return any(hmac.compare_digest(one.encode(), wanted) for one in shown)


def _sending(send: Send, token: str) -> Send:
    """Return what sends a response with our headers; a browser is told to keep the `token`."""

    async def sends(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS:
                headers.setdefault(name, value)
            if token:
                cookie = f"{COOKIE}={token}; HttpOnly; SameSite=Strict; Path=/"
                headers.append("set-cookie", cookie)
        await send(message)

    return sends


class TooLarge(Exception):
    """A request is larger than any is taken."""


def _limited(receive: Receive) -> Receive:
    """Return what receives a request as long as it is not too large; raises TooLarge then."""
    seen = 0

    async def receives() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b"")) if message["type"] == "http.request" else 0
        if seen > BODY:
            raise TooLarge
        return message

    return receives


def _refused(scope: Scope, headers: Headers, hosts: Container[str]) -> tuple[int, str] | None:
    """Return the status and the reason of a refusal, None for what may be asked."""
    if headers.get("host", "").casefold() not in hosts:
        return 421, "this server is reached under another name"
    origin = headers.get("origin")
    is_page = scope["type"] == "websocket" or scope.get("method") not in _SAFE
    if origin is not None and is_page and urlsplit(origin).netloc.casefold() not in hosts:
        return 403, "a page of another site may not ask"
    if is_page and headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return 403, "a page of another site may not ask"
    length = headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()) or len(length) > 12 or int(length) > BODY:
        return 413, f"a request has at most {BODY} bytes"
    return None


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found is not None else ""
