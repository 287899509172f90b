"""The columns that the fields of a record become in a flat table.

They follow from the record itself: a span becomes three columns and a date four, a list JSON, and
what a column means is what the docstring of the record says.
"""

import re
import types
import typing
from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple, get_args, get_origin

import msgspec

from tinvan.facts import FactDate, Organisation
from tinvan.spans import Span

Kind = Literal["text", "integer", "real", "date", "json"]
Cell = str | int | float | None

_LARGEST = 2**63 - 1  # of the integers that every format holds
_DAYS = ("start", "end", "issued", "day")  # fields that hold an ISO day
_WHOLE = len("2020-09-17")
_ATTRIBUTE = re.compile(r"^ {8}(\w+): (.*(?:\n {12}.*)*)", re.M)


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        name: As the field of the record, with the part of it behind: "anchor_start".
        kind: What its cells are. A "date" is an ISO day, "json" a list as JSON text.
        description: What it means, in a sentence.
        cell: Returns the cell of a record.
    """

    name: str
    kind: Kind
    description: str
    cell: Callable[[Any], Cell]


def columns_of(record: type[msgspec.Struct], left_out: frozenset[str]) -> Iterator[Column]:
    """Yield the columns of a type of records.

    Args:
        record: The type, whose docstring describes its attributes.
        left_out: Fields that get no column.
    """
    hints, told = typing.get_type_hints(record), descriptions(record)
    for field in msgspec.structs.fields(record):
        if field.name not in left_out:
            yield from _columns(field.name, hints[field.name], told.get(field.name, ""))


def descriptions(record: type) -> dict[str, str]:
    """Return what the docstrings of a type and its bases say of its attributes."""
    found: dict[str, str] = {}
    for base in reversed(record.__mro__):
        found |= attributes(base.__dict__.get("__doc__") or "")
    return found


def attributes(docstring: str) -> dict[str, str]:
    """Return what a docstring says of attributes, in the words of JSON."""
    told = _ATTRIBUTE.findall(docstring)
    return {name: " ".join(text.split()).replace("None", "null") for name, text in told}


def _columns(name: str, hint: Any, told: str) -> Iterator[Column]:  # noqa: ANN401 - a type
    """Yield the columns of a field."""
    kind = _plain(hint)
    if kind in (Span, FactDate, Organisation):
        yield from _parts(name, kind, told)
    elif get_origin(kind) is tuple:
        yield from _lists(name, kind, told)
    elif name == "published":
        yield Column(name, "text", told, _plainly(name))
        yield Column("published_day", "date", "The day of `published`.", _first(name, _WHOLE))
    elif kind is int:
        yield Column(name, "integer", told, _integer(name))
    else:
        yield Column(name, _scalar(name, kind), told, _plainly(name))


def _parts(name: str, kind: type[msgspec.Struct], told: str) -> Iterator[Column]:
    """Yield the columns of a field that has parts."""
    hints, parts = typing.get_type_hints(kind), descriptions(kind)
    for field in msgspec.structs.fields(kind):
        part = field.name
        scalar: Kind = "integer" if hints[part] is int else _scalar(part, _plain(hints[part]))
        said = f"{told} Its {part}: {parts[part]}"
        yield Column(f"{name}_{part}", scalar, said, _inner(name, part))


def _lists(name: str, kind: Any, told: str) -> Iterator[Column]:  # noqa: ANN401 - a type
    """Yield the column of a field that is a list: spans stand in a table of their own."""
    if get_args(kind)[0] is Span:
        yield Column(name, "integer", f"{told} How many; they stand in mentions.", _count(name))
    else:
        yield Column(name, "json", told, _json(name))


def _plain(hint: Any) -> Any:  # noqa: ANN401 - a type
    """Return a type without what says that a field may be empty."""
    if get_origin(hint) in (typing.Union, types.UnionType):
        kinds = [one for one in get_args(hint) if one not in (type(None), msgspec.UnsetType)]
        return kinds[0]
    return hint


def _scalar(name: str, kind: Any) -> Kind:  # noqa: ANN401 - a type
    """Return the kind of a column of single values that are no integers."""
    if kind is float:
        return "real"
    return "date" if name in _DAYS else "text"


def _plainly(name: str) -> Callable[[Any], Cell]:
    def cell(record: Any) -> Cell:  # noqa: ANN401 - any record
        value: Cell | msgspec.UnsetType = getattr(record, name)
        return None if isinstance(value, msgspec.UnsetType) else value

    return cell


def _integer(name: str) -> Callable[[Any], Cell]:
    """Return a reader of integers; one that no table can hold is left out."""

    def cell(record: Any) -> Cell:  # noqa: ANN401 - any record
        value: int | None = getattr(record, name)
        return None if value is None or abs(value) > _LARGEST else value

    return cell


def _first(name: str, length: int) -> Callable[[Any], Cell]:
    def cell(record: Any) -> Cell:  # noqa: ANN401 - any record
        value: str | None = getattr(record, name)
        return value and value[:length]

    return cell


def _inner(name: str, part: str) -> Callable[[Any], Cell]:
    def cell(record: Any) -> Cell:  # noqa: ANN401 - any record
        whole = getattr(record, name)
        value: Cell = None if whole is None else getattr(whole, part)
        return value

    return cell


def _count(name: str) -> Callable[[Any], Cell]:
    return lambda record: len(getattr(record, name))


def _json(name: str) -> Callable[[Any], Cell]:
    return lambda record: msgspec.json.encode(getattr(record, name)).decode()
