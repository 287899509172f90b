"""What a page says of its article in its head (JSON-LD, OpenGraph, `<meta>`), checked on the page.

Heads are made by templates: an author may be the publisher, a title end in the site's name, a
time carry the zone of the server. Where the page prints something else, that is believed.
"""

import html
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import regex

from tinvan.document import Metadata, Origin
from tinvan.folding import fold, shared_words
from tinvan.read.json_ld import json_nodes, types_of
from tinvan.read.page_head import HeadData
from tinvan.read.page_stamps import PageStamps
from tinvan.read.page_topics import section, tags

_ARTICLE = regex.compile(r"\w*Article|\w*BlogPosting|Report")
_SITE = ("og:site_name", "application-name", "apple-mobile-web-app-title")
_TITLE_END = regex.compile(r"\s+[-|–—]\s+")
_ADDRESS = regex.compile(r"\.(?:vn|com|net|org|info)\b|^https?:", regex.IGNORECASE)
_LANGUAGE = regex.compile(r"[a-z]{2}(?=$|[-_])", regex.IGNORECASE)
_HEADLINE_WORDS = 5  # of a first-level heading that is no name of a section
_SAME_HEADLINE = 0.5  # share of words that make two wordings one headline
_CUT = ("...", "…")

Statement = tuple[str, Origin]


class PrintedLines(NamedTuple):
    """The lines of a page, and those of them that are first-level headings."""

    all: Sequence[str]
    headlines: Sequence[str]


class PageHead:
    """The statements of a page about itself.

    Attributes:
        article: The JSON-LD node of the article; empty if there is none.
        types: What the page says it is: the types of its JSON-LD, and "og:" with its OpenGraph
            type.
    """

    def __init__(self, head: HeadData) -> None:
        self._head = head
        self._metas: dict[str, str] = {}
        for key, content in head.metas:
            self._metas.setdefault(key, content)
        self._nodes = list(json_nodes(head.json_ld))
        self.article = _article(self._nodes, self._names_of_page())
        types = [kind for node in self._nodes for kind in types_of(node)]
        if stated := self._metas.get("og:type"):
            types.append(f"og:{stated.strip().casefold()}")
        self.types = tuple(dict.fromkeys(types))

    def address(self) -> Metadata:
        """Return the address that the page gives itself."""
        stated: tuple[Statement, ...] = (
            (self._head.canonical, "markup"),
            (self._metas.get("og:url", ""), "opengraph"),
        )
        found = next(((a.strip(), o) for a, o in stated if a.strip().startswith("http")), None)
        return Metadata.of({"url": found, "canonical": found}) if found else Metadata()

    def metadata(self, printed: PrintedLines) -> Metadata:
        """Return what the head says of the article, as far as the page bears it out."""
        address = self.address()
        title = self._headline(printed)
        stamps = PageStamps(self._head, self._metas, self.article, self._nodes)
        stated = {
            **address.stated,
            "title": title,
            "lead": self._first("description", "og:description", "description"),
            "published": stamps.published(printed, address.url),
            "modified": stamps.modified(printed),
            "author": self._author(),
            "section": section(self._head, self._metas, self.article, self._nodes, title[0]),
            "tags": tags(self._head, self._metas, self.article, title[0]),
            "language": self._language(),
        }
        return Metadata.of(stated)

    def _names_of_page(self) -> frozenset[str]:
        """Return the titles and addresses by which a JSON-LD node can name this page."""
        names = (self._head.canonical, self._metas.get("og:url"), self._metas.get("og:title"))
        return frozenset(fold(_plain(name)) for name in (*names, self._head.title) if name)

    def _first(self, key: str, *metas: str) -> Statement:
        """Return the JSON-LD value of a key, else the first `<meta>` that is there."""
        values: list[Statement] = [(text_of(self.article.get(key)), "json-ld")]
        values += [(self._metas.get(name, ""), origin_of(name)) for name in metas]
        plain = ((_plain(value), origin) for value, origin in values)
        return next((found for found in plain if found[0]), ("", "meta"))

    def _headline(self, printed: PrintedLines) -> Statement:
        """Return the headline as the page prints it, else without the site's name behind it."""
        stated, origin = self._first("headline", "og:title")
        if not stated:
            stated, origin = _plain(self._head.title), "markup"
        if not stated:
            alone = len(printed.headlines) == 1
            return (printed.headlines[0] if alone else "", "markup")
        best = max(printed.headlines, key=lambda line: shared_words(line, stated), default="")
        if shared_words(best, stated) >= _SAME_HEADLINE:
            return best, "markup"
        on_page = {fold(line): line for line in printed.all}
        ends = [found.start() for found in _TITLE_END.finditer(stated)]
        starts = [stated, *(stated[:end] for end in reversed(ends))]
        shown = next((start for start in starts if fold(start) in on_page), None)
        if shown is None and len(printed.headlines) == 1 and _is_headline(best):
            return best, "markup"
        return shown or stated, origin

    def _author(self) -> Statement:
        """Return the author, unless it is the site itself that signs."""
        sites = {fold(self._metas.get(name, "")) for name in _SITE}
        sites.add(fold(text_of(self.article.get("publisher"))))
        stated: list[Statement] = [(n, "json-ld") for n in _names(self.article.get("author"))]
        stated += [(self._metas.get("article:author", ""), "opengraph")]
        stated += [(s.text or s.value, "markup") for s in self._head.times if "author" in s.names]
        stated += [(self._metas.get("author", ""), "meta")]
        for name, origin in ((_plain(name), origin) for name, origin in stated):
            words = fold(name)
            if " " in words and words not in sites and not _ADDRESS.search(name):
                return name, origin
        return "", "meta"

    def _language(self) -> Statement:
        """Return the language that the page says it is in."""
        stated: tuple[Statement, ...] = (
            (text_of(self.article.get("inLanguage")), "json-ld"),
            (self._metas.get("og:locale", ""), "opengraph"),
            (self._metas.get("inlanguage", ""), "meta"),
            (self._head.language, "markup"),
            (self._metas.get("content-language", ""), "meta"),
        )
        found = ((_LANGUAGE.match(value.strip()), origin) for value, origin in stated)
        known = ((code.group().lower(), origin) for code, origin in found if code)
        return next(known, ("", "meta"))


