"""What went wrong with a record: one class each, the sentence, and what makes a fact hard."""

from pathlib import Path

import pytest

from bench.score_speed import perturbed
from tests.score_cases import (
    TEXT,
    Fact,
    agency,
    document,
    evaluate,
    official,
    percentage,
    rows,
    the_mistake,
)
from tinvan.score.evaluation import Evaluation
from tinvan.score.files import Gold, Run, read_facts
from tinvan.score.observer import Observer
from tinvan.score.taxonomy import MEANINGS
from tinvan.score.text import as_json_text

NAME = "Lê Văn Tú"
LABELS = {1: "title", 3: "body", 5: "related"}
ORGANISATION = {"text": "Sở", "name": "Sở Tài chính Tỉnh Hòa Sơn"}
OTHER_DAY = {"start": "2019-01-01", "end": "2019-12-31", "text": None, "basis": "context"}


def ranking(**slots: object) -> Fact:
    fact = percentage("2%")
    shared = {name: fact[name] for name in ("doc_id", "anchor", "date", "comparator", "modality")}
    return {
        **shared, "type": "ranking", "subject": "Hòa Sơn", "index": "chính quyền số", "rank": 2,
        "out_of": None, "scope": "cả nước", "change": None, **slots,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("slots", "error"),
    [
        ({"value": 2000}, "number habit"),
        ({"low": 1, "high": 2, "value": None, "date": OTHER_DAY}, "number habit"),
        ({"indicator": "trẻ đến trường"}, "scope"),
        ({"indicator": None}, "scope"),
        ({"indicator": "hồ sơ trực tuyến của tất cả các huyện và xã"}, "boundary"),
        ({"subject": "tỉnh Hòa Sơn vừa được sáp nhập với hai huyện"}, "boundary"),
        ({"indicator": "hồ sơ", "subject": "huyện Mai"}, "scope"),
        ({"modality": "target"}, "modality"),
        ({"comparator": ">"}, "modality"),
        ({"measure": "increase", "date": OTHER_DAY}, "modality"),
        ({"date": OTHER_DAY}, "date"),
        ({"date": None}, "date"),
    ],
)
def test_a_wrong_percentage_has_the_class_of_its_first_mistake(slots: Fact, error: str) -> None:
    outcome = the_mistake(evaluate([percentage("2%")], [percentage("2%", **slots)]))
    assert (outcome.verdict, outcome.error) == ("wrong", error)


@pytest.mark.parametrize(
    ("gold", "given", "error"),
    [
        (official(NAME, 30), official("Lê Văn", 30), "boundary"),
        (official(NAME, 30), official(NAME, 30, organisation=ORGANISATION), "agency link"),
        (official(NAME, 30), official(NAME, 30, position="Chánh án"), "agency link"),
        (official(NAME, 30), official(NAME, 30, position="Phó Giám đốc Sở A"), "boundary"),
        (official(NAME, 30), official(NAME, 30, status="former"), "modality"),
        (agency("Sở Y tế", 30, name="Sở Y tế Tỉnh Hòa Sơn"), agency("Sở Y tế", 30), "agency link"),
        (agency("Sở Y tế", 30), agency("Sở Y tế", 30, kind="party"), "agency link"),
        (agency("Hội Nhà báo Hòa Sơn", 30), agency("Hội Nhà", 30), "boundary"),
        (ranking(), ranking(rank=3), "number habit"),
        (ranking(), ranking(scope=None), "scope"),
        (ranking(), ranking(index="chính"), "boundary"),
    ],
)  # fmt: skip
def test_each_type_has_its_own_mistakes(gold: Fact, given: Fact, error: str) -> None:
    assert the_mistake(evaluate([gold], [given])).error == error


def test_units_and_currencies_are_a_class_of_their_own() -> None:
    gold, given = (percentage("2%", type="money", currency=one) for one in ("VND", "USD"))
    assert the_mistake(evaluate([gold], [given])).error == "unit"


def test_what_one_side_has_alone_is_missed_or_invented() -> None:
    missed = the_mistake(evaluate([percentage("2%")], []))
    assert (missed.verdict, missed.error, missed.note) == ("missed", "missed", "")
    gold = official(NAME, 0)
    invented = the_mistake(evaluate([gold], [gold, percentage("2%")]))
    assert (invented.verdict, invented.error) == ("invented", "invented")


def test_what_is_read_from_furniture_is_a_leak_where_lines_are_labelled() -> None:
    gold, given = [percentage("2%")], [percentage("2%"), percentage("7%")]
    leaked = the_mistake(evaluate(gold, given, labels=LABELS))
    assert (leaked.error, leaked.note) == ("furniture leak", "the line is related")
    assert the_mistake(evaluate(gold, given)).error == "invented"


def test_a_fact_in_a_line_that_was_cut_off_says_so() -> None:
    read = document(labels=("title", "related", "related"))
    outcome = the_mistake(evaluate([percentage("2%")], [], read=read))
    assert outcome.note == "its line was taken for related"


