"""Two values of one thing at one time."""

import functools
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tinvan.facts import AnyFact, Money, Percentage, Quantity, Ranking
from tinvan.merge.alike import Matcher
from tinvan.merge.blocks import Figure, Key, values
from tinvan.merge.groups import WINDOW, Groups
from tinvan.merge.periods import same
from tinvan.merge.store import FactStore

_SAME_WORDS = 0.5  # of the pairs of syllables around two figures of one thing (Dice 1945)
_SAME_WORDS_UNDATED = 0.6  # of figures of which nobody says when they hold
_ROUNDED = 0.005  # by which two figures may differ that one rounded and the other did not
_HELD = 1 << 12  # articles whose values are kept
_SLIPS = 2  # figures in which two texts of one time differ at most


class Rival(NamedTuple):
    """Two facts, by number, that contradict each other."""

    one: int
    other: int


class FigureConflicts:
    """Finds two values of one thing at one time.

    Args:
        store: The facts.
        matcher: Tells which articles tell one story.
    """

    def __init__(self, store: FactStore, matcher: Matcher) -> None:
        self._store, self._matcher = store, matcher
        self._stated = functools.lru_cache(_HELD)(self._stated_in)

    def __call__(self, block: Sequence[int]) -> Iterator[Rival]:
        """Yield the contradictions among facts of one thing.

        Where one text has several values at one time, what is measured is not told well enough to
        say that others contradict it.
        """
        stated: defaultdict[str, list[int]] = defaultdict(list)
        for number in block:
            if self._is_exact(self._store.fact(number)):
                stated[self._store.text(number)].append(number)
        facts = [n for numbers in stated.values() if not self._is_mixed(numbers) for n in numbers]
        facts.sort(key=lambda number: (self._store.fact(number).published or "", number))
        for at, one in enumerate(facts):
            for other in facts[max(0, at - WINDOW) : at]:
                apart = self._store.text(one) != self._store.text(other)
                if apart and self._contradict(one, other):
                    yield Rival(*sorted((one, other)))

    def _contradict(self, a: int, b: int) -> bool:
        """Tell whether two facts of one thing contradict each other."""
        one, other = _figure(self._store.fact(a)), _figure(self._store.fact(b))
        undated = one.date is None and other.date is None and not isinstance(one, Ranking)
        if not _differ(one, other) or not (undated or same(one.date, other.date)):
            return False
        if self._is_stated(values(one), b) or self._is_stated(values(other), a):
            return False
        if isinstance(one, Ranking) and isinstance(other, Ranking):
            if one.out_of and other.out_of and one.out_of != other.out_of:
                return False
            known = self._is_known(one) and self._matcher.keys.thing(one) is not None
            if known and self._matcher.keys.thing(one) == self._matcher.keys.thing(other):
                return True
        least = _SAME_WORDS_UNDATED if undated else _SAME_WORDS
        return self._same_words(a, b, least) and self._matcher.one_story(a, b)

    def _is_stated(self, value: Key, number: int) -> bool:
        """Tell whether the article of a fact states a value too, of whatever thing."""
        return value in self._stated(self._store.article(number))

    def _stated_in(self, article: int) -> frozenset[Key]:
        """Return the values of an article."""
        facts = (self._store.fact(number) for number in self._store.facts_of(article))
        return frozenset(values(fact) for fact in facts if isinstance(fact, Figure))

    def _is_known(self, fact: Ranking) -> bool:
        """Tell whether a rank is of a known index, of which there is one at a time."""
        return (self._matcher.keys.index(fact) or "").startswith("index:")

    def _same_words(self, a: int, b: int, least: float) -> bool:
        """Tell whether two figures stand among the same words."""
        first, second = self._store.context(a), self._store.context(b)
        return 2 * len(first & second) >= least * (len(first) + len(second)) > 0

    def _is_mixed(self, numbers: Sequence[int]) -> bool:
        """Tell whether one text has several values at one time."""
        facts = [_figure(self._store.fact(number)) for number in numbers[:WINDOW]]
        return any(
            same(one.date, other.date) and values(one) != values(other)
            for at, one in enumerate(facts)
            for other in facts[at + 1 :]
        )

    def _is_exact(self, fact: AnyFact) -> bool:
        """Tell whether a figure is stated as it is: neither a bound, nor a range, nor a plan."""
        exact = isinstance(fact, Figure) and fact.comparator == "=" and values(fact)[0] is not None
        return exact and fact.modality == "actual"


def contradictions(rivals: Iterable[Rival], store: FactStore, groups: Groups) -> Iterator[Rival]:
    """Yield the rivals of texts that agree in most else.

    Where two texts on one day differ in several figures, they tell of two times of it: the morning
    session of an exchange and its close. What others state like them is of such times, too.

    Args:
        rivals: Pairs of facts that contradict each other.
        store: The facts.
        groups: Which of them state the same.
    """
    found = sorted(set(rivals))
    counts = Counter(frozenset((store.text(one), store.text(other))) for one, other in found)
    texts: defaultdict[int, set[str]] = defaultdict(set)
    roots = {groups.find(number) for rival in found for number in rival}
    for number in range(len(store)) if roots else ():
        if (root := groups.find(number)) in roots:
            texts[root].add(store.text(number))
    for one, other in found:
        pairs = itertools.product(texts[groups.find(one)], texts[groups.find(other)])
        if all(counts[frozenset(pair)] <= _SLIPS for pair in pairs):
            yield Rival(one, other)


def _differ(one: Figure, other: Figure) -> bool:
    """Tell whether two figures differ by more than rounding."""
    first, second = values(one), values(other)
    if isinstance(one, Ranking):
        return first != second
    a, b = (value if isinstance(value, float) else None for value in (first[0], second[0]))
    if a is None or b is None or a == b:
        return False
    return abs(a - b) > _ROUNDED * max(abs(a), abs(b))


def _figure(fact: AnyFact) -> Figure:
    """Return a fact that is known to be a figure."""
    assert isinstance(fact, Percentage | Quantity | Money | Ranking)
    return fact
