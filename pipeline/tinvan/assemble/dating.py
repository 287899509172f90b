"""Dating: which time expression governs a figure, inside its sentence and across sentences."""

import bisect
import datetime as dt
import functools
from collections.abc import Mapping, Sequence
from typing import Literal, Self

import regex

from tinvan.assemble.windows import Stretch
from tinvan.compiled import compile_regex
from tinvan.document import DateMention, Document, Sentence, within
from tinvan.facts import FactDate
from tinvan.once import once
from tinvan.ruleset import alternation, load_word_lists
from tinvan.spans import Bounded

_CARRY = 3  # sentences back from which a date may be carried
_BEFORE = 50  # characters before a time expression that tell whether it is compared with
_HEAD = 3  # sentences of title and lead
_EDITION = 40  # sentences back in which the edition of a list may be named
_LINES = 6  # sentences: a shorter text has no paragraphs to tell apart
_PERIOD = 27  # days: the edition of a ranking is a month at least
_BRACKETED = "year.bracketed"
_CONTEST = "year.contest"
_SAME_PERIOD = regex.compile("cùng kỳ", regex.I)
_VISION = regex.compile(r"\d{4}[,\s]{1,2}(?:với )?tầm nhìn(?: (?:đến|tới))?\s*$", regex.I)
_FIGURES = ("percentage", "rank", "number", "fraction", "money", "quantity", "duration")


