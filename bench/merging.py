"""How right merging is: draws groups and conflicts by seed, to be judged by hand.

    tinvan extract news.jsonl.gz --out run
    python bench/merging.py stories news.jsonl.gz run stories    # articles with a `story` alone
    tinvan merge stories
    python bench/merging.py groups stories --seed 1 > to_judge.jsonl
    python bench/merging.py conflicts run --seed 1 > to_judge.jsonl
    python bench/merging.py strip to_judge.jsonl > bench/verdicts/merge-groups.jsonl
    python bench/precision.py report bench/verdicts/merge-*.jsonl
    python bench/merging.py plant stories planted --seed 1 -n 100    # and count what is found

A group drawn has facts of two texts at least, none of which copies the other. It is right where
all of its sentences state the same: one value of one thing, body or person at one time. A conflict
is right where its sides cannot all be so. As few articles contradict each other, `plant` changes
figures in one of the texts that state them, and tells how many of these contradictions are found.
What is wrong is named in "wrong"; a verdict keeps places of facts, and no text of the articles.
"""

import argparse
import gzip
import json
import random
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tinvan.merge.indices import load_indices
from tinvan.merge.writing import merge
from tinvan.output.stored import StoredRun

# Of a hundred groups, by type: names of agencies would be nearly all of them otherwise.
QUOTAS = {
    "quantity": 34,
    "money": 17,
    "percentage": 17,
    "official": 18,
    "agency": 8,
    "ranking": 2,
    "document": 3,
    "event": 2,
}
_FIGURES = ("quantity", "money", "percentage", "ranking")
_KEPT = ("id", "type", "kind", "places", "seed", "wrong", "note")

Record = dict[str, Any]


def stories(news: Path, run: Path, out: Path) -> None:
    """Write the facts and documents of the articles that tell a story with others."""
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        ids = {row["id"] for row in map(json.loads, lines) if row.get("story")}
    out.mkdir(parents=True, exist_ok=True)
    for name in ("facts.jsonl", "docs.jsonl"):
        with (run / name).open(encoding="utf-8") as lines, (out / name).open("w") as kept:
            kept.writelines(line for line in lines if json.loads(line)["doc_id"] in ids)
    shutil.copy(run / "run.json", out)


def groups(folder: Path, seed: int) -> Iterator[Record]:
    """Yield groups drawn by seed, so many of each type as `QUOTAS` says."""
    by_type: defaultdict[str, list[Record]] = defaultdict(list)
    for merged in _lines(folder / "merged.jsonl"):
        if merged["texts"] > 1:
            by_type[merged["type"]].append(merged)
    draw = random.Random(seed)
    for kind, count in QUOTAS.items():
        found = sorted(by_type[kind], key=lambda merged: str(merged["id"]))
        for merged in draw.sample(found, min(count, len(found))):
            told = {k: v for k, v in merged["slots"].items() if v is not None and k != "mentions"}
            yield {
                "id": merged["id"],
                "type": kind,
                "places": [_place(source) for source in merged["sources"]],
                "seed": seed,
                "slots": told,
                "said": [_said(source) for source in merged["sources"]],
                "wrong": [],
                "note": "",
            }


def conflicts(folder: Path, seed: int, count: int) -> Iterator[Record]:
    """Yield conflicts drawn by seed; all of them where there are no more."""
    found = sorted(_lines(folder / "conflicts.jsonl"), key=lambda one: str(one["id"]))
    for conflict in random.Random(seed).sample(found, min(count, len(found))):
        yield {
            "id": conflict["id"],
            "type": conflict["type"],
            "kind": conflict["kind"],
            "places": [_place(side["sources"][0]) for side in conflict["sides"]],
            "seed": seed,
            "why": conflict["explanation"],
            "said": [f"{side['says']}: {_said(side['sources'][0])}" for side in conflict["sides"]],
            "wrong": [],
            "note": "",
        }


