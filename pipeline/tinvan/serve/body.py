"""The body of a request: what it is, and its bytes, within limits."""

import asyncio
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from starlette.requests import ClientDisconnect, Request

from tinvan.serve.jobs import Media
from tinvan.serve.limits import Limits
from tinvan.serve.problems import ProblemError, refuse

_LINE = re.compile(rb"\S[^\n]*")  # from the first sign that is no blank
Kind = Literal["text", "html", "row", "rows"]

KINDS: dict[str, Kind] = {
    "text/plain": "text",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/json": "row",
    "application/x-ndjson": "rows",
    "application/jsonl": "rows",
}


class Body(NamedTuple):
    """The body of a request.

    Attributes:
        kind: What it is.
        data: Its bytes.
        charset: The charset that its header names.
    """

    kind: Kind
    data: bytes
    charset: str | None

    @property
    def media(self) -> Media:
        """What one article of it is."""
        return "row" if self.kind == "rows" else self.kind

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Yield the lines that are not blank, with their numbers from 1.

        Other requests wait meanwhile: millions of blank lines must not be walked one by one.
        """
        number, end = 1, 0
        for found in _LINE.finditer(self.data):
            number += self.data.count(b"\n", end, found.start())
            start = max(self.data.rfind(b"\n", end, found.start()) + 1, end)
            end = found.end()
            yield number, self.data[start:end]


async def read_body(request: Request, limits: Limits, *, pages: bool) -> Body:
    """Return the body of a request.

    Args:
        request: The request.
        limits: What it may cost.
        pages: Whether it may be HTML.

    Raises:
        ProblemError: If it is of a kind that is not read, too large, or too slow.
    """
    kind, charset = _told(request, pages=pages)
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limits.max_bytes:
        raise _too_large(limits)
    try:
        async with asyncio.timeout(limits.timeout):
            data = await _bytes(request, limits)
    except TimeoutError:
        message = f"the body did not come within {limits.timeout:g} s"
        raise refuse("slow-body", message, {"Connection": "close"}) from None
    except ClientDisconnect:
        raise refuse("gone", "nobody waits for the answer") from None
    return Body(kind, data, charset)


async def _bytes(request: Request, limits: Limits) -> bytes:
    """Return what comes.

    Raises:
        ProblemError: If it is too much.
    """
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > limits.max_bytes:
            raise _too_large(limits)
    return bytes(data)


def _too_large(limits: Limits) -> ProblemError:
    """Return the error for a body over the limit."""
    message = (
        f"the body is larger than {limits.max_bytes} bytes: send less at a time, or start the "
        "service with a larger --max-bytes"
    )
    return refuse("too-large", message)


def _told(request: Request, *, pages: bool) -> tuple[Kind, str | None]:
    """Return what the headers say the body is, and its charset.

    Raises:
        ProblemError: If it is of a kind that is not read.
    """
    coding = request.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("", "identity"):
        message = f"a body in the content coding “{coding}” is not unpacked; send it as it is"
        raise refuse("unsupported-media-type", message)
    declared = request.headers.get("content-type", "")
    essence, *parameters = (part.strip() for part in declared.split(";"))
    known = {name: kind for name, kind in KINDS.items() if pages or kind != "html"}
    kind = known.get(essence.lower())
    if kind is None:
        message = (
            f"a body of type “{essence[:100]}” is not read. Say what it is in the header "
            f"Content-Type, one of: {', '.join(known)}"
        )
        raise refuse("unsupported-media-type", message)
    named = (one.partition("=") for one in parameters)
    charsets = (value.strip(' "') for name, _, value in named if name.strip().lower() == "charset")
    return kind, next(charsets, None)
