"""From an entry of the registry to an answer."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from tinvan.names.lexicons import Dated
from tinvan.registry.answer import Answer, Named
from tinvan.registry.periods import stood


class Asked(msgspec.Struct, frozen=True):
    """What was asked: a name, and the day that it is meant on."""

    name: str
    on: str | None


def unborn(before: Iterable[Dated]) -> bool:
    """Tell from what a body came from whether it began on a day that is not known."""
    return any(one.ended == "renamed" and one.valid_to is None for one in before)


def told(
    body: Dated,
    asked: Asked,
    known: Named,
    *,
    read_by: Literal["registry", "pattern"],
    place: str | None = None,
    parent: Named | None = None,
    successor: tuple[Named, ...] = (),
    predecessor: tuple[Named, ...] = (),
    held: tuple[Named, ...] = (),
    unborn: bool = False,
    gone: bool = False,
) -> Answer:
    """Return what an entry tells of a body that was asked for.

    Args:
        body: The entry, or what it comes to in a place.
        asked: What was asked.
        known: Its id and its name in full.
        read_by: What found it.
        place: As in `Answer`, and so with those that follow.
        parent: See `place`.
        successor: See `place`.
        predecessor: See `place`.
        held: What stood on the day in place of the body; of use only where that did not.
        unborn: Whether it began on a day that is not known.
        gone: Whether it had ended by the day, whenever that was.
    """
    valid = False if gone else stood(body, asked.on, bool(body.ended), unborn)
    return Answer(
        asked=asked.name,
        on=asked.on,
        id=known.id,
        name=known.name,
        kind=body.kind,
        level=body.level,
        place=place,
        parent=parent,
        valid_from=body.valid_from,
        valid_to=body.valid_to,
        valid=valid,
        ended=body.ended,
        successor=successor,
        predecessor=predecessor,
        held=held if valid is False else (),
        read_by=read_by,
        verified=body.verified,
        source=body.source,
    )
