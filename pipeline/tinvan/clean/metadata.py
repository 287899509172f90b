"""Metadata that the page prints: its day, authors and source; and what its head says, checked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import regex

from tinvan.clean.authors import Authors
from tinvan.clean.lines import SeenLine
from tinvan.clean.structure import Mark
from tinvan.document import CONTENT_LABELS, Metadata, Origin
from tinvan.folding import fold
from tinvan.read.published import twelve_hours
from tinvan.read.url_day import existing_day, own_url_day

_Reader = Callable[[SeenLine, Mark], str | None]
_Stated = tuple[Any, Origin]
_FULL_NAME = 3  # words
_HOST = regex.compile(r"https?://(?:www\.)?(?P<name>[\w-]+(?:\.[\w-]+)+)")
_COUNT = regex.compile(r"\s*\(\d+\)$")
_UPDATED = regex.compile(r"cập nhật|sửa|updated|modified", regex.IGNORECASE)
_ORIGINS: Mapping[str, Origin] = {
    "title": "text", "lead": "text", "dateline": "dateline", "byline": "byline",
    "source": "source-line",
}  # fmt: skip


class Filled(NamedTuple):
    """Metadata, and where what the page states and what it prints contradict each other.

    Attributes:
        metadata: The metadata.
        warnings: Each as "code: explanation".
    """

    metadata: Metadata
    warnings: tuple[str, ...]


def fill_metadata(
    metadata: Metadata, lines: Sequence[SeenLine], marks: Sequence[Mark], authors: Authors
) -> Filled:
    """Return metadata with what is missing taken from the labelled lines, and the rest checked.

    Args:
        metadata: What is known beside the text, which wins, and what the head of the page says.
        lines: The lines of the text.
        marks: The mark of each line.
        authors: Reads bylines.
    """
    printed = _Printed(lines, marks)
    stated = metadata.stated
    warnings: list[str] = []
    published = _published(metadata, printed, warnings)
    author = _author(metadata, printed, authors)
    stated.update(
        title=_title(metadata, printed),
        lead=_lead(metadata, printed),
        published=published,
        modified=_modified(metadata, printed, published[0], warnings),
        author=author,
        authors=stated.get("authors", (authors.names(author[0] or ""), author[1])),
        source=stated.get("source", printed.source()),
    )
    return Filled(Metadata.of(stated), tuple(warnings))


def without_article(metadata: Metadata) -> Metadata:
    """Return what is known of a page without an article: what is given, address and language.

    Args:
        metadata: With what looked like an article's.
    """
    kept = ("url", "canonical", "language")
    known = metadata.stated.items()
    return Metadata.of({name: s for name, s in known if name in kept or s[1] == "input"})


def with_language(metadata: Metadata, language: str | None) -> Metadata:
    """Return metadata with the language of the text, which a template may state wrongly.

    Args:
        metadata: What is known.
        language: Of the text, where it can be told.
    """
    if language in (None, "und", metadata.language):
        return metadata
    return Metadata.of({**metadata.stated, "language": (language, "text")})


def _title(metadata: Metadata, printed: "_Printed") -> _Stated:
    """Return the title: as printed, where the element `<title>` holds what the page does not print.

    That is the name of a site or of its section, the same on all its pages.
    """
    shown = printed.first("title", _shown)
    if metadata.title is None:
        return shown
    stated = metadata.stated["title"]
    is_template = stated[1] == "markup" and shown[0] and not printed.has(metadata.title)
    return shown if is_template else stated


def _lead(metadata: Metadata, printed: "_Printed") -> _Stated:
    """Return the lead: as the page prints it, for descriptions are cut short or written anew."""
    shown = printed.first("lead", _shown)
    if metadata.lead is None:
        return shown
    stated = metadata.stated["lead"]
    given = "lead" not in metadata.origins
    return stated if given or not shown[0] or printed.has(metadata.lead) else shown


def _published(metadata: Metadata, printed: "_Printed", warnings: list[str]) -> _Stated:
    """Return when the article was published.

    What the head of a page states is checked: no page prints a day on which it was not yet out,
    so an earlier dateline is right; a later one is of a change; one with day and month
    exchanged tells how the head is to be read; one of the same day may add the time.
    """
    shown = printed.first("dateline", _time)
    if metadata.published is None:
        return shown if shown[0] else printed.address_day(metadata.url)
    stated = metadata.stated["published"]
    if "published" not in metadata.origins:
        return stated
    if shown[0] is None:
        return _believable(metadata, warnings)
    day, dateline = stated[0][:10], shown[0][:10]
    if dateline < day or dateline == _exchanged(day):
        warnings.append(
            f"published-conflict: the head of the page says {day}, its dateline {dateline}; "
            "the dateline counts"
        )
        return shown
    bare = "T" not in stated[0] or stated[0].endswith("T00:00")
    return shown if dateline == day and bare and "T" in shown[0] else stated


def _believable(metadata: Metadata, warnings: list[str]) -> _Stated:
    """Return the stated time of publication, unless change and address both were before it."""
    stated = metadata.stated["published"]
    own = own_url_day(metadata.url or "")
    changed = (metadata.modified or stated[0])[:10]
    if own is None or not own.isoformat() <= changed < stated[0][:10]:
        return stated
    warnings.append(
        f"published-conflict: the head of the page says {stated[0][:10]}, changed on {changed}, "
        f"its address {own}; the address counts"
    )
    return own.isoformat(), "url"


def _exchanged(day: str) -> str:
    """Return a day in ISO 8601 with day and month exchanged."""
    return f"{day[:4]}-{day[8:10]}-{day[5:7]}"


def _modified(
    metadata: Metadata, printed: "_Printed", published: str | None, warnings: list[str]
) -> _Stated:
    """Return when the article was last changed, if that was after it was published."""
    if metadata.modified:
        stated = metadata.stated["modified"]
        size = min(len(stated[0]), len(published or ""))
        if stated[1] == "input" or not published or stated[0][:size] > published[:size]:
            return stated
        if stated[0][:size] < published[:size]:
            warnings.append(f"bad-modified: changed on {stated[0]}, before {published}; left out")
        return None, "input"
    times = printed.all("dateline", _changed)
    later = (time for time in times if published and time > published[: len(time)])
    return next(later, None), "dateline"


def _author(metadata: Metadata, printed: "_Printed", authors: Authors) -> _Stated:
    """Return the author: as printed, where the head names the paper or fewer people.

    Of bylines at head and foot the one counts that names more people, and the other's among them.
    """
    shown = printed.author()
    for further in printed.all("byline", _byline):
        if set(authors.names(shown[0] or "")) < set(authors.names(further)):
            shown = further, "byline"
    if metadata.author is None:
        return shown
    stated = metadata.stated["author"]
    if "author" not in metadata.origins:
        return stated
    if authors.is_office(stated[0]):
        return shown
    named, signed = (set(map(fold, authors.names(text or ""))) for text in (stated[0], shown[0]))
    return shown if named < signed else stated


class _Printed:
    """What the labelled lines of a text print of its metadata."""

    def __init__(self, lines: Sequence[SeenLine], marks: Sequence[Mark]) -> None:
        self._marked: dict[str, list[tuple[SeenLine, Mark]]] = {}
        for line, mark in zip(lines, marks, strict=True):
            self._marked.setdefault(mark.label, []).append((line, mark))

    def first(self, label: str, read: _Reader) -> _Stated:
        """Return the first value that is found in a line with a label, or None."""
        return next(self.all(label, read), None), _ORIGINS[label]

    def has(self, text: str) -> bool:
        """Tell whether a line of the content is a text."""
        key = fold(text)
        content = (self._marked.get(label, ()) for label in CONTENT_LABELS)
        return any(line.key == key for marked in content for line, _ in marked)

    def author(self) -> _Stated:
        """Return the author of a byline, else a full name beside the dateline, or None."""
        found = (
            self.first("byline", _byline),
            self.first("byline", _top),
            self.first("dateline", _top),
        )
        return next((author for author in found if author[0]), found[0])

    def source(self) -> _Stated:
        """Return the source of a source line, else the outlet in a byline, or None."""
        found = self.first("source", _source)
        return found if found[0] else self.first("byline", _outlet)

    def address_day(self, url: str | None) -> _Stated:
        """Return the day in the address, else in that of the original, or None."""
        addresses = [url or "", *self.all("source", _address)]
        days = (own_url_day(address) for address in addresses)
        return next((day.isoformat() for day in days if day), None), "url"

    def all(self, label: str, read: _Reader) -> Iterator[str]:
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
