"""What training is made of: packed labels, and labels as examples with rewards."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from tinvan.document import Source
from tinvan.metadata import Metadata
from tinvan.models.figures import Figures
from tinvan.models.questions import ask
from tinvan.pipeline import Pipeline, rule_stages
from training import labels
from training.examples import Asked, ExampleMaker, asked_of, judged
from training.folders import Labelled, read_folder

TEXT = (
    "Huyện An Bình đổi mới trường lớp\n\n"
    "Năm 2019, tỷ lệ trường đạt chuẩn của huyện  An Bình tăng 12%, còn tỷ lệ phòng học kiên cố "
    "giảm 7%.\n\nÔng Lê Văn Tám, Trưởng phòng Giáo dục, nói như vậy ở huyện An Bình.\n"
)
FACTS = ("12%", "7%", "Lê Văn Tám")
RATE = "tỷ lệ trường đạt chuẩn"
YEAR = {"start": "2019-01-01", "end": "2019-12-31", "text": "Năm 2019", "basis": "stated"}


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def percentage(at: str, indicator: str | None, **slots: object) -> dict[str, Any]:
    """Return the label of a percentage."""
    return {
        "type": "percentage", "doc_id": "0001.txt", "anchor": span(at),
        "value": float(at.rstrip("%")), "indicator": indicator, "subject": "huyện An Bình",
        "of": None, "measure": "increase", "comparator": "=", "date": YEAR, "modality": "actual",
        **slots,
    }  # fmt: skip


GOLD = [
    percentage("12%", RATE, alt={"subject": ["An Bình", None]}),
    percentage("7%", "tỷ lệ phòng học kiên cố", measure="decrease", subject=None),
    {
        "type": "official", "doc_id": "0001.txt", "anchor": span("Lê Văn Tám"),
        "person": "Lê Văn Tám", "position": "Trưởng phòng", "status": "incumbent",
        "organisation": {"text": "phòng Giáo dục", "name": "Phòng Giáo dục huyện An Bình"},
        "mentions": [span("Lê Văn Tám")], "date": None, "modality": "actual",
    },
]  # fmt: skip


def folder_of(path: Path, text: str = TEXT) -> Path:
    """Write a folder of one labelled article."""
    (path / "texts").mkdir(parents=True)
    (path / "texts" / "0001.txt").write_bytes(text.encode())
    meta = {"doc_id": "0001.txt", "id": "x1", "url": "https://tin.example/1", "published": None}
    (path / "meta.jsonl").write_text(json.dumps(meta) + "\n", encoding="utf-8")
    rows = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in GOLD)
    (path / "gold.jsonl").write_text(rows, encoding="utf-8")
    return path


def collection(path: Path, *rows: dict[str, object]) -> Path:
    """Write a collection of articles, as `unpack` takes it."""
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    return path


def test_packed_labels_hold_no_phrase_and_come_back_as_they_were(tmp_path: Path) -> None:
    packed = tmp_path / "labels.jsonl"
    rows = list(labels.pack(folder_of(tmp_path / "first")))
    packed.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    for phrase in (RATE, "tỷ lệ phòng học", "Lê Văn Tám", "Năm 2019"):
        assert phrase not in json.dumps(rows, ensure_ascii=False)

    title, body = TEXT.split("\n\n", 1)
    news = collection(
        tmp_path / "news.jsonl.gz",
        {"id": "other", "title": None, "text": "Tin khác."},
        {"id": "x1", "title": title, "text": body, "url": "https://tin.example/1"},
    )
    assert labels.write_folders(packed, [news], tmp_path / "out") == 1
    again = tmp_path / "out" / "first"
    assert (again / "texts" / "0001.txt").read_bytes().decode() == TEXT
    gold = (again / "gold.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in gold] == GOLD


def test_an_article_that_was_changed_is_not_labelled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (row,) = labels.pack(folder_of(tmp_path / "first"))
    with pytest.raises(ValueError, match="x1: the article is not the one that was labelled"):
        list(labels.unpack(row, TEXT.replace("12%", "13%")))
    packed = tmp_path / "labels.jsonl"
    packed.write_text(json.dumps(row) + "\n", encoding="utf-8")
    news = collection(tmp_path / "news.jsonl.gz", {"id": "x1", "text": "Một tin đã sửa."})
    assert labels.write_folders(packed, [news], tmp_path / "out") == 0
    assert "x1: not the text that was labelled" in capsys.readouterr().err


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Labelled:
    """Return the article as the rules read it, with its labels."""
    folder = folder_of(tmp_path_factory.mktemp("labelled") / "first")
    (article,) = read_folder(folder, Pipeline(rule_stages()))
    assert article.is_whole
    return article


@pytest.fixture(scope="module")
def maker() -> ExampleMaker:
    return ExampleMaker()


@pytest.fixture(scope="module")
def asked(article: Labelled, maker: ExampleMaker) -> list[Asked]:
    return list(asked_of(article, maker.reader))


def test_articles_kept_for_tests_are_not_learnt_from(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "first")
    (folder / "split.toml").write_text('test = ["0001.txt"]\n', encoding="utf-8")
    assert not list(read_folder(folder, Pipeline(())))


def test_each_figure_has_the_label_at_its_anchor(asked: list[Asked]) -> None:
    given = {one.figure.fact.anchor.text: one.gold for one in asked}
    assert given["12%"] == GOLD[0]
    assert given["7%"] == GOLD[1]
    assert all(one.is_labelled for one in asked)


def test_the_figure_before_is_as_its_label_has_it(asked: list[Asked]) -> None:
    _, second = (one for one in asked if one.gold and one.gold["type"] == "percentage")
    assert second.figure.before is not None
    assert second.figure.before["indicator"] == RATE


def test_a_figure_without_a_label_and_one_that_is_none(maker: ExampleMaker) -> None:
    source = Source(doc_id="0001.txt", content=TEXT, metadata=Metadata())
    document = Pipeline(rule_stages())(source)
    none = {**GOLD[0], "no": "a wish"}
    figures = {
        one.figure.fact.anchor.text: one
        for one in asked_of(Labelled("first/0001.txt", document, [none]), maker.reader)
    }
    assert figures["12%"].gold == none
    assert figures["7%"].gold is None
    assert not any(one.is_labelled for one in figures.values())
    with pytest.raises(ValueError, match="no label"):
        maker.phrase(figures["7%"], "indicator")


def test_a_span_is_rewarded_by_how_much_of_a_right_answer_it_is(
    article: Labelled, asked: list[Asked], maker: ExampleMaker
) -> None:
    first = next(one for one in asked if one.gold == GOLD[0])
    rewards = rewards_of(article, maker, first, "indicator")
    assert rewards[RATE] == 1
    assert rewards["trường đạt chuẩn"] == pytest.approx(2 * 3 / (3 + 5))
    assert rewards["kiên cố"] == 0


def test_any_right_answer_is_rewarded_and_none_where_it_is_right(
    article: Labelled, asked: list[Asked], maker: ExampleMaker
) -> None:
    first = next(one for one in asked if one.gold == GOLD[0])
    rewards = rewards_of(article, maker, first, "subject")
    assert rewards["huyện  An Bình"] == rewards["An Bình"] == 1
    example = maker.phrase(first, "subject")
    assert max(example.rewards[len(example.spans) :]) == 1  # no subject is right too


def rewards_of(article: Labelled, maker: ExampleMaker, asked: Asked, slot: str) -> dict[str, float]:
    """Return the rewards of the spans of an example, by their text."""
    example, figures = maker.phrase(asked, slot), Figures(article.document, maker.reader)
    words = ask(article.document, figures, asked.figure, slot, {}).words
    text = article.document.view.text
    return {
        text[words[first].start : words[last].end]: float(reward)
        for (first, last), reward in zip(example.spans, example.rewards, strict=False)
    }


def test_dates_and_classes_are_rewarded_for_being_right(
    asked: list[Asked], maker: ExampleMaker
) -> None:
    first = next(one for one in asked if one.gold == GOLD[0])
    assert sorted(maker.date(first).rewards)[-1] == 1
    assert sum(maker.modality(first).rewards) == 1


def test_facts_are_judged_slot_by_slot(article: Labelled) -> None:
    facts = article.document.facts
    told = {
        fact.anchor.text: right for fact, right in zip(facts, judged(article, facts), strict=True)
    }
    assert told["12%"] is not None
    assert told["12%"]["value"]
    assert told["12%"]["indicator"]
    unlabelled = [
        right for words, right in told.items() if words not in ("12%", "7%", "Lê Văn Tám")
    ]
    assert all(right == {"is a fact": False} for right in unlabelled)
