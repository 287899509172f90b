"""Measures `tinvan agency` on names and days drawn by seed from articles and headlines.

    python bench/agency_names.py
    python bench/agency_names.py --errors

Each row of `agency_names.jsonl` has a name as an article wrote it, the article's day, and the
answer, written before the names were first looked up: the official name (any of several), kind
and level, whether such a body stood on the day, and where it matters what it belonged to, its
first and last day, what came after it and what stood in its place. A row is right when all that
it asks for is answered so; names are compared without regard to case, tone-mark style and signs.
Each draw was made after what the one before had shown was mended: the third answered 93 of its
100 names rightly when it was first asked. A row of a body whose day nobody knows counts as right.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, as well as a module

import msgspec

from tinvan.registry import UnknownAgencyError, find_agency
from tinvan.registry.registry import form_key

NAMES = Path(__file__).parent / "agency_names.jsonl"


def wrong_slots(row: dict[str, Any]) -> dict[str, Any]:
    """Return what is answered otherwise than a row wants: {} where the answer is right."""
    try:
        answer = msgspec.to_builtins(find_agency(row["asked"], row["on"]))
    except UnknownAgencyError as error:
        return {"name": str(error)}
    wrong = {}
    for slot, wanted in row["want"].items():
        given = answer[slot]
        if slot == "name":
            fits = form_key(given) in {form_key(name) for name in wanted}
        elif slot == "parent":
            fits = given is not None and given["name"] == wanted
        elif slot in ("successor", "held"):
            fits = [one["name"] for one in given] == wanted
        elif slot == "valid":
            fits = (given is not False) is wanted
        else:
            fits = given == wanted
        if not fits:
            wrong[slot] = given
    return wrong


def load_rows() -> list[dict[str, Any]]:
    """Return the names, days and right answers."""
    return [json.loads(line) for line in NAMES.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", action="store_true", help="list what is answered wrongly")
    given = parser.parse_args()
    rows = load_rows()
    results = [(row, wrong_slots(row)) for row in rows]
    for row, wrong in results:
        if wrong and given.errors:
            print(f"{row['asked']}  ({row['on']})\n    wanted {row['want']}\n    given  {wrong}")
    for draw in sorted({row["draw"] for row in rows}):
        wrongs = [wrong for row, wrong in results if row["draw"] == draw]
        print(f"draw {draw}: {wrongs.count({})} of {len(wrongs)} names are answered rightly")


if __name__ == "__main__":
    main()
