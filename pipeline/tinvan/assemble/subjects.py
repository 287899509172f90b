"""Subjects that a clause leaves out: who the sentence, or the one before, talks of."""

import bisect
from collections.abc import Mapping, Sequence

import regex

from tinvan.document import Document, Mention, Sentence
from tinvan.ruleset import alternation
from tinvan.spans import Bounded

_SOURCE_REACH = 45  # characters before a name in which it may be made a source
_HEAD = 3  # sentences of title and lead
_BACK = 3  # sentences back in which a subject may have been said


class SubjectFinder:
    """Finds the place or body that a figure without a subject belongs to.

    Args:
        words: The lists of `rules/lexicons/clause_words.toml`.
        kinds: The kinds of mentions that can be subjects.
    """

    def __init__(self, words: Mapping[str, Sequence[str]], kinds: Sequence[str]) -> None:
        self._kinds = kinds
        self._source = regex.compile(
            rf"(?:(?<!\w)theo|{alternation(words['source'])})(?:\s\w+){{0,4}}?"
            r"(?:\s(?:của|từ|do|bởi))?\s*$",
            regex.I,
        )
        self._says = regex.compile(rf"^\s*{alternation(words['reporting'])}", regex.I)

    def find(self, document: Document, sentence: Sentence, anchor: Bounded) -> str | None:
        """Return the subject of a figure as written, or None if the text does not tell.

        Args:
            document: The document.
            sentence: The figure's sentence.
            anchor: The figure.
        """
        return (
            self.in_sentence(document, sentence, anchor)
            or self.before(document, sentence)
            or self.of_article(document)
        )

    def of_article(self, document: Document) -> str | None:
        """Return the place or body that the title or lead names first."""
        for sentence in document.sentences[:_HEAD]:
            for mention in self._candidates(document, sentence):
                return mention.text
        return None

    def in_sentence(
        self,
        document: Document,
        sentence: Sentence,
        anchor: Bounded,
        without: Sequence[str] = (),
    ) -> str | None:
        """Return the last possible subject before a figure in its sentence.

        Args:
            document: The document.
            sentence: The figure's sentence.
            anchor: The figure.
            without: Names that are known to be something else.
        """
        for mention in reversed(self._candidates(document, sentence)):
            if mention.end <= anchor.start and mention.text not in without:
                return mention.text
        return None

    def behind(
        self,
        document: Document,
        sentence: Sentence,
        anchor: Bounded,
        without: Sequence[str] = (),
    ) -> str | None:
        """Return the first possible subject behind a figure (see `in_sentence`)."""
        for mention in self._candidates(document, sentence):
            if mention.start >= anchor.end and mention.text not in without:
                return mention.text
        return None

    def before(
        self, document: Document, sentence: Sentence, without: Sequence[str] = ()
    ) -> str | None:
        """Return the last possible subject in the sentences before (see `in_sentence`)."""
        index = bisect.bisect_left(document.sentences, sentence.start, key=lambda s: s.start)
        for earlier in reversed(document.sentences[max(0, index - _BACK) : index]):
            if sentence.paragraph - earlier.paragraph > _BACK:
                return None
            for mention in reversed(self._candidates(document, earlier)):
                if mention.text not in without:
                    return mention.text
        return None

    def _candidates(self, document: Document, sentence: Sentence) -> list[Mention]:
        """Return the places and companies of a sentence that are not sources of what it says."""
        text = document.view.text
        found = []
        for mention in document.mentions_in(sentence):
            if mention.kind not in self._kinds:
                continue
            if self._says.match(text, mention.end, min(sentence.end, mention.end + 20)):
                continue
            before = text[max(sentence.start, mention.start - _SOURCE_REACH) : mention.start]
            if self._source.search(before):
                continue
            found.append(mention)
        return found