def test_one_range_read_as_two_figures_is_a_boundary() -> None:
    gold = [percentage("35-40%", value=None, low=35, high=40)]
    given = [percentage("35", value=35), percentage("40%", value=40)]
    errors = {outcome.verdict: outcome.error for outcome in evaluate(gold, given).mistakes}
    assert errors == {"wrong": "boundary", "invented": "boundary"}


def test_a_second_post_of_a_person_that_was_not_read_is_missed() -> None:
    first, second = official(NAME, 30), official(NAME, 30, position="Bí thư")
    assert the_mistake(evaluate([first, second], [first])).error == "missed"


def test_a_fact_read_as_another_type_says_which() -> None:
    gold = percentage("2%")
    evaluation = evaluate([gold], [ranking()])
    missed, invented = evaluation.mistakes
    assert missed.note == "the output has here the ranking “2%”"
    assert invented.note == "gold has here the percentage “2%”"


def test_the_sentence_of_a_fact_is_found_in_its_text_or_in_its_evidence() -> None:
    gold, read = percentage("2%"), document(text=None, lines=[])
    sentence = TEXT.split("\n")[2]
    found = the_mistake(evaluate([gold], [])).sentence
    assert found is not None
    assert found.text == sentence
    assert the_mistake(evaluate([gold], [], read=read)).sentence is None
    start = TEXT.index(sentence)
    evidence = {"start": start, "end": start + len(sentence), "text": sentence}
    given = percentage("2%", value=3, evidence=evidence)
    assert the_mistake(evaluate([gold], [given], read=read)).sentence == (start, sentence)


@pytest.mark.parametrize(
    ("fact", "name"),
    [
        (percentage("35-40%", low=35, high=40), "range"),
        (percentage("2%", comparator=">"), "comparator"),
        (percentage("2%", measure="increase"), "change"),
        (percentage("2%", modality="forecast"), "target or forecast"),
        (percentage("2%"), "stated date"),
        (percentage("2%", date=OTHER_DAY), "context date"),
        (percentage("2%", date={**OTHER_DAY, "basis": "published"}), "published date"),
        (percentage("2%", date={**OTHER_DAY, "end": None}), "open date"),
        (percentage("2%", date=None), "no date"),
        (percentage("2%"), "several figures"),
        (percentage("41,5%"), "bracketed"),
        (percentage("2%", subject="Hà Tây"), "carried subject"),
        (percentage("2%", indicator="tỉ lệ trực tuyến"), "phrase in pieces"),
        (percentage("2%", indicator="trẻ đến trường"), "carried phrase"),
        (percentage("Tỉnh", type="ranking"), "title or lead"),
        (percentage("Tỉnh", type="ranking"), "spelled out"),
        (agency("Sở Y tế", 30, name="Sở Y tế Tỉnh Hòa Sơn"), "short name"),
        (agency("Sở Y tế", 30), "place left out"),
    ],
)
def test_phenomena_are_told_from_record_and_sentence(fact: Fact, name: str) -> None:
    evaluation = evaluate([fact, percentage("41,5%")], [])
    told = evaluation.phenomena[[one.fact is fact for one in evaluation.outcomes].index(True)]
    assert name in told
    without = Observer([fact]).phenomena(percentage("2%", date={**OTHER_DAY}), None, None)
    assert set(without) <= {"context date", "period"}


def test_rows_of_a_table_and_dealt_out_lists_are_phenomena() -> None:
    text = "Hòa Sơn | 12%\nHòa Sơn và huyện Mai lần lượt đạt 13% và 14%.\n"
    facts = [percentage(at, text=text) for at in ("12%", "13%")]
    read = document(text=text, lines=[])
    first, second = evaluate(facts, facts, read=read).phenomena
    assert "table line" in first
    assert "list “lần lượt”" in second
    assert "table line" not in second


@pytest.mark.parametrize("seed", [1, 2])
def test_every_record_that_is_not_right_has_one_class(seed: int) -> None:
    gold = read_facts(Path(__file__).parents[1] / "corpus" / "gold.jsonl")
    evaluation = Evaluation(Gold(gold, {}, {}), Run(perturbed(gold, seed), {}))
    outcomes, scores = evaluation.outcomes, evaluation.scores
    assert {one.error is None for one in outcomes if one.verdict == "right"} == {True}
    assert {one.error in MEANINGS for one in outcomes if one.verdict != "right"} == {True}
    assert evaluation.errors["all"].sum() == len(evaluation.mistakes)
    sums = rows(evaluation.ledger.groupby("type")[["gold", "pred", "right"]].sum())
    assert {kind: tuple(row.values()) for kind, row in sums.items()} == {
        kind: (figures.gold, figures.pred, figures.n_right)
        for kind, figures in scores.types.items()
    }
    assert as_json_text(evaluation.to_dict())
