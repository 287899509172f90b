"""Parquet files: tables with an article a row, in columns (see `tinvan.read.columns`).

pyarrow reads them; it is an extra, and is imported when the first such file is met.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from tinvan.document import Source
from tinvan.read.columns import CONTENT_FIELDS
from tinvan.read.decode import NotTextError, decode
from tinvan.read.extras import why_missing
from tinvan.read.opened import Opened, UnreachableError
from tinvan.read.parquet_footer import Chunk, DamagedFooterError, Footer, read_footer
from tinvan.read.parts import WHOLE, Part, parts_of_rows
from tinvan.read.rejects import Reject
from tinvan.read.rows import make_article, reject_row

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

PARQUET = b"PAR1"  # a file begins and ends with it
_BATCH_ROWS = 16  # few, as a large cell that repeats is in the file once, and in memory in each row
_GROUP_BYTES = 1 << 27  # a row group up to this size is read whatever its rows have on average
_AT_ONCE = 1 << 24  # bytes of packed columns that are read as a whole
_BUFFER = 1 << 16  # bytes of larger ones that are in memory at once


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
        footer, table = _open(opened)
    except UnreachableError:
        raise
    except Exception as error:  # pyarrow's own, of many kinds
        yield _not_opened(opened, error)
        return
    columns = _columns(opened, table.schema_arrow)
    if columns.keys().isdisjoint(CONTENT_FIELDS):
        names = ", ".join(table.schema_arrow.names[:20])
        message = f"it has no column “text” or “html”; give --column text=NAME, one of: {names}"
        yield opened.reject("no-text", message)
        return
    number = 0
    for group in range(table.num_row_groups):
        rows = table.metadata.row_group(group).num_rows
        if opened.part.start < number + rows and not opened.part.is_over(number):
            chunks = _of_columns(footer.groups[group], columns.values())
            if all(0 <= chunk.packed <= footer.before for chunk in chunks):
                yield from _read_group(opened, table, columns, group, number, chunks)
            elif opened.part.has_row(number + 1):
                yield _damaged(opened, number + 1, "a column is larger than the file")
        number += rows
    if not number:
        yield opened.reject("empty", "there is no row in it")


def parts_of_table(opened: Opened, most_items: int, most_size: int) -> list[Part]:
    """Return parts of a table (see `parts_of_rows`); the whole, if it cannot be opened."""
    if why_missing("pyarrow"):
        return [WHOLE]
    try:
        about = _open(opened)[1].metadata
        groups = [about.row_group(group) for group in range(about.num_row_groups)]
    except UnreachableError:
        raise
    except Exception:  # who reads it is told
        return [WHOLE]
    size = sum(group.total_byte_size for group in groups)
    return parts_of_rows(about.num_rows, size, most_items, most_size)


def _open(opened: Opened) -> tuple[Footer, pq.ParquetFile]:
    """Open a table whose footer is sound; what pyarrow makes room for is bounded by its size.

    Raises:
        Exception: Of many kinds, if it is not.
    """
    import pyarrow.parquet as pq

    footer = read_footer(opened.file)
    opened.file.seek(0)
    table = pq.ParquetFile(
        opened.file,
        pre_buffer=False,
        page_checksum_verification=True,
        thrift_string_size_limit=max(footer.size, 1),
        thrift_container_size_limit=footer.most_things,
    )
    groups = [table.metadata.row_group(group) for group in range(table.num_row_groups)]
    if len(groups) != len(footer.groups) or any(group.num_rows < 0 for group in groups):
        raise DamagedFooterError("its row groups are told twice, or have less than no rows")
    return footer, table


def _not_opened(opened: Opened, error: Exception) -> Reject:
    """Make the reject record of a table that cannot be opened."""
    opened.file.seek(0)
    if opened.file.read(len(PARQUET)) != PARQUET:
        return opened.reject("corrupt", "this is no Parquet file: it does not begin as one")
    message = f"its end, which tells where the rows are, is missing or damaged ({error})"
    return opened.reject("truncated", message.splitlines()[0])


def _columns(opened: Opened, schema: pa.Schema) -> dict[str, str]:
    """Return the column of each field, of those that stand there once."""
    times = Counter(schema.names)
    names = tuple(name for name, count in times.items() if count == 1)
    found = opened.columns.find(names)
    return {field: column for field, column in found.items() if _type(schema, column)}


def _type(schema: pa.Schema, column: str) -> pa.DataType | None:
    """Return the type of a column, or of a part of a nested one; None if it is not there."""
    import pyarrow as pa

    name, *parts = _path(schema.names, column)
    kind: pa.DataType = schema.field(name).type
    for part in parts:
        if not pa.types.is_struct(kind) or kind.get_field_index(part) < 0:
            return None
        kind = kind.field(part).type
    return kind


def _path(names: list[str], column: str) -> list[str]:
    """Return the names that lead to a column: points lead into nested ones."""
    return [column] if column in names else column.split(".")


def _read_group(
    opened: Opened,
    table: pq.ParquetFile,
    columns: dict[str, str],
    group: int,
    number: int,
    chunks: list[Chunk],
) -> Iterator[Source | Reject]:
    """Yield the articles of a row group that are in the part.

    Args:
        opened: The input.
        table: The same, opened.
        columns: The column of each field.
        group: The number of the row group.
        number: The number of the row that it follows.
        chunks: These columns of it.
    """
    part = opened.part
    rows = table.metadata.row_group(group).num_rows
    behind = number + rows
    total = sum(chunk.unpacked for chunk in chunks)
    size = total // max(rows, 1)
    if size > opened.max_bytes and total > _GROUP_BYTES:
        message = (
            f"this row and the {rows - 1} behind it have {size} bytes each on average, and the "
            f"limit is {opened.max_bytes}; raise --max-bytes to read them"
        )
        if part.has_row(number + 1):
            yield opened.reject("too-large", message, line=number + 1)
        return
    batches = _buffered(opened, table, chunks).iter_batches(
        1 if size > opened.max_bytes else _BATCH_ROWS,
        row_groups=[group],
        columns=list(columns.values()),
        use_threads=False,
    )
    while True:
        try:
            batch = next(batches, None)
        except UnreachableError:
            raise
        except Exception as error:  # pyarrow's own, of many kinds
            if part.has_row(number + 1):
                yield _damaged(opened, number + 1, str(error))
            return
        if part.is_over(number):
            return
        if batch is None:
            break
        cells = {field: _cells(batch, column) for field, column in columns.items()}
        for index in range(batch.num_rows):
            number += 1
            if part.has_row(number):
                yield _read_row(opened, cells, index, number)
    if number < behind and part.has_row(number + 1):
        message = f"this row and the {behind - number - 1} behind it are told of, and not there"
        yield opened.reject("corrupt", message, line=number + 1)


def _of_columns(group: Iterable[Chunk], columns: Collection[str]) -> list[Chunk]:
    """Return what of a row group is in columns that are read."""
    wanted = tuple(f"{column}." for column in columns)
    return [chunk for chunk in group if f"{chunk.path}.".startswith(wanted)]


def _buffered(opened: Opened, table: pq.ParquetFile, chunks: list[Chunk]) -> pq.ParquetFile:
    """Return a table that reads columns little by little if they are large.

    pyarrow makes room for what the head of each page announces then, however much that is: small
    columns are read as a whole, so that a small file takes little memory, whatever is in it.
    """
    if all(chunk.packed <= _AT_ONCE for chunk in chunks):
        return table
    import pyarrow.parquet as pq

    return pq.ParquetFile(
        opened.file,
        metadata=table.metadata,
        buffer_size=_BUFFER,
        pre_buffer=False,
        page_checksum_verification=True,
    )


def _damaged(opened: Opened, line: int, why: str) -> Reject:
    """Make the reject record of the rest of a row group."""
    message = f"this row and those behind it in its row group are damaged ({why})"
    return opened.reject("corrupt", message.splitlines()[0], line=line)


def _cells(batch: pa.RecordBatch, column: str) -> pa.Array[Any]:
    """Return the cells of a column, or of a part of a nested one."""
    import pyarrow.compute as pc

    name, *parts = _path(batch.schema.names, column)
    cells = batch.column(name)
    return pc.struct_field(cells, parts) if parts else cells


def _read_row(
    opened: Opened, cells: dict[str, pa.Array[Any]], index: int, number: int
) -> Source | Reject:
    """Return the article of a row."""
    row: dict[str, object] = {}
    warnings: tuple[str, ...] = ()
    try:
        for field, column in cells.items():
            value = _value(column[index])
            if isinstance(value, bytes):
                if len(value) > opened.max_bytes:
                    return opened.too_large(doc_id=f"{opened.name}:{number}", line=number)
                value, warned = _text(value, field)
                warnings += warned
            row[field] = value
    except NotTextError as error:
        message = f"{field}: {error.message}"
        return reject_row(opened.name, number, error.reason, message)
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
        return cell.value
    return value.isoformat() if isinstance(value, dt.date) else value


def _text(data: bytes, field: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of a cell, and warnings; that of an article is decoded as a file is."""
    if field not in CONTENT_FIELDS or not data.strip():
        return data.decode("utf-8", "replace"), ()
    return decode(data, media="html" if field == "html" else "text")
