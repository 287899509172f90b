"""How sure it is that a text is in a certain charset: what conversion makes of its words.

A word that was no Vietnamese syllable and becomes one speaks for the charset; one that was and is
no more, or was none and becomes none, speaks against it, as does one that no bytes of the charset
can be read as. Other languages are told by words that no charset explains. Each word counts once
however often it stands there.

The weights are near the logarithms of how much oftener such a word is found in text of the charset
than in other text: of 150,000 odd words in messages of programs in 180 languages, TCVN3 makes one
in fifty Vietnamese and VPS one in twenty. `bench/charsets.py` measures what they do.
"""

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import Literal

import msgspec

from tinvan.charsets.syllables import is_syllable
from tinvan.charsets.tables import Candidate, can_be_bytes

Verdict = Literal["gained", "broken", "good", "native", "foreign"]
_PRIOR = -6.0  # of four hundred texts with odd characters, one is in the charset
_GAINED = 4.0
_BROKEN = 3.5
_BROKEN_IN_LINE = 1.0  # in any text a line may be a foreign name, or words glued together
_GOOD = 3.0
_NATIVE = 0.5
_FOREIGN = 1.0
_TOKEN = re.compile(r"[^ \t\r\n]+")
_LONGEST = 80  # characters of a token; a word that went the wrong way twice has forty
_AROUND = "“”‘’…–—\"'.,;:!?()[]"
_SIGNS = "".join(chr(code) for code in range(0x21, 0x7F) if not chr(code).isalpha())
_SIGNS += "«»‹›“”‘’„‚…¿¡§£€¥¢©®™°ºª¹²³±µ¼½¾‰†‡–—•·\xa0"
_RUN = re.compile(r"[^\W\d_]+")


class Evidence(msgspec.Struct, frozen=True):
    """What the words of a text say of a charset, each word once.

    Attributes:
        gained: Words that conversion makes Vietnamese.
        broken: Words that conversion changes, and that are Vietnamese neither way.
        good: Words that are Vietnamese, and would be no more or cannot be of the charset.
        native: Words that are Vietnamese either way.
        foreign: Words in small ASCII letters, or beyond the charset, that are not Vietnamese.
    """

    gained: int
    broken: int
    good: int
    native: int
    foreign: int

    @property
    def odds_of_line(self) -> float:
        """How much oftener such words are found in lines of the charset, as a logarithm.

        This is of lines in a text that has some of them.
        """
        return _GAINED * self.gained - _BROKEN_IN_LINE * self.broken - _GOOD * self.good

    @property
    def odds_of_text(self) -> float:
        """How likely it is that a text has words in the charset, as the logarithm of odds.

        Good words do not count against it: they may stand beside the others.
        """
        odds = _PRIOR + _GAINED * self.gained - _BROKEN * self.broken - _FOREIGN * self.foreign
        if not self.good:  # eight words of Vietnamese have some with letters beyond Latin-1
            odds += _NATIVE * min(self.native, 2 * self.gained)
        return odds


def weigh(tokens: Iterable[str], candidate: Candidate) -> Evidence:
    """Return what some words say of a charset."""
    verdicts = Counter[str | None](_verdict(token, candidate) for token in tokens)
    if candidate.is_local:  # UTF-8 is no language
        del verdicts["foreign"]
    return Evidence(*(verdicts[name] for name in Evidence.__struct_fields__))


def gains(tokens: Iterable[str], candidate: Candidate) -> bool:
    """Tell whether conversion makes a word Vietnamese; nothing else speaks for a charset."""
    return any(_verdict(token, candidate) == "gained" for token in tokens)


def tokens_of(line: str) -> frozenset[str]:
    """Return the words of a line, with what is written up against them."""
    return frozenset(token for token in _TOKEN.findall(line) if len(token) <= _LONGEST)


@functools.lru_cache(maxsize=1 << 14)
def _verdict(token: str, candidate: Candidate) -> Verdict | None:
    """Tell what conversion makes of a word; None if that says nothing."""
    if token.isascii():
        word = token.strip(_SIGNS)
        if len(word) < 2 or not (word.isalpha() and word.islower()):
            return None
        return "native" if is_syllable(word) else "foreign"
    if candidate.is_local:
        return _verdict_of_sequences(token, candidate)
    if token.strip(_SIGNS).isascii():
        return None  # "«on»" and "m²" are so in any language
    before = _is_vietnamese(token)
    if not can_be_bytes(token):
        return "good" if before else "foreign" if before is False else None
    converted = candidate.convert(token)
    after = before if converted == token else _is_vietnamese(converted)
    if before:
        return "native" if after else "good"
    return "gained" if after else "broken" if after is False and converted != token else None


def _verdict_of_sequences(token: str, candidate: Candidate) -> Verdict | None:
    """Tell whether what looks like bytes of UTF-8 is that.

    It is no accident, whatever it spells, but where a quotation mark or dash stands behind a
    whole word: "VÃ”". A single letter says nothing: it may be an example of what goes wrong.
    """
    converted = candidate.convert(token)
    if converted == token or len(converted.strip(_AROUND)) < 2:
        return None
    word = token.strip(_AROUND)
    is_word = word.isalpha() and is_syllable(unicodedata.normalize("NFC", word))
    return "good" if is_word else "gained"


def _is_vietnamese(token: str) -> bool | None:
    """Tell whether all of a word's parts with marks are syllables; None if it has none.

    Capitals with Đ or Ư among consonants are abbreviations, and single letters are no words.
    """
    runs = [run for run in _RUN.findall(unicodedata.normalize("NFC", token)) if not run.isascii()]
    words = [run for run in runs if len(run) > 1 and not (run.isupper() and not is_syllable(run))]
    return all(map(is_syllable, words)) if words else None
