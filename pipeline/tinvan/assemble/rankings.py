"""Assembling `ranking` facts: who has which rank, in what, among whom."""

from collections.abc import Iterator

import regex

from tinvan.assemble.attribution import AttributionReader
from tinvan.assemble.common import fact_fields
from tinvan.assemble.dating import Dating
from tinvan.assemble.modality import ModalityReader
from tinvan.assemble.phrases import Phrases
from tinvan.assemble.rank_changes import attach_changes
from tinvan.assemble.rank_lists import NUMBERED, list_heading, listed_name
from tinvan.assemble.rank_slots import RankSlots, Slots
from tinvan.assemble.subjects import SubjectFinder, is_region
from tinvan.assemble.topics import Topics
from tinvan.assemble.windows import Stretch, Window, Windows
from tinvan.document import Document, Sentence, within
from tinvan.facts import FactDate, Ranking
from tinvan.ruleset import alternation, compile_pattern, load_patterns, load_word_lists
from tinvan.spans import Bounded
from tinvan.values.model import Value

_FILE = "facts/ranking.toml"
_COPULA = regex.compile(r"\slà\s(?:một|hai|ba|những|các)\s", regex.I)


class RankingAssembler:
    """Builds the `ranking` facts of a document."""

    def __init__(self) -> None:
        clause = load_word_lists("lexicons/clause_words")
        ranks = load_word_lists("lexicons/ranking_words")
        words = {**clause, **ranks}
        rules = [(rule, compile_pattern(rule, _FILE, words)) for rule in load_patterns(_FILE)]
        self._rules = [(r, p) for r, p in rules if r.id.startswith("ranking.") and r.pattern]
        self._windows = Windows(clause["enumeration"])
        self._phrases = Phrases(clause)
        self._topics = Topics(clause, self._phrases)
        self._subjects = SubjectFinder(clause, ("place", "agency", "person"))
        others = [
            (r, p) for r, p in rules if not r.id.startswith(("ranking.", "title.", "context."))
        ]
        self._slots = RankSlots(others, ranks, self._windows, self._phrases)
        self._in_title = next(p for r, p in rules if r.id == "title.index")
        self._in_context = next(p for r, p in rules if r.id == "context.index")
        self._dating = Dating.load()
        self._modality = ModalityReader(load_word_lists("lexicons/modality"))
        self._attribution = AttributionReader(clause)
        self._subordinate = regex.compile(rf"\W*{alternation(ranks['subordinate'])}", regex.I)
        self._class = regex.compile(alternation(ranks["ranked_class"]), regex.I)
        self._ranked = regex.compile(
            alternation([*ranks["index_head"], *ranks["rank_noun"]]), regex.I
        )
        self._index_head = regex.compile(alternation(ranks["index_head"]), regex.I)

    def __call__(self, document: Document) -> Iterator[Ranking]:
        """Yield the facts in order of anchor."""
        last: Ranking | None = None
        for sentence in document.sentences:
            ranks = [v for v in within(document.values, sentence) if v.kind == "rank"]
            for value, change in attach_changes(document, ranks):
                for fact in self._facts(document, sentence, value, change, last):
                    last = fact
                    yield fact

    def _facts(
        self,
        document: Document,
        sentence: Sentence,
        value: Value,
        change: int | None,
        last: Ranking | None,
    ) -> Iterator[Ranking]:
        """Read one rank; what its clause leaves out comes from the rank before."""
        if value.rule == NUMBERED:
            yield self._listed(document, sentence, value, last)
            return
        window = self._windows.around(document, sentence, value)
        slots = self._slots.read(document, sentence, window.this)
        rule, subject = self._subject(document, sentence, window, value, slots, last)
        slots = self._filled(document, sentence, slots, subject, last)
        date = self._date(document, sentence, value, window.bracket)
        fields = fact_fields(document, sentence, value, rule)
        for scope in slots.scopes or (None,):
            yield Ranking(
                **fields,
                date=date,
                modality=self._modality.read(document, sentence, value, window.bracket, date),
                attribution=self._attribution.read(document, sentence),
                subject=subject,
                index=slots.index,
                rank=None if value.value is None else int(value.value),
                out_of=value.out_of,
                comparator=value.comparator,
                scope=scope,
                change=change,
                publisher=slots.publisher,
            )

    def _listed(
        self, document: Document, sentence: Sentence, value: Value, last: Ranking | None
    ) -> Ranking:
        """Read an item of a numbered list: what is ranked stands in its heading."""
        heading = list_heading(document, value)
        slots = Slots()
        if heading:
            slots = self._slots.read(document, heading.sentence, heading.words)
            sentence = heading.sentence
        slots = self._filled(document, sentence, slots, None, last)
        name = self._phrases.trim(document, listed_name(document, value))
        return Ranking(
            **fact_fields(document, None, value, "ranking.numbered-list"),
            date=self._date(document, sentence, heading.words if heading else value, None),
            subject=self._phrases.text(document, self._narrowed(document, name)),
            index=slots.index,
            rank=None if value.value is None else int(value.value),
            scope=slots.scopes[0] if slots.scopes else self._slots.title_scope(document),
            publisher=slots.publisher,
        )

    def _date(
        self, document: Document, sentence: Sentence, anchor: Bounded, bracket: Stretch | None
    ) -> FactDate | None:
        """Return when a rank holds: its own date, else the edition's."""
        date = self._dating.for_figure(document, sentence, anchor, bracket)
        if date and date.basis == "stated":
            return date
        return self._dating.for_edition(document, sentence, self._ranked) or date

    def _filled(
        self,
        document: Document,
        sentence: Sentence,
        slots: Slots,
        subject: str | None,
        last: Ranking | None,
    ) -> Slots:
        """Fill what the sentence leaves out from the rank before, a list named, or the title."""
        index = slots.index or (last.index if last else None)
        index = index or self._slots.title_index(document, self._in_title)
        return Slots(
            index=index or self._slots.context_index(document, sentence, self._in_context),
            publisher=slots.publisher or (last.publisher if last else None),
            scopes=tuple(scope for scope in slots.scopes if scope != subject),
        )

    def _subject(
        self,
        document: Document,
        sentence: Sentence,
        window: Window,
        value: Value,
        slots: Slots,
        last: Ranking | None,
    ) -> tuple[str, str | None]:
        """Return the rule that reads who is ranked, and who it is as written."""
        rule_id = ""
        for rule, pattern in self._rules:
            if found := pattern.search(window.text):
                rule_id = rule.id
                stretch = self._named(document, sentence, window, found)
                if stretch and self._names_one(document, stretch, slots):
                    return rule_id, self._phrases.text(document, stretch)
                break
        if self._subordinate.match(window.text):
            later = self._subjects.behind(document, sentence, value, slots.scopes)
            if later:
                return rule_id, later
        if last and last.evidence == document.span(sentence):
            return rule_id, last.subject
        here = self._subjects.in_sentence(document, sentence, value, slots.scopes)
        if here or (last and last.subject):
            return rule_id, here or (last.subject if last else None)
        return rule_id, self._subjects.before(document, sentence, slots.scopes)

    def _names_one(self, document: Document, stretch: Stretch, slots: Slots) -> bool:
        """Tell whether a phrase before a rank names somebody, not a class, scope or index."""
        text = document.text_of(stretch)
        if self._class.fullmatch(text) or self._index_head.match(text) or text == slots.index:
            return False
        if any(scope in text for scope in slots.scopes):
            return False
        named = any(not is_region(m) for m in document.mentions_in(stretch))
        return named or any(word[:1].isupper() for word in text.split())

    def _named(
        self, document: Document, sentence: Sentence, window: Window, found: regex.Match[str]
    ) -> Stretch:
        """Return the subject that the groups of a rule give, narrowed to a name if it has one."""
        groups = found.groupdict()
        if groups.get("subject"):
            stretch = window.stretch(found.start("subject"), found.end("subject"))
            return self._narrowed(document, self._phrases.trim(document, stretch))
        if window.bracket and not groups.get("topic"):
            outer = self._windows.before_bracket(document, sentence, window.bracket)
            topic = self._topics.before(document, outer.start, outer.text)
        else:
            topic = self._topics.before(document, window.start, groups.get("topic") or "")
        stretch = topic.owner or topic.phrase
        ending = [m for m in document.mentions_in(topic.phrase) if m.end == topic.phrase.end]
        if ending and ending[0].kind == "place" and not is_region(ending[0]):
            stretch = topic.phrase
        copula = _COPULA.search(document.text_of(stretch))
        if copula:
            stretch = Stretch(stretch.start, stretch.start + copula.start())
        return self._narrowed(document, stretch)

    def _narrowed(self, document: Document, stretch: Stretch) -> Stretch:
        """Narrow "Tổng thống A B" to the person, and "đất nước A" to the place at its end."""
        mentions = [m for m in document.mentions_in(stretch) if not is_region(m)]
        persons = [m for m in mentions if m.kind == "person"]
        ending = [m for m in mentions if m.kind == "place" and m.end == stretch.end]
        text = document.text_of(stretch)
        clause = text[:1].islower() or regex.search(r"\s(?:có|là)\s", text)
        chosen = persons[-1:] or (ending[-1:] if clause else [])
        return Stretch(chosen[0].start, chosen[0].end) if chosen else stretch
