"""CSV: a folder with a file for each table."""

import contextlib
import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from tinvan.export.package import PACKAGE, write_package
from tinvan.export.tables import Row, Table, Write, tables
from tinvan.output.finished import finished_folder

# What a spreadsheet takes for the beginning of a formula, as OWASP lists it (CSV Injection), with
# the wide forms of these signs, and behind blanks and invisible signs, which some programs skip.
_FORMULA = re.compile(
    r"[\s\0\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠]|[\t\r\n\0]"
)


@contextlib.contextmanager
def csv_folder(path: Path, *, excel: bool = False) -> Iterator[Write]:
    """Write tables as CSV files (RFC 4180, UTF-8) into a folder.

    Cells of text that a spreadsheet would run as a formula begin with an apostrophe; numbers are
    left as they are. An empty cell is null.

    Args:
        path: The folder, which gets its name at the end.
        excel: Whether files begin with a byte order mark, without which Excel does not read the
            letters of Vietnamese.

    Yields:
        What writes some rows of a table.

    Raises:
        OutputError: If it cannot be written.
    """
    with finished_folder(path, PACKAGE) as folder:
        with contextlib.ExitStack() as stack:
            files: dict[str, TextIO] = {}
            for table in tables():
                file = (folder / _name(table)).open(
                    "w", encoding="utf-8-sig" if excel else "utf-8", newline=""
                )
                files[table.name] = stack.enter_context(file)
                csv.writer(file).writerow(column.name for column in table.columns)

            def write(table: Table, rows: Sequence[Row]) -> None:
                lines = csv.writer(files[table.name])
                for row in rows:
                    lines.writerow(harmless(c) if isinstance(c, str) else c for c in row)

            yield write
        write_package(folder, "csv", {table.name: _name(table) for table in tables()})


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _name(table: Table) -> str:
    """Return the name of a table's file."""
    return f"{table.name}.csv"
