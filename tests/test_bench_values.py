"""The rows that value readers are measured on are sound, and are judged as they say."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from bench.values_peers import FIELDS, Reading
from bench.values_rows import EXPRESSIONS, Row, load_own, right

KINDS = {
    "number", "ordinal", "multiple", "percentage", "money", "quantity", "rank", "fraction",
    "date", "duration", "time", "document",
}  # fmt: skip
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in EXPRESSIONS.read_text("utf-8").splitlines()
]


def test_rows_are_many_of_every_kind_and_of_none() -> None:
    positive = Counter(row["kind"] for row in ROWS if row["expected"])
    assert len({row["id"] for row in ROWS}) == len(ROWS) >= 480
    assert positive.keys() == KINDS
    assert min(positive.values()) >= 30
    assert len(ROWS) - positive.total() >= 120


def test_rows_are_split_for_good() -> None:
    shares = [len(load_own(split).rows) / len(ROWS) for split in ("dev", "test")]
    assert sum(shares) == pytest.approx(1)
    assert 0.25 < shares[1] < 0.42


def test_rows_are_well_formed() -> None:
    assert [fault for row in ROWS for fault in _faults(row)] == []


def _faults(row: dict[str, Any]) -> Iterator[str]:
    expected = row["expected"] or {}
    first, last = expected.get("first"), expected.get("last")
    if row["kind"] not in KINDS and (row["kind"] or row["expected"]):
        yield f"{row['id']}: no kind: {row['kind']}"
    if row["expected"] == {} or not expected.keys() <= {*FIELDS, "text"}:
        yield f"{row['id']}: no fields, or unknown ones"
    if expected.get("text", "") not in row["text"]:
        yield f"{row['id']}: the anchor is not in the text"
    if ("low" in expected) != ("high" in expected) or (first and last and first > last):
        yield f"{row['id']}: half a range, or one the wrong way round"
    for day in filter(None, (row["day"], first, last)):
        if date.fromisoformat(day).isoformat() != day:
            yield f"{row['id']}: not a day: {day}"


def _row(expected: dict[str, Any] | None, kind: str = "percentage", **more: Any) -> Row:  # noqa: ANN401
    kinds = frozenset((kind,) if kind else ())
    return Row("x", "Đạt hơn 12,5% kế hoạch.", None, kind, kinds, expected, **more)


def _found(kind: str = "percentage", **fields: Any) -> list[Reading]:  # noqa: ANN401
    return [Reading(kind, 8, 13, {"text": "12,5%", **fields})]


def test_a_row_wants_every_field_of_its_kind() -> None:
    row = _row({"value": 12.5, "comparator": ">", "text": "12,5%"}, anchor=(8, 13))
    assert right(row, _found(value=12.5, comparator=">"))
    assert not right(row, _found(value=12.5, comparator=">="))
    assert not right(row, _found(value=125.0, comparator=">"))
    assert not right(row, _found("number", value=12.5, comparator=">"))
    assert not right(row, [Reading("percentage", 0, 3, _found(value=12.5)[0].fields)])


def test_a_peer_is_asked_for_less() -> None:
    row = _row({"value": 12.5, "comparator": ">", "exact": "12.5", "text": "12,5%"})
    found = [Reading("percentage", 4, 13, {"value": 12.5, "comparator": ">="})]
    assert right(row, found, peer=True)
    assert not right(row, found)


def test_a_comparator_left_out_says_equal() -> None:
    assert right(_row({"comparator": "="}), _found(value=12.5))
    assert not right(_row({"comparator": "="}), _found(value=12.5, comparator="~"))


def test_a_row_of_none_is_wrong_where_something_is_said() -> None:
    assert right(_row(None), [])
    assert right(_row(None), _found("number", value=12.5))
    assert right(_row(None), _found(value=None))
    assert not right(_row(None), _found(value=12.5))
    assert not right(_row(None, kind=""), _found("number", value=12.5))


def test_only_what_is_unwanted_is_forbidden() -> None:
    row = _row(None, unwanted={"value": 3.4})
    assert right(row, _found(value=3.0))
    assert not right(row, _found(value=3.4))


def test_a_day_that_cannot_be_told_may_be_left_out_but_not_invented() -> None:
    row = _row({"first": None, "last": None, "text": "12,5%"}, kind="date")
    assert right(row, [])
    assert right(row, _found("date", first=None, last=None, grain="day"))
    assert not right(row, _found("date", first="2020-05-12", last="2020-05-12"))


def test_an_open_end_is_not_a_closed_one() -> None:
    row = _row({"first": "2018-01-01", "last": None}, kind="date")
    assert right(row, _found("date", first="2018-01-01", last=None))
    assert not right(row, _found("date", first="2018-01-01", last="2018-12-31"))


@pytest.mark.parametrize(
    ("wanted", "got", "same"),
    [
        ("PT90M", "PT1H30M", True),
        ("P2W", "P14D", True),
        ("P1Y6M", "P18M", True),
        ("P1M", "P30D", False),
        ("P5Y", "P5D", False),
    ],
)
def test_durations_are_compared_by_length(wanted: str, got: str, same: bool) -> None:
    assert right(_row({"iso": wanted}, kind="duration"), _found("duration", iso=got)) is same


def test_numbers_are_compared_as_numbers() -> None:
    assert right(_row({"exact": "2500000000"}), _found(exact="2.5E+9"))
    assert right(_row({"value": 0.3}), _found(value=0.1 + 0.2))
    assert right(_row({"filled": ["year"]}), _found(filled=("year",)))
