"""Telling Vietnamese syllables from foreign words by their letters."""

import functools
import unicodedata

import regex

FULL_NAME = 3  # syllables of a full Vietnamese name, at least
_ONSET = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
_RHYME = "[aeiouyăâêôơư]{1,3}(?:ch|ng|nh|[cmnpt])?"
_SYLLABLE = regex.compile(f"{_ONSET}{_RHYME}")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))

MIDDLE = ("văn", "thị", "đình")  # middle names that no name ends with: "Võ Văn | Hải Dương"


@functools.lru_cache(maxsize=1 << 14)
def is_syllable(text: str) -> bool:
    """Tell whether a word can be one Vietnamese syllable, with or without its marks."""
    plain = unicodedata.normalize("NFD", text.casefold()).translate(_TONES)
    return bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", plain)))
