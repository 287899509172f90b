"""The facts of the corpus as they were reviewed: a change of a rule shows as a diff of facts."""

from pathlib import Path

import pytest

from tests.bundled import CorpusRun

SNAPSHOT = Path(__file__).parents[1] / "outputs" / "snapshot" / "facts.jsonl"


@pytest.mark.skipif(not SNAPSHOT.exists(), reason="no snapshot yet: make snapshot")
def test_the_committed_facts_are_those_of_the_rules(corpus_run: CorpusRun) -> None:
    same = (corpus_run.folder / "facts.jsonl").read_bytes() == SNAPSHOT.read_bytes()
    assert same, "facts changed: run `make snapshot`, and review the diff of outputs/snapshot/"
