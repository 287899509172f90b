"""Checks every span of every record over whole inputs: `python bench/offsets.py IN...`.

A span must quote the text that its offsets index, and lie within the article; the evidence of a
fact must hold its anchor, or another mention of it, but where a pronoun stands for that. Prints
what does not hold, and exits with 1 if anything does not.
"""

import argparse
import sys
from collections.abc import Iterator
from typing import Any

import msgspec

from tinvan.document import Document
from tinvan.output.run import attempt
from tinvan.pipeline import Pipeline
from tinvan.read.inputs import Inputs
from tinvan.read.rejects import Reject
from tinvan.spans import contains

_BY_PRONOUN = "official.subject-copula-post"  # the name stands in a sentence before


def broken_spans(document: Document) -> Iterator[str]:
    """Yield a message for each span of a document's records that does not hold."""
    raw = document.view.raw
    for line in document.lines:
        span = document.span(line)
        if not 0 <= span.start < span.end <= len(raw):
            yield f"line {line.number}: {span}"
    for fact in document.facts:
        for quote in _spans(msgspec.to_builtins(fact)):
            if not 0 <= quote["start"] < quote["end"] <= len(raw):
                yield f"{fact.rule}: outside the text: {quote}"
            elif raw[quote["start"] : quote["end"]] != quote["text"]:
                yield f"{fact.rule}: quotes something else: {quote}"
        places = (fact.anchor, *getattr(fact, "mentions", ()))
        stated = any(contains(fact.evidence, place) for place in places)
        if not stated and fact.rule != _BY_PRONOUN:
            yield f"{fact.rule}: the evidence does not hold the anchor {fact.anchor}"


def _spans(value: object) -> Iterator[dict[str, Any]]:
    """Yield the spans in plain data, at any depth."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int):
            yield value
        for part in value.values():
            yield from _spans(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _spans(part)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", metavar="IN")
    pipeline = Pipeline()
    broken = 0
    for item in Inputs(parser.parse_args().paths):
        outcome = attempt(item, pipeline)
        if isinstance(outcome, Reject):
            print(outcome.summary)
            broken += outcome.reason == "internal-error"
            continue
        for message in broken_spans(outcome):
            print(f"{outcome.source.doc_id}: {message}")
            broken += 1
    counts = pipeline.counts
    print(f"{counts.documents} articles, {sum(counts.facts.values())} facts, {broken} broken")
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
