"""Addresses of articles: their path, and the day in it."""

import datetime as dt

import regex

from tinvan.read.published import PAGE_YEARS

_QUERY = regex.compile(r"[?#].*$", regex.DOTALL)
_URL_DAYS = (
    # …-20200917212355675.htm: day, time and thousandths at the end of the path
    regex.compile(r"[-_/](?P<y>20\d{2})(?P<m>\d{2})(?P<d>\d{2})\d{4,9}(?:\.\w{2,5})?/?$"),
    # …-18826030622484142.chn: the number of a channel, then a short year
    regex.compile(
        r"[-_]1\d{2}(?P<y>\d{2})(?P<m>\d{2})(?P<d>\d{2})"
        r"(?:[01]\d|2[0-3])[0-5]\d[0-5]\d\d{2,3}(?:\.\w{2,5})?/?$"
    ),
    # /20150323/…
    regex.compile(r"/(?P<y>20\d{2})(?P<m>\d{2})(?P<d>\d{2})(?=/)"),
    # /2020/09/17/…, /2020-09-17/…
    regex.compile(r"/(?P<y>20\d{2})(?P<sign>[/-])(?P<m>\d{1,2})(?P=sign)(?P<d>\d{1,2})(?=/|$)"),
    # /17-09-2020/…, /17/09/2020/…
    regex.compile(r"/(?P<d>\d{1,2})(?P<sign>[/-])(?P<m>\d{1,2})(?P=sign)(?P<y>20\d{2})(?=/|$)"),
    # …-20200917.html
    regex.compile(r"[-_/](?P<y>20\d{2})(?P<m>\d{2})(?P<d>\d{2})(?:\.\w{2,5})?/?$"),
)


def url_path(url: str) -> str:
    """Return an address without its query and fragment."""
    return _QUERY.sub("", url.strip())


def own_url_day(url: str) -> dt.date | None:
    """Return the day in the address of an article, as Vietnamese papers write it there.

    Args:
        url: The address; several glued together are no address.

    Returns:
        None where the address tells no day that can be.
    """
    path = url_path(url) if url.count("://") <= 1 else ""
    for pattern in _URL_DAYS:
        if found := pattern.search(path):
            year = int(found["y"])
            day = existing_day(
                year + 2000 if year < 100 else year, int(found["m"]), int(found["d"])
            )
            if day is not None:
                return day
    return None


def existing_day(year: int, month: int, day: int) -> dt.date | None:
    """Return a day, if there is such a day in a year that crawled pages have."""
    if year not in PAGE_YEARS:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
