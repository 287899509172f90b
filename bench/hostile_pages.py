"""Hostile pages: what broken and malicious markup costs to read and clean, in CPU time and memory.

    python bench/hostile_pages.py                   # all of them at full size: some minutes
    python bench/hostile_pages.py table comments    # those whose name begins so

Each page is read in a process of its own, at a quarter of its size and at all of it: time that
grows with the page is four times as much, not sixteen. `tests/test_pages_hostile.py` reads the
same pages, smaller, and asserts what becomes of them.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, as well as a module

from bench.hostile_markup import PAGES, page
from tinvan.document import Document, Source
from tinvan.pipeline import Pipeline, default_stages

_LIMIT = 600  # seconds after which a page is given up


def read(markup: str) -> Document:
    """Return a page with its lines labelled.

    Raises:
        StageError: If it cannot be read, which must not be.
    """
    pipeline = Pipeline(default_stages()[:2])
    return pipeline(Source(doc_id="hostile", media="html", content=markup))


def _measure(name: str, size: int) -> None:
    """Print what a page costs, as JSON."""
    read(page())
    markup = PAGES[name].make(size)
    before, began = _peak(), time.process_time()
    document = read(markup)
    print(
        json.dumps(
            {
                "bytes": len(markup.encode("utf-8", "replace")),
                "seconds": time.process_time() - began,
                "before": before,
                "peak": _peak(),
                "lines": len(document.lines),
            }
        )
    )


def _peak() -> int:
    """Return the most memory that this process has held, in bytes (Linux)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _measured(name: str, size: int) -> dict[str, float] | str:
    """Return what `_measure` prints in a process of its own, or what went wrong."""
    command = [sys.executable, __file__, "--one", name, "--size", str(size)]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_LIMIT)
    except subprocess.TimeoutExpired:
        return f"more than {_LIMIT} s"
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else f"ended with {done.returncode}"
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--size", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        _measure(given.one, given.size)
        return
    columns = "     MB    lines       s  µs/byte    ×4  peak MB  ×page"
    print(f"{'page':<30}{columns}")
    for name, hostile in PAGES.items():
        if given.names and not name.startswith(tuple(given.names)):
            continue
        quarter, whole = (_measured(name, size) for size in (hostile.large // 4, hostile.large))
        if isinstance(quarter, str) or isinstance(whole, str):
            print(f"{name:<30}{hostile.large:>9,} {quarter if isinstance(quarter, str) else whole}")
            continue
        size, held = whole["bytes"], whole["peak"]
        print(
            f"{name:<30}{size / 1e6:>7.1f}{whole['lines']:>9,.0f}{whole['seconds']:>8.2f}"
            f"{whole['seconds'] / size * 1e6:>9.2f}{whole['seconds'] / quarter['seconds']:>6.1f}"
            f"{held / 1e6:>9.0f}{(held - whole['before']) / size:>7.0f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
