"""Word classes: whether a word is a noun or a verb, asked for only where word lists do not tell."""

import functools
from collections.abc import Callable

from tinvan.document import Document
from tinvan.segmentation import word_tagger
from tinvan.tokenise import align

Tagger = Callable[[str], list[tuple[str, str]]]
NOUNS = ("N", "Nc", "Np", "Nu", "Ny", "Nb", "B", "X")
LINKS = ("V", "E", "C", "R", "L", "T", "CH")  # verbs, prepositions, conjunctions, adverbs, signs


class WordClasses:
    """Tells the class of a word from the stretch it stands in.

    Args:
        tagger: Tags the words of a text; that of `tinvan.segmentation` by default, loaded when
            it is first needed.
    """

    def __init__(self, tagger: Tagger | None = None) -> None:
        self._tagger = tagger

    def at(self, document: Document, start: int, end: int, offset: int) -> str:
        """Return the class of the word at an offset, as the Vietnamese treebank names it.

        Args:
            document: The document.
            start: Where the stretch starts by which the class is told.
            end: Where it ends.
            offset: An offset in the stretch.
        """
        for first, behind, kind in _tag(
            self._tagger or word_tagger(), document.view.text[start:end]
        ):
            if first <= offset - start < behind:
                return kind
        return ""


@functools.lru_cache(maxsize=4096)
def _tag(tagger: Tagger, text: str) -> tuple[tuple[int, int, str], ...]:
    """Return start, end and class of the words of a text."""
    tagged = tagger(text)
    words = align(text, [word for word, _ in tagged])
    if len(words) != len(tagged):
        return ()
    return tuple(
        (token.start, token.end, kind) for token, (_, kind) in zip(words, tagged, strict=True)
    )
