"""Folding: the key under which passages count as the same words."""

import regex

_WORD = regex.compile(r"\w+")


def fold(text: str) -> str:
    """Return the words of a text in small letters, one blank between them, without signs."""
    return " ".join(_WORD.findall(text.casefold()))


def shared_words(a: str, b: str) -> float:
    """Return how many words two texts share, as a part of the longer one's words (0..1)."""
    first, second = set(fold(a).split()), set(fold(b).split())
    return len(first & second) / max(1, len(first), len(second))
