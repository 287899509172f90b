"""Finding values in a text, and in the content of a document."""

import functools
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

import msgspec
import regex

from tinvan.document import Document
from tinvan.ruleset import load_lexicon, load_word_lists
from tinvan.values.amounts import AmountReader
from tinvan.values.build import Made, Numbers
from tinvan.values.comparators import Comparators, ComparatorWord
from tinvan.values.date_frames import DateFrames
from tinvan.values.dates import DateBuilder
from tinvan.values.digits import decimal_sign
from tinvan.values.figures import Figures
from tinvan.values.grammar import Grammar, Match
from tinvan.values.model import Value
from tinvan.values.number_words import NumberWord
from tinvan.values.place_words import place_words
from tinvan.values.ranked_lists import RankedLists
from tinvan.values.ranks import RankBuilder, RankRows
from tinvan.values.rule_text import RuleText
from tinvan.values.signs import (
    build_clock,
    build_code,
    build_document,
    build_half,
    build_multiple,
    build_ordinal,
)
from tinvan.values.spelled import SpelledNumbers
from tinvan.values.time_words import TimeWords
from tinvan.values.units import Units

Bounds = tuple[int, int]
BoundsAt = Callable[[int], Bounds | None]
_BOUNDED = frozenset(
    {"percentage", "number", "fraction", "money", "quantity", "duration", "multiple", "time"}
)
_DATE_FILES = ("recurring", "days", "months", "spans", "years", "holidays")
_MILLION = 10**6
_NEAR = 40  # characters between a sum and the next, whose currency may be left out
_COMPARED = regex.compile(r"(?<!\w)hơn\s\Z")  # "cao hơn gấp 3 lần" bounds nothing
_LINE_END = regex.compile(r"[\n\r\v\f\x85\u2028\u2029]")


class Build(Protocol):
    """Makes a value of a match."""

    def __call__(self, match: Match, numbers: Numbers) -> Made | None:
        """Return the value, or None where the match means none after all."""


class ValueReader:
    """Reads the values of a text in one pass from left to right.

    At each word, sign or run of digits the rules are tried file by file: first the numbers that
    count nothing, then ranks and times; what none of them reads may be an amount.
    """

    def __init__(self) -> None:
        numbers = load_lexicon("lexicons/spelled_numbers", NumberWord)
        comparators = load_lexicon("lexicons/comparators", ComparatorWord)
        spelled, times, units = SpelledNumbers(numbers), TimeWords(), Units()
        words = {
            **times.lists, **load_word_lists("values/words"), "number_word": sorted(spelled.parts),
            "rank_word": tuple(place_words()),
        }  # fmt: skip
        self._figures = Figures(spelled, words)
        self._amounts = AmountReader(spelled, units)
        self._comparators = Comparators(comparators, words)
        self._lists = RankedLists(words)
        self._rows = RankRows(words)
        self._frames = DateFrames(words)
        self._builders = _builders(RankBuilder(words), DateBuilder(times))
        self._grammar = Grammar(*self._builders, words=words, others=spelled.words | {"nửa"})

    def read(self, text: RuleText, bounds_at: BoundsAt) -> list[Value]:
        """Return the values of a text, in order of start, their `text` as rules see it.

        Args:
            text: The text.
            bounds_at: Returns the bounds of the sentence at an offset, or None where values do
                not count.
        """
        numbers = Numbers(self._figures, text.habit)
        builders = self._builders

        def build(match: Match) -> Made | None:
            return builders[match.file](match, numbers)

        found = self._grammar.read(text, build, self._amounts.read)
        listed = self._lists.read(text)
        values: list[Value] = []
        for bounds, made in itertools.groupby(
            _placed(found, listed, bounds_at), key=lambda pair: pair[0]
        ):
            values += self._sentence(text, bounds, [one for _, one in made], numbers)
        return values

    def _sentence(
        self, text: RuleText, bounds: Bounds, made: list[Made], numbers: Numbers
    ) -> Iterator[Value]:
        """Yield the values of a sentence, once ranks and dates that belong together are joined."""
        ranks = [one for one in made if one.kind == "rank"]
        if ranks:
            made = _merged(made, ranks, self._rows.complete(text, ranks, bounds[1], numbers))
        made = _paid(text, made)
        dates = [one for one in made if one.kind == "date"]
        if dates:
            made = _merged(made, dates, self._frames.join(text, dates, bounds))
        for one in made:
            if one.kind in _BOUNDED:
                start = one.fields.pop("bounded_at", one.start)
                bounding = self._comparators.around(text.small, start, one.end)
                if (
                    bounding.comparator == "="
                    and start != one.start
                    and not _COMPARED.search(text.small, max(0, one.start - 6), one.start)
                ):
                    bounding = self._comparators.around(text.small, one.start, one.end)
                if "comparator" not in one.fields:
                    one.fields["comparator"] = bounding.comparator
                one.fields["comparator_start"] = bounding.start
            yield Value(
                kind=one.kind,
                start=one.start,
                end=one.end,
                text=text.text[one.start : one.end],
                rule=one.rule,
                **one.fields,
            )


