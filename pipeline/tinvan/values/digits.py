"""Numbers in digits, read exactly.

Vietnamese writes a decimal comma and thousands in dots ("1.234,5"), but many pages do the reverse
or mix the two. Most figures tell by themselves; for the rest the article's own habit decides
(`decimal_sign`), and what cannot be told is not read. The decisions:

* One or two digits behind a sign, or four and more, are decimals; three behind a whole of one to
  three digits may be thousands.
* "1.500" is 1500 unless the article writes decimal points; "1,196" is read by the habit alone.
* "20,000" is 20000 whatever the habit: nobody writes three decimals that are all zero. "18,500"
  and "1.500" end in two: where the habit takes them for decimals, they cannot be told.
* A point before a year ("3.2021") is a month's unless the article writes decimal points.
* A zero in front of further digits writes a code or a day, so only "05" and the like are numbers.
* Blanks join figures only where nothing else is possible: three groups and more ("1 234 567") with
  no other figure beside them, groups behind a thin blank, and a group "000" ("15. 000"). Pages lose
  the dash of "100-200", so "100 200" is two figures.
"""

import functools
import re
import unicodedata
from decimal import Decimal
from typing import Final, Literal, NamedTuple

DecimalSign = Literal[",", "."]

_LONGEST: Final = 30  # digits of a number; what is longer is none
_DOMINANT: Final = 3  # times as often as the other, a sign is a habit
_GROUP: Final = r"[1-9]\d{0,2}"

# Possessive, so that a run costs its length once. Its group tells that a blank may follow inside.
_FIGURE: Final = re.compile(
    r"[.,，．]?\d++(?:[.,，．]\d++)*+(?=([ \xa0\u2009\u202f]\d{3}|[.,][ ]000|[ ][.,]000)?)"
)
_SPACED: Final = re.compile(
    rf"""
    (?: (?<!\d[ \xa0]) (?<!\d[ \xa0]{{2}})
        {_GROUP} (?P<blank>[ \xa0])\d{{3}} (?:(?P=blank)\d{{3}}){{1,8}}
        (?:[.,]\d\d?)? (?![ \xa0]{{1,2}}\d)
      | {_GROUP} (?:[\u2009\u202f]\d{{3}}){{1,9}} (?:[.,]\d\d?)?
      | {_GROUP} (?:\.\d{{3}}){{0,8}} (?:\.[ ]|[ ]\.)000 (?:\.\d{{3}}|\.[ ]000){{0,8}}
      | {_GROUP} (?:,\d{{3}}){{0,8}} (?:,[ ]|[ ],)000 (?:,\d{{3}}|,[ ]000){{0,8}}
    ) (?![.,]?\d)""",
    re.VERBOSE,
)
_BLANKS: Final = re.compile(r"[ \xa0\u2009\u202f]")
_ONE_SIGN: Final = re.compile(r"(\d*)([.,])(\d+)")
_GROUPED: Final = re.compile(rf"({_GROUP}(?:\.\d{{3}})+),(\d+)|({_GROUP}(?:,\d{{3}})+)\.(\d+)")
_GROUPS: Final = re.compile(rf"{_GROUP}(?:(?:\.\d{{3}}){{2,}}|(?:,\d{{3}}){{2,}})")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_MONTHS: Final = range(1, 13)
_NO_SIGNS: Final = str.maketrans("", "", ".,")

# A figure with a sign, and whether something stands behind it that no date or version has.
_SIGNED: Final = re.compile(
    r"\d(?<![\d.,/:]\d)\d*+(?:[.,]\d++)++(?![\d/:])"
    r"(?P<unit>\s?(?:%|(?:phần trăm|triệu|tỷ|tỉ|nghìn|ngàn|USD|điểm|lần)\b))?"
)
_COMMA_DECIMAL: Final = re.compile(
    rf"0,\d+|\d+,(?:\d\d?|\d{{4,}})|{_GROUP}(?:(?:\.\d{{3}})+,\d+|(?:\.\d{{3}}){{2,}}|\.\d00)"
)
_POINT_DECIMAL: Final = re.compile(
    rf"0\.\d+|{_GROUP}(?:(?:,\d{{3}})+\.\d+|(?:,\d{{3}}){{2,}}|,000)"
)
_SHORT_POINT: Final = re.compile(r"\d+\.\d\d?")
_LEVELS: Final = frozenset(f"{level},{level + 1}" for level in range(1, 9))


