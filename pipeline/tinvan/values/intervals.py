"""Intervals of days: the calendar's own, their parts, and distances."""

import calendar
import datetime as dt

Interval = tuple[dt.date, dt.date]
_DAY = dt.timedelta(days=1)


def month(year: int, number: int) -> Interval:
    """Return a month; numbers beyond 1 to 12 run into the years beside."""
    year, index = divmod(year * 12 + number - 1, 12)
    last = calendar.monthrange(year, index + 1)[1]
    return dt.date(year, index + 1, 1), dt.date(year, index + 1, last)


def months(year: int, first: int, count: int) -> Interval:
    """Return `count` months from the `first` of a year."""
    return month(year, first)[0], month(year, first + count - 1)[1]


def years(first: int, count: int = 1) -> Interval:
    """Return `count` years from the first."""
    return dt.date(first, 1, 1), dt.date(first + count - 1, 12, 31)


def school_year(year: int) -> Interval:
    """Return the school year that starts in a year, September to May."""
    return dt.date(year, 9, 1), dt.date(year + 1, 5, 31)


def week(day: dt.date, offset: int = 0) -> Interval:
    """Return the week, Monday to Sunday, that lies `offset` weeks from the one of a day."""
    monday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(weeks=offset)
    return monday, monday + 6 * _DAY


def third(interval: Interval, part: str) -> Interval:
    """Return the early, mid or late third.

    Of a month these are days 1-10, 11-20 and the rest, of longer ones equal numbers of months or
    years; of a week its Monday and Tuesday, its middle, its Saturday and Sunday. Lunar months and
    years, which start within a month, are cut by days.
    """
    first, last = interval
    index = ("early", "mid", "late").index(part)
    if (last - first).days < 7:
        cuts = (0, 2, 5, 7)
        return first + cuts[index] * _DAY, first + (cuts[index + 1] - 1) * _DAY
    if first.day != 1:
        size = 10 if (last - first).days < 31 else (last - first).days // 3
        begin = first + size * index * _DAY
        return begin, last if part == "late" else begin + (size - 1) * _DAY
    length = (last.year - first.year) * 12 + last.month - first.month + 1
    if length == 1:
        return (
            first.replace(day=10 * index + 1),
            last if part == "late" else first.replace(day=10 * index + 10),
        )
    start, end = (length * n // 3 for n in (index, index + 1))
    return months(first.year, first.month + start, end - start)


def half(interval: Interval, number: int) -> Interval:
    """Return the first half of whole months (number 1) or the second; a month is cut at the 15th.

    Of an odd number of months the one in the middle is cut, as that of a school year. Lunar months
    and years, which start within a month, are cut by days.
    """
    first, last = interval
    if first.day != 1:
        cut = first + ((last - first).days // 2) * _DAY
        return (first, cut) if number == 1 else (cut + _DAY, last)
    length = (last.year - first.year) * 12 + last.month - first.month + 1
    middle = month(first.year, first.month + length // 2)[0]
    cut = middle.replace(day=15) if length % 2 else middle - _DAY
    return (first, cut) if number == 1 else (cut + _DAY, last)


def shift(day: dt.date, unit: str, count: int) -> dt.date:
    """Return the same day so many units later (or earlier), or the month's last where it ends.

    Raises:
        ValueError: If the unit is none, or the day out of the calendar.
    """
    if unit in ("day", "week"):
        return day + dt.timedelta(days=count * (7 if unit == "week" else 1))
    index = day.year * 12 + day.month - 1 + count * _months_of(unit)
    last = month(index // 12, index % 12 + 1)[1]
    return last.replace(day=min(day.day, last.day))


def opening(interval: Interval, unit: str, count: int) -> Interval:
    """Return the first `count` units of an interval."""
    return interval[0], min(shift(interval[0], unit, count) - _DAY, interval[1])


def closing(interval: Interval, unit: str, count: int) -> Interval:
    """Return the last `count` units of an interval."""
    return max(shift(interval[1] + _DAY, unit, -count), interval[0]), interval[1]


def containing(day: dt.date, grain: str, offset: int = 0) -> Interval:
    """Return the day, week, month, … that lies `offset` grains from the one of a day.

    A school year is that of a day from August on, when the new one is prepared.

    Raises:
        ValueError: If the grain is none of the calendar, or out of it.
    """
    if grain == "day":
        moved = day + offset * _DAY
        return moved, moved
    if grain == "week":
        return week(day, offset)
    if grain == "school":
        return school_year(day.year - (day.month < 8) + offset)
    if grain == "decade":
        return years((day.year // 10 + offset) * 10, 10)
    if grain == "century":
        return years(((day.year - 1) // 100 + offset) * 100 + 1, 100)
    length = _months_of(grain)
    start = ((day.month - 1) // length + offset) * length + 1
    return months(day.year, start, length)


def _months_of(unit: str) -> int:
    """Return how many months a unit has."""
    if unit not in _MONTHS:
        raise ValueError(f"{unit} has no number of months")
    return _MONTHS[unit]


_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
