"""A child process that reads articles, and may die of one."""

import contextlib
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import msgspec

from tinvan.batch.rows import row_of
from tinvan.document import PageKindName
from tinvan.output.run import attempt
from tinvan.pipeline import Pipeline, Stage
from tinvan.read.links import Item, Link
from tinvan.read.rejects import Reject

READY = b"ready"
_MB = 1 << 20


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """How a child reads articles.

    Attributes:
        stages: Makes the stages of its pipeline.
        keep: The kinds of pages, beside articles, that are kept.
        signed: Whether copies are looked for.
        timeout: Seconds that an article may take.
        memory: MB that a child may take.
        warm: The module that is loaded before children are forked.
    """

    stages: Callable[[], Sequence[Stage]]
    keep: tuple[PageKindName, ...] = ()
    signed: bool = True
    timeout: float
    memory: int
    warm: str = f"{__package__}.warm"

    def reader(self) -> "Callable[[Any], Reply]":
        """Return what reads articles in a child."""
        import time

        pipeline = Pipeline(self.stages(), clock=time.perf_counter, keep=self.keep)

        def read(item: Item) -> Reply:
            outcome = item if isinstance(item, Link) else attempt(item, pipeline)
            seconds, pipeline.counts.seconds = pipeline.counts.seconds, {}
            wanted_memory = isinstance(outcome, Reject) and outcome.reason == "memory"
            return Reply(row_of(outcome, signed=self.signed), seconds, last=wanted_memory)

        return read


class Reply(msgspec.Struct, array_like=True):
    """What a child made of an article.

    Attributes:
        row: Its row, without its key.
        seconds: Seconds by stage since the last reply.
        last: Whether the child ends behind it.
    """

    row: bytes
    seconds: dict[str, float]
    last: bool = False


def serve(connection: Connection, work: Work) -> None:
    """Read the articles that come in, one reply each, until no more come.

    An article that takes too long ends the process: the alarm is the kernel's, so it also rings in
    native code, and after the death of the parent. An article that wants too much memory is
    rejected, and ends it behind its reply: what it leaves behind is nobody's business.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _limit_memory(work.memory)
    read = work.reader()
    with contextlib.suppress(EOFError, ConnectionError):
        connection.send_bytes(READY)
        while True:
            for item in connection.recv():
                signal.setitimer(signal.ITIMER_REAL, work.timeout)
                reply = read(item)
                signal.setitimer(signal.ITIMER_REAL, 0)
                connection.send_bytes(msgspec.msgpack.encode(reply))
                if reply.last:
                    return


def _limit_memory(megabytes: int) -> None:
    """Let the process take no more memory; what it maps and never touches is not counted.

    Raises:
        SystemExit: If it holds more already. What it has freed may be enough for some articles,
            and others would be rejected for nothing that is in them.
    """
    if sys.platform != "linux":  # others do not hold to the limit
        return
    mapped, held = (int(pages) for pages in Path("/proc/self/statm").read_text().split()[:2])
    holds = held * resource.getpagesize()
    if holds > megabytes * _MB:
        sys.exit(f"Rules and models alone take {holds // _MB} MB of {megabytes}.")
    limit = (mapped - held) * resource.getpagesize() + megabytes * _MB
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
