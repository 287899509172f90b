"""Readers of value expressions behind one form: tinvan, and three public tools beside it.

Duckling (BSD-3-Clause; `pyduckling-native-phihos`, MIT), dateparser (BSD-3-Clause) and quantulum3
(MIT) are extras of the bench (`pip install 'tinvan[bench]'`) and no part of tinvan. Each adapter
maps what its tool says to tinvan's fields as favourably as is fair, and adds nothing that the
tool did not find, except where a sign stands right behind a number that it found.
"""

import datetime
import importlib
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

Fields = dict[str, Any]

FIELDS = (
    "comparator", "value", "low", "high", "exact", "exact_low", "exact_high", "points",
    "currency", "unit", "unit_normalised", "rank", "out_of", "change", "top", "numerator",
    "denominator", "first", "last", "grain", "edtf", "filled", "iso", "time", "number",
)  # fmt: skip
_ZONE = "Asia/Ho_Chi_Minh"
_DIMENSIONS = (
    "time", "number", "ordinal", "amount-of-money", "quantity", "distance", "temperature",
    "volume", "duration",
)  # fmt: skip
_NO_DAY = datetime.date(2000, 1, 1)  # peers need a day of reference where a row has none
_PERCENT = re.compile(r"\s*(?:[%％]|phần trăm\b)")
_SLASHED = re.compile(r"(\d+)\s*/\s*(\d+)")
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reading:
    """One value found: its kind, its code points `[start, end)`, and its fields that are set."""

    kind: str
    start: int
    end: int
    fields: Fields


@dataclass(frozen=True, slots=True)
class Reader:
    """A tool: `read(text, day)` gives what it finds; `kinds` are those that it knows.

    A peer is not asked for exact anchors, nor for fields that only tinvan has.
    """

    name: str
    kinds: frozenset[str]
    read: Callable[[str, str | None], list[Reading]]
    peer: bool = field(default=True)


def available() -> tuple[list[Reader], list[str]]:
    """Return the readers that are installed, tinvan first, and a line for each that is not."""
    readers, missing = [], []
    for make in (_tinvan, _duckling, _dateparser, _quantulum3):
        try:
            readers.append(make())
        except ImportError as error:
            missing.append(f"{make.__name__[1:]} is left out: {error}")
    return readers, missing


def _module(name: str) -> Any:  # noqa: ANN401 - the tools have no types
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ImportError("not installed; `pip install 'tinvan[bench]'`") from error


def _tinvan() -> Reader:
    find_values = getattr(importlib.import_module("tinvan"), "find_values", None)
    if find_values is None:
        raise ImportError("this tinvan has no find_values")
    kinds = (
        "number", "ordinal", "multiple", "percentage", "money", "quantity", "rank", "fraction",
        "date", "duration", "time", "document",
    )  # fmt: skip

    def read(text: str, day: str | None) -> list[Reading]:
        return [
            Reading(
                value.kind,
                value.start,
                value.end,
                {name: getattr(value, name, None) for name in FIELDS} | {"text": value.text},
            )
            for value in find_values(text, day)
        ]

    return Reader("tinvan", frozenset(kinds), read, peer=False)


def _duckling() -> Reader:
    duckling = _module("duckling")
    zones = duckling.load_time_zones("/usr/share/zoneinfo")
    locale = duckling.parse_locale("VI_XX", duckling.default_locale_lang(duckling.parse_lang("VI")))
    dimensions = duckling.parse_dimensions(list(_DIMENSIONS))

    def read(text: str, day: str | None) -> list[Reading]:
        # From midnight on, the next 9 o'clock is that of the morning.
        midnight = datetime.datetime.combine(_day(day), datetime.time(), ZoneInfo(_ZONE))
        now = duckling.parse_ref_time(zones, _ZONE, int(midnight.timestamp()))
        found = duckling.parse(text, duckling.Context(now, locale), dimensions, False)
        return [reading for item in found for reading in _of_duckling(text, item)]

    kinds = ("number", "ordinal", "percentage", "money", "quantity", "fraction", "date", "duration")
    return Reader("duckling", frozenset((*kinds, "time")), read)


def _of_duckling(text: str, item: Fields) -> Iterator[Reading]:
    """Yield what one entity of Duckling says in tinvan's fields."""
    start, end, value = item["start"], item["end"], item["value"]
    match item["dim"]:
        case "number":
            yield _plain_number(text, start, end, value["value"])
        case "ordinal":
            yield Reading("ordinal", start, end, {"value": value["value"]})
        case "duration":
            iso = _iso(value["value"], value["unit"])
            yield Reading("duration", start, end, {"iso": iso})
        case "amount-of-money":
            fields, unit = _bounded(value)
            code = {"$": "USD", "€": "EUR", "Â£": "GBP"}.get(unit, unit)  # "£", decoded twice
            known = {} if code == "unknown" else {"currency": code}
            yield Reading("money" if known else "number", start, end, fields | known)
        case "time":
            yield from _duckling_time(start, end, value)
        case _:
            fields, unit = _bounded(value)
            yield Reading("quantity", start, end, {**fields, "unit_normalised": unit})


def _bounded(value: Fields) -> tuple[Fields, str]:
    """Return the number or the bounds of an amount of Duckling, and its unit."""
    low, high = value.get("from"), value.get("to")
    if low and high:
        return {"low": low["value"], "high": high["value"]}, low["unit"]
    if low or high:
        bound = low or high or {}
        return {"value": bound["value"], "comparator": ">" if low else "<"}, bound["unit"]
    return {"value": value["value"]}, value["unit"]


