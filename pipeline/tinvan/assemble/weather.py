"""Weather bulletins: what their figures say is to come, without a word of the future."""

import functools
import itertools
from typing import Self

import regex

from tinvan.assemble.windows import Stretch
from tinvan.compiled import compile_regex
from tinvan.document import Document, Sentence
from tinvan.once import once
from tinvan.ruleset import alternation, load_word_lists

_SENTENCES = 3  # of an article that make it one


class Weather:
    """Tells the sentences of weather bulletins."""

    @classmethod
    @functools.cache
    def load(cls) -> Self:
        """Return one with the installed word lists, the same at every call."""
        return cls()

    def __init__(self) -> None:
        words = load_word_lists("lexicons/weather")
        self._bulletin = compile_regex(rf"(?<!\w){alternation(words['bulletin'])}(?!\w)", regex.I)
        self._unit = compile_regex(alternation(words["unit"]), regex.I)
        self._measure = compile_regex(rf"(?<!\w){alternation(words['measure'])}(?!\w)", regex.I)
        self._measured = compile_regex(rf"(?<!\w){alternation(words['measured'])}(?!\w)", regex.I)

    def is_foretold(self, document: Document, sentence: Sentence, unit: str) -> bool:
        """Tell whether a figure of a sentence foretells the weather.

        Several sentences of its article must have words of a bulletin, and itself none of what
        has been measured or done.

        Args:
            document: The document.
            sentence: The sentence.
            unit: What the figure is of, or is counted in.
        """
        if not (self._unit.fullmatch(unit) or self._measure.search(unit)):
            return False
        whole = Stretch(0, len(document.view.text))
        return self._tells(document, sentence) and self._is_bulletin(document, whole)

    @once
    def _is_bulletin(self, document: Document, whole: Stretch) -> bool:
        """Tell whether several sentences of a document foretell the weather."""
        told = (other for other in document.sentences if self._tells(document, other))
        return sum(1 for _ in itertools.islice(told, _SENTENCES)) == _SENTENCES

    @once
    def _tells(self, document: Document, sentence: Sentence) -> bool:
        """Tell whether a sentence has words of a bulletin, and none of what was."""
        text = document.text_of(sentence)
        return bool(self._bulletin.search(text)) and not self._measured.search(text)
