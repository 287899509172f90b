"""The lunar calendar of Vietnam, from the table `rules/values/lunar_months.toml`."""

import datetime as dt
import functools
from collections.abc import Mapping

import msgspec

from tinvan.ruleset import load_toml

Interval = tuple[dt.date, dt.date]
_FILE = "values/lunar_months.toml"
_CYCLE = 60
_DAY = dt.timedelta(days=1)
# What newspapers count as "dịp Tết": the public holiday, from two days before to four after.
_BEFORE, _AFTER = 2 * _DAY, 4 * _DAY


class LunarYear(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A lunar year.

    Attributes:
        year: The solar year in which it starts.
        first: Its first day, mùng 1 Tết.
        days: How many days each of its twelve or thirteen months has, in order.
        leap: The month that is followed by a leap month of its number, if any is.
    """

    year: int
    first: dt.date
    days: tuple[int, ...]
    leap: int | None = None

    def whole(self) -> Interval:
        """Return its first and last day."""
        return self.first, self.first + sum(self.days) * _DAY - _DAY

    def new_year(self) -> Interval:
        """Return the days that newspapers count as Tết."""
        return self.first - _BEFORE, self.first + _AFTER

    def month(self, number: int, leap: bool = False) -> Interval | None:
        """Return a month, or None if the year has none of this number."""
        if not 1 <= number <= 12 or (leap and number != self.leap):
            return None
        index = number - 1 + (self.leap is not None and (number > self.leap or leap))
        first = self.first + sum(self.days[:index]) * _DAY
        return first, first + self.days[index] * _DAY - _DAY

    def day(self, month: int, day: int, leap: bool = False) -> dt.date | None:
        """Return a day, or None if its month is too short or there is no such month.

        Args:
            month: 1 to 12.
            day: Day of the month; 0 is the last of the month before.
            leap: Whether the leap month of that number is meant.
        """
        found = self.month(month, leap)
        if found is None:
            return None
        wanted = found[0] + (day - 1) * _DAY
        return wanted if day >= 0 and wanted <= found[1] else None


class _LunarFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    year: tuple[LunarYear, ...]
    about: str = ""


@functools.cache
def lunar_years() -> Mapping[int, LunarYear]:
    """Return the lunar years by the solar year in which they start."""
    return {entry.year: entry for entry in load_toml(_FILE, _LunarFile).year}


def year_in_cycle(stem: int, branch: int) -> int | None:
    """Return the place in the cycle of sixty years of a stem and a branch, if they go together.

    Args:
        stem: 0 for Giáp to 9 for Quý.
        branch: 0 for Tý to 11 for Hợi.

    Returns:
        0 for Giáp Tý to 59 for Quý Hợi.
    """
    return (6 * stem - 5 * branch) % _CYCLE if (stem - branch) % 2 == 0 else None


def latest_in_cycle(place: int, up_to: int) -> int:
    """Return the latest year of a place in the cycle of sixty up to a year; 1984 is Giáp Tý."""
    return up_to - (up_to - 1984 - place) % _CYCLE
