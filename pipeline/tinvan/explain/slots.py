"""How the slots of a fact came about, as far as the article tells again.

Assemblers keep the rule of a fact and the basis of its date. The rest is found again: the time
expression with the days of the date, the words of a slot in the sentence or in the nearest one
before it, the cue of the modality. What cannot be found again is said to be so.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import regex

from tinvan.assemble.modality import ModalityReader
from tinvan.assemble.windows import Stretch, Windows
from tinvan.document import DateMention, Document, Sentence
from tinvan.explain.records import Slot
from tinvan.facts import Agency, AnyFact, Fact, FactDate, Official
from tinvan.ruleset import load_word_lists
from tinvan.spans import Bounded, Span, overlap
from tinvan.values.model import Value

_COMMON = {field for field in Fact.__struct_fields__ if field not in ("date", "modality")}
_COMMON -= {"attribution"}
_NUMBERS = (
    "value", "low", "high", "comparator", "currency", "rank", "out_of", "change", "points",
)  # fmt: skip
_CODED = ("measure", "status")  # names of the contract, not of the text
_FROM_NAME = {
    "name": "the full name of what is written",
    "kind": "by the registry entry or the head noun of the name",
    "level": "by the registry entry or the head noun of the name",
    "place": "by the name, or by where the article is set",
}
_BLANKS = regex.compile(r"\s+")


class SlotReader:
    """Tells how slots came about."""

    def __init__(self) -> None:
        self._windows = Windows(load_word_lists("lexicons/clause_words")["enumeration"])
        self._modality = ModalityReader.load()

    def read(
        self, document: Document, fact: AnyFact, sentence: Sentence | None, anchor: Stretch
    ) -> Iterator[Slot]:
        """Yield the slots that are told, in the order of the record.

        Args:
            document: The article, read again.
            fact: The fact, as it is made today or as the run wrote it.
            sentence: The sentence that states it; None where no sentence covers its anchor.
            anchor: The anchor in the view.
        """
        is_figure = "mentions" not in fact.__struct_fields__
        value = _value_at(document, anchor) if is_figure else None
        for name in _order(fact):
            held = getattr(fact, name)
            if name == "date":
                yield self._date(document, fact.date, sentence, anchor)
            elif name == "modality":
                if value is not None and sentence is not None:
                    yield self._modality_slot(document, fact, sentence, value)
            elif name == "mentions":
                count = len(held)
                how = "the name and its short forms" if count > 1 else "named once"
                yield Slot(name=name, value=count, how=how)
            elif held is not None:
                yield self._slot(document, fact, name, sentence, anchor, value)

    def _slot(
        self,
        document: Document,
        fact: AnyFact,
        name: str,
        sentence: Sentence | None,
        anchor: Stretch,
        value: Value | None,
    ) -> Slot:
        """Tell of a slot that is neither date nor modality."""
        held, part = getattr(fact, name), sentence or anchor
        if name in _NUMBERS and value is not None:
            return self._number(document, name, held, value)
        if name == "person":
            return Slot(name=name, value=held, how=self._person(document, held, anchor))
        if name == "organisation" and isinstance(fact, Official) and fact.organisation:
            return self._organisation(document, fact, sentence, anchor)
        if name in _FROM_NAME and isinstance(fact, Agency):
            return Slot(name=name, value=held, how=_FROM_NAME[name])
        if name in _NUMBERS or name in _CODED:
            return Slot(name=name, value=held, how="by the rule of the fact")
        day = next((d for d in document.dates if d.first == held and _covers(part, d)), None)
        if day is not None:
            return Slot(name=name, value=held, how="a day of the sentence", at=document.span(day))
        words = held[0] if isinstance(held, tuple) and held else held
        return _written(document, name, held, str(words), sentence, anchor)

    def _number(self, document: Document, name: str, held: Any, value: Value) -> Slot:  # noqa: ANN401 - slots are of many types
        """Tell of a slot that the value at the anchor gives."""
        bounded = Stretch(value.comparator_start, value.start)
        if name == "comparator" and 0 <= bounded.start < bounded.end:
            words = document.span(bounded)
            return Slot(name=name, value=held, how=f"“{words.text.strip()}” before it", at=words)
        how = f"of the {value.kind} “{document.text_of(value)}”"
        return Slot(name=name, value=held, how=how)

    def _person(self, document: Document, person: str, anchor: Stretch) -> str:
        """Tell where the full name of a person is from."""
        own = next(document.mentions_in(anchor, "person"), None)
        if own is None or own.text == person:
            return "as written at the anchor"
        return f"“{own.text}” is short for the full name elsewhere in the article"

    def _organisation(
        self, document: Document, fact: Official, sentence: Sentence | None, anchor: Stretch
    ) -> Slot:
        """Tell whose post it is: written with it, or implied, or said elsewhere."""
        organisation = fact.organisation
        assert organisation is not None
        slot = _written(
            document, "organisation", organisation.name, organisation.text, sentence, anchor
        )
        if organisation.text == organisation.name:
            return slot
        written = f"“{organisation.text}”, {slot.how}"
        return Slot(
            name=slot.name,
            value=slot.value,
            how=f"the full name of {written}" if slot.at else "implied by the post",
            at=slot.at,
            sentence=slot.sentence,
        )

    def _date(
        self,
        document: Document,
        date: FactDate | None,
        sentence: Sentence | None,
        anchor: Stretch,
    ) -> Slot:
        """Tell which time expression gave the date."""
        if date is None:
            how = "no time governs it, and the article's own day is not known"
            return Slot(name="date", value=None, how=how)
        days = _days(date.start, date.end)
        if date.text is None:
            own = "its day of publication" if date.basis == "published" else "the day it reports"
            how = f"no time governs it, so the article's own day: {own}"
            return Slot(name="date", value=days, how=how)
        found = _dates(document, date)
        inside = [d for d in found if sentence and _covers(sentence, d)]
        if date.basis == "stated" or not found:
            at = min(inside, key=lambda d: abs(d.start - anchor.start), default=None)
            how = "stated in the sentence" if date.basis == "stated" else "said near the sentence"
            return Slot(name="date", value=days, how=how, at=document.span(at) if at else None)
        before = [d for d in found if d.end <= anchor.start]
        carried = before[-1] if before else found[0]
        side = "before" if before else "behind"
        return Slot(
            name="date",
            value=days,
            how=f"carried from a sentence {side} it",
            at=document.span(carried),
            sentence=_sentence(document, carried, sentence),
        )

    def _modality_slot(
        self, document: Document, fact: AnyFact, sentence: Sentence, value: Value
    ) -> Slot:
        """Tell which words, or which day, make a figure more than actual."""
        bracket = self._windows.around(document, sentence, value).bracket
        cue = self._modality.cues(document, sentence, value, bracket).get(fact.modality)
        if fact.modality == "actual":
            how = "no words before it, and no day to come, make it anything else"
        elif cue:
            how = f"“{_BLANKS.sub(' ', cue)}” makes it so"
        elif _is_to_come(document, fact.date):
            how = "its day lies behind the article's own day"
        else:
            how = "as the figure beside it, or its row and column"
        return Slot(name="modality", value=fact.modality, how=how)


def _value_at(document: Document, anchor: Stretch) -> Value | None:
    """Return the value that an anchor is, or is the number of; None where there is none."""
    values = [v for v in document.values if v.kind != "code" and overlap(v, anchor)]
    return max(values, key=lambda v: overlap(v, anchor), default=None)


def _order(fact: AnyFact) -> Iterator[str]:
    """Yield the slots to tell of: those of the type, then those that all types have."""
    yield from (name for name in fact.__struct_fields__ if name not in Fact.__struct_fields__)
    yield from (name for name in Fact.__struct_fields__ if name not in _COMMON)


def _written(
    document: Document,
    name: str,
    held: Any,  # noqa: ANN401 - slots are of many types
    words: str,
    sentence: Sentence | None,
    anchor: Stretch,
) -> Slot:
    """Tell where the words of a slot stand: in the sentence, else before it, else behind."""
    places = [Stretch(*found.span()) for found in _pattern(words).finditer(document.view.text)]
    inside = [place for place in places if sentence and _covers(sentence, place)]
    if inside:
        at = min(inside, key=lambda place: abs(place.start - anchor.start))
        return Slot(name=name, value=held, how="written in the sentence", at=document.span(at))
    content = [place for place in places if document.sentence_at(place.start)]
    if not content:
        how = "not written so anywhere: put together from the sentence, or implied"
        return Slot(name=name, value=held, how=how)
    before = [place for place in content if place.start < anchor.start]
    at = before[-1] if before else content[0]
    side = "before" if before else "behind"
    return Slot(
        name=name,
        value=held,
        how=f"not in the sentence; last written in one {side} it",
        at=document.span(at),
        sentence=_sentence(document, at, sentence),
    )


def _pattern(words: str) -> regex.Pattern[str]:
    """Return what finds words, whatever blanks are between them."""
    parts = map(regex.escape, words.split())
    spaced = r"\s+".join(parts)
    return regex.compile(rf"(?<!\w){spaced}(?!\w)", regex.I)


def _dates(document: Document, date: FactDate) -> Sequence[DateMention]:
    """Return the time expressions with the words of a date, those with its days if there are."""
    found = [d for d in document.dates if document.text_of(d) == date.text]
    return [d for d in found if (d.first, d.last) == (date.start, date.end)] or found


def _days(first: str | None, last: str | None) -> str:
    """Return an interval in a few characters."""
    return first or "…" if first == last else f"{first or '…'}..{last or '…'}"


def _covers(sentence: Bounded, part: Bounded) -> bool:
    """Tell whether a part of the view stands in a sentence."""
    return sentence.start <= part.start and part.end <= sentence.end


def _sentence(document: Document, part: Bounded, own: Sentence | None) -> Span | None:
    """Return the sentence that a part of the view stands in, if it is another than the fact's."""
    found = document.sentence_at(part.start)
    return document.span(found) if found is not None and found != own else None


def _is_to_come(document: Document, date: FactDate | None) -> bool:
    """Tell whether a date starts behind the article's own day."""
    return bool(date and date.start and document.day and date.start > document.day.isoformat())
