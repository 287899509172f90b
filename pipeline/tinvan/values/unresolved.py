"""Why a time expression has no days: what is not known stays open, and says so."""

import datetime as dt
from typing import Literal

from tinvan.values.calendar import resolve_time
from tinvan.values.lunar import lunar_years
from tinvan.values.model import TimeExpression

Reason = Literal[
    "vague", "recurring", "no antecedent", "no own day", "outside the lunar table", "no such day",
]  # fmt: skip
_SOME_DAY = dt.date(2020, 2, 29)  # with it all that lacks no more than an own day has days


def why_unresolved(
    time: TimeExpression, day: dt.date | None, year_hint: int | None = None
) -> Reason | None:
    """Return why an expression cannot be resolved, or None where it can.

    Args:
        time: The expression.
        day: The own day; None where unknown.
        year_hint: The year to fill in where the own day is unknown.

    Returns:
        "vague" of words that name no day ("hôm nọ"), "recurring" of those that name one again and
        again ("thứ Bảy hằng tuần"); "no antecedent" of words that point back
        ("năm đó"), which only their text can resolve; "no own day" where it would be needed;
        "outside the lunar table"; "no such day" of what the calendar does not have (31/2).
    """
    if time.same:
        return "no antecedent"
    if resolve_time(time, day, year_hint) is not None:
        return None
    if time.grain in ("vague", "recurring"):
        return time.grain
    if day is None and resolve_time(time, _SOME_DAY) is not None:
        return "no own day"
    if time.lunar and time.year is not None and time.year not in lunar_years():
        return "outside the lunar table"
    return "no such day"
