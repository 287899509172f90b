"""The direction in which a clause leans: what a date without a year is filled towards."""

from collections.abc import Sequence

import regex

from tinvan.ruleset import alternation
from tinvan.values.calendar import Lean

_CLAUSE_ENDS = ".,;:()"
_WINDOW = 80  # characters in which the verb of a date's clause is looked for


class Tense:
    """Reads the tense of the clause about a date.

    Args:
        future: Words that put a clause into the future.
        past: Words that put it into the past.
    """

    def __init__(self, future: Sequence[str], past: Sequence[str]) -> None:
        flags = regex.IGNORECASE
        words = rf"(?P<future>{alternation(future)})|(?P<past>{alternation(past)})"
        # in the clause that runs up to the date: "dự kiến khởi công vào tháng 3"
        self._words = regex.compile(words, flags)
        # or behind it where the date opens the sentence: "Ngày 5/12, Quốc hội sẽ họp"
        self._behind = regex.compile(rf"[^.;:]*?(?:{words})", flags)

    def at(self, text: str, start: int, end: int, bounds: tuple[int, int]) -> Lean:
        """Return the direction about `text[start:end]`.

        Args:
            text: The view.
            start: First character of the date.
            end: Behind its last character.
            bounds: The sentence of the date.
        """
        first = max(bounds[0], start - _WINDOW)
        clause = max(text.rfind(sign, first, start) + 1 for sign in _CLAUSE_ENDS)
        found = self._words.search(text, max(clause, first), start)
        if found is None and not text[bounds[0] : start].strip(" \"“'‘(-–"):
            found = self._behind.match(text, end, min(bounds[1], end + _WINDOW))
        if found is None:
            return "any"
        return "future" if found.group("future") else "past"
