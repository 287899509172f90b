"""Blocks: facts that may state the same share a key; only facts within a block are compared."""

from collections.abc import Iterator

from tinvan.facts import (
    Agency,
    AnyFact,
    Event,
    LegalDocument,
    Money,
    Official,
    Percentage,
    Quantity,
    Ranking,
)
from tinvan.merge.indices import Indices, plain_index
from tinvan.merge.names import (
    body_key,
    measure_key,
    organisation_key,
    person_key,
    scope_key,
    subject_key,
)
from tinvan.merge.store import around
from tinvan.score.slots import fold

_BESIDE = 2  # syllables on one side of a figure that it shares with one that contradicts it
Key = tuple[object, ...]
Figure = Percentage | Quantity | Money | Ranking


class Keys:
    """Makes the keys of facts.

    Args:
        indices: The known indices.
    """

    def __init__(self, indices: Indices) -> None:
        self._indices = indices

    def index(self, fact: Ranking) -> str | None:
        """Return the key of what a rank is in; None where it is not said."""
        if not fact.index:
            return None
        known = self._indices.known(fact.index, fact.publisher)
        if known:
            return f"index:{known.id}"
        return f"name:{plain_index(fact.index)}"

    def thing(self, fact: AnyFact) -> Key | None:
        """Return what a figure is of, whatever its value; None where that is not told for sure."""
        if isinstance(fact, Ranking):
            return self._rank(fact)
        if isinstance(fact, Percentage | Quantity | Money):
            measure, subject = self.measure(fact), subject_key(fact.subject)
            if subject is None or " " not in measure:
                return None
            return (type(fact).__name__, subject, measure, *_form(fact), fact.modality)
        return None

    def same(self, fact: AnyFact) -> Iterator[Key]:
        """Yield the keys under which facts that state the same as this one are looked for."""
        kind = type(fact).__name__
        if isinstance(fact, Percentage | Quantity | Money | Ranking):
            if thing := self.thing(fact):
                yield ("thing", *thing, *values(fact))
            yield ("figure", kind, *values(fact), *_head(fact))
        elif isinstance(fact, Official):
            yield (kind, person_key(fact.person), fact.status)
        elif isinstance(fact, Agency):
            yield (kind, fact.agency_id or body_key(fact.name) or (fold(fact.name), fact.kind))
        elif isinstance(fact, LegalDocument):
            yield (kind, fold(fact.kind), fold(fact.number))
        elif isinstance(fact, Event):
            yield (kind, " ".join(fold(fact.name).split()[:4]))

    def rivals(self, fact: AnyFact) -> Iterator[Key]:
        """Yield the keys under which facts that contradict this one are looked for."""
        if isinstance(fact, Percentage | Quantity | Money | Ranking):
            if thing := self.thing(fact):
                yield ("thing", *thing)
            for side, words in zip(("before", "behind"), around(fact, _BESIDE), strict=True):
                if len(words) == _BESIDE:
                    yield (side, type(fact).__name__, *words, *_head(fact))
        elif isinstance(fact, Official) and (body := organisation_key(fact)):
            yield ("post", body, fold(fact.position))

    def measure(self, fact: Percentage | Quantity | Money) -> str:
        """Return the key of what a figure measures."""
        return measure_key(fact.indicator)

    def _rank(self, fact: Ranking) -> Key | None:
        """Return what a rank is of."""
        index, subject = self.index(fact), subject_key(fact.subject)
        if index is None or subject is None:
            return None
        return ("Ranking", subject, index, scope_key(fact.scope), fact.modality, fact.rank is None)


def values(fact: Figure) -> Key:
    """Return what a figure says."""
    if isinstance(fact, Ranking):
        return (fact.rank, fact.change if fact.rank is None else None)
    return (fact.value, fact.low, fact.high)


def _form(fact: Percentage | Quantity | Money) -> Key:
    """Return in what a figure is stated: figures of other forms do not contradict it."""
    if isinstance(fact, Percentage):
        return (fact.measure, fold(fact.of or ""))
    if isinstance(fact, Quantity):
        return (fact.measure, fold(fact.unit or ""), fold(fact.per or ""))
    return (fact.measure, fact.currency, fold(fact.per or ""))


def _head(fact: Figure) -> Key:
    """Return the part of a figure's form that all its spellings share."""
    if isinstance(fact, Money):
        return (fact.currency, fact.measure)
    if isinstance(fact, Quantity):
        return (fold(fact.unit or "").partition(" ")[0], fact.measure)
    return (fact.measure,) if isinstance(fact, Percentage) else ()
