"""Parquet: a folder with a file, or on request a folder of parts, for each table."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from tinvan.errors import OutputError
from tinvan.export.columns import Kind
from tinvan.export.package import PACKAGE, write_package
from tinvan.export.tables import Row, Table, Write, days, tables
from tinvan.output.finished import finished_folder
from tinvan.read.extras import why_missing

if TYPE_CHECKING:
    import pyarrow as pa

Part = Literal["year", "month"]
_LENGTH: dict[Part, int] = {"year": len("2020"), "month": len("2020-09")}
_DATED = ("date_start", "day")  # the column by which a table is parted; others stay whole
_UNDATED = "unknown"  # a part that is null cannot be read by pandas
_MOST_PARTS = 100_000
_OPEN_FILES = 200  # parts that are written at a time: each holds some rows in memory
_BATCH = 10_000  # rows


@contextlib.contextmanager
def parquet_folder(path: Path, *, part_by: Part | None = None) -> Iterator[Write]:
    """Write tables as Parquet files into a folder.

    Columns are strings, 64-bit integers, doubles and days (date32), with their descriptions in
    the metadata of the schema.

    Args:
        path: The folder, which gets its name at the end.
        part_by: Makes of each table that has days a folder of parts by year or month, named as
            Hive, Spark, DuckDB and pandas read them: rankings/year=2020/part-0.parquet; what has
            no day goes to year=unknown.

    Yields:
        What writes some rows of a table.

    Raises:
        OutputError: If it cannot be written, or pyarrow is missing.
    """
    if why := why_missing("pyarrow"):
        raise OutputError(why)
    from pyarrow import parquet as pq

    with finished_folder(path, PACKAGE) as folder:
        with contextlib.ExitStack() as stack:
            schemas = {table.name: _schema(table, part_by) for table in tables()}
            writers = {
                name: stack.enter_context(
                    pq.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd")
                )
                for name, schema in schemas.items()
            }

            def write(table: Table, rows: Sequence[Row]) -> None:
                batch = _batch(table, rows, schemas[table.name], part_by)
                writers[table.name].write_batch(batch)

            yield write
        for table in tables():
            if part_by and _dated(table) is not None:
                _part(folder, table.name, part_by)
        paths = {t.name: _path(t, part_by) for t in tables()}
        write_package(folder, "parquet", paths)


def _schema(table: Table, part_by: Part | None) -> "pa.Schema":
    """Return the schema of a table, with the column that parts it, if one does."""
    import pyarrow as pa

    types: dict[Kind, Any] = {
        "text": pa.string(),
        "integer": pa.int64(),
        "real": pa.float64(),
        "date": pa.date32(),
        "json": pa.string(),
    }
    fields = [
        pa.field(c.name, types[c.kind], metadata={"description": c.description})
        for c in table.columns
    ]
    if part_by and _dated(table) is not None:
        fields.append(pa.field(part_by, pa.string()))
    return pa.schema(fields, metadata={"description": table.description})


def _batch(
    table: Table, rows: Sequence[Row], schema: "pa.Schema", part_by: Part | None
) -> "pa.RecordBatch":
    """Return rows as a batch."""
    import pyarrow as pa

    cells: list[Any] = [
        days(column) if table.columns[at].kind == "date" else list(column)
        for at, column in enumerate(zip(*rows, strict=True))
    ]
    if part_by and (dated := _dated(table)) is not None:
        length = _LENGTH[part_by]
        cells.append(
            [day[:length] if isinstance(day := row[dated], str) else _UNDATED for row in rows]
        )
    return pa.record_batch(
        [pa.array(column, field.type) for column, field in zip(cells, schema, strict=True)],
        schema=schema,
    )


def _part(folder: Path, name: str, part_by: Part) -> None:
    """Make a folder of parts of a file, reading it a batch at a time."""
    import pyarrow as pa
    from pyarrow import dataset

    whole = folder / f"{name}.parquet"
    batches: Any = dataset.dataset(whole).scanner(
        batch_size=_BATCH, batch_readahead=1, fragment_readahead=1, use_threads=False
    )
    form: Any = dataset.ParquetFileFormat()  # their stubs know less than they do
    dataset.write_dataset(
        batches,
        folder / name,
        format="parquet",
        file_options=form.make_write_options(compression="zstd"),
        partitioning=dataset.partitioning(pa.schema([(part_by, pa.string())]), flavor="hive"),
        basename_template="part-{i}.parquet",
        max_partitions=_MOST_PARTS,
        max_open_files=_OPEN_FILES,
        use_threads=False,
    )
    (folder / name).mkdir(exist_ok=True)  # where there are no rows
    whole.unlink()


def _dated(table: Table) -> int | None:
    """Return the place of the column by which a table is parted."""
    names = [column.name for column in table.columns]
    return next((names.index(name) for name in _DATED if name in names), None)


def _path(table: Table, part_by: Part | None) -> str:
    """Return where a table is in the folder."""
    return table.name if part_by and _dated(table) is not None else f"{table.name}.parquet"
