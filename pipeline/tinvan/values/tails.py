"""What goes on behind a unit: decimals (3kg2, 12km500), halves, cents, smaller units of time."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from tinvan.values.amount_context import Amount
from tinvan.values.digits import DecimalSign
from tinvan.values.durations import is_smaller, iso_duration
from tinvan.values.figures import Figure, Figures
from tinvan.values.grammar import compile_part
from tinvan.values.rule_text import RuleText
from tinvan.values.spelled import SpelledNumbers
from tinvan.values.units import UnitHit, Units

_TALLEST = 3  # metres of a person, whose "cao 1m3" is no volume
_TALL = 12  # characters in front in which the word for it stands
_POWERS = ("2", "3")
_GLUED = re.compile(r"([^\W\d_]{1,3})(\d{1,3})(?![\w/]|[.,]\d)")
_CENTS = re.compile(r"\s([^\W\d_]+)")


class Tail(NamedTuple):
    """A value with what goes on behind its unit.

    Attributes:
        value: What it is worth with that.
        end: Behind the last character.
    """

    value: Decimal
    end: int


class Lasting(NamedTuple):
    """A duration with what goes on behind its unit.

    Attributes:
        iso: In ISO 8601; None for a range.
        end: Behind the last character.
        total: How many of the unit; None for a range or where there are several units.
    """

    iso: str | None
    end: int
    total: Decimal | None


class TailReader:
    """Reads what goes on behind units.

    Args:
        figures: Reads figures.
        spelled: Reads number words.
        units: Finds units.
        words: The word lists of `rules/values`.
    """

    def __init__(
        self,
        figures: Figures,
        spelled: SpelledNumbers,
        units: Units,
        words: Mapping[str, Sequence[str]],
    ) -> None:
        self._figures = figures
        self._spelled = spelled
        self._units = units
        self._tall = compile_part("tall_before", words)
        self._half = compile_part("half_behind", words)
        self._go_on = compile_part("goes_on", words)
        self._closes = compile_part("tail_closes", words)
        self._digits = compile_part("tail_digits", words)

    def glued(self, small: str, figure: Figure) -> tuple[UnitHit, Tail] | None:
        """Return the unit that stands inside a number, and the number: 1m65, 3kg2, 12km500.

        In "85m2" the digit is a power.
        """
        found = _GLUED.match(small, figure.end)
        if found is None or figure.value != figure.value.to_integral():
            return None
        number = small[figure.start : found.end(1)]
        hit = self._units.behind(number, figure.end - figure.start)
        if hit is None or not hit.unit.divided:
            return None
        if self._is_power(small, figure, found[1], found[2]):
            return None
        unit = UnitHit(hit.unit, figure.end, found.end(1))
        return unit, Tail(figure.value + Decimal(f"0.{found[2]}"), found.end())

    def measured(self, small: str, amount: Amount, unit: UnitHit) -> Tail:
        """Add what goes on behind a unit of measure: một tấn rưỡi, 3 tấn 2, một mét bảy."""
        value, end = amount.low.value, amount.end
        if half := self._half.match(small, end):
            return Tail(value + Decimal("0.5"), half.end())
        if not unit.unit.divided or value != value.to_integral():
            return Tail(value, end)
        if amount.low.words:
            rest = self._spelled.decimals(small, end)
        else:
            rest = (found := self._digits.match(small, end)) and (found["tail"], found.end())
        if rest is None or not self._closes.match(small, rest[1]):
            return Tail(value, end)
        if self._is_power(small, amount.low, unit.unit.form, rest[0]):
            return Tail(value, end)
        return Tail(value + Decimal(f"0.{rest[0]}"), rest[1])

    def with_cents(
        self, text: RuleText, value: Decimal, unit: UnitHit, end: int
    ) -> tuple[Decimal, int]:
        """Add the cents behind an amount of money: 2 đô la và 23 xen."""
        found = self._go_on.match(text.small, end) if unit.unit.cents else None
        if found is None or found.end() >= len(text.small):
            return value, end
        cents = self._rest(text.small, found.end(), text.habit)
        word = cents and _CENTS.match(text.small, cents.end)
        if not (cents and word and word.group(1) in unit.unit.cents):
            return value, end
        return value + cents.value / 100, word.end()

    def lasting(self, text: RuleText, amount: Amount, unit: UnitHit) -> Lasting:
        """Return a duration with the smaller units that go on."""
        small, value = text.small, amount.low.value
        parts, end, name = [(value, unit.unit.name)], amount.end, unit.unit.name
        if amount.high is not None:
            return Lasting(None, end, None)
        if half := self._half.match(small, end):
            return Lasting(iso_duration(parts, half=True), half.end(), value + Decimal("0.5"))
        while (found := self._go_on.match(small, end)) and found.end() < len(small):
            figure = self._rest(small, found.end(), text.habit)
            further = figure and self._units.behind(small, figure.end)
            if not (figure and further and further.unit.kind == "time"):
                break
            if not is_smaller(further.unit.name, name):
                break
            parts.append((figure.value, further.unit.name))
            end, name = further.end, further.unit.name
        return Lasting(iso_duration(parts), end, value if len(parts) == 1 else None)

    def _rest(self, small: str, start: int, habit: DecimalSign | None) -> Figure | None:
        """Read a further figure, if one starts at an offset."""
        return self._figures.read(small, start, habit) if small[start].isalnum() else None

    def _is_power(self, small: str, figure: Figure, form: str, digits: str) -> bool:
        """Tell whether a digit behind metres is a power, as it is but for the height of someone."""
        if figure.words or digits not in _POWERS or not form.endswith("m"):
            return False
        start = figure.start
        return figure.value > _TALLEST or not self._tall.search(small, max(0, start - _TALL), start)
