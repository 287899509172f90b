"""A single figure: digits or number words, with sign and magnitude."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from tinvan.values.digits import DecimalSign, Digits, read_digits
from tinvan.values.grammar import compile_part
from tinvan.values.spelled import SpelledNumbers

# in front of a dash that is no minus: a figure, a word without a blank, a serial in capitals
_SIGN_BEHIND = re.compile(r"(?:[\d%)\]]|\w)\Z")
# A blank behind the comma of decimals, before a magnitude or a per cent sign, in no list
_SPACED = re.compile(
    r"(?<![\d,;][^\S\n])(\d{1,3}),[^\S\n](\d{1,2})(?!\d)"
    r"(?=[^\S\n]?(?:tỷ|tỉ|triệu|nghìn tỷ|%)(?!\w))"
)
_SHORT = 200  # characters of a text that may be nothing but a number
_HALF = re.compile(r"nửa(?=\s)")
_ONE_HALF = Decimal("0.5")
_ENGLISH = re.compile(r"[^\S\n]?(billion|million|bn|mn)(?!\w)")
_POWERS = {"billion": 9, "bn": 9, "million": 6, "mn": 6}
_PART = re.compile(r"[^\S\n](?=\d)")  # 1 tỷ 5 trăm triệu
_MINUS_WORD = re.compile(r"(?<!\w)âm\s{1,2}\Z")
_BARE_MINUS = re.compile(r"\s*(?:[-−–]|âm|trừ)\s*\Z")
# Letters that multiply wherever they touch a figure; others only where a text is nothing but a
# number: elsewhere "5G" is a network and "10t" ten tons.
_MULTIPLYING = {"k": 3, "tr": 6}
_GLUED = re.compile(r"(k|tr)(\d{1,3})(?!\w|[.,]\d)")  # 4tr5 is 4.5 million
_TAIL = re.compile(r"[^\S\n]([1-9]\d{0,2})(?!\d)")  # 2 tỷ 3 is 2.3 billion
_THOUSAND = 1_000
_MOST_PARTS = 4  # tỷ, triệu, nghìn, trăm


class Figure(NamedTuple):
    """A figure as it is written.

    Attributes:
        value: What it is worth, its magnitude in.
        base: What it is worth without the magnitude behind it.
        start: First character.
        end: Behind the last character.
        words: How many number words it is spelled with; 0 for digits.
        letters: Whether its magnitude is in letters that touch it: 500k.
    """

    value: Decimal
    base: Decimal
    start: int
    end: int
    words: int = 0
    letters: bool = False

    @property
    def factor(self) -> Decimal:
        """What its magnitude multiplies by."""
        return self.value / self.base if self.base else Decimal(1)


class Figures:
    """Reads the figures of a text.

    Args:
        spelled: Reads number words.
        words: The word lists of `rules/values`.
    """

    def __init__(self, spelled: SpelledNumbers, words: Mapping[str, Sequence[str]]) -> None:
        self._spelled = spelled
        self._ends = compile_part("tail_ends", words)
        self._closes = compile_part("tail_closes", words)

    def read(
        self,
        small: str,
        start: int,
        habit: DecimalSign | None = None,
        loose: DecimalSign | None = None,
        parts: int = _MOST_PARTS,
    ) -> Figure | None:
        """Return the figure at an offset of a text in small letters, or None.

        Args:
            small: The text.
            start: A digit, a decimal comma in front of one, or a number word.
            habit: The decimal sign of the article, if it shows.
            loose: The sign to fall back on where nothing tells.
            parts: How many parts with a magnitude of their own may follow.
        """
        if half := _HALF.match(small, start):
            scaled = self._spelled.extend(_ONE_HALF, small, half.end())
            return Figure(scaled.value, _ONE_HALF, start, scaled.end, 2) if scaled.words else None
        if not (small[start].isdecimal() or small[start] == ","):
            read = self._spelled.read(small, start)
            return read and Figure(read.value, read.value, start, read.end, read.words)
        if found := _SPACED.match(small, start):
            digits = Digits(Decimal(f"{found[1]}.{found[2]}"), found.end())
        else:
            digits = read_digits(small, start, habit, loose)
        base, end = digits
        if base is None:
            return None
        scaled = self._spelled.extend(base, small, end)
        if scaled.words:
            figure = Figure(scaled.value, base, start, scaled.end)
            if parts:
                figure = self._with_rest(small, figure, habit, parts - 1)
            return self._with_tail(small, figure)
        if english := _ENGLISH.match(small, end):
            return Figure(base.scaleb(_POWERS[english.group(1)]), base, start, english.end())
        if small[end : end + 1].isalpha():
            if glued := _GLUED.match(small, end):
                value = Decimal(f"{base}.{glued[2]}") if base == base.to_integral() else base
                value = value.scaleb(_MULTIPLYING[glued[1]])
                return Figure(value, base, start, glued.end(), letters=True)
            scaled = self._spelled.abbreviated(base, small, end)
            alone = len(small) < _SHORT and not (
                small[:start].strip(" -−–,") or small[scaled.end :].strip()
            )
            if small[end : scaled.end] not in _MULTIPLYING and not alone:
                return Figure(base, base, start, end)
        return Figure(scaled.value, base, start, scaled.end, letters=scaled.end > end)

    def _with_rest(
        self, small: str, figure: Figure, habit: DecimalSign | None, parts: int
    ) -> Figure:
        """Add a smaller part with a magnitude of its own: 1 tỷ 5 trăm triệu."""
        found = _PART.match(small, figure.end)
        if found is None or figure.value != figure.value.to_integral():
            return figure
        rest = self.read(small, found.end(), habit, parts=parts)
        if rest is None or rest.value == rest.base or rest.value >= figure.factor:
            return figure
        return figure._replace(value=figure.value + rest.value, end=rest.end)

    def _with_tail(self, small: str, figure: Figure) -> Figure:
        """Add digits behind a magnitude, which are its decimals: 2 tỷ 3, 350 nghìn 500."""
        found = _TAIL.match(small, figure.end)
        scale = self._spelled.scale_before(small, figure.end) if found else None
        if not (found and scale) or figure.value != figure.value.to_integral():
            return figure
        digits = found[1]
        thousands = scale == _THOUSAND and len(digits) == len("500")
        # in "2 triệu 500 đồng" the digits may be what they say
        closes = self._closes if scale == _THOUSAND or len(digits) < len("500") else self._ends
        if not (thousands or closes.match(small, found.end())):
            return figure
        value = figure.value + scale * Decimal(f"0.{digits}")
        return figure._replace(value=value, end=found.end())


def sign_start(small: str, start: int) -> int | None:
    """Return where the minus in front of a figure starts, or None where there is none.

    A dash behind a word is a dash; "âm" is always a minus, "trừ" only where the text is nothing
    but the number.
    """
    if small[start - 1 : start] in ("-", "−", "–") and start:
        if not _SIGN_BEHIND.search(small, max(0, start - 4), start - 1):
            return start - 1
        return None
    if small[start - 1 : start] == " " or start == 0:
        if found := _MINUS_WORD.search(small, max(0, start - 5), start):
            return found.start()
        if start and (found := _BARE_MINUS.match(small, 0, start)):
            return found.start() + len(found.group()) - len(found.group().lstrip())
    return None