def _duckling_time(start: int, end: int, value: Fields) -> Iterator[Reading]:
    """Yield the days, and the clock time if there is one, of a time of Duckling.

    Its ends are exclusive; the days here are inclusive.
    """
    low = value if value["type"] == "value" else value.get("from")
    high = value if value["type"] == "value" else value.get("to")
    first = datetime.datetime.fromisoformat(low["value"]) if low else None
    last = None
    if high:
        moment = datetime.datetime.fromisoformat(high["value"])
        if value["type"] == "value":
            last = _last_day(moment.date(), high["grain"])
        else:
            last = (moment - datetime.timedelta(microseconds=1)).date()
    grain = (low or high or {})["grain"]
    clock = grain in ("hour", "minute", "second")
    if clock and first and value["type"] == "value":
        yield Reading("time", start, end, {"time": f"{first:%H:%M}"})
    days = {
        "first": first and first.date().isoformat(),
        "last": last and last.isoformat(),
        "grain": "day" if clock else grain,
    }
    yield Reading("date", start, end, days)


def _dateparser() -> Reader:
    search = _module("dateparser.search").search_dates
    parser = _module("dateparser.date").DateDataParser

    def read(text: str, day: str | None) -> list[Reading]:
        noon = datetime.datetime.combine(_day(day), datetime.time(12))
        settings = {"RELATIVE_BASE": noon, "DATE_ORDER": "DMY", "RETURN_TIME_AS_PERIOD": True}
        whole = parser(languages=["vi"], settings=settings)
        bare = whole.get_date_data(text)
        if bare.date_obj:
            return list(_of_dateparser(text, 0, bare.date_obj, bare.period))
        readings: list[Reading] = []
        start = 0
        for words, moment in search(text, languages=["vi"], settings=settings) or ():
            start = max(start, text.find(words, start))
            readings += _of_dateparser(words, start, moment, whole.get_date_data(words).period)
        return readings

    return Reader("dateparser", frozenset(("date", "time")), read)


def _of_dateparser(
    words: str, start: int, moment: datetime.datetime, period: str
) -> Iterator[Reading]:
    grain = "day" if period == "time" else period
    first = _first_day(moment.date(), grain)
    end = start + len(words)
    days = {"first": first.isoformat(), "last": _last_day(first, grain).isoformat()}
    yield Reading("date", start, end, {**days, "grain": grain})
    if period == "time":
        yield Reading("time", start, end, {"time": f"{moment:%H:%M}"})


def _quantulum3() -> Reader:
    with warnings.catch_warnings(action="ignore"):  # it wants to guess units by a classifier
        parser = _module("quantulum3.parser")

    def read(text: str, day: str | None) -> list[Reading]:
        return [_of_quantulum3(text, item) for item in parser.parse(text)]

    kinds = ("number", "percentage", "money", "quantity", "duration")
    return Reader("quantulum3", frozenset(kinds), read)


def _of_quantulum3(text: str, item: Any) -> Reading:  # noqa: ANN401 - an object of quantulum3
    start, end = item.span
    unit = item.unit
    if unit.name == "percentage":
        return Reading("percentage", start, end, {"value": item.value})
    if unit.name == "dimensionless":
        return _plain_number(text, start, end, item.value)
    if unit.entity.name == "currency":
        codes = [symbol for symbol in unit.symbols if re.fullmatch("[A-Z]{3}", symbol)]
        code = "USD" if unit.name == "dollar" else next(iter(codes), None)
        return Reading("money", start, end, {"value": item.value, "currency": code})
    if unit.entity.name == "time":
        return Reading("duration", start, end, {"iso": _iso(item.value, unit.name)})
    squares = {"square kilometre": "km²", "square metre": "m²", "cubic metre": "m³"}
    symbol = squares.get(unit.name) or next(iter(unit.symbols), unit.name)
    return Reading("quantity", start, end, {"value": item.value, "unit_normalised": symbol})


def _plain_number(text: str, start: int, end: int, value: float) -> Reading:
    """Return a number of a peer, as the sign or slash beside its digits tells."""
    if parts := _SLASHED.fullmatch(text, start, end):
        fields = {"numerator": int(parts[1]), "denominator": int(parts[2])}
        return Reading("fraction", start, end, fields)
    kind = "percentage" if _PERCENT.match(text, end) else "number"
    return Reading(kind, start, end, {"value": value})


def _iso(value: float, unit: str) -> str:
    """Return an ISO 8601 duration of one unit, by its English name."""
    letter = unit[0].upper()
    return f"PT{value:g}{letter}" if unit in ("hour", "minute", "second") else f"P{value:g}{letter}"


def _day(day: str | None) -> datetime.date:
    return datetime.date.fromisoformat(day) if day else _NO_DAY


def _first_day(day: datetime.date, grain: str) -> datetime.date:
    """Return the first day of the period of a grain that holds a day."""
    match grain:
        case "week":
            return day - day.weekday() * _DAY
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)
        case _:
            return day


def _last_day(first: datetime.date, grain: str) -> datetime.date:
    """Return the last day of a period of a grain that begins on a day."""
    months = {"month": 1, "quarter": 3, "year": 12}.get(grain)
    if months:
        year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
        return datetime.date(year, month + 1, 1) - _DAY
    return first + 6 * _DAY if grain == "week" else first
