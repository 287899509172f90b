"""How a table is read: what its columns are, and whether its rows are measures or their owners."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec
import regex

from tinvan.assemble.cell_figures import FigureReader
from tinvan.assemble.cells import Row, Table, has_letters, is_figure
from tinvan.assemble.table_names import Name
from tinvan.assemble.table_units import Unit, UnitReader
from tinvan.facts import FactDate
from tinvan.ruleset import alternation

_PAIR = 2  # columns of a table without header, and sorts of values that tell one
_SAMPLE = 20  # rows by whose names a table is told
_MANY = 0.7  # of the rows that the fullest column names
_LONGEST_TITLE = 25  # words of a line above a table that may be its title
_CAPTION = regex.compile(r"(?:bảng|biểu)(?:\s+số)?\s*[\d.IVX]*\s*[:.–-]?\s+", regex.I)
_SENTENCE_END = (".", "!", "?", "…", ":")
_NOTHING = Name()
ReadName = Callable[[str], Name]
"""Reads the name of a column or row of the document."""


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """How the cells of a table are read.

    Attributes:
        columns: What the name of each column says; None for a column that holds no amounts.
        names: The column of the names of rows; None if there is none.
        times: The column that says when the figures of a row hold, with its name.
        units: The column that says in what the figures of a row are measured.
        measures_in_rows: Whether the rows name what is measured, and the columns whose it is.
        title: What the line above says.
        unit: The unit of all figures that have none of their own.
    """

    columns: tuple[Name | None, ...]
    names: int | None
    times: tuple[int, str] | None
    units: int | None
    measures_in_rows: bool
    title: Name
    unit: Unit | None

    @property
    def has_times(self) -> bool:
        """Whether columns are times."""
        return any(column is not None and column.date for column in self.columns)


class LayoutReader:
    """Tells how a table is read.

    Args:
        units: Reads units.
        figures: Reads the cells that are one value.
        words: The lists of `rules/lexicons/table_words.toml`.
    """

    def __init__(
        self,
        units: UnitReader,
        figures: FigureReader,
        words: Mapping[str, Sequence[str]],
    ) -> None:
        self._units, self._figures = units, figures
        self._numbers = _folded(words["row_number"])
        self._unit_columns = _folded(words["unit_column"])
        self._time_columns = _folded(words["time_column"])
        self._measures = _folded(words["measures_in_rows"])
        self._owners = _folded(words["owners_in_rows"])
        self._no_amount = regex.compile(alternation(words["no_amount"]), regex.I)

    def read(self, table: Table, read: ReadName) -> Layout:
        """Read a table, its names with `read`."""
        written = [table.column(index) for index in range(table.width)]
        last = [names[-1].casefold() if names else "" for names in written]
        units = self._unit_column(table, last)
        times = self._time_column(table, read)
        apart = {units, times and times[0], *(i for i, n in enumerate(last) if n in self._numbers)}
        names = _name_column(table, apart)
        columns = _following(
            None if i == names or i in apart else self._combined(one, read)
            for i, one in enumerate(written)
        )
        unit, title = self._above(table.above, read)
        return Layout(
            columns=tuple(columns),
            names=names,
            times=times,
            units=units,
            measures_in_rows=self._has_measures_in_rows(table, columns, names, last, read),
            title=title,
            unit=unit or title.unit,
        )

    def headed(self, table: Table, read: ReadName) -> Table:
        """Return a table without a header that is none: Tên cầu | Cầu An Bình.

        Rows of name and value need no header, and their values are of many sorts.
        """
        if table.width != _PAIR or len(table.header) != 1:
            return table
        column = self._combined(table.column(1), read)
        if column.unit or column.date or column.measure or column.index is not None:
            return table
        cells = (row.texts[1] for row in table.rows[:_SAMPLE])
        own = [figure for cell in cells if (figure := self._figures.read(cell, (), None))]
        if len({(figure.value.kind, figure.noun) for figure in own}) < _PAIR:
            return table
        return msgspec.structs.replace(table, header=(), rows=(*table.header, *table.rows))

    def unit_above(self, layout: Layout, *names: Name) -> Unit | None:
        """Return the unit of the whole table, unless figures with such names have another."""
        if any(name.text and self._no_amount.match(name.text) for name in names):
            return None
        return layout.unit

    @staticmethod
    def _combined(written: Sequence[str], read: ReadName) -> Name:
        """Read the names of a column, one below the other, as one."""
        if not written:
            return _NOTHING
        if len(written) == 1 or written[0] == written[-1]:
            return read(written[-1])
        upper, lower = map(read, written)
        return Name(
            text=" ".join(filter(None, (upper.text, lower.text))) or None,
            unit=lower.unit or upper.unit,
            counted=lower.counted or upper.counted,
            date=lower.date or upper.date,
            planned=upper.planned or lower.planned,
            foreseen=upper.foreseen or lower.foreseen,
            measure=lower.measure or upper.measure,
            follows=lower.follows and not upper.text,
            is_span=lower.is_span and not upper.text,
            index=lower.index if lower.index is None else lower.index or upper.text or "",
        )

    def _unit_column(self, table: Table, names: Sequence[str]) -> int | None:
        """Return the column of units: named so, and its first cells are some."""
        for index, name in enumerate(names):
            if name in self._unit_columns:
                cells = [row.texts[index] for row in table.rows[:_SAMPLE] if row.texts[index]]
                if any(map(self._units.read, cells)):
                    return index
        return None

    def _time_column(self, table: Table, read: ReadName) -> tuple[int, str] | None:
        """Return the column of times with its name: named so, and its first cell is one."""
        for index in range(table.width):
            name = next(iter(table.column(index)[::-1]), "")
            if name.casefold() in self._time_columns:
                cell = next((row.texts[index] for row in table.rows if row.texts[index]), "")
                time = read(time_of(cell, name))
                if time.date and not time.text:
                    return index, name
        return None

    def _has_measures_in_rows(
        self,
        table: Table,
        columns: Sequence[Name | None],
        names: int | None,
        last: Sequence[str],
        read: ReadName,
    ) -> bool:
        """Tell whether the rows are measures: by the name above them, by times or units."""
        if not table.header or names is None:
            return names is not None
        head = last[names]
        if head in self._owners:
            return False
        if head in self._measures:
            return True
        named = [column for column in columns if column is not None and column != _NOTHING]
        if named and all(column.date and not column.text for column in named):
            return True
        if any(column.unit or column.index is not None for column in named):
            return False
        return any(read(row.texts[names]).unit for row in table.rows[:_SAMPLE])

    def _above(self, above: Sequence[str], read: ReadName) -> tuple[Unit | None, Name]:
        """Return the unit that the lines above a table announce, and what its title says."""
        unit, title = None, _NOTHING
        for line in (" ".join(line.split()) for line in above):
            if len(line.split()) > _LONGEST_TITLE or line.endswith(_SENTENCE_END):
                continue
            announced, rest = self._units.announced(line)
            unit = announced or unit
            if rest.strip():
                title = read(_CAPTION.sub("", rest, count=1))
        return unit, title


def _following(columns: Iterable[Name | None]) -> list[Name | None]:
    """Name each column of changes as the column before it, and date it as the last time before."""
    named: list[Name | None] = []
    text: str | None = None
    date: FactDate | None = None
    for column in columns:
        if column is not None and column.follows:
            column = msgspec.structs.replace(column, text=text, date=column.date or date)
        elif column is not None:
            text = column.text
            if column.date and (date is None or (date.end or "") < (column.date.end or "")):
                date = column.date
        named.append(column)
    return named


def time_of(cell: str, name: str) -> str:
    """Return the cell of a column of times as a time: 3 under "Tháng" is Tháng 3."""
    return f"{name} {cell}" if cell.isdecimal() else cell


def _name_column(table: Table, apart: set[int | None]) -> int | None:
    """Return the first column of names; one of groups of rows is empty in most of them."""
    counts = [
        0 if index in apart else sum(_is_name(row, index) for row in table.rows)
        for index in range(table.width)
    ]
    most = max(counts)
    return next((index for index, count in enumerate(counts) if count > _MANY * most), None)


def _is_name(row: Row, index: int) -> bool:
    """Tell whether a cell is a name rather than a figure."""
    text = row.texts[index]
    return has_letters(text) and not is_figure(text)


def _folded(words: Iterable[str]) -> frozenset[str]:
    """Return words in small letters."""
    return frozenset(word.casefold() for word in words)
