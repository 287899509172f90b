"""Fractions: 38/46, hai phần ba, ba phần tư."""

import re
from collections.abc import Mapping, Sequence

from tinvan.ruleset import alternation
from tinvan.values.build import Made
from tinvan.values.figures import Figure, Figures
from tinvan.values.place_words import place_words
from tinvan.values.rule_text import RuleText

_DIGITS = re.compile(
    r"\s?/\s?(\d{1,3}(?:\.\d{3})+|\d{1,6})(?![\d/%]|[.,]\d|\s?%"
    r"|\s?(?:gb|tb|mb|ghz|inch|mah|mp|w)(?!\w))"  # versions of a device
)
_PARTS = re.compile(r"[^\S\n]phần[^\S\n]")
_WORD = re.compile(r"[^\W\d_]+")
_LARGE_WHOLES = {"nghìn": 1_000, "ngàn": 1_000, "vạn": 10_000, "triệu": 1_000_000}
_DAYS, _MONTHS = 31, 12
_NEAR = 16  # characters in front in which words of shares stand
_YEARS = range(1900, 2101)


class FractionReader:
    """Reads the fractions that figures start.

    Args:
        figures: Reads figures.
        words: The word lists of `rules/values`.
    """

    def __init__(self, figures: Figures, words: Mapping[str, Sequence[str]]) -> None:
        self._figures = figures
        self._day = re.compile(rf"{alternation(words['day_of'])}\s\Z")
        self._share = re.compile(rf"{alternation(words['share_before'])}\s\Z")
        self._wholes = {**place_words(), **_LARGE_WHOLES}

    def read(self, text: RuleText, figure: Figure) -> Made | None:
        """Return the fraction that a figure starts, or None."""
        if figure.words:
            return self._spelled(text.small, figure)
        found = _DIGITS.match(text.small, figure.end)
        if found is None or figure.value != figure.value.to_integral():
            return None
        part, whole = int(figure.value), int(found.group(1).replace(".", ""))
        if not whole or (part > whole and not text.is_alone(figure.start, found.end())):
            return None
        if part in _YEARS and whole - part == 1:  # a season
            return None
        if self._may_be_day(text, figure, found.end(), part, whole):
            return None
        return _fraction("fraction.digits", figure.start, found.end(), part, whole)

    def _may_be_day(self, text: RuleText, figure: Figure, end: int, part: int, whole: int) -> bool:
        """Tell whether a part of a whole may be a day: nothing is counted, no word is of shares."""
        if part > _DAYS or whole > _MONTHS or text.is_alone(figure.start, end):
            return False
        if text.small[figure.start] == "0":
            return True
        near = max(0, figure.start - _NEAR)
        if self._day.search(text.small, near, figure.start):
            return True
        goes_on = text.small[end : end + 2].strip(" ")[:1].isalpha()
        return not (goes_on or self._share.search(text.small, near, figure.start))

    def _spelled(self, small: str, figure: Figure) -> Made | None:
        """Return a fraction in words."""
        found = _PARTS.match(small, figure.end)
        if found is None:
            return None
        whole = self._figures.read(small, found.end()) if found.end() < len(small) else None
        if whole is None or not whole.words:
            return self._named(small, figure, found.end())
        if not whole.value or whole.value < figure.value:
            return None
        numbers = int(figure.value), int(whole.value)
        return _fraction("fraction.spelled", figure.start, whole.end, *numbers)

    def _named(self, small: str, figure: Figure, start: int) -> Made | None:
        """Return a fraction whose whole is a word that is no number alone: ba phần tư."""
        word = _WORD.match(small, start)
        whole = self._wholes.get(word.group()) if word else None
        if word is None or whole is None or whole < figure.value:
            return None
        return _fraction("fraction.spelled", figure.start, word.end(), int(figure.value), whole)


def _fraction(rule: str, start: int, end: int, part: int, whole: int) -> Made:
    """Make a fraction."""
    fields = {"numerator": part, "denominator": whole, "number_end": end}
    return Made("fraction", start, end, rule, fields)
