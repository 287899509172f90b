"""Rates of growth: "tăng trưởng GDP đạt 6%" states a rise, no level (FACTS.md, `percentage`)."""

from typing import Literal, Self

import msgspec
import regex

from tinvan.facts import Percentage
from tinvan.ruleset import alternation, load_word_lists

_SHARES = ("percentage.share", "percentage.multiple-of")  # parts of something, whatever it is


class Growth:
    """Tells a rate of growth by the head of what it measures.

    Args:
        rises: Heads of what is measured where a rate is a rise.
        falls: Heads of what is measured where it is a fall.
    """

    def __init__(self, rises: regex.Pattern[str], falls: regex.Pattern[str]) -> None:
        self._rises, self._falls = rises, falls

    @classmethod
    def load(cls) -> Self:
        """Return it with the lists of `rules/lexicons/clause_words.toml`."""
        words = load_word_lists("lexicons/clause_words")
        goal = alternation(words["growth_goal"])
        rises, falls = (
            regex.compile(
                rf"(?:{goal}\s)*{alternation(words[name])}(?!\w|\s{alternation(words['no_change'])})",
                regex.I,
            )
            for name in ("growth_measure", "shrinkage_measure")
        )
        return cls(rises, falls)

    def of(self, fact: Percentage) -> Percentage:
        """Return a percentage as a change where its indicator is one; others as they are."""
        if fact.measure != "level" or not fact.indicator or fact.rule in _SHARES:
            return fact
        if self._rises.match(fact.indicator):
            return _changed(fact, "increase")
        return _changed(fact, "decrease") if self._falls.match(fact.indicator) else fact


def _changed(fact: Percentage, measure: Literal["increase", "decrease"]) -> Percentage:
    return msgspec.structs.replace(fact, measure=measure)
