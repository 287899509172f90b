"""Prints facts for reading, spread over the file: `python bench/show.py facts.jsonl 10`."""

import json
import sys
from pathlib import Path
from typing import Any

SLOTS = (
    "unit", "indicator", "subject", "of", "rank", "out_of", "index", "scope", "change",
    "person", "position", "organisation", "status", "name", "kind", "level", "place",
    "number", "issuer", "issued", "title", "organisers", "theme",
)  # fmt: skip


def describe(fact: dict[str, Any]) -> str:
    """Return a fact on one line."""
    slots = {slot: fact[slot] for slot in SLOTS if fact.get(slot) is not None}
    if "organisation" in slots:
        slots["organisation"] = slots["organisation"]["name"]
    date = fact["date"] or {}
    days = "..".join(sorted({date.get("start") or "", date.get("end") or ""})) or "no date"
    told = ", ".join(f"{slot} {value}" for slot, value in slots.items())
    return f"  {fact['doc_id']}  {fact['type']} “{fact['anchor']['text']}” ({days}): {told}"


def main() -> None:
    facts = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    step = max(1, len(facts) // int(sys.argv[2]))
    for fact in facts[::step][: int(sys.argv[2])]:
        print(describe(fact))


if __name__ == "__main__":
    main()
