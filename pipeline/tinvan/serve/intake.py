"""How requests come in and answers go out."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterator
from typing import Any, TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from tinvan.serve.body import Body, read_body
from tinvan.serve.jobs import Answer, Job
from tinvan.serve.limits import Gate, Limits
from tinvan.serve.metrics import Metrics
from tinvan.serve.pool import Desk, Pool
from tinvan.serve.problems import ProblemError, refuse
from tinvan.serve.responses import JSON, LINES

T = TypeVar("T")
Shown = Callable[[Answer], bytes]
_log = logging.getLogger("tinvan.serve")


class Intake:
    """Takes requests past the gate to the desk, and their answers out again.

    Args:
        pool: Who answers.
        limits: What requests may cost.
        metrics: Where answers are counted.

    Attributes:
        gate: Lets them in.
    """

    def __init__(self, pool: Pool, limits: Limits, metrics: Metrics) -> None:
        self._limits = limits
        self._desk = Desk(pool, metrics)
        self.gate = Gate(limits.in_flight, pool.workers, metrics)

    async def one(self, request: Request, job: Job, show: Shown, media_type: str) -> Response:
        """Answer a request that needs no body."""
        with self.gate.entered():
            return _whole(await _unless_gone(request, self._desk.answer(job)), show, media_type)

    async def body(
        self, request: Request, ask: Job, show: Shown, media_type: str = JSON
    ) -> Response:
        """Answer a request with a body.

        Args:
            request: The request.
            ask: What to do with each article of it.
            show: Makes the bytes of an answer.
            media_type: Of an answer to a single article.
        """
        with contextlib.ExitStack() as stack:
            stack.enter_context(self.gate.entered())
            body = await read_body(request, self._limits, pages=ask.task != "values")
            if body.kind == "rows":
                if ask.form != "json":
                    raise refuse("bad-parameter", "lines are answered as lines: leave format out")
                if not body.data.strip():
                    raise refuse("empty", "there is no line in it")
                lines = self._lines(body, ask, show)
                return _Lines(lines, stack.pop_all(), self._limits.timeout)
            job = msgspec.structs.replace(
                ask, body=body.data, media=body.media, charset=body.charset
            )
            return _whole(await _unless_gone(request, self._desk.answer(job)), show, media_type)

    async def _lines(self, body: Body, ask: Job, show: Shown) -> AsyncGenerator[bytes, None]:
        """Yield the answers to the lines of a body, in order."""
        async with contextlib.aclosing(self._desk.answers(_jobs(body, ask))) as answers:
            try:
                async for job, answer in answers:
                    if line := _line(job, answer, show):
                        yield line + b"\n"
            except ProblemError as error:  # the status has gone out
                yield msgspec.json.encode(error.problem) + b"\n"


class _Lines(StreamingResponse):
    """Sends lines as they come, and stays in flight until then.

    Args:
        lines: The lines. They are given up where the caller goes away, be it before the first.
        stack: What is left behind the last.
        timeout: Seconds that the caller may take to read on. Who asks and never reads would else
            keep a place for good.
    """

    def __init__(
        self, lines: AsyncGenerator[bytes, None], stack: contextlib.ExitStack, timeout: float
    ) -> None:
        super().__init__(lines, media_type=LINES)
        self._lines, self._stack, self._timeout = lines, stack, timeout

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send them."""

        async def sending(message: Message) -> None:
            try:
                async with asyncio.timeout(self._timeout):
                    await send(message)
            except TimeoutError:
                raise _UnreadError from None

        with self._stack:
            async with contextlib.aclosing(self._lines):
                try:
                    await super().__call__(scope, receive, sending)
                except _UnreadError:  # the server closes behind what it has written
                    _log.warning("an answer was not read on for %g s: given up", self._timeout)


class _UnreadError(Exception):
    """A caller who does not read. It is no OSError, which starlette takes for one who left."""


def _jobs(body: Body, ask: Job) -> Iterator[Job]:
    """Yield a job for each line of a body."""
    for number, line in body.lines():
        yield msgspec.structs.replace(ask, body=line, media="row", line=number)


def _line(job: Job, answer: Answer, show: Shown) -> bytes:
    """Return the line that answers a line."""
    problem = answer.why_none
    if problem is None:
        return show(answer)
    return msgspec.json.encode(msgspec.structs.replace(problem, line=job.line))


def _whole(answer: Answer, show: Shown, media_type: str) -> Response:
    """Return the response to a single job."""
    if problem := answer.why_none:
        raise ProblemError(problem)
    content = show(answer)
    ending = b"\n" if content and media_type == LINES else b""
    return Response(content + ending, media_type=media_type)


async def _unless_gone(request: Request, answering: Coroutine[Any, Any, T]) -> T:
    """Return an answer, or give up as the caller goes away.

    Raises:
        ProblemError: If nobody waits any more.
    """

    async def gone() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    task, leaving = asyncio.ensure_future(answering), asyncio.ensure_future(gone())
    try:
        await asyncio.wait((task, leaving), return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise refuse("gone", "nobody waits for the answer")
    finally:
        task.cancel()
        leaving.cancel()
