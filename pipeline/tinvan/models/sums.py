"""Sums of weights over all features of tokens, for several models at once, in whole numbers.

The features of a token come in parts (`tinvan.models.features`), and what a key of a part tells
comes back: the weights of its features are summed when it is first met. A sentence is then a few
look-ups and sums of arrays. Whole numbers have the same sum in any order.
"""

import itertools
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from tinvan.models.clusters import Clusters, Features
from tinvan.models.features import (
    FIGURE,
    LIST_ROLES,
    LIST_SIDES,
    PAIR_ROLES,
    PAIR_SIDES,
    SIDES,
    WORD_ROLES,
    WORD_SIDES,
    Marks,
    Place,
    Roles,
    far_places,
    of_between,
    of_far_place,
    of_figure,
    of_lists,
    of_mark,
    of_names,
    of_pair,
    of_pair_clusters,
    of_place,
    of_word,
    of_word_clusters,
    places,
)
from tinvan.models.tokens import Words
from tinvan.models.weights import TokenWeights, Weights, thousandths

_MOST = 1 << 14  # keys of a part that are kept
_FEW = 64  # for which there is room at first
_BITS = 20  # of the number of some clusters, which are far fewer
K = TypeVar("K")
Sums = npt.NDArray[np.int32]


class TokenSums:
    """Sums the weights of tokens.

    Args:
        models: The weights of the models.
        clusters: Clusters of words.
    """

    def __init__(self, models: Sequence[Weights], clusters: Clusters) -> None:
        self._models = models
        self._words = _WithClusters(
            _Part(of_word, models, WORD_ROLES),
            _Part(of_word_clusters, models, WORD_ROLES),
            clusters.of_word,
        )
        self._pairs = _WithClusters(
            _Part(of_pair, models, PAIR_ROLES),
            _Part(of_pair_clusters, models, PAIR_ROLES),
            clusters.of_pair,
        )
        self._lists = _Part(of_lists, models, LIST_ROLES)
        self._names = _Part(of_names, models, 1)
        self._places = _Part(of_place, models, 2)
        self._between = _Part(of_between, models, 2)
        self._beside = _Part(of_figure, models, 2)
        self._far_places = _Part(of_far_place, models, 1)
        self._marks: _Numbers[Any] = _Numbers(
            lambda key: np.array(self._of(of_mark(key)), np.int32)
        )
        self._figure = np.array(self._of(FIGURE), np.int32)

    def __call__(self, place: Place, rule: str) -> Sums:
        """Return the sums of each token of a sentence.

        Args:
            place: The sentence.
            rule: The rule that read the figure.

        Returns:
            For each token and model the sums for starting a span, ending one, lying in one, in
            thousandths; shape (tokens, models, 3).
        """
        known = place.words.known
        key = self, place.figure, place.name
        sums: Sums | None = known.get(key)
        if sums is None:
            sums = known[key] = self._in_place(place)
        if place.marks:
            sums = sums.copy()
            self._add_marks(sums, place.marks, rule)
            if place.figure is not None:
                sums[place.figure] = known[key][place.figure]
        return sums

    def _of(self, features: Features) -> Sums:
        """Return the sums of features for each model."""
        return np.array([weights.of_token(features) for weights in self._models], np.int32)

    def _in_place(self, place: Place) -> Sums:
        """Return the sums of tokens but for what is marked."""
        words, figure = place.words, place.figure
        own, by_side = self._by_side(words)
        if figure is None:
            return own + by_side[:, 2] + self._far_places(far_places(place))[:, 0]
        where, between = places(words, figure)
        beside = words.text(figure - 1), words.text(figure + 1)
        by_side = by_side[:, :2] + self._places(where) + self._between(between)
        by_side += self._beside([(*beside, commas) for commas, *_ in between])
        sums = own.copy()
        sums[:figure] += by_side[:figure, 0]
        sums[figure] += self._figure
        sums[figure + 1 :] += by_side[figure + 1 :, 1]
        return sums

    def _by_side(self, words: Words) -> tuple[Sums, Sums]:
        """Return the sums of tokens whatever the figure, and more by their side of it."""
        if self in words.known:
            known: tuple[Sums, Sums] = words.known[self]
            return known
        size = len(words.words)
        texts = ["<s>", "<s>", *words.texts, "</s>", "</s>"]
        word, pair = self._words(texts), self._pairs(itertools.pairwise(texts))
        lists, names = self._lists(words.listed), self._names(words.named)
        own = lists[:, 0] + names[:, 0]
        for role in range(WORD_SIDES):
            own += word[role : role + size, role]
        for role in range(PAIR_SIDES):
            own += pair[role : role + size, role]
        behind = PAIR_SIDES + len(SIDES)
        by_side = lists[:, LIST_SIDES:] + word[2 : 2 + size, WORD_SIDES:]
        by_side += pair[2 : 2 + size, PAIR_SIDES:behind] + pair[1 : 1 + size, behind:]
        words.known[self] = own, by_side
        return own, by_side

    def _add_marks(self, sums: Sums, marks: Marks, rule: str) -> None:
        """Add what marked phrases tell of the tokens in them and outside."""
        known = self._marks
        outside = [known[name, rule, False, False, False] for name in marks]
        sums += sum(outside[1:], outside[0])
        for (name, (first, last)), out in zip(marks.items(), outside, strict=True):
            sums[first : last + 1] += known[name, rule, False, False, True] - out
            for at in {first, last}:
                within = known[name, rule, False, False, True]
                sums[at] += known[name, rule, at == first, at == last, True] - within


