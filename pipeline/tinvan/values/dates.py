"""Time expressions, from the matches of the rules of days, months, years, spans and holidays."""

import calendar
from collections.abc import Mapping
from typing import Any

import msgspec

from tinvan.values.build import Made, Numbers
from tinvan.values.grammar import Match
from tinvan.values.holidays import holidays
from tinvan.values.lunar import year_in_cycle
from tinvan.values.model import TimeExpression
from tinvan.values.time_words import TimeWords

# The groups that are words, with the list that tells their meaning and the field that they fill.
_WORD_GROUPS = {
    "third": ("third", "third"), "offset": ("offset", "offset"), "within": ("offset", "within"),
    "lean": ("lean", "offset"),
    "deictic": ("deictic", "offset"), "span": ("span", "span"), "edge": ("edge", "span"),
    "unit": ("unit", "unit"), "half": ("half", "half"), "quarter": ("quarter", "quarter"),
    "weekday": ("weekday", "weekday"), "month_word": ("month_word", "month"),
    "first_quarter": ("quarter", "first_quarter"), "lunar_month": ("lunar_month", "month"),
    "semester": ("semester", "half"), "day_word": ("day_word", "day"),
    "stem": ("stem", "stem"), "branch": ("branch", "branch"),
}  # fmt: skip
_NUMBER_GROUPS = frozenset({"day", "month", "first_day", "first_month", "count", "last_digits"})
_YEAR_GROUPS = frozenset({"year", "first_year"})
_POINT_GRAINS = ("day", "month", "quarter", "year")
_POINT_FIELDS = ("day", "month", "quarter", "year", "within")
_YEAR_FIELDS = ("year", "within", "cycle")
# The groups that fill fields by matching at all.
_CONSTANTS: Mapping[str, Mapping[str, int | bool | str]] = {
    "friday": {"weekday": 4}, "monday": {"weekday": 0},
    "this_week": {"within": 0}, "own_year": {"within": 0},
    "leap": {"leap": True}, "new_year": {"month": 1}, "last_night": {"month": 1, "day": 0},
    "last_century": {"count": 20}, "and": {"and": True},
    "half_month": {"count": 15}, "half_year": {"grain": "month", "count": 6},
    "later": {"sign": 1}, "earlier": {"sign": -1},
    "that_day": {"grain": "day", "offset": 0}, "that_month": {"grain": "month"},
    "that_year": {"grain": "year"},
}  # fmt: skip
_MOST = 999  # units of time that a span counts
_FIRST_SPELLED, _LAST_SPELLED = 1000, 2100  # years in words
_CENTURY_TURN = 40  # "30/4/75" is 1975, "30/4/20" is 2020
_ROMAN = {"i": 1, "v": 5, "x": 10}


class DateBuilder:
    """Makes a time expression of a match.

    Args:
        words: The words of time.
    """

    def __init__(self, words: TimeWords) -> None:
        self._words = words

    def __call__(self, match: Match, numbers: Numbers) -> Made | None:
        """Return the date, or None where its parts name no day or span."""
        fields: dict[str, Any] = dict(match.rule.slots)
        for name, text in match.groups.items():
            if not self._fill(fields, name, text, numbers):
                return None
        time = _expression(fields)
        if time is None:
            return None
        return Made("date", match.start, _closed(match), match.rule.id, {"time": time})

    def _fill(self, fields: dict[str, Any], name: str, text: str, numbers: Numbers) -> bool:
        """Fill a field by a group; tell whether its characters mean something there."""
        if name in _WORD_GROUPS:
            table, field = _WORD_GROUPS[name]
            fields[field] = self._words.meaning(table, text)
        elif name in _NUMBER_GROUPS:
            value = numbers.read(text)
            if value is None or value != value.to_integral() or not 0 < value <= _MOST:
                return False
            fields[name] = int(value)
        elif name in _YEAR_GROUPS:
            fields[name] = _year(text)
        elif name == "year_words":
            value = numbers.read(text)
            if value is None or not _FIRST_SPELLED <= value <= _LAST_SPELLED:
                return False
            fields["year"] = int(value)
        elif name == "eve":
            fields |= {"month": 12, "day": int(numbers.read(text) or 0), "eve": True}
        elif name == "century":
            fields["count"] = int(text) if text.isdecimal() else _roman(text)
        elif name == "holiday":
            fields["holiday"] = text
        else:
            fields |= _constants(name, text)
        return True


def _closed(match: Match) -> int:
    """Return the end of the anchor, with the bracket that closes one opened in it."""
    text = match.found.string
    opened = text.find("(", match.start, match.end) >= 0
    return match.end + (opened and text.startswith(")", match.end))


def _constants(name: str, text: str) -> Mapping[str, int | bool | str]:
    """Return the fields that a group fills by matching at all."""
    if name == "commas":
        return {"listed": text.count(",")}
    return _CONSTANTS.get(name, {})


