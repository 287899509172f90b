"""The words of time expressions, from `rules/values/time_words.toml`, and the names of holidays."""

from collections.abc import Mapping

import msgspec

from tinvan.ruleset import load_toml
from tinvan.values.holidays import holidays

Meaning = int | str


class _TimeWordFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    field: dict[str, dict[str, tuple[str, ...]]]
    about: str = ""


class TimeWords:
    """What the words of each field mean.

    Attributes:
        lists: The words of each field, for patterns to name, and the holidays.
    """

    def __init__(self) -> None:
        tables = load_toml("values/time_words.toml", _TimeWordFile).field
        self.lists: dict[str, tuple[str, ...]] = {
            field: tuple(word for words in table.values() for word in words)
            for field, table in tables.items()
        }
        self.lists["holiday"] = holidays().forms
        self._meanings: dict[str, Mapping[str, Meaning]] = {
            field: {
                word.casefold(): _meaning(key) for key, words in table.items() for word in words
            }
            for field, table in tables.items()
        }

    def meaning(self, field: str, words: str) -> Meaning:
        """Return what words of a field mean, whatever their case and inner blanks."""
        return self._meanings[field][" ".join(words.split()).casefold()]


def _meaning(key: str) -> Meaning:
    """Return a key of the table as a number where it is one."""
    return int(key) if key.lstrip("-").isdecimal() else key
