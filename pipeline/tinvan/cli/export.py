"""`tinvan export`: facts as tables."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from tinvan.cli.options import counted, quiet_option, say

if TYPE_CHECKING:
    from tinvan.export.parquet import Part
    from tinvan.export.tables import Write

To = Literal["parquet", "csv", "sqlite", "duckdb"]
_BATCH = 10_000  # rows of a table that are held in memory


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--to",
    type=click.Choice(["parquet", "csv", "sqlite", "duckdb"]),
    required=True,
    help="The format. “parquet” and “csv” make a folder, “sqlite” and “duckdb” a file.",
)
@click.option(
    "--out",
    "-o",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="What to write; by default DIR/parquet, DIR/csv, DIR/facts.sqlite or DIR/facts.duckdb.",
)
@click.option(
    "--part-by",
    type=click.Choice(["year", "month"]),
    help="For Parquet: part each table by the first day of its facts: rankings/year=2020/….",
)
@click.option(
    "--excel",
    is_flag=True,
    help="For CSV: begin files with a byte order mark, as Excel needs to read Vietnamese.",
)
@quiet_option
def export(
    folder: Path, to: To, out: Path | None, part_by: Part | None, excel: bool, quiet: bool
) -> None:
    """Write the facts of a run as flat, typed tables that describe their columns.

    DIR is a folder that “tinvan extract” wrote. There is one table for each type of facts, one of
    their mentions and one of the articles; “duckdb” and “sqlite” have views too: rank_over_time,
    share_over_time, officials_by_agency_and_day. What is made gets its name when it is complete,
    and can be thrown away: facts.jsonl holds it all.

    \b
    Examples:
      tinvan export outputs --to csv --excel
      tinvan export outputs --to parquet --part-by year --out facts/
      tinvan export outputs --to duckdb && duckdb outputs/facts.duckdb
      tinvan export outputs --to sqlite --out f.sqlite && datasette f.sqlite -m f.metadata.json

    “parquet” needs pip install 'tinvan[parquet]', “duckdb” 'tinvan[duckdb]'.

    \b
    Exit codes: 0 written; 1 something could not be read or written; 2 wrong usage.
    """
    from tinvan.export.tables import MENTIONS, batches, rows
    from tinvan.output.stored import StoredRun

    if part_by and to != "parquet":
        raise click.UsageError("--part-by is for --to parquet alone")
    if excel and to != "csv":
        raise click.UsageError("--excel is for --to csv alone")
    run = StoredRun(folder)
    place = out or folder / {"parquet": "parquet", "csv": "csv"}.get(to, f"facts.{to}")
    counts: dict[str, int] = {}
    with _opened(to, place, part_by, excel) as write:
        for table, some in batches(rows(run.facts(), run.documents()), _BATCH):
            write(table, some)
            counts[table.name] = counts.get(table.name, 0) + len(some)
    told = ", ".join(f"{name} {count}" for name, count in counts.items() if name != MENTIONS)
    say(f"{counted(sum(counts.values()), 'row')} in {place} ({told or 'no facts'})", quiet=quiet)


def _opened(
    to: To, place: Path, part_by: Part | None, excel: bool
) -> contextlib.AbstractContextManager[Write]:
    """Open the output of a format."""
    if to == "csv":
        from tinvan.export.csv_files import csv_folder

        return csv_folder(place, excel=excel)
    if to == "parquet":
        from tinvan.export.parquet import parquet_folder

        return parquet_folder(place, part_by=part_by)
    if to == "duckdb":
        from tinvan.export.duckdb_file import duckdb_file

        return duckdb_file(place)
    from tinvan.export.sqlite import sqlite_file

    return sqlite_file(place)
