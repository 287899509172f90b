"""The slots of each type of facts, told to the form in which a person corrects them."""

import types
from collections.abc import Iterator
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from tinvan.facts import AnyFact, Fact, FactDate, Organisation
from tinvan.viewer.records import Slot, SlotKind

_COMMON = ("date", "modality", "attribution")  # of what every fact has, what a label holds
_KINDS: dict[Any, SlotKind] = {
    float: "number",
    int: "integer",
    str: "text",
    Organisation: "organisation",
    FactDate: "date",
}


def slots_by_type() -> dict[str, tuple[Slot, ...]]:
    """Return the slots that a person can correct, by type; mentions are not among them."""
    return {str(kind.__struct_config__.tag): tuple(_slots(kind)) for kind in get_args(AnyFact)}


def _slots(kind: type[Fact]) -> Iterator[Slot]:
    """Yield the slots of a type, its own first."""
    hints = get_type_hints(kind)
    own = [name for name in kind.__struct_fields__ if name not in Fact.__struct_fields__]
    for name in (*own, *_COMMON):
        if name != "mentions":
            yield _slot(name, hints[name])


def _slot(name: str, hint: Any) -> Slot:  # noqa: ANN401 - a type of any form
    """Return a slot by the type of its field."""
    options = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
    (meant,) = [option for option in options if option is not types.NoneType]
    required = types.NoneType not in options
    if get_origin(meant) is Literal:
        return Slot(name=name, kind="choice", required=required, choices=get_args(meant))
    kind: SlotKind = "texts" if get_origin(meant) is tuple else _KINDS[meant]
    return Slot(name=name, kind=kind, required=required)
