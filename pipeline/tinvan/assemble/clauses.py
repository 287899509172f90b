"""Clauses of counts and amounts: whether they change, what they are of, and whose."""

from collections.abc import Mapping, Sequence

import msgspec
import regex

from tinvan.assemble.fitting import first_fitting
from tinvan.assemble.phrases import Phrases
from tinvan.assemble.topic_parts import Topic
from tinvan.assemble.topics import Topics
from tinvan.assemble.windows import Stretch, Window, Windows
from tinvan.document import Document, Sentence
from tinvan.facts import AmountMeasure, Comparator
from tinvan.ruleset import Guarded, PatternRule, compile_search, load_patterns, topic_of

_FILE = "facts/amount.toml"
_REACH = 200  # characters before a verb in which what it says is said of somebody
_NOTHING = Stretch(0, 0)


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """What the clause of an amount says.

    Attributes:
        rule: The rule that read it.
        measure: A level, a change or a gap.
        comparator: How the verb bounds the amount; None where it does not.
        topic: What stands before the verb.
        thing: What changes, where it stands between verb and amount.
        owner: Whose the amount is, where that stands behind it.
        behind: What is said of it behind it.
    """

    rule: str
    measure: AmountMeasure
    comparator: Comparator | None = None
    topic: Topic = Topic()
    thing: Stretch = _NOTHING
    owner: Stretch = _NOTHING
    behind: Stretch = _NOTHING


class ClauseReader:
    """Reads the clause of an amount from its window.

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
        self._windows, self._phrases = windows, phrases
        self._topics = Topics(words, phrases)

    def read(self, document: Document, sentence: Sentence, window: Window) -> Clause:
        """Apply the first rule whose pattern fits the window; the last one fits any."""
        rule, found = first_fitting(self._rules, document, window)
        groups = found.groupdict()
        topic = self._topic(document, window.start, topic_of(found))
        if not topic and window.bracket is not None:
            outer = self._windows.before_bracket(document, sentence, window.bracket)
            topic = self._topic(document, outer.start, outer.text)
        return Clause(
            rule=rule.id,
            measure=rule.slots.get("measure", "level"),
            comparator=rule.slots.get("comparator"),
            topic=topic,
            **{
                group: self._phrase(document, window, found, group)
                for group in ("thing", "owner", "behind")
                if groups.get(group)
            },
        )

    def _topic(self, document: Document, start: int, masked: str) -> Topic:
        """Return what a clause is about, by what stands near its verb."""
        cut = masked.find(" ", len(masked) - _REACH) + 1 if len(masked) > _REACH else 0
        return self._topics.before(document, start + cut, masked[cut:])

    def _phrase(
        self, document: Document, window: Window, found: regex.Match[str], group: str
    ) -> Stretch:
        """Return the phrase that a group captured."""
        stretch = window.stretch(found.start(group), found.end(group))
        return self._phrases.object_of(document, stretch, found.group(group))
