"""What stands around every route: the key, the headers of every answer, and the counting."""

import hmac
import re
import time
from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tinvan.serve.metrics import Metrics
from tinvan.serve.problems import Problem
from tinvan.serve.responses import problem_response

OPEN = ("/health",)  # what may be asked without the key
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_OTHER = "other"
# A page anywhere could let a browser send texts to a service on its machine. Browsers say so here,
# though to https and loopback alone; `Origin` goes with every POST of a page.
_ELSEWHERE = ("cross-site", "same-site")
# Answers are data: no browser shall run, frame, sniff, keep or share them.
_HEADERS = [
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
]


class Shell:
    """Stands around an application.

    Args:
        app: The application.
        metrics: Where requests are counted.
        key: What callers must show as `Authorization: Bearer KEY`; None lets all in.
        names: What callers may call this machine; None lets them call it anything.
    """

    def __init__(
        self,
        app: ASGIApp,
        metrics: Metrics,
        key: str | None,
        names: Collection[str] | None = None,
    ) -> None:
        self._app, self._metrics, self._names = app, metrics, names
        self._key = key.encode() if key is not None else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 500

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        try:
            await self._chosen(scope)(scope, receive, sending)
        finally:
            method = scope["method"] if scope["method"] in _METHODS else _OTHER
            path = getattr(scope.get("route"), "path", _OTHER)
            self._metrics.asked(method, path, status, time.perf_counter() - began)

    def _chosen(self, scope: Scope) -> ASGIApp:
        """Return what answers a request: the application, or a refusal."""
        headers = Headers(scope=scope)
        if headers.get("sec-fetch-site") in _ELSEWHERE or _from_elsewhere(headers):
            return _CROSS_SITE
        if self._names is not None and _name(headers) not in {*self._names, None}:
            return _OTHER_NAME
        is_open = self._key is None or scope["path"] in OPEN
        return self._app if is_open or self._fits(headers.get("authorization", "")) else _NO_KEY

    def _fits(self, authorization: str) -> bool:
        """Tell whether a header shows the key, in a time that tells nothing of it."""
        scheme, _, shown = authorization.partition(" ")
        fits = hmac.compare_digest(shown.strip().encode(), self._key or b"")
        return fits and scheme.lower() == "bearer"


def _from_elsewhere(headers: Headers) -> bool:
    """Tell whether a page asks that is not of this host."""
    origin = headers.get("origin")
    if origin is None:
        return False
    return origin.partition("://")[2].lower() != headers.get("host", "").lower()


def _name(headers: Headers) -> str | None:
    """Return what a caller calls this machine; no browser leaves that out."""
    host = headers.get("host")
    return None if host is None else _PORT.sub("", host.strip().lower())


_PORT = re.compile(r"\.?(?::\d*)?$")  # with the dot that may end a name
_NO_KEY = problem_response(
    Problem(
        error="unauthorised",
        message="show the key of this service: “Authorization: Bearer KEY”",
    ),
    {"WWW-Authenticate": "Bearer"},
)
_CROSS_SITE = problem_response(
    Problem(error="cross-site", message="pages of other sites are not answered; ask from a program")
)
# Whoever owns a name can let it mean this machine, and so make a page of theirs one of this host.
_OTHER_NAME = problem_response(
    Problem(
        error="cross-site",
        message="without a key this service answers to names of its own machine alone: ask "
        "127.0.0.1 or localhost, let a proxy send such a Host, or start it with --key-file",
    )
)
