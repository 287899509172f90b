"""Words: the pieces that name grammars read, with folded keys for look-up."""

import functools
from collections.abc import Sequence

import msgspec
import regex

from tinvan.folding import TONE_STYLES

_WORD = regex.compile(r"[\p{L}\p{M}\p{Nd}]+|\S")
_TONE = regex.compile(r"o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]")
_TONES = {second: first for first, second in TONE_STYLES.items()}
_DASHES = "–—‐‑−"
_QUOTES = "“”„«»″"
_SIGNS = str.maketrans(_DASHES + _QUOTES + "‘’", "-" * len(_DASHES) + '"' * len(_QUOTES) + "''")
_FINAL_Y = regex.compile(r"(?<=^[hklmst]?)[yýỳỷỹỵ]$")
_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")


class Word(msgspec.Struct, frozen=True, gc=False):
    """A run of letters and digits, or one sign.

    Attributes:
        start: First character, as a view offset.
        end: Behind the last character.
        text: The characters.
        key: Folded for look-up: case, tone-mark style, i/y, kinds of dashes and quotes.
        is_capital: Whether it starts with a capital letter.
        is_name_part: Whether it looks like a syllable of a name: one capital, then small letters.
        is_upper: Whether all its letters are capitals.
        is_acronym: Whether it is two capitals or more, with or without digits.
        is_letters: Whether it starts with a letter.
        is_number: Whether it is made of digits.
    """

    start: int
    end: int
    text: str
    key: str
    is_capital: bool
    is_name_part: bool
    is_upper: bool
    is_acronym: bool
    is_letters: bool
    is_number: bool


@functools.lru_cache(maxsize=1 << 16)
def fold_word(text: str) -> str:
    """Return the look-up key of a word."""
    key = text.casefold().translate(_SIGNS)
    key = _TONE.sub(lambda found: _TONES[found.group()], key)
    return _FINAL_Y.sub(lambda found: found.group().translate(_I), key)


def split_words(text: str, start: int, end: int) -> tuple[Word, ...]:
    """Split a part of the view into words."""
    words = []
    behind = start
    # Between words are blanks alone, so that each stands where it is found next.
    for word in _WORD.findall(text, start, end):
        first = text.find(word, behind)
        behind = first + len(word)
        words.append(Word(first, behind, *_known(word)))
    return tuple(words)


@functools.lru_cache(maxsize=1 << 15)
def _known(text: str) -> tuple[str, str, bool, bool, bool, bool, bool, bool]:
    """Return what is known of a word by itself: the fields of `Word` from the third on."""
    capital, upper = text[0].isupper(), text.isupper()
    return (
        text,
        fold_word(text),
        capital,
        capital and (len(text) == 1 or text[1:].islower()),
        upper,
        upper and len(text) > 1,
        text[0].isalpha(),
        text.isdigit(),
    )


def pieces_of(form: str) -> list[str]:
    """Return the words of a lexicon form as written."""
    return _WORD.findall(form)


@functools.lru_cache(maxsize=1 << 13)
def keys_of(form: str) -> tuple[str, ...]:
    """Return the look-up keys of a lexicon form."""
    return tuple(map(fold_word, pieces_of(form)))


def is_code(words: Sequence[Word]) -> bool:
    """Tell whether three words are a bracket with a code: "(C03)"."""
    return len(words) == 3 and words[0].text == "(" and words[1].is_upper and words[2].text == ")"
