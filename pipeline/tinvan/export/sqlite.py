"""SQLite: one file that opens in Datasette, with a description of tables and columns for it."""

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from tinvan.errors import OutputError
from tinvan.export.columns import Kind
from tinvan.export.tables import DOCUMENTS, MENTIONS, Row, Table, Write, tables
from tinvan.export.views import VIEWS
from tinvan.output.finished import finished_file

METADATA = ".metadata.json"
_TYPES: dict[Kind, str] = {
    "text": "TEXT",
    "integer": "INTEGER",
    "real": "REAL",
    "date": "TEXT",
    "json": "TEXT",
}
_FACETS = ("status", "kind", "measure", "modality", "currency", "type", "day_basis")
_LOOKED_UP = ("doc_id", "subject", "person", "name", "organisation_name", "date_start", "fact_id")


@contextlib.contextmanager
def sqlite_file(path: Path) -> Iterator[Write]:
    """Write tables into a SQLite database, and its description for Datasette beside it.

    Days are ISO texts. The database has indexes, and the views of `VIEWS`. Of rows with one id the
    first is kept. `datasette facts.sqlite -m facts.metadata.json` shows both.

    Args:
        path: The file; it and FILE.metadata.json get their names at the end.

    Yields:
        What writes some rows of a table.

    Raises:
        OutputError: If it cannot be written.
    """
    described = path.with_name(path.stem + METADATA)
    try:
        with finished_file(described) as metadata, finished_file(path) as unfinished:
            metadata.write_bytes(_metadata(path.stem))
            with contextlib.closing(sqlite3.connect(unfinished)) as database:
                # Nobody reads it before it is complete: it needs no journal to go back by.
                database.execute("PRAGMA journal_mode = OFF")
                database.execute("PRAGMA synchronous = OFF")
                for table in tables():
                    database.execute(_create(table))

                def write(table: Table, rows: Sequence[Row]) -> None:
                    places = ", ".join("?" * len(table.columns))
                    insert = f'INSERT OR IGNORE INTO "{table.name}" VALUES ({places})'
                    database.executemany(insert, rows)

                yield write
                for statement in _indexes():
                    database.execute(statement)
                for view in VIEWS:
                    database.execute(f'CREATE VIEW "{view.name}" AS {view.query}')
                database.execute("ANALYZE")
                database.commit()
    except sqlite3.Error as error:
        raise OutputError(
            f"{path}: cannot be written ({error}). Make room, or name another file with --out"
        ) from error


def _create(table: Table) -> str:
    """Return the statement that makes a table."""
    columns = [f'"{column.name}" {_TYPES[column.kind]}' for column in table.columns]
    key = ", ".join(f'"{name}"' for name in table.key)
    links = [
        f'FOREIGN KEY ("doc_id") REFERENCES "{DOCUMENTS}" ("doc_id")'
        for column in table.columns
        if column.name == "doc_id" and table.name != DOCUMENTS
    ]
    return f'CREATE TABLE "{table.name}" ({", ".join((*columns, f"PRIMARY KEY ({key})", *links))})'


def _indexes() -> Iterator[str]:
    """Yield the statements that make the indexes."""
    for table in tables():
        for column in table.columns:
            if column.name in _LOOKED_UP and column.name != table.key[0]:
                name = f"{table.name}_{column.name}"
                yield f'CREATE INDEX "{name}" ON "{table.name}" ("{column.name}")'


def _metadata(stem: str) -> bytes:
    """Return the description of a database for Datasette.

    Args:
        stem: The name of the file without its ending, by which Datasette calls it.
    """
    described: dict[str, Any] = {
        table.name: {
            "description": table.description,
            "columns": {column.name: column.description for column in table.columns},
            "facets": [column.name for column in table.columns if column.name in _FACETS],
        }
        for table in tables()
    }
    described[DOCUMENTS]["label_column"] = "title"
    described[MENTIONS]["label_column"] = "text"
    described |= {view.name: {"description": view.description} for view in VIEWS}
    told = {
        "title": "Facts of news articles",
        "description": "Read by tinvan: each fact with the sentence that states it.",
        "databases": {stem: {"tables": described}},
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"
