"""`tinvan.find_values`: the values of a text, with offsets into it and with resolved days."""

import datetime as dt
import functools
from collections.abc import Mapping
from typing import Any, Literal

import msgspec
import regex

from tinvan.document import Document
from tinvan.facts import Comparator
from tinvan.read.published import parse_published
from tinvan.values.digits import decimal_sign
from tinvan.values.edtf import edtf, filled
from tinvan.values.find import ValueReader, value_reader
from tinvan.values.model import Grain
from tinvan.values.model import Value as Found
from tinvan.values.own_day import find_own_day
from tinvan.values.resolve import DateResolver
from tinvan.values.rule_text import RuleText
from tinvan.values.unresolved import Reason, why_unresolved
from tinvan.view import TextView

Kind = Literal[
    "number", "ordinal", "multiple", "percentage", "money", "quantity", "rank", "fraction", "date",
    "duration", "time", "document",
]  # fmt: skip
_AMOUNT = ("value", "low", "high", "exact", "exact_low", "exact_high")
# What a value of each kind says beside kind, start, end, text and comparator.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "number": _AMOUNT,
    "ordinal": ("value",),
    "multiple": _AMOUNT,
    "percentage": (*_AMOUNT, "points"),
    "money": (*_AMOUNT, "currency"),
    "quantity": (*_AMOUNT, "unit", "unit_normalised"),
    "rank": ("rank", "out_of", "change", "top"),
    "fraction": ("numerator", "denominator"),
    "date": ("first", "last", "grain", "edtf", "filled", "why"),
    "duration": ("iso", "value", "low", "high", "unit", "unit_normalised"),
    "time": ("time",),
    "document": ("number",),
}
_LINE_END = regex.compile(r"[\n\r\v\f\x85\u2028\u2029]\s*+(?P<wrapped>(?=\p{Ll}))?")
_REACH = 1_000  # characters in which the ends of a sentence are looked for


