"""From the pieces of a page to its lines of text, each with the element it stands in.

Elements are numbered in document order, so a parent has a lower number than its children and
one pass over the list can hand things down or up.
"""

from collections.abc import Sequence
from typing import NamedTuple

import regex

from tinvan.read.markup import VOID, Token, attribute, unescaped

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
_LOOKAHEAD = 4000  # pieces of a table that tell whether it holds data
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


def read_lines(tokens: Sequence[Token]) -> PageLines:
    """Return the lines of a page: blocks and `<br>` end a line, a row of a data table is one."""
    walk = _Walk()
    silent = ""
    depth = 0
    for index, (_, slash, tag, attributes, text) in enumerate(tokens):
        if silent:
            if tag == silent:
                depth += -1 if slash else 1
                silent = silent if depth else ""
        elif text:
            walk.read(text)
        elif slash:
            walk.leave()
        elif tag in _SILENT:
            silent, depth = ("", 0) if tag in VOID else (tag, 1)
        elif tag in VOID:
            walk.part(tag)
        elif tag:
            is_data = tag == "table" and _holds_data(tokens, index)
            walk.enter("data-table" if is_data else tag, attributes)
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

    def enter(self, name: str, attributes: str) -> None:
        """Open an element.

        Args:
            name: Its tag name.
            attributes: Its attributes, as written in canonical markup.
        """
        parent = self._open[-1] if self._open else -1
        number = len(self.elements)
        hidden = bool(attributes) and name != "body" and _is_hidden(attributes)
        self.elements.append(Element(parent, name, _names(attributes), hidden))
        if hidden and self._is_unseen(number):
            self._unseen += 1
        self._open.append(number)
        if name not in INLINE:
            self.part(name, opens=True)
            self._blocks.append(number)
        if name == "a":
            self._links += 1
            # Links side by side are apart on the page, however they are written.
            self._pieces.append(" " if self._linked else "")
        elif name == "data-table":
            self._data_tables += 1

    def leave(self) -> None:
        """Close the element that was opened last."""
        number = self._open.pop()
        _, name, _, hidden = self.elements[number]
        if hidden and self._is_unseen(number):
            self._unseen -= 1
        if name not in INLINE:
            self.part(name)
            self._blocks.pop()
        if name == "a":
            self._links -= 1
        elif name == "data-table":
            self._data_tables -= 1

    def read(self, text: str) -> None:
        """Add text to the line, unless the markup hides it amid others.

        Args:
            text: Characters as written in canonical markup.
        """
        if self._unseen:
            return
        if text.isspace():
            if self._pieces:
                self._pieces.append(" ")
            return
        text = unescaped(text)
        size = len("".join(text.split()))
        if self._pieces and _GLUED.search(self._pieces[-1][-1:] + text[:2]):
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
        if not self._pieces:
            return
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

    def part(self, name: str, *, opens: bool = False) -> None:
        """End the line, or part the cells of a row, where an element begins or ends."""
        if name in INLINE:
            return
        if self._ends_line(name):
            self.end_line()
        elif name in ("td", "th"):
            parts = opens and not self._unseen and any(map(str.strip, self._pieces))
            self._pieces.append(" | " if parts else " ")
        else:
            self._pieces.append(" ")


def _holds_data(tokens: Sequence[Token], start: int) -> bool:
    """Tell a table of data from one that lays out a page, by its first rows.

    Args:
        tokens: The pieces of the page.
        start: The one that opens the table.
    """
    rows = cells = widest = 0
    for index in range(start + 1, min(start + 1 + _LOOKAHEAD, len(tokens))):
        _, slash, tag, _, _ = tokens[index]
        if slash:
            if tag == "table":
                break
        elif tag in _LAYOUT:
            return False
        elif tag == "tr":
            rows, cells = rows + 1, 0
        elif tag in ("td", "th"):
            cells += 1
            widest = max(widest, cells)
    return rows > 1 and widest > 1


def _names(attributes: str) -> tuple[str, ...]:
    """Return the class names and the id of an element."""
    if not attributes:
        return ()
    names = attribute(attributes, "class").split()
    if own := attribute(attributes, "id").strip():
        names.append(own)
    return tuple(names)


def _is_hidden(attributes: str) -> bool:
    """Tell whether the markup of an element hides it."""
    if ' hidden="' in attributes:
        return True
    if attribute(attributes, "aria-hidden").casefold() == "true":
        return True
    return bool(_HIDING.search(attribute(attributes, "style")))
