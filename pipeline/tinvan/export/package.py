"""The description of a folder of tables, as a Data Package."""

from pathlib import Path
from typing import Any

import msgspec

from tinvan import __version__
from tinvan.export.columns import Cell, Column, Kind
from tinvan.export.tables import tables

PACKAGE = "datapackage.json"
_TYPES: dict[Kind, str] = {
    "text": "string",
    "integer": "integer",
    "real": "number",
    "date": "date",
    "json": "array",
}


def write_package(folder: Path, form: str, paths: dict[str, str]) -> None:
    """Describe the tables of a folder (https://specs.frictionlessdata.io/data-package/).

    Args:
        folder: Where the description goes.
        form: The format of the tables.
        paths: Where each table is, by its name.
    """
    resources = [
        {
            "name": table.name,
            "path": paths[table.name],
            "description": table.description,
            "format": form,
            "encoding": "utf-8",
            "schema": {
                "fields": [_field(column) for column in table.columns],
                "primaryKey": table.key,
            },
        }
        for table in tables()
    ]
    package: dict[str, Any] = {
        "name": "tinvan",
        "title": "Facts of news articles, read by tinvan",
        "version": __version__,
        "resources": resources,
    }
    described = msgspec.json.format(msgspec.json.encode(package), indent=2)
    (folder / PACKAGE).write_bytes(described + b"\n")


def _field(column: Column) -> dict[str, Cell]:
    """Return the description of a column."""
    return {
        "name": column.name,
        "type": _TYPES[column.kind],
        "description": column.description,
    }
