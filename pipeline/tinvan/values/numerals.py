"""Numbers from characters: digits with separators, and spelled-out numbers.

Vietnamese writes a decimal comma and thousands in dots ("1.234,5"), but pages copied from
English sources do the reverse. Most numbers tell by themselves; for the rest the article's own
habit decides (`decimal_sign`), and where there is none, nothing is read.
"""

from collections.abc import Sequence
from typing import Literal

import regex

from tinvan.ruleset import Entry, Lexicon

DecimalSign = Literal[",", "."]
Role = Literal["digit", "ten", "tens", "hundred", "scale", "filler", "point", "half"]

_LONGEST = 30  # characters of a number; what is longer is none
_COMMA_DECIMAL = regex.compile(
    r"(?<![\d.,])(?:0,\d+|\d+,(?:\d{1,2}|\d{4,})|\d{1,3}(?:\.\d{3})+,\d+)(?![\d.,])"
)
_DOT_DECIMAL = regex.compile(
    r"(?<![\d.,])(?:0\.\d+|\d+\.\d{1,2}\s?%|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,})(?![\d.,])"
)
_GROUPS = regex.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_ONE_SIGN = regex.compile(r"(\d+)([.,])(\d+)")
_GROUPED_DECIMAL = regex.compile(r"(\d{1,3}(?:([.,])\d{3})+)(?!\2)[.,](\d+)")


class NumberWord(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A word of spelled-out numbers.

    Attributes:
        role: What it does in a number.
        value: What it is worth.
    """

    role: Role
    value: int


def decimal_sign(text: str) -> DecimalSign | None:
    """Tell which sign an article writes before decimals, or None where it does not show.

    Args:
        text: The article.
    """
    commas = len(_COMMA_DECIMAL.findall(text))
    dots = len(_DOT_DECIMAL.findall(text))
    if commas == dots:
        return None
    return "," if commas > dots else "."


def parse_digits(
    text: str, habit: DecimalSign | None, loose: DecimalSign | None = None
) -> float | None:
    """Return the number that digits and separators write.

    Args:
        text: Digits with dots and commas: "1.196", "19,10".
        habit: The decimal sign of the article.
        loose: The decimal sign to fall back on where neither the number nor the article tells.

    Returns:
        The number, or None where it cannot be told or the separators make no number.
    """
    if len(text) > _LONGEST:
        return None
    if text.isdecimal():
        return float(text)
    if found := _GROUPED_DECIMAL.fullmatch(text):
        whole = found.group(1).replace(found.group(2), "")
        return float(f"{whole}.{found.group(3)}")
    if found := _ONE_SIGN.fullmatch(text):
        return _parse_one_sign(found.group(1), found.group(2), found.group(3), habit or loose)
    if _GROUPS.fullmatch(text):
        return float(text.replace(".", "").replace(",", ""))
    return None


def _parse_one_sign(whole: str, sign: str, rest: str, decimal: DecimalSign | None) -> float | None:
    """Read "A.B" or "A,B": as decimals, or as thousands where three digits may be either."""
    grouped = len(rest) == 3 and len(whole) <= 3 and not whole.startswith("0")
    if not grouped or decimal == sign:
        return float(f"{whole}.{rest}")
    if decimal is None and sign == ",":
        return None
    return float(whole + rest)


class SpelledNumbers:
    """Reads spelled-out numbers.

    Args:
        lexicon: The number words.
    """

    def __init__(self, lexicon: Lexicon[NumberWord]) -> None:
        self._lexicon = lexicon

    def parse(self, text: str) -> float | None:
        """Return the number that words write, or None if they write none.

        Args:
            text: Number words with blanks between: "hai mươi mốt phẩy năm".
        """
        words = [self._lexicon.get(word) for word in text.split()]
        known = [word for word in words if word is not None]
        if not known or len(known) < len(words):
            return None
        for index, word in enumerate(known):
            if word.role == "point":
                whole, rest = _whole(known[:index]), _decimals(known[index + 1 :])
                return None if whole is None or rest is None else float(f"{whole:.0f}.{rest}")
        return _whole(known)


def _whole(words: Sequence[NumberWord]) -> float | None:
    """Read number words without decimals."""
    reading = _Reading()
    if all(word.role == "filler" for word in words):
        return None
    return reading.result() if all(reading.take(word) for word in words) else None


def _decimals(words: Sequence[NumberWord]) -> str | None:
    """Return the digits behind the decimal point: "không năm" is 05, "hai mươi lăm" is 25."""
    if words and all(word.role == "digit" for word in words):
        return "".join(str(word.value) for word in words)
    value = _whole(words)
    return None if value is None or not value.is_integer() else f"{value:.0f}"


class _Reading:
    """A spelled number being read, word by word."""

    def __init__(self) -> None:
        self.total = 0.0  # what whole scales have been said (hai nghìn)
        self.group = 0.0  # below the next scale (ba trăm)
        self.digit: int | None = None  # a digit whose place is not known yet
        self.below = 1.0  # the place of a digit that ends the number: "hai nghìn ba" is 2300
        self.scale = 0.0

    def take(self, word: NumberWord) -> bool:
        """Read a word; tell whether it can stand here."""
        if word.role in ("digit", "ten"):
            return self._take_unit(word)
        if word.role in ("tens", "hundred"):
            return self._take_multiplier(word.value)
        if word.role == "scale":
            return self._take_scale(word.value)
        if word.role == "half":
            return self._take_half()
        self.below = 1.0
        return self.digit is None

    def result(self) -> float:
        """Return the number read."""
        rest = 0.0 if self.digit is None else self.digit * self.below
        return self.total + self.group + rest

    def _take_unit(self, word: NumberWord) -> bool:
        if self.digit is not None:
            return False
        if word.role == "ten":
            self.group += word.value
            self.below = 1.0
        else:
            self.digit = word.value
        return True

    def _take_multiplier(self, value: int) -> bool:
        if self.digit is None and (self.group or self.total or value == 10):
            return False
        self.group += (1 if self.digit is None else self.digit) * value
        self.digit = None
        self.below = 10.0 if value == 100 else 1.0
        return True

    def _take_scale(self, value: int) -> bool:
        said = self.group + (self.digit or 0)
        if self.digit is None and not self.group:
            self.total = (self.total or 1) * value
        elif self.scale and value > self.scale:
            self.total = (self.total + said) * value
        else:
            self.total += said * value
        self.group, self.digit = 0.0, None
        self.scale, self.below = value, value / 10
        return True

    def _take_half(self) -> bool:
        if self.digit is not None:
            self.group += self.digit + 0.5
            self.digit = None
            return True
        if self.group:
            self.group += 50 if self.below == 10 else 0.5
            return True
        self.total += self.scale / 2
        return bool(self.scale)
