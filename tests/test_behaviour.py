"""What must change with an article changes in its facts, and nothing else: see behaviour.py."""

import pytest

from tests.behaviour import Reader, pinned
from tests.bundled import CorpusRun
from tests.rewriting import SUITES, mark_second, other_signs, other_year

PINNED = pinned()
KNOWN = {
    (suite, doc_id): count
    for suite in SUITES
    for doc_id, count in PINNED[suite].items()
    if doc_id != "tried"
}


@pytest.fixture(scope="module")
def reader(corpus_run: CorpusRun) -> Reader:
    return Reader(corpus_run.documents)


def cases() -> list[object]:
    """Return every suite with every article; where facts are known to differ, as failing."""
    found: list[object] = []
    for suite in SUITES:
        for doc_id in PINNED["articles"]:
            count = KNOWN.get((suite, doc_id), 0)
            reason = f"{count} facts differ: see “python tests/behaviour.py”"
            marks = [pytest.mark.xfail(strict=True, reason=reason)] if count else []
            found.append(pytest.param(suite, doc_id, marks=marks))
    return found


@pytest.mark.parametrize(("suite", "doc_id"), cases())
def test_nothing_else_changes(suite: str, doc_id: str, reader: Reader) -> None:
    difference = reader.difference(suite, doc_id)
    assert difference is None or (difference.lost, difference.new) == ([], [])


@pytest.mark.parametrize(("suite", "doc_id"), sorted(KNOWN))
def test_known_differences_do_not_grow(suite: str, doc_id: str, reader: Reader) -> None:
    difference = reader.difference(suite, doc_id)
    assert difference is not None
    assert difference.size <= KNOWN[suite, doc_id]


@pytest.mark.parametrize("suite", SUITES)
def test_every_suite_is_tried(suite: str, reader: Reader) -> None:
    tried = [reader.difference(suite, doc_id) for doc_id in PINNED["articles"]]
    assert len([one for one in tried if one is not None]) == PINNED[suite]["tried"] > 0


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("thu 1.234,5 tỷ, 12.000 hộ, 86,5%", "thu 1,234.5 tỷ, 12,000 hộ, 86.5%"),
        (
            "ngày 12.11.2020, số 1.2, mục 3.1.4, 10.2020",
            "ngày 12.11.2020, số 1.2, mục 3.1.4, 10.2020",
        ),
    ],
)
def test_signs_are_exchanged_in_numbers_alone(text: str, other: str) -> None:
    assert other_signs(text) == other


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("tháng 9.2020, 17/9/2020, 2019-2020", "tháng 9.2019, 17/9/2019, 2018-2019"),
        ("a-20170706071215433.htm, 2020-09-17T15:32", "a-20160706071215433.htm, 2019-09-17T15:32"),
        (
            "2.020 hộ, 2020.000 đồng, 12020 con, 3,2020",
            "2.020 hộ, 2020.000 đồng, 12020 con, 3,2020",
        ),
    ],
)
def test_years_are_moved_and_amounts_are_not(text: str, other: str) -> None:
    assert other_year(text) == other


def test_tone_marks_are_moved_in_open_syllables_alone() -> None:
    assert mark_second("Hòa, thủy sản, quý, HỌA, hoàng, Ủy") == "Hoà, thuỷ sản, quý, HOẠ, hoàng, Uỷ"
