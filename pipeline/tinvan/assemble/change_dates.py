"""When a figure held from which a change started: "giảm từ 5% xuống 4%"."""

import bisect
import datetime as dt
import functools
from typing import Self

import regex

from tinvan.assemble.dating import Dating, dated
from tinvan.assemble.windows import Stretch
from tinvan.compiled import compile_regex
from tinvan.document import Document, Sentence, within
from tinvan.facts import FactDate
from tinvan.ruleset import alternation, load_word_lists
from tinvan.spans import Bounded


class ChangeDates:
    """Dates figures from which a change started.

    Args:
        dating: Tells which times are compared with.
        changes_to: Words between such a figure and the new one.
    """

    def __init__(self, dating: Dating, changes_to: tuple[str, ...]) -> None:
        self._dating = dating
        self._changes_to = compile_regex(
            rf"(?:[^.;,()]|\([^()]{{0,40}}\)){{0,40}}?(?<!\w){alternation(changes_to)}(?!\s+phố)",
            regex.I,
        )

    @classmethod
    @functools.cache
    def load(cls) -> Self:
        """Return one with the installed word lists, the same at every call."""
        return cls(Dating.load(), tuple(load_word_lists("lexicons/dating_words")["changes_to"]))

    def before(
        self, document: Document, sentence: Sentence, figure: Bounded, date: FactDate | None
    ) -> FactDate | None:
        """Return when a figure held from which a change started.

        That is all the time up to the day from which the new figure holds, where that is said;
        else the time behind the figure ("từ 3% năm 2019 lên …"), or the one compared with ("so với
        tháng trước") in this sentence or the one before, or all the time up to the day of the new
        figure. Where that holds for a month or a year, its date is left.

        Args:
            document: The document, with `dates` resolved.
            sentence: The sentence of the change.
            figure: The figure from which it started.
            date: When the new figure holds.
        """
        if date is not None and date.start is None:
            return date
        if date is not None and date.end is None:
            return _up_to(date)
        behind = self._changes_to.match(document.view.text, figure.end)
        own = [*within(document.dates, Stretch(figure.end, behind.end()))] if behind else []
        if own:
            return dated(document, own[0], "stated")
        if compared := self._compared(document, sentence):
            return compared
        if behind and date is not None and date.start == date.end:
            return _up_to(date)
        return date

    def _compared(self, document: Document, sentence: Sentence) -> FactDate | None:
        """Return the time that a sentence, or the one before, compares with."""
        index = bisect.bisect_left(document.sentences, sentence.start, key=lambda s: s.start)
        for near in document.sentences[max(0, index - 1) : index + 1][::-1]:
            for date in reversed([*within(document.dates, near)]):
                if self._dating.is_compared(document, date):
                    return dated(document, date, "stated" if near == sentence else "context")
        return None


def _up_to(date: FactDate) -> FactDate:
    """Return all the time before a date that has a first day."""
    eve = dt.date.fromisoformat(date.start or "") - dt.timedelta(days=1)
    basis = "context" if date.basis == "published" else date.basis
    return FactDate(start=None, end=eve.isoformat(), text=date.text, basis=basis)
