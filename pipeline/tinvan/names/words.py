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
    """

    start: int
    end: int
    text: str
    key: str

    @property
    def is_capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_name_part(self) -> bool:
        """Whether it looks like a syllable of a name: one capital, then small letters."""
        return self.text[0].isupper() and (len(self.text) == 1 or self.text[1:].islower())

    @property
    def is_upper(self) -> bool:
        """Whether all its letters are capitals."""
        return self.text.isupper()

    @property
    def is_acronym(self) -> bool:
        """Whether it is two capitals or more, with or without digits."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def is_letters(self) -> bool:
        """Whether it starts with a letter."""
        return self.text[0].isalpha()

    @property
    def is_number(self) -> bool:
        """Whether it is made of digits."""
        return self.text.isdigit()


@functools.lru_cache(maxsize=1 << 16)
def fold_word(text: str) -> str:
    """Return the look-up key of a word."""
    key = text.casefold().translate(_SIGNS)
    key = _TONE.sub(lambda found: _TONES[found.group()], key)
    return _FINAL_Y.sub(lambda found: found.group().translate(_I), key)


def split_words(text: str, start: int, end: int) -> tuple[Word, ...]:
    """Split a part of the view into words."""
    return tuple(
        Word(found.start(), found.end(), found.group(), fold_word(found.group()))
        for found in _WORD.finditer(text, start, end)
    )


def keys_of(form: str) -> tuple[str, ...]:
    """Return the look-up keys of a lexicon form."""
    return tuple(fold_word(piece) for piece in _WORD.findall(form))


def is_code(words: Sequence[Word]) -> bool:
    """Tell whether three words are a bracket with a code: "(C03)"."""
    return len(words) == 3 and words[0].text == "(" and words[1].is_upper and words[2].text == ")"
