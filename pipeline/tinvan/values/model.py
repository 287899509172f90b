"""The records of values found in a text."""

from typing import Literal

import msgspec

from tinvan.facts import Comparator

ValueKind = Literal["number", "percentage", "fraction", "rank", "date"]


class TimeExpression(msgspec.Struct, frozen=True, kw_only=True):
    """The parts of a time expression, as far as the words give them.

    Filled by `tinvan.values.dates`, turned into days by `tinvan.values.calendar`.
    """


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A value expression, with view offsets.

    Attributes:
        kind: What sort of value it is.
        start: First character of the anchor ("86/193" without "thứ", "19,10%" with its sign).
        end: Behind its last character.
        text: The characters of the anchor.
        rule: The rule that read it.
        value: The number; of a percentage the figure before the sign. None for a range.
        low: Lower end of a range.
        high: Upper end of a range.
        comparator: How words or signs next to the number bound it.
        comparator_start: Where the words that bound it start; `start` if there are none.
        points: Whether a percentage is in percentage points ("2 điểm phần trăm").
        out_of: Of a rank or a fraction: how many there are in all ("86/193": 193).
        change: Of a rank: places gained (+) or lost (-) ("tăng 31 bậc").
        time: Of a date: its parts.
    """

    kind: ValueKind
    start: int
    end: int
    text: str
    rule: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    comparator: Comparator = "="
    comparator_start: int = -1
    points: bool = False
    out_of: int | None = None
    change: int | None = None
    time: TimeExpression | None = None
