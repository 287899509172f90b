"""Telling the classes of words: noun, verb, preposition."""

import functools
import pickle
from collections.abc import Mapping, Sequence
from typing import Self

import numpy as np
import numpy.typing as npt

from tinvan.segmentation.crf import CrfModel, model_file
from tinvan.segmentation.pieces import pieces
from tinvan.segmentation.words import WordSegmenter

_MODEL = ("pipeline", "pos_tag", "pos_crf_2017_10_11.bin")
_SPELLINGS = ("pipeline", "text_normalize", "tn_rules_2023_07_14.bin")
# Where the templates look, counted from the word that is to be told.
_ONE = ("T[-2]", "T[-1]", "T[0]", "T[1]", "T[2]")
_TWO = ("T[-2,-1]", "T[-1,0]", "T[0,1]", "T[1,2]")
_COLUMNS = (
    ("T[-3]", "X", 3), ("T[-2]", "X", 2), ("T[-1]", "X", 1),
    ("T[-3,-2]", "X X", 3), ("T[-2,-1]", "X X", 2),
)  # fmt: skip
_KINDS = ("", ".lower", ".istitle")
_KEPT = 1 << 12  # words, and pairs of them, whose sums are kept: a kilobyte each
_LONGEST = 6  # letters of a syllable that may be respelled
Scores = npt.NDArray[np.float64]


class WordTagger:
    """Splits a text into words, in the spelling that the model was trained on, with their classes.

    Args:
        segmenter: Puts words together.
        model: Tells their classes.
        spellings: Syllables that are respelled: "Hoà" as "Hòa".
    """

    def __init__(
        self, segmenter: WordSegmenter, model: CrfModel, spellings: Mapping[str, str]
    ) -> None:
        self._segmenter, self._spellings = segmenter, spellings
        self._labels = model.labels
        self._states, self._transitions = model.states, model.transitions
        self._rows: dict[
            tuple[str, str], list[tuple[str, int]]
        ] = {}  # by kind and what stands there
        for name, row in model.rows.items():
            template, _, text = name.partition("=")
            place, _, kind = template.partition("]")
            self._rows.setdefault((kind, text), []).append((f"{place}]", row))
        self._before, self._behind = (
            [self._sums(places, dict.fromkeys(_KINDS, mark)) for places in (_ONE, _TWO)]
            for mark in ("BOS", "EOS")
        )
        # The model asks for classes given before, which no text has: "X", but for the first words.
        self._columns = np.array(
            [
                sum(
                    self._sums([name], {"[1]": text if at >= reach else "BOS"})[0]
                    for name, text, reach in _COLUMNS
                )
                for at in range(4)
            ]
        )
        self._one = functools.lru_cache(_KEPT)(self._of_one)
        self._pair = functools.lru_cache(_KEPT)(self._of_two)

    @classmethod
    def load(cls, segmenter: WordSegmenter) -> Self:
        """Return the tagger with the models that underthesea has.

        Raises:
            FileNotFoundError: If underthesea is not installed.
        """
        with model_file(*_SPELLINGS).open("rb") as file:
            spellings: Mapping[str, str] = pickle.load(file)["token"]
        return cls(segmenter, CrfModel.load(model_file(*_MODEL)), spellings)

    def __call__(self, text: str) -> list[tuple[str, str]]:
        """Return the words of a text with their classes, as the Vietnamese treebank names them."""
        text = text.replace("ð", "đ").replace("Ð", "Đ")
        parts = [self._spelled(text[start:end]) for start, end in pieces(text)]
        words = [" ".join(parts[first:behind]) for first, behind in self._segmenter.join(parts)]
        return list(zip(words, self._classes(words), strict=True))

    def _spelled(self, piece: str) -> str:
        """Return a piece as the model's training texts spell it."""
        return self._spellings.get(piece, piece) if len(piece) <= _LONGEST else piece

    def _classes(self, words: Sequence[str]) -> list[str]:
        """Return the class of each word (Viterbi's algorithm)."""
        if not words:
            return []
        scores = self._scores(words)
        best, turns = scores[0], []
        for of_word in scores[1:]:
            ways = best[:, None] + self._transitions
            turns.append(ways.argmax(axis=0))
            best = ways.max(axis=0) + of_word
        label = int(best.argmax())
        found = [label]
        for turn in reversed(turns):
            label = int(turn[label])
            found.append(label)
        return [self._labels[label] for label in reversed(found)]

    def _scores(self, words: Sequence[str]) -> Scores:
        """Return the scores of the classes for each word, shape (words, classes)."""
        size = len(words)
        (one_before, two_before), (one_behind, two_behind) = self._before, self._behind
        ones = np.array([*[one_before] * 2, *map(self._one, words), *[one_behind] * 2])
        pairs = map(self._pair, words, words[1:])
        twos = np.array([*[two_before] * 2, *pairs, *[two_behind] * 2])
        scores: Scores = self._columns[np.minimum(np.arange(size), len(self._columns) - 1)]
        for place in range(len(_ONE)):
            scores = scores + ones[place : place + size, place]
        for place in range(len(_TWO)):
            scores += twos[place : place + size, place]
        return scores

    def _of_one(self, word: str) -> Scores:
        """Return what a word adds to the scores of each word that sees it, (places, classes)."""
        return self._sums(
            _ONE, {"": word, ".lower": word.lower(), ".istitle": str(_is_title(word))}
        )

    def _of_two(self, first: str, second: str) -> Scores:
        """Return what a pair of words adds to the scores."""
        return self._sums(_TWO, {"": f"{first} {second}"})

    def _sums(self, places: Sequence[str], texts: Mapping[str, str]) -> Scores:
        """Return the sums of the weights by place, given what each kind of template sees there."""
        sums = np.zeros((len(places), len(self._labels)))
        for kind, text in texts.items():
            for place, row in self._rows.get((kind, text), ()):
                if place in places:
                    sums[places.index(place)] += self._states[row]
        return sums


def _is_title(word: str) -> bool:
    """Tell whether each syllable of a word starts with a capital."""
    return all(syllable[0].istitle() for syllable in word.split(" "))
