"""A child process that reads articles, and may die of one."""

import contextlib
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from tinvan.batch.rows import Item, row_of
from tinvan.document import PageKindName
from tinvan.output.run import attempt
from tinvan.pipeline import Pipeline, Stage

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


class Reply(msgspec.Struct, array_like=True):
    """What a child made of an article.

    Attributes:
        row: Its row, without its key.
        seconds: Seconds by stage since the last reply.
    """

    row: bytes
    seconds: dict[str, float]


def serve(connection: Connection, work: Work) -> None:
    """Read the articles that come in, one reply each, until no more come.

    An article that takes too long ends the process: the alarm is the kernel's, so it also rings in
    native code, and after the death of the parent. An article that wants too much memory is
    rejected, and ends it behind its reply: what it leaves behind is nobody's business.
    """
    import time

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _limit_memory(work.memory)
    pipeline = Pipeline(work.stages(), clock=time.perf_counter, keep=work.keep)
    with contextlib.suppress(EOFError, ConnectionError):
        connection.send_bytes(READY)
        while True:
            items: list[Item] = connection.recv()
            for item in items:
                signal.setitimer(signal.ITIMER_REAL, work.timeout)
                outcome = attempt(item, pipeline)
                row = row_of(outcome, signed=work.signed)
                signal.setitimer(signal.ITIMER_REAL, 0)
                reply = Reply(row, pipeline.counts.seconds)
                connection.send_bytes(msgspec.msgpack.encode(reply))
                pipeline.counts.seconds = {}
                if getattr(outcome, "reason", None) == "memory":
                    return


def _limit_memory(megabytes: int) -> None:
    """Let the process take no more memory; what it maps and never touches is not counted."""
    if sys.platform != "linux":  # others do not hold to the limit
        return
    mapped, held = (int(pages) for pages in Path("/proc/self/statm").read_text().split()[:2])
    limit = (mapped - held) * resource.getpagesize() + megabytes * _MB
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
