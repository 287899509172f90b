"""Resolving time expressions against the article's own day."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import regex

from tinvan.document import DateMention, Document
from tinvan.ruleset import alternation, load_word_lists
from tinvan.values.back_references import reference_day, resolve_back
from tinvan.values.calendar import Days, resolve_time
from tinvan.values.model import TimeExpression, Value
from tinvan.values.own_day import FIRST_PAGES, OwnDay, find_own_day, title_year
from tinvan.values.tense import Tense

_NEAR = 16  # characters in front in which words of comparison stand
BoundsAt = Callable[[int], tuple[int, int] | None]


class DateResolver:
    """Finds the article's own day and resolves its time expressions."""

    def __init__(self) -> None:
        words = load_word_lists("values/words")
        self._tense = Tense(words["future"], words["past"])
        # "so với cuối năm 2016 và cùng kỳ năm trước" does not point back to 2016
        compared = alternation(words["compared_before"])
        self._compared = regex.compile(rf"{compared}\s\Z", regex.IGNORECASE)

    def __call__(self, document: Document) -> Document:
        """Return the document with `day`, `day_basis` and `dates`."""
        own: OwnDay = find_own_day(document)

        def bounds_at(offset: int) -> tuple[int, int] | None:
            sentence = document.sentence_at(offset)
            return None if sentence is None else (sentence.start, sentence.end)

        dates = self.resolve(
            document.view.text, document.values, bounds_at, own.today, title_year(document)
        )
        return document.replace(day=own.day, day_basis=own.basis, dates=tuple(dates))

    def resolve(
        self,
        text: str,
        values: Sequence[Value],
        bounds_at: BoundsAt,
        today: dt.date | None,
        year: int | None = None,
        *,
        carry_years: bool = True,
    ) -> Iterator[DateMention]:
        """Yield the time expressions that name days, in order.

        Args:
            text: The view.
            values: Its values, in order.
            bounds_at: Returns the bounds of the sentence at an offset.
            today: The day that "hôm nay" means.
            year: The year that fills a date where that is unknown.
            carry_years: Whether the year named last does where there is none.
        """
        context = _Context(today, year, [])
        for value in values:
            if value.time is None or (bounds := bounds_at(value.start)) is None:
                continue
            days = self._days(text, value, bounds, context)
            if carry_years and year is None and _may_lend_year(value.time):
                context = context._replace(year=value.time.year)
            if days is not None:
                mention = DateMention(
                    start=value.start, end=value.end, first=days[0], last=days[1], value=value
                )
                if not self._compared.search(text, max(0, value.start - _NEAR), value.start):
                    context.before.append(mention)
                yield mention

    def _days(
        self, text: str, value: Value, bounds: tuple[int, int], context: "_Context"
    ) -> Days | None:
        """Resolve one expression, by those before it where it points back to them."""
        time = value.time
        if time is None:
            return None
        if time.same:
            return resolve_back(value, context.today, context.before)
        if day := reference_day(time, bounds[0], value.start, context.before):
            return resolve_time(time, day, context.year, "even")
        lean = self._tense.at(text, value.start, value.end, bounds)
        return resolve_time(time, context.today, context.year, lean)


def _may_lend_year(time: TimeExpression) -> bool:
    """Tell whether the year of an expression may be that of what is told behind it.

    A year that something is told since is not, nor one before there were news pages.
    """
    return time.year is not None and time.year >= FIRST_PAGES and time.bound == "in"


class _Context(NamedTuple):
    """What an expression is resolved against.

    Attributes:
        today: The day that "hôm nay" means.
        year: The year that fills a date where that is unknown: the title's, else the one that
            was named last.
        before: The dates resolved so far.
    """

    today: dt.date | None
    year: int | None
    before: list[DateMention]
