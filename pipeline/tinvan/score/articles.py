"""What is known of an article beside its facts: its text, its lines, where and when it stood."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlsplit

from tinvan.segment import split_sentences

UNKNOWN = "unknown"
_YEAR = 4  # characters of a year in ISO 8601


class Passage(NamedTuple):
    """Characters of an article: where they start, and what they are."""

    start: int
    text: str


class LineBounds(NamedTuple):
    """A line that is not blank: its number from 1, its bounds, and the label a run gave it."""

    number: int
    start: int
    end: int
    label: str | None = None


def _host(url: str | None) -> str | None:
    """Return the host of an address; None where it has none that can be read."""
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None


class Article:
    """An article, as far as it is known; everything may be unknown.

    Args:
        doc_id: Identifies it.
        text: What the offsets of its facts index.
        url: Where it stood.
        source: Who published it, where there is no address.
        published: ISO day or minute.
        metadata: What a run read of its metadata; None if the run has no such article.
        given: Names of the metadata that came beside the article, so that no run read them.
        lines: Its lines as a run saw them.
        labels: The right label of each line, by number.
    """

    def __init__(
        self,
        doc_id: str,
        *,
        text: str | None = None,
        url: str | None = None,
        source: str | None = None,
        published: str | None = None,
        metadata: Mapping[str, str | None] | None = None,
        given: Iterable[str] = (),
        lines: Iterable[LineBounds] = (),
        labels: Mapping[int, str] | None = None,
    ) -> None:
        self.doc_id, self.text, self.metadata = doc_id, text, metadata
        self.given, self.labels = frozenset(given), labels or {}
        self._seen = tuple(lines)
        self._url, self._source, self._published = url, source, published
        self._sentences: dict[int, list[tuple[int, int]]] = {}

    @cached_property
    def source(self) -> str:
        """The host of its address without "www.", else who published it."""
        return (_host(self._url) or self._source or UNKNOWN).removeprefix("www.")

    @property
    def year(self) -> str:
        """The year in which it was published."""
        return str(self._published)[:_YEAR] if self._published else UNKNOWN

    @cached_property
    def lines(self) -> tuple[LineBounds, ...]:
        """Its lines that are not blank: as the run saw them, else those of the text."""
        if self._seen or not self.text:
            return self._seen
        lines, start = [], 0
        for number, line in enumerate(self.text.split("\n"), start=1):
            if body := line.strip():
                first = start + line.index(body)
                lines.append(LineBounds(number, first, first + len(body)))
            start += len(line) + 1
        return tuple(lines)

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def line_at(self, offset: int) -> LineBounds | None:
        """Return the line that has an offset; None if that is not known."""
        at = bisect_right(self._starts, offset) - 1
        return self.lines[at] if at >= 0 and offset < self.lines[at].end else None

    def right_label(self, offset: int) -> str | None:
        """Return the right label of the line that has an offset; None if that is not known."""
        line = self.line_at(offset) if self.labels else None
        return self.labels.get(line.number) if line else None

    def label(self, offset: int) -> str | None:
        """Return the right label of a line, else the one that the run gave it."""
        line = self.line_at(offset)
        return (self.labels.get(line.number) or line.label) if line else None

    def sentence(self, offset: int) -> Passage | None:
        """Return the sentence that has an offset; None if the text is not known."""
        if self.text is None:
            return None
        line = self.line_at(offset)
        if line is None:
            return None
        if line.start not in self._sentences:
            bounds = split_sentences(self.text, line.start, line.end)
            self._sentences[line.start] = list(bounds)
        for start, end in self._sentences[line.start]:
            if start <= offset < end:
                return Passage(start, self.text[start:end])
        return None
