"""Assembling the facts of table cells: each figure with the names of its row and its column."""

import datetime as dt
import functools
import math
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

import msgspec
import regex

from tinvan.assemble.cell_facts import Slots, amount_fact, rank_fact
from tinvan.assemble.cell_figures import FigureReader
from tinvan.assemble.cells import Row, Table, find_tables
from tinvan.assemble.dating import Dating, own_day
from tinvan.assemble.table_layout import Layout, LayoutReader, ReadName, time_of
from tinvan.assemble.table_names import Name, NameReader
from tinvan.assemble.table_units import UnitReader
from tinvan.assemble.windows import Stretch
from tinvan.document import Document, Line, Sentence
from tinvan.facts import AnyFact, FactDate
from tinvan.ruleset import load_word_lists
from tinvan.segment import split_sentences
from tinvan.values.digits import decimal_sign
from tinvan.values.find import value_reader
from tinvan.values.own_day import title_year

_DIGIT = regex.compile(r"\d")
_PROSE = 6  # words of a cell that holds a sentence rather than a value
_NO_NAME = Name()


class TableFacts(NamedTuple):
    """What was read in the tables of a document.

    Attributes:
        facts: The facts of their cells, in order of anchor.
        rest: The document without the rows that were read; cells of prose are sentences there.
    """

    facts: list[AnyFact]
    rest: Document


class TableAssembler:
    """Builds the facts of the cells of a document's tables."""

    def __init__(self) -> None:
        words = load_word_lists("lexicons/table_words")
        values = value_reader()
        self._figures = FigureReader(values, words)
        self._units = UnitReader(values, words)
        self._names = NameReader(values, self._units, words)
        self._layouts = LayoutReader(self._units, self._figures, words)
        self._dating = Dating.load()
        self._totals = frozenset(words["total"])

    def __call__(self, document: Document) -> TableFacts:
        """Read the tables of a document."""
        tables = list(find_tables(document))
        if not tables:
            return TableFacts([], document)
        reading = _Reading(document, self._names)
        facts = [fact for table in tables for fact in self._table(reading, table)]
        return TableFacts(facts, reading.rest())

    def _table(self, reading: "_Reading", table: Table) -> Iterator[AnyFact]:
        """Yield the facts of a table."""
        document = reading.document
        table = self._layouts.headed(table, reading.name)
        layout = self._layouts.read(table, reading.name)
        heads = tuple(row.texts for row in table.header)
        reading.lines += [row.line for row in (*table.header, *table.repeated, *table.rows)]
        date = self._date(document, table, layout)
        for row in table.rows:
            if (heads, row.texts) not in reading.seen:  # a table may be printed twice
                reading.seen.add((heads, row.texts))
                yield from self._row(reading, layout, row, date)

    def _row(
        self, reading: "_Reading", layout: Layout, row: Row, date: FactDate | None
    ) -> Iterator[AnyFact]:
        """Yield the facts of a row; `date` is that of what has none of its own."""
        name = _NO_NAME if layout.names is None else reading.name(row.texts[layout.names])
        if layout.times is not None:
            index, head = layout.times
            date = reading.name(time_of(row.texts[index], head)).date or date
        unit = None if layout.units is None else self._units.read(row.texts[layout.units])
        for index, (cell, text) in enumerate(zip(row.cells, row.texts, strict=True)):
            column = layout.columns[index]
            if column is None or not _DIGIT.search(text):
                continue
            units = [
                ("table.column-unit", column.unit),
                ("table.row-unit", unit or name.unit),
                ("table.unit-above", self._layouts.unit_above(layout, name, column)),
            ]
            slots = self._slots(layout, name, column, date)
            fact: AnyFact | None = None
            if slots.index is not None:
                if rank := self._figures.rank(text):
                    fact = rank_fact(reading.document, row, cell, rank, slots)
            elif figure := self._figures.read(text, units, reading.habit):
                fact = amount_fact(reading.document, row, cell, figure, slots)
            if fact is not None:
                yield fact
            elif len(text.split()) >= _PROSE:
                reading.prose.append(cell)

    def _slots(self, layout: Layout, row: Name, column: Name, date: FactDate | None) -> Slots:
        """Return what the names of a cell say of its figure."""
        of_row = None if (row.text or "").casefold() in self._totals else row.text
        indicator, subject = column.text, of_row
        if layout.measures_in_rows:
            indicator, subject = of_row, column.text
            if layout.has_times and column.text:  # beside times no column is an owner
                indicator = indicator if column.follows else _joined(column.text, indicator)
                subject = None
        elif column.is_span:
            indicator = _joined(layout.title.text, column.text)
        elif indicator is None and not (column.unit and column.unit.is_named):
            indicator = layout.title.text
        return Slots(
            indicator=indicator,
            subject=subject,
            date=_shorter(row.date, column.date) or date,
            names=(row, column),
            listed=layout.title.index,
        )

    def _date(self, document: Document, table: Table, layout: Layout) -> FactDate | None:
        """Return when the figures of a table hold that have no date of their own."""
        if date := layout.title.date:
            return msgspec.structs.replace(date, basis="context")
        start = (*table.header, *table.rows)[0].line.start
        sentence = document.sentence_at(start)
        if sentence is None:
            return own_day(document)
        before = msgspec.structs.replace(sentence, start=start, end=start)
        return self._dating.for_figure(document, before, before, None)


class _Reading:
    """The state of the reading of a document.

    Attributes:
        document: The document.
        habit: Its decimal sign.
        name: Reads the name of a column or row in it.
        lines: The lines of the rows that were read.
        prose: The cells among them that hold sentences.
        seen: The rows that were read, each with its header.
    """

    def __init__(self, document: Document, names: NameReader) -> None:
        self.document = document
        self.habit = decimal_sign(document.view.text)
        self.name: ReadName = functools.partial(
            names.read, today=document.day, year=title_year(document)
        )
        self.lines: list[Line] = []
        self.prose: list[Stretch] = []
        self.seen: set[tuple[object, object]] = set()

    def rest(self) -> Document:
        """Return the document without what was read, and cells of prose as sentences."""
        lines = sorted(self.lines, key=lambda line: line.start)

        def is_read(sentence: Sentence) -> bool:
            at = bisect_right(lines, sentence.start, key=lambda line: line.start) - 1
            return at >= 0 and sentence.start < lines[at].end

        sentences = [s for s in self.document.sentences if not is_read(s)]
        for cell in self.prose:
            row = self.document.sentence_at(cell.start)
            for start, end in split_sentences(self.document.view.text, cell.start, cell.end):
                if row is not None:
                    sentences.append(msgspec.structs.replace(row, start=start, end=end))
        sentences.sort(key=lambda sentence: sentence.start)
        return self.document.replace(sentences=tuple(sentences))


def _joined(*pieces: str | None) -> str | None:
    """Return a phrase that stands in two pieces as one."""
    return " ".join(piece for piece in pieces if piece) or None


def _shorter(first: FactDate | None, second: FactDate | None) -> FactDate | None:
    """Return the date that says more exactly when something holds."""
    if first is None or second is None:
        return first or second
    return min(first, second, key=_days)


def _days(date: FactDate) -> float:
    """Return the length of a date in days."""
    if date.start is None or date.end is None:
        return math.inf
    return (dt.date.fromisoformat(date.end) - dt.date.fromisoformat(date.start)).days
