"""Reading the clause of a percentage: rules over the masked window, and their phrases."""

from collections.abc import Mapping, Sequence

import msgspec
import regex

from tinvan.assemble.bracketed import Bracketed
from tinvan.assemble.fitting import first_fitting
from tinvan.assemble.phrases import Phrases
from tinvan.assemble.topic_parts import Topic
from tinvan.assemble.topics import Topics
from tinvan.assemble.windows import Stretch, Window, Windows
from tinvan.document import Document, Sentence
from tinvan.facts import Measure
from tinvan.ruleset import (
    Guarded,
    PatternRule,
    alternation,
    compile_search,
    load_patterns,
    topic_of,
)
from tinvan.ruleset.patterns import compile_text

_FILE = "facts/percentage.toml"
NOTHING = Stretch(0, 0)
# Rules in which what follows the figure is the whole that it is a part of.
_OF_WHOLE = ("share", "attained", "multiple-of", "gap", "gap-to")


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What a clause says of a percentage, before anything is carried from elsewhere.

    Attributes:
        rule: The rule that read it.
        measure: What sort of figure it is; None where it is that of the percentage before.
        indicator: The pieces of the phrase for what is measured; empty if left out.
        subject: Whose it is; empty if left out.
        of: The whole it is a part of; empty if not named.
        follows: Whether the clause goes on from the percentage before, whose subject it has.
        anaphor: What stands for somebody named before ("quốc gia này"); empty if nothing does.
    """

    rule: str
    measure: Measure | None
    indicator: tuple[Stretch, ...] = ()
    subject: Stretch = NOTHING
    of: Stretch = NOTHING
    follows: bool = False
    anaphor: Stretch = NOTHING


class _Said(msgspec.Struct, frozen=True, kw_only=True):
    """The phrases around a figure: its topic, that of its own clause alone, what follows it."""

    topic: Topic
    near: Topic
    target: Stretch
    owner: Stretch
    outside: bool


class PercentageReader:
    """Reads what a percentage measures from its window.

    Args:
        words: The lists of `rules/lexicons/clause_words.toml`.
        windows: Masks what stands before a bracket.
        phrases: Trims what is found.
    """

    def __init__(
        self, words: Mapping[str, Sequence[str]], windows: Windows, phrases: Phrases
    ) -> None:
        self._rules: tuple[tuple[PatternRule, Guarded], ...] = tuple(
            (rule, compile_search(rule, _FILE, words)) for rule in load_patterns(_FILE)
        )
        self._people = regex.compile(rf"(?:số\s)?(?P<who>{alternation(words['people'])})", regex.I)
        self._windows, self._phrases = windows, phrases
        self._topics = Topics(words, phrases)
        self._bracketed = Bracketed(words, windows, phrases)
        self._growth = compile_text(
            r"(?<!\w)(?P<growth>tăng trưởng)(?:\s{adverb}){0,4}\s*{this}",
            _FILE,
            "percentage.rise",
            words,
        )
        self._alone = compile_text(r"\W*{this}\W*", _FILE, "percentage.bracketed-list", words)

    def read(self, document: Document, sentence: Sentence, window: Window) -> Reading:
        """Apply the first rule whose pattern fits the window; the last one fits any."""
        if window.bracket is not None and self._alone.fullmatch(window.text):
            reading = self._in_brackets(document, sentence, window)
            if reading is not None:
                return reading
        rule, found = first_fitting(self._rules, document, window)
        said = self._said(document, sentence, window, found)
        reading = Reading(
            rule=rule.id,
            measure=rule.slots.get("measure"),
            follows=bool(rule.slots.get("follows")) or said.outside,
            anaphor=said.topic.phrase if said.topic.points_back else NOTHING,
        )
        kind = rule.id.removeprefix("percentage.")
        if kind == "coordinated":
            return reading
        if said.owner:
            return _with(reading, (said.topic.thing,), said.owner)
        if kind in _OF_WHOLE:
            return self._of_whole(document, reading, said)
        if kind == "rate-of-object":
            return _with(reading, (said.topic.thing, said.target), said.topic.owner)
        if said.target:
            people = self._of_people(document, reading, said)
            return people or self._of_target(document, reading, said, kind)
        if kind == "rise" and (growth := self._grown(document, window, found, said)):
            return _with(reading, (growth,), said.topic.owner)
        return _with(reading, (said.topic.thing,), said.topic.owner)

    def _said(
        self, document: Document, sentence: Sentence, window: Window, found: regex.Match[str]
    ) -> _Said:
        """Turn the groups of a rule into phrases."""
        groups = found.groupdict()
        before = topic_of(found)
        topic = self._topics.before(document, window.start, before)
        outside = not topic and window.bracket is not None
        if outside and window.bracket is not None:
            outer = self._windows.before_bracket(document, sentence, window.bracket)
            topic = self._topics.before(document, outer.start, outer.text)
        behind = {
            group: self._behind(document, window, found, group)
            for group in ("object", "owner")
            if groups.get(group)
        }
        return _Said(
            topic=topic,
            near=self._topics.nearest(document, window.start, before),
            target=behind.get("object", NOTHING),
            owner=behind.get("owner", NOTHING),
            outside=outside,
        )

    def _of_whole(self, document: Document, reading: Reading, said: _Said) -> Reading:
        """Read "X chiếm N% Y": an actor's part of Y, or a measure's part of Y."""
        whole = self._topics.measure_in(document, said.target) if said.target else said.target
        topic = said.topic
        measured = self._topics.is_measure(document, topic.thing)
        keeps = (said.near and not topic.does) or measured or not topic.owner
        thing = topic.thing if keeps or not whole else NOTHING
        indicator = thing or (whole if topic.owner else NOTHING)
        owner = topic.owner or self._topics.place_in(document, said.target)
        return _with(reading, (indicator,), owner, said.target)

    def _of_target(self, document: Document, reading: Reading, said: _Said, kind: str) -> Reading:
        """Read "X có N% Y": Y is what is measured, X whose it is."""
        subject = said.topic.owner or (NOTHING if said.near.points_back else said.near.phrase)
        if not said.topic.owner and self._topics.is_measure(document, subject):
            subject = NOTHING
        if kind == "verb-object" and not said.topic.owner:
            subject = self._topics.without_verb(document, subject)
        return _with(reading, (said.target,), subject)

    def _grown(
        self, document: Document, window: Window, found: regex.Match[str], said: _Said
    ) -> Stretch:
        """Return "tăng trưởng" as what is measured, where nothing else is said to be."""
        topic = said.topic
        if self._topics.is_measure(document, topic.thing) or (topic.thing and not topic.does):
            return NOTHING
        growth = self._growth.search(found.group())
        if growth is None:
            return NOTHING
        start, end = growth.span("growth")
        return window.stretch(found.start() + start, found.start() + end)

    def _behind(
        self, document: Document, window: Window, found: regex.Match[str], group: str
    ) -> Stretch:
        """Return the phrase that a group captured behind the figure."""
        stretch = window.stretch(found.start(group), found.end(group))
        return self._phrases.object_of(document, stretch, found.group(group))

    def _in_brackets(
        self, document: Document, sentence: Sentence, window: Window
    ) -> Reading | None:
        """Read a percentage alone in brackets: a change told again, or an item of a list."""
        if change := self._bracketed.change(document, sentence, window):
            measure, before = change
            masked = self._windows.masked(document, before)
            topic = self._topics.before(document, before.start, masked)
            reading = Reading(rule="percentage.bracketed-change", measure=measure)
            return _with(reading, (topic.thing,), topic.owner)
        if item := self._bracketed.item(document, sentence, window):
            measured, owner = item
            reading = Reading(rule="percentage.bracketed-list", measure="level")
            return _with(reading, (measured,), owner)
        return None

    def _of_people(self, document: Document, reading: Reading, said: _Said) -> Reading | None:
        """Read "N% người dân làm Y": people are themselves the subject, unless one is named."""
        target = said.target
        people = self._people.match(document.text_of(target))
        if not people or reading.follows or said.near:
            return None
        start = target.start + people.start("who")
        end = self._topics.verb_after(document, target, target.start + people.end())
        rest = self._phrases.trim(document, Stretch(end, target.end))
        return _with(reading, (rest,), Stretch(start, end)) if rest else None


def _with(
    reading: Reading, indicator: tuple[Stretch, ...], subject: Stretch, of: Stretch = NOTHING
) -> Reading:
    """Return a reading with its phrases."""
    return msgspec.structs.replace(reading, indicator=indicator, subject=subject, of=of)
