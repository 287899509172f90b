"""Assembling `percentage` facts: what a percentage measures, of whom, for when."""

from collections.abc import Iterator, Sequence

import msgspec
import regex

from tinvan.assemble.antecedents import Antecedents
from tinvan.assemble.attribution import AttributionReader
from tinvan.assemble.change_dates import ChangeDates
from tinvan.assemble.common import fact_fields, is_table
from tinvan.assemble.coordination import Coordination
from tinvan.assemble.dating import Dating, own_day
from tinvan.assemble.measures import Measures, Told
from tinvan.assemble.modality import ModalityReader
from tinvan.assemble.percentage_readings import NOTHING, PercentageReader, Reading
from tinvan.assemble.phrases import Phrases
from tinvan.assemble.subjects import SubjectFinder
from tinvan.assemble.windows import Windows
from tinvan.document import Document, Sentence, within
from tinvan.facts import Measure, Percentage
from tinvan.ruleset import load_word_lists
from tinvan.values.model import Value

_FIGURE = regex.compile(
    r"\s*(?:\b(?:thêm|tới|hơn|gần|khoảng|xuống|lên|từ)\s)*"
    r"[+-]?\d[\d.,]*\s*(?:%|(?:điểm )?phần trăm).*$"
)
_CARRY = 2  # sentences over which an indicator that is left out may be carried


class _Placed(msgspec.Struct, frozen=True):
    """A percentage with its place in the view."""

    fact: Percentage
    sentence: Sentence
    value: Value


class PercentageAssembler:
    """Builds the `percentage` facts of a document."""

    def __init__(self) -> None:
        words = load_word_lists("lexicons/clause_words")
        self._windows = Windows(words["enumeration"])
        self._phrases = Phrases(words)
        self._reader = PercentageReader(words, self._windows, self._phrases)
        self._subjects = SubjectFinder.load(("place", "agency"))
        self._antecedents = Antecedents(words)
        self._measures = Measures(words)
        self._coordination = Coordination()
        self._dating = Dating.load()
        self._change_dates = ChangeDates.load()
        self._modality = ModalityReader.load()
        self._attribution = AttributionReader.load()

    def __call__(self, document: Document) -> Iterator[Percentage]:
        """Yield the facts in order of anchor."""
        last: _Placed | None = None
        since = 0  # sentences since the last percentage
        for sentence in document.sentences:
            since += 1
            group: list[_Placed] = []
            values = [v for v in within(document.values, sentence) if v.kind == "percentage"]
            if is_table(values):
                yield from (self._in_table(document, sentence, value) for value in values)
                continue
            for value in values:
                fact = self._fact(document, sentence, value, last if since <= _CARRY else None)
                last = _Placed(fact, sentence, value)
                since = 0
                if not fact.rule.endswith(".coordinated"):
                    yield from self._shared_out(document, sentence, group)
                    group = []
                group.append(last)
            yield from self._shared_out(document, sentence, group)

    def _shared_out(
        self, document: Document, sentence: Sentence, group: Sequence[_Placed]
    ) -> Iterator[Percentage]:
        """Yield the facts of a coordinated run, each with its own part of the topic."""
        anchors, facts = [placed.value for placed in group], [placed.fact for placed in group]
        return self._coordination.share_out(document, sentence, anchors, facts)

    def _in_table(self, document: Document, sentence: Sentence, value: Value) -> Percentage:
        """Make the fact of a figure in a table that lost its cells: nothing tells what it is of."""
        return Percentage(
            **fact_fields(document, sentence, value, "percentage.table"),
            date=own_day(document),
            value=value.value,
            low=value.low,
            high=value.high,
            comparator=value.comparator,
            indicator=None,
            subject=None,
        )

    def _fact(
        self, document: Document, sentence: Sentence, value: Value, before: _Placed | None
    ) -> Percentage:
        """Read one percentage; what its clause leaves out comes from the one before."""
        last = before.fact if before else None
        told = _told(before) if before and _is_in(before, sentence) else None
        window = self._windows.around(document, sentence, value)
        reading = self._reader.read(document, sentence, window)
        if self._subjects.speaks(document, reading.subject):
            reading = msgspec.structs.replace(reading, subject=NOTHING)
        date = self._dating.for_figure(document, sentence, value, window.bracket)
        if reading.rule.endswith(".from"):
            date = self._change_dates.before(document, sentence, value, date)
        modality = self._modality.read(document, sentence, value, window.bracket, date)
        if last and _is_in(before, sentence) and reading.follows and window.bracket is None:
            modality = last.modality
        measure = self._measures.of(
            document,
            sentence,
            value,
            _kind(reading.rule),
            reading.measure or (last.measure if last else "level"),
            told,
        )
        fact = Percentage(
            **fact_fields(document, sentence, value, reading.rule),
            date=date,
            modality=modality,
            attribution=self._attribution.read(document, sentence),
            value=value.value,
            low=value.low,
            high=value.high,
            comparator=value.comparator,
            measure=_measure(measure, value),
            indicator=_before_figure(self._phrases.text(document, *reading.indicator)),
            subject=_without_figure(self._phrases.text(document, reading.subject)),
            of=self._phrases.text(document, reading.of),
        )
        if value.value is not None and value.value < 0:
            fact = msgspec.structs.replace(fact, value=-value.value, measure="decrease")
        elif fact.measure == "level" and document.view.text.endswith("+", 0, value.start):
            fact = msgspec.structs.replace(fact, measure="increase")
        return self._filled(document, sentence, value, fact, reading, before)

    def _filled(
        self,
        document: Document,
        sentence: Sentence,
        value: Value,
        fact: Percentage,
        reading: Reading,
        before: _Placed | None,
    ) -> Percentage:
        """Fill what the clause leaves out from the percentage before, or from the sentence."""
        indicator, subject, of = fact.indicator, fact.subject, fact.of
        last, same_sentence = before.fact if before else None, _is_in(before, sentence)
        if last and indicator is None:
            indicator = last.indicator
            of = of or (last.of if same_sentence else None)
        goes_on = same_sentence and (reading.follows or not any(reading.indicator))
        if subject is None and last and goes_on:
            subject = last.subject
        if subject is None and reading.anaphor:
            subject = self._antecedents.find(document, reading.anaphor)
        if subject is None:
            subject = self._subjects.find(document, sentence, value)
        return msgspec.structs.replace(fact, indicator=indicator, subject=subject, of=of)


def _told(placed: _Placed) -> Told:
    """Return what a percentage tells of the next one in its sentence."""
    return Told(placed.value.end, placed.fact.measure, _kind(placed.fact.rule))


def _kind(rule: str) -> str:
    """Return the name of a rule without its type."""
    return rule.removeprefix("percentage.")


def _is_in(placed: _Placed | None, sentence: Sentence) -> bool:
    """Tell whether a percentage stands in a sentence."""
    return placed is not None and placed.sentence == sentence


def _before_figure(indicator: str | None) -> str | None:
    """Cut an indicator at another percentage that its clause states before."""
    return _FIGURE.sub("", indicator) or None if indicator else None


def _without_figure(subject: str | None) -> str | None:
    """Leave out a subject with a percentage in it: it is a clause that was not cut."""
    return None if subject and "%" in subject else subject


def _measure(measure: Measure, value: Value) -> Measure:
    """Return the measure of a figure: a change in percentage points is `points`."""
    return "points" if value.points and measure in ("increase", "decrease") else measure