class Dating:
    """Finds the date of a figure.

    Args:
        words: The lists of `rules/lexicons/dating_words.toml`.
    """

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        filler = alternation(words["compared_filler"])
        compared, other = alternation(words["compared"]), [*words["planned"], *words["record"]]
        self._compared = compile_regex(
            rf"(?:(?<!\w)so với(?:\s+\w+){{0,5}}|{compared}(?:\s+{filler}){{0,4}}"
            rf"|{alternation(other)})\s*$",
            regex.I,
        )
        self._claimed = compile_regex(alternation(words["claimed"]), regex.I)
        title = rf"(?:\s(?!{alternation(words['law_over'])})[\p{{L}},]+){{0,10}}(?:\s\([^()]*\))?"
        self._named = compile_regex(
            rf"(?:(?i:{alternation(words['born'])})|{alternation(words['law'])}{title})\s*$"
        )
        self._delivery = compile_regex(
            rf"(?<!\w)(?<!(?:được|bàn|chuyển|xe|đã|sẽ)\s){alternation(words['delivery'])}\s*$",
            regex.I,
        )
        self._attached = compile_regex(rf"\s*{alternation(words['attached'])}?\s*$", regex.I)
        self._linked = compile_regex(rf"\W*{alternation(words['linked'])}", regex.I)

    @classmethod
    @functools.cache
    def load(cls) -> Self:
        """Return a `Dating` with the installed word lists, the same at every call."""
        return cls(load_word_lists("lexicons/dating_words"))

    def for_figure(
        self, document: Document, sentence: Sentence, anchor: Bounded, bracket: Bounded | None
    ) -> FactDate | None:
        """Return when a figure holds: by its own sentence, one before, or the article's day.

        Args:
            document: The document, with `dates` resolved.
            sentence: The figure's sentence.
            anchor: The figure.
            bracket: The brackets around it, if any.
        """
        found = self._in_sentence(document, sentence, anchor, bracket)
        if found is not None:
            return dated(document, found, "stated")
        if _says_now(document, sentence.start, sentence.end):
            return own_day(document)
        return self._carried(document, sentence) or self._of_report(document, sentence)

    @once
    def _of_report(self, document: Document, sentence: Sentence) -> FactDate | None:
        """Return the period that title or lead report on, else the article's own day."""
        for opening in document.sentences[:_HEAD]:
            if opening.start >= sentence.start or opening.label not in ("title", "lead"):
                break
            for date in self.governing(document, opening):
                past = document.day is None or (date.last or "9") <= document.day.isoformat()
                if days_of(date) > _PERIOD and past and date.value.time is not None:
                    return dated(document, date, "context")
        return own_day(document)

    def for_edition(
        self, document: Document, sentence: Sentence, names: regex.Pattern[str]
    ) -> FactDate | None:
        """Return the period of the list that a rank stands in, where the rank has no date.

        Args:
            document: The document.
            sentence: The sentence of the rank.
            names: Finds sentences that speak of a list.
        """
        index = bisect.bisect_right(document.sentences, sentence.start, key=lambda s: s.start)
        periods = [
            date
            for earlier in document.sentences[max(0, index - _EDITION) : index]
            if names.search(document.text_of(earlier))
            for date in self.governing(document, earlier)
            if days_of(date) > _PERIOD
        ]
        periods += _editions(document, sentence)
        if not periods:
            return None
        period = max(periods, key=lambda d: (d.first or "", d.start))
        here = sentence.start <= period.start < sentence.end
        return dated(document, period, "stated" if here else "context")

    def _in_sentence(
        self, document: Document, sentence: Sentence, anchor: Bounded, bracket: Bounded | None
    ) -> DateMention | None:
        """Return the time expression of the sentence that governs a figure."""
        text = document.view.text
        if bracket:
            inside = self.governing(document, bracket)
            if inside:
                return _nearest(inside, anchor)
            for date in within(document.dates, sentence):
                if date.end <= bracket.start and not text[date.end : bracket.start].strip():
                    return date
        dates = [
            d
            for d in self.governing(document, sentence)
            if not _enclosed(text, sentence, d, anchor)
        ]
        for date in dates:
            if date.start >= anchor.end and self._attached.fullmatch(text, anchor.end, date.start):
                return date
        before = [d for d in dates if d.end <= anchor.start]
        before = [d for d in before if not self._of_start(document, d, anchor)]
        if before:
            return None if _says_now(document, before[-1].end, anchor.start) else before[-1]
        after = [d for d in dates if d.start >= anchor.end]
        if after:
            between = text[anchor.end : after[0].start]
            if not regex.search(r"[;:,]", between) and not self._claimed.search(between):
                return after[0]
        return None

    def _of_start(self, document: Document, date: DateMention, anchor: Bounded) -> bool:
        """Tell whether a date belongs to where a change started: "từ hạng 2 năm 2012 xuống …"."""
        text = document.view.text
        near = Stretch(max(0, date.start - _BEFORE), date.start)
        for figure in within(document.values, near):
            if figure.kind in _FIGURES and figure.start < anchor.start:
                attached = self._attached.fullmatch(text, figure.end, date.start)
                if attached and regex.search(
                    r"\btừ\b[^,;.]{0,20}$", text[max(0, figure.start - 30) : figure.start]
                ):
                    return True
        return False

    @once
    def governing(self, document: Document, part: Bounded) -> tuple[DateMention, ...]:
        """Return the time expressions that say when something holds, in order.

        What something is compared to does not.
        """
        return tuple(
            date
            for date in within(document.dates, part)
            if not (
                _is_now(date)
                or _SAME_PERIOD.match(date.value.text)
                or self.is_compared(document, date)
                or self.is_of_name(document, date)
            )
        )

    @once
    def is_of_name(self, document: Document, date: DateMention) -> bool:
        """Tell whether a time is part of a name: "SN 1985", "Luật Biển 1982", "V-League 2023"."""
        before = document.view.text[max(0, date.start - _BEFORE) : date.start]
        return (
            date.value.rule in (_BRACKETED, _CONTEST)
            or bool(self._named.search(before))
            or self.dates_nothing(document, date)
        )

    @once
    def dates_nothing(self, document: Document, date: DateMention) -> bool:
        """Tell whether nothing is dated by a time.

        That is the month in which goods are delivered ("dầu giao tháng 12"), and how far a plan
        with years of its own looks ("giai đoạn 2021-2025, tầm nhìn đến năm 2030").
        """
        time = date.value.time
        before = document.view.text[max(0, date.start - _BEFORE) : date.start]
        pattern = {"month": self._delivery, "year": _VISION}.get(time.grain if time else "")
        return pattern is not None and pattern.search(before) is not None

    @once
    def is_compared(self, document: Document, date: DateMention) -> bool:
        """Tell whether a time expression is what something is compared with."""
        before = document.view.text[max(0, date.start - _BEFORE) : date.start]
        return bool(self._compared.search(before))

    @once
    def _carried(self, document: Document, sentence: Sentence) -> FactDate | None:
        """Return the date of a sentence before that still governs."""
        index = bisect.bisect_left(document.sentences, sentence.start, key=lambda s: s.start)
        linked = bool(self._linked.match(document.text_of(sentence)))
        linked = linked or _is_one_sentence_a_line(document)
        for back in range(1, min(_CARRY, index) + 1):
            earlier = document.sentences[index - back]
            near = earlier.paragraph == sentence.paragraph or (
                linked and sentence.paragraph - earlier.paragraph <= back
            )
            if not near or earlier.label in ("title", "heading", "caption"):
                return None
            dates = self.governing(document, earlier)
            if dates:
                return dated(document, dates[-1], "context")
            if _says_now(document, earlier.start, earlier.end):
                return None
        return None


