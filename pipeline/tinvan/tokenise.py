"""The tokenise stage: word segmentation on demand, aligned to the view.

It is called on small windows. A segmenter that rewrites what it reads or loses blanks has its
words found again in the window character by character.
"""

import functools
from collections.abc import Callable

from tinvan.document import Document, Token
from tinvan.segmentation import word_segmenter

WordTokenizer = Callable[[str], list[str]]


class Tokenise:
    """Hands the document a function that splits a window of its view into words.

    Args:
        words: Splits a text into words; `tinvan.segmentation` by default, loaded when a window
            first asks for it.
    """

    name = "tokenise"

    def __init__(self, words: WordTokenizer | None = None) -> None:
        self._words = words

    def __call__(self, document: Document) -> Document:
        """Return the document with `tokenise` set."""
        text, words = document.view.text, self._words

        def tokenise(start: int, end: int) -> tuple[Token, ...]:
            window = text[start:end]
            return segment(window, start) if words is None else align(window, words(window), start)

        return document.replace(tokenise=functools.cache(tokenise))


def segment(window: str, offset: int = 0) -> tuple[Token, ...]:
    """Split a text into words, by the model that `tinvan.segmentation` reads.

    Args:
        window: The text, in Unicode NFC.
        offset: Added to every offset.
    """
    words = word_segmenter()(window.replace("ð", "đ").replace("Ð", "Đ"))  # eth, for what it is not
    return tuple(Token(offset + start, offset + end, window[start:end]) for start, end in words)


def align(window: str, words: list[str], offset: int = 0) -> tuple[Token, ...]:
    """Find the words of a segmentation in the text that was segmented.

    Blanks are matched loosely: a word may have lost or changed the blanks inside it. Where a
    word cannot be found (the segmenter rewrote it), the text up to the next word that can be
    is one token, so that tokens always cover every character that is not blank.

    Args:
        window: The text that was segmented.
        words: Its words in order.
        offset: Added to every offset.
    """
    tokens: list[Token] = []
    position = 0
    for word in words:
        bounds = _find(window, word, position)
        if bounds is None:
            continue
        if window[position : bounds[0]].strip():
            tokens.append(_token(window, position, bounds[0], offset))
        tokens.append(_token(window, *bounds, offset))
        position = bounds[1]
    if window[position:].strip():
        tokens.append(_token(window, position, len(window), offset))
    return tuple(tokens)


def _token(window: str, start: int, end: int, offset: int) -> Token:
    """Make a token of a piece of the window, without the blanks around it."""
    text = window[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    return Token(offset + start, offset + start + len(text), text)


def _find(window: str, word: str, position: int) -> tuple[int, int] | None:
    """Find a word at or after a position, whatever blanks stand in it."""
    letters = "".join(word.split())
    if not letters:
        return None
    start = window.find(letters[0], position)
    while start >= 0:
        end = _match_letters(window, letters, start)
        if end is not None:
            return start, end
        start = window.find(letters[0], start + 1)
    return None


def _match_letters(window: str, letters: str, start: int) -> int | None:
    """Return the end of the letters in the window from `start`, skipping blanks, or None."""
    at = start
    for letter in letters:
        while at < len(window) and window[at].isspace():
            at += 1
        if at >= len(window) or window[at] != letter:
            return None
        at += 1
    return at
