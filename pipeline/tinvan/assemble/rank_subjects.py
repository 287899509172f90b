"""Who is ranked: the subject of a rank, by the clause, the sentence or the rank before."""

from collections.abc import Mapping, Sequence

import msgspec
import regex

from tinvan.assemble.phrases import Phrases
from tinvan.assemble.rank_slots import Rules, Slots
from tinvan.assemble.subjects import SubjectFinder, is_region
from tinvan.assemble.topic_parts import Topic
from tinvan.assemble.topics import Topics
from tinvan.assemble.windows import Stretch, Window, Windows
from tinvan.compiled import compile_regex
from tinvan.document import Document, Sentence
from tinvan.facts import Ranking
from tinvan.ruleset import alternation, topic_of
from tinvan.values.model import Value

_COPULA = compile_regex(r"\slà\s(?:một|hai|ba|những|các)\s", regex.I)


class Ranked(msgspec.Struct, frozen=True):
    """Who is ranked.

    Attributes:
        rule: The rule that reads it.
        subject: Who it is, as written.
        measure: What of them is ranked where that is a measure: doanh thu của A đứng thứ 4.
    """

    rule: str
    subject: str | None
    measure: str | None = None


class PlacedRank(msgspec.Struct, frozen=True):
    """A ranking with its sentence."""

    fact: Ranking
    sentence: Sentence


class RankSubjects:
    """Finds who has a rank.

    Args:
        rules: The `ranking.*` rules in order; the last fits any window.
        words: The lists of `rules/lexicons/clause_words.toml` and `ranking_words.toml`.
        windows: Masks what stands before a bracket.
        phrases: Trims what is found.
    """

    def __init__(
        self,
        rules: Rules,
        words: Mapping[str, Sequence[str]],
        windows: Windows,
        phrases: Phrases,
    ) -> None:
        self._rules, self._windows, self._phrases = rules, windows, phrases
        self._topics = Topics(words, phrases)
        self._subjects = SubjectFinder(words, ("place", "agency", "person"))
        self._subordinate = compile_regex(rf"\W*{alternation(words['subordinate'])}", regex.I)
        self._class = compile_regex(alternation(words["ranked_class"]), regex.I)
        self._index_head = compile_regex(alternation(words["index_head"]), regex.I)
        self._anaphors = {w.casefold() for w in (*words["anaphor"], *words["pronoun"])}
        self._next = compile_regex(rf"{alternation(words['next_of_list'])}\s", regex.I)
        self._end = compile_regex(rf"\s{alternation(words['subject_end'])}\s", regex.I)

    def find(
        self,
        document: Document,
        sentence: Sentence,
        window: Window,
        value: Value,
        slots: Slots,
        last: PlacedRank | None,
    ) -> Ranked:
        """Return who has a rank.

        Args:
            document: The document.
            sentence: The sentence of the rank.
            window: Its window.
            value: The rank.
            slots: What else is said of it: a scope or index is no subject.
            last: The rank before.
        """
        rule, found = next(
            (rule, found)
            for rule, pattern in self._rules
            if (found := pattern.search(window.text)) is not None
        )
        topic = self._topic(document, sentence, window, found)
        measure = None
        if self._topics.is_measure(document, topic.thing):
            measure = self._phrases.text(document, topic.thing)
        stretch = self._named(document, topic, measured=measure is not None)
        if stretch and self._names_one(document, stretch, slots):
            return Ranked(rule.id, self._phrases.text(document, stretch), measure)
        return Ranked(
            rule.id, self._elsewhere(document, sentence, window, value, slots, last), measure
        )

    def narrowed(self, document: Document, stretch: Stretch) -> Stretch:
        """Narrow "Tổng thống A B" to the person, and "đất nước A" to the place at its end."""
        mentions = [m for m in document.mentions_in(stretch) if not is_region(m)]
        persons = [m for m in mentions if m.kind == "person"]
        ending = [m for m in mentions if m.kind == "place" and m.end == stretch.end]
        text = document.text_of(stretch)
        clause = text[:1].islower() or regex.search(r"\s(?:có|là)\s", text)
        chosen = persons[-1:] or (ending[-1:] if clause else [])
        return Stretch(chosen[0].start, chosen[0].end) if chosen else stretch

    def _elsewhere(
        self,
        document: Document,
        sentence: Sentence,
        window: Window,
        value: Value,
        slots: Slots,
        last: PlacedRank | None,
    ) -> str | None:
        """Return the subject that a clause leaves out."""
        if self._subordinate.match(window.text):
            later = self._subjects.behind(document, sentence, value, slots.scopes or ())
            if later:
                return later
        if last and last.sentence == sentence:
            return last.fact.subject
        here = self._subjects.in_sentence(document, sentence, value, slots.scopes or ())
        if here or (last and last.fact.subject):
            return here or (last.fact.subject if last else None)
        return self._subjects.before(document, sentence, slots.scopes or ())

    def _topic(
        self, document: Document, sentence: Sentence, window: Window, found: regex.Match[str]
    ) -> Topic:
        """Return what the groups of a rule say of the subject."""
        groups = found.groupdict()
        if groups.get("subject"):
            stretch = window.stretch(found.start("subject"), found.end("subject"))
            return Topic(self._phrases.trim(document, stretch))
        if window.bracket and not topic_of(found):
            outer = self._windows.before_bracket(document, sentence, window.bracket)
            return self._topics.before(document, outer.start, outer.text)
        return self._topics.before(document, window.start, topic_of(found))

    def _named(self, document: Document, topic: Topic, measured: bool) -> Stretch:
        """Return the part of a topic that names somebody."""
        stretch = topic.owner if topic.owner or measured else topic.phrase
        narrowed = self.narrowed(document, topic.phrase)
        if not measured and narrowed != topic.phrase:
            return narrowed
        if found := self._next.match(document.text_of(stretch)):
            stretch = Stretch(stretch.start + found.end(), stretch.end)
        text = document.text_of(stretch)
        ends = [f.start() for f in (_COPULA.search(text), self._end.search(text)) if f]
        if ends:
            stretch = Stretch(stretch.start, stretch.start + min(ends))
        return self.narrowed(document, stretch)

    def _names_one(self, document: Document, stretch: Stretch, slots: Slots) -> bool:
        """Tell whether a phrase before a rank names somebody, not a class, scope or index."""
        text = document.text_of(stretch)
        if self._class.fullmatch(text) or self._index_head.match(text) or text == slots.index:
            return False
        if text.casefold() in self._anaphors:
            return False
        if any(scope in text for scope in slots.scopes or ()):
            return False
        named = any(not is_region(m) for m in document.mentions_in(stretch))
        return named or any(word[:1].isupper() for word in text.split())