def _is_now(date: DateMention) -> bool:
    """Tell whether a time expression is the article's own day: "hiện nay"."""
    return date.value.time is not None and date.value.time.grain == "now"


def _editions(document: Document, sentence: Sentence) -> list[DateMention]:
    """Return the years of contests and lists that a sentence names, or else the title and lead."""
    for parts in ([sentence], document.sentences[:2]):
        named = (date for part in parts for date in within(document.dates, part))
        if found := [date for date in named if date.value.rule == _CONTEST]:
            return found
    return []


def _says_now(document: Document, start: int, end: int) -> bool:
    """Tell whether the text comes back to the article's own day between two offsets."""
    return any(_is_now(date) for date in within(document.dates, Stretch(start, end)))


def _is_one_sentence_a_line(document: Document) -> bool:
    """Tell whether line ends part sentences rather than paragraphs in this text."""
    sentences = document.sentences
    return len(sentences) > _LINES and sentences[-1].paragraph + 1 > 0.85 * len(sentences)


def own_day(document: Document) -> FactDate | None:
    """Return the article's own day as a date, or None where it is unknown."""
    if document.day is None:
        return None
    day = document.day.isoformat()
    return FactDate(start=day, end=day, text=None, basis=document.day_basis)


def stated(document: Document, date: DateMention) -> FactDate:
    """Turn a time expression into the date that a sentence states."""
    return dated(document, date, "stated")


def dated(document: Document, date: DateMention, basis: Literal["stated", "context"]) -> FactDate:
    """Turn a resolved time expression into a date."""
    return FactDate(start=date.first, end=date.last, text=document.text_of(date), basis=basis)


def days_of(date: DateMention) -> int:
    """Return the length of a closed interval in days; 0 where a bound is open."""
    if date.first is None or date.last is None:
        return 0
    return (dt.date.fromisoformat(date.last) - dt.date.fromisoformat(date.first)).days


def _nearest(dates: Sequence[DateMention], anchor: Bounded) -> DateMention:
    """Return the date nearest to a figure, the one before it where two are as near."""
    return min(dates, key=lambda d: max(d.start - anchor.end, anchor.start - d.end))


def _enclosed(text: str, sentence: Sentence, date: DateMention, anchor: Bounded) -> bool:
    """Tell whether a date stands in brackets that the figure is not in."""
    opened = text.rfind("(", sentence.start, date.start)
    closed = text.find(")", date.end, sentence.end)
    if opened < 0 or closed < 0 or ")" in text[opened : date.start]:
        return False
    return not (opened < anchor.start and anchor.end <= closed)
