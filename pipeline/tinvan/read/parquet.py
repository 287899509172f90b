"""Parquet files: tables with an article a row, in columns that are named as the fields of JSONL.

pyarrow reads them; it is an extra, and is imported when the first such file is met.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tinvan.document import Source
from tinvan.read.decode import NotTextError, decode
from tinvan.read.extras import why_missing
from tinvan.read.opened import Opened
from tinvan.read.rejects import Reject
from tinvan.read.rows import CONTENT_FIELDS, FIELDS, make_article, reject_row

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

PARQUET = b"PAR1"  # a file begins and ends with it
_BATCH_BYTES = 1 << 24  # what a batch of rows may hold on average, unpacked
_BATCH_ROWS = 1024
_BUFFER = 1 << 16  # bytes of a packed column that are in memory at once


def read_parquet(opened: Opened) -> Iterator[Source | Reject]:
    """Yield the articles of a table; memory holds some rows of the columns needed at a time."""
    if why := why_missing("pyarrow"):
        yield opened.reject("unreadable", why)
        return
    if not opened.file.seekable():
        message = "Parquet cannot be read from a pipe: write it to a file, and name that"
        yield opened.reject("unreadable", message)
        return
    try:
        table = _open(opened)
    except Exception as error:  # pyarrow's own, of many kinds
        yield _not_opened(opened, error)
        return
    names = table.schema_arrow.names
    if set(CONTENT_FIELDS).isdisjoint(names):
        found = ", ".join(names[:20])
        message = f"it has no column “text” or “html”; rename one of its columns: {found}"
        yield opened.reject("no-text", message)
        return
    number = 0
    for group in range(table.num_row_groups):
        yield from _read_group(opened, table, group, number)
        number += table.metadata.row_group(group).num_rows
    if not number:
        yield opened.reject("empty", "there is no row in it")


def _open(opened: Opened) -> pq.ParquetFile:
    """Open a table so that a cell that repeats is in memory once."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = (pa.string(), pa.large_string(), pa.binary(), pa.large_binary())
    opened.file.seek(0)
    schema = pq.read_schema(opened.file)
    opened.file.seek(0)
    return pq.ParquetFile(
        opened.file,
        buffer_size=_BUFFER,
        read_dictionary=[name for name in _columns(schema) if schema.field(name).type in kinds],
        page_checksum_verification=True,
    )


def _not_opened(opened: Opened, error: Exception) -> Reject:
    """Make the reject record of a table that cannot be opened."""
    opened.file.seek(0)
    if opened.file.read(len(PARQUET)) != PARQUET:
        return opened.reject("corrupt", "this is no Parquet file: it does not begin as one")
    message = f"its end, which tells where the rows are, is missing or damaged ({error})"
    return opened.reject("truncated", message.splitlines()[0])


def _columns(schema: pa.Schema) -> list[str]:
    """Return the names of the columns that are read: those that stand there once."""
    return [name for name in FIELDS if schema.names.count(name) == 1]


def _read_group(
    opened: Opened, table: pq.ParquetFile, group: int, number: int
) -> Iterator[Source | Reject]:
    """Yield the articles of a row group, which follows the row of that number."""
    columns = _columns(table.schema_arrow)
    size = _size_of_row(table, group, columns)
    if size > opened.max_bytes:
        yield opened.too_large(doc_id=f"{opened.name}:{number + 1}", line=number + 1)
        return
    batches = table.iter_batches(
        min(_BATCH_BYTES // max(size, 1) + 1, _BATCH_ROWS),
        row_groups=[group],
        columns=columns,
        use_threads=False,
    )
    while True:
        try:
            batch = next(batches, None)
        except Exception as error:  # pyarrow's own, of many kinds
            message = f"this row and those behind it in its row group are damaged ({error})"
            yield opened.reject("corrupt", message.splitlines()[0], line=number + 1)
            return
        if batch is None:
            return
        for index in range(batch.num_rows):
            number += 1
            yield _read_row(opened, batch, index, number)


def _size_of_row(table: pq.ParquetFile, group: int, columns: list[str]) -> int:
    """Return the mean size of the rows of a group in the columns that are read, unpacked."""
    about = table.metadata.row_group(group)
    parts = (about.column(index) for index in range(about.num_columns))
    size = sum(
        part.total_uncompressed_size
        for part in parts
        if part.path_in_schema.split(".")[0] in columns
    )
    return size // max(about.num_rows, 1)


def _read_row(opened: Opened, batch: pa.RecordBatch, index: int, number: int) -> Source | Reject:
    """Return the article of a row."""
    row: dict[str, object] = {}
    warnings: tuple[str, ...] = ()
    try:
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            value = _value(column[index])
            if isinstance(value, bytes):
                if len(value) > opened.max_bytes:
                    return opened.too_large(doc_id=f"{opened.name}:{number}", line=number)
                value, warned = _text(value, name)
                warnings += warned
            row[name] = value
    except NotTextError as error:
        return reject_row(opened.name, number, error.reason, f"{name}: {error.message}")
    return make_article(row, opened.name, number, warnings)


def _value(cell: Any) -> object:  # noqa: ANN401 - pyarrow's scalars have no common type
    """Return the value of a cell: text as bytes, days and times as ISO 8601."""
    import pyarrow as pa

    if isinstance(cell, pa.DictionaryScalar):
        cell = cell.value
    if hasattr(cell, "as_buffer"):
        return cell.as_buffer().to_pybytes() if cell.is_valid else None
    try:
        value = cell.as_py()
    except (ValueError, OverflowError):  # a time out of the calendar
        return str(cell)
    return value.isoformat() if isinstance(value, dt.date) else value


def _text(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of a cell, and warnings; that of an article is decoded as a file is."""
    if name not in ("text", "html") or not data.strip():
        return data.decode("utf-8", "replace"), ()
    return decode(data, media="html" if name == "html" else "text")
