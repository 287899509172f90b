"""Time expressions that point back to one named before: "cùng ngày", "cùng kỳ năm ngoái"."""

import datetime as dt
from collections.abc import Sequence

from tinvan.document import DateMention
from tinvan.values import intervals
from tinvan.values.calendar import YEARS, Days, resolve_time
from tinvan.values.model import TimeExpression, Value

_REACH = 400  # characters back to the period that "cùng kỳ" compares with
_NEAR = 200  # characters of its sentence back to a date that lends its year
_LONGEST = 366  # days of a period that can be compared with that of another year


def resolve_back(value: Value, today: dt.date | None, before: Sequence[DateMention]) -> Days | None:
    """Resolve an expression by the one that it points back to.

    Args:
        value: A date whose time has `same`.
        today: The own day.
        before: The dates before it that were resolved.

    Returns:
        First and last day; without anything to point back to, of "cùng ngày" the own day, of
        "cùng kỳ" the whole year, else None.
    """
    time = value.time
    if time is None:
        return None
    if time.grain == "period":
        return _same_period(value.start, time, today, before)
    if time.offset is not None:
        return _at_distance(value.start, time, time.offset, before)
    return _holding(time, before) or (
        resolve_time(TimeExpression(grain="now"), today) if time.grain == "day" else None
    )


def _same_period(
    start: int, time: TimeExpression, today: dt.date | None, before: Sequence[DateMention]
) -> Days | None:
    """Return the days of the period named last in another year, else the whole year."""
    for mention in reversed(before):
        if start - mention.end > _REACH:
            break
        if shifted := _in_other_year(mention, time):
            return shifted
    offset = time.within if time.within is not None or time.year is not None else -1
    return resolve_time(TimeExpression(grain="year", year=time.year, offset=offset), today)


def _holding(time: TimeExpression, before: Sequence[DateMention]) -> Days | None:
    """Return the day, month or year that holds the days named last, if they are of one such."""
    for mention in reversed(before):
        if mention.first is None or mention.last is None or _is_now(mention):
            continue
        first, last = (dt.date.fromisoformat(day) for day in (mention.first, mention.last))
        whole = intervals.containing(first, time.grain)
        if last <= whole[1]:
            return whole[0].isoformat(), whole[1].isoformat()
    return None


def _at_distance(
    start: int, time: TimeExpression, offset: int, before: Sequence[DateMention]
) -> Days | None:
    """Return what lies so many grains from the time named last, if that is near enough."""
    near = [mention for mention in before if start - mention.end <= _REACH]
    if time.grain == "week":  # a week later is a day, where one was named
        time, offset = TimeExpression(grain="day"), offset * 7
    named = _holding(time, near)
    if named is None or named[0] is None:
        return None
    day = dt.date.fromisoformat(named[0])
    return resolve_time(TimeExpression(grain=time.grain, offset=offset), day)


def _is_now(mention: DateMention) -> bool:
    """Tell whether a mention is a vague word for the own day, to which nothing points back."""
    return mention.value.time is not None and mention.value.time.grain == "now"


def _in_other_year(mention: DateMention, time: TimeExpression) -> Days | None:
    """Return the days of a mention in the year that "cùng kỳ" names, if it can be meant."""
    said = mention.value.time
    if said is None or said.same or said.grain == "now" or not (mention.first and mention.last):
        return None
    first, last = (dt.date.fromisoformat(day) for day in (mention.first, mention.last))
    if (last - first).days >= _LONGEST:
        return None
    year = time.year if time.year is not None else first.year + (time.within or -1)
    if year not in range(YEARS.start, first.year):
        return None
    return _moved(first, year - first.year), _moved(last, year - first.year)


def _moved(day: dt.date, years: int) -> str:
    """Return the same day of another year; a month's last day stays its last."""
    moved = intervals.shift(day, "year", years)
    ends_month = day == intervals.month(day.year, day.month)[1]
    return (intervals.month(moved.year, moved.month)[1] if ends_month else moved).isoformat()


def reference_day(
    time: TimeExpression, start: int, at: int, before: Sequence[DateMention]
) -> dt.date | None:
    """Return the day of a dated mention of the same sentence that fills a date without a year.

    Args:
        time: The expression to fill.
        start: Where its sentence starts.
        at: Where the expression starts.
        before: The dates before it that were resolved.
    """
    if time.grain not in ("day", "month") or time.month is None:
        return None
    if any(part is not None for part in (time.year, time.within, time.offset)):
        return None
    for mention in reversed(before):
        if mention.start < max(start, at - _NEAR):
            return None
        said = mention.value.time
        if said and said.grain in ("day", "month") and said.year is not None and mention.first:
            return dt.date.fromisoformat(mention.first)
    return None
