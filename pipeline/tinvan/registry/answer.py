"""What the registry answers about a name."""

from typing import Literal

import msgspec

from tinvan.facts import AgencyKind, Level


class Named(msgspec.Struct, frozen=True):
    """A body in short: its id, where the registry knows it, and its name."""

    id: str | None
    name: str


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A body, as it was on a day.

    Attributes:
        asked: The name that was looked up.
        on: The day, ISO 8601; None where none was given.
        id: Stable id; None for a body that only the grammar of names reads.
        name: Official name.
        kind: As in FACTS.md, "agency".
        level: Of a Vietnamese state or party body.
        place: Province, district or commune of a local body.
        parent: The body that it belonged to on the day.
        valid_from: First day under this name; None where not known, or before 2007.
        valid_to: Last day; None where not known, or where the body still stands.
        valid: Whether it stood on the day; None where no day was given, or where it began or ended
            on a day that is not known.
        ended: How it ended; "" where it did not.
        successor: What took its work over.
        predecessor: What it took over from.
        held: What stood on the day in its stead, where it did not.
        read_by: The registry, a pattern of local bodies, or the grammar of names alone.
        verified: Whether name and days were checked against `source`.
        source: The act or kind of publication that tells them.
    """

    asked: str
    on: str | None
    id: str | None
    name: str
    kind: AgencyKind
    level: Level | None = None
    place: str | None = None
    parent: Named | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    valid: bool | None = None
    ended: str = ""
    successor: tuple[Named, ...] = ()
    predecessor: tuple[Named, ...] = ()
    held: tuple[Named, ...] = ()
    read_by: Literal["registry", "pattern", "grammar"]
    verified: bool = False
    source: str = ""
