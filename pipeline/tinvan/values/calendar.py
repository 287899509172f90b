"""Turning time expressions into days."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Literal

import msgspec

from tinvan.values import intervals
from tinvan.values.intervals import Interval
from tinvan.values.lunar import latest_in_cycle, lunar_years
from tinvan.values.model import TimeExpression

Lean = Literal["past", "future", "any", "feast", "even", "last", "next"]
Days = tuple[str | None, str | None]
_Make = Callable[[int], Interval | None]
# How much farther a day may be in the direction of the tense before the other side is likelier:
# without a tense the past is meant unless the future is three times nearer, of a feast, which is
# looked forward to, twice. A future tense is weaker than a past one: an announcement is repeated
# when it is over. About another date of the sentence both sides are as likely.
_RELUCTANCE = {
    "past": (1, 12), "any": (1, 3), "feast": (1, 2), "future": (6, 1), "even": (1, 1),
    "last": (1, 99), "next": (99, 1),
}  # fmt: skip
_LEANS: Mapping[int | None, Lean] = {-1: "last", 1: "next"}  # said by the words themselves
_AHEAD = 1  # years ahead that a year is named by its place in the cycle of sixty
YEARS = range(2, 9001)
"""Years that are read, so that the days about them can be computed."""


class _Reference(msgspec.Struct, frozen=True):
    """What an expression is resolved against."""

    day: dt.date | None
    year: int | None
    lean: Lean


def resolve_time(
    time: TimeExpression, day: dt.date | None, year_hint: int | None = None, lean: Lean = "any"
) -> Days | None:
    """Turn a time expression into its first and last day.

    Args:
        time: The expression. Its `same` is not looked at: what it points back to is the
            caller's to find.
        day: The own day; None where unknown.
        year_hint: The year to fill in where the own day is unknown.
        lean: The direction of the tense, in which what is left out is filled.

    Returns:
        ISO days, both inclusive, None for an open bound; or None where the expression names no
        day (31/2) or too little is known.
    """
    reference = _Reference(day, year_hint, lean)
    try:
        return _bounded(time, reference)
    except (ValueError, OverflowError):  # a day that is not in the calendar
        return None


def _bounded(time: TimeExpression, reference: _Reference) -> Days | None:
    """Resolve an expression and open the ends that it leaves open."""
    found = _period(time, reference) if time.grain == "period" else _interval(time, reference)
    if found is None or found[0] > found[1]:
        return None
    first, last = found
    if time.bound == "since":
        until = _day_to_date(time, first, reference)
        return first.isoformat(), until.isoformat() if until else None
    if time.bound == "before" and time.third == "late":  # trước cuối năm 2020
        return None, last.isoformat()
    if time.bound == "before":
        return None, (first - dt.timedelta(days=1)).isoformat()
    if time.bound == "after":
        return (last + dt.timedelta(days=1)).isoformat(), None
    return first.isoformat(), last.isoformat()


def _day_to_date(time: TimeExpression, first: dt.date, reference: _Reference) -> dt.date | None:
    """Return the own day where a beginning without a year runs up to it: "từ đầu năm"."""
    day = reference.day
    begun = day is not None and first <= day and reference.lean != "future"
    return day if begun and time.third == "early" and _lacks_year(time) else None


def _period(time: TimeExpression, reference: _Reference) -> Interval | None:
    """Resolve a period: what one end leaves out is filled from the other."""
    if time.first is None or time.last is None:
        return None
    make = _maker(time.last)
    if reference.day and make and _lacks_year(time.first) and _lacks_year(time.last):
        return _nearest_period(time.first, make, reference.day, _lean(time.last, reference))
    if _lacks_year(time.last) and not _lacks_year(time.first):
        first = _interval(time.first, reference)
        last = first and _interval(time.last, _Reference(first[0], None, "future"))
    else:
        last = _interval(time.last, reference)
        before = _Reference(last[0], None, "past") if last else reference
        first = _interval(time.first, before if _lacks_year(time.first) else reference)
    return (first[0], last[1]) if first and last else None


def _nearest_period(
    begin: TimeExpression, make: _Make, day: dt.date, lean: Lean
) -> Interval | None:
    """Resolve a period without a year: the one that holds the own day or lies nearest."""
    found = []
    for last in _in_years_about(make, day):
        first = _interval(begin, _Reference(last[0], None, "past"))
        if first is not None and first[0] <= last[1]:
            found.append((first[0], last[1]))
    return _nearest(found, day, lean)


def _lacks_year(time: TimeExpression) -> bool:
    """Tell whether a year must be filled in from elsewhere."""
    if time.grain in ("now", "decade", "century"):
        return False
    return all(part is None for part in (time.year, time.within, time.offset, time.cycle))


def _interval(time: TimeExpression, reference: _Reference) -> Interval | None:
    """Resolve an expression with both ends."""
    if time.grain == "now":
        return None if reference.day is None else (reference.day, reference.day)
    if time.span in ("past", "future"):
        return _rolling(time, reference.day)
    whole = _whole(time, reference)
    if whole is None:
        return None
    return _part(time, whole)


def _part(time: TimeExpression, whole: Interval) -> Interval:
    """Return the part of an interval that is meant."""
    if time.half is not None:
        whole = intervals.half(whole, time.half)
    if time.third is not None:
        return intervals.third(whole, time.third)
    if time.span is not None and time.count is not None:
        part = intervals.opening if time.span == "opening" else intervals.closing
        return part(whole, time.unit or time.grain, time.count)
    return whole


def _rolling(time: TimeExpression, day: dt.date | None) -> Interval | None:
    """Resolve a span that ends or starts at the own day; "tuần qua" is a whole week."""
    if day is None or time.count is None:
        return None
    if time.span == "future":
        return day, intervals.shift(day, time.grain, time.count)
    if time.grain == "week" and time.count == 1:
        return intervals.week(day, 0 if day.weekday() == 6 else -1)
    return intervals.shift(day, time.grain, -time.count), day


def _whole(time: TimeExpression, reference: _Reference) -> Interval | None:
    """Resolve what an expression names before a part of it is taken."""
    if time.grain in ("vague", "recurring"):
        return None
    if time.grain == "century" and time.count is not None:
        return intervals.years(time.count * 100 - 99, 100)
    if time.weekday is not None and time.day is None:
        return _weekday(time, time.weekday, reference)
    if time.grain == "day" and time.day is not None and time.month is None:
        return _day_of_month(time, reference.day)
    make = _maker(time)
    if make is not None:
        return _in_year(make, time, reference)
    return _at_distance(time, reference)


def _weekday(time: TimeExpression, weekday: int, reference: _Reference) -> Interval | None:
    """Resolve a weekday: of the week named, or the nearest."""
    if reference.day is None:
        return None
    within = 0 if time.offset == 0 else time.within
    offsets = (-1, 0, 1) if within is None else (within,)
    days = [
        intervals.week(reference.day, offset)[0] + dt.timedelta(days=weekday) for offset in offsets
    ]
    return _nearest([(day, day) for day in days], reference.day, _lean(time, reference))


def _day_of_month(time: TimeExpression, day: dt.date | None) -> Interval | None:
    """Resolve a day of a month that is named by its distance: "ngày 15 tháng này"."""
    if day is None or time.day is None or time.offset is None:
        return None
    found = intervals.containing(day, "month", time.offset)[0].replace(day=time.day)
    return found, found


def _maker(time: TimeExpression) -> _Make | None:
    """Return what makes the interval once its year is known; None where no year is asked for."""
    if time.lunar or time.grain == "holiday":
        return lambda year: _lunar(time, year)
    day, number, quarter = time.day, time.month, time.quarter
    if number is not None and day is not None:
        return lambda year: (dt.date(year, number, day),) * 2
    if number is not None:
        return lambda year: intervals.month(year, number)
    if quarter is not None:
        return lambda year: intervals.months(year, quarter * 3 - 2, 3)
    if time.offset is not None:
        return None
    if time.grain == "school":
        return intervals.school_year
    if time.grain in ("year", "half", "decade"):
        return lambda year: intervals.years(year, 10 if time.grain == "decade" else 1)
    return None


def _lunar(time: TimeExpression, year: int) -> Interval | None:
    """Return what is named of a lunar year, or None where it has none or is out of the table."""
    found = lunar_years().get(year)
    if found is None:
        return None
    if time.grain == "holiday" and time.count is not None:
        return found.first, found.first + dt.timedelta(days=time.count - 1)
    if time.grain == "holiday":
        return found.new_year()
    if time.month is None:
        return found.whole()
    if time.day is None:
        return found.month(time.month, time.leap)
    day = found.day(time.month, time.day, time.leap)
    return None if day is None else (day, day)


def _in_year(make: _Make, time: TimeExpression, reference: _Reference) -> Interval | None:
    """Make the interval in the year that is stated, or else in the likeliest."""
    day = reference.day
    if time.year is not None:
        return make(time.year) if time.year in YEARS else None
    if day is None:
        # "tháng 3 tới", "năm nay" are reckoned from the own day, not from a year named in the text
        if reference.year is None or time.within is not None or time.offset is not None:
            return None
        if time.cycle is not None:
            return make(latest_in_cycle(time.cycle, reference.year + _AHEAD))
        return make(reference.year)
    if time.within is not None:
        return make(day.year + time.within)
    if time.cycle is not None:
        return make(latest_in_cycle(time.cycle, day.year + _AHEAD))
    return _likeliest(_in_years_about(make, day), time, reference, day)


def _in_years_about(make: _Make, day: dt.date) -> list[Interval]:
    """Make an interval in each of the years about a day; a lunar year lags behind the solar."""
    found = []
    for year in range(day.year - 2, day.year + 2):
        try:
            interval = make(year)
        except ValueError:  # 29/2 is not in every year
            continue
        if interval is not None:
            found.append(interval)
    return found


def _at_distance(time: TimeExpression, reference: _Reference) -> Interval | None:
    """Resolve what is named by its distance from the own day, or is the nearest of its kind."""
    day = reference.day
    if day is None:
        return None
    if time.offset is not None:
        return intervals.containing(day, time.grain, time.offset)
    found = [intervals.containing(day, time.grain, offset) for offset in (-1, 0, 1)]
    return _likeliest(found, time, reference, day)


def _likeliest(
    found: list[Interval], time: TimeExpression, reference: _Reference, day: dt.date
) -> Interval | None:
    """Return the interval whose part that is meant lies nearest."""
    parts = {_part(time, whole): whole for whole in found}
    best = _nearest(list(parts), day, _lean(time, reference))
    return None if best is None else parts[best]


def _lean(time: TimeExpression, reference: _Reference) -> Lean:
    """Return the direction that the expression itself names, else that of the tense.

    Without a tense "đầu năm" is that of this year, "đầu tháng" of this month: the next one is
    "đầu năm sau".
    """
    if time.offset in _LEANS:
        return _LEANS[time.offset]
    early = time.third == "early" and time.month is None and time.quarter is None
    if reference.lean == "any" and early:
        return "last"
    return "feast" if reference.lean == "any" and time.lunar else reference.lean


def _nearest(found: list[Interval], day: dt.date, lean: Lean) -> Interval | None:
    """Return the interval nearest to a day, in the direction of the tense unless that is far."""
    past, future = _RELUCTANCE[lean]

    def cost(interval: Interval) -> int:
        first, last = interval
        return past * max(0, (day - last).days) + future * max(0, (first - day).days)

    return min(found, key=cost, default=None)
