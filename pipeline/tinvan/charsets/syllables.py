"""The syllables that Vietnamese spelling allows, made by rule.

Sources of the rules: see `rules/lexicons/syllables.toml`, which holds onsets and rimes.
"""

import functools
import unicodedata
from collections.abc import Iterator

import msgspec

from tinvan.ruleset.loading import load_toml

_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_STOP_TONES = ("\u0301", "\u0323")
_STOPS = ("c", "ch", "k", "p", "t")
_MARKED = "ăâêôơư"
_EITHER = ("oa", "oe", "uy")  # hòa and hoà: both styles of placing the tone are in use


class _Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    onsets: str
    rimes: str
    note: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    group: tuple[_Group, ...]
    about: str


def is_syllable(word: str) -> bool:
    """Tell whether a word is written as one Vietnamese syllable, its tone and case included.

    Args:
        word: Letters alone, in NFC.
    """
    capitals_fit = word.islower() or word.isupper() or word[1:].islower()
    return capitals_fit and word.lower() in syllables()


@functools.cache
def syllables() -> frozenset[str]:
    """Return every syllable in small letters, NFC, with and without tone: some 20,000."""
    return frozenset(
        onset + written
        for group in load_toml("lexicons/syllables.toml", _File).group
        for onset in group.onsets.split() or [""]
        for rime in group.rimes.split()
        for written in _with_tones(rime)
    )


def _with_tones(rime: str) -> Iterator[str]:
    """Yield a rime with each tone that it takes, in both styles where there are two."""
    vowels = rime.rstrip("chkmngpt")
    tones = _STOP_TONES if rime[len(vowels) :] in _STOPS else _TONES
    for at in _tone_places(vowels, is_open=vowels == rime):
        for tone in tones:
            yield unicodedata.normalize("NFC", rime[: at + 1] + tone + rime[at + 1 :])


def _tone_places(vowels: str, *, is_open: bool) -> tuple[int, ...]:
    """Return the vowels that may carry the tone of a rime, by their position."""
    marked = [at for at, vowel in enumerate(vowels) if vowel in _MARKED]
    if marked:
        return (marked[-1],)
    if not is_open:
        return (len(vowels) - 1,)
    if vowels in _EITHER:
        return (0, 1)
    return (1,) if len(vowels) == 3 else (0,)
