"""Cells: the tables of a document, their rows and header rows, with offsets.

A table is a run of lines labelled `table`. Its cells are parted by tabs, or by "|" between blanks.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import msgspec
import regex

from tinvan.assemble.windows import Stretch
from tinvan.document import Document, Line

_TAB = regex.compile(r"\t")
_BAR = regex.compile(r"(?<!\S)\|(?!\S)")
_LINE_ENDS = "\n\r\v\f\x85\u2028\u2029"
_LETTER = regex.compile(r"\p{L}")
_WORD = regex.compile(r"\p{L}{2}")
# A year, or some months of it, or a day or month in digits: names of columns that are times.
_TIME = regex.compile(
    r"(?:(?:19|20)\d\d(?![\d.,])|\d{1,2}\s?(?:tháng|quý|T(?=[/\d-]))|\d{1,2}/(?:\d{1,2}/)?\d{4}(?!\d))",
    regex.I,
)
# What starts with digits, aside from signs and words that bound them, is a figure.
_FIGURE = regex.compile(
    r"[\s(+–−~≈<>≤≥±=$€₫-]*(?:(?:khoảng|hơn|trên|gần|dưới|từ|đến|tới|ước|thứ|hạng|top|tốp)\s)*\d",
    regex.I,
)
_NUMBERED = regex.compile(r"\(?(\d{1,2})\)?(?:\s?=.*)?")
_ARTICLE = ("title", "lead")  # what speaks for more than the table below it
_LABEL = regex.compile(r"\(?(?:\d{1,2}|[A-Z])?\)?")
_WIDEST = 200  # columns: what has more is no table that anybody reads


class Row(msgspec.Struct, frozen=True):
    """A row of a table.

    Attributes:
        line: The line that it is.
        cells: Its cells without the blanks around them; an empty cell has no characters.
        texts: The characters of the cells.
    """

    line: Line
    cells: tuple[Stretch, ...]
    texts: tuple[str, ...]

    @property
    def filled(self) -> int:
        """How many cells hold something."""
        return sum(map(bool, self.texts))


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table whose rows can be read as cells.

    Attributes:
        above: What stands right above it, and its rows of a single cell above the header.
        header: The rows that name its columns, none or one or two.
        repeated: Further rows that say the same.
        rows: The rows of values, each of as many cells as the header.
    """

    above: tuple[str, ...]
    header: tuple[Row, ...]
    repeated: tuple[Row, ...]
    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0].cells)

    def column(self, index: int) -> tuple[str, ...]:
        """Return the names of a column, the upper one first; an upper one may span several."""
        if not self.header:
            return ()
        first = self.header[0].texts
        if len(self.header) == 1:
            return (first[index],) if first[index] else ()
        upper, lower = first[index], self.header[1].texts[index]
        if not upper and lower:
            upper = next((name for name in first[index:0:-1] if name), "")
        return tuple(name for name in (upper, lower) if name)


def is_figure(text: str) -> bool:
    """Tell whether a cell holds a figure that is no time."""
    found = _FIGURE.match(text)
    return found is not None and not _TIME.match(text, found.end() - 1)


def has_letters(text: str) -> bool:
    """Tell whether a cell holds a word, or a part of one."""
    return bool(_LETTER.search(text))


def find_tables(document: Document) -> Iterator[Table]:
    """Yield the tables of a document in order, without the rows that cannot be read as cells."""
    above = ""

    def is_row(line: Line) -> bool:
        """Tell whether a line is a row; a header that is said again is a duplicate."""
        if line.label != "duplicate":
            return line.label == "table"
        text = document.view.text
        return bool(
            _TAB.search(text, line.start, line.end) or _BAR.search(text, line.start, line.end)
        )

    for is_table, run in groupby(document.lines, is_row):
        lines = list(run)
        if is_table:
            rows = [row_of(document, line) for line in lines]
            for table in _parted(above, rows):
                yield from _readable(table)
        speaks = lines[-1].is_content and lines[-1].label not in _ARTICLE
        above = document.text_of(lines[-1]) if speaks else ""


