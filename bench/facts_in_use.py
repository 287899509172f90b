"""Time and memory of `tinvan export` and `tinvan merge` on a million facts.

    python bench/facts_in_use.py scale run big --facts 1000000
    python bench/facts_in_use.py measure big

`scale` writes the facts and articles of a run again and again, each time under other ids and some
weeks later, until there are enough. `measure` runs each command in a process of its own, and prints
its seconds and the most memory that it held.
"""

import argparse
import datetime as dt
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_WEEKS = 6  # by which the next round is later
COMMANDS = {
    "export --to csv": ("export", "--to", "csv"),
    "export --to parquet": ("export", "--to", "parquet"),
    "export --to parquet --part-by month": ("export", "--to", "parquet", "--part-by", "month"),
    "export --to sqlite": ("export", "--to", "sqlite"),
    "export --to duckdb": ("export", "--to", "duckdb"),
    "merge": ("merge",),
}

Record = dict[str, Any]


def scale(run: Path, out: Path, count: int) -> None:
    """Write a run so often that it has enough facts."""
    out.mkdir(parents=True, exist_ok=True)
    shutil.copy(run / "run.json", out)
    written = 0
    with (out / "facts.jsonl").open("w") as facts, (out / "docs.jsonl").open("w") as docs:
        round_ = 0
        while written < count:
            for document in _lines(run / "docs.jsonl"):
                document["copy_of"] = _renamed(document["copy_of"], round_)
                _write(docs, _moved(document, round_))
            for fact in _lines(run / "facts.jsonl"):
                fact["id"] = f"{round_:02x}{fact['id'][2:]}"
                _write(facts, _moved(fact, round_))
                written += 1
                if written == count:
                    break
            round_ += 1


def measure(folder: Path) -> None:
    """Print seconds by the clock, seconds of a processor, and memory of each command."""
    print("| command | seconds | of a processor | MB |\n| --- | --- | --- | --- |")
    for name, (command, *options) in COMMANDS.items():
        began = time.perf_counter()
        given = [sys.executable, "-m", "tinvan", command, str(folder), "-q", *options]
        process = os.spawnv(os.P_NOWAIT, sys.executable, given)
        _, status, usage = os.wait4(process, 0)
        if status:
            sys.exit(f"{name} failed")
        seconds = time.perf_counter() - began
        busy, held = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
        print(f"| `tinvan {name}` | {seconds:.0f} | {busy:.0f} | {held:.0f} |", flush=True)


def _moved(record: Record, round_: int) -> Record:
    """Return a record of a later round."""
    record["doc_id"] = _renamed(record["doc_id"], round_)
    later = dt.timedelta(weeks=_WEEKS * round_)
    record["published"] = _later(record["published"], later)
    if isinstance(date := record.get("date"), dict):
        date["start"], date["end"] = _later(date["start"], later), _later(date["end"], later)
    return record


def _renamed(doc_id: str | None, round_: int) -> str | None:
    return doc_id and f"{round_}/{doc_id}"


def _later(day: str | None, later: dt.timedelta) -> str | None:
    """Return a day some weeks later; the minute of it stays."""
    if day is None:
        return None
    return (dt.date.fromisoformat(day[:10]) + later).isoformat() + day[10:]


def _lines(path: Path) -> Iterator[Record]:
    """Yield the records of a file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _write(file: Any, record: Record) -> None:  # noqa: ANN401 - a text file
    file.write(json.dumps(record, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    scaling = commands.add_parser("scale", help="make a run of many facts")
    scaling.add_argument("run", type=Path)
    scaling.add_argument("out", type=Path)
    scaling.add_argument("--facts", type=int, default=1_000_000)
    measuring = commands.add_parser("measure", help="measure the commands on it")
    measuring.add_argument("run", type=Path)
    given = parser.parse_args()
    if given.command == "scale":
        scale(given.run, given.out, given.facts)
    else:
        measure(given.run)


if __name__ == "__main__":
    main()
