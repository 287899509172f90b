"""How the service holds under load: `python bench/serve.py [news.jsonl]`.

It starts `tinvan serve` on a port of this machine that is free, asks it for the facts of articles
(invented ones, unless a file of JSON Lines is named) with 1, 50 and 200 requests in flight, each on
a connection of its own, and prints rate, p50, p99, CPU a request, and errors.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gzip
import importlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from bench import poison
from bench.faults import workers_of
from tinvan.cli import main as tinvan
from tinvan.serve import examples
from tinvan.serve.answering import Service

ROOT = Path(__file__).resolve().parents[1]
_HOST = "127.0.0.1"
_READY = re.compile(r"http://127\.0\.0\.1:(\d+)")
_START_SECONDS = 120


class Running(NamedTuple):
    """A service that runs.

    Attributes:
        port: Where it listens.
        process: The process that does.
    """

    port: int
    process: int

    def cpu(self) -> tuple[float, float]:
        """Return the CPU seconds of the process that listens, and of those that read articles."""
        return _cpu(self.process), sum(map(_cpu, workers_of(self.process)))


class Response(NamedTuple):
    """An answer of the service.

    Attributes:
        status: Of HTTP.
        body: Its bytes.
        seconds: From the connection to the last byte.
    """

    status: int
    body: bytes
    seconds: float


class Load(NamedTuple):
    """What came of many requests.

    Attributes:
        responses: In the order of the requests.
        seconds: From the first request to the last answer.
    """

    responses: Sequence[Response]
    seconds: float

    @property
    def statuses(self) -> Counter[int]:
        """How many answers had each status."""
        return Counter(response.status for response in self.responses)

    def percentile(self, share: float) -> float:
        """Return the seconds that a share of the requests took at most."""
        taken = sorted(response.seconds for response in self.responses)
        return taken[min(len(taken) - 1, int(share * len(taken)))]


@contextlib.contextmanager
def service(*options: str, poisoned: bool = False) -> Iterator[Running]:
    """Start a service, and end it as a user would.

    Args:
        options: Of `tinvan serve`.
        poisoned: Whether it reads by the stages of `bench/poison.py`.

    Yields:
        Where it is.
    """
    module = ["bench.serve", "--poisoned"] if poisoned else ["tinvan"]
    command = [sys.executable, "-m", *module, "serve", "--port", "0", *options]
    paths = os.pathsep.join([str(ROOT), str(ROOT / "pipeline"), os.environ.get("PYTHONPATH", "")])
    run = subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": paths}, stderr=subprocess.PIPE, text=True
    )
    try:
        assert run.stderr is not None
        said = next((line for line in run.stderr if _READY.search(line)), "")
        if not (found := _READY.search(said)):
            raise SystemExit(f"the service did not start: it ended with {run.wait()}")
        yield Running(int(found[1]), run.pid)
    finally:
        run.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            run.communicate(timeout=_START_SECONDS)
        run.kill()
        run.wait()


async def ask(
    port: int, path: str, body: bytes, media_type: str = "application/json", method: str = "POST"
) -> Response:
    """Ask a service of this machine once, on a connection of its own."""
    began = time.perf_counter()
    reader, writer = await asyncio.open_connection(_HOST, port)
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: {_HOST}:{port}\r\nConnection: close\r\n"
        f"Content-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    try:
        writer.write(head.encode() + body)
        await writer.drain()
        answer = await reader.read()
    finally:
        writer.close()
    first, _, rest = answer.partition(b"\r\n")
    content = rest.partition(b"\r\n\r\n")[2]
    return Response(int(first.split()[1]), content, time.perf_counter() - began)


def load(port: int, bodies: Sequence[bytes], *, in_flight: int) -> Load:
    """Ask for the facts of articles, so many at a time."""

    async def all_of_them() -> Load:
        room = asyncio.Semaphore(in_flight)

        async def one(body: bytes) -> Response:
            async with room:
                return await ask(port, "/extract", body)

        began = time.perf_counter()
        responses = await asyncio.gather(*(one(body) for body in bodies))
        return Load(responses, time.perf_counter() - began)

    return asyncio.run(all_of_them())


def read_rows(path: Path, count: int) -> list[bytes]:
    """Return the first lines of a file of JSON Lines."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rb") as file:
        return [line for line, _ in zip(file, range(count), strict=False)]


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", nargs="?", type=Path)
    parser.add_argument("--requests", type=int, default=600)
    parser.add_argument("--in-flight", type=int, nargs="*", default=[1, 50, 200])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--bare", action="store_true", help="by stages that do next to nothing")
    given = parser.parse_args()
    invented = [json.dumps(examples.ARTICLE).encode()]
    bodies = read_rows(given.path, given.requests) if given.path else invented
    bodies = [bodies[number % len(bodies)] for number in range(given.requests)]
    print("in flight    requests    a second    p50 s    p99 s    CPU ms: listening    reading    "
          "statuses")  # fmt: skip
    with service("--workers", str(given.workers), poisoned=given.bare) as running:
        load(running.port, bodies[:20], in_flight=2)  # what is loaded when first needed
        for in_flight in given.in_flight:
            before = running.cpu()
            told = load(running.port, bodies, in_flight=in_flight)
            spent = [
                1e3 * (b - a) / len(bodies) for a, b in zip(before, running.cpu(), strict=True)
            ]
            print(f"{in_flight:9}{len(bodies):12}{len(bodies) / told.seconds:12.1f}"
                  f"{told.percentile(0.5):9.3f}{told.percentile(0.99):9.3f}{spent[0]:21.1f}"
                  f"{spent[1]:11.1f}    {dict(told.statuses)}", flush=True)  # fmt: skip


def _cpu(process: int) -> float:
    """Return the CPU seconds that a process has taken."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _serve_poisoned() -> None:
    """Run `tinvan serve` by stages that die of what an article tells them to."""

    def work_for(timeout: float, memory: int) -> Service:
        return Service(stages=poison.stages, timeout=timeout, memory=memory, warm="bench.poison")

    command = importlib.import_module("tinvan.cli.serve")  # the name is the command's
    with mock.patch.object(command, "work_for", work_for):
        tinvan(sys.argv[2:], prog_name="tinvan")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--poisoned"]:
        _serve_poisoned()
    else:
        main()
