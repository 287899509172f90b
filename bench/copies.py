"""Copies judged by hand: drawing pairs, and how right what is found is.

    python bench/copies.py draw news.jsonl.gz --seed 1 > to_judge.jsonl
    python bench/copies.py strip judged.jsonl > bench/verdicts/copies/NAME.jsonl
    python bench/copies.py refresh news.jsonl.gz --verdicts bench/verdicts/copies/NAME.jsonl
    python bench/copies.py report bench/verdicts/copies/*.jsonl

A verdict is "copy", "event" (the same event or release in a text of its own), "template" (the same
form of words, filled in anew) or "different", and a note of a few words. None keeps any text.
"""

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, as well as a module

from bench.precision import wilson
from tinvan.copies import CopyFinder, Signature, compare, signature
from tinvan.document import Document, Source
from tinvan.pipeline import Pipeline, default_stages
from tinvan.read.inputs import Inputs

_VERDICTS = ("copy", "event", "template", "different")
_KEPT = ("doc_id", "other", "seed", "share", "found", "verdict", "note")
_BANDS = ((0.7, 1.01, 100), (0.4, 0.7, 60), (0.2, 0.4, 15))  # of share, and how many pairs of each
_SHOWN = 1_500  # characters of each article of a pair


def cleaned(paths: list[str]) -> list[Document]:
    """Return the articles of whole inputs with their lines labelled."""
    pipeline = Pipeline(default_stages()[:2])
    return [pipeline(item) for item in Inputs(paths) if isinstance(item, Source)]


def content(document: Document) -> list[str]:
    """Return the content lines below the headline."""
    return [
        document.text_of(line)
        for line in document.lines
        if line.is_content and line.label != "title"
    ]


def sharing_pairs(signatures: list[Signature]) -> Iterator[tuple[int, int]]:
    """Yield all pairs of articles that share five passages, found without MinHash."""
    holders: dict[bytes, list[int]] = defaultdict(list)
    for number, one in enumerate(signatures):
        for passage in set(one.passages()):
            holders[passage].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        shared.update(combinations(numbers, 2))
    yield from (pair for pair, count in shared.items() if count >= 5)


def draw(given: argparse.Namespace) -> None:
    """Print pairs around the threshold, by seed, and say whether MinHash misses any copy."""
    documents = cleaned(given.paths)
    signatures = [signature(document) for document in documents]
    pairs = {pair: compare(*(signatures[n] for n in pair)) for pair in sharing_pairs(signatures)}
    with CopyFinder() as finder:
        for document, of_it in zip(documents, signatures, strict=True):
            finder.add(document.source.doc_id, document.metadata.published, of_it)
        marked = finder.find().keys()
    missed = [pair for pair, found in pairs.items() if found.is_copy and marked.isdisjoint(pair)]
    print(f"{len(marked)} copies marked, {len(missed)} missed by MinHash", file=sys.stderr)
    drawn: list[tuple[int, int]] = []
    for low, high, number in _BANDS:
        band = sorted(pair for pair, found in pairs.items() if low <= found.share < high)
        drawn += random.Random(given.seed).sample(band, min(number, len(band)))
    for pair in sorted(drawn, key=lambda pair: -pairs[pair].share):
        one, other = (documents[number] for number in pair)
        row = {
            "doc_id": one.source.doc_id, "other": other.source.doc_id, "seed": given.seed,
            "share": round(pairs[pair].share, 3), "found": pairs[pair].is_copy,
            "verdict": None, "note": None,
            "texts": ["\n".join(content(document))[:_SHOWN] for document in (one, other)],
        }  # fmt: skip
        print(json.dumps(row, ensure_ascii=False))


def strip(given: argparse.Namespace) -> None:
    """Print verdicts without the texts."""
    for row in _rows(given.path):
        print(json.dumps({name: row[name] for name in _KEPT}, ensure_ascii=False))


def refresh(given: argparse.Namespace) -> None:
    """Print verdicts with what is found now."""
    signatures = {each.source.doc_id: signature(each) for each in cleaned(given.paths)}
    for row in _rows(given.verdicts):
        found = compare(signatures[row["doc_id"]], signatures[row["other"]])
        row |= {"share": round(found.share, 3), "found": found.is_copy}
        print(json.dumps(row, ensure_ascii=False))


def report(given: argparse.Namespace) -> None:
    """Print precision and recall among the judged pairs."""
    rows = [row for path in given.paths for row in _rows(path)]
    copies = [row for row in rows if row["verdict"] == "copy"]
    found = [row for row in rows if row["found"]]
    both = sum(row["found"] for row in copies)
    print(f"{len(rows)} pairs: " + ", ".join(_counted(rows)))
    for name, of in (("precision", found), ("recall among the judged", copies)):
        low, high = wilson(both, len(of))
        print(f"{name:<24}{both}/{len(of)} = {both / len(of):.2f} [{low:.2f}, {high:.2f}]")


def _counted(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Yield how many pairs got each verdict."""
    counts = Counter(row["verdict"] for row in rows)
    return (f"{verdict} {counts[verdict]}" for verdict in _VERDICTS)


def _rows(path: str) -> list[dict[str, Any]]:
    """Return the verdicts of a file."""
    rows = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]
    for row in rows:
        if row["verdict"] not in _VERDICTS:
            sys.exit(f"{path}: {row['doc_id']}: write one of {', '.join(_VERDICTS)} as verdict")
    return rows


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    for name, run, told in (
        ("draw", draw, "draw pairs to judge"),
        ("refresh", refresh, "compare judged pairs anew"),
    ):
        command = commands.add_parser(name, help=told)
        command.add_argument("paths", nargs="+", metavar="IN")
        command.set_defaults(run=run)
        if run is draw:
            command.add_argument("--seed", type=int, default=1)
        else:
            command.add_argument("--verdicts", required=True, help="the verdicts to refresh")
    stripping = commands.add_parser("strip", help="leave the texts out of verdicts")
    stripping.add_argument("path", metavar="FILE")
    stripping.set_defaults(run=strip)
    reporting = commands.add_parser("report", help="report verdicts")
    reporting.add_argument("paths", nargs="+", metavar="VERDICTS")
    reporting.set_defaults(run=report)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
