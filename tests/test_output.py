"""What a run writes, and that it writes all of it or nothing."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tinvan.document import Document, Source
from tinvan.errors import OutputError
from tinvan.facts import FactDate, Percentage, with_id
from tinvan.output.records import RunRecord, Tally
from tinvan.output.run import run
from tinvan.output.sinks import OutputFolder, open_folder
from tinvan.output.versions import rules_hash
from tinvan.pipeline import Pipeline
from tinvan.read import Read
from tinvan.read.rejects import Reject

REJECT = Reject(doc_id="bad.txt", reason="empty", message="nothing in it", input="bad.txt")
NAMES = {"facts.jsonl", "docs.jsonl", "rejects.jsonl", "run.json"}


class Signs:
    """A stage that labels lines, makes a fact of each "%", and chokes on "!"."""

    name = "signs"

    def __call__(self, document: Document) -> Document:
        labelled = (msgspec.structs.replace(x, label="body", rule="all") for x in document.lines)
        return document.replace(facts=tuple(self.facts(document)), lines=tuple(labelled))

    def facts(self, document: Document) -> Iterator[Percentage]:
        for line in document.lines:
            at = document.view.text.find("%", line.start, line.end)
            if "!" in document.view.text:
                raise RuntimeError("too loud")
            if at >= 0:
                anchor = document.view.span(at, at + 1)
                fact = Percentage(
                    id="",
                    doc_id=document.source.doc_id,
                    anchor=anchor,
                    date=FactDate("2020-09-17", None, "từ 17.9", "stated"),
                    evidence=document.span(line),
                    rule="percentage.sign",
                    value=19.1,
                    indicator="tỉ lệ",
                    subject=None,
                )
                yield with_id(fact)  # type: ignore[misc]


def text(name: str, content: str, **fields: object) -> Source:
    return msgspec.convert({"doc_id": name, "content": content, **fields}, Source)


def account(tally: Tally) -> RunRecord:
    return RunRecord(
        versions={}, rules="", inputs=(), options={}, counts=tally, notices=(),
        started="2026-01-01T00:00:00+00:00", seconds={},
    )  # fmt: skip


def write(folder: Path, *items: Source | Reject) -> Tally:
    """Run the items into a folder."""
    with open_folder(folder) as sink:
        tally = run(items, Pipeline((Read(), Signs())), sink)
        sink.close(account(tally))
    return tally


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_facts_documents_and_rejects_come_in_the_order_of_the_inputs(tmp_path: Path) -> None:
    tally = write(tmp_path, text("b", "1%\n2%"), REJECT, text("a", "x"), text("c", "3%"))
    assert {path.name for path in tmp_path.iterdir()} == NAMES
    facts = [(f["doc_id"], f["anchor"]["start"]) for f in rows(tmp_path / "facts.jsonl")]
    assert facts == [("b", 1), ("b", 4), ("c", 1)]
    docs = [(d["doc_id"], d["facts"]) for d in rows(tmp_path / "docs.jsonl")]
    assert docs == [("b", 2), ("a", 0), ("c", 1)]
    assert [reject["doc_id"] for reject in rows(tmp_path / "rejects.jsonl")] == ["bad.txt"]
    assert tally == Tally(documents=3, facts={"percentage": 3}, rejects={"empty": 1})
    counts = json.loads((tmp_path / "run.json").read_text())["counts"]
    assert counts == {
        "documents": 3, "facts": {"percentage": 3}, "rejects": {"empty": 1}, "warned": 0,
        "copies": None,
    }  # fmt: skip


def test_a_fact_has_every_field_of_the_contract(tmp_path: Path) -> None:
    write(tmp_path, text("a", "Đạt %"))
    (fact,) = rows(tmp_path / "facts.jsonl")
    assert len(fact.pop("id")) == 24
    assert fact == {
        "type": "percentage", "schema": "tinvan/1", "doc_id": "a", "url": None,
        "published": None, "anchor": {"start": 4, "end": 5, "text": "%"},
        "date": {"start": "2020-09-17", "end": None, "text": "từ 17.9", "basis": "stated"},
        "modality": "actual", "attribution": None,
        "evidence": {"start": 0, "end": 5, "text": "Đạt %"}, "confidence": None,
        "rule": "percentage.sign", "agency_id": None, "place_code": None,
        "value": 19.1, "low": None, "high": None, "comparator": "=", "measure": "level",
        "indicator": "tỉ lệ", "subject": None, "of": None,
    }  # fmt: skip


def test_lines_have_raw_offsets(tmp_path: Path) -> None:
    raw = "\ufeffĐa\u0323t 5\n\n  Hai\u00a0 \n"
    write(tmp_path, text("a", raw))
    (document,) = rows(tmp_path / "docs.jsonl")
    lines = [(line["number"], raw[line["start"] : line["end"]]) for line in document["lines"]]
    assert lines == [(1, "Đa\u0323t 5"), (3, "Hai")]
    assert all(line["label"] and line["rule"] for line in document["lines"])


@pytest.mark.parametrize(
    ("fields", "has_text"),
    [({}, False), ({"joined": True}, True), ({"media": "html"}, True)],
    ids=["text", "parts of a row", "page"],
)
def test_the_text_is_written_where_offsets_index_no_input(
    tmp_path: Path, fields: dict[str, Any], has_text: bool
) -> None:
    write(tmp_path, text("a", "<p>Đạt 5%</p>" if "media" in fields else "Đạt 5%", **fields))
    (document,) = rows(tmp_path / "docs.jsonl")
    assert ("text" in document) == has_text
    if has_text:
        (fact,) = rows(tmp_path / "facts.jsonl")
        assert document["text"][fact["anchor"]["start"]] == "%"


def test_a_document_keeps_its_metadata_and_warnings(tmp_path: Path) -> None:
    known = {"url": "https://a.vn/1", "published": "2020-09-17"}
    tally = write(tmp_path, text("a", "x", metadata=known, warnings=["odd: it is"]))
    (document,) = rows(tmp_path / "docs.jsonl")
    assert (document["url"], document["published"]) == ("https://a.vn/1", "2020-09-17")
    assert document["warnings"] == ["odd: it is"]
    assert tally.warned == 1


def test_an_article_on_which_a_stage_fails_is_rejected_and_the_run_goes_on(
    tmp_path: Path,
) -> None:
    tally = write(tmp_path, text("a", "1%"), text("b", "2%!"), text("c", "3%"))
    assert [fact["doc_id"] for fact in rows(tmp_path / "facts.jsonl")] == ["a", "c"]
    (reject,) = rows(tmp_path / "rejects.jsonl")
    assert (reject["doc_id"], reject["reason"], reject["stage"]) == (
        "b", "internal-error", "signs"
    )  # fmt: skip
    assert "too loud" in reject["message"]
    assert tally.documents == 2


@pytest.mark.parametrize(
    "article", [text("a", "\u200b\ufeff"), text("a", "<html></html>", media="html")]
)
def test_an_article_in_which_nothing_can_be_seen_is_rejected(
    tmp_path: Path, article: Source
) -> None:
    tally = write(tmp_path, article)
    (reject,) = rows(tmp_path / "rejects.jsonl")
    assert (reject["doc_id"], reject["reason"]) == ("a", "empty")
    assert (tally.documents, tally.rejects) == (0, {"empty": 1})


def test_a_run_that_fails_leaves_an_earlier_one_as_it_was(tmp_path: Path) -> None:
    write(tmp_path, text("a", "1%"))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def fail(sink: OutputFolder) -> None:
        run([text("b", "2%")], Pipeline((Read(), Signs())), sink)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), open_folder(tmp_path) as sink:
        fail(sink)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_nothing_has_its_name_before_the_end(tmp_path: Path) -> None:
    with open_folder(tmp_path) as sink:
        tally = run([text("a", "1%")], Pipeline((Read(), Signs())), sink)
        assert not NAMES & {path.name for path in tmp_path.iterdir()}
        sink.close(account(tally))
    assert {path.name for path in tmp_path.iterdir()} == NAMES


def test_a_folder_that_cannot_be_made_is_told_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(OutputError, match=r"cannot be written .*--out"),
        open_folder(tmp_path / "file" / "out"),
    ):
        pass


@pytest.mark.parametrize("changed", ["facts/a.toml", "models/a.json"])
def test_a_change_of_rules_or_of_models_shows(tmp_path: Path, changed: str) -> None:
    for name in ("facts/a.toml", "models/a.json"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("{}")
    before = rules_hash(tmp_path)
    assert rules_hash(tmp_path) == before
    (tmp_path / changed).write_text("{ }")
    assert rules_hash(tmp_path) != before
