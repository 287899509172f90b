"""What a page says of its article in its head (JSON-LD, OpenGraph, `<meta>`), checked on the page.

Heads are made by templates: an author may be the publisher, a title end in the site's name, a
time carry the zone of the server. Where the page prints something else, that is believed.
"""

import html
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import regex
from bs4 import BeautifulSoup, Tag

from tinvan.document import Metadata
from tinvan.folding import fold, shared_words
from tinvan.read.published import parse_published

_ARTICLE = regex.compile(r"(?:\w*Article|BlogPosting|Report)")
_LONGEST_SCRIPT = 500_000  # characters of JSON-LD that are parsed
_MOST_NODES = 2_000  # nodes of JSON-LD that are looked at
_PUBLISHED = ("article:published_time", "datepublished", "pubdate", "publishdate")
_SITE = ("og:site_name", "application-name", "apple-mobile-web-app-title")
_TITLE_END = regex.compile(r"\s+[-|–—]\s+")
_ADDRESS = regex.compile(r"\.(?:vn|com|net|org|info)\b|^https?:", regex.IGNORECASE)
_ZONE = regex.compile(r"\s*(?:Z|[+-]\d{2}:?\d{2})$", regex.IGNORECASE)
_YEARS = range(2000, 2036)
_LONGEST_DATELINE = 80
_HEADLINE_WORDS = 5  # of a first-level heading that is no name of a section
_SAME_HEADLINE = 0.5  # share of words that make two wordings one headline


class PrintedLines(NamedTuple):
    """The lines of a page, and those of them that are first-level headings."""

    all: Sequence[str]
    headlines: Sequence[str]


class PageHead:
    """The statements of a page about itself.

    Attributes:
        article: The JSON-LD node of the article; empty if there is none.
    """

    def __init__(self, soup: BeautifulSoup) -> None:
        nodes = list(_json_nodes(soup))
        self.article = next((node for node in nodes if _is_article(node)), {})
        self._metas = _metas(soup)
        self._title = soup.title.get_text() if soup.title else ""
        canonical = soup.find("link", rel="canonical", href=True)
        self._canonical = str(canonical["href"]) if isinstance(canonical, Tag) else ""

    @property
    def url(self) -> str | None:
        """The address that the page gives itself."""
        addresses = (self._canonical, self._metas.get("og:url", ""))
        return next((a.strip() for a in addresses if a.strip().startswith("http")), None)

    def metadata(self, printed: PrintedLines) -> Metadata:
        """Return what the head says of the article, as far as the page bears it out."""
        return Metadata(
            url=self.url,
            title=self._headline(printed),
            lead=self._first("description", "og:description", "description"),
            published=self._published(printed.all),
            author=self._author(),
        )

    def _first(self, key: str, *metas: str) -> str | None:
        """Return the JSON-LD value of a key, else the first `<meta>` that is there."""
        values = (_text(self.article.get(key)), *(self._metas.get(name, "") for name in metas))
        return next(filter(None, map(_plain, values)), None)

    def _headline(self, printed: PrintedLines) -> str | None:
        """Return the headline as the page prints it, else without the site's name behind it."""
        stated = self._first("headline", "og:title") or _plain(self._title)
        if not stated:
            return printed.headlines[0] if len(printed.headlines) == 1 else None
        best = max(printed.headlines, key=lambda line: shared_words(line, stated), default="")
        alone = len(printed.headlines) == 1 and len(best.split()) >= _HEADLINE_WORDS
        if alone or shared_words(best, stated) >= _SAME_HEADLINE:
            return best
        on_page = {fold(line) for line in printed.all}
        ends = [found.start() for found in _TITLE_END.finditer(stated)]
        starts = [stated, *(stated[:end] for end in reversed(ends))]
        return next((start for start in starts if fold(start) in on_page), stated)

    def _published(self, lines: Sequence[str]) -> str | None:
        """Return the first publication time that can be read, in Vietnamese time."""
        stamps = [_text(self.article.get("datePublished"))]
        stamps += [self._metas.get(name, "") for name in _PUBLISHED]
        for stamp in filter(None, map(str.strip, stamps)):
            zone = _ZONE.search(stamp) if ":" in stamp else None
            written = stamp[: zone.start()] if zone else stamp
            try:
                local = parse_published(written + (zone.group().strip() if zone else ""))
                clock = parse_published(written)
            except ValueError:
                continue
            if int(local[:4]) in _YEARS:
                return clock if local != clock and _prints(lines, clock, local) else local
        return None

    def _author(self) -> str | None:
        """Return the author, unless it is the site itself that signs."""
        sites = {fold(self._metas.get(name, "")) for name in _SITE}
        sites.add(fold(_text(self.article.get("publisher"))))
        stated = [*_names(self.article.get("author"))]
        stated += [self._metas.get("article:author", ""), self._metas.get("author", "")]
        for name in filter(None, map(_plain, stated)):
            words = fold(name)
            if " " in words and words not in sites and not _ADDRESS.search(name):
                return name
        return None


def _prints(lines: Sequence[str], clock: str, local: str) -> bool:
    """Tell whether a dateline shows the time as the stamp has it, and none its conversion."""
    datelines = [line for line in lines if len(line) <= _LONGEST_DATELINE]
    return any(clock[-5:] in line for line in datelines) and not any(
        local[-5:] in line for line in datelines
    )


def _metas(soup: BeautifulSoup) -> dict[str, str]:
    """Return the contents of the `<meta>` elements by their names; the first one counts."""
    metas: dict[str, str] = {}
    for tag in soup.find_all("meta", content=True):
        for key in ("property", "name", "itemprop"):
            name, content = tag.get(key), tag.get("content")
            if isinstance(name, str) and isinstance(content, str) and content.strip():
                metas.setdefault(name.strip().casefold(), content)
    return metas


def _json_nodes(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    """Yield the objects in the page's JSON-LD, the outer before the inner."""
    queue: list[Any] = []
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            queue.append(json.loads(script.get_text()[:_LONGEST_SCRIPT], strict=False))
        except (ValueError, RecursionError):
            continue
    for _ in range(_MOST_NODES):
        if not queue:
            return
        node = queue.pop(0)
        if isinstance(node, dict):
            yield node
            queue.extend(node.get(key) for key in ("@graph", "mainEntity"))
        elif isinstance(node, list):
            queue.extend(node[:_MOST_NODES])


def _is_article(node: dict[str, Any]) -> bool:
    """Tell whether a JSON-LD object describes an article."""
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _ARTICLE.fullmatch(kind) for kind in kinds)


def _names(value: object) -> Iterable[str]:
    """Return the names of the persons in a JSON-LD value."""
    values = value if isinstance(value, list) else [value]
    return [
        _text(entry)
        for entry in values
        if not (isinstance(entry, dict) and entry.get("@type") == "Organization")
    ]


def _text(value: object) -> str:
    """Return a JSON-LD value as text: its name, where it is an object."""
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else ""


def _plain(text: str) -> str:
    """Return a text without character references and on one line."""
    return " ".join(html.unescape(text).split())
