"""Codes, documents, clock times, ordinals, multiples and halves: one match, one value."""

from decimal import Decimal

from tinvan.values.build import Made, Numbers, amount, amount_range
from tinvan.values.durations import iso_duration
from tinvan.values.grammar import Match
from tinvan.values.place_words import read_place

_NOON, _MIDNIGHT = 12, 24
_AFTERNOON = frozenset({"chiều", "tối", "chiều tối", "đêm", "trưa", "khuya"})
_LATE_MORNING = 10  # "10 giờ trưa" is in the morning, "1 giờ trưa" is not
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_EARLY = 4  # "2 giờ đêm" is past midnight


def build_code(match: Match, numbers: Numbers) -> Made | None:
    """Return digits that count nothing, so that no number is read."""
    del numbers
    return Made.of("code", match)


def build_document(match: Match, numbers: Numbers) -> Made | None:
    """Return the number of a document."""
    del numbers
    return Made.of("document", match, number=match.found.string[match.start : match.end])


def build_clock(match: Match, numbers: Numbers) -> Made | None:
    """Return a clock time, by the part of the day that is named with it."""
    hour, minute = numbers.read(match.group("hour") or ""), match.group("minute") or "0"
    if hour is None or not 0 <= hour <= _MIDNIGHT:
        return None
    if match.rule.id == "duration.clock":
        return _lasting(match, hour, numbers.read(minute) or Decimal(0))
    minutes = int(30 if minute == "rưỡi" else numbers.read(minute) or 0)
    hours = _on_the_day(int(hour), (match.group("part") or "").lower())
    if match.group("less"):
        hours, minutes = hours - 1, 60 - minutes
    second = match.group("second")
    clock = f"{hours:02}:{minutes:02}" + (f":{int(second):02}" if second else "")
    return Made.of("time", match, clock=clock)


def _lasting(match: Match, hours: Decimal, minutes: Decimal) -> Made:
    """Return a duration of hours and minutes: "mất 8h30"."""
    iso = iso_duration([(hours, "giờ"), (minutes, "phút")])
    return Made.of("duration", match, iso=iso, unit="giờ", unit_normalised="giờ")


def _on_the_day(hour: int, part: str) -> int:
    """Return an hour of the day: 3 in the afternoon is 15."""
    if part in ("trưa", "chiều") and hour >= _LATE_MORNING:
        return hour
    if part in ("đêm", "khuya") and (hour <= _EARLY or hour == _NOON):
        return hour % _NOON
    if part in _AFTERNOON and 0 < hour < _NOON:
        return hour + _NOON
    return hour


def build_ordinal(match: Match, numbers: Numbers) -> Made | None:
    """Return an ordinal: "đầu tiên" is 1."""
    text = match.group("rank") or ""
    value = match.rule.slots.get("value") or read_place(text, numbers) or _roman(text)
    return None if value is None else Made.of("ordinal", match, value=float(value))


def _roman(text: str) -> int | None:
    """Return the value of Roman digits, or None."""
    if not text or any(letter not in _ROMAN for letter in text):
        return None
    values = [_ROMAN[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


def build_multiple(match: Match, numbers: Numbers) -> Made | None:
    """Return how many times as much: "gấp rưỡi" is 1.5."""
    start = match.found.start("number") if match.group("number") else match.start
    low, high = (numbers.read(match.group(name) or "") for name in ("low", "high"))
    if low is not None and high is not None:
        return Made.of("multiple", match, bounded_at=start, **amount_range(low, high))
    said = match.rule.slots.get("value")
    value = Decimal(str(said)) if said else numbers.read(match.group("value") or "")
    if value is None:
        return None
    if match.group("half"):
        value += Decimal("0.5")
    return Made.of("multiple", match, bounded_at=start, **amount(value))


def build_half(match: Match, numbers: Numbers) -> Made | None:
    """Return half of a unit: "nửa năm" is six months, "một nửa" a half."""
    del numbers
    unit = match.group("unit")
    if unit is None:
        return Made.of("fraction", match, numerator=1, denominator=2)
    name = match.rule.slots.get("unit", unit)
    fields = {"value": 0.5, "exact": "0.5", "unit": unit, "unit_normalised": name}
    if "unit" not in match.rule.slots:
        return Made.of("quantity", match, number_end=match.found.start("unit"), **fields)
    fields["number_end"] = match.found.start("unit")
    return Made.of("duration", match, iso=iso_duration([(Decimal(0), name)], half=True), **fields)
