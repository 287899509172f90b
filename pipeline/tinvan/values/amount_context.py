"""What stands about an amount and tells whether it counts something."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import regex

from tinvan.ruleset import alternation
from tinvan.values.figures import Figure
from tinvan.values.model import ValueKind
from tinvan.values.rule_text import RuleText
from tinvan.values.units import UnitHit

_NEAR = 16  # characters in front in which such words stand
_NAMED_WITHIN = 30
_YEAR_DIGITS = 4
_YEARS = range(1900, 2101)
_ROW_DIGITS = 3
_LONGEST_BARE = 6  # digits without a separator; longer ones are codes
_NOUN = re.compile(r"[^\S\n]([^\W\d_]+)")
_LINE_START = re.compile(r"[\n\r][^\S\n\r]*\Z")
_LINE_END = re.compile(r"[^\S\n\r]*(?:[\n\r]|\Z)")
_CAPITAL = regex.compile(r"[^\S\n]\p{Lu}\p{Ll}")
# a name whose number it may be, inside a sentence: SEA Games 31, Boeing 737-800, iPhone 12
_NAME_BEFORE = re.compile(
    r"(?:[^\s.!?;][^\S\n]\w*[A-ZĐ][\w&-]{1,20}|(?<!\w)[A-Za-z]{8,20}|(?<!\w)[a-z]+[A-Z]\w*)"
    r"[^\S\n]-?\Z"
)
_DAYS = re.compile(r"[^\S\n]\d{1,2}[^\S\n]?(?:[,/–-]|và(?!\w)|đến(?!\w))")
_RANK = re.compile(r"(?<!\w)(?:hạng|vị trí)\s\Z")
_YEAR = re.compile(r"\s(?:19|20)\d\d(?!\w|[.,]\d)")
_MANY_YEARS = 50  # so many years are not listed one by one: "trong 2 năm 2019 và 2020"


class Amount(NamedTuple):
    """A figure or a range, with its unit.

    Attributes:
        low: The figure, or the lower one.
        high: The upper one of a range.
        unit: What stands behind.
        start: First character.
        lent: Whether the unit is that of a later figure: 1,2 in "từ 1,2 lên 1,5 tỷ đồng".
    """

    low: Figure
    high: Figure | None
    unit: UnitHit | None
    start: int
    lent: bool = False

    @property
    def last(self) -> Figure:
        """The figure that the unit belongs to."""
        return self.high or self.low

    @property
    def end(self) -> int:
        """Behind the last character."""
        return max(self.last.end, self.unit.end if self.unit and not self.lent else 0)


class AmountContext:
    """Tells by the words about an amount whether it counts something.

    Args:
        words: The word lists of `rules/values`.
    """

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._story = _compile(rf"[^\S\n]{alternation(words['story'])}")
        self._lasting_before = _compile(rf"{alternation(words['lasting_before'])}\s\Z")
        self._lasting_behind = _compile(rf"(?:/|\s{alternation(words['lasting_behind'])})")
        self._five_before = _compile(rf"{alternation(words['five_before'])}\s\Z")
        self._five_behind = _compile(rf"\s{alternation(words['five_behind'])}")
        self._zero = _compile(rf"{alternation(words['zero_unit'])}(?=\s*(?:$|[.,;:)”\"]))")
        self._counting = _compile(rf"{alternation(words['count_before'])}\s\Z")
        self._day_of = _compile(rf"{alternation(words['day_of'])}[^\S\n]\Z")
        self._pair_before = _compile(rf"{alternation(words['rough_before'])},?\s\Z")
        self._some_behind = _compile(rf"\s{alternation(words['rough_behind'])}")
        self._states = _compile(rf"{alternation(words['states_number'])}\s\Z")
        self._no_nouns = frozenset(words["no_noun"])
        self._weak = frozenset(words["weak_number"])

    def counts(self, text: RuleText, amount: Amount, kind: ValueKind) -> bool:
        """Tell whether an amount counts something.

        A number word by itself counts only before a unit, and "một" before a noun is an article;
        four digits that may be a year count only with a unit. A text that is nothing but a number
        is that number.
        """
        low, whole = amount.low, text.text
        if amount.unit is not None and _is_name(whole, amount.unit):
            return False
        if kind == "duration" and self._names_days(text.small, amount):
            return False
        if amount.high is not None:
            return kind != "number" or not (
                (low.value == low.base and _is_named(whole, low))
                or (low.value in _YEARS and amount.high.value in _YEARS)
            )
        if text.is_alone(low.start, amount.end):
            return True
        if low.words and self._is_vague(text.small, low):
            return False
        if low.words == 1:
            return self._lone_word_counts(text.small, amount)
        if amount.unit is not None and amount.unit.unit.kind == "count" and _is_yearlike(low):
            return bool(self._counting.search(whole, max(0, low.start - _NEAR), low.start))
        if kind != "number" or low.words or low.value != low.base:
            return True
        return not (_is_yearlike(low) or _is_named(whole, low) or _numbers_row(text.lined, amount))

    def is_told(self, text: RuleText, amount: Amount, kind: ValueKind) -> bool:
        """Tell whether something shows what a number counts, if only that it does.

        A bare number without a noun behind it, and without a word in front that states it, is
        mostly the number of something: of an article, a row, a bus.
        """
        small, start, end = text.small, amount.low.start, amount.end
        if kind != "number" or not _is_bare(small, amount) or text.is_alone(start, end):
            return True
        for figure in (amount.low, amount.last):
            length = figure.end - figure.start
            if length > _LONGEST_BARE or (length > 1 and small[figure.start] == "0"):
                return False
        noun = _NOUN.match(text.text, end)
        if noun and noun.group(1).islower() and noun.group(1) not in self._no_nouns:
            return True
        near = max(0, start - _NEAR)
        stated = small[near:start].rstrip(" ")[-1:] in (":", "=")
        return stated or bool(self._states.search(small, near, start))

    def _is_vague(self, small: str, figure: Figure) -> bool:
        """Tell whether number words are of a rough count: năm bảy, ba mươi mấy."""
        before = self._pair_before.search(small, max(0, figure.start - _NEAR), figure.start)
        return bool(before or self._some_behind.match(small, figure.end))

    def _lone_word_counts(self, small: str, amount: Amount) -> bool:
        """Tell whether a number word by itself counts something: hai tấn, but not một người."""
        if amount.unit is None:
            return False
        unit, end = amount.unit.unit, amount.end
        word = small[amount.low.start : amount.low.end]
        near = max(0, amount.start - _NEAR)
        if word == "một" and unit.name == "ngày":  # or a day in a story, the same day
            lasts = self._lasting_before.search(small, near, amount.start)
            return bool(lasts or self._lasting_behind.match(small, end))
        if word == "một" and unit.kind == "time" and self._story.match(small, end):
            return False
        if word == "năm" and unit.name == "tháng":  # five months, or years and months
            before = self._five_before.search(small, near, amount.start)
            return bool(before or self._five_behind.match(small, end))
        if word == "không":
            return unit.kind == "percent" or bool(self._zero.match(small, amount.unit.start))
        return not (word in self._weak and unit.kind == "count")

    def _names_days(self, small: str, amount: Amount) -> bool:
        """Tell whether days or a year are named.

        As in "hai ngày 3 và 4 tháng 9", "Top 500 năm 2026", "hạng hai năm ngoái".
        """
        if amount.unit is None:
            return False
        name = amount.unit.unit.name
        if name == "năm":
            return (
                amount.low.value >= _MANY_YEARS and bool(_YEAR.match(small, amount.end))
            ) or bool(_RANK.search(small, max(0, amount.start - _NEAR), amount.start))
        if self._day_of.search(small, max(0, amount.start - _NEAR), amount.start):
            return name == "tháng"
        return name in ("ngày", "tháng") and bool(_DAYS.match(small, amount.end))


def is_free(small: str, start: int) -> bool:
    """Tell whether a figure is no part of a longer word or code."""
    if not start:
        return True
    last, before = small[start - 1], small[start - 2 : start - 1]
    if last == "/":  # 4.527 dịch vụ công/6.409 thủ tục
        return before.isalpha()
    if last.isalnum() or last in "_×":  # the second side of 20x30 too
        return False
    if last in ".,":
        return not before.isdecimal()
    return last not in "-–" or not (before.isalnum() or before == ")")


def runs_on(small: str, amount: Amount) -> bool:
    """Tell whether what stands behind makes a figure without unit a part of a code."""
    if amount.unit is not None and amount.unit.start >= amount.last.end:
        return False
    end = amount.last.end
    character, behind = small[end : end + 1], small[end + 1 : end + 2]
    return character.isalnum() or (character in ("-", "–", "/", ":") and behind.isdecimal())


def is_negative(small: str, minus: int, kind: ValueKind) -> bool:
    """Tell whether a minus belongs to an amount: behind a word a bare number has none."""
    if kind in ("duration", "fraction"):
        return False
    return kind != "number" or not minus or small[minus - 1] == "(" or small[:minus].isspace()


def _is_named(text: str, figure: Figure) -> bool:
    """Tell whether a name stands in front whose number a figure may be."""
    return bool(_NAME_BEFORE.search(text, max(0, figure.start - _NAMED_WITHIN), figure.start))


def _is_bare(small: str, amount: Amount) -> bool:
    """Tell whether an amount is written in digits alone, without sign, magnitude or decimals."""
    last = amount.last
    return last.value == last.base and small[last.start : last.end].isdecimal()


def _numbers_row(lined: str, amount: Amount) -> bool:
    """Tell whether a short number stands alone on its line: that of a row, or of a heading."""
    low = amount.low
    if low.end - low.start > _ROW_DIGITS:
        return False
    return bool(_LINE_START.search(lined, max(0, low.start - _NEAR), low.start)) and bool(
        _LINE_END.match(lined, amount.end)
    )


def _is_name(text: str, unit: UnitHit) -> bool:
    """Tell whether a unit with a capital is a part of a name: ngã ba Đồng Lộc."""
    word = text[unit.start : unit.end]
    return len(word) > 1 and word.istitle() and bool(_CAPITAL.match(text, unit.end))


def _is_yearlike(figure: Figure) -> bool:
    """Tell whether a figure in digits may be a year."""
    return (
        not figure.words
        and figure.end - figure.start == _YEAR_DIGITS
        and figure.value == figure.base
        and figure.value in _YEARS
    )


def _compile(pattern: str) -> re.Pattern[str]:
    """Compile a pattern without regard to case."""
    return re.compile(pattern, re.IGNORECASE)
