"""Counts how many of the organisations that articles name most have an `agency_id`.

    tinvan extract ARTICLES --out outputs
    python bench/agency_ids.py outputs/facts.jsonl
    python bench/agency_ids.py outputs/facts.jsonl --most 300 --without

An organisation is a name with its kind; one with an id in any fact counts as having one.
"""

import argparse
from collections import Counter
from pathlib import Path

import msgspec


class Line(msgspec.Struct):
    """What is counted of a fact."""

    type: str
    name: str | None = None
    kind: str | None = None
    agency_id: str | None = None


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("facts", type=Path)
    parser.add_argument("--most", type=int, default=300, help="how many to look at (300)")
    parser.add_argument("--without", action="store_true", help="list those without an id")
    given = parser.parse_args()
    decode = msgspec.json.Decoder(Line).decode
    lines = [decode(line) for line in given.facts.read_bytes().splitlines()]
    facts = [line for line in lines if line.type == "agency"]
    named = Counter((fact.name, fact.kind) for fact in facts)
    known = {(fact.name, fact.kind) for fact in facts if fact.agency_id}
    most = [name for name, _ in named.most_common(given.most)]
    print(f"{sum(name in known for name in most)} of the {len(most)} named most have an id")
    print(f"{sum(fact.agency_id is not None for fact in facts)} of {len(facts)} facts have one")
    for name in most if given.without else ():
        if name not in known:
            print(f"{named[name]:>5}  {name[1]:<12} {name[0]}")


if __name__ == "__main__":
    main()
