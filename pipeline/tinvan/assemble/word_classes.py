"""Word classes: whether a word is a noun or a verb, asked for only where word lists do not tell."""

import functools
from collections.abc import Callable
from typing import NamedTuple

from tinvan.document import Document
from tinvan.segmentation import word_tagger
from tinvan.tokenise import align

Tagger = Callable[[str], list[tuple[str, str]]]
NOUNS = ("N", "Nc", "Np", "Nu", "Ny", "Nb", "B", "X", "FW")
# verbs, adjectives, prepositions, conjunctions, adverbs, signs
LINKS = ("V", "A", "E", "C", "R", "L", "T", "CH")
# stands for a figure: the tagger knows few numbers, and reads wrongly what is around one
_PLURAL = "những"


class Surroundings(NamedTuple):
    """The stretch of a text in which a figure stands.

    Attributes:
        start: Where the stretch starts.
        figure: Where the figure starts.
        figure_end: Behind the figure.
        end: Behind the stretch.
    """

    start: int
    figure: int
    figure_end: int
    end: int


class WordClasses:
    """Tells the class of a word from the stretch it stands in.

    Args:
        tagger: Tags the words of a text; that of `tinvan.segmentation` by default, loaded when
            it is first needed.
    """

    def __init__(self, tagger: Tagger | None = None) -> None:
        self._tagger = tagger

    def at(self, document: Document, around: Surroundings, offset: int) -> str:
        """Return the class of the word at an offset, as the Vietnamese treebank names it.

        Args:
            document: The document.
            around: The stretch by which the class is told.
            offset: An offset in the stretch, outside its figure.
        """
        text = document.view.text
        before, behind = text[around.start : around.figure], text[around.figure_end : around.end]
        at = offset - around.start
        if offset >= around.figure_end:
            at += len(_PLURAL) - (around.figure_end - around.figure)
        for first, last, kind in _tag(self._tagger or word_tagger(), f"{before}{_PLURAL}{behind}"):
            if first <= at < last:
                return kind
        return ""


@functools.lru_cache(maxsize=256)
def _tag(tagger: Tagger, text: str) -> tuple[tuple[int, int, str], ...]:
    """Return start, end and class of the words of a text."""
    tagged = tagger(text)
    words = align(text, [word for word, _ in tagged])
    if len(words) != len(tagged):
        return ()
    return tuple(
        (token.start, token.end, kind) for token, (_, kind) in zip(words, tagged, strict=True)
    )
