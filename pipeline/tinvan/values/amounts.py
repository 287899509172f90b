"""Amounts: numbers and ranges, with the unit that tells what they are an amount of."""

import re
from decimal import Decimal
from typing import Any

from tinvan.ruleset import load_word_lists
from tinvan.values.amount_context import Amount, AmountContext, is_free, is_negative, runs_on
from tinvan.values.build import Made, amount_range
from tinvan.values.build import amount as amount_fields
from tinvan.values.figures import Figure, Figures, sign_start
from tinvan.values.fractions import FractionReader
from tinvan.values.grammar import compile_part
from tinvan.values.model import ValueKind
from tinvan.values.ranges import RangeReader
from tinvan.values.rule_text import RuleText
from tinvan.values.spelled import SpelledNumbers
from tinvan.values.tails import Tail, TailReader
from tinvan.values.units import UnitHit, Units

_HOME = "VND"
_GROUP = 3  # digits
_SIDES = re.compile(r"(?:[x×]\d+(?:[.,]\d+)?){1,2}")
_TORN = re.compile(r"(?<![\d.,])\d{1,3}[^\S\n]\Z")
_LEAST = Decimal(10**6)  # smaller sums are told without their currency only as a price
_THOUSAND = 1_000
_MILLION = Decimal(10**6)
_MILLIONS = re.compile(r"m(?![\w²³])")
_CLAUSE = 60  # characters on each side in which a word of money stands
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
        lists = load_word_lists("values/words")
        self._figures = Figures(spelled, lists)
        self._units = units
        # what can stand behind a number word that counts something
        self._follows = spelled.parts | units.starts | {"phần"}
        self._paid = compile_part("money_before", lists)
        self._beside = compile_part("money_behind", lists)
        self._priced = compile_part("price_before", lists)
        self._ends = compile_part("price_closes", lists)
        self._context = AmountContext(lists)
        self._fractions = FractionReader(self._figures, lists)
        self._ranges = RangeReader(self._read_figure, units, lists)
        self._tails = TailReader(self._figures, spelled, units, lists)

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
        figure = self._read_figure(text, start)
        if figure is None or (small[start - 1 : start] == "/" and _is_rate(figure)):
            return None
        if prefix is not None:
            figure = _in_millions(small, figure)
        if _is_torn(small, figure):
            return None
        if divided := self._tails.glued(small, figure):
            made: Made | None = _divided(text, figure, *divided)
        else:
            made = self._fractions.read(text, figure) or self._amount(text, figure, prefix)
        return made and (made, made.end)

    def _read_figure(self, text: RuleText, start: int) -> Figure | None:
        """Read a figure; three digits behind a sign are decimals where a per cent sign follows.

        They are thousands where money or a counted noun does, and untold before millions: 1,299 tỉ.
        """
        small, habit = text.small, text.habit
        if small[start - 1 : start] == "," and _opens(small, start - 1):
            start -= 1
        figure = self._figures.read(small, start, habit)
        if figure is None and small[start].isdecimal():
            figure = self._figures.read(small, start, habit, ",")
            unit = figure and self._units.behind(small, figure.end)
            kind = unit.unit.kind if unit else "none"
            if kind in ("currency", "count"):
                if figure is None or figure.factor != 1:
                    return None
                return self._figures.read(small, start, habit, ".")
            return figure if kind in ("percent", "points") else None
        return figure

    def _amount(self, text: RuleText, figure: Figure, prefix: UnitHit | None) -> Made | None:
        """Return what a figure is with its sign, its range and its unit."""
        small = text.small
        unit = self._units.of(small, figure)
        amount = (
            self._ranges.read(text, figure, unit, prefix)
            or self._ranges.changed(text, figure)
            or self._single(small, figure, unit, prefix)
        )
        if amount.high is None and runs_on(small, amount):
            return None
        kind: ValueKind = "number"
        if amount.unit is not None:
            kind = _KINDS[amount.unit.unit.kind]
        elif self._is_money(text, amount):
            kind = "money"
        if not self._context.counts(text, amount, kind):
            return None
        return self._made(text, amount, kind)

    def _single(
        self, small: str, figure: Figure, unit: UnitHit | None, prefix: UnitHit | None
    ) -> Amount:
        """Return a figure with its unit, or with the currency in front of it."""
        if unit is None and (sides := self._unit_of_sides(small, figure)):
            return Amount(figure, None, sides, figure.start, lent=True)
        if prefix is not None and (unit is None or unit.unit.kind != "currency"):
            return Amount(figure, None, prefix, prefix.start)
        return Amount(figure, None, unit, prefix.start if prefix else figure.start)

    def _unit_of_sides(self, small: str, figure: Figure) -> UnitHit | None:
        """Return the unit behind the last side where a figure is one of several: 5x20 mét."""
        sides = _SIDES.match(small, figure.end)
        found = self._units.behind(small, sides.end()) if sides else None
        return found if found and found.unit.kind == "measure" else None

    def _made(self, text: RuleText, amount: Amount, kind: ValueKind) -> Made:
        """Make the value of an amount."""
        small, low, high = text.small, amount.low, amount.high
        fields: dict[str, Any] = {"number_end": amount.last.end}
        start, end, value = amount.start, amount.end, low.value
        unit = amount.unit
        minus = sign_start(small, start) if high is None else None
        negative = minus is not None and is_negative(small, minus, kind)
        if minus is not None and negative:
            start = minus
        if kind == "money":
            fields["currency"] = unit.unit.name if unit else _HOME
        if not self._context.is_told(text, amount, kind):
            fields["told"] = False
        if unit is not None and kind == "money":
            value, end = self._tails.with_cents(text, value, unit, end)
        elif unit is not None and kind == "percentage":
            fields["points"] = unit.unit.kind == "points"
        elif unit is not None:
            fields |= {
                "unit": text.text[unit.start : unit.end].removeprefix("-"),
                "unit_normalised": unit.unit.name,
            }
        if kind == "duration" and unit is not None:
            fields["iso"], end, total = self._tails.lasting(text, amount, unit)
            if high is None and total is None:  # what is in several units is told by `iso`
                return Made(kind, start, end, f"{kind}.{_form(amount)}", fields)
            value = value if total is None else total
        elif unit is not None and unit.unit.kind == "measure" and high is None:
            value, end = self._tails.measured(small, amount, unit)
        value = -value if negative else value
        fields |= amount_fields(value) if high is None else amount_range(low.value, high.value)
        return Made(kind, start, end, f"{kind}.{_form(amount)}", fields)

    def _is_money(self, text: RuleText, amount: Amount) -> bool:
        """Tell whether a number is plainly money: millions that are paid, or beside a sum."""
        small, last = text.small, amount.last
        if not (last.words or last.base != last.value):
            return False
        if last.letters and "tr" in small[last.start : last.end]:
            return not text.is_alone(amount.start, amount.end)
        near = max(0, amount.start - _CLAUSE)
        if last.value < _LEAST:
            return bool(
                last.value >= _THOUSAND
                and self._priced.search(small, near, amount.start)
                and (last.letters or self._ends.match(small, amount.end))
            )
        if self._paid.search(small, near, amount.start):
            return True
        return bool(self._beside.match(small, amount.end, amount.end + _CLAUSE))


def _in_millions(small: str, figure: Figure) -> Figure:
    """Return a figure behind a currency with the m that multiplies it: £137m."""
    found = _MILLIONS.match(small, figure.end)
    if found is None or figure.value != figure.base:
        return figure
    return figure._replace(value=figure.base * _MILLION, end=found.end(), letters=True)


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


def _divided(text: RuleText, figure: Figure, unit: UnitHit, tail: Tail) -> Made:
    """Make the quantity of a number whose unit stands inside it: 1m65."""
    fields = {
        **amount_fields(tail.value), "number_end": tail.end,
        "unit": text.text[unit.start : unit.end], "unit_normalised": unit.unit.name,
    }  # fmt: skip
    return Made("quantity", figure.start, tail.end, "quantity.digits", fields)


def _form(amount: Amount) -> str:
    """Name how an amount is written."""
    form = "spelled" if amount.low.words else "digits"
    if amount.high is None:
        return form
    return "range" if form == "digits" else "spelled-range"
