"""Phrases as spans: a log-linear distribution over the spans of a sentence and other candidates.

The score of a span is what its first token has for starting one, its last for ending one, each of
its tokens for lying in one, and its length; that of another candidate is the sum of its own
features. All scores together make one distribution. The answer is the candidate that most of the
probability agrees with: a phrase is right that shares enough words with the right one (FACTS.md,
section 5), so that neighbours that differ in a word speak for each other.
"""

import functools
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from tinvan.document import Document
from tinvan.models.tokens import SIGNS, Features, Word, Words
from tinvan.models.weights import Weights
from tinvan.score.slots import texts_match

LONGEST = 24  # tokens of a span
_CLOSING = frozenset(')”"')  # signs that may end a phrase
_DEPTH = {"(": 1, ")": -1, "“": 1, "”": -1}
_VOTERS = 12  # likeliest candidates that vote for each other
_FAR = (4, 6, 9, 14, 20, 30)  # upper bounds of the buckets of distances
_LONG = (6, 8, 11, 16)  # and of lengths
Marks = Mapping[str, tuple[int, int]]
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
    earlier: Sequence[tuple[str, Words]] = (),
) -> Question:
    """Put a question together.

    Args:
        words: The tokens of the figure's sentence.
        figure: The index of the figure's token.
        rule: The rule that read the figure.
        marks: The tokens, first and last, of what the rules took for a slot, by the slot's name.
        candidates: Answers that are no spans of the sentences.
        earlier: The tokens of sentences before, each with what to call its place.
    """
    tokens: list[Word] = []
    loose: list[tuple[bool, bool]] = []
    runs_on: list[tuple[bool, bool]] = []
    features: list[tuple[Features, ...]] = []
    spans = []
    for place, other in earlier:
        spans.append(_spans(other, None) + len(tokens))
        tokens += other.words
        loose += zip(other.first_loose, other.last_loose, strict=True)
        runs_on += other.runs_on
        features += [
            (known, *_far_groups(place, other, index)) for index, known in enumerate(other.features)
        ]
    spans.append(_spans(words, figure) + len(tokens))
    tokens += words.words
    loose += zip(words.first_loose, words.last_loose, strict=True)
    runs_on += words.runs_on
    features += [
        (known, *_groups(words, index, figure, rule, marks))
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
        probabilities = softmax(self._scores(asked))
        likely = (-probabilities).argsort(kind="stable")[:_VOTERS]
        answers = [(answer(document, asked, int(at)), float(probabilities[at])) for at in likely]
        best = Choice(None, -1.0)
        for text, _ in answers:
            votes = sum(p for other, p in answers if texts_match(text, other))
            if votes > best.probability + 1e-9:
                best = Choice(text, votes)
        return best

    def _scores(self, asked: Question) -> Scores:
        """Return the score of each span, then of each other candidate."""
        weights, spans = self._weights, asked.spans
        sums = np.array([weights.of_groups(own, groups) for own, *groups in asked.features])
        before = np.concatenate([[0.0], sums[:, 2].cumsum()])
        first, last = spans[:, 0], spans[:, 1]
        scores = sums[first, 0] + sums[last, 1] + before[last + 1] - before[first]
        scores += weights.length[buckets()[last - first]]
        others = [weights.of_candidate(candidate.features) for candidate in asked.candidates]
        return np.concatenate([scores, others])


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
    return np.array([_bucket(length, _LONG, 24) for length in range(LONGEST)])


def _bucket(number: int, bounds: Sequence[int], most: int) -> int:
    """Return a number as it is while it is small, else the bound of its bucket."""
    if number <= bounds[0]:
        return number
    return next((bound for bound in bounds if number <= bound), most)


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


def _groups(words: Words, index: int, figure: int, rule: str, marks: Marks) -> tuple[Features, ...]:
    """Return the features of a token that depend on the figure."""
    if index == figure:
        return (("figure",),)
    side = "B" if index < figure else "A"
    near, far = sorted((index, figure))
    commas = min(3, words.commas[far] - words.commas[near + 1])
    figures = min(2, words.figures[far] - words.figures[near + 1])
    distance = _bucket(far - near, _FAR, 30)
    behind = words.closing[index - 1] if index else ()
    before = words.opening[index + 1] if index + 1 < len(words.words) else ()
    return (
        _place(
            side, distance, commas, figures, words.bracketed[index], words.bracketed[figure]
        ),
        _beside(side, words.text(index), words.opening[index], behind, before),
        _around(side, words.text(figure - 1), words.text(figure + 1), commas),
        *(_mark(name, rule, first, last, index) for name, (first, last) in marks.items()),
    )  # fmt: skip


def _far_groups(place: str, words: Words, index: int) -> tuple[Features, ...]:
    """Return the features of a token of a sentence before the figure's."""
    return (
        _far_place(
            place, words.label, _bucket(index, _FAR, 30), min(3, words.commas[index]),
            min(2, words.figures[index]), words.bracketed[index],
        ),
        _beside(
            "P", words.text(index), words.opening[index],
            words.closing[index - 1] if index else (),
            words.opening[index + 1] if index + 1 < len(words.words) else (),
        ),
    )  # fmt: skip


@functools.lru_cache(maxsize=1 << 12)
def _far_place(
    place: str, label: str, index: int, commas: int, figures: int, bracketed: bool
) -> Features:
    """Return features of where a token stands in a sentence before the figure's."""
    return (
        place, f"{place}|{label}", f"{place}i{index}", f"Pi{index}", f"{place}c{commas}",
        f"Pn{figures}", f"Pb{bracketed:d}",
    )  # fmt: skip


@functools.lru_cache(maxsize=1 << 12)
def _place(
    side: str, distance: int, commas: int, figures: int, inside: bool, bracketed: bool
) -> Features:
    """Return features of where a token stands."""
    return (
        f"{side}d{distance}", f"{side}c{commas}", f"{side}n{figures}",
        f"{side}c{commas}n{figures}", f"{side}b{inside:d}{bracketed:d}",
    )  # fmt: skip


@functools.lru_cache(maxsize=1 << 14)
def _beside(
    side: str, text: str, opening: Features, behind: Features, before: Features
) -> Features:
    """Return features of what stands at a token and beside it, by its side of the figure."""
    return (
        f"{side}w={text}",
        *(f"{side}opens={name}" for name in opening),
        *(f"{side}behind={name}" for name in behind),
        *(f"{side}before={name}" for name in before),
    )


@functools.lru_cache(maxsize=1 << 14)
def _around(side: str, before: str, behind: str, commas: int) -> Features:
    """Return features of the words around the figure."""
    return (f"{side}c{commas}|before={before}", f"{side}c{commas}|behind={behind}")


@functools.lru_cache(maxsize=1 << 10)
def _marked(name: str, rule: str, at_first: bool, at_last: bool, inside: bool) -> Features:
    """Return features of a token against what the rules took for a slot."""
    if not inside:
        return (f"outside:{name}", f"outside:{name}|{rule}")
    places = ["inside", *(["first"] if at_first else []), *(["last"] if at_last else [])]
    return tuple(f"{place}:{name}{by}" for place in places for by in ("", f"|{rule}"))


def _mark(name: str, rule: str, first: int, last: int, index: int) -> Features:
    return _marked(name, rule, index == first, index == last, first <= index <= last)
