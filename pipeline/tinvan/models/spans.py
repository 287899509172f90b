"""Phrases as spans: a log-linear distribution over the spans of a sentence and other candidates.

The score of a span is what its first token has for starting one, its last for ending one, each of
its tokens for lying in one, and its length; that of another candidate is the sum of its own
features. All scores together make one distribution. The answer is the candidate that most of the
probability agrees with: a phrase is right that shares enough words with the right one (FACTS.md,
section 5), so that neighbours that differ in a word speak for each other.
"""

import itertools
from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec
import numpy as np
import numpy.typing as npt

from tinvan.document import Document
from tinvan.models.features import Place, features_of
from tinvan.models.possible_spans import Spans, buckets, possible_spans
from tinvan.models.sums import TokenSums
from tinvan.models.tokens import Word
from tinvan.models.weights import Weights
from tinvan.score.slots import agreements, fold

_ENOUGH = 0.9  # of the most votes
_OTHERS = 0.2  # of the probability of those, from which on the other answers are considered alone
_VOTERS = 40  # likeliest candidates that vote for each other
Scores = npt.NDArray[np.float64]
T = TypeVar("T")


class Candidate(msgspec.Struct, frozen=True):
    """An answer that is no span of the figure's sentence.

    Attributes:
        text: As written; None for "the article does not say".
        features: What speaks for it or against it.
    """

    text: str | None
    features: list[str]


class Choice(msgspec.Struct, frozen=True):
    """What a model chose.

    Attributes:
        text: The answer.
        probability: How much of the probability agrees with it.
    """

    text: str | None
    probability: float


class Question(msgspec.Struct, frozen=True):
    """A slot of a figure to be filled.

    Attributes:
        places: The sentences in which the answer may stand.
        rule: The rule that read the figure.
        words: The tokens of the sentences, one after the other.
        figure: Which of them is the figure, where answers may stand around it; else None.
        loose: Of each token whether it begins no phrase, and whether it ends none.
        runs_on: Of each token whether its word or name has a part before it, and behind it.
        spans: First and last token of each span that can be the answer, shape (n, 2).
        candidates: Other answers.
    """

    places: tuple[Place, ...]
    rule: str
    words: tuple[Word, ...]
    figure: int | None
    loose: tuple[tuple[bool, bool], ...]
    runs_on: tuple[tuple[bool, bool], ...]
    spans: Spans
    candidates: tuple[Candidate, ...]

    def features(self) -> list[list[str]]:
        """Return the features of each token, for training."""
        return [known for place in self.places for known in features_of(place, self.rule)]


def question(
    places: Sequence[Place],
    rule: str,
    candidates: Sequence[Candidate],
    barred: frozenset[str] = frozenset(),
    *,
    around: bool = False,
) -> Question:
    """Put a question together.

    Args:
        places: The sentences in which the answer may stand.
        rule: The rule that read the figure.
        candidates: Answers that are no spans of the sentences.
        barred: Kinds of names that are no answer by themselves: "place".
        around: Whether answers may stand around the figure: "giảm 40% nhân sự".
    """
    begins = [*itertools.accumulate((len(place.words.words) for place in places), initial=0)]
    spans = [
        possible_spans(place, barred, around=around) + begin
        for place, begin in zip(places, begins, strict=False)
    ]
    figure = places[-1].figure
    return Question(
        places=tuple(places),
        rule=rule,
        words=_joined(place.words.words for place in places),
        figure=None if figure is None or not around else begins[-2] + figure,
        loose=_joined(place.words.loose for place in places),
        runs_on=_joined(place.words.runs_on for place in places),
        spans=np.concatenate(spans),
        candidates=tuple(candidates),
    )


