"""Ways to rewrite an article that change what its facts say in a way that is known.

Each gives an article rewritten, and what was done to its words, for those of its facts.
"""

import itertools
import random
import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from tinvan.document import Document

Rewrite = Callable[[str], str]


class Case(NamedTuple):
    """A rewritten article.

    Attributes:
        content: The article.
        rewrite: What was done to it, for the words of its facts.
    """

    content: str
    rewrite: Rewrite


class Suite(NamedTuple):
    """A way to rewrite articles.

    Attributes:
        rewritten: Returns an article rewritten; None where it gives nothing to rewrite.
        dates: What is then done to the days of its facts.
        same: The form in which words are compared.
    """

    rewritten: Callable[[Document], Case | None]
    dates: Rewrite = str
    same: Rewrite = str


def nfc(text: str) -> str:
    """Return a text composed."""
    return unicodedata.normalize("NFC", text)


def _everywhere(rewrite: Rewrite) -> Callable[[Document], Case | None]:
    """Return a rewriting of the whole input, markup and all."""

    def rewritten(document: Document) -> Case | None:
        content = rewrite(document.source.content)
        return None if content == document.source.content else Case(content, rewrite)

    return rewritten


# The tone mark of an open syllable in oa, oe, uy: on its first letter, or on the second.
_PAIRS = {
    nfc(first + mark + second): nfc(first + second + mark)
    for first, second in ("oa", "oe", "uy")
    for mark in "\u0300\u0301\u0309\u0303\u0323"
}


def _retoned(pairs: dict[str, str]) -> Rewrite:
    pairs = pairs | {k.title(): v.title() for k, v in pairs.items()}
    pairs |= {k.upper(): v.upper() for k, v in pairs.items()}
    found = re.compile(rf"(?<![qQ])(?:{'|'.join(pairs)})(?!\w)")
    return lambda text: found.sub(lambda match: pairs[match[0]], nfc(text))


mark_second = _retoned(_PAIRS)
mark_first = _retoned({second: first for first, second in _PAIRS.items()})

_ALONE, _OVER = r"(?<![\w.,/-])", r"(?![\w/]|[.,]\d)"
_THOUSANDS = r"\d{1,3}(?:\.\d{3})+"
_NUMBER = re.compile(rf"{_ALONE}(?:{_THOUSANDS}(?:,\d+)?|\d+,\d+){_OVER}")
_TELLS = re.compile(
    rf"{_ALONE}(?:{_THOUSANDS},\d+|\d+,(?:\d\d?|\d{{4,}})){_OVER}"
)  # which is which
_SIGNS = str.maketrans(".,", ",.")


def other_signs(text: str) -> str:
    """Return a text with the signs in its numbers exchanged: 1.234,5 as 1,234.5."""
    return _NUMBER.sub(lambda match: match[0].translate(_SIGNS), text)


def _other_habit(document: Document) -> Case | None:
    """Exchange the signs, where some number tells the habit of the article."""
    if document.source.media != "text" or not _TELLS.search(document.source.content):
        return None
    return _everywhere(other_signs)(document)


YEARS = -1  # earlier, so that no body or province gets beyond the reforms of 2025
_YEAR = re.compile(  # with a month and a day behind it in addresses: 20170706071215433
    r"(?<!\d)(?<!\d,)(?:19[5-9]\d|20[0-4]\d)(?=(?:0[1-9]|1[0-2])[0-3]\d|(?!\d|[.,]\d{3}))"
)


def other_year(text: str) -> str:
    """Return a text with all its years moved."""
    return _YEAR.sub(lambda match: str(int(match[0]) + YEARS), text)


# Days of the moon fall on others in another year, and years can have names.
_MOON = re.compile(r"\b(?:Tết|âm lịch|mùng|[Cc]hạp|Giêng|rằm)\b")


def _in_other_year(document: Document) -> Case | None:
    """Move the years of an article that names no day of the lunar calendar."""
    if _MOON.search(nfc(document.source.content)):
        return None
    return _everywhere(other_year)(document)


