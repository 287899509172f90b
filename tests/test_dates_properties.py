"""What holds of any time expression, and why some have no days."""

import datetime as dt
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinvan.values.calendar import Lean, resolve_time
from tinvan.values.edtf import edtf, filled
from tinvan.values.model import TimeExpression
from tinvan.values.unresolved import why_unresolved

SMALL = st.none() | st.integers(-3, 60) | st.sampled_from([0, 1968, 2024, 9999, 10**6])
NUMBERS = (
    "day", "month", "quarter", "half", "year", "weekday", "offset", "within", "count", "cycle",
)  # fmt: skip
GRAINS = [
    "day", "week", "month", "quarter", "half", "year", "school", "decade", "century", "period",
    "now", "holiday", "vague",
]  # fmt: skip


def _expression(fields: dict[str, Any]) -> TimeExpression:
    return TimeExpression(**fields)


def expressions(
    ends: st.SearchStrategy[TimeExpression | None],
) -> st.SearchStrategy[TimeExpression]:
    return st.fixed_dictionaries(
        {"grain": st.sampled_from(GRAINS), **dict.fromkeys(NUMBERS, SMALL)},
        optional={
            "lunar": st.booleans(), "leap": st.booleans(),
            "third": st.sampled_from(["early", "mid", "late"]),
            "span": st.sampled_from(["past", "future", "opening", "closing"]),
            "unit": st.sampled_from(GRAINS),
            "bound": st.sampled_from(["in", "since", "before", "after"]),
            "first": ends, "last": ends,
        },
    ).map(_expression)  # fmt: skip


ANY_TIME = expressions(expressions(st.none()))
DAYS = st.none() | st.dates()


@given(ANY_TIME, DAYS, st.none() | st.integers(1, 9999), st.sampled_from(["past", "future", "any"]))
def test_no_expression_breaks_the_calendar(
    time: TimeExpression, day: dt.date | None, hint: int | None, lean: Lean
) -> None:
    days = resolve_time(time, day, hint, lean)
    assert filled(time) == tuple(dict.fromkeys(filled(time)))
    if days is None:
        assert why_unresolved(time, day, hint) or lean != "any"
        return
    first, last = days
    assert first is None or last is None or first <= last
    assert edtf(time, first, last)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2050, 12, 31)))
def test_a_day_without_its_year_is_found_again_from_that_day(day: dt.date) -> None:
    time = TimeExpression(grain="day", day=day.day, month=day.month)
    assert resolve_time(time, day) == (day.isoformat(), day.isoformat())


@given(st.dates(dt.date(1990, 1, 1), dt.date(2050, 12, 31)), st.integers(-40, 40))
def test_distances_add_up(day: dt.date, days: int) -> None:
    time = TimeExpression(grain="day", offset=days)
    moved = day + dt.timedelta(days=days)
    assert resolve_time(time, day) == (moved.isoformat(), moved.isoformat())


UNRESOLVED = [
    ({"grain": "vague"}, "2020-09-17", "vague"),
    ({"grain": "day", "day": 17, "month": 9}, None, "no own day"),
    ({"grain": "day", "offset": -1}, None, "no own day"),
    ({"grain": "day", "day": 31, "month": 2, "year": 2020}, "2020-09-17", "no such day"),
    ({"grain": "day", "day": 29, "month": 2, "year": 2021}, "2020-09-17", "no such day"),
    ({"grain": "month", "month": 5, "leap": True, "lunar": True, "year": 2020}, None,
     "no such day"),
    ({"grain": "day", "day": 30, "month": 12, "lunar": True, "year": 2024}, None, "no such day"),
    ({"grain": "year", "lunar": True, "year": 1601}, None, "outside the lunar table"),
    ({"grain": "year", "same": True}, "2020-09-17", "no antecedent"),
    ({"grain": "year", "year": 2020}, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "day", "reason"), UNRESOLVED)
def test_what_has_no_days_says_why(
    fields: dict[str, object], day: str | None, reason: str | None
) -> None:
    time = msgspec.convert(fields, TimeExpression)
    own = dt.date.fromisoformat(day) if day else None
    assert why_unresolved(time, own) == reason
