"""Publication days as inputs give them."""

import datetime as dt
import re

_VIETNAM = dt.timezone(dt.timedelta(hours=7))
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T,\s-]+(\d{1,2}:\d{2}))?")


def parse_published(text: str) -> str:
    """Return a publication day or minute as ISO 8601, in Vietnamese time.

    Args:
        text: An ISO day or time ("2020-09-17", "2020-09-17T08:32:00Z"), or day first
            ("17/09/2020", "17/09/2020, 15:32"). Midnight without a zone is taken for a bare day.

    Raises:
        ValueError: If it is none of these.
    """
    text = text.strip()
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year, clock = found.groups()
        text = f"{year}-{month:0>2}-{day:0>2}" + (f"T{clock:0>5}" if clock else "")
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo:
        try:
            moment = moment.astimezone(_VIETNAM)
        except OverflowError as error:
            raise ValueError(f"{text} is out of the calendar") from error
    elif moment.time() == dt.time():
        return moment.date().isoformat()
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")
