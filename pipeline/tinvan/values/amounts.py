"""Amounts: numbers and ranges, with the unit that tells what they are an amount of."""

import re
from decimal import Decimal
from typing import Any

from tinvan.ruleset import load_word_lists
from tinvan.values.amount_context import Amount, AmountContext, is_free, is_negative, runs_on
from tinvan.values.build import Made, amount_range
from tinvan.values.build import amount as amount_fields
from tinvan.values.digits import DecimalSign
from tinvan.values.durations import is_smaller, iso_duration
from tinvan.values.figures import Figure, Figures, sign_start
from tinvan.values.fractions import FractionReader
from tinvan.values.grammar import compile_part
from tinvan.values.model import ValueKind
from tinvan.values.rule_text import RuleText
from tinvan.values.spelled import SpelledNumbers
from tinvan.values.units import UnitHit, Units

_TO = re.compile(r"[^\S\n]?[-–—~][^\S\n]?|[^\S\n]{1,2}(?:đến|tới)[^\S\n]{1,2}")
_BETWEEN = re.compile(r"(?<!\w)giữa[^\S\n]\Z")
_AND = re.compile(r"[^\S\n]và[^\S\n]")
_GO_ON = re.compile(r"[^\S\n]{1,2}(?:và[^\S\n])?")
_TALLEST = 3  # metres of a person, whose "cao 1m3" is no volume
_TALL = re.compile(r"(?<!\w)cao(?:\s\w+)?\s\Z")
_METRES = re.compile(r"m(\d{1,2})(?!\w)")
_HOME = "VND"
_GROUP = 3  # digits
_SIDES = re.compile(r"(?:[x×]\d+(?:[.,]\d+)?){1,2}")
_TORN = re.compile(r"(?<![\d.,])\d{1,3}[^\S\n]\Z")
_GROUPED = 1_000  # from here on "đồng" is no beginning of another word
_FEW = 20  # "3, 4 tiếng" is a range of small numbers
_OR = re.compile(r"(?<![,;]\s\d),[^\S\n](?=\d)")
_LEAST = Decimal(10**6)  # smaller sums are not told without their currency
_CLAUSE = 60  # characters on each side in which a word of money stands
_HALF = re.compile(r"[^\S\n]rưỡi(?!\w)")
_KINDS: dict[str, ValueKind] = {
    "percent": "percentage", "points": "percentage", "currency": "money", "time": "duration",
    "measure": "quantity", "count": "quantity",
}  # fmt: skip


