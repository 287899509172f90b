"""What a page states about itself in elements that no reader sees, as plain data."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec
from resiliparse.parse.html import ElementNode, HTMLTree

_TAGS = (
    "a[rel~=tag]", "[class*=tags] a", "[class~=tag] a", "[class*=tag-] a", "[class*=-tag] a",
    "[class*=_tag] a", "a[class*=tag_]", "[class*=keyword] a", "[class*=block-key] a",
    "a[href*='/tag/']", "a[href*='/tags/']", "a[href*='/tu-khoa/']", "a[href*='-tag1']",
)  # fmt: skip
_STATEMENTS = ", ".join(
    ("meta[content]", "script[type]", "link[rel~=canonical]", "time", "[itemprop]", "h1",
     "[class*=breadcrumb] a", "[class*=bread-crumb] a", "[itemtype*=BreadcrumbList] a", *_TAGS)
)  # fmt: skip
_KEYS = ("property", "name", "itemprop", "http-equiv")
_STAMPED = frozenset(("datepublished", "datemodified", "author", "articlesection"))
_STAMPS = ("datetime", "content", "title")
_MOST = 2_000  # elements that are looked at
_LONGEST = 200  # characters of an element's text


class Stamp(NamedTuple):
    """An element that is marked as a time, an author or a section.

    Attributes:
        value: What its attribute `datetime`, `content` or `title` says.
        names: The words of its `class`, and what its `itemprop` says, in small letters.
        text: What it shows.
    """

    value: str
    names: tuple[str, ...]
    text: str


class HeadData(msgspec.Struct, frozen=True, kw_only=True):
    """The statements of a page about itself, as written, in the order of the page.

    Attributes:
        metas: The `<meta>` elements by their `property`, `name`, `itemprop` or `http-equiv`, in
            small letters; one with two of these stands twice.
        json_ld: The scripts of JSON-LD.
        title: The `<title>`.
        canonical: The address that the page gives itself.
        language: Of `<html lang>`.
        times: `<time>` elements, and those with a day, author or section as `itemprop`.
        breadcrumbs: The texts of the links of its list of sections.
        tags: The texts of its links to tags.
    """

    metas: tuple[tuple[str, str], ...] = ()
    json_ld: tuple[str, ...] = ()
    title: str = ""
    canonical: str = ""
    language: str = ""
    times: tuple[Stamp, ...] = ()
    breadcrumbs: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def head_data(tree: HTMLTree) -> HeadData:
    """Return what a page states about itself.

    Args:
        tree: The page. Pages put such elements into the body too: all of it is searched.
    """
    root = tree.document.document_element
    if root is None:
        return HeadData()
    metas: list[tuple[str, str]] = []
    json_ld: list[str] = []
    canonical = ""
    times: list[Stamp] = []
    crumbs: list[str] = []
    tags: list[str] = []
    # The slice is a plain list; the collection itself runs the query again at every step.
    for node in root.query_selector_all(_STATEMENTS)[:_MOST]:
        tag, said = node.tag, node.getattr("itemprop") or ""
        if tag == "meta":
            metas.extend(_meta(node))
        elif tag == "script":
            if "ld+json" in (node.getattr("type") or "").casefold():
                json_ld.append(node.text)
        elif tag == "link":
            canonical = canonical or _one_line(node.getattr("href"))
        elif tag == "time" or said.casefold() in _STAMPED:
            times.append(_stamp(node, said))
        elif tag == "a" and "tag" in (node.getattr("rel") or "").casefold().split():
            tags.append(_one_line(node.text))
        elif tag == "a":
            crumbs.append(_one_line(node.text))
    return HeadData(
        metas=tuple(metas),
        json_ld=tuple(json_ld),
        title=_one_line(tree.title),
        canonical=canonical,
        language=_one_line(root.getattr("lang")),
        times=tuple(times),
        breadcrumbs=tuple(filter(None, crumbs)),
        tags=tuple(filter(None, tags)),
    )


def _meta(node: ElementNode) -> Iterator[tuple[str, str]]:
    """Yield the content of a `<meta>` element by each of its names."""
    content = node.getattr("content") or ""
    if content.strip():
        for key in _KEYS:
            if name := node.getattr(key):
                yield name.strip().casefold(), content


def _stamp(node: ElementNode, said: str) -> Stamp:
    """Return a time, author or section with what its attributes say."""
    values = (node.getattr(key) for key in _STAMPS)
    names = [*(node.getattr("class") or "").split(), *said.split()]
    return Stamp(
        value=_one_line(next(filter(None, values), "")),
        names=tuple(name.casefold() for name in names),
        text=_one_line(node.text[: 2 * _LONGEST]),
    )


def _one_line(text: str | None) -> str:
    """Return a text on one line, cut to what a name, a time or an address may have."""
    return " ".join((text or "").split())[: 10 * _LONGEST]
