"""The tokens of a sentence as models see them: figures and times masked by their kinds."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
import regex

from tinvan.document import Document
from tinvan.models.clusters import Clusters, Features

WORD = regex.compile(r"[\p{L}\p{M}]+|\d[\d.,/]*\d|[^\s]")
SIGNS = frozenset(",;:.()“”\"'‘’-–/!?…")

Listed = tuple[Features, Features, Features, Features]
Named = tuple[Features, bool, bool, bool]


class Word(msgspec.Struct, frozen=True, gc=False):
    """A token: a syllable, a sign, or a figure or time as a whole.

    Attributes:
        start: Where it starts in the view.
        end: Behind its last character.
        text: In small letters, the tone on the first vowel; of a figure or time its kind behind
            a "#".
        capital: Whether it is written with a capital.
    """

    start: int
    end: int
    text: str
    capital: bool = False

    @property
    def is_figure(self) -> bool:
        """Whether it is a number of some sort, other than a time."""
        return self.text[0] == "#" and len(self.text) > 1 and self.text != "#date"


class Words(msgspec.Struct, frozen=True, eq=False):
    """The tokens of a sentence, with what is known of each by itself.

    Attributes:
        label: What sort of line the sentence stands in.
        words: The tokens in order.
        texts: The texts of them.
        listed: The lists of which a phrase starts at each token and ends at it, ends before it and
            starts behind it.
        named: What each token is of a name; whether it has a capital, and whether its word or name
            has a part before it, and behind it.
        counts: How many signs that part clauses, figures, verbs of figures, and words that part
            clauses stand before each token; shape (4, tokens + 1).
        bracketed: Whether each token stands in brackets.
        runs_on: Of each token whether its word or name has a part before it, and behind it.
        loose: Of each token whether it is a function word that begins no phrase, and one that ends
            none.
        clusters: The clusters of words.
        known: What is found out about the sentence once, by whoever asks.
    """

    label: str
    words: tuple[Word, ...]
    texts: tuple[str, ...]
    listed: tuple[Listed, ...]
    named: tuple[Named, ...]
    counts: npt.NDArray[np.int64]
    bracketed: tuple[bool, ...]
    runs_on: tuple[tuple[bool, bool], ...]
    loose: tuple[tuple[bool, bool], ...]
    clusters: Clusters
    known: dict[Any, Any] = msgspec.field(default_factory=dict)

    def at(self, offset: int) -> int:
        """Return the index of the token that covers a view offset, or the last before it."""
        return max(0, bisect_right(self.words, offset, key=start_of) - 1)

    def text(self, index: int) -> str:
        """Return the text of a token; a mark for the place before the first and behind the last."""
        if index < 0:
            return "<s>"
        return self.texts[index] if index < len(self.texts) else "</s>"

    def find(self, document: Document, phrase: str, near: int) -> tuple[int, int] | None:
        """Return the tokens that a phrase covers where it stands nearest to a token.

        Args:
            document: The document.
            phrase: As written, on one line.
            near: The index of a token.

        Returns:
            The indices of its first and last token, or None if it does not stand in the sentence
            in one piece.
        """
        places: list[tuple[int, int]] | None = self.known.get(("places", phrase))
        if places is None:
            places = self.known["places", phrase] = list(self._places(document.view.text, phrase))
        return min(places, key=lambda place: abs(place[0] - near), default=None)

    def _places(self, view: str, phrase: str) -> Iterator[tuple[int, int]]:
        """Yield the first and last tokens of a phrase wherever it stands in the sentence."""
        wanted = _folded(phrase)
        letters = self._letters(view)
        first = -1
        while (first := letters.find(wanted[0], first + 1)) >= 0:
            word = self.words[first]
            end = word.start + len(phrase)
            if _folded(view[word.start : end]) != wanted:
                continue
            last = bisect_left(self.words, end, key=end_of)
            if last < len(self.words) and self.words[last].end == end:
                yield first, last

    def _letters(self, view: str) -> str:
        """Return the first letters of all tokens, by which most are told from a phrase."""
        letters: str | None = self.known.get("letters")
        if letters is None:
            letters = "".join(view[word.start].casefold()[0] for word in self.words)
            self.known["letters"] = letters
        return letters


def start_of(word: Word) -> int:
    """Return where a token starts in the view."""
    return word.start


def end_of(word: Word) -> int:
    """Return the offset behind a token."""
    return word.end


def _folded(phrase: str) -> str:
    """Return a phrase without what does not tell it from another: case and line ends."""
    return " ".join(phrase.split()).casefold()
