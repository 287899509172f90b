"""Computes the lunar months of Vietnam, and writes them to `rules/values/lunar_months.toml`.

    python bench/lunar_months.py

The rules of the calendar: a month starts on the day of its new moon; the eleventh holds the winter
solstice; where thirteen months start from one eleventh to the next, the first in which the sun
enters no sign repeats the number before it. Days are those of the meridian of 105° east (UTC+7),
Vietnam's since 1968. New moons and the sun's longitude are computed by J. Meeus, Astronomical
Algorithms, 2nd edition, chapters 49 and 25, good to a minute.
"""

import datetime as dt
import itertools
import math
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1968, 2070  # later new moons can fall too near to midnight to be told
FILE = Path(__file__).parents[1] / "rules" / "values" / "lunar_months.toml"
ABOUT = """\
The lunar years of Vietnam: the day of mùng 1 Tết, how many days each month has, and the month that
is followed by a leap month of its number, which is counted among them. Computed for the meridian of
105° east (UTC+7) and written by `bench/lunar_months.py`; change that, not this.
"""
_J2000 = 2451545.0  # 1 January 2000, 12:00
_DAY_ZERO = 1721424.5  # the Julian date of the midnight of day 0 of `datetime.date.toordinal`
_ZONE = 7 / 24
_MONTH = 29.530588861  # days between new moons, on average
# Coefficient, power of the eccentricity, multiples of M, M' and F (Meeus, table 49.A).
_NEW_MOON = (
    (-0.40720, 0, 0, 1, 0), (0.17241, 1, 1, 0, 0), (0.01608, 0, 0, 2, 0), (0.01039, 0, 0, 0, 2),
    (0.00739, 1, -1, 1, 0), (-0.00514, 1, 1, 1, 0), (0.00208, 2, 2, 0, 0), (-0.00111, 0, 0, 1, -2),
    (-0.00057, 0, 0, 1, 2), (0.00056, 1, 1, 2, 0), (-0.00042, 0, 0, 3, 0), (0.00042, 1, 1, 0, 2),
    (0.00038, 1, 1, 0, -2), (-0.00024, 1, -1, 2, 0), (-0.00007, 0, 2, 1, 0), (0.00004, 0, 0, 2, -2),
    (0.00004, 0, 3, 0, 0), (0.00003, 0, 1, 1, -2), (0.00003, 0, 0, 2, 2), (-0.00003, 0, 1, 1, 2),
    (0.00003, 0, -1, 1, 2),
)  # fmt: skip
# Coefficient, degrees at new moon 0, degrees a month: the planets, and the moon's node.
_PLANETS = (
    (0.000325, 299.77, 0.107408), (0.000165, 251.88, 0.016321), (0.000164, 251.83, 26.651886),
    (0.000126, 349.42, 36.412478), (0.000110, 84.66, 18.206239), (0.000062, 141.74, 53.303771),
    (-0.00017, 124.7746, -1.56375588),
)  # fmt: skip


class Month(NamedTuple):
    """A lunar month.

    Attributes:
        first: Its first day.
        year: The lunar year that it belongs to.
        number: 1 to 12.
        leap: Whether it repeats the number of the month before it.
    """

    first: dt.date
    year: int
    number: int
    leap: bool


def months(first: int, last: int) -> Iterator[Month]:
    """Yield the months of lunar years, in order."""
    for year in range(first, last + 2):
        for month in _between_solstices(year):
            if first <= month.year <= last:
                yield month


def _between_solstices(year: int) -> Iterator[Month]:
    """Yield the months from the eleventh that starts in the solar year before, up to the next."""
    begin, end = _eleventh(year - 1), _eleventh(year)
    starts = [_new_moon_day(k) for k in range(begin, end + 1)]
    leap_year = end - begin == 13
    number, leap_found = 11, False
    for index, (first, following) in enumerate(itertools.pairwise(starts)):
        leap = leap_year and not leap_found and index > 0 and _sign(first) == _sign(following)
        leap_found = leap_found or leap
        if index > 0 and not leap:
            number = number % 12 + 1
        yield Month(first, year - (number > 10 and index < 4), number, leap)


def _eleventh(year: int) -> int:
    """Return the number of the new moon that opens the eleventh month, which holds the solstice."""
    k = round((dt.date(year, 12, 31).toordinal() + _DAY_ZERO - 2451550.1) / _MONTH) + 1
    while _sign(_new_moon_day(k)) >= 9:  # the sun is past 270° when the month starts
        k -= 1
    return k


def _new_moon_day(k: int) -> dt.date:
    """Return the day in Vietnam of new moon number k, counted from that of 6 January 2000."""
    return dt.date.fromordinal(math.floor(_new_moon(k) + _ZONE - _DAY_ZERO))


def _new_moon(k: int) -> float:
    """Return the Julian date (UT) of a new moon (Meeus, chapter 49)."""
    t = k / 1236.85
    eccentricity = 1 - 0.002516 * t - 0.0000074 * t**2
    sun = 2.5534 + 29.10535670 * k - 0.0000014 * t**2
    moon = 201.5643 + 385.81693528 * k + 0.0107582 * t**2 + 0.00001238 * t**3
    latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t**2 - 0.00000227 * t**3
    day = 2451550.09766 + _MONTH * k + 0.00015437 * t**2 - 0.000000150 * t**3
    for size, power, m, n, f in _NEW_MOON:
        day += size * eccentricity**power * _sin(m * sun + n * moon + f * latitude)
    day += sum(size * _sin(start + speed * k) for size, start, speed in _PLANETS)
    return day - _delta_t(2000 + k / 12.3685)


def _sign(day: dt.date) -> int:
    """Return the sign of the zodiac, of 30° each from the equinox, in which a day finds the sun."""
    t = (day.toordinal() + _DAY_ZERO - _ZONE - _J2000) / 36525
    anomaly = 357.52911 + 35999.05029 * t
    longitude = 280.46646 + 36000.76983 * t + 0.0003032 * t**2
    longitude += (1.914602 - 0.004817 * t) * _sin(anomaly) + 0.000289 * _sin(3 * anomaly)
    longitude += (0.019993 - 0.000101 * t) * _sin(2 * anomaly)
    longitude -= 0.00569 + 0.00478 * _sin(125.04 - 1934.136 * t)
    return math.floor(longitude % 360 / 30)


def _delta_t(year: float) -> float:
    """Return how far even time is ahead of the clock, in days (F. Espenak, 2005 to 2050)."""
    t = year - 2000
    return (62.92 + 0.32217 * t + 0.005589 * t**2) / 86400


def _sin(degrees: float) -> float:
    return math.sin(math.radians(degrees))


def table() -> str:
    """Return the file of lunar years."""
    found = list(months(FIRST_YEAR, LAST_YEAR + 1))
    starts = [month.first for month in found]
    lines = [f'about = """\n{ABOUT}"""\n\nyear = [']
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        own = [index for index, month in enumerate(found) if month.year == year]
        days = [(starts[index + 1] - starts[index]).days for index in own]
        leap = next((f", leap = {found[i].number}" for i in own if found[i].leap), "")
        lines.append(f"  {{ year = {year}, first = {starts[own[0]]}, days = {days}{leap} }},")
    return "\n".join([*lines, "]", ""])


if __name__ == "__main__":
    FILE.write_text(table(), encoding="utf-8")
