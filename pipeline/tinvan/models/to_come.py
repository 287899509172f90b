"""Figures of what is still to come: "sẽ mở 3 cửa hàng" is aimed at, "sẽ mất 3 tỷ đồng" foreseen."""

import functools
from collections.abc import Mapping, Sequence
from typing import Self

import regex

from tinvan.compiled import compile_regex
from tinvan.document import Document
from tinvan.facts import FactDate, Modality
from tinvan.models.figures import Figure
from tinvan.ruleset import alternation, load_word_lists

_REACH = 300  # characters before a figure in which a plan is named
_CLAUSE = 160  # the same of a verb of its clause


class ToCome:
    """Tells which figures that nothing else makes more than actual are still to come.

    Args:
        words: The lists of `rules/lexicons/to_come.toml`.
    """

    @classmethod
    @functools.cache
    def load(cls) -> Self:
        """Return one with the installed word lists, the same at every call."""
        return cls(load_word_lists("lexicons/to_come"))

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        lists = {name: alternation(words[name]) for name in words}
        going = rf"(?<!\w)sẽ\s(?:{lists['between']}\s)*"
        whole = rf"(?<!\w)(?<!(?<!\w){lists['half_before']}\s)"
        whole_behind = rf"(?!\w)(?!\s{lists['half_behind']}(?!\w))"
        attained = rf"{whole}{lists['attained']}{whole_behind}"
        completed = rf"{whole}{lists['completed']}{whole_behind}"
        clause = rf"(?:(?!{attained}|{completed})[^,;:.]|[.,](?=\d))*$"
        rest = rf"(?!\w)(?!\s{lists['not_verb']}(?!\w)){clause}"
        self._verbs: tuple[tuple[Modality, regex.Pattern[str]], ...] = (
            ("target", compile_regex(rf"{going}{lists['intended']}{rest}", regex.I)),
            ("forecast", compile_regex(rf"{going}{lists['happening']}{rest}", regex.I)),
        )
        listed = rf"(?:(?!{attained}).)*$"
        done = rf"{lists['fulfilled']}\s(?:(?:các|những|tất cả các|\d+)\s)?(?:{lists['plan']}\s)?"
        plan = rf"(?<!{done}){lists['plan']}"
        self._plan = compile_regex(rf"(?<!\w){plan}[^.:;]{{0,70}}:\s{listed}", regex.I | regex.S)
        self._resolved = compile_regex(
            rf"(?<!\w){lists['resolving']}[^.:;,]{{0,40}}\sthông qua\s{lists['resolved']}(?!\w)"
            rf"{listed}",
            regex.I,
        )

    def of(self, document: Document, figure: Figure, date: FactDate | None) -> Modality | None:
        """Return the modality of a figure that is to come, or None.

        Args:
            document: The document.
            figure: The figure.
            date: When it holds: what is over is not to come.
        """
        if date and date.end and document.day and date.end < document.day.isoformat():
            return None
        text, start, end = document.view.text, figure.sentence.start, figure.value.start
        if "sẽ" in text[max(start, end - _CLAUSE) : end]:
            for modality, pattern in self._verbs:
                if pattern.search(text[max(start, end - _CLAUSE) : end]):
                    return modality
        before = text[max(start, end - _REACH) : end]
        return "target" if self._plan.search(before) or self._resolved.search(before) else None