def _joined(parts: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(itertools.chain.from_iterable(parts))


class SpanModel:
    """Answers questions.

    Args:
        weights: What was learned.
        sums: Sums the weights of tokens, of this model and others.
        number: The number of this model among those.
    """

    def __init__(self, weights: Weights, sums: TokenSums, number: int = 0) -> None:
        self._weights, self._sums, self._number = weights, sums, number

    def choose(self, document: Document, asked: Question, measured: str | None = None) -> Choice:
        """Return the answer that most of the probability agrees with.

        Args:
            document: The document.
            asked: The question.
            measured: What the figure measures, where whose it is is asked: no measure is its own
                owner.
        """
        chances = softmax(self._scores(asked) / (1000 * self._weights.temperature))
        likely = _likeliest(chances, _VOTERS)
        answers = [answer(document, asked, at) for at in likely.tolist()]
        chance = chances[likely].tolist()
        if measured:
            kept = [not _is_of_measure(text, measured) for text in answers]
            if sum(itertools.compress(chance, kept)) > _OTHERS * sum(chance):
                answers = [*itertools.compress(answers, kept)]
                chance = [*itertools.compress(chance, kept)]
        agreeing = agreements(answers)
        voted = {text: sum(itertools.compress(chance, row)) for text, row in agreeing.items()}
        votes = [voted[text] for text in answers]
        # Of those that nearly as much agrees with, the likeliest by itself: a phrase between two
        # others gets the votes of both, and has words that neither needs.
        enough = _ENOUGH * max(votes)
        chosen = next(at for at, vote in enumerate(votes) if vote >= enough)
        return Choice(answers[chosen], votes[chosen])

    def _scores(self, asked: Question) -> npt.NDArray[np.int64]:
        """Return the score of each span, then of each other candidate, in thousandths."""
        rest = [round(1000 * self._weights.of_candidate(c.features)) for c in asked.candidates]
        if not len(asked.spans):
            return np.array(rest, np.int64)
        sums = np.concatenate(
            [self._sums(place, asked.rule)[:, self._number] for place in asked.places]
        )
        starts, ends, inside = sums.T.astype(np.int64)
        behind = inside.cumsum()
        first, last = asked.spans.T
        scores = (starts + inside - behind)[first]
        scores += (ends + behind)[last]
        scores += self._weights.length[buckets()[last - first]]
        return np.concatenate([scores, np.array(rest, np.int64)])


def _is_of_measure(owner: str | None, measured: str) -> bool:
    """Tell whether an answer is the measure itself, holds it, or is a common noun inside it.

    Of 2,463 labelled owners none is the measure, two hold it, and of the ten inside it seven
    begin it or are names.
    """
    if owner is None:
        return False
    inner, outer = fold(owner), fold(measured)
    if f" {outer} " in f" {inner} ":
        return True
    is_common = owner == owner.lower()
    return is_common and f" {inner} " in f" {outer} " and not outer.startswith(inner)


def _likeliest(chances: Scores, number: int) -> npt.NDArray[np.intp]:
    """Return the indices of the likeliest answers, of those as likely the first."""
    if len(chances) > number:
        least = np.partition(chances, -number)[-number]
        among = np.flatnonzero(chances >= least)
    else:
        among = np.arange(len(chances))
    return among[(-chances[among]).argsort(kind="stable")[:number]]


def softmax(scores: Scores) -> Scores:
    """Return the distribution of scores."""
    powers: Scores = np.exp(scores - scores.max())
    powers /= powers.sum()
    return powers


def answer(document: Document, asked: Question, at: int) -> str | None:
    """Return the text of an answer: of the spans in order, then of the other candidates.

    A span that cuts a word or a name is taken to its end; function words at the ends of a span are
    left out (FACTS.md, section 2).
    """
    if at >= len(asked.spans):
        return asked.candidates[at - len(asked.spans)].text
    first, last = (int(token) for token in asked.spans[at])
    while asked.runs_on[first][0]:
        first -= 1
    while asked.runs_on[last][1]:
        last += 1
    parts = [(first, last)]
    if asked.figure is not None and first < asked.figure < last:
        parts = [(first, asked.figure - 1), (asked.figure + 1, last)]
    trimmed = [_trimmed(asked, *part) for part in parts]
    kept = [part for part in trimmed if not asked.loose[part[0]][0]] or trimmed[-1:]
    words, text = asked.words, document.view.text
    said = (text[words[first].start : words[last].end] for first, last in kept)
    return " ".join(" ".join(said).split())


def _trimmed(asked: Question, first: int, last: int) -> tuple[int, int]:
    """Return a span without the function words at its ends."""
    while first < last and asked.loose[first][0]:
        first += 1
    while first < last and asked.loose[last][1]:
        last -= 1
    return first, last
