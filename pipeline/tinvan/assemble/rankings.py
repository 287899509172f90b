"""Assembling `ranking` facts: who has which rank, in what, among whom."""

from collections.abc import Iterator

import regex

from tinvan.assemble.attribution import AttributionReader
from tinvan.assemble.common import fact_fields, is_table
from tinvan.assemble.dating import Dating, own_day
from tinvan.assemble.modality import ModalityReader
from tinvan.assemble.phrases import Phrases
from tinvan.assemble.rank_changes import attach_changes
from tinvan.assemble.rank_lists import NUMBERED, list_heading, listed_name
from tinvan.assemble.rank_slots import RankSlots, SlotReading, Slots
from tinvan.assemble.rank_subjects import PlacedRank, Ranked, RankSubjects
from tinvan.assemble.windows import Stretch, Windows
from tinvan.document import Document, Sentence, within
from tinvan.facts import FactDate, Ranking
from tinvan.ruleset import alternation, compile_search, load_patterns, load_word_lists
from tinvan.spans import Bounded
from tinvan.values.model import Value

_FILE = "facts/ranking.toml"


class RankingAssembler:
    """Builds the `ranking` facts of a document."""

    def __init__(self) -> None:
        clause = load_word_lists("lexicons/clause_words")
        ranks = load_word_lists("lexicons/ranking_words")
        words = {**clause, **ranks}
        rules = [(rule, compile_search(rule, _FILE, words)) for rule in load_patterns(_FILE)]
        self._windows = Windows(clause["enumeration"])
        self._phrases = Phrases(clause)
        subjects = [(r, p) for r, p in rules if r.id.startswith("ranking.") and r.pattern]
        self._ranked = RankSubjects(subjects, words, self._windows, self._phrases)
        others = [(r, p) for r, p in rules if r.id.startswith(("index.", "scope.", "publisher."))]
        self._slots = RankSlots(others, ranks, self._windows, self._phrases)
        self._in_title = next(p.pattern for r, p in rules if r.id == "title.index")
        self._scope_in_title = next(p.pattern for r, p in rules if r.id == "title.scope")
        self._in_context = next(p.pattern for r, p in rules if r.id == "context.index")
        self._speaks_of_ranks = regex.compile(
            alternation([*ranks["index_head"], *ranks["rank_noun"]]), regex.I
        )
        self._dating = Dating.load()
        self._modality = ModalityReader.load()
        self._attribution = AttributionReader.load()

    def __call__(self, document: Document) -> Iterator[Ranking]:
        """Yield the facts in order of anchor."""
        last: PlacedRank | None = None
        for sentence in document.sentences:
            ranks = [v for v in within(document.values, sentence) if v.kind == "rank"]
            if is_table(ranks):
                yield from (self._in_table(document, sentence, rank) for rank in ranks)
                continue
            for value, change in attach_changes(document, ranks):
                for fact in self._facts(document, sentence, value, change, last):
                    last = PlacedRank(fact, sentence)
                    yield fact

    def slot_readings(self, document: Document) -> Iterator[SlotReading]:
        """Yield what the rules of index, scope and publisher read at every rank, each by itself.

        A fact names only the rule that found its subject: this shows what the others do.
        """
        for sentence in document.sentences:
            for value in within(document.values, sentence):
                if value.kind != "rank":
                    continue
                window = self._windows.around(document, sentence, value)
                yield from self._slots.readings(document, sentence, window.this)
                if index := self._slots.title_index(document, self._in_title):
                    yield SlotReading(rule="title.index", index=index)
                scope = self._slots.list_scope(document, sentence, self._scope_in_title)
                if scope:
                    yield SlotReading(rule="title.scope", scopes=(scope,))
                if index := self._slots.context_index(document, sentence, self._in_context):
                    yield SlotReading(rule="context.index", index=index)

    def _in_table(self, document: Document, sentence: Sentence, value: Value) -> Ranking:
        """Make the fact of a rank in a table that lost its cells: nothing tells whose it is."""
        return Ranking(
            **fact_fields(document, sentence, value, "ranking.table"),
            date=own_day(document),
            subject=None,
            index=None,
            rank=value.rank,
            out_of=value.out_of,
            comparator=value.comparator,
        )

    def _facts(
        self,
        document: Document,
        sentence: Sentence,
        value: Value,
        change: int | None,
        last: PlacedRank | None,
    ) -> Iterator[Ranking]:
        """Read one rank; what its clause leaves out comes from the rank before."""
        if value.rule == NUMBERED:
            yield self._listed(document, sentence, value, last)
            return
        window = self._windows.around(document, sentence, value)
        slots = self._slots.read(document, sentence, window.this)
        ranked = self._ranked.find(document, sentence, window, value, slots, last)
        slots = self._filled(document, sentence, slots, value, ranked, last)
        date = self._date(document, sentence, value, window.bracket)
        fields = fact_fields(document, sentence, value, ranked.rule)
        for scope in slots.scopes or (None,):
            yield Ranking(
                **fields,
                date=date,
                modality=self._modality.read(document, sentence, value, window.bracket, date),
                attribution=self._attribution.read(document, sentence),
                subject=ranked.subject,
                index=slots.index,
                rank=value.rank,
                out_of=value.out_of,
                comparator=value.comparator,
                scope=scope,
                change=change,
                publisher=slots.publisher,
            )

    def _listed(
        self, document: Document, sentence: Sentence, value: Value, last: PlacedRank | None
    ) -> Ranking:
        """Read an item of a numbered list: what is ranked stands in its heading."""
        heading = list_heading(document, value)
        slots = Slots()
        if heading:
            slots = self._slots.read(document, heading.sentence, heading.words)
            sentence = heading.sentence
        slots = self._filled(document, sentence, slots, value, None, last)
        name = self._phrases.trim(document, listed_name(document, value))
        return Ranking(
            **fact_fields(document, None, value, "ranking.numbered-list"),
            date=self._date(document, sentence, heading.words if heading else value, None),
            subject=self._phrases.text(document, self._ranked.narrowed(document, name)),
            index=slots.index,
            rank=value.rank,
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
        return self._dating.for_edition(document, sentence, self._speaks_of_ranks) or date

    def _filled(
        self,
        document: Document,
        sentence: Sentence,
        slots: Slots,
        value: Value,
        ranked: Ranked | None,
        last: PlacedRank | None,
    ) -> Slots:
        """Fill what the sentence leaves out from the rank before, a list named, or the title."""
        index = slots.index or (ranked.measure if ranked else None)
        index = index or (last.fact.index if last else None)
        index = index or self._slots.title_index(document, self._in_title)
        return Slots(
            index=index or self._slots.context_index(document, sentence, self._in_context),
            publisher=slots.publisher or (last.fact.publisher if last else None),
            scopes=self._carried_scopes(document, sentence, value, slots, last),
        )

    def _carried_scopes(
        self,
        document: Document,
        sentence: Sentence,
        value: Value,
        slots: Slots,
        last: PlacedRank | None,
    ) -> tuple[str, ...] | None:
        """Return the scopes that are said, else that of the rank before.

        Where a clause names neither scope nor index, it goes on with those of the rank before it.
        From another sentence only the name of a place is carried, to a bare rank.
        """
        if slots.scopes is not None or slots.index is not None:
            return slots.scopes
        if last and last.sentence.start == sentence.start:
            return (last.fact.scope,) if last.fact.scope else None
        if value.out_of is not None or not self._slots.is_open(document, sentence):
            return None
        scope = (
            last.fact.scope
            if last
            else self._slots.list_scope(document, sentence, self._scope_in_title)
        )
        return (scope,) if scope and self._slots.is_place(scope) else None
