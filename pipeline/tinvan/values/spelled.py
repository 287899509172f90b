"""Numbers in words, read exactly.

Number words have a small grammar of their own: digits with their places, the short forms of speech
("hai mốt" 21, "một trăm hai" 120, "triệu tư" 1.4 million), scales that multiply what stands before
them ("hai nghìn ba trăm tỷ"), and decimals. A number is read whole or not at all: where number
words go on that cannot belong to it ("hai ba người", "ba bốn trăm", "hai triệu ba triệu") they are
a rough count or a list, and nothing is read. Everyday words may follow ("hai năm", "hai triệu một
tháng").
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from tinvan.ruleset import Lexicon
from tinvan.values.number_words import MULTIPLIERS, NumberWord, Role, Token, times
from tinvan.values.spelled_grammar import NoNumberError, Reading

_STARTS: Final = ("digit", "ten", "hundred", "scale", "sign")
_PARTS: Final = (*MULTIPLIERS, "digit", "unit", "ten", "filler", "point", "half", "sign")
_MOST_WORDS: Final = 40  # of a number; a longer run is none
_BLANK_CHARACTERS: Final = " \t\xa0\u2000\u2002\u2003\u2007\u2009\u200a\u202f\u3000"
_BLANK: Final = f"[{_BLANK_CHARACTERS}]"
_BLANKS: Final = re.compile(rf"{_BLANK}+")
_DECIMALS: Final = re.compile(rf"{_BLANK}{{1,8}}(\d{{1,30}})(?!\w|[.,]\d)")
_MOST_DECIMALS: Final = 2  # in words behind a unit
_PERCENT: Final = re.compile(rf"{_BLANK}{{0,8}}(?:phần(?!\w)|%)")
_PERCENT_SIGN: Final = NumberWord(id="percent", forms=(), role="percent")
_BEFORE: Final = 16  # characters that show the word in front


class Spelled(NamedTuple):
    """A number that was read.

    Attributes:
        value: What it is worth.
        end: Offset behind its last character.
        words: How many words were read; a lone small one may be no number at all.
    """

    value: Decimal
    end: int
    words: int


class SpelledNumbers:
    """Reads spelled-out numbers.

    Args:
        lexicon: The number words.

    Attributes:
        words: The words that a number can start with, in lower case.
        parts: The words that numbers are made of, signs left out.
    """

    def __init__(self, lexicon: Lexicon[NumberWord]) -> None:
        self._by_form = {form: entry for entry in lexicon.entries for form in entry.forms}
        self.words = frozenset(_forms(lexicon.entries, *_STARTS))
        self.parts = frozenset(_forms(lexicon.entries, *_PARTS[:-1]))
        self._names = frozenset(_forms(lexicon.entries, "name"))
        parts = [entry for entry in lexicon.entries if entry.role in _PARTS]
        word = "|".join(_pattern(entry) for entry in parts)
        scale = "|".join(_pattern(entry) for entry in parts if entry.role == "scale")
        letters = "|".join(_forms(lexicon.entries, "abbreviation"))
        self._first = re.compile(rf"({word})(?!\w)")
        self._next = re.compile(rf"{_BLANK}{{1,8}}({word})(?!\w)")
        self._behind_figure = re.compile(rf"{_BLANK}{{0,8}}({word})(?!\w)")
        self._figure = re.compile(
            rf"{_BLANK}{{1,8}}([1-9]\d{{0,2}})(?={_BLANK}{{0,8}}(?:{scale})(?!\w))"
        )
        self._letters = re.compile(rf"({letters})(?!\w)")

    def read(self, text: str, start: int) -> Spelled | None:
        """Read the longest number in words, or None where there is none or a rough one.

        Args:
            text: Text in lower case, composed (NFC).
            start: Offset of a word.
        """
        first = self._first.match(text, start)
        if first is None:
            return None
        word = self._by_form[first[1]]
        if word.role not in _STARTS or self._belongs_to_word_before(text, start, word):
            return None
        if word.role == "digit" and not self._next.match(text, first.end()):  # most words are lone
            return Spelled(Decimal(word.value), first.end(), 1)
        reading = Reading(self._tokens(text, first))
        try:
            value = reading.number()
        except NoNumberError:
            return None
        name = _BLANKS.sub(" ", text[start : reading.end]) in self._names
        return (
            None if name or reading.at >= _MOST_WORDS else Spelled(value, reading.end, reading.at)
        )

    def extend(self, value: Decimal, text: str, end: int) -> Spelled:
        """Read the words behind a figure that belong to it: "3" + " triệu 500 nghìn".

        Args:
            value: The figure.
            text: Text in lower case, composed (NFC).
            end: Offset behind the figure.

        Returns:
            The whole number; the figure itself, with no words, where none belong to it.
        """
        first = self._behind_figure.match(text, end)
        if first is None or self._by_form[first[1]].role not in MULTIPLIERS[1:]:
            return Spelled(value, end, 0)
        reading = Reading(self._tokens(text, first, figures=True))
        extended = reading.multiplied(value)
        return Spelled(extended, reading.end, reading.at)

    def abbreviated(self, value: Decimal, text: str, end: int) -> Spelled:
        """Read a scale in letters that touch a figure: "100k", "1,2m".

        They may be metres, tonnes and names ("5g") too: to be tried only where prices are told.

        Args:
            value: The figure.
            text: Text in lower case, composed (NFC).
            end: Offset behind the figure.

        Returns:
            As `extend`.
        """
        found = self._letters.match(text, end)
        if found is None:
            return Spelled(value, end, 0)
        return Spelled(times(value, self._by_form[found[1]].value), found.end(), 1)

    def scale_before(self, text: str, end: int) -> int | None:
        """Return the scale that ends at an offset, or None for none or several: nghìn tỷ."""
        words = text[max(0, end - _BEFORE) : end].split()
        scales = [self._scale(word) for word in words[-2:]]
        return None if len(scales) > 1 and scales[0] else scales[-1]

    def _scale(self, word: str) -> int | None:
        """Return what a word multiplies by, if it is a scale."""
        entry = self._by_form.get(word)
        return entry.value if entry and entry.role == "scale" else None

    def decimals(self, text: str, end: int) -> tuple[str, int] | None:
        """Return the digits that one or two words behind a unit spell, and where they end.

        Args:
            text: Text in lower case, composed (NFC).
            end: Offset behind the unit: of "một mét" in "một mét bảy".
        """
        digits = ""
        while len(digits) < _MOST_DECIMALS and (found := self._next.match(text, end)):
            word = self._by_form[found[1]]
            if word.role not in ("digit", "unit") or word.everyday:
                break
            digits, end = digits + str(word.value), found.end()
        return (digits, end) if digits else None

    def _belongs_to_word_before(self, text: str, start: int, word: NumberWord) -> bool:
        """Tell whether the word in front makes a number rough, or is part of it."""
        front = text[max(0, start - _BEFORE) : start]
        bare = front.rstrip(_BLANK_CHARACTERS)
        if not bare or not bare[-1].isalnum():
            return False
        last = bare.split()[-1]
        multiplies = word.role in MULTIPLIERS
        if (
            last in word.not_behind
            or len(bare) == len(front)
            or (multiplies and last[-1].isdecimal())
        ):
            return True
        before = self._by_form.get(last)
        if before is None:
            return False
        if before.role == "vague":
            return multiplies or not before.everyday
        return before.role in ("ten", "tens") or (before.role == "digit" and not before.everyday)

    def _tokens(
        self, text: str, found: re.Match[str] | None, figures: bool = False
    ) -> Iterator[Token]:
        """Yield the number words from a first one on; figures between them only if asked for."""
        decimals = False
        end = 0
        for _ in range(_MOST_WORDS):
            if found is None:
                break
            word, end = self._by_form[found[1]], found.end()
            yield Token(word, end)
            decimals = decimals or word.role == "point"
            digits = None
            if word.role == "point":
                digits = _DECIMALS.match(text, end)
            elif figures and word.role == "scale":
                digits = self._figure.match(text, end)
            if digits:
                end = digits.end()
                yield Token(_figure(digits[1]), end)
            found = (self._behind_figure if digits else self._next).match(text, end)
        if decimals and _PERCENT.match(text, end):
            yield Token(_PERCENT_SIGN, end)


def _figure(digits: str) -> NumberWord:
    """Return digits between words as a number word."""
    return NumberWord(id=digits, forms=(), role="figure", value=int(digits))


def _forms(entries: Iterable[NumberWord], *roles: Role) -> list[str]:
    """Return the forms of the words that do one of these things."""
    return [form for entry in entries if entry.role in roles for form in entry.forms]


def _pattern(entry: NumberWord) -> str:
    """Return a pattern for the forms of a word, where it is no other word."""
    forms = f"(?:{'|'.join(entry.forms)})"
    if not entry.not_before:
        return forms
    return rf"{forms}(?!{_BLANK}{{1,8}}(?:{'|'.join(entry.not_before)})(?!\w))"