def _february(text: str) -> str:
    """Return what a fact says with the same end of February in every year."""
    return re.sub(r"-02-2[89]", "-02-28", text)


RELATED = (
    "Tin liên quan\n\nHải Dương: Hơn 71,5% hộ nghèo đã có nhà mới\n\n"
    "Khánh Hòa xếp thứ 9/63 về cải cách",
    "Bài liên quan\n\nÔng Lò Văn Bính làm Giám đốc Sở Nội vụ Hà Nam\n\n"
    "Thu 3.150 tỷ đồng từ vải thiều",
    "Xem thêm: Bộ Tư pháp trả đúng hẹn 96% hồ sơ (17/03/2016)",
)
SHARED = (
    "Chia sẻ Facebook Twitter Zalo\n\nIn bài viết",
    "Like 0\n\nGửi email\n\nBản in",
    "Thích 48 Chia sẻ 12",
)
COMMENTS = (
    "Bình luận (12)\n\nGửi bình luận\n\nHọ tên\n\nEmail\n\nMã xác nhận 4821",
    "Ý kiến bạn đọc (0)\n\nVui lòng gõ tiếng Việt có dấu\n\nNội dung\n\nGửi đi",
)


def _with(blocks: tuple[str, ...]) -> Callable[[Document], Case | None]:
    """Return a rewriting that puts one of some blocks between two paragraphs of a text."""

    def rewritten(document: Document) -> Case | None:
        body = [line for line in document.lines if line.label == "body"]
        near = [two for one, two in itertools.pairwise(body) if two.number <= one.number + 2]
        if document.source.media != "text" or not near:
            return None
        dice = random.Random(document.source.doc_id)
        at, raw = document.span(dice.choice(near)).start, document.source.content
        return Case(f"{raw[:at]}{dice.choice(blocks)}\n\n{raw[at:]}", str)

    return rewritten


# Names that were there before the reform of 2025 and are there after it, and of these the ones that
# it did not touch: one of them can stand for any of its tier at any time.
CITIES = ("Hải Phòng", "Đà Nẵng", "Cần Thơ")
UNTOUCHED = ("Lạng Sơn", "Sơn La", "Nghệ An", "Cao Bằng", "Hà Tĩnh", "Lai Châu", "Quảng Ninh")
PROVINCES = (
    *UNTOUCHED, "Điện Biên", "Lào Cai", "Tuyên Quang", "Thái Nguyên", "Phú Thọ", "Bắc Ninh",
    "Hưng Yên", "Ninh Bình", "Quảng Trị", "Quảng Ngãi", "Gia Lai", "Đắk Lắk", "Lâm Đồng",
    "Đồng Nai", "Tây Ninh", "Đồng Tháp", "Vĩnh Long", "An Giang", "Cà Mau",
)  # fmt: skip


def _renamed(document: Document) -> Case | None:
    """Give the province that is named most the name of another that the article does not name."""
    raw = nfc(document.source.content)
    one = max((*PROVINCES, *CITIES), key=raw.count)
    free = [name for name in (CITIES if one in CITIES else UNTOUCHED) if name not in raw]
    if one not in raw or not free:
        return None

    def rewrite(text: str) -> str:
        return nfc(text).replace(one, free[0]).replace(one.upper(), free[0].upper())

    return Case(rewrite(raw), rewrite)


SUITES: dict[str, Suite] = {
    "nfd": Suite(_everywhere(lambda text: unicodedata.normalize("NFD", text)), same=nfc),
    "tone on the second letter": Suite(_everywhere(mark_second), same=mark_first),
    "tone on the first letter": Suite(_everywhere(mark_first), same=mark_first),
    "other decimal habit": Suite(_other_habit),
    "other year": Suite(_in_other_year, dates=other_year, same=_february),
    "related headlines put in": Suite(_with(RELATED)),
    "share bars put in": Suite(_with(SHARED)),
    "comment forms put in": Suite(_with(COMMENTS)),
    "other province": Suite(_renamed, same=nfc),
}
