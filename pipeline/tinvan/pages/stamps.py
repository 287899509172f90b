"""When a page says that its article was published and last changed.

Templates stamp the zone of the server on the local time, print today's date in the header and
those of other stories beside the article, and put the day of a change where that of publication
belongs: what the page prints, its address and its other stamps are heard too.
"""

import functools
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import regex

from tinvan.folding import fold
from tinvan.pages.head import Stamp
from tinvan.pages.json_ld import types_of
from tinvan.pages.statements import (
    NOTHING,
    PrintedLines,
    Statement,
    Statements,
    origin_of,
)
from tinvan.read.published import PAGE_YEARS, exchanged, parse_published, zone_of
from tinvan.read.url_day import own_url_day

_PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time",
    "og:published_time", "datepublished", "pubdate", "publishdate", "publish-date",
    "publish_date", "date.issued", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date", "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime",
    "its_publication",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "article:updated_time", "datemodified",
    "lastmod", "last-modified", "dcterms.modified", "article_updatetime",
)  # fmt: skip
_PAGE = regex.compile(r"(?:Item|Media|Video)?Page|WebPage")
_PUBLISHED_CLASS = regex.compile(r"publish|pubdate|entry-date|post-date|posted")
_UPDATED_CLASS = regex.compile(r"update|modif")
_HALF = 12  # hours


class PageStamps:
    """The times that the head and the elements of a page state.

    Args:
        stated: The statements of the page.
        printed: Its lines.
    """

    def __init__(self, stated: Statements, printed: PrintedLines) -> None:
        self._stated, self._printed = stated, printed
        self._published = list(self._stated_published())
        self._false_zones = frozenset(filter(None, map(self._false_zone, self._published)))

    def published(self, url: str | None) -> Statement:
        """Return when the article was published, as a day or minute in Vietnamese time.

        Of several days that are stated, the first that the page prints or has in its address
        counts, else the first of all. Where day and month are both possible in either order, the
        order that gives such a day counts.

        Args:
            url: The address of the page.
        """
        times = list(self._readable(self._published))
        if not times:
            return NOTHING
        days = set(self._printed.days)
        if (own := own_url_day(url or "")) is not None:
            days.add(own.isoformat())
        written = ((exchanged(text), origin) for text, origin in self._published)
        turned = ((time, origin) for time, origin in written if time)
        return next((time for time in chain(times, turned) if time[0][:10] in days), times[0])

    @property
    def unreadable(self) -> str:
        """The first time of publication that is stated, if none of them can be one; else ""."""
        stated = next((text for text, _ in self._published if text.strip()), "")
        return "" if next(self._readable(self._published), None) else stated

    def modified(self) -> Statement:
        """Return when the article was last changed: the latest time that is stated."""
        times = self._readable(self._stated_modified())
        return max(times, key=lambda time: time[0], default=NOTHING)

    def _stated_published(self) -> Iterator[Statement]:
        """Yield the times of publication as they are written, the surest first."""
        yield _text(self._stated.article.get("datePublished")), "json-ld"
        yield from self._of_metas(_PUBLISHED)
        yield from self._of_elements("datepublished")
        for node in self._stated.nodes:
            if any(map(_PAGE.fullmatch, types_of(node))):
                yield _text(node.get("datePublished")), "json-ld"
        for stamp in self._near_headline():
            if not any(map(_UPDATED_CLASS.search, stamp.names)):
                yield stamp.value, "markup"

    def _stated_modified(self) -> Iterator[Statement]:
        """Yield the times of changes as they are written."""
        yield _text(self._stated.article.get("dateModified")), "json-ld"
        yield from self._of_metas(_MODIFIED)
        yield from self._of_elements("datemodified")

    def _of_metas(self, names: Sequence[str]) -> Iterator[Statement]:
        """Yield the contents of the `<meta>` elements with these names."""
        for name in names:
            if content := self._stated.meta(name):
                yield content, origin_of(name.removeprefix("og:"))

    def _of_elements(self, name: str) -> Iterator[Statement]:
        """Yield what the elements with such an `itemprop` say."""
        for stamp in self._stated.head.times:
            if name in stamp.names:
                yield stamp.value or stamp.text, "markup"

    def _near_headline(self) -> Iterator[Stamp]:
        """Yield the `<time>` elements whose text stands next to the headline.

        Those of other stories look alike and stand elsewhere.
        """
        stamps = [
            stamp
            for stamp in self._stated.head.times
            if stamp.value and stamp.text and "author" not in stamp.names
        ]
        stamps.sort(key=lambda stamp: not any(map(_PUBLISHED_CLASS.search, stamp.names)))
        return (stamp for stamp in stamps if fold(stamp.text) in self._printed.near_headline)

    def _readable(self, stated: Iterable[Statement]) -> Iterator[Statement]:
        """Yield the times that can be read, in Vietnamese time."""
        for text, origin in stated:
            time = _read(text)
            if time is None or int(time[:4]) not in PAGE_YEARS:
                continue
            if zone_of(text) in self._false_zones:
                time = _read(text, believed=False) or time
            yield time, origin

    def _false_zone(self, stated: Statement) -> str | None:
        """Return the zone of a time, if the page shows that it is not the zone of that time.

        It prints the time as the stamp has it, and not as the zone would make it.
        """
        written, local = _read(stated[0], believed=False), _read(stated[0])
        if written is None or local is None or written == local:
            return None
        return zone_of(stated[0]) if self._prints(written) and not self._prints(local) else None

    def _prints(self, time: str) -> bool:
        """Tell whether a short line shows a time of the day, by 24 hours or by 12."""
        if "T" not in time:
            return False
        hour, minute = int(time[11:13]), int(time[14:16])
        return not {(hour, minute), (hour % _HALF or _HALF, minute)}.isdisjoint(
            self._printed.clocks
        )


@functools.lru_cache(maxsize=256)  # templates repeat one time in many places
def _read(text: str, *, believed: bool = True) -> str | None:
    """Return a time as ISO 8601, or None if it cannot be read.

    Args:
        text: As it is written.
        believed: Whether its zone is; Vietnamese time otherwise.
    """
    zone = "" if believed else zone_of(text)
    try:
        return parse_published(text.strip().removesuffix(zone) if zone else text)
    except ValueError:
        return None


def _text(value: object) -> str:
    """Return a JSON-LD value if it is text."""
    return value if isinstance(value, str) else ""
