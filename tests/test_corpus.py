"""The project's own corpus: labels that point at their texts, and texts that are its own."""

import gzip
import json
import shutil
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus import build
from corpus.errors import LabelError
from corpus.page import folded, line_labels
from tinvan.document import CONTENT_LABELS, Document, LineLabel

CORPUS = Path(__file__).parents[1] / "corpus"
BLOCK = 36  # two texts that share twice as much share a whole block of either


META = [json.loads(line) for line in (CORPUS / "meta.jsonl").read_text("utf-8").splitlines()]
DOCS = [row["doc_id"] for row in META]
GOLD = [json.loads(line) for line in (CORPUS / "gold.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def articles() -> dict[str, Document]:
    return {doc_id: build.read_article(CORPUS / "texts" / doc_id) for doc_id in DOCS}


def spans(record: dict[str, Any]) -> list[dict[str, Any]]:
    return [record["anchor"], *record.get("mentions", [])]


@pytest.mark.parametrize("labelled", [CORPUS, CORPUS / "second"], ids=["first", "second"])
def test_gold_is_what_the_labels_say(labelled: Path) -> None:
    gold = (labelled / "gold.jsonl").read_text(encoding="utf-8")
    assert build.as_jsonl(build.build(labelled)) == gold, (
        f"run python corpus/build.py --corpus {labelled.relative_to(CORPUS.parent)}"
    )


def test_every_article_has_text_labels_and_metadata() -> None:
    assert sorted(p.name for p in (CORPUS / "texts").iterdir()) == DOCS
    assert sorted(p.stem for p in (CORPUS / "labels").iterdir()) == [d[:3] for d in DOCS]
    assert {record["doc_id"] for record in GOLD} == set(DOCS)


@pytest.mark.parametrize("doc_id", DOCS)
def test_spans_are_the_characters_they_say(doc_id: str, articles: dict[str, Document]) -> None:
    raw = articles[doc_id].view.raw
    for record in (r for r in GOLD if r["doc_id"] == doc_id):
        for span in spans(record):
            assert raw[span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize("doc_id", [d for d in DOCS if d.endswith(".txt")])
def test_every_line_is_labelled_and_facts_stand_in_content(
    doc_id: str, articles: dict[str, Document]
) -> None:
    labels, lines = line_labels(CORPUS)[doc_id], articles[doc_id].lines
    assert sorted(labels) == [line.number for line in lines]
    assert set(labels.values()) <= set(typing.get_args(LineLabel))
    content: set[int] = set()
    for line in lines:
        if labels[line.number] in CONTENT_LABELS:
            content.update(range(*articles[doc_id].view.raw_bounds(line.start, line.end)))
    for record in (r for r in GOLD if r["doc_id"] == doc_id):
        for span in spans(record):
            assert span["start"] in content, f"out of the content: {record['type']} {span}"


@pytest.mark.parametrize("row", META, ids=DOCS)
def test_metadata_stands_on_the_page(row: dict[str, Any], articles: dict[str, Document]) -> None:
    page = folded(articles[row["doc_id"]].view.raw)
    for field in ("title", "author", "source"):
        assert folded(row[field] or "") in page


LABELS = """
about = "A case for the tests."
day = ["2014-08-21", "", "published"]
begins = "Đắk Lắk vào năm học"
ends = "thua 1-3"
[dates]
known = ["2014", "", "published"]
[[percentage]]
"""


def label_file(corpus: Path) -> Path:
    """Return where the labels of a corpus with one article belong."""
    for folder in ("texts", "labels"):
        (corpus / folder).mkdir()
    shutil.copy(CORPUS / "texts" / "a04.txt", corpus / "texts")
    return corpus / "labels" / "a04.toml"


@pytest.mark.parametrize(
    ("label", "problem", "remedy"),
    [
        ('at = "98,63%"', "is not in the content", "Copy it"),
        ('at = "Tây Nguyên"', "stands 3 times", "or give nth"),
        ('at = "Tây Nguyên"\nnth = 9', "not 9", "Mend nth"),
        ('at = "98,62%"\nvaluee = 98.62', "unknown ['valuee']", "Use"),
        ('at = "98,62%"\nmeasure = "growth"', "Invalid enum value 'growth'", "Use a value"),
        ('at = "98,62%"\ndate = "unknown"', "no date is named", "Add it"),
        (
            'at = "1%"\nvalue = 1\n[[percentage]]\nat = "1%"\nvalue = 1',
            "labelled twice",
            "Drop one",
        ),
        ('at = "98,62%"\n[[opinion]]', "unknown field", "Compare"),
    ],
)
def test_a_label_that_cannot_be_used_is_refused_with_a_remedy(
    label: str, problem: str, remedy: str, tmp_path: Path
) -> None:
    file = label_file(tmp_path)
    file.write_text(LABELS + label, encoding="utf-8")
    with pytest.raises(LabelError) as caught:
        build.label_article(file)
    assert str(caught.value).startswith("labels/a04.toml")
    assert problem in str(caught.value)
    assert remedy in str(caught.value)


def test_a_number_is_quoted_whole(tmp_path: Path) -> None:
    file = label_file(tmp_path)
    file.write_text(LABELS + 'at = "1%"\nvalue = 1', encoding="utf-8")
    (record,) = build.label_article(file)
    assert record["anchor"]["text"] == "1%"
    assert record["subject"] is None
    assert record["comparator"] == "="


def real_texts(root: Path) -> Iterator[str]:
    """Yield the real articles that may be read: never those kept unread."""
    for folder in (root / "seeds", root / "gold" / "dev"):
        for path in sorted(folder.glob("*.txt")):
            yield path.read_text(encoding="utf-8", errors="replace")
    for name in ("news", "headlines"):
        with gzip.open(root / "data" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                yield "\n".join(row.get(key) or "" for key in ("title", "lead", "text"))


def test_no_passage_comes_from_a_real_article(articles: dict[str, Document], real: Path) -> None:
    own = [folded(document.view.text) for document in articles.values()]
    blocks = {text[i : i + BLOCK] for text in own for i in range(len(text) - BLOCK + 1)}
    for text in map(folded, real_texts(real)):
        for i in range(0, len(text) - BLOCK + 1, BLOCK):
            if text[i : i + BLOCK] in blocks:
                around = text[max(0, i - BLOCK) : i + 2 * BLOCK]
                for j in range(len(around) - 2 * BLOCK + 1):
                    passage = around[j : j + 2 * BLOCK]
                    assert not any(passage in mine for mine in own), f"taken over: {passage!r}"
