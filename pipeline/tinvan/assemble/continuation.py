"""Continuation: a sentence that goes on with the one before keeps its time and its plan."""

import bisect
from collections.abc import Sequence

import msgspec
import regex

from tinvan.assemble.dating import Dating, stated
from tinvan.compiled import compile_regex
from tinvan.document import Document, Sentence
from tinvan.facts import FactDate, Modality
from tinvan.once import once
from tinvan.ruleset import alternation, load_word_lists

_BACK = 6  # sentences back in which what is gone on with may have been said
_PLAN_REACH = 120  # characters before a figure in which the words of a plan govern it
_HELD = ("title", "heading", "caption")
_THIS = compile_regex(r"^\W*(?:[^\s,;:.]+\s){1,5}(?:này|đó|nói trên|kể trên)(?!\w)", regex.I)


class Continuation:
    """Carries time and plan into sentences that go on with the one before.

    Args:
        dating: Dates sentences.
    """

    def __init__(self, dating: Dating) -> None:
        words = load_word_lists("lexicons/continuation")
        self._dating = dating
        self._opening = compile_regex(rf"\W*{alternation(words['opening'])}", regex.I)
        self._period = compile_regex(
            rf"{alternation(words['period'])}(?!\s(?:này|qua|tới|\d|thứ|[IVX]+\b))", regex.I
        )
        self._plan = compile_regex(
            rf"{alternation(words['plan'])}[^;:]{{0,{_PLAN_REACH}}}$", regex.I
        )
        self._planning = compile_regex(alternation(words["plan"]), regex.I)

    def date(
        self, document: Document, sentence: Sentence, date: FactDate | None
    ) -> FactDate | None:
        """Return when a figure holds whose sentence and paragraph state no time.

        Args:
            document: The document.
            sentence: The figure's sentence.
            date: The article's own day, or what was found.
        """
        if date is not None and date.basis != "published":
            return date
        if self._period.search(document.text_of(sentence)):
            for earlier in _before(document, sentence):
                found = self._stated(document, earlier)
                if found and found.start != found.end:
                    return found
        for earlier in self._gone_on_with(document, sentence):
            if found := self._stated(document, earlier):
                return found
        return date

    def modality(
        self, document: Document, sentence: Sentence, figure: int, modality: Modality
    ) -> Modality:
        """Return the modality of a figure: a plan where the words of one govern it.

        Args:
            document: The document.
            sentence: The figure's sentence.
            figure: Where the figure starts.
            modality: What its clause says.
        """
        if modality == "denied":
            return modality
        if self._plan.search(document.view.text[sentence.start : figure]):
            return "target"
        planned = any(
            self._planning.search(document.text_of(earlier))
            for earlier in self._gone_on_with(document, sentence)
        )
        return "target" if planned else modality

    @once
    def _stated(self, document: Document, sentence: Sentence) -> FactDate | None:
        """Return the date that a sentence states, for one that goes on with it."""
        date = next(iter(self._dating.governing(document, sentence)), None)
        return (
            None
            if date is None
            else msgspec.structs.replace(stated(document, date), basis="context")
        )

    @once
    def _gone_on_with(self, document: Document, sentence: Sentence) -> Sequence[Sentence]:
        """Return the sentences that a sentence goes on with, the nearest first."""
        found = []
        for earlier in _before(document, sentence):
            text = document.text_of(sentence)
            goes_on = self._opening.match(text) or _THIS.match(text)
            if not goes_on or earlier.label in _HELD:
                break
            found.append(earlier)
            sentence = earlier
        return found


def _before(document: Document, sentence: Sentence) -> list[Sentence]:
    """Return the sentences before one, the nearest first."""
    index = bisect.bisect_left(document.sentences, sentence.start, key=lambda s: s.start)
    return list(reversed(document.sentences[max(0, index - _BACK) : index]))
