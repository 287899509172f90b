"""A Spark cluster of this machine, on its loopback address alone, and what dies on it.

It is a real one: a master and workers as processes, which start executors as processes, which start
Python. `bench/faults.py --engine spark` and tests run on it.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tinvan.batch.shards import shard_names

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
# Of the driver: it listens on the loopback address too, and shows no pages.
SETTINGS = {
    "spark.driver.host": HOST,
    "spark.driver.bindAddress": HOST,
    "spark.ui.enabled": "false",
    "spark.executor.memory": "512m",
}
_ADDRESS = re.compile(r"spark://[\d.]+:\d+")
_START_SECONDS = 120
_LIMIT_SECONDS = 900  # of a run in which processes are killed
_DEPLOY = "org.apache.spark.deploy"


class LocalCluster:
    """A master and workers that run.

    Args:
        folder: Where they keep what they write, their logs too.
        workers: How many workers there are, each with one core.
    """

    def __init__(self, folder: Path, workers: int) -> None:
        self._folder = folder
        self._started: list[subprocess.Popen[bytes]] = []
        self._logs: dict[int, Path] = {}
        try:
            master = self._start("master.Master", "--port", "0")
            self.master = self._wait_for(master, "Starting Spark master at", _ADDRESS)
            self._workers = [self._start_worker() for _ in range(workers)]
            for worker in self._workers:
                self._wait_for(worker, "Successfully registered", re.compile("registered"))
        except BaseException:
            self.stop()
            raise

    def processes(self) -> list[int]:
        """Return the ids of master and workers, below which all others are."""
        return [process.pid for process in self._started]

    def workers(self) -> list[int]:
        """Return the ids of the workers."""
        return [worker.pid for worker in self._workers if worker.poll() is None]

    def executors(self) -> list[int]:
        """Return the ids of the executors, which workers started."""
        return [executor for worker in self.workers() for executor in children_of(worker)]

    def pythons(self) -> list[int]:
        """Return the ids of what runs tasks: Pythons that a child of an executor forks."""
        below = [daemon for executor in self.executors() for daemon in children_of(executor)]
        return [python for daemon in below for python in children_of(daemon)]

    def start_workers_anew(self) -> None:
        """Start a worker for each that is dead."""
        for number, worker in enumerate(self._workers):
            if worker.poll() is not None:
                self._workers[number] = self._start_worker()

    def stop(self) -> None:
        """End all its processes."""
        for process in reversed(self._started):
            process.terminate()
        for process in self._started:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _start_worker(self) -> subprocess.Popen[bytes]:
        """Start a worker."""
        place = self._folder / f"worker{len(self._started)}"
        return self._start(
            "worker.Worker", "--cores", "1", "--memory", "1g", "--work-dir", str(place), self.master
        )

    def _start(self, role: str, *options: str) -> subprocess.Popen[bytes]:
        """Start a master or worker."""
        import pyspark

        home = Path(pyspark.__file__).parent
        command = [home / "bin" / "spark-class", f"{_DEPLOY}.{role}", "--host", HOST]
        log = self._folder / f"{role}{len(self._started)}.log"
        with log.open("wb") as file:
            process = subprocess.Popen(
                [*map(str, command), "--webui-port", "0", *options],
                stdout=file,
                stderr=subprocess.STDOUT,
                env=environment(),
            )
        self._started.append(process)
        self._logs[process.pid] = log
        return process

    def _wait_for(
        self, process: subprocess.Popen[bytes], line: str, wanted: re.Pattern[str]
    ) -> str:
        """Return what stands in a line of the log of a process, when it comes."""
        log = self._logs[process.pid]
        until = time.monotonic() + _START_SECONDS
        while time.monotonic() < until and process.poll() is None:
            for found in log.read_text("utf-8", "replace").splitlines():
                if line in found and (match := wanted.search(found)):
                    return match[0]
            time.sleep(0.1)
        raise RuntimeError(f"Spark does not start: {log.read_text('utf-8', 'replace')[-2000:]}")


@contextlib.contextmanager
def local_cluster(folder: Path, workers: int = 2) -> Iterator[LocalCluster]:
    """Start a cluster, and end it."""
    cluster = LocalCluster(folder, workers)
    try:
        yield cluster
    finally:
        cluster.stop()


def environment() -> dict[str, str]:
    """Return the environment of processes of a cluster of this machine."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "pipeline"), os.environ.get("PYTHONPATH", "")])
    return {
        **os.environ,
        "PYTHONPATH": paths,
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": HOST,
    }


def kill_all_kinds(
    cluster: LocalCluster,
    start: Callable[[str], subprocess.Popen[bytes]],
    shards: Path,
    *,
    every: int,
) -> dict[str, int]:
    """Let a run be killed in all its parts, and go on.

    Killed are, each when some more shards are there: a Python that runs a task, an executor, a
    worker, and the driver; then, behind --resume, a Python and an executor again.

    Args:
        cluster: Where it runs.
        start: Starts a driver in a mode, "new" or "resume".
        shards: The folder of shards.
        every: How many shards come between two kills.

    Returns:
        How many processes were killed, by what they are.
    """
    killed = {"python": 0, "executor": 0, "worker": 0, "driver": 0}
    find = {
        "python": cluster.pythons,
        "executor": cluster.executors,
        "worker": cluster.workers,
    }
    for mode, victims in (("new", [*find]), ("resume", ["python", "executor"])):
        driver = start(mode)
        for victim in victims:
            _wait_for_shards(shards, driver, every)
            killed[victim] += _kill(find[victim])
        if mode == "new":
            _wait_for_shards(shards, driver, every)
            killed["driver"] += driver.poll() is None
            driver.kill()
            cluster.start_workers_anew()
        driver.wait(_LIMIT_SECONDS)
    if driver.returncode:
        raise SystemExit(f"the run that goes on ended with {driver.returncode}")
    return killed


def _wait_for_shards(shards: Path, driver: subprocess.Popen[bytes], more: int) -> None:
    """Wait until there are some more shards, or the run is over."""
    wanted = _count(shards) + more
    until = time.monotonic() + _LIMIT_SECONDS
    while _count(shards) < wanted and driver.poll() is None and time.monotonic() < until:
        time.sleep(0.02)


def _count(shards: Path) -> int:
    """Return how many shards there are."""
    return len(shard_names(shards)) if shards.is_dir() else 0


def _kill(find: Callable[[], list[int]]) -> int:
    """Kill the first process that is found, if there is one; return how many were killed."""
    for process in find():
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
            return 1
    return 0


def children_of(process: int) -> list[int]:
    """Return the ids of the processes that a process started."""
    found = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [int(child) for child in task.read_text().split()]
    return found
