"""The section of a page's article and its tags, as the page states them."""

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any

import regex

from tinvan.folding import fold, shared_words
from tinvan.metadata import Origin
from tinvan.pages.json_ld import types_of
from tinvan.pages.statements import NOTHING, PrintedLines, Statement, Statements, plain
from tinvan.pages.title import section_behind

_HOME = frozenset(("trang chủ", "trang nhất", "home", "homepage", "tin tức", "bài viết"))
_BETWEEN = regex.compile(r"\s*[,;|]\s*")
_TIGHT = regex.compile(r"[,;|](?=\S)")  # “rét đậm, rét hại,Hà Giang,Dân sinh”
_LOOSE = regex.compile(r"[,;|](?=\s)")
_LONGEST_TAG = 10  # words; what has more is a sentence
_LONGEST_SECTION = 60  # characters
_MOST_TAGS = 30
_LIKE_TITLE = 0.6  # share of words that make a keyword the title again
_SHARED_TAGS = 0.5  # of a box of tags, that the article or its keywords name


def section(stated: Statements, title: str) -> Statement:
    """Return the section that a page states, the most specific where it names a path of them.

    Args:
        stated: The statements of the page.
        title: The headline, which may end the path.
    """
    headline = fold(title)
    named = _sections(stated, title)
    for name, origin in ((plain(name), origin) for name, origin in named):
        key = fold(name)
        if key and key not in _HOME and key != headline and len(name) <= _LONGEST_SECTION:
            return name, origin
    return NOTHING


def _sections(stated: Statements, title: str) -> Iterator[Statement]:
    """Yield the sections that a page states, the surest first."""
    for name in reversed(_texts(stated.article.get("articleSection"))):
        yield name, "json-ld"
    yield stated.meta("article:section"), "opengraph"
    yield stated.meta("articlesection"), "meta"
    for stamp in stated.head.times:
        if "articlesection" in stamp.names:
            yield stamp.value or stamp.text, "markup"
    for name in reversed(_path(stated.nodes)):
        yield name, "json-ld"
    for name in reversed(stated.head.breadcrumbs):
        yield name, "markup"
    yield section_behind(title, stated)


def tags(stated: Statements, printed: PrintedLines, title: str) -> tuple[tuple[str, ...], Origin]:
    """Return the keywords that a page gives its article, each once.

    Several `article:tag` are the article's own list; next come the links of a box of tags, and
    then keywords, which templates fill with the title, a sentence of the lead or the site's name:
    these are left out.

    Args:
        stated: The statements of the page.
        printed: Its lines.
        title: The headline.
    """
    own = [content for key, content in stated.head.metas if key == "article:tag"]
    keywords = [stated.meta(name) for name in ("news_keywords", "keywords")]
    boxes = stated.head.tags
    known = " ".join((title, *printed.article, *keywords, *own)).casefold() if boxes else ""
    lists: tuple[tuple[Iterable[str], Origin], ...] = (
        (own if len(own) > 1 else (), "opengraph"),
        (_box(boxes, known), "markup"),
        (_texts(stated.article.get("keywords")), "json-ld"),
        (next(filter(None, keywords), "").splitlines(), "meta"),
        (own, "opengraph"),
    )
    leave_out = {fold(title), *stated.sites}
    for written, origin in lists:
        if found := tuple(_words(written, title, leave_out))[:_MOST_TAGS]:
            return found, origin
    return (), "meta"


def _box(boxes: Sequence[tuple[str, ...]], known: str) -> tuple[str, ...]:
    """Return the first box of tags that the article or its keywords speak of.

    What trends on the site stands in boxes of the same names.

    Args:
        boxes: The texts of the links in each box.
        known: The article and its keywords, in small letters.
    """
    for box in boxes:
        short = [tag for tag in box if len(tag.split()) <= _LONGEST_TAG]
        shared = sum(_BETWEEN.sub("", tag).casefold() in known for tag in short)
        if short and shared >= _SHARED_TAGS * len(short):
            return tuple(short)
    return ()


def _words(written: Iterable[str], title: str, leave_out: Container[str]) -> Iterator[str]:
    """Yield the keywords in texts that hold one or several."""
    seen: set[str] = set()
    least = _LIKE_TITLE * len(set(fold(title).split()))  # words that are like the title
    for word in (word for text in written for word in _split(plain(text))):
        key = fold(word)
        sentence = len(word.split()) > _LONGEST_TAG or (
            key.count(" ") + 1 >= least and shared_words(word, title) >= _LIKE_TITLE
        )
        if key and not sentence and key not in seen and key not in leave_out:
            seen.add(key)
            yield word.lstrip("#").strip()


def _split(text: str) -> list[str]:
    """Return the parts of a list in a text: a comma with a blank may stand within one."""
    tight, loose = len(_TIGHT.findall(text)), len(_LOOSE.findall(text))
    return (_TIGHT if tight > loose > 0 else _BETWEEN).split(text)


def _path(nodes: Sequence[dict[str, Any]]) -> list[str]:
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
