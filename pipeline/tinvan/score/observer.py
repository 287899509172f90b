"""Tells which phenomena hold of a fact, from its record and what stands around it."""

import functools
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable

from tinvan.score.articles import Passage
from tinvan.score.phenomena import NUMERIC, PHENOMENA, Phenomenon, Seen
from tinvan.score.slots import Record


class Observer:
    """Tells the phenomena of facts.

    Args:
        facts: The right answers, of all articles.
    """

    def __init__(self, facts: Iterable[Record]) -> None:
        self._figures: defaultdict[str, list[int]] = defaultdict(list)
        self._sharing: Counter[tuple[str, str, int, int]] = Counter()
        for fact in facts:
            self._sharing[_place(fact)] += 1
            if fact["type"] in NUMERIC:
                self._figures[fact["doc_id"]].append(fact["anchor"]["start"])
        for starts in self._figures.values():
            starts.sort()

    def phenomena(self, fact: Record, sentence: Passage | None, label: str | None) -> list[str]:
        """Return the names of what holds of a fact.

        Args:
            fact: A right answer, or an invented record.
            sentence: Its sentence, if that is known; without it less can be told.
            label: The label of its line, if that is known.
        """
        start, text = sentence or (fact["anchor"]["start"], "")
        figures = self._figures_in(fact, sentence) if sentence else 1
        at = fact["anchor"]["start"] - start
        seen = Seen(fact, text, at, label, figures, self._sharing[_place(fact)])
        possible = _phenomena_of(fact["type"], by_sentence=sentence is not None)
        return [one.name for one in possible if one.holds(seen)]

    def _figures_in(self, fact: Record, sentence: Passage) -> int:
        """Count the figures in a sentence: the right ones, and the fact itself."""
        starts, own = self._figures[fact["doc_id"]], fact["anchor"]["start"]
        first = bisect_left(starts, sentence.start)
        last = bisect_left(starts, sentence.start + len(sentence.text))
        at = bisect_left(starts, own)
        return last - first + (at == len(starts) or starts[at] != own)


@functools.cache
def _phenomena_of(kind: str, *, by_sentence: bool) -> list[Phenomenon]:
    """Return the phenomena that can hold of a type, with or without its sentence."""
    return [
        one
        for one in PHENOMENA
        if (kind in one.of or not one.of) and (by_sentence or not one.by_sentence)
    ]


def _place(fact: Record) -> tuple[str, str, int, int]:
    anchor = fact["anchor"]
    return fact["doc_id"], fact["type"], anchor["start"], anchor["end"]
