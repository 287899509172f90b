"""Figures that are only proposed: "đề xuất nâng từ 2 triệu đồng lên 5 triệu đồng"."""

import functools
from collections.abc import Mapping, Sequence
from typing import Self

import regex

from tinvan.compiled import compile_regex
from tinvan.document import Document
from tinvan.facts import FactDate, Modality, Money, Percentage, Quantity
from tinvan.models.figures import Figure
from tinvan.ruleset import Guarded, alternation, load_word_lists

_REACH = 160  # characters before a figure in which it is proposed
# what it changes to, behind the figure from which: từ 60% | năm ngoái lên 75%
_CHANGES = compile_regex(r"(?:[^.;,]|[.,](?=\d)){0,60}?\s(?:lên|xuống|còn|thành)\s(?!tới|đến)")


class Proposals:
    """Tells which figures of a proposal are targets, and which are so already.

    Args:
        words: The lists of `rules/lexicons/proposals.toml`.
    """

    @classmethod
    @functools.cache
    def load(cls) -> Self:
        """Return one with the installed word lists, the same at every call."""
        return cls(load_word_lists("lexicons/proposals"))

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        drafts = rf"(?!\s{alternation(words['no_proposal'])})"
        within = rf"(?:(?!{alternation(words['fact'])})[^,;:.“\"()]|[.,](?=\d))"
        self._proposed = Guarded.of_words(
            words["proposing"],
            rf"{alternation(words['proposing'])}{drafts}{within}{{0,90}}?"
            rf"\s{alternation(words['proposed'])}{within}{{0,70}}$",
        )
        self._pending = Guarded.of_words(
            words["approved"],
            rf"(?<!\w)nếu\s{within}{{0,80}}?{alternation(words['approved'])}"
            rf"(?:{within}|,){{0,90}}$",
        )
        self._to = Guarded.of_words(
            words["by_proposal"],
            rf"{alternation(words['by_proposal'])}{drafts}(?:{within}|,){{0,110}}$",
        )
        self._registered = Guarded.of_words(
            words["registered"], rf"{alternation(words['registered'])}(?:\s(?:khoảng|tối đa))?\s*$"
        )
        self._shares = compile_regex(alternation(words["shares"]), regex.I)

    def of(self, document: Document, figure: Figure, date: FactDate | None) -> Modality | None:
        """Return what a proposal makes of a figure, or None where nothing is proposed.

        Args:
            document: The document.
            figure: The figure.
            date: When it holds.
        """
        fact = figure.fact
        text = document.view.text
        if figure.rule == "from":
            changes = _CHANGES.match(text, figure.value.end, figure.sentence.end)
            return "actual" if changes and not _is_future(document, date) else None
        start = max(figure.sentence.start, figure.value.start - _REACH)
        before = text[start : figure.value.start]
        is_of_shares = isinstance(fact, Quantity) and self._shares.match(fact.unit or "")
        if is_of_shares and self._registered.search(before):
            return "target"
        changed = figure.rule == "to" or isinstance(fact, (Money, Percentage))
        if changed and self._proposed.search(before):
            return "target"
        if changed and self._pending.search(before):
            return "target" if figure.rule == "to" else "forecast"
        return "target" if figure.rule == "to" and self._to.search(before) else None


def _is_future(document: Document, date: FactDate | None) -> bool:
    """Tell whether a date starts behind the article's own day."""
    return bool(date and date.start and document.day and date.start > document.day.isoformat())
