"""Phrases as spans: a log-linear distribution over the spans of a sentence and other candidates.

The score of a span is what its first token has for starting one, its last for ending one, each of
its tokens for lying in one, and its length; that of another candidate is the sum of its own
features. All scores together make one distribution. The answer is the candidate that most of the
probability agrees with: a phrase is right that shares enough words with the right one (FACTS.md,
section 5), so that neighbours that differ in a word speak for each other.
"""

import functools
from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from tinvan.document import Document
from tinvan.models.features import Marks, bucket, far_groups, groups
from tinvan.models.tokens import SIGNS, Features, Word, Words
from tinvan.models.weights import Weights
from tinvan.score.slots import texts_match

LONGEST = 24  # tokens of a span
_CLOSING = frozenset(')”"')  # signs that may end a phrase
_DEPTH = {"(": 1, ")": -1, "“": 1, "”": -1}
_ENOUGH = 0.9  # of the most votes
_VOTERS = 40  # likeliest candidates that vote for each other
_LONG = (6, 8, 11, 16)  # upper bounds of the buckets of lengths
Scores = npt.NDArray[np.float64]


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
        words: The tokens of the sentences in which the answer may stand, one after the other.
        loose: Of each token whether it begins no phrase, and whether it ends none.
        runs_on: Of each token whether its word or name has a part before it, and behind it.
        features: The features of each token, in groups.
        spans: First and last token of each span that can be the answer, shape (n, 2).
        candidates: Other answers.
    """

    words: tuple[Word, ...]
    loose: tuple[tuple[bool, bool], ...]
    runs_on: tuple[tuple[bool, bool], ...]
    features: tuple[tuple[Features, ...], ...]
    spans: npt.NDArray[np.int64]
    candidates: tuple[Candidate, ...]


def question(
    words: Words,
    figure: int,
    rule: str,
    marks: Marks,
    candidates: Sequence[Candidate],
    earlier: Sequence[tuple[str, Words, Marks]] = (),
) -> Question:
    """Put a question together.

    Args:
        words: The tokens of the figure's sentence.
        figure: The index of the figure's token.
        rule: The rule that read the figure.
        marks: The tokens, first and last, of what the rules took for a slot, by the slot's name.
        candidates: Answers that are no spans of the sentences.
        earlier: The tokens of sentences before, each with what to call its place, and marks.
    """
    tokens: list[Word] = []
    loose: list[tuple[bool, bool]] = []
    runs_on: list[tuple[bool, bool]] = []
    features: list[tuple[Features, ...]] = []
    spans = []
    for place, other, known_marks in earlier:
        spans.append(_spans(other, None) + len(tokens))
        tokens += other.words
        loose += zip(other.first_loose, other.last_loose, strict=True)
        runs_on += other.runs_on
        features += [
            (known, *far_groups(place, other, index, rule, known_marks))
            for index, known in enumerate(other.features)
        ]
    spans.append(_spans(words, figure) + len(tokens))
    tokens += words.words
    loose += zip(words.first_loose, words.last_loose, strict=True)
    runs_on += words.runs_on
    features += [
        (known, *groups(words, index, figure, rule, marks))
        for index, known in enumerate(words.features)
    ]
    return Question(
        words=tuple(tokens),
        loose=tuple(loose),
        runs_on=tuple(runs_on),
        features=tuple(features),
        spans=np.concatenate(spans),
        candidates=tuple(candidates),
    )


class SpanModel:
    """Answers questions.

    Args:
        weights: What was learned.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    def choose(self, document: Document, asked: Question) -> Choice:
        """Return the answer that most of the probability agrees with."""
        probabilities = softmax(self._scores(asked) / self._weights.temperature)
        likely = (-probabilities).argsort(kind="stable")[:_VOTERS]
        answers = [(answer(document, asked, int(at)), float(probabilities[at])) for at in likely]
        votes = [sum(p for other, p in answers if texts_match(text, other)) for text, _ in answers]
        # Of those that nearly as much agrees with, the likeliest by itself: a phrase between two
        # others gets the votes of both, and has words that neither needs.
        enough = _ENOUGH * max(votes)
        chosen = next(at for at, agreeing in enumerate(votes) if agreeing >= enough)
        return Choice(answers[chosen][0], votes[chosen])

    def _scores(self, asked: Question) -> Scores:
        """Return the score of each span, then of each other candidate."""
        weights, spans = self._weights, asked.spans
        sums = np.array([weights.of_groups(own, groups) for own, *groups in asked.features])
        before = np.concatenate([[0.0], sums[:, 2].cumsum()])
        first, last = spans[:, 0], spans[:, 1]
        scores = sums[first, 0] + sums[last, 1] + before[last + 1] - before[first]
        scores += weights.length[buckets()[last - first]]
        rest = [weights.of_candidate(candidate.features) for candidate in asked.candidates]
        return np.concatenate([scores, rest])


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
    while first < last and asked.loose[first][0]:
        first += 1
    while first < last and asked.loose[last][1]:
        last -= 1
    words = asked.words
    return " ".join(document.view.text[words[first].start : words[last].end].split())


@functools.cache
def buckets() -> npt.NDArray[np.int64]:
    """Return the bucket of each length less one."""
    return np.array([bucket(length, _LONG, 24) for length in range(LONGEST)])


def _spans(words: Words, figure: int | None) -> npt.NDArray[np.int64]:
    """Return the spans that can be an answer.

    None runs over the figure or a semicolon, and none has one bracket of a pair alone.
    """
    texts = [word.text for word in words.words]
    size = len(texts)
    if not size:
        return np.empty((0, 2), dtype=np.int64)
    first = np.arange(size)
    last = first[:, None] + np.arange(LONGEST)  # each row: where a span from there may end
    at = np.minimum(last, size - 1)
    depth = np.array([0, *(_DEPTH.get(text, 0) for text in texts)]).cumsum()
    inside = depth[at + 1] - depth[first][:, None]
    stops = np.array([text == ";" for text in texts])
    if figure is not None:
        stops[figure] = True
    stopped = np.logical_or.accumulate(stops[at] | (inside < 0) | (last >= size), axis=1)
    begins = np.array([text not in SIGNS for text in texts])
    ends = np.array([text not in SIGNS or text in _CLOSING for text in texts])
    rows, columns = np.nonzero(~stopped & (inside == 0) & ends[at] & begins[:, None])
    return np.stack([rows, rows + columns], axis=1)