def plant(run: Path, out: Path, seed: int, count: int) -> Iterator[Record]:
    """Change figures in one of the texts that state them, merge again, and yield what is found."""
    shared = [m for m in _lines(run / "merged.jsonl") if m["texts"] > 1 and m["type"] in _FIGURES]
    chosen = random.Random(seed).sample(sorted(shared, key=lambda m: str(m["id"])), count)
    changed = {merged["sources"][-1]["fact"]: merged for merged in chosen}
    before = {conflict["id"] for conflict in _lines(run / "conflicts.jsonl")}
    out.mkdir(parents=True, exist_ok=True)
    for name in ("docs.jsonl", "run.json"):
        shutil.copy(run / name, out)
    with (out / "facts.jsonl").open("w", encoding="utf-8") as file:
        for fact in _lines(run / "facts.jsonl"):
            if fact["id"] in changed:
                slot = "rank" if fact["type"] == "ranking" else "value"
                fact[slot] = (fact[slot] or 0) + max(1, (fact[slot] or 0) // 5)
            file.write(json.dumps(fact, ensure_ascii=False) + "\n")
    merge(StoredRun(out), out, load_indices())
    found = [one for one in _lines(out / "conflicts.jsonl") if one["id"] not in before]
    hits = set().union(*(_facts_of(conflict) for conflict in found))
    named = [conflict for conflict in found if _facts_of(conflict) & set(changed)]
    yield {
        "planted": count,
        "found": len(hits & set(changed)),
        "conflicts": len(found),
        "of_planted": len(named),
    }


def _facts_of(conflict: Record) -> set[str]:
    """Return the facts that a conflict names."""
    return {source["fact"] for side in conflict["sides"] for source in side["sources"]}


def strip(path: Path) -> Iterator[Record]:
    """Yield verdicts without any text of their articles."""
    for verdict in _lines(path):
        yield {name: verdict[name] for name in _KEPT if name in verdict}


def _place(source: Record) -> list[str | int]:
    """Return where a fact stands: its article and its anchor."""
    return [source["doc_id"], source["anchor"]["start"], source["anchor"]["end"]]


def _said(source: Record) -> str:
    """Return who states what, and where."""
    date = source["date"] or {}
    days = f"{date.get('start')}..{date.get('end')} {date.get('basis')}"
    return f"{source['doc_id']} {source['published']} [{days}] {source['evidence']['text']}"


def _lines(path: Path) -> Iterator[Record]:
    """Yield the records of a file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    keeping = commands.add_parser("stories", help="keep the articles of stories")
    keeping.add_argument("paths", nargs=3, type=Path, metavar="NEWS RUN OUT")
    planting = commands.add_parser("plant", help="count how many planted contradictions are found")
    planting.add_argument("paths", nargs=2, type=Path, metavar="RUN OUT")
    planting.add_argument("--seed", type=int, default=1)
    planting.add_argument("-n", type=int, default=100)
    for name in ("groups", "conflicts"):
        drawing = commands.add_parser(name, help=f"draw {name}")
        drawing.add_argument("paths", nargs=1, type=Path, metavar="DIR")
        drawing.add_argument("--seed", type=int, default=1)
        drawing.add_argument("-n", type=int, default=50)
    stripping = commands.add_parser("strip", help="leave the text out of verdicts")
    stripping.add_argument("paths", nargs=1, type=Path, metavar="FILE")
    given = parser.parse_args()
    records: Iterator[Record] = iter(())
    if given.command == "stories":
        stories(*given.paths)
    elif given.command == "groups":
        records = groups(given.paths[0], given.seed)
    elif given.command == "conflicts":
        records = conflicts(given.paths[0], given.seed, given.n)
    elif given.command == "plant":
        run, out = given.paths
        records = plant(run, out, given.seed, given.n)
    else:
        records = strip(given.paths[0])
    for record in records:
        print(json.dumps(record, ensure_ascii=False))


if __name__ == "__main__":
    main()