def _expression(fields: dict[str, Any]) -> TimeExpression | None:
    """Make a time expression of its fields, or return None where they do not fit together."""
    if fields.get("grain") == "period" and "same" not in fields:
        return _period(fields)
    if "holiday" in fields:
        _fill_holiday(fields)
    if "stem" in fields and not _fill_cycle(fields):
        return None
    if fields.pop("eve", False):  # 28 Tết 2024 is of the lunar year before
        fields |= {name: fields[name] - 1 for name in _YEAR_FIELDS if name in fields}
    if sign := fields.pop("sign", None):
        days = fields["count"] // 24 if fields["unit"] == "hour" else fields["count"]
        back = {"same": True} if "same" in fields else {}
        fields = {"grain": fields["unit"], "offset": sign * days, **back}
    elif "grain" not in fields:
        fields["grain"] = fields.pop("unit")
    if fields["grain"] == "decade" and "year" in fields and "count" in fields:
        century = fields.pop("count")  # thập niên 60 của thế kỷ XX
        fields["year"] = (century - 1) * 100 + fields["year"] % 100
    if fields["grain"] == "hour":
        fields |= {"grain": "day", "count": max(1, fields.get("count", 0) // 24)}
    month = None if fields.get("lunar") else fields.get("month")
    if not _is_day(fields.get("day"), month):
        return None
    return msgspec.convert(fields, TimeExpression)


def _fill_holiday(fields: dict[str, Any]) -> None:
    """Fill the day of a holiday, unless another is written: Noel 24/12, Giỗ Tổ (18/4)."""
    holiday = holidays()[fields.pop("holiday")]
    usual = {"month": holiday.month, "day": holiday.day}
    if usual == {**usual, **{name: fields[name] for name in usual if name in fields}}:
        fields |= {**usual, "lunar": holiday.lunar}


def _fill_cycle(fields: dict[str, Any]) -> bool:
    """Fill the place of a year in the cycle of sixty; tell whether stem and branch fit."""
    place = year_in_cycle(fields.pop("stem"), fields.pop("branch"))
    if place is not None and "year" not in fields:
        fields["cycle"] = place
    return place is not None


def _period(fields: Mapping[str, Any]) -> TimeExpression | None:
    """Make a period of the parts of its beginning and its end, which must come later."""
    if "last_digits" in fields and "first_year" in fields:  # 2023/24
        fields = {**fields, "year": fields["first_year"] // 100 * 100 + fields["last_digits"]}
    if "and" in fields and not _is_consecutive(fields):
        return None
    lunar = {"lunar": True} if fields.get("lunar") else {}
    begin = {name.removeprefix("first_"): v for name, v in fields.items() if "first_" in name}
    if fields.get("to_now"):
        last = TimeExpression(grain="now")
    else:
        end = {name: fields[name] for name in _POINT_FIELDS if name in fields}
        if not _comes_first(begin, end):
            return None
        if "day" in begin:
            begin.setdefault("month", end["month"])
        last = _point({**end, **lunar})
    return TimeExpression(grain="period", first=_point({**begin, **lunar}), last=last)


def _is_consecutive(fields: Mapping[str, Any]) -> bool:
    """Tell whether a list leaves none out: only then it is a period."""
    count = 1 + fields.get("listed", 0)
    return all(
        fields[unit] - fields[f"first_{unit}"] == count
        for unit in ("day", "month", "quarter", "year")
        if f"first_{unit}" in fields
    )


def _comes_first(begin: Mapping[str, int], end: Mapping[str, int]) -> bool:
    """Tell whether a beginning lies before an end, as far as it is written."""
    if not (
        _is_day(begin.get("day"), end.get("month")) and _is_day(end.get("day"), end.get("month"))
    ):
        return False
    if "year" in begin:
        return begin["year"] < end.get("year", begin["year"])
    if "month" in begin and begin["month"] != end.get("month"):
        return "day" in begin or begin["month"] < end["month"]
    return all(begin[name] < end[name] for name in begin if name != "month" or "day" not in begin)


def _point(parts: Mapping[str, int]) -> TimeExpression:
    """Make an expression whose grain is that of its smallest part."""
    grain = next(name for name in _POINT_GRAINS if name in parts)
    return msgspec.convert({"grain": grain, **parts}, TimeExpression)


def _is_day(day: int | None, month: int | None) -> bool:
    """Tell whether a day is in its month, in a leap year at least."""
    return day is None or month is None or day <= calendar.monthrange(2000, month)[1]


def _year(text: str) -> int:
    """Return a year with its century."""
    year = int(text)
    if year >= 100:
        return year
    return year + (2000 if year < _CENTURY_TURN else 1900)


def _roman(text: str) -> int:
    """Return the value of Roman digits up to xxxix."""
    values = [_ROMAN[letter] for letter in text.casefold()]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))