class _Numbers(dict[K, Any], Generic[K]):
    """What is made of keys when they are first asked for."""

    def __init__(self, make: Callable[[K], Any]) -> None:
        self._make = make

    def __missing__(self, key: K) -> Any:  # noqa: ANN401 - what is made
        made = self[key] = self._make(key)
        return made


class _Part(Generic[K]):
    """The sums of the keys of a part of the features.

    Args:
        roles_of: Returns the features of a key by role.
        models: The weights of the models.
        roles: How many roles there are.
    """

    def __init__(
        self, roles_of: Callable[[K], Roles], models: Sequence[Weights], roles: int
    ) -> None:
        self._roles_of = roles_of
        self._weights = [(model, weights.token.get) for model, weights in enumerate(models)]
        self._rows: Sums = np.zeros((_FEW, roles, len(models), 3), np.int32)
        self._size = 1  # the first row is that of keys that tell nothing
        self._numbers = _Numbers[K](self.number)

    def __call__(self, keys: Iterable[K]) -> Sums:
        """Return the sums of keys: shape (keys, roles, models, 3)."""
        if len(self._numbers) > _MOST:
            self._numbers.clear()
            self.clear()
        return self.rows(np.array(list(map(self._numbers.__getitem__, keys)), np.intp))

    def rows(self, numbers: npt.NDArray[np.intp]) -> Sums:
        """Return the sums of keys by their numbers."""
        return self._rows[numbers]

    def clear(self) -> None:
        """Forget all keys."""
        self._size = 1

    def number(self, key: K) -> int:
        """Return a number for a new key: most tell nothing."""
        sums: dict[tuple[int, int], list[TokenWeights]] = {}
        for role, features in enumerate(self._roles_of(key)):
            for feature in features:
                for model, weights_of in self._weights:
                    if weights := weights_of(feature):
                        sums.setdefault((role, model), []).append(weights)
        if not sums:
            return 0
        at = self._size
        if at == len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
        self._rows[at] = 0
        for (role, model), found in sums.items():
            self._rows[at, role, model] = thousandths(found)
        self._size += 1
        return at


class _WithClusters(Generic[K]):
    """The sums of words, each with those of its clusters.

    Args:
        own: The sums of words.
        shared: The sums of clusters.
        clusters_of: Returns the clusters of a word.
    """

    def __init__(
        self, own: _Part[K], shared: _Part[Features], clusters_of: Callable[[K], Features]
    ) -> None:
        self._own, self._shared, self._clusters_of = own, shared, clusters_of
        self._clusters: _Numbers[Features] = _Numbers(shared.number)
        self._numbers: _Numbers[K] = _Numbers(self._number)

    def __call__(self, keys: Iterable[K]) -> Sums:
        """Return the sums of keys: shape (keys, roles, models, 3)."""
        if len(self._numbers) > _MOST:
            self._numbers.clear()
            self._own.clear()
        numbers = np.array(list(map(self._numbers.__getitem__, keys)), np.intp)
        return self._own.rows(numbers >> _BITS) + self._shared.rows(numbers & (1 << _BITS) - 1)

    def _number(self, key: K) -> int:
        """Return the number of a key and of its clusters in one."""
        number: int = self._clusters[self._clusters_of(key)]
        return self._own.number(key) << _BITS | number
