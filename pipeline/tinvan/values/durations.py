"""Durations: what a number of units of time is in ISO 8601."""

from collections.abc import Iterable
from decimal import Decimal

from tinvan.values.digits import exact

# A unit in the designator of ISO 8601, and how many of that it has. Time designators are small.
_UNITS = {
    "thế kỷ": ("Y", 100), "thập kỷ": ("Y", 10), "năm": ("Y", 1), "quý": ("M", 3), "tháng": ("M", 1),
    "tuần": ("W", 1), "ngày": ("D", 1), "giờ": ("h", 1), "phút": ("m", 1), "giây": ("s", 1),
}  # fmt: skip
_ORDER = ("Y", "M", "W", "D", "h", "m", "s")
# What half a unit is of a smaller one; of others the half stays a decimal.
_HALVES = {"Y": ("M", 6), "D": ("h", 12), "h": ("m", 30), "m": ("s", 30)}
_SIZES = {name: index for index, name in enumerate(_UNITS)}


def is_smaller(unit: str, than: str) -> bool:
    """Tell whether a unit of time is smaller than another."""
    return _SIZES[unit] > _SIZES[than]


def iso_duration(parts: Iterable[tuple[Decimal, str]], *, half: bool = False) -> str:
    """Return a duration in ISO 8601: "P1Y6M", "PT2H30M".

    Args:
        parts: Amounts and normalised units of time.
        half: Whether half of the last unit is added: "một năm rưỡi".
    """
    amounts: dict[str, Decimal] = {}
    last = ("Y", 1)
    for amount, unit in parts:
        last = sign, count = _UNITS[unit]
        amounts[sign] = amounts.get(sign, Decimal(0)) + amount * count
    if half:
        sign, count = last
        rest = Decimal(count) / 2
        if rest != rest.to_integral() and sign in _HALVES:
            sign, in_smaller = _HALVES[sign]
            rest = Decimal(in_smaller) * count
        amounts[sign] = amounts.get(sign, Decimal(0)) + rest
    amounts = {sign: amount for sign, amount in amounts.items() if amount} or {"D": Decimal(0)}
    days = "".join(f"{_plain(amounts[s])}{s}" for s in _ORDER[:4] if s in amounts)
    times = "".join(f"{_plain(amounts[s])}{s.upper()}" for s in _ORDER[4:] if s in amounts)
    return f"P{days}{'T' if times else ''}{times}"


def _plain(amount: Decimal) -> str:
    """Return an amount without trailing zeros behind its point."""
    text = exact(amount)
    return text.rstrip("0").rstrip(".") if "." in text else text
