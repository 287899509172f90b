"""A guard around a child process: an article that kills it costs a reject, and nothing else."""

import contextlib
import multiprocessing
import os
import threading
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Protocol

import msgspec

from tinvan.batch.child import READY, Reply, Work, serve
from tinvan.batch.rows import row_of
from tinvan.errors import TinvanError
from tinvan.read.rejects import Reject, RejectReason

ATTEMPTS = 3  # at an article on which children die: somebody else may have killed the first
_STARTS = 5  # of a child, in a row, that may fail
_PAUSE_SECONDS = 0.2  # behind a start that failed: the death of what forks children is seen late
_START_SECONDS = 120
_GRACE_SECONDS = 30  # behind the deadline, for a child whose alarm does not ring
_LIFE = 5_000  # articles that a child reads
_starting = threading.Lock()  # processes are started one by one


class StoppedError(Exception):
    """The guard was closed while it read."""


class Named(Protocol):
    """An article, as far as a guard must know it: what it is called, and where it came from."""

    @property
    def doc_id(self) -> str:
        """What rejects call it."""

    @property
    def input(self) -> str | None:
        """The file it came from, if it came from one."""


class Guard:
    """Reads articles in a child process, which is replaced when it dies.

    Args:
        work: How the child reads them.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._served = 0
        self._heard = 0.0  # when the child last gave a sign of life
        self._closed = False

    def read(self, items: Sequence[Named]) -> list[Reply]:
        """Return a reply for each article.

        Raises:
            TinvanError: If no child can be started.
            StoppedError: If the guard is closed meanwhile.
        """
        replies: list[Reply] = []
        deaths = 0  # of children at the article that comes next
        while len(replies) < len(items):
            before = len(replies)
            try:
                connection = self._connection or self._start()
                self._ask(connection, items[before:], replies)
            except (EOFError, OSError):
                late = time.monotonic() - self._heard >= self._work.timeout
                self._bury(kill=late)
                deaths = deaths + 1 if len(replies) == before else 1
                if late or deaths == ATTEMPTS:
                    replies.append(self._given_up(items[len(replies)], late=late))
                    deaths = 0
        self._served += len(items)
        if self._served >= _LIFE:
            self._bury()
        return replies

    def close(self) -> None:
        """End the child; reading ends with an error."""
        self._closed = True
        process = self._process
        if process is not None:
            with contextlib.suppress(OSError):
                process.kill()

    def _ask(self, connection: Connection, items: Sequence[Named], replies: list[Reply]) -> None:
        """Let the child read articles, and add its replies as they come.

        Raises:
            EOFError: If the child dies; OSError as well.
            TimeoutError: If it outlives its deadline.
        """
        self._heard = time.monotonic()
        connection.send(items)
        for _ in items:
            if not connection.poll(self._work.timeout + _GRACE_SECONDS):
                raise TimeoutError
            replies.append(msgspec.msgpack.decode(connection.recv_bytes(), type=Reply))
            self._heard = time.monotonic()

    def _start(self) -> Connection:
        """Start a child, and return when it is ready.

        Raises:
            TinvanError: If that fails again and again.
            StoppedError: If the guard is closed meanwhile.
        """
        for _ in range(_STARTS):
            if self._closed:
                raise StoppedError
            with contextlib.suppress(EOFError, OSError):
                connection = self._fork()
                if connection.poll(_START_SECONDS) and connection.recv_bytes() == READY:
                    return connection
            code = self._bury(kill=True)
            time.sleep(_PAUSE_SECONDS)
        raise TinvanError(
            f"no worker process can be started: {_STARTS} times it died, at last with exit code "
            f"{code}. Look what it said above; --memory gives it more than {self._work.memory} MB"
        )

    def _fork(self) -> Connection:
        """Start a child, and return the connection with it.

        Raises:
            EOFError: If what it is forked from has died; OSError as well.
        """
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([serve.__module__, self._work.warm])
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self._work), daemon=True)
        with _starting:
            os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # matrices are small
            process.start()
        theirs.close()
        self._process, self._connection, self._served = process, ours, 0
        return ours

    def _bury(self, *, kill: bool = False) -> int:
        """Make an end of the child, or wait for it; return its exit code."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        process, self._process = self._process, None
        if process is None:
            return 0
        process.join(0 if kill else _GRACE_SECONDS)
        if process.exitcode is None:
            process.kill()
            process.join()
        return process.exitcode or 0

    def _given_up(self, item: Named, *, late: bool) -> Reply:
        """Return the reject of an article on which the child died, the same in every run."""
        reason: RejectReason = "timeout" if late else "crash"
        message = f"the process that reads it dies, {ATTEMPTS} times; please report it"
        if late:
            message = f"it takes more than {self._work.timeout:g} s; --timeout gives it longer"
        origin = item.input or item.doc_id
        reject = Reject(doc_id=item.doc_id, reason=reason, message=message, input=origin)
        return Reply(row_of(reject, signed=False), {})
