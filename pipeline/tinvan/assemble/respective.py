"""Respective figures: "doanh thu và lãi lần lượt tăng 5% và 3%" gives each thing its own figure.

What `coordination` proposes of a topic is for the models to choose from; what is found here stands
in a list as long as that of the figures, and no model chooses otherwise.
"""

import functools
import itertools
from collections.abc import Mapping, Sequence
from typing import Self

import regex

from tinvan.assemble.windows import Stretch
from tinvan.compiled import compile_regex
from tinvan.document import Document, within
from tinvan.once import once
from tinvan.ruleset import alternation, load_word_lists
from tinvan.spans import Bounded
from tinvan.values.model import Value

_KINDS = ("percentage", "rank")
_COUNTED = ("money", "quantity", "percentage", "number")
_NAME = r"\p{Lu}[\w.&/’'\-]*(?:\s(?:\p{Lu}[\w.&/’'\-]*|\d+))*"
_AND = r",?\s(?:và|cùng)\s"
_JOINS = regex.compile(rf"{_AND}|,\s")
_ORDINAL = "thứ "
_DIGIT = regex.compile(r"\d")
_LONGEST = 9  # words of a thing that is measured
_BEHIND = 5  # words between what is listed and the figures
_NEAR = 3  # blanks between names and figures where no word tells that each has its own
_BACK = 300  # characters before the figures in which the things stand


