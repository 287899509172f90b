"""What the lines of a page print of its metadata: its headline, day, authors and source."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import regex

from tinvan.clean.lines import SeenLine
from tinvan.clean.structure import Mark
from tinvan.document import CONTENT_LABELS
from tinvan.folding import fold
from tinvan.metadata import Origin
from tinvan.read.published import twelve_hours
from tinvan.read.url_day import existing_day, own_url_day

_Reader = Callable[[SeenLine, Mark], str | None]
Stated = tuple[Any, Origin]  # a value, or None, and where it comes from
_FULL_NAME = 3  # words
_HOST = regex.compile(r"https?://(?:www\.)?(?P<name>[\w-]+(?:\.[\w-]+)+)")
_COUNT = regex.compile(r"\s*\(\d+\)$")
_UPDATED = regex.compile(r"cập nhật|sửa|updated|modified", regex.IGNORECASE)
_ORIGINS: Mapping[str, Origin] = {
    "title": "text", "lead": "text", "dateline": "dateline", "byline": "byline",
    "source": "source-line",
}  # fmt: skip


class Printed:
    """What the labelled lines of a text print of its metadata."""

    def __init__(self, lines: Sequence[SeenLine], marks: Sequence[Mark]) -> None:
        self._marked: dict[str, list[tuple[SeenLine, Mark]]] = {}
        for line, mark in zip(lines, marks, strict=True):
            self._marked.setdefault(mark.label, []).append((line, mark))

    def title(self) -> Stated:
        """Return the headline, or None."""
        return self._first("title", _shown)

    def lead(self) -> Stated:
        """Return the lead, or None."""
        return self._first("lead", _shown)

    def time(self) -> Stated:
        """Return the first time of a dateline, or None."""
        return self._first("dateline", _time)

    def changes(self) -> Iterator[str]:
        """Yield the times of datelines that are of a change."""
        return self._all("dateline", _changed)

    def bylines(self) -> Iterator[str]:
        """Yield the authors of bylines."""
        return self._all("byline", _byline)

    def has(self, text: str) -> bool:
        """Tell whether a line of the content is a text."""
        key = fold(text)
        content = (self._marked.get(label, ()) for label in CONTENT_LABELS)
        return any(line.key == key for marked in content for line, _ in marked)

    def author(self) -> Stated:
        """Return the author of a byline, else a full name beside the dateline, or None."""
        found = (
            self._first("byline", _byline),
            self._first("byline", _top),
            self._first("dateline", _top),
        )
        return next((author for author in found if author[0]), found[0])

    def source(self) -> Stated:
        """Return the source of a source line, else the outlet in a byline, or None."""
        found = self._first("source", _source)
        return found if found[0] else self._first("byline", _outlet)

    def address_day(self, url: str | None) -> Stated:
        """Return the day in the address, else in that of the original, or None."""
        addresses = [url or "", *self._all("source", _address)]
        days = (own_url_day(address) for address in addresses)
        return next((day.isoformat() for day in days if day), None), "url"

    def _first(self, label: str, read: _Reader) -> Stated:
        """Return the first value that is found in a line with a label, or None."""
        return next(self._all(label, read), None), _ORIGINS[label]

    def _all(self, label: str, read: _Reader) -> Iterator[str]:
        """Yield what is read from the lines with a label."""
        values = (read(line, mark) for line, mark in self._marked.get(label, ()))
        return (value for value in values if value)


def _parts(line: SeenLine, mark: Mark) -> Mapping[str, str]:
    """Return the named parts that the rule of a line has read in it."""
    parts = {match.rule.id: match.parts for match in reversed(line.signatures)}
    return parts.get(mark.rule, next(reversed(parts.values()), {}))


def _shown(line: SeenLine, _: Mark) -> str:
    """Return a line without runs of blanks."""
    return " ".join(line.text.split())


def _byline(line: SeenLine, mark: Mark) -> str | None:
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
    day = (
        existing_day(int(parts["year"]), int(parts["month"]), int(parts["day"])) if parts else None
    )
    if day is None:
        return None
    clock = _clock(parts)
    return day.isoformat() + (f"T{clock}" if clock else "")


def _changed(line: SeenLine, mark: Mark) -> str | None:
    """Return the day or minute of a dateline that says it is of a change."""
    return _time(line, mark) if _UPDATED.search(line.text) else None


def _clock(parts: Mapping[str, str]) -> str | None:
    """Return the time of a dateline, if it gives one that there is."""
    if "hour" not in parts or "minute" not in parts:
        return None
    hour = twelve_hours(int(parts["hour"]), parts.get("half", ""))
    return f"{hour:02}:{parts['minute']}" if hour < 24 and int(parts["minute"]) < 60 else None
