"""Places in a row in words, from `rules/values/place_words.toml`."""

import functools
from collections.abc import Mapping

import msgspec

from tinvan.ruleset import load_toml
from tinvan.values.build import Numbers

_YEARS = range(1900, 2101)


class _PlaceFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    places: dict[str, tuple[str, ...]]
    about: str = ""


@functools.cache
def place_words() -> Mapping[str, int]:
    """Return the places by their words in small letters."""
    places = load_toml("values/place_words.toml", _PlaceFile).places
    return {word: int(place) for place, words in places.items() for word in words}


def read_place(text: str, numbers: Numbers) -> int | None:
    """Return a place or a count of places; a bare number that looks like a year is none."""
    digits = text.replace(".", "")
    if digits.isdecimal():
        value = int(digits)
        return None if value in _YEARS and "." not in text else value
    place = place_words().get(" ".join(text.lower().split()))
    if place is not None:
        return place
    spelled = numbers.read(text)
    return None if spelled is None else int(spelled)
