"""When a page says that its article was published and last changed.

Templates stamp the zone of the server on the local time, print today's date in the header and
those of other stories beside the article, and put the day of a change where that of publication
belongs: what the page prints, its address and its other stamps are heard too.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

import regex

from tinvan.document import Origin
from tinvan.folding import fold
from tinvan.read.json_ld import types_of
from tinvan.read.page_head import HeadData, Stamp
from tinvan.read.published import PAGE_YEARS, parse_published, without_zone
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
_OPENGRAPH = ("og:", "article:")
_PAGE = regex.compile(r"(?:Item|Media|Video)?Page|WebPage")
_PUBLISHED_CLASS = regex.compile(r"publish|pubdate|entry-date|post-date|posted")
_UPDATED_CLASS = regex.compile(r"update|modif")
_LONGEST_DATELINE = 80
_NEAR = 12  # lines behind the headline among which a time stands that dates the article
_ABOVE = 6  # lines above it
_DAY = dt.timedelta(days=1)

Candidate = tuple[str, Origin]


class Printed(Protocol):
    """The lines of a page, and those of them that are first-level headings."""

    @property
    def all(self) -> Sequence[str]:
        """Every line."""

    @property
    def headlines(self) -> Sequence[str]:
        """The first-level headings."""


class PageStamps:
    """The times that the head and the elements of a page state.

    Args:
        head: The statements of the page.
        metas: Its first `<meta>` of each name.
        article: The JSON-LD node of its article.
        nodes: All its JSON-LD nodes.
    """

    def __init__(
        self,
        head: HeadData,
        metas: Mapping[str, str],
        article: Mapping[str, Any],
        nodes: Sequence[dict[str, Any]],
    ) -> None:
        self._head, self._metas, self._article, self._nodes = head, metas, article, nodes

    def published(self, printed: Printed, url: str | None) -> Candidate:
        """Return when the article was published, as a day or minute in Vietnamese time.

        Of several days that are stated, the first that the page prints or has in its address
        counts, else the first of all.
        """
        times = list(_readable(self._stated_published(printed), printed.all))
        if not times:
            return "", "meta"
        days = _printed_days(printed.all)
        if (own := own_url_day(url or "")) is not None:
            days.add(own.isoformat())
        return next((time for time in times if time[0][:10] in days), times[0])

    def modified(self, printed: Printed) -> Candidate:
        """Return when the article was last changed: the latest time that is stated."""
        times = _readable(self._stated_modified(), printed.all)
        return max(times, key=lambda time: time[0], default=("", "meta"))

    def _stated_published(self, printed: Printed) -> Iterator[Candidate]:
        """Yield the times of publication as they are written, the surest first."""
        yield _text(self._article.get("datePublished")), "json-ld"
        yield from self._of_metas(_PUBLISHED)
        for stamp in self._head.times:
            if "datepublished" in stamp.names:
                yield stamp.value or stamp.text, "markup"
        for node in self._nodes:
            if any(map(_PAGE.fullmatch, types_of(node))):
                yield _text(node.get("datePublished")), "json-ld"
        for stamp in self._near_headline(printed):
            if not any(map(_UPDATED_CLASS.search, stamp.names)):
                yield stamp.value, "markup"

    def _stated_modified(self) -> Iterator[Candidate]:
        """Yield the times of changes as they are written."""
        yield _text(self._article.get("dateModified")), "json-ld"
        yield from self._of_metas(_MODIFIED)
        for stamp in self._head.times:
            if "datemodified" in stamp.names:
                yield stamp.value or stamp.text, "markup"

    def _of_metas(self, names: Sequence[str]) -> Iterator[Candidate]:
        """Yield the contents of the `<meta>` elements with these names."""
        for name in names:
            if content := self._metas.get(name):
                yield content, "opengraph" if name.startswith(_OPENGRAPH) else "meta"

    def _near_headline(self, printed: Printed) -> Iterator[Stamp]:
        """Yield the `<time>` elements whose text stands next to the headline.

        Those of other stories look alike and stand elsewhere.
        """
        lines = [fold(line) for line in printed.all]
        headlines = {fold(line) for line in printed.headlines}
        at = [index for index, line in enumerate(lines) if line in headlines]
        near = [line for i in at for line in lines[max(0, i - _ABOVE) : i + _NEAR]]
        stamps = [s for s in self._head.times if s.value and s.text and "author" not in s.names]
        stamps.sort(key=lambda stamp: not any(map(_PUBLISHED_CLASS.search, stamp.names)))
        return (stamp for stamp in stamps if any(fold(stamp.text) in line for line in near))


def _readable(stated: Iterator[Candidate], lines: Sequence[str]) -> Iterator[Candidate]:
    """Yield the times that can be read, in Vietnamese time.

    A zone is believed unless the page prints the time as the stamp has it, and not as the zone
    would make it.
    """
    for stamp, origin in stated:
        written = without_zone(stamp)
        try:
            local = parse_published(stamp)
            clock = parse_published(written)
        except ValueError:
            continue
        if int(local[:4]) in PAGE_YEARS:
            yield (clock if local != clock and _prints(lines, clock, local) else local), origin


def _prints(lines: Sequence[str], clock: str, local: str) -> bool:
    """Tell whether a dateline shows the time as the stamp has it, and none its conversion."""
    datelines = [line for line in lines if len(line) <= _LONGEST_DATELINE]
    return any(_shows(line, clock) for line in datelines) and not any(
        _shows(line, local) for line in datelines
    )


def _shows(line: str, time: str) -> bool:
    """Tell whether a line shows the time of the day, by 24 hours or by 12."""
    if "T" not in time:
        return False
    hour, minute = int(time[11:13]), time[14:16]
    spellings = {f"{hour:02}:{minute}", f"{hour:02}h{minute}", f"{hour % 12 or 12:02}:{minute}"}
    return any(spelling in line for spelling in spellings)


_PRINTED_DAY = regex.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")


def _printed_days(lines: Sequence[str]) -> set[str]:
    """Return the days in the short lines of a page, in ISO 8601."""
    found = (
        _PRINTED_DAY.search(line) for line in lines if len(line) <= _LONGEST_DATELINE
    )
    return {f"{f[3]}-{f[2]:0>2}-{f[1]:0>2}" for f in found if f}


def _text(value: object) -> str:
    """Return a JSON-LD value if it is text."""
    return value if isinstance(value, str) else ""
