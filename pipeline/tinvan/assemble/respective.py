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
_NAMED = ("agency", "person", "place")
_NUMBER = r"\s\d+(?![\d.,]*\s?%)(?!\w)"  # of an index: "Nikkei 225"
_NAME = regex.compile(rf"(?<!\w)\p{{Lu}}[\w.&/’'\-]*(?:\s\p{{Lu}}[\w.&/’'\-]*|{_NUMBER})*")
_NUMBERED = regex.compile(_NUMBER)
_COUNT = regex.compile(r"[IVX]+|\d+")
_AND = r",?\s(?:và|cùng)\s"
_JOINS = regex.compile(rf"{_AND}|,\s")
_MOST = 12  # figures of a list
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
        address, no_name, head = (alternation(words[n]) for n in ("address", "no_name", "head"))
        self._and = compile_regex(_AND, regex.I)
        self._listed = compile_regex(rf"(?:{_AND}|,\s)(?:{address}\s)?", regex.I)
        self._no_name = compile_regex(rf"{no_name}(?:\s|$)", regex.I)
        self._head = compile_regex(rf"{head}\s", regex.I)
        self._owner = compile_regex(
            r"\s(?:của|tại|ở|trong|với|(?:quý|tháng|năm)\s[\dIVX/]+)(?:\s.*)?$", regex.I
        )
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
        for run, slot, things in self._lists(document, Stretch(sentence.start, sentence.end)):
            for place, value in enumerate(run):
                if value.start <= figure.start < value.end:
                    return {slot: things[place]} if things else {}
        return {}

    @once
    def _lists(
        self, document: Document, sentence: Stretch
    ) -> list[tuple[Sequence[Value], str, list[str]]]:
        """Return the lists of figures of a sentence, each with the slot and what fills it."""
        runs = self._runs(document, sentence)
        return [(run, *self._shared(document, sentence, run)) for run in runs]

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
        return [run for run in runs if 1 < len(run) <= _MOST]

    def _shared(
        self, document: Document, sentence: Bounded, run: Sequence[Value]
    ) -> tuple[str, list[str]]:
        """Return the things that figures belong to, as many as they are, or none."""
        start = max(sentence.start, run[0].start - _BACK)
        before = document.view.text[start : run[0].start]
        each = self._each.search(before)
        listed = before[: each.start()] if each else before
        opened = max((found.end() for found in self._opens.finditer(listed)), default=0)
        part = Stretch(start + opened, start + len(listed))
        if names := self._names(document, part, len(run), near=each is None):
            return "subject", names
        if each is None:
            return "subject", []
        amounts = self._with_amounts(document, part, len(run))
        return "indicator", amounts or self._alone(document, part, len(run))

    def _names(self, document: Document, part: Stretch, count: int, *, near: bool) -> list[str]:
        """Return the names of the last list in a part, if they are as many.

        Args:
            document: The document.
            part: What stands before the figures.
            count: How many names there must be.
            near: Whether they must stand right before the figures, for no word tells that each
                has its own.
        """
        text = document.view.text
        spans = self._named(document, part)
        gaps = [text[one.end : other.start] for one, other in itertools.pairwise(spans)]
        joined = next((at for at in range(len(gaps), 0, -1) if self._joins(gaps[at - 1])), 0)
        if not joined or not self._and.match(gaps[joined - 1]):
            return []
        first = joined
        while first and self._joins(gaps[first - 1]):
            first -= 1
        behind = text[spans[joined].end : part.end]
        if joined - first + 1 != count or self._other.search(behind.strip(" ,")):
            return []
        if near and ("," in behind or behind.strip().count(" ") > _NEAR):
            return []
        return [text[span.start : span.end] for span in spans[first : joined + 1]]

    def _named(self, document: Document, part: Stretch) -> list[Stretch]:
        """Return the names in a part: those that were read, and capitals that are none of them."""
        text = document.view.text
        known = []
        for mention in document.mentions_in(part):
            if mention.kind in _NAMED and mention.end <= part.end:
                numbered = _NUMBERED.match(text, mention.end, part.end)
                known.append(Stretch(mention.start, numbered.end() if numbered else mention.end))
        for found in _NAME.finditer(text, part.start, part.end):
            opened = self._no_name.match(text, found.start(), found.end())
            start = opened.end() if opened else found.start()
            run = Stretch(start, found.end())
            if _COUNT.fullmatch(text, run.start, run.end):
                continue
            if start < run.end and not any(n.start < run.end and run.start < n.end for n in known):
                known.append(run)
        return sorted(known, key=lambda name: name.start)

    def _joins(self, gap: str) -> bool:
        """Tell whether what stands between two names makes a list of them."""
        return self._listed.fullmatch(gap) is not None

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

    def _alone(self, document: Document, part: Stretch, count: int) -> list[str]:
        """Return the things of "doanh thu và lãi của công ty lần lượt tăng"."""
        listed = document.view.text[part.start : part.end]
        listed = self._verbs_last.sub("", self._dated.sub("", listed)).strip(" ,")
        items = _JOINS.split(self._owner.sub("", listed))[-count:]
        if len(items) < count or any(_DIGIT.search(item) for item in items):
            return []
        things = [self._thing(item) for item in items]
        fits = all(thing and len(thing.split()) <= _LONGEST for thing in things)
        alike = all(t[:1].islower() and not t.startswith(_ORDINAL) for t in things[1:])
        names = [mention.text for mention in document.mentions_in(part)]
        named = any(name in thing for name in names for thing in things)
        return self._with_head(things) if fits and alike and not named else []

    def _with_head(self, things: Sequence[str]) -> list[str]:
        """Give the head noun of a list to those of one syllable: "tỷ lệ nam và | nữ"."""
        head = self._head.match(things[0])
        if head is None:
            return [*things]
        return [t if " " in t or at == 0 else f"{head.group()}{t}" for at, t in enumerate(things)]

    def _thing(self, text: str) -> str:
        """Return the noun phrase that a text ends in, behind its last verb."""
        text = self._verbs_last.sub("", text.rstrip(" ,(")).strip(" ,")
        behind = max((found.end() for found in self._verb.finditer(text)), default=0)
        phrase = text[behind:].rsplit(", ", 1)[-1]
        return self._owner.sub("", phrase).strip(" ,(")
