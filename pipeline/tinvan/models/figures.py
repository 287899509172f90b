"""The figures of a document, as the models come to them: in order, each with the one before."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from typing import Any

import msgspec

from tinvan.document import Document, Sentence
from tinvan.facts import Fact, Money, Percentage, Quantity, Ranking
from tinvan.models.competitions import Competitions
from tinvan.models.names import Names
from tinvan.models.reader import WordReader
from tinvan.models.tokens import Words
from tinvan.values.model import Value

_BEFORE, _BEHIND = 1200, 600  # characters of an endless sentence that are read
_STEP = 600  # characters between the parts that are read where figures crowd
_CROWD = 24  # figures of a sentence; real ones of over 1,800 characters have 15 at most
AnyFigure = Percentage | Ranking | Quantity | Money
Slots = Mapping[str, Any]


class Figure(msgspec.Struct, frozen=True):
    """A fact of a figure with its place in the view.

    Attributes:
        fact: What the rules made of it.
        value: The number.
        sentence: Its sentence.
        before: The slots of the figure of the same type before it, as decided; None if there is
            none.
        before_sentence: The sentence of that one.
        nearest: The slots of the figure of any type before it, as decided; None if there is none.
        nearest_sentence: The sentence of that one.
    """

    fact: AnyFigure
    value: Value
    sentence: Sentence
    before: Slots | None = None
    before_sentence: Sentence | None = None
    nearest: Slots | None = None
    nearest_sentence: Sentence | None = None

    @property
    def kind(self) -> str:
        """The type of the fact."""
        return str(self.fact.__struct_config__.tag)

    @property
    def rule(self) -> str:
        """The rule that read it, without the type."""
        return self.fact.rule.rpartition(".")[2]

    @property
    def goes_on(self) -> bool:
        """Whether the figure before stands in the same sentence."""
        return self.before_sentence == self.sentence


class Figures:
    """Finds the values of facts in the view, and the tokens of their sentences.

    Args:
        document: The document.
        reader: Splits its sentences.
    """

    def __init__(self, document: Document, reader: WordReader) -> None:
        self.document, self._reader = document, reader
        self._names: Names | None = None
        self._competitions: Competitions | None = None
        self._values: dict[int, Value] = {}
        for value in document.values:
            first, behind = document.view.raw_bounds(value.start, value.end)
            for at in range(first, min(behind, first + 24)):
                self._values.setdefault(at, value)
        self._words: dict[tuple[int, int], Words] = {}
        self._anchors = sorted(
            fact.anchor.start for fact in document.facts if isinstance(fact, AnyFigure)
        )

    @property
    def names(self) -> Names:
        """The names of the document."""
        if self._names is None:
            self._names = Names(self.document)
        return self._names

    @property
    def competitions(self) -> Competitions:
        """The competitions that the document names."""
        if self._competitions is None:
            self._competitions = Competitions(self.document)
        return self._competitions

    def cluster_of(self, phrase: str) -> str:
        """Return the cluster of the words that a phrase starts with."""
        return self._reader.clusters.of_phrase(phrase)

    def value_of(self, fact: Fact) -> Value | None:
        """Return the value at a fact's anchor."""
        return self._values.get(fact.anchor.start)

    def words_of(self, sentence: Sentence) -> Words:
        """Return the tokens of a sentence."""
        place = sentence.start, sentence.end
        found = self._words.get(place)
        if found is None:
            found = self._words[place] = self._reader.read(self.document, sentence)
        return found

    def around(self, sentence: Sentence, at: int) -> Sentence:
        """Return a sentence, or of an endless one the part around a place in it.

        Where figures crowd, those near each other have one part, or each would cost the reading of
        its own.

        Args:
            sentence: The sentence.
            at: An offset in the view, within the sentence.
        """
        if sentence.end - sentence.start <= _BEFORE + _BEHIND:
            return sentence
        text = self.document.view.text
        start = max(sentence.start, at - _BEFORE)
        end = min(sentence.end, at + _BEHIND)
        if self._is_crowded(sentence):
            steps = max(0, (at - sentence.start) // _STEP - 1)
            start = sentence.start + steps * _STEP
            end = min(sentence.end, start + _BEFORE + _BEHIND)
        # Words are not cut, where there are any.
        start = max(start, text.find(" ", start, at) + 1) if start > sentence.start else start
        cut = text.rfind(" ", at, end) if end < sentence.end else -1
        return msgspec.structs.replace(sentence, start=start, end=cut if cut > at else end)

    def _is_crowded(self, sentence: Sentence) -> bool:
        """Tell whether an endless sentence has more figures than a person writes into one."""
        start, end = self.document.view.raw_bounds(sentence.start, sentence.end)
        return bisect_left(self._anchors, end) - bisect_left(self._anchors, start) > _CROWD


def distance(document: Document, earlier: Sentence, later: Sentence) -> str:
    """Tell how far a sentence lies before another: "here", then by sentences and paragraph."""
    if earlier == later:
        return "here"
    first, second = (
        # The part of an endless sentence that is read starts behind where the sentence does.
        bisect_right(document.sentences, sentence.start, key=lambda s: s.start) - 1
        for sentence in (earlier, later)
    )
    same = "same" if earlier.paragraph == later.paragraph else "other"
    return f"{min(3, second - first)}{same}"
