"""Draws what cleaning made of articles by seed, to be judged by someone who reads them.

    python bench/cleaning_sample.py news.jsonl.gz --kind glued --seed 2027 > judged.jsonl
    python bench/cleaning_sample.py news.jsonl.gz --kind furniture --seed 2027 > judged.jsonl
    python bench/precision.py strip judged.jsonl > bench/verdicts/clean-glued.jsonl

`glued` are places at which glued words were parted, `furniture` the lines that were taken for no
content of their article. A sample has one of them a line, at most one an article, with the text
around it and a verdict to fill in: "right" or "wrong". `bench/precision.py report` counts them.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, as well as a module

from tinvan.clean import Clean
from tinvan.document import Document
from tinvan.output.run import attempt
from tinvan.pipeline import Pipeline
from tinvan.read import Read
from tinvan.read.inputs import Inputs
from tinvan.read.rejects import Reject

_AROUND = 40  # characters shown on either side of a parted place


def glued(document: Document) -> Iterator[dict[str, Any]]:
    """Yield the parted places of an article: the words on both sides, by raw offsets."""
    view = document.view
    for seam in view.seams:
        start, end = seam.at - 1 - len(seam.reads.split()[0]), seam.at + len(seam.reads.split()[1])
        span = view.span(max(0, start), min(end, len(view.text)))
        shown = view.text[max(0, seam.at - _AROUND) : seam.at + _AROUND]
        yield {"start": span.start, "end": span.end, "rule": seam.rule, "text": shown}


def furniture(document: Document) -> Iterator[dict[str, Any]]:
    """Yield the lines of an article that are no content, with the line above each."""
    above = ""
    for line in document.lines:
        span = document.span(line)
        if not line.is_content:
            shown = {"text": span.text, "above": above, "label": line.label}
            yield {"start": span.start, "end": span.end, "rule": line.rule} | shown
        above = span.text[-_AROUND:]


_KINDS = {"glued": glued, "furniture": furniture}


def draw(paths: list[str], kind: str, seed: int, size: int) -> Iterator[dict[str, Any]]:
    """Yield a sample over whole inputs, at most one an article."""
    pipeline, chance = Pipeline((Read(), Clean())), random.Random(seed)
    drawn = []
    for item in Inputs(paths):
        outcome = attempt(item, pipeline)
        if not isinstance(outcome, Reject) and (found := list(_KINDS[kind](outcome))):
            drawn.append({"doc_id": outcome.source.doc_id} | chance.choice(found))
    for one in chance.sample(drawn, min(size, len(drawn))):
        yield one | {"kind": f"clean-{kind}", "seed": seed, "verdict": None, "note": None}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--kind", choices=sorted(_KINDS), required=True)
    parser.add_argument("--seed", type=int, default=2027)
    parser.add_argument("--size", type=int, default=60)
    given = parser.parse_args()
    for one in draw(given.paths, given.kind, given.seed, given.size):
        print(json.dumps(one, ensure_ascii=False))


if __name__ == "__main__":
    main()
