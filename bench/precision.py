"""Precision by hand: samples facts by seed, and reports what was judged of them.

    python bench/precision.py sample news.jsonl.gz --type ranking --seed 1 > to_judge.jsonl
    python bench/precision.py report bench/verdicts/*.jsonl

A sample has one fact a line, with its sentence, to be judged by someone who reads the sentence.
A verdict keeps the fact's id, its document and what is wrong ("wrong" is a list of core slots,
or ["spurious"]), and no text of the article. The interval is Wilson's, at 95 %.
"""

import argparse
import json
import math
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec

from tinvan.output.run import attempt
from tinvan.pipeline import Pipeline
from tinvan.read.inputs import Inputs
from tinvan.read.rejects import Reject

_Z = 1.959964  # the normal quantile of a 95 % interval
_LEFT_OUT = ("schema", "url", "mentions", "confidence", "agency_id", "place_code", "evidence")


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


def report(arguments: argparse.Namespace) -> None:
    """Print precision and the slots that were wrong, by file of verdicts."""
    for path in arguments.paths:
        verdicts = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]
        right = sum(not verdict["wrong"] for verdict in verdicts)
        low, high = wilson(right, len(verdicts))
        wrong = Counter(slot for verdict in verdicts for slot in verdict["wrong"])
        slots = ", ".join(f"{slot} {count}" for slot, count in wrong.most_common())
        print(
            f"{Path(path).stem:<12} {right}/{len(verdicts)} right: precision "
            f"{right / len(verdicts):.2f} [{low:.2f}, {high:.2f}]; wrong: {slots or 'none'}"
        )


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
    reporting = commands.add_parser("report", help="report verdicts")
    reporting.add_argument("paths", nargs="+", metavar="VERDICTS")
    reporting.set_defaults(run=report)
    arguments = parser.parse_args()
    arguments.run(arguments)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
