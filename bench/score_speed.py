"""Measures `tinvan score` as a user runs it: `python bench/score_speed.py --facts 10000`.

The gold facts of the corpus are laid out again and again, each time as other articles, and made
partly wrong by seed; with them go the texts and labels of lines that the run would have written.
Each command is a process of its own, imports and all; the least and the median of some rounds are
printed, in seconds of the clock and of the processor.
"""

import argparse
import copy
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parents[1] / "corpus"
_RATE = 0.03  # about four records in ten are wrong, as on real articles
_COMMANDS: dict[str, Sequence[str]] = {
    "figures": (),
    "--json": ("--json",),
    "--by phenomenon": ("--by", "phenomenon"),
    "--base": ("--base", "{base}"),
    "--html": ("--html", "{out}"),
    "--html --base": ("--html", "{out}", "--base", "{base}"),
}

Fact = dict[str, Any]


def perturbed(facts: Iterable[Mapping[str, Any]], seed: int, rate: float = 0.1) -> list[Fact]:
    """Return predictions that are partly wrong: dropped, moved, doubled, changed.

    Args:
        facts: The right answers.
        seed: Of the chance that decides.
        rate: The share of slots that are changed; of facts somewhat more are moved and so on.
    """
    chance = random.Random(seed)
    made: list[Fact] = []
    for gold in facts:
        fact = {name: value for name, value in gold.items() if name not in ("alt", "optional")}
        fact = copy.deepcopy(fact)
        if chance.random() < 1.5 * rate:
            continue
        if chance.random() < 3 * rate:
            _move(fact, chance.randrange(-30, 30))
        for slot in sorted(fact.keys() - {"type", "doc_id", "anchor", "mentions"}):
            if chance.random() < rate:
                fact[slot] = _changed(fact[slot], chance)
        made += [fact] * (2 if chance.random() < 2 * rate else 1)
    chance.shuffle(made)
    return made


def _move(fact: Fact, distance: int) -> None:
    """Move the spans of a fact."""
    for span in (fact["anchor"], *(fact.get("mentions") or [])):
        span["start"] = max(0, span["start"] + distance)
        span["end"] = max(span["start"] + 1, span["end"] + distance)


def _changed(value: object, chance: random.Random) -> object:
    """Return a value that may or may not still be right."""
    if isinstance(value, str):
        words = value.split()
        other = (value.upper(), " ".join(words[1:]), value + " thêm", value.replace("oà", "òa"))
        return chance.choice([None, *other])
    if isinstance(value, int | float):
        return value + chance.choice([0, 1e-9, 1])
    return chance.choice([None, value])


def lay_out(folder: Path, least: int) -> int:
    """Write gold.jsonl, and two runs with facts.jsonl and docs.jsonl; return the gold facts.

    Args:
        folder: Where they go.
        least: How many gold facts there must be.
    """
    own = [json.loads(line) for line in (CORPUS / "gold.jsonl").read_text("utf-8").splitlines()]
    own = [fact for fact in own if fact["doc_id"].endswith(".txt")]
    copies = -(-least // len(own))
    gold = [{**fact, "doc_id": f"{n}/{fact['doc_id']}"} for n in range(copies) for fact in own]
    _write(folder / "gold.jsonl", gold)
    documents = [_document(path) for path in sorted((CORPUS / "texts").glob("*.txt"))]
    for seed, name in enumerate(("base", "run")):
        (folder / name).mkdir()
        _write(folder / name / "facts.jsonl", perturbed(gold, seed, _RATE))
        copied = ({**d, "doc_id": f"{n}/{d['doc_id']}"} for n in range(copies) for d in documents)
        _write(folder / name / "docs.jsonl", copied)
    return len(gold)


def _document(path: Path) -> dict[str, Any]:
    """Return what a run says of an article: its text, and its lines as body."""
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    lines, start = [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            end = start + len(line.rstrip())
            lines.append({"number": number, "start": start, "end": end, "label": "body"})
        start += len(line) + 1
    return {"doc_id": path.name, "text": text, "lines": lines, "published": "2020-11-12"}


def _write(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def measure(folder: Path, options: Sequence[str], rounds: int) -> tuple[list[float], list[float]]:
    """Return the seconds of the clock and of the processor that each round took."""
    places = {"base": folder / "base", "out": folder / "report.html"}
    given = [option.format(**places) for option in options]
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "tinvan",
        "score",
        folder / "gold.jsonl",
        folder / "run",
    ]
    clock, processor = [], []
    for _ in range(rounds):
        before, began = os.times(), time.perf_counter()
        subprocess.run([*command, *given], check=True, stdout=subprocess.DEVNULL)
        clock.append(time.perf_counter() - began)
        after = os.times()
        processor.append(
            after.children_user
            + after.children_system
            - before.children_user
            - before.children_system
        )
    return clock, processor


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--facts", type=int, default=10_000, help="gold facts, at least")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{lay_out(folder, given.facts):,} gold facts, seconds (least, median)")
        print(f"{'tinvan score':<18}{'clock':>12}{'':8}{'processor':>12}")
        for title, options in _COMMANDS.items():
            figures = measure(folder, options, given.rounds)
            cells = "".join(f"{min(side):12.2f}{statistics.median(side):8.2f}" for side in figures)
            print(f"{title:<18}{cells}")


if __name__ == "__main__":
    main()
