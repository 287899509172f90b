"""What kills cost: `python bench/faults.py` kills workers and the run itself, and counts.

It writes articles, five of each kind of poison among them (`bench/poison.py`), reads them once in
peace, and once with `kill -9` of a worker every few seconds and then of the run, which goes on with
--resume. Both must give the same bytes, and each article once; where a killed worker was just
reading poison that kills too, nothing changes either. With --engine spark, the same on a cluster
(`bench/cluster.py`), with its workers, executors, Pythons and the driver killed.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from bench import poison
from bench.cluster import ROOT, SETTINGS, children_of, environment, kill_all_kinds, local_cluster
from tinvan.batch import shards
from tinvan.batch.child import Work
from tinvan.batch.fingerprint import configuration
from tinvan.batch.folder import SHARDS, Mode, open_batch
from tinvan.batch.progress import Progress
from tinvan.batch.run import Batch
from tinvan.batch.spark import Cluster, SparkBatch
from tinvan.batch.specs import Job
from tinvan.output.records import RunRecord, Tally
from tinvan.output.sinks import open_folder
from tinvan.read.inputs import Inputs

FILES = ("facts.jsonl", "docs.jsonl", "rejects.jsonl")
_REJECTS = "rejects.jsonl"
POISONED = 5  # articles of each kind of poison, unless told


def write_articles(path: Path, articles: int, *, poisoned: int = POISONED, seed: int = 1) -> None:
    """Write articles as JSONL, some of each kind of poison at random places among them."""
    drawn = random.Random(seed).sample(range(articles), poisoned * len(poison.KINDS))
    kinds = dict(zip(drawn, poison.KINDS * poisoned, strict=True))
    with path.open("w", encoding="utf-8") as file:
        for number in range(articles):
            text = f"Tỉ lệ của tỉnh thứ {number} đạt {number % 100}%.\nTỉnh này có nhiều tin khác."
            if number in kinds:
                text += f"\npoison: {kinds[number]}"
            row = {"id": f"bai-{number}", "published": "2020-09-17", "text": text}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def read(
    path: str | Path,
    out: Path,
    mode: Mode = "new",
    *,
    workers: int = 2,
    timeout: float = 3,
    memory: int = 500,
    master: str | None = None,
) -> Tally:
    """Read articles in a batch, by the stages of `bench/poison.py`, here or on a cluster."""
    work = Work(
        stages=poison.stages, timeout=timeout, memory=memory, warm="bench.poison", signed=False
    )
    inputs = Inputs([str(path)])
    made_by = configuration({})
    batch: Batch | SparkBatch
    if master:
        job = Job(folder=out / SHARDS, open=partial(Inputs, ()), work=work, configuration=made_by)
        batch = SparkBatch(inputs, job, Cluster(master, SETTINGS), print, float("inf"))
    else:
        progress = Progress(inputs, [str(path)], print, float("inf"), time.perf_counter)
        batch = Batch(inputs.items(), work, workers, progress)
    with open_batch(out, made_by, mode) as folder, open_folder(out) as sink:
        tally = folder.complete(batch.write_shards, sink, None)
        sink.close(_account(tally))
    return tally


def start(
    path: Path, out: Path, mode: str = "new", master: str = "", items: int = 1_000
) -> subprocess.Popen[bytes]:
    """Start a process that reads articles in a batch.

    Args:
        path: The articles.
        out: Where it writes.
        mode: See `read`.
        master: The address of a cluster; "" to read here.
        items: How many articles a shard has.
    """
    words = [str(path), str(out), mode, master, str(items)]
    command = [sys.executable, "-m", "bench.faults", "--read", *words]
    return subprocess.Popen(command, env=environment(), cwd=ROOT)


def workers_of(run: int) -> list[int]:
    """Return the ids of the workers of a run: the server that it started has forked them."""
    return [worker for server in children_of(run) for worker in children_of(server)]


def disturb(path: Path, out: Path, *, every: float, kills: int) -> int:
    """Read articles in a run that is killed, and in one that goes on with it.

    Args:
        path: The articles.
        out: Where the run writes.
        every: Seconds between two kills of a process below the run.
        kills: How many are killed before the run is, and after it goes on.

    Returns:
        How many processes below it were killed: workers, and what they are forked from.
    """
    killed = 0
    chance = random.Random(1)
    for mode in ("new", "resume"):
        run = start(path, out, mode)
        for _ in range(kills):
            with contextlib.suppress(subprocess.TimeoutExpired):
                run.wait(every)
                break
            if below := [*children_of(run.pid), *workers_of(run.pid)]:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(chance.choice(below), signal.SIGKILL)
                    killed += 1
        if mode == "new":
            run.kill()
        run.wait()
    if run.returncode:
        raise SystemExit(f"the run that goes on ended with {run.returncode}")
    return killed


def same(one: Path, other: Path) -> bool:
    """Tell whether a disturbed run wrote the same bytes as an undisturbed one.

    Only an article that the undisturbed one rejects by time or memory may be rejected for another
    reason: it may be killed before it is late.
    """
    written = [name for name in FILES if name != _REJECTS]
    if any((one / name).read_bytes() != (other / name).read_bytes() for name in written):
        return False
    rejects = [(folder / _REJECTS).read_text("utf-8").splitlines() for folder in (one, other)]
    if len(rejects[0]) != len(rejects[1]):
        return False
    for left, right in zip(*rejects, strict=True):
        told, otherwise = json.loads(left), json.loads(right)
        excepted = told["reason"] in ("timeout", "memory")
        if left != right and not (excepted and told["doc_id"] == otherwise["doc_id"]):
            return False
    return True


def disturb_cluster(path: Path, out: Path, folder: Path, items: int, every: int) -> dict[str, int]:
    """Read articles on a cluster whose processes are killed, the driver too, and go on.

    Args:
        path: The articles.
        out: Where the run writes.
        folder: Where the cluster keeps its logs.
        items: How many articles a shard has.
        every: How many shards come between two kills.

    Returns:
        How many processes were killed, by what they are.
    """
    folder.mkdir()
    with local_cluster(folder) as cluster:

        def start_driver(mode: str) -> subprocess.Popen[bytes]:
            return start(path, out, mode, cluster.master, items)

        return kill_all_kinds(cluster, start_driver, out / SHARDS, every=every)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", choices=["local", "spark"], default="local")
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--every", type=float, default=2.0)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--read", nargs=5, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.read:
        # What a script starts in the background is started with Ctrl-C ignored.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        path, out, mode, master, items = given.read
        shards.ITEMS = int(items)
        read(Path(path), Path(out), mode, master=master or None)
        return
    with tempfile.TemporaryDirectory() as folder:
        path, peace, war = (Path(folder, name) for name in ("in.jsonl", "peace", "war"))
        write_articles(path, given.articles)
        began = time.perf_counter()
        tally = read(path, peace)
        seconds = time.perf_counter() - began
        print(f"in peace: {tally.documents} read, {tally.rejects}, {seconds:.0f} s", flush=True)
        began = time.perf_counter()
        if given.engine == "spark":
            found = disturb_cluster(path, war, Path(folder, "cluster"), 200, 10)
            killed = ", ".join(f"{count} {kind}" for kind, count in found.items())
        else:
            count = disturb(path, war, every=given.every, kills=given.kills)
            killed = f"{count} processes below the run and the run"
        seconds = time.perf_counter() - began
        print(f"killed: {killed}, {seconds:.0f} s", flush=True)
        print(f"lost or double: {given.articles - rows_in(war)}")
        print("the same bytes" if same(peace, war) else "OTHER BYTES")


def rows_in(out: Path) -> int:
    """Return how many articles the files of a run have, no id of them twice."""
    rows = [
        json.loads(line)["doc_id"]
        for name in ("docs.jsonl", _REJECTS)
        for line in (out / name).read_text("utf-8").splitlines()
    ]
    if len(set(rows)) < len(rows):
        raise SystemExit("an article is there twice")
    return len(rows)


def _account(tally: Tally) -> RunRecord:
    """Return an account of a run that says what was found and no more."""
    return RunRecord(
        versions={}, rules="", inputs=(), options={}, counts=tally, notices=(), started="",
        seconds={},
    )  # fmt: skip


if __name__ == "__main__":
    main()
