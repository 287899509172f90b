"""Days about the lunar new year (Tết), from the table `rules/values/tet.toml`."""

import datetime as dt
import functools
from collections.abc import Mapping

import msgspec

from tinvan.ruleset import load_toml

Interval = tuple[dt.date, dt.date]
_FILE = "values/tet.toml"
_FIRST_MONTH, _LAST_MONTH = 1, 12
# What newspapers count as "dịp Tết": the public holiday, from two days before to four after.
_BEFORE, _AFTER = dt.timedelta(days=2), dt.timedelta(days=4)


class NewYear(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A lunar new year.

    Attributes:
        year: The solar year in which it falls.
        first: Its first day.
        last_month: Days of the last month of the old year.
        names: The year's name in the cycle of sixty, with its spellings.
    """

    year: int
    first: dt.date
    last_month: int
    names: tuple[str, ...]

    def holiday(self) -> Interval:
        """Return the days that newspapers count as Tết."""
        return self.first - _BEFORE, self.first + _AFTER

    def day(self, month: int, day: int) -> dt.date | None:
        """Return a day of the first month, or of the last month before it, if there is one.

        Args:
            month: 1 or 12.
            day: Day of that month; 0 of the first is the last day of the old year.
        """
        if month == _FIRST_MONTH:
            return self.first + dt.timedelta(days=day - 1)
        if month != _LAST_MONTH or day > self.last_month:
            return None
        return self.first - dt.timedelta(days=self.last_month - day + 1)


class _NewYearFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    new_year: tuple[NewYear, ...]
    about: str = ""


@functools.cache
def new_years() -> Mapping[int, NewYear]:
    """Return the lunar new years by solar year."""
    return {entry.year: entry for entry in load_toml(_FILE, _NewYearFile).new_year}
