"""Measures readers of value expressions side by side: tinvan and its peers on the same rows.

    python bench/values.py --peers values_peers.jsonl --seeds TEXTS --gold GOLD
    python bench/values.py --errors dev

Suites are rows from the peers' own test suites, rows of the project's own
(`bench/expressions/news.jsonl`; its split `test` is counted, not looked into), and the numeric
facts of hand-labelled articles (was the value at that anchor read with the right numbers?).
`values_rows.py` says when a row is right. A kind that a reader does not know is printed as "-",
and counts as not read in the totals.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, as well as a module

from bench.values_peers import Reader, available
from bench.values_rows import (
    Suite,
    load_own,
    load_peers,
    load_seeds,
    right,
    touches,
)


def tally(suite: Suite, reader: Reader) -> dict[str, tuple[int, int]]:
    """Return, for a suite as a whole ("") and by kind, how many rows are right, and of how many."""
    read = cache(reader.read)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in suite.rows:
        was_right = right(row, read(row.text, row.day), reader.peer)
        for name in ("", row.kind):
            counts[name][0] += was_right
            counts[name][1] += 1
    return {name: (good, rows) for name, (good, rows) in counts.items()}


def print_table(suites: Sequence[Suite], readers: Sequence[Reader]) -> None:
    """Print a line for each suite and each of its kinds, and a column for each reader."""
    print(f"{'':<24}" + "".join(f"{reader.name:>18}" for reader in readers))
    for suite in suites:
        counts = {reader.name: tally(suite, reader) for reader in readers}
        for kind in ["", *sorted({row.kind for row in suite.rows})]:
            cells = (_cell(suite, kind, reader, counts[reader.name]) for reader in readers)
            print(f"{'  ' + kind if kind else suite.name:<24}" + "".join(cells))


def _cell(suite: Suite, kind: str, reader: Reader, counts: dict[str, tuple[int, int]]) -> str:
    wanted = {k for row in suite.rows if row.kind == kind and row.expected for k in row.kinds}
    if wanted and not wanted & reader.kinds:
        return f"{'-':>18}"
    good, rows = counts[kind]
    return f"{f'{good}/{rows}':>12}{good / rows:>6.2f}"


def print_errors(suite: Suite, reader: Reader) -> None:
    """Print the rows that a reader reads wrongly, with what it finds of their kind there."""
    read = cache(reader.read)
    for row in suite.rows:
        readings = read(row.text, row.day)
        if not right(row, readings, reader.peer):
            text = row.text if len(row.text) < 300 else "…"
            print(f"{row.id}  {text}  ({row.day or 'no day'})")
            print(f"    wanted {row.kind}: {row.expected if row.expected else row.unwanted or '-'}")
            for found in readings:
                if touches(found, row.anchor):
                    fields = {n: got for n, got in found.fields.items() if got is not None}
                    print(f"    found  {found.kind}: {fields}")


def _as_json(suites: Sequence[Suite], readers: Sequence[Reader]) -> str:
    plain = {
        suite.name: {
            reader.name: {
                kind or "all": {"right": good, "rows": rows}
                for kind, (good, rows) in tally(suite, reader).items()
            }
            for reader in readers
        }
        for suite in suites
    }
    return json.dumps(plain, ensure_ascii=False, indent=2)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--peers", type=Path, metavar="FILE", help="rows of the peers' suites")
    parser.add_argument("--seeds", type=Path, metavar="DIR", help="texts labelled by hand")
    parser.add_argument("--gold", type=Path, metavar="DIR", help="their labels")
    parser.add_argument("--errors", metavar="SUITE", help="list what tinvan reads wrongly there")
    parser.add_argument("--show-test", action="store_true", help="let --errors look into test")
    parser.add_argument("--json", action="store_true", help="print the counts as JSON")
    return parser


def main() -> None:
    parser = _arguments()
    given = parser.parse_args()
    if bool(given.seeds) != bool(given.gold):
        parser.error("--seeds and --gold go together")
    suites = [*(load_peers(given.peers) if given.peers else ()), load_own("dev"), load_own("test")]
    if given.seeds:
        suites.append(load_seeds(given.seeds, given.gold))
    readers, missing = available()
    print(*missing, sep="\n", end="\n" if missing else "", file=sys.stderr)
    if not readers:
        parser.error("nothing to measure")
    if given.json:
        print(_as_json(suites, readers))
    elif given.errors:
        chosen = [suite for suite in suites if suite.name == given.errors]
        if not chosen:
            parser.error(f"no suite {given.errors}: {', '.join(suite.name for suite in suites)}")
        if given.errors == "test" and not given.show_test:
            parser.error("the test rows are for counting; --show-test looks into them")
        if readers[0].peer:
            parser.error("errors are listed of tinvan, which cannot be measured here")
        print_errors(chosen[0], readers[0])
    else:
        print_table(suites, readers)


if __name__ == "__main__":
    main()
