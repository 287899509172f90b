"""Holidays that are one day, from the lexicon `rules/values/holiday_names.toml`."""

import functools

from tinvan.ruleset import Entry, Lexicon, load_lexicon


class Holiday(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day that comes back every year.

    Attributes:
        month: 1 to 12.
        day: Day of the month.
        lunar: Whether they are of the lunar calendar.
    """

    month: int
    day: int
    lunar: bool = False


@functools.cache
def holidays() -> Lexicon[Holiday]:
    """Return the holidays with all their names."""
    return load_lexicon("values/holiday_names", Holiday)
