"""Dating names: when an official or an agency does what its sentence says."""

from typing import Self

import regex

from tinvan.assemble.dating import Dating, days_of, own_day, stated
from tinvan.assemble.windows import Stretch
from tinvan.document import DateMention, Document
from tinvan.facts import FactDate
from tinvan.ruleset import alternation, load_word_lists
from tinvan.spans import Bounded

_REACH = 160  # characters between a time and a name that it can govern
_NAME = "\ufffc"  # stands for a name between them


class MentionDating:
    """Finds the date of a name (FACTS.md, section 3: its sentence's, if that has one for it).

    A time governs a name in its own clause: no verb of reporting stands between them, behind
    which the figures and plans of the speaker follow, and it is not still to come. A day
    governs wherever it stands there, if it is no document's; a month or year only where it
    opens the clause or stands right behind the name.

    Args:
        dating: Tells which times of a sentence are not only compared with.
        reporting: Verbs that report what follows them.
        documents: Nouns of documents, whose own day stands behind them.
    """

    def __init__(self, dating: Dating, reporting: list[str], documents: tuple[str, ...]) -> None:
        self._dating = dating
        self._parts = regex.compile(rf"[;:“”\"]|{alternation(reporting)}", regex.I)
        self._document = regex.compile(rf"{alternation(documents)}[^,;:]*$", regex.I)
        self._opens = regex.compile(r"(?:^|[,.]\s|[–-]\s)\W*(?:\w+\s){0,2}$")
        self._near = regex.compile(rf"[\s{_NAME})]*(?:(?:vào|hồi|trong|từ|kể từ)\s)?")

    @classmethod
    def load(cls) -> Self:
        """Return a `MentionDating` with the installed word lists."""
        clause, words = load_word_lists("lexicons/clause_words"), "lexicons/dating_words"
        reporting = [*clause["reporting"], *clause["speech"]]
        return cls(Dating.load(), reporting, load_word_lists(words)["document"])

    def __call__(self, document: Document, sentence: Bounded, name: Bounded) -> FactDate | None:
        """Return the date of a name: one that its sentence states for it, else the own day.

        Args:
            document: The document, with `dates` resolved.
            sentence: The sentence of the name.
            name: The name.
        """
        dates = [d for d in self._dating.governing(document, sentence) if _is_over(document, d)]
        before = [d for d in dates if d.end <= name.start]
        if before and self._governs_behind(document, sentence, before[-1], name):
            return stated(document, before[-1])
        behind = next((d for d in dates if d.start >= name.end), None)
        if behind and self._governs_before(document, behind, name):
            return stated(document, behind)
        return own_day(document)

    def _governs_behind(
        self, document: Document, sentence: Bounded, date: DateMention, name: Bounded
    ) -> bool:
        """Tell whether a time governs a name behind it."""
        if self._parts.search(_between(document, date.end, name.start)):
            return False
        before = document.view.text[sentence.start : date.start]
        if self._document.search(before):
            return False
        return days_of(date) == 0 or bool(self._opens.search(before))

    def _governs_before(self, document: Document, date: DateMention, name: Bounded) -> bool:
        """Tell whether a time governs a name before it."""
        between = _between(document, name.end, date.start)
        if len(between) > _REACH or self._parts.search(between) or self._document.search(between):
            return False
        return days_of(date) == 0 or bool(self._near.fullmatch(between))


def _is_over(document: Document, date: DateMention) -> bool:
    """Tell whether a time has begun on the article's own day, and ended unless it is open."""
    if document.day is None:
        return True
    bound = date.last or date.first
    return bound is not None and bound <= document.day.isoformat()


def _between(document: Document, start: int, end: int) -> str:
    """Return the text between two offsets, with a sign for each name in it."""
    pieces, at = [], start
    for mention in document.mentions_in(Stretch(start, end)):
        if mention.start >= at:
            pieces.append(document.view.text[at : mention.start] + _NAME)
            at = mention.end
    return "".join([*pieces, document.view.text[at:end]])
