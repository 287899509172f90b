"""The tokenise stage: word segmentation on demand, aligned to the view.

underthesea rewrites what it reads and loses blanks, so it is called on small windows, without
its own normalisation, and its words are found again in the window character by character.
"""

import functools
import logging
from collections.abc import Callable

from tinvan.document import Document, Token

WordTokenizer = Callable[[str], list[str]]


class Tokenise:
    """Hands the document a function that splits a window of its view into words.

    Args:
        words: Splits a text into words; underthesea's `word_tokenize` by default, imported
            when a window first asks for it.
    """

    name = "tokenise"

    def __init__(self, words: WordTokenizer | None = None) -> None:
        self._words = words

    def __call__(self, document: Document) -> Document:
        """Return the document with `tokenise` set."""
        text = document.view.text

        def tokenise(start: int, end: int) -> tuple[Token, ...]:
            words = self._words or _underthesea()
            return align(text[start:end], words(text[start:end]), start)

        return document.replace(tokenise=functools.cache(tokenise))


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


@functools.cache
def _underthesea() -> WordTokenizer:
    """Import underthesea, and undo the handler that its import adds to the root logger."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    from underthesea import word_tokenize

    root.handlers[:] = handlers
    root.setLevel(level)
    return functools.partial(word_tokenize, use_token_normalize=False)
