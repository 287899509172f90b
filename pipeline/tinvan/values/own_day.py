"""The article's own day (FACTS.md, section 3): published, in its address, or of its event."""

import datetime as dt
import itertools
from typing import Literal, NamedTuple

import regex

from tinvan.document import Document, within
from tinvan.read.url_day import own_url_day
from tinvan.values.calendar import resolve_time
from tinvan.values.model import Value

_LEAD = 6  # sentences in which the day of the event reported is looked for
_DATES = 40  # dates among which the one of "hôm nay" is looked for
_HEAD = 15  # characters of a sentence before the day that opens it ("TTH.VN - Sáng 8/1")
_YEAR = regex.compile(r"(?<![\d/.,-])(?:19|20)\d\d(?![\d/]|[.,-]\d)")
FIRST_PAGES = 1998  # the year of the first Vietnamese news pages
# A reporter's "hôm nay" is the day of writing: a day stated for it lies hardly further back.
_LATEST_WRITING = dt.timedelta(days=3)


class OwnDay(NamedTuple):
    """The day that an article is of.

    Attributes:
        day: The day, or None where nothing tells it.
        basis: Whether it was published then, or that is the day of the event it reports.
        today: What "hôm nay" means: `day`, unless the text itself fixes another.
    """

    day: dt.date | None
    basis: Literal["published", "context"]
    today: dt.date | None


def find_own_day(document: Document) -> OwnDay:
    """Return the own day of a document with values."""
    published = _published(document)
    fixed = _fixed_today(document, published)
    if published is not None:
        return OwnDay(published, "published", fixed or published)
    if fixed is not None:
        return OwnDay(fixed, "context", fixed)
    event = _event_day(document)
    return OwnDay(event, "context" if event else "published", event)


def title_year(document: Document) -> int | None:
    """Return the year that the title names."""
    titles = [document.metadata.title or ""]
    titles += [document.text_of(s) for s in document.sentences if s.label == "title"]
    found = (_YEAR.search(title) for title in titles)
    return next((int(year.group()) for year in found if year), None)


def _published(document: Document) -> dt.date | None:
    """Return the day of publication, else the day in the address."""
    metadata = document.metadata
    if metadata.published:
        try:
            return dt.date.fromisoformat(metadata.published[:10])
        except ValueError:
            return None
    return own_url_day(metadata.url) if metadata.url else None


def _fixed_today(document: Document, published: dt.date | None) -> dt.date | None:
    """Return the day that the text states for "hôm nay".

    It stands right behind it ("hôm nay, 6/2") or in the same sentence ("sáng 6/2 … hôm nay").
    """
    dates = [v for v in document.values if v.kind == "date"][:_DATES]
    for value, following in itertools.zip_longest(dates, dates[1:]):
        if not _is_day(value):
            continue
        says_today = value.time is not None and value.time.offset == 0
        if not says_today and not (following and _same_sentence_today(document, value, following)):
            continue
        day = _day(document, value, published)
        if day is None or published is None:
            return day
        if dt.timedelta(0) <= published - day <= _LATEST_WRITING:
            return day
    return None


def _same_sentence_today(document: Document, value: Value, following: Value) -> bool:
    """Tell whether the next date is a bare "hôm nay" in the same sentence."""
    time = following.time
    if time is None or time.grain != "day" or time.offset != 0 or time.day is not None:
        return False
    sentence = document.sentence_at(value.start)
    return sentence is not None and following.end <= sentence.end


def _event_day(document: Document) -> dt.date | None:
    """Return the day that opens one of the first sentences: when the event took place.

    A day further inside is as often that of something before it, a decree, a birth.
    """
    for sentence in document.sentences[:_LEAD]:
        for value in within(document.values, sentence):
            if value.start - sentence.start > _HEAD or value.kind != "date":
                continue
            day = _day(document, value, None) if _is_day(value) else None
            if day is not None and day.year >= FIRST_PAGES:
                return day
    return None


def _is_day(value: Value) -> bool:
    """Tell whether a value gives day and month."""
    time = value.time
    return time is not None and time.grain == "day" and None not in (time.day, time.month)


def _day(document: Document, value: Value, published: dt.date | None) -> dt.date | None:
    """Return the day that a value gives, its year from the title or the text before it."""
    if value.time is None:
        return None
    hint = title_year(document) if published is None else None
    if published is None and hint is None:
        before = itertools.takewhile(lambda v: v.start < value.start, document.values)
        hint = next((v.time.year for v in reversed(list(before)) if v.time and v.time.year), None)
    days = resolve_time(value.time, published, hint)
    return dt.date.fromisoformat(days[0]) if days and days[0] else None
