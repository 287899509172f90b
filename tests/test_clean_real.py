"""Cleaning real pages; they are not part of the project (TINVAN_REAL names their folder)."""

import csv
import json
from collections import defaultdict
from pathlib import Path

import pytest

from tinvan.clean import Clean
from tinvan.document import CONTENT_LABELS, Document, Source
from tinvan.read import Read

LEAST = 0.97  # character-weighted precision and recall of content
FIELDS = ("title", "published", "author", "source")


@pytest.fixture(scope="module")
def stages() -> tuple[Read, Clean]:
    return Read(), Clean()


def clean(stages: tuple[Read, Clean], path: Path) -> Document:
    with path.open(encoding="utf-8", newline="", errors="replace") as file:
        content = file.read()
    source = Source(doc_id="x", content=content, media="html" if path.suffix == ".html" else "text")
    return stages[1](stages[0](Document(source=source)))


def seeds(real: Path) -> list[Path]:
    return sorted((real / "seeds").glob("*.txt"))


def test_lines_of_the_seeds(real: Path, stages: tuple[Read, Clean]) -> None:
    gold: defaultdict[str, dict[int, str]] = defaultdict(dict)
    with (real / "gold/seeds.lines.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            gold[row["doc_id"]][int(row["line"])] = row["label"]
    for path in seeds(real):
        wanted = gold[path.name]
        document = clean(stages, path)
        assert [line.number for line in document.lines] == sorted(wanted)
        sizes = {line.number: line.end - line.start for line in document.lines}
        given = {line.number for line in document.lines if line.is_content}
        right = {number for number, label in wanted.items() if label in CONTENT_LABELS}
        both = sum(sizes[number] for number in given & right)
        assert both >= LEAST * sum(sizes[number] for number in given), path.name
        assert both >= LEAST * sum(sizes[number] for number in right), path.name
        exact = sum(line.label == wanted[line.number] for line in document.lines)
        assert exact >= 0.95 * len(wanted), path.name


def test_metadata_of_the_seeds(real: Path, stages: tuple[Read, Clean]) -> None:
    rows = (real / "gold/seeds.meta.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {row["doc_id"]: row for row in map(json.loads, rows)}
    for path in seeds(real):
        known = clean(stages, path).metadata
        wanted = {field: gold[path.name][field] for field in FIELDS}
        assert {field: getattr(known, field) for field in FIELDS} == wanted


def test_pages(real: Path, stages: tuple[Read, Clean]) -> None:
    """Index and comment pages have no content; articles have a title, a day, an author, a body."""
    for path in sorted((real / "data/pages").glob("*.html")):
        document = clean(stages, path)
        content = [line for line in document.lines if line.is_content]
        known = document.metadata
        if path.name.startswith(("list_", "home_", "comment_")):
            assert not content, path.name
            assert not set(known.stated) - {"url", "canonical", "language"}, path.name
        else:
            assert len(content) >= 5, path.name
            assert sum(line.label == "title" for line in content) == 1, path.name
            assert known.title, path.name
            assert known.published, path.name
            assert known.author, path.name
