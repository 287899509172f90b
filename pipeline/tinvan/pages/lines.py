"""From the pieces of a page to its lines of text, each with the element it stands in.

Elements are numbered in document order, so a parent has a lower number than its children and
one pass over the list can hand things down or up.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec
import regex

from tinvan.pages.cells import CellMarks
from tinvan.pages.markup import VOID, Token, unescaped

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
# Two elements side by side: a stamp with the place and the first word of the lead; a name and a
# time.
_GLUED = regex.compile(r"^(?:[\p{Ll}\d.,!?…]\p{Lu}\p{Ll}|\p{L}\d{1,2}[:/]\d)")
_SEAM = 4  # characters behind the seam that tell
# Quotes within values are escaped in the canonical form, and ids and classes stand there once.
_TELLING = re.compile(r' (class|id|hidden|aria-hidden|style)="([^"]*)"')
_HIDING = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", regex.IGNORECASE)


class Element(msgspec.Struct, frozen=True, gc=False):
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


class PageLine(msgspec.Struct, frozen=True, gc=False):
    """A line of text of the page.

    Attributes:
        text: Its characters, every run of blanks one space.
        element: Number of the element around all of it.
        linked: How many of its characters, blanks aside, are the text of links.
        share: How much of it that is, from 0 to 1.
    """

    text: str
    element: int
    linked: int
    share: float


class PageLines(NamedTuple):
    """The lines of a page and the elements they stand in, both in document order.

    Attributes:
        lines: The lines.
        elements: The elements.
        tokens: Of each element, the number of the piece of the page that opens it.
    """

    lines: list[PageLine]
    elements: list[Element]
    tokens: list[int]


def outward(elements: Sequence[Element], number: int) -> Iterator[int]:
    """Yield an element and those around it, the nearest first; none for -1."""
    while number >= 0:
        yield number
        number = elements[number].parent


def read_lines(tokens: Sequence[Token]) -> PageLines:
    """Return the lines of a page: blocks and `<br>` end a line, a row of a data table is one."""
    walk = _Walk()
    pieces = walk.pieces
    opened: list[int] = []
    silent = ""
    depth = 0
    for index, (_, slash, tag, attributes, text) in enumerate(tokens):
        if silent:
            if tag == silent:
                depth += -1 if slash else 1
                silent = silent if depth else ""
            if silent:
                continue
        elif slash:
            walk.leave(tag)
        elif tag in _SILENT:
            if tag not in VOID:
                silent, depth = tag, 1
                continue
        elif tag in VOID:
            if pieces and tag not in INLINE:
                walk.part(tag)
        elif tag:
            is_data = tag == "table" and _holds_data(tokens, index)
            walk.enter("data-table" if is_data else tag, attributes)
            opened.append(index)
        if text and (pieces or not text.isspace()):  # most texts are the blanks between tags
            walk.read(text)
    walk.end_line()
    return PageLines(walk.lines, walk.elements, opened)


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
        self.pieces: list[str] = []
        self._linked = 0
        self._element = -1
        self._cells = CellMarks()

    def enter(self, name: str, attributes: str) -> None:
        """Open an element.

        Args:
            name: Its tag name.
            attributes: Its attributes, as written in canonical markup.
        """
        opened = self._open
        number = len(self.elements)
        names, hidden = _read_attributes(attributes) if attributes else ((), False)
        if hidden:
            hidden = name != "body"
            self._unseen += hidden and not self._ends_line(name)
        self.elements.append(Element(opened[-1] if opened else -1, name, names, hidden))
        opened.append(number)
        if name == "a":
            self._links += 1
            if self._linked:  # links side by side are apart on the page, however they are written
                self.pieces.append(" ")
        elif name not in INLINE:
            if self.pieces:
                self.part(name)
            self._blocks.append(number)
            if name == "data-table":
                self._data_tables += 1
            if self._data_tables:
                self._begin(name, attributes)

    def leave(self, tag: str) -> None:
        """Close the element that was opened last, if it is of this tag.

        Only the end of an element that went by as a whole, such as a style in a style in a
        drawing, is of another.
        """
        if not self._open:
            return
        element = self.elements[self._open[-1]]
        name = element.tag
        if name not in (tag, "data-table") or (name == "data-table" and tag != "table"):
            return
        self._open.pop()
        if element.hidden:
            self._unseen -= not self._ends_line(name)
        if name == "a":
            self._links -= 1
        elif name not in INLINE:
            if name == "tr" and self._data_tables:
                self.pieces.append(self._cells.end_row())
            if self.pieces:
                self.part(name)
            self._blocks.pop()
            if name == "data-table":
                self._data_tables -= 1

    def read(self, text: str) -> None:
        """Add text to the line, unless the markup hides it amid others.

        Args:
            text: Characters as written in canonical markup; no mere blanks where a line begins.
        """
        if self._unseen:
            return
        pieces = self.pieces
        if text.isspace():
            pieces.append(" ")
            return
        text = unescaped(text)
        seam = pieces[-1][-1:] + text[:_SEAM] if pieces else ""
        if not seam.startswith(" ") and _GLUED.search(seam):
            pieces.append(" ")
        pieces.append(text)
        if self._links:
            self._linked += len("".join(text.split()))
        here = self._open[-1] if self._open else -1
        if self._element < 0:
            self._element = here
        elif self._element != here:
            self._element = self._blocks[-1] if self._blocks else -1

    def end_line(self) -> None:
        """Keep the line, if it has text, and begin another."""
        if not self.pieces:
            return
        text = " ".join("".join(self.pieces).split())
        if self._data_tables and "|" not in (alone := text.rstrip("| ")):
            text = alone  # a row of one cell
        if text.strip("| "):
            linked = self._linked
            share = linked / (len(text) - text.count(" ")) if linked else 0.0
            self.lines.append(PageLine(text, self._element, linked, share))
        self.pieces.clear()
        self._linked, self._element = 0, -1

    def part(self, name: str) -> None:
        """End the line, or part words of a row, where a block begins or ends."""
        if self._ends_line(name):
            self.end_line()
        else:
            self.pieces.append(" ")

    def _begin(self, name: str, attributes: str) -> None:
        """Begin a part of a data table."""
        if name == "data-table":
            self._cells.begin_table()
        elif name == "tr":
            self._cells.begin_row()
        elif name in ("td", "th") and not self._unseen:
            marks = self._cells.open_cell(attributes)
            if marks:
                self.pieces.append(marks)

    def _ends_line(self, name: str) -> bool:
        """Tell whether an element has lines of its own here: in a data table only rows have."""
        return name not in INLINE and (not self._data_tables or name in ("tr", "data-table"))


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


def _read_attributes(attributes: str) -> tuple[tuple[str, ...], bool]:
    """Return the class names and the id of an element, and whether its markup hides it."""
    names: tuple[str, ...] = ()
    own = ""
    hidden = False
    for name, value in _TELLING.findall(attributes):
        if name == "class":
            names = tuple(unescaped(value).split())
        elif name == "id":
            own = unescaped(value).strip()
        elif name == "style":
            hidden = hidden or bool(_HIDING.search(unescaped(value)))
        else:
            hidden = hidden or name == "hidden" or value.casefold() == "true"
    return (*names, own) if own else names, hidden
