"""How well articles were cleaned: labels of lines weighted by characters, and metadata."""

import pytest

from tests.score_cases import TEXT, document, evaluate, percentage
from tinvan.score.cleaning import judged_lines, wrong_fields

LABELS = {1: "title", 3: "body", 5: "related"}
TITLE, BODY, RELATED = (len(line) for line in TEXT.split("\n") if line)
GOLD = [percentage("2%")]


def test_content_is_weighted_by_characters() -> None:
    read = document(labels=("related", "body", "body"))
    cleaning = evaluate(GOLD, [], labels=LABELS, read=read).cleaning
    assert cleaning is not None
    p, r, _ = cleaning.content
    assert p == pytest.approx(BODY / (BODY + RELATED))
    assert r == pytest.approx(BODY / (BODY + TITLE))
    assert (cleaning.articles, cleaning.lines) == (1, 3)
    assert cleaning.exact == pytest.approx(1 / 3)
    assert cleaning.content_f1_ci95 is None
    assert cleaning.confused == [("title", "related", 1), ("related", "body", 1)]
    assert cleaning.labels["title"] == (0.0, 0.0, 0.0)
    assert cleaning.labels["body"][0] == pytest.approx(BODY / (BODY + RELATED))


def test_a_label_within_the_content_is_content_all_the_same() -> None:
    cleaning = evaluate(GOLD, [], labels=LABELS, read=document(("heading", "lead", "tag"))).cleaning
    assert cleaning is not None
    assert cleaning.content == (1.0, 1.0, 1.0)
    assert cleaning.exact == 0.0


def test_an_article_that_the_run_rejected_is_missed_where_its_text_is_known() -> None:
    evaluation = evaluate(GOLD, [], labels=LABELS, read=document(lines=[]))
    cleaning = evaluation.cleaning
    assert cleaning is not None
    assert cleaning.content == (0.0, 0.0, 0.0)
    (article,) = evaluation.articles.values()
    assert {line.given for line in judged_lines(article)} == {"none"}
    unknown = evaluate(GOLD, [], labels=LABELS, read=document(lines=[], text=None)).cleaning
    assert unknown is not None
    assert unknown.unknown == ["a.txt"]


def test_metadata_is_right_only_if_equal_and_null_where_there_is_none() -> None:
    wanted = {"title": "Tỉnh Hòa Sơn dẫn đầu", "author": "An Bình", "source": None}
    read = document(title="Tỉnh Hòa Sơn dẫn đầu", author="An", source=None,
                    origins={"title": "text", "author": "byline"})  # fmt: skip
    evaluation = evaluate(GOLD, [], read=read, metadata=wanted)
    assert evaluation.cleaning is not None
    shares = {field: one.share for field, one in evaluation.cleaning.metadata.items()}
    assert shares == {"title": 1.0, "author": 0.0, "source": 1.0}
    wrong = wrong_fields(evaluation.articles, evaluation.gold.metadata)
    assert wrong == [("a.txt", "author", "An Bình", "An")]


def test_what_came_beside_the_article_was_not_read_and_does_not_count() -> None:
    read = document(published="2020-09-17", origins={})
    cleaning = evaluate(GOLD, [], read=read, metadata={"published": "2020-09-17"}).cleaning
    assert cleaning is not None
    assert cleaning.metadata["published"].share is None
    assert cleaning.metadata["published"].beside == 1


def test_without_labels_and_metadata_nothing_is_said_of_cleaning() -> None:
    assert evaluate(GOLD, GOLD).cleaning is None
