"""Codes, fractions and plain numbers, from the matches of `codes.toml` and `numbers.toml`."""

from tinvan.values.build import Made, Numbers
from tinvan.values.grammar import Match


def build_code(match: Match, numbers: Numbers) -> Made | None:
    """Return the code: digits that count nothing, so that no number is read."""
    del numbers
    return Made.of("code", match)


def build_number(match: Match, numbers: Numbers) -> Made | None:
    """Return the number or fraction, or None where it cannot be told."""
    if total := match.group("total"):
        return _build_fraction(match, numbers, total)
    times = _times(match, numbers)
    if times is None:
        return None
    if (lower := match.group("low")) is not None:
        low, high = numbers.read(lower), numbers.read(match.group("high") or "")
        if low is None or high is None or low >= high:
            return None
        return Made.of("number", match, low=low * times, high=high * times)
    value = numbers.read(match.group("value") or "")
    return None if value is None else Made.of("number", match, value=value * times)


def _build_fraction(match: Match, numbers: Numbers, total: str) -> Made | None:
    """Return the fraction, unless it is more than the whole or the whole is nothing."""
    value, whole = numbers.read(match.group("value") or ""), numbers.read(total)
    if value is None or not whole or value > whole:
        return None
    return Made.of("fraction", match, value=value, out_of=int(whole))


def _times(match: Match, numbers: Numbers) -> float | None:
    """Return what the magnitude words multiply by: "nghìn tỷ" is 1e12."""
    words = match.group("magnitude")
    return numbers.spelled.parse(f"một {words}") if words else 1.0
