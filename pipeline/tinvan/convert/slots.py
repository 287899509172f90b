"""The slots of gold records, laid flat: annotation tools know no objects within objects.

`organisation`, `date`, `alt` and `optional` become plain slots: "organisation.name", "date.start",
"alt" as lines of `slot = value`, "optional" as "yes". What the slots of a type are, is told by its
record (`tinvan.facts`).
"""

from collections.abc import Iterator, Mapping
from copy import copy
from typing import Any, Literal, NamedTuple

import msgspec
from msgspec import inspect

from tinvan.convert.errors import ConvertError
from tinvan.facts import (
    Agency,
    AnyFact,
    Event,
    LegalDocument,
    Money,
    Official,
    Percentage,
    Quantity,
    Ranking,
)

Record = dict[str, Any]
Form = Literal["text", "texts", "number", "choice"]

KINDS: dict[str, type[AnyFact]] = {
    "percentage": Percentage,
    "ranking": Ranking,
    "quantity": Quantity,
    "money": Money,
    "official": Official,
    "agency": Agency,
    "document": LegalDocument,
    "event": Event,
}
OUTPUT_ONLY = frozenset(
    {"schema", "id", "url", "published", "evidence", "confidence", "rule", "agency_id"}
    | {"place_code"}
)
_SPANS = frozenset({"anchor", "mentions"})
_ABOUT_ALL = ("date", "modality", "attribution")  # behind the slots of the type


class Slot(NamedTuple):
    """A slot that holds a text, texts, a number, or one of some words.

    Attributes:
        name: Its name; of a part of an object "organisation.name".
        form: What it holds.
        choices: The words to choose from, the default first.
        default: What it has where nothing is given.
        needed: Whether a fact without it is none.
    """

    name: str
    form: Form
    choices: tuple[str, ...] = ()
    default: Any = None
    needed: bool = False


def _forms(name: str, type_: inspect.Type, default: object) -> Iterator[Slot]:
    """Yield the slots that a field of a record is laid out in."""
    if isinstance(type_, inspect.UnionType):
        type_ = next(part for part in type_.types if not isinstance(part, inspect.NoneType))
    if isinstance(type_, inspect.StructType):
        for part in type_.fields:
            yield from _forms(f"{name}.{part.encode_name}", part.type, None)
    elif isinstance(type_, inspect.LiteralType):
        words = sorted(map(str, type_.values), key=lambda word: (word != default, word))
        yield Slot(name, "choice", tuple(words), default)
    elif isinstance(type_, inspect.VarTupleType):
        yield Slot(name, "texts", default=[])
    else:
        numeric = isinstance(type_, inspect.IntType | inspect.FloatType)
        yield Slot(name, "number" if numeric else "text", default=default)


def _laid_out(kind: str) -> tuple[Slot, ...]:
    info = inspect.type_info(KINDS[kind])
    assert isinstance(info, inspect.StructType)
    fields = {field.name: field for field in info.fields if field.name not in OUTPUT_ONLY | _SPANS}
    names = [name for name in fields if name not in ("doc_id", *_ABOUT_ALL)]
    slots: list[Slot] = []
    for name in (*names, *_ABOUT_ALL):
        given = fields[name].default
        default = None if given is msgspec.NODEFAULT else given
        needed = fields[name].required and isinstance(
            fields[name].type, inspect.StrType | inspect.LiteralType
        )
        slots += (s._replace(needed=needed) for s in _forms(name, fields[name].type, default))
    return (*slots, Slot("alt", "texts", default=[]), Slot("optional", "choice", ("yes",)))


SLOTS: dict[str, tuple[Slot, ...]] = {kind: _laid_out(kind) for kind in KINDS}
ABOUT_ALL = frozenset.intersection(*(frozenset(s.name for s in SLOTS[k]) for k in KINDS))
WITH_MENTIONS = tuple(kind for kind in KINDS if "mentions" in KINDS[kind].__struct_fields__)


def flat(record: Record) -> dict[str, Any]:
    """Return the slots of a record that hold something, laid flat, in order."""
    given = {**record, "alt": list(_lines(record.get("alt", {})))}
    given["optional"] = "yes" if record.get("optional") else None
    found = {}
    for slot in SLOTS[record["type"]]:
        value: Any = given
        for part in slot.name.split("."):
            value = None if value is None else value.get(part)
        if value not in (None, []):
            found[slot.name] = value
    return found


def _lines(alt: Mapping[str, list[Any]]) -> Iterator[str]:
    """Yield other right answers as lines: `subject = "huyện"`, `scope = null`."""
    for slot, values in alt.items():
        for value in values:
            yield f"{slot} = {msgspec.json.encode(value).decode()}"


def nested(kind: str, slots: Mapping[str, Any], where: str) -> Record:
    """Return the slots of a record, of its slots laid flat; those left out have their default.

    Args:
        kind: The type of the fact.
        slots: What was given, by the flat names.
        where: The fact, for errors.

    Raises:
        ConvertError: If a slot is none of the type, or another answer cannot be read.
    """
    known = {slot.name: slot for slot in SLOTS[kind]}
    if unknown := sorted(set(slots) - set(known)):
        remedy = f"A {kind} has {', '.join(known)}"
        raise ConvertError(where, f"there is no slot {', '.join(unknown)}", remedy)
    values = {name: slots.get(name, copy(slot.default)) for name, slot in known.items()}
    record: Record = {}
    for name in known:
        outer, _, inner = name.partition(".")
        if inner:
            record.setdefault(outer, {})[inner] = values[name]
        elif name not in ("alt", "optional"):
            record[name] = values[name]
    for outer in ("organisation", "date"):
        if outer in record and all(value is None for value in record[outer].values()):
            record[outer] = None
    if (date := record["date"]) and date["basis"] is None:
        date["basis"] = "stated" if date["text"] else "published"
    alt: dict[str, list[Any]] = {}
    try:
        lines = msgspec.convert(values["alt"], list[str])
    except msgspec.ValidationError as error:
        remedy = 'Write it as: ["scope = null"]'
        raise ConvertError(where, f"alt is no list of lines ({error})", remedy) from None
    for line in lines:
        slot, value = _other(kind, line, where)
        alt.setdefault(slot, []).append(value)
    extra: Record = {"alt": alt, "optional": values["optional"] in ("yes", True)}
    return record | {name: value for name, value in extra.items() if value}


def fields_of(kind: str) -> set[str]:
    """Return the fields that can have other right answers."""
    return {slot.name.partition(".")[0] for slot in SLOTS[kind]} - {"alt", "optional"}


def _other(kind: str, line: str, where: str) -> tuple[str, Any]:
    """Read another right answer; a value that is no JSON is a text as it stands."""
    name, sign, value = line.partition("=")
    name, value = name.strip(), value.strip()
    if not sign or name not in fields_of(kind):
        remedy = 'Write it as: subject = "toàn tỉnh"'
        raise ConvertError(where, f"“{line}” names no other answer of a slot", remedy)
    try:
        return name, msgspec.json.decode(value)
    except msgspec.DecodeError:
        return name, value
