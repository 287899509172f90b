"""What the guarded runner costs beside the bare loop: `python bench/batch.py news.jsonl.gz`.

CPU seconds of all processes and the largest resident memory of each kind, for `tinvan extract` in
one process and with one and two workers, over the same articles. With --spark, also on a cluster of
two workers (`bench/cluster.py`), whose processes are counted too.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench.cluster import SETTINGS, children_of, environment, local_cluster
from bench.faults import FILES

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Cost(NamedTuple):
    """What a run took.

    Attributes:
        wall: Seconds.
        cpu: Seconds of all its processes.
        memory: MB of the first process, and of the largest below it; pages that workers share
            with the process they were forked from are counted for each.
        halfway: The latter, half-way through the run: it tells growth.
    """

    wall: float
    cpu: float
    memory: tuple[float, float]
    halfway: float


def cost_of(command: list[str], beside: Sequence[int] = ()) -> Cost:
    """Run a command and watch its processes, ten times a second.

    Args:
        command: What to run.
        beside: Processes that work for it, and are counted with all below them.
    """
    earlier = sum(found[0] for one in beside for process in _tree(one) if (found := _look(process)))
    began = time.perf_counter()
    run = subprocess.Popen(command, env=environment())
    cpu: dict[int, float] = {}
    top = 0.0
    below: list[float] = []
    while run.poll() is None:
        for process in [one for top in (run.pid, *beside) for one in _tree(top)]:
            if found := _look(process):
                cpu[process] = found[0]
                if process == run.pid:
                    top = max(top, found[1])
                else:
                    below.append(max(found[1], below[-1] if below else 0.0))
        time.sleep(0.1)
    if run.returncode not in (0, 3):
        raise SystemExit(f"{command} ended with {run.returncode}")
    wall = time.perf_counter() - began
    largest, halfway = (below[-1], below[len(below) // 2]) if below else (0.0, 0.0)
    return Cost(wall, sum(cpu.values()) - earlier, (top, largest), halfway)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path")
    parser.add_argument("--workers", type=int, nargs="*", default=[0, 1, 2], help="0: no workers")
    parser.add_argument("--spark", action="store_true")
    given = parser.parse_args()
    print("workers    wall s    CPU s    MB of the first    of the largest other    half-way")
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        command = [
            sys.executable,
            "-m",
            "tinvan",
            "extract",
            str(Path(given.path).absolute()),
            "-q",
        ]
        for workers in given.workers:
            out = ["--out", str(Path(folder, str(workers)))]
            how = ["--workers", str(workers)] if workers else []
            _print(str(workers), cost_of([*command, *out, *how]))
        if given.spark:
            cluster = stack.enter_context(local_cluster(Path(folder)))
            how = ["--engine", "spark", "--master", cluster.master]
            how += [word for pair in SETTINGS.items() for word in ("--conf", "=".join(pair))]
            out = ["--out", str(Path(folder, "spark"))]
            _print("spark", cost_of([*command, *out, *how], cluster.processes()))
        names = [*map(str, given.workers), *(["spark"] if given.spark else [])]
        first, *others = (Path(folder, name) for name in names)
        for other in others:
            same = all((first / name).read_bytes() == (other / name).read_bytes() for name in FILES)
            print(f"{other.name}: " + ("the same bytes" if same else "OTHER BYTES"))


def _print(name: str, cost: Cost) -> None:
    """Print what a run took."""
    top, largest = cost.memory
    print(f"{name:>7}{cost.wall:10.1f}{cost.cpu:9.1f}{top:19.0f}{largest:24.0f}{cost.halfway:12.0f}",
          flush=True)  # fmt: skip


def _tree(process: int) -> list[int]:
    """Return a process and all below it."""
    return [process, *(one for child in children_of(process) for one in _tree(child))]


def _look(process: int) -> tuple[float, float] | None:
    """Return the CPU seconds and the resident MB of a process, None if it has ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / _TICKS, int(fields[21]) * _PAGE / 1e6


if __name__ == "__main__":
    main()
