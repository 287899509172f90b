"""Percentages, from matches of `rules/values/percentages.toml`."""

from tinvan.values.build import Made, Numbers
from tinvan.values.grammar import Match


def build_percentage(match: Match, numbers: Numbers) -> Made | None:
    """Return the percentage, or None where its number cannot be told."""
    points = bool(match.group("points"))
    if (lower := match.group("low")) is not None:
        low = numbers.read(lower, loose=",")
        high = numbers.read(match.group("high") or "", loose=",")
        if low is None or high is None or low >= high:
            return None
        return Made.of("percentage", match, low=low, high=high, points=points)
    value = numbers.read(match.group("value") or "", loose=",")
    if value is None:
        return None
    if match.rule.slots.get("negative"):
        value = -value
    return Made.of("percentage", match, value=value, points=points)
