"""Subjects that a clause leaves out: who the sentence, or the one before, talks of."""

import bisect
from collections.abc import Mapping, Sequence

import regex

from tinvan.document import Document, Mention, Sentence
from tinvan.ruleset import alternation
from tinvan.spans import Bounded

_BACK = 3  # sentences back in which a subject may have been said


class SubjectFinder:
    """Finds the place or body that a figure without a subject belongs to.

    Args:
        words: The lists of `rules/lexicons/clause_words.toml`.
    """

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._average = regex.compile(alternation(words["average"]), regex.I)
        self._source = regex.compile(r"\b(?:theo|của|do|từ|bởi)\s+(?:ông|bà)?\s*$", regex.I)
        self._says = regex.compile(rf"^\s*{alternation(words['reporting'])}", regex.I)

    def find(self, document: Document, sentence: Sentence, anchor: Bounded) -> str | None:
        """Return the subject of a figure as written, or None if the text does not tell.

        Args:
            document: The document.
            sentence: The figure's sentence.
            anchor: The figure.
        """
        here = [m for m in self._candidates(document, sentence) if m.end <= anchor.start]
        if here:
            return here[-1].text
        index = bisect.bisect_left(document.sentences, sentence.start, key=lambda s: s.start)
        for back in range(1, _BACK + 1):
            if index - back < 0:
                return None
            earlier = document.sentences[index - back]
            if sentence.paragraph - earlier.paragraph > 1:
                return None
            found = self._candidates(document, earlier)
            if found:
                return found[-1].text
        return None

    def _candidates(self, document: Document, sentence: Sentence) -> list[Mention]:
        """Return the places and companies of a sentence that are not sources of what it says."""
        text = document.view.text
        found = []
        for mention in document.mentions_in(sentence):
            if mention.kind != "place":
                continue
            if self._says.match(text, mention.end, min(sentence.end, mention.end + 20)):
                continue
            found.append(mention)
        return found
