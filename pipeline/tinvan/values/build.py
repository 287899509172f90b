"""What value builders share: reading numbers, and the value that is being made."""

from typing import Any, NamedTuple, Protocol

import msgspec

from tinvan.values.grammar import Match
from tinvan.values.model import ValueKind
from tinvan.values.numerals import DecimalSign, SpelledNumbers, parse_digits


class Made(NamedTuple):
    """A value of a sentence before it has its place in the document.

    Attributes:
        kind: What sort of value it is.
        start: First character of its anchor in the sentence.
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
    def of(cls, kind: ValueKind, match: Match, **fields: Any) -> "Made":  # noqa: ANN401 - fields of many types
        """Make a value whose anchor is that of a match."""
        return cls(kind, match.start, match.end, match.rule.id, fields)


class Numbers(msgspec.Struct, frozen=True):
    """Reads the numbers of an article.

    Attributes:
        spelled: Reads number words.
        habit: The decimal sign of the article, if it shows.
    """

    spelled: SpelledNumbers
    habit: DecimalSign | None = None

    def read(self, text: str, loose: DecimalSign | None = None) -> float | None:
        """Return the number that digits or words write, or None where it cannot be told.

        Args:
            text: The number without its unit.
            loose: The decimal sign to fall back on; see `parse_digits`.
        """
        if text[:1].isdecimal():
            return parse_digits(text, self.habit, loose)
        return self.spelled.parse(text)


class Builder(Protocol):
    """Makes values of one kind from the matches of a grammar."""

    def __call__(self, match: Match, numbers: Numbers) -> Made | None:
        """Return the value, or None where the match means none after all."""
