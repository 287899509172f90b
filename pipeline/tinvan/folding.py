"""Folding: the key under which passages count as the same words."""

import unicodedata

import regex

TONE_STYLES = {
    "òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ",
    "òe": "oè", "óe": "oé", "ỏe": "oẻ", "õe": "oẽ", "ọe": "oẹ",
    "ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ",
}  # fmt: skip
"""Tone marks on the first vowel, and on the second: hòa, hoà."""
_WORD = regex.compile(r"\w+")


def fold(text: str) -> str:
    """Return the words of a text in small letters, one blank between them, without signs."""
    return " ".join(_WORD.findall(text.casefold()))


def shared_words(a: str, b: str) -> float:
    """Return how many words two texts share, as a part of the longer one's words (0..1)."""
    first, second = set(fold(a).split()), set(fold(b).split())
    return len(first & second) / max(1, len(first), len(second))


def unmarked(text: str) -> str:
    """Return a text in small letters without its marks, as Vietnamese addresses have it."""
    apart = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
