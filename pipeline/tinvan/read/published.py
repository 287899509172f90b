"""Days and times as inputs and pages state them."""

import datetime as dt
import email.utils

import regex

_VIETNAM = dt.timezone(dt.timedelta(hours=7))
_ZONE = regex.compile(r"\s*\(?(?:GMT|UTC)?\s*(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?\)?$", regex.IGNORECASE)  # fmt: skip
_UTC = regex.compile(r"\s*(?:Z|UTC|GMT)$", regex.IGNORECASE)
_CLOCK = r"(?P<clock>\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?)(?:\s*(?P<half>[AP]M|SA|CH))?"
_DAY = r"(?P<first>\d{1,2})(?P<sign>[/.-])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4})"
_WEEKDAY = r"(?:(?:Thứ\s\w+|Chủ\snhật|\p{L}+day)\s*,?\s*(?:ngày\s+)?)?"
_SPOKEN = regex.compile(
    rf"{_WEEKDAY}(?:{_DAY}(?:[T,\s|–-]+{_CLOCK})?|{_CLOCK}[,\s|–-]+{_DAY})", regex.IGNORECASE
)
_ISO = regex.compile(
    rf"(?P<day>\d{{4}}-?\d{{2}}-?\d{{2}}|\d{{4}}/\d{{2}}/\d{{2}})(?:[T\s]+{_CLOCK})?",
    regex.IGNORECASE,
)
_EPOCH = regex.compile(r"(?P<seconds>1\d{9})(?:\d{3})?")
_MONTHS = 12
PAGE_YEARS = range(1997, 2036)
"""Years from which a crawled page can be: Vietnam has been on the web since 1997."""
_NOON = 12


def parse_published(text: str) -> str:
    """Return a publication day or minute as ISO 8601, in Vietnamese time.

    Args:
        text: An ISO day or time ("2020-09-17", "2020-09-17T08:32:00Z"), day first
            ("17/09/2020", "17/09/2020, 15:32", "9/17/2020 3:32:10 PM" as no month is the 17th),
            as mails have it ("Thu, 17 Sep 2020 08:32:00 GMT"), or seconds since 1970. Midnight
            without a zone, or at no distance from Greenwich, is taken for a bare day.

    Raises:
        ValueError: If it is none of these.
    """
    text = " ".join(text.split())
    if found := _EPOCH.fullmatch(text):
        moment = dt.datetime.fromtimestamp(int(found["seconds"]), dt.UTC)
    elif text[:1].isalpha() and text.isascii():
        moment = email.utils.parsedate_to_datetime(text)
    else:
        moment = _moment(text)
    is_bare = moment.time() == dt.time() and not moment.utcoffset()
    if is_bare:
        return moment.date().isoformat()
    if moment.tzinfo:
        try:
            moment = moment.astimezone(_VIETNAM)
        except OverflowError as error:
            raise ValueError(f"{text} is out of the calendar") from error
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")


def without_zone(stamp: str) -> str:
    """Return a time without the zone that it ends in; a bare day as it is."""
    if ":" not in stamp:
        return stamp
    return _UTC.sub("", _ZONE.sub("", stamp.strip()))


def _moment(text: str) -> dt.datetime:
    """Return the time that a text gives, day first or in ISO 8601.

    Raises:
        ValueError: If there is none.
    """
    bare = without_zone(text)
    zone = _zone(text) if bare != text else None
    if found := _SPOKEN.fullmatch(bare):
        day, month = int(found["first"]), int(found["second"])
        if month > _MONTHS >= day:
            day, month = month, day
        date = dt.date(int(found["year"]), month, day)
    elif found := _ISO.fullmatch(bare):
        date = dt.date.fromisoformat(found["day"].replace("/", "-"))
    else:
        return dt.datetime.fromisoformat(text)
    return dt.datetime.combine(date, _time(found), zone)


def _time(found: regex.Match[str]) -> dt.time:
    """Return the time of the day in a match, midnight where it has none."""
    if not found["clock"]:
        return dt.time()
    parts = regex.split("[:h.,]", found["clock"].casefold())
    return dt.time(twelve_hours(int(parts[0]), found["half"] or ""), *map(int, parts[1:3]))


def twelve_hours(hour: int, half: str) -> int:
    """Return the hour of the day that a clock of twelve hours means.

    Args:
        hour: As written; 13 and above need no half.
        half: "AM", "PM", "SA" (sáng) or "CH" (chiều), or nothing.
    """
    if half.casefold() in ("pm", "ch") and hour < _NOON:
        return hour + _NOON
    return 0 if half.casefold() in ("am", "sa") and hour == _NOON else hour


def _zone(text: str) -> dt.timezone:
    """Return the zone in which a time ends."""
    found = _ZONE.search(text)
    if found is None:
        return dt.UTC
    sign = -1 if found["sign"] == "-" else 1
    distance = dt.timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
    return dt.timezone(sign * distance)
