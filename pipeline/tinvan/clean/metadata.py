"""Metadata that the page prints: its day, author and source."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence

import regex

from tinvan.clean.lines import SeenLine
from tinvan.clean.slug import url_path
from tinvan.clean.structure import Mark
from tinvan.document import Metadata

_Reader = Callable[[SeenLine, Mark], str | None]
_YEARS = range(2000, 2036)
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
_FULL_NAME = 3  # words
_HOST = regex.compile(r"https?://(?:www\.)?(?P<name>[\w-]+(?:\.[\w-]+)+)")
_COUNT = regex.compile(r"\s*\(\d+\)$")
_AFTERNOON = ("pm", "ch")
_FORENOON = ("am", "sa")


def fill_metadata(metadata: Metadata, lines: Sequence[SeenLine], marks: Sequence[Mark]) -> Metadata:
    """Return metadata with what is missing taken from the labelled lines.

    Args:
        metadata: What is known beside the text; it wins.
        lines: The lines of the text.
        marks: The mark of each line.
    """
    printed = _Printed(lines, marks)
    return Metadata(
        url=metadata.url,
        title=metadata.title or printed.first("title", _shown),
        lead=metadata.lead or printed.first("lead", _shown),
        published=metadata.published or printed.published(metadata.url),
        author=metadata.author
        or printed.first("byline", _author, _top)
        or printed.first("dateline", _top),
        source=metadata.source
        or printed.first("source", _source)
        or printed.first("byline", _outlet),
    )


class _Printed:
    """What the labelled lines of a text print of its metadata."""

    def __init__(self, lines: Sequence[SeenLine], marks: Sequence[Mark]) -> None:
        self._marked = list(zip(lines, marks, strict=True))

    def first(self, label: str, *readers: _Reader) -> str | None:
        """Return the first value in a line with a label that the first reader finds, and so on."""
        values = (value for read in readers for value in self._values(label, read))
        return next(values, None)

    def published(self, url: str | None) -> str | None:
        """Return the day of the dateline, else of the address, else of the original's address."""
        if time := self.first("dateline", _time):
            return time
        addresses = [url or "", *self._values("source", _address)]
        days = (own_url_day(address) for address in addresses)
        return next((day.isoformat() for day in days if day), None)

    def _values(self, label: str, read: _Reader) -> Iterator[str]:
        """Yield what is read from the lines with a label."""
        values = (read(line, mark) for line, mark in self._marked if mark.label == label)
        return (value for value in values if value)


def _parts(line: SeenLine, mark: Mark) -> Mapping[str, str]:
    """Return the named parts that the rule of a line has read in it."""
    parts = {match.rule.id: match.parts for match in reversed(line.signatures)}
    return parts.get(mark.rule, next(reversed(parts.values()), {}))


def _shown(line: SeenLine, _: Mark) -> str:
    """Return a line without runs of blanks."""
    return " ".join(line.text.split())


def _author(line: SeenLine, mark: Mark) -> str | None:
    """Return the author that a byline names."""
    if mark.rule in ("byline.name", "byline.markup"):
        return _COUNT.sub("", _shown(line, mark))
    if mark.rule == "byline.credited":
        return _outlet(line, mark)
    return _parts(line, mark).get("author")


def _top(line: SeenLine, mark: Mark) -> str | None:
    """Return a full name that stands beside the dateline; a shorter one may be a section's."""
    beside = mark.rule == "byline.beside-dateline"
    name = _shown(line, mark) if beside else _parts(line, mark).get("author", "")
    return name if len(name.split()) >= _FULL_NAME else None


def _source(line: SeenLine, mark: Mark) -> str | None:
    """Return the source that a source line names, by name or else by the host of its address."""
    if mark.rule == "source.markup":
        return _shown(line, mark)
    if outlet := _outlet(line, mark):
        return outlet
    host = _HOST.match(_address(line, mark) or "")
    return host["name"] if host else None


def _outlet(line: SeenLine, mark: Mark) -> str | None:
    """Return the outlet that a line names."""
    return _parts(line, mark).get("source")


def _address(line: SeenLine, mark: Mark) -> str | None:
    """Return the address of the original."""
    return _parts(line, mark).get("address")


def _time(line: SeenLine, mark: Mark) -> str | None:
    """Return the day or minute of a dateline in ISO 8601, if there is such a day."""
    parts = _parts(line, mark)
    day = _day(int(parts["year"]), int(parts["month"]), int(parts["day"])) if parts else None
    if day is None:
        return None
    clock = _clock(parts)
    return day.isoformat() + (f"T{clock}" if clock else "")


def _clock(parts: Mapping[str, str]) -> str | None:
    """Return the time of a dateline, if it gives one that there is."""
    if "hour" not in parts or "minute" not in parts:
        return None
    hour, half = int(parts["hour"]), parts.get("half", "").casefold()
    if half in _AFTERNOON and hour < 12:
        hour += 12
    elif half in _FORENOON and hour == 12:
        hour = 0
    return f"{hour:02}:{parts['minute']}" if hour < 24 and int(parts["minute"]) < 60 else None


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
            day = _day(year + 2000 if year < 100 else year, int(found["m"]), int(found["d"]))
            if day is not None:
                return day
    return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    """Return a day, if there is such a day in a year that crawled pages have."""
    if year not in _YEARS:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