def decimal_sign(text: str) -> DecimalSign | None:
    """Tell which sign an article writes before decimals, or None where it does not show.

    Only telling figures count: "0,5", "19,10", "1.234.567" and "15.000" for the comma, and their
    reverse for the point, where "19.5" may be a day and counts before a unit alone. "3,4" counts
    before a unit too: it may be levels 3 and 4. A habit is what dominates.

    Args:
        text: The article.
    """
    commas = points = 0
    for found in _SIGNED.finditer(text):
        unit = found["unit"]
        figure = found[0][: -len(unit)] if unit else found[0]
        if _COMMA_DECIMAL.fullmatch(figure):
            commas += bool(unit) or figure not in _LEVELS
        elif _POINT_DECIMAL.fullmatch(figure) or (unit and _SHORT_POINT.fullmatch(figure)):
            points += 1
    if commas > points and commas >= _DOMINANT * points:
        return ","
    return "." if points > commas and points >= _DOMINANT * commas else None


class Digits(NamedTuple):
    """A figure that was read.

    Attributes:
        value: What it is worth, with the decimals as written; None where the digits cannot be
            told, or make no number.
        end: Offset behind its last digit.
    """

    value: Decimal | None
    end: int


def read_digits(
    text: str, start: int, habit: DecimalSign | None, loose: DecimalSign | None = None
) -> Digits:
    """Read the longest figure at a digit, or at a sign with a digit behind it (",77").

    Args:
        text: Any text. Digits of all scripts count; a sign behind the last digit is the sentence's.
        start: Offset of the figure's first character.
        habit: The decimal sign of the article.
        loose: The decimal sign to fall back on where neither the figure nor the article tells.

    Raises:
        ValueError: If no figure starts there.
    """
    found = _FIGURE.match(text, start)
    if found is None:
        raise ValueError(f"no figure starts at {start}")
    if found.lastindex:
        found = _SPACED.match(text, start) or found
    figure = found[0]
    if len(figure) > 2 * _LONGEST:
        return Digits(None, found.end())
    return Digits(_value(figure, habit or loose), found.end())


def exact(value: Decimal) -> str:
    """Write a number plainly, without exponent: 15E12 in full, "19.10" as it was written."""
    return format(value, "f")


@functools.lru_cache(maxsize=4096)  # a few figures are most of those in news
def _value(figure: str, decimal: DecimalSign | None) -> Decimal | None:
    """Return the number that a figure writes, or None where it cannot be told."""
    if figure.isdecimal():
        return _whole(figure)
    plain = unicodedata.normalize("NFKC", _BLANKS.sub("", figure))
    return _whole(plain) if plain.isdecimal() else _signed(plain, decimal)


def _whole(figure: str) -> Decimal | None:
    """Return the number that digits without signs write."""
    if len(figure) > _LONGEST or (len(figure) > 3 and int(figure[0]) == 0):
        return None
    return Decimal(figure)


def _signed(figure: str, decimal: DecimalSign | None) -> Decimal | None:
    """Return the number that digits with signs write."""
    if len(figure) > _LONGEST and len(figure.translate(_NO_SIGNS)) > _LONGEST:
        return None
    if found := _ONE_SIGN.fullmatch(figure):
        return _one_sign(found[1], found[2], found[3], decimal)
    if found := _GROUPED.fullmatch(figure):
        whole, decimals = found[1] or found[3], found[2] or found[4]
        return Decimal(f"{whole.translate(_NO_SIGNS)}.{decimals}")
    if _GROUPS.fullmatch(figure):
        return Decimal(figure.translate(_NO_SIGNS))
    return None


def _one_sign(whole: str, sign: str, rest: str, decimal: DecimalSign | None) -> Decimal | None:
    """Read "A.B" or "A,B": as decimals, or as thousands where three digits may be either."""
    if len(whole) > 1 and int(whole[0]) == 0:
        return None
    if len(rest) != 3 or len(whole) > 3 or not whole or int(whole) == 0:
        may_be_month = sign == "." and decimal != "." and _YEAR.fullmatch(rest)
        return None if may_be_month and int(whole or 0) in _MONTHS else Decimal(f"{whole}.{rest}")
    if rest == "000" or (sign == "." and decimal != "."):
        return Decimal(whole + rest)
    if decimal == sign:
        return None if rest.endswith("00") else Decimal(f"{whole}.{rest}")
    return None if decimal is None else Decimal(whole + rest)
