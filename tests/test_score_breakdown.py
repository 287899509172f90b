"""The figures by source, year and phenomenon, the interval of a mean, risk against coverage."""

import pytest

from tests.score_cases import Fact, evaluate, percentage, rows
from tinvan.score.evaluation import Evaluation
from tinvan.score.files import Gold, Run

DAY = {"start": "2020-05-01", "end": "2020-05-01", "text": None, "basis": "published"}
DOCUMENTS: dict[str, Fact] = {
    "a": {"doc_id": "a", "url": "https://www.bao.example/1.htm", "published": "2019-05-01T08:00"},
    "b": {"doc_id": "b", "url": "https://bao.example/2.htm", "published": "2020-05-01"},
    "c": {"doc_id": "c", "source": "Tin Hòa Sơn", "published": "2020-06-01"},
    "d": {"doc_id": "d"},
}


def evaluation(given: dict[str, int]) -> Evaluation:
    """Return two gold facts in each article, of which some were read rightly."""
    gold = [
        percentage(at, doc_id=doc_id, date=DAY) for doc_id in DOCUMENTS for at in ("41,5%", "2%")
    ]
    facts = [
        fact
        for doc_id, count in given.items()
        for fact in [one for one in gold if one["doc_id"] == doc_id][:count]
    ]
    return Evaluation(Gold(gold, {}, {}), Run(facts, DOCUMENTS))


def test_sources_are_hosts_and_else_names() -> None:
    table = evaluation({"a": 2, "b": 1, "d": 1}).breakdown("source")
    assert table["gold"].to_dict() == {"bao.example": 4, "Tin Hòa Sơn": 2, "unknown": 2}
    assert table["articles"].to_dict() == {"bao.example": 2, "Tin Hòa Sơn": 1, "unknown": 1}
    assert (rows(table)["bao.example"]["P"], rows(table)["bao.example"]["R"]) == (1.0, 0.75)
    assert rows(table)["Tin Hòa Sơn"]["F1"] == 0.0


def test_years_are_those_of_publication_in_order() -> None:
    table = evaluation({"a": 2, "c": 1}).breakdown("year")
    assert list(table.index) == ["2019", "2020", "unknown"]
    assert table["R"].tolist() == [1.0, 0.25, 0.0]


def test_a_single_article_gives_no_interval() -> None:
    table = rows(evaluation({"a": 2, "b": 1, "c": 2}).breakdown("source"))
    assert table["Tin Hòa Sơn"]["95% CI"] is None
    low, high = table["bao.example"]["95% CI"]
    assert low == pytest.approx(2 / 3)
    assert high == 1.0


def test_what_is_invented_counts_against_the_phenomena_that_it_has_itself() -> None:
    gold = [percentage("41,5%", comparator=">")]
    invented = percentage("2%", comparator="~", modality="target")
    table = rows(evaluate(gold, [*gold, invented]).breakdown("phenomenon"))
    one, other = table["comparator"], table["target or forecast"]
    assert (one["gold"], one["pred"], one["P"], one["R"]) == (1, 2, 0.5, 1.0)
    assert (other["gold"], other["pred"], other["F1"]) == (0, 1, 0.0)
    assert "range" not in table


def test_without_facts_there_is_no_row() -> None:
    nothing = Evaluation(Gold([], {}, {}), Run([], {}))
    assert nothing.breakdown("phenomenon").empty
    assert nothing.breakdown("source").empty
    assert nothing.errors.empty


def test_means_have_intervals_and_samples_without_a_type_do_not_count_as_zero() -> None:
    gold = [percentage("2%", doc_id=str(n)) for n in range(20)]
    rare = [percentage("41,5%", doc_id=doc_id, type="money") for doc_id in ("0", "1")]
    scores = Evaluation(Gold(gold + rare, {}, {}), Run(gold[:15] + rare, {})).scores
    assert scores.types["money"].record_f1_ci95 == (1.0, 1.0)
    assert scores.macro.record == scores.types["percentage"].record[2] == pytest.approx(6 / 7)
    interval = scores.macro.ci95["record"]
    assert interval is not None
    low, high = interval
    assert 0.65 < low < 6 / 7 < high < 1.0
    assert scores.micro.record == pytest.approx(2 * 17 / (22 + 17))


def test_risk_is_the_share_wrong_among_the_most_confident() -> None:
    places = ("35-40%", "41,5%", "2%", "7%")
    gold = [percentage(at) for at in places]
    given = [
        {**fact, "confidence": confidence, "value": value}
        for fact, confidence, value in zip(gold, (0.9, 0.8, 0.8, 0.1), (2, 2, 3, 3), strict=True)
    ]
    risk = evaluate(gold, given).risk
    assert risk is not None
    assert risk.records == 4
    assert risk.points == [(0.25, 0.0), (0.75, pytest.approx(1 / 3)), (1.0, 0.5)]
    assert risk.risk_at == {"0.25": 0.0, "0.50": pytest.approx(1 / 3),
                            "0.75": pytest.approx(1 / 3), "1.00": 0.5}  # fmt: skip
    assert risk.area == pytest.approx(0.5 / 3 + 0.25 * 0.5)
    assert evaluate(gold, gold).risk is None
