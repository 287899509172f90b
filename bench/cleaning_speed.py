"""What cleaning costs: CPU time in rounds that take turns, and memory in a process of its own.

    python bench/cleaning_speed.py trafilatura PAGE...

measures one tool in this process: the seconds to the first page, loading included, those of a
page once all is loaded, and the peak of memory. `bench/cleaning.py` starts it for every tool.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, as well as a module

from bench.cleaning_tools import Tool, make_tool


@dataclass(frozen=True, slots=True)
class Cost:
    """What a tool takes in a process of its own.

    Attributes:
        first: Seconds to the first page, with what is imported and loaded for it.
        page: Seconds for a page after that, the median.
        peak: The largest size of the process, in MiB.
    """

    first: float
    page: float
    peak: float


def pages_per_second(
    tools: Sequence[Tool], pages: Sequence[str], rounds: int
) -> dict[str, list[float]]:
    """Return the rates of tools in each round, in pages a second of CPU time, by name."""
    rates: dict[str, list[float]] = {tool.name: [] for tool in tools}
    for tool in tools:
        _seconds(tool, pages[:1])  # meets a page
    for _ in range(rounds):
        for tool in tools:
            rates[tool.name].append(len(pages) / _seconds(tool, pages))
    return rates


def cost_apart(name: str, pages: Sequence[Path]) -> Cost:
    """Measure a tool in a process of its own."""
    command = [sys.executable, str(Path(__file__)), name, *map(str, pages)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Cost(**json.loads(done.stdout))


def _cost_here(name: str, pages: Sequence[str]) -> Cost:
    began = time.perf_counter()
    tool = make_tool(name)
    tool.read(pages[0])
    first = time.perf_counter() - began
    page = median(_seconds(tool, [page]) for page in pages)
    return Cost(first=first, page=page, peak=peak_mib())


def _seconds(tool: Tool, pages: Sequence[str]) -> float:
    """Return the CPU time that a tool takes for some pages."""
    began = time.process_time()
    for page in pages:
        tool.read(page)
    return time.process_time() - began


def peak_mib() -> float:
    """Return the largest size of this process so far.

    Linux tells it of this program alone; `getrusage` also counts what the process was before.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    name, *paths = sys.argv[1:]
    pages = [Path(path).read_text("utf-8", errors="replace") for path in paths]
    print(json.dumps(asdict(_cost_here(name, pages))))


if __name__ == "__main__":
    main()
