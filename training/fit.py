"""Fitting the weights of a log-linear model to labelled examples.

Stochastic gradient ascent on the log-likelihood of the right answers, with AdaGrad (Duchi, Hazan
and Singer, 2011), a small pull to zero, and the mean of the weights over the rounds, which is
steadier than the last. Where several answers are right, the better ones count for more.
The order of the examples is drawn by seed: the same examples give the same weights.
"""

import random
from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from tinvan.models.possible_spans import buckets
from tinvan.models.spans import softmax
from tinvan.models.weights import LENGTHS, WeightsFile

EPOCHS = 8
_RATE = 0.04
_PULL = 1e-3
_RARE = 5  # features seen less often are left out
_RIGHT = 0.6  # from which reward on an answer is right (FACTS.md, section 5)
_AS_GOOD = 0.15  # answers so much worse than the best are right too
_NOTHING = 1e-300  # a probability that is none
_SMALL = 0.015  # weights smaller than this are left out of the file
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Example(msgspec.Struct, frozen=True):
    """A question with what each of its answers is worth.

    Attributes:
        article: Where it comes from, to keep the questions of an article together.
        tokens: The features of each token of the sentence; none for models without spans.
        spans: First and last token of each span that can be the answer, shape (n, 2).
        candidates: The features of each other answer.
        rewards: What each answer is worth, from 0 to 1, spans first.
    """

    article: str
    tokens: list[list[str]]
    spans: Ints
    candidates: list[list[str]]
    rewards: Floats


class _Indexed(msgspec.Struct, frozen=True):
    """An example with numbers for features.

    Attributes:
        present: The numbers of the features that its tokens have, each once.
        flat: Of each feature of each token, in order, its place in `present`.
        starts: Where each token's features start in `flat`.
        sizes: How many each token has.
        spans: As in the example.
        candidates: The numbers of the features of each candidate.
        target: How right each answer is.
    """

    present: Ints
    flat: Ints
    starts: Ints
    sizes: Ints
    spans: Ints
    candidates: list[Ints]
    target: Floats


class _Ascent:
    """Weights that climb, each at a pace of its own."""

    def __init__(self, *shape: int) -> None:
        self.weights = np.zeros(shape)
        self._sum = np.zeros(shape)
        self._squares = np.full(shape, 1e-2)

    def keep(self) -> None:
        """Count the weights as they are into the mean."""
        self._sum += self.weights

    @property
    def mean(self) -> Floats:
        """The mean of the weights that were kept."""
        return self._sum / EPOCHS

    def step(self, at: Any, gradient: Floats) -> None:  # noqa: ANN401 - any index of an array
        """Climb at some of the weights."""
        gradient = gradient - _PULL * self.weights[at]
        self._squares[at] += gradient**2
        self.weights[at] += _RATE * gradient / np.sqrt(self._squares[at])


def fit(examples: Sequence[Example], made_by: str, seed: int = 0) -> WeightsFile:
    """Return the weights that make the right answers of examples likely.

    Args:
        examples: The examples; those without a right answer are passed over.
        made_by: The command, for the file.
        seed: For the order in which examples are gone through.
    """
    numbers = _numbers(examples)
    indexed = [
        _indexed(example, numbers)
        for example in examples
        if example.rewards.max(initial=0) >= _RIGHT
    ]
    token, candidate = _Ascent(3, len(numbers) + 1), _Ascent(len(numbers))
    length = _Ascent(LENGTHS)
    order = random.Random(seed)
    for _ in range(EPOCHS):
        order.shuffle(indexed)
        for example in indexed:
            _climb(example, token, candidate, length)
        for weights in (token, candidate, length):
            weights.keep()
    names = list(numbers)
    return WeightsFile(
        made_by=made_by,
        token={
            names[at]: _rounded(token.mean[:, at])
            for at in np.flatnonzero(np.abs(token.mean[:, :-1]).max(axis=0) >= _SMALL)
        },
        candidate={
            names[at]: round(float(candidate.mean[at]), 3)
            for at in np.flatnonzero(np.abs(candidate.mean) >= _SMALL)
        },
        length=[round(float(weight), 3) for weight in length.mean],
    )


def _rounded(weights: Floats) -> tuple[float, float, float]:
    """Return the three weights of a token's feature, to three decimals."""
    starts, ends, inside = (round(float(weight), 3) for weight in weights)
    return starts, ends, inside


def _numbers(examples: Sequence[Example]) -> dict[str, int]:
    """Return the number of each feature that is seen often enough."""
    counts: Counter[str] = Counter()
    for example in examples:
        for features in (*example.tokens, *example.candidates):
            counts.update(features)
    return {name: at for at, name in enumerate(sorted(n for n, c in counts.items() if c >= _RARE))}


def _indexed(example: Example, numbers: dict[str, int]) -> _Indexed:
    """Return an example with numbers for features, and how right each answer is."""
    tokens = [
        # A token without a known feature has one that is never learned.
        [numbers[f] for f in features if f in numbers] or [len(numbers)]
        for features in example.tokens
    ]
    sizes = np.array([len(features) for features in tokens], np.int64)
    flat = np.array([number for features in tokens for number in features], np.int64)
    present, flat = np.unique(flat, return_inverse=True)
    best = example.rewards.max()
    right = example.rewards >= max(_RIGHT, best - _AS_GOOD)
    return _Indexed(
        present=present,
        flat=flat,
        starts=np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)[:-1]]),
        sizes=sizes,
        spans=example.spans,
        candidates=[
            np.array([numbers[f] for f in features if f in numbers], np.int64)
            for features in example.candidates
        ],
        target=np.where(right, example.rewards**2, 0.0),
    )


def _climb(example: _Indexed, token: _Ascent, candidate: _Ascent, length: _Ascent) -> None:
    """Take one step towards the right answers of an example."""
    scores = np.array([candidate.weights[features].sum() for features in example.candidates])
    if len(example.spans):
        scores = np.concatenate([_of_spans(example, token, length), scores])
    given = softmax(scores)
    wanted = example.target * given
    wanted = wanted if wanted.sum() > _NOTHING else example.target.copy()
    pull = wanted / wanted.sum() - given
    if len(example.spans):
        _pull_spans(example, pull[: len(example.spans)], token, length)
    for features, part in zip(example.candidates, pull[len(example.spans) :], strict=True):
        if len(features):
            candidate.step(features, np.full(len(features), part))


def _of_spans(example: _Indexed, token: _Ascent, length: _Ascent) -> Floats:
    """Return the score of each span."""
    known = token.weights[:, example.present][:, example.flat]
    sums = np.add.reduceat(known, example.starts, axis=1)
    before = np.concatenate([[0.0], np.cumsum(sums[2])])
    first, last = example.spans[:, 0], example.spans[:, 1]
    scores: Floats = sums[0, first] + sums[1, last] + before[last + 1] - before[first]
    scores += length.weights[buckets()[last - first]]
    return scores


def _pull_spans(example: _Indexed, pull: Floats, token: _Ascent, length: _Ascent) -> None:
    """Take a step for the features of spans."""
    first, last = example.spans[:, 0], example.spans[:, 1]
    length.step(slice(None), np.bincount(buckets()[last - first], pull, LENGTHS).astype(float))
    starts, ends = (np.bincount(at, pull, len(example.sizes)) for at in (first, last))
    inside = np.cumsum(starts) - np.concatenate([[0.0], np.cumsum(ends)[:-1]])
    gradient = [
        np.bincount(example.flat, np.repeat(part, example.sizes), len(example.present))
        for part in (starts, ends, inside)
    ]
    token.step((slice(None), example.present), np.array(gradient))
