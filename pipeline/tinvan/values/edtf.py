"""Resolved time expressions in EDTF (ISO 8601-2:2019, levels 1 and 2), and what was filled in."""

import calendar
import datetime as dt
from typing import Literal

from tinvan.values.model import TimeExpression

Part = Literal["year", "month", "day"]
_PARTS: tuple[Part, ...] = ("year", "month", "day")
_FIRST_QUARTER, _FIRST_SEMESTER = 33, 40  # ISO 8601-2, sub-year groupings
# How exactly the ends of an interval are written that is one grain, or several.
_PRECISION = {
    "month": "month", "quarter": "month", "half": "month", "year": "year", "decade": "year",
    "century": "year",
}  # fmt: skip
_BELOW_MONTH = ("day", "week", "now")


def edtf(time: TimeExpression, first: str | None, last: str | None) -> str | None:
    """Return the days of an expression as EDTF, as coarse as it was said.

    Args:
        time: The expression.
        first: Its first day, ISO 8601; None where open.
        last: Its last day; None where open.

    Returns:
        "2020-09-17", "2020-09", "2020", "2023-35" (the third quarter), "2020-40" (the first half),
        "199" (a decade), or an interval, open as "2018/.." or "../2018-04"; None without any day.
        A century is an interval of years: that of ISO 8601 starts a year earlier.
    """
    if first is None and last is None:
        return None
    if first is not None and last is not None and (one := _one_grain(time, first, last)):
        return one
    start = ".." if first is None else _written(first, _precision(time.first or time), first=True)
    end = ".." if last is None else _written(last, _precision(time.last or time), first=False)
    return f"{start}/{end}"


def filled(time: TimeExpression) -> tuple[Part, ...]:
    """Return which parts of a date its words do not write, so that they came from elsewhere.

    "17-9" lacks the year, "tháng trước" year and month, "hôm qua" all; of "mùng 3 Tết" the holiday
    gives month and day. A period lacks what one of its ends lacks and does not take from the other,
    as "từ 5/9 đến 7/9/2020" does.
    """
    if time.grain == "period":
        first, last = (() if end is None else filled(end) for end in (time.first, time.last))
        lacking_both = set(first) & set(last)
        nows = [end is not None and end.grain == "now" for end in (time.first, time.last)]
        return _PARTS if any(nows) else tuple(part for part in _PARTS if part in lacking_both)
    if time.span in ("past", "future") or time.grain in ("now", "vague", "recurring"):
        return _PARTS
    lacking: list[Part] = []
    if time.year is None and (time.grain != "century" or time.count is None):
        lacking.append("year")
    if time.grain in (*_BELOW_MONTH, "month") and time.month is None:
        lacking.append("month")
    if time.grain in _BELOW_MONTH and time.day is None:
        lacking.append("day")
    return tuple(lacking)


def _one_grain(time: TimeExpression, first: str, last: str) -> str | None:
    """Return an interval that is a single day, month, quarter, half, year or decade."""
    if first == last:
        return first
    if time.lunar or time.third is not None or time.span is not None:
        return None
    if time.grain == "year" and time.half is not None:
        return f"{first[:4]}-{_FIRST_SEMESTER - 1 + time.half}"
    if time.half is not None:
        return None
    month = int(first[5:7])
    return {
        "month": first[:7],
        "quarter": f"{first[:4]}-{_FIRST_QUARTER + (month - 1) // 3}",
        "year": first[:4],
        "decade": first[:3],
    }.get(time.grain)


def _precision(time: TimeExpression) -> str:
    """Return the grain at which the ends of an interval are written."""
    if time.lunar or time.third is not None or time.span is not None:
        return "day"
    if time.half is not None:
        return "day" if time.grain == "month" else "year"
    return _PRECISION.get(time.grain, "day")


def _written(day: str, precision: str, *, first: bool) -> str:
    """Return an end of an interval, its day and month left out where they go without saying."""
    date = dt.date.fromisoformat(day)
    edge = 1 if first else calendar.monthrange(date.year, date.month)[1]
    if precision == "day" or date.day != edge:
        return day
    if precision == "year" and date.month == (1 if first else 12):
        return day[:4]
    return day[:7]