class ValueRecogniser:
    """Finds the values in the sentences of the content."""

    def __init__(self) -> None:
        self._reader = value_reader()

    def __call__(self, document: Document) -> Document:
        """Return the document with `values`, in order of start."""

        def bounds_at(offset: int) -> Bounds | None:
            sentence = document.sentence_at(offset)
            return None if sentence is None else (sentence.start, sentence.end)

        view = document.view.text
        # a sentence may run over a line end; elsewhere nothing is read across one
        text = _LINE_END.sub(lambda end: " " if bounds_at(end.start()) else ";", view)
        values = self._reader.read(RuleText(text, decimal_sign(view), view), bounds_at)
        if text is not view:
            values = [_as_written(value, view) for value in values]
        return document.replace(values=tuple(values))


@functools.cache
def value_reader() -> ValueReader:
    """Return the reader of the installed rules, the same at every call."""
    return ValueReader()


def _paid(text: RuleText, made: list[Made]) -> list[Made]:
    """Return values in which millions behind a sum of money are money: từ 5 tỷ đồng lên 8 tỷ."""
    last: Made | None = None
    for index, one in enumerate(made):
        if one.kind == "money":
            last = one
        elif last and one.kind == "number" and one.fields.get("value", 0) >= _MILLION:
            between = text.small[last.end : one.start]
            has_scale = not text.small[one.start : one.end].replace(".", "").isdecimal()
            if has_scale and len(between) <= _NEAR and not any(c in ".;:()" for c in between):
                fields = {**one.fields, "currency": last.fields["currency"]}
                last = made[index] = one._replace(kind="money", rule="money.carried", fields=fields)
    return made


def _as_written(value: Value, view: str) -> Value:
    """Return a value with its characters of the view, line ends in it as they are."""
    text = view[value.start : value.end]
    return value if value.text == text else msgspec.structs.replace(value, text=text)


def _builders(rank: RankBuilder, date: DateBuilder) -> Mapping[str, Build]:
    """Return what makes values of the matches of each rule file, in the order of their files."""
    return {
        "documents": build_document, "codes": build_code, "clocks": build_clock, "ranks": rank,
        "labels": build_code, **dict.fromkeys(_DATE_FILES, date), "multiples": build_multiple,
        "halves": build_half, "ordinals": build_ordinal,
    }  # fmt: skip


def _placed(
    found: Iterator[Made], listed: Sequence[Made], bounds_at: BoundsAt
) -> Iterator[tuple[Bounds, Made]]:
    """Yield what is found with its sentence; the rank of a list wins over what else is there."""
    taken = {one.start for one in listed}
    others = (one for one in found if one.start not in taken)
    for one in sorted([*others, *listed], key=lambda made: made.start) if listed else others:
        bounds = bounds_at(one.start)
        if bounds is not None and one.end <= bounds[1]:
            yield bounds, one


def _merged(made: Sequence[Made], old: Sequence[Made], new: Sequence[Made]) -> list[Made]:
    """Return what was made with some of it replaced, and without what the new covers."""
    replaced = {one.start for one in old}
    kept = [
        one
        for one in made
        if one.start not in replaced
        and not any(n.start < one.end and one.start < n.end for n in new)
    ]
    return sorted([*kept, *new], key=lambda one: one.start)
