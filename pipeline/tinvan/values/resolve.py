"""Resolving time expressions against the article's own day."""

import datetime as dt
from collections.abc import Iterator

from tinvan.document import DateMention, Document, Sentence
from tinvan.ruleset import load_word_lists
from tinvan.values.back_references import reference_day, resolve_back
from tinvan.values.calendar import Days, resolve_time
from tinvan.values.model import Value
from tinvan.values.own_day import OwnDay, find_own_day, year_hint
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
        hint = year_hint(document) if own.today is None else None
        values = [value for value in document.values if value.kind == "date"]
        sentences = iter(document.sentences)
        sentence = next(sentences, None)
        before: list[DateMention] = []
        for value in values:
            while sentence is not None and sentence.end <= value.start:
                sentence = next(sentences, None)
            if sentence is None:
                return
            days = self._days(document, value, sentence, own.today, hint, before)
            if days is None:
                continue
            mention = DateMention(
                start=value.start, end=value.end, first=days[0], last=days[1], value=value
            )
            before.append(mention)
            yield mention

    def _days(
        self,
        document: Document,
        value: Value,
        sentence: Sentence,
        today: dt.date | None,
        hint: int | None,
        before: list[DateMention],
    ) -> Days | None:
        """Resolve one expression, by those before it where it points back to them."""
        time = value.time
        if time is None:
            return None
        if time.same:
            return resolve_back(value, today, before)
        bounds = (sentence.start, sentence.end)
        lean = self._tense.at(document.view.text, value.start, value.end, bounds)
        day = reference_day(time, sentence.start, before) or today
        return resolve_time(time, day, hint, lean)
