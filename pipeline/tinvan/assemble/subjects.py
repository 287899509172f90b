"""Subjects that a clause leaves out: who the sentence, or the one before, talks of."""

import bisect
import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Self

import msgspec
import regex

from tinvan.compiled import compile_regex
from tinvan.document import Document, Mention, Sentence
from tinvan.once import once
from tinvan.ruleset import alternation, load_word_lists
from tinvan.spans import Bounded

_SOURCE_REACH = 45  # characters before a name in which it may be made a source
_HEAD = 3  # sentences of title and lead
_BACK = 3  # sentences back in which a subject may have been said


class Candidate(msgspec.Struct, frozen=True):
    """A name or collective that a figure may belong to.

    Attributes:
        start: Where it starts in the view.
        end: Behind its last character.
        text: As written.
        leads: Whether it starts a clause, as subjects do.
        is_place: Whether it names a place.
    """

    start: int
    end: int
    text: str
    leads: bool
    is_place: bool


class SubjectFinder:
    """Finds the place or body that a figure without a subject belongs to.

    Args:
        words: The lists of `rules/lexicons/clause_words.toml`.
        kinds: The kinds of mentions that can be subjects.
    """

    @classmethod
    @functools.cache
    def load(cls, kinds: tuple[str, ...]) -> Self:
        """Return a finder with the installed word lists, the same at every call."""
        return cls(load_word_lists("lexicons/clause_words"), kinds)

    def __init__(self, words: Mapping[str, Sequence[str]], kinds: Sequence[str]) -> None:
        self._kinds = kinds
        self._source = compile_regex(
            rf"(?:(?<!\w)theo|{alternation(words['source'])})(?:\s\w+){{0,4}}?"
            r"(?:\s(?:của|từ|do|bởi))?\s*$",
            regex.I,
        )
        self._says = compile_regex(
            rf"^\s*,?\s*{alternation([*words['reporting'], *words['speech']])}", regex.I
        )
        self._compared = compile_regex(rf"{alternation(words['superlative'])}\s*$", regex.I)
        self._leading = compile_regex(
            rf"(?:^|[,;:.\"“]|{alternation(words['clause_break'])}|(?<!\w)hiện nay)\s*"
            r"(?:(?:tại|ở|với|đối với|riêng|các|những|toàn)\s)*$",
            regex.I,
        )
        self._company = compile_regex(alternation(words["company"]))
        self._authority = compile_regex(alternation(words["authority"]))
        self._located = compile_regex(
            rf"(?:^|[.;]\s)(?:tại|trên|ở|với|đối với)\s(?P<whole>{alternation(words['entity'])}"
            r"[^,;:.]{0,40}),",
            regex.I,
        )
        self._collective = compile_regex(
            rf"(?P<whole>{alternation([*words['enumeration'], *words['collective']])})"
            r"(?=\s(?:đã|đang|sẽ|vẫn|có|phải|cần|đạt|mới|chỉ)\s)",
            regex.I,
        )

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
            or self._of_article(document, sentence)
        )

    def speaks(self, document: Document, stretch: Bounded) -> bool:
        """Tell whether a phrase names who states something: "bà Lan nói và bác tin …"."""
        view = document.view.text
        return any(
            self._says.match(view[person.end : person.end + _SOURCE_REACH])
            for person in document.mentions_in(stretch, "person")
        )

    @once
    def _of_article(self, document: Document, sentence: Sentence) -> str | None:
        """Return the place or body that the title or lead above a sentence names first."""
        for opening in document.sentences[:_HEAD]:
            if opening.start >= sentence.start:
                break
            for candidate in self._candidates(document, opening):
                company = self._company.match(candidate.text)
                if candidate.is_place or company:
                    return candidate.text
        return None

    def in_sentence(
        self,
        document: Document,
        sentence: Sentence,
        anchor: Bounded,
        without: Sequence[str] = (),
    ) -> str | None:
        """Return the likeliest subject before a figure in its sentence.

        That is the last one that starts a clause, else the last one.

        Args:
            document: The document.
            sentence: The figure's sentence.
            anchor: The figure.
            without: Names that are known to be something else.
        """
        before = [
            c
            for c in self._candidates(document, sentence)
            if c.end <= anchor.start and c.text not in without
        ]
        leading = [c for c in before if c.leads]
        chosen = (leading or before)[-1:]
        return chosen[0].text if chosen else None

    def behind(
        self,
        document: Document,
        sentence: Sentence,
        anchor: Bounded,
        without: Sequence[str] = (),
    ) -> str | None:
        """Return the first possible subject behind a figure (see `in_sentence`)."""
        for candidate in self._candidates(document, sentence):
            if candidate.start >= anchor.end and candidate.text not in without:
                return candidate.text
        return None

    def before(
        self, document: Document, sentence: Sentence, without: Sequence[str] = ()
    ) -> str | None:
        """Return the last possible subject in the sentences before (see `in_sentence`)."""
        index = bisect.bisect_left(document.sentences, sentence.start, key=lambda s: s.start)
        for earlier in reversed(document.sentences[max(0, index - _BACK) : index]):
            found = [c for c in self._candidates(document, earlier) if c.text not in without]
            leading = [c for c in found if c.leads]
            if found:
                return (leading or found)[-1].text
        return None

    @once
    def _candidates(self, document: Document, sentence: Sentence) -> Sequence[Candidate]:
        """Return what a figure may belong to in a sentence, in order.

        Sources of what it says are left out, and what a superlative compares with, and
        what stands in brackets.
        """
        text = document.view.text
        found = [*self._names(document, sentence), *self._collectives(document, sentence)]
        places = {(m.start, m.end) for m in document.mentions_in(sentence, "place")}
        candidates = []
        for start, end in sorted(found):
            before = text[max(sentence.start, start - _SOURCE_REACH) : start]
            if "(" in before and ")" not in before[before.rfind("(") :]:
                continue
            if self._source.search(before) or self._compared.search(before):
                continue
            if self._says.match(text[end : min(sentence.end, end + 20)]):
                continue
            leads = bool(self._leading.search(before)) or start == sentence.start
            is_place = (start, end) in places
            candidates.append(Candidate(start, end, text[start:end], leads, is_place))
        return candidates

    def _names(self, document: Document, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Yield the bounds of the names that can be subjects; a region of the world is a scope."""
        for mention in document.mentions_in(sentence):
            if mention.kind not in self._kinds or is_region(mention):
                continue
            if mention.kind == "agency" and self._authority.match(mention.text):
                continue
            yield mention.start, mention.end

    def _collectives(self, document: Document, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Yield the bounds of collectives that do something: "các bộ, ngành đã …"."""
        text = document.text_of(sentence)
        for pattern in (self._collective, self._located):
            for found in pattern.finditer(text):
                yield sentence.start + found.start("whole"), sentence.start + found.end("whole")


def is_region(mention: Mention) -> bool:
    """Tell whether a mention is a region other than the country as a whole."""
    return mention.rule == "place.region" and mention.name != "cả nước"
