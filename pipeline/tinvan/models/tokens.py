"""The tokens of a sentence as models see them: figures and times masked by their kinds."""

from bisect import bisect_left, bisect_right

import msgspec

from tinvan.document import Document

SIGNS = frozenset(",;:.()“”\"'‘’-–/!?…")

Features = tuple[str, ...]


class Word(msgspec.Struct, frozen=True):
    """A token: a syllable, a sign, or a figure or time as a whole.

    Attributes:
        start: Where it starts in the view.
        end: Behind its last character.
        text: In small letters; of a figure or time its kind behind a "#".
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


class Words(msgspec.Struct, frozen=True):
    """The tokens of a sentence, with what is known of each by itself.

    Attributes:
        label: What sort of line the sentence stands in.
        words: The tokens in order.
        features: The features of each that do not depend on a figure.
        opening: The lists of which a phrase starts at each token.
        closing: The lists of which a phrase ends at each token.
        commas: How many signs that part clauses stand before each token; one entry more.
        figures: How many figures stand before each token; one entry more.
        bracketed: Whether each token stands in brackets.
        runs_on: Of each token whether its word or name has a part before it, and behind it.
        first_loose: Whether each token is a function word that begins no phrase.
        last_loose: Whether each token is one that ends none.
        clusters: The clusters of the words that each token is part of.
        verbs: How many verbs of figures start before each token; one entry more.
        breaks: How many words that part clauses start before each token; one entry more.
    """

    label: str
    words: tuple[Word, ...]
    features: tuple[Features, ...]
    opening: tuple[Features, ...]
    closing: tuple[Features, ...]
    commas: tuple[int, ...]
    figures: tuple[int, ...]
    bracketed: tuple[bool, ...]
    runs_on: tuple[tuple[bool, bool], ...]
    first_loose: tuple[bool, ...]
    last_loose: tuple[bool, ...]
    clusters: tuple[Features, ...]
    verbs: tuple[int, ...]
    breaks: tuple[int, ...]

    def at(self, offset: int) -> int:
        """Return the index of the token that covers a view offset, or the last before it."""
        return max(0, bisect_right(self.words, offset, key=start_of) - 1)

    def text(self, index: int) -> str:
        """Return the text of a token; a mark for the place before the first and behind the last."""
        if index < 0:
            return "<s>"
        return self.words[index].text if index < len(self.words) else "</s>"

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
        best: tuple[int, int] | None = None
        view = document.view.text
        wanted = _folded(phrase)
        for first, word in enumerate(self.words):
            end = word.start + len(phrase)
            if _folded(view[word.start : end]) != wanted:
                continue
            last = bisect_left(self.words, end, key=end_of)
            if last == len(self.words) or self.words[last].end != end:
                continue
            if best is None or abs(first - near) < abs(best[0] - near):
                best = (first, last)
        return best


def start_of(word: Word) -> int:
    """Return where a token starts in the view."""
    return word.start


def end_of(word: Word) -> int:
    """Return the offset behind a token."""
    return word.end


def _folded(phrase: str) -> str:
    """Return a phrase without what does not tell it from another: case and line ends."""
    return " ".join(phrase.split()).casefold()
