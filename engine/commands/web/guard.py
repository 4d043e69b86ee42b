"""What stands before every request: who may ask, how much, and what a page may do.

The server listens on this machine alone unless told otherwise. A page of another site that is open
in the same browser may still send requests here, so the names in `Host` and `Origin` are checked;
and a name that was made to point to this machine is none of ours (DNS rebinding).
"""

import asyncio
import hmac
from collections.abc import Sequence
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, parse_qsl, quote, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from engine.commands.web.failing import FAILED, defect, note
from engine.commands.web.limits import BODY, BODY_SECONDS
from engine.commands.web.problems import problem, refusal

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
    then keeps as a cookie. A request arrives within some `seconds` or not at all.
    """

    def __init__(
        self,
        app: ASGIApp,
        hosts: Sequence[str],
        token: str = "",
        seconds: float = BODY_SECONDS,
    ) -> None:
        self.app = app
        self.hosts = frozenset(name for one in hosts for name in _as_sent(one.lower()))
        ways = ("http", "https")
        self.origins = frozenset(f"{way}://{one}" for way in ways for one in self.hosts)
        self.token = token
        self.seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refused(scope, headers)
        if refused is None and not self._is_known(scope, headers):
            refused = (401, "show the token that `zakonik serve` printed")
        if refused is not None:
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
                return
            answer = refusal(*refused, headers.get("accept", ""))
            await answer(scope, receive, _sending(send, ""))
            return
        token = self.token if b"token=" in scope.get("query_string", b"") else ""
        sends = _sending(send, token)
        if token and scope.get("method") == "GET" and "text/html" in headers.get("accept", ""):
            await RedirectResponse(_without_token(scope), 303)(scope, receive, sends)
            return
        if scope["type"] == "http":
            receive = _limited(receive, self.seconds)
        await self._passed_on(scope, receive, sends)

    async def _passed_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; a defect of ours is noted without anything of what was asked."""
        has_begun = False

        async def sends(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self.app(scope, receive, sends)
        except Exception as error:
            note(error)
            if not has_begun and scope["type"] == "http":
                await problem(FAILED, defect(error))(scope, receive, send)

    def _refused(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        """Return the status and the reason of a refusal, None for what may be asked."""
        names = headers.getlist("host")
        if len(names) != 1 or names[0].lower() not in self.hosts:
            return 421, "this server is reached under another name"
        acts = scope["type"] == "websocket" or scope.get("method") not in _SAFE
        origins = headers.getlist("origin")
        if acts and not all(one.lower() in self.origins for one in origins):
            return 403, "a page of another site may not ask"
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            # a link may lead here from anywhere; nothing else of another page may
            leads = headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")
            if acts or leads != ("navigate", "document"):
                return 403, "a page of another site may not ask"
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()) or len(length) > 12 or int(length) > BODY:
            return 413, _TOO_LARGE
        return None

    def _is_known(self, scope: Scope, headers: Headers) -> bool:
        if not self.token:
            return True
        shown = [headers.get("authorization", "").removeprefix("Bearer "), _cookie(headers)]
        shown += parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [])
        wanted = self.token.encode()
        return any(hmac.compare_digest(one.encode(), wanted) for one in shown)


_TOO_LARGE = f"a request has at most {BODY} bytes"


def _as_sent(host: str) -> tuple[str, ...]:
    """Return a name with its port as it stands in `Host`, where port 80 is left out.

    >>> _as_sent("law.example:80")
    ('law.example:80', 'law.example')
    """
    return (host, host.removesuffix(":80")) if host.endswith(":80") else (host,)


def _without_token(scope: Scope) -> str:
    """Return where a request leads on this server without the token, which is kept by then."""
    query = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
    others = urlencode([(name, value) for name, value in query if name != "token"])
    path = "/" + quote(scope["path"].lstrip("/\\"))
    return f"{path}?{others}" if others else path


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


def _limited(receive: Receive, seconds: float) -> Receive:
    """Return what receives a request that is neither too large nor too slow.

    It raises HTTPException for one that is.
    """
    seen = 0
    is_whole = False
    until: float | None = None

    async def receives() -> Message:
        nonlocal seen, is_whole, until
        if is_whole:
            return await receive()
        until = asyncio.get_running_loop().time() + seconds if until is None else until
        try:
            async with asyncio.timeout_at(until):
                message = await receive()
        except TimeoutError:
            raise HTTPException(408, f"a request arrives within {seconds:g} seconds") from None
        seen += len(message.get("body", b""))
        if seen > BODY:
            raise HTTPException(413, _TOO_LARGE)
        is_whole = not message.get("more_body", False)
        return message

    return receives


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found is not None else ""
