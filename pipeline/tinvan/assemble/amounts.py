"""What counts and amounts of money have in common: the slots that their clause fills."""

import functools
from typing import Any, Self

import msgspec
import regex

from tinvan.assemble.antecedents import Antecedents
from tinvan.assemble.attribution import AttributionReader
from tinvan.assemble.change_dates import ChangeDates
from tinvan.assemble.clauses import Clause, ClauseReader
from tinvan.assemble.common import fact_fields
from tinvan.assemble.continuation import Continuation
from tinvan.assemble.dating import Dating
from tinvan.assemble.modality import ModalityReader
from tinvan.assemble.phrases import Phrases
from tinvan.assemble.rates import rate_of
from tinvan.assemble.subjects import SubjectFinder
from tinvan.assemble.windows import Stretch, Window, Windows
from tinvan.document import Document, Sentence, within
from tinvan.ruleset import load_word_lists
from tinvan.values.model import Value

# What is no name of anybody: a single small syllable, or the rest of an adverbial.
_FRAGMENT = (
    r"(?:\p{Ll}+$|(?i:ngoài|qua|nằm|sau|trước|khi|hiện|theo|không|vừa|cùng|riêng|lại)(?!\w))"
)


class Amounts:
    """Reads the slots that a count or an amount shares with its kind."""

    @classmethod
    @functools.cache
    def load(cls) -> Self:
        """Return the reader with the installed rules, the same at every call."""
        return cls()

    def __init__(self) -> None:
        words = load_word_lists("lexicons/clause_words")
        self.words = words
        self.windows = Windows(words["enumeration"])
        self._phrases = Phrases(words)
        self._clauses = ClauseReader(words, self.windows, self._phrases)
        self._subjects = SubjectFinder.load(("place", "agency"))
        self._antecedents = Antecedents(words)
        self._fragment = regex.compile(_FRAGMENT)
        self._dating = Dating.load()
        self._change_dates = ChangeDates.load()
        self._continuation = Continuation(self._dating)
        self._modality = ModalityReader.load()
        self._attribution = AttributionReader.load()

    def window(
        self, document: Document, sentence: Sentence, value: Value, end: int | None = None
    ) -> Window:
        """Return the window of a value, its figure reaching to `end` if given."""
        figure = value if end is None else msgspec.structs.replace(value, end=end)
        return self.windows.around(document, sentence, figure)

    def fields(
        self,
        document: Document,
        sentence: Sentence,
        value: Value,
        anchor: Stretch,
        unit_end: int,
        *,
        says_behind: bool,
    ) -> dict[str, Any]:
        """Return the shared slots of a fact, as keyword arguments.

        Args:
            document: The document.
            sentence: The figure's sentence.
            value: The figure.
            anchor: The fact's anchor.
            unit_end: Behind the noun that the figure counts; behind the anchor if it has none.
            says_behind: Whether what stands behind the figure is said of it, rather than what
                stands before it.
        """
        per, end = rate_of(document, sentence, value, unit_end)
        window = self.window(document, sentence, value, end)
        clause = self._clauses.read(document, sentence, window)
        date = self._dating.for_figure(document, sentence, value, window.bracket)
        if clause.rule == "amount.from":
            date = self._change_dates.before(document, sentence, value, date)
        date = self._continuation.date(document, sentence, date)
        bracket = None if _tells_again(document, window) else window.bracket
        modality = self._modality.read(document, sentence, value, bracket, date)
        modality = self._continuation.modality(document, sentence, value.start, modality)
        return {
            **fact_fields(document, sentence, anchor, clause.rule),
            "date": date,
            "modality": modality,
            "attribution": self._attribution.read(document, sentence),
            "value": value.value,
            "low": value.low,
            "high": value.high,
            "comparator": clause.comparator
            if clause.comparator and value.comparator == "="
            else value.comparator,
            "measure": clause.measure,
            "indicator": self._indicator(document, clause, says_behind=says_behind),
            "subject": self._subject(document, sentence, value, clause),
            "per": per,
        }

    def _indicator(self, document: Document, clause: Clause, *, says_behind: bool) -> str | None:
        """Return what is said of a figure, by what stands before it or behind it."""
        before = clause.thing or clause.topic.thing
        order = (clause.behind, before) if says_behind else (before, clause.behind)
        for stretch in order:
            if stretch and (text := self._phrases.text(document, stretch)):
                return text
        return None

    def _subject(
        self, document: Document, sentence: Sentence, value: Value, clause: Clause
    ) -> str | None:
        """Return whose a figure is: by its clause, else by the sentence or those before."""
        owner = clause.owner or clause.topic.owner
        if owner and not self._subjects.speaks(document, owner):
            subject = self._phrases.text(document, owner)
            if subject and not self._fragment.match(subject):
                return subject
        if clause.topic.points_back:
            subject = self._antecedents.find(document, clause.topic.phrase)
            if subject:
                return subject
        return self._subjects.find(document, sentence, value)


def _tells_again(document: Document, window: Window) -> bool:
    """Tell whether brackets tell the figure before them again: 1/3 dân số (khoảng 3 triệu dân)."""
    if window.bracket is None:
        return False
    first = next(within(document.values, window.bracket), None)
    if first is None:
        return False
    opening = document.view.text[window.bracket.start + 1 : first.start]
    return len(opening.split()) <= 2
