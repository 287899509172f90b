"""The scorer counts as the reference scorer of the contract, to the last figure."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bench.score_speed import perturbed
from tinvan.score import compare_all, read_facts, score

INTERVAL = "record_f1_ci95"


def shared(ours: Any, reference: Any) -> Any:  # noqa: ANN401 - of any shape
    """Return our figures as far as the reference has them too, its intervals aside.

    It counts samples without any fact of a type as zero, which says nothing of how good a run is.
    """
    if isinstance(reference, dict):
        return {
            key: shared(ours[key], value) if key != INTERVAL else value
            for key, value in reference.items()
        }
    return list(ours) if isinstance(ours, tuple) else ours


def assert_same_as_reference(real: Path, gold: Path, pred: Path) -> None:
    """Score a pair of files with both scorers."""
    reference = subprocess.run(
        [sys.executable, real / "spec" / "score.py", gold, pred, "--json"],
        capture_output=True,
        check=True,
    )
    ours = msgspec.to_builtins(score(compare_all(read_facts(gold), read_facts(pred))))
    assert shared(ours, json.loads(reference.stdout)) == json.loads(reference.stdout)


def write_perturbed(gold: Path, seed: int, path: Path) -> Path:
    """Write predictions that are partly wrong."""
    facts = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    path.write_text("\n".join(map(json.dumps, perturbed(facts, seed))), encoding="utf-8")
    return path


@pytest.mark.parametrize("seed", range(10))
def test_figures_equal_those_of_the_reference(real: Path, tmp_path: Path, seed: int) -> None:
    gold = Path(__file__).parents[1] / "corpus" / "gold.jsonl"
    pred = write_perturbed(gold, seed, tmp_path / "pred.jsonl")
    assert_same_as_reference(real, gold, pred)


@pytest.mark.parametrize("name", ["seeds", "dev"])
def test_figures_equal_those_of_the_reference_on_real_articles(
    real: Path, tmp_path: Path, name: str
) -> None:
    gold = real / "gold" / f"{name}.jsonl"
    pred = write_perturbed(gold, 1, tmp_path / "pred.jsonl")
    assert_same_as_reference(real, gold, pred)
