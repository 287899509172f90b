"""Rates: what an amount is reckoned on ("/năm", "mỗi tháng", "/1.000 dân")."""

from typing import NamedTuple

import regex

from tinvan.compiled import compile_regex
from tinvan.document import Document, Sentence
from tinvan.ruleset import alternation, load_word_lists
from tinvan.values.model import Value

_CLAUSE = 90  # characters before an amount in which its rate may stand
_WORDS = 4  # words of what is measured, before the rate: 300 tấn | xi măng | mỗi năm
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
_SLASH = compile_regex(
    rf"\s?/\s?(?P<per>1(?:[.,]?0{{2,3}})+\s\p{{L}}+|10+\s\p{{L}}+|{_NOUNS}|(?!\d|(?:đến|về|hoặc|và)(?!\w))[\p{{L}}²³]+\d?)",
    regex.I,
)
# words of what was done, once: 3 hộ được trả một lần
_DONE = r"(?:được|đã|sẽ|bị|vừa|mới|dù|nhưng|qua|sau|trước|từ|lại|phải)"
_EACH_BEHIND = compile_regex(
    rf"(?P<goods>(?:\s\p{{L}}+){{0,{_WORDS}}}?)"
    rf"\s(?:(?:mỗi|hàng|hằng|từng|(?<!\s{_DONE}\s(?:\p{{L}}+\s){{0,2}})một)\s(?P<per>{_TIME})"
    r"(?!\s(?:\d|qua|tới|nay|này|nữa))"
    # 2 lần trong ngày; what happened "trong ngày" otherwise is dated by it
    rf"|(?<=\s(?:lần|buổi|bữa)\s)trong\s(?P<per>ngày|tuần)(?=\s*(?:$|[,.;)])|\sđể\s))"
    r"(?![\w-])",
    regex.I,
)
_EACH_BEFORE = compile_regex(
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


def rate_of(document: Document, sentence: Sentence, value: Value, unit_end: int) -> Rate:
    """Return what an amount is reckoned on, by what stands behind it or in its clause.

    Args:
        document: The document.
        sentence: The amount's sentence.
        value: The amount.
        unit_end: Behind the noun that it counts; behind the amount for money.
    """
    text = document.view.text
    for behind in (unit_end, value.end):
        found = _SLASH.match(text, behind, sentence.end)
        if found:
            return Rate(found.group("per"), found.end())
    found = _EACH_BEHIND.match(text, unit_end, sentence.end)
    if found:
        return Rate(found.group("per"), unit_end if found.group("goods") else found.end())
    found = _EACH_BEFORE.search(text[max(sentence.start, value.start - _CLAUSE) : value.start])
    return Rate(found.group("per") if found else None, unit_end)