class AmountReader:
    """Reads amounts: numbers, percentages, money, quantities, durations and fractions.

    Args:
        spelled: Reads number words.
        units: Finds units.
    """

    def __init__(self, spelled: SpelledNumbers, units: Units) -> None:
        self._figures = Figures(spelled)
        self._units = units
        # what can stand behind a number word that counts something
        self._follows = spelled.parts | units.starts | {"phần"}
        lists = load_word_lists("values/words")
        self._paid = compile_part("money_before", lists)
        self._beside = compile_part("money_behind", lists)
        self._context = AmountContext(lists)
        self._fractions = FractionReader(self._figures, lists)

    def read(self, text: RuleText, start: int, behind: str, after: int) -> tuple[Made, int] | None:
        """Return the amount at an offset and where it ends, or None.

        Args:
            text: The text.
            start: A digit, or the first letter of a number word.
            behind: The token behind that one.
            after: Where what was read before it ends.
        """
        small = text.small
        if not (small[start].isdecimal() or behind in self._follows or text.is_short):
            return None
        prefix = self._units.before(small, start)
        if prefix is not None and prefix.start < after:  # it belongs to the sum before
            prefix = None
        if prefix is None and not (
            is_free(small, start) or (start == after + 1 and small[after] in ",x×")
        ):
            return None
        figure = self._figure(small, start, text.habit)
        if figure is None or (small[start - 1 : start] == "/" and _is_rate(figure)):
            return None
        if _is_torn(small, figure):
            return None
        if (metres := _METRES.match(small, figure.end)) and _is_height(small, figure, metres):
            return _height(text, figure, metres)
        made = self._fractions.read(text, figure) or self._amount(text, figure, prefix)
        return made and (made, made.end)

    def _figure(self, small: str, start: int, habit: DecimalSign | None) -> Figure | None:
        """Read a figure; three digits behind a comma are decimals where a per cent sign follows."""
        if small[start - 1 : start] == "," and _opens(small, start - 1):
            start -= 1
        figure = self._figures.read(small, start, habit)
        if figure is None and small[start].isdecimal():
            figure = self._figures.read(small, start, habit, ",")
            unit = figure and self._units.behind(small, figure.end)
            if unit is None or unit.unit.kind not in ("percent", "points"):
                return None
        return figure

    def _amount(self, text: RuleText, figure: Figure, prefix: UnitHit | None) -> Made | None:
        """Return what a figure is with its sign, its range and its unit."""
        small = text.small
        amount = self._range(text, figure, prefix) or self._single(small, figure, prefix)
        if amount.high is None and runs_on(small, amount):
            return None
        kind: ValueKind = "number"
        if amount.unit is not None:
            kind = _KINDS[amount.unit.unit.kind]
        elif self._is_money(small, amount):
            kind = "money"
        if not self._context.counts(text, amount, kind):
            return None
        return self._made(text, amount, kind)

    def _single(self, small: str, figure: Figure, prefix: UnitHit | None) -> Amount:
        """Return a figure with its unit."""
        unit = self._unit(small, figure) or self._unit_of_sides(small, figure)
        if prefix is not None and (unit is None or unit.unit.kind != "currency"):
            return Amount(figure, None, prefix, prefix.start)
        return Amount(figure, None, unit, prefix.start if prefix else figure.start)

    def _range(self, text: RuleText, low: Figure, prefix: UnitHit | None) -> Amount | None:
        """Return the range that a figure starts; the magnitude may be said once, at its end."""
        small = text.small
        first_unit = self._unit(small, low)
        found = _TO.match(small, low.end)
        if found is None and _BETWEEN.search(small, max(0, low.start - 6), low.start):
            found = _AND.match(small, low.end)
        if found is None and first_unit is not None:
            found = _TO.match(small, first_unit.end)
        if found is None and low.value <= _FEW and (found := _OR.match(small, low.end)):
            high = self._upper(text, low, found.end())
            if high is None or high.value != low.value + 1 or not self._unit(small, high):
                return None
        if found is None or found.end() >= len(small):
            return None
        start = found.end()
        again = prefix and re.compile(re.escape(prefix.unit.form)).match(small, start)
        high = self._upper(text, low, again.end() if again else start)
        if high is None:
            return None
        unit = self._unit(small, high)
        if first_unit and found.start() >= first_unit.end and not _same(first_unit, unit):
            return None
        if low.value >= high.value or low.base == low.value:
            low = low._replace(value=low.base * high.factor) if low.base == low.value else low
        if low.value >= high.value:
            return None
        amount = Amount(low, high, unit or prefix, prefix.start if prefix else low.start)
        return None if runs_on(small, amount) else amount

    def _unit(self, small: str, figure: Figure) -> UnitHit | None:
        """Return the unit behind a figure."""
        plain = figure.value == figure.base and figure.value < _GROUPED
        return self._units.behind(small, figure.end, plain=plain)

    def _unit_of_sides(self, small: str, figure: Figure) -> UnitHit | None:
        """Return the unit behind the last side where a figure is one of several: 5x20 mét."""
        sides = _SIDES.match(small, figure.end)
        found = self._units.behind(small, sides.end()) if sides else None
        if found is None or found.unit.kind != "measure":
            return None
        return UnitHit(found.unit, figure.end, figure.end)

    def _upper(self, text: RuleText, low: Figure, start: int) -> Figure | None:
        """Return the upper end of a range, written as its lower one is."""
        character = text.small[start : start + 1]
        if bool(low.words) == character.isdecimal() or not character.isalnum():
            return None
        return self._figure(text.small, start, text.habit)

    def _made(self, text: RuleText, amount: Amount, kind: ValueKind) -> Made:
        """Make the value of an amount."""
        small, low, high = text.small, amount.low, amount.high
        fields: dict[str, Any] = {"number_end": amount.last.end}
        start, end, value = amount.start, amount.end, low.value
        unit = amount.unit
        if high is None:
            minus = sign_start(small, start)
            if minus is not None and is_negative(small, minus, kind):
                start, value = minus, -value
        if kind == "money":
            fields["currency"] = unit.unit.name if unit else _HOME
        if not self._context.is_told(text, amount, kind):
            fields["told"] = False
        if unit is not None and kind == "money":
            value, end = self._with_cents(text, value, unit, end)
        elif unit is not None and kind == "percentage":
            fields["points"] = unit.unit.kind == "points"
        elif unit is not None:
            fields |= {
                "unit": text.text[unit.start : unit.end] or unit.unit.form,
                "unit_normalised": unit.unit.name,
            }
        if kind == "duration" and unit is not None:
            fields["iso"], end, total = self._duration(text, amount, unit)
            if high is None and total is None:  # what is in several units is told by `iso`
                return Made(kind, start, end, f"{kind}.{_form(amount)}", fields)
            value = value if total is None else total
        elif unit is not None and unit.unit.kind == "measure" and high is None:
            value, end = _with_half(small, value, end)
        fields |= amount_fields(value) if high is None else amount_range(low.value, high.value)
        return Made(kind, start, end, f"{kind}.{_form(amount)}", fields)

    def _is_money(self, small: str, amount: Amount) -> bool:
        """Tell whether a number is plainly money: millions that are paid, or beside a sum."""
        if amount.last.value < _LEAST or amount.last.base == amount.last.value:
            return False
        if self._paid.search(small, max(0, amount.start - _CLAUSE), amount.start):
            return True
        return bool(self._beside.match(small, amount.end, amount.end + _CLAUSE))

    def _with_cents(
        self, text: RuleText, value: Decimal, unit: UnitHit, end: int
    ) -> tuple[Decimal, int]:
        """Add the cents behind an amount of money: 2 đô la và 23 xen."""
        found = _GO_ON.match(text.small, end) if unit.unit.cents else None
        if found is None or found.end() >= len(text.small):
            return value, end
        cents = self._rest(text, found.end())
        word = cents and re.compile(r"\s([^\W\d_]+)").match(text.small, cents.end)
        if not (cents and word and word.group(1) in unit.unit.cents):
            return value, end
        return value + cents.value / 100, word.end()

    def _rest(self, text: RuleText, start: int) -> Figure | None:
        """Read a further figure, if one starts at an offset."""
        if not text.small[start].isalnum():
            return None
        return self._figures.read(text.small, start, text.habit)

    def _duration(
        self, text: RuleText, amount: Amount, unit: UnitHit
    ) -> tuple[str | None, int, Decimal | None]:
        """Return a duration in ISO 8601 with the smaller units that go on.

        Returns:
            The duration, None for a range; its end; how many of the unit, None for several units.
        """
        value = amount.low.value
        parts, end, name = [(value, unit.unit.name)], unit.end, unit.unit.name
        if amount.high is not None:
            return None, end, None
        if half := _HALF.match(text.small, end):
            return iso_duration(parts, half=True), half.end(), value + Decimal("0.5")
        while (found := _GO_ON.match(text.small, end)) and found.end() < len(text.small):
            figure = self._rest(text, found.end())
            further = figure and self._units.behind(text.small, figure.end)
            if not (figure and further and further.unit.kind == "time"):
                break
            if not is_smaller(further.unit.name, name):
                break
            parts.append((figure.value, further.unit.name))
            end, name = further.end, further.unit.name
        return iso_duration(parts), end, value if len(parts) == 1 else None


