"""From the element tree of a page to its lines of text, each with the element it stands in.

The tree is walked with a stack of our own: a page nested thousands deep must not exhaust
Python's. Elements are numbered in document order, so a parent has a lower number than its
children and one pass over the list can hand things down or up.
"""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import regex
from bs4 import BeautifulSoup, CData, Tag
from bs4.element import NavigableString, PageElement

_SILENT = frozenset((
    "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed",
    "audio", "video", "canvas", "map", "option", "datalist", "textarea",
))  # fmt: skip
INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "input", "ins", "kbd", "mark", "picture", "q", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
))  # fmt: skip
"""Elements that do not end a line."""
_LAYOUT = frozenset(("table", "h1", "h2", "h3", "form", "ul", "ol", "figure", "img"))
_TEXTS = (NavigableString, CData)
_LOOKAHEAD = 4000  # nodes of a table that tell whether it holds data
# Two elements side by side: a stamp with the place, then the first word of the lead.
_GLUED = regex.compile(r"^[\p{Ll}\d.,!?…]\p{Lu}\p{Ll}")
_HIDING = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", regex.IGNORECASE)


class Element(NamedTuple):
    """An element of the page.

    Attributes:
        parent: Number of the element around it; -1 for the outermost.
        tag: Its tag name; "data-table" for a table that does not lay out the page.
        names: Its class names and its id.
        hidden: Whether the markup itself hides it.
    """

    parent: int
    tag: str
    names: tuple[str, ...]
    hidden: bool


class PageLine(NamedTuple):
    """A line of text of the page.

    Attributes:
        text: Its characters, every run of blanks one space.
        element: Number of the element around all of it.
        linked: How many of its characters, blanks aside, are the text of links.
    """

    text: str
    element: int
    linked: int


class PageLines(NamedTuple):
    """The lines of a page and the elements they stand in, both in document order."""

    lines: list[PageLine]
    elements: list[Element]


def read_lines(soup: BeautifulSoup) -> PageLines:
    """Return the lines of a page: blocks and `<br>` end a line, a row of a data table is one."""
    walk = _Walk()
    for node, opens in _events(soup):
        if isinstance(node, Tag):
            if opens:
                walk.enter(node)
            else:
                walk.leave(node)
        elif type(node) in _TEXTS:  # not the kinds that stand for comments and scripts
            walk.read(str(node))
    walk.end_line()
    return PageLines(walk.lines, walk.elements)


class _Walk:
    """The state of a walk over a page: what is open, and the line being gathered."""

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self.lines: list[PageLine] = []
        self._open: list[int] = []
        self._blocks: list[int] = []
        self._links = 0
        self._data_tables = 0
        self._unseen = 0
        self._pieces: list[str] = []
        self._linked = 0
        self._element = -1

    def enter(self, tag: Tag) -> None:
        """Open an element."""
        name = "data-table" if tag.name == "table" and _holds_data(tag) else tag.name
        parent = self._open[-1] if self._open else -1
        number = len(self.elements)
        self.elements.append(Element(parent, name, _names(tag), _is_hidden(tag)))
        self._unseen += self._is_unseen(number)
        self._break(name, opens=True)
        self._open.append(number)
        if name not in INLINE:
            self._blocks.append(number)
        if name == "a":
            self._links += 1
            # Links side by side are apart on the page, however they are written.
            self._pieces.append(" " if self._linked else "")
        elif name == "data-table":
            self._data_tables += 1

    def leave(self, tag: Tag) -> None:
        """Close the element that was opened last."""
        name = self.elements[self._open[-1]].tag
        self._unseen -= self._is_unseen(self._open[-1])
        self._break(name, opens=False)
        self._open.pop()
        if name not in INLINE:
            self._blocks.pop()
        if tag.name == "a":
            self._links -= 1
        elif name == "data-table":
            self._data_tables -= 1

    def read(self, text: str) -> None:
        """Add text to the line, unless the markup hides it amid others."""
        if self._unseen:
            return
        size = len("".join(text.split()))
        if size and self._pieces and _GLUED.search(self._pieces[-1][-1:] + text[:2]):
            self._pieces.append(" ")
        self._pieces.append(text)
        if not size:
            return
        if self._links:
            self._linked += size
        here = self._open[-1] if self._open else -1
        if self._element < 0:
            self._element = here
        elif self._element != here:
            self._element = self._blocks[-1] if self._blocks else -1

    def end_line(self) -> None:
        """Keep the line, if it has text, and begin another."""
        text = " ".join("".join(self._pieces).split())
        if text.strip("| "):
            self.lines.append(PageLine(text, self._element, self._linked))
        self._pieces, self._linked, self._element = [], 0, -1

    def _ends_line(self, name: str) -> bool:
        """Tell whether an element has lines of its own here: in a data table only rows have."""
        return name not in INLINE and (not self._data_tables or name in ("tr", "data-table"))

    def _is_unseen(self, number: int) -> bool:
        """Tell whether an element is hidden within a line that is not."""
        element = self.elements[number]
        return element.hidden and not self._ends_line(element.tag)

    def _break(self, name: str, *, opens: bool) -> None:
        """End the line, or part the cells of a row, where a block begins or ends."""
        if name in INLINE:
            return
        if self._ends_line(name):
            self.end_line()
        elif name in ("td", "th"):
            parts = opens and not self._unseen and any(map(str.strip, self._pieces))
            self._pieces.append(" | " if parts else " ")
        else:
            self._pieces.append(" ")


def _events(root: Tag) -> Iterator[tuple[PageElement, bool]]:
    """Yield each node below an element as it opens, and each element again as it closes."""
    stack = [(root, iter(root.contents))]
    while stack:
        tag, children = stack[-1]
        for child in children:
            if isinstance(child, Tag):
                if child.name in _SILENT:
                    continue
                yield child, True
                stack.append((child, iter(child.contents)))
                break
            yield child, True
        else:
            stack.pop()
            if stack:
                yield tag, False


def _holds_data(table: Tag) -> bool:
    """Tell a table of data from one that lays out a page, by its first rows."""
    rows = cells = widest = 0
    for node, opens in islice(_events(table), _LOOKAHEAD):
        if not opens or not isinstance(node, Tag):
            continue
        if node.name in _LAYOUT:
            return False
        if node.name == "tr":
            rows, cells = rows + 1, 0
        elif node.name in ("td", "th"):
            cells += 1
            widest = max(widest, cells)
    return rows > 1 and widest > 1


def _names(tag: Tag) -> tuple[str, ...]:
    """Return the class names and the id of an element."""
    names = tag.get_attribute_list("class") + tag.get_attribute_list("id")
    return tuple(str(name) for name in names if name)


def _is_hidden(tag: Tag) -> bool:
    """Tell whether the markup of an element hides it.

    What hides the whole page is taken away by a script.
    """
    if tag.name in ("html", "body"):
        return False
    if tag.has_attr("hidden") or str(tag.get("aria-hidden")).casefold() == "true":
        return True
    style = tag.get("style")
    return isinstance(style, str) and bool(_HIDING.search(style))
