"""Large numbers without a currency: money that leaves it out, and counts that are taken for it."""

import msgspec
import regex

from tinvan.assemble.counted import NOTHING, CountedNouns
from tinvan.assemble.windows import Stretch
from tinvan.document import Document, Sentence, within
from tinvan.ruleset import alternation, load_word_lists
from tinvan.values.model import Value

_HOME = "VND"
_SCALE = regex.compile(r"(?:triệu|tỷ|tỉ)$", regex.I)
_BILLIONS = regex.compile(r"(?:tỷ|tỉ)$", regex.I)
_AND = regex.compile(r"\s(?:và|hoặc|hay)\s(?:(?:gần|hơn|khoảng|trên)\s)?")
_BEFORE = 80  # characters in front in which it is said what there are so many of
_NEAR = 400  # characters around an amount in which another tells its currency


class BareAmounts:
    """Tells money from counts where a large number has no currency.

    Args:
        nouns: Finds the counted noun behind a number.
    """

    def __init__(self, nouns: CountedNouns) -> None:
        self._nouns = nouns
        words = load_word_lists("lexicons/counted_phrases")
        between = alternation(words["goods_filler"])
        self._goods = regex.compile(
            rf"{alternation(words['goods_verb'])}(?:\s{between}){{0,4}}\s+$", regex.I
        )
        self._alone = regex.compile(
            rf"\s*(?:$|[.,;:)”\"?!]|[\n\r])|\s{alternation(words['alone_before'])}", regex.I
        )
        self._masses = regex.compile(alternation(words["by_billions"]), regex.I)

    def counted(
        self, document: Document, sentence: Sentence, value: Value, behind: Value | None
    ) -> bool:
        """Tell whether an amount taken for money counts goods: bán được 48 triệu đĩa hát."""
        if value.kind != "money" or not _is_bare(value):
            return False
        return bool(self._noun(document, sentence, value)) or _shares(document, value, behind)

    def currency(self, document: Document, sentence: Sentence, value: Value) -> str | None:
        """Return the currency of billions that stand by themselves, or None where they count."""
        text = document.view.text
        if value.kind != "number" or not _BILLIONS.search(value.text):
            return None
        if self._alone.match(text, value.end, sentence.end + 1) is None:
            return None
        if self._masses.search(text, max(sentence.start, value.start - _BEFORE), value.start):
            return None
        return _currency_near(document, value)

    def _noun(self, document: Document, sentence: Sentence, value: Value) -> Stretch:
        """Return the counted noun behind an amount: a known one, or any where goods are sold."""
        text = document.view.text
        if text[value.end : value.end + 1] == " " and (
            known := self._nouns.named(document, value.end + 1)
        ):
            return known
        if self._goods.search(text, max(sentence.start, value.start - _BEFORE), value.start):
            return self._nouns.at(document, sentence, value, value.end)
        return NOTHING


def as_count(value: Value) -> Value:
    """Return an amount taken for money as the number that it is."""
    return msgspec.structs.replace(value, kind="number", currency=None)


def _is_bare(value: Value) -> bool:
    """Tell whether an amount is written without a currency."""
    return value.text[0].isdecimal() and _SCALE.search(value.text) is not None


def _shares(document: Document, value: Value, behind: Value | None) -> bool:
    """Tell whether an amount shares the noun of the count right behind it."""
    joined = _AND.match(document.view.text, value.end)
    return bool(joined and behind and behind.start == joined.end() and behind.kind == "quantity")


def _currency_near(document: Document, value: Value) -> str:
    """Return the currency of the nearest amount, or that of the country."""
    around = Stretch(max(0, value.start - _NEAR), value.end + _NEAR)
    written = [v for v in within(document.values, around) if v.kind == "money" and v.currency]
    nearest = min(written, key=lambda v: abs(v.start - value.start), default=None)
    return nearest.currency or _HOME if nearest else _HOME