def _is_torn(small: str, figure: Figure) -> bool:
    """Tell whether three digits may be the end of a number with blanks in it: 1 196 ca."""
    if figure.words or not small[figure.start : figure.end].isdecimal():
        return False
    return figure.end - figure.start == _GROUP and bool(
        _TORN.search(small, max(0, figure.start - _GROUP - 2), figure.start)
    )


def _is_rate(figure: Figure) -> bool:
    """Tell whether a figure behind a slash says of how many: 2,3 doanh nghiệp/1.000 dân."""
    return figure.value in (1, 10, 100, 1_000, 10_000, 100_000)


def _opens(small: str, comma: int) -> bool:
    """Tell whether a comma is the first character of a decimal: ",77"."""
    return not small[:comma].strip(" -−–âm") if comma < 5 else False


def _same(first: UnitHit, second: UnitHit | None) -> bool:
    """Tell whether both ends of a range have the same unit."""
    return second is not None and first.unit.name == second.unit.name


def _is_height(small: str, figure: Figure, metres: re.Match[str]) -> bool:
    """Tell whether digits behind metres are centimetres: in 1m62 they are, in 85m2 a power."""
    if figure.value != figure.value.to_integral():
        return False
    if metres.group(1) not in ("2", "3"):
        return True
    return figure.value <= _TALLEST and bool(
        _TALL.search(small, max(0, figure.start - 12), figure.start)
    )


def _height(text: RuleText, figure: Figure, metres: re.Match[str]) -> tuple[Made, int]:
    """Return metres with the centimetres behind their sign: 1m65, 1m7."""
    value = figure.value + Decimal(f"0.{metres.group(1)}")
    fields = {
        **amount_fields(value), "number_end": metres.end(),
        "unit": text.text[figure.end], "unit_normalised": "m",
    }  # fmt: skip
    return Made("quantity", figure.start, metres.end(), "quantity.digits", fields), metres.end()


def _with_half(small: str, value: Decimal, end: int) -> tuple[Decimal, int]:
    """Add what goes on behind a unit: một tấn rưỡi."""
    if half := _HALF.match(small, end):
        return value + Decimal("0.5"), half.end()
    return value, end


def _form(amount: Amount) -> str:
    """Name how an amount is written."""
    form = "spelled" if amount.low.words else "digits"
    if amount.high is None:
        return form
    return "range" if form == "digits" else "spelled-range"
