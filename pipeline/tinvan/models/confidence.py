"""Confidence: the probability that a record is right, learned from labelled articles.

A logistic regression over how the record was read: the rule that proposed it, how sure each model
was of its slot, the basis of its date, how much stands in its sentence. It is calibrated because it
is fitted to readings of articles that the slot models had not seen (`training.train`).
"""

import bisect
import math
from collections.abc import Iterator, Mapping

from tinvan.document import Document, Sentence, within
from tinvan.facts import Agency, AnyFact, Event, LegalDocument, Official
from tinvan.models.weights import Weights
from tinvan.view import TextView

_STEPS = (0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.995)
_MANY = 6
_LONG = 18  # words by which the length of a sentence is told
_FIGURES = frozenset({"percentage", "money", "quantity", "rank", "number", "fraction"})
RIGHT = "right"  # what the features are of; a record that is wrong has none


class Evidence:
    """Tells how likely the records of a document are to be right.

    Args:
        document: The document.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        bounds = (document.view.raw_bounds(s.start, s.end) for s in document.sentences)
        self._starts = [start for start, _ in bounds]
        self._told: dict[int, tuple[int, int, str]] = {}

    def of(self, fact: AnyFact, probabilities: Mapping[str, float]) -> Iterator[str]:
        """Yield the features of a record.

        Args:
            fact: The record.
            probabilities: How sure each model was of the slot that it decided.
        """
        at = bisect.bisect_right(self._starts, fact.anchor.start) - 1
        yield from _evidence(fact, probabilities)
        if at >= 0:
            told = self._told.get(at)
            if told is None:
                told = self._told[at] = _counts(self._document, self._document.sentences[at])
            yield from _of_sentence(*told, str(fact.__struct_config__.tag))


def _evidence(fact: AnyFact, probabilities: Mapping[str, float]) -> Iterator[str]:
    """Yield what tells of a fact by itself."""
    kind = str(fact.__struct_config__.tag)
    yield RIGHT
    yield f"{kind}"
    yield f"{kind}|{fact.rule}"
    for slot, probability in probabilities.items():
        for step in _STEPS:
            if probability >= step:
                yield f"{kind}|{slot}>={step}"
    least = min(probabilities.values(), default=1.0)
    for step in _STEPS:
        if probabilities and least >= step:
            yield f"least>={step}"
    yield f"{kind}|basis={fact.date.basis if fact.date else None}"
    yield from _of_names(fact, kind)


def _of_names(fact: AnyFact, kind: str) -> Iterator[str]:
    """Yield what tells of facts about names."""
    if isinstance(fact, Agency | Official | Event | LegalDocument):
        yield f"{kind}|mentions={min(3, len(fact.mentions))}"
    if isinstance(fact, Agency):
        yield f"{kind}|{fact.kind}"
        yield f"{kind}|known={fact.agency_id is not None}"
        yield f"{kind}|words={min(_MANY, len(fact.name.split()))}"
        yield f"{kind}|as-written={fact.name == TextView(fact.anchor.text).text}"
    if isinstance(fact, Official):
        written = fact.organisation.text if fact.organisation else None
        yield f"{kind}|organisation={written is not None}"
        yield f"{kind}|person={min(_MANY, len(fact.person.split()))}"
        if fact.organisation is not None:
            as_written = TextView(fact.organisation.text).text == fact.organisation.name
            yield f"{kind}|as-written={as_written}"


def _counts(document: Document, sentence: Sentence) -> tuple[int, int, str]:
    """Return how many figures and words a sentence has, and its label."""
    figures = sum(value.kind in _FIGURES for value in within(document.values, sentence))
    return figures, len(document.text_of(sentence).split()), sentence.label


def _of_sentence(figures: int, words: int, label: str, kind: str) -> Iterator[str]:
    """Yield what tells of the sentence: its place, its length, how many figures it states."""
    yield f"{kind}|{label}"
    yield f"{kind}|figures={min(_MANY, figures)}"
    yield f"length={min(_MANY, words // _LONG)}"


def confidence(weights: Weights, features: Iterator[str]) -> float:
    """Return the probability that a record is right, to two decimals."""
    score = weights.of_candidate(features)
    return round(1 / (1 + math.exp(-score)), 2)
