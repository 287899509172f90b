"""Units that cannot stand alone: "Khoa Nội", "Phòng Tham mưu", "Ban Tuyên giáo"."""

import functools
import itertools

from tinvan.assemble.titles import Title
from tinvan.names.lexicons import load_entries
from tinvan.ruleset import Entry

_SEATED = ("tỉnh", "huyện", "quận", "thị", "xã", "phường")  # words of a place that makes it whole


class Unit(Entry, frozen=True, kw_only=True):
    """Units of a sort (rules/lexicons/agency_units.toml).

    Attributes:
        parents: The heads of the bodies that have such a unit; none where that is not known.
        whole: Whether a form is the whole name of a unit, rather than its beginning.
    """

    parents: tuple[str, ...] = ()
    whole: bool = False


def parent_heads(unit: str) -> tuple[str, ...]:
    """Return the heads of the bodies that a unit may be one of; none where that is not known."""
    for form, sort in _units():
        if f"{unit} ".startswith(f"{form} "):
            return () if sort.whole and unit != form else sort.parents
    return ()


@functools.cache
def _units() -> tuple[tuple[str, Unit], ...]:
    """Return what names of units start with, the longest first."""
    known = load_entries("lexicons/agency_units.toml", Unit)
    forms = [(form, sort) for sort in known for form in sort.forms]
    return tuple(sorted(forms, key=lambda found: -len(found[0])))


def is_unit(title: Title, names: frozenset[str]) -> bool:
    """Tell whether the words beside a post name a unit of a body without that body.

    Args:
        title: The post.
        names: Those of all organisations of the article.
    """
    unit = title.organisation
    if unit is None or not title.post.body or not title.is_written:
        return False
    words = unit.name.split()
    if any(
        word in _SEATED and (place[:1].isupper() or place.isdecimal())
        for word, place in itertools.pairwise(words)
    ):
        return False
    ends = (" ".join(words[start:]) for start in range(1, len(words)))
    return unit.name.startswith(title.post.body) and not any(end in names for end in ends)
