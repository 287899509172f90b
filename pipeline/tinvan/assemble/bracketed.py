"""Percentages that stand alone in brackets: "A (65%), B (46%)", "giảm 1,58 điểm (0,28%)"."""

from collections.abc import Mapping, Sequence

import regex

from tinvan.assemble.phrases import Phrases
from tinvan.assemble.windows import Stretch, Window, Windows
from tinvan.compiled import compile_regex
from tinvan.document import Document, Sentence
from tinvan.facts import Measure
from tinvan.ruleset import alternation
from tinvan.ruleset.patterns import FIGURE_CODES, compile_text

_FILE = "lexicons/clause_words.toml"
_BRACKETED = compile_regex(r"\(\s*[^()]{0,12}%[^()]{0,4}\)")


class Bracketed:
    """Reads percentages alone in brackets, which say of what stands before the bracket.

    Args:
        words: The lists of `rules/lexicons/clause_words.toml`.
        windows: Masks what stands before the bracket.
        phrases: Trims what is found.
    """

    def __init__(
        self,
        words: Mapping[str, Sequence[str]],
        windows: Windows,
        phrases: Phrases,
    ) -> None:
        self._windows, self._phrases = windows, phrases
        self._changed = compile_text(
            r"^(?P<topic>.*?)(?<!\w)(?:(?P<increase>{increase})|(?P<decrease>{decrease}))"
            rf"(?:\s{{adverb}}){{0,3}}\s*[{FIGURE_CODES}]\U000f0000*+(?:\s*\p{{L}}+){{0,3}}\s*$",
            _FILE,
            "bracketed",
            words,
        )
        self._link = compile_regex(r"\s*(?:cao nhất|thấp nhất|lớn nhất)?\s*(?:ở|tại|của|là)\s")
        self._measure = compile_regex(
            rf"(?P<measure>{alternation(words['measure'])}(?:\s[^\W\d]+)*?)"
            rf"(?=\s{alternation(words['list_measure_end'])}|[,:;]|\s*\()",
            regex.I,
        )

    def change(
        self, document: Document, sentence: Sentence, window: Window
    ) -> tuple[Measure, Stretch] | None:
        """Return the change that a bracket repeats in per cent, and where its topic ends."""
        if window.bracket is None:
            return None
        outer = self._windows.before_bracket(document, sentence, window.bracket)
        found = self._changed.match(outer.text)
        if not found:
            return None
        measure: Measure = "increase" if found.group("increase") else "decrease"
        return measure, outer.stretch(0, found.end("topic"))

    def item(
        self, document: Document, sentence: Sentence, window: Window
    ) -> tuple[Stretch, Stretch] | None:
        """Return the measure of a list of bracketed figures, and the item before this bracket."""
        text = document.text_of(sentence)
        brackets = list(_BRACKETED.finditer(text))
        if window.bracket is None or len(brackets) < 2:
            return None
        start, at = sentence.start, window.bracket.start - sentence.start
        before = text[:at]
        begin = max(before.rfind(sign) for sign in (",", ";", ":", ")"))
        joined = [found.end() for found in regex.finditer(r"\s(?:và|là|như|gồm|ở|tại)\s", before)]
        begin = max([begin + 1, *(end for end in joined if end > begin)])
        item = self._phrases.trim(document, Stretch(start + begin, start + at))
        found = self._measure.search(text, 0, brackets[0].end())
        if not found:
            return Stretch(0, 0), item
        measure = Stretch(start + found.start("measure"), start + found.end("measure"))
        if item.start < measure.end < item.end:  # the first item: measure and owner together
            owner = self._link.match(document.text_of(item), measure.end - item.start)
            behind = item.start + owner.end() if owner else measure.end
            item = self._phrases.trim(document, Stretch(behind, item.end))
        return measure, item
