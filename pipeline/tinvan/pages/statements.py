"""What a page states and what it prints, brought into a form in which the two can be compared."""

import html
import unicodedata
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import regex

from tinvan.folding import fold, shared_words
from tinvan.metadata import Origin
from tinvan.pages.head import HeadData
from tinvan.pages.json_ld import json_nodes, types_of
from tinvan.read.url_day import existing_day

Statement = tuple[str, Origin]
NOTHING: Statement = ("", "meta")

_ARTICLE = regex.compile(r"\w*Article|\w*BlogPosting|Report")
_SITES = ("og:site_name", "application-name", "apple-mobile-web-app-title")
_IDENTITY = ("url", "@id", "headline", "name", "mainEntityOfPage")
_SITE_TYPES = frozenset(("WebSite", "Organization", "NewsMediaOrganization"))
_TITLE_WORDS = 5  # of a title that is not the site's name alone
_ALIKE = 0.25  # share of words of two headlines of one story
_SIGNS = 4  # characters by which two lines of the same words may differ
_LONGEST_DATELINE = 80  # characters
_OTHERS = frozenset(("related", "comment", "footer"))  # hints of what is not the article's
_ABOVE = 12  # lines above headline and article among which a time stands that dates the article
_BELOW = 12  # lines below them
_CLOCK = regex.compile(r"(?<!\d)(\d{1,2})[:h](\d{2})(?!\d)")
_DAY = regex.compile(
    r"(?<!\d)(?:(?P<d>\d{1,2})(?P<sign>[/.-])(?P<m>\d{1,2})(?P=sign)(?P<y>20\d\d)"
    r"|(?P<d>\d{1,2}) tháng (?P<m>\d{1,2})(?:,? năm |, )(?P<y>20\d\d)"
    r"|(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d))(?!\d)",
    regex.IGNORECASE,
)
_HOST = regex.compile(r"https?://(?:www\.|m\.)?([^/:?#]+)")


class Statements:
    """The statements of a page about itself.

    Attributes:
        head: As written.
        metas: The first `<meta>` of each name.
        nodes: The nodes of its JSON-LD.
        article: The JSON-LD node of its article; empty if there is none.
        types: What the page says it is: the types of its JSON-LD, but those of articles on other
            pages, and "og:" with its OpenGraph type.
    """

    def __init__(self, head: HeadData) -> None:
        self.head = head
        self.metas: dict[str, str] = {}
        for key, content in head.metas:
            self.metas.setdefault(key, content)
        self.nodes = list(json_nodes(head.json_ld))
        titles = (head.title, self.meta("og:title"))
        self.article = _article(
            self.nodes,
            frozenset(fold(plain(t)) for t in (head.canonical, self.meta("og:url"), *titles) if t),
            [plain(title) for title in titles if len(title.split()) >= _TITLE_WORDS],
        )
        own = (node for node in self.nodes if node is self.article or not _is_article(node))
        types = [kind for node in own for kind in types_of(node)]
        if stated := self.meta("og:type"):
            types.append(f"og:{stated.strip().casefold()}")
        self.types = tuple(dict.fromkeys(types))

    def meta(self, name: str) -> str:
        """Return the content of the first `<meta>` of a name, or ""."""
        return self.metas.get(name, "")

    def first(self, key: str, *metas: str) -> Statement:
        """Return the JSON-LD value of a key, else the first `<meta>` that is there."""
        values: list[Statement] = [(text_of(self.article.get(key)), "json-ld")]
        values += [(self.meta(name), origin_of(name)) for name in metas]
        written = ((plain(value), origin) for value, origin in values)
        return next((found for found in written if found[0]), NOTHING)

    @cached_property
    def sites(self) -> frozenset[str]:
        """The names of the site and of its publisher, folded."""
        names = [self.meta(name) for name in _SITES]
        names.append(text_of(self.article.get("publisher")))
        names += [text_of(node) for node in self.nodes if _SITE_TYPES.intersection(types_of(node))]
        return frozenset(filter(None, (fold(plain(name)) for name in names)))

    @cached_property
    def host(self) -> str:
        """The name under which the site is reached, without "www.", or ""."""
        found = _HOST.match(self.head.canonical) or _HOST.match(self.meta("og:url"))
        return found[1].casefold() if found else ""


class PrintedLines:
    """The lines of a page.

    Attributes:
        all: Every line.
        headlines: Those that are first-level headings.
        article: Those in the block of the article.
    """

    def __init__(self, lines: Sequence[str], hints: Sequence[Sequence[str]]) -> None:
        self.all = lines
        headlines = [index for index, of_line in enumerate(hints) if "h1" in of_line]
        article = [index for index, of_line in enumerate(hints) if "main" in of_line]
        self.headlines = [lines[index] for index in headlines]
        self.article = [lines[index] for index in article]
        near = {at + i for at in (*headlines, *article[:1]) for i in range(-_ABOVE, _BELOW)}
        last = article[-1] + 1 if article else len(lines)
        self._near = [
            lines[index]
            for index in sorted(near)
            if 0 <= index < len(lines) and index <= last and _OTHERS.isdisjoint(hints[index])
        ]

    def prints(self, text: str) -> bool:
        """Tell whether a line has the words of a text, and no others."""
        sizes = range(len(text) - _SIGNS, len(text) + _SIGNS + 1)
        return fold(text) in (fold(line) for line in self.all if len(line) in sizes)

    @cached_property
    def near_headline(self) -> str:
        """What stands just above and below the headline, folded, a line each."""
        return "\n".join(map(fold, self._near))

    @cached_property
    def _short(self) -> str:
        """The lines near the headline that can be datelines."""
        return "\n".join(line for line in self._near if len(line) <= _LONGEST_DATELINE)

    @cached_property
    def clocks(self) -> frozenset[tuple[int, int]]:
        """The times of the day near the headline, as hour and minute."""
        return frozenset((int(hour), int(minute)) for hour, minute in _CLOCK.findall(self._short))

    @cached_property
    def days(self) -> frozenset[str]:
        """The days near the headline, in ISO 8601."""
        found = (
            existing_day(int(day["y"]), int(day["m"]), int(day["d"]))
            for day in _DAY.finditer(self._short)
        )
        return frozenset(day.isoformat() for day in found if day)


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


def identity(value: object) -> str:
    """Return the address or name in a JSON-LD value."""
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) else ""


def plain(text: str) -> str:
    """Return a text without character references, composed (NFC), and on one line."""
    return unicodedata.normalize("NFC", " ".join(html.unescape(text).split()))


def _article(
    nodes: Sequence[dict[str, Any]], names: frozenset[str], titles: Sequence[str]
) -> dict[str, Any]:
    """Return the node of the page's article: lists of stories have those of other pages.

    Args:
        nodes: The nodes of the page.
        names: Its addresses and titles, folded.
        titles: Its titles that may be of an article; the headline of a node that stands alone may
            say the same in other words.
    """
    articles = [node for node in nodes if _is_article(node)]
    for node in articles:
        if any(fold(plain(identity(node.get(key)))) in names for key in _IDENTITY):
            return node
    if len(articles) != 1:
        return {}
    headline = plain(text_of(articles[0].get("headline")))
    alike = (shared_words(headline, title) >= _ALIKE for title in titles)
    return articles[0] if not headline or not titles or any(alike) else {}


def _is_article(node: dict[str, Any]) -> bool:
    """Tell whether a JSON-LD node is of an article."""
    return any(map(_ARTICLE.fullmatch, types_of(node)))
