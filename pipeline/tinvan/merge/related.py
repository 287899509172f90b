"""Which articles tell one story: those that name the same bodies, people and figures."""

import functools
from array import array

import numpy as np

from tinvan.facts import Agency, AnyFact, Money, Official, Percentage, Quantity
from tinvan.merge.names import person_key
from tinvan.score.slots import fold

_TELLING = 10.0  # smaller and rounder figures are in every article
_COMMON = 0.02  # of the articles: what more of them name tells no story
_FEW = 12  # articles that may name a thing however few there are
_HELD = 1 << 14  # articles whose things are kept as sets


class Stories:
    """What articles name, by their numbers; memory holds 24 bytes of each thing.

    Facts come in the order of their articles.
    """

    def __init__(self) -> None:
        self._things = array("q")
        self._ends = array("q", [0])
        self._current: set[int] = set()
        self.shared = functools.lru_cache(_HELD)(self._shared)
        self._rare = functools.lru_cache(_HELD)(self._rare_things)

    def add(self, article: int, fact: AnyFact) -> None:
        """Take in what a fact names."""
        if article >= len(self._ends):
            self._end_article()
        thing = _thing(fact)
        if thing is not None:
            self._current.add(thing)

    def finish(self) -> None:
        """Count what was taken in; to be done before anything is asked."""
        self._end_article()
        self._names, self._counts = np.unique(
            np.frombuffer(self._things, np.int64), return_counts=True
        )

    def _end_article(self) -> None:
        """Put the things of an article with the others."""
        self._things.extend(self._current)
        self._ends.append(len(self._things))
        self._current.clear()

    def _shared(self, a: int, b: int) -> int:
        """Return how many things two articles name that few others do."""
        return len(self._rare(a) & self._rare(b))

    def _rare_things(self, article: int) -> frozenset[int]:
        """Return the things of an article that few others name."""
        things = np.array(self._things[self._ends[article] : self._ends[article + 1]], np.int64)
        counts = self._counts[np.searchsorted(self._names, things)]
        most = max(_FEW, _COMMON * len(self._ends))
        return frozenset(things[counts <= most].tolist())


def _thing(fact: AnyFact) -> int | None:
    """Return a hash of what a fact names; None where that tells nothing."""
    if isinstance(fact, Agency):
        return hash(("body", fact.agency_id or fold(fact.name)))
    if isinstance(fact, Official):
        return hash(("person", person_key(fact.person)))
    if isinstance(fact, Percentage | Quantity | Money) and fact.value is not None:
        telling = abs(fact.value) >= _TELLING and fact.value % _TELLING
        return hash((type(fact).__name__, fact.value)) if telling else None
    return None
