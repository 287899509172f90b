"""Capitals that a charset has no code for: they are written with the small letter's."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from tinvan.charsets.syllables import is_syllable

_WORD = re.compile(r"[^\W\d_]+")
_TWO_CAPITALS = re.compile(r"[A-ZĂÂĐÊÔƠƯ][^\W\d_]{0,2}[A-ZĂÂĐÊÔƠƯ]")
# A sentence ends before a blank, and not with an initial ("chị T. ở"); behind a colon only what is
# quoted begins with a capital.
_BEFORE_SENTENCE = r"(?:^|(?:(?<!\b[^\W\d_])\.|[!?…])[\"'”’»)\]]*\s|:\s*[\"“])[\s\"'“‘«(\[–—•*-]*"

Kind = Literal["upper", "lower"] | None


class Capitals:
    """Makes capitals of small letters that can only be meant so.

    That is in words in capitals ("NGHị", and "Hà" among such words), at the beginning of
    a sentence, and in names.

    Args:
        small: The small letters that may be meant as capitals.
        names: Words with such capitals.
    """

    def __init__(self, small: str, names: Iterable[str]) -> None:
        self._small = frozenset(small)
        self._start = re.compile(f"{_BEFORE_SENTENCE}[{small}]")
        self._names = {"".join(map(self._coded, name)): name for name in names}
        self._name = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, self._names))})(?!\w)")

    def __call__(self, line: str) -> str:
        """Return a line with its capitals."""
        if self._small.isdisjoint(line):
            return line
        if _TWO_CAPITALS.search(line):
            line = "".join(self._in_capitals(line))
        line = self._start.sub(lambda found: found[0][:-1] + found[0][-1].upper(), line)
        return self._name.sub(lambda found: self._names[found[0]], line) if self._names else line

    def _coded(self, letter: str) -> str:
        """Return a letter as it comes back from its code."""
        return letter.lower() if letter.lower() in self._small else letter

    def _in_capitals(self, line: str) -> Iterator[str]:
        """Yield the pieces of a line, words in capitals wholly so."""
        words = list(_WORD.finditer(line))
        kinds = [self._kind(word[0]) for word in words]
        before = _nearest(kinds)
        behind = reversed(_nearest(reversed(kinds)))
        end = 0
        for word, kind, beside in zip(words, kinds, zip(before, behind, strict=True), strict=True):
            is_upper = kind == "upper" or (
                kind is None and "upper" in beside and "lower" not in beside
            )
            yield line[end : word.start()]
            yield word[0].upper() if is_upper else word[0]
            end = word.end()
        yield line[end:]

    def _kind(self, word: str) -> Kind:
        """Tell whether a word is in capitals; None if its letters do not show it.

        Abbreviations are in capitals among small letters too.
        """
        if any(letter.islower() and letter not in self._small for letter in word):
            return "lower"
        if sum(map(str.isupper, word)) > 1 and (not word.isupper() or is_syllable(word)):
            return "upper"
        return None


def _nearest(kinds: Iterable[Kind]) -> list[Kind]:
    """Return for each word what is known of the nearest one before it."""
    made: list[Kind] = []
    last: Kind = None
    for kind in kinds:
        made.append(last)
        last = kind or last
    return made