class Respective:
    """Shares things out among the figures of a list, in their order.

    Args:
        words: The lists of `rules/lexicons/respective_words.toml`.
    """

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        each, bound, opens, verb = (
            alternation(words[name]) for name in ("each", "bound", "opens", "verb")
        )
        self._between = compile_regex(
            rf"\s*(?:[,;]|,?\s?(?<!\w)và(?!\w))?(?:\s*(?<!\w){bound}(?!\w))*\s*", regex.I
        )
        self._each = compile_regex(
            rf"(?<!\w){each}(?!\w)(?:\s(?!và\s)(?-i:\p{{Ll}}+)){{0,{_BEHIND}}}\s*$", regex.I
        )
        self._opens = compile_regex(rf"[;:]\s|(?<!\w){opens}(?!\w),?", regex.I)
        self._verb = compile_regex(rf"(?<!\w){verb}(?!\w)\s*", regex.I)
        self._verbs_last = compile_regex(rf"(?:\s*(?<!\w){verb}(?!\w))+\s*$", regex.I)
        self._owner = compile_regex(r"\s(?:của|tại|ở|trong|với)\s.*$", regex.I)
        self._dated = compile_regex(r"^[^,]*\d[^,]*,\s")
        self._other = compile_regex(r"\d|(?<!\w)và(?!\w)", regex.I)
        self._next = compile_regex(r"[^,;]{0,12}?(?:,\s(?:còn\s)?|\svà\s)", regex.I)

    @classmethod
    @functools.cache
    def load(cls) -> Self:
        """Return one with the installed word lists, the same at every call."""
        return cls(load_word_lists("lexicons/respective_words"))

    def of(self, document: Document, sentence: Bounded, figure: Bounded) -> dict[str, str]:
        """Return what a figure is of, where a list before its own tells it by its place.

        Args:
            document: The document.
            sentence: The sentence of the figure.
            figure: The figure, one of `document.values`.

        Returns:
            The measure or the owner that stands at its place; nothing where no list is as long.
        """
        for run in self._runs(document, Stretch(sentence.start, sentence.end)):
            for place, value in enumerate(run):
                if value.start <= figure.start < value.end:
                    slot, things = self._shared(document, sentence, run)
                    return {slot: things[place]} if things else {}
        return {}

    @once
    def _runs(self, document: Document, sentence: Stretch) -> list[list[Value]]:
        """Return the figures of one kind that "," or "và" join, two or more in a row."""
        runs: list[list[Value]] = []
        last: Value | None = None
        for value in within(document.values, sentence):
            if value.kind not in _KINDS:
                continue
            joined = last is not None and last.kind == value.kind and self._between.fullmatch(
                document.view.text, last.end, value.start
            )  # fmt: skip
            if joined:
                runs[-1].append(value)
            else:
                runs.append([value])
            last = value
        return [run for run in runs if len(run) > 1]

    def _shared(
        self, document: Document, sentence: Bounded, run: Sequence[Value]
    ) -> tuple[str, list[str]]:
        """Return the things that figures belong to, as many as they are, or none."""
        start = max(sentence.start, run[0].start - _BACK)
        before = document.view.text[start : run[0].start]
        each = self._each.search(before)
        listed = before[: each.start()] if each else before
        opened = max((found.end() for found in self._opens.finditer(listed)), default=0)
        if names := self._names(listed[opened:], len(run), near=each is None):
            return "subject", names
        if each is None:
            return "subject", []
        part = Stretch(start + opened, start + len(listed))
        amounts = self._with_amounts(document, part, len(run))
        return "indicator", amounts or self._alone(listed[opened:], len(run))

    def _names(self, part: str, count: int, *, near: bool) -> list[str]:
        """Return the names of the last list in a part, if they are as many.

        Args:
            part: What stands before the figures.
            count: How many names there must be.
            near: Whether they must stand right before the figures, for no word tells that each
                has its own.
        """
        found = [*_listed(count).finditer(part)]
        if not found:
            return []
        behind = part[found[-1].end() :].strip(" ,")
        if self._other.search(behind) or (near and ("," in behind or behind.count(" ") > _NEAR)):
            return []
        return _JOINS.split(found[-1].group())

    def _with_amounts(self, document: Document, part: Stretch, count: int) -> list[str]:
        """Return the things of "doanh thu 5 tỷ đồng và lãi 2 tỷ đồng, lần lượt tăng"."""
        values = [v for v in within(document.values, part) if v.kind in _COUNTED][-count:]
        text = document.view.text
        if len(values) < count or len(text[values[-1].end : part.end].split()) > _BEHIND:
            return []
        things = [self._thing(text[part.start : values[0].start])]
        for before, value in itertools.pairwise(values):
            gap = text[before.end : value.start]
            joined = self._next.match(gap)
            if joined is None:
                return []
            things.append(self._thing(gap[joined.end() :]))
        return things if all(things) else []

    def _alone(self, part: str, count: int) -> list[str]:
        """Return the things of "doanh thu và lãi của công ty lần lượt tăng"."""
        part = self._verbs_last.sub("", self._dated.sub("", part)).strip(" ,")
        items = _JOINS.split(part)[-count:]
        if len(items) < count or any(_DIGIT.search(item) for item in items):
            return []
        things = [*(self._thing(item) for item in items[:-1]), self._owner.sub("", items[-1])]
        fits = all(thing and len(thing.split()) <= _LONGEST for thing in things)
        alike = all(t[:1].islower() and not t.startswith(_ORDINAL) for t in things[1:])
        return things if fits and alike else []

    def _thing(self, text: str) -> str:
        """Return the noun phrase that a text ends in, behind its last verb."""
        text = self._verbs_last.sub("", text.rstrip(" ,(")).strip(" ,")
        behind = max((found.end() for found in self._verb.finditer(text)), default=0)
        phrase = text[behind:].rsplit(", ", 1)[-1]
        return self._owner.sub("", phrase).strip(" ,(")


@functools.cache
def _listed(count: int) -> regex.Pattern[str]:
    """Return the pattern of a list of so many names: "A, B và C", no longer one."""
    inner = rf"(?:,\s{_NAME}){{{count - 2}}}"
    return regex.compile(rf"(?<!\p{{Lu}}[\w.&/’'\-]*,\s)(?<!\w){_NAME}{inner}{_AND}{_NAME}(?!\w)")
