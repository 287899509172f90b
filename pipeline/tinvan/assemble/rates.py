"""Rates: what an amount is reckoned on ("/năm", "mỗi tháng", "/1.000 dân")."""

from typing import NamedTuple

import regex

from tinvan.assemble.windows import Window
from tinvan.document import Document, Sentence
from tinvan.ruleset import alternation, load_word_lists

_TIME = r"(?:năm|tháng|quý|tuần|ngày|giờ|phút|giây|vụ|mùa|lần|đêm)"
_EACH_NOUN = (
    r"(?:người|hộ|hécta|ha|suất|lượt|trường hợp)(?=\s(?:dân\s)?(?:được|là|có|nhận|hỗ trợ)(?!\w))"
)
_NOUNS = alternation(
    noun
    for name, nouns in load_word_lists("lexicons/counted_nouns").items()
    if name != "not_counted"
    for noun in nouns
)
_SLASH = regex.compile(
    rf"\s?/\s?(?P<per>1(?:[.,]?0{{2,3}})+\s\p{{L}}+|10+\s\p{{L}}+|{_NOUNS}|(?!\d)[\p{{L}}²³]+\d?)",
    regex.I,
)
_EACH_BEHIND = regex.compile(
    rf"\s(?:mỗi|một|hàng|hằng|từng|trong)\s(?P<per>{_TIME})(?![\w-])(?!\s(?:\d|qua|tới|nay|này))",
    regex.I,
)
_EACH_BEFORE = regex.compile(
    rf"(?<!\w)(?:mỗi|hàng|hằng|từng)\s(?P<per>{_TIME}|{_EACH_NOUN})(?!\w)[^;:.]*$", regex.I
)


class Rate(NamedTuple):
    """What an amount is reckoned on.

    Attributes:
        per: As written, or None.
        end: Behind the amount with its rate.
    """

    per: str | None
    end: int


def rate_of(
    document: Document, sentence: Sentence, window: Window, end: int, unit_end: int
) -> Rate:
    """Return what an amount is reckoned on, by what stands behind it or in its clause.

    Args:
        document: The document.
        sentence: The amount's sentence.
        window: The window of the amount.
        end: Behind the amount.
        unit_end: Behind the noun that it counts; `end` for money.
    """
    text = document.view.text
    for behind in (unit_end, end):
        found = _SLASH.match(text, behind, sentence.end)
        if found:
            return Rate(found.group("per"), found.end())
    found = _EACH_BEHIND.match(text, unit_end, sentence.end)
    if found:
        return Rate(found.group("per"), found.end())
    found = _EACH_BEFORE.search(text[max(window.start, window.this.start - 80) : window.this.start])
    return Rate(found.group("per") if found else None, unit_end)
