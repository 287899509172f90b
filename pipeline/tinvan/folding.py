"""Folding: the key under which passages count as the same words."""

import functools
import unicodedata

import regex

TONE_STYLES = {
    "òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ",
    "òe": "oè", "óe": "oé", "ỏe": "oẻ", "õe": "oẽ", "ọe": "oẹ",
    "ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ",
}  # fmt: skip
"""Tone marks on the first vowel, and on the second: hòa, hoà."""
_WORD = regex.compile(r"\w+")


_FIRST = {new: old for old, new in TONE_STYLES.items()}
_SECOND_VOWEL = regex.compile(rf"(?<!q)(?:{'|'.join(_FIRST)})(?!\p{{L}})", regex.I)
_FIRST_VOWEL = regex.compile("|".join(TONE_STYLES), regex.I)


@functools.lru_cache(maxsize=1 << 16)
def in_first_style(word: str) -> str:
    """Return a word in small letters with its tone on the first vowel: "Thuỷ" is "thủy"."""
    return _SECOND_VOWEL.sub(lambda found: _FIRST[found.group()], word.casefold())


def in_tone_styles(text: str) -> tuple[str, ...]:
    """Return a text as it is written with the tone on the one vowel and on the other.

    "thủy sản" is "thuỷ sản" too; a text whose tones have one place alone is returned as it is.
    """
    first = _SECOND_VOWEL.sub(lambda found: _like(found.group(), _FIRST), text)
    second = _FIRST_VOWEL.sub(lambda found: _like(found.group(), TONE_STYLES), text)
    return tuple(dict.fromkeys((text, first, second)))


def _like(letters: str, styles: dict[str, str]) -> str:
    """Return letters in the other style, as large as they are."""
    other = styles[letters.lower()]
    return "".join(
        o.upper() if given.isupper() else o for given, o in zip(letters, other, strict=True)
    )


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
