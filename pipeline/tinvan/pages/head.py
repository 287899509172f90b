"""What a page states about itself in elements that no reader sees, as plain data."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec
import regex
from resiliparse.parse.html import ElementNode, HTMLTree

_STATEMENTS = ", ".join(
    ("meta[content]", "script[type*='ld+json' i]", "link[rel~=canonical]", "time", "[itemprop]",
     "h1", "[class*=crumb]", "[itemtype*=BreadcrumbList]",
     "a[rel~=tag]", "[class*=tag]", "[class*=key]", "[class*=detail-tab]")
)  # fmt: skip
_KEYS = ("property", "name", "itemprop", "http-equiv")
_STAMPED = frozenset(("datepublished", "datemodified", "author", "articlesection"))
_STAMPS = ("datetime", "content", "title")
# “detail__tags”, “block_tag”, “tagdetail”, “block-key”; no “stage”, nor what trends (“hashtag”).
_TAG_BOX = regex.compile(
    r"(?<![a-z])(?:(?:news|post|article|detail)?tags?|tagdetail|taglist|keywords?|key)(?![a-z])"
    r"|detail-tab(?![a-z])",
    regex.IGNORECASE,
)
_CRUMBS = regex.compile(r"bread-?_?crumbs?", regex.IGNORECASE)
_MOST = 2_000  # elements that are looked at
_MOST_LINKS = 40  # links of a box that are looked at
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
        tags: The texts of the links in each box of tags below the first headline.
    """

    metas: tuple[tuple[str, str], ...] = ()
    json_ld: tuple[str, ...] = ()
    title: str = ""
    canonical: str = ""
    language: str = ""
    times: tuple[Stamp, ...] = ()
    breadcrumbs: tuple[str, ...] = ()
    tags: tuple[tuple[str, ...], ...] = ()


def head_data(tree: HTMLTree) -> HeadData:
    """Return what a page states about itself.

    Args:
        tree: The page. Pages put such elements into the body too: all of it is searched.
    """
    document = tree.document
    root = document.document_element if document is not None else None
    if root is None:
        return HeadData()
    head = _Head()
    # The slice is a plain list; the collection itself runs the query again at every step.
    for node in root.query_selector_all(_STATEMENTS)[:_MOST]:
        head.read(node)
    return HeadData(
        metas=tuple(head.metas),
        json_ld=tuple(head.json_ld),
        title=_one_line(tree.title),
        canonical=head.canonical,
        language=_one_line(root.getattr("lang")),
        times=tuple(head.times),
        breadcrumbs=head.breadcrumbs,
        tags=_groups([tuple(filter(None, head.loose)), *head.boxes]),
    )


class _Head:
    """What has been read of a page so far; `loose` are links that say themselves they are tags."""

    def __init__(self) -> None:
        self.metas: list[tuple[str, str]] = []
        self.json_ld: list[str] = []
        self.canonical = ""
        self.times: list[Stamp] = []
        self.breadcrumbs: tuple[str, ...] = ()
        self.boxes: list[tuple[str, ...]] = []
        self.loose: list[str] = []
        self._below_headline = False

    def read(self, node: ElementNode) -> None:
        """Add an element."""
        tag = node.tag
        if tag == "meta":
            self.metas.extend(_meta(node))
            return
        said = node.getattr("itemprop") or ""
        if tag == "script":
            self.json_ld.append(node.text or "")
        elif tag == "link":
            self.canonical = self.canonical or _one_line(node.getattr("href"))
        elif tag == "h1":
            if not self._below_headline:
                self._below_headline = True
                self.boxes, self.loose = [], []
        elif tag == "time" or said.casefold() in _STAMPED:
            self.times.append(_stamp(node, said))
        else:
            self._read_links(node)

    def _read_links(self, node: ElementNode) -> None:
        """Add a link to a tag, or a box of links."""
        names = node.getattr("class") or ""
        if node.tag == "a":
            if _TAG_BOX.search(f"{names} {node.getattr('rel') or ''}"):
                self.loose.append(_one_line(node.text))
        elif _CRUMBS.search(names) or "Breadcrumb" in (node.getattr("itemtype") or ""):
            self.breadcrumbs = self.breadcrumbs or _links(node)
        elif _TAG_BOX.search(names):
            self.boxes.append(_links(node))


def _groups(boxes: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Return the boxes that hold links and do not lie in the one before."""
    groups: list[tuple[str, ...]] = []
    for box in filter(None, boxes):
        if not groups or not set(box) <= set(groups[-1]):
            groups.append(box)
    return tuple(groups)


def _links(node: ElementNode) -> tuple[str, ...]:
    """Return the texts of the links in an element."""
    links = node.query_selector_all("a")[:_MOST_LINKS]
    return tuple(filter(None, (_one_line(link.text) for link in links)))


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
        text=_one_line((node.text or "")[: 2 * _LONGEST]),
    )


def _one_line(text: str | None) -> str:
    """Return a text on one line, cut to what a name, a time or an address may have."""
    return " ".join((text or "").split())[: 10 * _LONGEST]
