"""What a page says of its article in its head (JSON-LD, OpenGraph, `<meta>`), checked on the page.

Heads are made by templates: an author may be the publisher, a title end in the site's name, a
time carry the zone of the server. Where the page prints something else, that is believed.
"""

from collections.abc import Iterable, Iterator

import regex

from tinvan.folding import fold
from tinvan.metadata import Metadata
from tinvan.pages.stamps import PageStamps
from tinvan.pages.statements import (
    NOTHING,
    PrintedLines,
    Statement,
    Statements,
    identity,
    plain,
    text_of,
)
from tinvan.pages.title import headline
from tinvan.pages.topics import section, tags

_ADDRESS = regex.compile(r"\.(?:vn|com|net|org|info)\b|^https?:", regex.IGNORECASE)
_WEB = regex.compile(r"https?://[^/\s]+(?P<path>/[^\s?#]*)?\S*")
_LANGUAGE = regex.compile(r"[a-z]{2}(?=$|[-_])", regex.IGNORECASE)


def page_address(stated: Statements) -> Metadata:
    """Return the address that a page gives itself; the home page only where nothing else is said.

    Args:
        stated: The statements of the page.
    """
    addresses: list[Statement] = [(stated.head.canonical, "markup")]
    addresses += [
        (identity(stated.article.get(key)), "json-ld") for key in ("mainEntityOfPage", "url")
    ]
    addresses.append((stated.meta("og:url").strip(), "opengraph"))
    known = [(given, found) for given in addresses if (found := _WEB.fullmatch(given[0]))]
    own = (given for given, found in known if (found["path"] or "/") != "/")
    address = next(own, known[0][0] if known else None)
    return Metadata.of({"url": address, "canonical": address}) if address else Metadata()


def page_metadata(stated: Statements, printed: PrintedLines) -> tuple[Metadata, tuple[str, ...]]:
    """Return what a page says of its article, as far as the page bears it out, and warnings.

    Args:
        stated: The statements of the page.
        printed: Its lines.
    """
    address = page_address(stated)
    title = headline(stated, printed)
    stamps = PageStamps(stated, printed)
    metadata = Metadata.of(
        {
            **address.stated,
            "title": title,
            "lead": stated.first("description", "og:description", "description"),
            "published": stamps.published(address.url),
            "modified": stamps.modified(),
            "author": _author(stated),
            "section": section(stated, title[0]),
            "tags": tags(stated, printed, title[0]),
            "language": _language(stated),
        }
    )
    bad = stamps.unreadable
    told = f"bad-published: the head of the page says “{bad[:40]}”, which is no day of a page"
    return metadata, (told,) if bad else ()


def _author(stated: Statements) -> Statement:
    """Return the author, unless it is the site itself that signs."""
    named: list[Statement] = [(n, "json-ld") for n in _names(stated.article.get("author"))]
    named.append((stated.meta("article:author"), "opengraph"))
    named += [
        (stamp.text or stamp.value, "markup")
        for stamp in stated.head.times
        if "author" in stamp.names
    ]
    named.append((stated.meta("author"), "meta"))
    for name, origin in ((plain(name), origin) for name, origin in named):
        words = fold(name)
        if " " in words and words not in stated.sites and not _ADDRESS.search(name):
            return name, origin
    return NOTHING


def _names(value: object) -> Iterator[str]:
    """Yield the names of the persons in a JSON-LD value."""
    values: Iterable[object] = value if isinstance(value, list) else [value]
    for entry in values:
        if not (isinstance(entry, dict) and entry.get("@type") == "Organization"):
            yield text_of(entry)


def _language(stated: Statements) -> Statement:
    """Return the language that the page says it is in."""
    named: tuple[Statement, ...] = (
        (text_of(stated.article.get("inLanguage")), "json-ld"),
        (stated.meta("og:locale"), "opengraph"),
        (stated.meta("inlanguage"), "meta"),
        (stated.head.language, "markup"),
        (stated.meta("content-language"), "meta"),
    )
    found = ((_LANGUAGE.match(value.strip()), origin) for value, origin in named)
    return next(((code.group().lower(), origin) for code, origin in found if code), NOTHING)