class Value(msgspec.Struct, frozen=True, kw_only=True, repr_omit_defaults=True):
    """A value expression: a number, a sum of money, a date and so on.

    Attributes:
        kind: What it is; see `FIELDS` for what each kind says.
        start: First character in the text given: `text[start:end] == value.text`.
        end: Behind the last character.
        text: The characters.
        comparator: How words or signs bound it: "hơn 5 tấn" is ">", "từ 18 tuổi trở lên" ">=".
        value: The number, in whole currency units for money; None for a range.
        low: Lower end of a range.
        high: Upper end of a range.
        exact: The decimal digits of `value`, as exact as they are written.
        exact_low: Those of `low`.
        exact_high: Those of `high`.
        points: Of a percentage: whether it is in percentage points.
        currency: ISO 4217 code.
        unit: As written.
        unit_normalised: In its usual form: "km²" for "cây số vuông".
        rank: The place; None where only a change of rank is stated.
        out_of: Of how many.
        change: Places gained (+) or lost (-).
        top: N of "top N".
        numerator: Of a fraction.
        denominator: Of a fraction.
        first: First day, ISO 8601; None where open, or where it cannot be told (`why`).
        last: Last day, inclusive.
        grain: The length of what a date names.
        edtf: The date in the Extended Date/Time Format (ISO 8601-2:2019).
        filled: The parts of a date that are inferred: any of "year", "month", "day".
        why: Why a date has no days; see `why_unresolved`.
        iso: A duration in ISO 8601; None for a range.
        time: A clock time: "15:32".
        number: The number of a document.
    """

    kind: Kind
    start: int
    end: int
    text: str
    comparator: Comparator = "="
    value: float | None = None
    low: float | None = None
    high: float | None = None
    exact: str | None = None
    exact_low: str | None = None
    exact_high: str | None = None
    points: bool | None = None
    currency: str | None = None
    unit: str | None = None
    unit_normalised: str | None = None
    rank: int | None = None
    out_of: int | None = None
    change: int | None = None
    top: int | None = None
    numerator: int | None = None
    denominator: int | None = None
    first: str | None = None
    last: str | None = None
    grain: Grain | None = None
    edtf: str | None = None
    filled: tuple[str, ...] | None = None
    why: Reason | None = None
    iso: str | None = None
    time: str | None = None
    number: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return what a value of its kind says, as plain data in a fixed order."""
        names = ("kind", "start", "end", "text", "comparator", *FIELDS[self.kind])
        return {name: getattr(self, name) for name in names}


def find_values(text: str, day: str | dt.date | None = None) -> list[Value]:
    """Return the values of a Vietnamese text, in order of their start.

    Values do not overlap. Digits that count nothing (names, scores, phone numbers, versions) give
    none, nor do vague amounts ("vài trăm").

    Args:
        text: Any text, in any Unicode form.
        day: The day from which "hôm qua" is reckoned and missing years are filled, as a date or
            as `"2020-09-17"`. Without it such dates have no days.

    Raises:
        TypeError: If `text` is no text, or `day` is neither a date nor text.
        ValueError: If `day` is no day.

    >>> [value.value for value in find_values("Thu 2,5 tỷ đồng")]
    [2500000000.0]
    """
    if not isinstance(text, str):
        raise TypeError(f"values are found in text, not in {type(text).__name__}")
    today = _day(day)
    view = TextView(text)
    reader, resolver = _tools()
    rule_text = _rule_text(view.text)
    bounds_at = _Bounds(rule_text.text)
    found = reader.read(rule_text, bounds_at)
    days = {
        date.start: (date.first, date.last)
        for date in resolver.resolve(rule_text.text, found, bounds_at, today, carry_years=False)
    }
    return [
        _public(view, one, days.get(one.start), today)
        for one in found
        if one.kind != "code" and one.told
    ]


def values_of(document: Document) -> list[Value]:
    """Return the values of a document's content as `find_values` gives them.

    Args:
        document: A document with `values` and `dates`.
    """
    today = find_own_day(document).today
    days = {date.start: (date.first, date.last) for date in document.dates}
    return [
        _public(document.view, one, days.get(one.start), today)
        for one in document.values
        if one.kind != "code" and one.told
    ]


@functools.cache
def _tools() -> tuple[ValueReader, DateResolver]:
    """Return the readers, loaded once."""
    return value_reader(), DateResolver()


def _day(day: str | dt.date | None) -> dt.date | None:
    """Return a day however it is given."""
    if isinstance(day, dt.datetime):
        return day.date()
    if isinstance(day, str):
        try:
            return dt.date.fromisoformat(parse_published(day)[:10])
        except ValueError:
            raise ValueError(f"“{day}” is no day. Write it as 2020-09-17") from None
    if day is not None and not isinstance(day, dt.date):
        raise TypeError(f"day is a date or text, not {type(day).__name__}")
    return day


def _rule_text(view: str) -> RuleText:
    """Return a view as rules read it: a line that goes on in small letters is one with the next."""
    text = _LINE_END.sub(
        lambda end: (" " if end["wrapped"] is not None else ";") + " " * (len(end[0]) - 1), view
    )
    return RuleText(text, decimal_sign(view), view)


class _Bounds:
    """Tells the bounds of the sentence at an offset, as far as they are near.

    Args:
        text: The text as rules read it, in which a semicolon stands for a line end.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._last = (0, 0)

    def __call__(self, offset: int) -> tuple[int, int]:
        """Return the bounds; offsets are mostly asked for in order."""
        start, end = self._last
        if not start <= offset < end:
            self._last = self._find(offset)
        return self._last

    def _find(self, offset: int) -> tuple[int, int]:
        """Look for the marks around an offset."""
        text, first = self._text, max(0, offset - _REACH)
        stop, line_end = text.rfind(". ", first, offset), text.rfind(";", first, offset)
        start = max(stop + 1, line_end + 1) or (offset - offset % _REACH if first else 0)
        ends = [text.find(mark, offset, offset + _REACH) for mark in (". ", ";")]
        return start, min([end for end in ends if end >= 0] or [min(len(text), offset + _REACH)])


def _public(
    view: TextView,
    found: Found,
    days: tuple[str | None, str | None] | None,
    today: dt.date | None,
) -> Value:
    """Return a value with offsets into the raw text."""
    span = view.span(found.start, found.end)
    fields = {name: getattr(found, name, None) for name in FIELDS[found.kind]}
    if found.kind == "time":
        fields["time"] = found.clock
    if found.kind == "date" and found.time is not None:
        first, last = days or (None, None)
        fields |= {
            "first": first,
            "last": last,
            "grain": found.time.grain,
            "edtf": edtf(found.time, first, last) if days else None,
            "filled": filled(found.time),
            "why": None if days else why_unresolved(found.time, today),
        }
    return Value(
        kind=found.kind,  # type: ignore[arg-type]  # codes are left out
        start=span.start,
        end=span.end,
        text=span.text,
        comparator=found.comparator,
        **fields,
    )
