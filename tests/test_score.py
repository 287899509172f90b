"""Scoring: which prediction answers which gold fact, and what counts as right."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tinvan.cli import main
from tinvan.score import compare_all, score
from tinvan.score.slots import slot_is_right

Fact = dict[str, Any]


def percentage(start: int = 0, doc_id: str = "a", **slots: object) -> Fact:
    """Make a percentage of five characters."""
    return {
        "type": "percentage", "doc_id": doc_id, "value": 19.1, "comparator": "=",
        "measure": "level", "indicator": "tỉ lệ hồ sơ", "modality": "actual",
        "anchor": {"start": start, "end": start + 5, "text": "19,1%"},
        "date": {"start": "2020-09-17", "end": "2020-09-17", "text": None, "basis": "published"},
        **slots,
    }  # fmt: skip


def agency(start: int, *mentions: tuple[int, int], **slots: object) -> Fact:
    return {
        "type": "agency", "doc_id": "a", "name": "Bộ Y tế", "kind": "government",
        "anchor": {"start": start, "end": start + 7, "text": "Bộ Y tế"},
        "mentions": [{"start": a, "end": b} for a, b in mentions], **slots,
    }  # fmt: skip


def counts(gold: list[Fact], predictions: list[Fact], kind: str = "percentage") -> tuple[int, ...]:
    """Return how many gold facts, predictions, detected, right and full ones there are."""
    (comparison,) = compare_all(gold, predictions)[kind]
    return comparison.counts


def test_a_fact_is_detected_by_its_place_and_right_by_its_slots() -> None:
    gold = [percentage(0), percentage(10), percentage(20, of="hồ sơ"), percentage(30)]
    predictions = [percentage(2), percentage(10, value=20.0), percentage(20), percentage(35)]
    assert counts(gold, predictions) == (4, 4, 3, 2, 1)


def test_of_several_candidates_the_one_with_most_slots_right_answers() -> None:
    gold = [percentage(0), percentage(4, value=20.0)]
    predictions = [percentage(0, value=20.0), percentage(4)]
    assert counts(gold, predictions) == (2, 2, 2, 2, 2)


def test_of_candidates_as_right_the_one_with_the_longest_overlap_answers() -> None:
    near, far = percentage(1, of="hồ sơ"), percentage(3)
    (comparison,) = compare_all([percentage(0)], [far, near])["percentage"]
    assert [pair.prediction for pair in comparison.pairs] == [near]
    assert comparison.spurious == [far]


def test_an_optional_fact_counts_neither_way() -> None:
    gold = [percentage(0), percentage(10, optional=True), percentage(20, optional=True)]
    assert counts(gold, [percentage(0), percentage(10, value=1.0)]) == (1, 1, 1, 1, 1)


def test_any_mention_of_an_agency_may_be_met() -> None:
    assert counts([agency(0, (50, 57))], [agency(48)], "agency") == (1, 1, 1, 1, 1)
    assert counts([agency(0)], [agency(48)], "agency") == (1, 1, 0, 0, 0)


def test_articles_without_gold_do_not_count() -> None:
    scores = score(compare_all([percentage()], [percentage(), percentage(doc_id="b")]))
    assert (scores.docs, scores.types["percentage"].pred) == (1, 1)


@pytest.mark.parametrize(
    ("kind", "slot", "gold", "given", "right"),
    [
        ("percentage", "indicator", "tỉ lệ hồ sơ trực tuyến", "hồ sơ trực tuyến", True),
        ("percentage", "indicator", "tỉ lệ hồ sơ trực tuyến", "tỉ lệ sinh", False),
        ("percentage", "indicator", None, "", True),
        ("percentage", "subject", "TP.HCM", "tp hcm", True),
        ("percentage", "subject", "Khánh Hòa", "Khánh Hoà", True),
        ("percentage", "value", 19.1, 19.10000001, True),
        ("percentage", "value", 19.1, "khoảng", False),
        ("percentage", "value", None, 0, False),
        ("official", "person", "Lê Văn An", "Lê Văn", False),
        ("official", "organisation", {"name": "Bộ Y tế"}, {"name": "bộ y tế", "text": "Bộ"}, True),
        ("official", "organisation", None, {"name": "Bộ Y tế"}, False),
        ("agency", "name", "Sở Y tế Hà Nội", "Sở Y tế", False),
        ("agency", "kind", "party", "government", False),
        ("event", "name", "Hội nghị A B C", "Hội nghị A B", True),
        ("event", "organisers", ["Bộ A", "Sở B"], ["sở B", "Bộ A"], True),
        ("document", "number", "số 766/QĐ-TTg", "766/QĐ-TTg", True),
        ("document", "kind", "Quyết định", "quyết định", True),
        ("ranking", "date", {"start": "2020-01-01"}, {"start": "2020-01-01", "text": "x"}, True),
        ("ranking", "date", {"start": "2020-01-01"}, None, False),
    ],
)
def test_slots_are_compared_by_what_they_hold(
    kind: str, slot: str, gold: object, given: object, right: bool
) -> None:
    assert slot_is_right(slot, {"type": kind, slot: gold}, {slot: given}) is right


def test_a_gold_fact_may_have_other_right_answers() -> None:
    gold = {"type": "percentage", "value": 1, "alt": {"value": [2, 3]}}
    assert slot_is_right("value", gold, {"value": 3})
    assert not slot_is_right("value", gold, {"value": 4})


def test_rates_and_means_come_from_the_counts() -> None:
    gold = [percentage(10 * n) for n in range(10)] + [agency(0)]
    predictions = [percentage(10 * n, value=19.1 if n < 6 else 1.0) for n in range(8)]
    scores = score(compare_all(gold, predictions))
    figures = scores.types["percentage"]
    assert figures.detection == pytest.approx((1.0, 0.8, 8 / 9))
    assert figures.record == pytest.approx((0.75, 0.6, 2 / 3))
    assert figures.slots["value"] == 0.75
    assert scores.macro_record_f1 == figures.record[2]
    assert scores.micro_record_f1 == pytest.approx(2 * 6 / (8 + 11))
    table = scores.table()
    assert list(table.index) == ["percentage", "agency"]
    assert str(table.loc["percentage", "weakest slots"]).startswith("value 0.75, ")


def test_ten_thousand_facts_are_scored_in_two_seconds() -> None:
    gold = [percentage(10 * (n // 500), doc_id=str(n % 500)) for n in range(5_000)]
    gold += [percentage(10 * n, doc_id="long") for n in range(5_000)]
    began = time.perf_counter()
    scores = score(compare_all(gold, gold))
    assert time.perf_counter() - began < 2
    assert scores.micro_record_f1 == 1.0


def test_nothing_gives_no_figures() -> None:
    scores = score(compare_all([], []))
    assert (scores.docs, scores.types, scores.micro_record_f1) == (0, {}, 0.0)


def write(path: Path, facts: list[Fact]) -> str:
    path.write_text("\n".join(json.dumps(fact) for fact in facts), encoding="utf-8")
    return str(path)


def test_the_command_prints_a_table_figures_and_errors(tmp_path: Path) -> None:
    text = "Câu một. Năm nay đạt 19,1% rồi. Câu ba đạt 19,1% nhé.\n"
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a").write_text(text, encoding="utf-8")
    (tmp_path / "texts" / "a").rename(tmp_path / "texts" / "a.txt")
    first, second = text.index("19,1%"), text.rindex("19,1%")
    gold = write(tmp_path / "gold", [percentage(first, "a.txt"), percentage(second, "a.txt")])
    pred = write(
        tmp_path / "pred",
        [
            percentage(first, "a.txt", value=2.0, evidence={"text": "Năm nay đạt 19,1% rồi."}),
            percentage(0, "a.txt"),
        ],
    )
    table = CliRunner().invoke(main, ["score", gold, pred]).stdout
    assert "1 articles, 2 gold facts, 2 predicted" in table
    assert "record F1: macro 0.000" in table
    assert (
        "nothing to score"
        in CliRunner().invoke(main, ["score", gold, pred, "--type", "agency"]).stdout
    )
    figures = json.loads(CliRunner().invoke(main, ["score", gold, pred, "--json"]).stdout)
    assert figures["types"]["percentage"]["detection"] == [0.5, 0.5, 0.5]
    options = ["--errors", "percentage", "--texts", str(tmp_path / "texts")]
    assert CliRunner().invoke(main, ["score", gold, pred, *options]).stdout.splitlines() == [
        "a.txt SPURIOUS “19,1%” (invented)",
        "    in: Câu một.",
        "a.txt WRONG “19,1%” (number habit)",
        "    value: 19.1, but given 2",
        "    in: Năm nay đạt 19,1% rồi.",
        "a.txt MISSED “19,1%” (missed)",
        "    in: Câu ba đạt 19,1% nhé.",
    ]
