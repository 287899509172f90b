"""Facts as DataFrames of pandas."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from tinvan.export.columns import Kind
from tinvan.export.tables import Row, Table, days, rows, tables
from tinvan.facts import AnyFact
from tinvan.output.records import DocumentRecord

if TYPE_CHECKING:
    import pandas as pd

_DTYPES: dict[Kind, Literal["string", "Int64", "float64"]] = {
    "text": "string",
    "integer": "Int64",
    "real": "float64",
    "json": "string",
}


def frames(
    facts: Iterable[AnyFact], documents: Iterable[DocumentRecord] = ()
) -> "dict[str, pd.DataFrame]":
    """Return facts as DataFrames, one for each type, with their mentions and articles.

    Columns are those of `tinvan export`, and typed: text is "string", integers are "Int64",
    numbers "float64" and days "datetime64[s]", with NA, NaN and NaT where there is none. A frame
    that has no rows has its columns too. All of it is held in memory.

    Args:
        facts: As `tinvan.extract` returns them, or `StoredRun.facts` reads them.
        documents: Articles, as `StoredRun.documents` reads them.

    Returns:
        The frames by name: "documents", "percentages", "rankings", "quantities", "money",
        "officials", "agencies", "legal_documents", "events", "mentions".
    """
    gathered: dict[str, list[Row]] = {table.name: [] for table in tables()}
    for table, row in rows(facts, documents):
        gathered[table.name].append(row)
    return {table.name: frame(table, gathered[table.name]) for table in tables()}


def frame(table: Table, table_rows: Sequence[Row]) -> "pd.DataFrame":
    """Return rows of a table as a DataFrame."""
    import pandas as pd

    cells = zip(*table_rows, strict=True) if table_rows else (() for _ in table.columns)
    return pd.DataFrame(
        {
            column.name: pd.Series(days(values)).astype("datetime64[s]")
            if column.kind == "date"
            else pd.Series(values, dtype=_DTYPES[column.kind])
            for column, values in zip(table.columns, cells, strict=True)
        }
    )
