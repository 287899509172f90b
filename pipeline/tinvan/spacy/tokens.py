"""Words with their blanks, so that the text of a `Doc` is the text, character by character."""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator

from tinvan.document import Document
from tinvan.read.stage import split_lines
from tinvan.segment import split_sentences
from tinvan.tokenise import Tokenise

Piece = tuple[int, int]
"""First character of a word in the raw text, and the offset behind its last."""


def pieces_of(document: Document) -> Iterator[Piece]:
    """Yield the words of a document by our word segmentation, sentence by sentence.

    Args:
        document: A document with its view.
    """
    text = document.view.text
    tokenise = document.tokenise or Tokenise()(document).tokenise
    assert tokenise is not None
    reached = 0
    for line in split_lines(text):
        for bounds in split_sentences(text, line.start, line.end):
            for token in tokenise(*bounds):
                start, end = document.view.raw_bounds(token.start, token.end)
                if end > max(start, reached):
                    yield max(start, reached), end
                    reached = end


def cut(text: str, pieces: Iterable[Piece], borders: Collection[int]) -> Iterator[Piece]:
    """Yield the pieces, cut at the borders inside them, without the blanks at the cuts."""
    ordered = sorted(borders)
    for start, end in pieces:
        inner = ordered[bisect_right(ordered, start) : bisect_left(ordered, end)]
        for first, last in itertools.pairwise((start, *inner, end)):
            part = text[first:last]
            if body := part.strip():
                begin = first + part.index(body)
                yield begin, begin + len(body)


def words_and_spaces(text: str, pieces: Iterable[Piece]) -> tuple[list[str], list[bool]]:
    """Return the words of a text, and whether a space follows each, as `Doc` takes them.

    One space behind a word belongs to it; whatever else stands between words (line ends, more
    spaces, no-break spaces, invisible characters) is a word of its own, as spaCy has it.
    """
    words: list[str] = []
    spaces: list[bool] = []
    position = 0
    for start, end in itertools.chain(pieces, ((len(text), len(text)),)):
        gap = text[position:start]
        if gap.startswith(" ") and words:
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            words.append(gap)
            spaces.append(False)
        if end > start:
            words.append(text[start:end])
            spaces.append(False)
        position = end
    return words, spaces
