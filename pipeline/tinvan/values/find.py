"""Finding values in the sentences of a document."""

import bisect
from collections.abc import Callable, Iterator

from tinvan.document import Document, Sentence
from tinvan.ruleset import load_lexicon, load_word_lists
from tinvan.values.build import Builder, Made, Numbers
from tinvan.values.comparators import Comparators, ComparatorWord
from tinvan.values.date_frames import DateReader
from tinvan.values.grammar import Grammar
from tinvan.values.masking import MaskedText
from tinvan.values.model import Value
from tinvan.values.numbers import build_code, build_number
from tinvan.values.numerals import NumberWord, SpelledNumbers, decimal_sign
from tinvan.values.percentages import build_percentage
from tinvan.values.ranked_lists import RankedLists
from tinvan.values.ranks import RankReader

Pass = Callable[[MaskedText, Numbers], list[Made]]
_BOUNDED = ("percentage", "number", "fraction")


class ValueRecogniser:
    """Finds the values in the sentences of the content.

    A sentence is read in passes, each over what the passes before it have left: first the codes,
    whose digits count nothing, last the plain numbers.
    """

    def __init__(self) -> None:
        numbers = load_lexicon("lexicons/number_words", NumberWord)
        comparators = load_lexicon("lexicons/comparators", ComparatorWord)
        words = {**load_word_lists("values/words"), "number_word": numbers.forms}
        self._spelled = SpelledNumbers(numbers)
        self._comparators = Comparators(comparators, words)
        self._lists = RankedLists(words)
        self._passes: tuple[Pass, ...] = (
            _scan(Grammar("codes", words=words), build_code),
            _scan(Grammar("percentages", words=words), build_percentage),
            RankReader(words).read,
            DateReader(words).read,
            _scan(Grammar("numbers", words=words), build_number),
        )

    def __call__(self, document: Document) -> Document:
        """Return the document with `values`, in order of start."""
        numbers = Numbers(self._spelled, decimal_sign(document.view.text))
        values = list(self._read_lists(document))
        taken = {value.start for value in values}
        for sentence in document.sentences:
            read = self._read(document, sentence, numbers)
            values += [value for value in read if value.start not in taken]
        values.sort(key=lambda v: v.start)
        return document.replace(values=tuple(values))

    def _read_lists(self, document: Document) -> Iterator[Value]:
        """Yield the ranks of lists, whose items may be sentences or lines of their own."""
        starts = [sentence.start for sentence in document.sentences]
        for made in self._lists.read(document.view.text):
            at = bisect.bisect_right(starts, made.start) - 1
            if at >= 0 and made.end <= document.sentences[at].end:
                yield self._value(made, document.view.text, 0)

    def _read(self, document: Document, sentence: Sentence, numbers: Numbers) -> Iterator[Value]:
        """Yield the values of a sentence."""
        text = document.view.text[sentence.start : sentence.end]
        masked = MaskedText(text)
        for read in self._passes:
            made = read(masked, numbers)
            masked = masked.masking(made)
            for one in made:
                yield self._value(one, text, sentence.start)

    def _value(self, made: Made, text: str, offset: int) -> Value:
        """Give a value its place in the document, and what bounds it."""
        fields = dict(made.fields)
        bounded_from = made.start
        if made.kind in _BOUNDED:
            bounding = self._comparators.around(text, made.start, made.end)
            fields["comparator"], bounded_from = bounding
        return Value(
            kind=made.kind,
            start=offset + made.start,
            end=offset + made.end,
            text=text[made.start : made.end],
            rule=made.rule,
            comparator_start=offset + bounded_from,
            **fields,
        )


def _scan(grammar: Grammar, build: Builder) -> Pass:
    """Make a pass of a grammar whose matches stand alone."""
    return lambda text, numbers: list(grammar.read(text, lambda match: build(match, numbers)))
