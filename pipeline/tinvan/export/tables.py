"""The tables of an export: one for each type of facts, one of mentions and one of articles."""

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, get_args

import numpy as np
import numpy.typing as npt

from tinvan.errors import InputError
from tinvan.export.columns import Cell, Column, columns_of
from tinvan.facts import AnyFact, Fact
from tinvan.output.records import DocumentRecord

Row = tuple[Cell, ...]
Days = npt.NDArray[np.datetime64]
Write = Callable[["Table", Sequence[Row]], None]
"""Writes some rows of a table to an export."""

DOCUMENTS, MENTIONS = "documents", "mentions"
_NAMES = {
    "percentage": "percentages",
    "ranking": "rankings",
    "quantity": "quantities",
    "money": "money",
    "official": "officials",
    "agency": "agencies",
    "document": "legal_documents",
    "event": "events",
}
_LEFT_OUT = frozenset(("schema", "lines", "origins", "text"))  # too large, or everywhere the same
_SHARED = frozenset(Fact.__struct_fields__) - {"id", "doc_id"}
_MENTIONS: tuple[Column, ...] = (
    Column("fact_id", "text", "The fact that the span names.", lambda row: row[0]),
    Column("type", "text", "The type of that fact.", lambda row: row[1]),
    Column("doc_id", "text", "The article.", lambda row: row[2]),
    Column("number", "integer", "Which mention of the fact it is, from 1.", lambda row: row[3]),
    Column("start", "integer", "First offset, in code points.", lambda row: row[4]),
    Column("end", "integer", "The offset behind the last character.", lambda row: row[5]),
    Column("text", "text", "The characters as the article has them.", lambda row: row[6]),
)


class Table(NamedTuple):
    """A flat table.

    Attributes:
        name: In every format.
        description: What a row is.
        columns: In their order.
        key: The columns that tell its rows apart.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    def row(self, record: object) -> Row:
        """Return the row of a record."""
        return tuple(column.cell(record) for column in self.columns)


@functools.cache
def tables() -> tuple[Table, ...]:
    """Return all tables: articles, facts by type, mentions."""
    return (
        Table(
            DOCUMENTS,
            _said(DocumentRecord),
            tuple(columns_of(DocumentRecord, _LEFT_OUT)),
            ("doc_id",),
        ),
        *(
            Table(_NAMES[_tag(kind)], _said(kind), _of_facts(kind), ("id",))
            for kind in get_args(AnyFact)
        ),
        Table(MENTIONS, "A place that names a fact.", _MENTIONS, ("fact_id", "number")),
    )


def rows(
    facts: Iterable[AnyFact], documents: Iterable[DocumentRecord]
) -> Iterator[tuple[Table, Row]]:
    """Yield the rows of records with their tables, as the records come."""
    by_name = {table.name: table for table in tables()}
    for document in documents:
        yield by_name[DOCUMENTS], by_name[DOCUMENTS].row(document)
    for fact in facts:
        kind = _tag(type(fact))
        table = by_name[_NAMES[kind]]
        yield table, table.row(fact)
        for number, span in enumerate(getattr(fact, "mentions", ()), start=1):
            mention = (fact.id, kind, fact.doc_id, number, span.start, span.end, span.text)
            yield by_name[MENTIONS], mention


def batches(pairs: Iterable[tuple[Table, Row]], size: int) -> Iterator[tuple[Table, Sequence[Row]]]:
    """Yield the rows gathered by table, some thousand at a time.

    Args:
        pairs: Rows with their tables.
        size: How many rows of a table are held at most.
    """
    held: dict[str, list[Row]] = {table.name: [] for table in tables()}
    for table, row in pairs:
        gathered = held[table.name]
        gathered.append(row)
        if len(gathered) >= size:
            yield table, gathered
            held[table.name] = []
    for table in tables():
        if held[table.name]:
            yield table, held[table.name]


def days(cells: Sequence[Cell]) -> Days:
    """Return a column of ISO days as an array, NaT where there is none.

    Raises:
        InputError: If something in it is no day.
    """
    try:
        return np.array([cell or "NaT" for cell in cells], dtype="datetime64[D]")
    except ValueError as error:
        raise InputError(f"a date of a fact is no day ({error}). Extract again") from error


def _of_facts(kind: type[Fact]) -> tuple[Column, ...]:
    """Return the columns of a type of facts: what is its own stands before what all have."""
    own = columns_of(kind, _LEFT_OUT | _SHARED)
    return (*own, *columns_of(kind, _LEFT_OUT | (set(kind.__struct_fields__) - _SHARED)))


def _tag(kind: Any) -> str:  # noqa: ANN401 - a type of facts
    """Return the name of a type of facts."""
    return str(kind.__struct_config__.tag)


def _said(kind: type) -> str:
    """Return the first sentence of the docstring of a type."""
    return (kind.__doc__ or "").partition("\n")[0]
