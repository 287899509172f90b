"""Days and times as inputs and pages state them."""

import datetime as dt
import email.utils

import regex

from tinvan.compiled import compile_regex

PAGE_YEARS = range(1997, 2036)
"""Years from which a crawled page can be: Vietnam has been on the web since 1997."""
_YEARS = range(1000, 3000)  # programs write 0001-01-01 and 9999-12-31 for a day that they lack

_VIETNAM = dt.timezone(dt.timedelta(hours=7))
_ZONE = compile_regex(
    r"\s*\(?(?:GMT|UTC)?\s*(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?\)?"
    r"(?:\s*\([\p{L}\s]+\))?$",
    regex.IGNORECASE,
)
_UTC = compile_regex(r"\s*(?:Z|UTC|GMT)$", regex.IGNORECASE)
_CLOCK = r"(?P<clock>\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?)(?:\s*(?P<half>[AP]M|SA|CH))?"
_CLOCK_END = compile_regex(rf"{_CLOCK}$", regex.IGNORECASE)
_APART = r"[T,\s|–-]+"
_WEEKDAY = r"(?:(?:Thứ\s\w+|Chủ\snhật|T[2-7]|CN|\p{L}+day|\p{L}{3})\s*,?\s*)?(?:ngày\s+)?"
_DAY = r"(?P<first>\d{1,2})(?P<sign>[/.-])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4})"
_DAY_FIRST = compile_regex(
    rf"{_WEEKDAY}(?:{_DAY}(?:{_APART}{_CLOCK})?|{_CLOCK}[,\s|–-]+{_DAY})", regex.IGNORECASE
)
# As .NET writes it for the USA, without leading zeros: 9/7/2020 3:32:10 PM
_MONTH_FIRST = compile_regex(
    r"(?P<second>[1-9]|1[0-2])/(?P<first>[1-9]\d?)/(?P<year>\d{4})\s"
    r"(?P<clock>[1-9]\d?:\d{2}:\d{2})\s(?P<half>[AP]M)"
)
_NAMES = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_NAMED = compile_regex(
    rf"{_WEEKDAY}(?:(?P<day>\d{{1,2}})(?:\s|-|th\s)*(?P<month>{'|'.join(_NAMES)})\p{{L}}*\.?"
    rf"|(?P<month>{'|'.join(_NAMES)})\p{{L}}*\.?\s+(?P<day>\d{{1,2}})"
    rf"|(?P<day>\d{{1,2}})\s+tháng\s+(?P<number>\d{{1,2}})(?:\s+năm)?)"
    rf"[\s,-]+(?P<year>\d{{4}})(?:{_APART}(?:at\s+)?{_CLOCK})?",
    regex.IGNORECASE,
)
_ISO = compile_regex(
    rf"(?P<day>\d{{4}}-?\d{{2}}-?\d{{2}}|\d{{4}}/\d{{2}}/\d{{2}})(?:[T\s]+{_CLOCK})?",
    regex.IGNORECASE,
)
_EPOCH = compile_regex(r"(?P<seconds>1\d{9})(?:\d{3})?")
_LONGEST = 100  # characters
_MONTHS = 12
_NOON = 12


def parse_published(text: str) -> str:
    """Return a publication day or minute as ISO 8601, in Vietnamese time.

    Args:
        text: An ISO day or time ("2020-09-17", "2020-09-17T08:32:00Z"), day first
            ("17/09/2020", "17/09/2020, 15:32 GMT+7", "17 tháng 9 năm 2020"), in English ("Thu, 17
            Sep 2020 08:32:00 GMT", "September 17, 2020", "9/7/2020 3:32:10 PM", which is the
            7th), or seconds since 1970. Midnight without a zone, or at no distance from
            Greenwich, is taken for a bare day.

    Raises:
        ValueError: If it is none of these.
    """
    text = " ".join(text[:_LONGEST].split())
    try:
        moment = _moment(text)
    except OverflowError:  # a number of 20 digits for the year
        moment = dt.datetime.min
    if moment.year not in _YEARS:
        raise ValueError(f"{text} is out of the calendar")
    is_bare = moment.time() == dt.time() and not moment.utcoffset()
    if is_bare:
        return moment.date().isoformat()
    if moment.tzinfo:
        moment = moment.astimezone(_VIETNAM)
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")


def zone_of(text: str) -> str:
    """Return the zone that a time ends in, as written; nothing for a day or a bare time."""
    text = text.strip()
    found = _ZONE.search(text) or _UTC.search(text)
    return found.group() if found and _CLOCK_END.search(text[: found.start()]) else ""


def exchanged(text: str) -> str | None:
    """Return a day or time in ISO 8601 with day and month in the other order than is likely.

    Returns:
        None where only one order is possible.
    """
    bare = _without_zone(" ".join(text[:_LONGEST].split()))
    if not (found := _DAY_FIRST.fullmatch(bare)):
        return None
    first, second = int(found["first"]), int(found["second"])
    if not (0 < first <= _MONTHS >= second > 0 and first != second):
        return None
    day = parse_published(text)
    return f"{day[:4]}-{day[8:10]}-{day[5:7]}{day[10:]}"


def _without_zone(text: str) -> str:
    """Return a time without the zone that it ends in."""
    return text.strip().removesuffix(zone_of(text))


def _moment(text: str) -> dt.datetime:
    """Return the time that a text gives.

    Raises:
        ValueError: If there is none.
        OverflowError: If its numbers are too large for a calendar.
    """
    if found := _EPOCH.fullmatch(text):
        return dt.datetime.fromtimestamp(int(found["seconds"]), dt.UTC)
    bare = _without_zone(text)
    zone = _zone(text) if bare != text else None
    if found := _MONTH_FIRST.fullmatch(bare) or _DAY_FIRST.fullmatch(bare):
        day, month = int(found["first"]), int(found["second"])
        if month > _MONTHS >= day:
            day, month = month, day
        date = dt.date(int(found["year"]), month, day)
    elif found := _NAMED.fullmatch(bare):
        named = found["month"]
        month = _NAMES.index(named.casefold()) + 1 if named else int(found["number"])
        date = dt.date(int(found["year"]), month, int(found["day"]))
    elif found := _ISO.fullmatch(bare):
        date = dt.date.fromisoformat(found["day"].replace("/", "-"))
    elif text[:1].isalpha() and text.isascii():
        return email.utils.parsedate_to_datetime(text)
    else:
        return dt.datetime.fromisoformat(text)
    return dt.datetime.combine(date, _time(found), zone)


def _time(found: regex.Match[str]) -> dt.time:
    """Return the time of the day in a match, midnight where it has none."""
    if not found["clock"]:
        return dt.time()
    hour, minute, second, *_ = (*regex.split("[:h.,]", found["clock"].casefold()), "0")
    return dt.time(twelve_hours(int(hour), found["half"] or ""), int(minute), int(second))


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