def origin_of(meta: str) -> Origin:
    """Return the vocabulary of the name of a `<meta>` element."""
    return "opengraph" if meta.startswith(("og:", "article:")) else "meta"


def text_of(value: object) -> str:
    """Return a JSON-LD value as text: its name, where it is an object."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else ""


def _article(nodes: Sequence[dict[str, Any]], names: frozenset[str]) -> dict[str, Any]:
    """Return the node of the page's article; lists of stories have many, of other pages."""
    articles = [node for node in nodes if any(map(_ARTICLE.fullmatch, types_of(node)))]
    if len(articles) <= 1:
        return articles[0] if articles else {}
    keys = ("url", "@id", "headline", "name", "mainEntityOfPage")
    return next(
        (
            node
            for node in articles
            if any(fold(_plain(_identity(node.get(key)))) in names for key in keys)
        ),
        {},
    )


def _identity(value: object) -> str:
    """Return the address or name in a JSON-LD value."""
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) else ""


def _is_headline(line: str) -> bool:
    """Tell whether a first-level heading is long enough for no name of a section."""
    return len(line.split()) >= _HEADLINE_WORDS


def _names(value: object) -> Iterator[str]:
    """Yield the names of the persons in a JSON-LD value."""
    values: Iterable[object] = value if isinstance(value, list) else [value]
    for entry in values:
        if not (isinstance(entry, dict) and entry.get("@type") == "Organization"):
            yield text_of(entry)


def _plain(text: str) -> str:
    """Return a text without character references and on one line."""
    return " ".join(html.unescape(text).split())
