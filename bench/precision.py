"""Precision by hand: samples facts by seed, and reports what was judged of facts and values.

    python bench/precision.py sample news.jsonl.gz --type ranking --seed 1 > to_judge.jsonl
    tinvan sample news.jsonl.gz --kind money --seed 1 > judged.jsonl
    python bench/precision.py strip judged.jsonl > bench/verdicts/values-money.jsonl
    python bench/precision.py report bench/verdicts/*.jsonl

A sample has one fact or value a line, to be judged by someone who reads what stands around it.
The verdict on a fact keeps its id, its document and what is wrong ("wrong" is a list of core
slots, or ["spurious"]); that on a value its place and kind, "right" or "wrong", and a note of a
few words, which are counted: use the same for the same fault. Neither keeps text of the article;
`strip` leaves it out, and what a note quotes. The interval is Wilson's, at 95 %.
"""

import argparse
import json
import math
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from tinvan.output.run import attempt
from tinvan.pipeline import Pipeline
from tinvan.read.inputs import Inputs
from tinvan.read.rejects import Reject

_Z = 1.959964  # the normal quantile of a 95 % interval
_LEFT_OUT = ("schema", "url", "mentions", "confidence", "agency_id", "place_code", "evidence")
_KEPT = ("doc_id", "start", "end", "kind", "seed", "verdict", "note")
_QUOTED = re.compile(r"[“\"«„‘][^”\"»’]*[”\"»’]?")


def wilson(right: int, judged: int) -> tuple[float, float]:
    """Return the 95 % interval of a share of right ones (Wilson 1927)."""
    share, spread = right / judged, _Z * _Z / judged
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * math.sqrt(share * (1 - share) / judged + spread / (4 * judged)) / (1 + spread)
    return middle - half, middle + half


def facts_of(paths: list[str], kind: str) -> list[dict[str, Any]]:
    """Return the facts of a type over whole inputs, as plain data."""
    pipeline = Pipeline()
    found = []
    for item in Inputs(paths):
        outcome = attempt(item, pipeline)
        if not isinstance(outcome, Reject):
            plain = (msgspec.to_builtins(fact) for fact in outcome.facts)
            found += [fact for fact in plain if fact["type"] == kind]
    return found


def sample(arguments: argparse.Namespace) -> None:
    """Print facts drawn by seed, at most one an article."""
    facts = facts_of(arguments.paths, arguments.type)
    draw = random.Random(arguments.seed)
    draw.shuffle(facts)
    first_of = {fact["doc_id"]: fact for fact in reversed(facts)}
    for fact in sorted(first_of.values(), key=facts.index)[: arguments.n]:
        slots = {k: v for k, v in fact.items() if k not in _LEFT_OUT}
        sentence = fact["evidence"]["text"]
        print(json.dumps({**slots, "sentence": sentence, "wrong": []}, ensure_ascii=False))


def strip(arguments: argparse.Namespace) -> None:
    """Print the verdicts on values without any text of their articles."""
    for verdict in _lines(arguments.path):
        _is_right(verdict, arguments.path)
        kept = {name: verdict[name] for name in _KEPT}
        if kept["note"]:
            kept["note"] = _QUOTED.sub("…", kept["note"])
        print(json.dumps(kept, ensure_ascii=False))


def report(arguments: argparse.Namespace) -> None:
    """Print precision and what was wrong, by type of fact (a file) and by kind of value."""
    judged: dict[str, list[list[str]]] = defaultdict(list)
    for path in arguments.paths:
        for verdict in _lines(path):
            faults = _faults(verdict, path)
            judged[verdict.get("kind") or Path(path).stem].append(faults)
    for name, verdicts in judged.items():
        right = sum(not faults for faults in verdicts)
        low, high = wilson(right, len(verdicts))
        wrong = Counter(fault for faults in verdicts for fault in faults)
        told = ", ".join(f"{fault} {count}" for fault, count in wrong.most_common())
        print(
            f"{name:<12} {right}/{len(verdicts)} right: precision "
            f"{right / len(verdicts):.2f} [{low:.2f}, {high:.2f}]; wrong: {told or 'none'}"
        )


def _lines(path: str) -> Iterator[dict[str, Any]]:
    """Yield the verdicts of a file."""
    return map(json.loads, Path(path).read_text("utf-8").splitlines())


def _faults(verdict: dict[str, Any], path: str) -> list[str]:
    """Return what a verdict finds wrong: slots of a fact, or the note on a value."""
    if "wrong" in verdict:
        return list(verdict["wrong"])
    return [] if _is_right(verdict, path) else [verdict["note"] or "wrong"]


def _is_right(verdict: dict[str, Any], path: str) -> bool:
    """Return the verdict on a value."""
    if verdict["verdict"] not in ("right", "wrong"):
        place = f"{verdict['doc_id']} {verdict['start']}-{verdict['end']}"
        sys.exit(f"{path}: {place}: the verdict is {verdict['verdict']!r}; write right or wrong")
    return bool(verdict["verdict"] == "right")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    sampling = commands.add_parser("sample", help="draw facts to judge")
    sampling.add_argument("paths", nargs="+", metavar="IN")
    sampling.add_argument("--type", required=True)
    sampling.add_argument("--seed", type=int, default=1)
    sampling.add_argument("-n", type=int, default=50)
    sampling.set_defaults(run=sample)
    stripping = commands.add_parser("strip", help="leave the text out of verdicts on values")
    stripping.add_argument("path", metavar="FILE")
    stripping.set_defaults(run=strip)
    reporting = commands.add_parser("report", help="report verdicts")
    reporting.add_argument("paths", nargs="+", metavar="VERDICTS")
    reporting.set_defaults(run=report)
    arguments = parser.parse_args()
    arguments.run(arguments)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
