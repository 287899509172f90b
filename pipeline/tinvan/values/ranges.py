"""Ranges of amounts: 2-3 triệu, 35% đến 40%, giữa 5 và 7 tấn; and ends that are told apart."""

import re
from collections.abc import Callable, Mapping, Sequence

from tinvan.values.amount_context import Amount, runs_on
from tinvan.values.figures import Figure
from tinvan.values.grammar import compile_part
from tinvan.values.rule_text import RuleText
from tinvan.values.units import UnitHit, Units

_FEW = 20  # "3, 4 tiếng" is a range of small numbers
_THOUSAND = 1_000
_FROM = 24  # characters in front of the lower end in which "từ" stands

ReadFigure = Callable[[RuleText, int], Figure | None]


class RangeReader:
    """Reads the ranges that figures start.

    Args:
        read: Reads the figure at an offset.
        units: Finds units.
        words: The word lists of `rules/values`.
    """

    def __init__(self, read: ReadFigure, units: Units, words: Mapping[str, Sequence[str]]) -> None:
        self._read = read
        self._units = units
        self._to = compile_part("range_to", words)
        self._between = compile_part("range_between", words)
        self._and = compile_part("range_and", words)
        self._or = compile_part("range_or", words)
        self._from = compile_part("change_from", words)
        self._change = compile_part("change_to", words)

    def read(
        self, text: RuleText, low: Figure, first_unit: UnitHit | None, prefix: UnitHit | None
    ) -> Amount | None:
        """Return the range that a figure starts; the magnitude may be said once, at its end.

        Args:
            text: The text.
            low: The figure.
            first_unit: What stands behind it.
            prefix: The currency in front of it.
        """
        small = text.small
        found = self._sign(text, low, first_unit)
        if found is None or found >= len(small):
            return None
        again = prefix and re.compile(re.escape(prefix.unit.form)).match(small, found)
        high = self._upper(text, low, again.end() if again else found)
        if high is None:
            return None
        unit = self._units.of(small, high)
        if first_unit and found > first_unit.end and not _same(first_unit, unit):
            return None
        if low.base == low.value and not _is_whole(low, high, first_unit, found):
            low = low._replace(value=low.base * high.factor)
        if low.value >= high.value:
            return None
        amount = Amount(low, high, unit or prefix, prefix.start if prefix else low.start)
        return None if runs_on(small, amount) else amount

    def changed(self, text: RuleText, low: Figure) -> Amount | None:
        """Return the first of two ends told apart, which leaves what it is of to the second.

        In "tăng từ 1,2 lên 1,5 tỷ đồng" that is 1.2 billion, in "giảm từ 5 xuống còn 3%" 5%.
        """
        small = text.small
        if low.value != low.base or not self._from.search(
            small, max(0, low.start - _FROM), low.start
        ):
            return None
        found = self._change.match(small, low.end)
        last = self._upper(text, low, found.end()) if found and found.end() < len(small) else None
        if last is None:
            return None
        unit = self._units.of(small, last)
        if unit is None and last.value == last.base:
            return None
        low = low._replace(value=low.base * last.factor)
        return Amount(low, None, unit, low.start, lent=True)

    def _sign(self, text: RuleText, low: Figure, unit: UnitHit | None) -> int | None:
        """Return where the sign or word ends that leads to the upper end."""
        small = text.small
        found = self._to.match(small, low.end)
        if found is None and self._between.search(small, max(0, low.start - 6), low.start):
            found = self._and.match(small, low.end)
        if found is None and unit is not None:
            found = self._to.match(small, unit.end)
        if found is None and low.value <= _FEW and (found := self._or.match(small, low.end)):
            high = self._upper(text, low, found.end())
            if high is None or high.value != low.value + 1 or not self._units.of(small, high):
                return None
        return found and found.end()

    def _upper(self, text: RuleText, low: Figure, start: int) -> Figure | None:
        """Return the upper end of a range, written as its lower one is."""
        character = text.small[start : start + 1]
        if bool(low.words) == character.isdecimal() or not character.isalnum():
            return None
        return self._read(text, start)


def _is_whole(low: Figure, high: Figure, unit: UnitHit | None, sign_end: int) -> bool:
    """Tell whether a lower end does without the magnitude of the upper: 500.000 - 1 triệu đồng."""
    if low.words or low.base * high.factor < high.value:
        return False
    return low.value >= _THOUSAND or (unit is not None and unit.end < sign_end)


def _same(first: UnitHit, second: UnitHit | None) -> bool:
    """Tell whether both ends of a range have the same unit."""
    return second is not None and first.unit.name == second.unit.name