def row_of(document: Document, line: Line) -> Row:
    """Return a line as a row; blanks around a line may part empty cells."""
    text = document.view.text
    start, end = line.start, line.end
    while start > 0 and text[start - 1] not in _LINE_ENDS:
        start -= 1
    while end < len(text) and text[end] not in _LINE_ENDS:
        end += 1
    mark = _TAB if _TAB.search(text, start, end) else _BAR
    bounds = [start, *(at for found in mark.finditer(text, start, end) for at in found.span()), end]
    cells = tuple(_stripped(text, *bounds[i : i + 2]) for i in range(0, len(bounds), 2))
    return Row(line, cells, tuple(document.text_of(cell) for cell in cells))


def _stripped(text: str, start: int, end: int) -> Stretch:
    """Return a stretch without the blanks around it."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Stretch(start, end)


class _Draft(msgspec.Struct):
    """A table as its rows are gathered."""

    above: list[str]
    header: list[Row] = []
    repeated: list[Row] = []
    rows: list[Row] = []


def _parted(above: str, rows: Sequence[Row]) -> Iterator[_Draft]:
    """Part a run of rows into tables: a header of another width starts one of its own."""
    draft = _Draft([above] if above else [])
    for row in rows:
        names = draft.header[0] if draft.header else None
        if row.filled < 2 and not (len(row.cells) == 2 and row.texts[1]):
            if not names and not draft.rows:
                draft.above += [text for text in row.texts if text]
        elif names and row.texts in [one.texts for one in draft.header]:
            draft.repeated.append(row)
        elif draft.rows or not names:
            if draft.rows and len(row.cells) != len(draft.rows[0].cells) and _is_header(row):
                yield draft
                draft = _Draft([])
            if not draft.rows and _is_header(row):
                draft.header.append(row)
            else:
                draft.rows.append(row)
        elif len(draft.header) == 1 and _goes_below(row, names):
            draft.header.append(row)
        elif _is_numbering(row):
            draft.repeated.append(row)
        else:
            draft.rows.append(row)
    yield draft


def _readable(draft: _Draft) -> Iterator[Table]:
    """Yield a table with the rows that fit its header; without one, rows of name and value do."""
    width = len(draft.header[0].cells) if draft.header else 2
    content = [row for row in draft.rows if row.line.is_content]
    rows = [row for row in content if len(row.cells) == width]
    if not draft.header:
        rows = [row for row in rows if has_letters(row.texts[0]) and row.texts[1]]
    if rows and width <= _WIDEST:
        yield Table(
            above=tuple(draft.above),
            header=tuple(draft.header),
            repeated=tuple(draft.repeated),
            rows=tuple(rows),
        )


def _is_header(row: Row) -> bool:
    """Tell whether a row names columns: its cells behind the first are no figures, or are times."""
    behind = [text for text in row.texts[1:] if text]
    return bool(behind) and all(
        not is_figure(text) and (_WORD.search(text) or _TIME.search(text) or "%" in text)
        for text in behind
    )


def _goes_below(row: Row, header: Row) -> bool:
    """Tell whether a row is the second of a header, below names that span several columns."""
    if len(row.cells) != len(header.cells) or row.texts[0] not in ("", header.texts[0]):
        return False
    return not any(map(is_figure, row.texts[1:])) and any(map(has_letters, row.texts[1:]))


def _is_numbering(row: Row) -> bool:
    """Tell whether a row below a header numbers the columns: (1) | (2) | (3)."""
    found = [_NUMBERED.fullmatch(text) for text in row.texts[1:]]
    numbers = [int(one[1]) for one in found if one]
    if not (len(numbers) == len(found) > 1 and _LABEL.fullmatch(row.texts[0])):
        return False
    return all(b == a + 1 for a, b in pairwise(numbers))
