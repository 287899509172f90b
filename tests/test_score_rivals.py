"""Two runs against one gold: what was gained and lost, and whether that may be chance."""

import pytest

from tests.score_cases import Fact, evaluate, percentage
from tinvan.score.evaluation import Evaluation
from tinvan.score.files import Gold, Run

GOLD = [percentage(at) for at in ("35-40%", "41,5%", "2%", "7%")]


def changed(place: int, **slots: object) -> Fact:
    return {**GOLD[place], **slots}


def test_facts_are_gained_lost_and_changed() -> None:
    before = [changed(0, value=9), GOLD[1], changed(2, value=5), GOLD[3]]
    now = [GOLD[0], changed(1, value=9), changed(2, value=6), GOLD[3]]
    evaluation = evaluate(GOLD, now, base=before)
    assert [(turn.change, turn.outcome.anchor) for turn in evaluation.turns] == [
        ("gained", "35-40%"),
        ("lost", "41,5%"),
        ("changed", "2%"),
    ]
    assert evaluation.turn_counts["all"].to_dict() == {"gained": 1, "lost": 1, "changed": 1}


def test_a_fact_that_is_no_longer_found_is_lost_and_one_that_was_wrong_is_changed() -> None:
    before = [GOLD[0], changed(1, value=9)]
    evaluation = evaluate(GOLD, [], base=before)
    assert [turn.change for turn in evaluation.turns] == ["lost", "changed"]


def test_what_is_invented_comes_and_goes() -> None:
    old, new, always = (percentage(at) for at in ("Năm", "Mai", "Tỉnh"))
    evaluation = evaluate(GOLD, [*GOLD, new, always], base=[*GOLD, old, always])
    found = [(turn.change, turn.outcome.anchor) for turn in evaluation.turns]
    assert found == [("newly invented", "Mai"), ("no longer invented", "Năm")]


def test_what_is_invented_twice_in_one_place_counts_twice() -> None:
    new = percentage("Mai")
    found = evaluate(GOLD, [*GOLD, new, new, new], base=[*GOLD, new]).turn_counts
    assert found["all"].to_dict() == {"newly invented": 2}


def test_the_words_of_a_date_are_no_change() -> None:
    date = {**GOLD[0]["date"], "text": "năm 2020", "basis": "context"}
    assert evaluate(GOLD, [changed(0, date=date)], base=GOLD[:1]).turns == []


def runs(right_before: set[int], right_now: set[int], articles: int = 30) -> Evaluation:
    """Return two runs that are right in some articles."""
    gold = [percentage("2%", doc_id=str(n)) for n in range(articles)]

    def run(right: set[int]) -> Run:
        return Run([{**fact, "value": 2 if n in right else 3} for n, fact in enumerate(gold)], {})

    return Evaluation(Gold(gold, {}, {}), run(right_now), base=run(right_before))


def test_a_difference_in_most_articles_is_no_chance() -> None:
    difference = runs(set(), set(range(20))).differences["micro"]
    assert difference.before == 0.0
    assert difference.now == pytest.approx(2 / 3)
    assert difference.p < 0.001
    assert difference.ci95 is not None
    assert 0.4 < difference.ci95[0] < 2 / 3 < difference.ci95[1]


def test_gains_and_losses_that_even_out_are_chance() -> None:
    differences = runs({0, 1, 2}, {3, 4, 5}).differences
    assert differences["percentage"].p == 1.0
    assert differences["macro"].ci95 == pytest.approx((-0.167, 0.167), abs=0.05)


def test_one_article_is_no_evidence() -> None:
    difference = runs(set(), {0}, articles=1).differences["micro"]
    assert difference.p == 1.0
    assert difference.ci95 is None


def test_p_is_that_of_the_exact_test() -> None:
    """Five articles gained and none lost: two of 32 exchanges give as large a difference."""
    assert runs(set(), set(range(5))).differences["micro"].p == pytest.approx(2 / 32, abs=0.01)
