"""What is told of a fact: one record, printed as text or as JSON."""

from typing import Any, Literal

import msgspec

from tinvan.document import Decision
from tinvan.facts import AnyFact
from tinvan.spans import Span


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule, or an entry of a lexicon or registry, as its file has it.

    Attributes:
        id: What records call it.
        file: Where it stands ("rules/facts/percentage.toml"); None where the code alone has it.
        reads: What it reads, in its own words; None for entries, whose content tells.
        entry: The content of an entry, its examples left out; empty for rules.
    """

    id: str
    file: str | None = None
    reads: str | None = None
    entry: dict[str, Any] = {}


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A value or a name that was read in the sentence.

    Attributes:
        kind: Of value ("date") or of name ("agency").
        span: Where it stands.
        rule: What read it.
        gives: What it says: the fields of a value, or the full name and the id of a name.
    """

    kind: str
    span: Span
    rule: Rule
    gives: dict[str, Any]


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """How a slot of the fact came about.

    Attributes:
        name: The slot.
        value: What it holds.
        how: How it came about, in a few words.
        at: The words that it was read from, where they are known.
        sentence: The sentence of these words, where it is another than the fact's.
    """

    name: str
    value: Any
    how: str
    at: Span | None = None
    sentence: Span | None = None


class LineRole(msgspec.Struct, frozen=True, kw_only=True):
    """The line that the anchor stands in.

    Attributes:
        number: 1-based, blank lines counted.
        label: Its role.
        rule: What told the role.
    """

    number: int
    label: str | None
    rule: Rule | None


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """Why a fact was made.

    Attributes:
        schema: Name and version of this form.
        fact: The fact, as the run wrote it.
        made: Whether it is made again today: the same, with other slots, or not at all.
        warnings: What makes this account less than sure.
        rule: The rule that made it.
        line: The line that it stands in.
        marks: What was read in its sentence, in order of start.
        slots: How its slots came about, in the order of the record.
        decisions: What models chose for its slots, and what the rules had proposed.
        registry: Entries that names of the fact were resolved by.
    """

    schema: Literal["tinvan-explanation/1"] = "tinvan-explanation/1"
    fact: AnyFact
    made: Literal["same", "otherwise", "no more"]
    warnings: tuple[str, ...]
    rule: Rule
    line: LineRole | None
    marks: tuple[Mark, ...]
    slots: tuple[Slot, ...]
    decisions: tuple[Decision, ...]
    registry: tuple[Rule, ...]
