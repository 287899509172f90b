"""The section of a page's article and its tags, as the page states them."""

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import regex

from tinvan.document import Origin
from tinvan.folding import fold, shared_words
from tinvan.read.json_ld import types_of
from tinvan.read.page_head import HeadData

_HOME = frozenset(("trang chủ", "trang nhất", "home", "homepage", "tin tức", "bài viết"))
_BETWEEN = regex.compile(r"\s*[,;|]\s*")
_LONGEST_TAG = 8  # words; what has more is a sentence
_LONGEST_SECTION = 60  # characters
_MOST_TAGS = 30
_LIKE_TITLE = 0.6  # share of words that make a keyword the title again

Nodes = Sequence[dict[str, Any]]


def section(
    head: HeadData, metas: Mapping[str, str], article: Mapping[str, Any], nodes: Nodes, title: str
) -> tuple[str, Origin]:
    """Return the section that a page states, the most specific where it names a path of them.

    Args:
        head: The statements of the page.
        metas: Its first `<meta>` of each name.
        article: The JSON-LD node of its article.
        nodes: All its JSON-LD nodes.
        title: The headline, which may end the path.
    """
    stated: list[tuple[str, Origin]] = [
        (name, "json-ld") for name in reversed(_texts(article.get("articleSection")))
    ]
    stated.append((metas.get("article:section", ""), "opengraph"))
    stated.append((metas.get("articlesection", ""), "meta"))
    stated += [(s.value or s.text, "markup") for s in head.times if "articlesection" in s.names]
    stated += [(name, "json-ld") for name in reversed(_path(nodes))]
    stated += [(name, "markup") for name in reversed(head.breadcrumbs)]
    headline = fold(title)
    for name, origin in ((_plain(name), origin) for name, origin in stated):
        key = fold(name)
        if key and key not in _HOME and key != headline and len(name) <= _LONGEST_SECTION:
            return name, origin
    return "", "meta"


def tags(
    head: HeadData, metas: Mapping[str, str], article: Mapping[str, Any], title: str
) -> tuple[tuple[str, ...], Origin]:
    """Return the keywords that a page gives its article, each once.

    Templates fill keywords with the title or a sentence of the lead: these are left out.
    """
    stated: tuple[tuple[Iterable[str], Origin], ...] = (
        ((content for key, content in head.metas if key == "article:tag"), "opengraph"),
        (_texts(article.get("keywords")), "json-ld"),
        ((metas.get("news_keywords", ""),), "meta"),
        (head.tags, "markup"),
        ((metas.get("keywords", ""),), "meta"),
    )
    for written, origin in stated:
        if found := tuple(_words(written, title))[:_MOST_TAGS]:
            return found, origin
    return (), "meta"


def _words(written: Iterable[str], title: str) -> Iterator[str]:
    """Yield the keywords in texts that hold one or several."""
    seen: set[str] = set()
    for word in (word for text in written for word in _BETWEEN.split(_plain(text))):
        key = fold(word)
        sentence = len(word.split()) > _LONGEST_TAG or shared_words(word, title) >= _LIKE_TITLE
        if key and not sentence and key not in seen:
            seen.add(key)
            yield word.lstrip("#").strip()


def _path(nodes: Nodes) -> list[str]:
    """Return the names in the list of sections in JSON-LD."""
    for node in nodes:
        items = node.get("itemListElement")
        if "BreadcrumbList" in types_of(node) and isinstance(items, list):
            entries = [entry for entry in items if isinstance(entry, dict)]
            return [text for entry in entries for text in _texts(_name(entry))[:1]]
    return []


def _name(entry: dict[str, Any]) -> object:
    """Return the name of an item in a list of sections."""
    item = entry.get("item")
    return entry.get("name") or (item.get("name") if isinstance(item, dict) else None)


def _texts(value: object) -> list[str]:
    """Return the texts in a JSON-LD value: one or a list."""
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str)]


def _plain(text: str) -> str:
    """Return a text without character references and on one line."""
    return " ".join(html.unescape(text).split())
