"""What value builders share: reading numbers, and the value that is being made."""

from decimal import Decimal
from typing import Any, NamedTuple, Self

import msgspec

from tinvan.values.digits import DecimalSign, exact
from tinvan.values.figures import Figures
from tinvan.values.grammar import Match
from tinvan.values.model import ValueKind


class Made(NamedTuple):
    """A value before it has its place in a document.

    Attributes:
        kind: What sort of value it is.
        start: First character of its anchor.
        end: Behind its last character.
        rule: The rule that read it.
        fields: Further fields of the `Value`.
    """

    kind: ValueKind
    start: int
    end: int
    rule: str
    fields: dict[str, Any]

    @classmethod
    def of(cls, kind: ValueKind, match: Match, **fields: Any) -> Self:  # noqa: ANN401 - fields of many types
        """Make a value whose anchor is that of a match."""
        return cls(kind, match.start, match.end, match.rule.id, fields)

    def moved(self, by: int) -> Self:
        """Return it some characters further on."""
        return self._replace(start=self.start + by, end=self.end + by)


def amount(value: Decimal) -> dict[str, Any]:
    """Return the fields of a single number."""
    return {"value": float(value), "exact": exact(value)}


def amount_range(low: Decimal, high: Decimal) -> dict[str, Any]:
    """Return the fields of a range."""
    return {
        "low": float(low), "exact_low": exact(low), "high": float(high), "exact_high": exact(high),
    }  # fmt: skip


class Numbers(msgspec.Struct, frozen=True):
    """Reads the numbers of an article that stand in groups of a match.

    Attributes:
        figures: Reads figures.
        habit: The decimal sign of the article, if it shows.
    """

    figures: Figures
    habit: DecimalSign | None = None

    def read(self, text: str) -> Decimal | None:
        """Return the number that digits or words write, or None where they write none.

        Args:
            text: The number without its unit.
        """
        small = text.lower()
        if not small[:1].isalnum():
            return None
        figure = self.figures.read(small, 0, self.habit)
        return figure.value if figure and figure.end == len(small) else None
