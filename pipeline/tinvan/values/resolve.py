"""Resolving time expressions against the article's own day."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from tinvan.document import DateMention, Document, Sentence
from tinvan.ruleset import load_word_lists
from tinvan.values.back_references import reference_day, resolve_back
from tinvan.values.calendar import Days, resolve_time
from tinvan.values.model import Value
from tinvan.values.own_day import OwnDay, find_own_day, title_year
from tinvan.values.tense import Tense


class DateResolver:
    """Finds the article's own day and resolves its time expressions."""

    def __init__(self) -> None:
        words = load_word_lists("values/words")
        self._tense = Tense(words["future"], words["past"])

    def __call__(self, document: Document) -> Document:
        """Return the document with `day`, `day_basis` and `dates`."""
        own = find_own_day(document)
        dates = tuple(self._resolve(document, own))
        return document.replace(day=own.day, day_basis=own.basis, dates=dates)

    def _resolve(self, document: Document, own: OwnDay) -> Iterator[DateMention]:
        """Yield the time expressions that name days, in order."""
        in_title = title_year(document)
        context = _Context(own.today, in_title, [])
        sentences = iter(document.sentences)
        sentence = next(sentences, None)
        for value in (v for v in document.values if v.time is not None):
            while sentence is not None and sentence.end <= value.start:
                sentence = next(sentences, None)
            if sentence is None:
                return
            days = self._days(document, value, sentence, context)
            if in_title is None and value.time and value.time.year:
                context = context._replace(year=value.time.year)
            if days is not None:
                mention = DateMention(
                    start=value.start, end=value.end, first=days[0], last=days[1], value=value
                )
                context.before.append(mention)
                yield mention

    def _days(
        self, document: Document, value: Value, sentence: Sentence, context: "_Context"
    ) -> Days | None:
        """Resolve one expression, by those before it where it points back to them."""
        time = value.time
        if time is None:
            return None
        if time.same:
            return resolve_back(value, context.today, context.before)
        if day := reference_day(time, sentence.start, value.start, context.before):
            return resolve_time(time, day, context.year, "even")
        bounds = (sentence.start, sentence.end)
        lean = self._tense.at(document.view.text, value.start, value.end, bounds)
        return resolve_time(time, context.today, context.year, lean)


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
