"""What tests of the service share."""

import contextlib
import functools
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from starlette.testclient import TestClient

from bench import poison
from tinvan.batch.child import Reply
from tinvan.pipeline import Stage
from tinvan.serve.answering import Service
from tinvan.serve.app import create_app
from tinvan.serve.jobs import Job
from tinvan.serve.limits import Limits

TEXT, HTML = {"Content-Type": "text/plain"}, {"Content-Type": "text/html"}
JSON, LINES = {"Content-Type": "application/json"}, {"Content-Type": "application/x-ndjson"}


class Inline:
    """Answers jobs in this process: for tests of what stands around the children."""

    workers = 2

    def __init__(self, stages: Callable[[], Sequence[Stage]]) -> None:
        self._work = Service(stages=stages, timeout=1, memory=500)

    @functools.cached_property
    def _read(self) -> Callable[[Job], Reply]:
        """What answers, loaded when it is first asked."""
        return self._work.reader()

    async def answer(self, job: Job) -> Reply:
        """Return the answer."""
        return self._read(job)

    async def close(self) -> None:
        """Do nothing."""


@contextlib.contextmanager
def client(
    stages: Callable[[], Sequence[Stage]] = poison.stages,
    limits: Limits | None = None,
    key: str | None = None,
    names: Collection[str] | None = None,
) -> Iterator[TestClient]:
    """Return a client of a service that answers in this process."""
    with TestClient(create_app(Inline(stages), limits or Limits(), key, names)) as asking:
        yield asking


def lines(body: str) -> list[dict[str, Any]]:
    """Return the records of JSON Lines."""
    return [json.loads(line) for line in body.splitlines()]
