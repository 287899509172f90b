"""The facts of the corpus as they were reviewed: a change of a rule shows as a diff of facts."""

from pathlib import Path

import pytest

from tinvan.output.run import run
from tinvan.output.sinks import FactStream
from tinvan.pipeline import Pipeline
from tinvan.read.inputs import Inputs

ROOT = Path(__file__).parents[1]
SNAPSHOT = ROOT / "outputs" / "snapshot" / "facts.jsonl"


@pytest.mark.skipif(not SNAPSHOT.exists(), reason="no snapshot yet: make snapshot")
def test_the_committed_facts_are_those_of_the_rules(tmp_path: Path) -> None:
    made = tmp_path / "facts.jsonl"
    with made.open("wb") as file:
        run(Inputs([str(ROOT / "corpus" / "texts")]), Pipeline(), FactStream(file, print))
    same = made.read_bytes() == SNAPSHOT.read_bytes()
    assert same, "facts changed: run `make snapshot`, and review the diff of outputs/snapshot/"
