"""Children that answer jobs, many at once, as coroutines wait for them."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncGenerator, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from tinvan.batch.child import Reply, Work
from tinvan.batch.guard import Guard, StoppedError
from tinvan.errors import TinvanError
from tinvan.serve.jobs import Answer, Job, read_answer
from tinvan.serve.metrics import Metrics
from tinvan.serve.problems import refuse


class Pool(Protocol):
    """Answers jobs."""

    @property
    def workers(self) -> int:
        """How many it answers at a time."""

    async def answer(self, job: Job) -> Reply:
        """Return the answer to a job, as soon as somebody is free."""

    async def close(self) -> None:
        """Make an end."""


class Guards:
    """Children behind guards. Jobs are answered in the order in which they come.

    Args:
        work: How a child answers.
        workers: How many children there are.
    """

    def __init__(self, work: Work, workers: int) -> None:
        self._guards = [Guard(work) for _ in range(workers)]
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="guard")
        self._free: asyncio.Queue[Guard] = asyncio.Queue()
        for guard in self._guards:
            self._free.put_nowait(guard)

    @property
    def workers(self) -> int:
        """How many children there are."""
        return len(self._guards)

    def start(self) -> None:
        """Start the children, so that the first request need not wait for them.

        Raises:
            TinvanError: If none can be started.
        """
        hello = Job(task="values", body=b"1")
        list(self._threads.map(lambda guard: guard.read([hello]), self._guards))

    async def answer(self, job: Job) -> Reply:
        """Return the answer to a job, as soon as a child is free.

        Raises:
            TinvanError: If no child can be started.
            StoppedError: If the pool is closed meanwhile.
        """
        guard = await self._free.get()
        loop = asyncio.get_running_loop()
        reading = loop.run_in_executor(self._threads, guard.read, [job])
        # Who waits may go away; the child is free only when it has answered.
        reading.add_done_callback(lambda _: self._free.put_nowait(guard))
        return (await asyncio.shield(reading))[0]

    async def close(self) -> None:
        """End the children."""
        for guard in self._guards:
            guard.close()
        await asyncio.to_thread(self._threads.shutdown)


class Desk:
    """Takes jobs to the pool, and counts what comes of them.

    Args:
        pool: Who answers.
        metrics: Where that is counted.
    """

    def __init__(self, pool: Pool, metrics: Metrics) -> None:
        self._pool, self._metrics = pool, metrics

    async def answer(self, job: Job) -> Answer:
        """Return the answer to a job, which may be a problem.

        Raises:
            ProblemError: If nobody can answer.
        """
        began = time.perf_counter()
        try:
            reply = await self._pool.answer(job)
        except (TinvanError, StoppedError) as error:
            why = str(error) or "the service is being stopped"
            raise refuse("no-worker", why, {"Retry-After": "5"}) from error
        answer = read_answer(reply.row)
        self._metrics.answered(job, answer, time.perf_counter() - began, reply.seconds)
        return answer

    async def answers(self, jobs: Iterable[Job]) -> AsyncGenerator[tuple[Job, Answer], None]:
        """Yield jobs with their answers, in order; few are under way at a time.

        So many lines in one body do not keep other requests waiting for all of them.
        """
        waiting: deque[tuple[Job, asyncio.Task[Answer]]] = deque()
        try:
            for job in jobs:
                waiting.append((job, asyncio.create_task(self.answer(job))))
                if len(waiting) > self._pool.workers:
                    first, task = waiting.popleft()
                    yield first, await task
            while waiting:
                first, task = waiting.popleft()
                yield first, await task
        finally:
            for _, task in waiting:
                task.cancel()
