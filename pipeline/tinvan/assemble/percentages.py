"""Assembling `percentage` facts: what a percentage measures, of whom, for when."""

from collections.abc import Iterator

import msgspec
import regex

from tinvan.assemble.attribution import AttributionReader
from tinvan.assemble.common import fact_fields
from tinvan.assemble.dating import Dating
from tinvan.assemble.modality import ModalityReader
from tinvan.assemble.phrases import Phrases
from tinvan.assemble.subjects import SubjectFinder
from tinvan.assemble.topics import Topic, Topics
from tinvan.assemble.windows import Stretch, Window, Windows
from tinvan.document import Document, Sentence, within
from tinvan.facts import Measure, Percentage
from tinvan.ruleset import (
    PatternRule,
    alternation,
    compile_pattern,
    load_patterns,
    load_word_lists,
)
from tinvan.values.model import Value

_FILE = "facts/percentage.toml"
_NOTHING = Stretch(0, 0)


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What a clause says of a percentage, before anything is carried from elsewhere.

    Attributes:
        rule: The rule that read it.
        measure: What sort of figure it is.
        indicator: The pieces of the phrase for what is measured; empty if left out.
        subject: Whose it is; empty if left out.
        of: The whole it is a part of; empty if not named.
    """

    rule: str
    measure: Measure
    indicator: tuple[Stretch, ...] = ()
    subject: Stretch = _NOTHING
    of: Stretch = _NOTHING


class PercentageAssembler:
    """Builds the `percentage` facts of a document."""

    def __init__(self) -> None:
        words = load_word_lists("lexicons/clause_words")
        self._rules: tuple[tuple[PatternRule, regex.Pattern[str]], ...] = tuple(
            (rule, compile_pattern(rule, _FILE, words)) for rule in load_patterns(_FILE)
        )
        self._people = regex.compile(alternation(words["people"]), regex.I)
        self._windows = Windows(words["enumeration"])
        self._phrases = Phrases(words)
        self._topics = Topics(words, self._phrases)
        self._subjects = SubjectFinder(words)
        self._dating = Dating.load()
        self._modality = ModalityReader(load_word_lists("lexicons/modality"))
        self._attribution = AttributionReader(words)

    def __call__(self, document: Document) -> Iterator[Percentage]:
        """Yield the facts in order of anchor."""
        last: Percentage | None = None
        for sentence in document.sentences:
            for value in within(document.values, sentence):
                if value.kind == "percentage":
                    last = self._fact(document, sentence, value, last)
                    yield last

    def _fact(
        self, document: Document, sentence: Sentence, value: Value, last: Percentage | None
    ) -> Percentage:
        """Read one percentage; what its clause leaves out comes from the one before."""
        window = self._windows.around(document, sentence, value)
        reading = self._read(document, sentence, window)
        date = self._dating.for_figure(document, sentence, value, window.bracket)
        indicator = self._phrases.text(document, *reading.indicator)
        subject = self._phrases.text(document, reading.subject)
        same_sentence = last is not None and last.evidence == document.span(sentence)
        if last and indicator is None:
            indicator = last.indicator
        if subject is None:
            subject = self._subjects.find(document, sentence, value)
            if last and same_sentence and (subject is None or not reading.indicator):
                subject = last.subject
        modality = self._modality.read(document, sentence, value, window.bracket, date)
        if last and same_sentence and window.bracket is None and last.modality == "target":
            modality = last.modality
        fields = fact_fields(document, sentence, value, reading.rule)
        return Percentage(
            **fields,
            date=date,
            modality=modality,
            attribution=self._attribution.read(document, sentence),
            value=value.value,
            low=value.low,
            high=value.high,
            comparator=value.comparator,
            measure=_measure(reading.measure, value),
            indicator=indicator,
            subject=subject,
            of=self._phrases.text(document, reading.of),
        )

    def _read(self, document: Document, sentence: Sentence, window: Window) -> Reading:
        """Apply the first rule whose pattern fits the window."""
        for rule, pattern in self._rules:
            if found := pattern.search(window.text):
                return self._reading(document, sentence, window, rule, found)
        raise AssertionError("the last rule fits any window")

    def _reading(
        self,
        document: Document,
        sentence: Sentence,
        window: Window,
        rule: PatternRule,
        found: regex.Match[str],
    ) -> Reading:
        """Turn the groups of a rule into the phrases of a reading."""
        groups = found.groupdict()
        measure: Measure = rule.slots["measure"]
        target = _NOTHING
        if groups.get("object"):
            span = window.stretch(found.start("object"), found.end("object"))
            target = self._phrases.object_of(document, span, groups["object"])
        topic = self._topic(document, sentence, window, groups.get("topic") or "")
        kind = rule.id.removeprefix("percentage.")
        if groups.get("owner"):
            owner = window.stretch(found.start("owner"), found.end("owner"))
            owner = self._phrases.object_of(document, owner, groups["owner"])
            return Reading(rule=rule.id, measure=measure, subject=owner)
        if kind in ("share", "attained", "multiple-of", "gap"):
            indicator = topic.thing or (target if topic.owner else _NOTHING)
            return Reading(
                rule=rule.id,
                measure=measure,
                indicator=(indicator,),
                subject=topic.owner,
                of=target,
            )
        if kind == "rate-of-object":
            pieces = (topic.thing, target)
            return Reading(rule=rule.id, measure=measure, indicator=pieces, subject=topic.owner)
        if target:
            return self._of_object(document, rule.id, measure, topic, target)
        return Reading(rule=rule.id, measure=measure, indicator=(topic.thing,), subject=topic.owner)

    def _topic(self, document: Document, sentence: Sentence, window: Window, before: str) -> Topic:
        """Return what the clause is about: from before the figure, else before its bracket."""
        topic = self._topics.before(document, window.start, before)
        if topic or window.bracket is None:
            return topic
        outer = self._windows.before_bracket(document, sentence, window.bracket)
        return self._topics.before(document, outer.start, outer.text)

    def _of_object(
        self, document: Document, rule: str, measure: Measure, topic: Topic, target: Stretch
    ) -> Reading:
        """Read "X có N% Y": Y is what is measured, X whose it is; people are themselves whose."""
        subject = topic.owner or topic.phrase
        people = self._people.match(document.text_of(target))
        if people and not subject:
            end = target.start + people.end()
            rest = self._phrases.trim(document, Stretch(end, target.end))
            if rest:
                return Reading(
                    rule=rule,
                    measure=measure,
                    indicator=(rest,),
                    subject=Stretch(target.start, end),
                )
        return Reading(rule=rule, measure=measure, indicator=(target,), subject=subject)


def _measure(measure: Measure, value: Value) -> Measure:
    """Return the measure of a figure: a change in percentage points is `points`."""
    return "points" if value.points and measure in ("increase", "decrease") else measure
