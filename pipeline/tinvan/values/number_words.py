"""The words of spelled-out numbers, as the lexicon has them and as they stand in a text."""

from decimal import Context, Decimal
from typing import Final, Literal, NamedTuple

from tinvan.ruleset import Entry

Role = Literal[
    "digit", "unit", "ten", "tens", "dozen", "hundred", "scale",
    "filler", "point", "half", "sign", "vague", "abbreviation", "name", "figure", "percent",
]  # fmt: skip

PLACES: Final = ("tens", "dozen", "hundred")  # a digit before these is theirs
MULTIPLIERS: Final = (*PLACES, "scale")
_WIDE: Final = Context(prec=200)


class NumberWord(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A word of spelled-out numbers.

    Attributes:
        role: What it does in a number; "figure" and "percent" are for what stands between words.
        value: What it is worth.
        everyday: It is mostly another word, and counts where nothing else is possible.
        not_before: Words before which it is another word.
        not_behind: Words behind which a sign is another word.
    """

    role: Role
    value: int = 0
    everyday: bool = False
    not_before: tuple[str, ...] = ()
    not_behind: tuple[str, ...] = ()


class Token(NamedTuple):
    """A number word in a text.

    Attributes:
        word: The word.
        end: Offset behind it.
    """

    word: NumberWord
    end: int


def times(value: Decimal, scale: int) -> Decimal:
    """Multiply by a power of ten, exactly: 2.50 million has no decimals."""
    return value.scaleb(len(str(scale)) - 1, _WIDE)
