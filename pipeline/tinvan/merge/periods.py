"""Whether two facts can be of one time."""

import datetime as dt

from tinvan.facts import FactDate

_FIRST, _LAST = "0001-01-01", "9999-12-31"
NEAR = 7  # days within which articles tell one story


def compatible(a: FactDate | None, b: FactDate | None) -> bool:
    """Tell whether two facts can be of one time.

    One period contains the other; the day on which a fact was published, which is all that is
    known of it, fits a period of its year too, and what was published within a week.
    """
    if a is None or b is None:
        return True
    if _contains(a, b) or _contains(b, a):
        return True
    if a.basis == "published" and b.basis == "published":
        return days_between(a.start, b.start) <= NEAR
    if a.basis == "published":
        return _reports(a, b)
    return b.basis == "published" and _reports(b, a)


def same(a: FactDate | None, b: FactDate | None) -> bool:
    """Tell whether two facts are of one time without a doubt: what differs then, contradicts."""
    if a is None or b is None:
        return False
    if (a.start, a.end) == (b.start, b.end):
        return a.start is not None
    return (_whole_year(a) or _whole_year(b)) and compatible(a, b)


def days_between(a: str | None, b: str | None) -> int:
    """Return how many days lie between two ISO days; a great many where one is not known."""
    if not a or not b:
        return dt.date.max.toordinal()
    first, second = (dt.date.fromisoformat(day[:10]) for day in (a, b))
    return abs((first - second).days)


def _contains(outer: FactDate, inner: FactDate) -> bool:
    """Tell whether a period contains another; bounds that are open do not."""
    return (outer.start or _FIRST) <= (inner.start or _FIRST) and (
        (inner.end or _LAST) <= (outer.end or _LAST)
    )


def _reports(published: FactDate, period: FactDate) -> bool:
    """Tell whether a period is one of the year in which a fact was published, and had begun."""
    day = published.start or ""
    return (period.start or _FIRST) <= day and (period.end or _LAST)[:4] == day[:4]


def _whole_year(period: FactDate) -> bool:
    """Tell whether a period is a year: what is said of it, is said once."""
    return (period.start or "")[4:] == "-01-01" and (period.end or "")[4:] == "-12-31"
