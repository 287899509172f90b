"""DuckDB: one file with commented tables, and views."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from tinvan.errors import OutputError
from tinvan.export.columns import Kind
from tinvan.export.frames import frame
from tinvan.export.tables import Row, Table, Write, tables
from tinvan.export.views import VIEWS
from tinvan.output.finished import finished_file
from tinvan.read.extras import why_missing

_TYPES: dict[Kind, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "real": "DOUBLE",
    "date": "DATE",
    "json": "JSON",
}
_MEMORY = "1GB"  # what DuckDB may hold before it writes to disk


@contextlib.contextmanager
def duckdb_file(path: Path) -> Iterator[Write]:
    """Write tables into a DuckDB database, with comments on tables and columns and with views.

    Args:
        path: The file, which gets its name at the end.

    Yields:
        What writes some rows of a table.

    Raises:
        OutputError: If it cannot be written, or duckdb is missing.
    """
    if why := why_missing("duckdb"):
        raise OutputError(why)
    import duckdb

    try:
        with finished_file(path) as unfinished, duckdb.connect(unfinished) as database:
            database.execute(f"SET memory_limit = '{_MEMORY}'")
            database.execute("SET threads = 1")
            for table in tables():
                columns = ", ".join(f'"{c.name}" {_TYPES[c.kind]}' for c in table.columns)
                database.execute(f'CREATE TABLE "{table.name}" ({columns})')
                database.execute(_comment("TABLE", f'"{table.name}"', table.description))
                for column in table.columns:
                    named = f'"{table.name}"."{column.name}"'
                    database.execute(_comment("COLUMN", named, column.description))
            for view in VIEWS:
                database.execute(f'CREATE VIEW "{view.name}" AS {view.query}')
                database.execute(_comment("VIEW", f'"{view.name}"', view.description))

            def write(table: Table, rows: Sequence[Row]) -> None:
                database.register("batch", frame(table, rows))
                cells = ", ".join(f'"{c.name}"::{_TYPES[c.kind]}' for c in table.columns)
                database.execute(f'INSERT INTO "{table.name}" SELECT {cells} FROM batch')
                database.unregister("batch")

            yield write
            database.execute("CHECKPOINT")
    except duckdb.Error as error:
        raise OutputError(
            f"{path}: cannot be written ({error}). Make room, or name another file with --out"
        ) from error


def _comment(kind: str, named: str, said: str) -> str:
    """Return the statement that describes a table, column or view."""
    text = said.replace("'", "''")
    return f"COMMENT ON {kind} {named} IS '{text}'"
