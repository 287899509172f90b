"""Modality: whether a figure is so, aimed at, foreseen or denied."""

import functools
from collections.abc import Mapping, Sequence
from typing import Self

import regex

from tinvan.compiled import compile_regex
from tinvan.document import Document, Sentence, within
from tinvan.facts import FactDate, Modality
from tinvan.ruleset import Guarded, alternation, load_word_lists
from tinvan.spans import Bounded

_KINDS: tuple[Modality, ...] = ("denied", "target", "forecast")
_BEHIND = 60  # characters behind a figure in which it may be denied
_YEAR = compile_regex(r"(?:^|năm\s+)\d{4}$", regex.I)
_REACH = 220  # characters before a figure in which a cue works


class ModalityReader:
    """Reads modality from cues before a figure, and from a date that is still to come.

    Args:
        words: The lists of `rules/lexicons/modality.toml`.
    """

    @classmethod
    @functools.cache
    def load(cls) -> Self:
        """Return a reader with the installed word lists, the same at every call."""
        return cls(load_word_lists("lexicons/modality"))

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        barrier = alternation(words["barrier"])
        not_after = alternation(words["not_after"])
        self._barrier = compile_regex(barrier, regex.I)
        self._cancelled = compile_regex(rf"{not_after}\s*$", regex.I)
        self._near = Guarded.of_words(
            words["forecast_near"],
            rf"(?P<cue>{alternation(words['forecast_near'])})[^,;:]*$",
        )
        self._planned = Guarded.of_words(
            words["target_near"],
            rf"(?P<cue>{alternation(words['target_near'])})"
            r"(?:\s(?:khoảng|ít nhất|trên|từ|tới|đạt))?\s*$",
        )
        self._denied_behind = compile_regex(
            rf"[^;:.]{{0,{_BEHIND}}}?(?P<cue>{alternation(words['denied_behind'])})", regex.I
        )
        self._plan = Guarded.of_words(
            words["plan"],
            rf"(?:^|[.,;:]\s)\W*(?P<cue>{alternation(words['plan'])})"
            rf"(?:(?!{alternation(words['attained'])})[^,;:])*$",
        )
        self._due = compile_regex(rf"{alternation(words['due'])}\s+$", regex.I)
        self._estimate = compile_regex(alternation(words["estimate"]), regex.I)
        self._cues: tuple[tuple[Modality, Guarded], ...] = tuple(
            (kind, Guarded.of_words(words[kind])) for kind in _KINDS
        )

    def read(
        self,
        document: Document,
        sentence: Sentence,
        anchor: Bounded,
        bracket: Bounded | None,
        date: FactDate | None,
    ) -> Modality:
        """Return the modality of a figure.

        Args:
            document: The document.
            sentence: The figure's sentence.
            anchor: The figure.
            bracket: The brackets around it, out of which no cue reaches it.
            date: When it holds.
        """
        before = self._before(document, sentence, anchor, bracket)
        cues = self._all_cues(document, sentence, anchor, before)
        future = self._is_future(document, date)
        for kind in ("denied", "target"):
            if kind in cues:
                return kind
        if future and "forecast" not in cues and self._is_due(document, sentence, date):
            return "forecast" if self._estimate.search(before) else "target"
        if future or ("forecast" in cues and not self._is_past(document, date)):
            return "forecast"
        return "actual"

    def cues(
        self, document: Document, sentence: Sentence, anchor: Bounded, bracket: Bounded | None
    ) -> dict[Modality, str]:
        """Return the words that may make a figure more than actual, by what they make it.

        Args:
            document: The document.
            sentence: The figure's sentence.
            anchor: The figure.
            bracket: The brackets around it, out of which no cue reaches it.
        """
        before = self._before(document, sentence, anchor, bracket)
        return self._all_cues(document, sentence, anchor, before)

    def _before(
        self, document: Document, sentence: Sentence, anchor: Bounded, bracket: Bounded | None
    ) -> str:
        """Return what stands before a figure, as far as its cues reach it."""
        first = max(bracket.start if bracket else sentence.start, anchor.start - _REACH)
        before = document.view.text[first : anchor.start]
        found = list(self._barrier.finditer(before))
        return before[found[-1].end() :] if found else before

    def _all_cues(
        self, document: Document, sentence: Sentence, anchor: Bounded, before: str
    ) -> dict[Modality, str]:
        """Return the cues before a figure and behind it."""
        cues = self._cues_in(before)
        if ";" in before and "denied" not in self._cues_in(before[before.rfind(";") :]):
            cues.pop("denied", None)
        if behind := self._denied_behind.match(document.view.text, anchor.end, sentence.end):
            cues["denied"] = behind["cue"]
        return cues

    def _cues_in(self, before: str) -> dict[Modality, str]:
        """Return the cues that work on what follows a text, by kind."""
        cues: dict[Modality, str] = {
            kind: found.group()
            for kind, pattern in self._cues
            for found in pattern.finditer(before)
            if not self._cancelled.search(before, 0, found.start())
        }
        if near := self._near.search(before):
            cues["forecast"] = near["cue"]
        planned = self._planned.search(before)
        if planned and not self._cancelled.search(before, 0, planned.start()):
            cues["target"] = planned["cue"]
        if plan := self._plan.search(before):
            cues["target"] = plan["cue"]
        return cues

    def _is_due(self, document: Document, sentence: Sentence, date: FactDate | None) -> bool:
        """Tell whether the sentence states a year by which something is to be: "đến năm 2025"."""
        if date is None or date.basis != "stated" or not _YEAR.search(date.text or ""):
            return False
        stated = [d for d in within(document.dates, sentence) if document.text_of(d) == date.text]
        return any(self._due.search(document.view.text, sentence.start, d.start) for d in stated)

    def _is_past(self, document: Document, date: FactDate | None) -> bool:
        """Tell whether a date that the sentence states was over on the article's own day."""
        if date is None or date.basis != "stated":
            return False
        return document.day is None or bool(date.end and date.end < document.day.isoformat())

    def _is_future(self, document: Document, date: FactDate | None) -> bool:
        """Tell whether a date starts behind the article's own day."""
        return bool(date and date.start and document.day and date.start > document.day.isoformat())
