"""The grammar of spelled-out numbers: what a run of number words is worth.

A number is a sum of groups below a thousand, each with its scales: "hai trăm ba mươi triệu" and
"năm nghìn". A scale takes in the smaller ones before it ("ba nghìn hai trăm tỷ"). A digit whose
place is not said has the one below the last: "một trăm hai" is 120, "một triệu hai" 1.2 million.
Behind "linh", and behind a ten said without "mươi" ("một ngàn chín lăm"), the places are plain.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from tinvan.values.number_words import MULTIPLIERS, PLACES, NumberWord, Role, Token, times

_TWENTY: Final = 20
_BILLION: Final = 10**9
_LARGEST: Final = 10**30  # scale


class NoNumberError(Exception):
    """The words make no number, or a rough one."""


def _may_follow(scale: int, last: int) -> bool:
    """Tell whether a scale multiplies the one before it: "nghìn tỷ", "tỷ tỷ"."""
    return scale > last or scale == last == _BILLION


class Reading:
    """Reads the number that a run of words starts with, and no more of them than it needs.

    Args:
        tokens: The words, as they stand in the text.

    Attributes:
        at: How many words are read.
    """

    def __init__(self, tokens: Iterator[Token]) -> None:
        self.at = 0
        self._more = tokens
        self._tokens: list[Token] = []

    @property
    def end(self) -> int:
        """Offset behind what is read."""
        return self._tokens[self.at - 1].end

    def number(self) -> Decimal:
        """Read a number with its sign and decimals.

        Raises:
            NoNumberError: If there is none, or words that cannot belong to it follow.
        """
        first = int(self._role() == "sign")
        self.at = first
        whole = self._sum([])
        value = Decimal(whole)
        if all(token.word.role in ("hundred", "scale") for token in self._tokens[first : self.at]):
            raise NoNumberError
        if self._role() == "half" and self._takes_half(first):
            self._take()
            value += Decimal("0.5")
        elif self._role() == "point" and (decimals := self._decimals()):
            value = Decimal(f"{whole}.{decimals}")
            while self._role() == "scale":
                value = times(value, self._take())
        if self._goes_on():
            raise NoNumberError
        if not first:
            return value
        if self.at == 2 and any(token.word.everyday for token in self._tokens[:2]):
            raise NoNumberError
        return -value

    def multiplied(self, value: Decimal) -> Decimal:
        """Multiply a figure by the words behind it, and add what follows."""
        if self._role() != "scale":
            value = times(value, self._take())
        scale = 1
        while self._role() == "scale" and _may_follow(self._word().value, scale):
            scale = self._take()
            value = times(value, scale)
        done = self.at
        if scale == 1 or value != value.to_integral_value() or self._role() == "scale":
            return value
        try:
            total = self._sum([(int(value), scale)])
        except NoNumberError:
            total = None
        if total is None or self._goes_on() or self.at == done:
            self.at = done
            return value
        return Decimal(total)

    def _role(self, ahead: int = 0) -> Role | None:
        at = self.at + ahead
        while len(self._tokens) <= at:
            token = next(self._more, None)
            if token is None:
                return None
            self._tokens.append(token)
        return self._tokens[at].word.role

    def _word(self, ahead: int = 0) -> NumberWord:
        """Return a word whose role has been looked at."""
        return self._tokens[self.at + ahead].word

    def _take(self) -> int:
        self.at += 1
        return self._word(-1).value

    def _counts(self, ahead: int = 0) -> bool:
        """Tell whether a digit stands there that is no everyday word."""
        if self._role(ahead) != "digit":
            return False
        return not self._word(ahead).everyday or self._role(ahead + 1) in MULTIPLIERS

    def _goes_on(self) -> bool:
        """Tell whether the next word is part of a number too, which cannot be this one."""
        return self._role() in ("ten", *MULTIPLIERS) or self._counts()

    def _stands_alone(self, ahead: int = 0) -> bool:
        """Tell whether a digit stands there that multiplies no place."""
        return self._role(ahead) in ("digit", "unit") and self._role(ahead + 1) not in PLACES

    def _takes_half(self, first: int) -> bool:
        """Tell whether "rưỡi" belongs to a lone digit; in "năm rưỡi" it is half a year."""
        digit = self._tokens[first].word
        return (
            self.at == first + 1
            and digit.role == "digit"
            and (not digit.everyday or digit.value == 1)
        )

    def _sum(self, terms: list[tuple[int, int]]) -> int:
        """Read groups and their scales.

        Args:
            terms: What is read already: amounts with their scales, which fall. It is used up.
        """
        while True:
            behind = bool(terms)
            start = self.at
            group = self._group(behind)
            lone = group is None
            if group is None:
                group = self._lone(terms[-1][1] if terms else 0)
            if group is None and behind:
                if self._role() == "half":
                    self._take()
                    group = terms[-1][1] // 2
                return sum(amount for amount, _ in terms) + (group or 0)
            if group is None and self._role() == "scale":
                group = 1
            if group is None:
                raise NoNumberError
            if self._role() != "scale":
                return sum(amount for amount, _ in terms) + group
            self._scale(terms, group, lone and self.at > start)

    def _scale(self, terms: list[tuple[int, int]], group: int, lone: bool) -> None:
        """Multiply a group by the scales behind it, with the smaller terms before it."""
        scale, said = 1, 0
        while self._role() == "scale":
            last, said = said, self._take()
            if not _may_follow(said, last) or scale > _LARGEST:
                raise NoNumberError
            while terms and terms[-1][1] < said:
                if lone:  # "hai nghìn ba tỷ" may be 2003 or 2300
                    raise NoNumberError
                group += terms.pop()[0]
            group, scale = group * said, scale * said
        if terms and group >= terms[-1][1]:
            raise NoNumberError
        terms.append((group, scale))

    def _group(self, behind: bool) -> int | None:
        """Read a group below a thousand, unless it is a lone digit.

        Args:
            behind: Whether more of the number stands in front.
        """
        if self._role() == "figure" and self._role(1) == "scale":
            return self._take()
        if behind and self._fills():
            return self._behind_no_hundred()
        if self._role() == "hundred" and not behind:
            return self._take() + self._behind_hundred()
        if self._role() != "digit" or self._role(1) != "hundred":
            return self._tens()
        digit, hundred = self._take(), self._take()
        if digit:
            return digit * hundred + self._behind_hundred()
        if not behind:
            raise NoNumberError
        return self._behind_no_hundred()

    def _behind_hundred(self) -> int:
        """Read what follows "trăm"."""
        if self._role() == "half":
            return self._take() + 50
        if (rest := self._behind_no_hundred()) or not self._stands_alone():
            return rest
        return self._take() * 10 if self._role() == "unit" or self._counts() else 0

    def _behind_no_hundred(self) -> int:
        """Read what follows "không trăm", where a digit needs its place said."""
        if self._fills():
            self._take()
            if self._stands_alone():
                return self._take()
        return self._tens(behind_hundred=True) or 0

    def _fills(self) -> bool:
        """Tell whether "linh" stands there for an empty place: "linh năm", not "linh mục"."""
        return self._role() == "filler" and self._role(1) in ("digit", "unit", "ten")

    def _tens(self, behind_hundred: bool = False) -> int | None:
        """Read a number of two digits: "mười lăm", "hai mươi mốt", "hai mốt", "hai chục"."""
        if self._role() == "ten":
            number = self._take() + self._unit()
            if number == _TWENTY:  # "hăm" alone is another word
                raise NoNumberError
            return number
        if self._role() != "digit":
            return None
        digit = self._word().value
        if self._role(1) == "tens" and digit > 1:
            return self._take() * self._take() + self._unit()
        if self._role(1) == "dozen" and digit:
            value = self._take() * self._take()
            return value + (self._take() + 5 if self._role() == "half" else 0)
        if digit > 1 and self._stands_alone(1) and self._is_short(digit, behind_hundred):
            return self._take() * 10 + self._take()
        return None

    def _is_short(self, digit: int, behind_hundred: bool) -> bool:
        """Tell whether a digit is the unit of the one before it.

        Raises:
            NoNumberError: If they may be a rough count or a slip: "ba bốn", "năm bảy", "hai hai".
        """
        if self._role(1) == "unit":
            return True
        unit = self._word(1).value
        if unit < 2 or not self._counts(1):
            return False
        doubled = digit == unit and self._role(2) not in ("point", "scale")
        if not behind_hundred and (digit == 5 or unit in (5, digit + 1) or doubled):
            raise NoNumberError
        return True

    def _unit(self) -> int:
        """Read the unit behind a ten, or return 0."""
        if not self._stands_alone() or self._word().value == 0:
            return 0
        everyday = self._word().everyday and self._word().value != 1
        return 0 if everyday else self._take()

    def _lone(self, scale: int) -> int | None:
        """Read a digit without a place, which is a tenth of the scale where it ends the number."""
        if not self._stands_alone() or (not scale and self._role() == "unit"):
            return None
        if not scale:
            return self._take()
        if self._role() != "unit" and not self._counts():
            return None
        return self._take() * (1 if self._role() == "scale" else scale // 10)

    def _decimals(self) -> str:
        """Read the point and the digits behind it, or nothing where none follow.

        Raises:
            NoNumberError: If what follows may be decimals or not: "hai phẩy tám năm".
        """
        start = self.at
        self._take()
        if self._role() == "figure":
            self.at += 1
            return self._word(-1).id
        digits = ""
        while self._stands_alone() and self._word().value == 0:
            digits += str(self._take())
        if self._role() == "ten" or self._role(1) in ("tens", "dozen"):
            return digits + str(self._tens() or "")
        while self._stands_alone():
            digits += str(self._take())
        if self._goes_on() and self._role() != "scale":
            raise NoNumberError
        closed = self._role() in ("scale", "percent")  # so that "năm" is no year
        last = self._word(-1)
        if last.everyday and last.value > 1 and digits[:-1].strip("0") and not closed:
            raise NoNumberError
        if not digits:
            self.at = start
        return digits
